//! Prayer times over a real store, through days, zones and clocks that change.

use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::bounded::JemaahMinutes;
use ukhwah_domain::person::OneLine;
use ukhwah_domain::plan::Code;
use ukhwah_domain::routine::{Prayer, PrayerSettings, Uzur};

use super::testing::{World, believer, kuantan, point, zone};
use super::*;
use crate::app::Appearance;
use crate::error::ErrorCode;
use crate::today::TodayView;

impl World {
    fn today(&self) -> TodayView {
        self.app.today_view().expect("shown")
    }

    fn solat(&self) -> SolatNowView {
        self.today().solat.expect("a place was chosen")
    }

    fn day(&self, date: Option<&str>) -> SolatView {
        self.app.solat_view(SolatRequest { date: date.map(str::to_owned) }).expect("shown")
    }

    fn time(&self, date: &str, time: SolatTime) -> String {
        let times = self.day(Some(date)).times;
        times.into_iter().find(|view| view.time == time).expect("the day has it").at_words
    }

    /// Says on which day a Hijri month begins, or takes it back.
    fn begins(&self, month: &str, day: Option<&str>) -> PrayerSettingsView {
        let month = month.parse().expect("a month");
        let day = day.map(|day| day.parse().expect("a day"));
        self.change(|settings| {
            settings.hijri_starts.insert(month, day);
        })
    }

    fn next(&self) -> (Prayer, String, String) {
        let now = self.solat();
        (now.next, now.at_words, now.left_words)
    }
}

fn next(prayer: Prayer, at: &str, left: &str) -> (Prayer, String, String) {
    (prayer, at.to_owned(), left.to_owned())
}

#[test]
fn the_next_prayer_stands_with_the_time_left() {
    let world = kuantan();
    assert_eq!(world.next(), next(Prayer::Dhuhr, "1:22 tengah hari", "1 jam 22 minit lagi"));
    world.app.device.set_now("2026-03-05T05:21:30Z");
    assert_eq!(world.next(), next(Prayer::Dhuhr, "1:22 tengah hari", "1 minit lagi"));
    world.app.device.set_now("2026-03-05T05:22:00Z");
    assert_eq!(world.next().0, Prayer::Asr, "what has begun is not ahead");
}

#[test]
fn after_isyak_and_through_midnight_the_next_is_subuh() {
    let world = kuantan();
    world.app.device.set_now("2026-03-05T15:59:59Z");
    let late = world.today();
    assert_eq!((late.date_words.as_str(), late.time_words.as_str()), ("Khamis 5 Mac", "11:59 malam"));
    assert_eq!(late.next_change_ms, 1000);
    let before = world.solat();
    assert_eq!((before.next, before.date.as_str()), (Prayer::Fajr, "2026-03-05"));
    assert!(before.prayers.iter().all(|prayer| !prayer.is_next), "the next one is tomorrow's");
    world.app.device.set_now("2026-03-05T16:00:00Z");
    let after = world.solat();
    assert_eq!((after.next, after.date.as_str()), (Prayer::Fajr, "2026-03-06"));
    assert_eq!(before.at_words, after.at_words);
    assert!(after.prayers[0].is_next);
    assert_eq!(world.today().next_change_ms, 60_000);
}

#[test]
fn until_subuh_the_mark_of_isyak_is_that_of_the_evening_before() {
    let world = kuantan();
    let isyak = || world.solat().prayers[4].clone();
    world.app.device.set_now("2026-03-05T15:59:59Z");
    let evening = isyak();
    assert_eq!(evening.date, "2026-03-05");
    world.app.device.set_now("2026-03-05T16:30:00Z");
    assert_eq!(isyak(), evening, "half past midnight");
    assert!(world.solat().prayers[..4].iter().all(|prayer| prayer.date == "2026-03-06"));
    world.app.device.set_now("2026-03-06T00:00:00Z");
    assert_eq!(isyak().date, "2026-03-06", "eight in the morning");
}

