//! Shifts as fields and back, and what the rules say of them.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::help::{LadderNumber, LadderPerson, LadderWish};
use crate::person::{Person, PersonName, PhoneNumber, Position, Role, WeekHours};
use crate::plan::Text;
use crate::record::{Entity, FieldError, Kind, Value};
use crate::routine::sample::{clock, day, id, some, utc};

fn words<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::parse(words).expect("a sample is short")
}

fn shift(date: NaiveDate, hours: i64, heavy: i64, night_calls: i64) -> Shift {
    let (length, heavy, night_calls) = (some(hours * 60), some(heavy), some(night_calls));
    Shift { date, minute: clock(14, 0), length, heavy, night_calls, supervised: false, note: None }
}

/// Five shifts of eight hours a week, with one heavy conversation each, in the weeks before this day and in its own.
fn usual_weeks(weeks: u64, today: NaiveDate) -> Vec<Shift> {
    let days = (0..weeks * 7).filter(|ago| ago % 7 < 5);
    days.map(|ago| shift(today - TimeDelta::days(ago.cast_signed()), 8, 1, 0)).collect()
}

fn late(date: NaiveDate) -> NaiveDateTime {
    date.and_hms_opt(23, 59, 0).expect("a time")
}

fn said(shifts: &[Shift], today: NaiveDate) -> Vec<Reason> {
    load(shifts, None, late(today)).reasons
}

#[test]
fn every_noun_comes_back_from_its_fields() {
    let full =
        Shift { supervised: true, note: Some(words("Malam yang panjang\nhujan")), ..shift(day("2026-03-05"), 8, 2, 3) };
    for shift in [full, shift(day("2026-03-05"), 24, 0, 0)] {
        assert_eq!(Shift::from_fields(&shift.to_fields()), Ok(shift));
    }
    let balance = WeekBalance { week: day("2026-03-02"), gave: Some(Amount::Much), cost: None };
    assert_eq!(WeekBalance::from_fields(&balance.to_fields()), Ok(balance));
    let line = BalanceLine { balance: id(1), side: BalanceSide::Cost, text: words("tidur"), at_ms: 7 };
    assert_eq!(BalanceLine::from_fields(&line.to_fields()), Ok(line.clone()));
    assert_eq!(line.parent(), Some(id(1)));
    let times = WorkTimes { hours: "12345=0800-1700".parse().ok(), quiet: "1234567=2200-0600".parse().ok() };
    for settings in [WorkSettings::default(), WorkSettings { times, supervision_days: None }] {
        assert_eq!(WorkSettings::from_fields(&settings.to_fields()), Ok(settings));
    }
    let boundary = BoundaryLine {
        text: words("Lepas pukul 10 saya tak jawab klien"),
        tell: Some(words("Esok pagi saya balas.")),
        when: BoundaryWhen::Quiet,
        pos: Position::first(),
    };
    assert_eq!(BoundaryLine::from_fields(&boundary.to_fields()), Ok(boundary));
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: crate::record::Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    let shift = shift(day("2026-03-05"), 8, 2, 3).to_fields();
    assert_eq!((&shift["minute"], &shift["length"]), (&Value::Int(840), &Value::Int(480)));
    assert_eq!(names(shift), "date heavy length minute night_calls note supervised");
    let balance = WeekBalance { week: day("2026-03-02"), gave: Some(Amount::Little), cost: Some(Amount::Some) };
    assert_eq!(balance.to_fields()["gave"], Value::from("little"));
    assert_eq!(names(balance.to_fields()), "cost gave week");
    let line = BalanceLine { balance: id(1), side: BalanceSide::Gave, text: words("doa"), at_ms: 7 };
    assert_eq!(names(line.to_fields()), "at_ms parent side text");
    assert_eq!(names(WorkSettings::default().to_fields()), "hours quiet supervision_days");
    let boundary = BoundaryLine { text: words("x"), tell: None, when: BoundaryWhen::Off, pos: Position::first() };
    assert_eq!(boundary.to_fields()["when"], Value::from("off"));
    assert_eq!(names(boundary.to_fields()), "pos tell text when");
}

#[test]
fn a_shift_needs_its_time_and_does_without_what_a_newer_app_counts() {
    let mut fields = shift(day("2026-03-05"), 8, 2, 3).to_fields();
    fields.insert("heavy".to_owned(), Value::Int(1000));
    assert_eq!(Shift::from_fields(&fields).map(|shift| shift.heavy), Ok(some(0)));
    fields.insert("length".to_owned(), Value::Int(1441));
    assert_eq!(Shift::from_fields(&fields), Err(FieldError { kind: Kind::Shift, field: "length" }));
}

