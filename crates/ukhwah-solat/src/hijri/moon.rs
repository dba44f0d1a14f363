//! Where the moon is: the truncated lunar theory ELP-2000/82.
//!
//! Source of the series and of every coefficient: Meeus, *Astronomical Algorithms*, 2nd ed. (1998), chapter 47. Its
//! author gives the errors as about 10" in longitude and 4" in latitude.

use core::f64::consts::PI;

const RADIANS: f64 = PI / 180.0;
const EARTH_RADIUS_KM: f64 = 6378.14;

/// The moon as seen from the centre of the Earth, in the mean equinox of the date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moon {
    /// Ecliptic longitude in degrees, in [0, 360); nutation is not in it.
    pub(super) longitude: f64,
    /// Ecliptic latitude in degrees, north positive.
    pub(super) latitude: f64,
    /// Distance between the centres of Earth and moon in kilometres.
    pub(super) distance_km: f64,
}

impl Moon {
    /// Returns the moon at a moment.
    ///
    /// `t`: Julian centuries since J2000.0, dynamical time.
    pub(super) fn at(t: f64) -> Self {
        let arguments = Arguments::at(t);
        let (longitude, radius) = arguments.longitude_and_radius();
        Self {
            longitude: (arguments.mean_longitude + longitude * 1e-6).rem_euclid(360.0),
            latitude: arguments.latitude() * 1e-6,
            distance_km: 385_000.56 + radius * 1e-3,
        }
    }

    /// Returns the equatorial horizontal parallax in degrees, near 0.95.
    pub(super) fn parallax(self) -> f64 {
        (EARTH_RADIUS_KM / self.distance_km).asin() / RADIANS
    }
}

/// The fundamental arguments of the theory at a moment, in degrees.
struct Arguments {
    mean_longitude: f64,
    elongation: f64,
    sun_anomaly: f64,
    moon_anomaly: f64,
    node_distance: f64,
    venus: f64,
    jupiter: f64,
    flattening: f64,
    /// How much the eccentricity of the Earth's orbit has shrunk since J2000.0; a factor near 1.
    eccentricity: f64,
}

impl Arguments {
    fn at(t: f64) -> Self {
        Self {
            mean_longitude: polynomial(
                t,
                [218.316_447_7, 481_267.881_234_21, -0.001_578_6, 1.0 / 538_841.0, -1.0 / 65_194_000.0],
            ),
            elongation: polynomial(
                t,
                [297.850_192_1, 445_267.111_403_4, -0.001_881_9, 1.0 / 545_868.0, -1.0 / 113_065_000.0],
            ),
            sun_anomaly: polynomial(t, [357.529_109_2, 35_999.050_290_9, -0.000_153_6, 1.0 / 24_490_000.0, 0.0]),
            moon_anomaly: polynomial(
                t,
                [134.963_396_4, 477_198.867_505_5, 0.008_741_4, 1.0 / 69_699.0, -1.0 / 14_712_000.0],
            ),
            node_distance: polynomial(
                t,
                [93.272_095_0, 483_202.017_523_3, -0.003_653_9, -1.0 / 3_526_000.0, 1.0 / 863_310_000.0],
            ),
            venus: 119.75 + 131.849 * t,
            jupiter: 53.09 + 479_264.290 * t,
            flattening: 313.45 + 481_266.484 * t,
            eccentricity: 1.0 - 0.002_516 * t - 0.000_007_4 * t * t,
        }
    }

    /// The sums of the periodic terms of longitude (in millionths of a degree) and of distance (in metres).
    fn longitude_and_radius(&self) -> (f64, f64) {
        let mut longitude = 3958.0 * sine(self.venus)
            + 1962.0 * sine(self.mean_longitude - self.node_distance)
            + 318.0 * sine(self.jupiter);
        let mut radius = 0.0;
        for &(multiples, in_longitude, in_radius) in &LONGITUDE_AND_RADIUS {
            let (angle, weight) = self.term(multiples);
            longitude += weight * f64::from(in_longitude) * sine(angle);
            radius += weight * f64::from(in_radius) * (angle * RADIANS).cos();
        }
        (longitude, radius)
    }