#[test]
fn without_religious_content_nothing_of_it_is_there() {
    let world = kuantan();
    world.religion(false);
    let today = world.today();
    assert_eq!((today.hijri_words, today.solat, today.solat_place_missing), (None, None, false));
    let refusals = [
        world.app.solat_view(SolatRequest::default()).map(drop),
        world.app.zones_search(ZoneSearchRequest { words: "Kuantan".into() }).map(drop),
        world.app.prayer_settings_view().map(drop),
        world.app.table_address_view().map(drop),
        world.app.table_address_save(TableAddressRequest { on: true }).map(drop),
        world.app.table_choose().map(drop),
        world.app.table_download().map(drop),
    ];
    for refused in refusals {
        assert_eq!(refused.expect_err("it is off").code, ErrorCode::BadRequest);
    }
    world.religion(true);
    assert_eq!(world.settings().settings.place, zone("PHG02"), "and nothing is lost by it");
}

#[test]
fn before_a_place_is_chosen_today_asks_for_one_and_nothing_else() {
    let world = believer();
    let today = world.today();
    assert!(today.solat_place_missing && today.solat.is_none());
    assert_eq!(today.hijri_words.as_deref(), Some("15 Ramadan"));
    let day = world.day(None);
    assert_eq!((day.times.len(), day.no_times_words, day.qibla), (0, None, None));
}

#[test]
fn a_prayer_is_on_only_by_choice() {
    let world = kuantan();
    assert!(world.solat().prayers.iter().all(|prayer| !prayer.on));
    world.change(|settings| settings.prayers.maghrib.on = true);
    let on = world.solat().prayers.into_iter().filter(|prayer| prayer.on);
    let on: Vec<_> = on.map(|prayer| (prayer.prayer, prayer.state)).collect();
    assert_eq!(on, [(Prayer::Maghrib, AgendaState::Open)]);
}

#[test]
fn in_ramadan_berbuka_and_then_imsak_are_counted_down_to() {
    let world = kuantan();
    let ramadan = |now: &str| {
        world.app.device.set_now(now);
        world.solat().ramadan.map(|view| (view.next, view.at_words))
    };
    let berbuka = world.time("2026-03-05", SolatTime::Maghrib);
    let imsak = world.time("2026-03-06", SolatTime::Imsak);
    assert_eq!(ramadan("2026-03-05T04:00:00Z"), Some((RamadanMoment::Berbuka, berbuka)));
    assert_eq!(ramadan("2026-03-05T12:00:00Z"), Some((RamadanMoment::Imsak, imsak.clone())));
    assert_eq!(ramadan("2026-03-05T20:00:00Z"), Some((RamadanMoment::Imsak, imsak)));
    // 1 Ramadan was 19 February 2026, and 1 Syawal 21 March.
    assert_eq!(ramadan("2026-02-18T04:00:00Z"), None);
    assert_eq!(ramadan("2026-02-18T12:00:00Z").map(|(next, _)| next), Some(RamadanMoment::Imsak));
    assert_eq!(ramadan("2026-03-20T12:00:00Z"), None, "nobody fasts on the first of Syawal");
}

#[test]
fn an_uzur_lets_no_prayer_fall_due_and_counts_down_to_no_fast() {
    let world = kuantan();
    world.change(|settings| {
        settings.prayers.fajr.on = true;
        let from = "2026-03-05".parse().expect("a day");
        settings.uzur = Some(Uzur { from, until: Some(from) });
    });
    let now = world.solat();
    assert!(now.uzur && now.ramadan.is_none() && now.prayers.iter().all(|prayer| !prayer.on));
    world.app.device.set_now("2026-03-06T04:00:00Z");
    let now = world.solat();
    assert!(!now.uzur && now.ramadan.is_some() && now.prayers[0].on);
}

