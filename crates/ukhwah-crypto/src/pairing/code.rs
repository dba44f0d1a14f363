use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{PairingHello, PairingOffer, PairingReply};
use crate::hazmat::Derivation;

const DIGITS: usize = 6;

/// The six digits that the new device shows and the person types into the old one.
///
/// They are the same on both sides only if both saw the same QR code and the same two slots. Three tries are enough;
/// whoever asks for them counts.
pub struct PairingCode(Zeroizing<[u8; DIGITS]>);

impl PairingCode {
    /// Derives the digits from the QR code and the two slots.
    pub fn derive(offer: &PairingOffer, hello: &PairingHello, reply: &PairingReply) -> Self {
        // The parts have fixed lengths, so no byte can be moved from one to its neighbour.
        let transcript = Sha256::new()
            .chain_update(*offer.expose_encoded())
            .chain_update(hello.encode())
            .chain_update(reply.encode())
            .finalize();
        let derivation = Derivation::extract(b"ukhwah/v1/pair", &[offer.secret().expose_raw()]);
        let number = derivation.expand::<8>(&[b"ukhwah/v1/pair/code", &transcript]);
        let mut rest = u64::from_be_bytes(*number) % 1_000_000;
        let mut digits = Zeroizing::new([0; DIGITS]);
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).expect("one digit");
            rest /= 10;
        }
        Self(digits)
    }

    /// Shows the six digits, zeros in front included.
    pub fn expose_digits(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.iter().map(|digit| char::from(*digit)).collect())
    }

    /// Compares what was typed in constant time; spaces and dashes between the digits do not matter.
    pub fn matches(&self, typed: &str) -> bool {
        let mut digits = Zeroizing::new([0; DIGITS]);
        let mut count = 0;
        for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let Some(place) = digits.get_mut(count) else {
                return false;
            };
            *place = u8::try_from(c).unwrap_or_default();
            count += 1;
        }
        count == DIGITS && digits.ct_eq(self.0.as_slice()).into()
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingCode(redacted)")
    }
}
