//! The early sign: harder than usual for this person, for longer than chance explains.
//!
//! A one-sided cumulative sum (CUSUM) over the daily answers to each question. A day counts by how far it lies above the
//! person's own usual, in units of how far the person's days usually lie apart. What is usual comes from the days
//! before, with two weeks left out, so that a bad fortnight does not become its own measure. The method, the figures and
//! the simulation behind them are in `docs/EARLY-SIGN.md`.

use std::collections::{BTreeMap, VecDeque};

use chrono::{NaiveDate, TimeDelta};

use super::{CheckIn, Question};

/// No sign comes before so many check-ins, nor before so many answered days to compare with.
pub const LEAST_CHECK_INS: usize = 28;

/// How many days back the usual reaches, at most.
pub const BASELINE_DAYS: i64 = 182;

/// How many days lie between the usual and the day that is held against it.
pub const BASELINE_GAP: i64 = 14;

/// At most one sign in so many days, all questions together.
pub const SIGN_EVERY: i64 = 7;

/// At most one sign about the same question in so many days.
const SAME_SIGN_EVERY: i64 = 14;

/// A day this many spreads above the usual adds nothing yet.
const ALLOWANCE: f64 = 0.2;

/// Half of a shift of one spread: with it the run begins most likely where the change did.
const HALF_A_SHIFT: f64 = 0.5;

/// So much must have come together, in spreads.
const THRESHOLD: f64 = 7.5;

/// The answered days of one change. It keeps a small error in the usual from adding up for ever.
const LONGEST_RUN: usize = 14;

/// Likeness of one day to the next from which on the threshold is raised, and by how much for each unit of it.
const LIKENESS_FREE: f64 = 0.15;
const LIKENESS_RAISE: f64 = 3.0;

/// So many pairs of days that follow each other are needed to say how alike they are.
const LEAST_PAIRS: u32 = 14;

/// The smallest spread, in steps of the answer: someone whose days are all alike is not told of every other step.
const LEAST_SPREAD: f64 = 0.5;

/// The most spreads that one day can count, so that a few very bad days are no sign.
const MOST_OF_ONE_DAY: f64 = 2.0;

/// Days without any answer after which the count begins anew.
const LONGEST_SILENCE: i64 = 14;

/// A change against what is usual for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The day on which it became clear.
    pub date: NaiveDate,
    /// In which answer.
    pub question: Question,
    /// The days above the usual on which it rests, in order; never empty.
    pub days: Vec<NaiveDate>,
}

impl Sign {
    /// The first of the days on which it rests.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        self.days.first().copied().unwrap_or(self.date)
    }
}

/// The early signs in these check-ins, in order of time; the same check-ins always give the same signs.
#[must_use]
pub fn signs<'c>(check_ins: impl IntoIterator<Item = &'c CheckIn>) -> Vec<Sign> {
    let mut series = Question::ALL.map(Series::new);
    let (mut signs, mut made) = (Vec::<Sign>::new(), 0);
    for (date, day) in by_day(check_ins) {
        made += day.made;
        for (series, (sum, count)) in series.iter_mut().zip(day.hardness) {
            if count > 0 {
                series.add(date, sum / f64::from(count));
            }
        }
        let is_quiet = signs.last().is_some_and(|last| date - last.date < TimeDelta::days(SIGN_EVERY));
        if made < LEAST_CHECK_INS || is_quiet {
            continue;
        }
        let passed = series.iter().enumerate().filter_map(|(at, series)| Some((series.excess(date)?, at)));
        if let Some((_, at)) = passed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) {
            signs.push(Sign { date, question: series[at].question, days: series[at].days_of_run() });
            series[at].told = Some(date);
            // The person has been told: the count begins anew.
            series.iter_mut().for_each(|series| series.run.clear());
        }
    }
    signs
}

/// The check-ins of one day: how many, and for each question the sum and the number of its answers.
#[derive(Clone, Copy, Default)]
struct Day {
    made: usize,
    hardness: [(f64, u32); Question::ALL.len()],
}

/// How hard each day was, question by question: several check-ins of a day count as their mean.
fn by_day<'c>(check_ins: impl IntoIterator<Item = &'c CheckIn>) -> BTreeMap<NaiveDate, Day> {
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for check_in in check_ins {
        let day = days.entry(check_in.date).or_default();
        day.made += 1;
        for ((sum, count), question) in day.hardness.iter_mut().zip(Question::ALL) {
            if let Some(level) = check_in.answer(question) {
                let level = f64::from(level.get());
                *sum += if question.is_harder_when_higher() { level } else { 6.0 - level };
                *count += 1;
            }
        }
    }
    days
}

