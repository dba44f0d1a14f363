//! Takes a message out.

use ukhwah_protocol::id::Rendezvous;

use crate::error::Failure;
use crate::store::tables::mailboxes;
use crate::store::{Read, Reading, Write, Writing};

/// Says whether a message waits.
pub struct IsThere {
    /// Where.
    pub rendezvous: Rendezvous,
    /// In which slot.
    pub slot: u8,
    /// Seconds since 1970.
    pub now: i64,
}

impl Read for IsThere {
    type Answer = bool;
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<bool, Failure> {
        let message = mailboxes::find(data, self.rendezvous, self.slot).await?;
        Ok(message.is_some_and(|message| !message.is_read && message.expires > self.now))
    }
}

/// Takes a message out, once; its slot stays taken, so that nobody can put another in its place.
pub struct TakeMessage {
    /// Where.
    pub rendezvous: Rendezvous,
    /// In which slot.
    pub slot: u8,
    /// Seconds since 1970.
    pub now: i64,
}

impl Write for TakeMessage {
    type Answer = Option<Vec<u8>>;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<Option<Vec<u8>>, Failure> {
        let message = mailboxes::find(data, self.rendezvous, self.slot).await?;
        let message = message.filter(|message| !message.is_read && message.expires > self.now);
        let Some(message) = message else { return Ok(None) };
        // Of two that ask at the same moment, one gets it.
        let is_first = mailboxes::set_read(data, self.rendezvous, self.slot).await?;
        Ok(is_first.then_some(message.body))
    }
}
