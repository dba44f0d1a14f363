//! What can be said of a keyring and its wraps by themselves.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, RecordId, SpaceId, VersionHash};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::Wrap;
use ukhwah_protocol::sealed::{Header, HeaderError, Sealed};

use crate::error::{Failure, refused};

/// The header of something sealed.
///
/// # Errors
/// `bad_size` or `bad_envelope`.
pub fn header(sealed: &Sealed) -> Result<Header, Failure> {
    sealed.header().map_err(|error| match error {
        HeaderError::Size => refused(ErrorCode::BadSize, "the sealed record has a size that no record is padded to"),
        HeaderError::Short => refused(ErrorCode::BadEnvelope, "the sealed record is too short"),
        HeaderError::Magic => refused(ErrorCode::BadEnvelope, "these bytes are not a sealed record"),
        HeaderError::Format => refused(ErrorCode::BadEnvelope, "the sealed record has an unknown format"),
        HeaderError::Suite => refused(ErrorCode::BadEnvelope, "the sealed record has an unknown suite"),
    })
}

/// The hash of a keyring, whose header must name account and epoch, and zeros for the record.
///
/// # Errors
/// `bad_size` or `bad_envelope`.
pub fn keyring(sealed: &Sealed, account: AccountId, epoch: u32) -> Result<VersionHash, Failure> {
    let wanted = Header { space: SpaceId(account.0), record: RecordId([0; 16]), epoch };
    if header(sealed)? == wanted {
        Ok(sealed.version_hash())
    } else {
        Err(refused(ErrorCode::BadEnvelope, "the header of the keyring names another account, record or epoch"))
    }
}

/// Wraps of a plausible length.
///
/// # Errors
/// `bad_envelope`.
pub fn wraps(wraps: &[Wrap]) -> Result<(), Failure> {
    if wraps.iter().all(|wrap| (1..=limits::WRAP).contains(&wrap.bytes.len())) {
        Ok(())
    } else {
        Err(refused(ErrorCode::BadEnvelope, "a wrap has no bytes, or too many"))
    }
}
