//! Logs out.

use ukhwah_protocol::id::SecretHash;

use crate::error::Failure;
use crate::store::tables::tokens;
use crate::store::{Write, Writing};

/// Ends a token, if there is one.
pub struct EndLogin {
    /// The token's hash.
    pub hash: SecretHash,
}

impl Write for EndLogin {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        Ok(tokens::delete(data, self.hash).await?)
    }
}