#[test]
fn the_night_after_maghrib_belongs_to_the_next_hijri_day() {
    let world = kuantan();
    assert_eq!(world.today().hijri_words.as_deref(), Some("15 Ramadan"));
    world.app.device.set_now("2026-03-05T12:00:00Z");
    assert_eq!(world.today().hijri_words.as_deref(), Some("malam 16 Ramadan"));
    assert_eq!(world.day(None).hijri.map(|hijri| hijri.words).as_deref(), Some("15 Ramadan 1447H"));
    world.change(|settings| settings.hijri_shift = (-1).try_into().expect("a small shift"));
    assert_eq!(world.today().hijri_words.as_deref(), Some("malam 15 Ramadan"));
}

#[test]
fn a_month_that_was_said_to_begin_a_day_earlier_does_and_no_other_moves() {
    let world = kuantan();
    let hijri = |date: &str| world.day(Some(date)).hijri.expect("it has one").words;
    let view = world.settings();
    let [ramadan, syawal] = &view.hijri_months[..] else { panic!("two months: {:?}", view.hijri_months) };
    assert_eq!((ramadan.words.as_str(), syawal.words.as_str()), ("Ramadan 1447H", "Syawal 1447H"));
    assert_eq!((ramadan.start.as_str(), syawal.start.as_str()), ("2026-02-19", "2026-03-21"));
    let said: Vec<_> = syawal.starts.iter().map(|start| (start.words.as_str(), start.computed)).collect();
    assert_eq!(said, [("Jumaat 20 Mac", false), ("Sabtu 21 Mac", true), ("Ahad 22 Mac", false)]);

    let view = world.begins(&syawal.month, Some("2026-03-20"));
    assert_eq!(view.hijri_months[1].start, "2026-03-20");
    assert_eq!(hijri("2026-03-20"), "1 Syawal 1447H");
    assert!(!world.day(Some("2026-03-20")).hijri.expect("it has one").may_shift, "it was said");
    assert_eq!((hijri("2026-03-05").as_str(), hijri("2026-07-30").as_str()), ("15 Ramadan 1447H", "15 Safar 1448H"));
    world.begins(&syawal.month, None);
    assert_eq!(hijri("2026-03-20"), "30 Ramadan 1447H");
}

#[test]
fn ramadan_begins_and_ends_with_what_was_said() {
    let world = kuantan();
    world.app.device.set_now("2026-02-18T04:00:00Z");
    let fasts = || world.solat().ramadan.is_some();
    assert!(!fasts(), "Ramadan is computed to begin a day later");
    world.begins("1447-09", Some("2026-02-18"));
    assert!(fasts());
    world.begins("1447-10", Some("2026-03-19"));
    world.app.device.set_now("2026-03-19T04:00:00Z");
    assert!(!fasts());
}

#[test]
fn a_month_cannot_begin_where_none_can() {
    let world = kuantan();
    for (month, day) in [("1447-10", "2026-03-30"), ("1447-10", "2026-03-02"), ("1600-01", "2026-03-20")] {
        let view = world.begins(month, Some(day));
        assert_eq!(view.hijri_months[1].start, "2026-03-21", "{month} {day} is left out");
        world.begins(month, None);
    }
    // With Ramadan a day earlier, Syawal can no longer be a day later than computed.
    world.begins("1447-09", Some("2026-02-18"));
    let starts = &world.settings().hijri_months[1].starts;
    assert_eq!(starts.iter().map(|start| start.date.as_str()).collect::<Vec<_>>(), ["2026-03-19", "2026-03-20"]);
}

#[test]
fn a_month_that_waits_for_the_moon_says_so() {
    let world = kuantan();
    let may_shift = |date| world.day(Some(date)).hijri.is_some_and(|hijri| hijri.may_shift);
    assert!(may_shift("2026-03-05") && !may_shift("2026-07-30"), "Ramadan is announced, Safar is computed");
    assert_eq!(world.day(Some("1990-01-01")).hijri, None);
}

