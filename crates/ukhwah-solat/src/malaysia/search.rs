//! A zone found by what people call where they are.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::zone::Zone;

/// Words that say what a place is, not which.
const KINDS: [&str; 14] = [
    "masjid",
    "surau",
    "mosque",
    "daerah",
    "district",
    "zon",
    "zone",
    "negeri",
    "state",
    "wilayah",
    "persekutuan",
    "pekan",
    "bandar",
    "jajahan",
];

/// Short forms people write, and what they stand for.
const SHORT: [(&str, &str); 10] = [
    ("kg", "kampung"),
    ("kpg", "kampung"),
    ("sg", "sungai"),
    ("bkt", "bukit"),
    ("bt", "batu"),
    ("jb", "johor bahru"),
    ("kb", "kota bharu"),
    ("kt", "kuala terengganu"),
    ("tg", "tanjung"),
    ("n9", "negeri sembilan"),
];

/// How alike two words must be for one to be a slip of the other, in [0, 1].
const ALIKE: f64 = 0.75;

/// A zone that a search found, and by which name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The zone.
    pub zone: Zone,
    /// The district, town, state or code that fits what was searched.
    pub name: &'static str,
    /// How well it fits, in (0, 1]; 1 is the name as it is written.
    pub score: f64,
}

/// Zones by a district, town, state or code, or by the address of a mosque; the best first, each zone once.
///
/// Capitals, accents and punctuation do not matter, and slips of typing are forgiven. Empty if nothing fits. A search for
/// the mosque a person follows works by the district or town in its address: "Masjid Jamek, Jasin".
///
/// ```
/// let found = ukhwah_solat::malaysia::search("kuantn");
/// assert_eq!((found[0].zone.code(), found[0].name), ("PHG02", "Kuantan"));
/// ```
pub fn search(query: &str) -> Vec<Found> {
    // What is longer than an address is not one, and matching it would only take time.
    let query = plain(&query.chars().take(200).collect::<String>());
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> = Zone::all().filter_map(|zone| best(zone, &query)).collect();
    // A stable sort keeps zones that fit equally well in the order of their codes.
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

/// The name of a zone that fits best.
fn best(zone: Zone, query: &str) -> Option<Found> {
    let record = zone.record();
    let fully = [record.code, record.town].into_iter().chain(record.districts.iter().chain(record.also).copied());
    // A state has several zones, so its name says less than a town's.
    let names = fully.map(|name| (name, 1.0)).chain([(record.state, 0.95)]);
    names
        .map(|(name, weight)| Found { zone, name, score: weight * score(query, &plain(name)) })
        .filter(|found| found.score > 0.0)
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// How well a name fits a query, both plain; 0 if not at all.
fn score(query: &str, name: &str) -> f64 {
    if query == name {
        return 1.0;
    }
    // What is being typed: the beginning of a name, or of one of its words.
    let share = query.len() as f64 / name.len().max(1) as f64;
    if query.len() >= 2 && name.starts_with(query) {
        return 0.85 + 0.1 * share;
    }
    if query.len() >= 3 && name.split(' ').any(|word| word.starts_with(query)) {
        return 0.75 + 0.1 * share;
    }
    within(query, name).max(alike(query, name))
}

/// A name inside a longer text, such as an address; the longer the name, the more it says.
fn within(query: &str, name: &str) -> f64 {
    let words: Vec<_> = query.split(' ').collect();
    let parts: Vec<_> = name.split(' ').collect();
    let is_there = name.len() >= 3 && words.windows(parts.len()).any(|window| window == parts);
    if is_there { 0.7 + 0.04 * (parts.len().min(3) as f64) } else { 0.0 }
}

/// A name with slips of typing, as a whole or in one of its words.
fn alike(query: &str, name: &str) -> f64 {
    let whole = likeness(query, name);
    if whole >= ALIKE {
        return 0.8 * whole;
    }
    let is_long = |word: &&str| word.len() >= 5;
    let words = query.split(' ').filter(is_long);
    let of_parts = |word| name.split(' ').filter(is_long).map(|part| likeness(word, part)).fold(0.0, f64::max);
    let best = words.map(of_parts).fold(0.0, f64::max);
    if best >= ALIKE { 0.5 * best } else { 0.0 }
}

/// The share of letters that two words have in common, a swap counting as one slip; 0 if they are clearly different.
fn likeness(a: &str, b: &str) -> f64 {
    let is_near = a.len().abs_diff(b.len()) * 3 <= a.len().max(b.len());
    if is_near { strsim::normalized_damerau_levenshtein(a, b) } else { 0.0 }
}

/// Small letters without accents and punctuation, short forms written out, without words such as "masjid".
fn plain(text: &str) -> String {
    let letters: String = text
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !matches!(letter, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let words: Vec<_> = letters.split_whitespace().map(long_form).collect();
    let telling: Vec<_> = words.iter().copied().filter(|word| !KINDS.contains(word)).collect();
    // "Negeri" alone is all there is to go by.
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

fn long_form(word: &str) -> &str {
    SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(query: &str) -> Option<&'static str> {
        search(query).first().map(|found| found.zone.code())
    }

    #[test]
    fn towns_districts_states_and_codes_find_their_zone() {
        for (query, zone) in [
            ("Kuantan", "PHG02"),
            ("PETALING JAYA", "SGR01"),
            ("kota kinabalu", "SBH07"),
            ("Shah Álam", "SGR01"),
            ("wly02", "WLY02"),
            ("Melaka", "MLK01"),
            ("Penang", "PNG01"),
            ("Pulau Pinang", "PNG01"),
            ("KL", "WLY01"),
            ("Sg. Siput", "PRK02"),
            ("jb", "JHR02"),
            ("Pontian", "JHR03"),
            ("Kulim", "KDH05"),
            ("genting", "PHG05"),
            ("Besut", "TRG02"),
            ("Bandar Tawau", "SBH04"),
        ] {
            assert_eq!(first(query), Some(zone), "{query}");
        }
    }

    #[test]
    fn slips_of_typing_are_forgiven() {
        for (query, zone) in [
            ("kuantn", "PHG02"),
            ("Seramban", "NGS03"),
            ("johor baru", "JHR02"),
            ("kota baru", "KTN01"),
            ("Trengganu", "TRG01"),
            ("batu phat", "JHR04"),
            ("sungai petnai", "KDH02"),
        ] {
            assert_eq!(first(query), Some(zone), "{query}");
        }
    }

    #[test]
    fn the_address_of_a_mosque_finds_its_zone() {
        assert_eq!(first("Masjid Sultan Ahmad Shah, Kuantan, Pahang"), Some("PHG02"));
        assert_eq!(first("surau taman melati, setapak, kuala lumpur"), Some("WLY01"));
        assert_eq!(first("Masjid Jamek, Jasin"), Some("MLK01"));
    }

    #[test]
    fn a_state_lists_all_its_zones_first() {
        let found = search("Kedah");
        assert!(found.len() >= 7);
        assert!(found[..7].iter().all(|found| found.zone.state() == "Kedah"));
    }

    #[test]
    fn nothing_is_found_where_nothing_fits() {
        for query in ["", "  ", "!!!", "Reykjavik", "zzzzzz"] {
            assert_eq!(search(query), [], "{query}");
        }
    }

    #[test]
    fn every_zone_is_found_by_each_of_its_names() {
        for zone in Zone::all() {
            for name in zone.districts().iter().chain([&zone.town(), &zone.code()]) {
                let best = search(name);
                let top = best.iter().take_while(|found| found.score == best[0].score);
                assert!(top.map(|found| found.zone).any(|found| found == zone), "{zone} by {name}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_may_be_searched(text in any::<String>()) {
            let found = search(&text);
            prop_assert!(found.iter().all(|found| found.score > 0.0 && found.score <= 1.0));
            prop_assert!(found.is_sorted_by(|a, b| a.score >= b.score));
        }
    }
}
