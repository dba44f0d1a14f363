//! Removing a device.

use minicbor::{Decode, Encode};
use ukhwah_protocol::id::DeviceId;
use ukhwah_store::Store;
use ukhwah_sync::keychain::{CannotRotate, Keychain as _, Removal};
use ukhwah_sync::outcome::Stop;

use super::desk::Linked;
use super::run::Occasion;
use super::{SyncRemoveRequest, SyncView, kept, refused};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Removes a device: from now on it gets nothing new, and can slip nothing in.
    ///
    /// # Errors
    /// If there is none, it is this one, or the server could not be told. A removal that was begun goes on with the next
    /// sync.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_device_remove(&self, request: SyncRemoveRequest) -> Result<SyncView, IpcError> {
        let device: DeviceId = request.id.parse().map_err(|_| ErrorCode::NotFound)?;
        let linked = self.needs_link()?;
        self.remove_device(&linked, Removal { device, is_lost: request.lost, erase: request.erase })?;
        self.sync_view()
    }

    /// Removes what is left of the devices that the 15 words were to send away. What fails goes on with the next sync.
    pub(super) fn settle_removals(&self, linked: &Linked) {
        let removed = self.try_removals(linked);
        self.sync.pace().note_removal(removed.is_ok(), self.clock.now());
        if let Err(error) = removed {
            tracing::warn!(%error, "not every lost device is removed yet");
        }
    }

    fn try_removals(&self, linked: &Linked) -> Result<(), IpcError> {
        let _alone = self.sync.removing();
        let removals = self.with_open(|open| removals(&open.store, linked.secrets.device))?;
        if removals.is_empty() {
            return Ok(());
        }
        // Another device may have done some of it.
        let keys = self.keychain(linked)?;
        let left: Vec<_> = removals.into_iter().filter(|device| keys.lists(*device)).collect();
        for (at, device) in (1..).zip(&left) {
            // The last removal changes the person's keys: with an earlier one those that are left could not verify theirs.
            let is_lost = at == left.len();
            self.remove_device(linked, Removal { device: *device, is_lost, erase: false })?;
        }
        self.with_open(|open| Ok(open.store.sync(|tx| tx.set_state(kept::REMOVALS, None))?))
    }

    fn remove_device(&self, linked: &Linked, removal: Removal) -> Result<(), IpcError> {
        self.remove_once(linked, removal)?;
        // A removal that was begun before has had the turn of this one.
        if self.keychain(linked)?.lists(removal.device) { self.remove_once(linked, removal) } else { Ok(()) }
    }

    fn remove_once(&self, linked: &Linked, removal: Removal) -> Result<(), IpcError> {
        self.settle_sheet(linked);
        let occasion = Occasion { asks_keyring: true, is_leaving: false };
        let outcome = self.with_engine(linked, occasion, |engine| engine.remove_device(removal))?;
        let stopped = outcome.stopped.clone();
        self.note_keyring(&outcome)?;
        self.note_outcome(&outcome);
        match stopped {
            None => Ok(()),
            Some(Stop::Server(fault)) => Err(refused(&fault)),
            Some(Stop::Rotation(why)) if why != CannotRotate::ListMissing => Err(ErrorCode::NotFound.into()),
            Some(other) => {
                tracing::warn!(error = %other, "a device was not removed");
                Err(ErrorCode::ServerRefused.into())
            }
        }
    }
}

/// The devices that the 15 words are to send away, whether they are listed still or not.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct Removals {
    /// Which device is to do it: a backup of it may be restored on another.
    #[n(0)]
    by: DeviceId,
    #[n(1)]
    devices: Vec<DeviceId>,
}

impl Removals {
    pub(super) fn of(by: DeviceId, devices: &[DeviceId]) -> Self {
        Self { by, devices: devices.to_vec() }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }
}

/// The devices that `device` has yet to remove.
pub(super) fn removals(store: &Store, device: DeviceId) -> Result<Vec<DeviceId>, IpcError> {
    let kept = store.sync_state(kept::REMOVALS)?.and_then(|kept| minicbor::decode::<Removals>(&kept).ok());
    Ok(kept.filter(|kept| kept.by == device).map(|kept| kept.devices).unwrap_or_default())
}
