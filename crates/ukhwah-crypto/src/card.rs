use thiserror::Error;
use zeroize::Zeroizing;

use crate::DeviceKey;
use crate::hazmat::{
    DAMAGE_CHECK_LEN, NONCE_LEN, Purpose, SEAL_OVERHEAD, UnsealError, damage_check, make_random, seal, unseal,
};

const MAGIC: [u8; 3] = *b"UK\xC1";
const VERSION: u8 = 1;
/// Magic, version, kind.
const HEAD_LEN: usize = 5;
const LENGTH_LEN: usize = 4;
/// Everything in the file that is neither content nor padding.
const OVERHEAD: usize = HEAD_LEN + DAMAGE_CHECK_LEN + SEAL_OVERHEAD + LENGTH_LEN;
const SMALLEST_FILE: usize = 1024;
const DAMAGE_CONTEXT: &str = "ukhwah/v1/local/damage/card";

/// The two small files that open without the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardKind {
    /// Whom to call: what the Help button shows, locked or not.
    Help,
    /// Due times and discreet texts, so that reminders work while locked.
    Reminder,
}

impl CardKind {
    const fn to_byte(self) -> u8 {
        match self {
            Self::Help => 1,
            Self::Reminder => 2,
        }
    }

    const fn purpose(self) -> Purpose {
        match self {
            Self::Help => Purpose::HelpCard,
            Self::Reminder => Purpose::ReminderCard,
        }
    }
}

/// Why a card did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenCardError {
    /// The file does not begin as a card does.
    #[error("the file is not a card")]
    NotACard,
    /// A newer version of the app wrote the card.
    #[error("the card has format {version}, newer than this app knows")]
    TooNew {
        /// The format that the card names.
        version: u8,
    },
    /// A card of the other kind.
    #[error("the card is of the other kind")]
    OtherKind,
    /// The card is whole, but another device key sealed it.
    #[error("the card was sealed under another device key")]
    WrongKey,
    /// The file is cut off or changed.
    #[error("the card is damaged")]
    Damaged,
}

/// Seals the content of a card under the device key.
///
/// Returns the whole file, padded to the next power of two of at least 1,024 bytes, so that its size tells little
/// about how many people are on it. Panics if `content` is 4 GiB long or the system has no randomness.
pub fn seal_card(key: &DeviceKey, kind: CardKind, content: &[u8]) -> Vec<u8> {
    seal_card_with_nonce(key, kind, content, &make_random())
}

pub(crate) fn seal_card_with_nonce(
    key: &DeviceKey,
    kind: CardKind,
    content: &[u8],
    nonce: &[u8; NONCE_LEN],
) -> Vec<u8> {
    let head = [MAGIC[0], MAGIC[1], MAGIC[2], VERSION, kind.to_byte()];
    let sealed = seal(key.expose_raw(), kind.purpose(), &head, nonce, &pad(content));
    let check = damage_check(DAMAGE_CONTEXT, &[&head, &sealed]);
    [&head[..], &check, &sealed].concat()
}

