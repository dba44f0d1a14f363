use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How much work one guess at a PIN or a passphrase costs: the parameters of Argon2id.
///
/// The default is 64 MiB, 3 passes, 4 lanes: the second recommended option of RFC 9106, section 4, for memory that a
/// phone has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Argon2Cost {
    m_kib: u32,
    t: u32,
    p: u32,
}

/// A cost that Argon2 does not allow, or that no device of ours could pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("argon2 cost out of bounds")]
pub struct Argon2CostOutOfBounds;

impl Argon2Cost {
    /// Almost no work, so that tests with hundreds of locks end in seconds; never for a person's data.
    #[cfg(any(test, feature = "fast-kdf-for-tests"))]
    pub const FAST: Self = Self { m_kib: 8, t: 1, p: 1 };

    // A file from elsewhere may name any cost. These ceilings keep it from taking the device's memory or its
    // afternoon, and leave room for the default to grow.
    const MAX_M_KIB: u32 = 1024 * 1024;
    const MAX_T: u32 = 16;
    const MAX_P: u32 = 16;

    /// Checks a cost of `m_kib` KiB of memory (8 per lane to 1 GiB), `t` passes (1 to 16) and `p` lanes (1 to 16).
    pub const fn new(m_kib: u32, t: u32, p: u32) -> Result<Self, Argon2CostOutOfBounds> {
        let lanes_fit = 1 <= p && p <= Self::MAX_P;
        let passes_fit = 1 <= t && t <= Self::MAX_T;
        if lanes_fit && passes_fit && 8 * p <= m_kib && m_kib <= Self::MAX_M_KIB {
            Ok(Self { m_kib, t, p })
        } else {
            Err(Argon2CostOutOfBounds)
        }
    }

    /// The memory in KiB.
    pub const fn m_kib(self) -> u32 {
        self.m_kib
    }

    /// The number of passes over the memory.
    pub const fn t(self) -> u32 {
        self.t
    }

    /// The number of lanes.
    pub const fn p(self) -> u32 {
        self.p
    }

    /// The three numbers as big-endian `m ‖ t ‖ p`, 12 bytes.
    pub(crate) fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        bytes[..4].copy_from_slice(&self.m_kib.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.t.to_be_bytes());
        bytes[8..].copy_from_slice(&self.p.to_be_bytes());
        bytes
    }
}

impl Default for Argon2Cost {
    fn default() -> Self {
        Self { m_kib: 64 * 1024, t: 3, p: 4 }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    m_kib: u32,
    t: u32,
    p: u32,
}

impl TryFrom<Unchecked> for Argon2Cost {
    type Error = Argon2CostOutOfBounds;

    fn try_from(cost: Unchecked) -> Result<Self, Self::Error> {
        Self::new(cost.m_kib, cost.t, cost.p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_within_its_own_bounds() {
        let Argon2Cost { m_kib, t, p } = Argon2Cost::default();
        assert_eq!(Argon2Cost::new(m_kib, t, p), Ok(Argon2Cost::default()));
        assert_eq!((m_kib, t, p), (65_536, 3, 4));
    }

    #[test]
    fn costs_outside_the_bounds_are_refused() {
        for (m_kib, t, p) in [
            (0, 1, 1),
            (7, 1, 1),
            (31, 1, 4),
            (1_048_577, 1, 1),
            (u32::MAX, 3, 4),
            (65_536, 0, 4),
            (65_536, 17, 4),
            (65_536, 3, 0),
            (65_536, 3, 17),
            (65_536, 3, u32::MAX),
        ] {
            assert_eq!(Argon2Cost::new(m_kib, t, p), Err(Argon2CostOutOfBounds), "{m_kib} {t} {p}");
        }
    }
}
