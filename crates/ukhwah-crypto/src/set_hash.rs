use sha2::{Digest, Sha256};

use crate::{Id, VersionHash};

/// The hash of all that a space holds, for a checkpoint: SHA-256 over `record_id ‖ version_hash`, by ascending id.
///
/// In whatever order the records come. Which of them count (no checkpoints, no ids of a graveyard) is for the caller.
pub fn set_hash(records: impl IntoIterator<Item = (Id, VersionHash)>) -> [u8; 32] {
    let mut sorted: Vec<_> = records.into_iter().collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    for (record_id, VersionHash(version)) in sorted {
        hash.update(record_id);
        hash.update(version);
    }
    hash.finalize().into()
}

/// One line of a close list: a record and the first half of the hash of the version that stays valid.
pub type CloseListLine = (Id, [u8; 16]);

/// The hash of a close list for the keyring: SHA-256 over `record_id ‖ version_hash[0..16]`, by ascending id.
///
/// It is a hash of the list and not of its envelopes, since a long list takes several records.
pub fn close_list_hash(lines: impl IntoIterator<Item = CloseListLine>) -> [u8; 32] {
    let mut sorted: Vec<_> = lines.into_iter().collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    for (record_id, half) in sorted {
        hash.update(record_id);
        hash.update(half);
    }
    hash.finalize().into()
}

impl VersionHash {
    /// The half that a close list keeps.
    pub fn half(&self) -> [u8; 16] {
        *self.0.first_chunk().expect("32 bytes hold 16")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_set_has_the_hash_of_nothing() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex::encode(set_hash([])), empty);
        assert_eq!(hex::encode(close_list_hash([])), empty);
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_every_version_does(
            records in proptest::collection::btree_map(any::<Id>(), any::<[u8; 32]>(), 1..20),
            at: prop::sample::Index,
        ) {
            let mut records: Vec<_> = records.into_iter().map(|(id, hash)| (id, VersionHash(hash))).collect();
            let before = set_hash(records.clone());
            let lines = |records: &[(Id, VersionHash)]| {
                close_list_hash(records.iter().map(|(id, hash)| (*id, hash.half())))
            };
            let list_before = lines(&records);
            records.reverse();
            prop_assert_eq!(set_hash(records.clone()), before);
            prop_assert_eq!(lines(&records), list_before);
            let at = at.index(records.len());
            records[at].1.0[0] ^= 1;
            prop_assert_ne!(set_hash(records.clone()), before);
            prop_assert_ne!(lines(&records), list_before);
            records.remove(at);
            prop_assert_ne!(set_hash(records), before);
        }
    }
}
