//! What the card shows, once, and what it remembers.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::routine::Sound;

const MINUTE: i64 = 60_000;

fn due(minute: i64) -> DueReminder {
    DueReminder {
        id: format!("fajr/{minute}").into(),
        at_ms: minute * MINUTE,
        latest_ms: (minute + 10) * MINUTE,
        title: "Peringatan".to_owned(),
        body: String::new(),
        sound: Sound::Chime,
        missed_ms: None,
    }
}

fn card(minutes: &[i64]) -> ReminderCard {
    ReminderCard { due: minutes.iter().map(|at| due(*at)).collect(), ..ReminderCard::default() }
}

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(minute * MINUTE).expect("in range")
}

fn outcomes(card: &ReminderCard) -> Vec<Outcome> {
    card.log.iter().map(|delivery| delivery.outcome).collect()
}

#[test]
fn what_is_due_is_shown_once_in_order() {
    let mut card = card(&[120, 100, 99]);
    assert_eq!(card.next_ms(), Some(99 * MINUTE));
    let shown: Vec<_> = card.take_due(at(100)).into_iter().map(|taken| taken.reminder.at_ms / MINUTE).collect();
    assert_eq!(shown, [99, 100]);
    assert_eq!(card.take_due(at(100)), []);
    assert_eq!((card.due.len(), card.log.len()), (1, 2));
}

#[test]
fn what_is_late_makes_no_sound_and_what_is_too_late_is_not_shown() {
    let mut card = card(&[80, 90, 99, 100]);
    let taken = card.take_due(at(100));
    let shown: Vec<_> = taken.iter().map(|taken| (taken.once_shown, taken.reminder.sound)).collect();
    let on_time = (Outcome::Delivered, Sound::Chime);
    assert_eq!(shown, [(Outcome::Late, Sound::Silent), on_time, on_time]);
    for taken in &taken {
        card.record(&taken.reminder, taken.once_shown);
    }
    assert_eq!(outcomes(&card), [Outcome::Missed, Outcome::Late, Outcome::Delivered, Outcome::Delivered]);
}

#[test]
fn what_was_not_confirmed_has_failed() {
    let mut card = card(&[100]);
    card.take_due(at(100));
    let card = ReminderCard::parse(&card.to_bytes()).expect("a card");
    assert_eq!(outcomes(&card), [Outcome::Failed]);
}

#[test]
fn a_new_plan_replaces_the_old_one_and_nothing_that_happened() {
    let mut card = card(&[100, 110, 120]);
    card.take_due(at(100));
    card.replace_plan(vec![due(100), due(115), due(120), due(120)], at(112));
    let minutes: Vec<_> = card.due.iter().map(|reminder| reminder.at_ms / MINUTE).collect();
    assert_eq!(minutes, [110, 115, 120], "110 is due and not taken yet");
    assert_eq!(card.log.len(), 1);
}

#[test]
fn what_was_shown_does_not_come_again_when_the_clock_goes_back() {
    let mut card = card(&[100]);
    assert_eq!(card.take_due(at(100)).len(), 1);
    card.replace_plan(vec![due(100), due(130)], at(40));
    assert_eq!(card.take_due(at(101)), []);
    assert_eq!(card.take_due(at(130)).len(), 1);
}

/// The reminder due at a minute, moved to another one.
fn moved(minute: i64, to: i64) -> DueReminder {
    DueReminder { id: due(minute).id, ..due(to) }
}

#[test]
fn what_was_shown_comes_again_only_if_it_has_moved_far() {
    let mut card = card(&[100]);
    let taken = card.take_due(at(100));
    card.record(&taken[0].reminder, Outcome::Delivered);
    card.replace_plan(vec![moved(100, 115)], at(101));
    assert_eq!(card.due, [], "it was corrected");
    card.replace_plan(vec![moved(100, 160)], at(101));
    let taken = card.take_due(at(160));
    card.record(&taken[0].reminder, Outcome::Late);
    assert_eq!(outcomes(&card), [Outcome::Delivered, Outcome::Late]);
    card.replace_plan(vec![due(100), moved(100, 160)], at(40));
    assert_eq!(card.due, [], "nor do both when the clock goes back");
}

