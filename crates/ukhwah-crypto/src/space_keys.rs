use std::collections::BTreeMap;
use std::fmt;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{FIRST_EPOCH, SpaceKey};

/// The keys of one space by epoch, at least one: the newest seals, all of them open.
pub struct SpaceKeys(BTreeMap<u32, SpaceKey>);

/// A space has no room for another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a space has at most {} keys", SpaceKeys::MAX)]
pub struct TooManySpaceKeys;

impl SpaceKeys {
    /// How many keys a space has at most: each removal of a device adds one.
    pub const MAX: usize = 1024;

    /// Begins a space with its first key.
    pub fn begin(rng: &mut impl CryptoRng) -> Self {
        Self(BTreeMap::from([(FIRST_EPOCH, SpaceKey::make_with(rng))]))
    }

    /// Takes keys by epoch that were exposed before; `None` if there is none, or more than a space has.
    pub fn from_keys(keys: BTreeMap<u32, SpaceKey>) -> Option<Self> {
        (1..=Self::MAX).contains(&keys.len()).then_some(Self(keys))
    }

    /// Adds a key for the next epoch, which is returned.
    pub fn rotate(&mut self, rng: &mut impl CryptoRng) -> Result<u32, TooManySpaceKeys> {
        if self.0.len() >= Self::MAX {
            return Err(TooManySpaceKeys);
        }
        let next = self.newest().0.checked_add(1).ok_or(TooManySpaceKeys)?;
        self.0.insert(next, SpaceKey::make_with(rng));
        Ok(next)
    }

    /// The newest epoch and its key.
    pub fn newest(&self) -> (u32, &SpaceKey) {
        let (epoch, key) = self.0.last_key_value().expect("no space is without a key");
        (*epoch, key)
    }

    /// The key of an epoch.
    pub fn get(&self, epoch: u32) -> Option<&SpaceKey> {
        self.0.get(&epoch)
    }

    /// All keys, the oldest first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (u32, &SpaceKey)> {
        self.0.iter().map(|(epoch, key)| (*epoch, key))
    }
}

impl fmt::Debug for SpaceKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SpaceKeys({} keys, newest of epoch {})", self.0.len(), self.newest().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::test_random::SeededRandom;

    #[test]
    fn the_newest_key_is_that_of_the_last_rotation_and_old_ones_stay() {
        let mut rng = SeededRandom::new(1);
        let mut keys = SpaceKeys::begin(&mut rng);
        let first = *keys.newest().1.expose_raw();
        assert_eq!(keys.rotate(&mut rng), Ok(FIRST_EPOCH + 1));
        assert_eq!(keys.newest().0, FIRST_EPOCH + 1);
        assert_ne!(keys.newest().1.expose_raw(), &first);
        assert_eq!(keys.get(FIRST_EPOCH).map(SpaceKey::expose_raw), Some(&first));
        assert!(keys.get(FIRST_EPOCH + 2).is_none());
    }

    #[test]
    fn a_space_ends_rather_than_begin_again_at_epoch_zero() {
        let last = SpaceKey::from_bytes(&[1; 32]);
        let mut keys = SpaceKeys::from_keys(BTreeMap::from([(u32::MAX, last)])).expect("one key");
        assert_eq!(keys.rotate(&mut SeededRandom::new(1)), Err(TooManySpaceKeys));
        assert!(SpaceKeys::from_keys(BTreeMap::new()).is_none());
    }

    #[test]
    fn the_number_of_keys_is_bounded() {
        let mut rng = SeededRandom::new(1);
        let mut keys = SpaceKeys::begin(&mut rng);
        for _ in 1..SpaceKeys::MAX {
            keys.rotate(&mut rng).expect("there is room");
        }
        assert_eq!(keys.rotate(&mut rng), Err(TooManySpaceKeys));
    }
}
