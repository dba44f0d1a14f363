//! Reading a point from what people paste: a shared map link, or its numbers.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::point::{OutOfRange, Point};

/// The longest text that is searched for a point, in bytes.
const MAX_BYTES: usize = 4096;

/// Hosts whose links say where they lead only when they are opened.
const SHORT_HOSTS: [&str; 8] =
    ["maps.app.goo.gl", "goo.gl", "g.co", "g.page", "bit.ly", "tinyurl.com", "osm.org", "ul.waze.com"];

/// The parameters that hold `latitude,longitude`, those of a chosen place before those of a map's middle.
const PAIR_PARAMETERS: [&str; 9] = ["q", "query", "destination", "daddr", "ll", "coordinate", "latlng", "to", "center"];

/// What was pasted does not say where a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MapLinkError {
    /// Nothing was pasted.
    #[error("nothing was pasted")]
    Empty,
    /// A short link says where it leads only over the network.
    #[error("a short link cannot be read offline")]
    ShortLink,
    /// It names numbers that are no place on Earth.
    #[error("the numbers are no place on Earth")]
    OutOfRange,
    /// It names no point at all.
    #[error("no point was found in the text")]
    NoPoint,
}

impl From<OutOfRange> for MapLinkError {
    fn from(_: OutOfRange) -> Self {
        Self::OutOfRange
    }
}

type Found = Option<Result<Point, OutOfRange>>;

impl Point {
    /// Reads a pasted map link, the text around one, or `latitude, longitude` in decimal degrees.
    ///
    /// Links of Google Maps, Waze, `OpenStreetMap` and Apple Maps and `geo:` addresses (RFC 5870, and Android's `q`)
    /// are read without the network. The first link that names a point counts.
    ///
    /// # Errors
    /// If there is no point in it, or one can only be had over the network.
    pub fn from_pasted(text: &str) -> Result<Self, MapLinkError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(MapLinkError::Empty);
        }
        if text.len() > MAX_BYTES {
            return Err(MapLinkError::NoPoint);
        }
        if let Some(found) = Self::from_pair(text.trim_matches(['(', ')'])) {
            return Ok(found?);
        }
        let mut failure = MapLinkError::NoPoint;
        for word in text.split_whitespace() {
            match read_word(word) {
                Ok(point) => return Ok(point),
                Err(MapLinkError::NoPoint) => {}
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }
}

fn read_word(word: &str) -> Result<Point, MapLinkError> {
    let found = match word.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("geo") => read_geo(rest),
        _ => {
            let link = Link::split(word);
            if !link.path.contains('/') && link.query.is_empty() {
                return Err(MapLinkError::NoPoint);
            }
            let found = link.read();
            if found.is_none() && link.is_short() {
                return Err(MapLinkError::ShortLink);
            }
            found
        }
    };
    Ok(found.ok_or(MapLinkError::NoPoint)??)
}

/// Reads what follows `geo:`, for example `3.8077,103.3260;u=35` or `0,0?q=3.8077,103.3260(Masjid)`.
fn read_geo(rest: &str) -> Found {
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let asked = parameter(query, "q");
    if let Some(found) = asked.as_deref().and_then(labelled_pair) {
        return Some(found);
    }
    let mut parts = place.split(';');
    let mut numbers = parts.next()?.split(',');
    let found = Point::from_degrees(numbers.next()?, numbers.next()?);
    let other_system = parts.any(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        name.eq_ignore_ascii_case("crs") && !value.eq_ignore_ascii_case("wgs84")
    });
    // Android writes 0,0 where the place is known only by the words of `q`.
    let only_words = asked.is_some() && found == Some(Point::new(0, 0));
    if other_system || only_words { None } else { found }
}

