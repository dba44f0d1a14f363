//! The fitted numbers from which each zone's times follow.

use super::data;
use super::zone::Zone;
use crate::place::Place;
use crate::prayer::Prayer;

/// How a state's own program computes a prayer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Everything at the prayer's own instant.
    I,
    /// The equation of time frozen at transit, the declination at the instant.
    T,
    /// Zohor: the previous day's transit while the sun is north of the equator. Asar: zenith from the declination at
    /// 08:00.
    A,
    /// Asar: the next day's sun, zenith from the declination 12 hours earlier.
    N,
    /// Subuh: the time at 20° plus 8 minutes.
    F,
}

/// The most reference points a prayer of a zone may have.
pub(crate) const MAX_POINTS: usize = 4;

/// How one prayer of one zone is computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) variant: Variant,
    /// Degrees below the horizon; read for Subuh and Isyak alone.
    pub(crate) angle: f64,
    /// Degrees by which a height lowers the horizon; read for sunrise and Maghrib alone.
    pub(crate) dip: f64,
    points: [Place; MAX_POINTS],
    count: usize,
}

impl Rule {
    /// A rule whose points, 1 to [`MAX_POINTS`], were counted before.
    pub(crate) const fn proven(variant: Variant, angle: f64, dip: f64, given: &[Place]) -> Self {
        let mut points = [given[0]; MAX_POINTS];
        let mut next = 0;
        while next < given.len() {
            points[next] = given[next];
            next += 1;
        }
        Self { variant, angle, dip, points, count: given.len() }
    }

    /// The reference points; a start takes the latest of them, sunrise the earliest.
    pub(crate) fn points(&self) -> &[Place] {
        &self.points[..self.count]
    }
}

/// The rules of one zone, in the order of [`Prayer::ALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ZoneRules(pub(crate) [Rule; 6]);

impl ZoneRules {
    pub(crate) fn rule(&self, prayer: Prayer) -> &Rule {
        &self.0[prayer as usize]
    }
}

/// The parameters of all 60 zones.
///
/// [`Parameters::default`] are those compiled in; with the feature `parameters`, others can be read from JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    zones: Option<Box<[ZoneRules; Zone::COUNT]>>,
}

impl Parameters {
    /// Version of the parameters compiled in: the year of the newest official table they were fitted on, and a count.
    pub const VERSION: &'static str = data::VERSION;

    /// The dates of the official tables on which the compiled parameters were fitted, as `first/last`.
    pub const FITTED_ON: &'static str = data::FITTED_ON;

    /// The parameters compiled in.
    pub const fn compiled() -> Self {
        Self { zones: None }
    }

    /// Parameters read at run time, one set of rules for each zone in the order of their codes.
    #[cfg(feature = "parameters")]
    pub(super) fn from_rules(zones: Box<[ZoneRules; Zone::COUNT]>) -> Self {
        Self { zones: Some(zones) }
    }

    /// The rules of a zone.
    pub(crate) fn rules(&self, zone: Zone) -> &ZoneRules {
        &self.zones.as_deref().unwrap_or(&data::RULES)[zone.index()]
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self::compiled()
    }
}