#[test]
fn one_touch_after_a_shift_keeps_what_the_last_one_was_like() {
    let now = "2026-03-06T06:05:00".parse().expect("a moment");
    let first = Shift::ended(now, None, some(480)).expect("a shift");
    assert_eq!((first.date, first.minute, first.ends_at()), (day("2026-03-05"), clock(22, 5), now));
    let last = Shift { supervised: true, note: Some(words("x")), ..shift(day("2026-03-04"), 12, 2, 1) };
    let next = Shift::ended(now, Some(&last), some(480)).expect("a shift");
    assert_eq!((next.length, next.heavy, next.night_calls), (some(720), some(2), some(1)));
    assert_eq!((next.supervised, next.ends_at(), next.note), (false, now, None), "those are of one day");
}

#[test]
fn a_second_touch_is_the_same_shift_and_one_soon_after_does_not_reach_into_it() {
    let last = shift(day("2026-03-05"), 8, 2, 3);
    let after = |minutes| Shift::ended(last.ends_at() + TimeDelta::minutes(minutes), Some(&last), some(480));
    assert_eq!((after(0), after(29)), (None, None));
    let short = after(90).expect("another shift");
    assert_eq!((short.length, short.begins_at()), (some(90), last.ends_at()));
    assert!(!short.overlaps(&last));
    let back = after(-600).expect("a shift, though the clock was moved back");
    assert_eq!((back.length, back.ends_at()), (some(480), last.ends_at() - TimeDelta::minutes(600)));
}

#[test]
fn before_anything_is_usual_only_what_is_much_for_anyone_is_said() {
    let today = day("2026-03-08");
    let week = |days: i64, hours, heavy, calls| -> Vec<Shift> {
        (0..days).map(|ago| shift(today - TimeDelta::days(ago), hours, heavy, calls)).collect()
    };
    assert_eq!(said(&[], today), []);
    assert_eq!(said(&week(5, 9, 1, 0), today), [], "45 hours and 5 conversations");
    assert_eq!(said(&week(6, 8, 0, 0), today), [Reason::Hours { minutes: 2880, usual: None }]);
    assert_eq!(said(&week(3, 4, 0, 1), today), [Reason::NightCalls { count: 3, usual: None }]);
    assert_eq!(said(&week(4, 4, 2, 0), today), [Reason::Heavy { count: 8, usual: None }]);
    assert_eq!(said(&week(7, 4, 0, 0), today), [Reason::NoDayOff]);
}

#[test]
fn a_week_is_compared_with_this_persons_own() {
    let today = day("2026-03-08");
    let mut shifts = usual_weeks(9, today);
    assert_eq!(said(&shifts, today), []);
    assert_eq!(load(&shifts, None, late(today)).usual, Some(Week { minutes: 2400, heavy: 5, night_calls: 0 }));
    shifts[0].heavy = some(3);
    assert_eq!(said(&shifts, today), [], "seven instead of five");
    shifts[0].heavy = some(4);
    assert_eq!(said(&shifts, today), [Reason::Heavy { count: 8, usual: Some(5) }]);
    shifts[1].night_calls = some(2);
    let calls = Reason::NightCalls { count: 2, usual: Some(0) };
    assert_eq!(said(&shifts, today), [calls, Reason::Heavy { count: 8, usual: Some(5) }]);
    // One bad week two months ago changes nothing of what is usual.
    let mut rough = usual_weeks(9, today);
    for shift in &mut rough[10..15] {
        (shift.heavy, shift.night_calls) = (some(20), some(9));
    }
    assert_eq!(load(&rough, None, late(today)).usual, Some(Week { minutes: 2400, heavy: 5, night_calls: 0 }));
}

#[test]
fn a_usual_week_without_rest_is_said_all_the_same() {
    let today = day("2026-03-08");
    let always: Vec<_> = (0..63).map(|ago| shift(today - TimeDelta::days(ago), 9, 0, 0)).collect();
    let minutes = 7 * 9 * 60;
    assert_eq!(said(&always, today), [Reason::Hours { minutes, usual: Some(minutes) }, Reason::NoDayOff]);
}

#[test]
fn overlapping_shifts_keep_both_counts_and_each_minute_once() {
    let today = day("2026-03-08");
    let (long, inside) = (shift(today, 8, 1, 0), Shift { minute: clock(15, 0), ..shift(today, 2, 2, 0) });
    let week = load(&[long.clone(), inside.clone()], None, late(today)).week;
    assert_eq!(week, Week { minutes: 480, heavy: 3, night_calls: 0 });
    assert!(long.overlaps(&inside) && inside.overlaps(&long));
}