/// A link without its scheme, cut into its parts; nothing is decoded yet.
struct Link<'a> {
    host: String,
    path: &'a str,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> Link<'a> {
    fn split(word: &'a str) -> Self {
        let rest = word.split_once("://").map_or(word, |(_, rest)| rest);
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
        let host = host.to_ascii_lowercase();
        Self { host: host.strip_prefix("www.").unwrap_or(&host).to_owned(), path, query, fragment }
    }

    /// The place that was chosen if the link names one, otherwise the middle of the map that it shows.
    fn read(&self) -> Found {
        self.google_data()
            .or_else(|| self.two_parameters("mlat", "mlon"))
            .or_else(|| PAIR_PARAMETERS.iter().find_map(|name| labelled_pair(&parameter(self.query, name)?)))
            .or_else(|| self.two_parameters("lat", "lon"))
            .or_else(|| self.path.rsplit('/').find_map(|part| Point::from_pair(&decode(part))))
            .or_else(|| self.google_middle())
            .or_else(|| self.osm_middle())
    }

    /// `!3d<lat>!4d<lon>` in Google's data part: the pin itself, the last one if there are several.
    fn google_data(&self) -> Found {
        let data = decode(self.path);
        let (_, rest) = data.rsplit_once("!3d")?;
        let (lat, rest) = rest.split_once("!4d")?;
        let lon = rest.split(['!', '/', '?']).next()?;
        Point::from_degrees(lat, lon)
    }

    /// `/@<lat>,<lon>,17z` in Google's path: the middle of the map.
    fn google_middle(&self) -> Found {
        let path = decode(self.path);
        let mut numbers = path.split('/').find_map(|part| part.strip_prefix('@'))?.split(',');
        Point::from_degrees(numbers.next()?, numbers.next()?)
    }

    /// `#map=17/<lat>/<lon>`: the middle of `OpenStreetMap`'s map.
    fn osm_middle(&self) -> Found {
        let map = self.fragment.split('&').find_map(|part| part.strip_prefix("map="))?;
        let mut parts = map.split('/').skip(1);
        Point::from_degrees(parts.next()?, parts.next()?)
    }

    fn two_parameters(&self, lat: &str, lon: &str) -> Found {
        Point::from_degrees(&parameter(self.query, lat)?, &parameter(self.query, lon)?)
    }

    fn is_short(&self) -> bool {
        let waze_hash = self.host.ends_with("waze.com") && self.path.starts_with("/ul/h");
        waze_hash || SHORT_HOSTS.contains(&self.host.as_str())
    }
}

/// Reads `3.8,103.3`, also as `loc:3.8,103.3`, `ll.3.8,103.3` or `3.8,103.3(Masjid)`.
fn labelled_pair(value: &str) -> Found {
    let value = value.strip_prefix("loc:").or_else(|| value.strip_prefix("ll.")).unwrap_or(value);
    Point::from_pair(value.split('(').next()?)
}

/// The value of a parameter, decoded.
fn parameter<'a>(query: &'a str, name: &str) -> Option<Cow<'a, str>> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| decode(value))
    })
}

