//! What comes when, with which words and sounds.

use super::*;

#[test]
fn a_reminder_comes_once_while_locked_and_says_nothing() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Telefon Pak Su", What::Other, 15));
    lock(&app);
    assert_eq!(at(&app, "2026-03-05T06:59:59Z"), []);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Peringatan", "3 petang"));
    assert_eq!(at(&app, "2026-03-05T07:00:30Z"), []);
    assert_eq!(app.reminders_view().err().map(|error| error.code), Some(ErrorCode::Locked));
    unlock(&app);
    assert_eq!(log(&app), [("Telefon Pak Su".to_owned(), Outcome::Delivered)]);
}

#[test]
fn full_text_is_a_choice_and_a_discreet_item_stays_discreet() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    add(&app, &item("Ubat pagi", What::Medication, 16));
    full_text(&app);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Rehat", "3 petang"));
    assert_eq!(at(&app, "2026-03-05T08:00:00Z"), shown("Peringatan", "4 petang"));
    assert_eq!(app.device.notices()[0].sound, NoticeSound::Chime);
}

#[test]
fn a_title_that_turns_text_around_turns_nothing_but_itself() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Ubat \u{202e}malam", What::Other, 15));
    full_text(&app);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Ubat \u{202e}malam\u{202c}", "3 petang"));
    assert_eq!(log(&app)[0].0, "Ubat \u{202e}malam", "what is stored is as it was typed");
}

#[test]
fn a_meeting_is_announced_by_its_day_and_then_by_its_hour() {
    let folder = folder();
    let app = app(folder.path());
    add_meeting(&app);
    full_text(&app);
    assert_eq!(at(&app, "2026-03-05T12:30:00Z"), shown("Perjumpaan Jumaat", "Jumaat, 8:30 malam"));
    assert_eq!(at(&app, "2026-03-06T11:30:00Z"), shown("Perjumpaan Jumaat", "8:30 malam"));
}

#[test]
fn prayers_are_reminded_of_with_religious_content_alone() {
    let folder = folder();
    let app = app(folder.path());
    keep_asar(&app);
    let view = app.reminders_view().expect("shown");
    assert_eq!((view.upcoming.len(), view.upcoming[0].title.as_str()), (7, "Asar"));
    assert_eq!(view.mute_words, "hingga Zohor, 1:28 tengah hari", "the next prayer ends it, on or not");
    full_text(&app);
    let asar = chrono::DateTime::from_timestamp_millis(view.upcoming[0].at_ms).expect("in range").to_rfc3339();
    let came = at(&app, &asar);
    assert_eq!(came, shown("Asar", &view.upcoming[0].when_words));
    assert_eq!(log(&app), [("Asar".to_owned(), Outcome::Delivered)]);
    set_religion(&app, false);
    assert_eq!(log(&app), [("Peringatan".to_owned(), Outcome::Delivered)], "not even its name is left");
    assert_eq!(app.reminders_view().expect("shown").upcoming, []);
}

#[test]
fn another_prayer_place_brings_the_rest_of_the_day() {
    let folder = folder();
    let app = app(folder.path());
    keep_asar(&app);
    pray_at(&app, "SBH07");
    let asar = app.reminders_view().expect("shown").upcoming[0].clone();
    assert_eq!(asar.when_words, "3:45 petang");
    assert_eq!(at(&app, "2026-03-05T07:45:00Z"), shown("Peringatan", "3:45 petang"));
    pray_at(&app, "WLY01");
    assert_eq!(at(&app, "2026-03-05T08:41:00Z"), shown("Peringatan", "4:41 petang"));
    pray_at(&app, "SGR01");
    assert_eq!(app.reminders_view().expect("shown").log.len(), 2);
    assert_eq!(at(&app, "2026-03-05T08:45:00Z"), [], "a neighbour's time is the same prayer");
}