#[test]
fn shifts_ahead_of_a_clock_that_was_moved_back_do_not_weigh() {
    let today = day("2026-03-08");
    let ahead = shift(day("2026-04-01"), 20, 30, 9);
    assert_eq!(load(&[ahead], Some(1), late(today)), Load::default());
}

#[test]
fn talking_it_over_is_due_after_the_chosen_days_only() {
    let today = day("2026-03-29");
    let mut shifts = vec![shift(day("2026-03-01"), 4, 0, 0), shift(day("2026-03-20"), 4, 0, 0)];
    let due = |shifts: &[Shift], every| load(shifts, every, late(today)).reasons;
    assert_eq!(due(&shifts, Some(28)), [Reason::Supervision { days: 28 }], "never yet: since the first shift");
    assert_eq!(due(&shifts, Some(29)), []);
    assert_eq!(due(&shifts, None), []);
    assert_eq!(due(&[], Some(1)), []);
    shifts[1].supervised = true;
    let load = load(&shifts, Some(9), late(today));
    assert_eq!((load.reasons.as_slice(), load.supervised_ago), (&[Reason::Supervision { days: 9 }][..], Some(9)));
}

#[test]
fn advice_follows_from_the_reasons() {
    let of = |reasons: &[Reason]| {
        let load = Load { reasons: reasons.to_vec(), ..Load::default() };
        load.advice().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(of(&[]), []);
    assert_eq!(of(&[Reason::NoDayOff]), [Advice::Rest]);
    assert_eq!(of(&[Reason::NightCalls { count: 3, usual: None }]), [Advice::Rest, Advice::HandOver]);
    assert_eq!(of(&[Reason::Heavy { count: 9, usual: None }]), [Advice::HandOver, Advice::Supervision]);
    assert_eq!(of(&[Reason::Supervision { days: 30 }]), [Advice::Supervision]);
}

#[test]
fn a_heavy_week_is_named_by_its_monday() {
    let today = day("2026-03-08");
    let mut shifts = usual_weeks(9, today);
    let heavy_day = day("2026-02-26");
    shifts.push(shift(heavy_day, 1, 9, 0));
    assert_eq!(heavy_weeks(&shifts, day("2026-01-01"), today), [monday(heavy_day)]);
    assert_eq!(heavy_weeks(&shifts, day("2026-03-02"), today), [] as [NaiveDate; 0]);
}

fn times(hours: &str, quiet: &str) -> WorkTimes {
    WorkTimes { hours: hours.parse().ok(), quiet: quiet.parse().ok() }
}

#[test]
fn quiet_comes_before_work_and_nothing_follows_from_hours_that_were_not_said() {
    let (noon, night) = (utc("2026-03-05T04:00:00Z"), utc("2026-03-05T15:00:00Z"));
    let both = times("1234567=0800-0000", "1234567=2200-0600");
    assert_eq!((times("", "").at(noon), times("", "").at(night)), (Duty::Unsaid, Duty::Unsaid));
    let office = times("12345=0800-1700", "");
    assert_eq!((office.at(noon), office.at(night)), (Duty::Working, Duty::Off));
    let quiet = times("", "1234567=2200-0600");
    assert_eq!((quiet.at(noon), quiet.at(night)), (Duty::Unsaid, Duty::Quiet));
    assert_eq!(both.quiet.as_ref().map(|quiet| quiet.open_at(night)), Some(true));
    assert_eq!(times("1234567=0800-2400", "1234567=2200-0600").at(night), Duty::Quiet);
    let off = [Duty::Unsaid, Duty::Working, Duty::Off, Duty::Quiet].map(Duty::is_off);
    assert_eq!(off, [false, false, true, true], "only then does a message say so");
}

#[test]
fn a_shift_is_asked_about_for_a_while_after_work_until_it_was_noted() {
    let office = times("12345=0800-1700", "1234567=1700-0600");
    // A Thursday; nine hours are between this time zone and the clock of the hours.
    let at = |clock: &str| utc(&format!("2026-03-05T{clock}:00+08:00"));
    let waits = |shifts: &[Shift], clock: &str| {
        let local = at(clock) + TimeDelta::hours(8);
        office.shift_waits(shifts, at(clock), local.naive_utc())
    };
    let seen = ["16:59", "17:00", "17:15", "19:59", "20:01"].map(|clock| waits(&[], clock));
    assert_eq!(seen, [false, true, true, true, false], "for three hours, also in the hours of quiet");
    let noted =
        |length: i64| vec![Shift { minute: clock(8, 0), length: some(length), ..shift(day("2026-03-05"), 1, 0, 0) }];
    assert!(!waits(&noted(9 * 60), "18:00") && !waits(&noted(8 * 60 + 15), "18:00"), "it was noted");
    assert!(waits(&noted(4 * 60), "18:00"), "that was the morning");
    let ahead = vec![shift(day("2026-03-06"), 8, 0, 0)];
    assert!(waits(&ahead, "18:00"), "a wrong clock noted that one");
    let unsaid = WorkTimes::default();
    assert!(!unsaid.shift_waits(&[], at("17:15"), at("17:15").naive_utc()));
    let always = times("1234567=0000-2400", "");
    assert!(!always.shift_waits(&[], at("17:15"), at("17:15").naive_utc()), "such hours never end");
}

#[test]
fn the_boundary_lines_that_hold_now_come_first() {
    let line = |text: &str, when| BoundaryLine { text: words(text), tell: None, when, pos: Position::first() };
    let lines =
        [line("selalu", BoundaryWhen::Always), line("senyap", BoundaryWhen::Quiet), line("luar", BoundaryWhen::Off)];
    let now = |duty| lines_now(&lines, duty).iter().map(|line| line.text.to_string()).collect::<Vec<_>>();
    assert_eq!(now(Duty::Unsaid), ["selalu"]);
    assert_eq!(now(Duty::Working), ["selalu"]);
    assert_eq!(now(Duty::Off), ["luar", "selalu"]);
    assert_eq!(now(Duty::Quiet), ["senyap", "luar", "selalu"]);
}

fn someone(n: u8, name: &str, role: Role, hours: Option<&str>) -> LadderPerson {
    let number = PhoneNumber::parse("013-456 7890").expect("a number");
    let hours = hours.and_then(|hours| hours.parse::<WeekHours>().ok());
    let person = Person { role, hours, ..Person::named(PersonName::parse(name).expect("a name")) };
    let numbers = vec![LadderNumber { number, whatsapp: true, label: Default::default() }];
    LadderPerson { numbers, ..LadderPerson::of(id(n), &person, &[]) }
}

#[test]
fn a_hand_over_goes_to_colleagues_who_are_there() {
    let people = [
        someone(1, "Kamal", Role::Peer, Some("1234567=0000-0100")),
        someone(2, "Mat", Role::Senior, Some("1234567=0800-2200")),
        someone(3, "Emak", Role::Family, None),
        someone(4, "Zul", Role::Peer, None),
    ];
    let names = |people: &[LadderPerson]| {
        let rungs = to_hand_over(people, LadderWish::default(), utc("2026-03-05T04:00:00Z"));
        rungs.iter().map(|rung| rung.person.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&people), ["Mat", "Zul"]);
    assert_eq!(names(&people[..1]), ["Kamal"], "nobody else is there");
    assert_eq!(names(&people[2..3]), [] as [&str; 0], "family does not work there");
}

proptest! {
    #[test]
    fn no_shift_and_no_clock_is_too_odd(
        shifts in prop::collection::vec((-40_000i64..40_000, 0u16..1440, 1i64..=1440, 0i64..=99, 0i64..=99, any::<bool>()), 0..40),
        now in -3_000_000_000i64..30_000_000_000,
        every in prop::option::of(1u16..=366),
    ) {
        let epoch = day("1970-01-01");
        let shifts: Vec<Shift> = shifts.into_iter().map(|(days, minute, length, heavy, calls, supervised)| Shift {
            date: epoch + TimeDelta::days(days),
            minute: minute.try_into().expect("a minute"),
            length: some(length),
            heavy: some(heavy),
            night_calls: some(calls),
            supervised,
            note: None,
        }).collect();
        let now = chrono::DateTime::from_timestamp(now, 0).expect("in range").naive_utc();
        let load = load(&shifts, every, now);
        // Seven days hold seven days' minutes, and the end of a shift that reaches into the eighth.
        prop_assert!(load.week.minutes <= 8 * 1440);
        prop_assert!(load.reasons.len() <= 5);
        for start in heavy_weeks(&shifts, epoch, now.date()) {
            prop_assert_eq!(start.weekday(), chrono::Weekday::Mon);
        }
        if let Some(made) = Shift::ended(now, shifts.first(), some(480)) {
            prop_assert!(made.ends_at() <= now);
        }
    }

    #[test]
    fn more_of_anything_never_makes_a_week_lighter(heavy in 0i64..50, more in 0i64..49, calls in 0i64..50) {
        let today = day("2026-03-08");
        let mut shifts = usual_weeks(9, today);
        (shifts[0].heavy, shifts[0].night_calls) = (some(heavy), some(calls));
        let before = load(&shifts, None, late(today)).advice();
        shifts[0].heavy = some(heavy + more);
        prop_assert!(load(&shifts, None, late(today)).advice().is_superset(&before));
    }
}
