/// Draws `N` bytes that need no wiping: nonces and salts.
///
/// Panics if the system has no randomness to give: nothing sealed without it would be worth having.
pub(crate) fn make_random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill_random(&mut bytes);
    bytes
}

/// Fills a secret in the place where it will stay, so that no copy is left on the way; panics as [`make_random`] does.
pub(crate) fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("every supported system gives randomness once it has started");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(make_random::<24>(), make_random::<24>());
    }
}
