//! Why a server refuses: a closed list, carried in RFC 9457 problems.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal $text:literal),* $(,)?) => {
        /// Why a server refuses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ErrorCode {
            $($(#[$doc])* $name),*
        }

        impl ErrorCode {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The status of the answer.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),* }
            }

            /// The name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The code of this name; none for one that this version does not know.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

codes! {
    /// The request cannot be understood.
    BadRequest = 400 "bad_request",
    /// The address has a parameter that the call does not know.
    UnknownParameter = 400 "unknown_parameter",
    /// The login failed, for whatever reason.
    AuthFailed = 401 "auth_failed",
    /// The token is no longer valid: log in again.
    TokenExpired = 401 "token_expired",
    /// Another copy of this device has logged in.
    TokenSuperseded = 401 "token_superseded",
    /// The person removed this device.
    DeviceRemoved = 403 "device_removed",
    /// The space belongs to somebody else.
    NotMember = 403 "not_member",
    /// This login may not do that.
    NotAllowed = 403 "not_allowed",
    /// There is no such thing.
    NotFound = 404 "not_found",
    /// The keyring has changed meanwhile.
    KeyringConflict = 409 "keyring_conflict",
    /// A space has changed meanwhile.
    HeadMoved = 409 "head_moved",
    /// The record is sealed under a key that is no longer in use.
    EpochClosed = 409 "epoch_closed",
    /// The document has a lower version than the one that is kept.
    VersionTooLow = 409 "version_too_low",
    /// The account has as many devices as it may have.
    DeviceLimit = 409 "device_limit",
    /// Something of this name is there already, and it is another.
    AlreadyThere = 409 "already_there",
    /// The invite was used.
    InviteUsed = 410 "invite_used",
    /// The invite or message is too old.
    Expired = 410 "expired",
    /// The body is larger than the call takes.
    TooLarge = 413 "too_large",
    /// The body has another form than the call takes, or is compressed.
    UnsupportedMedia = 415 "unsupported_media",
    /// A sealed record or keyring is not one.
    BadEnvelope = 422 "bad_envelope",
    /// A sealed record has a size that no record is padded to.
    BadSize = 422 "bad_size",
    /// A signature is not that of the person.
    BadSignature = 422 "bad_signature",
    /// This version of the app is too old for the server.
    ClientTooOld = 426 "client_too_old",
    /// Too many requests: come back later.
    RateLimited = 429 "rate_limited",
    /// The server failed.
    Internal = 500 "internal",
    /// The server has too much to do: come back later.
    Busy = 503 "busy",
    /// The account is full.
    QuotaFull = 507 "quota_full",
}

/// The media type of a [`Problem`].
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// An error as it crosses the wire: RFC 9457, JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:ukhwah:error:` and the code.
    pub r#type: String,
    /// One sentence in English, for who runs the server.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// The code's name.
    pub code: String,
    /// For `device_removed`: the notice that the person signed, and from which epoch on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<RemovalNotice>,
}

/// The proof that the person removed a device: a signature over [`crate::transcript::removed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalNotice {
    /// The first epoch without the device.
    pub epoch: u32,
    /// Whether the device is to erase what it holds.
    pub erase: bool,
    /// The signature, hexadecimal.
    pub signature: String,
}

impl Problem {
    /// The problem that carries a code.
    #[must_use]
    pub fn new(code: ErrorCode, title: impl Into<String>) -> Self {
        Self {
            r#type: format!("urn:ukhwah:error:{}", code.as_str()),
            title: title.into(),
            status: code.status(),
            code: code.as_str().to_owned(),
            notice: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_and_is_found_by_it() {
        let names: BTreeSet<_> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), ErrorCode::ALL.len());
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from_name(code.as_str()), Some(*code));
        }
        assert_eq!(ErrorCode::from_name("from_the_future"), None);
    }
}
