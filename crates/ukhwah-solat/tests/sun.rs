//! The sun to a second of time, against other computations and published places.

#[path = "shared/sun.rs"]
mod other;

use ukhwah_solat::Sun;

#[test]
fn the_sun_is_within_half_a_second_from_2015_to_2034() {
    let largest = other::compare(2015..2035, 400);
    assert!(largest.seconds < 0.5 && largest.arcseconds < 2.0, "{largest:?}");
}

#[test]
fn the_sun_is_within_a_second_from_1900_to_2100() {
    let largest = other::compare(1900..2101, 60);
    assert!(largest.seconds < 1.0 && largest.arcseconds < 5.0, "{largest:?}");
}

/// Reda and Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302 (revised 2008),
/// appendix A.5, https://www.nrel.gov/docs/fy08osti/34302.pdf: 2003 October 17, 12:30:30 at UTC-7.
#[test]
fn the_sun_is_where_nrel_publishes_it() {
    let sun = Sun::at(2_452_930.312_847);
    assert!((sun.declination + 9.314_340).abs() < 1.0 / 3600.0, "{}", sun.declination);
    assert!((sun.equation_of_time - 14.641_503).abs() < 0.5 / 60.0, "{}", sun.equation_of_time);
}
