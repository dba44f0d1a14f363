//! Sleep, clocks that jump, crashes, damage, and things that are gone.

use super::*;

#[test]
fn days_of_sleep_end_with_one_notice_and_a_new_plan() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    let came = at(&app, "2026-03-10T04:00:00Z");
    assert_eq!(came, shown("Peringatan", &MISSED_ONE.replace(": 1.", ": 5.")));
    assert_eq!(app.reminders_view().expect("shown").upcoming.len(), 7);
}

#[test]
fn nothing_comes_twice_under_a_clock_that_goes_back_and_forth() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    assert_eq!(at(&app, "2026-03-05T07:00:00Z").len(), 1);
    assert_eq!(at(&app, "2026-03-05T01:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T07:00:05Z"), []);
    assert_eq!(at(&app, "2026-03-06T07:00:00Z").len(), 1);
    assert_eq!(at(&app, "1970-01-01T07:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-07T06:59:00Z"), []);
    assert_eq!(at(&app, "2026-03-07T07:00:00Z").len(), 1);
}

#[test]
fn a_clock_that_was_ahead_loses_nothing_of_the_day() {
    let folder = folder();
    let app = app(folder.path());
    app.device.set_now("2026-03-05T10:00:00Z");
    add(&app, &item("Rehat", What::Rest, 15));
    assert_eq!(at(&app, "2026-03-05T04:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z").len(), 1, "it was planned when the clock was set right");
}

#[test]
fn a_clock_that_was_ahead_while_locked_loses_nothing() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    lock(&app);
    assert_eq!(at(&app, "2026-09-01T00:00:00Z").len(), 1, "that they were missed, as the clock has it");
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T06:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Peringatan", "3 petang"));
    assert_eq!(at(&app, "2026-03-06T07:00:00Z"), shown("Peringatan", "3 petang"));
    unlock(&app);
    assert_eq!(log(&app), [("Rehat".to_owned(), Outcome::Delivered), ("Rehat".to_owned(), Outcome::Delivered)]);
}

#[test]
fn a_clock_that_was_ahead_while_open_loses_nothing_of_a_locked_app() {
    let folder = folder();
    let app = app(folder.path());
    full_text(&app);
    add(&app, &item("Rehat", What::Rest, 15));
    assert_eq!(at(&app, "2026-09-01T00:00:00Z").len(), 1);
    lock(&app);
    assert_eq!(at(&app, "2026-03-05T06:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Peringatan", ""), "the words were not kept");
    assert_eq!(at(&app, "2026-03-05T07:00:30Z"), []);
}

#[test]
fn another_time_zone_moves_what_has_a_time_of_the_clock() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    app.device.travel(7);
    assert_eq!(at(&app, "2026-03-05T04:01:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T08:00:00Z"), shown("Peringatan", "3 petang"));
}

#[test]
fn abroad_with_a_malaysian_zone_times_of_the_clock_and_quiet_hours_are_the_devices() {
    let folder = folder();
    let app = app(folder.path());
    keep_asar(&app);
    app.device.travel(3);
    add(&app, &item("Rehat", What::Rest, 15));
    // By Malaysian time the item would be due at 07:00 UTC, and Asar, at 08:41, would be in the quiet hours.
    let quiet = Some(QuietHours { start: clock(14, 0), end: clock(17, 0) });
    app.reminders_save(ReminderSettings { full_text: false, quiet }).expect("saved");
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T08:41:00Z").len(), 1, "Asar in Kuala Lumpur");
    assert_eq!(at(&app, "2026-03-05T12:00:00Z"), shown("Peringatan", "3 petang"));
    let sounds: Vec<_> = app.device.notices().into_iter().map(|notice| notice.sound).collect();
    assert_eq!(sounds, [NoticeSound::Chime, NoticeSound::Silent]);
}

#[test]
fn another_time_zone_while_locked_is_told_of_once_and_followed_when_unlocked() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    lock(&app);
    assert_eq!(at(&app, "2026-03-05T04:00:30Z"), []);
    app.device.travel(7);
    let asked = "Zon waktu peranti ini sudah berubah. Buka aplikasi sekejap, supaya peringatan ikut waktu yang baru.";
    assert_eq!(at(&app, "2026-03-05T04:01:00Z"), shown("Peringatan", asked));
    assert_eq!(app.device.notices()[0].sound, NoticeSound::Silent);
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T04:02:00Z"), [], "it is told once");
    unlock(&app);
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), []);
    assert_eq!(at(&app, "2026-03-05T08:00:00Z"), shown("Peringatan", "3 petang"));
    app.lock_now().expect("locked");
    assert_eq!(at(&app, "2026-03-05T08:01:00Z"), []);
}

