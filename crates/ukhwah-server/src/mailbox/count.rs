//! How many messages there are: nobody logs in to leave one, so that all of them together are bounded.
//!
//! They are counted here as they are left, and in the database once a minute, which knows too what was read, what has expired
//! and what other servers took.

use std::sync::{Mutex, PoisonError};

use crate::error::{Failure, Refusal};
use crate::record::push::Quota;
use crate::store::tables::mailboxes;
use crate::store::{Read, Reading};

/// What all messages take, as far as this server knows.
#[derive(Default)]
pub struct Count(Mutex<Quota>);

impl Count {
    /// Counts a message of so many bytes that is to be left.
    ///
    /// # Errors
    /// `busy` if all of them would be more than is kept.
    pub fn add(&self, bytes: usize, most: Quota) -> Result<(), Failure> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let more = Quota { bytes: all.bytes + bytes as u64, records: all.records + 1 };
        if more.bytes > most.bytes || more.records > most.records {
            return Err(Refusal::busy("too many devices pair at the moment").into());
        }
        *all = more;
        Ok(())
    }

    /// Notes what the database has counted.
    pub fn set(&self, all: Quota) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = all;
    }
}

/// Counts the messages that there are.
pub struct CountMessages;

impl Read for CountMessages {
    type Answer = Quota;
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<Quota, Failure> {
        Ok(mailboxes::count(data).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_bounded_by_their_bytes_and_by_their_number() {
        let count = Count::default();
        let most = Quota { bytes: 100, records: 3 };
        let left: Vec<_> = [60, 50, 40, 1].map(|bytes| count.add(bytes, most).is_ok()).into();
        assert_eq!(left, [true, false, true, false]);
        count.set(Quota { bytes: 0, records: 2 });
        assert!(count.add(1, most).is_ok() && count.add(1, most).is_err());
    }
}
