//! Official tables from files, checked, accepted, and laid over the computed times.

use std::fmt::Write as _;

use chrono::{Datelike as _, Days, NaiveDate};
use ukhwah_solat::malaysia::{Timetable, Zone};
use ukhwah_solat::{Minutes, Prayer};

use crate::error::ErrorCode;
use crate::solat::testing::{World, believer, kuantan, zone};
use crate::solat::{SolatRequest, SolatTime, TableAcceptRequest, TableCheckView, TimesSource};

/// The table of a zone for a month, each time changed as `change` wants it.
pub(super) fn table(code: &str, month: u32, change: impl Fn(NaiveDate, Prayer, Minutes) -> Minutes) -> String {
    let timetable = Timetable::new(code.parse::<Zone>().expect("a zone"));
    let first = NaiveDate::from_ymd_opt(2026, month, 1).expect("a day");
    let mut csv = "date,fajr,syuruk,dhuhr,asr,maghrib,isha\n".to_owned();
    for date in first.iter_days().take_while(|date| date.month() == month) {
        let day = timetable.day(date).expect("it can be computed");
        write!(csv, "{date}").expect("memory");
        for prayer in Prayer::ALL {
            write!(csv, ",{}", change(date, prayer, day[prayer])).expect("memory");
        }
        csv.push('\n');
    }
    csv
}

pub(super) fn as_computed(_: NaiveDate, _: Prayer, time: Minutes) -> Minutes {
    time
}

impl World {
    fn choose(&self, content: &str) -> TableCheckView {
        let file = self.folder.path().join("jadual.csv");
        std::fs::write(&file, content).expect("written");
        self.app.device.choose(Some(&file));
        self.app.table_choose().expect("checked")
    }

    fn accept(&self, shifts: &[u32]) -> Result<(), ErrorCode> {
        self.app.table_accept(TableAcceptRequest { shifts: shifts.to_vec() }).map(drop).map_err(|error| error.code)
    }

    fn at(&self, date: &str, time: SolatTime) -> String {
        let view = self.app.solat_view(SolatRequest { date: Some(date.to_owned()) }).expect("shown");
        view.times.into_iter().find(|view| view.time == time).expect("the day has it").at_words
    }

    fn source(&self, date: &str) -> TimesSource {
        self.app.solat_view(SolatRequest { date: Some(date.to_owned()) }).expect("shown").source
    }
}

#[test]
fn an_accepted_table_replaces_the_computed_times_of_its_dates_alone() {
    let world = kuantan();
    let computed = (world.at("2026-03-05", SolatTime::Fajr), world.at("2026-03-05", SolatTime::Imsak));
    let later = |_, prayer, time: Minutes| if prayer == Prayer::Fajr { time.plus(1) } else { time };
    let found = world.choose(&table("PHG02", 3, later));
    assert_eq!((found.from.as_str(), found.zone_words.as_str()), ("jadual.csv", "Kuantan, Pahang"));
    assert_eq!((found.days, found.accepted, found.refused_count, found.refusal_words), (31, 186, 0, None));
    assert_eq!(found.span_words.as_deref(), Some("Ahad 1 Mac 2026 – Selasa 31 Mac 2026"));
    assert_eq!(world.at("2026-03-05", SolatTime::Fajr), computed.0, "nothing is used before it is accepted");

    world.accept(&[]).expect("accepted");
    assert_ne!(world.at("2026-03-05", SolatTime::Fajr), computed.0);
    assert_ne!(world.at("2026-03-05", SolatTime::Imsak), computed.1, "imsak goes with Subuh");
    assert_eq!(
        (world.source("2026-03-05"), world.source("2026-04-01")),
        (TimesSource::Official, TimesSource::Computed)
    );
    let kept = world.settings().table.expect("it is kept");
    assert_eq!((kept.days, kept.ends_soon), (31, true));

    world.app.table_forget().expect("forgotten");
    assert_eq!(world.at("2026-03-05", SolatTime::Fajr), computed.0);
    assert_eq!(world.settings().table, None);
}

