#![doc = include_str!("../README.md")]
#![deny(unsafe_code)] // and not forbid: key.rs has the one place that needs it

mod backup;
mod copy;
mod error;
mod key;
mod migrate;
mod open;
mod read;
mod search;
mod setting;
mod state;
mod sync;
mod transact;
mod waiting;

pub use backup::{Progress, copy_to, erase_in_copy, export_to, import_from};
pub use error::{OpenError, StoreError};
pub use key::DatabaseKey;
pub use migrate::{MIGRATIONS, Migration, SCHEMA_VERSION};
pub use open::Store;
pub use read::{Reader, Stored};
pub use search::{ExcerptPart, Found};
pub use state::State;
pub use sync::{OUTBOX, Placed, ShelfRow, SyncTransaction, SyncedRow, SyncedVersion};
pub use transact::Transaction;
