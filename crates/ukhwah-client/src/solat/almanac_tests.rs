//! Days and clocks where the person is.

use ukhwah_domain::bounded::HijriShift;
use ukhwah_domain::plan::Code;
use ukhwah_domain::routine::PrayerSettings;

use super::*;
use crate::solat::testing::{World, believer, kuantan, point, zone};
use crate::testing::TestDevice;

fn with<T>(world: &World, settings: &PrayerSettings, ask: impl FnOnce(&DeviceAlmanac<'_>) -> T) -> T {
    let asked = world.app.reading(|store, _| {
        let almanac = DeviceAlmanac::new(store, settings, world.app.clock.as_ref())?;
        Ok(ask(&almanac))
    });
    asked.expect("the database can be read")
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn minute(hour: u16, minute: u16) -> MinuteOfDay {
    MinuteOfDay::at(hour, minute).expect("a clock has it")
}

/// Berlin in 2026: an hour ahead, two from 29 March 01:00 UTC on.
fn berlin(device: &TestDevice) {
    device.travel(1);
    device.change_clocks("2026-03-29T01:00:00Z", 2);
}

#[test]
fn a_minute_that_the_clocks_skip_is_the_moment_of_the_change() {
    let world = believer();
    berlin(&world.app.device);
    with(&world, &PrayerSettings::default(), |almanac| {
        assert_eq!(almanac.at(day("2026-03-29"), minute(1, 59)), utc("2026-03-29T00:59:00Z"));
        assert_eq!(almanac.at(day("2026-03-29"), minute(2, 30)), utc("2026-03-29T01:00:00Z"));
        assert_eq!(almanac.at(day("2026-03-29"), minute(3, 0)), utc("2026-03-29T01:00:00Z"));
    });
}

#[test]
fn of_a_minute_that_comes_twice_the_first_counts() {
    let world = believer();
    world.app.device.travel(2);
    world.app.device.change_clocks("2026-10-25T01:00:00Z", 1);
    with(&world, &PrayerSettings::default(), |almanac| {
        assert_eq!(almanac.at(day("2026-10-25"), minute(2, 30)), utc("2026-10-25T00:30:00Z"));
        assert_eq!(almanac.at(day("2026-10-25"), minute(3, 0)), utc("2026-10-25T02:00:00Z"));
    });
}

#[test]
fn the_days_and_clocks_are_the_devices_and_a_zones_sun_has_malaysian_days() {
    let world = believer();
    world.app.device.travel(-10);
    let moment = utc("2026-03-05T17:00:00Z");
    let of = |place| PrayerSettings { place, ..PrayerSettings::default() };
    for place in [None, zone("WLY01"), point("21.3,-157.8")] {
        let is_zone = place == zone("WLY01");
        with(&world, &of(place), |almanac| {
            assert_eq!(almanac.date(moment), day("2026-03-05"));
            assert_eq!(almanac.at(day("2026-03-05"), minute(8, 0)), utc("2026-03-05T18:00:00Z"));
            assert_eq!(almanac.place_date(moment), day(if is_zone { "2026-03-06" } else { "2026-03-05" }));
        });
    }
    // Zohor in Kuala Lumpur comes when it comes there.
    let noon = |almanac: &DeviceAlmanac<'_>| almanac.anchor(day("2026-03-05"), Anchor::Dhuhr);
    let abroad = with(&world, &of(zone("WLY01")), noon);
    world.app.device.travel(8);
    assert_eq!(with(&world, &of(zone("WLY01")), noon), abroad);
}

#[test]
fn the_anchors_of_a_day_follow_each_other() {
    let world = kuantan();
    let settings = world.settings().settings;
    with(&world, &settings, |almanac| {
        for date in [day("2026-03-05"), day("2028-02-29"), day("2026-12-31")] {
            let moments: Vec<_> = Anchor::ALL.map(|anchor| almanac.anchor(date, anchor).expect("it has it")).into();
            assert!(moments.is_sorted() && moments[0] < moments[1], "{date}: {moments:?}");
            assert!(moments[2..].iter().all(|moment| almanac.date(*moment) == date));
        }
    });
}

#[test]
fn far_from_the_devices_zone_the_moments_are_those_of_the_place() {
    let world = believer();
    let makkah = PrayerSettings {
        place: point("21.4225,39.8262"),
        method: Code::parse("makkah").ok(),
        ..PrayerSettings::default()
    };
    let moments =
        |date: &str| with(&world, &makkah, |almanac| Anchor::ALL.map(|anchor| almanac.anchor(day(date), anchor)));
    let [malaysian, saudi] = [8, 3].map(|offset| {
        world.app.device.travel(offset);
        moments("2026-05-05")
    });
    for (seen_from_here, there) in malaysian.into_iter().zip(saudi) {
        let apart = seen_from_here.expect("it has it") - there.expect("it has it");
        // The sun's own day moves a little between the two midnights.
        assert!(apart.num_minutes().abs() <= 1, "{apart}");
    }
}

#[test]
fn without_a_place_there_is_no_anchor_but_a_clock_and_a_calendar() {
    let world = believer();
    with(&world, &PrayerSettings::default(), |almanac| {
        assert!(Anchor::ALL.iter().all(|anchor| almanac.anchor(day("2026-03-05"), *anchor).is_none()));
        assert_eq!(almanac.at(day("2026-03-05"), minute(8, 30)), utc("2026-03-05T00:30:00Z"));
        assert!(almanac.is_ramadan(day("2026-03-05")) && !almanac.is_ramadan(day("2026-03-21")));
    });
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    let world = kuantan();
    let settings = world.settings().settings;
    for settings in [&settings, &PrayerSettings::default()] {
        with(&world, settings, |almanac| {
            for date in [NaiveDate::MIN, NaiveDate::MAX] {
                let _ = (almanac.at(date, minute(23, 59)), almanac.anchor(date, Anchor::LastThird));
                assert!(!almanac.is_ramadan(date));
            }
            for moment in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
                let _ = almanac.date(moment);
            }
        });
    }
}

#[test]
fn every_minute_around_a_change_of_the_clocks_is_shown_or_skipped() {
    let world = believer();
    berlin(&world.app.device);
    with(&world, &PrayerSettings::default(), |almanac| {
        for (days, minutes) in (-2..3).flat_map(|days| (0..1440).map(move |minutes| (days, minutes))) {
            let date = day("2026-03-29") + TimeDelta::days(days);
            let moment = almanac.at(date, MinuteOfDay::try_from(minutes).expect("below a day"));
            let asked = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
            let is_skipped = days == 0 && (120..180).contains(&minutes);
            assert_eq!(almanac.local(moment) == asked, !is_skipped, "{asked}");
            assert_eq!(almanac.date(moment), date);
        }
    });
}

/// Ramadan 1447 ends on 2026-03-20; with the calendar a day ahead, on the day before.
#[test]
fn isyak_at_makkah_is_later_in_the_ramadan_of_the_persons_own_calendar() {
    let world = believer();
    world.app.device.travel(3);
    let isyak_after_maghrib = |shift: i64, date| {
        let settings = PrayerSettings {
            place: point("21.427,39.829"),
            method: Some(Code::parse("makkah").expect("a code")),
            hijri_shift: HijriShift::try_from(shift).expect("a day is allowed"),
            ..PrayerSettings::default()
        };
        with(&world, &settings, |almanac| {
            let day = almanac.day(date).expect("the sun sets");
            day[Prayer::Isha].get() - day[Prayer::Maghrib].get()
        })
    };
    assert_eq!(isyak_after_maghrib(0, day("2026-03-20")), 120);
    assert_eq!(isyak_after_maghrib(0, day("2026-03-21")), 90);
    assert_eq!(isyak_after_maghrib(1, day("2026-03-20")), 90);
}
