//! Automatic backups: one a day and one before each change of the schema or restore; the last seven of the former and
//! three of each of the latter are kept.
//!
//! Each is a copy of the database under the same key, with the key wrapped under the recovery code beside it, so that the
//! code opens it even where nothing else of the profile is left.
//!
//! A database that did not open when something else was restored lies here too, untouched, and is kept for good: nobody
//! knows what is in it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use ukhwah_crypto::{KeyFile, MainKey, RecoveryCode};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::{MinuteOfDay, clock_words, date_words, malaysian_date};
use ukhwah_store::{OpenError, Store, StoreError, copy_to};

use crate::app::{App, Open};
use crate::error::IpcError;
use crate::folder::{self, Folder};
use crate::settings::{AutoBackupView, AutoBackupsView, BackupReason};

/// What files are called while they are written, with the files that SQLite lays beside them.
const UNFINISHED: [&str; 2] = [".unfinished", ".without"];
/// For how long the app says nothing of a backup that cannot be made.
const WITHOUT: TimeDelta = TimeDelta::days(2);
const FAILING_SINCE: &str = "backup_failing_since";
const ENDING: &str = "db";
const STAMP: &str = "%Y%m%d-%H%M%S";
/// Stands behind the stamp of a database that was only set aside.
const ASIDE: &str = ".aside";

/// An automatic backup on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AutoBackup {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) made: DateTime<Utc>,
    pub(crate) reason: BackupReason,
}

impl AutoBackup {
    fn parse(path: PathBuf) -> Option<Self> {
        if path.extension()? != ENDING {
            return None;
        }
        let name = path.file_stem()?.to_str()?.to_owned();
        // A second copy within one second carries a counter behind the stamp.
        let (stamp, reason) = name.rsplit_once('-')?;
        let made = NaiveDateTime::parse_from_str(stamp.get(..15)?, STAMP).ok()?.and_utc();
        Some(Self { reason: reason_named(reason)?, made, name, path })
    }

    /// The wrapped key that was copied with it.
    pub(crate) fn key_file(&self) -> Option<KeyFile> {
        let bytes = folder::read(&keys_beside(&self.path)).ok()??;
        KeyFile::from_json(bytes).ok()
    }

    /// The key that it was made under, if this recovery code belongs to it.
    pub(crate) fn key_by(&self, code: &RecoveryCode) -> Option<MainKey> {
        self.key_file()?.open_with_recovery(code).ok()
    }

    fn was_set_aside(&self) -> bool {
        self.name.contains(ASIDE)
    }
}

/// The automatic backups, newest first.
pub(crate) fn list(folder: &Folder) -> Vec<AutoBackup> {
    let entries = std::fs::read_dir(folder.backups()).into_iter().flatten().flatten();
    let mut backups: Vec<_> = entries.filter_map(|entry| AutoBackup::parse(entry.path())).collect();
    backups.sort_by(|a, b| b.name.cmp(&a.name));
    backups
}

impl App {
    /// The automatic backups, where nobody has to unlock anything first.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::Locked`] while the app is locked.
    pub fn backups_view(&self) -> Result<AutoBackupsView, IpcError> {
        self.may_restore()?;
        Ok(AutoBackupsView { backups: views(&self.folder, self.appearance().language) })
    }
}

/// The automatic backups as the interface shows them, newest first.
pub(crate) fn views(folder: &Folder, language: Language) -> Vec<AutoBackupView> {
    let view = |backup: AutoBackup| {
        let clock = clock_words(MinuteOfDay::of(backup.made), language);
        AutoBackupView {
            made_words: format!("{}, {clock}", date_words(malaysian_date(backup.made), language)),
            reason: backup.reason,
            size: std::fs::metadata(&backup.path).map_or(0, |found| found.len()),
            name: backup.name,
        }
    };
    list(folder).into_iter().map(view).collect()
}

/// Where a new backup goes.
pub(crate) fn new_name(folder: &Folder, reason: BackupReason, now: DateTime<Utc>) -> PathBuf {
    free_name(folder, &now.format(STAMP).to_string(), reason)
}

/// Where a database goes that something else is restored over, though it did not open.
pub(super) fn aside_name(folder: &Folder, now: DateTime<Utc>) -> PathBuf {
    free_name(folder, &format!("{}{ASIDE}", now.format(STAMP)), BackupReason::Restore)
}

fn free_name(folder: &Folder, stamp: &str, reason: BackupReason) -> PathBuf {
    let name = |count: u32| match count {
        0 => format!("{stamp}-{}.{ENDING}", reason_name(reason)),
        _ => format!("{stamp}.{count}-{}.{ENDING}", reason_name(reason)),
    };
    let paths = (0..).map(|count| folder.backups().join(name(count)));
    paths.into_iter().find(|path| !path.exists()).expect("one of all numbers is free")
}

/// Makes today's backup, unless there is one.
pub(crate) fn daily(folder: &Folder, open: &Open, now: DateTime<Utc>) -> Result<(), OpenError> {
    let today = malaysian_date(now);
    let is_made =
        list(folder).iter().any(|backup| backup.reason == BackupReason::Daily && malaysian_date(backup.made) == today);
    if is_made { Ok(()) } else { make(folder, open, BackupReason::Daily, now) }
}

/// Notes since which day no backup could be made.
pub(crate) fn note_outcome(store: &mut Store, is_made: bool, now: DateTime<Utc>) -> Result<(), StoreError> {
    let failing = store.setting::<Option<NaiveDate>>(FAILING_SINCE)?.flatten();
    match (failing, is_made) {
        (None, false) => store.set_setting(FAILING_SINCE, &Some(malaysian_date(now))),
        (Some(_), true) => store.set_setting(FAILING_SINCE, &None::<NaiveDate>),
        _ => Ok(()),
    }
}

