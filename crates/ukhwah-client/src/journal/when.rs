//! Naming the moment at which an entry was begun, by the device's clock and nothing else.

use chrono::{DateTime, Datelike as _, NaiveDateTime};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::date_words;

use crate::clock::Clock;
use crate::solat::{clock, shown};

/// Names moments as they are said now.
#[derive(Clone, Copy)]
pub(crate) struct When<'c> {
    clock: &'c dyn Clock,
    language: Language,
    this_year: i32,
}

impl<'c> When<'c> {
    pub(crate) fn new(clock: &'c dyn Clock, language: Language) -> Self {
        let now = clock.now();
        Self { clock, language, this_year: shown(now, clock.local_offset(now)).year() }
    }

    /// "Khamis 5 Mac, 12:00 tengah hari", with its year where that is not this one's.
    pub(crate) fn words(self, at_ms: i64) -> String {
        let local = self.local(at_ms);
        let day = date_words(local.date(), self.language);
        let year = if local.year() == self.this_year { String::new() } else { format!(" {}", local.year()) };
        format!("{day}{year}, {}", clock(local, self.language))
    }

    /// "2026-03-05 12:00": the same in figures, for a file.
    pub(super) fn figures(self, at_ms: i64) -> String {
        self.local(at_ms).format("%Y-%m-%d %H:%M").to_string()
    }

    /// What the device's clock shows at a moment.
    fn local(self, at_ms: i64) -> NaiveDateTime {
        let moment = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        shown(moment, self.clock.local_offset(moment))
    }
}
