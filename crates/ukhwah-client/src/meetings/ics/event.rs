//! One entry of a calendar as a meeting.

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendarComponent, ICalendarEntry, ICalendarProperty, ICalendarStatus, ICalendarValue};
use calcard::{Entry, Parser};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use ukhwah_domain::plan::Point;

use super::split::value_of;
use super::zone::{Here, Zones};

/// Why an entry cannot be kept as a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It lasts all day and has no time.
    WholeDay,
    /// When it begins cannot be read.
    NoStart,
    /// It ends before it begins.
    EndsBeforeStart,
}

/// What will be other than in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// The time was written for another zone.
    Zone(String),
    /// Nobody knows the zone.
    UnknownZone(String),
    /// The clocks of its zone change with the season.
    Seasons,
    /// Single dates are cancelled or added.
    Exceptions,
}

/// When an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timed {
    /// When it begins, as a clock where the person is shows it.
    pub(crate) start: NaiveDateTime,
    /// How many days later that is than the file says, because of its zone: −1, 0 or 1.
    pub(crate) shift: i64,
    /// How long it lasts in minutes, if that is within a day.
    pub(crate) length: Option<i64>,
    /// What is to be said about its time.
    pub(crate) notes: Vec<Note>,
}

/// An entry of a calendar.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) uid: Option<String>,
    pub(crate) title: String,
    pub(crate) place: Option<String>,
    pub(crate) point: Option<Point>,
    /// The rule as it was written.
    pub(crate) rule: Option<String>,
    /// Whether single dates are cancelled or added.
    pub(crate) exceptions: bool,
    /// When its alarms come, as written.
    pub(crate) triggers: Vec<String>,
    start: Option<Moment>,
    end: Option<Moment>,
    duration: Option<TimeDelta>,
}

/// A time as the file has it.
#[derive(Clone, Debug)]
struct Moment {
    date: NaiveDate,
    /// None for a whole day.
    time: Option<NaiveDateTime>,
    zone: Zone,
}

#[derive(Clone, Debug)]
enum Zone {
    /// Whatever the clock shows where one is.
    Floating,
    Known(Tz, String),
    Unknown(String),
}

/// The entry of these lines; `None` if it is no meeting of its own.
pub(super) fn parse(lines: &str, exceptions: bool, triggers: &[String], zones: &Zones) -> Option<Event> {
    let text = format!("BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n");
    let Entry::ICalendar(calendar) = Parser::new(&text).entry() else { return None };
    let event = calendar.components.first()?;
    if event.has_property(&ICalendarProperty::RecurrenceId) || event.status() == Some(&ICalendarStatus::Cancelled) {
        return None;
    }
    let words = |property| first(event, &property).and_then(ICalendarValue::as_text).map(str::to_owned);
    let moment = |property| event.property(&property).and_then(|entry| moment(entry, zones));
    let duration = match first(event, &ICalendarProperty::Duration) {
        Some(ICalendarValue::Duration(duration)) => duration.to_time_delta(),
        _ => None,
    };
    Some(Event {
        uid: event.uid().map(str::to_owned),
        title: words(ICalendarProperty::Summary).unwrap_or_default(),
        place: words(ICalendarProperty::Location),
        point: point(lines),
        rule: line_of(lines, "RRULE").map(str::to_owned),
        exceptions,
        triggers: triggers.to_vec(),
        start: moment(ICalendarProperty::Dtstart),
        end: moment(ICalendarProperty::Dtend),
        duration,
    })
}

fn first<'e>(event: &'e ICalendarComponent, property: &ICalendarProperty) -> Option<&'e ICalendarValue> {
    event.property(property)?.values.first()
}

/// The value of the first line of this property.
fn line_of<'l>(lines: &'l str, name: &str) -> Option<&'l str> {
    let is_it = |line: &&str| line.split([':', ';']).next().is_some_and(|own| own.trim().eq_ignore_ascii_case(name));
    lines.lines().find(is_it).map(value_of)
}