#[test]
fn what_was_missed_and_has_moved_is_still_to_come() {
    let mut card = card(&[100]);
    card.take_due(at(150));
    card.replace_plan(vec![moved(100, 160)], at(150));
    assert_eq!((card.log.len(), card.due.len()), (0, 1));
    card.take_due(at(90));
    assert_eq!(card.due, [moved(100, 160)], "the old moment is gone");
}

#[test]
fn what_was_missed_by_a_clock_that_was_ahead_still_comes() {
    let mut card = card(&[100, 200]);
    assert_eq!(card.take_due(at(1_000_000)), []);
    assert_eq!(outcomes(&card), [Outcome::Missed; 2]);
    card.replace_plan(vec![due(100), due(200)], at(90));
    assert_eq!(card.log, []);
    assert_eq!(card.take_due(at(100)).len(), 1);
}

#[test]
fn a_clock_that_was_ahead_leaves_the_plan_as_it_was_without_a_new_one() {
    let mut card = card(&[100, 200]);
    let before = card.clone();
    assert_eq!(card.take_due(at(1_000_000)), []);
    assert_eq!((card.next_ms(), card.has_due(at(1_000_000))), (None, false), "there is nothing to wait for");
    let mut card = ReminderCard::parse(&card.to_bytes()).expect("a card");
    assert!(card.has_due(at(90)), "the clock has gone back");
    assert_eq!(card.take_due(at(90)), []);
    assert_eq!(card, before);
    assert_eq!(card.take_due(at(100)).len(), 1);
}

#[test]
fn what_still_helps_when_the_clock_goes_back_comes_late() {
    let mut card = card(&[100]);
    card.take_due(at(5000));
    assert!(!card.has_due(at(111)), "it would have been missed by a clock that is right too");
    let taken = card.take_due(at(108));
    assert_eq!((taken.len(), taken[0].once_shown), (1, Outcome::Late));
    assert_eq!((card.due.len(), card.log.len()), (0, 1));
}

#[test]
fn what_was_missed_outlives_a_new_plan_and_its_words_do_not() {
    let mut card = card(&[100, 110]);
    card.take_due(at(5000));
    card.replace_plan(vec![due(5001)], at(5000));
    let taken = card.take_due(at(110));
    assert_eq!(taken.iter().map(|taken| taken.reminder.at_ms / MINUTE).collect::<Vec<_>>(), [100, 110]);
    assert!(taken.iter().all(|taken| taken.reminder.title.is_empty()));
    assert_eq!(card.next_ms(), Some(5001 * MINUTE));
}

#[test]
fn a_gap_is_there_once_the_plan_has_ended_and_gone_if_the_clock_was_ahead() {
    let mut card = card(&[100]);
    assert_eq!(card.ended(at(5000)), None, "an older app did not say");
    card.span = Some(PlanSpan { until_ms: 300 * MINUTE, zone: None });
    assert_eq!((card.ended(at(300)), card.ended(at(301))), (None, Some(at(300))));
    card.note_gap(at(300), at(5000));
    card.replace_plan(Vec::new(), at(5000));
    assert!(card.log[0].id.is_gap());
    card.replace_plan(Vec::new(), at(50));
    assert_eq!(card.log, []);
}

#[test]
fn another_time_zone_is_told_of_once_and_summer_time_is_none() {
    let week = 7 * 24 * 60;
    let summer = |at_ms: i64| if at_ms < 300 * MINUTE { 0 } else { 3600 };
    let mut card = card(&[week]);
    assert!(!card.tell_of_zone(|_| 0), "an older app did not say");
    card.span = Some(PlanSpan::in_zone((week + 100) * MINUTE, summer));
    assert!(!card.tell_of_zone(summer));
    assert!(card.tell_of_zone(|_| 0));
    let mut card = ReminderCard::parse(&card.to_bytes()).expect("a card");
    assert!(!card.tell_of_zone(|_| 7200), "once for a plan");
    card.span = Some(PlanSpan::in_zone((week + 100) * MINUTE, summer));
    card.due.clear();
    assert!(!card.tell_of_zone(|_| 0), "nothing waits that could come at another time");
}

#[test]
fn of_what_was_missed_the_latest_is_kept() {
    let mut card = card(&(0..700).collect::<Vec<_>>());
    card.take_due(at(10_000));
    card.take_due(at(500));
    assert_eq!(card.next_ms(), Some(501 * MINUTE), "from 500 on they are kept, and 500 was due");
    assert_eq!(card.due.len(), 199);
}

