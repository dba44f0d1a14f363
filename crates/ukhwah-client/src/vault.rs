//! The device's own store for small secrets.

use zeroize::Zeroizing;

/// Why the store gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// This device has none.
    #[error("this device has no key store")]
    Absent,
    /// It is there and does not answer, or is locked.
    #[error("the key store does not answer")]
    Silent,
}

/// A store for small secrets that belongs to the device: it is never part of a backup.
///
/// An implementation answers within seconds whatever the system does.
pub trait KeyVault: Send + Sync {
    /// The secret of this name, if there is one.
    ///
    /// # Errors
    /// If the store cannot be asked.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;

    /// Keeps a secret.
    ///
    /// # Errors
    /// If it was not kept.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultError>;

    /// Forgets a secret; one that was never there is forgotten already.
    ///
    /// # Errors
    /// If it may still be there.
    fn delete(&self, name: &str) -> Result<(), VaultError>;
}
