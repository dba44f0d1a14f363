//! What sync holds in memory while the app is open.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ukhwah_protocol::id::DeviceId;
use ukhwah_protocol::message::KeyringChange;
use ukhwah_store::{StoreError, SyncTransaction};
use ukhwah_sync::keychain::Keychain as _;
use ukhwah_sync::made::Made;
use ukhwah_sync::sealed_keychain::SealedKeychain;

use super::device::DeviceSecrets;
use super::devices::Removals;
use super::http::HttpServer;
use super::pace::Pace;
use super::{SyncNotice, SyncTrouble, kept, offer, pair};
use crate::app::{App, Session};
use crate::error::{ErrorCode, IpcError};

/// What sync holds in memory.
#[derive(Default)]
pub(crate) struct SyncDesk {
    linked: Mutex<Option<Arc<Linked>>>,
    /// Held by whoever changes records or keys together with the server: one at a time.
    alone: Mutex<()>,
    /// Held by whoever goes on with what the 15 words began: two would ask for the same removal.
    removing: Mutex<()>,
    told: Mutex<Told>,
    pace: Mutex<Pace>,
    /// Shared, so that whoever stops it need not wait for the server's answer.
    pairing: Mutex<Option<Arc<Mutex<pair::NewDevice>>>>,
    offering: Mutex<Option<offer::Offering>>,
    authority: Mutex<Option<Vec<u8>>>,
}

/// The server that this device belongs to.
pub(super) struct Linked {
    pub(super) secrets: DeviceSecrets,
    pub(super) server: HttpServer,
}

/// What the last sync said.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Since when one is under way, as the number of records that were waiting then.
    pub(super) busy_with: Option<u64>,
    pub(super) trouble: Option<SyncTrouble>,
    pub(super) notices: Vec<SyncNotice>,
    pub(super) heard: Vec<(String, i64)>,
}

macro_rules! guarded {
    ($name:ident, $type:ty) => {
        pub(super) fn $name(&self) -> MutexGuard<'_, $type> {
            self.$name.lock().unwrap_or_else(PoisonError::into_inner)
        }
    };
}

impl SyncDesk {
    guarded!(linked, Option<Arc<Linked>>);
    guarded!(alone, ());
    guarded!(removing, ());
    guarded!(told, Told);
    guarded!(pace, Pace);
    guarded!(pairing, Option<Arc<Mutex<pair::NewDevice>>>);
    guarded!(offering, Option<offer::Offering>);
    guarded!(authority, Option<Vec<u8>>);

    /// Lets go of every key, because the app locks.
    pub(crate) fn forget(&self) {
        self.let_go();
        *self.pairing() = None;
        *self.offering() = None;
        *self.pace() = Pace::default();
    }

    /// Lets go of the way to the server. Whoever is still at it may end what it is at, and does not log in again: that would
    /// end the token of the next way.
    fn let_go(&self) {
        if let Some(linked) = self.linked().take() {
            linked.server.stay_out();
        }
    }
}

impl App {
    /// The server that this device belongs to; none if it belongs to none, or the app is locked.
    pub(super) fn linked(&self) -> Option<Arc<Linked>> {
        let mut linked = self.sync.linked();
        if linked.is_none() {
            let (secrets, is_copied) = {
                let session = self.session();
                let Session::Open(open) = &*session else { return None };
                let secrets = DeviceSecrets::read(&self.folder, &open.key).ok().flatten()?;
                // It may have come with a backup of another device.
                let copied = open.store.sync_state(kept::COPIED).ok().flatten();
                let is_copied = copied.is_some_and(|device| device == secrets.device.0);
                (secrets, is_copied)
            };
            let login = Box::new(secrets.clone());
            match HttpServer::new(&secrets.origin, secrets.authority.as_deref(), Some(login)) {
                Ok(server) => {
                    if is_copied {
                        server.stay_out();
                    }
                    *linked = Some(Arc::new(Linked { secrets, server }));
                }
                Err(error) => tracing::error!(%error, "there is no way to the server"),
            }
        }
        linked.clone()
    }

