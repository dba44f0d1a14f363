//! One prayer of one zone, to a fraction of a minute.

use super::parameters::{MAX_POINTS, Rule, Variant};
use crate::place::Place;
use crate::prayer::Prayer;
use crate::sun::Sky;

/// Malaysian clocks are 480 minutes ahead of UTC in every computed year.
pub(super) const UTC_OFFSET: i16 = 480;

/// Local noon of the meridian 0 on the Malaysian clock, minutes after midnight.
const NOON: f64 = 720.0 + UTC_OFFSET as f64;

/// The sun's parallax at the horizon, degrees.
const PARALLAX: f64 = 8.794 / 3600.0;

/// Zenith distance of the sun's centre when its upper edge is on the horizon: 34' of refraction and 16' of radius.
pub(crate) const HORIZON: f64 = 90.0 + 50.0 / 60.0;

/// Zenith distance of the sun at Subuh before December 2019.
const OLD_FAJR: f64 = 110.0;

/// Rounds of iteration: each leaves a hundredth of the error or less, and the first starts within an hour.
const ROUNDS: usize = 3;

/// A rule with all that does not change from day to day worked out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prepared {
    prayer: Prayer,
    variant: Variant,
    /// Cosine of the zenith distance to reach; not read for Zohor and Asar.
    cos_zenith: f64,
    sites: [Site; MAX_POINTS],
    count: usize,
}

/// A reference point.
#[derive(Clone, Copy, Debug)]
struct Site {
    latitude: f64,
    sin_latitude: f64,
    cos_latitude: f64,
    /// Local mean noon on the Malaysian clock, minutes after midnight.
    noon: f64,
}

impl Site {
    fn new(place: Place) -> Self {
        let (sin_latitude, cos_latitude) = place.latitude.get().to_radians().sin_cos();
        Self {
            latitude: place.latitude.get(),
            sin_latitude,
            cos_latitude,
            noon: NOON - 4.0 * place.longitude.get(),
        }
    }

    /// Minutes between noon and the moment when the sun has a declination (radians) and a zenith distance (its cosine).
    fn hour_angle(&self, cos_zenith: f64, declination: f64) -> f64 {
        let (sin_declination, cos_declination) = declination.sin_cos();
        let cosine = (cos_zenith - self.sin_latitude * sin_declination) / (self.cos_latitude * cos_declination);
        cosine.clamp(-1.0, 1.0).acos().to_degrees() * 4.0
    }

    /// Cosine of the zenith distance at Asar: the shadow has grown by the height of what casts it.
    fn cos_asr_zenith(&self, declination: f64) -> f64 {
        let noon = (self.latitude - declination).abs().to_radians();
        cos_seen((1.0 + noon.tan()).atan().to_degrees())
    }
}

/// Cosine of a zenith distance (degrees) as seen from the Earth's surface instead of its centre.
fn cos_seen(zenith: f64) -> f64 {
    (zenith - PARALLAX * zenith.to_radians().sin()).to_radians().cos()
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
        let mut sites = [Site::new(points[0]); MAX_POINTS];
        for (site, place) in sites.iter_mut().zip(points) {
            *site = Site::new(*place);
        }
        Self { prayer, variant, cos_zenith: cos_seen(zenith), sites, count: points.len() }
    }

    /// The time in minutes after midnight, before rounding: the latest point's, for sunrise the earliest's.
    pub(super) fn time(&self, sky: &impl Sky) -> f64 {
        let times = self.sites[..self.count].iter().map(|site| match self.prayer {
            Prayer::Dhuhr => self.dhuhr(site, sky),
            Prayer::Asr => self.asr(site, sky),
            _ => self.by_zenith(site, sky),
        });
        if self.prayer == Prayer::Syuruk { times.fold(f64::INFINITY, f64::min) } else { times.fold(0.0, f64::max) }
    }

    /// Transit, and the time the sun's disc takes to leave the meridian.
    fn dhuhr(&self, site: &Site, sky: &impl Sky) -> f64 {
        let sun = sky.sun(13.0 / 24.0);
        let is_yesterdays = self.variant == Variant::A && sun.declination > 0.0;
        let day = if is_yesterdays { -1.0 } else { 0.0 };
        let mut time = 780.0;
        for _ in 0..ROUNDS {
            time = site.noon - sky.sun(day + time / 1440.0).equation_of_time;
        }
        time + 4.0 * sun.semidiameter
    }

    fn asr(&self, site: &Site, sky: &impl Sky) -> f64 {
        let fixed_zenith = match self.variant {
            Variant::A => Some(site.cos_asr_zenith(sky.sun(8.0 / 24.0).declination)),
            Variant::N => Some(site.cos_asr_zenith(sky.sun(28.5 / 24.0).declination)),
            _ => None,
        };
        let day = if self.variant == Variant::N { 1.0 } else { 0.0 };
        let frozen = self.frozen_equation(sky);
        let mut time = 990.0;
        for _ in 0..ROUNDS {
            let sun = sky.sun(day + time / 1440.0);
            let cos_zenith = fixed_zenith.unwrap_or_else(|| site.cos_asr_zenith(sun.declination));
            let noon = site.noon - frozen.unwrap_or(sun.equation_of_time);
            time = noon + site.hour_angle(cos_zenith, sun.declination.to_radians());
        }
        time
    }

    /// When the sun reaches the rule's zenith distance.
    fn by_zenith(&self, site: &Site, sky: &impl Sky) -> f64 {
        let (mut time, sign) = match self.prayer {
            Prayer::Fajr => (360.0, -1.0),
            Prayer::Syuruk => (430.0, -1.0),
            Prayer::Isha => (1220.0, 1.0),
            _ => (1150.0, 1.0),
        };
        let frozen = self.frozen_equation(sky);
        for _ in 0..ROUNDS {
            let sun = sky.sun(time / 1440.0);
            let noon = site.noon - frozen.unwrap_or(sun.equation_of_time);
            time = noon + sign * site.hour_angle(self.cos_zenith, sun.declination.to_radians());
        }
        if self.variant == Variant::F { time + 8.0 } else { time }
    }

    fn frozen_equation(&self, sky: &impl Sky) -> Option<f64> {
        (self.variant == Variant::T).then(|| sky.sun(13.0 / 24.0).equation_of_time)
    }
}
