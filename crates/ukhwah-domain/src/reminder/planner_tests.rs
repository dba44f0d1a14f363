//! What is planned, when, and the laws of a plan.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::agenda::Sources;
use crate::agenda::tests::{Life, any_life, life};
use crate::meeting::MeetingReply;
use crate::routine::sample::{self, KUANTAN, Sky, clock, day, id, some, utc};
use crate::routine::{Almanac, Mark, MarkState, MarkTarget, Prayer, ReminderWish, Sound, Timing, Uzur};

const WEEK: TimeDelta = TimeDelta::days(7);

fn plan(
    now: DateTime<Utc>,
    horizon: TimeDelta,
    sources: &Sources<'_>,
    almanac: &impl Almanac,
    manners: &Manners,
) -> Vec<Reminder> {
    super::plan(now, horizon, sources, almanac, manners).reminders
}

fn planned(life: &Life, now: &str, hours: i64) -> Vec<Reminder> {
    plan(utc(now), TimeDelta::hours(hours), &life.sources(), &KUANTAN, &Manners::default())
}

fn ids(plan: &[Reminder]) -> Vec<&str> {
    plan.iter().map(|reminder| reminder.id.as_str()).collect()
}

/// Midnight at the beginning of Saturday, 7 March 2026, in Kuantan.
const SATURDAY: &str = "2026-03-06T16:00:00Z";

#[test]
fn a_saturday_is_reminded_of_in_order() {
    let zikir = format!("item/{}/maghrib +15/2026-03-07/5", "02".repeat(16));
    let medicine = format!("item/{}/at 0830/2026-03-07/0", "03".repeat(16));
    let meeting = format!("meeting/{}/600/2026-03-07/60", "09".repeat(16));
    let expected = [
        "fajr/2026-03-07/0",
        &medicine,
        &meeting,
        "dhuhr/2026-03-07/0",
        "asr/2026-03-07/0",
        "maghrib/2026-03-07/0",
        &zikir,
        "isha/2026-03-07/0",
    ];
    let plan = planned(&life(), SATURDAY, 24);
    assert_eq!(ids(&plan), expected);
    let meeting = &plan[2];
    assert_eq!((meeting.at, meeting.of), (utc("2026-03-07T01:00:00Z"), utc("2026-03-07T02:00:00Z")));
    assert_eq!(meeting.title.as_ref().map(|title| title.as_str()), Some("Perjumpaan Kuantan"));
    assert_eq!(meeting.latest, meeting.of, "nobody is told of a meeting in an hour once it has begun");
    assert!(plan[1].discreet && !plan[6].discreet);
    let due = plan[1].due("Peringatan".to_owned(), String::new());
    assert_eq!((due.at_ms, &due.id, due.sound), (plan[1].at.timestamp_millis(), &plan[1].id, Sound::Chime));
}

#[test]
fn a_certificate_is_reminded_of_sixty_and_fourteen_days_before_it_ends() {
    let training = crate::service::tests::training();
    let with = |training| Life { trainings: vec![(id(5), training)], ..life() };
    let of = |life: &Life, now: &str| -> Vec<Reminder> {
        let is_training = |reminder: &Reminder| matches!(reminder.kind, ReminderKind::Training { .. });
        planned(life, now, 24).into_iter().filter(is_training).collect()
    };
    let life = with(training.clone());
    for (eve, left) in [("2026-03-04T16:00:00Z", 60), ("2026-04-19T16:00:00Z", 14)] {
        let plan = of(&life, eve);
        assert_eq!(ids(&plan), [format!("training/{}/{left}/2026-05-04/0", "05".repeat(16))]);
        assert_eq!((plan[0].at, plan[0].date), (utc(eve) + TimeDelta::hours(9), day("2026-05-04")));
        assert_eq!(plan[0].latest - plan[0].at, TimeDelta::days(3));
        assert_eq!(plan[0].title.as_ref().map(|title| title.as_str()), Some("Asas sokongan rakan"));
    }
    assert!(of(&life, "2026-05-03T16:00:00Z").is_empty(), "the day itself is no reminder");
    assert!(of(&with(crate::service::Training { remind: false, ..training }), "2026-03-04T16:00:00Z").is_empty());
}

