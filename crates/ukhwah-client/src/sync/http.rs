//! The organization's server over HTTP: each call of the protocol, with a login whenever one is needed.

mod answer;

use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use answer::{read, send};
use minicbor::Encode;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::tls::Version;
use reqwest::{Certificate, Client, Method, RequestBuilder, Url};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use ukhwah_protocol::api::{Fault, SyncApi};
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{Nonce, RecordId, Rendezvous, SpaceId, Token};
use ukhwah_protocol::message::{
    self, Ack, AckKeyring, Challenge, ChallengeRequest, Changes, CreateAccount, Cursor, Hello, IndexPage,
    KeyringChange, KeyringChanged, KeyringState, Login, LoginRequest, MEDIA_TYPE, NewSheet, Purge, Purged, Push,
    PushAnswers, PushItem, WaitAnswer,
};

use crate::network::{https_client, is_allowed};

/// For so long an answer is waited for: a page of changes may take a while over a slow network.
const PATIENCE: Duration = Duration::from_secs(60);
/// The media type of what is no message of the protocol.
const BYTES: &str = "application/octet-stream";

/// Who logs in, and how.
pub(crate) trait LogsIn: Send + Sync {
    /// The device or sheet.
    fn subject(&self) -> [u8; 16];
    /// Answers a challenge of the server at `origin`.
    fn answer(&self, origin: &str, nonce: Nonce) -> LoginRequest;
}

/// A server, as one device or sheet sees it.
pub(crate) struct HttpServer {
    origin: String,
    /// How long the whole of an answer may take.
    patience: Duration,
    client: Client,
    runtime: Detached,
    who: Option<Box<dyn LogsIn>>,
    token: Mutex<Option<Token>>,
    /// Held by whoever logs in: each log-in ends the token of the one before.
    at_door: Mutex<()>,
    /// Another copy of this device has logged in: then this one does so no more.
    is_copied: AtomicBool,
    /// The page of changes that is asked for next, on its way while the last one is being kept.
    ahead: Mutex<Option<Ahead>>,
}

/// A runtime that ends at once: to look up a name can take half a minute, and nobody waits for that to lock the app.
struct Detached(Option<Runtime>);

impl Deref for Detached {
    type Target = Runtime;

    fn deref(&self) -> &Runtime {
        self.0.as_ref().expect("it is there until it is dropped")
    }
}

impl Drop for Detached {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// An answer that nobody has waited for yet.
struct Ahead {
    space: SpaceId,
    cursor: Cursor,
    limit: u16,
    answer: JoinHandle<Result<Vec<u8>, Fault>>,
}

/// Why there is no way to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DialError {
    #[error("the address is not one that may be asked")]
    Address,
    #[error("the certificate is not one")]
    Certificate,
    #[error("nothing could be made to ask with")]
    Failed,
}

/// One request, before its login.
struct Asked<'a> {
    method: Method,
    path: &'a str,
    query: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
    media: &'static str,
    /// How long an answer may take to begin, beside the time for the answer itself.
    waits: Duration,
}

impl<'a> Asked<'a> {
    fn get(path: &'a str) -> Self {
        Self { method: Method::GET, path, query: Vec::new(), body: None, media: MEDIA_TYPE, waits: Duration::ZERO }
    }

    fn with<M: Encode<()>>(method: Method, path: &'a str, body: &M) -> Self {
        Self { method, body: Some(message::write(body)), ..Self::get(path) }
    }

    fn post<M: Encode<()>>(path: &'a str, body: &M) -> Self {
        Self::with(Method::POST, path, body)
    }
}

impl HttpServer {
    /// A way to the server at `origin` (scheme, host and port), whose certificate `authority`, a PEM file of the
    /// organization, vouches for beside the public roots. Nothing is asked yet.
    pub(crate) fn new(origin: &str, authority: Option<&[u8]>, who: Option<Box<dyn LogsIn>>) -> Result<Self, DialError> {
        let address = Url::parse(origin).ok().filter(is_allowed).ok_or(DialError::Address)?;
        let authority = authority.map(Certificate::from_pem).transpose().map_err(|_| DialError::Certificate)?;
        let client = https_client(PATIENCE, authority, Version::TLS_1_3).map_err(|error| {
            tracing::error!(%error, "no client was made");
            DialError::Failed
        })?;
        let runtime =
            Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(|_| DialError::Failed)?;
        let origin = address.origin().ascii_serialization();
        Ok(Self {
            origin,
            patience: PATIENCE,
            client,
            runtime: Detached(Some(runtime)),
            who,
            token: Mutex::default(),
            at_door: Mutex::default(),
            is_copied: AtomicBool::new(false),
            ahead: Mutex::default(),
        })
    }

    /// The server's address, in the one form that logins sign.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Joins an organization.
    pub(crate) fn create_account(&self, request: &CreateAccount) -> Result<(), Fault> {
        self.ask(&Asked::post("/v1/accounts", request), None).map(|_| ())
    }

    /// Logs in at once, to learn what the server says to that.
    pub(crate) fn log_in(&self) -> Result<Login, Fault> {
        let _alone = self.at_door();
        self.log_in_alone()
    }