    /// The sum of the periodic terms of latitude, in millionths of a degree.
    fn latitude(&self) -> f64 {
        let mut latitude = -2235.0 * sine(self.mean_longitude)
            + 382.0 * sine(self.flattening)
            + 175.0 * sine(self.venus - self.node_distance)
            + 175.0 * sine(self.venus + self.node_distance)
            + 127.0 * sine(self.mean_longitude - self.moon_anomaly)
            - 115.0 * sine(self.mean_longitude + self.moon_anomaly);
        for &(multiples, in_latitude) in &LATITUDE {
            let (angle, weight) = self.term(multiples);
            latitude += weight * f64::from(in_latitude) * sine(angle);
        }
        latitude
    }

    /// The angle of a term in degrees, and the factor its dependence on the sun's anomaly brings.
    fn term(&self, [d, m, m1, f]: [i8; 4]) -> (f64, f64) {
        let angle = f64::from(d) * self.elongation
            + f64::from(m) * self.sun_anomaly
            + f64::from(m1) * self.moon_anomaly
            + f64::from(f) * self.node_distance;
        (angle, self.eccentricity.powi(i32::from(m.abs())))
    }
}

fn sine(degrees: f64) -> f64 {
    (degrees * RADIANS).sin()
}

fn polynomial(t: f64, coefficients: [f64; 5]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * t + coefficient)
}

/// Multiples of D, M, M' and F; millionths of a degree of longitude (sine); metres of distance (cosine). Table 47.A.
#[rustfmt::skip]
const LONGITUDE_AND_RADIUS: [([i8; 4], i32, i32); 60] = [
    ([0, 0, 1, 0], 6_288_774, -20_905_355),
    ([2, 0, -1, 0], 1_274_027, -3_699_111),
    ([2, 0, 0, 0], 658_314, -2_955_968),
    ([0, 0, 2, 0], 213_618, -569_925),
    ([0, 1, 0, 0], -185_116, 48_888),
    ([0, 0, 0, 2], -114_332, -3149),
    ([2, 0, -2, 0], 58_793, 246_158),
    ([2, -1, -1, 0], 57_066, -152_138),
    ([2, 0, 1, 0], 53_322, -170_733),
    ([2, -1, 0, 0], 45_758, -204_586),
    ([0, 1, -1, 0], -40_923, -129_620),
    ([1, 0, 0, 0], -34_720, 108_743),
    ([0, 1, 1, 0], -30_383, 104_755),
    ([2, 0, 0, -2], 15_327, 10_321),
    ([0, 0, 1, 2], -12_528, 0),
    ([0, 0, 1, -2], 10_980, 79_661),
    ([4, 0, -1, 0], 10_675, -34_782),
    ([0, 0, 3, 0], 10_034, -23_210),
    ([4, 0, -2, 0], 8548, -21_636),
    ([2, 1, -1, 0], -7888, 24_208),
    ([2, 1, 0, 0], -6766, 30_824),
    ([1, 0, -1, 0], -5163, -8379),
    ([1, 1, 0, 0], 4987, -16_675),
    ([2, -1, 1, 0], 4036, -12_831),
    ([2, 0, 2, 0], 3994, -10_445),
    ([4, 0, 0, 0], 3861, -11_650),
    ([2, 0, -3, 0], 3665, 14_403),
    ([0, 1, -2, 0], -2689, -7003),
    ([2, 0, -1, 2], -2602, 0),
    ([2, -1, -2, 0], 2390, 10_056),
    ([1, 0, 1, 0], -2348, 6322),
    ([2, -2, 0, 0], 2236, -9884),
    ([0, 1, 2, 0], -2120, 5751),
    ([0, 2, 0, 0], -2069, 0),
    ([2, -2, -1, 0], 2048, -4950),
    ([2, 0, 1, -2], -1773, 4130),
    ([2, 0, 0, 2], -1595, 0),
    ([4, -1, -1, 0], 1215, -3958),
    ([0, 0, 2, 2], -1110, 0),
    ([3, 0, -1, 0], -892, 3258),
    ([2, 1, 1, 0], -810, 2616),
    ([4, -1, -2, 0], 759, -1897),
    ([0, 2, -1, 0], -713, -2117),
    ([2, 2, -1, 0], -700, 2354),
    ([2, 1, -2, 0], 691, 0),
    ([2, -1, 0, -2], 596, 0),
    ([4, 0, 1, 0], 549, -1423),
    ([0, 0, 4, 0], 537, -1117),
    ([4, -1, 0, 0], 520, -1571),
    ([1, 0, -2, 0], -487, -1739),
    ([2, 1, 0, -2], -399, 0),
    ([0, 0, 2, -2], -381, -4421),
    ([1, 1, 1, 0], 351, 0),
    ([3, 0, -2, 0], -340, 0),
    ([4, 0, -3, 0], 330, 0),
    ([2, -1, 2, 0], 327, 0),
    ([0, 2, 1, 0], -323, 1165),
    ([1, 1, -1, 0], 299, 0),
    ([2, 0, 3, 0], 294, 0),
    ([2, 0, -1, -2], 0, 8752),
];

