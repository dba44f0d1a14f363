//! Random identifiers, one type each, so that none can stand in the place of another.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

/// Text that is not an identifier, lower-case hexadecimal of the right length, nor a token as a request shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct ParseIdError;

macro_rules! bytes_newtype {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(transparent)]
        pub struct $name(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; $length]);

        impl $name {
            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let mut bytes = [0; $length];
                hex::decode_to_slice(text, &mut bytes).map_err(|_| ParseIdError)?;
                if hex::encode(bytes) == text { Ok(Self(bytes)) } else { Err(ParseIdError) }
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = ParseIdError;

            fn try_from(bytes: &[u8]) -> Result<Self, ParseIdError> {
                bytes.try_into().map(Self).map_err(|_| ParseIdError)
            }
        }
    };
}

bytes_newtype!(
    /// An organization: the first half of its root's fingerprint; zeros where there is none.
    OrgId,
    16
);
bytes_newtype!(
    /// A person's account at a server.
    AccountId,
    16
);
bytes_newtype!(
    /// One device of an account.
    DeviceId,
    16
);
bytes_newtype!(
    /// A set of records that one key chain opens.
    SpaceId,
    16
);
bytes_newtype!(
    /// A record: never used again once erased.
    RecordId,
    16
);
bytes_newtype!(
    /// Where shares for an account arrive.
    InboxId,
    16
);
bytes_newtype!(
    /// An invite, derived from its code.
    InviteId,
    16
);
bytes_newtype!(
    /// A recovery sheet, derived from its seed.
    RecoveryId,
    16
);
bytes_newtype!(
    /// The mailbox where two devices of one person meet.
    Rendezvous,
    16
);
bytes_newtype!(
    /// One life of a server's database: another after a restore.
    HistoryId,
    16
);
bytes_newtype!(
    /// SHA-256 of a whole sealed record.
    VersionHash,
    32
);
bytes_newtype!(
    /// SHA-256 of a secret that the server must recognize and not know.
    SecretHash,
    32
);
bytes_newtype!(
    /// SHA-256 of a root document, under its context.
    Fingerprint,
    32
);
bytes_newtype!(
    /// A challenge of the server: used once, within a minute.
    Nonce,
    32
);
bytes_newtype!(
    /// The public half of an Ed25519 key.
    VerifyKey,
    32
);
bytes_newtype!(
    /// The public half of an X25519 key.
    AgreeKey,
    32
);
bytes_newtype!(
    /// An Ed25519 signature.
    Signature,
    64
);
bytes_newtype!(
    /// An HMAC-SHA256 tag.
    Tag,
    32
);

impl Fingerprint {
    /// The fingerprint of a root document.
    #[must_use]
    pub fn of(root: &[u8]) -> Self {
        Self(Sha256::new().chain_update(crate::CONTEXT).chain_update("root").chain_update(root).finalize().into())
    }

    /// The organization that this root stands for.
    #[must_use]
    pub fn org_id(&self) -> OrgId {
        let mut id = [0; 16];
        id.copy_from_slice(&self.0[..16]);
        OrgId(id)
    }
}

impl OrgId {
    /// No organization: a backup, or a server without a root.
    pub const NONE: Self = Self([0; 16]);
}

/// What a device shows with each call after its login, or an invite once: 32 random bytes that no log may hold.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Token(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

impl Token {
    /// A token of these random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The secret itself, for the wire alone.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// What a server keeps of it.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// How a request shows a token (RFC 6750).
const BEARER: &str = "Bearer ";

impl Token {
    /// The value of the header `Authorization`: base64url without padding, since it goes along with every request.
    #[must_use]
    pub fn to_authorization(&self) -> String {
        let mut value = BEARER.to_owned();
        BASE64_URL_SAFE_NO_PAD.encode_string(self.0, &mut value);
        value
    }

    /// Reads such a header.
    ///
    /// # Errors
    /// If it holds no token in this form.
    pub fn from_authorization(value: &str) -> Result<Self, ParseIdError> {
        let text = value.strip_prefix(BEARER).ok_or(ParseIdError)?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| ParseIdError)?;
        bytes.try_into().map(Self).map_err(|_| ParseIdError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_as_it_was_written_and_in_no_other_form() {
        let id = SpaceId([0xAB; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse::<SpaceId>(), Err(ParseIdError));
        assert_eq!("ab".parse::<SpaceId>(), Err(ParseIdError));
    }

    #[test]
    fn a_token_reads_as_it_was_shown_and_in_no_other_form() {
        let shown = Token::from_bytes([0xFB; 32]).to_authorization();
        assert_eq!(shown, format!("Bearer {}s", "-_v7".repeat(10) + "-_"));
        assert!(Token::from_authorization(&shown).is_ok_and(|token| token.expose() == &[0xFB; 32]));
        let wrong = [format!("{shown}="), shown.replace('-', "+"), shown.replace("Bearer", "bearer")];
        let short = [shown[..48].to_owned(), shown.replace('s', "t"), "Bearer ".to_owned(), String::new()];
        for wrong in wrong.into_iter().chain(short) {
            assert!(Token::from_authorization(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_token_is_not_in_what_a_log_would_show() {
        assert_eq!(format!("{:?}", Token::from_bytes([7; 32])), "Token(..)");
    }
}
