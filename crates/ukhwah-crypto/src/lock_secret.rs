use std::borrow::Cow;
use std::fmt;

use secrecy::{ExposeSecret, SecretSlice};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroize;

/// The two kinds of lock that a person can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockKind {
    /// Six to twelve digits; only together with a [`KeychainSecret`](crate::KeychainSecret).
    Pin,
    /// At least eight characters of any kind.
    Passphrase,
}

impl LockKind {
    pub(crate) const fn to_byte(self) -> u8 {
        match self {
            Self::Pin => 1,
            Self::Passphrase => 2,
        }
    }
}

/// What the person typed to lock or to unlock, wiped from memory when dropped.
pub struct LockSecret {
    bytes: SecretSlice<u8>,
    kind: LockKind,
}

/// Why a PIN is refused as a new lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParsePinError {
    /// Something other than the digits 0 to 9.
    #[error("a pin has digits only")]
    NotDigits,
    /// Fewer than six digits.
    #[error("a pin has at least 6 digits")]
    TooShort,
    /// More than twelve digits.
    #[error("a pin has at most 12 digits")]
    TooLong,
    /// One digit over and over.
    #[error("all digits of the pin are the same")]
    AllTheSame,
    /// Digits that count up or down, such as 123456, 654321 or 567890.
    #[error("the pin only counts up or down")]
    PlainRun,
}

/// Why a passphrase is refused as a new lock or for a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParsePassphraseError {
    /// Fewer than eight characters.
    #[error("a passphrase has at least 8 characters")]
    TooShort,
    /// More than 1,024 bytes.
    #[error("a passphrase has at most 1024 bytes")]
    TooLong,
}

impl LockSecret {
    /// Takes a new PIN of 6 to 12 digits that is neither one digit repeated nor a plain run.
    pub fn parse_pin(text: &str) -> Result<Self, ParsePinError> {
        let digits = text.as_bytes();
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(ParsePinError::NotDigits);
        }
        match digits.len() {
            0..6 => return Err(ParsePinError::TooShort),
            6..=12 => {}
            _ => return Err(ParsePinError::TooLong),
        }
        match constant_step(digits) {
            Some(0) => Err(ParsePinError::AllTheSame),
            Some(1 | 9) => Err(ParsePinError::PlainRun),
            _ => Ok(Self::typed(text, LockKind::Pin)),
        }
    }

    /// Takes a new passphrase of at least 8 characters and at most 1,024 bytes; spaces count, also at the ends.
    pub fn parse_passphrase(text: &str) -> Result<Self, ParsePassphraseError> {
        if text.len() > 1024 {
            return Err(ParsePassphraseError::TooLong);
        }
        if text.chars().count() < 8 {
            return Err(ParsePassphraseError::TooShort);
        }
        Ok(Self::typed(text, LockKind::Passphrase))
    }

    /// Takes what was typed to unlock, without asking whether it would do as a new lock.
    pub fn typed(text: &str, kind: LockKind) -> Self {
        // Keyboards differ in how they compose letters such as é. NFKD, as BIP-39 asks of passphrases, makes the
        // same passphrase the same bytes on every device; digits and plain Latin letters stay as they are.
        let mut normal = Cow::Borrowed(text);
        bip39::Mnemonic::normalize_utf8_cow(&mut normal);
        let bytes = normal.as_bytes().to_vec().into();
        if let Cow::Owned(mut copy) = normal {
            copy.zeroize();
        }
        Self { bytes, kind }
    }

    /// Which kind of lock this was typed for.
    pub fn kind(&self) -> LockKind {
        self.kind
    }

    pub(crate) fn expose_bytes(&self) -> &[u8] {
        self.bytes.expose_secret()
    }
}

impl fmt::Debug for LockSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The kind is no secret; the length would be one.
        write!(f, "LockSecret({:?}, redacted)", self.kind)
    }
}

/// The step between neighbouring digits, modulo ten, if it is the same all along.
fn constant_step(digits: &[u8]) -> Option<u8> {
    let step = |pair: &[u8]| (pair[1] + 10 - pair[0]) % 10;
    let mut steps = digits.windows(2).map(step);
    let first = steps.next()?;
    steps.all(|step| step == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pins_are_taken() {
        for pin in ["190487", "112233", "000001", "123457", "135791", "123456543210"] {
            let secret = LockSecret::parse_pin(pin).expect("no rule forbids it");
            assert_eq!(secret.expose_bytes(), pin.as_bytes());
            assert_eq!(secret.kind(), LockKind::Pin);
        }
    }

    #[test]
    fn weak_or_malformed_pins_are_refused_with_their_reason() {
        for (pin, reason) in [
            ("", ParsePinError::TooShort),
            ("19048", ParsePinError::TooShort),
            ("1904871904871", ParsePinError::TooLong),
            ("19048a", ParsePinError::NotDigits),
            (" 190487", ParsePinError::NotDigits),
            ("-190487", ParsePinError::NotDigits),
            ("\u{661}\u{669}\u{660}\u{664}\u{668}\u{667}", ParsePinError::NotDigits),
            ("000000", ParsePinError::AllTheSame),
            ("777777777777", ParsePinError::AllTheSame),
            ("123456", ParsePinError::PlainRun),
            ("0123456789", ParsePinError::PlainRun),
            ("987654", ParsePinError::PlainRun),
            ("567890", ParsePinError::PlainRun),
            ("109876", ParsePinError::PlainRun),
        ] {
            assert_eq!(LockSecret::parse_pin(pin).err(), Some(reason), "{pin:?}");
        }
    }

    #[test]
    fn a_passphrase_is_measured_in_characters_and_capped_in_bytes() {
        assert_eq!(LockSecret::parse_passphrase("1234567").err(), Some(ParsePassphraseError::TooShort));
        assert_eq!(LockSecret::parse_passphrase("éééé").err(), Some(ParsePassphraseError::TooShort));
        assert!(LockSecret::parse_passphrase("  rumah  ").is_ok());
        assert!(LockSecret::parse_passphrase(&"a".repeat(1024)).is_ok());
        assert_eq!(LockSecret::parse_passphrase(&"a".repeat(1025)).err(), Some(ParsePassphraseError::TooLong));
    }

    #[test]
    fn nothing_is_trimmed_from_a_passphrase() {
        let secret = LockSecret::parse_passphrase(" kopi o kosong ").expect("long enough");
        assert_eq!(secret.expose_bytes(), b" kopi o kosong ");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same_passphrase() {
        let composed = LockSecret::typed("caf\u{e9} pagi", LockKind::Passphrase);
        let decomposed = LockSecret::typed("cafe\u{301} pagi", LockKind::Passphrase);
        assert_eq!(composed.expose_bytes(), decomposed.expose_bytes());
    }

    #[test]
    fn what_is_typed_to_unlock_meets_no_rule() {
        assert_eq!(LockSecret::typed("1", LockKind::Pin).expose_bytes(), b"1");
    }

    #[test]
    fn debug_shows_neither_text_nor_length() {
        let secret = LockSecret::typed("190487", LockKind::Pin);
        assert_eq!(format!("{secret:?}"), "LockSecret(Pin, redacted)");
    }
}
