//! What a day holds, in which order, and what is never in it.

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::meeting::tests::saturday;
use crate::person::Position;
use crate::routine::sample::{self, KUANTAN, Sky, day, id};
use crate::routine::{
    Mark, MarkState, MarkTarget, PauseOf, PerPrayer, Prayer, PrayerChoice, RoutineItem, Timing, Uzur, What,
};

/// Everything that a person may have, so that a test can change one thing of it.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    pub(crate) religion: bool,
    pub(crate) prayers: PrayerSettings,
    pub(crate) items: Vec<(RoutineItemId, RoutineItem)>,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) meetings: Vec<(MeetingId, Meeting)>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) replies: Vec<MeetingReply>,
    pub(crate) trainings: Vec<(TrainingId, Training)>,
    pub(crate) check_in: Option<CheckInTime>,
    pub(crate) check_ins: Vec<CheckIn>,
}

impl Life {
    pub(crate) fn sources(&self) -> Sources<'_> {
        Sources {
            religion: self.religion,
            prayers: &self.prayers,
            items: &self.items,
            pauses: &self.pauses,
            meetings: &self.meetings,
            marks: &self.marks,
            replies: &self.replies,
            trainings: &self.trainings,
            check_in: self.check_in,
            check_ins: &self.check_ins,
        }
    }

    fn on(&self, date: &str) -> Vec<AgendaEntry> {
        agenda(day(date), day(date), &self.sources(), &KUANTAN)
    }
}

pub(crate) fn life() -> Life {
    let rest =
        RoutineItem { what: What::Rest, timing: Timing::AnyTime, title: sample::line("Rehat"), ..sample::medicine() };
    Life {
        religion: true,
        prayers: sample::five_prayers(),
        items: vec![(id(1), rest), (id(2), sample::zikir()), (id(3), sample::medicine())],
        pauses: Vec::new(),
        meetings: vec![(id(9), saturday())],
        marks: Vec::new(),
        replies: Vec::new(),
        trainings: Vec::new(),
        check_in: None,
        check_ins: Vec::new(),
    }
}

pub(crate) fn any_life() -> impl Strategy<Value = Life> {
    let items = prop::collection::vec(sample::any_item(), 0..6)
        .prop_map(|items| (0_u8..).map(id).zip(items).collect::<Vec<(RoutineItemId, RoutineItem)>>());
    let meetings = prop::collection::vec((sample::any_days(), sample::any_minute()), 0..3).prop_map(|meetings| {
        let made = meetings.into_iter().map(|(days, minute)| Meeting { days, minute, ..saturday() });
        (20_u8..).map(id).zip(made).collect::<Vec<(MeetingId, Meeting)>>()
    });
    let replies =
        prop::collection::vec((20_u8..23, sample::any_day(), any::<bool>(), any::<i64>()), 0..8).prop_map(|replies| {
            let reply = |(n, date, coming, at_ms)| MeetingReply { meeting: id(n), date, coming, at_ms };
            replies.into_iter().map(reply).collect::<Vec<_>>()
        });
    let marks = prop::collection::vec(sample::any_mark(), 0..20);
    let check_in = prop::option::of((sample::any_timing(), sample::any_wish()));
    let check_in = check_in.prop_map(|time| time.map(|(timing, remind)| CheckInTime { timing, remind }));
    (any::<bool>(), sample::any_settings(), items, meetings, marks, replies, check_in).prop_map(
        |(religion, prayers, items, meetings, marks, replies, check_in)| Life {
            religion,
            prayers,
            items,
            pauses: Vec::new(),
            meetings,
            marks,
            replies,
            trainings: Vec::new(),
            check_in,
            check_ins: Vec::new(),
        },
    )
}

fn targets(entries: &[AgendaEntry]) -> Vec<AgendaTarget> {
    entries.iter().map(|entry| entry.target).collect()
}

fn prayer(prayer: Prayer) -> AgendaTarget {
    AgendaTarget::Prayer { prayer }
}

fn item(n: u8) -> AgendaTarget {
    AgendaTarget::Item { id: id(n) }
}

