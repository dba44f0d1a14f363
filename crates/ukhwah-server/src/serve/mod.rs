//! Listens, and serves whoever connects, until it is told to end.

mod connection;
mod seats;
mod stream;
pub mod tls;

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::mailbox::count::CountMessages;
use crate::record::heads::ReadAllHeads;
use crate::router;
use crate::server::Server;
use crate::store::sqlite::Sqlite;
use crate::store::{Database, Store};
use crate::upkeep::expire::Expire;
use connection::Serving;
use seats::Seats;

/// How often what has expired is let go of.
const EXPIRE: Duration = Duration::from_secs(60);
/// How often a database that others write to is asked what changed, or one that is read is tried again.
const ASK: Duration = Duration::from_secs(1);
/// How often the log of the database is tried to be emptied within a minute.
const TRIES: usize = 20;
/// How many accounts one question to it names.
const ASK_ABOUT: usize = 5_000;
/// After what the network refuses to accept, such as without file descriptors.
const REFUSED: Duration = Duration::from_millis(100);
/// Connections that are told that the server is full, at once; more are closed without a word.
const FULL: usize = 64;
/// Connections to the operator's address at once.
const OPERATOR: usize = 64;

/// Serves members on a listener until `shutdown` comes, then lets calls that have begun finish.
///
/// # Errors
/// If the listener has no address.
pub async fn serve(
    listener: TcpListener,
    server: Arc<Server>,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    serve_with(Listening { listener, tls: None, operator: None, grace: Duration::from_secs(30) }, server, shutdown)
        .await
}

/// Where a server listens, and how.
pub struct Listening {
    /// For members.
    pub listener: TcpListener,
    /// With TLS, if it does it itself.
    pub tls: Option<tls::Acceptor>,
    /// For the operator's own tools.
    pub operator: Option<TcpListener>,
    /// How long calls get to finish at the end.
    pub grace: Duration,
}

/// The same, with all that may be said.
///
/// # Errors
/// If a listener has no address.
pub async fn serve_with(
    listening: Listening,
    server: Arc<Server>,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let Listening { listener, tls, operator, grace } = listening;
    let limits = server.limits;
    let seats = Arc::new(Seats::new(limits.connections, limits.connections_per_address, FULL));
    let members = Serving::new(&server, router::members(Arc::clone(&server)), tls);
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(accept_all(listener, members, Arc::clone(&seats)));
    if let Some(operator) = operator {
        let serving = Serving::new(&server, router::operator(Arc::clone(&server)), None);
        tasks.spawn(accept_all(operator, serving, Arc::new(Seats::new(OPERATOR, OPERATOR, 0))));
    }
    tasks.spawn(keep_up(Arc::clone(&server)));
    if server.database.is_shared() {
        tasks.spawn(listen_to_others(Arc::clone(&server)));
    }
    shutdown.await;
    tasks.shutdown().await;
    server.closing.send_replace(true);
    if tokio::time::timeout(grace, seats.all_empty()).await.is_err() {
        tracing::warn!("calls did not finish in time");
    }
    Ok(())
}

async fn accept_all(listener: TcpListener, serving: Arc<Serving>, seats: Arc<Seats>) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Some(seat) = seats.take(peer.ip()) {
                    tokio::spawn(Arc::clone(&serving).serve(stream, peer.ip(), seat));
                } else {
                    serving.turned_away();
                }
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(REFUSED).await;
            }
        }
    }
}

/// Lets go of what has expired, and counts what is left.
async fn keep_up(server: Arc<Server>) {
    let mut ticks = tokio::time::interval(EXPIRE);
    loop {
        ticks.tick().await;
        if let Err(failure) = server.database.write(Expire { now: server.clock.seconds() }).await {
            tracing::warn!(?failure, "what has expired could not be let go of");
        }
        match server.database.read(CountMessages).await {
            Ok(all) => server.messages.set(all),
            Err(failure) => tracing::warn!(?failure, "the messages between devices could not be counted"),
        }
        if let Database::Sqlite(store) = &server.database {
            tidy(store).await;
        }
    }
}

/// Empties the log of the database, as soon as nobody reads in it.
async fn tidy(store: &Sqlite) {
    for _ in 0..TRIES {
        match store.tidy().await {
            Ok(true) => return,
            Ok(false) => tokio::time::sleep(ASK).await,
            Err(error) => return tracing::warn!(%error, "the log of the database could not be emptied"),
        }
    }
    tracing::warn!("the log of the database was not emptied: somebody reads in it all the time");
}

/// Asks a database that others write to where the accounts stand that somebody waits for here.
async fn listen_to_others(server: Arc<Server>) {
    let mut ticks = tokio::time::interval(ASK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let accounts = server.waiting.accounts();
        for some in accounts.chunks(ASK_ABOUT) {
            match server.database.read(ReadAllHeads { accounts: some.to_vec() }).await {
                Ok(all) => all.iter().for_each(|(account, heads)| server.waiting.raise(*account, heads)),
                Err(failure) => tracing::warn!(?failure, "where accounts stand could not be asked"),
            }
        }
    }
}