#[test]
fn with_a_malaysian_zone_too_another_time_zone_is_told_of() {
    let folder = folder();
    let app = app(folder.path());
    keep_asar(&app);
    lock(&app);
    app.device.travel(3);
    assert_eq!(at(&app, "2026-03-05T04:01:00Z").len(), 1, "Asar keeps its moment, and its words are of the old clock");
    unlock(&app);
    assert_eq!(at(&app, "2026-03-05T08:41:00Z"), shown("Peringatan", "11:41 pagi"));
}

#[test]
fn without_a_notification_service_it_is_said_and_logged() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    assert!(!app.reminder_service().expect("asked").missing);
    app.device.lose_notifications();
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), []);
    assert!(!app.reminders_view().expect("shown").service);
    assert!(app.reminder_service().expect("asked").missing, "Today says it too");
    assert_eq!(log(&app), [("Rehat".to_owned(), Outcome::Failed)]);
    assert_eq!(missed(&app), shown("Rehat", "3 petang · tidak dapat dipaparkan, dengan bunyi"));
    app.reminder_test().expect("begun");
    at(&app, "2026-03-05T07:02:00Z");
    assert_eq!((log(&app).len(), missed(&app).len()), (2, 1), "a test is not listed on Today");
}

#[test]
fn what_was_found_before_midnight_is_listed_over_the_night() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    lock(&app);
    assert_eq!(at(&app, "2026-03-05T15:50:00Z").len(), 1, "ten minutes before midnight");
    app.device.set_now("2026-03-06T02:00:00Z");
    unlock(&app);
    assert_eq!(missed(&app), shown("Rehat", "Khamis 5 Mac, 3 petang · tiba semasa aplikasi ditutup"));
    app.device.set_now("2026-03-06T15:51:00Z");
    assert_eq!(missed(&app), []);
}

#[test]
fn what_is_being_shown_has_not_failed_on_today() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    app.device.fall_over_at_the_next_notice();
    app.device.set_now("2026-03-05T07:00:00Z");
    let fell = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.deliver_due()));
    assert!(fell.is_err());
    assert_eq!((log(&app).len(), missed(&app)), (1, vec![]), "the notice is still out");
    let app = restart(folder.path(), app);
    assert_eq!(missed(&app).len(), 1);
}

#[test]
fn where_nothing_is_to_come_nobody_needs_a_notification_service() {
    let folder = folder();
    let app = app(folder.path());
    app.device.lose_notifications();
    assert!(!app.reminder_service().expect("asked").missing);
    add(&app, &item("Rehat", What::Rest, 15));
    assert!(app.reminder_service().expect("asked").missing);
    lock(&app);
    assert_eq!(app.reminder_service().err().map(|error| error.code), Some(ErrorCode::Locked));
}

#[test]
fn with_the_database_gone_reminders_still_come() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    app.shut_down();
    std::fs::remove_file(folder.path().join("records.db")).expect("deleted");
    let app = restart(folder.path(), app);
    assert!(matches!(app.stage(), Stage::Trouble { .. }));
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Peringatan", "3 petang"));
}

#[test]
fn a_damaged_card_is_put_aside_and_made_again() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    lock(&app);
    std::fs::write(folder.path().join("reminder.card"), "torn").expect("damaged");
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T05:00:00Z"), shown("Peringatan", TROUBLE));
    assert_eq!(at(&app, "2026-03-05T05:00:30Z"), [], "it is said once");
    unlock(&app);
    assert_eq!(app.reminders_view().expect("shown").trouble, Some(ReminderTrouble::Damaged));
    assert_eq!(std::fs::read(folder.path().join("reminder.damaged")).expect("kept"), b"torn");
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Peringatan", "3 petang"));
    let app = restart(folder.path(), app);
    unlock(&app);
    assert_eq!(app.reminders_view().expect("shown").trouble, None);
}

#[test]
fn without_the_key_the_card_is_left_alone_until_the_key_is_back() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    let card = std::fs::read(folder.path().join("reminder.card")).expect("there");
    app.device.break_vault(VaultError::Silent);
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T05:00:00Z"), shown("Peringatan", TROUBLE));
    assert_eq!(std::fs::read(folder.path().join("reminder.card")).expect("there"), card);
    app.device.mend_vault();
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), shown("Peringatan", "3 petang"));
}

#[test]
fn a_crash_between_taking_and_showing_is_told_as_a_failure() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    app.device.fall_over_at_the_next_notice();
    app.device.set_now("2026-03-05T07:00:00Z");
    let fell = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.deliver_due()));
    assert!(fell.is_err());
    let app = restart(folder.path(), app);
    assert_eq!(at(&app, "2026-03-05T07:00:10Z"), []);
    assert_eq!(log(&app), [("Rehat".to_owned(), Outcome::Failed)]);
}

