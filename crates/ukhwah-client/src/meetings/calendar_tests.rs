//! Calendar files as other programs write them.

use std::path::Path;

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::testing::{TestApp, app};

/// A file with these entries, each given as its lines.
fn calendar(entries: &[&str]) -> String {
    let entries: String = entries.iter().map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{entries}END:VCALENDAR\n").replace('\n', "\r\n")
}

pub(super) fn choose(app: &TestApp, folder: &Path, content: impl AsRef<[u8]>) -> Result<FoundMeetingsView, IpcError> {
    let file = folder.join("kalendar.ics");
    std::fs::write(&file, content).expect("written");
    app.device.choose(Some(&file));
    app.calendar_choose()
}

/// What one entry becomes.
fn one(lines: &str) -> FoundMeetingView {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let mut found = choose(&app, folder.path(), calendar(&[lines])).expect("it can be read").meetings;
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn when(lines: &str) -> String {
    let found = one(lines);
    found.when_words.unwrap_or_else(|| panic!("{:?}", found.problem))
}

#[test]
fn zones_are_turned_into_the_time_here() {
    let with = |zone: &str, time: &str, rule: &str| format!("SUMMARY:A\nDTSTART{zone}:{time}{rule}");
    let weekly = "\nRRULE:FREQ=WEEKLY;BYDAY=SA";
    assert_eq!(
        when(&with(";TZID=Asia/Kuala_Lumpur", "20260307T100000", weekly)),
        "setiap Sabtu mulai Sabtu 7 Mac, 10 pagi"
    );
    assert_eq!(when(&with(";TZID=Singapore Standard Time", "20260228T100000", weekly)), "setiap Sabtu, 10 pagi");
    assert_eq!(when(&with("", "20260228T020000Z", weekly)), "setiap Sabtu, 10 pagi");
    assert_eq!(when(&with("", "20260228T100000", weekly)), "setiap Sabtu, 10 pagi");
    // Saturday evening in Berlin is Sunday morning here.
    let berlin = one(&with(";TZID=Europe/Berlin", "20260228T200000", weekly));
    assert_eq!(berlin.when_words.as_deref(), Some("setiap Ahad, 3 pagi"));
    assert_eq!(berlin.notes.len(), 2, "{:?}", berlin.notes);
    let unknown = one(&with(";TZID=Mars/Phobos", "20260228T100000", weekly));
    assert_eq!(unknown.when_words.as_deref(), Some("setiap Sabtu, 10 pagi"));
    assert!(unknown.notes[0].contains("Mars/Phobos"));
    let moved = one(&with(";TZID=Europe/Berlin", "20260228T200000", "\nRRULE:FREQ=MONTHLY;BYDAY=-1SA"));
    assert_eq!(moved.problem, Some(ErrorCode::RuleInvalid), "no rule says the day after the last Saturday");
}

#[test]
fn each_entry_that_cannot_be_kept_says_why() {
    let problem = |lines: &str| one(&format!("SUMMARY:A\n{lines}")).problem;
    let start = "DTSTART:20260307T100000";
    assert_eq!(problem("DTSTART;VALUE=DATE:20260307"), Some(ErrorCode::MeetingWholeDay));
    assert_eq!(problem("DTSTART:esok"), Some(ErrorCode::MeetingWithoutStart));
    assert_eq!(problem("LOCATION:X"), Some(ErrorCode::MeetingWithoutStart));
    assert_eq!(problem("DTSTART:00010307T100000"), Some(ErrorCode::MeetingWithoutStart));
    assert_eq!(problem(&format!("{start}\nDTEND:20260307T090000")), Some(ErrorCode::EndsBeforeStart));
    let never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
    assert_eq!(problem(&format!("{start}\n{never}")), Some(ErrorCode::NeverOccurs));
    assert_eq!(problem(&format!("{start}\nRRULE:FREQ=DAILY;UNTIL=20200101")), Some(ErrorCode::EndsBeforeStart));
    assert_eq!(problem(&format!("{start}\nRRULE:FREQ=SECONDLY")), Some(ErrorCode::RuleWithinDay));
    assert_eq!(problem(&format!("{start}\nRRULE:FREQ=SOMETIMES")), Some(ErrorCode::RuleInvalid));
    assert_eq!(problem(&format!("{start}\nRRULE:FREQ=DAILY;COUNT=100000")), None);
}

#[test]
fn what_will_be_other_than_in_the_file_is_said() {
    let exceptions = one("SUMMARY:A\nDTSTART:20260307T100000\nRRULE:FREQ=WEEKLY\nEXDATE:20260314T100000");
    assert_eq!((exceptions.notes.len(), exceptions.problem), (1, None));
    let long = one(&format!("SUMMARY:{}\nDTSTART:20260307T100000", "panjang ".repeat(60)));
    assert_eq!((long.notes.len(), long.title.chars().count()), (1, 199));
    assert_eq!(one("DTSTART:20260307T100000").title, "Perjumpaan");
    assert!(one("SUMMARY:A\nDTSTART:20250307T100000").over);
}

#[test]
fn changes_of_one_date_cancelled_entries_and_twins_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let weekly = "UID:1\nSUMMARY:A\nDTSTART:20260307T100000\nRRULE:FREQ=WEEKLY;BYDAY=SA";
    let entries = [
        weekly,
        "UID:1\nRECURRENCE-ID:20260314T100000\nSUMMARY:A\nDTSTART:20260314T110000",
        "UID:2\nSTATUS:CANCELLED\nSUMMARY:B\nDTSTART:20260308T100000",
        "UID:3\nSUMMARY:a\nDTSTART:20260404T100000\nRRULE:FREQ=WEEKLY;BYDAY=SA",
        "UID:4\nSUMMARY:C\nDTSTART:20260308T100000",
    ];
    let found = choose(&app, folder.path(), calendar(&entries)).expect("read");
    let titles: Vec<_> = found.meetings.iter().map(|found| found.title.as_str()).collect();
    assert_eq!((titles, found.left_out), (vec!["A", "C"], 3));
    let out_of_range = ImportMeetingsRequest { chosen: Some(vec![0, 2]) };
    assert_eq!(app.calendar_import(out_of_range).map(drop), Err(ErrorCode::BadRequest.into()));
    assert_eq!(app.calendar_import(ImportMeetingsRequest { chosen: None }).expect("imported").meetings.len(), 2);
    let again = choose(&app, folder.path(), calendar(&entries)).expect("read");
    assert!(again.meetings.iter().all(|found| found.known.as_ref().is_some_and(|known| !known.changes)));
}