/// Opens a card, returning its content without the padding.
pub fn open_card(key: &DeviceKey, kind: CardKind, file: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenCardError> {
    if !file.starts_with(&MAGIC) && !MAGIC.starts_with(file) {
        return Err(OpenCardError::NotACard);
    }
    let (head, rest) = file.split_first_chunk::<HEAD_LEN>().ok_or(OpenCardError::Damaged)?;
    let [_, _, _, version, kind_byte] = *head;
    if version > VERSION {
        return Err(OpenCardError::TooNew { version });
    }
    let (check, sealed) = rest.split_first_chunk::<DAMAGE_CHECK_LEN>().ok_or(OpenCardError::Damaged)?;
    if version != VERSION || damage_check(DAMAGE_CONTEXT, &[head, sealed]) != *check {
        return Err(OpenCardError::Damaged);
    }
    if kind_byte != kind.to_byte() {
        return Err(OpenCardError::OtherKind);
    }
    let padded = unseal(key.expose_raw(), kind.purpose(), head, sealed).map_err(|error| match error {
        UnsealError::WrongKey => OpenCardError::WrongKey,
        UnsealError::Damaged => OpenCardError::Damaged,
    })?;
    unpad(&padded).map(|content| Zeroizing::new(content.to_vec())).ok_or(OpenCardError::Damaged)
}

/// `u32 length ‖ content ‖ zeros`, so long that the file is a power of two.
fn pad(content: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = u32::try_from(content.len()).expect("a card is far shorter than 4 GiB");
    let file_len = (content.len() + OVERHEAD).next_power_of_two().max(SMALLEST_FILE);
    // Reserved in full, so that no growing leaves a copy behind.
    let mut padded = Zeroizing::new(Vec::with_capacity(file_len));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(content);
    padded.resize(file_len - OVERHEAD + LENGTH_LEN, 0);
    padded
}

fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_LEN>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, padding) = rest.split_at_checked(length)?;
    padding.iter().all(|byte| *byte == 0).then_some(content)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key() -> DeviceKey {
        DeviceKey::from_bytes(&[0x11; 32])
    }

    fn help_card() -> Vec<u8> {
        seal_card(&key(), CardKind::Help, b"Pak Long, 012-345 6789")
    }

    /// A card that only someone with the key can make: checksum and tag are right, the inside is as given.
    fn forge(padded: &[u8]) -> Vec<u8> {
        let head = [MAGIC[0], MAGIC[1], MAGIC[2], VERSION, CardKind::Help.to_byte()];
        let sealed = seal(key().expose_raw(), Purpose::HelpCard, &head, &[9; NONCE_LEN], padded);
        [&head[..], &damage_check(DAMAGE_CONTEXT, &[&head, &sealed]), &sealed].concat()
    }

    fn with_new_check(mut file: Vec<u8>) -> Vec<u8> {
        let check = damage_check(DAMAGE_CONTEXT, &[&file[..HEAD_LEN], &file[HEAD_LEN + DAMAGE_CHECK_LEN..]]);
        file[HEAD_LEN..HEAD_LEN + DAMAGE_CHECK_LEN].copy_from_slice(&check);
        file
    }

    #[test]
    fn the_size_of_a_card_is_a_power_of_two() {
        for (content_len, file_len) in
            [(0, 1024), (934, 1024), (935, 2048), (1958, 2048), (1959, 4096), (70_000, 131_072)]
        {
            let file = seal_card(&key(), CardKind::Reminder, &vec![b'x'; content_len]);
            assert_eq!(file.len(), file_len, "{content_len}");
        }
    }

    #[test]
    fn sealing_twice_gives_different_bytes() {
        assert_ne!(help_card(), help_card());
    }

    #[test]
    fn every_flipped_bit_is_noticed_and_named() {
        let file = help_card();
        for bit in 0..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let error = open_card(&key(), CardKind::Help, &flipped).err();
            let expected = match bit / 8 {
                0..3 => OpenCardError::NotACard,
                // Version 1 with its only bit cleared is 0, which is not newer.
                3 if flipped[3] > 1 => OpenCardError::TooNew { version: flipped[3] },
                _ => OpenCardError::Damaged,
            };
            assert_eq!(error, Some(expected), "bit {bit}");
        }
    }

    #[test]
    fn every_flipped_bit_under_a_new_checksum_still_fails() {
        let file = help_card();
        for bit in (HEAD_LEN + DAMAGE_CHECK_LEN) * 8..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let error = open_card(&key(), CardKind::Help, &with_new_check(flipped)).err();
            let expected = match bit / 8 - HEAD_LEN - DAMAGE_CHECK_LEN {
                1..57 => OpenCardError::WrongKey, // nonce and commitment
                _ => OpenCardError::Damaged,      // suite, ciphertext and tag
            };
            assert_eq!(error, Some(expected), "bit {bit}");
        }
    }

    #[test]
    fn every_truncation_is_damage() {
        let file = help_card();
        for len in 0..file.len() {
            assert_eq!(open_card(&key(), CardKind::Help, &file[..len]).err(), Some(OpenCardError::Damaged), "{len}");
            let mut cut = file[..len].to_vec();
            if len >= HEAD_LEN + DAMAGE_CHECK_LEN {
                cut = with_new_check(cut);
            }
            assert_eq!(open_card(&key(), CardKind::Help, &cut).err(), Some(OpenCardError::Damaged), "{len}");
        }
    }

    #[test]
    fn a_longer_file_is_damage() {
        let mut file = help_card();
        file.push(0);
        assert_eq!(open_card(&key(), CardKind::Help, &file).err(), Some(OpenCardError::Damaged));
        assert_eq!(open_card(&key(), CardKind::Help, &with_new_check(file)).err(), Some(OpenCardError::Damaged));
    }

    #[test]
    fn a_card_opens_only_as_its_own_kind() {
        let file = help_card();
        assert_eq!(open_card(&key(), CardKind::Reminder, &file).err(), Some(OpenCardError::OtherKind));
        let mut relabelled = file;
        relabelled[4] = CardKind::Reminder.to_byte();
        let error = open_card(&key(), CardKind::Reminder, &with_new_check(relabelled)).err();
        assert_eq!(error, Some(OpenCardError::WrongKey));
    }

    #[test]
    fn a_card_of_another_device_is_not_called_damaged() {
        let error = open_card(&DeviceKey::from_bytes(&[0x12; 32]), CardKind::Help, &help_card()).err();
        assert_eq!(error, Some(OpenCardError::WrongKey));
    }

    #[test]
    fn padding_that_is_not_zero_and_lengths_beyond_the_end_are_damage() {
        assert_eq!(open_card(&key(), CardKind::Help, &forge(&[0, 0, 0, 1, b'a', 0])).expect("valid").as_slice(), b"a");
        for inside in [&[0, 0, 0, 1, b'a', 1][..], &[0, 0, 0, 9, b'a'], &[0xff; 4], &[0, 0], &[]] {
            assert_eq!(open_card(&key(), CardKind::Help, &forge(inside)).err(), Some(OpenCardError::Damaged));
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(content in proptest::collection::vec(any::<u8>(), 0..5000), raw: [u8; 32]) {
            let key = DeviceKey::from_bytes(&raw);
            for kind in [CardKind::Help, CardKind::Reminder] {
                let file = seal_card(&key, kind, &content);
                let opened = open_card(&key, kind, &file).expect("just sealed");
                prop_assert_eq!(opened.as_slice(), &content);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = open_card(&key(), CardKind::Help, &bytes);
            let with_head = [&[b'U', b'K', 0xC1, 1, 1][..], &bytes].concat();
            prop_assert!(open_card(&key(), CardKind::Help, &with_head).is_err());
        }
    }
}