#[test]
fn a_zone_keeps_malaysian_time_wherever_the_device_is() {
    let world = kuantan();
    let here = (world.solat(), world.today().hijri_words, world.day(None).times);
    assert_eq!(here.0.elsewhere, None);
    // In Honolulu it is the evening before.
    for hours in [3, -10] {
        world.app.device.travel(hours);
        let there = world.solat();
        assert_eq!(there.elsewhere, Some(Elsewhere::Malaysia));
        assert_eq!(SolatNowView { elsewhere: None, ..there }, here.0);
        assert_eq!((world.today().hijri_words, world.day(None).times), (here.1.clone(), here.2.clone()));
    }
    assert_eq!((world.today().time_words.as_str(), world.today().date_words.as_str()), ("6 petang", "Rabu 4 Mac"));
}

#[test]
fn a_point_under_another_sun_than_the_devices_is_told() {
    let world = believer();
    world.change(|settings| settings.place = point("21.4225,39.8262"));
    assert_eq!(world.solat().elsewhere, Some(Elsewhere::Point), "the device is in Malaysia, the place is Makkah");
    world.app.device.travel(3);
    assert_eq!(world.solat().elsewhere, None);
    for (place, hours) in [("39.47,75.99", 8), ("42.24,-8.72", 2), ("1.87,-157.4", 14), ("-36.8,174.8", 13)] {
        world.change(|settings| settings.place = point(place));
        world.app.device.travel(hours);
        assert_eq!(world.settings().elsewhere, None, "{place}");
    }
}

#[test]
fn the_mosque_that_is_followed_is_a_label_of_its_zone() {
    let world = kuantan();
    let times = world.day(None).times;
    let mosque = || Some(OneLine::parse("Masjid Sultan Ahmad Shah").expect("a name"));
    let view = world.change(|settings| settings.mosque = mosque());
    assert_eq!(view.place_words.as_deref(), Some("Masjid Sultan Ahmad Shah, Kuantan, Pahang"));
    assert_eq!(world.solat().place_words, "Masjid Sultan Ahmad Shah, Kuantan, Pahang");
    assert_eq!(world.day(None).times, times);
    let view = world.change(|settings| settings.place = point("3.8,103.3"));
    assert_eq!(view.settings.mosque, None, "a point is a place by itself");
}

#[test]
fn a_change_of_zone_changes_the_times_at_once() {
    let world = kuantan();
    let view = world.change(|settings| settings.place = zone("wly02"));
    assert_eq!(view.settings.place, zone("WLY02"), "written as the list has it");
    assert_eq!(view.place_words.as_deref(), Some("Labuan"));
    // Labuan lies 12 degrees further east: 48 minutes.
    assert_eq!(world.next().1, "12:33 tengah hari");
    assert_eq!(world.solat().place_words, "Labuan");
}

#[test]
fn a_point_without_a_choice_has_the_usual_method_of_its_region_and_says_which() {
    let world = believer();
    world.app.device.travel(0);
    let view = world.change(|settings| settings.place = point("51.5074,-0.1278"));
    assert_eq!(view.usual_method.as_deref(), Some("Liga Dunia Islam (MWL)"));
    assert_eq!(view.method_words.as_deref(), Some("Subuh 18°, Isyak 17°"));
    let times = || world.day(Some("2026-04-05")).times;
    let usual = times();
    world.change(|settings| settings.method = code("mwl"));
    assert_eq!(times(), usual);
    world.change(|settings| settings.method = code("singapore"));
    assert_ne!(times(), usual);
}

