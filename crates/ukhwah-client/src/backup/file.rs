//! A backup to take away: `header ‖ payload ‖ MAC`, the payload being the database under a key of its own.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use ukhwah_crypto::{
    Argon2Cost, BackupHeader, BackupKdf, BackupKey, DecodeBackupError, DeriveBackupKeyError, LockKind, LockSecret,
};
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::{DatabaseKey, Progress, StoreError, export_to};
use zeroize::Zeroizing;

use super::away::{clear_workplace, file_name, part, telling, workplace, write_away};
use super::restore::parse_recovery;
use crate::app::{App, recovery_code, refusal};
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::settings::{BackupSecret, ChosenBackupView, SaveBackupRequest, SavedView};
use crate::text;

const MAC_LEN: u64 = 32;
const PIECE: usize = 1 << 16;
/// The share of the time after which the payload is there and only has to be written out.
const EXPORTED: f64 = 0.8;

/// A backup file whose header was read.
pub(super) struct BackupFile {
    header: BackupHeader,
    encoded: [u8; BackupHeader::LEN],
    rest: BufReader<File>,
}

impl BackupFile {
    /// Opens a file and reads its header.
    pub(super) fn open(path: &Path) -> Result<Self, IpcError> {
        let mut file = File::open(path).map_err(|_| ErrorCode::FileUnreadable)?;
        let length = file.metadata().map_err(|_| ErrorCode::FileUnreadable)?.len();
        let mut begin = Vec::with_capacity(BackupHeader::LEN);
        let first = u64::try_from(BackupHeader::LEN).expect("81 is small");
        Read::by_ref(&mut file).take(first).read_to_end(&mut begin).map_err(|_| ErrorCode::FileUnreadable)?;
        let header = BackupHeader::decode(&begin).map_err(|error| match error {
            DecodeBackupError::NotABackup => ErrorCode::NotABackup,
            DecodeBackupError::TooNew { .. } => ErrorCode::BackupNewer,
            DecodeBackupError::Truncated | DecodeBackupError::Damaged => ErrorCode::BackupDamaged,
        })?;
        if header.payload_length().checked_add(first + MAC_LEN) != Some(length) {
            return Err(ErrorCode::BackupDamaged.into());
        }
        let encoded = begin.try_into().map_err(|_| ErrorCode::BackupDamaged)?;
        Ok(Self { header, encoded, rest: BufReader::new(file) })
    }

    pub(super) fn opens_with(&self) -> BackupSecret {
        match self.header.kdf() {
            BackupKdf::Passphrase(_) => BackupSecret::Passphrase,
            BackupKdf::Recovery => BackupSecret::RecoveryCode,
        }
    }

    /// Derives the keys from what was typed.
    pub(super) fn key(&self, secret: &str) -> Result<BackupKey, IpcError> {
        match self.opens_with() {
            BackupSecret::Passphrase => {
                let typed = LockSecret::typed(secret, LockKind::Passphrase);
                self.header.key_from_passphrase(&typed).map_err(|error| refused(error, ErrorCode::WrongSecret))
            }
            BackupSecret::RecoveryCode => {
                let code = parse_recovery(secret)?;
                self.header.key_from_recovery(&code).map_err(|error| refused(error, ErrorCode::RecoveryCodeOther))
            }
        }
    }

    /// Copies the payload out, and proves that no byte of the file was changed: until then the copy may not be used.
    pub(super) fn payload(mut self, key: &BackupKey, target: &Path, progress: &Progress) -> Result<(), IpcError> {
        let mut mac = key.mac(&self.encoded);
        let mut out = File::create_new(target).map_err(StoreError::from)?;
        let length = self.header.payload_length();
        for_each_piece(&mut self.rest, length, progress, |piece| {
            mac.update(piece);
            Ok(out.write_all(piece).map_err(StoreError::from)?)
        })?;
        let mut end = Vec::new();
        self.rest.read_to_end(&mut end).map_err(|_| ErrorCode::FileUnreadable)?;
        Ok(mac.verify(&end).map_err(|_| ErrorCode::BackupDamaged)?)
    }
}

fn refused(error: DeriveBackupKeyError, wrong: ErrorCode) -> IpcError {
    match error {
        DeriveBackupKeyError::WrongSecret => wrong.into(),
        DeriveBackupKeyError::OtherKind | DeriveBackupKeyError::PinNotAllowed => ErrorCode::BadRequest.into(),
        DeriveBackupKeyError::OutOfMemory => {
            tracing::error!(%error, "no key was derived");
            ErrorCode::Failed.into()
        }
    }
}

