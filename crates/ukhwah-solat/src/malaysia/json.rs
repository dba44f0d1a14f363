//! Parameters read at run time.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use super::parameters::{MAX_POINTS, Parameters, Rule, Variant, ZoneRules};
use super::zone::Zone;
use crate::place::{Place, PlaceError};
use crate::prayer::Prayer;

/// Why a text does not give the parameters of all zones.
#[derive(Debug, Error)]
pub enum ParametersError {
    /// Not JSON of the expected shape.
    #[error("the parameters are not as expected")]
    Format(#[from] serde_json::Error),
    /// A zone is missing.
    #[error("there are no parameters for zone {0}")]
    Zone(Zone),
    /// A prayer of a zone is missing.
    #[error("there are no parameters for {prayer} of zone {zone}")]
    Prayer {
        /// The zone.
        zone: Zone,
        /// The prayer.
        prayer: Prayer,
    },
    /// No reference point, or more than four.
    #[error("a prayer has 1 to 4 reference points, {prayer} of zone {zone} has another number")]
    Points {
        /// The zone.
        zone: Zone,
        /// The prayer.
        prayer: Prayer,
    },
    /// An angle or a dip that no horizon has.
    #[error("the angle or dip of {prayer} of zone {zone} is not between 0 and 30 degrees")]
    Angle {
        /// The zone.
        zone: Zone,
        /// The prayer.
        prayer: Prayer,
    },
    /// A reference point that is not on the Earth.
    #[error("a reference point is not on the Earth")]
    Place(#[from] PlaceError),
}

/// One prayer of one zone as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    variant: VariantText,
    points: Vec<(f64, f64)>,
    #[serde(default = "usual_angle")]
    angle: f64,
    #[serde(default)]
    dip: f64,
}

#[derive(Clone, Copy, Deserialize)]
enum VariantText {
    I,
    T,
    A,
    N,
    F,
}

fn usual_angle() -> f64 {
    18.0
}

type ZonesText = BTreeMap<String, BTreeMap<String, RuleText>>;

/// With a version beside the zones, or the zones alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum FileText {
    Versioned { zones: ZonesText },
    Bare(ZonesText),
}

impl Parameters {
    /// Reads parameters for all 60 zones from JSON: by the code of a zone and the name of a prayer, `variant` (one of
    /// I, T, A, N, F), `points` (1 to 4 pairs of latitude and longitude), and where they differ from 18 and 0 `angle`
    /// and `dip` (degrees); alone, or under `zones` as in the file the crate is built from.
    pub fn from_json(text: &str) -> Result<Self, ParametersError> {
        let (FileText::Versioned { zones } | FileText::Bare(zones)) = serde_json::from_str(text)?;
        let rules = Zone::all().map(|zone| zone_rules(zone, &zones)).collect::<Result<Vec<_>, _>>()?;
        let rules: Box<[ZoneRules; Zone::COUNT]> = rules.try_into().expect("there is one set of rules for each zone");
        Ok(Self::from_rules(rules))
    }
}

fn zone_rules(zone: Zone, zones: &ZonesText) -> Result<ZoneRules, ParametersError> {
    let given = zones.get(zone.code()).ok_or(ParametersError::Zone(zone))?;
    let rules = Prayer::ALL.map(|prayer| {
        let text = given.get(prayer.name()).ok_or(ParametersError::Prayer { zone, prayer })?;
        rule(zone, prayer, text)
    });
    let [fajr, syuruk, dhuhr, asr, maghrib, isha] = rules;
    Ok(ZoneRules([fajr?, syuruk?, dhuhr?, asr?, maghrib?, isha?]))
}

fn rule(zone: Zone, prayer: Prayer, text: &RuleText) -> Result<Rule, ParametersError> {
    let variant = match text.variant {
        VariantText::I => Variant::I,
        VariantText::T => Variant::T,
        VariantText::A => Variant::A,
        VariantText::N => Variant::N,
        VariantText::F => Variant::F,
    };
    if !(1..=MAX_POINTS).contains(&text.points.len()) {
        return Err(ParametersError::Points { zone, prayer });
    }
    if !(0.0..=30.0).contains(&text.angle) || !(0.0..=30.0).contains(&text.dip) {
        return Err(ParametersError::Angle { zone, prayer });
    }
    let points: Result<Vec<Place>, PlaceError> =
        text.points.iter().map(|(latitude, longitude)| Place::new(*latitude, *longitude)).collect();
    Ok(Rule::proven(variant, text.angle, text.dip, &points?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = include_str!("../../data/parameters.json");

    #[test]
    fn the_file_the_crate_is_built_from_reads_as_the_compiled_parameters() {
        let read = Parameters::from_json(FILE).expect("the file is in order");
        for zone in Zone::all() {
            assert_eq!(read.rules(zone), Parameters::compiled().rules(zone), "{zone}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let changed = |from: &str, to: &str| Parameters::from_json(&FILE.replacen(from, to, 1)).map(|_| ());
        assert!(
            matches!(changed("\"JHR01\"", "\"JHR09\""), Err(ParametersError::Zone(zone)) if zone.code() == "JHR01")
        );
        assert!(matches!(changed("\"fajr\"", "\"dawn\""), Err(ParametersError::Prayer { prayer: Prayer::Fajr, .. })));
        assert!(matches!(changed("[[2.58333, 104.31711]]", "[]"), Err(ParametersError::Points { .. })));
        assert!(matches!(changed("[[2.58333, 104.31711]]", "[[92.58333, 104.3]]"), Err(ParametersError::Place(_))));
        assert!(matches!(changed("\"dip\": 0.9", "\"dip\": -1"), Err(ParametersError::Angle { .. })));
        assert!(matches!(changed("\"variant\": \"I\"", "\"variant\": \"X\""), Err(ParametersError::Format(_))));
    }

    proptest! {
        #[test]
        fn a_damaged_file_gives_parameters_or_an_error(at in 0..FILE.len(), length in 0..40usize, damage in "[ -~]{0,9}") {
            let damaged = [&FILE[..at], &damage, &FILE[(at + length).min(FILE.len())..]].concat();
            if let Ok(read) = Parameters::from_json(&damaged) {
                let timetable = crate::malaysia::Timetable::with_parameters(Zone::all().next().expect("a zone"), &read);
                let date = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
                prop_assert!(timetable.day(date).is_ok());
            }
        }

        #[test]
        fn any_text_is_an_error(text in any::<String>()) {
            prop_assert!(Parameters::from_json(&text).is_err());
        }
    }
}