#[test]
fn own_numbers_are_computed_with_and_what_is_none_is_refused() {
    let world = believer();
    world.app.device.travel(3);
    let view = world.change(|settings| {
        settings.place = point("21.4225,39.8262");
        settings.method = code("own 18.5 +75");
    });
    assert_eq!(view.method_words.as_deref(), Some("Subuh 18.5°, Isyak 75 minit selepas Maghrib"));
    let at = |time| world.time("2026-03-05", time);
    assert_eq!((at(SolatTime::Maghrib).as_str(), at(SolatTime::Isha).as_str()), ("6:26 petang", "7:41 malam"));
    for wrong in ["own 18.5", "own 3 17", "own 18 +10", "jakim"] {
        let settings = PrayerSettings { method: code(wrong), ..view.settings.clone() };
        let request = PrayerSettingsRequest { seen: view.seen.clone(), settings };
        let refused = world.app.prayer_settings_save(request).map(drop).map_err(|error| error.code);
        assert_eq!(refused, Err(ErrorCode::BadRequest), "{wrong}");
    }
}

#[test]
fn at_makkah_isyak_waits_half_an_hour_longer_in_ramadan() {
    let world = believer();
    world.app.device.travel(3);
    world.change(|settings| settings.place = point("21.4225,39.8262"));
    let at = |date, time| world.time(date, time);
    // 5 March 2026 lies in Ramadan, 5 April does not.
    assert_eq!(at("2026-03-05", SolatTime::Maghrib), "6:26 petang");
    assert_eq!(at("2026-03-05", SolatTime::Isha), "8:26 malam");
    assert_eq!(at("2026-04-05", SolatTime::Maghrib), "6:37 petang");
    assert_eq!(at("2026-04-05", SolatTime::Isha), "8:07 malam");
}

fn code(written: &str) -> Option<Code> {
    Some(Code::parse(written).expect("a short text"))
}

#[test]
fn a_point_follows_the_device_and_its_summer_time() {
    let world = believer();
    world.app.device.travel(0);
    world.app.device.change_clocks("2026-03-29T01:00:00Z", 1);
    let view = world.change(|settings| {
        settings.place = point("51.5074,-0.1278");
        settings.method = Some(Code::parse("mwl").expect("a short text"));
    });
    assert!(view.follows_device);
    let noon = |date| world.time(date, SolatTime::Dhuhr);
    assert_eq!((noon("2026-03-28").as_str(), noon("2026-03-29").as_str()), ("12:07 tengah hari", "1:06 tengah hari"));
    world.app.device.set_now("2026-03-29T00:59:59Z");
    assert_eq!(world.today().time_words, "12:59 tengah malam");
    world.app.device.set_now("2026-03-29T01:00:00Z");
    assert_eq!(world.today().time_words, "2 pagi");
}

#[test]
fn where_the_sun_does_not_set_the_view_says_why_there_are_no_times() {
    let world = believer();
    world.change(|settings| settings.place = point("69.65,18.96"));
    let day = world.day(Some("2026-06-21"));
    assert!(day.times.is_empty() && day.no_times_words.is_some());
    assert!(world.day(Some("2026-03-21")).no_times_words.is_none());
}

#[test]
fn a_clock_that_jumps_takes_the_view_with_it() {
    let world = kuantan();
    for (now, date) in [("2028-02-29T04:00:00Z", "2028-02-29"), ("1999-12-31T20:00:00Z", "2000-01-01")] {
        world.app.device.set_now(now);
        assert_eq!(world.solat().date, date);
    }
    // Before and after all that can be computed there are no times, and nothing fails.
    for now in ["1850-01-01T00:00:00Z", "2300-01-01T00:00:00Z"] {
        world.app.device.set_now(now);
        assert_eq!(world.today().solat, None);
        assert!(world.day(None).no_times_words.is_some());
    }
}

#[test]
fn the_29th_of_february_has_its_neighbours() {
    let world = kuantan();
    let day = world.day(Some("2028-02-29"));
    assert_eq!((day.previous.as_deref(), day.next.as_deref()), (Some("2028-02-28"), Some("2028-03-01")));
    assert_eq!((day.times.len(), day.date_words.as_str()), (10, "Selasa 29 Feb"));
    let refused = world.app.solat_view(SolatRequest { date: Some("2027-02-29".into()) });
    assert_eq!(refused.expect_err("2027 has none").code, ErrorCode::DateInvalid);
}

