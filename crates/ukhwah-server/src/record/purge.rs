//! Lets go of erased records for good.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, SpaceId};
use ukhwah_protocol::limits;

use crate::error::{Failure, refused};
use crate::session::{Session, hold_space};
use crate::store::tables::{accounts, acks, records};
use crate::store::{Write, Writing};

/// Lets go of records that every device of the account has seen as they are.
pub struct PurgeRecords {
    /// Who asks.
    pub session: Session,
    /// The space.
    pub space: SpaceId,
    /// The records.
    pub ids: Vec<RecordId>,
}

impl Write for PurgeRecords {
    /// Those that are gone now, or were gone before.
    type Answer = Vec<RecordId>;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<Vec<RecordId>, Failure> {
        self.session.device()?;
        if self.ids.len() > limits::PURGE_IDS {
            return Err(refused(ErrorCode::TooLarge, "too many records to let go of at once"));
        }
        let (account, space) = hold_space(data, &self.session, self.space).await?;
        let place = (account.id, space.space);
        let acked = acks::of_all(data, account.id, self.space).await?;
        let (mut gone, mut going) = (Vec::new(), Vec::new());
        let (mut bytes, mut count) = (account.bytes_used, account.records_used);
        let mut ids = self.ids.clone();
        ids.sort_unstable();
        ids.dedup();
        for (id, held) in ids.iter().zip(records::held(data, place, &ids).await?) {
            match held {
                None => gone.push(*id),
                Some(held) if held.seq <= acked => {
                    bytes = bytes.saturating_sub(held.length);
                    count = count.saturating_sub(1);
                    going.push(*id);
                    gone.push(*id);
                }
                Some(_) => {}
            }
        }
        if !going.is_empty() {
            let mut orders = records::delete(place, &going);
            orders.push(accounts::set_used(account.id, bytes, count));
            data.execute_all(&orders).await?;
        }
        Ok(gone)
    }
}
