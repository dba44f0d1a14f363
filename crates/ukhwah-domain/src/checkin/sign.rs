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

/// A day this many spreads above the usual adds nothing yet.
const ALLOWANCE: f64 = 0.25;

/// Half of a shift of one spread: with it the run begins most likely where the change did.
const HALF_A_SHIFT: f64 = 0.5;

/// So much must have come together, in spreads.
const THRESHOLD: f64 = 7.5;

/// The answered days of one change. It keeps a small error in the usual from adding up for ever.
const LONGEST_RUN: usize = 15;

/// Likeness of one day to the next from which on the threshold is raised, and by how much for each unit of it.
const LIKENESS_FREE: f64 = 0.15;
const LIKENESS_RAISE: f64 = 3.5;

/// The smallest spread, in steps of the answer: someone whose days are all alike is not told of every other step.
const LEAST_SPREAD: f64 = 0.5;

/// The most that one day can count, so that a single very bad day is no sign.
const MOST_OF_ONE_DAY: f64 = 3.0;

/// Days without any answer after which the count begins anew.
const LONGEST_SILENCE: i64 = 14;

/// At most one sign in so many days, all questions together.
const SIGN_EVERY: i64 = 7;

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
    let days = by_day(check_ins);
    let mut series = Question::ALL.map(Series::new);
    let (mut signs, mut made) = (Vec::<Sign>::new(), 0);
    for (date, day) in days {
        made += day.made;
        for (at, series) in series.iter_mut().enumerate() {
            if let Some(hardness) = day.mean(at) {
                series.add(date, hardness);
            }
        }
        let is_quiet = signs.last().is_some_and(|last| date - last.date < TimeDelta::days(SIGN_EVERY));
        if made < LEAST_CHECK_INS || is_quiet {
            continue;
        }
        let clearest = series.iter().filter_map(|series| series.excess(date).map(|excess| (excess, series)));
        if let Some((_, clearest)) = clearest.max_by(|a, b| a.0.total_cmp(&b.0)) {
            signs.push(Sign { date, question: clearest.question, days: clearest.days_of_run() });
            // The person has been told: the count begins anew.
            series.iter_mut().for_each(Series::begin_anew);
        }
    }
    signs
}

/// The answers of one day.
#[derive(Clone, Copy, Default)]
struct Day {
    made: usize,
    sums: [(f64, u32); 3],
}

impl Day {
    fn mean(&self, at: usize) -> Option<f64> {
        let (sum, count) = self.sums[at];
        (count > 0).then(|| sum / f64::from(count))
    }
}

/// How hard each day was, question by question: several check-ins of a day count as their mean.
fn by_day<'c>(check_ins: impl IntoIterator<Item = &'c CheckIn>) -> BTreeMap<NaiveDate, Day> {
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for check_in in check_ins {
        let day = days.entry(check_in.date).or_default();
        day.made += 1;
        for (at, question) in Question::ALL.into_iter().enumerate() {
            if let Some(level) = check_in.answer(question) {
                let level = f64::from(level.get());
                day.sums[at].0 += if question.is_harder_when_higher() { level } else { 6.0 - level };
                day.sums[at].1 += 1;
            }
        }
    }
    days
}

/// The answered days of one question, with running sums, so that each day costs the same.
struct Series {
    question: Question,
    days: Vec<(NaiveDate, Sums)>,
    /// The first day of the usual, and the first one after it.
    usual: (usize, usize),
    run: VecDeque<(NaiveDate, f64)>,
    threshold: f64,
}

/// Sums over all days up to one, and over the pairs of days that follow each other.
#[derive(Clone, Copy, Default)]
struct Sums {
    hardness: f64,
    all: [f64; 3],
    pairs: [f64; 4],
}

impl Series {
    const fn new(question: Question) -> Self {
        Self { question, days: Vec::new(), usual: (0, 0), run: VecDeque::new(), threshold: THRESHOLD }
    }

