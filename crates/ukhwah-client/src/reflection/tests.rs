//! Check-ins through the app: kept, corrected, shown, and what a wrong clock does to them.

use std::sync::Arc;

use ukhwah_domain::bounded::Level;
use ukhwah_domain::checkin::{Burden, CheckInTime, Question, ReflectionSettings};
use ukhwah_domain::language::Language;
use ukhwah_domain::path::{Happening, PathEvent, PathGoal};
use ukhwah_domain::routine::{ReminderWish, Sound, Timing};
use ukhwah_domain::time::MinuteOfDay;

use super::*;
use crate::app::Appearance;
use crate::error::{ErrorCode, IpcError};
use crate::paper::read_back;
use crate::path::PathGoalRequest;
use crate::settings::ProfileSettings;
use crate::testing::{TestApp, app, start};

fn level(step: i64) -> Option<Level> {
    Level::try_from(step).ok()
}

fn heavy(step: i64) -> Answers {
    Answers { heaviness: level(step), ..Answers::default() }
}

fn keep(app: &TestApp, answers: Answers) -> Result<ReflectionView, IpcError> {
    app.checkin_save(CheckInRequest { id: None, seen: None, moment: None, answers })
}

fn at(date: &str, hour: u16) -> Option<MomentRequest> {
    let minute = MinuteOfDay::at(hour, 0).expect("a clock has it");
    Some(MomentRequest { date: date.to_owned(), minute })
}

fn edit(app: &TestApp, view: &CheckInView, moment: Option<MomentRequest>, answers: Answers) -> Result<(), IpcError> {
    let (id, seen) = (Some(view.id), Some(view.seen.clone()));
    app.checkin_save(CheckInRequest { id, seen, moment, answers }).map(drop)
}

fn past(app: &TestApp, date: &str, answers: Answers) {
    app.checkin_save(CheckInRequest { id: None, seen: None, moment: at(date, 9), answers }).expect("it is past");
}

fn list(app: &TestApp) -> CheckInsView {
    app.checkins_view(CheckInsRequest::default()).expect("it is open")
}

#[test]
fn a_check_in_is_of_now_and_one_answer_is_enough() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let answers = Answers { burden: Some(Burden::Client), note: Some(" Cerita\nklien ".to_owned()), ..heavy(4) };
    let view = keep(&app, answers).expect("kept");
    assert_eq!((view.check_ins, view.today.len()), (1, 1));
    let made = &view.today[0];
    assert_eq!(
        (made.date.as_str(), made.minute.get(), made.time_words.as_str()),
        ("2026-03-05", 720, "12 tengah hari")
    );
    assert_eq!((made.date_words.as_str(), made.answers.note.as_deref()), ("hari ini", Some("Cerita klien")));
    assert!(keep(&app, Answers { tired: true, ..Answers::default() }).is_ok());
    assert_eq!(keep(&app, Answers::default()).map(drop), Err(ErrorCode::NothingAnswered.into()));
    let long = Answers { note: Some("a".repeat(501)), ..Answers::default() };
    assert_eq!(keep(&app, long).map(drop), Err(ErrorCode::TextTooLong.into()));
    assert_eq!(app.reflection_view().expect("open").check_ins, 2);
}

#[test]
fn its_day_is_that_of_the_place_and_stays_so_after_travelling() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.device.set_now("2026-03-05T16:30:00Z");
    keep(&app, heavy(2)).expect("kept");
    app.device.travel(-5);
    let views = list(&app).check_ins;
    assert_eq!((views[0].date.as_str(), views[0].minute.get()), ("2026-03-06", 30));
    keep(&app, heavy(3)).expect("kept");
    assert_eq!(list(&app).check_ins[1].date, "2026-03-05", "there it is still the day before");
}