/// Multiples of D, M, M' and F; millionths of a degree of latitude (sine). Table 47.B.
#[rustfmt::skip]
const LATITUDE: [([i8; 4], i32); 60] = [
    ([0, 0, 0, 1], 5_128_122), ([0, 0, 1, 1], 280_602), ([0, 0, 1, -1], 277_693),
    ([2, 0, 0, -1], 173_237), ([2, 0, -1, 1], 55_413), ([2, 0, -1, -1], 46_271),
    ([2, 0, 0, 1], 32_573), ([0, 0, 2, 1], 17_198), ([2, 0, 1, -1], 9266),
    ([0, 0, 2, -1], 8822), ([2, -1, 0, -1], 8216), ([2, 0, -2, -1], 4324),
    ([2, 0, 1, 1], 4200), ([2, 1, 0, -1], -3359), ([2, -1, -1, 1], 2463),
    ([2, -1, 0, 1], 2211), ([2, -1, -1, -1], 2065), ([0, 1, -1, -1], -1870),
    ([4, 0, -1, -1], 1828), ([0, 1, 0, 1], -1794), ([0, 0, 0, 3], -1749),
    ([0, 1, -1, 1], -1565), ([1, 0, 0, 1], -1491), ([0, 1, 1, 1], -1475),
    ([0, 1, 1, -1], -1410), ([0, 1, 0, -1], -1344), ([1, 0, 0, -1], -1335),
    ([0, 0, 3, 1], 1107), ([4, 0, 0, -1], 1021), ([4, 0, -1, 1], 833),
    ([0, 0, 1, -3], 777), ([4, 0, -2, 1], 671), ([2, 0, 0, -3], 607),
    ([2, 0, 2, -1], 596), ([2, -1, 1, -1], 491), ([2, 0, -2, 1], -451),
    ([0, 0, 3, -1], 439), ([2, 0, 2, 1], 422), ([2, 0, -3, -1], 421),
    ([2, 1, -1, 1], -366), ([2, 1, 0, 1], -351), ([4, 0, 0, 1], 331),
    ([2, -1, 1, 1], 315), ([2, -2, 0, -1], 302), ([0, 0, 1, 3], -283),
    ([2, 1, 1, -1], -229), ([1, 1, 0, -1], 223), ([1, 1, 0, 1], 223),
    ([0, 1, -2, -1], -220), ([2, 1, -1, -1], -220), ([1, 0, 1, 1], -185),
    ([2, -1, -2, -1], 181), ([0, 1, 2, 1], -177), ([4, 0, -2, -1], 176),
    ([4, -1, -1, -1], 166), ([1, 0, 1, -1], -164), ([4, 0, 1, -1], 132),
    ([1, 0, -1, -1], -119), ([4, -1, 0, -1], 115), ([2, -2, 0, 1], 107),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Julian centuries of 1992 April 12.0 TD, the moment of Meeus's example 47.a.
    const EXAMPLE: f64 = (2_448_724.5 - 2_451_545.0) / 36_525.0;

    #[test]
    fn agrees_with_the_published_example() {
        let moon = Moon::at(EXAMPLE);
        assert!((moon.longitude - 133.162_655).abs() < 2e-6, "{moon:?}");
        assert!((moon.latitude - -3.229_126).abs() < 2e-6, "{moon:?}");
        assert!((moon.distance_km - 368_409.7).abs() < 0.1, "{moon:?}");
        assert!((moon.parallax() - 0.991_990).abs() < 1e-6, "{}", moon.parallax());
    }

    #[test]
    fn every_argument_of_the_example_is_the_published_one() {
        let arguments = Arguments::at(EXAMPLE);
        let published = [
            (arguments.mean_longitude, 134.290_182),
            (arguments.elongation, 113.842_304),
            (arguments.sun_anomaly, 97.643_514),
            (arguments.moon_anomaly, 5.150_833),
            (arguments.node_distance, 219.889_721),
        ];
        for (computed, expected) in published {
            assert!((computed.rem_euclid(360.0) - expected).abs() < 2e-6, "{computed} is not {expected}");
        }
        assert!((arguments.eccentricity - 1.000_194).abs() < 1e-6);
    }
}
