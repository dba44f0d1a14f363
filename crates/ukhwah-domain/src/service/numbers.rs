//! Numbers that name somebody: a telephone, an identity card.
//!
//! A log has no field for the identity of somebody who was helped; this finds where one was typed anyway, so that the app
//! can ask once, gently. Dates, times, amounts and short codes are not meant.

use chrono::NaiveDate;

/// What was found in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrivateNumbers {
    /// Something that looks like a telephone number.
    pub phone: bool,
    /// Something that looks like the number of a Malaysian identity card.
    pub identity_card: bool,
}

/// Looks for numbers that name somebody.
///
/// An identity card is twelve digits, together or as 6-2-4: a date of birth as YYMMDD, a code of the place of birth, four
/// digits. A telephone number is Malaysian with its 0, or begins with 60 or with a `+` and a country.
#[must_use]
pub fn private_numbers(text: &str) -> PrivateNumbers {
    let text: String = text.chars().map(plain).collect();
    let groups = groups(&text);
    let mut found = PrivateNumbers::default();
    for first in 0..groups.len() {
        found.identity_card |= is_identity_card(&groups[first..]);
        found.phone |= is_phone(&groups[first..]);
    }
    found
}

/// The character as it is typed on most keyboards: digits of Jawi and wide ones, and every dash, have the same meaning.
fn plain(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => return '-',
        '\u{a0}' | '\u{2007}' | '\u{202f}' => return ' ',
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// Digits that stand together.
struct Group<'t> {
    digits: &'t str,
    /// What stands between the group before and this one; the whole beginning of the text for the first.
    before: &'t str,
    /// What follows at once, if it goes on like an amount: a comma and a digit.
    is_cut: bool,
}

/// The digits of a text, by what stands together.
fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let (mut last_end, mut rest) = (0, 0);
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |at| start + at);
        let mut after = text[end..].chars();
        let is_cut = matches!(after.next(), Some(',' | '/' | ':')) && after.next().is_some_and(|c| c.is_ascii_digit());
        groups.push(Group { digits: &text[start..end], before: &text[last_end..start], is_cut });
        (last_end, rest) = (end, end);
    }
    groups
}

fn is_identity_card(groups: &[Group<'_>]) -> bool {
    match groups {
        [one, ..] if one.digits.len() == 12 => is_card_number(one.digits),
        [birth, place, number, ..] => {
            let lengths = [birth, place, number].map(|group| group.digits.len());
            let joined = matches!(place.before, "-" | " " | " - ") && place.before == number.before;
            lengths == [6, 2, 4]
                && joined
                && is_card_number(&format!("{}{}{}", birth.digits, place.digits, number.digits))
        }
        _ => false,
    }
}

/// Whether twelve digits are a date of birth, a place of birth and a number.
fn is_card_number(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day, place) = (number(0, 2), number(2, 4), number(4, 6), number(6, 8));
    let is_day = [1900, 2000].into_iter().any(|century| {
        i32::try_from(century + year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).is_some()
    });
    is_day && is_place_of_birth(place)
}

/// The codes of places of birth that are in use.
///
/// Source: Jabatan Pendaftaran Negara, *Kod Negeri* and *Kod Negara*.
const fn is_place_of_birth(code: u32) -> bool {
    matches!(code, 1..=16 | 21..=68 | 71..=72 | 74..=79 | 82..=93 | 98..=99)
}

/// The most groups in which a telephone number is written: "+60 12 345 67 89".
const MOST_GROUPS: usize = 6;

fn is_phone(groups: &[Group<'_>]) -> bool {
    let Some(first) = groups.first() else { return false };
    let is_abroad = first.before.ends_with('+') || first.before.ends_with("+(");
    if !is_abroad && goes_on_from_an_amount(first) {
        return false;
    }
    let mut parts: Vec<&str> = Vec::new();
    for (index, group) in groups.iter().take(MOST_GROUPS).enumerate() {
        if index > 0 && !is_joint(group.before) {
            return false;
        }
        parts.push(group.digits);
        let length: usize = parts.iter().map(|part| part.len()).sum();
        if !group.is_cut && (is_malaysian(&parts, length) || (is_abroad && (9..=15).contains(&length))) {
            return true;
        }
    }
    false
}

/// Whether the digits before this group belong to it, as in an amount, a date or a time.
fn goes_on_from_an_amount(group: &Group<'_>) -> bool {
    matches!(group.before, "." | "," | "/" | ":" | "-")
}

/// What may stand between two parts of one telephone number.
fn is_joint(between: &str) -> bool {
    let length = between.chars().count();
    (1..=3).contains(&length) && between.chars().all(|c| matches!(c, ' ' | '-' | '.' | '(' | ')'))
}

/// Whether the parts are a number as it is dialled inside Malaysia, or a mobile number with its 60.
///
/// Mobile numbers (01) have 10 or 11 digits in any parts. Others have an area code and 6 to 8 digits, together or in two
/// parts: a date that begins alike has other parts.
fn is_malaysian(parts: &[&str], length: usize) -> bool {
    let [first, rest @ ..] = parts else { return false };
    if first.starts_with("01") || first.starts_with("601") {
        let with_country = if first.starts_with('6') { 1 } else { 0 };
        let is_prefix = rest.is_empty() || (3..=6).contains(&first.len());
        return is_prefix && rest.iter().all(|part| part.len() >= 2) && (10..=11).contains(&(length - with_country));
    }
    let (code, number) = match first.as_bytes() {
        [b'0', b'8', b'2'..=b'9', ..] => (3, 6),
        [b'0', b'3', ..] => (2, 8),
        [b'0', b'4'..=b'7' | b'9', ..] => (2, 7),
        _ => return false,
    };
    let sizes: Vec<usize> = rest.iter().map(|part| part.len()).collect();
    match sizes.as_slice() {
        [] => first.len() == code + number,
        [whole] => first.len() == code && *whole == number,
        [head, tail] => {
            let halves = (number / 2, number - number / 2);
            first.len() == code && (*head, *tail) == halves && !rest.iter().all(|part| is_year(part))
        }
        _ => false,
    }
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20"))
}
