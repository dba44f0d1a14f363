//! What the person chose about prayer. Nothing is on before it was chosen.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::days::Shown;
use super::hijri_month::HijriMonth;
use super::item::ReminderWish;
use super::prayer::{PerPrayer, Prayer};
use crate::bounded::field::{number, within};
use crate::bounded::{HijriShift, JemaahMinutes};
use crate::person::OneLine;
use crate::plan::{Code, Point};
use crate::record::field::{fields, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// The place whose prayer times are kept.
///
/// In a record one text: `zone WLY01` or `point 3.1390000,101.6869000`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PrayerPlace {
    /// An official zone of Malaysia, by its code.
    Zone {
        /// The code: `WLY01`.
        code: Code,
    },
    /// A point on Earth, by the chosen method.
    Point {
        /// The point.
        point: Point,
    },
}

/// What a mosque is called.
pub type MosqueName = OneLine<100>;

/// A text is not the stored form of a prayer place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the stored form of a place")]
pub struct ParsePrayerPlaceError;

impl fmt::Display for PrayerPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone { code } => write!(f, "zone {code}"),
            Self::Point { point } => write!(f, "point {point}"),
        }
    }
}

impl FromStr for PrayerPlace {
    type Err = ParsePrayerPlaceError;

    fn from_str(stored: &str) -> Result<Self, ParsePrayerPlaceError> {
        match stored.split_once(' ').ok_or(ParsePrayerPlaceError)? {
            ("zone", code) => Ok(Self::Zone { code: Code::parse(code).map_err(|_| ParsePrayerPlaceError)? }),
            ("point", point) => Ok(Self::Point { point: point.parse().map_err(|_| ParsePrayerPlaceError)? }),
            _ => Err(ParsePrayerPlaceError),
        }
    }
}

/// How long the shadow is when Asar begins, for a place outside the Malaysian zones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AsrShadow {
    /// Once the height (Syafi'i, Maliki, Hanbali).
    #[default]
    Once,
    /// Twice the height (Hanafi).
    Twice,
}

/// What the person chose for one prayer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrayerChoice {
    /// Whether it stands on the list of the day.
    pub on: bool,
    /// How the person wants to be reminded, if at all; without effect while it is not on.
    pub remind: Option<ReminderWish>,
    /// How many minutes after the azan the jemaah begins.
    pub jemaah: Option<JemaahMinutes>,
}

/// Days on which no prayer falls due.
///
/// In a record one text: `2026-03-01/2026-03-07`, or `2026-03-01/` until the person ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Uzur {
    /// The first day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: NaiveDate,
    /// The last day, if it is known.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub until: Option<NaiveDate>,
}

/// A text is not the stored form of an uzur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the stored form of a pause")]
pub struct ParseUzurError;

impl Uzur {
    /// Whether it holds on this day.
    #[must_use]
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        date >= self.from && self.until.is_none_or(|until| date <= until)
    }
}

impl fmt::Display for Uzur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.from)?;
        self.until.map_or(Ok(()), |until| write!(f, "{until}"))
    }
}

impl FromStr for Uzur {
    type Err = ParseUzurError;

    fn from_str(stored: &str) -> Result<Self, ParseUzurError> {
        let (from, until) = stored.split_once('/').ok_or(ParseUzurError)?;
        let day = |text: &str| text.parse().map_err(|_| ParseUzurError);
        Ok(Self { from: day(from)?, until: if until.is_empty() { None } else { Some(day(until)?) } })
    }
}

/// What the person chose about prayer: one record, the one with the smallest identifier.
///
/// Fields: `place`, `mosque`, `method`, `asr`, `high_latitude`, `hijri_shift`, `uzur`, `qada`, `imsak_reminder`, for each prayer
/// `fajr_on`, `fajr_before`, `fajr_sound`, `fajr_jemaah`, and for each Hijri month whose beginning was ever said
/// `hijri_1447-09`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrayerSettings {
    /// The place, once it was chosen.
    pub place: Option<PrayerPlace>,
    /// The mosque that the person follows in a zone: a label, which chooses nothing.
    pub mosque: Option<MosqueName>,
    /// The method for a point, by the name that the prayer engine gives it.
    pub method: Option<Code>,
    /// The shadow at Asar for a point.
    pub asr: AsrShadow,
    /// The rule for far northern and southern points, by the name that the prayer engine gives it.
    pub high_latitude: Option<Code>,
    /// What was chosen for each prayer.
    pub prayers: PerPrayer<PrayerChoice>,
    /// How many days the Hijri date is moved.
    pub hijri_shift: HijriShift,
    /// The day on which a Hijri month begins, where the person said it; `None` where he took that back.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, string | null>"))]
    pub hijri_starts: BTreeMap<HijriMonth, Option<NaiveDate>>,
    /// Days on which no prayer falls due.
    pub uzur: Option<Uzur>,
    /// Whether the person asked for a way to note prayers made up for.
    pub qada: bool,
    /// Whether there is a reminder at imsak in Ramadan.
    pub imsak_reminder: bool,
}

