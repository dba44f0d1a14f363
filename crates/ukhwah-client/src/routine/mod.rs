//! The routine: what the person keeps up, what was said of each day, and how the days went.

mod agenda;
mod day_view;
mod days;
mod history;
mod list;
mod mark;
mod pause;
mod quran;
mod remove;
mod save;
mod view;
mod words;
mod zikir;

pub(crate) use agenda::agenda_of_today;
pub use day_view::*;
pub(crate) use days::{date, days_of, days_refused, rule_refused};
pub(crate) use pause::{is_resting, pauses_of};
pub use view::*;
pub(crate) use words::{days_words, span_words, timing_words};

use chrono::NaiveDate;
use ukhwah_domain::routine::{Almanac as _, PrayerSettings};
use ukhwah_store::{Reader, Store, StoreError, Stored};

use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::settings::profile_of;
use crate::solat::DeviceAlmanac;

impl App {
    /// The almanac of this device as it is set now.
    pub(crate) fn almanac(&self, store: &Store) -> Result<DeviceAlmanac<'_>, StoreError> {
        let settings = prayer_settings(store.read())?.map(|stored| stored.value).unwrap_or_default();
        DeviceAlmanac::new(store, &settings, self.clock.as_ref())
    }

    /// The day that a calendar shows where the person is.
    pub(crate) fn today(&self, store: &Store) -> Result<NaiveDate, StoreError> {
        Ok(self.almanac(store)?.date(self.clock.now()))
    }

    /// The same for a call that goes on to write.
    pub(crate) fn today_here(&self) -> Result<NaiveDate, IpcError> {
        self.reading(|store, _| Ok(self.today(store)?))
    }
}

/// What the person chose about prayer, once anything was chosen; the same record on every device.
pub(crate) fn prayer_settings(read: Reader<'_>) -> Result<Option<Stored<PrayerSettings>>, StoreError> {
    Ok(read.all::<PrayerSettings>()?.into_iter().min_by_key(|stored| stored.id))
}

/// Whether religious content is on.
fn religion(read: Reader<'_>) -> Result<bool, StoreError> {
    Ok(profile_of(read)?.value.religion)
}

/// Refuses what only someone with religious content on can ask for.
fn religion_needed(read: Reader<'_>) -> Result<(), IpcError> {
    if religion(read)? { Ok(()) } else { Err(ErrorCode::BadRequest.into()) }
}

#[cfg(test)]
mod mark_tests;
#[cfg(test)]
mod tests;