#[test]
fn it_can_be_corrected_but_not_into_the_future_or_before_a_life() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let made = keep(&app, heavy(4)).expect("kept").today.remove(0);
    edit(&app, &made, at("2026-03-01", 21), heavy(5)).expect("corrected");
    let made = list(&app).check_ins.remove(0);
    assert_eq!((made.date.as_str(), made.answers.heaviness), ("2026-03-01", level(5)));
    for (moment, code) in [
        (at("2026-03-05", 13), ErrorCode::DateAhead),
        (at("2027-01-01", 9), ErrorCode::DateAhead),
        (at("1919-12-31", 9), ErrorCode::DateTooEarly),
        (at("2026-02-30", 9), ErrorCode::DateInvalid),
    ] {
        assert_eq!(edit(&app, &made, moment.clone(), heavy(1)), Err(code.into()));
        let new = CheckInRequest { id: None, seen: None, moment, answers: heavy(1) };
        assert_eq!(app.checkin_save(new).map(drop), Err(code.into()));
    }
    assert_eq!(list(&app).check_ins[0].answers.heaviness, level(5), "nothing was changed");
}

#[test]
fn a_clock_moved_back_loses_nothing_and_says_what_is_dated_ahead() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    keep(&app, heavy(4)).expect("kept");
    app.device.set_now("2025-06-01T04:00:00Z");
    keep(&app, heavy(2)).expect("kept");
    let shown = list(&app);
    assert_eq!((shown.check_ins.len(), shown.ahead), (2, 1), "what is dated ahead stands first in the list");
    let trends = |span| app.trends_view(TrendsRequest { span }).expect("open");
    for span in [Span::FourWeeks, Span::All] {
        assert_eq!((trends(span).check_ins, trends(span).ahead), (1, 1));
    }
    let first = &shown.check_ins[0];
    edit(&app, first, at("2026-03-05", 12), heavy(3)).expect("its answers can be edited as it stands");
    edit(&app, &list(&app).check_ins[0], at("2025-05-31", 12), heavy(3)).expect("and its date can be corrected");
    assert_eq!((trends(Span::FourWeeks).check_ins, trends(Span::FourWeeks).ahead), (2, 0));
}

#[test]
fn one_day_far_ahead_hides_nothing_of_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.device.set_now("2099-01-01T04:00:00Z");
    keep(&app, heavy(5)).expect("kept");
    app.device.set_now("2026-03-05T04:00:00Z");
    keep(&app, heavy(2)).expect("kept");
    let trends = |span| app.trends_view(TrendsRequest { span }).expect("open");
    assert_eq!(trends(Span::FourWeeks).points.last().and_then(|point| point.heaviness), Some(2.0));
    assert_eq!((trends(Span::All).points.len(), trends(Span::All).ahead), (1, 1));
    assert_eq!(csv(&app, folder.path(), Span::All).len(), 3, "the table of all holds it too");
    assert_eq!(csv(&app, folder.path(), Span::Year).len(), 2);
}

#[test]
fn trash_gives_back_and_erasing_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let id = keep(&app, heavy(4)).expect("kept").today[0].id;
    let gone = app.checkin_trash(CheckInTarget { id }).expect("trashed");
    assert_eq!((gone.check_ins.len(), gone.trash.len()), (0, 1));
    assert_eq!(app.checkin_restore(CheckInTarget { id }).expect("back").check_ins.len(), 1);
    app.checkin_erase(EraseCheckInRequest { id, purge_backups: true }).expect("erased");
    assert_eq!(app.checkin_restore(CheckInTarget { id }).map(drop), Err(ErrorCode::NotFound.into()));
}

#[test]
fn trends_count_means_and_burdens_without_gaps() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    past(&app, "2026-03-04", Answers { burden: Some(Burden::Mine), ..heavy(2) });
    past(&app, "2026-03-04", Answers { burden: Some(Burden::Both), ..heavy(5) });
    past(&app, "2025-11-20", Answers { energy: level(1), ..Answers::default() });
    let trends = |span| app.trends_view(TrendsRequest { span }).expect("open");
    let days = trends(Span::FourWeeks);
    let day = &days.points[26];
    assert_eq!((days.points.len(), days.check_ins, day.words.as_str()), (28, 2, "Rabu 4 Mac"));
    assert_eq!((day.heaviness, day.mine, day.both, day.client, day.check_ins), (Some(3.5), 1, 1, 0, 2));
    assert_eq!(days.points[25].heaviness, None);
    let weeks = trends(Span::ThreeMonths);
    assert_eq!((weeks.points.len(), weeks.points[12].words.as_str()), (13, "2 Mac – 5 Mac"));
    assert_eq!((trends(Span::Year).points.len(), trends(Span::Year).check_ins), (52, 3));
    let months = trends(Span::All);
    let words: Vec<_> = months.points.iter().map(|point| point.words.as_str()).collect();
    assert_eq!(words, ["Nov 2025", "Dis 2025", "Jan 2026", "Feb 2026", "Mac 2026"]);
    assert_eq!(months.points[0].energy, Some(1.0));
}

