//! The card of a server, which a second device or a new one begins from: its address, its organization's fingerprint, and the
//! organization's certificate where the public roots do not know the server. No secret is on it; only the app reads it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use ukhwah_protocol::id::Fingerprint;
use ukhwah_protocol::invite::is_origin;

use super::device::DeviceSecrets;
use super::{SyncLinkView, SyncSheet};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::print::CardOnPaper;

const FIRST_WORD: &str = "ukhwah-server-1";
const INVITE: &str = "ukhwah-invite-1";
const CERTIFICATE: &str = "cert:";
/// How many digits a fingerprint has.
const FINGERPRINT: usize = 64;
/// The longest certificate that goes onto a card: with more, a code is too fine for a telephone's camera.
const LONGEST: usize = 1_200;

/// Where a server is, and what it must show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerCard {
    pub(super) origin: String,
    pub(super) fingerprint: Fingerprint,
    /// The certificate of the organization, PEM.
    pub(super) authority: Option<Vec<u8>>,
}

impl ServerCard {
    /// Reads a card, or what says the same: an invite, which may have been used, or address and fingerprint alone.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().peekable();
        words.next_if(|word| [FIRST_WORD, INVITE].iter().any(|first| word.eq_ignore_ascii_case(first)));
        let origin = words.next().filter(|word| is_origin(word))?.to_owned();
        // A line may have been broken within either; behind the fingerprint an invite has its code.
        let rest = words.collect::<String>();
        let (rest, authority) = match rest.split_once(CERTIFICATE) {
            Some((before, word)) => (before, Some(read_certificate(word)?)),
            None => (rest.as_str(), None),
        };
        let fingerprint = rest.get(..FINGERPRINT)?.to_ascii_lowercase().parse().ok()?;
        Some(Self { origin, fingerprint, authority })
    }

    /// The card of the server that a device belongs to.
    pub(super) fn of(secrets: &DeviceSecrets) -> Self {
        let (origin, authority) = (secrets.origin.clone(), secrets.authority.clone());
        Self { origin, fingerprint: secrets.fingerprint, authority }
    }

    /// The card as it stands on the sheet with the 15 words, which does not say whose server it is: without the first word.
    pub(super) fn on_paper(&self) -> CardOnPaper {
        CardOnPaper {
            address: self.origin.clone(),
            figures: groups(&self.fingerprint),
            code: self.to_words(),
            needs_certificate: self.authority.is_some(),
        }
    }

    pub(super) fn to_text(&self) -> String {
        format!("{FIRST_WORD} {}", self.to_words())
    }

    fn to_words(&self) -> String {
        let certificate = self.authority.as_deref().and_then(write_certificate);
        let certificate = certificate.map(|word| format!(" {CERTIFICATE}{word}")).unwrap_or_default();
        format!("{} {}{certificate}", self.origin, self.fingerprint)
    }
}

/// Certificates as one word; none if it would be too long.
fn write_certificate(pem: &[u8]) -> Option<String> {
    let certificates = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().ok()?;
    let words: Vec<_> = certificates.iter().map(|certificate| URL_SAFE_NO_PAD.encode(certificate)).collect();
    Some(words.join(".")).filter(|word| (1..=LONGEST).contains(&word.len()))
}

/// The certificates of such a word, PEM.
fn read_certificate(word: &str) -> Option<Vec<u8>> {
    let mut pem = String::new();
    for part in word.split('.') {
        let certificate = URL_SAFE_NO_PAD.decode(part).ok()?;
        let body = STANDARD.encode(&certificate);
        RootCertStore::empty().add(certificate.into()).ok()?;
        pem.push_str(&format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"));
    }
    Some(pem.into_bytes())
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
        Ok(self.linked().map(|linked| ServerCard::of(&linked.secrets).on_paper()))
    }

    /// The certificate that vouches for a card's server: what the card brings, or else what the person chose.
    pub(super) fn authority_of(&self, card: &ServerCard) -> Option<Vec<u8>> {
        card.authority.clone().or_else(|| self.sync.authority().clone())
    }
}

/// A fingerprint as people compare it: groups of four.
pub(super) fn groups(fingerprint: &Fingerprint) -> String {
    let digits = fingerprint.to_string();
    let groups: Vec<&str> = (0..digits.len()).step_by(4).map(|at| &digits[at..at + 4]).collect();
    groups.join(" ")
}
