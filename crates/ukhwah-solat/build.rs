//! Turns the zones and their parameters (`data/*.json`) into constants, so that the library reads no JSON.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value};

const PRAYERS: [&str; 6] = ["fajr", "syuruk", "dhuhr", "asr", "maghrib", "isha"];

fn main() {
    let zones = read("data/zones.json");
    let parameters = read("data/parameters.json");
    let names = object(&zones["zones"]);
    let rules = object(&parameters["zones"]);
    assert!(names.keys().eq(rules.keys()), "both files name the same zones");

    let mut out = String::new();
    writeln!(out, "pub(super) const VERSION: &str = {:?};", text(&parameters["version"])).expect("a string grows");
    writeln!(out, "pub(super) const FITTED_ON: &str = {:?};", text(&parameters["fitted_on"])).expect("a string grows");
    write_zones(&mut out, names);
    write_rules(&mut out, rules);
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("malaysia.rs");
    fs::write(target, out).expect("the output folder can be written");
}

fn write_zones(out: &mut String, names: &Map<String, Value>) {
    writeln!(out, "pub(super) static ZONES: [ZoneRecord; {}] = [", names.len()).expect("a string grows");
    for (code, zone) in names {
        let [latitude, longitude] = pair(&zone["at"]);
        writeln!(
            out,
            "ZoneRecord {{ code: {code:?}, state: {:?}, town: {:?}, at: Place::proven({latitude:?}, {longitude:?}), \
             dhuha: {}, districts: &{:?}, also: &{:?} }},",
            text(&zone["state"]),
            text(&zone["town"]),
            zone["dhuha"].as_u64().expect("whole minutes"),
            texts(&zone["districts"]),
            texts(&zone["also"]),
        )
        .expect("a string grows");
    }
    out.push_str("];\n");
}

fn write_rules(out: &mut String, zones: &Map<String, Value>) {
    writeln!(out, "pub(super) static RULES: [ZoneRules; {}] = [", zones.len()).expect("a string grows");
    for zone in zones.values() {
        out.push_str("ZoneRules([");
        for prayer in PRAYERS {
            let rule = &zone[prayer];
            let points: Vec<_> = rule["points"].as_array().expect("a list of points").iter().map(pair).collect();
            let places: Vec<_> = points.iter().map(|[lat, lon]| format!("Place::proven({lat:?}, {lon:?})")).collect();
            write!(
                out,
                "Rule::proven(Variant::{}, {:?}, {:?}, &[{}]), ",
                text(&rule["variant"]),
                rule["angle"].as_f64().unwrap_or(18.0),
                rule["dip"].as_f64().unwrap_or(0.0),
                places.join(", "),
            )
            .expect("a string grows");
        }
        out.push_str("]),\n");
    }
    out.push_str("];\n");
}

fn read(path: &str) -> Value {
    println!("cargo:rerun-if-changed={path}");
    let content = fs::read_to_string(path).expect("the data file is beside the build script");
    serde_json::from_str(&content).expect("the data file is JSON")
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("an object")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(text).collect()
}

/// A latitude and a longitude in degrees, inside their ranges.
fn pair(value: &Value) -> [f64; 2] {
    let [latitude, longitude] = [&value[0], &value[1]].map(|number| number.as_f64().expect("degrees"));
    assert!(latitude.abs() <= 90.0 && longitude.abs() <= 180.0, "{latitude}, {longitude} is on the Earth");
    [latitude, longitude]
}
