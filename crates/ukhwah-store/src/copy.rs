//! Which copy of the app a database belongs to.

use rusqlite::{Connection, OptionalExtension, params};
use ukhwah_domain::record::Actor;

use crate::error::StoreError;

/// The identity written in the database, made if there is none yet.
pub(crate) fn actor(connection: &Connection) -> Result<Actor, StoreError> {
    let found = connection.query_row("SELECT \"actor\" FROM \"copy\"", [], |row| row.get(0)).optional()?;
    found.map_or_else(|| renew_actor(connection), |bytes| Ok(Actor(bytes)))
}

pub(crate) fn renew_actor(connection: &Connection) -> Result<Actor, StoreError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Randomness)?;
    set_actor(connection, Actor(bytes))?;
    Ok(Actor(bytes))
}

pub(crate) fn set_actor(connection: &Connection, actor: Actor) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO \"copy\" (\"only\", \"actor\") VALUES (1, ?1)
         ON CONFLICT (\"only\") DO UPDATE SET \"actor\" = ?1",
        params![actor.0],
    )?;
    Ok(())
}

pub(crate) fn launches(connection: &Connection) -> Result<u64, StoreError> {
    let count: i64 = connection.query_row("SELECT \"launches\" FROM \"copy\"", [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

pub(crate) fn set_launches(connection: &Connection, launches: u64) -> Result<(), StoreError> {
    connection.execute("UPDATE \"copy\" SET \"launches\" = ?1", params![launches.cast_signed()])?;
    Ok(())
}