#[test]
fn a_single_wrong_time_is_listed_with_its_reason_and_the_computed_one_stays() {
    let world = kuantan();
    let computed = world.at("2026-03-10", SolatTime::Asr);
    let wrong = |date: NaiveDate, prayer, time: Minutes| match (date.day(), prayer) {
        (10, Prayer::Asr) => time.plus(7),
        (11, Prayer::Maghrib) => time.plus(-720),
        _ => time,
    };
    let found = world.choose(&table("PHG02", 3, wrong));
    let reasons: Vec<_> = found.refused.iter().map(|value| (value.time, value.reason_words.as_str())).collect();
    assert_eq!(reasons, [(SolatTime::Asr, "7 minit lebih lewat"), (SolatTime::Maghrib, "Pagi dan petang tertukar")]);
    world.accept(&[]).expect("the rest is good");
    assert_eq!(world.at("2026-03-10", SolatTime::Asr), computed);
}

#[test]
fn wrong_times_of_days_running_are_told_in_one_line() {
    let wrong = |date: NaiveDate, prayer, time: Minutes| match (date.day(), prayer) {
        (3..=8, Prayer::Fajr) => time.plus(8),
        (9, Prayer::Fajr) => time.plus(9),
        (20, Prayer::Isha) => time.plus(-4),
        _ => time,
    };
    let found = kuantan().choose(&table("PHG02", 3, wrong));
    let [run, single] = found.refused.as_slice() else { panic!("{:?}", found.refused) };
    assert_eq!((run.days, run.time, run.computed_words.as_ref()), (7, SolatTime::Fajr, None));
    assert_eq!(run.date_words, "Selasa 3 Mac 2026 – Isnin 9 Mac 2026");
    assert_eq!(run.reason_words, "Hingga 9 minit lebih lewat");
    assert_eq!((single.days, single.reason_words.as_str()), (1, "4 minit lebih awal"));
    assert!(single.computed_words.is_some() && single.given_words.is_some());
    assert_eq!(found.refused_count, 8);
}

#[test]
fn a_lasting_shift_is_used_only_if_it_is_confirmed() {
    let world = kuantan();
    let computed = world.at("2026-03-05", SolatTime::Fajr);
    let content = table("PHG02", 3, |_, prayer, time| if prayer == Prayer::Fajr { time.plus(-8) } else { time });
    let found = world.choose(&content);
    assert_eq!(found.shifts.len(), 1);
    let shift = &found.shifts[0];
    assert_eq!((shift.index, shift.time, shift.minutes), (0, SolatTime::Fajr, -8));
    assert_eq!(shift.words, "Subuh: 8 minit lebih awal, Ahad 1 Mac 2026 – Selasa 31 Mac 2026");
    world.accept(&[7]).expect("the others are used");
    assert_eq!(world.at("2026-03-05", SolatTime::Fajr), computed);
    world.choose(&content);
    world.accept(&[0]).expect("confirmed");
    assert_ne!(world.at("2026-03-05", SolatTime::Fajr), computed);
}

#[test]
fn the_table_of_another_zone_is_refused_by_name() {
    let world = kuantan();
    let found = world.choose(&table("KDH01", 3, as_computed));
    let words = found.refusal_words.expect("nothing of it can be used");
    assert_eq!(words, "Jadual ini untuk Alor Setar, Kedah, bukan Kuantan, Pahang.");
    assert_eq!((found.days, found.accepted), (0, 0));
    assert_eq!(world.accept(&[]), Err(ErrorCode::NotFound));
}

#[test]
fn the_times_of_no_zone_are_refused_too() {
    let found = kuantan().choose(&table("PHG02", 3, |_, _, time| time.plus(60)));
    let words = found.refusal_words.expect("nothing of it can be used");
    assert_eq!(words, "Waktu dalam jadual ini tidak padan dengan Kuantan, Pahang. Zohor 60 minit lebih lewat.");
}

