//! What the early sign notices, what it leaves alone, and how often it is wrong.

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::bounded::Level;
use crate::routine::sample::day;
use crate::time::MinuteOfDay;

/// Numbers that are the same on every machine: SplitMix64 by Sebastiano Vigna, public domain.
struct Chance(u64);

impl Chance {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// From 0 to 1, both outside.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn share(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Normal, by Box and Muller.
    fn normal(&mut self) -> f64 {
        (-2.0 * self.share().ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }
}

/// Where the hidden state of each question is cut into the five answers: heaviness spread evenly, craving mostly low,
/// energy a little to the high side.
const CUTS: [[f64; 4]; 3] = [[-1.5, -0.5, 0.5, 1.5], [-0.25, 0.5, 1.2, 1.9], [-1.3, -0.4, 0.6, 1.6]];

/// A lasting shift by one standard deviation of one question's hidden state from a day on.
#[derive(Clone, Copy)]
struct Shift {
    question: usize,
    from: usize,
}

fn first_day() -> NaiveDate {
    day("2025-01-01")
}

/// Daily check-ins whose hidden states follow an autoregression of the first order.
fn life(chance: &mut Chance, days: usize, likeness: f64, shift: Option<Shift>) -> Vec<CheckIn> {
    let mut hidden: [f64; 3] = std::array::from_fn(|_| chance.normal());
    let noise = (1.0 - likeness * likeness).sqrt();
    let mut made = Vec::with_capacity(days);
    for (at, date) in first_day().iter_days().take(days).enumerate() {
        let mut check_in = CheckIn::at_moment(date, MinuteOfDay::MIDNIGHT);
        for question in 0..3 {
            hidden[question] = likeness * hidden[question] + noise * chance.normal();
            let moved = shift.is_some_and(|shift| shift.question == question && at >= shift.from);
            let state = hidden[question] + if moved { 1.0 } else { 0.0 };
            let hard = 1 + CUTS[question].iter().filter(|cut| state > **cut).count();
            let level = if question == 2 { 6 - hard } else { hard };
            let level = i64::try_from(level).ok().and_then(|level| Level::try_from(level).ok());
            match question {
                0 => check_in.heaviness = level,
                1 => check_in.craving = level,
                _ => check_in.energy = level,
            }
        }
        made.push(check_in);
    }
    made
}

/// From this day on, a sign is judged.
const JUDGED_FROM: usize = 70;
const HALF_A_YEAR: usize = 26 * 7;

fn place(sign: &Sign) -> usize {
    usize::try_from((sign.date - first_day()).num_days()).expect("a sign is not before the first day")
}

/// How many signs come in 26 weeks in which nothing changes, on average.
#[expect(clippy::cast_precision_loss, reason = "a few thousand runs fit")]
fn false_signs(seed: u64, runs: usize, likeness: f64) -> f64 {
    let mut chance = Chance(seed);
    let of_a_run = |chance: &mut Chance| {
        let made = life(chance, JUDGED_FROM + HALF_A_YEAR, likeness, None);
        signs(&made).iter().filter(|sign| place(sign) >= JUDGED_FROM).count()
    };
    (0..runs).map(|_| of_a_run(&mut chance)).sum::<usize>() as f64 / runs as f64
}

/// In which share of runs a shift of one question, on a day of the 26 weeks, is told of this question within 14
/// check-ins.
#[expect(clippy::cast_precision_loss, reason = "a few thousand runs fit")]
fn noticed(seed: u64, runs: usize, question: usize) -> f64 {
    let mut chance = Chance(seed);
    let is_noticed = |chance: &mut Chance| {
        let from = JUDGED_FROM + usize::try_from(chance.next() % HALF_A_YEAR as u64).expect("half a year fits");
        let made = life(chance, from + 14, 0.0, Some(Shift { question, from }));
        signs(&made).iter().any(|sign| place(sign) >= from && sign.question == Question::ALL[question])
    };
    (0..runs).filter(|_| is_noticed(&mut chance)).count() as f64 / runs as f64
}

#[test]
fn it_is_seldom_wrong_and_soon_right() {
    let runs: usize = std::env::var("UKHWAH_SIGN_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(400);
    let independent = false_signs(1, runs, 0.0);
    let alike = false_signs(2, runs, 0.4);
    let noticed = [3, 4, 5].map(|seed| noticed(seed, runs, usize::try_from(seed - 3).expect("0 to 2")));
    println!("{runs} runs; false signs in 26 weeks: {independent:.3} independent, {alike:.3} at 0.4");
    println!(
        "noticed within 14 check-ins: heaviness {:.3}, craving {:.3}, energy {:.3}",
        noticed[0], noticed[1], noticed[2]
    );
    assert!(independent <= 1.0, "{independent}");
    assert!(alike <= 1.5, "{alike}");
    assert!(noticed.iter().sum::<f64>() / 3.0 >= 0.8, "{noticed:?}");
}

/// Heaviness day by day from the first day on; nothing where there is none.
fn heavy(levels: &[Option<i64>]) -> Vec<CheckIn> {
    let made = first_day().iter_days().zip(levels).filter_map(|(date, level)| {
        let level = Level::try_from((*level)?).ok();
        Some(CheckIn { heaviness: level, ..CheckIn::at_moment(date, MinuteOfDay::MIDNIGHT) })
    });
    made.collect()
}

fn repeated(pattern: &[i64], days: usize) -> Vec<Option<i64>> {
    pattern.iter().cycle().take(days).map(|level| Some(*level)).collect()
}

#[test]
fn a_harder_week_is_told_with_the_days_it_rests_on() {
    let levels = [repeated(&[2, 3, 2, 1], 80), repeated(&[4, 5], 8)].concat();
    let signs = signs(&heavy(&levels));
    assert_eq!(signs.len(), 1, "{signs:?}");
    let shift = first_day() + TimeDelta::days(80);
    assert_eq!((signs[0].question, signs[0].since()), (Question::Heaviness, shift));
    assert!(signs[0].days.iter().all(|day| *day >= shift && *day <= signs[0].date));
}

#[test]
fn an_easier_time_is_no_sign() {
    assert_eq!(signs(&heavy(&[repeated(&[4, 3, 4, 5], 80), repeated(&[1], 30)].concat())), []);
    let energy = |check_ins: Vec<CheckIn>| -> Vec<CheckIn> {
        let turned = |made: CheckIn| CheckIn { energy: made.heaviness, heaviness: None, ..made };
        check_ins.into_iter().map(turned).collect()
    };
    assert_eq!(signs(&energy(heavy(&[repeated(&[2, 3], 80), repeated(&[5], 30)].concat()))), []);
    let weary = signs(&energy(heavy(&[repeated(&[4, 3], 80), repeated(&[1], 8)].concat())));
    assert_eq!(weary.first().map(|sign| sign.question), Some(Question::Energy));
}

#[test]
fn nothing_is_said_before_28_check_ins() {
    for usual in 0..28 {
        assert_eq!(signs(&heavy(&[repeated(&[1, 2], usual), repeated(&[5], 27 - usual.min(27))].concat())), []);
    }
}

#[test]
fn one_bad_day_is_no_sign() {
    assert_eq!(signs(&heavy(&[repeated(&[1], 90), repeated(&[5], 1), repeated(&[1], 30)].concat())), []);
}

#[test]
fn days_all_alike_have_a_spread_too() {
    let one_step = signs(&heavy(&[repeated(&[2], 90), repeated(&[3], 10)].concat()));
    assert_eq!(one_step.len(), 1, "a lasting step is told once a week, and not at once");
    assert!(one_step[0].days.len() >= 3);
    assert_eq!(signs(&heavy(&repeated(&[2], 200))), []);
}

#[test]
fn there_is_at_most_one_sign_a_week_over_all_questions() {
    let levels = [repeated(&[1, 2], 80), repeated(&[5], 60)].concat();
    let mut made = heavy(&levels);
    for check_in in &mut made {
        check_in.craving = check_in.heaviness;
    }
    let signs = signs(&made);
    assert!(signs.len() > 1);
    assert!(signs.windows(2).all(|pair| pair[1].date - pair[0].date >= TimeDelta::days(7)), "{signs:?}");
}

#[test]
fn after_a_long_silence_the_count_begins_anew() {
    let few = || repeated(&[5], 3);
    let usual = || repeated(&[1, 2], 80);
    let silent = [usual(), few(), vec![None; 20], few()].concat();
    assert_eq!(signs(&heavy(&silent)), []);
    assert_eq!(signs(&heavy(&[usual(), few(), vec![None; 10], few()].concat())).len(), 1);
}

#[test]
fn several_check_ins_of_a_day_count_as_one_day_in_any_order() {
    let levels = [repeated(&[2, 3, 2, 1], 80), repeated(&[4, 5], 8)].concat();
    let once = heavy(&levels);
    let mut twice: Vec<CheckIn> = once.iter().chain(&once).cloned().collect();
    twice.reverse();
    assert_eq!(signs(&twice), signs(&once));
}

#[test]
fn where_days_resemble_each_other_more_must_come_together() {
    // The same answers, in turn and in long waves: the same mean and the same spread.
    let harder = || repeated(&[4], 6);
    assert_eq!(signs(&heavy(&[repeated(&[2, 3, 3, 2], 120), harder()].concat())).len(), 1);
    assert_eq!(signs(&heavy(&[repeated(&[2, 2, 2, 2, 2, 3, 3, 3, 3, 3], 120), harder()].concat())), []);
}

proptest! {
    #[test]
    fn whatever_was_answered_signs_keep_to_their_rules(
        levels in proptest::collection::vec(proptest::option::weighted(0.8, 1_i64..=5), 0..300),
        seed: u64,
    ) {
        let mut made = heavy(&levels);
        for check_in in &mut made {
            check_in.craving = check_in.heaviness.filter(|level| level.get() > 2);
        }
        let told = signs(&made);
        for sign in &told {
            prop_assert!(!sign.days.is_empty() && sign.days.is_sorted());
            prop_assert!(sign.days.iter().all(|day| *day <= sign.date && made.iter().any(|one| one.date == *day)));
            prop_assert!(made.iter().filter(|one| one.date <= sign.date).count() >= LEAST_CHECK_INS);
        }
        prop_assert!(told.windows(2).all(|pair| pair[1].date - pair[0].date >= TimeDelta::days(SIGN_EVERY)));
        // In whatever order another device has them.
        let mut chance = Chance(seed);
        made.sort_by_cached_key(|_| chance.next());
        prop_assert_eq!(signs(&made), told);
    }
}