#[test]
fn what_came_while_the_app_was_closed_is_counted_and_never_sounds() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Telefon Pak Su", What::Other, 15));
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T09:00:00Z"), shown("Peringatan", MISSED_ONE));
    let quiet = Notice { title: "Peringatan".to_owned(), body: MISSED_ONE.to_owned(), sound: NoticeSound::Silent };
    assert_eq!(app.device.notices(), [quiet]);
    assert_eq!(log(&app), [("Telefon Pak Su".to_owned(), Outcome::Missed)]);
    let expected = ("Telefon Pak Su".to_owned(), "3 petang · tiba semasa aplikasi ditutup".to_owned());
    assert_eq!(missed(&app), [expected]);
    assert_eq!(at(&app, "2026-03-05T09:00:30Z"), []);
}

#[test]
fn a_late_reminder_is_silent_and_listed_as_late() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    assert_eq!(at(&app, "2026-03-05T07:20:00Z"), shown("Peringatan", "3 petang"));
    assert_eq!(app.device.notices()[0].sound, NoticeSound::Silent);
    let view = app.reminders_view().expect("shown");
    assert_eq!(
        (view.log[0].outcome, view.log[0].outcome_words.as_str()),
        (Outcome::Late, "lewat 20 minit, tanpa bunyi")
    );
}

#[test]
fn the_self_test_comes_in_two_minutes_with_an_honest_verdict() {
    let folder = folder();
    let app = app(folder.path());
    let before = app.device.replanned();
    let test = app.reminder_test().expect("begun").test.expect("a test");
    assert_eq!(test.verdict, TestVerdict::Waiting { seconds: 120 });
    assert!(app.device.replanned() > before, "the deliverer is told");
    assert_eq!(at(&app, "2026-03-05T04:02:03Z"), shown("Peringatan", "Ini peringatan ujian."));
    let verdict = |app: &TestApp| app.reminders_view().expect("shown").test.map(|test| test.verdict);
    assert_eq!(verdict(&app), Some(TestVerdict::Delivered { after: 3, sound: Some(SoundOutcome::Played) }));
    app.device.lose_notifications();
    app.device.sound_ends(SoundOutcome::NoDevice);
    app.reminder_test().expect("begun");
    at(&app, "2026-03-05T04:04:03Z");
    assert_eq!(verdict(&app), Some(TestVerdict::Failed { sound: Some(SoundOutcome::NoDevice) }));
}

#[test]
fn the_self_test_sounds_as_it_was_chosen() {
    let folder = folder();
    let app = app(folder.path());
    let chosen = folder.path().join("loceng.wav");
    std::fs::write(&chosen, b"RIFF....WAVEfmt ").expect("written");
    app.device.choose(Some(&chosen));
    app.sound_choose().expect("chosen");
    app.device.sound_ends(SoundOutcome::FileBroken);
    app.reminder_test().expect("begun");
    at(&app, "2026-03-05T04:02:00Z");
    assert_eq!(app.device.notices()[0].sound, NoticeSound::File(folder.path().join("own.sound")));
    let view = app.reminders_view().expect("shown");
    let expected = "Peranti ini menerima peringatan ujian tepat pada masanya. Kalau anda tidak nampak apa-apa, semak \
                    tetapan pemberitahuan peranti. Fail bunyi anda tidak dapat dimainkan, jadi loceng menggantikannya. \
                    Cuba pilih fail lain.";
    assert_eq!(view.test.map(|test| test.words).as_deref(), Some(expected));
    assert_eq!(view.log[0].outcome_words, "tepat pada masanya, fail bunyi tidak dapat dimainkan");
}

#[test]
fn what_became_of_a_sound_is_in_the_log() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    let mut silent = item("Rehat lagi", What::Rest, 16);
    silent.remind = silent.remind.map(|wish| ReminderWish { sound: Sound::Silent, ..wish });
    add(&app, &silent);
    app.device.sound_ends(SoundOutcome::NoDevice);
    at(&app, "2026-03-05T07:00:00Z");
    at(&app, "2026-03-05T08:00:00Z");
    app.device.sound_ends(SoundOutcome::Played);
    at(&app, "2026-03-06T07:00:00Z");
    let log = app.reminders_view().expect("shown").log;
    let words: Vec<_> = log.iter().rev().map(|delivery| delivery.outcome_words.as_str()).collect();
    let expected = ["bunyi tidak keluar: tiada alat bunyi", "tanpa bunyi", "dengan bunyi"];
    assert_eq!(words, expected.map(|sound| format!("tepat pada masanya, {sound}")));
}

