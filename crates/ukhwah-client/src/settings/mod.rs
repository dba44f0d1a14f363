//! Settings: the person's choices, this device's choices, the lock and the recovery code.

mod lock;
mod profile;
mod recovery;
mod save;
mod view;

pub(crate) use profile::profile_of;
pub use view::*;
