//! Routines for the tests, and a sky that keeps them.

use std::fmt::Debug;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::bounded::{AnchorShift, Lead};
use crate::id::RecordId;
use crate::person::{OneLine, Position};
use crate::time::MinuteOfDay;

pub(crate) fn id<T: From<RecordId>>(n: u8) -> T {
    RecordId::from_bytes([n; 16]).into()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a sample is a day")
}

pub(crate) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("a sample is a moment")
}

pub(crate) fn line<const MAX: usize>(words: &str) -> OneLine<MAX> {
    OneLine::parse(words).expect("a sample is short")
}

pub(crate) fn clock(hour: u16, minute: u16) -> MinuteOfDay {
    MinuteOfDay::at(hour, minute).expect("a clock has it")
}

/// A number within bounds.
pub(crate) fn some<T: TryFrom<i64, Error: Debug>>(number: i64) -> T {
    number.try_into().expect("a sample is within the bounds")
}

/// A place with a fixed offset whose sun moves by a minute a day, for a week and back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sky {
    /// How far the clocks are ahead of UTC, in hours.
    pub(crate) hours: i32,
    /// Whether a place is chosen, so that there are prayer times.
    pub(crate) placed: bool,
    /// Minutes that the sun is later than usual.
    pub(crate) late: i64,
    /// The month in which people fast.
    pub(crate) ramadan: u32,
}

pub(crate) const KUANTAN: Sky = Sky { hours: 8, placed: true, late: 0, ramadan: 3 };

impl Sky {
    fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(self.hours * 3600).expect("a few hours are an offset")
    }

    fn moment(self, local: NaiveDateTime) -> DateTime<Utc> {
        local.checked_sub_offset(self.offset()).unwrap_or(NaiveDateTime::MAX).and_utc()
    }
}

impl Almanac for Sky {
    fn date(&self, moment: DateTime<Utc>) -> NaiveDate {
        moment.naive_utc().checked_add_offset(self.offset()).unwrap_or(NaiveDateTime::MAX).date()
    }

    fn at(&self, date: NaiveDate, minute: MinuteOfDay) -> DateTime<Utc> {
        let (hour, minute) = minute.hour_and_minute();
        self.moment(date.and_hms_opt(hour.into(), minute.into(), 0).expect("a clock has it"))
    }

    fn anchor(&self, date: NaiveDate, anchor: Anchor) -> Option<DateTime<Utc>> {
        let minute = match anchor {
            Anchor::LastThird => clock(2, 10),
            Anchor::Imsak => clock(5, 40),
            Anchor::Fajr => clock(5, 50),
            Anchor::Syuruk => clock(7, 5),
            Anchor::Dhuha => clock(7, 30),
            Anchor::Dhuhr => clock(13, 10),
            Anchor::Asr => clock(16, 30),
            Anchor::Maghrib => clock(19, 10),
            Anchor::Isha => clock(20, 25),
        };
        let drift = TimeDelta::minutes(i64::from(date.ordinal() % 7) + self.late);
        self.at(date, minute).checked_add_signed(drift).filter(|_| self.placed)
    }

    fn is_ramadan(&self, date: NaiveDate) -> bool {
        date.month() == self.ramadan
    }
}

pub(crate) fn daily(starts: &str) -> Days {
    Days { repeat: Repeat::Daily, starts: day(starts), ends: None }
}

/// A medicine at 8:30 every day, reminded of at that time.
pub(crate) fn medicine() -> RoutineItem {
    RoutineItem {
        title: line("Ubat pagi"),
        what: What::Medication,
        timing: Timing::At { minute: clock(8, 30) },
        days: daily("2026-03-01"),
        remind: Some(ReminderWish { before: some(0), sound: Sound::Chime }),
        target: None,
        discreet: true,
        paused: false,
        pos: Position::first(),
    }
}

/// A hundred zikir a quarter of an hour after Maghrib, reminded of five minutes before.
pub(crate) fn zikir() -> RoutineItem {
    RoutineItem {
        title: line("Zikir petang"),
        what: What::Zikir,
        timing: Timing::Around { anchor: Anchor::Maghrib, minutes: some(15) },
        remind: Some(ReminderWish { before: some(5), sound: Sound::Own }),
        target: Some(some(100)),
        discreet: false,
        ..medicine()
    }
}

/// All five prayers, with a reminder at each.
pub(crate) fn five_prayers() -> PrayerSettings {
    let remind = Some(ReminderWish { before: some(0), sound: Sound::Chime });
    let choice = PrayerChoice { on: true, remind, jemaah: Some(some(10)) };
    let prayers = PerPrayer { fajr: choice, dhuhr: choice, asr: choice, maghrib: choice, isha: choice };
    let place = Some(PrayerPlace::Zone { code: "PHG02".parse_code() });
    PrayerSettings { place, prayers, ..PrayerSettings::default() }
}

trait ParseCode {
    fn parse_code(self) -> crate::plan::Code;
}

impl ParseCode for &str {
    fn parse_code(self) -> crate::plan::Code {
        crate::plan::Code::parse(self).expect("a sample is short")
    }
}

pub(crate) fn any_day() -> impl Strategy<Value = NaiveDate> {
    (-400_i64..400).prop_map(|days| day("2026-03-01") + TimeDelta::days(days))
}

pub(crate) fn any_minute() -> impl Strategy<Value = MinuteOfDay> {
    (0_u16..1440).prop_map(|minute| minute.try_into().expect("below 1440"))
}

