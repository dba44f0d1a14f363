//! Ends a restore: the database is an older one than the devices know.

use ukhwah_protocol::id::HistoryId;

use crate::error::Failure;
use crate::store::tables::{acks, challenges, mailboxes, server, tokens};
use crate::store::{Write, Writing};

/// Begins another life of the database: every device compares what it holds, and nothing is let go of before each has said
/// again what it holds.
pub struct Restored {
    /// The new life.
    pub history: HistoryId,
}

impl Write for Restored {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        server::set_history(data, self.history).await?;
        acks::delete_all(data).await?;
        challenges::delete_all(data).await?;
        mailboxes::delete_all(data).await?;
        Ok(tokens::delete_all(data).await?)
    }
}
