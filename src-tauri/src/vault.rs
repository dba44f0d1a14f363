//! The key store of the operating system, asked on a thread of its own, since it may hang behind a prompt.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use keyring_core::{CredentialStore, Error};
use ukhwah_client::vault::{KeyVault, VaultError};
use zeroize::Zeroizing;

use crate::patience::PATIENCE;

type Answer = Result<Option<Zeroizing<Vec<u8>>>, VaultError>;

struct Question {
    name: String,
    wish: Wish,
    answer: Sender<Answer>,
}

enum Wish {
    Get,
    Set(Zeroizing<Vec<u8>>),
    Delete,
}

/// The operating system's key store.
pub(crate) struct OsVault {
    profile: String,
    service: String,
    /// The thread that asks; none before the first question and after one that was never answered.
    thread: Mutex<Option<Sender<Question>>>,
}

impl OsVault {
    pub(crate) fn new(service: &str, profile: &str) -> Self {
        Self { profile: profile.to_owned(), service: service.to_owned(), thread: Mutex::new(None) }
    }

    fn ask(&self, name: &str, wish: Wish) -> Answer {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let (answer, answered) = channel();
        let question = Question { name: format!("{}/{name}", self.profile), wish, answer };
        let asked = thread.get_or_insert_with(|| spawn(self.service.clone())).send(question);
        let heard = asked.ok().and_then(|()| answered.recv_timeout(PATIENCE).ok());
        if heard.is_none() {
            // The thread hangs behind whatever the system is doing; the next question gets a new one.
            *thread = None;
        }
        heard.unwrap_or(Err(VaultError::Silent))
    }
}

impl KeyVault for OsVault {
    fn get(&self, name: &str) -> Answer {
        self.ask(name, Wish::Get)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        self.ask(name, Wish::Set(Zeroizing::new(secret.to_vec()))).map(drop)
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.ask(name, Wish::Delete).map(drop)
    }
}

fn spawn(service: String) -> Sender<Question> {
    let (questions, asked) = channel();
    std::thread::spawn(move || answer_all(&service, &asked));
    questions
}

fn answer_all(service: &str, asked: &Receiver<Question>) {
    let mut store = None;
    for Question { name, wish, answer } in asked {
        if store.is_none() {
            store = open_store().ok();
        }
        let found = match &store {
            Some(store) => respond(store.as_ref(), service, &name, &wish),
            None => Err(VaultError::Absent),
        };
        // Nobody waits any more if it took too long.
        let _ = answer.send(found);
    }
}

fn respond(store: &CredentialStore, service: &str, name: &str, wish: &Wish) -> Answer {
    let entry = store.build(service, name, None).map_err(|error| reason(&error))?;
    let done = match wish {
        Wish::Get => entry.get_secret().map(|secret| Some(Zeroizing::new(secret))),
        Wish::Set(secret) => entry.set_secret(secret).map(|()| None),
        Wish::Delete => entry.delete_credential().map(|()| None),
    };
    match done {
        Ok(found) => Ok(found),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(reason(&error)),
    }
}

/// A locked store answers later, perhaps; one that is not there never does.
fn reason(error: &Error) -> VaultError {
    match error {
        Error::NoStorageAccess(_) | Error::Ambiguous(_) => VaultError::Silent,
        _ => VaultError::Absent,
    }
}

#[cfg(target_os = "linux")]
fn open_store() -> keyring_core::Result<std::sync::Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "windows")]
fn open_store() -> keyring_core::Result<std::sync::Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(any(target_os = "macos", target_os = "ios"))]
fn open_store() -> keyring_core::Result<std::sync::Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "android")]
fn open_store() -> keyring_core::Result<std::sync::Arc<CredentialStore>> {
    Ok(android_native_keyring_store::Store::new()?)
}
