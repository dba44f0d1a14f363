//! QR codes that a picture brought: an invite, a server's card, a new device's code, and the 15 words that
//! stand beside a card on the printed sheet.

use super::card::ServerCard;
use super::offer::parse_offer;
use super::{SyncCodesView, picture};
use crate::app::App;
use crate::backup::parse_recovery;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;

impl App {
    /// Reads the QR codes of a picture that the person chooses.
    ///
    /// # Errors
    /// If none is chosen, or it has no readable code.
    pub fn sync_codes_choose(&self) -> Result<SyncCodesView, IpcError> {
        let file = self.host.choose_file(FileKind::Picture).ok_or(ErrorCode::Cancelled)?;
        Ok(sorted(picture::read_codes(&file)?))
    }
}

/// What the codes of one picture are for; of several of a kind, the first.
pub(super) fn sorted(codes: Vec<String>) -> SyncCodesView {
    let (words, others): (Vec<_>, Vec<_>) = codes.into_iter().partition(|code| parse_recovery(code).is_ok());
    // A card reads an invite as well.
    let is_ours = |code: &&String| ServerCard::parse(code).is_some() || parse_offer(code).is_some();
    let text = others.iter().find(is_ours).or_else(|| others.first()).cloned();
    SyncCodesView { text, words: words.into_iter().next() }
}
