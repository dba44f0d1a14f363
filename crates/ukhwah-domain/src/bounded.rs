//! Whole numbers that have bounds, each a type of its own.

use serde::{Deserialize, Serialize};

/// A number lies outside the bounds of what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number must be between {least} and {most}")]
pub struct OutOfBounds {
    /// The smallest number allowed.
    pub least: i64,
    /// The largest number allowed.
    pub most: i64,
}

macro_rules! bounded {
    ($($(#[$attribute:meta])* $name:ident: $type:ident in $least:literal ..= $most:literal;)*) => {$(
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(try_from = "i64", into = "i64")]
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub struct $name($type);

        impl $name {
            /// The smallest one.
            pub const LEAST: Self = Self($least);
            /// The largest one.
            pub const MOST: Self = Self($most);

            /// The number.
            #[must_use]
            pub const fn get(self) -> $type {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = OutOfBounds;

            fn try_from(number: i64) -> Result<Self, OutOfBounds> {
                let refused = OutOfBounds { least: $least, most: $most };
                match $type::try_from(number) {
                    Ok(number) if ($least..=$most).contains(&number) => Ok(Self(number)),
                    _ => Err(refused),
                }
            }
        }

        impl From<$name> for i64 {
            fn from(number: $name) -> Self {
                Self::from(number.0)
            }
        }
    )*};
}

bounded! {
    /// How many minutes ahead of something a reminder comes, 0 to 1440.
    Lead: u16 in 0..=1440;
    /// How many minutes after a prayer, Syuruk or another anchor something is, −720 to 720; before it is negative.
    AnchorShift: i16 in -720..=720;
    /// A day of a month, 1 to 31.
    MonthDay: u8 in 1..=31;
    /// How often a zikir is wanted, 1 to 1,000,000 times.
    ZikirTarget: u32 in 1..=1_000_000;
    /// How long a meeting lasts in minutes, 1 to 1440.
    MeetingLength: u16 in 1..=1440;
    /// How long a service or a talk took in minutes, 1 to 1440.
    ServiceMinutes: u16 in 1..=1440;
    /// How long a training took in hours, 1 to 2000.
    TrainingHours: u16 in 1..=2000;
    /// How long a shift was in minutes, 1 to 1440.
    ShiftLength: u16 in 1..=1440;
    /// How often something happened, 0 to 99 times.
    #[derive(Default)]
    Times: u16 in 0..=99;
    /// How many minutes after the azan the jemaah begins, 0 to 120.
    JemaahMinutes: u16 in 0..=120;
    /// How many days the Hijri date is moved, −2 to 2.
    #[derive(Default)]
    HijriShift: i8 in -2..=2;
    /// A page of the Madinah mushaf, 1 to 604.
    QuranPage: u16 in 1..=604;
    /// A juz of the Quran, 1 to 30.
    QuranJuz: u8 in 1..=30;
    /// A surah of the Quran, 1 to 114.
    QuranSurah: u8 in 1..=114;
    /// An ayah of a surah, 1 to 286.
    QuranAyah: u16 in 1..=286;
    /// A step of an answer in a check-in, 1 (little) to 5 (much).
    Level: u8 in 1..=5;
}

/// Numbers as the values of a record's fields.
pub(crate) mod field {
    use crate::record::{FieldError, Fields, Kind, Value, read};

    /// The value of a field that may be unset.
    pub(crate) fn number<T: Into<i64>>(value: Option<T>) -> Value {
        value.map(Into::into).into()
    }

    /// The number in a field; `None` where it is unset or out of this app's bounds.
    ///
    /// # Errors
    /// If the field holds something other than a whole number.
    pub(crate) fn within<T: TryFrom<i64>>(
        fields: &Fields,
        kind: Kind,
        field: &'static str,
    ) -> Result<Option<T>, FieldError> {
        Ok(read::int(fields, kind, field)?.and_then(|number| T::try_from(number).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_inside_and_nothing_else_is() {
        assert_eq!(AnchorShift::try_from(-720).map(AnchorShift::get), Ok(-720));
        assert_eq!(AnchorShift::try_from(-721), Err(OutOfBounds { least: -720, most: 720 }));
        assert_eq!(QuranPage::try_from(604), Ok(QuranPage::MOST));
        for number in [0, 605, i64::MIN, i64::MAX] {
            assert!(QuranPage::try_from(number).is_err());
        }
        assert_eq!(MonthDay::try_from(256 + 1), Err(OutOfBounds { least: 1, most: 31 }));
    }

    #[test]
    fn json_is_held_to_the_bounds_too() {
        assert_eq!(serde_json::from_str::<Lead>("10").ok(), Lead::try_from(10).ok());
        for text in ["1441", "-1", "1.5", "\"10\""] {
            assert!(serde_json::from_str::<Lead>(text).is_err());
        }
        assert_eq!(serde_json::to_string(&HijriShift::LEAST).ok().as_deref(), Some("-2"));
    }
}
