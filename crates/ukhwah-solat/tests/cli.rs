//! The program `solat`, run as people run it.
#![cfg(feature = "cli")]

use std::process::{Command, Output};

use serde_json::Value;

fn solat(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_solat")).args(arguments).output().expect("the program runs")
}

/// What it prints where it succeeds.
fn printed(arguments: &[&str]) -> String {
    let output = solat(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("it prints text")
}

/// The first line of what it complains of; it must end with code 2 and have printed nothing else.
fn refused(arguments: &[&str]) -> String {
    let output = solat(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    let errors = String::from_utf8(output.stderr).expect("it prints text");
    assert!(errors.starts_with("error: "), "{errors}");
    errors.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_zone_is_printed_as_rows_under_a_heading() {
    let rows = printed(&["--zone", "wly01", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "csv"]);
    assert_eq!(
        rows,
        "zone,date,fajr,syuruk,dhuhr,asr,maghrib,isha\n\
         WLY01,2026-01-01,06:06,07:18,13:19,16:42,19:17,20:31\n\
         WLY01,2026-01-02,06:07,07:18,13:20,16:42,19:17,20:32\n"
    );
}

#[test]
fn all_zones_are_printed_for_a_leap_day() {
    let rows = printed(&["--zone", "all", "--from", "2028-02-29"]);
    assert_eq!(rows, printed(&["--zone", "ALL", "--from", "2028-02-29"]));
    assert_eq!(rows.lines().count(), 61);
    assert!(rows.lines().skip(1).all(|row| row.contains(",2028-02-29,")));
}

#[test]
fn json_has_the_same_times() {
    let text = printed(&["--zone", "WLY01", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "json"]);
    let days: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(days.as_array().map(Vec::len), Some(2));
    assert_eq!((&days[0]["zone"], &days[0]["maghrib"]), (&Value::from("WLY01"), &Value::from("19:17")));
}

#[test]
fn a_calendar_has_an_event_for_each_prayer_at_its_moment() {
    let calendar = printed(&["--zone", "WLY01", "--from", "2026-01-01", "--format", "ics"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), 6);
    assert!(calendar.contains("DTSTART:20251231T220600Z\r\n"), "Subuh, 06:06 in Malaysia");
    assert!(calendar.contains("SUMMARY:Isyak\r\n"));
    let again = printed(&["--zone", "WLY01", "--from", "2026-01-01", "--format", "ics"]);
    assert_eq!(calendar, again, "importing twice doubles nothing");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && calendar.ends_with("\r\nEND:VCALENDAR\r\n"));
    assert_eq!(calendar.matches("VCALENDAR").count(), 2);
}

#[test]
fn a_place_follows_its_own_clock_through_the_change_to_summer_time() {
    let london = ["--place", "51.5,-0.12", "--method", "mwl", "--time-zone", "Europe/London"];
    let rows = printed(&[&london[..], &["--from", "2026-03-28", "--to", "2026-03-29"]].concat());
    let dhuhr: Vec<_> = rows.lines().skip(1).filter_map(|row| row.split(',').nth(5)).collect();
    assert_eq!(dhuhr, ["12:07", "13:06"]);
}

/// A zone's own name, its short option, and where no clock is named Malaysia's or the sun's, which is said.
#[test]
fn a_place_without_a_clock_has_the_one_to_expect_there_and_says_so() {
    let place = |place: &str, more: &[&str]| {
        let output = solat(&[&["--place", place, "--method", "mwl", "--from", "2026-01-01"], more].concat());
        assert!(output.status.success());
        let [rows, notes] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("it prints text"));
        (rows, notes)
    };
    for (at, clock) in
        [("3.139,101.687", "+08:00"), ("51.5,-0.12", "+00:00"), ("40.7,-74", "-05:00"), ("-18,178.4", "+12:00")]
    {
        let (rows, note) = place(at, &[]);
        assert!(note.contains(&format!("UTC{clock}")) && note.contains("--tz") && note.lines().count() == 1, "{note}");
        assert_eq!((rows, String::new()), place(at, &["--utc-offset", clock]));
    }
    assert_eq!(place("51.5,-0.12", &["--tz", "Europe/London"]), place("51.5,-0.12", &["--time-zone", "Europe/London"]));
}

#[test]
fn a_place_south_of_the_equator_is_not_taken_for_an_option() {
    let rows = printed(&["--place", "-36.85,174.76", "--method", "mwl", "--utc-offset", "+12", "--from", "2026-06-01"]);
    assert!(rows.contains("\"-36.85,174.76\",2026-06-01,05:53,07:25,"), "{rows}");
}

#[test]
fn own_angles_and_the_hanafi_asar_are_obeyed() {
    let place = ["--place", "3.1,101.7", "--utc-offset", "+08:00", "--from", "2026-01-01"];
    let of = |more: &[&str]| printed(&[&place[..], more].concat());
    let mwl = of(&["--method", "mwl"]);
    assert_eq!(mwl, of(&["--method", "custom", "--fajr-angle", "18", "--isha-angle", "17"]));
    assert_ne!(mwl, of(&["--method", "mwl", "--asr", "hanafi"]));
}

#[test]
fn isyak_at_makkah_is_later_in_ramadan_alone() {
    let place = ["--place", "21.427,39.829", "--method", "makkah", "--utc-offset", "3"];
    let isyak = |more: &[&str]| -> Vec<String> {
        let rows = printed(&[&place[..], &["--from", "2026-02-18", "--to", "2026-02-19"], more].concat());
        rows.lines().skip(1).filter_map(|row| row.rsplit(',').next().map(str::to_owned)).collect()
    };
    assert_eq!(isyak(&[]), ["19:50", "20:20"]);
    assert_eq!(isyak(&["--hijri-shift", "1"]), ["20:20", "20:20"]);
    assert!(
        refused(&[&place[..], &["--from", "2026-02-18", "--hijri-shift", "3"]].concat()).contains("between -2 and 2")
    );
}

#[test]
fn where_the_sun_does_not_set_it_says_what_can_be_done() {
    let tromso = ["--place", "69.65,18.96", "--method", "mwl", "--utc-offset", "+02:00", "--from", "2026-06-21"];
    assert!(refused(&tromso).contains("--nearest-latitude"));
    assert_eq!(printed(&[&tromso[..], &["--nearest-latitude"]].concat()).lines().count(), 2);
}

#[test]
fn hijri_dates_zones_and_the_qibla_are_printed() {
    assert_eq!(printed(&["hijri", "2026-03-21"]), "1447-10-01\n");
    let zones = printed(&["zones", "petaling", "jaya"]);
    assert!(zones.lines().nth(1).is_some_and(|row| row.starts_with("SGR01,Selangor,Petaling Jaya,")), "{zones}");
    assert_eq!(printed(&["qibla", "3.139,101.6869"]).split('.').next(), Some("292"));
}

#[test]
fn bad_input_is_refused_in_one_line_with_code_2() {
    let zone = |more: &[&str]| refused(&[&["--zone", "WLY01"], more].concat());
    let place = |more: &[&str]| refused(&[&["--from", "2026-01-01", "--utc-offset", "8"], more].concat());
    assert!(refused(&["--zone", "WLY99", "--from", "2026-01-01"]).contains("WLY99"));
    assert!(zone(&["--from", "2026-02-29"]).contains("YYYY-MM-DD"));
    assert!(zone(&["--from", "01/02/2026"]).contains("YYYY-MM-DD"));
    assert!(zone(&["--from", "2026-01-02", "--to", "2026-01-01"]).contains("before"));
    assert!(zone(&["--from", "1899-12-31", "--to", "2026-01-01"]).contains("1900 to 2100"));
    assert!(zone(&["--from", "2026-01-01", "--to", "9999-01-01"]).contains("1900 to 2100"));
    assert!(zone(&["--from", "2026-01-01", "--format", "xml"]).contains("xml"));
    assert!(place(&["--place", "91,0", "--method", "mwl"]).contains("latitude 91"));
    assert!(place(&["--place", "3,181", "--method", "mwl"]).contains("longitude 181"));
    assert!(place(&["--place", "NaN,0", "--method", "mwl"]).contains("finite"));
    assert!(place(&["--place", "kuantan", "--method", "mwl"]).contains("latitude,longitude"));
    assert!(place(&["--place", "3,101", "--method", "jakim"]).contains("jakim"));
    assert!(place(&["--place", "3,101", "--method", "custom"]).contains("--fajr-angle"));
    assert!(refused(&["hijri", "yesterday"]).contains("YYYY-MM-DD"));
    assert!(refused(&["hijri", "1700-01-01"]).contains("1700-01-01"));
    assert!(refused(&["zones", "xqxqxq"]).contains("xqxqxq"));
    for incomplete in
        [&["--zone", "WLY01"][..], &[], &["hijri"], &["zones"], &["--place", "3,101", "--from", "2026-01-01"]]
    {
        refused(incomplete);
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let output = Command::new(env!("CARGO_BIN_EXE_solat")).arg("--zone").arg(OsStr::from_bytes(b"\xff\xfe")).output();
    assert_eq!(output.expect("the program runs").status.code(), Some(2));
}