pub(crate) fn any_days() -> impl Strategy<Value = Days> {
    let repeats = vec![
        "once",
        "daily",
        "weekly 1357",
        "weekly 6",
        "monthly 29",
        "monthly 31",
        "rule FREQ=DAILY;INTERVAL=2",
        "rule FREQ=WEEKLY;BYDAY=SA,SU;COUNT=20",
        "rule FREQ=MONTHLY;BYDAY=1FR;UNTIL=20260601",
    ];
    let repeat = prop::sample::select(repeats).prop_map(|text| text.parse().expect("a repeat"));
    (repeat, any_day(), prop::option::of(any_day())).prop_map(|(repeat, starts, ends)| Days { repeat, starts, ends })
}

pub(crate) fn any_wish() -> impl Strategy<Value = Option<ReminderWish>> {
    let sound = prop::sample::select(vec![Sound::Silent, Sound::Chime, Sound::Own]);
    let before = prop_oneof![Just(0_i64), 0_i64..=1440];
    let before = before.prop_map(|before| Lead::try_from(before).expect("within the bounds"));
    prop::option::of((before, sound).prop_map(|(before, sound)| ReminderWish { before, sound }))
}

pub(crate) fn any_timing() -> impl Strategy<Value = Timing> {
    let shift = (-720_i64..=720).prop_map(|minutes| AnchorShift::try_from(minutes).expect("within the bounds"));
    prop_oneof![
        any_minute().prop_map(|minute| Timing::At { minute }),
        (prop::sample::select(Anchor::ALL.to_vec()), shift)
            .prop_map(|(anchor, minutes)| Timing::Around { anchor, minutes }),
        Just(Timing::AnyTime),
    ]
}

pub(crate) fn any_item() -> impl Strategy<Value = RoutineItem> {
    let what = prop::sample::select(What::ALL.to_vec());
    let target = prop::option::of((1_i64..=1_000_000).prop_map(some));
    let pos = (0_usize..5).prop_map(|n| Position::spread(5).swap_remove(n));
    ((what, any_timing(), any_days(), any_wish()), (target, any::<bool>(), prop::bool::weighted(0.1), pos)).prop_map(
        |((what, timing, days, remind), (target, discreet, paused, pos))| RoutineItem {
            title: line("Rehat"),
            what,
            timing,
            days,
            remind,
            target,
            discreet,
            paused,
            pos,
        },
    )
}

fn any_choice() -> impl Strategy<Value = PrayerChoice> {
    let jemaah = prop::option::of((0_i64..=120).prop_map(some));
    (any::<bool>(), any_wish(), jemaah).prop_map(|(on, remind, jemaah)| PrayerChoice { on, remind, jemaah })
}

pub(crate) fn any_settings() -> impl Strategy<Value = PrayerSettings> {
    let prayers = prop::array::uniform5(any_choice()).prop_map(|[fajr, dhuhr, asr, maghrib, isha]| PerPrayer {
        fajr,
        dhuhr,
        asr,
        maghrib,
        isha,
    });
    let place = prop_oneof![
        Just(None),
        Just(Some(PrayerPlace::Zone { code: "WLY01".parse_code() })),
        Just(Some(PrayerPlace::Point { point: "3.8077000,103.3260000".parse().expect("a point") })),
    ];
    let mosque = prop::option::of("[A-Z][a-z' ]{0,40}[a-z]".prop_map(|text| OneLine::parse(&text).expect("a name")));
    let code = || prop::option::of("[a-z_]{1,12}(:[0-9.]{1,6})?".prop_map(|text| text.parse_code()));
    let uzur = prop::option::weighted(
        0.3,
        (any_day(), prop::option::of(any_day())).prop_map(|(from, until)| Uzur { from, until }),
    );
    let shift = (-2_i64..=2).prop_map(some);
    let month = (1_u16..=9999, 1_u8..=12).prop_map(|(year, month)| HijriMonth::new(year, month).expect("a month"));
    let starts = prop::collection::btree_map(month, prop::option::of(any_day()), 0..3);
    let asr = prop::sample::select(vec![AsrShadow::Once, AsrShadow::Twice]);
    ((prayers, place, mosque, code(), code()), (uzur, shift, starts, asr, any::<bool>(), any_wish())).prop_map(
        |((prayers, place, mosque, method, high_latitude), (uzur, hijri_shift, hijri_starts, asr, qada, imsak))| {
            PrayerSettings {
                place,
                mosque,
                method,
                asr,
                high_latitude,
                prayers,
                hijri_shift,
                hijri_starts,
                uzur,
                qada,
                imsak,
            }
        },
    )
}

pub(crate) fn any_mark() -> impl Strategy<Value = Mark> {
    let prayer = prop::sample::select(Prayer::ALL.to_vec()).prop_map(|prayer| MarkTarget::Prayer { prayer });
    let target = prop_oneof![prayer, (0_u8..6).prop_map(|n| MarkTarget::Item { id: id(n) })];
    let states = vec![MarkState::Begun, MarkState::Later, MarkState::NotToday, MarkState::Done, MarkState::Qada];
    (target, any_day(), prop::sample::select(states), prop::option::of(any::<u32>()), any::<i64>())
        .prop_map(|(target, date, state, count, at_ms)| Mark { target, date, state, count, at_ms })
}
