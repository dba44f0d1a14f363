//! Which copy of the app a database belongs to.

use rusqlite::{Connection, OptionalExtension, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::{Actor, Body, Dot, covers, decode, encode};

use crate::error::StoreError;

/// How many records are read at once.
const AT_ONCE: u32 = 500;

/// The identity written in the database, made if there is none yet.
pub(crate) fn actor(connection: &Connection) -> Result<Actor, StoreError> {
    match written(connection)? {
        Some(actor) => Ok(actor),
        None => {
            let made = make_actor()?;
            set_actor(connection, made)?;
            Ok(made)
        }
    }
}

/// A random identity.
pub(crate) fn make_actor() -> Result<Actor, StoreError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Randomness)?;
    Ok(Actor(bytes))
}

/// Gives the database another identity, and with it every edit that has not left for the server: another copy may go on
/// under the old one, and of two edits under one number one would be lost. What counted the old one's edits begins anew.
///
/// Without a server nothing is known of what left, and copies of one file are to merge without saying everything twice: then
/// all edits stay as they are. To be called within a transaction.
pub(crate) fn renew_actor(connection: &Connection, new: Actor) -> Result<(), StoreError> {
    let is_linked: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM \"sync_state\")", [], |row| row.get(0))?;
    if let Some(old) = written(connection)?.filter(|_| is_linked) {
        renumber(connection, old, new)?;
    }
    connection.execute("UPDATE \"mark\" SET \"pushed_n\" = 0 WHERE \"pushed_n\" <> 0", [])?;
    set_actor(connection, new)
}

fn renumber(connection: &Connection, old: Actor, new: Actor) -> Result<(), StoreError> {
    let mut write = connection.prepare("UPDATE \"record\" SET \"body\" = ?2 WHERE \"id\" = ?1")?;
    let mut after = None;
    loop {
        let rows = unsent(connection, after)?;
        let Some((last, ..)) = rows.last() else { return Ok(()) };
        after = Some(*last);
        for (id, body, pushed_n) in rows {
            if covers(body.seen(), Dot { actor: old, n: pushed_n + 1 }) {
                write.execute(params![id.as_bytes(), encode(&body.renumbered(old, pushed_n, new))])?;
            }
        }
    }
}

/// Some records that say more than the server's version, by id, with how many edits of this copy ever left. The lists of
/// sync's own, kinds 2 to 4, hold no edits.
fn unsent(connection: &Connection, after: Option<RecordId>) -> Result<Vec<(RecordId, Body, u64)>, StoreError> {
    let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
    let mut statement = connection.prepare_cached(
        "SELECT \"id\", \"body\", \"pushed_n\" FROM \"mark\" JOIN \"record\" USING (\"id\")
         WHERE \"dirty\" = 1 AND length(\"body\") > 0 AND \"kind\" NOT BETWEEN 2 AND 4 AND \"id\" > ?1
         ORDER BY \"id\" LIMIT ?2",
    )?;
    let mut rows = statement.query(params![after, AT_ONCE])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        found.push((RecordId::from_bytes(row.get(0)?), decode(&body)?, row.get::<_, i64>(2)?.cast_unsigned()));
    }
    Ok(found)
}

fn written(connection: &Connection) -> Result<Option<Actor>, StoreError> {
    let found = connection.query_row("SELECT \"actor\" FROM \"copy\"", [], |row| row.get(0)).optional()?;
    Ok(found.map(Actor))
}

fn set_actor(connection: &Connection, actor: Actor) -> Result<(), StoreError> {
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
