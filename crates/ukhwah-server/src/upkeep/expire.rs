//! Lets go of what has expired.

use ukhwah_protocol::limits;

use crate::error::Failure;
use crate::store::tables::{challenges, invites, mailboxes, tokens};
use crate::store::{Write, Writing};

/// Deletes what has expired; returns how many rows that were.
pub struct Expire {
    /// Seconds since 1970.
    pub now: i64,
}

impl Write for Expire {
    type Answer = u64;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<u64, Failure> {
        // An invite is kept as long again, to say that it is too old, or used.
        let invites = invites::delete_expired(data, self.now - limits::INVITE_SECONDS).await?;
        let challenges = challenges::delete_expired(data, self.now).await?;
        let mailboxes = mailboxes::delete_expired(data, self.now).await?;
        Ok(invites + challenges + mailboxes + tokens::delete_expired(data, self.now).await?)
    }
}
