//! Seals a help card, opens it again and shows what a thief and a torn file meet.
//!
//! Run it with `cargo run -p ukhwah-crypto --example seal_a_card`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use ukhwah_crypto::{CardKind, DeviceKey, OpenCardError, open_card, seal_card};

fn main() -> Result<(), OpenCardError> {
    let key = DeviceKey::make();
    let file = seal_card(&key, CardKind::Help, b"Pak Long, 012-345 6789");
    println!("the file has {} bytes, whoever is on it", file.len());

    let content = open_card(&key, CardKind::Help, &file)?;
    println!("opened: {}", String::from_utf8_lossy(&content));

    let thief = open_card(&DeviceKey::make(), CardKind::Help, &file).map(|_| ());
    println!("with another key: {thief:?}");
    let torn = open_card(&key, CardKind::Help, &file[..500]).map(|_| ());
    println!("after a torn write: {torn:?}");
    Ok(())
}
