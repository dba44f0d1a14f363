/// The smallest envelope in bytes.
const SMALLEST: usize = 1024;
/// Up to here sizes are powers of two.
const LAST_POWER: usize = 16 * 1024;
/// The longest envelope in bytes.
pub(super) const LONGEST: usize = 256 * 1024;

/// The size of the envelope whose parts before padding take `least` bytes, or `None` if that is more than 256 KiB.
///
/// Powers of two from 1 to 16 KiB, above that Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted
/// Files and Communication with PURBs", 2019): the lower a bit of the size is, the sooner it is rounded to zero.
pub(super) const fn padded_size(least: usize) -> Option<usize> {
    if least <= SMALLEST {
        return Some(SMALLEST);
    }
    if least <= LAST_POWER {
        return Some(least.next_power_of_two());
    }
    if least > LONGEST {
        return None;
    }
    let exponent = least.ilog2();
    let kept = exponent.ilog2() + 1;
    Some(least.next_multiple_of(1 << (exponent - kept)))
}

/// Whether envelopes have this size.
pub(super) fn is_padded_size(size: usize) -> bool {
    padded_size(size) == Some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_specification() {
        for (least, size) in [
            (0, 1024),
            (1024, 1024),
            (1025, 2048),
            (4097, 8192),
            (8193, 16_384),
            (16_384, 16_384),
            (16_385, 17_408),
            (32_768, 32_768),
            (32_769, 34_816),
            (65_536, 65_536),
            (65_537, 67_584),
            (131_073, 135_168),
            (258_049, 262_144),
            (262_144, 262_144),
        ] {
            assert_eq!(padded_size(least), Some(size), "{least}");
        }
        assert_eq!(padded_size(262_145), None);
        assert_eq!(padded_size(usize::MAX), None);
    }

    #[test]
    fn padding_is_enough_stays_and_wastes_at_most_what_padme_may() {
        let mut before = 0;
        for least in 0..=LONGEST {
            let size = padded_size(least).expect("not too long");
            assert!(size >= least && size >= before, "{least}");
            assert!(is_padded_size(size), "{least}");
            assert!(least <= LAST_POWER || (size - least) * 16 < least, "{least}");
            before = size;
        }
    }

    #[test]
    fn there_are_a_hundred_and_one_sizes() {
        let sizes = (0..=LONGEST + 1).filter(|size| is_padded_size(*size)).count();
        // 5 powers of two, 16 sizes each up to 32 and 64 KiB, 32 each up to 128 and 256 KiB.
        assert_eq!(sizes, 5 + 16 + 16 + 32 + 32);
    }
}
