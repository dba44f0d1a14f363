//! A server in this process, on loopback.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use fastrand::Rng;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use ukhwah_protocol::invite::Invite;
use ukhwah_server::config::Config;
use ukhwah_server::limit::rate::Rate;
use ukhwah_server::outside::System;
use ukhwah_server::store::{Address, Database};
use ukhwah_server::{Server, serve};

use crate::member::{Caller, Device, Member};
use crate::wire::Wire;

/// More than any test asks for.
pub const OFTEN: Rate = Rate { per_minute: 1_000_000, burst: 1_000_000 };

/// A server that runs until this is let go of.
pub struct Running {
    pub address: SocketAddr,
    pub server: Arc<Server>,
    pub rng: Rng,
    shutdown: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<std::io::Result<()>>>,
    _folder: Option<TempDir>,
}

/// What tests change of a server's configuration.
pub type Change = fn(&mut Config);

impl Running {
    /// On a new file of SQLite.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, with other limits.
    pub async fn with(change: Change) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut running = Self::on(&sqlite(folder.path()), change).await;
        running._folder = Some(folder);
        running
    }

    /// On a database that others may use too.
    pub async fn on(database: &Address, change: Change) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let mut config = Config::on(database.clone());
        config.origins = config.origins_at(address);
        let limits = &mut config.limits;
        (limits.logins, limits.pairings, limits.pushes) = (OFTEN, OFTEN, OFTEN);
        (limits.calls, limits.heavy) = (OFTEN, OFTEN);
        change(&mut config);
        let database = Database::open(database).await.expect("opened");
        Server::found(&database, &[7; 32], &System).await.expect("founded");
        let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await.expect("begun");
        let (shutdown, told) = oneshot::channel();
        let serving = serve(listener, Arc::clone(&server), async {
            let _ = told.await;
        });
        let served = Some(tokio::spawn(serving));
        Self { address, server, rng: Rng::with_seed(1), shutdown: Some(shutdown), served, _folder: None }
    }

    /// Tells it to end.
    pub fn tell_to_end(&mut self) -> JoinHandle<std::io::Result<()>> {
        drop(self.shutdown.take());
        self.served.take().expect("it runs")
    }

    /// A caller on a connection of its own.
    pub fn caller(&self) -> Caller {
        Caller::on(Wire::to(self.address))
    }

    /// An invite by the operator.
    pub async fn invite(&self, is_admin: bool) -> Invite {
        self.server.invite(is_admin).await.expect("an invite")
    }

    /// A new member with a first device that has logged in.
    pub async fn member(&mut self) -> (Member, Device, Caller) {
        self.member_who(false).await
    }

    /// The same, who may invite or not.
    pub async fn member_who(&mut self, is_admin: bool) -> (Member, Device, Caller) {
        let invite = self.invite(is_admin).await;
        let member = Member::make(&mut self.rng, &invite);
        let device = Device::make(&mut self.rng);
        let mut caller = self.caller();
        caller.join(&member, &device, &invite).await.expect("joined");
        (member, device, caller)
    }
}

/// A file of SQLite in a folder.
pub fn sqlite(folder: &Path) -> Address {
    Address::Sqlite(folder.join("server.db"))
}