#[test]
fn festivals_are_marked_only_where_religious_content_is_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let marks = || -> Vec<String> {
        let points = app.trends_view(TrendsRequest { span: Span::Year }).expect("open").points;
        points.into_iter().flat_map(|point| point.marks).map(|mark| mark.words).collect()
    };
    assert_eq!(marks(), ["Hari Kebangsaan", "Hari Malaysia", "Tahun Baharu"]);
    app.profile_save(ProfileSettings { religion: true, sex: None, prefer_same_sex: false }).expect("on");
    let hijri = ["Aidilfitri", "Aidiladha", "Awal Muharram", "Maulidur Rasul", "Awal Ramadan"];
    assert!(hijri.iter().all(|name| marks().iter().any(|mark| mark == name)), "{:?}", marks());
}

/// Ten weeks of usual days, then a heavy one.
fn harder(app: &TestApp) {
    let start: chrono::NaiveDate = "2025-12-18".parse().expect("a day");
    for (at, date) in start.iter_days().take(77).enumerate() {
        let step = if at < 70 { [2, 3, 2, 1][at % 4] } else { 5 };
        past(app, &date.to_string(), heavy(step));
    }
}

#[test]
fn an_early_sign_says_on_which_days_it_rests_and_can_be_put_away_or_switched_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    assert_eq!(app.reflection_view().expect("open").sign, None);
    harder(&app);
    let view = app.reflection_view().expect("open");
    let sign = view.sign.expect("a week of fives is a sign");
    assert_eq!(sign.question, Question::Heaviness);
    assert_eq!((sign.since_words.as_str(), sign.days_words.as_str()), ("Rabu 25 Feb", "25, 26, 27, 28 Feb, 1 Mac"));
    assert_eq!(app.today_view().expect("open").sign.as_ref(), Some(&sign), "Today says it too");
    let off = ReflectionSettings { early_sign: false, ..view.settings };
    let view = app.reflection_settings_save(ReflectionSettingsRequest { seen: None, settings: off }).expect("kept");
    assert_eq!((view.sign, app.today_view().expect("open").sign), (None, None));
    let on = ReflectionSettings { early_sign: true, ..view.settings };
    let request = ReflectionSettingsRequest { seen: view.settings_seen, settings: on };
    assert!(app.reflection_settings_save(request).expect("kept").sign.is_some());
    assert_eq!(app.sign_read(SignReadRequest { date: sign.date }).expect("put away").sign, None);
    assert_eq!(app.today_view().expect("open").sign, None);
}

#[test]
fn whoever_was_told_this_week_is_not_told_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    harder(&app);
    let told = app.reflection_view().expect("open").sign.expect("a sign");
    app.sign_read(SignReadRequest { date: told.date }).expect("put away");
    // A day that is taken out of the count makes it clear some days later.
    let first = list(&app).check_ins.into_iter().find(|made| made.date == "2026-02-27").expect("it is there");
    edit(&app, &first, at("2026-02-27", 9), heavy(1)).expect("corrected");
    assert_eq!(app.reflection_view().expect("open").sign, None);
}

#[test]
fn a_sign_is_no_news_after_a_week() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    harder(&app);
    assert!(app.reflection_view().expect("open").sign.is_some());
    app.device.set_now("2026-03-12T04:00:00Z");
    assert_eq!(app.reflection_view().expect("open").sign, None);
}

