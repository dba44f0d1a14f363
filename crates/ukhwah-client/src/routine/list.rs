//! Showing the routine.

use std::cmp::Reverse;

use chrono::{NaiveDate, Timelike as _};
use ukhwah_domain::language::Language;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::{
    Almanac as _, Anchor, Pause, PauseOf, PrayerSettings, QuranEntry, RoutineItem, Timing, What,
};
use ukhwah_domain::time::date_words;
use ukhwah_store::{Reader, StoreError, Stored};

use super::pause::{is_resting, pauses_of};
use super::words::{days_words, quran_words, timing_words};
use super::{
    AnchorView, RoutineItemView, RoutineTarget, RoutineView, TrashedRoutineView, UzurView, prayer_settings, quran,
    religion,
};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::in_order;
use crate::solat::{DeviceAlmanac, anchor_name};
use crate::text;

/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;

impl App {
    /// The items in the person's order, what there is to choose from, and the trash.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn routine_view(&self) -> Result<RoutineView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let read = store.read();
            let religion = religion(read)?;
            let almanac = self.almanac(store)?;
            let today = almanac.date(now);
            let settings = prayer_settings(read)?.map(|stored| stored.value).unwrap_or_default();
            let items = in_order::<RoutineItem>(read)?;
            let pauses = pauses_of(read)?;
            let shown = items.iter().filter(|stored| religion || !stored.value.what.is_religious());
            Ok(RoutineView {
                items: shown
                    .map(|stored| {
                        let timing = shown_timing(stored.value.timing, religion, today, &almanac);
                        item_view(stored, timing, is_resting(stored, today, &pauses), today, language)
                    })
                    .collect(),
                whats: What::ALL.into_iter().filter(|what| religion || !what.is_religious()).collect(),
                anchors: if religion { anchors(language) } else { Vec::new() },
                quran: if religion { Some(quran::latest(read, language)?) } else { None },
                uzur: if religion { uzur(&settings, &pauses, today, language) } else { None },
                trash: trash(read, religion, language)?,
                today: today.to_string(),
            })
        })
    }
}

fn anchors(language: Language) -> Vec<AnchorView> {
    Anchor::ALL
        .into_iter()
        .map(|anchor| AnchorView { anchor, name: anchor_name(anchor, language).to_owned() })
        .collect()
}

/// At what time something is shown to be: without religious content a time around a prayer is today's time of the
/// clock.
pub(super) fn shown_timing(timing: Timing, religion: bool, today: NaiveDate, almanac: &DeviceAlmanac<'_>) -> Timing {
    let Timing::Around { anchor, minutes } = timing else { return timing };
    if religion {
        return timing;
    }
    let moment = almanac.anchor(today, anchor).map(|at| at + chrono::TimeDelta::minutes(minutes.get().into()));
    let minute = moment.and_then(|moment| {
        let local = almanac.local(moment);
        u16::try_from(local.hour() * 60 + local.minute()).ok()?.try_into().ok()
    });
    minute.map_or(Timing::AnyTime, |minute| Timing::At { minute })
}

fn item_view(
    stored: &Stored<RoutineItem>,
    timing: Timing,
    paused: bool,
    today: NaiveDate,
    language: Language,
) -> RoutineItemView {
    let item = &stored.value;
    let time = timing_words(timing, language).unwrap_or_else(|| text::routine_any_time(language).to_owned());
    RoutineItemView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        title: item.title.to_string(),
        what: item.what,
        timing,
        days: item.days.clone(),
        when_words: text::routine_when(language, days_words(&item.days, today, language), time),
        remind: item.remind,
        aim: item.target.map(|target| target.get()),
        discreet: item.discreet,
        paused,
        over: item.days.next_on_or_after(today).is_none(),
    }
}

/// The uzur that holds today, or the next one to come.
fn uzur(settings: &PrayerSettings, pauses: &[Pause], today: NaiveDate, language: Language) -> Option<UzurView> {
    let kept = pauses.iter().filter(|pause| pause.of == PauseOf::Prayers).map(|pause| pause.days);
    let left = kept.chain(settings.uzur).filter(|uzur| uzur.until.is_none_or(|until| until >= today));
    let uzur = left.min_by_key(|uzur| (!uzur.holds_on(today), uzur.from))?;
    let from = date_words(uzur.from, language);
    let words = match uzur.until {
        Some(until) => text::routine_uzur_until(language, from, date_words(until, language)),
        None => text::routine_uzur_open(language, from),
    };
    let until = uzur.until.map(|until| until.to_string());
    Some(UzurView { from: uzur.from.to_string(), until, words, now: uzur.holds_on(today) })
}

/// What was thrown away last, newest first.
fn trash(read: Reader<'_>, religion: bool, language: Language) -> Result<Vec<TrashedRoutineView>, StoreError> {
    let mut trash = Vec::new();
    for stored in read.trash::<RoutineItem>()? {
        if religion || !stored.value.what.is_religious() {
            let target = RoutineTarget::Item { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedRoutineView { target, text: stored.value.title.to_string() }));
        }
    }
    if religion {
        for stored in read.last_trashed::<QuranEntry>(TRASH_SHOWN)? {
            let target = RoutineTarget::Quran { id: stored.id.into() };
            let text = text::routine_quran_place(language, quran_words(stored.value.place, language));
            trash.push((stored.trashed_at, TrashedRoutineView { target, text }));
        }
    }
    trash.sort_by_key(|(trashed_at, _)| Reverse(*trashed_at));
    Ok(trash.into_iter().map(|(_, view)| view).take(TRASH_SHOWN).collect())
}
