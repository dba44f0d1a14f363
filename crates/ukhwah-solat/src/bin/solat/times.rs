//! The times that were asked for.

use std::io::{self, Write};

use anyhow::{Context, Result, bail};
use chrono::{NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use ukhwah_solat::malaysia::{self, Zone};
use ukhwah_solat::{DayTimes, Place, Prayer, world};

use crate::arguments::{Clock, Times, World, Zones};
use crate::output::{Head, Output};

/// The first and the last date.
type Range = (NaiveDate, NaiveDate);

/// Prints the times of each date, zone by zone.
pub(crate) fn print(wanted: &Times, out: &mut impl Write) -> Result<()> {
    let from = wanted.from.context("give --from")?;
    let range = (from, wanted.to.unwrap_or(from));
    match (wanted.zone, wanted.place) {
        (Some(zones), None) => {
            let zones = match zones {
                Zones::One(zone) => vec![zone],
                Zones::All => Zone::all().collect(),
            };
            print_zones(&zones, wanted, range, out)
        }
        (None, Some(place)) => print_place(place, wanted, range, out),
        _ => bail!("give either --zone or --place"),
    }
}

fn print_zones(zones: &[Zone], wanted: &Times, (from, to): Range, out: &mut impl Write) -> Result<()> {
    let timetables: Vec<_> = zones.iter().map(|zone| timetable(*zone, wanted)).collect();
    // A range that is refused is refused before anything is printed.
    let days = timetables.iter().map(|timetable| timetable.days(from, to)).collect::<Result<Vec<_>, _>>()?;
    let mut output = Output::new(wanted.format, Head::Zone, out)?;
    for (zone, days) in zones.iter().zip(days) {
        for day in days {
            output.row(zone.code(), &day)?;
        }
    }
    output.finish()
}

fn timetable(zone: Zone, wanted: &Times) -> malaysia::Timetable {
    let timetable = malaysia::Timetable::new(zone);
    if wanted.historical_subuh { timetable.with_historical_fajr() } else { timetable }
}

fn print_place(place: Place, wanted: &Times, (from, to): Range, out: &mut impl Write) -> Result<()> {
    let world = &wanted.world;
    let (method, calendar) = (world.method()?, world.calendar()?);
    let at = |date, utc_offset| -> Result<world::Timetable> {
        let timetable = world::Timetable::new(place, method.on(date, &calendar), utc_offset)?.with_asr(world.asr());
        Ok(timetable.with_high_latitude(world.high_latitude()).with_polar(world.polar()))
    };
    let clock = world.clock(place);
    // Checks the range; the days themselves are computed one by one, each on its own clock.
    at(from, 0)?.days(from, to)?;
    let day = |date| -> Result<DayTimes> {
        let day = at(date, utc_offset(clock, date))?.day(date).with_context(|| advice(world))?;
        Ok(on_its_clock(clock, day))
    };
    // All before the first is printed, as one may be refused.
    let days = from.iter_days().take_while(|date| *date <= to).map(day).collect::<Result<Vec<_>>>()?;
    if !world.is_clock_given() {
        note_clock(clock);
    }
    let mut output = Output::new(wanted.format, Head::Place, out)?;
    let name = place.to_string();
    for day in days {
        output.row(&name, &day)?;
    }
    output.finish()
}

fn advice(world: &World) -> &'static str {
    match world.polar() {
        world::Polar::Refuse => "no times there; --nearest-latitude borrows them from further away",
        world::Polar::NearestLatitude => "no times there",
    }
}

/// Minutes by which a clock is ahead of UTC at noon of a date.
fn utc_offset(clock: Clock, date: NaiveDate) -> i16 {
    match clock {
        Clock::Fixed(minutes) => minutes,
        Clock::Zone(zone) => {
            let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("there is a noon");
            let offset = zone.offset_from_utc_datetime(&date.and_time(noon));
            (offset.fix().local_minus_utc() / 60) as i16
        }
    }
}

/// The same day, with each time as the clock shows it then: on the day the clock changes it is another before and after.
fn on_its_clock(clock: Clock, day: DayTimes) -> DayTimes {
    let Clock::Zone(zone) = clock else { return day };
    Prayer::ALL.into_iter().fold(day, |changed, prayer| {
        let clock = local_minutes(zone, day, prayer);
        if clock == changed[prayer].get() { changed } else { changed.with(prayer, ukhwah_solat::Minutes::new(clock)) }
    })
}

/// Says which clock was taken where none was asked for.
fn note_clock(clock: Clock) {
    let Clock::Fixed(minutes) = clock else { return };
    let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
    let (hours, minutes) = (minutes / 60, minutes % 60);
    // The times are right whether or not anybody can read this.
    let _ = writeln!(
        io::stderr(),
        "note: the times are on a clock of UTC{sign}{hours:02}:{minutes:02}, without summer time; --tz or --utc-offset asks for another"
    );
}

fn local_minutes(zone: Tz, day: DayTimes, prayer: Prayer) -> i16 {
    let utc = day.utc(prayer);
    let ahead = zone.offset_from_utc_datetime(&utc).fix().local_minus_utc();
    let since_midnight = utc + TimeDelta::seconds(i64::from(ahead)) - day.date().and_time(NaiveTime::MIN);
    since_midnight.num_minutes() as i16
}
