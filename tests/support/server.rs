//! A real server on loopback in this process, for tests that do not wait for futures themselves.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use ukhwah_protocol::invite::Invite;
use ukhwah_server::Server;
use ukhwah_server::config::Config;
use ukhwah_server::limit::rate::Rate;
use ukhwah_server::outside::System;
use ukhwah_server::serve::tls::Acceptor;
use ukhwah_server::serve::{Listening, serve_with};
use ukhwah_server::store::sqlite::Sqlite;
use ukhwah_server::store::{Address, Database};

use crate::gate::Gate;

/// More than any test asks for.
const OFTEN: Rate = Rate { per_minute: 1_000_000, burst: 1_000_000 };

/// What its database is called.
const FILE: &str = "server.db";

/// A server on a SQLite file of its own, which ends with this.
pub struct RunningServer {
    /// What its invites name: scheme, host and port.
    pub origin: String,
    address: SocketAddr,
    /// By which other address it is known.
    gate: Option<String>,
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
        Self::on(folder, 0, None, None)
    }

    /// The same, whose invites lead through a gate.
    ///
    /// # Panics
    /// As [`RunningServer::start`].
    #[must_use]
    pub fn start_behind(gate: &Gate) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let server = Self::on(folder, 0, None, Some(gate.origin.clone()));
        gate.lead_to(server.address);
        server
    }

    /// The same with TLS, and a certificate that only its own organization vouches for: PEM, as `localhost`.
    ///
    /// # Panics
    /// As [`RunningServer::start`].
    #[must_use]
    pub fn start_with_certificate() -> (Self, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
        std::fs::write(&certificate, made.cert.pem()).expect("written");
        std::fs::write(&key, made.signing_key.serialize_pem()).expect("written");
        let tls = Acceptor::read(certificate, key).expect("a certificate");
        (Self::on(folder, 0, Some(tls), None), made.cert.pem())
    }

    fn on(folder: TempDir, port: u16, tls: Option<Acceptor>, gate: Option<String>) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let (listener, server) = runtime.block_on(Self::open(&folder, port, tls.is_some(), gate.as_deref()));
        let address = listener.local_addr().expect("its address");
        let (shutdown, told) = oneshot::channel();
        let listening = Listening { listener, tls, operator: None, grace: Duration::from_secs(30) };
        runtime.spawn(serve_with(listening, Arc::clone(&server), async {
            let _ = told.await;
        }));
        let origin = server.origins()[0].clone();
        Self { origin, address, gate, server: Some(server), shutdown: Some(shutdown), runtime: Some(runtime), folder }
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
        *self = Self::on(folder, port, None, self.gate.take());
    }

    /// Does something that the server has forgotten afterwards, as after a backup that was restored without a word.
    ///
    /// # Panics
    /// As [`RunningServer::away`], or if its database cannot be copied.
    pub fn forgets(&mut self, meanwhile: impl FnOnce()) {
        let kept = tempfile::tempdir().expect("a folder");
        Sqlite::copy(&self.file(), &kept.path().join(FILE)).expect("copied");
        meanwhile();
        self.stop();
        // The file of before may be closed a moment later; nobody looks at it again.
        let _before = std::mem::replace(&mut self.folder, kept);
        self.away(|| ());
    }

    /// How many accounts have somebody who waits for news.
    #[must_use]
    pub fn waiting_count(&self) -> usize {
        self.server.as_ref().map_or(0, |server| server.waiting_count())
    }

    /// Ends it, and with it every wait.
    pub fn stop(&mut self) {
        drop(self.shutdown.take());
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(5));
        }
        // It holds its file as long as it is there.
        drop(self.server.take());
    }

    async fn open(folder: &TempDir, port: u16, with_tls: bool, gate: Option<&str>) -> (TcpListener, Arc<Server>) {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await.expect("a port");
        let mut config = Config::on(Address::Sqlite(folder.path().join(FILE)));
        let address = listener.local_addr().expect("its address");
        config.origins = match with_tls {
            true => vec![format!("https://localhost:{}", address.port())],
            false => gate.map(str::to_owned).into_iter().chain(config.origins_at(address)).collect(),
        };
        (config.limits.logins, config.limits.pairings, config.limits.pushes) = (OFTEN, OFTEN, OFTEN);
        (config.limits.calls, config.limits.heavy) = (OFTEN, OFTEN);
        let database = Database::open(&config.database).await.expect("opened");
        if port == 0 {
            Server::found(&database, &[7; 32], &System).await.expect("founded");
        }
        let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await.expect("begun");
        (listener, server)
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The file that it writes into.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join(FILE)
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