#[test]
fn a_test_that_was_missed_does_not_come_later() {
    let mut card = card(&[]);
    test(&mut card, 0);
    card.take_due(at(5000));
    assert_eq!((card.due.len(), card.take_due(at(2)).len()), (0, 0));
    assert_eq!(card.test_verdict(at(2)), Some(TestVerdict::Missed));
}

#[test]
fn what_was_really_missed_is_not_replayed() {
    let mut card = card(&[100]);
    card.take_due(at(200));
    card.replace_plan(vec![due(100)], at(201));
    assert_eq!((card.take_due(at(202)).len(), outcomes(&card)), (0, vec![Outcome::Missed]));
}

#[test]
fn the_log_keeps_the_latest() {
    let mut card = card(&(0..700).collect::<Vec<_>>());
    card.take_due(at(10_000));
    assert_eq!((card.log.len(), card.log[0].at_ms), (500, 200 * MINUTE));
}

#[test]
fn a_wrong_clock_breaks_nothing() {
    let mut card = card(&[100]);
    card.due.push(DueReminder { at_ms: i64::MIN, latest_ms: i64::MIN, id: "x".to_owned().into(), ..due(1) });
    assert_eq!(card.take_due(DateTime::<Utc>::MAX_UTC), []);
    assert_eq!(card.log.len(), 2);
    card.begin_test(DateTime::<Utc>::MAX_UTC, String::new(), String::new(), Sound::Chime);
    let _ = card.test_verdict(DateTime::<Utc>::MIN_UTC);
}

#[test]
fn a_card_comes_back_and_survives_what_it_does_not_know() {
    let mut card = card(&[1, 2]);
    card.take_due(at(1));
    assert_eq!(ReminderCard::parse(&card.to_bytes()).ok(), Some(card));
    let newer = br#"{"format":2,"due":[{"at_ms":"soon"},{"id":"a","at_ms":5,"latest_ms":6,"title":"Masa","more":1}],
        "log":7,"span":"a week"}"#;
    let read = ReminderCard::parse(newer).expect("a card");
    assert_eq!((read.due.len(), read.log.len()), (1, 0));
    assert!(ReminderCard::parse(b"{}").is_err());
}

/// A card of format 1. Never edit it: apps that are out there wrote this.
const FORMAT_1: &str = r#"{"format":1,"due":[{"id":"fajr/2026-03-07/0","at_ms":1772834040000,"latest_ms":1772834640000,"title":"Peringatan","body":"5:54 pagi","sound":"chime"}],"log":[{"id":"isha/2026-03-06/0","at_ms":1772800000000,"seen_ms":1772800012000,"outcome":"delivered","title":"Peringatan","body":""}]}"#;

#[test]
fn a_card_of_format_1_is_read_and_written_alike() {
    let card = ReminderCard::parse(FORMAT_1.as_bytes()).expect("a card");
    assert_eq!((card.due.len(), outcomes(&card)), (1, vec![Outcome::Delivered]));
    assert_eq!(String::from_utf8(card.to_bytes()).expect("JSON is UTF-8"), FORMAT_1);
}

fn test(card: &mut ReminderCard, minute: i64) {
    card.begin_test(at(minute), "Peringatan".to_owned(), String::new(), Sound::Chime);
}

#[test]
fn a_test_comes_in_two_minutes_and_its_verdict_is_honest() {
    let mut card = card(&[]);
    assert_eq!(card.test_verdict(at(0)), None);
    test(&mut card, 0);
    assert_eq!(card.test_verdict(at(1)), Some(TestVerdict::Waiting { seconds: 60 }));
    card.replace_plan(vec![due(500)], at(1));
    let now = at(2) + TimeDelta::seconds(9);
    let taken = card.take_due(now);
    assert_eq!((taken.len(), card.test_verdict(now)), (1, Some(TestVerdict::Failed { sound: None })));
    card.record(&taken[0].reminder, taken[0].once_shown);
    card.record_sound(&taken[0].reminder, SoundOutcome::NoDevice);
    let sound = Some(SoundOutcome::NoDevice);
    assert_eq!(card.test_verdict(now), Some(TestVerdict::Delivered { after: 9, sound }));
    let card = ReminderCard::parse(&card.to_bytes()).expect("a card");
    assert_eq!(card.log[0].sound, sound, "it is kept");
}

