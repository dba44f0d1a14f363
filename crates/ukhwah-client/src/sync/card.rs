//! The card of a server, which a second device or a new one begins from: its address and its organization's fingerprint.
//! No secret is on it; only the app reads it.

use ukhwah_protocol::id::Fingerprint;
use ukhwah_protocol::invite::is_origin;

use super::{SyncLinkView, SyncSheet};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::print::CardOnPaper;

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

    /// The card as it stands on the sheet with the 15 words, which does not say whose server it is: without the first word.
    pub(super) fn on_paper(&self) -> CardOnPaper {
        let Self { origin, fingerprint } = self;
        CardOnPaper { address: origin.clone(), figures: groups(fingerprint), code: format!("{origin} {fingerprint}") }
    }

    pub(super) fn to_text(&self) -> String {
        format!("{FIRST_WORD} {} {}", self.origin, self.fingerprint)
    }
}

impl App {
    /// The server's card for the sheet with this device's 15 words; none where those words open nothing at a server.
    ///
    /// # Errors
    /// If the app is locked.
    pub(crate) fn card_on_paper(&self) -> Result<Option<CardOnPaper>, IpcError> {
        let Some(SyncLinkView { sheet: SyncSheet::Here | SyncSheet::Coming, .. }) = self.sync_view()?.link else {
            return Ok(None);
        };
        let card = self.linked().map(|linked| {
            let secrets = &linked.secrets;
            ServerCard { origin: secrets.origin.clone(), fingerprint: secrets.fingerprint }.on_paper()
        });
        Ok(card)
    }
}

/// A fingerprint as people compare it: groups of four.
pub(super) fn groups(fingerprint: &Fingerprint) -> String {
    let digits = fingerprint.to_string();
    let groups: Vec<&str> = (0..digits.len()).step_by(4).map(|at| &digits[at..at + 4]).collect();
    groups.join(" ")
}
