use std::convert::Infallible;

use rand_core::{CryptoRng, TryCryptoRng, TryRng};

/// The randomness of the system, as a generator for the functions that ask for one.
///
/// Drawing panics if the system has no randomness to give: nothing sealed without it would be worth having. Simulators
/// pass a generator of their own, so that one seed leads to one run.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl TryRng for SystemRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(make_random()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(make_random()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        fill_random(bytes);
        Ok(())
    }
}

impl TryCryptoRng for SystemRandom {}

/// Draws `N` bytes that need no wiping: nonces and salts; panics as [`SystemRandom`] does.
pub(crate) fn make_random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill_random(&mut bytes);
    bytes
}

/// Draws `N` bytes that need no wiping from the caller's generator.
pub(crate) fn draw<const N: usize>(rng: &mut impl CryptoRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// Fills a secret in the place where it will stay, so that no copy is left on the way; panics as [`SystemRandom`] does.
pub(crate) fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("every supported system gives randomness once it has started");
}

/// Generators for tests, which give the same bytes in every run.
#[cfg(test)]
pub(crate) mod test_random {
    use std::convert::Infallible;

    use rand_core::{TryCryptoRng, TryRng};

    use crate::hazmat::Derivation;

    /// Gives bytes that follow from a seed.
    pub(crate) struct SeededRandom {
        seed: u64,
        drawn: u64,
    }

    impl SeededRandom {
        pub(crate) fn new(seed: u64) -> Self {
            Self { seed, drawn: 0 }
        }
    }

    /// Gives exactly these bytes, and panics when more are asked for.
    pub(crate) struct ScriptedRandom(pub(crate) Vec<u8>);

    impl TryRng for SeededRandom {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            self.try_next_u64().map(|word| u32::try_from(word >> 32).expect("half a word"))
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            let mut bytes = [0; 8];
            self.try_fill_bytes(&mut bytes)?;
            Ok(u64::from_be_bytes(bytes))
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            let source = Derivation::extract(b"test", &[&self.seed.to_be_bytes()]);
            for part in bytes.chunks_mut(32) {
                let block = source.expand::<32>(&[&self.drawn.to_be_bytes()]);
                part.copy_from_slice(&block[..part.len()]);
                self.drawn += 1;
            }
            Ok(())
        }
    }

    impl TryRng for ScriptedRandom {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            panic!("this crate draws bytes only")
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            panic!("this crate draws bytes only")
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            assert!(bytes.len() <= self.0.len(), "the script has no more bytes");
            let rest = self.0.split_off(bytes.len());
            bytes.copy_from_slice(&self.0);
            self.0 = rest;
            Ok(())
        }
    }

    impl TryCryptoRng for SeededRandom {}
    impl TryCryptoRng for ScriptedRandom {}
}

#[cfg(test)]
mod tests {
    use rand_core::Rng;

    use super::test_random::SeededRandom;
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(make_random::<24>(), make_random::<24>());
        assert_ne!(draw::<24>(&mut SystemRandom), draw::<24>(&mut SystemRandom));
        assert_ne!(SystemRandom.next_u64(), SystemRandom.next_u64());
    }

    #[test]
    fn one_seed_gives_one_row_of_bytes() {
        let row = |seed| {
            let mut rng = SeededRandom::new(seed);
            [draw::<40>(&mut rng), draw::<40>(&mut rng)]
        };
        assert_eq!(row(1), row(1));
        assert_ne!(row(1), row(2));
        assert_ne!(row(1)[0], row(1)[1]);
    }
}
