use rand_core::CryptoRng;

use super::{BodyBytes, BodyTooLong, Envelope, OpenEnvelopeError, Slot, open, seal};
use crate::hazmat::draw;
use crate::{Id, SpaceKey, SpaceKeys};

/// Where a record belongs; it opens nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordPlace {
    /// The organization, or [`NO_ORGANIZATION`](crate::NO_ORGANIZATION).
    pub org_id: Id,
    /// The space.
    pub space_id: Id,
    /// The record, whatever it holds: an entity, a checkpoint, a graveyard, a close list or a chunk.
    pub record_id: Id,
}

/// Seals the body of a record under the newest key of its space.
pub fn seal_record(
    keys: &SpaceKeys,
    place: &RecordPlace,
    body: &BodyBytes,
    rng: &mut impl CryptoRng,
) -> Result<Envelope, BodyTooLong> {
    let (epoch, key) = keys.newest();
    seal(&place.slot(epoch, key), body, &draw(rng))
}

/// Opens the record that a server says stands at this place, under the key of the epoch that its header names.
///
/// Whether an envelope of an old epoch may be taken at all (close lists) is for the caller to decide.
pub fn open_record(keys: &SpaceKeys, place: &RecordPlace, envelope: &Envelope) -> Result<BodyBytes, OpenEnvelopeError> {
    let epoch = envelope.epoch();
    let key = keys.get(epoch).ok_or(OpenEnvelopeError::UnknownEpoch { epoch })?;
    open(&place.slot(epoch, key), envelope)
}

impl RecordPlace {
    fn slot<'a>(&self, epoch: u32, key: &'a SpaceKey) -> Slot<'a> {
        Slot {
            context: b"ukhwah/v1/space",
            key: key.expose_raw(),
            org_id: self.org_id,
            space_id: self.space_id,
            record_id: self.record_id,
            epoch,
        }
    }
}