/// The point of a `GEO` line: latitude, then longitude.
fn point(lines: &str) -> Option<Point> {
    Point::from_pasted(&line_of(lines, "GEO")?.replace(';', ",")).ok()
}

fn moment(entry: &ICalendarEntry, zones: &Zones) -> Option<Moment> {
    let written = entry.values.first()?.as_partial_date_time()?;
    let date = NaiveDate::from_ymd_opt(written.year?.into(), written.month?.into(), written.day?.into())?;
    let Some(hour) = written.hour else { return Some(Moment { date, time: None, zone: Zone::Floating }) };
    // A leap second, which calendars may write, is the last one before it.
    let second = written.second.unwrap_or_default().min(59);
    let time = date.and_hms_opt(hour.into(), written.minute?.into(), second.into())?;
    let zone = match (written.tz_hour, entry.tz_id()) {
        (Some(_), _) => Zone::Known(Tz::UTC, "UTC".to_owned()),
        (None, Some(name)) => match zones.find(name) {
            Some(zone) => Zone::Known(zone, name.to_owned()),
            None => Zone::Unknown(name.to_owned()),
        },
        (None, None) => Zone::Floating,
    };
    Some(Moment { date, time: Some(time), zone })
}

impl Moment {
    /// The moment, if its zone is known. A time that a change of the clocks skips is the one an hour later.
    fn utc(&self) -> Option<DateTime<Utc>> {
        let (Zone::Known(zone, _), Some(time)) = (&self.zone, self.time) else { return None };
        let at = |time: NaiveDateTime| zone.from_local_datetime(&time).earliest().map(|at| at.to_utc());
        at(time).or_else(|| at(time.checked_add_signed(TimeDelta::hours(1))?))
    }
}

impl Event {
    /// When it is, for someone whose clock shows `here`.
    pub(crate) fn timed(&self, here: Here<'_>) -> Result<Timed, Problem> {
        let start = self.start.as_ref().ok_or(Problem::NoStart)?;
        let written = start.time.ok_or(Problem::WholeDay)?;
        let local = match start.zone {
            Zone::Known(..) => here(start.utc().ok_or(Problem::NoStart)?),
            Zone::Floating | Zone::Unknown(_) => written,
        };
        let mut notes = Vec::new();
        match &start.zone {
            Zone::Unknown(name) => notes.push(Note::UnknownZone(name.clone())),
            // A time in UTC is how many programs write a time of one's own zone.
            Zone::Known(zone, name) if local != written && !zone.is_utc() => {
                notes.push(Note::Zone(name.clone()));
                if self.rule.is_some() && has_seasons(*zone, start.date) {
                    notes.push(Note::Seasons);
                }
            }
            Zone::Known(..) | Zone::Floating => {}
        }
        if self.exceptions {
            notes.push(Note::Exceptions);
        }
        let shift = local.date().signed_duration_since(start.date).num_days();
        Ok(Timed { start: local, shift, length: self.length(start, written)?, notes })
    }

    fn length(&self, start: &Moment, written: NaiveDateTime) -> Result<Option<i64>, Problem> {
        let end = self.end.as_ref().and_then(|end| {
            let between = match (start.utc(), end.utc()) {
                (Some(start), Some(end)) => end.signed_duration_since(start),
                _ => end.time?.signed_duration_since(written),
            };
            Some(between)
        });
        match end.or(self.duration) {
            Some(length) if length < TimeDelta::zero() => Err(Problem::EndsBeforeStart),
            Some(length) => Ok(Some(length.num_minutes()).filter(|minutes| (1..=1440).contains(minutes))),
            None => Ok(None),
        }
    }
}

/// Whether a zone's clocks are not the same in January and in July of this year.
fn has_seasons(zone: Tz, date: NaiveDate) -> bool {
    use chrono::Datelike as _;
    let offset = |month| {
        let day = NaiveDate::from_ymd_opt(date.year(), month, 15)?;
        Some(zone.offset_from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN)).fix())
    };
    offset(1) != offset(7)
}
