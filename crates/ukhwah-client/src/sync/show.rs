//! How things stand, for the screens.

use chrono::{DateTime, NaiveDate, TimeDelta};
use ukhwah_crypto::{DeviceEntry, SheetKeys};
use ukhwah_protocol::id::DeviceId;
use ukhwah_store::Store;
use ukhwah_sync::keychain::Keychain as _;
use ukhwah_sync::local::Link;
use ukhwah_sync::sealed_keychain::SealedKeychain;

use super::desk::{Linked, Told};
use super::devices::removals;
use super::{SyncDeviceView, SyncLinkView, SyncSheet, SyncState, SyncTrouble, SyncView, kept, keyring};
use crate::app::{App, recovery_code};
use crate::error::IpcError;

/// The setting that says when both sides were last the same.
pub(super) const LAST: &str = "sync_last_ms";
/// The setting that says whether it is copied only when the person asks.
pub(super) const ON_REQUEST: &str = "sync_on_request";
/// The setting that says that the person removed this device, and has not been told so here.
pub(super) const REMOVED: &str = "sync_removed";
/// For so many days a device counts as new.
const NEW_DAYS: i64 = 14;
/// From so many records on, a bar shows how far it has come.
const LONG: u64 = 500;

impl App {
    /// How this device stands with the others.
    ///
    /// # Errors
    /// If the app is locked.
    pub fn sync_view(&self) -> Result<SyncView, IpcError> {
        let link = self.link_view()?;
        self.with_open(|open| {
            Ok(SyncView { link, choices: open.store.read().waiting()?.len(), removed: is_removed(&open.store)? })
        })
    }

    /// Forgets that this device was removed, since the person has been told.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn sync_removed_seen(&self) -> Result<SyncView, IpcError> {
        self.with_open(|open| Ok(open.store.set_setting(REMOVED, &false)?))?;
        self.sync_view()
    }

    fn link_view(&self) -> Result<Option<SyncLinkView>, IpcError> {
        let Some(linked) = self.linked() else { return Ok(None) };
        let Ok(keys) = self.keychain(&linked) else { return Ok(None) };
        let mut told = self.sync.told().clone();
        if linked.server.is_copied() {
            told.trouble = Some(SyncTrouble::CopyOfAnother);
        }
        let (now, today) = (self.clock.now(), self.today_here()?);
        let link = self.with_open(|open| {
            let mut link = link_view(&open.store, &linked, &keys, &told, today)?;
            link.notices.extend(keyring::notice(&open.store, now)?);
            Ok(link)
        })?;
        Ok(Some(link))
    }
}

fn is_removed(store: &Store) -> Result<bool, IpcError> {
    Ok(store.setting(REMOVED)?.unwrap_or(false))
}

fn link_view(
    store: &Store,
    linked: &Linked,
    keys: &SealedKeychain,
    told: &Told,
    today: NaiveDate,
) -> Result<SyncLinkView, IpcError> {
    let pending = store.count_dirty()?;
    let stand = store.sync_state(kept::LINK)?.and_then(|bytes| Link::from_bytes(&bytes)).unwrap_or_default();
    Ok(SyncLinkView {
        address: linked.secrets.host().to_owned(),
        devices: devices(keys, told, &removals(store, linked.secrets.device)?, today),
        state: if told.busy_with.is_some() { SyncState::Busy } else { SyncState::Idle },
        pending,
        last_ms: store.setting::<Option<i64>>(LAST)?.flatten(),
        share: told.busy_with.and_then(|waiting| share(waiting, pending, &stand)),
        trouble: told.trouble,
        notices: told.notices.clone(),
        held: Some(store.count_held()?).filter(|held| *held > 0),
        on_request: store.setting(ON_REQUEST)?.unwrap_or(false),
        sheet: sheet(store, keys)?,
    })
}

/// How far a long copy has come: what is fetched first, then what is sent.
#[expect(clippy::cast_precision_loss, reason = "it draws a bar")]
fn share(waiting: u64, pending: u64, stand: &Link) -> Option<f64> {
    if stand.head > stand.seq + LONG {
        return Some(stand.seq as f64 / stand.head as f64);
    }
    (waiting > LONG).then(|| waiting.saturating_sub(pending) as f64 / waiting as f64)
}

fn devices(keys: &SealedKeychain, told: &Told, going: &[DeviceId], today: NaiveDate) -> Vec<SyncDeviceView> {
    let own = keys.device();
    let came = keys.keyring().devices.get(&own.0).map_or(0, |entry| entry.added_day);
    let mut devices: Vec<_> = keys
        .keyring()
        .devices
        .iter()
        .map(|(id, entry)| {
            let (is_going, here) = (going.contains(&DeviceId(*id)), *id == own.0);
            let id = hex::encode(id);
            let added = DateTime::UNIX_EPOCH.date_naive() + TimeDelta::days(i64::from(entry.added_day));
            let heard = told.heard.iter().find(|(device, _)| *device == id).map(|(_, at)| *at);
            SyncDeviceView {
                name: entry.name.clone(),
                here,
                added: added.to_string(),
                is_new: !here && is_news(entry, (own.0, came)) && (0..NEW_DAYS).contains(&(today - added).num_days()),
                is_going,
                last_seen: heard.and_then(day).map(|day| day.to_string()),
                id,
            }
        })
        .collect();
    devices.sort_by(|a, b| (!a.here, &a.added).cmp(&(!b.here, &b.added)));
    devices
}

/// Whether the person may not know of a device: it was added elsewhere, since this one came.
fn is_news(entry: &DeviceEntry, own: ([u8; 16], u32)) -> bool {
    entry.added_by != own.0 && entry.added_day >= own.1
}

fn day(at_ms: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp_millis(at_ms).map(|at| at.with_timezone(&chrono::Local).date_naive())
}

fn sheet(store: &Store, keys: &SealedKeychain) -> Result<SyncSheet, IpcError> {
    if store.sync_state(kept::SHEET_WANTED)?.is_some() {
        return Ok(SyncSheet::Coming);
    }
    let Some(sheet) = &keys.keyring().sheet else { return Ok(SyncSheet::None) };
    let own = SheetKeys::derive(&recovery_code(store)?, None).ok();
    let is_own = own.is_some_and(|own| own.recovery_id == sheet.recovery_id);
    Ok(if is_own { SyncSheet::Here } else { SyncSheet::Elsewhere })
}