    /// The caller is at the door.
    fn log_in_alone(&self) -> Result<Login, Fault> {
        let who = self.who.as_ref().ok_or(Fault::refused(ErrorCode::AuthFailed))?;
        let asked = ChallengeRequest { subject: who.subject() };
        let challenge: Challenge = read(&self.ask(&Asked::post("/v1/auth/challenge", &asked), None)?)?;
        let answer = who.answer(&self.origin, challenge.nonce);
        let login: Login = read(&self.ask(&Asked::post("/v1/auth/token", &answer), None)?)?;
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some(login.token.clone());
        Ok(login)
    }

    /// Whether another copy of this device has logged in since.
    pub(crate) fn is_copied(&self) -> bool {
        self.is_copied.load(Ordering::Relaxed)
    }

    /// From now on it does not log in by itself, since another copy of this device has.
    pub(crate) fn stay_out(&self) {
        self.is_copied.store(true, Ordering::Relaxed);
    }

    /// Leaves a message for the other device of a pairing.
    pub(crate) fn leave(&self, rendezvous: Rendezvous, slot: u8, bytes: &[u8]) -> Result<(), Fault> {
        let path = format!("/v1/pairing/{rendezvous}/{slot}");
        let asked = Asked { method: Method::POST, body: Some(bytes.to_vec()), media: BYTES, ..Asked::get(&path) };
        self.ask(&asked, None).map(|_| ())
    }

    /// Takes the other device's message, which goes away with that; `None` if there is none after `seconds`.
    pub(crate) fn collect(&self, rendezvous: Rendezvous, slot: u8, seconds: u64) -> Result<Option<Vec<u8>>, Fault> {
        let query = vec![("seconds", seconds.to_string())];
        match self.ask(&Asked { query, ..Asked::get(&format!("/v1/pairing/{rendezvous}/{slot}")) }, None) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.code() == Some(ErrorCode::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Makes a recovery sheet the one that opens the account.
    pub(crate) fn set_sheet(&self, sheet: &NewSheet) -> Result<(), Fault> {
        self.ask_as_member(&Asked::with(Method::PUT, "/v1/recovery/sheet", sheet)).map(|_| ())
    }

    /// Ends the account, with all that the server holds of it.
    pub(crate) fn delete_account(&self, act: &message::SignedAct) -> Result<(), Fault> {
        self.ask_as_member(&Asked::with(Method::DELETE, "/v1/accounts/me", act)).map(|_| ())
    }

    /// Waits at most `seconds` for a change in one of these spaces, or of the keyring.
    pub(crate) fn wait(&self, heads: &[(SpaceId, u64)], keyring: u64, seconds: u64) -> Result<WaitAnswer, Fault> {
        let heads: Vec<String> = heads.iter().map(|(space, head)| format!("{space}:{head}")).collect();
        let query =
            vec![("heads", heads.join(",")), ("keyring", keyring.to_string()), ("seconds", seconds.to_string())];
        let waits = Duration::from_secs(seconds);
        read(&self.ask_as_member(&Asked { query, waits, ..Asked::get("/v1/wait") })?)
    }

    fn ask_as_member(&self, asked: &Asked<'_>) -> Result<Vec<u8>, Fault> {
        self.as_member(|token| self.ask(asked, Some(token)))
    }

    /// Asks with a token, and once more with a new one if that has ended.
    fn as_member(&self, mut ask: impl FnMut(&Token) -> Result<Vec<u8>, Fault>) -> Result<Vec<u8>, Fault> {
        let token = self.token_after(None)?;
        let answered = match ask(&token) {
            Err(fault) if self.has_ended(&token, &fault) => ask(&self.token_after(Some(&token))?),
            answered => answered,
        };
        if answered.as_ref().is_err_and(|fault| fault.code() == Some(ErrorCode::TokenSuperseded)) {
            self.stay_out();
        }
        answered
    }

    /// The token in use; a new one where there is none but `ended`.
    fn token_after(&self, ended: Option<&Token>) -> Result<Token, Fault> {
        let _alone = self.at_door();
        match self.token() {
            Some(token) if Some(&token) != ended => Ok(token),
            _ if self.is_copied() => Err(Fault::refused(ErrorCode::TokenSuperseded)),
            _ => Ok(self.log_in_alone()?.token),
        }
    }

    /// Whether a token has run out, or gave way to another one of this process; not if another copy of the device took its
    /// place.
    fn has_ended(&self, token: &Token, fault: &Fault) -> bool {
        match fault.code() {
            Some(ErrorCode::TokenExpired) => true,
            Some(ErrorCode::TokenSuperseded) => self.token().as_ref() != Some(token),
            _ => false,
        }
    }

    fn at_door(&self) -> MutexGuard<'_, ()> {
        self.at_door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn token(&self) -> Option<Token> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn ask(&self, asked: &Asked<'_>, token: Option<&Token>) -> Result<Vec<u8>, Fault> {
        // What was read ahead is of before this.
        drop(self.take_ahead());
        let request = self.request(asked, token)?;
        self.runtime.block_on(send(request))
    }

    fn request(&self, asked: &Asked<'_>, token: Option<&Token>) -> Result<RequestBuilder, Fault> {
        let mut address = Url::parse(&self.origin).map_err(|_| Fault::NotAServer)?;
        address.set_path(asked.path);
        if !asked.query.is_empty() {
            // All of them are digits, colons and commas, which stand in an address as they are.
            let pairs: Vec<_> = asked.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            address.set_query(Some(&pairs.join("&")));
        }
        let mut request = self.client.request(asked.method.clone(), address).timeout(asked.waits + self.patience);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, token.to_authorization());
        }
        if let Some(body) = &asked.body {
            request = request.header(CONTENT_TYPE, asked.media).body(body.clone());
        }
        Ok(request)
    }