#[test]
fn a_meeting_is_announced_the_day_before() {
    let plan = planned(&life(), "2026-03-05T16:00:00Z", 24);
    let before = plan.iter().find(|reminder| reminder.before.get() == 1440).expect("it is planned");
    assert_eq!((before.at, before.date), (utc("2026-03-06T02:00:00Z"), day("2026-03-07")));
    assert_eq!(before.latest, utc("2026-03-06T14:00:00Z"));
}

#[test]
fn what_is_settled_is_not_reminded_of_and_later_is() {
    let count = |state| {
        let mut life = life();
        let target = MarkTarget::Prayer { prayer: Prayer::Asr };
        life.marks.push(Mark { target, date: day("2026-03-07"), state, count: None, at_ms: 1 });
        planned(&life, SATURDAY, 24).len()
    };
    assert_eq!([MarkState::Done, MarkState::NotToday, MarkState::Qada].map(count), [7; 3]);
    assert_eq!([MarkState::Later, MarkState::Begun].map(count), [8; 2]);
    let mut life = life();
    life.replies.push(MeetingReply { meeting: id(9), date: day("2026-03-07"), coming: false, at_ms: 1 });
    assert_eq!(planned(&life, SATURDAY, 24).len(), 7);
}

#[test]
fn uzur_keeps_prayers_silent() {
    let mut life = life();
    life.prayers.imsak = Some(ReminderWish::AT_THE_MOMENT);
    assert_eq!(planned(&life, SATURDAY, 24).len(), 9, "imsak in Ramadan is among them");
    life.prayers.uzur = Some(Uzur { from: day("2026-03-07"), until: None });
    assert_eq!(planned(&life, SATURDAY, 24).len(), 3);
}

#[test]
fn imsak_is_reminded_of_in_ramadan_alone() {
    let mut life = life();
    life.prayers.imsak = Some(ReminderWish { before: some(20), sound: Sound::Silent });
    let imsak = |sky: &Sky| {
        let plan = plan(utc(SATURDAY), WEEK, &life.sources(), sky, &Manners::default());
        plan.into_iter().filter(|reminder| reminder.kind == ReminderKind::Imsak).collect::<Vec<_>>()
    };
    let planned = imsak(&KUANTAN);
    assert_eq!((planned.len(), imsak(&Sky { ramadan: 5, ..KUANTAN }).len()), (7, 0));
    assert!(planned.iter().all(|reminder| reminder.sound == Sound::Silent));
    assert!(planned.iter().all(|reminder| reminder.of - reminder.at == TimeDelta::minutes(20)));
}

