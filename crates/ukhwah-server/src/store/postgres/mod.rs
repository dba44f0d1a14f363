//! PostgreSQL.
use super::{Read, Store, StoreError, Write};
use crate::error::Failure;
use std::path::Path;
/// A pool.
#[derive(Clone)]
pub struct Postgres;
impl Postgres {
    /// Opens.
    pub async fn open(_url: &str, _authorities: Option<&Path>, _connections: usize) -> Result<Self, StoreError> {
        Err(StoreError::Newer)
    }

    /// Joins.
    pub async fn join(_url: &str, _authorities: Option<&Path>) -> Result<Self, StoreError> {
        Err(StoreError::Newer)
    }
    /// Tidies.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
impl Store for Postgres {
    async fn read<V: Read>(&self, _verb: V) -> Result<V::Answer, Failure> {
        Err(StoreError::Newer.into())
    }
    async fn write<V: Write>(&self, _verb: V) -> Result<V::Answer, Failure> {
        Err(StoreError::Newer.into())
    }
}