#[test]
fn a_saturday_is_in_order_of_time_with_the_whole_day_last() {
    let expected = [
        prayer(Prayer::Fajr),
        item(3),
        AgendaTarget::Meeting { id: id(9) },
        prayer(Prayer::Dhuhr),
        prayer(Prayer::Asr),
        prayer(Prayer::Maghrib),
        item(2),
        prayer(Prayer::Isha),
        item(1),
    ];
    assert_eq!(targets(&life().on("2026-03-07")), expected);
    assert_eq!(life().on("2026-03-08").len(), 8, "no meeting on Sunday");
}

#[test]
fn nothing_is_on_before_it_was_chosen() {
    let new = Life { prayers: PrayerSettings::default(), items: Vec::new(), meetings: Vec::new(), ..life() };
    assert_eq!(new.on("2026-03-07"), []);
}

#[test]
fn one_prayer_is_switched_on_alone() {
    let prayers = PerPrayer { isha: PrayerChoice { on: true, ..PrayerChoice::default() }, ..PerPrayer::default() };
    let prayers = PrayerSettings { prayers, ..PrayerSettings::default() };
    let life = Life { prayers, items: Vec::new(), ..life() };
    assert_eq!(targets(&life.on("2026-03-08")), [prayer(Prayer::Isha)]);
}

#[test]
fn uzur_takes_prayers_and_sunat_away_and_leaves_the_rest() {
    let mut life = life();
    life.prayers.uzur = Some(Uzur { from: day("2026-03-07"), until: Some(day("2026-03-08")) });
    life.items.push((id(4), RoutineItem { what: What::Sunat, ..sample::zikir() }));
    assert_eq!(targets(&life.on("2026-03-08")), [item(3), item(2), item(1)]);
    assert_eq!(life.on("2026-03-09").len(), 9);
}

#[test]
fn what_rests_is_absent_and_leaves_no_mark() {
    let mut life = life();
    life.items[2].1.paused = true;
    assert!(!targets(&life.on("2026-03-08")).contains(&item(3)));
}

#[test]
fn the_days_of_every_pause_stay_days_of_rest() {
    let mut life = life();
    let pause = |of, days: &str| Pause { of, days: days.parse().expect("days") };
    life.pauses = vec![
        pause(PauseOf::Prayers, "2026-03-02/2026-03-03"),
        pause(PauseOf::Prayers, "2026-03-09/"),
        pause(PauseOf::Item(id(3)), "2026-03-04/2026-03-05"),
    ];
    let on = |date: &str| targets(&life.on(date));
    let rest = [item(3), item(2), item(1)];
    assert_eq!([on("2026-03-02"), on("2026-03-03"), on("2026-03-10")], [rest; 3], "the second leaves the first");
    assert_eq!([on("2026-03-01").len(), on("2026-03-08").len()], [8, 8]);
    assert!(!on("2026-03-04").contains(&item(3)) && !on("2026-03-05").contains(&item(3)));
    assert!(on("2026-03-03").contains(&item(3)) && on("2026-03-06").contains(&item(3)));
}

#[test]
fn an_entry_says_what_was_said_last() {
    let mut life = life();
    let mark = |target, state, count, at_ms| Mark { target, date: day("2026-03-08"), state, count, at_ms };
    let zikir = MarkTarget::Item { id: id(2) };
    let asr = MarkTarget::Prayer { prayer: Prayer::Asr };
    life.marks.extend([
        mark(zikir, MarkState::Begun, Some(33), 2),
        mark(zikir, MarkState::Later, None, 1),
        mark(asr, MarkState::Done, None, 1),
    ]);
    let said = |life: &Life, date: &str, target| {
        life.on(date).into_iter().find(|entry| entry.target == target).map(|entry| (entry.state, entry.count))
    };
    assert_eq!(said(&life, "2026-03-08", item(2)), Some((AgendaState::Begun, Some(33))));
    assert_eq!(said(&life, "2026-03-08", prayer(Prayer::Asr)), Some((AgendaState::Done, None)));
    assert_eq!(said(&life, "2026-03-09", prayer(Prayer::Asr)), Some((AgendaState::Open, None)));
    life.replies.push(MeetingReply { meeting: id(9), date: day("2026-03-14"), coming: false, at_ms: 1 });
    let meeting = AgendaTarget::Meeting { id: id(9) };
    assert_eq!(said(&life, "2026-03-14", meeting), Some((AgendaState::NotComing, None)));
    assert_eq!(said(&life, "2026-03-07", meeting), Some((AgendaState::Open, None)));
}

