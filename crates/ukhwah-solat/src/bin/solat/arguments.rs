//! What may be asked for.

use std::str::FromStr;

use anyhow::{Context, Error, Result, anyhow, bail, ensure};
use chrono::NaiveDate;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use ukhwah_solat::hijri::Calendar;
use ukhwah_solat::malaysia::{Zone, nearest};
use ukhwah_solat::world::{Asr, HighLatitude, Method, Polar};
use ukhwah_solat::{Degrees, Place};

/// Prayer times for Malaysia's 60 zones, and for any other place.
///
/// Dates are written as YYYY-MM-DD, in the years 1900 to 2100.
#[derive(Parser)]
#[command(name = "solat", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) times: Times,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints the Hijri date of a day in Malaysia as YYYY-MM-DD.
    Hijri {
        /// The day, as YYYY-MM-DD.
        #[arg(value_parser = parse_date)]
        date: NaiveDate,
    },
    /// Lists the zones that fit a district, town, state, or address of a mosque; the best first.
    Zones {
        /// What to look for.
        #[arg(required = true)]
        search: Vec<String>,
    },
    /// Prints the direction of prayer from a place.
    Qibla {
        /// Latitude and longitude in degrees, north and east positive.
        #[arg(value_name = "LAT,LON", allow_hyphen_values = true)]
        place: Place,
    },
}

/// Whose times, and when.
#[derive(Args)]
#[command(group = ArgGroup::new("where").required(true))]
pub(crate) struct Times {
    /// A zone of e-Solat, JHR01 to WLY02, or all.
    #[arg(long, group = "where")]
    pub(crate) zone: Option<Zones>,
    /// A place: latitude and longitude in degrees, north and east positive.
    #[arg(long, group = "where", value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(crate) place: Option<Place>,
    /// The first date.
    #[arg(long, required = true, value_parser = parse_date)]
    pub(crate) from: Option<NaiveDate>,
    /// The last date; the first, if not given.
    #[arg(long, value_parser = parse_date)]
    pub(crate) to: Option<NaiveDate>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub(crate) format: Format,
    /// Subuh as announced at the time: at 20° before December 2019 (zones alone).
    #[arg(long, conflicts_with = "place")]
    pub(crate) historical_subuh: bool,
    #[command(flatten)]
    pub(crate) world: World,
}

/// What only a place needs.
#[derive(Args)]
pub(crate) struct World {
    /// mwl, isna, egypt, makkah, karachi, singapore, turkey, tehran, moonsighting, or custom.
    #[arg(long, conflicts_with = "zone", required_unless_present = "zone")]
    method: Option<MethodName>,
    /// Degrees of the sun below the horizon at Subuh, for the method custom.
    #[arg(long, conflicts_with = "zone", value_name = "DEGREES")]
    fajr_angle: Option<f64>,
    /// Degrees of the sun below the horizon at Isyak, for the method custom.
    #[arg(long, conflicts_with = "zone", value_name = "DEGREES")]
    isha_angle: Option<f64>,
    /// Days by which Ramadan, when Isyak by makkah is half an hour later, begins before the Malaysian one.
    #[arg(long, conflicts_with = "zone", value_name = "DAYS", allow_hyphen_values = true, default_value_t = 0)]
    hijri_shift: i8,
    /// Length of the shadow at Asar.
    #[arg(long, value_enum, default_value_t = Shadow::Standard, conflicts_with = "zone")]
    asr: Shadow,
    /// Bound for Subuh and Isyak where dusk lasts long.
    #[arg(long, value_enum, default_value_t = Dusk::Middle, conflicts_with = "zone")]
    high_latitude: Dusk,
    /// On days without sunrise or sunset take the nearest latitude that has both.
    #[arg(long, conflicts_with = "zone")]
    nearest_latitude: bool,
    /// The place's clock ahead of UTC, such as +08:00 or -03:30.
    #[arg(long, conflicts_with_all = ["zone", "time_zone"], value_name = "HH:MM", allow_hyphen_values = true)]
    utc_offset: Option<UtcOffset>,
    /// The place's time zone, such as Europe/London, with its summer time. Without it and --utc-offset the clock is
    /// Malaysia's in and around Malaysia, and elsewhere that of the longitude, which is said.
    #[arg(long, visible_alias = "tz", conflicts_with = "zone", value_name = "NAME")]
    time_zone: Option<chrono_tz::Tz>,
}

