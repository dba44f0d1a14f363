//! What a day holds, in words.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ukhwah_domain::agenda::{AgendaEntry, AgendaTarget, agenda};
use ukhwah_domain::id::{MeetingId, RoutineItemId};
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::Meeting;
use ukhwah_domain::routine::{Almanac as _, QuranEntry, QuranPlace, RoutineItem, What, day_ms};
use ukhwah_domain::time::date_words;
use ukhwah_store::{Store, StoreError};

use super::words::{days_words, quran_words, timing_words};
use super::{AgendaView, DayRequest, DayView, date, quran};
use crate::app::App;
use crate::error::IpcError;
use crate::reminders::Held;
use crate::solat::{DeviceAlmanac, clock, prayer_name};
use crate::text;

impl App {
    /// A day of the routine, past or to come, with its prayers.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn routine_day(&self, request: DayRequest) -> Result<DayView, IpcError> {
        let date = date(&request.date)?;
        self.reading(|store, language| {
            let almanac = self.almanac(store)?;
            let held = Held::read(store.read(), date, date)?;
            let read_that_day = store.read().between::<QuranEntry>(day_ms(date), day_ms(date))?;
            let quran = read_that_day.into_iter().filter(|_| held.religion);
            Ok(DayView {
                date: date.to_string(),
                date_words: date_words(date, language),
                agenda: Day::of(&held, store, &almanac, date, language)?.views(|_| true),
                quran: quran.map(|stored| quran_words(stored.value.place, language)).collect(),
                qada: held.religion && held.prayers.qada && date < almanac.date(self.clock.now()),
            })
        })
    }
}

/// What today holds, in order of time, without the five prayers, which Today shows in a place of their own.
///
/// What belongs to yesterday but comes after midnight, and was not settled yet, comes first.
pub(crate) fn agenda_of_today(
    store: &Store,
    almanac: &DeviceAlmanac<'_>,
    today: NaiveDate,
    language: Language,
) -> Result<Vec<AgendaView>, StoreError> {
    let yesterday = today.pred_opt().unwrap_or(today);
    let held = Held::read(store.read(), yesterday, today)?;
    let mut late = Day::of(&held, store, almanac, yesterday, language)?;
    late.shown_on = today;
    let is_left =
        |entry: &AgendaEntry| !entry.state.is_settled() && entry.at.is_some_and(|at| almanac.date(at) == today);
    let mut views = late.views(|entry| yesterday < today && is_left(entry) && !is_prayer(entry));
    views.extend(Day::of(&held, store, almanac, today, language)?.views(|entry| !is_prayer(entry)));
    Ok(views)
}

const fn is_prayer(entry: &AgendaEntry) -> bool {
    matches!(entry.target, AgendaTarget::Prayer { .. })
}

/// What the words of a day are made of.
struct Day<'d> {
    held: &'d Held,
    items: BTreeMap<RoutineItemId, &'d RoutineItem>,
    meetings: BTreeMap<MeetingId, &'d Meeting>,
    almanac: &'d DeviceAlmanac<'d>,
    reached: Option<QuranPlace>,
    date: NaiveDate,
    /// The day on whose page it stands: times of any other day are told with their day.
    shown_on: NaiveDate,
    language: Language,
}

impl<'d> Day<'d> {
    fn of(
        held: &'d Held,
        store: &Store,
        almanac: &'d DeviceAlmanac<'d>,
        date: NaiveDate,
        language: Language,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            held,
            items: held.items.iter().map(|(id, item)| (*id, item)).collect(),
            meetings: held.meetings.iter().map(|(id, meeting)| (*id, meeting)).collect(),
            almanac,
            reached: quran::reached(store.read())?,
            date,
            shown_on: date,
            language,
        })
    }

    fn views(&self, is_shown: impl Fn(&AgendaEntry) -> bool) -> Vec<AgendaView> {
        let entries = agenda(self.date, self.date, &self.held.sources(), self.almanac);
        entries.iter().filter(|entry| is_shown(entry)).filter_map(|entry| self.view(entry)).collect()
    }

    fn view(&self, entry: &AgendaEntry) -> Option<AgendaView> {
        let at_words = self.at_words(entry);
        let plain = AgendaView {
            target: entry.target,
            date: entry.date.to_string(),
            title: String::new(),
            what: None,
            when_words: at_words.clone(),
            at_words,
            detail_words: None,
            chip_words: None,
            state: entry.state,
            count: entry.count,
            aim: None,
        };
        Some(match entry.target {
            AgendaTarget::Prayer { prayer } => {
                AgendaView { title: prayer_name(prayer, self.language).to_owned(), ..plain }
            }
            AgendaTarget::Meeting { id } => {
                let meeting = self.meetings.get(&id)?;
                AgendaView {
                    title: meeting.title.to_string(),
                    detail_words: meeting.place.as_ref().map(ToString::to_string),
                    chip_words: Some(days_words(&meeting.days, self.date, self.language)),
                    ..plain
                }
            }
            AgendaTarget::Item { id } => {
                let item = self.items.get(&id)?;
                let said = if self.held.religion { timing_words(item.timing, self.language) } else { None };
                let reached = self.reached.filter(|_| item.what == What::Quran);
                AgendaView {
                    title: item.title.to_string(),
                    what: Some(item.what),
                    when_words: said.or_else(|| plain.when_words.clone()),
                    detail_words: reached.map(|place| quran_words(place, self.language)),
                    aim: item.target.map(|aim| aim.get()),
                    ..plain
                }
            }
        })
    }

    /// The time of the clock, with the day where it lies past midnight.
    fn at_words(&self, entry: &AgendaEntry) -> Option<String> {
        let local = self.almanac.local(entry.at?);
        let time = clock(local, self.language);
        if local.date() == self.shown_on {
            return Some(time);
        }
        Some(text::day_and_time(self.language, date_words(local.date(), self.language), time))
    }
}
