use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use rand_core::CryptoRng;
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::hazmat::Derivation;
use crate::{DhPublicKey, Id, InviteToken, VerifyingKey};

/// Crockford's alphabet: no I, L, O and U.
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SYMBOLS: usize = 20;
/// The symbols and the one that checks them.
const WRITTEN: usize = SYMBOLS + 1;
const GROUP: usize = 7;

/// The code of an invitation: 100 random bits, written as three groups of seven characters.
///
/// Twenty characters of Crockford's Base32 carry the bits; the last one is a check over GF(32), so that every wrongly
/// typed character and every two exchanged ones are noticed before a server is asked.
pub struct InviteCode(SecretBox<[u8; SYMBOLS]>);

/// What an invitation leads to.
pub struct InviteKeys {
    /// The name by which the server knows the invitation.
    pub id: Id,
    /// What the invited person shows once.
    pub token: InviteToken,
    bind: Zeroizing<[u8; 32]>,
}

/// Why a text is not the code of an invitation; no variant repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParseInviteError {
    /// A character that no code has; `index` counts the characters of the code from 0.
    #[error("character {} of the code is none that a code has", index + 1)]
    UnknownCharacter {
        /// Position of the first such character, without spaces and dashes, counted from 0.
        index: usize,
    },
    /// There are not 21 characters.
    #[error("the code of an invitation has {WRITTEN} characters, not {found}")]
    WrongCount {
        /// How many characters there were, without spaces and dashes.
        found: usize,
    },
    /// 21 characters that do not belong together: at least one is wrong.
    #[error("the characters do not belong together")]
    WrongChecksum,
}

impl InviteCode {
    /// Makes a new random one from the caller's generator.
    pub fn make_with(rng: &mut impl CryptoRng) -> Self {
        Self(SecretBox::init_with_mut(|symbols: &mut [u8; SYMBOLS]| {
            rng.fill_bytes(symbols);
            for symbol in symbols {
                *symbol &= 31;
            }
        }))
    }

    /// Writes the code as people read it out: `XXXXXXX-XXXXXXX-XXXXXXX`.
    pub fn expose_text(&self) -> Zeroizing<String> {
        let symbols = self.0.expose_secret();
        let check = check_symbol(symbols);
        let mut text = Zeroizing::new(String::with_capacity(WRITTEN + WRITTEN / GROUP));
        for (at, symbol) in symbols.iter().chain([&check]).enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*symbol)]));
        }
        text
    }

    /// Reads a code as people type it: case, spaces and dashes do not matter, O is read as 0, I and L as 1.
    pub fn parse(text: &str) -> Result<Self, ParseInviteError> {
        let mut written = Zeroizing::new([0; WRITTEN]);
        let mut found = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
            let symbol = symbol(c).ok_or(ParseInviteError::UnknownCharacter { index: found })?;
            if let Some(place) = written.get_mut(found) {
                *place = symbol;
            }
            found += 1;
        }
        if found != WRITTEN {
            return Err(ParseInviteError::WrongCount { found });
        }
        let symbols = written.first_chunk::<SYMBOLS>().expect("21 symbols hold 20");
        if check_symbol(symbols) != written[SYMBOLS] {
            return Err(ParseInviteError::WrongChecksum);
        }
        Ok(Self(SecretBox::init_with_mut(|inner: &mut [u8; SYMBOLS]| inner.copy_from_slice(symbols))))
    }

    /// Derives what the code leads to, from its 20 characters in capital letters.
    pub fn keys(&self) -> InviteKeys {
        let letters = Zeroizing::new(self.0.expose_secret().map(|symbol| ALPHABET[usize::from(symbol)]));
        let derivation = Derivation::extract(b"ukhwah/v1/invite", &[letters.as_slice()]);
        InviteKeys {
            id: *derivation.expand(&[b"ukhwah/v1/invite/id"]),
            token: InviteToken::from_bytes(&derivation.expand(&[b"ukhwah/v1/invite/token"])),
            bind: derivation.expand(&[b"ukhwah/v1/invite/bind"]),
        }
    }
}

impl InviteKeys {
    /// Binds the keys of a new person to the invitation: `HMAC-SHA256(bind, account_id ‖ IK_s ‖ IK_d)`.
    pub fn bind(&self, account_id: &Id, signing: &VerifyingKey, dh: &DhPublicKey) -> [u8; 32] {
        self.mac(account_id, signing, dh).finalize().into_bytes().into()
    }

    /// Looks in constant time whether these are the keys that the invited person bound; from the second stage on the
    /// organizer's app asks, so that no server can exchange them.
    pub fn is_bound(&self, account_id: &Id, signing: &VerifyingKey, dh: &DhPublicKey, mac: &[u8; 32]) -> bool {
        self.mac(account_id, signing, dh).verify_slice(mac).is_ok()
    }

    fn mac(&self, account_id: &Id, signing: &VerifyingKey, dh: &DhPublicKey) -> Hmac<Sha256> {
        let hmac = Hmac::<Sha256>::new_from_slice(self.bind.as_slice()).expect("HMAC takes keys of every length");
        hmac.chain_update(account_id).chain_update(signing.to_bytes()).chain_update(dh.0)
    }
}

