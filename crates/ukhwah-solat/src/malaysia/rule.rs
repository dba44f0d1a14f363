//! One prayer of one zone, to a fraction of a minute.

use super::parameters::{MAX_POINTS, Rule, Variant};
use crate::horizon::{HORIZON, Observer, cos_seen, minutes_of};
use crate::place::Place;
use crate::prayer::Prayer;
use crate::sun::{Position, Sky};

/// Malaysian clocks are 480 minutes ahead of UTC in every computed year.
pub(super) const UTC_OFFSET: i16 = 480;

/// Zenith distance of the sun at Subuh before December 2019.
const OLD_FAJR: f64 = 110.0;

/// Asar begins when a shadow has grown by once the height of what casts it.
const SHAFII: f64 = 1.0;

/// Rounds of iteration: each leaves about a thousandth of the error, and the first starts within an hour.
///
/// Two leave a hundredth of a second, three nothing that matters.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rounds {
    Quick = 2,
    Exact = 3,
}

/// A rule with all that does not change from day to day worked out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prepared {
    prayer: Prayer,
    variant: Variant,
    /// Cosine of the zenith distance to reach; not read for Zohor and Asar.
    cos_zenith: f64,
    sites: [Observer; MAX_POINTS],
    count: usize,
}

/// Minutes between noon and the moment at which the sun stands at a zenith distance (its cosine).
fn hour_angle(site: &Observer, cos_zenith: f64, sun: &Position) -> f64 {
    minutes_of(site.cos_hour_angle(cos_zenith, sun).clamp(-1.0, 1.0))
}

impl Prepared {
    pub(super) fn new(prayer: Prayer, rule: &Rule) -> Self {
        let zenith = match prayer {
            Prayer::Fajr if rule.variant == Variant::F => OLD_FAJR,
            Prayer::Fajr | Prayer::Isha => 90.0 + rule.angle,
            _ => HORIZON + rule.dip,
        };
        Self::for_zenith(prayer, rule.variant, zenith, rule.points())
    }

    /// Subuh as it was announced before December 2019.
    pub(super) fn old_fajr(rule: &Rule) -> Self {
        let variant = if rule.variant == Variant::F { Variant::I } else { rule.variant };
        Self::for_zenith(Prayer::Fajr, variant, OLD_FAJR, rule.points())
    }

    fn for_zenith(prayer: Prayer, variant: Variant, zenith: f64, points: &[Place]) -> Self {
        let mut sites = [Observer::new(points[0], UTC_OFFSET); MAX_POINTS];
        for (site, place) in sites.iter_mut().zip(points) {
            *site = Observer::new(*place, UTC_OFFSET);
        }
        Self { prayer, variant, cos_zenith: cos_seen(zenith), sites, count: points.len() }
    }

    /// The time in minutes after midnight, before rounding: the latest point's, for sunrise the earliest's.
    pub(super) fn time(&self, sky: &impl Sky, rounds: Rounds) -> f64 {
        let times = self.sites[..self.count].iter().map(|site| match self.prayer {
            Prayer::Dhuhr => self.dhuhr(site, sky, rounds),
            Prayer::Asr => self.asr(site, sky, rounds),
            _ => self.by_zenith(site, sky, rounds),
        });
        if self.prayer == Prayer::Syuruk { times.fold(f64::INFINITY, f64::min) } else { times.fold(0.0, f64::max) }
    }

    /// Transit, and the time the sun's disc takes to leave the meridian.
    fn dhuhr(&self, site: &Observer, sky: &impl Sky, rounds: Rounds) -> f64 {
        let sun = sky.sun(13.0 / 24.0);
        let is_yesterdays = self.variant == Variant::A && sun.sin_declination > 0.0;
        let day = if is_yesterdays { -1.0 } else { 0.0 };
        let mut time = 780.0;
        for _ in 0..rounds as usize {
            time = site.noon() - sky.sun(day + time / 1440.0).equation_of_time;
        }
        time + 4.0 * sun.semidiameter
    }

    fn asr(&self, site: &Observer, sky: &impl Sky, rounds: Rounds) -> f64 {
        let fixed_zenith = match self.variant {
            Variant::A => Some(site.cos_asr_zenith(&sky.sun(8.0 / 24.0), SHAFII)),
            Variant::N => Some(site.cos_asr_zenith(&sky.sun(28.5 / 24.0), SHAFII)),
            _ => None,
        };
        let day = if self.variant == Variant::N { 1.0 } else { 0.0 };
        let frozen = self.frozen_equation(sky);
        let mut time = 990.0;
        for _ in 0..rounds as usize {
            let sun = sky.sun(day + time / 1440.0);
            let cos_zenith = fixed_zenith.unwrap_or_else(|| site.cos_asr_zenith(&sun, SHAFII));
            let noon = site.noon() - frozen.unwrap_or(sun.equation_of_time);
            time = noon + hour_angle(site, cos_zenith, &sun);
        }
        time
    }

    /// When the sun reaches the rule's zenith distance.
    fn by_zenith(&self, site: &Observer, sky: &impl Sky, rounds: Rounds) -> f64 {
        let (mut time, sign) = match self.prayer {
            Prayer::Fajr => (360.0, -1.0),
            Prayer::Syuruk => (430.0, -1.0),
            Prayer::Isha => (1220.0, 1.0),
            _ => (1150.0, 1.0),
        };
        let frozen = self.frozen_equation(sky);
        for _ in 0..rounds as usize {
            let sun = sky.sun(time / 1440.0);
            let noon = site.noon() - frozen.unwrap_or(sun.equation_of_time);
            time = noon + sign * hour_angle(site, self.cos_zenith, &sun);
        }
        if self.variant == Variant::F { time + 8.0 } else { time }
    }

    fn frozen_equation(&self, sky: &impl Sky) -> Option<f64> {
        (self.variant == Variant::T).then(|| sky.sun(13.0 / 24.0).equation_of_time)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::malaysia::{Parameters, Zone};
    use crate::sun::{Curve, Exact};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_quick_time_is_within_a_tenth_of_a_second(zone in 0..Zone::COUNT, day in 2_415_020..2_488_434) {
            let midnight = f64::from(day) + 1.0 / 6.0;
            let (curve, exact) = (Curve::new(midnight), Exact { midnight });
            let rules = *Parameters::compiled().rules(Zone::all().nth(zone).expect("the zone is in range"));
            for prayer in Prayer::ALL {
                let rule = Prepared::new(prayer, rules.rule(prayer));
                let seconds = (rule.time(&curve, Rounds::Quick) - rule.time(&exact, Rounds::Exact)).abs() * 60.0;
                prop_assert!(seconds < 0.1, "{prayer}: {seconds} s");
            }
        }
    }
}
