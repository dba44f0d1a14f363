//! Which computation the person's choice of a place means.

use chrono::{FixedOffset, NaiveDate};
use ukhwah_domain::plan::Point;
use ukhwah_domain::routine::{AsrShadow, PrayerPlace, PrayerSettings};
use ukhwah_solat::malaysia::{self, Zone};
use ukhwah_solat::world::{self, Asr, HighLatitude, Method};
use ukhwah_solat::{DayTimes, Place};

use super::own_method::OwnMethod;
use super::region::usual_method;

/// The rules for long dusks, by the name under which a choice is kept; the first is the usual one.
pub(super) const HIGH_LATITUDES: [(&str, HighLatitude); 3] = [
    ("middle_of_night", HighLatitude::MiddleOfNight),
    ("one_seventh", HighLatitude::OneSeventh),
    ("angle_based", HighLatitude::AngleBased),
];

/// Where the times are computed for, and how.
pub(super) enum Sky {
    /// A zone of Malaysia.
    Zone(Box<malaysia::Timetable>),
    /// A point on Earth.
    Point { place: Place, method: Method, ramadan: Method, asr: Asr, high_latitude: HighLatitude },
}

impl Sky {
    /// What was chosen; `None` before a place was, or if only a newer app knows the zone.
    pub(super) fn of(settings: &PrayerSettings) -> Option<Self> {
        match settings.place.as_ref()? {
            PrayerPlace::Zone { code } => {
                code.as_str().parse::<Zone>().ok().map(|zone| Self::Zone(Box::new(malaysia::Timetable::new(zone))))
            }
            PrayerPlace::Point { point } => {
                let place = place(*point);
                let code = settings.method.as_ref().map(|method| method.as_str());
                let method = code.and_then(method).or_else(|| method(usual_method(place)));
                let method = method.expect("the usual one is a method of the engine, which a test reads");
                let wanted = settings.high_latitude.as_ref().map(|rule| rule.as_str());
                let rule = HIGH_LATITUDES.into_iter().find(|(name, _)| Some(*name) == wanted);
                let asr = match settings.asr {
                    AsrShadow::Once => Asr::Standard,
                    AsrShadow::Twice => Asr::Hanafi,
                };
                Some(Self::Point {
                    place,
                    method,
                    // Whoever gave his own minutes meant them.
                    ramadan: if code.is_some_and(is_own) { method } else { method.in_ramadan() },
                    asr,
                    high_latitude: rule.map(|(_, rule)| rule).unwrap_or_default(),
                })
            }
        }
    }

    /// The zone, if it is one.
    pub(super) fn zone(&self) -> Option<Zone> {
        match self {
            Self::Zone(timetable) => Some(timetable.zone()),
            Self::Point { .. } => None,
        }
    }

    /// The place that the direction of prayer is told for: the point, or the zone's main town.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Zone(timetable) => timetable.zone().place(),
            Self::Point { place, .. } => *place,
        }
    }

    /// The computed times of a day; `None` outside the years 1900 to 2100, and where the sun does not both rise and
    /// set.
    pub(super) fn day(&self, date: NaiveDate, offset: FixedOffset, is_ramadan: bool) -> Option<DayTimes> {
        match self {
            Self::Zone(timetable) => timetable.day(date).ok(),
            Self::Point { place, method, ramadan, asr, high_latitude } => {
                let method = if is_ramadan { ramadan } else { method };
                let minutes = i16::try_from(offset.local_minus_utc() / 60).ok()?;
                let timetable = world::Timetable::new(*place, *method, minutes).ok()?;
                timetable.with_asr(*asr).with_high_latitude(*high_latitude).day(date).ok()
            }
        }
    }
}

/// The method that a choice stands for; `None` if only a newer app knows it.
pub(super) fn method(code: &str) -> Option<Method> {
    code.parse().ok().or_else(|| Some(code.parse::<OwnMethod>().ok()?.method()))
}

fn is_own(code: &str) -> bool {
    code.parse::<OwnMethod>().is_ok()
}

/// A point of the domain as a place of the engine.
pub(super) fn place(point: Point) -> Place {
    let degrees = |value: i32| f64::from(value) / 1e7;
    Place::new(degrees(point.lat()), degrees(point.lon())).expect("a point is on Earth")
}
