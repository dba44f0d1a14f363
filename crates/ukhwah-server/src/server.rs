//! What the parts of a running server share. No record, login or challenge is in here: several may run on one database.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;
use ukhwah_protocol::id::{Fingerprint, HistoryId, OrgId, VerifyKey};
use ukhwah_protocol::invite::{Invite, InviteCode};
use ukhwah_protocol::message;
use ukhwah_protocol::root::Root;

use crate::config::{Config, Limits};
use crate::error::Failure;
use crate::invite::create::CreateInvite;
use crate::limit::rate::Rates;
use crate::limit::room::Room;
use crate::mailbox::count::Count;
use crate::metrics::Metrics;
use crate::outside::{Clock, Random, System, make};
use crate::store::tables::server::ServerRow;
use crate::store::{Database, Store, StoreError};
use crate::upkeep::begin::{Begin, ReadServer};
use crate::upkeep::restore::Restored;
use crate::waiting::Waiting;

/// A server on its database, before and while it listens.
pub struct Server {
    pub(crate) database: Database,
    pub(crate) org: OrgId,
    pub(crate) root: Vec<u8>,
    pub(crate) origins: Vec<String>,
    pub(crate) behind_proxy: bool,
    pub(crate) limits: Limits,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) waiting: Waiting,
    pub(crate) rates: AllRates,
    pub(crate) room: Room,
    pub(crate) messages: Count,
    pub(crate) metrics: Arc<Metrics>,
    /// Whether it is about to end.
    pub(crate) closing: watch::Sender<bool>,
    /// Whether the database answered when it was last asked.
    pub(crate) is_ready: AtomicBool,
}

/// The buckets of each kind of call.
pub(crate) struct AllRates {
    pub(crate) joins: Rates,
    pub(crate) logins: Rates,
    pub(crate) answers: Rates,
    pub(crate) pairings: Rates,
    pub(crate) pushes: Rates,
    pub(crate) calls: Rates,
    pub(crate) heavy: Rates,
}

/// Why a server could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no organization yet.
    #[error("the database is new: `ukhwah-server init` makes the organization's root first")]
    New,
}

impl Server {
    /// Opens the database that a configuration names.
    ///
    /// # Errors
    /// If it cannot be opened, or `init` was not run.
    pub async fn open(config: &Config) -> Result<Arc<Self>, OpenError> {
        let database = Database::open(&config.database).await?;
        Self::on(database, config, Arc::new(System), Arc::new(System)).await
    }

    /// Opens it on a database, with a clock and randomness of one's own.
    ///
    /// # Errors
    /// If it cannot be read, or `init` was not run.
    pub async fn on(
        database: Database,
        config: &Config,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Arc<Self>, OpenError> {
        let ServerRow { root, .. } = database.read(ReadServer).await.map_err(stored)?.ok_or(OpenError::New)?;
        let limits = config.limits;
        Ok(Arc::new(Self {
            database,
            org: Fingerprint::of(&root).org_id(),
            root,
            origins: config.origins.clone(),
            behind_proxy: config.behind_proxy,
            limits,
            clock,
            random,
            waiting: Waiting::default(),
            rates: AllRates {
                joins: Rates::new(limits.logins),
                logins: Rates::new(limits.logins),
                answers: Rates::new(limits.logins),
                pairings: Rates::new(limits.pairings),
                pushes: Rates::new(limits.pushes),
                calls: Rates::new(limits.calls),
                heavy: Rates::new(limits.heavy),
            },
            room: Room::default(),
            messages: Count::default(),
            metrics: Arc::default(),
            closing: watch::Sender::new(false),
            is_ready: AtomicBool::new(true),
        }))
    }

    /// Whether `init` was run on a database.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn has_begun(database: &Database) -> Result<bool, StoreError> {
        Ok(database.read(ReadServer).await.map_err(failed)?.is_some())
    }

    /// Begins another life of a database that was restored.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn restored(database: &Database, random: &dyn Random) -> Result<(), StoreError> {
        database.write(Restored { history: HistoryId(make(random)) }).await.map_err(failed)
    }

    /// Begins a new database with the root of an organization, whose secret key is given; none if it has one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn found(
        database: &Database,
        key: &[u8; 32],
        random: &dyn Random,
    ) -> Result<Option<Fingerprint>, StoreError> {
        let verify = ed25519_dalek::SigningKey::from_bytes(key).verifying_key();
        let root = message::write(&Root { version: 1, threshold: 1, keys: vec![VerifyKey(verify.to_bytes())] });
        let fingerprint = Fingerprint::of(&root);
        let row = ServerRow { history: HistoryId(make(random)), root };
        let is_new = database.write(Begin(row)).await.map_err(failed)?;
        Ok(is_new.then_some(fingerprint))
    }

    /// Makes an invite on behalf of the operator, whose code is known to nobody but the caller.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invite(&self, is_admin: bool) -> Result<Invite, StoreError> {
        let code = InviteCode::from_random(make(self.random.as_ref()));
        let secrets = code.derive_secrets();
        let (id, token_hash) = (secrets.id, secrets.token.hash());
        let invite = CreateInvite { by: None, id, token_hash, is_admin, now: self.clock.seconds() };
        self.database.write(invite).await.map_err(failed)?;
        let origin = self.origins.first().cloned().unwrap_or_default();
        Ok(Invite { origin, fingerprint: Fingerprint::of(&self.root), code })
    }

    /// The addresses that members dial, the first for invites.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// The organization that it serves.
    #[must_use]
    pub const fn org(&self) -> OrgId {
        self.org
    }

    /// For how many accounts somebody waits at this moment.
    #[must_use]
    pub fn waiting_count(&self) -> usize {
        self.waiting.count()
    }

    /// How many calls of devices are being carried out at this moment.
    #[must_use]
    pub fn call_count(&self) -> usize {
        self.room.call_count()
    }

    /// How many connections are open at this moment.
    #[must_use]
    pub fn connection_count(&self) -> u64 {
        self.metrics.connections.load(Ordering::Relaxed)
    }

    /// Its database.
    #[must_use]
    pub const fn database(&self) -> &Database {
        &self.database
    }
}

/// Waits until the server is about to end.
pub(crate) async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error says that the server is gone already.
    let _ = closing.wait_for(|is_closing| *is_closing).await;
}

/// The error of one of the operator's own verbs, which are never refused.
#[must_use]
pub fn failed(failure: Failure) -> StoreError {
    match failure {
        Failure::Store(error) => error,
        Failure::Refused(refusal) => StoreError::Failed(refusal.title.to_owned()),
    }
}

fn stored(failure: Failure) -> OpenError {
    OpenError::Store(failed(failure))
}