#[test]
fn what_is_no_table_is_refused_in_one_sentence() {
    let world = kuantan();
    for content in
        ["", "\u{1f319}", "a,b\n1,2\n", "{\"prayerTime\":[", "date,fajr,syuruk,dhuhr,asr,maghrib,isha\nx,1,2\n"]
    {
        let found = world.choose(content);
        assert!(found.refusal_words.is_some(), "{content}");
        assert_eq!(world.accept(&[]), Err(ErrorCode::NotFound));
    }
}

#[test]
fn a_file_beyond_all_tables_is_not_read_to_its_end() {
    let world = kuantan();
    let file = world.folder.path().join("besar.csv");
    std::fs::File::create(&file).and_then(|file| file.set_len(30 << 20)).expect("a sparse file");
    world.app.device.choose(Some(&file));
    assert_eq!(world.app.table_choose().expect_err("30 MiB").code, ErrorCode::FileTooLarge);
    world.app.device.choose(Some(world.folder.path()));
    assert_eq!(world.app.table_choose().expect_err("a folder").code, ErrorCode::FileUnreadable);
    world.app.device.choose(None);
    assert_eq!(world.app.table_choose().expect_err("none").code, ErrorCode::Cancelled);
}

#[test]
fn missing_days_are_named_and_stay_computed() {
    let world = kuantan();
    let whole = table("PHG02", 3, as_computed);
    let lines: Vec<_> = whole.lines().filter(|line| !line.starts_with("2026-03-1")).collect();
    let found = world.choose(&lines.join("\n"));
    assert_eq!(found.missing_words, ["Selasa 10 Mac 2026 – Khamis 19 Mac 2026"]);
    world.accept(&[]).expect("accepted");
    assert_eq!(
        (world.source("2026-03-09"), world.source("2026-03-10")),
        (TimesSource::Official, TimesSource::Computed)
    );
}

#[test]
fn a_table_stays_with_its_zone() {
    let world = kuantan();
    world.choose(&table("PHG02", 3, as_computed));
    world.change(|settings| settings.place = zone("KTN01"));
    assert_eq!(world.accept(&[]), Err(ErrorCode::NotFound), "it was checked for another zone");
    world.change(|settings| settings.place = zone("PHG02"));
    world.choose(&table("PHG02", 3, as_computed));
    world.accept(&[]).expect("accepted");
    world.change(|settings| settings.place = zone("KTN01"));
    assert_eq!((world.source("2026-03-05"), world.settings().table), (TimesSource::Computed, None));
    world.change(|settings| settings.place = zone("PHG02"));
    assert_eq!(world.source("2026-03-05"), TimesSource::Official);
}

#[test]
fn a_second_table_adds_its_dates_to_the_first() {
    let world = kuantan();
    for month in [3, 4] {
        world.choose(&table("PHG02", month, as_computed));
        world.accept(&[]).expect("accepted");
    }
    let kept = world.settings().table.expect("both are kept");
    assert_eq!((kept.days, kept.span_words.as_str()), (61, "Ahad 1 Mac 2026 – Khamis 30 Apr 2026"));
}

#[test]
fn without_a_zone_there_is_nothing_to_hold_a_table_against() {
    assert_eq!(believer().app.table_choose().expect_err("no zone").code, ErrorCode::BadRequest);
}

#[test]
fn what_is_kept_survives_a_start_and_a_lock_drops_what_waits() {
    let world = kuantan();
    world.choose(&table("PHG02", 3, as_computed));
    world.app.close_session().expect("closed");
    world.app.open();
    assert_eq!(world.accept(&[]), Err(ErrorCode::NotFound));
    world.choose(&table("PHG02", 3, as_computed));
    world.accept(&[]).expect("accepted");
    world.app.close_session().expect("closed");
    world.app.open();
    assert_eq!(world.source("2026-03-05"), TimesSource::Official);
    let after = NaiveDate::from_ymd_opt(2026, 3, 31).and_then(|last| last.checked_add_days(Days::new(1)));
    assert_eq!(world.source(&after.expect("a day").to_string()), TimesSource::Computed);
}