    pub(super) fn needs_link(&self) -> Result<Arc<Linked>, IpcError> {
        self.linked().ok_or_else(|| ErrorCode::NotJoined.into())
    }

    /// The keys that go with the server, from the database.
    pub(super) fn keychain(&self, linked: &Linked) -> Result<SealedKeychain, IpcError> {
        let kept = self.with_open(|open| Ok(open.store.sync_state(kept::KEYRING)?))?.ok_or(ErrorCode::NotJoined)?;
        let secrets = &linked.secrets;
        SealedKeychain::from_kept(secrets.wrap_place(), secrets.agreement_key(), &kept).map_err(|error| {
            tracing::error!(%error, "the keyring in the database is not this device's");
            ErrorCode::NotJoined.into()
        })
    }

    /// Keeps what this device logs in with, the keyring, and which devices are then removed; and begins to use them.
    pub(super) fn keep_link(
        &self,
        secrets: &DeviceSecrets,
        keys: &SealedKeychain,
        removals: &[DeviceId],
    ) -> Result<(), IpcError> {
        let removals = (!removals.is_empty()).then(|| Removals::of(secrets.device, removals).to_bytes());
        let folder = &self.folder;
        self.with_open(|open| {
            secrets.keep(folder, &open.key).map_err(StoreError::from)?;
            let kept = keys.to_kept();
            open.store.sync(|tx| {
                tx.set_state(kept::COPIED, None)?;
                tx.set_state(kept::MADE, None)?;
                tx.set_state(kept::REMOVALS, removals.as_deref())?;
                tx.set_state(kept::KEYRING, Some(&kept))
            })?;
            Ok(())
        })?;
        // Who joins again knows that this device was removed.
        self.with_open(|open| Ok(open.store.set_setting(super::show::REMOVED, &false)?))?;
        self.sync.let_go();
        *self.sync.told() = Told::default();
        *self.sync.pace() = Pace::default();
        Ok(())
    }

    /// Notes a change of these keys that is about to be sent.
    pub(super) fn note_change(&self, keys: &SealedKeychain, change: &KeyringChange) -> Result<(), IpcError> {
        self.change_made(|tx, made| {
            made.send(keys.keyring_hash(), change);
            tx.set_state(kept::MADE, Some(&made.to_bytes()))
        })
    }

    /// Keeps the keyring after the server has taken a change of it.
    pub(super) fn keep_keyring(&self, keys: &SealedKeychain) -> Result<(), IpcError> {
        self.change_made(|tx, made| {
            made.take(keys.revision(), keys.keyring_hash());
            tx.set_state(kept::MADE, Some(&made.to_bytes()))?;
            tx.set_state(kept::KEYRING, Some(&keys.to_kept()))
        })
    }

    fn change_made(
        &self,
        change: impl FnOnce(&mut SyncTransaction<'_>, &mut Made) -> Result<(), StoreError>,
    ) -> Result<(), IpcError> {
        self.with_open(|open| {
            open.store.sync(|tx| {
                let mut made = tx.state(kept::MADE)?.map(|bytes| Made::from_bytes(&bytes)).unwrap_or_default();
                change(tx, &mut made)
            })?;
            Ok(())
        })
    }

    /// Forgets the server. Every record stays, as new to whatever server comes next.
    pub(super) fn forget_link(&self) -> Result<(), IpcError> {
        let folder = &self.folder;
        self.with_open(|open| {
            open.store.sync(|tx| tx.forget_server())?;
            DeviceSecrets::forget(folder).map_err(StoreError::from)?;
            open.store.set_setting(super::show::LAST, &None::<i64>)?;
            Ok(())
        })?;
        self.sync.forget();
        *self.sync.told() = Told::default();
        Ok(())
    }
}