#[test]
fn what_is_wrong_with_a_file_is_one_clear_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let refused = |content: &[u8]| choose(&app, folder.path(), content).map(drop).map_err(|error| error.code);
    assert_eq!(refused(b""), Err(ErrorCode::NoMeetings));
    assert_eq!(refused(b"\x00\xff\x12 not a calendar"), Err(ErrorCode::NoMeetings));
    assert_eq!(refused(&vec![b'x'; 20 << 20]), Err(ErrorCode::FileTooLarge));
    let many: Vec<String> = (0..2_001).map(|n| format!("SUMMARY:{n}\nDTSTART:20260307T100000")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(refused(calendar(&many).as_bytes()), Err(ErrorCode::TooManyMeetings));
    app.device.choose(Some(&folder.path().join("gone.ics")));
    assert_eq!(app.calendar_choose().map(drop), Err(ErrorCode::FileUnreadable.into()));
    app.device.choose(None);
    assert_eq!(app.calendar_choose().map(drop), Err(ErrorCode::Cancelled.into()));
    let nothing = CalendarRequest { meetings: true, routine: true };
    assert_eq!(app.calendar_export(nothing).map(drop), Err(ErrorCode::NothingToExport.into()));
}

#[test]
fn a_file_that_breaks_off_keeps_its_whole_entries() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let whole = calendar(&["SUMMARY:A\nDTSTART:20260307T100000", "SUMMARY:B\nDTSTART:20260308T100000"]);
    for length in (0..whole.len()).filter(|length| whole.is_char_boundary(*length)) {
        match choose(&app, folder.path(), &whole[..length]) {
            Ok(found) => {
                let is_whole = whole[length..].trim().is_empty();
                assert_eq!(found.cut_off, !is_whole, "{length}");
                assert!(found.meetings.iter().all(|found| found.problem.is_none()), "{length}");
            }
            Err(error) => assert_eq!(error.code, ErrorCode::NoMeetings, "{length}"),
        }
    }
}