#[test]
fn a_sign_follows_what_is_corrected_and_is_forgotten_with_the_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    harder(&app);
    let sign = |app: &TestApp| app.today_view().expect("open").sign.map(|sign| sign.days);
    let before = sign(&app).expect("seven hard days");
    assert_eq!(sign(&app), Some(before), "asked again it is the same");
    for made in app.checkins_view(CheckInsRequest::default()).expect("open").check_ins.iter().take(7) {
        app.checkin_trash(CheckInTarget { id: made.id }).expect("there");
    }
    assert_eq!(sign(&app), None, "it rested on those days");
    app.close_session().expect("closed");
    assert!(app.signs.is_forgotten());
}

#[test]
fn trends_of_all_years_follow_whatever_they_are_made_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    past(&app, "2026-02-02", heavy(2));
    let all =
        || serde_json::to_string(&app.trends_view(TrendsRequest { span: Span::All }).expect("open")).expect("JSON");
    let mut before = all();
    assert_eq!(all(), before, "asked again they are the same");
    let changes: [fn(&TestApp); 5] = [
        |app| drop(keep(app, heavy(5)).expect("kept")),
        |app| {
            app.profile_save(ProfileSettings { religion: true, sex: None, prefer_same_sex: false }).expect("on");
        },
        |app| {
            let goal = PathGoalRequest { id: None, seen: None, name: None, began: Some("2026-03-01".to_owned()) };
            app.path_goal_save(goal).expect("kept");
            app.writing(|tx| {
                let goal = tx.read().all::<PathGoal>()?[0].id.into();
                let day = "2026-03-02".parse().expect("a day");
                Ok::<_, IpcError>(tx.create(&PathEvent::on(goal, Happening::Lapse, day)).map(drop)?)
            })
            .expect("kept");
        },
        |app| app.device.set_now("2026-04-05T04:00:00Z"),
        |app| {
            app.appearance_save(Appearance { language: Language::En, ..app.appearance() }).expect("kept");
        },
    ];
    for (at, change) in changes.into_iter().enumerate() {
        change(&app);
        assert_ne!(all(), before, "change {at}");
        before = all();
    }
    app.close_session().expect("closed");
    assert!(app.trends.is_forgotten());
}

#[test]
fn the_example_profile_shows_trends_and_a_sign_with_somebody_and_a_card_to_go_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = start(folder.path(), Arc::default());
    app.fill_with_examples().expect("filled");
    let view = app.reflection_view().expect("open");
    assert!(view.sign.is_some() && view.card.is_some() && view.check_ins >= 60);
    assert!(app.people_view().expect("open").people.iter().any(|person| person.on_ladder));
    let trends = app.trends_view(TrendsRequest { span: Span::ThreeMonths }).expect("open");
    assert!(trends.points.iter().filter(|point| point.check_ins > 0).count() >= 10);
}

#[test]
fn a_time_that_was_chosen_reminds_discreetly_until_the_person_looked_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let timing = Timing::At { minute: MinuteOfDay::at(13, 0).expect("a clock has it") };
    let remind = Some(ReminderWish { before: 0.try_into().expect("within"), sound: Sound::Silent });
    let settings = ReflectionSettings { time: Some(CheckInTime { timing, remind }), ..ReflectionSettings::default() };
    let view = app.reflection_settings_save(ReflectionSettingsRequest { seen: None, settings }).expect("kept");
    assert_eq!(view.time_words.as_deref(), Some("1 tengah hari"));
    let next = app.reminders_view().expect("open").upcoming;
    assert_eq!((next[0].title.as_str(), next[0].when_words.as_str()), ("Semak diri", "1 tengah hari"));
    keep(&app, heavy(2)).expect("kept");
    let next = app.reminders_view().expect("open").upcoming;
    assert_eq!(next[0].when_words, "Jumaat 6 Mac, 1 tengah hari");
    app.device.set_now("2026-03-06T05:00:30Z");
    let _ = app.deliver_due();
    let notices = app.device.notices();
    assert_eq!(notices.last().map(|notice| notice.title.as_str()), Some("Peringatan"));
}

