//! How far the person has come in the Quran: numbers only.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::days::Shown;
use super::mark::day_ms;
use crate::bounded::{QuranAyah, QuranJuz, QuranPage, QuranSurah};
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// How many ayat each surah has, in the Kufan count: 6,236 in all.
#[rustfmt::skip]
const AYAT: [u16; 114] = [
    7, 286, 200, 176, 120, 165, 206, 75, 129, 109, 123, 111, 43, 52, 99, 128, 111, 110, 98, 135, 112, 78, 118, 64, 77,
    227, 93, 88, 69, 60, 34, 30, 73, 54, 45, 83, 182, 88, 75, 85, 54, 53, 89, 59, 37, 35, 38, 29, 18, 45, 60, 49, 62,
    55, 78, 96, 29, 22, 24, 13, 14, 11, 11, 18, 12, 12, 30, 52, 52, 44, 28, 28, 20, 56, 40, 31, 50, 40, 46, 42, 29, 19,
    36, 25, 22, 17, 19, 26, 30, 20, 15, 21, 11, 8, 8, 19, 5, 8, 8, 11, 11, 8, 3, 9, 5, 4, 7, 3, 6, 3, 5, 4, 5, 6,
];

/// A place in the Quran.
///
/// In a record one text: `page 255`, `juz 13`, `surah 2`, `surah 2:255`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuranPlace {
    /// A page of the Madinah mushaf.
    Page {
        /// Its number.
        page: QuranPage,
    },
    /// A juz.
    Juz {
        /// Its number.
        juz: QuranJuz,
    },
    /// A surah, perhaps up to one of its ayat.
    Surah {
        /// Its number.
        surah: QuranSurah,
        /// The ayah.
        ayah: Option<QuranAyah>,
    },
}

/// A text is not the stored form of a place in the Quran.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the stored form of a place in the Quran")]
pub struct ParseQuranPlaceError;

/// The surah does not have this ayah.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the surah has {ayat} ayat")]
pub struct NoSuchAyah {
    /// How many it has.
    pub ayat: u16,
}

impl QuranPlace {
    /// Checks a place that the person wrote.
    ///
    /// # Errors
    /// If the surah has fewer ayat.
    pub fn check(self) -> Result<(), NoSuchAyah> {
        let Self::Surah { surah, ayah: Some(ayah) } = self else {
            return Ok(());
        };
        let ayat = AYAT[usize::from(surah.get()) - 1];
        if ayah.get() <= ayat { Ok(()) } else { Err(NoSuchAyah { ayat }) }
    }
}

impl fmt::Display for QuranPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page { page } => write!(f, "page {}", page.get()),
            Self::Juz { juz } => write!(f, "juz {}", juz.get()),
            Self::Surah { surah, ayah: None } => write!(f, "surah {}", surah.get()),
            Self::Surah { surah, ayah: Some(ayah) } => write!(f, "surah {}:{}", surah.get(), ayah.get()),
        }
    }
}

impl FromStr for QuranPlace {
    type Err = ParseQuranPlaceError;

    fn from_str(stored: &str) -> Result<Self, ParseQuranPlaceError> {
        fn number<T: TryFrom<i64>>(text: &str) -> Result<T, ParseQuranPlaceError> {
            text.parse::<i64>().ok().and_then(|number| number.try_into().ok()).ok_or(ParseQuranPlaceError)
        }
        match stored.split_once(' ').ok_or(ParseQuranPlaceError)? {
            ("page", page) => Ok(Self::Page { page: number(page)? }),
            ("juz", juz) => Ok(Self::Juz { juz: number(juz)? }),
            ("surah", place) => match place.split_once(':') {
                None => Ok(Self::Surah { surah: number(place)?, ayah: None }),
                Some((surah, ayah)) => Ok(Self::Surah { surah: number(surah)?, ayah: Some(number(ayah)?) }),
            },
            _ => Err(ParseQuranPlaceError),
        }
    }
}

/// How far the person had come in the Quran on a day.
///
/// Fields: `date`, `place`, `at_ms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuranEntry {
    /// The day.
    pub date: NaiveDate,
    /// The place reached.
    pub place: QuranPlace,
    /// When it was written down, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

impl Entity for QuranEntry {
    const KIND: Kind = Kind::QuranEntry;

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([("date", text(&self.date)), ("place", text(&Shown(&self.place))), ("at_ms", Value::Int(self.at_ms))])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let place: String = needed(fields, kind, "place")?;
        Ok(Self {
            date: needed(fields, kind, "date")?,
            place: place.parse().map_err(|_| FieldError { kind, field: "place" })?,
            at_ms: read::needed(read::int(fields, kind, "at_ms")?, kind, "at_ms")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> QuranPlace {
        text.parse().expect("a place")
    }

    #[test]
    fn the_quran_has_6236_ayat() {
        assert_eq!(AYAT.iter().map(|ayat| u32::from(*ayat)).sum::<u32>(), 6236);
        assert_eq!(AYAT.iter().max(), Some(&QuranAyah::MOST.get()));
    }

    #[test]
    fn an_ayah_lies_in_its_surah() {
        assert_eq!(place("surah 112:4").check(), Ok(()));
        assert_eq!(place("surah 112:5").check(), Err(NoSuchAyah { ayat: 4 }));
        assert_eq!(place("surah 2:286").check(), Ok(()));
        assert_eq!(place("page 604").check(), Ok(()));
    }

    #[test]
    fn the_stored_form_comes_back() {
        for text in ["page 1", "page 604", "juz 30", "surah 114", "surah 2:255"] {
            assert_eq!(place(text).to_string(), text);
        }
        for text in ["", "page", "page 605", "juz 0", "surah 115", "surah 2:", "surah 2:287", "ayah 3"] {
            assert_eq!(text.parse::<QuranPlace>(), Err(ParseQuranPlaceError), "{text}");
        }
    }
}