#[test]
fn a_test_can_be_late_or_missed() {
    let mut late = card(&[]);
    test(&mut late, 0);
    let taken = late.take_due(at(5));
    late.record(&taken[0].reminder, taken[0].once_shown);
    assert_eq!(late.test_verdict(at(5)), Some(TestVerdict::Late { after: 180 }));
    let mut missed = card(&[]);
    test(&mut missed, 0);
    assert_eq!(missed.test_verdict(at(60)), Some(TestVerdict::Missed), "nothing took it");
    assert_eq!(missed.take_due(at(60)), []);
    assert_eq!(missed.test_verdict(at(61)), Some(TestVerdict::Missed));
    test(&mut missed, 61);
    assert_eq!(missed.test_verdict(at(61)), Some(TestVerdict::Waiting { seconds: 120 }));
    test(&mut missed, 62);
    assert_eq!(missed.due.len(), 1, "a second test takes the place of the first");
}

/// What happens to a card: the clock is set to a minute; then due reminders are taken, or a new plan is made.
#[derive(Clone, Copy, Debug)]
enum Step {
    Take(i64),
    Plan(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let minute = || prop_oneof![0_i64..300, -1_000_000_i64..1_000_000];
    prop::collection::vec(prop_oneof![minute().prop_map(Step::Take), minute().prop_map(Step::Plan)], 1..40)
}

proptest! {
    #[test]
    fn however_the_clock_jumps_each_is_shown_at_most_once_and_logged_once(steps in steps()) {
        let all: Vec<i64> = (0..60).map(|n| n * 5).collect();
        let mut card = card(&all);
        let mut shown: BTreeMap<ReminderId, u32> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Take(minute) => {
                    for taken in card.take_due(at(minute)) {
                        prop_assert!(taken.reminder.at_ms <= minute * MINUTE);
                        prop_assert!(taken.reminder.latest_ms >= minute * MINUTE, "never an old one");
                        card.record(&taken.reminder, taken.once_shown);
                        *shown.entry(taken.reminder.id).or_default() += 1;
                    }
                    let mut waiting = card.due.iter().filter(|reminder| reminder.missed_ms.is_none());
                    prop_assert!(waiting.all(|reminder| reminder.at_ms > minute * MINUTE));
                    prop_assert!(!card.has_due(at(minute)));
                }
                Step::Plan(minute) => {
                    let ahead = all.iter().filter(|of| **of > minute).map(|of| due(*of)).collect();
                    card.replace_plan(ahead, at(minute));
                }
            }
            let mut logged: Vec<_> = card.log.iter().map(|delivery| &delivery.id).collect();
            logged.sort();
            prop_assert!(logged.is_sorted_by(|a, b| a < b), "each is logged once");
            prop_assert!(shown.keys().all(|id| logged.contains(&id)), "what was shown is in the log");
            prop_assert!(card.due.iter().all(|of| of.missed_ms.is_some() == logged.contains(&&of.id)));
            prop_assert!(card.log.iter().all(|d| (d.outcome == Outcome::Missed) != shown.contains_key(&d.id)));
        }
        prop_assert!(shown.values().all(|times| *times == 1));
    }

    #[test]
    fn however_the_clock_jumped_a_locked_app_shows_all_that_is_to_come_once_the_clock_is_right(
        jumps in prop::collection::vec(prop_oneof![-1_000_i64..0, 400_i64..1_000_000], 0..20), right in 0_i64..300,
    ) {
        let all: Vec<i64> = (0..60).map(|n| n * 5).collect();
        let mut card = card(&all);
        for minute in jumps {
            prop_assert_eq!(card.take_due(at(minute)), []);
        }
        let mut shown: Vec<i64> = Vec::new();
        for minute in right..310 {
            shown.extend(card.take_due(at(minute)).iter().map(|taken| taken.reminder.at_ms / MINUTE));
        }
        let helps: Vec<i64> = all.into_iter().filter(|of| of + 10 >= right).collect();
        prop_assert_eq!(shown, helps);
    }
}
