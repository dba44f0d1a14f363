//! A second device: a QR code on the new one, two mailbox slots, six digits, and a bundle of keys.

mod bundle;
mod code;
mod offer;
mod slots;
#[cfg(test)]
mod tests;

pub(crate) use bundle::BUNDLE_LEN;
pub use bundle::{PairingBundle, unwrap_pairing, wrap_for_pairing};
pub use code::PairingCode;
pub use offer::{DecodePairingError, KeysDiffer, PairingOffer};
pub use slots::{DecodeSlotError, PairingHello, PairingReply};