fn decode(text: &str) -> Cow<'_, str> {
    if text.contains('+') {
        let spaced = text.replace('+', " ");
        return percent_decode_str(&spaced).decode_utf8_lossy().into_owned().into();
    }
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kuantan() -> Point {
        Point::new(38_077_000, 1_033_260_000).expect("Kuantan is on Earth")
    }

    #[test]
    fn every_usual_way_to_name_a_point_is_read() {
        for pasted in [
            "3.8077, 103.3260",
            " 3.8077,103.3260\n",
            "(3.8077, 103.3260)",
            "geo:3.8077,103.3260",
            "GEO:3.8077,103.3260,12;crs=wgs84;u=35",
            "geo:0,0?q=3.8077,103.3260(Masjid%20Negeri)",
            "geo:3.8,103.3?z=17&q=3.8077%2C103.3260",
            "https://maps.google.com/?q=3.8077,103.3260",
            "https://maps.google.com/maps?q=loc:3.8077+103.3260&ll=3.8077,103.3260",
            "maps.google.com.my/?q=3.8077,+103.3260",
            "https://www.google.com/maps/@3.8077,103.3260,17z",
            "https://www.google.com/maps/place/Masjid+Negeri/@3.8077,103.3260,15z?entry=ttu",
            "https://www.google.com/maps/place/X/@1.5,101.5,15z/data=!3m1!4b1!4m6!3m5!1s0x0!8m2!3d3.8077!4d103.3260!16sX",
            "https://www.google.com/maps/place/3.8077,103.3260/@1.5,101.5,15z",
            "https://www.google.com/maps/dir/1.5,101.5/3.8077,103.3260/@2.5,102.5,8z",
            "https://www.google.com/maps/search/?api=1&query=3.8077%2C103.3260",
            "https://waze.com/ul?ll=3.8077,103.3260&navigate=yes",
            "https://www.waze.com/live-map/directions?to=ll.3.8077%2C103.3260",
            "waze://?ll=3.8077,103.3260",
            "https://www.openstreetmap.org/#map=17/3.8077/103.3260",
            "https://www.openstreetmap.org/?mlat=3.8077&mlon=103.3260#map=17/1.5/101.5&layers=N",
            "https://maps.apple.com/?ll=3.8077,103.3260&q=Masjid",
            "Jumpa di sini: https://maps.google.com/?q=3.8077,103.3260 lepas Isyak",
        ] {
            assert_eq!(Point::from_pasted(pasted), Ok(kuantan()), "{pasted}");
        }
    }

    #[test]
    fn a_short_link_is_told_apart() {
        for pasted in [
            "https://maps.app.goo.gl/AbCdEf123",
            "Surau An-Nur https://maps.app.goo.gl/AbCdEf123?g_st=iw",
            "maps.app.goo.gl/AbCdEf123",
            "https://goo.gl/maps/AbCdEf",
            "https://waze.com/ul/hw2abcd",
            "https://osm.org/go/abc--",
        ] {
            assert_eq!(Point::from_pasted(pasted), Err(MapLinkError::ShortLink), "{pasted}");
        }
    }

    #[test]
    fn numbers_beyond_the_earth_are_told_apart() {
        for pasted in ["103.3260, 3.8077", "geo:91,0", "https://maps.google.com/?q=3.8,181", "waze://?ll=1,1000"] {
            assert_eq!(Point::from_pasted(pasted), Err(MapLinkError::OutOfRange), "{pasted}");
        }
    }

    #[test]
    fn what_names_no_point_is_refused() {
        assert_eq!(Point::from_pasted(" \n"), Err(MapLinkError::Empty));
        for pasted in [
            "Masjid Negeri, Kuantan",
            "3.8077",
            "3,8077, 103,3260",
            "geo:",
            "geo:0,0?q=Masjid+Negeri",
            "geo:3.8,103.3;crs=utm",
            "https://example.org/",
            "https://www.google.com/maps/place/Masjid+Negeri",
            "https://www.openstreetmap.org/#map=17/3.8077",
            "2026/08/31",
        ] {
            assert_eq!(Point::from_pasted(pasted), Err(MapLinkError::NoPoint), "{pasted}");
        }
        assert_eq!(Point::from_pasted(&"3.8077, 103.3260 ".repeat(1000)), Err(MapLinkError::NoPoint));
    }

    proptest! {
        #[test]
        fn anything_pasted_gets_an_answer(text in "\\PC*|(https?://|geo:|waze://)?[-a-z.@/?&=#!,+%(): 0-9é]{0,64}") {
            let _ = Point::from_pasted(&text);
        }

        #[test]
        fn parts_of_links_in_any_order_get_an_answer(parts in prop::collection::vec(prop::sample::select(vec![
            "geo:", "https://", "/", "?", "#", "&", "q=", "ll=", "map=", "@", "!3d", "!4d", ",", "1", "-", ".", "%2", "é",
            "maps.app.goo.gl", "103.3", "mlat=", "mlon=", ";", "crs=", "(", " ",
        ]), 0..16)) {
            let _ = Point::from_pasted(&parts.concat());
        }

        #[test]
        fn every_point_is_found_in_every_kind_of_link(
            lat in -900_000_000..=900_000_000,
            lon in -1_800_000_000..=1_800_000_000,
        ) {
            let point = Point::new(lat, lon).expect("the bounds are those of a point");
            let (text_lat, text_lon) = point.to_string().split_once(',').map(|(a, b)| (a.to_owned(), b.to_owned()))
                .expect("a point is written with a comma");
            for pasted in [
                format!("{text_lat}, {text_lon}"),
                format!("geo:{point}"),
                format!("https://waze.com/ul?ll={text_lat}%2C{text_lon}"),
                format!("https://www.google.com/maps/@{point},17z"),
                format!("https://www.google.com/maps/place/x/data=!3d{text_lat}!4d{text_lon}"),
                format!("https://www.openstreetmap.org/#map=17/{text_lat}/{text_lon}"),
            ] {
                prop_assert_eq!(Point::from_pasted(&pasted), Ok(point), "{}", pasted);
            }
        }
    }
}
