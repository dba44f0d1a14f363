//! Leaves a message.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::Rendezvous;
use ukhwah_protocol::limits;

use crate::error::{Failure, refused};
use crate::store::tables::mailboxes;
use crate::store::{Write, Writing};

/// Leaves a message.
pub struct LeaveMessage {
    /// Where.
    pub rendezvous: Rendezvous,
    /// In which slot.
    pub slot: u8,
    /// The message.
    pub body: Vec<u8>,
    /// Seconds since 1970.
    pub now: i64,
}

impl Write for LeaveMessage {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let expires = self.now + limits::MAILBOX_SECONDS;
        if mailboxes::insert(data, (self.rendezvous, self.slot), &self.body, expires).await? {
            return Ok(());
        }
        // Sent again, it is there already.
        let there = mailboxes::find(data, self.rendezvous, self.slot).await?;
        let is_same = there.is_some_and(|there| !there.is_read && there.body == self.body);
        if is_same { Ok(()) } else { Err(refused(ErrorCode::AlreadyThere, "the slot is taken")) }
    }
}
