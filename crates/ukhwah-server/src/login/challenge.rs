//! Gives a challenge. What asks is not looked up, so that nothing can be learned from the answer.

use ukhwah_protocol::id::Nonce;
use ukhwah_protocol::limits;

use crate::error::Failure;
use crate::store::tables::challenges;
use crate::store::{Write, Writing};

/// Notes a challenge for a device or sheet, whether there is one or not.
pub struct GiveChallenge {
    /// The device or sheet.
    pub subject: [u8; 16],
    /// The challenge.
    pub nonce: Nonce,
    /// Seconds since 1970.
    pub now: i64,
}

impl Write for GiveChallenge {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let expires = self.now + limits::CHALLENGE_SECONDS;
        Ok(challenges::insert(data, self.nonce, self.subject, expires).await?)
    }
}
