//! A month of what the person said: calm dots, and nothing that is counted.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate, Weekday};
use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::id::{MeetingId, RoutineItemId};
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::{Meeting, MeetingReply};
use ukhwah_domain::routine::{Mark, MarkTarget, Prayer, QuranEntry, RoutineItem, day_ms};
use ukhwah_domain::time::{date_words, weekday_words};
use ukhwah_store::{Reader, StoreError};

use super::words::{quran_words, state_words};
use super::{DotView, HistoryDayView, HistoryRequest, HistoryView, religion};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::in_order;
use crate::solat::prayer_name;
use crate::text;

/// The earliest month that can be looked at.
const FIRST_YEAR: i32 = 1900;

impl App {
    /// A month as dots. What nothing was said of leaves no dot, so that a day off looks like any other.
    ///
    /// # Errors
    /// [`ErrorCode::DateInvalid`] for what is no month up to this one.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn history_view(&self, request: HistoryRequest) -> Result<HistoryView, IpcError> {
        self.reading(|store, language| {
            let today = self.today(store)?;
            let first = match request.month.as_deref() {
                Some(month) => first_day(month, today)?,
                None => month_of(today),
            };
            let last = last_day(first);
            let mut dots = dots(store.read(), first, last, language)?;
            let day = |date: NaiveDate| HistoryDayView {
                date: date.to_string(),
                day: date.day(),
                date_words: date_words(date, language),
                today: date == today,
                dots: dots.remove(&date).unwrap_or_default(),
            };
            let before = first.checked_sub_months(Months::new(1)).filter(|month| month.year() >= FIRST_YEAR);
            let after = first.checked_add_months(Months::new(1)).filter(|month| *month <= today);
            Ok(HistoryView {
                month: name(first),
                month_words: month_words(first, language),
                previous: before.map(name),
                next: after.map(name),
                weekdays: weekdays(language),
                weeks: weeks(first, last, day),
            })
        })
    }
}

fn name(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

fn month_of(date: NaiveDate) -> NaiveDate {
    date.with_day(1).expect("every month has a first day")
}

fn last_day(first: NaiveDate) -> NaiveDate {
    first.with_day(first.num_days_in_month().into()).expect("a month has its last day")
}

/// The first day of a month like `2026-03`, which lies in the past or is this one.
fn first_day(month: &str, today: NaiveDate) -> Result<NaiveDate, ErrorCode> {
    let first: Option<NaiveDate> = format!("{month}-01").parse().ok();
    let is_shown = |first: &NaiveDate| name(*first) == month && *first <= today && first.year() >= FIRST_YEAR;
    first.filter(is_shown).ok_or(ErrorCode::DateInvalid)
}

fn weekdays(language: Language) -> Vec<String> {
    let from_monday = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
    from_monday.map(|day| weekday_words(day, language).to_owned()).collect()
}

/// The days in weeks from Monday on, with gaps for those of other months.
fn weeks(
    first: NaiveDate,
    last: NaiveDate,
    day: impl FnMut(NaiveDate) -> HistoryDayView,
) -> Vec<Vec<Option<HistoryDayView>>> {
    let gaps = first.weekday().num_days_from_monday();
    let mut days: Vec<_> = (0..gaps).map(|_| None).collect();
    days.extend(first.iter_days().take_while(|date| *date <= last).map(day).map(Some));
    days.resize_with(days.len().next_multiple_of(7), || None);
    let mut days = days.into_iter();
    std::iter::from_fn(|| Some(days.by_ref().take(7).collect::<Vec<_>>()).filter(|week| !week.is_empty())).collect()
}

/// What stands before what in a day: prayers, meetings, items in the person's order, the Quran.
type Place = (u8, usize);

type Dots = BTreeMap<NaiveDate, Vec<(Place, DotView)>>;

/// Everything that was said of the days.
fn dots(
    read: Reader<'_>,
    first: NaiveDate,
    last: NaiveDate,
    language: Language,
) -> Result<BTreeMap<NaiveDate, Vec<DotView>>, StoreError> {
    let (religion, span) = (religion(read)?, (day_ms(first), day_ms(last)));
    let mut dots = Dots::new();
    let mut put = |date, place, title: String, state| {
        let words = state_words(state, language).to_owned();
        dots.entry(date).or_default().push((place, DotView { title, words, state }));
    };
    let items = in_order::<RoutineItem>(read)?;
    let shown = items.iter().enumerate().filter(|(_, stored)| religion || !stored.value.what.is_religious());
    let items: BTreeMap<RoutineItemId, _> =
        shown.map(|(index, stored)| (stored.id.into(), (index, &stored.value.title))).collect();
    let marks: Vec<_> = read.between::<Mark>(span.0, span.1)?.into_iter().map(|stored| stored.value).collect();
    for mark in Mark::latest(&marks).into_values() {
        match mark.target {
            MarkTarget::Prayer { prayer } if religion => {
                let place = Prayer::ALL.iter().position(|other| *other == prayer).unwrap_or_default();
                put(mark.date, (0, place), prayer_name(prayer, language).to_owned(), mark.state.into());
            }
            MarkTarget::Prayer { .. } => {}
            MarkTarget::Item { id } => {
                if let Some((index, title)) = items.get(&id) {
                    put(mark.date, (2, *index), title.to_string(), mark.state.into());
                }
            }
        }
    }
    let meetings = in_order::<Meeting>(read)?;
    let meetings: BTreeMap<MeetingId, _> =
        meetings.iter().enumerate().map(|(index, stored)| (stored.id.into(), (index, &stored.value.title))).collect();
    let replies: Vec<_> = read.between::<MeetingReply>(span.0, span.1)?.into_iter().map(|reply| reply.value).collect();
    for reply in MeetingReply::latest(&replies).into_values().filter(|reply| reply.coming) {
        if let Some((index, title)) = meetings.get(&reply.meeting) {
            put(reply.date, (1, *index), title.to_string(), AgendaState::Coming);
        }
    }
    if religion {
        for entry in read.between::<QuranEntry>(span.0, span.1)? {
            let title = text::routine_quran_place(language, quran_words(entry.value.place, language));
            put(entry.value.date, (3, 0), title, AgendaState::Done);
        }
    }
    let sorted = dots.into_iter().map(|(date, mut dots)| {
        dots.sort_by_key(|(place, _)| *place);
        (date, dots.into_iter().map(|(_, dot)| dot).collect())
    });
    Ok(sorted.collect())
}

/// "Mac 2026".
fn month_words(month: NaiveDate, language: Language) -> String {
    const MS: [&str; 12] = [
        "Januari",
        "Februari",
        "Mac",
        "April",
        "Mei",
        "Jun",
        "Julai",
        "Ogos",
        "September",
        "Oktober",
        "November",
        "Disember",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match language {
        Language::Ms => MS,
        Language::En => EN,
    };
    format!("{} {}", names[month.month0() as usize], month.year())
}
