//! The card of a server, which a second device or a new one begins from: its address and its organization's fingerprint.
//! No secret is on it; only the app reads it.

use ukhwah_protocol::id::Fingerprint;
use ukhwah_protocol::invite::is_origin;

const FIRST_WORD: &str = "ukhwah-server-1";

/// Where a server is, and what it must show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerCard {
    pub(super) origin: String,
    pub(super) fingerprint: Fingerprint,
}

impl ServerCard {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let is_card = words.next()?.eq_ignore_ascii_case(FIRST_WORD);
        let origin = words.next().filter(|word| is_card && is_origin(word))?.to_owned();
        let fingerprint = words.collect::<String>().to_ascii_lowercase().parse().ok()?;
        Some(Self { origin, fingerprint })
    }

    pub(super) fn to_text(&self) -> String {
        format!("{FIRST_WORD} {} {}", self.origin, self.fingerprint)
    }
}

/// A fingerprint as people compare it: groups of four.
pub(super) fn groups(fingerprint: &Fingerprint) -> String {
    let digits = fingerprint.to_string();
    let groups: Vec<&str> = (0..digits.len()).step_by(4).map(|at| &digits[at..at + 4]).collect();
    groups.join(" ")
}
