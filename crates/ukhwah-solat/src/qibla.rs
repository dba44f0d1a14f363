//! The direction of prayer.

use crate::place::{Degrees, Place};

/// The Kaaba, 21°25'21" N, 39°49'34" E.
pub const KAABA: Place = Place::proven(21.422_5, 39.826_2);

/// The Earth's mean radius in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// The direction and the way from a place to the Kaaba.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Qibla {
    /// Bearing at the place, in degrees clockwise from true (not magnetic) north, in [0, 360).
    pub bearing: Degrees,
    /// Length of the great circle, in kilometres; good to 0.5 %, as the Earth is taken for a sphere.
    pub distance_km: f64,
}

/// The direction of prayer: the initial bearing of the great circle to the Kaaba.
///
/// At the Kaaba itself and at the point opposite any direction serves; the bearing is then 0.
/// Source: spherical trigonometry, as in Meeus, *Astronomical Algorithms*, 2nd ed., ch. 17.
pub fn qibla(place: Place) -> Qibla {
    let (latitude, kaaba) = (place.latitude.get().to_radians(), KAABA.latitude.get().to_radians());
    let east = (KAABA.longitude.get() - place.longitude.get()).to_radians();
    let y = east.sin() * kaaba.cos();
    let x = latitude.cos() * kaaba.sin() - latitude.sin() * kaaba.cos() * east.cos();
    let bearing = y.atan2(x).to_degrees().rem_euclid(360.0);
    // The remainder of a tiny negative number rounds up to 360 itself.
    let bearing = if bearing < 360.0 { bearing } else { 0.0 };
    Qibla { bearing: Degrees::computed(bearing), distance_km: distance_km(place, KAABA) }
}

/// The great-circle distance between two places in kilometres (haversine).
pub(crate) fn distance_km(from: Place, to: Place) -> f64 {
    let [from_latitude, to_latitude] = [from, to].map(|place| place.latitude.get().to_radians());
    let east = (to.longitude.get() - from.longitude.get()).to_radians();
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let h = half(to_latitude - from_latitude) + from_latitude.cos() * to_latitude.cos() * half(east);
    2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn from(latitude: f64, longitude: f64) -> Qibla {
        qibla(Place::new(latitude, longitude).expect("a place"))
    }

    #[test]
    fn the_qibla_of_kuala_lumpur_is_a_little_north_of_west() {
        let qibla = from(3.139, 101.6869);
        assert!((qibla.bearing.get() - 292.5).abs() < 0.1, "{}", qibla.bearing);
        assert!((qibla.distance_km - 7_000.0).abs() < 100.0, "{}", qibla.distance_km);
    }

    #[test]
    fn from_due_north_and_due_south_it_lies_along_the_meridian() {
        assert!((from(60.0, 39.826_2).bearing.get() - 180.0).abs() < 1e-9);
        assert!(from(-10.0, 39.826_2).bearing.get().abs() < 1e-9);
    }

    #[test]
    fn the_bearing_agrees_with_another_implementation() {
        for (latitude, longitude) in [(3.1, 101.7), (51.5, -0.1), (-33.9, 18.4), (40.7, -74.0), (61.2, -149.9)] {
            let other = adhan::qibla(latitude, longitude);
            assert!((from(latitude, longitude).bearing.get() - other).abs() < 0.01, "{latitude},{longitude}");
        }
    }

    proptest! {
        #[test]
        fn every_place_has_a_bearing_and_a_distance(latitude in -90.0..=90.0, longitude in -180.0..=180.0) {
            let qibla = from(latitude, longitude);
            prop_assert!((0.0..360.0).contains(&qibla.bearing.get()));
            prop_assert!((0.0..=20_016.0).contains(&qibla.distance_km));
        }
    }
}
