//! How far the person has come in the Quran: numbers only.

use std::cmp::Reverse;

use ukhwah_domain::language::Language;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::{QuranEntry, QuranPlace};
use ukhwah_domain::time::date_words;
use ukhwah_store::{Reader, StoreError, Stored};

use super::words::quran_words;
use super::{QuranEntryView, QuranPlaceView, QuranRequest, QuranUnit, RoutineView, date, religion_needed};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::edited;

/// How many of the last places are shown.
const SHOWN: u32 = 30;

impl App {
    /// Keeps a place reached in the Quran, or a correction of one.
    ///
    /// # Errors
    /// [`ErrorCode::QuranPlaceInvalid`] if there is no such place.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn quran_save(&self, request: QuranRequest) -> Result<RoutineView, IpcError> {
        let at_ms = self.clock.now().timestamp_millis();
        let edited = edited(request.id, request.seen.as_deref())?;
        let place = place_of(request.place)?;
        let date = match request.date.as_deref() {
            Some(text) => date(text)?,
            None => self.today_here()?,
        };
        self.writing(|tx| {
            religion_needed(tx.read())?;
            match edited {
                Some((id, seen)) => {
                    let at_ms = tx.read().get::<QuranEntry>(id)?.value.at_ms;
                    tx.update(id, &QuranEntry { date, place, at_ms }, &seen)?;
                }
                None => {
                    tx.create(&QuranEntry { date, place, at_ms })?;
                }
            }
            Ok::<_, IpcError>(())
        })?;
        self.routine_view()
    }
}

/// The last places, newest first.
pub(super) fn latest(read: Reader<'_>, language: Language) -> Result<Vec<QuranEntryView>, StoreError> {
    Ok(newest(read)?.iter().map(|stored| view(stored, language)).collect())
}

/// The place reached last.
pub(super) fn reached(read: Reader<'_>) -> Result<Option<QuranPlace>, StoreError> {
    Ok(newest(read)?.first().map(|stored| stored.value.place))
}

fn newest(read: Reader<'_>) -> Result<Vec<Stored<QuranEntry>>, StoreError> {
    let mut entries = read.newest::<QuranEntry>(SHOWN)?;
    entries.sort_by_key(|stored| Reverse((stored.value.date, stored.value.at_ms, stored.id)));
    Ok(entries)
}

fn view(stored: &Stored<QuranEntry>, language: Language) -> QuranEntryView {
    let entry = &stored.value;
    let place = match entry.place {
        QuranPlace::Page { page } => (QuranUnit::Page, page.get().into(), None),
        QuranPlace::Juz { juz } => (QuranUnit::Juz, juz.get().into(), None),
        QuranPlace::Surah { surah, ayah } => (QuranUnit::Surah, surah.get().into(), ayah.map(|ayah| ayah.get().into())),
    };
    QuranEntryView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        date: entry.date.to_string(),
        date_words: date_words(entry.date, language),
        place: QuranPlaceView { unit: place.0, number: place.1, ayah: place.2 },
        words: quran_words(entry.place, language),
    }
}

fn place_of(typed: QuranPlaceView) -> Result<QuranPlace, ErrorCode> {
    fn bounded<T: TryFrom<i64>>(number: u32) -> Result<T, ErrorCode> {
        i64::from(number).try_into().map_err(|_| ErrorCode::QuranPlaceInvalid)
    }
    let place = match typed.unit {
        QuranUnit::Page => QuranPlace::Page { page: bounded(typed.number)? },
        QuranUnit::Juz => QuranPlace::Juz { juz: bounded(typed.number)? },
        QuranUnit::Surah => {
            QuranPlace::Surah { surah: bounded(typed.number)?, ayah: typed.ayah.map(bounded).transpose()? }
        }
    };
    place.check().map_err(|_| ErrorCode::QuranPlaceInvalid)?;
    Ok(place)
}