fn symbol(c: char) -> Option<u8> {
    let upper = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        upper => upper,
    };
    let place = ALPHABET.iter().position(|letter| char::from(*letter) == upper)?;
    u8::try_from(place).ok()
}

/// The symbol that makes the code, as a polynomial over GF(32), zero at x = 2.
///
/// 2 has order 31 there, more than the 21 symbols, so that no two places have the same weight.
fn check_symbol(symbols: &[u8; SYMBOLS]) -> u8 {
    symbols.iter().fold(0, |sum, symbol| double(sum ^ symbol))
}

/// Multiplies by x in GF(32), modulo x^5 + x^2 + 1.
fn double(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

impl fmt::Debug for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteCode(redacted)")
    }
}

impl fmt::Debug for InviteKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteKeys(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hazmat::test_random::SeededRandom;
    use crate::{IdentityDhKey, IdentitySigningKey};

    fn code() -> InviteCode {
        InviteCode::make_with(&mut SeededRandom::new(1))
    }

    fn parse(text: &str) -> Result<String, ParseInviteError> {
        InviteCode::parse(text).map(|code| code.expose_text().to_string())
    }

    #[test]
    fn a_code_is_three_groups_of_seven() {
        let text = code().expose_text();
        let groups: Vec<_> = text.split('-').map(str::len).collect();
        assert_eq!(groups, [7, 7, 7]);
    }

    #[test]
    fn a_code_is_read_however_people_write_it() {
        let text = code().expose_text().to_string();
        let mut forms =
            vec![text.to_lowercase(), text.replace('-', ""), text.replace('-', " "), format!("\n {text}\t")];
        forms.push(text.replace('-', "\u{2013}").replace('0', "O").replace('1', "l"));
        for form in forms {
            assert_eq!(parse(&form).as_deref(), Ok(text.as_str()), "{form}");
        }
        let zeros_and_ones = "0101010-1010101-010101";
        let last = ALPHABET.iter().find(|last| parse(&format!("{zeros_and_ones}{}", char::from(**last))).is_ok());
        let spelled = format!("oiolOLo-IOioloI-OLOLol{}", char::from(*last.expect("one of them fits")));
        assert!(parse(&spelled).is_ok());
    }

    #[test]
    fn every_wrong_character_and_every_exchange_of_two_is_noticed() {
        let text = code().expose_text().replace('-', "");
        for at in 0..WRITTEN {
            for letter in ALPHABET {
                let mut typed = text.clone().into_bytes();
                if typed[at] != letter {
                    typed[at] = letter;
                    let typed = String::from_utf8(typed).expect("letters");
                    assert_eq!(parse(&typed), Err(ParseInviteError::WrongChecksum));
                }
            }
            for other in 0..at {
                let mut typed = text.clone().into_bytes();
                typed.swap(at, other);
                let typed = String::from_utf8(typed).expect("letters");
                assert_eq!(parse(&typed).is_ok(), typed == text);
            }
        }
    }

    #[test]
    fn what_is_no_code_is_named() {
        let text = code().expose_text().to_string();
        assert_eq!(parse(""), Err(ParseInviteError::WrongCount { found: 0 }));
        assert_eq!(parse(&text[1..]), Err(ParseInviteError::WrongCount { found: 20 }));
        assert_eq!(parse(&format!("{text}0")), Err(ParseInviteError::WrongCount { found: 22 }));
        assert_eq!(parse("AB-CU"), Err(ParseInviteError::UnknownCharacter { index: 3 }));
        assert_eq!(parse("é"), Err(ParseInviteError::UnknownCharacter { index: 0 }));
    }

    #[test]
    fn what_the_code_leads_to_differs_from_code_to_code() {
        let [one, other] = [1, 2].map(|seed| InviteCode::make_with(&mut SeededRandom::new(seed)).keys());
        assert_ne!(one.id, other.id);
        assert_ne!(one.token.expose_raw(), other.token.expose_raw());
        assert_ne!(one.token.expose_raw(), &*one.bind);
    }

    #[test]
    fn exchanged_keys_are_noticed_by_who_has_the_code() {
        let mut rng = SeededRandom::new(1);
        let signing = IdentitySigningKey::make_with(&mut rng).verifying_key();
        let dh = IdentityDhKey::make_with(&mut rng).public_key();
        let mac = code().keys().bind(&[1; 16], &signing, &dh);
        let keys = code().keys();
        assert!(keys.is_bound(&[1; 16], &signing, &dh, &mac));
        assert!(!keys.is_bound(&[2; 16], &signing, &dh, &mac));
        assert!(!keys.is_bound(&[1; 16], &IdentitySigningKey::make_with(&mut rng).verifying_key(), &dh, &mac));
        assert!(!keys.is_bound(&[1; 16], &signing, &IdentityDhKey::make_with(&mut rng).public_key(), &mac));
        let other = InviteCode::make_with(&mut rng).keys();
        assert!(!other.is_bound(&[1; 16], &signing, &dh, &mac));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seed: u64) {
            let code = InviteCode::make_with(&mut SeededRandom::new(seed));
            let read = InviteCode::parse(&code.expose_text()).expect("just written");
            prop_assert_eq!(read.0.expose_secret(), code.0.expose_secret());
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC{0,60}|[0-9A-Z -]{18,26}") {
            let _ = InviteCode::parse(&text);
        }
    }
}
