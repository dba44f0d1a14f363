//! When the sun stands at a given height over a place.

use crate::place::Place;
use crate::sun::Position;

/// The sun's parallax at the horizon, radians.
const PARALLAX: f64 = 8.794 / 3600.0 * std::f64::consts::PI / 180.0;

/// Zenith distance of the sun's centre when its upper edge is on the horizon: 34' of refraction and 16' of radius.
pub(crate) const HORIZON: f64 = 90.0 + 50.0 / 60.0;

/// A place under the sky, with what stays the same from day to day worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Observer {
    sin_latitude: f64,
    cos_latitude: f64,
    /// Local mean noon on the clock, minutes after midnight.
    noon: f64,
}

impl Observer {
    /// An observer whose clock is `utc_offset` minutes ahead of UTC.
    pub(crate) fn new(place: Place, utc_offset: i16) -> Self {
        let (sin_latitude, cos_latitude) = place.latitude.get().to_radians().sin_cos();
        // Where the clock is far from the longitude, as in Samoa, the date's noon is not that of the same date in UTC.
        let noon = (720.0 - 4.0 * place.longitude.get() + f64::from(utc_offset)).rem_euclid(1440.0);
        Self { sin_latitude, cos_latitude, noon }
    }

    /// Local mean noon on the clock, minutes after midnight.
    pub(crate) const fn noon(&self) -> f64 {
        self.noon
    }

    /// Cosine of the sun's hour angle at a zenith distance (its cosine).
    ///
    /// Outside [-1, 1] where the sun does not reach that distance; not a number at the poles.
    pub(crate) fn cos_hour_angle(&self, cos_zenith: f64, sun: &Position) -> f64 {
        (cos_zenith - self.sin_latitude * sun.sin_declination) / (self.cos_latitude * sun.cos_declination())
    }

    /// Cosine of the sun's zenith distance at noon; negative where it stays below the horizon.
    pub(crate) fn cos_noon_zenith(&self, sun: &Position) -> f64 {
        self.cos_latitude * sun.cos_declination() + self.sin_latitude * sun.sin_declination
    }

    /// Cosine of the zenith distance at Asar: a shadow has grown by `factor` times the height of what casts it.
    pub(crate) fn cos_asr_zenith(&self, sun: &Position, factor: f64) -> f64 {
        let sin_noon = (self.sin_latitude * sun.cos_declination() - self.cos_latitude * sun.sin_declination).abs();
        let shadow = factor + sin_noon / self.cos_noon_zenith(sun);
        let cosine = 1.0 / (1.0 + shadow * shadow).sqrt();
        seen(cosine, shadow * cosine)
    }
}

/// Cosine of a zenith distance (degrees) as seen from the Earth's surface instead of its centre.
pub(crate) fn cos_seen(zenith: f64) -> f64 {
    let (sine, cosine) = zenith.to_radians().sin_cos();
    seen(cosine, sine)
}

/// The same from the cosine and sine of the zenith distance: parallax lowers it by so little that a square will do.
fn seen(cosine: f64, sine: f64) -> f64 {
    let lower = PARALLAX * sine;
    cosine * (1.0 - lower * lower / 2.0) + sine * lower
}

/// Minutes in which the sun moves through an hour angle, given its cosine in [-1, 1].
pub(crate) fn minutes_of(cos_hour_angle: f64) -> f64 {
    cos_hour_angle.acos().to_degrees() * 4.0
}
