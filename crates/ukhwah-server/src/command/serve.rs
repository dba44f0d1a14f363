//! Serves members.

use std::future::Future;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{begin, say};
use crate::Server;
use crate::config::Config;
use crate::outside::System;
use crate::serve::tls::Acceptor;
use crate::serve::{Listening, serve_with};
use crate::store::Database;

/// File descriptors beside those of connections.
const OTHER_FILES: u64 = 256;

/// Serves members until a signal comes.
pub(super) async fn serve(mut config: Config) -> Result<()> {
    log_to_stderr(config.log);
    if let Some(warning) = config.warning() {
        tracing::warn!("{warning}");
    }
    let told_to_end = told_to_end()?;
    make_room(config.limits.connections)?;
    let tls = config.tls.clone().map(|(certificate, key)| Acceptor::read(certificate, key)).transpose()?;
    let listener = listen(config.listen).await?;
    let operator = match config.operator_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    config.listen = listener.local_addr()?;
    config.origins = config.origins_at(config.listen);
    let database = Database::open(&config.database).await?;
    if begin::begin(&database, &config).await? {
        begin::first_invite(&database, &config).await?;
    }
    let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await?;
    if let Some(tls) = tls.clone() {
        tokio::spawn(renew(tls, signal(SignalKind::hangup())?));
    }
    let operator_at = operator.as_ref().map(TcpListener::local_addr).transpose()?;
    say(&format!("Listening on {}, as {}", config.listen, config.origins.join(", ")));
    if let Some(address) = operator_at {
        say(&format!("Health and metrics are at http://{address}"));
    }
    let listening = Listening { listener, tls, operator, grace: config.grace };
    serve_with(listening, server, told_to_end).await?;
    say("Ended.");
    Ok(())
}

async fn listen(address: std::net::SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("nothing can listen on {address}"))
}

/// Lines of JSON, without anything that says who asked.
fn log_to_stderr(level: tracing::Level) {
    tracing_subscriber::fmt().json().with_max_level(level).with_writer(std::io::stderr).init();
}

/// Raises the limit of file descriptors to what the connections need.
fn make_room(connections: usize) -> Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let needed = connections as u64 + OTHER_FILES;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= needed) {
        return Ok(());
    }
    let more = Rlimit { current: Some(maximum.map_or(needed, |maximum| maximum.min(needed))), maximum };
    setrlimit(Resource::Nofile, more).context("the limit of open files cannot be raised")?;
    if maximum.is_some_and(|maximum| maximum < needed) {
        anyhow::bail!(
            "{connections} connections need {needed} open files, and the system allows {}: \
             raise it (LimitNOFILE), or set fewer connections",
            maximum.unwrap_or(0)
        );
    }
    Ok(())
}

/// What ends when the operator, or the system, says so; it listens from now on.
fn told_to_end() -> Result<impl Future<Output = ()> + Send> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("ending: what has begun is finished");
    })
}

/// Reads the certificate again at each SIGHUP.
async fn renew(tls: Acceptor, mut hangup: Signal) {
    while hangup.recv().await.is_some() {
        match tls.read_again() {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => tracing::error!(%error, "the certificate stays as it was"),
        }
    }
}
