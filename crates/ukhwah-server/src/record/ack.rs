//! Notes what a device holds.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::SpaceId;

use crate::error::{Failure, refused};
use crate::session::{Session, hold_space};
use crate::store::tables::acks;
use crate::store::{Write, Writing};

/// Says that a device holds everything of a space up to a change.
pub struct AckRecords {
    /// Who says so.
    pub session: Session,
    /// The space.
    pub space: SpaceId,
    /// The change.
    pub seq: u64,
}

impl Write for AckRecords {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let device = self.session.device()?;
        let (account, space) = hold_space(data, &self.session, self.space).await?;
        if self.seq > space.head {
            // Whoever says so has seen another life of this database: what it holds is not what is here.
            return Err(refused(ErrorCode::HeadMoved, "the space has not come to this change"));
        }
        Ok(acks::put(data, (account.id, self.space), device, self.seq).await?)
    }
}
