//! QR codes that a picture or the camera brought: an invite, a server's card, a new device's code, and the 15 words that
//! stand beside a card on the printed sheet.

use super::card::ServerCard;
use super::offer::parse_offer;
use super::{SyncCameraRequest, SyncCodesView, SyncFrameRequest, picture};
use crate::app::App;
use crate::backup::parse_recovery;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;

/// More than the interface sends of one moment.
const MOST_PIXELS: usize = 2_000_000;

impl App {
    /// Reads the QR codes of a picture that the person chooses.
    ///
    /// # Errors
    /// If none is chosen, or it has no readable code.
    pub fn sync_codes_choose(&self) -> Result<SyncCodesView, IpcError> {
        let file = self.host.choose_file(FileKind::Picture).ok_or(ErrorCode::Cancelled)?;
        Ok(sorted(picture::read_codes(&file)?))
    }

    /// Lets the interface use the camera, or no longer.
    ///
    /// # Errors
    /// None.
    pub fn sync_camera(&self, request: SyncCameraRequest) -> Result<(), IpcError> {
        self.host.allow_camera(request.on);
        Ok(())
    }

    /// Reads the QR codes that the camera sees; nothing is an answer too.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if these are no pixels, or more than a code needs.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_codes_scan(&self, request: SyncFrameRequest) -> Result<SyncCodesView, IpcError> {
        let grey = hex::decode(&request.grey).map_err(|_| ErrorCode::BadRequest)?;
        let width = usize::try_from(request.width).unwrap_or_default();
        let is_whole = width > 0 && grey.len() % width == 0;
        if !is_whole || grey.is_empty() || grey.len() > MOST_PIXELS {
            return Err(ErrorCode::BadRequest.into());
        }
        Ok(sorted(picture::codes_in(width, &grey)))
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