#[test]
fn a_test_that_was_missed_is_not_counted_among_what_came() {
    let folder = folder();
    let app = app(folder.path());
    app.reminder_test().expect("begun");
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T05:00:00Z"), []);
    assert_eq!(log(&app), [("Peringatan ujian".to_owned(), Outcome::Missed)]);
    assert_eq!(missed(&app), []);
}

#[test]
fn quiet_takes_the_sound_until_it_ends() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    add(&app, &item("Rehat lagi", What::Rest, 16));
    app.device.set_now("2026-03-05T06:30:00Z");
    let view = app.reminders_mute(MuteRequest { mute: Mute::UntilNext }).expect("muted");
    assert_eq!(view.muted_until_words.as_deref(), Some("hingga 3:30 petang"), "an hour, where no prayer is kept");
    at(&app, "2026-03-05T07:00:00Z");
    at(&app, "2026-03-05T08:00:00Z");
    let sounds: Vec<_> = app.device.notices().into_iter().map(|notice| notice.sound).collect();
    assert_eq!(sounds, [NoticeSound::Silent, NoticeSound::Chime]);
    let quiet = Some(QuietHours { start: clock(14, 0), end: clock(16, 0) });
    let view = app.reminders_save(ReminderSettings { full_text: false, quiet }).expect("saved");
    assert_eq!([view.upcoming[0].sound, view.upcoming[1].sound], [Sound::Silent, Sound::Chime]);
    app.reminders_mute(MuteRequest { mute: Mute::UntilNext }).expect("muted");
    assert_eq!(app.reminders_mute(MuteRequest { mute: Mute::Off }).expect("ended").muted_until_words, None);
}

#[test]
fn quiet_until_the_next_prayer_is_asked_for_while_locked() {
    let folder = folder();
    let app = app(folder.path());
    keep_asar(&app);
    add(&app, &item("Rehat", What::Rest, 15));
    add(&app, &item("Rehat lagi", What::Rest, 18));
    lock(&app);
    app.device.set_now("2026-03-05T06:30:00Z");
    assert_eq!(app.muted_until_words(), None);
    let before = app.device.replanned();
    app.mute(Mute::UntilNext).expect("muted");
    assert_eq!((app.device.hushed(), app.device.replanned()), (1, before + 1), "what plays stops at once");
    assert_eq!(app.muted_until_words().as_deref(), Some("4:41 petang"), "Asar, and nothing that says so");
    let app = restart(folder.path(), app);
    at(&app, "2026-03-05T07:00:00Z");
    assert_eq!(app.muted_until_words().as_deref(), Some("4:41 petang"), "it outlives the app");
    app.mute(Mute::Off).expect("ended");
    assert_eq!((app.muted_until_words(), app.device.hushed()), (None, 1));
    app.mute(Mute::UntilNext).expect("muted");
    at(&app, "2026-03-05T08:41:00Z");
    assert_eq!(app.muted_until_words(), None);
    let sounds: Vec<_> = app.device.notices().into_iter().map(|notice| notice.sound).collect();
    assert_eq!(sounds, [NoticeSound::Silent, NoticeSound::Chime], "the prayer itself sounds");
    unlock(&app);
    assert_eq!(app.reminders_view().expect("shown").log[1].outcome_words, "tepat pada masanya, tanpa bunyi");
}

