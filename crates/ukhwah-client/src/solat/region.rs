//! The method that is usual where a point lies: a suggestion that is shown and can be changed.

use ukhwah_solat::Place;

/// The method where no region says otherwise, as in Europe, the Far East and the Pacific.
const ELSEWHERE: &str = "mwl";

/// A part of the Earth between two latitudes and two longitudes, in degrees, and the method that is usual in it.
struct Region {
    south_north: [f64; 2],
    west_east: [f64; 2],
    method: &'static str,
}

const fn region(south_north: [f64; 2], west_east: [f64; 2], method: &'static str) -> Region {
    Region { south_north, west_east, method }
}

/// Which authority's method is followed where; the first region that holds a point counts.
///
/// Singapore's stands for its neighbours too, whose ministries take 20° and 18° as it does (Indonesia, Brunei). The others
/// are those that each authority publishes for its own country, and for the wider regions the list of praytimes.org,
/// "Calculation Methods": Karachi for South Asia, Umm al-Qura for the Arabian Peninsula, Egypt for Africa, Syria, Iraq and
/// Lebanon, ISNA for North America, the Muslim World League for Europe and the Far East. A rectangle is no border: near
/// one the neighbour's method may come out.
const REGIONS: [Region; 16] = [
    // Singapore, Brunei, Indonesia, the south of Thailand and of the Philippines.
    region([-11.1, 8.0], [94.5, 141.1], "singapore"),
    // Kuwait; Saudi Arabia and the north-west of the Peninsula; Bahrain and Qatar; the Emirates, Oman and Yemen.
    region([28.4, 30.1], [46.5, 48.6], "makkah"),
    region([28.0, 31.5], [36.5, 46.5], "makkah"),
    region([12.0, 28.0], [34.6, 51.7], "makkah"),
    region([12.0, 26.4], [51.7, 60.0], "makkah"),
    region([36.0, 42.2], [25.9, 44.8], "turkey"),
    // Egypt, Palestine, Lebanon, Jordan and Syria; Iraq, in two parts.
    region([21.9, 37.4], [24.7, 42.0], "egypt"),
    region([31.0, 37.3], [42.0, 45.5], "egypt"),
    region([30.0, 33.0], [45.5, 48.2], "egypt"),
    region([25.0, 39.8], [44.0, 61.0], "tehran"),
    // Pakistan, Afghanistan, India, Bangladesh, Sri Lanka.
    region([5.0, 38.5], [60.0, 97.5], "karachi"),
    // Africa: north of the Equator to the sea, then its east and its south.
    region([0.0, 35.95], [-18.0, -2.0], "egypt"),
    region([0.0, 37.4], [-2.0, 12.0], "egypt"),
    region([-35.0, 33.3], [8.0, 25.0], "egypt"),
    region([-35.0, 22.0], [25.0, 52.0], "egypt"),
    region([13.0, 84.0], [-170.0, -50.0], "isna"),
];

/// The method that is usual at a place, by its name in the engine.
pub(super) fn usual_method(place: Place) -> &'static str {
    let (latitude, longitude) = (place.latitude.get(), place.longitude.get());
    let holds = |[least, most]: [f64; 2], degrees: f64| (least..=most).contains(&degrees);
    let found = REGIONS.iter().find(|region| holds(region.south_north, latitude) && holds(region.west_east, longitude));
    found.map_or(ELSEWHERE, |region| region.method)
}

#[cfg(test)]
mod tests {
    use ukhwah_solat::world::Method;

    use super::*;

    #[test]
    fn cities_get_the_method_of_their_country_or_region() {
        let expected: [(&str, &[&str]); 10] = [
            ("singapore", &["1.35,103.82", "-6.2,106.8", "4.9,114.9", "5.55,95.3"]),
            (
                "makkah",
                &["21.42,39.83", "24.47,39.61", "24.7,46.7", "25.3,51.5", "25.2,55.3", "23.6,58.4", "29.4,48.0"],
            ),
            ("makkah", &["15.4,44.2", "26.2,50.6", "28.4,36.6"]),
            ("turkey", &["41.0,29.0", "39.9,32.9", "37.0,35.3"]),
            (
                "egypt",
                &[
                    "30.0,31.2",
                    "31.2,29.9",
                    "31.8,35.2",
                    "31.95,35.9",
                    "33.9,35.5",
                    "33.5,36.3",
                    "33.3,44.4",
                    "30.5,47.8",
                ],
            ),
            (
                "egypt",
                &[
                    "33.6,-7.6",
                    "36.75,3.06",
                    "6.5,3.4",
                    "15.6,32.5",
                    "9.0,38.7",
                    "-1.3,36.8",
                    "-26.2,28.0",
                    "32.9,13.2",
                ],
            ),
            ("tehran", &["35.7,51.4", "36.3,59.6", "29.6,52.5", "31.3,48.7", "28.9,50.8"]),
            ("karachi", &["24.9,67.0", "33.7,73.0", "34.5,69.2", "28.6,77.2", "23.8,90.4", "6.9,79.9"]),
            ("isna", &["40.7,-74.0", "34.1,-118.2", "43.7,-79.4", "19.4,-99.1"]),
            (
                "mwl",
                &[
                    "51.5,-0.1",
                    "37.4,-6.0",
                    "52.5,13.4",
                    "48.9,2.4",
                    "41.9,12.5",
                    "40.4,-3.7",
                    "35.7,139.7",
                    "-33.9,151.2",
                    "39.9,116.4",
                    "-23.5,-46.6",
                ],
            ),
        ];
        for (method, cities) in expected {
            for city in cities {
                let place: Place = city.parse().expect("a place");
                assert_eq!(usual_method(place), method, "{city}");
            }
        }
    }

    #[test]
    fn every_usual_method_is_one_of_the_engine() {
        let all = REGIONS.iter().map(|region| region.method).chain([ELSEWHERE]);
        for method in all {
            assert!(method.parse::<Method>().is_ok(), "{method}");
        }
    }
}
