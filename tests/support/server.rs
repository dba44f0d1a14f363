//! A real server on loopback in this process, for tests that do not wait for futures themselves.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use ukhwah_protocol::invite::Invite;
use ukhwah_server::config::Config;
use ukhwah_server::limit::rate::Rate;
use ukhwah_server::outside::System;
use ukhwah_server::store::{Address, Database};
use ukhwah_server::{Server, serve};

/// More than any test asks for.
const OFTEN: Rate = Rate { per_minute: 1_000_000, burst: 1_000_000 };

/// A server on a SQLite file of its own, which ends with this.
pub struct RunningServer {
    /// What its invites name: scheme, host and port.
    pub origin: String,
    server: Option<Arc<Server>>,
    shutdown: Option<oneshot::Sender<()>>,
    // The last two to go: the server runs on the one and writes into the other.
    runtime: Option<Runtime>,
    folder: TempDir,
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        self.stop();
    }
}

impl RunningServer {
    /// Starts one on a free port; it lets callers ask as often as they like.
    ///
    /// # Panics
    /// If this machine has no port or no room for a file.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::on(folder, 0)
    }

    fn on(folder: TempDir, port: u16) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let (listener, server) = runtime.block_on(Self::open(&folder, port));
        let (shutdown, told) = oneshot::channel();
        runtime.spawn(serve(listener, Arc::clone(&server), async {
            let _ = told.await;
        }));
        let origin = server.origins()[0].clone();
        Self { origin, server: Some(server), shutdown: Some(shutdown), runtime: Some(runtime), folder }
    }

    /// Does something while the server is away; it comes back on the same port, with what it had.
    ///
    /// # Panics
    /// If something else took the port meanwhile.
    pub fn away(&mut self, meanwhile: impl FnOnce()) {
        let port = self.address().port();
        self.stop();
        meanwhile();
        let empty = tempfile::tempdir().expect("a folder");
        let folder = std::mem::replace(&mut self.folder, empty);
        *self = Self::on(folder, port);
    }

    fn stop(&mut self) {
        drop(self.shutdown.take());
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(std::time::Duration::from_secs(5));
        }
        // It holds its file as long as it is there.
        drop(self.server.take());
    }

    async fn open(folder: &TempDir, port: u16) -> (TcpListener, Arc<Server>) {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await.expect("a port");
        let mut config = Config::on(Address::Sqlite(folder.path().join("server.db")));
        config.origins = config.origins_at(listener.local_addr().expect("its address"));
        (config.limits.logins, config.limits.pairings, config.limits.pushes) = (OFTEN, OFTEN, OFTEN);
        let database = Database::open(&config.database).await.expect("opened");
        if port == 0 {
            Server::found(&database, &[7; 32], &System).await.expect("founded");
        }
        let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await.expect("begun");
        (listener, server)
    }

    /// Where it listens.
    ///
    /// # Panics
    /// Never: the origin was made of an address.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.origin.trim_start_matches("http://").parse().expect("the origin is an address")
    }

    /// The file that it writes into.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("server.db")
    }

    /// An invite by the operator.
    ///
    /// # Panics
    /// If the database fails.
    #[must_use]
    pub fn invite(&self, is_admin: bool) -> Invite {
        let runtime = self.runtime.as_ref().expect("it runs until it is dropped");
        runtime
            .block_on(self.server.as_ref().expect("it runs until it is dropped").invite(is_admin))
            .expect("an invite")
    }
}