#[test]
fn a_prayer_is_a_time_only_where_religious_content_is_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let timing =
        Timing::Around { anchor: ukhwah_domain::routine::Anchor::Isha, minutes: 15.try_into().expect("within") };
    let save = |timing, seen| {
        let time = Some(CheckInTime { timing, remind: None });
        let settings = ReflectionSettings { time, ..ReflectionSettings::default() };
        app.reflection_settings_save(ReflectionSettingsRequest { seen, settings })
    };
    assert_eq!(save(timing, None).map(drop), Err(ErrorCode::BadRequest.into()));
    assert_eq!(save(Timing::AnyTime, None).map(drop), Err(ErrorCode::BadRequest.into()));
    app.profile_save(ProfileSettings { religion: true, sex: None, prefer_same_sex: false }).expect("on");
    let view = save(timing, None).expect("kept");
    assert!(view.place_missing && view.prayers.len() == 5);
    assert_eq!(view.time_words.as_deref(), Some("15 minit selepas Isyak"));
    app.profile_save(ProfileSettings { religion: false, sex: None, prefer_same_sex: false }).expect("off");
    let view = app.reflection_view().expect("open");
    assert_eq!((view.time_words, view.prayers.len(), view.place_missing), (None, 0, false), "nothing of it is named");
    let off = ReflectionSettings { early_sign: false, ..view.settings };
    let request = ReflectionSettingsRequest { seen: view.settings_seen, settings: off };
    assert_eq!(app.reflection_settings_save(request).expect("kept").settings.time, view.settings.time, "it is kept");
}

fn csv(app: &TestApp, folder: &std::path::Path, span: Span) -> Vec<String> {
    let target = folder.join("keluar.csv");
    app.device.choose_target(Some(&target));
    app.trends_export(TrendsExportRequest { span, format: TrendsFormat::Csv }).expect("written");
    let text = std::fs::read_to_string(&target).expect("it is there");
    text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect()
}

#[test]
fn the_table_keeps_spreadsheets_from_computing_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let export = |format| app.trends_export(TrendsExportRequest { span: Span::FourWeeks, format }).map(drop);
    for format in [TrendsFormat::Csv, TrendsFormat::Pdf] {
        assert_eq!(export(format), Err(ErrorCode::NothingToExport.into()));
    }
    keep(&app, Answers { note: Some("=1+1".to_owned()), tired: true, ..heavy(4) }).expect("kept");
    for format in [TrendsFormat::Csv, TrendsFormat::Pdf] {
        assert_eq!(export(format), Err(ErrorCode::Cancelled.into()));
    }
    let rows = csv(&app, folder.path(), Span::FourWeeks);
    assert!(rows[0].starts_with("tarikh,jam,berat di hati,"));
    assert_eq!(rows[1], "2026-03-05,12:00,4,,,,,,,ya,'=1+1");
}

#[test]
fn trends_on_paper_say_what_the_screen_says_and_no_line_that_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    past(&app, "2026-03-02", Answers { burden: Some(Burden::Client), note: Some("rahsia".to_owned()), ..heavy(4) });
    past(&app, "2026-03-04", Answers { energy: level(2), ..heavy(3) });
    for (span, short) in [(Span::FourWeeks, "Rabu 4 Mac 3.0 2.0 1"), (Span::Year, "2 Mac – 5 Mac 3.5 2.0 1 2")] {
        let target = folder.path().join("helaian.pdf");
        app.device.choose_target(Some(&target));
        let export = TrendsExportRequest { span, format: TrendsFormat::Pdf };
        assert_eq!(app.trends_export(export).expect("written").file, "helaian.pdf");
        let pdf = std::fs::read(&target).expect("it is there");
        read_back::assert_discreet(&pdf);
        let text = read_back::texts(&pdf).join(" ");
        assert!(text.starts_with("Perubahan ikut masa") && text.contains("hingga 5 Mac 2026"), "{text}");
        assert!(text.contains("Berat di hati: 1 ringan, 5 sangat berat") && text.contains(short), "{text}");
        assert!(!text.contains("rahsia"), "{text}");
    }
}
