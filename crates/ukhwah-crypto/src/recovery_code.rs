use std::fmt;

use bip39::{Language, Mnemonic};
use rand_core::CryptoRng;
use secrecy::{ExposeSecret, SecretBox};
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

use crate::hazmat::{Derivation, SystemRandom};

const SEED_LEN: usize = 20;
const WORD_COUNT: usize = 15;
/// From this length on, the first letters of an English BIP-39 word are those of no other word.
const SHORTEST_PREFIX: usize = 4;

/// The code on paper that opens the database when everything else is lost.
///
/// A random seed of 160 bits, written as 15 words of the English BIP-39 list, the last of which carries a checksum of
/// 5 bits.
pub struct RecoveryCode(SecretBox<[u8; SEED_LEN]>);

/// Why a text is not a recovery code; no variant repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParseRecoveryCodeError {
    /// A word is not in the list; `index` counts from 0.
    #[error("word {} is not in the word list", index + 1)]
    UnknownWord {
        /// Position of the first such word, counted from 0.
        index: usize,
    },
    /// All words are in the list, but there are not 15 of them.
    #[error("a recovery code has 15 words, not {found}")]
    WrongCount {
        /// How many words there were.
        found: usize,
    },
    /// 15 words of the list that do not belong together: one is wrong, or two are swapped.
    #[error("the words do not belong together")]
    WrongChecksum,
}

impl RecoveryCode {
    /// Makes a new random one; panics if the system has no randomness.
    pub fn make() -> Self {
        Self::make_with(&mut SystemRandom)
    }

    /// Makes a new random one from the caller's generator.
    pub fn make_with(rng: &mut impl CryptoRng) -> Self {
        Self(SecretBox::init_with_mut(|inner: &mut [u8; SEED_LEN]| rng.fill_bytes(inner)))
    }

    /// Takes a seed of 160 bits that was exposed before.
    pub fn from_seed(mut seed: [u8; SEED_LEN]) -> Self {
        let secret = SecretBox::init_with_mut(|inner: &mut [u8; SEED_LEN]| *inner = seed);
        seed.zeroize();
        Self(secret)
    }

    /// Shows the seed; whoever calls this answers for every copy.
    pub fn expose_seed(&self) -> &[u8; SEED_LEN] {
        self.0.expose_secret()
    }

    /// Writes out the 15 words, in lower case, in the order in which they must be typed again.
    pub fn expose_words(&self) -> Zeroizing<Vec<String>> {
        let mnemonic = Mnemonic::from_entropy_in(Language::English, self.expose_seed())
            .expect("160 bits are a length that BIP-39 knows");
        Zeroizing::new(mnemonic.words().map(str::to_owned).collect())
    }

    /// Reads the words as a person types or pastes them.
    ///
    /// Case, spaces, line breaks, commas and numbers in front of the words ("1.", "2)") do not matter, and of each
    /// word the first four letters are enough.
    pub fn parse_words(text: &str) -> Result<Self, ParseRecoveryCodeError> {
        let words = find_words(text)?;
        if words.len() != WORD_COUNT {
            return Err(ParseRecoveryCodeError::WrongCount { found: words.len() });
        }
        let phrase = join_words(&words);
        let mnemonic = Mnemonic::parse_in_normalized(Language::English, &phrase)
            .map_err(|_| ParseRecoveryCodeError::WrongChecksum)?;
        let (entropy, _) = mnemonic.to_entropy_array();
        let entropy = Zeroizing::new(entropy);
        let seed = entropy.first_chunk().expect("33 bytes hold 20");
        Ok(Self::from_seed(*seed))
    }

    /// The key of 32 bytes that this code gives for one use, named by `info`, and one salt.
    pub(crate) fn derive_key(&self, info: &[u8], salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
        // No Argon2 here: nobody guesses 160 random bits, so slow guesses would only make the person wait.
        Derivation::extract(b"ukhwah/v1/local/recovery", &[self.expose_seed()]).expand(&[info, salt])
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}

/// Finds the places in the word list; these are plain numbers, so unlike the words themselves they can be wiped.
fn find_words(text: &str) -> Result<Zeroizing<Vec<u16>>, ParseRecoveryCodeError> {
    let pieces = text
        .split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';'))
        .map(|piece| piece.trim_matches(|c: char| !c.is_alphabetic()))
        .filter(|piece| !piece.is_empty());
    let mut words = Zeroizing::new(Vec::with_capacity(WORD_COUNT));
    for (index, piece) in pieces.enumerate() {
        let word = find_word(piece).ok_or(ParseRecoveryCodeError::UnknownWord { index })?;
        words.push(word);
    }
    Ok(words)
}

fn find_word(piece: &str) -> Option<u16> {
    let piece = Zeroizing::new(piece.to_ascii_lowercase());
    let list = Language::English.word_list();
    // The list is sorted: the words that begin with the piece stand together, the piece itself first ("act", "action").
    let first = list.partition_point(|word| *word < piece.as_str());
    let begins = |at: usize| list.get(at).is_some_and(|word| word.starts_with(piece.as_str()));
    let exact = list.get(first) == Some(&piece.as_str());
    let unique_prefix = piece.len() >= SHORTEST_PREFIX && begins(first) && !begins(first + 1);
    (exact || unique_prefix).then(|| u16::try_from(first).expect("the list has 2048 words"))
}

