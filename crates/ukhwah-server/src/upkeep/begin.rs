//! Begins: what the database says of itself.

use crate::error::Failure;
use crate::store::tables::accounts;
use crate::store::tables::server::{self, ServerRow};
use crate::store::{Read, Reading, Write, Writing};

/// Says what the database says of itself; none if it is new.
pub struct ReadServer;

impl Read for ReadServer {
    type Answer = Option<ServerRow>;
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<Option<ServerRow>, Failure> {
        Ok(server::find(data).await?)
    }
}

/// Begins a new database; returns whether it was new.
pub struct Begin(pub ServerRow);

impl Write for Begin {
    type Answer = bool;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<bool, Failure> {
        Ok(server::insert(data, &self.0).await?)
    }
}

/// Says how many accounts there are.
pub struct CountAccounts;

impl Read for CountAccounts {
    type Answer = u64;
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<u64, Failure> {
        Ok(accounts::count(data).await?)
    }
}