/// The answered days of one question.
struct Series {
    question: Question,
    /// Each answered day and how hard it was, in order.
    days: Vec<(NaiveDate, f64)>,
    /// The last of them in spreads above the usual, where there was one.
    run: VecDeque<(NaiveDate, f64)>,
    /// What must have come together by now.
    threshold: f64,
    /// The day of the last sign about this question.
    told: Option<NaiveDate>,
}

impl Series {
    const fn new(question: Question) -> Self {
        Self { question, days: Vec::new(), run: VecDeque::new(), threshold: THRESHOLD, told: None }
    }

    fn add(&mut self, date: NaiveDate, hardness: f64) {
        if self.days.last().is_some_and(|(day, _)| date - *day > TimeDelta::days(LONGEST_SILENCE)) {
            self.run.clear();
        }
        self.days.push((date, hardness));
        let Some(usual) = self.usual(date) else { return };
        self.threshold = usual.threshold();
        self.run.push_back((date, usual.above(hardness)));
        if self.run.len() > LONGEST_RUN {
            self.run.pop_front();
        }
    }

    /// What was usual before this day, if there are enough days to say so.
    fn usual(&self, date: NaiveDate) -> Option<Usual> {
        let end = date - TimeDelta::days(BASELINE_GAP);
        let start = end - TimeDelta::days(BASELINE_DAYS);
        let from = self.days.partition_point(|(day, _)| *day <= start);
        let to = self.days.partition_point(|(day, _)| *day <= end);
        (to - from >= LEAST_CHECK_INS).then(|| Usual::of(&self.days[from..to]))
    }

    /// The last days that have come together most, how much and how many, with so much taken off each.
    fn best(&self, allowance: f64) -> (f64, usize) {
        let (mut sum, mut best) = (0.0, (0.0, 0));
        for (length, (_, above)) in (1..).zip(self.run.iter().rev()) {
            sum += above - allowance;
            if sum > best.0 {
                best = (sum, length);
            }
        }
        best
    }

    /// By how much the threshold is passed on this day, if it is and the person may be told.
    fn excess(&self, date: NaiveDate) -> Option<f64> {
        let is_answered = self.run.back().is_some_and(|(day, _)| *day == date);
        let is_told = self.told.is_some_and(|told| date - told < TimeDelta::days(SAME_SIGN_EVERY));
        let (sum, _) = self.best(ALLOWANCE);
        (is_answered && !is_told && sum > self.threshold).then_some(sum / self.threshold)
    }

    fn days_of_run(&self) -> Vec<NaiveDate> {
        let (_, length) = self.best(HALF_A_SHIFT);
        let days = self.run.iter().skip(self.run.len() - length);
        days.filter(|(_, above)| *above > 0.0).map(|(day, _)| *day).collect()
    }
}

/// What is usual: the mean, the spread, and how much a day resembles the one before it.
struct Usual {
    mean: f64,
    spread: f64,
    /// The autocorrelation of neighbouring days; 0 where there are too few of them to say.
    likeness: f64,
}

impl Usual {
    /// `days`: at least two.
    #[expect(clippy::cast_precision_loss, reason = "nobody answers on 2^52 days")]
    fn of(days: &[(NaiveDate, f64)]) -> Self {
        let count = days.len() as f64;
        let mean = days.iter().map(|(_, hardness)| hardness).sum::<f64>() / count;
        let scatter: f64 = days.iter().map(|(_, hardness)| (hardness - mean).powi(2)).sum();
        let neighbours = days.windows(2).filter(|pair| pair[1].0 - pair[0].0 == TimeDelta::days(1));
        let (together, pairs) = neighbours
            .fold((0.0, 0), |(together, pairs), pair| (together + (pair[0].1 - mean) * (pair[1].1 - mean), pairs + 1));
        // Each kind of scatter by the number of its days, so that gaps do not look like unlikeness.
        let is_known = scatter > 1e-9 && pairs >= LEAST_PAIRS;
        let likeness = if is_known { (together / f64::from(pairs)) / (scatter / count) } else { 0.0 };
        Self { mean, spread: (scatter / (count - 1.0)).sqrt(), likeness }
    }

    /// By how many spreads such a day lies above the usual.
    fn above(&self, hardness: f64) -> f64 {
        ((hardness - self.mean) / self.spread.max(LEAST_SPREAD)).min(MOST_OF_ONE_DAY)
    }

    fn threshold(&self) -> f64 {
        THRESHOLD * (1.0 + LIKENESS_RAISE * (self.likeness - LIKENESS_FREE).clamp(0.0, 1.0))
    }
}
