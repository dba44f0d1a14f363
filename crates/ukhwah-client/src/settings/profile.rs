//! The one profile of the person who uses the app.

use ukhwah_domain::person::Profile;
use ukhwah_store::{Reader, StoreError, Stored};

/// The profile.
///
/// Two devices may each have made one before they met; then the one with the smallest identifier is it, on both.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, which no database that this app made has.
pub(crate) fn profile_of(read: Reader<'_>) -> Result<Stored<Profile>, StoreError> {
    read.all::<Profile>()?.into_iter().min_by_key(|stored| stored.id).ok_or(StoreError::NotFound)
}