fn join_words(words: &[u16]) -> Zeroizing<String> {
    // No word of the list is longer than 8 letters; reserved in full, so that no growing leaves a copy behind.
    let mut phrase = Zeroizing::new(String::with_capacity(words.len() * 9));
    for word in words {
        phrase.push_str(Language::English.word_list()[usize::from(*word)]);
        phrase.push(' ');
    }
    phrase
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words of the seed 0x00, 0x01 .. 0x13.
    const WORDS: [&str; 15] = [
        "abandon", "amount", "liar", "amount", "expire", "adjust", "cage", "candy", "arch", "gather", "drum", "bullet",
        "absurd", "math", "exhibit",
    ];

    fn counting_seed() -> [u8; SEED_LEN] {
        std::array::from_fn(|i| u8::try_from(i).expect("20 is less than 256"))
    }

    fn parse(text: &str) -> Result<[u8; SEED_LEN], ParseRecoveryCodeError> {
        RecoveryCode::parse_words(text).map(|code| *code.expose_seed())
    }

    #[test]
    fn a_seed_becomes_fifteen_words() {
        let code = RecoveryCode::from_seed(counting_seed());
        assert_eq!(*code.expose_words(), WORDS);
    }

    #[test]
    fn an_all_zero_seed_has_the_words_of_bip_39() {
        let code = RecoveryCode::from_seed([0; SEED_LEN]);
        let mut expected = vec!["abandon"; 14];
        expected.push("address");
        assert_eq!(*code.expose_words(), expected);
    }

    #[test]
    fn words_are_read_however_people_write_them() {
        let upper = WORDS.join(" ").to_uppercase();
        let commas = WORDS.join(", ");
        let crowded = WORDS.join(",");
        let lines = WORDS.join("\r\n\t ");
        let spaces = format!("\u{feff}\u{a0}{}\u{a0}", WORDS.join("\u{a0}\u{2003}"));
        let numbered = |mark: &str| -> String {
            WORDS.iter().enumerate().map(|(i, word)| format!("{}{mark}{word}\n", i + 1)).collect()
        };
        let short: Vec<&str> = WORDS.iter().map(|word| &word[..4]).collect();
        for text in [
            upper,
            commas,
            crowded,
            lines,
            spaces,
            numbered(". "),
            numbered("."),
            numbered(") "),
            numbered(")"),
            numbered(" "),
            numbered(" - "),
            short.join(" "),
            short.join(" ").to_uppercase(),
            format!("{}.", WORDS.join(" ")),
        ] {
            assert_eq!(parse(&text), Ok(counting_seed()), "{text:?}");
        }
    }

    fn found(piece: &str) -> Option<&'static str> {
        find_word(piece).map(|at| Language::English.word_list()[usize::from(at)])
    }

    #[test]
    fn a_short_word_is_not_taken_for_a_longer_one() {
        assert_eq!(found("act"), Some("act"));
        assert_eq!(found("acti"), Some("action"));
        assert_eq!(found("abandonx"), None);
        assert_eq!(found("aba"), None);
        assert_eq!(found("zoo"), Some("zoo"));
        assert_eq!(found("zzzz"), None);
    }

    #[test]
    fn every_word_is_found_by_itself_and_by_four_letters() {
        for word in Language::English.word_list() {
            assert_eq!(found(word), Some(*word));
            assert_eq!(found(&word[..word.len().min(4)]), Some(*word));
        }
    }

    #[test]
    fn an_unknown_word_is_named_by_its_place() {
        let mut words = WORDS;
        words[6] = "kambing";
        assert_eq!(parse(&words.join(" ")), Err(ParseRecoveryCodeError::UnknownWord { index: 6 }));
        words[6] = "ca9e";
        assert_eq!(parse(&words.join(" ")), Err(ParseRecoveryCodeError::UnknownWord { index: 6 }));
        words[6] = "café";
        assert_eq!(parse(&words.join(" ")), Err(ParseRecoveryCodeError::UnknownWord { index: 6 }));
    }

    #[test]
    fn a_wrong_number_of_words_is_said() {
        assert_eq!(parse(""), Err(ParseRecoveryCodeError::WrongCount { found: 0 }));
        assert_eq!(parse("1. 2. 3."), Err(ParseRecoveryCodeError::WrongCount { found: 0 }));
        assert_eq!(parse(&WORDS[..14].join(" ")), Err(ParseRecoveryCodeError::WrongCount { found: 14 }));
        // Twelve words are a valid BIP-39 phrase, but not a code of ours.
        let twelve = [&["abandon"; 11][..], &["about"]].concat().join(" ");
        assert_eq!(parse(&twelve), Err(ParseRecoveryCodeError::WrongCount { found: 12 }));
    }

    #[test]
    fn swapped_words_fail_the_checksum() {
        let mut words = WORDS;
        words.swap(1, 2);
        assert_eq!(parse(&words.join(" ")), Err(ParseRecoveryCodeError::WrongChecksum));
    }

    #[test]
    fn debug_shows_no_word() {
        assert_eq!(format!("{:?}", RecoveryCode::make()), "RecoveryCode(redacted)");
    }

    proptest! {
        #[test]
        fn words_lead_back_to_their_seed(seed: [u8; SEED_LEN]) {
            let words = RecoveryCode::from_seed(seed).expose_words().join(" ");
            prop_assert_eq!(parse(&words), Ok(seed));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC{0,200}|[a-z ,.0-9)]{0,200}") {
            let _ = parse(&text);
        }
    }
}
