//! The frame around a manual backup file: `header ‖ payload ‖ MAC`, the payload being an encrypted database.

mod header;
mod key;

pub use header::{BackupHeader, BackupKdf, DecodeBackupError, DeriveBackupKeyError};
pub use key::{BackupDamaged, BackupKey, BackupMac};