#[test]
fn today_offers_quiet_where_something_would_sound() {
    let folder = folder();
    let app = app(folder.path());
    let quiet = |app: &TestApp| app.today_view().expect("shown").quiet;
    assert_eq!(quiet(&app), None);
    keep_asar(&app);
    let until = "hingga Zohor, 1:28 tengah hari".to_owned();
    assert_eq!(quiet(&app), Some(QuietView { muted_until_words: None, mute_words: until.clone() }));
    app.reminders_mute(MuteRequest { mute: Mute::UntilNext }).expect("muted");
    let muted_until_words = Some("hingga 1:28 tengah hari".to_owned());
    assert_eq!(quiet(&app), Some(QuietView { muted_until_words, mute_words: until }));
}

#[test]
fn before_there_is_a_profile_nothing_is_muted_and_nothing_written() {
    let folder = folder();
    let app = start(folder.path(), Arc::default());
    assert!(app.mute(Mute::UntilNext).is_err());
    assert!(!folder.path().join("reminder.card").exists());
}

#[test]
fn what_was_erased_is_not_named_in_the_log() {
    let folder = folder();
    let app = app(folder.path());
    let id = add(&app, &item("Jangan dibaca", What::Other, 15));
    full_text(&app);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Jangan dibaca", "3 petang"));
    app.writing(|tx| Ok::<_, IpcError>(tx.erase(id)?)).expect("erased");
    assert_eq!(log(&app), [("Peringatan".to_owned(), Outcome::Delivered)]);
    let mut desk = app.reminders.lock();
    let card = app.read_reminders(&mut desk, |card| card.to_bytes()).expect("read");
    assert!(!String::from_utf8(card).expect("JSON is UTF-8").contains("Jangan dibaca"));
}

#[test]
fn the_own_sound_plays_while_locked_and_the_chime_where_there_is_none() {
    let folder = folder();
    let app = app(folder.path());
    let mut own = item("Rehat", What::Rest, 15);
    own.remind = own.remind.map(|wish| ReminderWish { sound: Sound::Own, ..wish });
    add(&app, &own);
    let chosen = folder.path().join("loceng.wav");
    std::fs::write(&chosen, b"RIFF....WAVEfmt ").expect("written");
    app.device.choose(Some(&chosen));
    assert_eq!(app.sound_choose().expect("chosen").own_sound.as_deref(), Some("loceng.wav"));
    std::fs::write(&chosen, "a letter").expect("written");
    assert_eq!(app.sound_choose().err().map(|error| error.code), Some(ErrorCode::SoundInvalid));
    at(&app, "2026-03-05T07:00:00Z");
    assert_eq!(app.sound_forget().expect("forgotten").own_sound, None);
    at(&app, "2026-03-06T07:00:00Z");
    let sounds: Vec<_> = app.device.notices().into_iter().map(|notice| notice.sound).collect();
    assert_eq!(sounds, [NoticeSound::File(folder.path().join("own.sound")), NoticeSound::Chime]);
}

#[test]
fn erasing_everything_ends_reminders_and_the_start_with_the_system() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    assert_eq!(app.autostart_save(AutostartRequest { on: true }).expect("on").autostart, Some(true));
    app.erase_everything().expect("erased");
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), []);
    assert!(!folder.path().join("reminder.card").exists());
    assert_eq!(crate::host::Host::autostart(&app.device), Some(false));
}

#[test]
fn the_next_look_is_at_the_next_reminder_and_never_far_off() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    assert_eq!(app.deliver_due().as_secs(), 30);
    app.device.set_now("2026-03-05T06:59:50Z");
    assert_eq!(app.deliver_due().as_secs(), 10);
}

#[test]
fn every_name_that_the_planner_gives_is_understood() {
    use super::about::About;
    let folder = folder();
    let app = app(folder.path());
    keep_asar(&app);
    add(&app, &item("Rehat", What::Rest, 15));
    add_meeting(&app);
    for upcoming in app.reminders_view().expect("shown").upcoming {
        let about = About::of(&upcoming.id);
        let expected = match upcoming.title.as_str() {
            "Asar" => about == About::Prayer(Prayer::Asr),
            "Rehat" => matches!(about, About::Item(_)),
            _ => matches!(about, About::Meeting(_)),
        };
        assert!(expected, "{}", upcoming.id);
    }
}