#[test]
fn quiet_hours_take_the_sound_and_nothing_else() {
    let sounds = |quiet: Option<(u16, u16)>| {
        let quiet = quiet.map(|(start, end)| QuietHours { start: clock(start, 0), end: clock(end, 0) });
        let manners = Manners { quiet };
        let plan = plan(utc(SATURDAY), TimeDelta::hours(24), &life().sources(), &KUANTAN, &manners);
        plan.iter().map(|reminder| u8::from(reminder.sound != Sound::Silent)).collect::<Vec<_>>()
    };
    assert_eq!(sounds(None), [1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(sounds(Some((22, 6))), [0, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(sounds(Some((13, 17))), [1, 1, 1, 0, 0, 1, 1, 1]);
    assert_eq!(sounds(Some((8, 8))), [0; 8], "a day and a night");
}

#[test]
fn a_new_hour_is_a_new_reminder_and_a_moved_sun_is_not() {
    let mut life = life();
    let before = planned(&life, SATURDAY, 24);
    life.items[2].1.timing = Timing::At { minute: clock(9, 0) };
    let after = planned(&life, SATURDAY, 24);
    assert_ne!(ids(&before)[1], ids(&after)[1]);
    let sky = Sky { late: 2, ..KUANTAN };
    let moved = plan(utc(SATURDAY), TimeDelta::hours(24), &life.sources(), &sky, &Manners::default());
    assert_eq!(ids(&after), ids(&moved));
    assert_ne!(after, moved);
}

#[test]
fn a_plan_of_too_many_says_where_it_was_cut() {
    let until = |items: u8| {
        let mut life = Life { religion: false, items: Vec::new(), meetings: Vec::new(), ..life() };
        life.items = (0..items).map(|n| (id(n), sample::medicine())).collect();
        let plan = super::plan(utc(SATURDAY), WEEK, &life.sources(), &KUANTAN, &Manners::default());
        (plan.reminders.len(), plan.until)
    };
    assert_eq!(until(28), (196, utc(SATURDAY) + WEEK));
    assert_eq!(until(40), (200, utc("2026-03-12T00:30:00Z")), "five days of 40, and the sixth morning");
}

#[test]
fn no_clock_is_too_wrong() {
    for now in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, utc("0001-01-01T00:00:00Z")] {
        for horizon in [TimeDelta::zero(), WEEK, TimeDelta::MAX, TimeDelta::MIN] {
            let _ = plan(now, horizon, &life().sources(), &KUANTAN, &Manners::default());
        }
    }
}

fn any_now() -> impl Strategy<Value = DateTime<Utc>> {
    (-20_000_000_i64..20_000_000).prop_map(|seconds| utc("2026-03-01T00:00:00Z") + TimeDelta::seconds(seconds))
}

fn any_manners() -> impl Strategy<Value = Manners> {
    let quiet = (sample::any_minute(), sample::any_minute()).prop_map(|(start, end)| QuietHours { start, end });
    prop::option::of(quiet).prop_map(|quiet| Manners { quiet })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_plan_is_ordered_ahead_and_without_doubles(life in any_life(), now in any_now(), manners in any_manners()) {
        let plan = plan(now, WEEK, &life.sources(), &KUANTAN, &manners);
        prop_assert!(plan.len() <= MOST_REMINDERS);
        prop_assert!(plan.iter().all(|reminder| reminder.at > now && reminder.at <= now + WEEK));
        prop_assert!(plan.iter().all(|r| r.latest >= r.at && r.at <= r.of && (r.before == some(0) || r.latest <= r.of)));
        prop_assert!(plan.is_sorted_by(|a, b| (a.at, &a.id) < (b.at, &b.id)));
        let ids: BTreeSet<_> = plan.iter().map(|reminder| &reminder.id).collect();
        prop_assert_eq!(ids.len(), plan.len());
    }

    #[test]
    fn a_later_plan_holds_the_same_for_the_time_that_both_cover(
        life in any_life(), now in any_now(), later in 0_i64..700_000, manners in any_manners(),
    ) {
        let made = |now| plan(now, WEEK, &life.sources(), &KUANTAN, &manners);
        let later = now + TimeDelta::seconds(later);
        let (first, mut second) = (made(now), made(later));
        second.retain(|reminder| reminder.at <= now + WEEK);
        let rest: Vec<_> = first.into_iter().filter(|reminder| reminder.at > later).collect();
        prop_assert_eq!(rest, second);
    }

    #[test]
    fn without_religious_content_no_reminder_is_of_it(life in any_life(), now in any_now()) {
        let life = Life { religion: false, ..life };
        for reminder in plan(now, WEEK, &life.sources(), &KUANTAN, &Manners::default()) {
            let is_religious = match reminder.kind {
                ReminderKind::Prayer { .. } | ReminderKind::Imsak => true,
                ReminderKind::Item { what, .. } => what.is_religious(),
                ReminderKind::Meeting { .. } | ReminderKind::Training { .. } | ReminderKind::CheckIn => false,
            };
            prop_assert!(!is_religious);
        }
    }
}