#[test]
fn on_fridays_nothing_is_forbidden_at_the_suns_height() {
    let world = kuantan();
    let names = |date| world.day(Some(date)).forbidden.into_iter().map(|time| time.name).collect::<Vec<_>>();
    let thursday = names("2026-03-05");
    assert_eq!(thursday.len(), 4);
    let friday = names("2026-03-06");
    assert_eq!(friday.len(), 3);
    assert!(!friday.contains(&thursday[2]));
}

#[test]
fn the_jemaah_stands_beside_its_prayer() {
    let world = kuantan();
    world.change(|settings| settings.prayers.dhuhr.jemaah = JemaahMinutes::try_from(15).ok());
    assert_eq!(world.solat().prayers[1].jemaah_words.as_deref(), Some("1:37 tengah hari"));
}

#[test]
fn the_qibla_of_kuantan_is_north_of_west() {
    let words = kuantan().day(None).qibla.map(|qibla| qibla.words);
    assert_eq!(words.as_deref(), Some("292° dari utara, ikut arah jam"));
}

#[test]
fn zones_are_found_by_town_mosque_and_point() {
    let world = believer();
    let found = |words: &str| world.app.zones_search(ZoneSearchRequest { words: words.into() }).expect("found").zones;
    assert_eq!(found(" ").len(), 60);
    let kuantan = &found("kuantn")[0];
    assert_eq!((kuantan.code.as_str(), kuantan.matched.as_deref()), ("PHG02", Some("Kuantan")));
    assert_eq!(found("Masjid Jamek, Jasin")[0].code, "MLK01");
    let near = found("3.82, 103.33");
    assert_eq!((near.len(), near[0].code.as_str()), (1, "PHG02"));
    assert!(near[0].near_words.as_deref().is_some_and(|words| words.contains("Kuantan")));
    assert_eq!(found("51.5, -0.1"), []);
    assert_eq!(found("Reykjavik"), []);
}

#[test]
fn what_cannot_be_right_is_not_kept() {
    let world = kuantan();
    let refused = |change: &dyn Fn(&mut PrayerSettingsRequest)| {
        let PrayerSettingsView { seen, settings, .. } = world.settings();
        let mut request = PrayerSettingsRequest { seen, settings };
        change(&mut request);
        world.app.prayer_settings_save(request).expect_err("it cannot be right").code
    };
    let code = |text: &str| Code::parse(text).ok();
    assert_eq!(refused(&|request| request.settings.place = zone("WLY99")), ErrorCode::ZoneUnknown);
    assert_eq!(refused(&|request| request.settings.method = code("jakim")), ErrorCode::BadRequest);
    assert_eq!(refused(&|request| request.settings.high_latitude = code("x")), ErrorCode::BadRequest);
    assert_eq!(refused(&|request| request.seen = None), ErrorCode::BadRequest);
    let day = |text: &str| text.parse().expect("a day");
    let backwards = Uzur { from: day("2026-03-05"), until: Some(day("2026-03-04")) };
    assert_eq!(refused(&|request| request.settings.uzur = Some(backwards)), ErrorCode::EndsBeforeStart);
    assert_eq!(world.settings().settings.place, zone("PHG02"));
}

#[test]
fn the_words_follow_the_language() {
    let world = kuantan();
    let appearance = Appearance { language: ukhwah_domain::language::Language::En, ..Appearance::default() };
    world.app.appearance_save(appearance).expect("kept");
    assert_eq!(world.next(), next(Prayer::Dhuhr, "1:22 pm", "in 1 h 22 min"));
    assert_eq!(world.today().hijri_words.as_deref(), Some("15 Ramadan"));
}
