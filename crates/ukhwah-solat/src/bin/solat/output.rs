//! Times as CSV, JSON or a calendar.

use std::io::Write;

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};
use serde::Serialize;
use ukhwah_solat::{DayTimes, Prayer};

use crate::arguments::Format;

/// The last line of a calendar.
const CALENDAR_END: &str = "END:VCALENDAR\r\n";

/// Where rows go.
pub(crate) enum Output<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json { out: W, head: Head, is_first: bool },
    Ics(W),
}

/// What the first column names.
#[derive(Clone, Copy)]
pub(crate) enum Head {
    Zone,
    Place,
}

/// The times of a day as JSON names them.
#[derive(Serialize)]
struct Times<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    date: String,
    fajr: String,
    syuruk: String,
    dhuhr: String,
    asr: String,
    maghrib: String,
    isha: String,
}

impl<W: Write> Output<W> {
    pub(crate) fn new(format: Format, head: Head, mut out: W) -> Result<Self> {
        Ok(match format {
            Format::Csv => {
                let mut rows = csv::Writer::from_writer(out);
                let head = match head {
                    Head::Zone => "zone",
                    Head::Place => "place",
                };
                rows.write_record([head, "date"].into_iter().chain(Prayer::ALL.map(Prayer::name)))?;
                Self::Csv(Box::new(rows))
            }
            Format::Json => {
                out.write_all(b"[")?;
                Self::Json { out, head, is_first: true }
            }
            Format::Ics => {
                let calendar = Calendar::new().name("Waktu solat").to_string();
                let head = calendar.strip_suffix(CALENDAR_END).context("a calendar ends as calendars do")?;
                out.write_all(head.as_bytes())?;
                Self::Ics(out)
            }
        })
    }

    pub(crate) fn row(&mut self, name: &str, day: &DayTimes) -> Result<()> {
        match self {
            Self::Csv(rows) => {
                let times = day.iter().map(|(_, time)| time.to_string());
                rows.write_record([name.to_owned(), day.date().to_string()].into_iter().chain(times))?;
            }
            Self::Json { out, head, is_first } => {
                out.write_all(if *is_first { b"\n" } else { b",\n" })?;
                *is_first = false;
                let (zone, place) = match head {
                    Head::Zone => (Some(name), None),
                    Head::Place => (None, Some(name)),
                };
                let [fajr, syuruk, dhuhr, asr, maghrib, isha] = Prayer::ALL.map(|prayer| day[prayer].to_string());
                let date = day.date().to_string();
                let times = Times { zone, place, date, fajr, syuruk, dhuhr, asr, maghrib, isha };
                serde_json::to_writer(out, &times)?;
            }
            // Event by event: a year of all zones is 60 MB.
            Self::Ics(out) => {
                for prayer in Prayer::ALL {
                    out.write_all(event(name, day, prayer).try_into_string()?.as_bytes())?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Self::Csv(mut rows) => rows.flush()?,
            Self::Json { mut out, .. } => out.write_all(b"\n]\n")?,
            Self::Ics(mut out) => out.write_all(CALENDAR_END.as_bytes())?,
        }
        Ok(())
    }
}

/// The same date, place and prayer always make the same event, so that importing a file twice doubles nothing.
fn event(name: &str, day: &DayTimes, prayer: Prayer) -> Event {
    let moment = DateTime::<Utc>::from_naive_utc_and_offset(day.utc(prayer), Utc);
    let stamp = DateTime::<Utc>::from_naive_utc_and_offset(day.date().and_time(NaiveTime::MIN), Utc);
    let id = format!("{}-{prayer}-{}@ukhwah-solat", day.date(), name.replace(',', "_"));
    Event::new().uid(&id).timestamp(stamp).starts(moment).summary(title(prayer)).location(name).done()
}

/// The name of a prayer in Malay.
fn title(prayer: Prayer) -> &'static str {
    match prayer {
        Prayer::Fajr => "Subuh",
        Prayer::Syuruk => "Syuruk",
        Prayer::Dhuhr => "Zohor",
        Prayer::Asr => "Asar",
        Prayer::Maghrib => "Maghrib",
        Prayer::Isha => "Isyak",
    }
}
