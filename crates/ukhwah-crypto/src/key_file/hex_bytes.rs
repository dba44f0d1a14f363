//! Byte arrays as lower-case hexadecimal, one spelling only, so that a changed letter is never read as the same byte.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

pub(super) fn serialize<S: Serializer, const N: usize>(bytes: &[u8; N], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex::encode(bytes))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<[u8; N], D::Error> {
    let text = String::deserialize(deserializer)?;
    let mut bytes = [0; N];
    hex::decode_to_slice(&text, &mut bytes).map_err(Error::custom)?;
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(Error::custom("upper-case hexadecimal"));
    }
    Ok(bytes)
}
