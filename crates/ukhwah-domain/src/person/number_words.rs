//! A number's digits in the groups in which people write them.

/// A Malaysian number's digits after +60, as they are written inside the country.
pub(super) fn grouped(national: &str) -> String {
    let (area, local) = match (national.as_bytes().first(), national.len()) {
        (Some(b'1' | b'8'), 8..) => national.split_at(2),
        (_, 8..) => national.split_at(1),
        _ => return format!("0{national}"),
    };
    let (front, back) = local.split_at(if local.len() > 6 { local.len() - 4 } else { 3 });
    format!("0{area}-{front} {back}")
}

/// A foreign number: its country code, then groups of four from the end, or 3-3-4 in North America and Russia.
pub(super) fn grouped_abroad(digits: &str) -> String {
    let (code, mut rest) = digits.split_at(country_code_length(digits));
    let mut groups = Vec::new();
    while rest.len() > 4 {
        let size = if code.len() == 1 && !groups.is_empty() { 3 } else { 4 };
        let (front, group) = rest.split_at(rest.len() - size);
        groups.push(group);
        rest = front;
    }
    groups.push(rest);
    groups.reverse();
    format!("+{code} {}", groups.join(" "))
}

/// Source: ITU-T E.164, list of assigned country codes.
fn country_code_length(digits: &str) -> usize {
    const TWO_DIGITS: [&str; 44] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    match digits.as_bytes().first() {
        Some(b'1' | b'7') => 1,
        _ if TWO_DIGITS.iter().any(|code| digits.starts_with(code)) => 2,
        _ => 3,
    }
}
