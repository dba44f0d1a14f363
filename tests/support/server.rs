//! A real server in this process, on loopback, with a database of its own.

use std::sync::Arc;
use std::thread::JoinHandle;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use ukhwah_server::config::Config;
use ukhwah_server::limit::rate::Rate;
use ukhwah_server::outside::System;
use ukhwah_server::store::{Address, Database};
use ukhwah_server::{Server, serve};

/// More than any test asks for.
const OFTEN: Rate = Rate { per_minute: 1_000_000, burst: 1_000_000 };

/// A server that runs until this is let go of.
pub struct Running {
    server: Arc<Server>,
    runtime: Arc<Runtime>,
    shutdown: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
    _folder: TempDir,
}

impl Running {
    /// Starts one on a new file of SQLite.
    ///
    /// # Panics
    /// If there is no port or no room.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let runtime = Arc::new(Runtime::new().expect("a runtime"));
        let (server, listener) = runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = Address::Sqlite(folder.path().join("server.db"));
            let mut config = Config::on(address.clone());
            config.origins = config.origins_at(listener.local_addr().expect("its address"));
            let limits = &mut config.limits;
            (limits.logins, limits.pairings, limits.pushes) = (OFTEN, OFTEN, OFTEN);
            let database = Database::open(&address).await.expect("opened");
            Server::found(&database, &[7; 32], &System).await.expect("founded");
            let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await.expect("begun");
            (server, listener)
        });
        let (shutdown, told) = oneshot::channel();
        let (running, served) = (Arc::clone(&runtime), Arc::clone(&server));
        let serving = std::thread::spawn(move || {
            let ended = async {
                let _ = told.await;
            };
            running.block_on(serve(listener, served, ended)).expect("served");
        });
        Self { server, runtime, shutdown: Some(shutdown), serving: Some(serving), _folder: folder }
    }

    /// A new invite, as it is handed to a person.
    ///
    /// # Panics
    /// If the database fails.
    #[must_use]
    pub fn invite(&self) -> String {
        self.runtime.block_on(self.server.invite(false)).expect("an invite").expose()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.shutdown.take());
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}