impl PrayerSettings {
    /// Whether prayers fall due on this day.
    #[must_use]
    pub fn are_due_on(&self, date: NaiveDate) -> bool {
        !self.uzur.is_some_and(|uzur| uzur.holds_on(date))
    }
}

/// What the name of a field begins with that holds the first day of a Hijri month.
const HIJRI: &str = "hijri_";

/// The names of the fields of one prayer.
struct Names {
    on: &'static str,
    before: &'static str,
    sound: &'static str,
    jemaah: &'static str,
}

macro_rules! names {
    ($prayer:literal) => {
        Names {
            on: concat!($prayer, "_on"),
            before: concat!($prayer, "_before"),
            sound: concat!($prayer, "_sound"),
            jemaah: concat!($prayer, "_jemaah"),
        }
    };
}

const NAMES: PerPrayer<Names> = PerPrayer {
    fajr: names!("fajr"),
    dhuhr: names!("dhuhr"),
    asr: names!("asr"),
    maghrib: names!("maghrib"),
    isha: names!("isha"),
};

impl Entity for PrayerSettings {
    const KIND: Kind = Kind::PrayerSettings;

    fn to_fields(&self) -> Fields {
        let mut all = fields([
            ("place", optional(self.place.as_ref().map(Shown).as_ref())),
            ("mosque", optional(self.mosque.as_ref())),
            ("method", optional(self.method.as_ref())),
            ("asr", text(&self.asr)),
            ("high_latitude", optional(self.high_latitude.as_ref())),
            ("hijri_shift", number(Some(self.hijri_shift))),
            ("uzur", optional(self.uzur.as_ref().map(Shown).as_ref())),
            ("qada", self.qada.into()),
            ("imsak_reminder", self.imsak_reminder.into()),
        ]);
        for (month, start) in &self.hijri_starts {
            all.insert(format!("{HIJRI}{month}"), optional(start.as_ref()));
        }
        for prayer in Prayer::ALL {
            let (names, choice) = (NAMES.get(prayer), self.prayers.get(prayer));
            let (before, sound) = ReminderWish::values(choice.remind);
            all.extend(fields([
                (names.on, choice.on.into()),
                (names.before, before),
                (names.sound, sound),
                (names.jemaah, number(choice.jemaah)),
            ]));
        }
        all
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let mut prayers = PerPrayer::default();
        for prayer in Prayer::ALL {
            let names = NAMES.get(prayer);
            *prayers.get_mut(prayer) = PrayerChoice {
                on: read::flag(fields, kind, names.on)?.unwrap_or(false),
                remind: ReminderWish::read(fields, kind, names.before, names.sound)?,
                jemaah: within(fields, kind, names.jemaah)?,
            };
        }
        Ok(Self {
            place: read::text(fields, kind, "place")?.and_then(|place| place.parse().ok()),
            mosque: understood(fields, kind, "mosque")?,
            method: understood(fields, kind, "method")?,
            asr: understood(fields, kind, "asr")?.unwrap_or_default(),
            high_latitude: understood(fields, kind, "high_latitude")?,
            prayers,
            hijri_shift: within(fields, kind, "hijri_shift")?.unwrap_or_default(),
            hijri_starts: hijri_starts(fields),
            uzur: read::text(fields, kind, "uzur")?.and_then(|uzur| uzur.parse().ok()),
            qada: read::flag(fields, kind, "qada")?.unwrap_or(false),
            imsak_reminder: read::flag(fields, kind, "imsak_reminder")?.unwrap_or(false),
        })
    }
}

/// The first days of months; what only a newer app understands is not said.
fn hijri_starts(fields: &Fields) -> BTreeMap<HijriMonth, Option<NaiveDate>> {
    let said = |(name, value): (&String, &Value)| {
        let month = name.strip_prefix(HIJRI)?.parse().ok()?;
        let start = if let Value::Text(day) = value { day.parse().ok() } else { None };
        Some((month, start))
    };
    fields.iter().filter_map(said).collect()
}
