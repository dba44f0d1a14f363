//! The copy on the person's other devices, through a server of their organization that can read none of it.
//!
//! Without an organization nothing here does anything. What the device logs in with lies in a file under the main key;
//! the keyring lies in the database. Everything runs on threads of its own and holds the database a slice at a time.

mod card;
mod codes;
mod desk;
mod device;
mod devices;
#[cfg(test)]
mod fake;
mod http;
mod join;
mod keyring;
mod leave;
mod local;
mod offer;
mod pace;
mod pair;
mod picture;
mod recover;
mod run;
mod sheet;
mod show;
mod view;

pub(crate) use desk::SyncDesk;
pub(crate) use local::READER;
pub use view::*;

use ukhwah_protocol::api::Fault;
use ukhwah_protocol::error::ErrorCode as Refusal;

use crate::error::{ErrorCode, IpcError};

/// What the store calls what sync keeps in it.
mod kept {
    /// The keychain.
    pub(super) const KEYRING: &str = "keyring";
    /// The changes of the keyring that this device made.
    pub(super) const MADE: &str = "made";
    /// There if the server's keyring is not taken: why, and since when.
    pub(super) const KEYRING_REFUSED: &str = "keyring refused";
    /// The device, if another copy of it has logged in: it does so no more.
    pub(super) const COPIED: &str = "copied";
    /// Where this device stands with the server.
    pub(super) const LINK: &str = "link";
    /// What is on its way to the server, in two trays.
    pub(super) use ukhwah_store::OUTBOX;
    /// A removal that was begun.
    pub(super) const ROTATION: &str = "rotation";
    /// Which devices are to be removed after the 15 words were used, and by which.
    pub(super) const REMOVALS: &str = "removals";
    /// A request to join whose answer has not come.
    pub(super) const JOINING: &str = "joining";
    /// There if the server has yet to be told of the recovery sheet.
    pub(super) const SHEET_DUE: &str = "sheet due";
    /// There if this device's words are to be those that open the server's copy, and are not yet.
    pub(super) const SHEET_WANTED: &str = "sheet wanted";
}

impl From<http::DialError> for IpcError {
    fn from(error: http::DialError) -> Self {
        match error {
            http::DialError::Address => ErrorCode::AddressNotAllowed.into(),
            http::DialError::Certificate => ErrorCode::CertificateInvalid.into(),
            http::DialError::Failed => ErrorCode::Failed.into(),
        }
    }
}

/// What a fault of a server means to whoever waits for the answer.
fn refused(fault: &Fault) -> IpcError {
    tracing::info!(%fault, "the server did not do what was asked");
    match fault.code() {
        None if *fault == Fault::Unreachable => ErrorCode::NoAnswer,
        None => ErrorCode::NotAServer,
        Some(Refusal::RateLimited | Refusal::Busy) => ErrorCode::NoAnswer,
        Some(Refusal::InviteUsed | Refusal::AuthFailed) => ErrorCode::InviteUsed,
        Some(Refusal::Expired) => ErrorCode::InviteExpired,
        Some(Refusal::DeviceLimit) => ErrorCode::DeviceLimit,
        Some(_) => ErrorCode::ServerRefused,
    }
    .into()
}

/// What keeps a keyring from being changed.
fn unchanged(error: ukhwah_sync::sealed_keychain::ChangeError) -> IpcError {
    match error {
        ukhwah_sync::sealed_keychain::ChangeError::DeviceLimit => ErrorCode::DeviceLimit.into(),
        ukhwah_sync::sealed_keychain::ChangeError::Broken => ErrorCode::NameTooLong.into(),
    }
}

#[cfg(test)]
mod tests;
