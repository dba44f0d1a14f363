//! The routine that holds a recovery up: prayers, zikir, Quran, medicine, rest, each switched on by choice.
//!
//! What comes again has [`Days`]; what was said of a day is a [`Mark`]. The sun and the calendar come from an
//! [`Almanac`], which the caller implements.

mod almanac;
mod days;
mod hijri_month;
mod item;
mod mark;
mod pause;
mod prayer;
mod quran;
mod repeat;
mod rule;
mod rule_days;
mod settings;

#[cfg(test)]
mod rule_tests;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use almanac::{Almanac, next_prayer};
pub(crate) use days::Shown;
pub use days::{Days, DaysError};
pub use hijri_month::{HijriMonth, ParseHijriMonthError};
pub use item::{ParseTimingError, ReminderWish, RoutineItem, RoutineTitle, Sound, Timing, What};
pub use mark::{Mark, MarkState, MarkTarget, day_ms};
pub use pause::{Pause, PauseOf};
pub use prayer::{Anchor, PerPrayer, Prayer};
pub use quran::{NoSuchAyah, ParseQuranPlaceError, QuranEntry, QuranPlace};
pub use repeat::{NoWeekday, ParseRepeatError, Repeat, Weekdays};
pub use rule::{LONGEST_RULE, Rule, RuleError};
pub use settings::{
    AsrShadow, MosqueName, ParsePrayerPlaceError, ParseUzurError, PrayerChoice, PrayerPlace, PrayerSettings, Uzur,
};
