//! Files that leave the profile, and the folder in which they and their like are made.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;

use ukhwah_store::{Progress, StoreError};

use crate::error::IpcError;
use crate::folder::Folder;
use crate::host::Host;
use crate::settings::{ProgressView, SavedView};

const WORK: &str = "work";

/// Writes a file where the person wants it: under its name it is whole, or what was there before.
///
/// # Errors
/// Whatever `write` returns, or why the file cannot be written; what was written of it is removed.
pub(crate) fn write_away(
    target: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), IpcError>,
) -> Result<SavedView, IpcError> {
    let unfinished = with_ending(target, ".unfinished");
    let written =
        write_whole(&unfinished, write).and_then(|()| Ok(fs::rename(&unfinished, target).map_err(StoreError::from)?));
    if let Err(error) = written {
        // If even this fails, the leftover's name says what it is.
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    // Not every folder can be waited for: a stick, a share.
    let _ = target.parent().map(|folder| File::open(folder).and_then(|opened| opened.sync_all()));
    Ok(SavedView { file: file_name(target), handed_over: false })
}

fn write_whole(file: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<(), IpcError>) -> Result<(), IpcError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut out = BufWriter::new(options.open(file).map_err(StoreError::from)?);
    write(&mut out)?;
    let finish = |mut out: BufWriter<File>| -> io::Result<()> {
        out.flush()?;
        out.get_ref().sync_all()
    };
    Ok(finish(out).map_err(StoreError::from)?)
}

/// A path's last part, as it is shown.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The path with this behind its name.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// A new, empty folder inside the profile for databases that are being made. What lies in it is always encrypted.
///
/// Whoever calls this holds the session, so that nothing else works there; only a process that was killed leaves
/// something in it.
pub(super) fn workplace(folder: &Folder) -> Result<PathBuf, StoreError> {
    clear_workplace(folder)?;
    folder.make()?;
    let work = folder.path().join(WORK);
    fs::create_dir(&work)?;
    Ok(work)
}

/// Removes that folder.
pub(super) fn clear_workplace(folder: &Folder) -> io::Result<()> {
    match fs::remove_dir_all(folder.path().join(WORK)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Runs a long task, telling the interface how far it is.
pub(super) fn telling<T>(host: &dyn Host, work: impl FnOnce(&Progress) -> T) -> T {
    std::thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        // SQLite keeps what it calls while it copies for longer than a borrowed host could be lent to it.
        scope.spawn(move || told.into_iter().for_each(|share| host.progress(ProgressView { share })));
        let progress: Progress = Arc::new(move |share| {
            // Nobody listens any more: then nobody misses it.
            let _ = tell.send(share);
        });
        work(&progress)
    })
}

/// The progress of one part of a task, which itself goes from 0 to 1.
pub(super) fn part(whole: &Progress, from: f64, to: f64) -> Progress {
    let whole = Arc::clone(whole);
    Arc::new(move |share| whole(from + share * (to - from)))
}