#[test]
fn at_the_same_time_the_order_is_the_persons_own() {
    let [first, second] = [Position::first(), Position::first().after()];
    let at = |pos| RoutineItem { pos, ..sample::medicine() };
    let life = Life { items: vec![(id(1), at(second)), (id(2), at(first.clone())), (id(3), at(first))], ..life() };
    let items: Vec<_> = targets(&life.on("2026-03-08")).into_iter().filter(|t| t.to_mark().is_some()).collect();
    assert_eq!(items[1..4], [item(2), item(3), item(1)]);
}

#[test]
fn without_a_place_what_follows_the_sun_has_the_whole_day() {
    let sky = Sky { placed: false, ..KUANTAN };
    let entries = agenda(day("2026-03-08"), day("2026-03-08"), &life().sources(), &sky);
    assert_eq!(entries.iter().filter(|entry| entry.at.is_none()).count(), 7);
}

#[test]
fn the_29_february_is_a_day_like_any_other() {
    let mut life = life();
    life.items[2].1.days =
        crate::routine::Days { repeat: "monthly 31".parse().expect("a repeat"), ..sample::daily("2028-01-31") };
    let has = |date: &str| targets(&life.on(date)).contains(&item(3));
    assert_eq!(["2028-02-28", "2028-02-29", "2028-03-01", "2028-03-31"].map(has), [false, true, false, true]);
    let days = agenda(day("2028-02-28"), day("2028-03-01"), &life.sources(), &KUANTAN);
    let mut dates: Vec<String> = days.iter().map(|entry| entry.date.to_string()).collect();
    dates.dedup();
    assert_eq!(dates, ["2028-02-28", "2028-02-29", "2028-03-01"]);
}

#[test]
fn a_wrong_date_does_not_ask_for_all_of_time() {
    assert!(agenda(NaiveDate::MIN, NaiveDate::MAX, &life().sources(), &KUANTAN).len() <= 400 * 9);
    let _ = agenda(NaiveDate::MAX, NaiveDate::MAX, &life().sources(), &KUANTAN);
    assert_eq!(agenda(day("2026-03-08"), day("2026-03-07"), &life().sources(), &KUANTAN), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_month_is_its_days_one_after_another(life in any_life(), first in sample::any_day()) {
        let last = first + TimeDelta::days(30);
        let month = agenda(first, last, &life.sources(), &KUANTAN);
        let days = first.iter_days().take(31);
        let one_by_one: Vec<_> = days.flat_map(|date| agenda(date, date, &life.sources(), &KUANTAN)).collect();
        prop_assert_eq!(month, one_by_one);
    }

    #[test]
    fn the_order_does_not_depend_on_that_of_the_sources(life in any_life(), date in sample::any_day()) {
        let mut turned = life.clone();
        turned.items.reverse();
        turned.meetings.reverse();
        turned.marks.reverse();
        turned.replies.reverse();
        let of = |life: &Life| agenda(date, date, &life.sources(), &KUANTAN);
        prop_assert_eq!(of(&life), of(&turned));
        let mut targets = targets(&of(&life));
        let count = targets.len();
        targets.sort();
        targets.dedup();
        prop_assert_eq!(targets.len(), count, "each at most once");
    }

    #[test]
    fn without_religious_content_nothing_of_it_is_there(life in any_life(), date in sample::any_day()) {
        let life = Life { religion: false, ..life };
        for entry in agenda(date, date, &life.sources(), &KUANTAN) {
            let is_religious = match entry.target {
                AgendaTarget::Prayer { .. } => true,
                AgendaTarget::Meeting { .. } => false,
                AgendaTarget::Item { id } => life.items.iter().any(|(of, item)| *of == id && item.what.is_religious()),
            };
            prop_assert!(!is_religious);
        }
    }
}
