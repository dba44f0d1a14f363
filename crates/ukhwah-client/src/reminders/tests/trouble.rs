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
fn without_a_notification_service_it_is_said_and_logged() {
    let folder = folder();
    let app = app(folder.path());
    add(&app, &item("Rehat", What::Rest, 15));
    app.device.lose_notifications();
    assert_eq!(at(&app, "2026-03-05T07:00:00Z"), []);
    assert!(!app.reminders_view().expect("shown").service);
    assert_eq!(log(&app), [("Rehat".to_owned(), Outcome::Failed)]);
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
    let asked = "Buka aplikasi sekejap, supaya peringatan seterusnya dapat disediakan.";
    assert_eq!(at(&app, "2026-03-11T01:00:00Z"), shown("Peringatan", asked));
    unlock(&app);
    assert_eq!(log(&app).len(), 6, "it is no reminder of the person's");
    assert_eq!(app.reminders_view().expect("shown").upcoming.len(), 7);
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