#[test]
fn other_encodings_and_foldings_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let text = calendar(&["SUMMARY:Café 🌺 Kuantan\nDTSTART:20260307T100000"]);
    let title = |bytes: &[u8]| choose(&app, folder.path(), bytes).expect("read").meetings.remove(0).title;
    let units = |big: bool| {
        let bytes = move |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
    };
    for bytes in [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), units(true), units(false)] {
        assert_eq!(title(&bytes), "Café 🌺 Kuantan");
    }
    assert_eq!(title(text.replace("\r\n", "\n").as_bytes()), "Café 🌺 Kuantan");
    // Old programs fold in the middle of a character.
    let at = text.find('é').expect("it is there") + 1;
    let mut folded = text.clone().into_bytes();
    folded.splice(at..at, *b"\r\n ");
    assert_eq!(title(&folded), "Café 🌺 Kuantan");
    let western = calendar(&["SUMMARY:Caf#\nDTSTART:20260307T100000"]).into_bytes();
    let western: Vec<u8> = western.into_iter().map(|byte| if byte == b'#' { 0xe9 } else { byte }).collect();
    assert_eq!(title(&western), "Café");
}

#[test]
fn guests_and_alarms_of_others_are_not_taken_over() {
    let alarm = "BEGIN:VALARM\nTRIGGER:-PT1H\nSUMMARY:Lain\nDTSTART:19990101T000000\nEND:VALARM";
    let lines = format!("{alarm}\nATTENDEE;CN=\"A: b\":mailto:a@b.c\nSUMMARY:A\nDTSTART:20260307T100000");
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    choose(&app, folder.path(), calendar(&[&lines])).expect("read");
    let view = app.calendar_import(ImportMeetingsRequest { chosen: None }).expect("imported");
    let meeting = &view.meetings[0];
    assert_eq!((meeting.title.as_str(), meeting.days_words.as_str()), ("A", "sekali, Sabtu 7 Mac"));
    assert_eq!((meeting.remind_day_before, meeting.remind_hour_before), (false, true));
}

#[test]
fn an_alarm_at_another_time_becomes_one_an_hour_before_and_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let with = |triggers: &[&str]| {
        let alarms: String =
            triggers.iter().map(|trigger| format!("\nBEGIN:VALARM\nTRIGGER{trigger}\nEND:VALARM")).collect();
        let title: String = triggers.concat().chars().filter(char::is_ascii_alphanumeric).collect();
        let lines = format!("SUMMARY:A{title}\nDTSTART:20260307T100000{alarms}");
        let found = choose(&app, folder.path(), calendar(&[&lines])).expect("read").meetings.remove(0);
        let view = app.calendar_import(ImportMeetingsRequest { chosen: None }).expect("imported");
        let kept = view.meetings.into_iter().find(|meeting| meeting.title == found.title).expect("it is kept");
        (kept.remind_day_before, kept.remind_hour_before, found.notes.len())
    };
    assert_eq!(with(&[]), (true, true, 0));
    assert_eq!(with(&[":-P0DT24H"]), (true, false, 0));
    assert_eq!(with(&[":-P1D", ":-PT60M0S"]), (true, true, 0));
    assert_eq!(with(&[":-PT15M"]), (false, true, 1));
    assert_eq!(with(&[";RELATED=START:PT0S"]), (false, true, 1));
    assert_eq!(with(&[";VALUE=DATE-TIME:20260307T013000Z"]), (false, true, 1));
    assert_eq!(with(&[":-P1D", ":-P1W"]), (true, false, 1));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_makes_the_reader_panic(
        lines in proptest::collection::vec("(BEGIN|END|DTSTART|DTEND|RRULE|GEO|TRIGGER|UID)?[;:= ]{0,2}[A-Z0-9:;=,.\\-+\"\\\\é ]{0,30}", 0..40),
    ) {
        let text = format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", lines.join("\r\n"));
        if let Ok(read) = ics::read(text.as_bytes()) {
            let here = |moment: chrono::DateTime<chrono::Utc>| moment.naive_utc();
            for event in read.events {
                let _ = event.timed(&here);
            }
        }
    }
}
