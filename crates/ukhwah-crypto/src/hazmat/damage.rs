use sha2::{Digest, Sha256};

/// Length of a damage check in bytes.
pub(crate) const DAMAGE_CHECK_LEN: usize = 8;

/// Computes a checksum without a key, which tells a torn or rotted file from a wrong secret.
///
/// It protects against accidents only: whoever writes the file can write the checksum too, and then meets the
/// commitment and the tag. `parts` are joined; the caller keeps their lengths fixed.
pub(crate) fn damage_check(context: &str, parts: &[&[u8]]) -> [u8; DAMAGE_CHECK_LEN] {
    let mut hash = Sha256::new();
    hash.update(context.as_bytes());
    for part in parts {
        hash.update(part);
    }
    let mut check = [0; DAMAGE_CHECK_LEN];
    check.copy_from_slice(&hash.finalize()[..DAMAGE_CHECK_LEN]);
    check
}