/// Reads exactly `length` bytes, piece by piece.
fn for_each_piece(
    from: &mut impl Read,
    length: u64,
    progress: &Progress,
    mut each: impl FnMut(&[u8]) -> Result<(), IpcError>,
) -> Result<(), IpcError> {
    let mut piece = vec![0; PIECE];
    let mut left = length;
    while left > 0 {
        let size = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        from.read_exact(&mut piece[..size]).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => ErrorCode::BackupDamaged,
            _ => ErrorCode::FileUnreadable,
        })?;
        each(&piece[..size])?;
        left -= u64::try_from(size).expect("a piece is small");
        progress((length - left) as f64 / length as f64);
    }
    Ok(())
}

impl App {
    /// Writes a backup of everything to a file that the person chooses.
    ///
    /// # Errors
    /// [`ErrorCode::WeakPassphrase`], [`ErrorCode::Cancelled`], or why the file cannot be written. Then a file that was
    /// there before still is.
    pub fn backup_save(&self, request: SaveBackupRequest) -> Result<SavedView, IpcError> {
        let passphrase = request.passphrase.map(Zeroizing::new);
        // Asked first, so that nobody chooses a file for nothing.
        let code = self.with_open(|open| recovery_code(&open.store))?;
        let secret = match request.with {
            BackupSecret::Passphrase => {
                let typed = passphrase.ok_or(ErrorCode::WeakPassphrase)?;
                Some(LockSecret::parse_passphrase(&typed).map_err(|_| ErrorCode::WeakPassphrase)?)
            }
            BackupSecret::RecoveryCode => None,
        };
        let name = text::file_backup(self.appearance().language, malaysian_date(self.clock.now()));
        let target = self.host.choose_target(FileKind::Backup, &name).ok_or(ErrorCode::Cancelled)?;
        let (header, key) = match secret {
            Some(passphrase) => {
                let header = BackupHeader::for_passphrase(Argon2Cost::default());
                let key = header.key_from_passphrase(&passphrase);
                (header, key)
            }
            None => {
                let header = BackupHeader::for_recovery();
                let key = header.key_from_recovery(&code);
                (header, key)
            }
        };
        let key = key.map_err(|error| refused(error, ErrorCode::Failed))?;
        telling(self.host.as_ref(), |progress| self.write_backup(&header, &key, &target, progress))
    }

    fn write_backup(
        &self,
        header: &BackupHeader,
        key: &BackupKey,
        target: &Path,
        progress: &Progress,
    ) -> Result<SavedView, IpcError> {
        // Only the copying needs the database. The copy is opened before anyone else may clear the folder it lies in.
        let mut payload = self.with_open(|open| {
            let file = workplace(&self.folder)?.join("payload.db");
            let database_key = DatabaseKey::from_bytes(&key.expose_database_key());
            let exported = export_to(&open.store, &database_key, &file, &part(progress, 0.0, EXPORTED));
            let opened = exported.map_err(refusal).and_then(|()| Ok(File::open(&file).map_err(StoreError::from)?));
            if opened.is_err() {
                // It goes before the next task at the latest.
                let _ = clear_workplace(&self.folder);
            }
            opened
        })?;
        let saved = write_framed(header, key, &mut payload, target, &part(progress, EXPORTED, 1.0));
        drop(payload);
        let _alone = self.session();
        // What is left there goes before the next task at the latest.
        let _ = clear_workplace(&self.folder);
        saved
    }

    /// Lets the person choose a backup file, and says what opens it.
    ///
    /// # Errors
    /// [`ErrorCode::Locked`], [`ErrorCode::Cancelled`], or why the file is not a backup that this app can read.
    pub fn backup_choose(&self) -> Result<ChosenBackupView, IpcError> {
        self.may_restore()?;
        self.chosen().backup = None;
        let path = self.host.choose_file(FileKind::Backup).ok_or(ErrorCode::Cancelled)?;
        let opens_with = BackupFile::open(&path)?.opens_with();
        let file = file_name(&path);
        self.chosen().backup = Some(path);
        Ok(ChosenBackupView { file, opens_with })
    }
}

fn write_framed(
    header: &BackupHeader,
    key: &BackupKey,
    payload: &mut File,
    target: &Path,
    progress: &Progress,
) -> Result<SavedView, IpcError> {
    let length = payload.metadata().map_err(StoreError::from)?.len();
    let encoded = header.encode(key, length);
    write_away(target, |out| {
        let mut mac = key.mac(&encoded);
        out.write_all(&encoded).map_err(StoreError::from)?;
        for_each_piece(payload, length, progress, |piece| {
            mac.update(piece);
            Ok(out.write_all(piece).map_err(StoreError::from)?)
        })?;
        Ok(out.write_all(&mac.finish()).map_err(StoreError::from)?)
    })
}
