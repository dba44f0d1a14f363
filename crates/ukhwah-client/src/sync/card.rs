//! The card of a server, which a second device or a new one begins from: its address and its organization's fingerprint.
//! No secret is on it; only the app reads it.

use ukhwah_protocol::id::Fingerprint;
use ukhwah_protocol::invite::is_origin;

const FIRST_WORD: &str = "ukhwah-server-1";
const INVITE: &str = "ukhwah-invite-1";
/// How many digits a fingerprint has.
const FINGERPRINT: usize = 64;

/// Where a server is, and what it must show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerCard {
    pub(super) origin: String,
    pub(super) fingerprint: Fingerprint,
}

impl ServerCard {
    /// Reads a card, or what says the same: an invite, which may have been used, or address and fingerprint alone.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().peekable();
        words.next_if(|word| [FIRST_WORD, INVITE].iter().any(|first| word.eq_ignore_ascii_case(first)));
        let origin = words.next().filter(|word| is_origin(word))?.to_owned();
        // A line may have been broken within it; behind it an invite has its code.
        let rest = words.collect::<String>().to_ascii_lowercase();
        let fingerprint = rest.get(..FINGERPRINT)?.parse().ok()?;
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