#[test]
fn a_card_that_cannot_be_written_still_reminds_once() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    let in_the_way = folder.path().join("reminder.unfinished");
    std::fs::create_dir(&in_the_way).expect("made");
    assert_eq!(at(&app, "2026-03-05T07:00:00Z").len(), 1);
    assert_eq!(at(&app, "2026-03-05T07:00:30Z"), []);
    assert_eq!(app.reminders_view().expect("shown").trouble, Some(ReminderTrouble::CannotWrite));
    std::fs::remove_dir(&in_the_way).expect("removed");
    at(&app, "2026-03-06T07:00:00Z");
    assert_eq!(app.reminders_view().expect("shown").trouble, None);
}

#[test]
fn an_app_that_nobody_opens_asks_for_it_before_its_plan_ends() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    lock(&app);
    for day in 5..=10 {
        assert_eq!(at(&app, &format!("2026-03-{day:02}T07:00:00Z")).len(), 1);
    }
    assert_eq!(at(&app, "2026-03-11T01:00:00Z"), shown("Peringatan", RENEW));
    unlock(&app);
    assert_eq!(log(&app).len(), 6, "it is no reminder of the person's");
    assert_eq!(app.reminders_view().expect("shown").upcoming.len(), 7);
}

/// So many daily items, a minute apart from this hour on.
fn add_each_minute(app: &TestApp, hour: u16, items: u16) {
    app.writing(|tx| {
        for minute in 0..items {
            let timing = Timing::At { minute: clock(hour + minute / 60, minute % 60) };
            tx.create(&RoutineItem { timing, ..item("Minum", What::Other, hour) })?;
        }
        Ok::<_, IpcError>(())
    })
    .expect("written");
}

#[test]
fn a_plan_too_full_for_a_week_asks_before_its_own_end() {
    let folder = folder();
    let app = app(folder.path());
    add_each_minute(&app, 15, 50);
    let view = app.reminders_view().expect("shown");
    assert_eq!(view.planned_until_words, "Isnin 9 Mac", "after four days of fifty");
    lock(&app);
    assert_eq!(at(&app, "2026-03-08T01:00:00Z")[0].1, RENEW);
    let came = at(&app, "2026-03-08T07:49:00Z");
    assert_eq!((came[0].1.as_str(), came.len()), ("3:19 petang", 31 + 1), "{came:?}");
    assert_eq!(at(&app, "2026-03-09T07:49:00Z"), [], "which is why it asked");
}

#[test]
fn a_plan_too_full_for_two_days_asks_halfway() {
    let folder = folder();
    let app = app(folder.path());
    add_each_minute(&app, 13, 210);
    lock(&app);
    let came = at(&app, "2026-03-05T06:11:00Z");
    assert!(came.iter().any(|(_, body)| body == RENEW), "{came:?}");
}

#[test]
fn a_time_longer_than_the_plan_is_told_of_as_one() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    lock(&app);
    assert_eq!(at(&app, "2026-03-25T02:00:00Z").len(), 1);
    unlock(&app);
    let listed = missed(&app);
    assert_eq!(listed.len(), 1 + 7, "and a week of the plan");
    let gap = "dari Khamis 12 Mac, 12 tengah hari hingga 10 pagi · peringatan tidak sampai";
    assert_eq!(listed[0], ("Aplikasi lama tidak dibuka".to_owned(), gap.to_owned()));
    app.device.set_now("2026-03-25T02:00:01Z");
    add(&app, &item("Rehat lagi", What::Rest, 16));
    assert_eq!(missed(&app).len(), 8, "it is told once");
    at(&app, "2026-03-05T05:00:00Z");
    assert_eq!(missed(&app), [], "the clock had been ahead");
}

#[test]
fn a_time_longer_than_the_plan_in_which_nothing_was_to_come_is_not_told_of() {
    let folder = folder();
    let app = app(folder.path());
    add(
        &app,
        &RoutineItem {
            days: Days { ends: NaiveDate::from_ymd_opt(2026, 3, 11), ..days(Repeat::Daily) },
            ..item("Rehat", What::Rest, 15)
        },
    );
    assert_eq!(at(&app, "2026-03-25T02:00:00Z").len(), 1);
    assert_eq!(missed(&app).len(), 7);
}

#[test]
fn a_second_running_app_leaves_reminders_to_the_first() {
    let folder = folder();
    let first = app(folder.path());
    add(&first, &item("Rehat", What::Rest, 15));
    let second = start(folder.path(), Arc::clone(&first.device));
    assert_eq!(at(&second, "2026-03-05T07:00:00Z"), []);
    assert_eq!(at(&first, "2026-03-05T07:00:00Z").len(), 1);
}
