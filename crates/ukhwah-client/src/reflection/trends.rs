//! How it went over time.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use ukhwah_domain::burden::Shift;
use ukhwah_domain::checkin::{Burden, CheckIn, Question};
use ukhwah_domain::language::Language;
use ukhwah_domain::path::PathEvent;
use ukhwah_domain::person::Profile;
use ukhwah_domain::routine::{Almanac as _, PrayerSettings};
use ukhwah_domain::time::{date_words, month_words, short_date_words};
use ukhwah_store::{Reader, State, Store, StoreError};

use super::list::{ahead, between};
use super::marks::{Asked, marks};
use super::{Mark, Span, TrendPointView, TrendsRequest, TrendsView};
use crate::app::{App, Reckoned};
use crate::error::IpcError;
use crate::solat::DeviceAlmanac;

/// The most months that are drawn: a wrong date must not ask for a century of them.
const MOST_MONTHS: usize = 1_200;

impl App {
    /// Means and counts, day by day, week by week or month by month, with what happened.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn trends_view(&self, request: TrendsRequest) -> Result<TrendsView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let almanac = self.almanac(store)?;
            let today = almanac.date(now);
            let reckon = || trends_of(store.read(), &almanac, request.span, today, language);
            if request.span != Span::All {
                return Ok(reckon()?);
            }
            Ok(self.trends.answer(Asking { today, language, states: states(store) }, reckon)?)
        })
    }
}

/// The trends of all years: they take a while, and whoever turns back to them should not wait again.
pub(crate) type LastTrends = Reckoned<Asking, TrendsView>;

/// What they are reckoned from.
#[derive(PartialEq)]
pub(crate) struct Asking {
    today: NaiveDate,
    language: Language,
    states: [State; 5],
}

/// The kinds that trends and the marks on their axis are made of, as they stand.
fn states(store: &Store) -> [State; 5] {
    [
        store.state_of::<CheckIn>(),
        store.state_of::<Shift>(),
        store.state_of::<PathEvent>(),
        store.state_of::<Profile>(),
        store.state_of::<PrayerSettings>(),
    ]
}

/// The trends of a span that ends today.
pub(super) fn trends_of(
    read: Reader<'_>,
    almanac: &DeviceAlmanac<'_>,
    span: Span,
    today: NaiveDate,
    language: Language,
) -> Result<TrendsView, StoreError> {
    let made = of_span(read, span, today)?;
    let marks = marks(&Asked { read, almanac, first: made.first, last: made.last, language })?;
    let check_ins = count(made.check_ins.iter());
    Ok(TrendsView { span, points: made.points(&marks, language), check_ins, ahead: ahead(read, today)? })
}

/// The check-ins of a span, and the days that it covers.
pub(super) struct Made {
    pub(super) span: Span,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) check_ins: Vec<CheckIn>,
}

/// Reads the check-ins of a span that ends today.
pub(super) fn of_span(read: Reader<'_>, span: Span, today: NaiveDate) -> Result<Made, StoreError> {
    let last = today;
    let back = |days| last.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN);
    let monday = |date: NaiveDate| {
        let into = u64::from(date.weekday().num_days_from_monday());
        date.checked_sub_days(Days::new(into)).unwrap_or(date)
    };
    let first = match span {
        Span::FourWeeks => back(27),
        Span::ThreeMonths => monday(back(12 * 7)),
        Span::Year => monday(back(51 * 7)),
        Span::All => read.oldest::<CheckIn>()?.map_or(last, |oldest| oldest.value.date.min(last)),
    };
    let first = if span == Span::All { first.with_day(1).unwrap_or(first) } else { first };
    let check_ins = between(read, first, last)?.into_iter().map(|stored| stored.value).collect();
    Ok(Made { span, first, last, check_ins })
}

impl Made {
    fn points(&self, marks: &[Mark], language: Language) -> Vec<TrendPointView> {
        let starts = self.starts();
        let mut points: Vec<TrendPointView> = Vec::with_capacity(starts.len());
        let (mut made, mut marked) = (self.check_ins.iter().peekable(), marks.iter().peekable());
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).and_then(|next| next.pred_opt()).unwrap_or(self.last);
            let of_it: Vec<&CheckIn> = std::iter::from_fn(|| made.next_if(|made| made.date <= end)).collect();
            let marks = std::iter::from_fn(|| marked.next_if(|mark| mark.date <= end)).cloned().collect();
            points.push(self.point((*start, end), &of_it, marks, language));
        }
        points
    }

    /// The first days of the days, weeks or months, oldest first.
    fn starts(&self) -> Vec<NaiveDate> {
        let next = |date: NaiveDate| match self.span {
            Span::FourWeeks => date.succ_opt(),
            Span::ThreeMonths | Span::Year => date.checked_add_days(Days::new(7)),
            Span::All => date.checked_add_months(Months::new(1)),
        };
        let starts = std::iter::successors(Some(self.first), |date| next(*date));
        starts.take_while(|date| *date <= self.last).take(MOST_MONTHS).collect()
    }

    fn point(
        &self,
        days: (NaiveDate, NaiveDate),
        made: &[&CheckIn],
        marks: Vec<Mark>,
        language: Language,
    ) -> TrendPointView {
        let (from, to) = days;
        let burdens = |burden| count(made.iter().filter(|made| made.burden == Some(burden)));
        let (words, short) = self.words(from, to, language);
        TrendPointView {
            from: from.to_string(),
            words,
            short,
            heaviness: mean(made, Question::Heaviness),
            craving: mean(made, Question::Craving),
            energy: mean(made, Question::Energy),
            mine: burdens(Burden::Mine),
            client: burdens(Burden::Client),
            both: burdens(Burden::Both),
            check_ins: count(made.iter()),
            marks,
        }
    }

    /// In full and for the axis.
    fn words(&self, from: NaiveDate, to: NaiveDate, language: Language) -> (String, String) {
        let short = |date| short_date_words(date, language);
        match self.span {
            Span::FourWeeks => (date_words(from, language), short(from)),
            Span::ThreeMonths | Span::Year => (format!("{} – {}", short(from), short(to)), short(from)),
            Span::All => {
                let words = month_words(from, language);
                (words.clone(), words)
            }
        }
    }
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// The mean of the answers, to two places.
fn mean(made: &[&CheckIn], question: Question) -> Option<f64> {
    let answers: Vec<f64> = made.iter().filter_map(|made| made.answer(question)).map(|l| f64::from(l.get())).collect();
    let of = count(answers.iter());
    (of > 0).then(|| (answers.iter().sum::<f64>() / f64::from(of) * 100.0).round() / 100.0)
}
