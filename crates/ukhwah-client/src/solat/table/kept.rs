//! The official times that this device keeps.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ukhwah_solat::malaysia::Zone;
use ukhwah_solat::table::Times;
use ukhwah_solat::{DayTimes, Minutes, Prayer};
use ukhwah_store::{Store, StoreError};

/// Official times of one zone by date, in minutes after midnight; `None` where the computed time stands.
///
/// They are public facts and belong to this device: each device may have its own table, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct OfficialTimes(BTreeMap<NaiveDate, [Option<i16>; 6]>);

impl OfficialTimes {
    /// The times kept for a zone.
    pub(crate) fn read(store: &Store, zone: Zone) -> Result<Self, StoreError> {
        Ok(store.setting(&name(zone))?.unwrap_or_default())
    }

    /// Keeps these times for a zone in place of all others.
    pub(crate) fn keep(&self, store: &mut Store, zone: Zone) -> Result<(), StoreError> {
        store.set_setting(&name(zone), self)
    }

    /// Adds the dates of a table; what it says of a date replaces what was kept of that date.
    pub(crate) fn add(&mut self, times: &BTreeMap<NaiveDate, Times>) {
        self.0.extend(times.iter().map(|(date, times)| (*date, times.map(|time| time.map(Minutes::get)))));
    }

    /// The first and the last date.
    pub(crate) fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((*self.0.first_key_value()?.0, *self.0.last_key_value()?.0))
    }

    /// The official time of a prayer, or of sunrise.
    pub(crate) fn time(&self, date: NaiveDate, prayer: Prayer) -> Option<Minutes> {
        self.0.get(&date)?[prayer as usize].map(Minutes::new)
    }

    /// The day with its official times.
    pub(crate) fn over(&self, computed: DayTimes) -> DayTimes {
        let replace = |day: DayTimes, prayer| match self.time(computed.date(), prayer) {
            Some(time) => day.with(prayer, time),
            None => day,
        };
        Prayer::ALL.into_iter().fold(computed, replace)
    }
}

fn name(zone: Zone) -> String {
    format!("prayer_table_{}", zone.code())
}
