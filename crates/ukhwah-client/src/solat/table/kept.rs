//! The official times that this device keeps.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use ukhwah_domain::language::Language;
use ukhwah_solat::malaysia::Zone;
use ukhwah_solat::table::Times;
use ukhwah_solat::{DayTimes, Minutes, Prayer};
use ukhwah_store::{Store, StoreError};

use crate::solat::KeptTableView;
use crate::solat::words::span;

/// So many days before its end a table is said to end soon.
const SOON: i64 = 30;

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

/// What the settings say of a kept table.
pub(crate) struct KeptTable(OfficialTimes);

impl KeptTable {
    /// The table kept for a zone.
    pub(crate) fn read(store: &Store, zone: Zone) -> Result<Self, StoreError> {
        OfficialTimes::read(store, zone).map(Self)
    }

    /// The view of it, if there is one.
    pub(crate) fn view(&self, today: NaiveDate, language: Language) -> Option<KeptTableView> {
        let (first, last) = (*self.0.0.first_key_value()?.0, *self.0.0.last_key_value()?.0);
        Some(KeptTableView {
            span_words: span(first, last, language),
            days: u32::try_from(self.0.0.len()).unwrap_or(u32::MAX),
            ends_soon: last - today < TimeDelta::days(SOON),
        })
    }
}