    fn begin_anew(&mut self) {
        self.run.clear();
    }

    fn add(&mut self, date: NaiveDate, hardness: f64) {
        let before = self.days.last().copied();
        let mut sums = before.map(|(_, sums)| sums).unwrap_or_default();
        if let Some((_, last)) = before.filter(|(day, _)| date - *day == TimeDelta::days(1)) {
            let pair = [1.0, last.hardness * hardness, last.hardness, hardness];
            sums.pairs = std::array::from_fn(|at| sums.pairs[at] + pair[at]);
        }
        if before.is_some_and(|(day, _)| date - day > TimeDelta::days(LONGEST_SILENCE)) {
            self.run.clear();
        }
        let all = [1.0, hardness, hardness * hardness];
        sums.all = std::array::from_fn(|at| sums.all[at] + all[at]);
        sums.hardness = hardness;
        self.days.push((date, sums));
        let Some(usual) = self.usual(date) else { return };
        self.threshold = usual.threshold();
        let above = (hardness - usual.mean) / usual.spread.max(LEAST_SPREAD);
        self.run.push_back((date, above.min(MOST_OF_ONE_DAY)));
        if self.run.len() > LONGEST_RUN {
            self.run.pop_front();
        }
    }

    /// What was usual before this day, if there are enough days to say so.
    fn usual(&mut self, date: NaiveDate) -> Option<Usual> {
        let last = date - TimeDelta::days(BASELINE_GAP);
        let first = last - TimeDelta::days(BASELINE_DAYS - 1);
        while self.days.get(self.usual.0).is_some_and(|(day, _)| *day < first) {
            self.usual.0 += 1;
        }
        while self.days.get(self.usual.1).is_some_and(|(day, _)| *day <= last) {
            self.usual.1 += 1;
        }
        let (from, to) = self.usual;
        if to < from + LEAST_CHECK_INS {
            return None;
        }
        Some(Usual::between(from.checked_sub(1).map(|at| &self.days[at].1), &self.days[to - 1].1))
    }

    /// The last days that have come together most, how much and how many, with so much taken off each.
    fn best(&self, allowance: f64) -> (f64, usize) {
        let (mut sum, mut best) = (0.0, (0.0, 0));
        for (length, (_, above)) in self.run.iter().rev().enumerate() {
            sum += above - allowance;
            if sum > best.0 {
                best = (sum, length + 1);
            }
        }
        best
    }

    /// By how much the threshold is passed on this day, if it is.
    fn excess(&self, date: NaiveDate) -> Option<f64> {
        let is_answered = self.run.back().is_some_and(|(day, _)| *day == date);
        let (sum, _) = self.best(ALLOWANCE);
        (is_answered && sum > self.threshold).then_some(sum / self.threshold)
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
    likeness: f64,
}

impl Usual {
    fn between(before: Option<&Sums>, last: &Sums) -> Self {
        let before = before.copied().unwrap_or_default();
        let [count, sum, squares] = std::array::from_fn(|at| last.all[at] - before.all[at]);
        let [pairs, products, firsts, seconds] = std::array::from_fn(|at| last.pairs[at] - before.pairs[at]);
        let mean = sum / count;
        let scatter = (squares - count * mean * mean).max(0.0);
        let together = products - mean * (firsts + seconds) + pairs * mean * mean;
        // Each kind of scatter by the number of its days, so that gaps do not look like unlikeness.
        let is_scattered = scatter > 1e-9 && pairs > 0.0;
        let likeness = if is_scattered { (together / pairs) / (scatter / count) } else { 0.0 };
        Self { mean, spread: (scatter / (count - 1.0)).sqrt(), likeness }
    }

    fn threshold(&self) -> f64 {
        THRESHOLD * (1.0 + LIKENESS_RAISE * (self.likeness - LIKENESS_FREE).clamp(0.0, 1.0))
    }
}
