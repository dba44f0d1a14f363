//! Entries as a calendar file. Nothing in the file says which app wrote it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use ukhwah_domain::direction::contained;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::plan::Point;
use ukhwah_domain::routine::Days;

use super::rule::{self, RuleEnd};
use super::zone::Here;

/// The most bytes of one line (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Malaysian time since 1982, when the peninsula went ahead by half an hour. Source: IANA time zone database.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Kuala_Lumpur\r\nBEGIN:STANDARD\r\nDTSTART:19820101T000000\r\n\
                    TZOFFSETFROM:+0730\r\nTZOFFSETTO:+0800\r\nTZNAME:+08\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// What names an entry for good, so that it is known again when the file comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uid {
    Meeting(RecordId),
    Routine(RecordId),
    /// One day of an item that is at another time every day.
    RoutineDay(RecordId, NaiveDate),
}

impl Uid {
    /// The name as this app writes it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (kind, id) = (parts.next()?, parts.next()?.parse().ok()?);
        match (kind, parts.next()) {
            ("m", None) => Some(Self::Meeting(id)),
            ("r", None) => Some(Self::Routine(id)),
            ("r", Some(date)) => Some(Self::RoutineDay(id, NaiveDate::parse_from_str(date, "%Y%m%d").ok()?)),
            _ => None,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Meeting(id) => format!("m-{id}"),
            Self::Routine(id) => format!("r-{id}"),
            Self::RoutineDay(id, date) => format!("r-{id}-{}", date.format("%Y%m%d")),
        }
    }
}

/// When an entry is on its days.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Span {
    /// From a time of the clock, for so many minutes.
    At { start: NaiveDateTime, minutes: u16 },
    /// The whole day.
    Day(NaiveDate),
}

/// A notice before an entry, so many minutes ahead.
pub(crate) type Alarm = u16;

/// An entry.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) uid: Uid,
    pub(crate) title: String,
    pub(crate) place: Option<String>,
    pub(crate) point: Option<Point>,
    /// Its first day and time.
    pub(crate) span: Span,
    /// The days on which it comes again; `None` for the first alone.
    pub(crate) days: Option<Days>,
    pub(crate) alarms: Vec<Alarm>,
}

/// The file. With `malaysian`, times are those of Malaysia; otherwise those of whichever clock reads it.
pub(crate) fn write(entries: &[Entry], now: DateTime<Utc>, malaysian: bool, here: Here<'_>) -> Vec<u8> {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, "PRODID:-//Kalendar//MS");
    line(&mut text, "CALSCALE:GREGORIAN");
    if malaysian {
        text.push_str(ZONE);
    }
    for entry in entries {
        write_entry(&mut text, entry, now, malaysian, here);
    }
    line(&mut text, "END:VCALENDAR");
    text.into_bytes()
}

fn write_entry(text: &mut String, entry: &Entry, now: DateTime<Utc>, malaysian: bool, here: Here<'_>) {
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{}", entry.uid.text()));
    line(text, &format!("DTSTAMP:{}", utc(now)));
    line(text, &format!("SUMMARY:{}", escaped(&contained(&entry.title))));
    if let Some(place) = &entry.place {
        line(text, &format!("LOCATION:{}", escaped(&contained(place))));
    }
    if let Some(point) = entry.point {
        line(text, &format!("GEO:{}", point.to_string().replace(',', ";")));
    }
    match entry.span {
        Span::At { start, minutes } => {
            let zone = if malaysian { ";TZID=Asia/Kuala_Lumpur" } else { "" };
            line(text, &format!("DTSTART{zone}:{}", local(start)));
            line(text, &format!("DURATION:PT{minutes}M"));
        }
        Span::Day(date) => line(text, &format!("DTSTART;VALUE=DATE:{}", date.format("%Y%m%d"))),
    }
    if let Some(rule) = entry.days.as_ref().and_then(|days| rule_line(days, entry.span, malaysian, here)) {
        line(text, &format!("RRULE:{rule}"));
    }
    for minutes in &entry.alarms {
        line(text, "BEGIN:VALARM");
        line(text, "ACTION:DISPLAY");
        line(text, &format!("DESCRIPTION:{}", escaped(&contained(&entry.title))));
        line(text, &format!("TRIGGER:-PT{minutes}M"));
        line(text, "END:VALARM");
    }
    line(text, "END:VEVENT");
}

/// The rule with its end. RFC 5545 wants the end in the way in which the start is written.
fn rule_line(days: &Days, span: Span, malaysian: bool, here: Here<'_>) -> Option<String> {
    let mut text = rule::written(days)?;
    let ends = match (rule::end_of(days, here), days.ends) {
        (Some(RuleEnd::Count(count)), None) => {
            text.push_str(&format!(";COUNT={count}"));
            return Some(text);
        }
        // Both together are not allowed; up to the end there are this many.
        (Some(RuleEnd::Count(count)), Some(ends)) => {
            let most = usize::try_from(count).unwrap_or(usize::MAX);
            text.push_str(&format!(";COUNT={}", days.between(days.starts, ends).take(most).count()));
            return Some(text);
        }
        (Some(RuleEnd::Until(until)), ends) => Some(ends.map_or(until, |ends| ends.min(until))),
        (None, ends) => ends,
    };
    if let Some(ends) = ends {
        text.push_str(&format!(";UNTIL={}", until(ends, span, malaysian)));
    }
    Some(text)
}

fn until(ends: NaiveDate, span: Span, malaysian: bool) -> String {
    let Span::At { .. } = span else { return ends.format("%Y%m%d").to_string() };
    let last = ends.and_hms_opt(23, 59, 59).expect("every day has its last second");
    if malaysian { utc((last - TimeDelta::hours(8)).and_utc()) } else { local(last) }
}

fn local(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Adds a line, folded between characters.
fn line(text: &mut String, content: &str) {
    let mut length = 0;
    for c in content.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}
