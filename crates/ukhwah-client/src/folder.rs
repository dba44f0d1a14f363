//! The folder of a profile: which file is where, and how a file is replaced without a moment in which it is gone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The folder in which one profile keeps everything.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Takes this folder, which need not exist yet.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Makes the folder, readable by its owner alone.
    pub(crate) fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&self.0, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join("records.db")
    }

    /// The wrapped keys.
    pub(crate) fn keys(&self) -> PathBuf {
        self.0.join("keys.json")
    }

    /// The main key, bare, where the device has no key store and the person set no lock.
    pub(crate) fn bare_main_key(&self) -> PathBuf {
        self.0.join("main.key")
    }

    /// The key of the cards, bare, where the device has no key store.
    pub(crate) fn bare_device_key(&self) -> PathBuf {
        self.0.join("device.key")
    }

    /// How often this copy was opened, where the device has no key store.
    pub(crate) fn launches(&self) -> PathBuf {
        self.0.join("launches")
    }

    /// The help card.
    pub(crate) fn help_card(&self) -> PathBuf {
        self.0.join("help.card")
    }

    /// The reminder card.
    pub(crate) fn reminder_card(&self) -> PathBuf {
        self.0.join("reminder.card")
    }

    /// What this device logs in to a server with, sealed under the main key. It belongs to the device: no backup has it.
    pub(crate) fn device_secrets(&self) -> PathBuf {
        self.0.join("device.secrets")
    }

    /// The person's own sound for reminders.
    pub(crate) fn own_sound(&self) -> PathBuf {
        self.0.join("own.sound")
    }

    /// Language, colours, size of text.
    pub(crate) fn appearance(&self) -> PathBuf {
        self.0.join("appearance.json")
    }

    /// Failed tries to unlock.
    pub(crate) fn tries(&self) -> PathBuf {
        self.0.join("tries.json")
    }

    /// Held by the one running app that may write here.
    pub(crate) fn occupied(&self) -> PathBuf {
        self.0.join("occupied")
    }

    /// The folder of the automatic backups.
    pub(crate) fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// The folder of files made to be shown, emptied at every start.
    pub(crate) fn papers(&self) -> PathBuf {
        self.0.join("papers")
    }

    /// The profile's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// Replaces a file by new content: at any moment either the old or the new one is there, whole. One at a time, since
/// all who replace a file write the new one under the same unfinished name.
///
/// # Errors
/// If it cannot be written; the old one is then still there.
pub(crate) fn replace(file: &Path, content: &[u8]) -> io::Result<()> {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let unfinished = file.with_extension("unfinished");
    let written = write_private(&unfinished, content).and_then(|()| fs::rename(&unfinished, file));
    if written.is_err() {
        // The next try overwrites a leftover.
        let _ = fs::remove_file(&unfinished);
        return written;
    }
    sync_folder(file)
}

/// Writes a file that only its owner may read, and waits until it is on the disk.
fn write_private(file: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut opened = options.open(file)?;
    opened.write_all(content)?;
    opened.sync_all()
}

fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(folder) = file.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The content of a file; `None` if there is no such file.
pub(crate) fn read(file: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives a file another name beside its own, one that is free.
pub(crate) fn set_aside(file: &Path) -> io::Result<()> {
    let names = (1..).map(|count: u32| file.with_extension(format!("damaged-{count}")));
    let free = names.into_iter().find(|path| !path.exists()).expect("one of all numbers is free");
    fs::rename(file, free)?;
    sync_folder(file)
}

/// Writes zeros over what a file holds, in place: cut off first, the old bytes would stay on the disk.
fn overwrite(file: &Path, length: u64) -> io::Result<()> {
    let mut opened = File::options().write(true).open(file)?;
    io::copy(&mut io::repeat(0).take(length), &mut opened)?;
    opened.sync_all()
}

/// Removes a file, after overwriting it; one that was never there is removed already.
pub(crate) fn destroy(file: &Path) -> io::Result<()> {
    match fs::metadata(file) {
        Ok(found) => {
            overwrite(file, found.len())?;
            fs::remove_file(file)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_replaced_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("card");
        replace(&file, b"old").expect("written");
        // A folder in the way of the unfinished file makes writing fail, for root too.
        fs::create_dir(file.with_extension("unfinished")).expect("made");
        assert!(replace(&file, b"new").is_err());
        assert_eq!(read(&file).expect("readable").as_deref(), Some(&b"old"[..]));
    }

    #[test]
    fn a_file_that_many_replace_at_once_is_always_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("card");
        let whole = |content: &[u8]| content.len() == 1 << 16 && content.iter().all(|byte| *byte == content[0]);
        std::thread::scope(|scope| {
            for byte in 0..4_u8 {
                let file = &file;
                scope.spawn(move || {
                    for _ in 0..20 {
                        replace(file, &vec![byte; 1 << 16]).expect("written");
                        assert!(whole(&read(file).expect("readable").expect("there")));
                    }
                });
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_what_is_written() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("card");
        replace(&file, b"x").expect("written");
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_destroyed_is_overwritten_where_it_lies() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, other) = (folder.path().join("key"), folder.path().join("same"));
        replace(&file, b"secret").expect("written");
        // A second name for the same bytes on the disk.
        fs::hard_link(&file, &other).expect("linked");
        destroy(&file).expect("destroyed");
        assert_eq!(fs::read(&other).expect("readable"), [0; 6]);
    }

    #[test]
    fn what_is_destroyed_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("key");
        replace(&file, b"secret").expect("written");
        destroy(&file).expect("destroyed");
        destroy(&file).expect("still destroyed");
        assert_eq!(read(&file).expect("readable"), None);
    }
}
