//! Truncated VSOP87, with nutation and aberration.

use std::f64::consts::PI;

use super::Position;

/// Fixed difference between dynamical and universal time: right within 2 s from 2015 to 2034.
const DELTA_T_SECONDS: f64 = 70.0;

/// One periodic term: amplitude (1e-8 rad), phase (rad), frequency (rad per Julian millennium).
type Term = (f64, f64, f64);

/// Terms of the Earth's heliocentric longitude.
const L0: [Term; 28] = [
    (175_347_046.0, 0.0, 0.0),
    (3_341_656.0, 4.669_256_8, 6_283.075_85),
    (34_894.0, 4.626_1, 12_566.151_7),
    (3_497.0, 2.744_1, 5_753.384_9),
    (3_418.0, 2.828_9, 3.523_1),
    (3_136.0, 3.627_7, 77_713.771_5),
    (2_676.0, 4.418_1, 7_860.419_4),
    (2_343.0, 6.135_2, 3_930.209_7),
    (1_324.0, 0.742_5, 11_506.769_8),
    (1_273.0, 2.037_1, 529.691),
    (1_199.0, 1.109_6, 1_577.343_5),
    (990.0, 5.233, 5_884.927),
    (902.0, 2.045, 26.298),
    (857.0, 3.508, 398.149),
    (780.0, 1.179, 5_223.694),
    (753.0, 2.533, 5_507.553),
    (505.0, 4.583, 18_849.228),
    (492.0, 4.205, 775.523),
    (357.0, 2.92, 0.067),
    (317.0, 5.849, 11_790.629),
    (284.0, 1.899, 796.298),
    (271.0, 0.315, 10_977.079),
    (243.0, 0.345, 5_486.778),
    (206.0, 4.806, 2_544.314),
    (205.0, 1.869, 5_573.143),
    (202.0, 2.458, 6_069.777),
    (156.0, 0.833, 213.299),
    (132.0, 3.411, 2_942.463),
];

/// Terms of the longitude that grow with time.
const L1: [Term; 5] = [
    (628_331_966_747.0, 0.0, 0.0),
    (206_059.0, 2.678_235, 6_283.075_85),
    (4_303.0, 2.635_1, 12_566.151_7),
    (425.0, 1.59, 3.523),
    (119.0, 5.796, 26.298),
];

/// Nutation in longitude and in obliquity, degrees.
struct Nutation {
    longitude: f64,
    obliquity: f64,
}

/// The sun at a Julian day in universal time.
pub(super) fn sun(julian_day: f64) -> Position {
    let centuries = (julian_day + DELTA_T_SECONDS / 86_400.0 - 2_451_545.0) / 36_525.0;
    let nutation = nutation(centuries);
    let distance = distance(centuries / 10.0);

    let obliquity = (23.439_291_1 - 0.013_004_166_7 * centuries + nutation.obliquity).to_radians();
    let aberration = -20.489_8 / 3600.0 / distance;
    let longitude = heliocentric_longitude(centuries / 10.0) + PI + (nutation.longitude + aberration).to_radians();

    let (sin_longitude, cos_longitude) = longitude.sin_cos();
    let (sin_obliquity, cos_obliquity) = obliquity.sin_cos();
    let right_ascension = (cos_obliquity * sin_longitude).atan2(cos_longitude).to_degrees();

    let mean = 280.466_456_7 + 36_000.769_827_79 * centuries + 0.000_303_202_8 * centuries * centuries;
    let equation = mean - 0.005_718_3 + nutation.longitude * cos_obliquity - right_ascension;
    Position {
        sin_declination: sin_obliquity * sin_longitude,
        equation_of_time: ((equation + 180.0).rem_euclid(360.0) - 180.0) * 4.0,
        semidiameter: 0.266_56 / distance,
    }
}

/// The Earth's longitude in radians; `millennia`: Julian millennia since J2000.0, dynamical time.
fn heliocentric_longitude(millennia: f64) -> f64 {
    let sum = |terms: &[Term]| terms.iter().map(|(a, b, c)| a * (b + c * millennia).cos()).sum::<f64>();
    (sum(&L0) + millennia * sum(&L1) + millennia * millennia * 52_919.0) / 1e8
}

/// The Earth's distance from the sun in astronomical units.
fn distance(millennia: f64) -> f64 {
    1.000_139_89
        + 0.016_707_00 * (3.098_463_5 + 6_283.075_850_0 * millennia).cos()
        + 0.000_139_56 * (3.055_246_1 + 12_566.151_7 * millennia).cos()
}

fn nutation(centuries: f64) -> Nutation {
    let node = (125.044_52 - 1_934.136_261 * centuries).to_radians();
    let sun = (280.466_5 + 36_000.769_8 * centuries).to_radians();
    let moon = (218.316_5 + 481_267.881_3 * centuries).to_radians();
    let (sin_node, cos_node) = node.sin_cos();
    let (sin_sun, cos_sun) = (2.0 * sun).sin_cos();
    let (sin_moon, cos_moon) = (2.0 * moon).sin_cos();
    let (sin_node2, cos_node2) = (2.0 * node).sin_cos();
    Nutation {
        longitude: (-17.20 * sin_node - 1.32 * sin_sun - 0.23 * sin_moon + 0.21 * sin_node2) / 3600.0,
        obliquity: (9.20 * cos_node + 0.57 * cos_sun + 0.10 * cos_moon - 0.09 * cos_node2) / 3600.0,
    }
}