/// Since which day there is no automatic backup; `None` as long as that is not worth a word.
pub(crate) fn missing_since(
    folder: &Folder,
    store: &Store,
    now: DateTime<Utc>,
) -> Result<Option<NaiveDate>, StoreError> {
    let Some(failing) = store.setting::<Option<NaiveDate>>(FAILING_SINCE)?.flatten() else { return Ok(None) };
    let newest = list(folder).into_iter().find(|backup| !backup.was_set_aside() && backup.made <= now);
    let since = newest.map_or(failing, |backup| malaysian_date(backup.made));
    Ok((malaysian_date(now) - since >= WITHOUT).then_some(since))
}

/// Lays the wrapped key beside the copies that were made before the database was open, and removes what was cut off.
pub(crate) fn complete(folder: &Folder) {
    for backup in list(folder).iter().filter(|backup| backup.reason == BackupReason::Update) {
        if !keys_beside(&backup.path).exists()
            && let Err(error) = copy_keys(folder, &backup.path)
        {
            tracing::warn!(%error, "an automatic backup is without its wrapped key");
        }
    }
    clear_unfinished(folder);
}

/// Removes copies that were being made when the process ended. Whoever calls this is the only one who makes any.
pub(super) fn clear_unfinished(folder: &Folder) {
    for entry in std::fs::read_dir(folder.backups()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if UNFINISHED.iter().any(|ending| name.to_string_lossy().contains(ending)) {
            // What cannot be removed now is removed next time.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Makes a backup now, and removes the oldest ones beyond those kept.
pub(crate) fn make(folder: &Folder, open: &Open, reason: BackupReason, now: DateTime<Utc>) -> Result<(), OpenError> {
    let target = new_name(folder, reason, now);
    copy_to(&open.store, &open.database_key(), &target)?;
    copy_keys(folder, &target)?;
    thin(folder, now);
    Ok(())
}

/// Lays the wrapped key beside a backup: the recovery code's part alone, since a PIN that was changed must not go on
/// opening old copies.
pub(crate) fn copy_keys(folder: &Folder, backup: &Path) -> Result<(), StoreError> {
    let Some(mut keys) = folder::read(&folder.keys())?.and_then(|json| KeyFile::from_json(json).ok()) else {
        // The backup opens with the bare key as long as there is one.
        return Ok(());
    };
    keys.remove_lock();
    Ok(folder::replace(&keys_beside(backup), keys.to_json().as_bytes())?)
}

/// Wraps the keys beside the automatic backups under a new recovery code, so that the old one is no way in through them.
pub(crate) fn wrap_again(folder: &Folder, old: &RecoveryCode, new: &RecoveryCode) {
    for backup in list(folder) {
        let Some(mut keys) = backup.key_file() else { continue };
        let Ok(key) = keys.open_with_recovery(old) else { continue };
        keys.set_recovery(&key, new);
        if let Err(error) = folder::replace(&keys_beside(&backup.path), keys.to_json().as_bytes()) {
            tracing::warn!(%error, "the old recovery code still opens an automatic backup");
        }
    }
}

pub(super) fn keys_beside(backup: &Path) -> PathBuf {
    backup.with_extension("keys.json")
}

/// How many automatic backups of a kind are kept. Each kind is counted by itself, so that somebody who tries out one
/// restore after another does not lose the older days by it.
const fn kept(reason: BackupReason) -> usize {
    match reason {
        BackupReason::Daily => 7,
        BackupReason::Update | BackupReason::Restore => 3,
    }
}

/// Keeps the newest of each kind, and the copy from before the first try of a change of the schema that has failed
/// since: nobody knows what its later tries left behind.
///
/// A backup from a later time than now was made under a clock that was wrong, then or now: either way it is older than
/// those from before now, and goes first.
fn thin(folder: &Folder, now: DateTime<Utc>) {
    let mut backups: Vec<_> = list(folder).into_iter().filter(|backup| !backup.was_set_aside()).collect();
    // Once the database opens again, its wrapped key is laid beside it.
    let before_failing =
        backups.iter().rposition(|backup| backup.reason == BackupReason::Update && !keys_beside(&backup.path).exists());
    if let Some(spared) = before_failing {
        backups.remove(spared);
    }
    backups.sort_by_key(|backup| backup.made > now);
    for reason in REASONS {
        backups.iter().filter(|backup| backup.reason == reason).skip(kept(reason)).for_each(remove);
    }
}

/// Of the copies made before a change of the schema that fails again and again, those between the day's first and its
/// newest go: the one is from before the first try, the other from before the last.
pub(crate) fn thin_failed(folder: &Folder, now: DateTime<Utc>) {
    let today = malaysian_date(now);
    let copies: Vec<_> = list(folder)
        .into_iter()
        .filter(|backup| backup.reason == BackupReason::Update && malaysian_date(backup.made) == today)
        .collect();
    if let [_, between @ .., _] = copies.as_slice() {
        between.iter().for_each(remove);
    }
    thin(folder, now);
}

fn remove(old: &AutoBackup) {
    // What cannot be removed now is removed next time.
    let _ = folder::destroy(&keys_beside(&old.path));
    let _ = std::fs::remove_file(&old.path);
}

const REASONS: [BackupReason; 3] = [BackupReason::Daily, BackupReason::Update, BackupReason::Restore];

const fn reason_name(reason: BackupReason) -> &'static str {
    match reason {
        BackupReason::Daily => "daily",
        BackupReason::Update => "update",
        BackupReason::Restore => "restore",
    }
}

fn reason_named(name: &str) -> Option<BackupReason> {
    REASONS.into_iter().find(|reason| reason_name(*reason) == name)
}
