//! The calendar files of this app, as others read them and as they come back.

use std::path::Path;

use icalendar::{Calendar, CalendarComponent, Component as _, EventLike as _};
use ukhwah_domain::routine::{ReminderWish, Sound, Timing, What};
use ukhwah_domain::time::MinuteOfDay;

use super::calendar_tests::choose;
use super::tests::saturday;
use super::*;
use crate::routine::{DaysRequest, RepeatRequest, RoutineRequest};
use crate::testing::{TestApp, app};

fn export(app: &TestApp, folder: &Path, meetings: bool, routine: bool) -> String {
    let file = folder.join("keluar.ics");
    app.device.choose_target(Some(&file));
    app.calendar_export(CalendarRequest { meetings, routine }).expect("exported");
    std::fs::read_to_string(file).expect("it is text")
}

fn medicine() -> RoutineRequest {
    RoutineRequest {
        id: None,
        seen: None,
        title: "Ubat pagi".to_owned(),
        what: What::Medication,
        timing: Timing::At { minute: MinuteOfDay::at(8, 30).expect("a time") },
        days: DaysRequest {
            repeat: RepeatRequest::Monthly { day: 30 },
            starts: "2026-03-01".to_owned(),
            ends: Some("2026-12-31".to_owned()),
        },
        remind: Some(ReminderWish { before: 10.try_into().expect("a lead"), sound: Sound::Chime }),
        aim: None,
        discreet: true,
    }
}

#[test]
fn a_second_implementation_reads_the_exported_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let long = "Perjumpaan, kumpulan; \\ lama dan baharu 🌺 di pusat komuniti yang jauh dari pekan Kuantan".to_owned();
    app.meeting_save(MeetingRequest { title: long.clone(), ..saturday() }).expect("saved");
    app.routine_save(medicine()).expect("saved");
    let text = export(&app, folder.path(), true, true);
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    assert!(!text.to_lowercase().contains("ukhwah"), "nothing says which app wrote it");
    let read: Calendar = text.parse().expect("it is a calendar");
    let zones = read.components.iter().filter(|part| !matches!(part, CalendarComponent::Event(_))).count();
    assert_eq!(zones, 1, "the time zone is described");
    let events: Vec<_> = read.components.iter().filter_map(CalendarComponent::as_event).collect();
    let [meeting, item] = events.as_slice() else { panic!("{} entries", events.len()) };
    assert_eq!(meeting.get_summary(), Some(long.as_str()));
    assert_eq!(meeting.get_location(), Some("Dewan kecil, pusat komuniti"));
    assert_eq!(meeting.property_value("DTSTART"), Some("20260307T100000"));
    assert_eq!(meeting.property_value("DURATION"), Some("PT90M"));
    assert_eq!(meeting.property_value("RRULE"), Some("FREQ=WEEKLY;BYDAY=SA"));
    assert!(text.contains("DTSTART;TZID=Asia/Kuala_Lumpur:20260307T100000"));
    assert!(text.contains("TRIGGER:-PT1440M") && text.contains("TRIGGER:-PT60M"));
    assert_eq!(item.get_summary(), Some("Peringatan"), "what is discreet goes without its name");
    let rule = "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;UNTIL=20261231T155959Z";
    assert_eq!(item.property_value("RRULE"), Some(rule));
}

#[test]
fn the_own_file_comes_back_and_finds_what_it_came_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let meeting = app.meeting_save(saturday()).expect("saved").meetings.remove(0);
    app.routine_save(medicine()).expect("saved");
    let text = export(&app, folder.path(), true, true);
    let found = choose(&app, folder.path(), &text).expect("read");
    assert_eq!((found.meetings.len(), found.left_out, found.cut_off), (1, 1, false), "the routine is no meeting");
    let known = found.meetings[0].known.as_ref().expect("it is known");
    assert_eq!((known.title.as_str(), known.changes), ("Perjumpaan kumpulan", false));
    let view = app.calendar_import(ImportMeetingsRequest { chosen: None }).expect("imported");
    assert_eq!(view.meetings.len(), 1, "what is there already is not doubled");

    let later = text.replace("T100000", "T110000");
    assert!(choose(&app, folder.path(), &later).expect("read").meetings[0].known.as_ref().expect("known").changes);
    let view = app.calendar_import(ImportMeetingsRequest { chosen: Some(vec![0]) }).expect("imported");
    let changed = &view.meetings[0];
    assert_eq!((view.meetings.len(), changed.id), (1, meeting.id));
    assert_eq!(changed.time_words, "11 pagi – 12:30 tengah hari");
    assert_eq!(changed.leader_words.as_deref(), Some("Abang Zul"), "what the file does not say stays");

    let other = tempfile::tempdir().expect("a folder");
    let elsewhere = crate::testing::app(other.path());
    choose(&elsewhere, other.path(), &text).expect("read");
    let view = elsewhere.calendar_import(ImportMeetingsRequest { chosen: None }).expect("imported");
    let copy = &view.meetings[0];
    assert_eq!((&copy.days.repeat, copy.minute, &copy.next), (&meeting.days.repeat, meeting.minute, &meeting.next));
    assert_eq!(copy.length_minutes, Some(90));
    assert_eq!((copy.point.clone(), copy.remind_day_before, copy.remind_hour_before), (meeting.point, true, true));
}

#[test]
fn every_repeat_survives_the_way_out_and_back() {
    let rule = |rule: &str| RepeatRequest::Rule { rule: rule.to_owned() };
    let repeats = [
        (RepeatRequest::Once, None),
        (RepeatRequest::Daily, Some("2026-08-31")),
        (RepeatRequest::Weekly { days: vec![chrono::Weekday::Mon, chrono::Weekday::Thu] }, None),
        (RepeatRequest::Monthly { day: 15 }, None),
        (RepeatRequest::Monthly { day: 29 }, None),
        (RepeatRequest::Monthly { day: 31 }, Some("2027-01-31")),
        (rule("FREQ=MONTHLY;BYDAY=2SA"), None),
        (rule("FREQ=MONTHLY;BYDAY=-1FR"), Some("2026-07-31")),
        (rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=9"), None),
    ];
    for (repeat, ends) in repeats {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path());
        let days = DaysRequest { repeat, starts: "2026-03-05".to_owned(), ends: ends.map(ToOwned::to_owned) };
        let made = app.meeting_save(MeetingRequest { days, ..saturday() }).expect("saved").meetings.remove(0);
        let text = export(&app, folder.path(), true, false);
        app.meeting_erase(EraseMeetingRequest { target: MeetingTarget::Meeting { id: made.id }, purge_backups: false })
            .expect("erased");
        choose(&app, folder.path(), &text).expect("read");
        let back = app.calendar_import(ImportMeetingsRequest { chosen: Some(vec![0]) }).expect("imported");
        assert_eq!((&back.meetings[0].days.repeat, back.meetings[0].days.ends), (&made.days.repeat, made.days.ends));
        assert_eq!(back.meetings[0].next, made.next, "{text}");
    }
}