    fn take_ahead(&self) -> Option<Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A page that was read ahead; none if it is another one, or it did not come: then it is asked for as any other.
    fn page_ahead(&self, space: SpaceId, cursor: Option<&Cursor>, limit: u16) -> Option<Vec<u8>> {
        let mut ahead = self.take_ahead()?;
        let is_this = (ahead.space, Some(&ahead.cursor), ahead.limit) == (space, cursor, limit);
        if is_this { self.runtime.block_on(&mut ahead.answer).ok()?.ok() } else { None }
    }

    fn read_ahead(&self, space: SpaceId, cursor: &Cursor, limit: u16) {
        let path = changes_path(space);
        let asked = Asked { query: changes_query(Some(cursor), limit), ..Asked::get(&path) };
        if let Ok(request) = self.request(&asked, self.token().as_ref()) {
            let answer = self.runtime.spawn(send(request));
            let ahead = Ahead { space, cursor: cursor.clone(), limit, answer };
            *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some(ahead);
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.answer.abort();
    }
}

fn changes_path(space: SpaceId) -> String {
    format!("/v1/spaces/{space}/changes")
}

fn changes_query(cursor: Option<&Cursor>, limit: u16) -> Vec<(&'static str, String)> {
    let limit = ("limit", limit.to_string());
    std::iter::once(limit).chain(cursor.map(|cursor| ("cursor", hex::encode(&cursor.0)))).collect()
}

impl SyncApi for HttpServer {
    fn hello(&self) -> Result<Hello, Fault> {
        read(&self.ask(&Asked::get("/v1/hello"), None)?)
    }

    fn keyring(&self) -> Result<KeyringState, Fault> {
        read(&self.ask_as_member(&Asked::get("/v1/keyring"))?)
    }

    fn change_keyring(&self, change: &KeyringChange) -> Result<KeyringChanged, Fault> {
        read(&self.ask_as_member(&Asked::with(Method::PUT, "/v1/keyring", change))?)
    }

    fn ack_keyring(&self, epoch: u32) -> Result<(), Fault> {
        self.ask_as_member(&Asked::post("/v1/keyring/ack", &AckKeyring { epoch })).map(|_| ())
    }

    fn changes(&self, space: SpaceId, cursor: Option<&Cursor>, limit: u16) -> Result<Changes, Fault> {
        let bytes = match self.page_ahead(space, cursor, limit) {
            Some(bytes) => bytes,
            None => {
                let path = changes_path(space);
                self.ask_as_member(&Asked { query: changes_query(cursor, limit), ..Asked::get(&path) })?
            }
        };
        let page: Changes = read(&bytes)?;
        if page.more {
            self.read_ahead(space, &page.cursor, limit);
        }
        Ok(page)
    }

    fn push(&self, space: SpaceId, items: &[PushItem], meanwhile: &mut dyn FnMut()) -> Result<PushAnswers, Fault> {
        let path = format!("/v1/spaces/{space}/records");
        let asked = Asked::post(&path, &Push { items: items.to_vec() });
        let mut meanwhile = Some(meanwhile);
        read(&self.as_member(|token| {
            drop(self.take_ahead());
            let answer = self.runtime.spawn(send(self.request(&asked, Some(token))?));
            if let Some(meanwhile) = meanwhile.take() {
                meanwhile();
            }
            self.runtime.block_on(answer).unwrap_or(Err(Fault::Unreachable))
        })?)
    }

    fn index(&self, space: SpaceId, after: Option<RecordId>) -> Result<IndexPage, Fault> {
        let query = after.map(|after| ("after", after.to_string())).into_iter().collect();
        read(&self.ask_as_member(&Asked { query, ..Asked::get(&format!("/v1/spaces/{space}/index")) })?)
    }

    fn ack(&self, space: SpaceId, seq: u64) -> Result<(), Fault> {
        self.ask_as_member(&Asked::post(&format!("/v1/spaces/{space}/acks"), &Ack { seq })).map(|_| ())
    }

    fn purge(&self, space: SpaceId, ids: &[RecordId]) -> Result<Vec<RecordId>, Fault> {
        let asked = Purge { ids: ids.to_vec() };
        let purged: Purged = read(&self.ask_as_member(&Asked::post(&format!("/v1/spaces/{space}/purge"), &asked))?)?;
        Ok(purged.ids)
    }
}

#[cfg(test)]
mod tests;