/// What clocks at a place show.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    /// Always as many minutes ahead of UTC.
    Fixed(i16),
    /// As a time zone has it.
    Zone(chrono_tz::Tz),
}

impl World {
    /// The clock that was asked for, or the one to expect at a place.
    pub(crate) fn clock(&self, place: Place) -> Clock {
        match (self.time_zone, self.utc_offset) {
            (Some(zone), _) => Clock::Zone(zone),
            (None, Some(UtcOffset(minutes))) => Clock::Fixed(minutes),
            (None, None) => Clock::Fixed(expected_offset(place)),
        }
    }

    /// Whether the person has said what the clock shows.
    pub(crate) const fn is_clock_given(&self) -> bool {
        self.time_zone.is_some() || self.utc_offset.is_some()
    }

    /// The method, with its angles if they are the person's own.
    pub(crate) fn method(&self) -> Result<Method> {
        let angles = (self.fajr_angle, self.isha_angle);
        Ok(match (self.method.as_ref().context("a place needs --method")?, angles) {
            (MethodName::Known(method), (None, None)) => *method,
            (MethodName::Known(_), _) => bail!("--fajr-angle and --isha-angle are for --method custom"),
            (MethodName::Custom, (Some(fajr), Some(isha))) => Method::custom(Degrees::new(fajr)?, Degrees::new(isha)?)?,
            (MethodName::Custom, _) => bail!("--method custom needs --fajr-angle and --isha-angle"),
        })
    }

    /// The Hijri calendar by which a date is in Ramadan.
    pub(crate) fn calendar(&self) -> Result<Calendar> {
        let mut calendar = Calendar::new();
        calendar.shift(self.hijri_shift)?;
        Ok(calendar)
    }

    pub(crate) fn asr(&self) -> Asr {
        match self.asr {
            Shadow::Standard => Asr::Standard,
            Shadow::Hanafi => Asr::Hanafi,
        }
    }

    pub(crate) fn high_latitude(&self) -> HighLatitude {
        match self.high_latitude {
            Dusk::Middle => HighLatitude::MiddleOfNight,
            Dusk::Seventh => HighLatitude::OneSeventh,
            Dusk::Angle => HighLatitude::AngleBased,
        }
    }

    pub(crate) fn polar(&self) -> Polar {
        if self.nearest_latitude { Polar::NearestLatitude } else { Polar::Refuse }
    }
}

/// Minutes ahead of UTC: Malaysian around Malaysia, elsewhere the full hour nearest to the sun.
#[expect(clippy::cast_possible_truncation, reason = "a longitude is at most twelve hours from Greenwich")]
fn expected_offset(place: Place) -> i16 {
    if nearest(place).is_some() { 8 * 60 } else { (place.longitude.get() / 15.0).round() as i16 * 60 }
}

fn parse_date(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| anyhow!("a date is a day there is, written as YYYY-MM-DD"))
}

/// One zone or all of them.
#[derive(Clone, Copy)]
pub(crate) enum Zones {
    One(Zone),
    All,
}

impl FromStr for Zones {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.eq_ignore_ascii_case("all") { Ok(Self::All) } else { Ok(Self::One(text.parse()?)) }
    }
}

#[derive(Clone)]
enum MethodName {
    Known(Method),
    Custom,
}

impl FromStr for MethodName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text == "custom" { Ok(Self::Custom) } else { Ok(Self::Known(text.parse()?)) }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// Rows under a heading.
    Csv,
    /// A list of objects.
    Json,
    /// A calendar file with one event for each prayer.
    Ics,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shadow {
    Standard,
    Hanafi,
}

#[derive(Clone, Copy, ValueEnum)]
enum Dusk {
    Middle,
    Seventh,
    Angle,
}

/// Minutes ahead of UTC.
#[derive(Clone, Copy)]
struct UtcOffset(i16);

impl FromStr for UtcOffset {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
        let number =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok()).flatten();
        let (Some(hours), Some(minutes)) = (number(hours), number(minutes)) else {
            bail!("an offset is written as +08:00 or -03:30")
        };
        ensure!(hours <= 14 && minutes < 60, "a clock is at most 14 hours ahead of or behind UTC");
        Ok(Self(sign * (hours * 60 + minutes)))
    }
}
