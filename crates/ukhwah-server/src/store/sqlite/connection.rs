//! One connection, and how a statement is carried out on it.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::types::{Value as Held, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags};

use crate::store::{MIGRATIONS, Order, Reading, Row, StoreError, Value, Writing};

/// How long a connection waits for another one's lock.
pub(super) const BUSY: Duration = Duration::from_secs(10);
/// More than there are statements.
const STATEMENTS: usize = 128;

/// Refuses a second server on the same file: it would not hear of what the first one writes.
pub(super) fn lock(file: &Path) -> Result<File, StoreError> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    let path = file.with_file_name(name);
    let failed = |error: std::io::Error| StoreError::Unavailable(format!("its lock file {}: {error}", path.display()));
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            Err(StoreError::Unavailable(format!("another server uses {}", file.display())))
        }
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Opens a connection that writes; the file can be read by its owner alone.
pub(super) fn open(file: &Path) -> Result<Connection, StoreError> {
    if !file.exists() {
        make_private(file)?;
    }
    let connection = Connection::open(file)?;
    prepare(&connection)?;
    // Only a new file heeds this. On its pages three records of 2 KiB find room, where the usual ones hold one and waste the rest.
    connection.execute_batch("PRAGMA page_size = 8192")?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Failed("the folder of the database does not allow its log".to_owned()));
    }
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(super) fn open_reader(file: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    prepare(&connection)?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384")?;
    Ok(())
}

fn make_private(file: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let failed = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", file.display()));
    options.open(file).map(drop).map_err(failed)
}

/// How many steps of the schema the file has taken.
fn version(connection: &Connection) -> Result<usize, StoreError> {
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version as usize > MIGRATIONS.len() { Err(StoreError::Newer) } else { Ok(version as usize) }
}

pub(super) fn check_version(connection: &Connection) -> Result<(), StoreError> {
    if version(connection)? < MIGRATIONS.len() { Err(StoreError::Older) } else { Ok(()) }
}

pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    let version = version(&transaction)?;
    for migration in &MIGRATIONS[version..] {
        transaction.execute_batch(migration.sqlite)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    transaction.commit()?;
    Ok(())
}

pub(super) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    make_private(to)?;
    let connection = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    prepare(&connection)?;
    let target = to.to_str().ok_or_else(|| StoreError::Failed("the path of the copy is not text".to_owned()))?;
    connection.execute("VACUUM INTO $1", [target])?;
    Ok(())
}

pub(super) fn check(file: &Path) -> Result<(), StoreError> {
    let connection = open_reader(file)?;
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(StoreError::Failed(said));
    }
    let mut broken = connection.prepare("PRAGMA foreign_key_check")?;
    if broken.exists([])? {
        return Err(StoreError::Unexpected("a row belongs to an account that is not there"));
    }
    Ok(())
}

/// A transaction that is open on a connection.
pub(super) struct Session<'c>(pub(super) &'c mut Connection);

fn held(value: &Value) -> Held {
    match value {
        Value::Number(number) => Held::Integer(*number),
        Value::Bytes(bytes) => Held::Blob(bytes.clone()),
        Value::Ids(_) => unreachable!("a list of ids is a parameter for PostgreSQL alone"),
    }
}

/// Binds `$1` to the first value and so on, wherever in the statement they stand.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value]) -> Result<(), StoreError> {
    for (place, value) in values.iter().enumerate() {
        let index = statement.parameter_index(&format!("${}", place + 1))?;
        let index = index.ok_or(StoreError::Unexpected("a statement has fewer parameters than values"))?;
        match value {
            Value::Bytes(bytes) => statement.raw_bind_parameter(index, bytes)?,
            other => statement.raw_bind_parameter(index, held(other))?,
        }
    }
    Ok(())
}

fn columns(row: &rusqlite::Row<'_>, count: usize) -> Result<Row, StoreError> {
    let column = |index: usize| match row.get_ref(index)? {
        ValueRef::Integer(number) => Ok(Value::Number(number)),
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Text(_) => {
            Err(StoreError::Unexpected("a column holds neither a number nor bytes"))
        }
    };
    (0..count).map(column).collect::<Result<_, _>>().map(Row::new)
}

impl Session<'_> {
    /// What PostgreSQL needs to lock a row is not needed here: one thread writes.
    fn statement(&self, statement: &'static str) -> Result<CachedStatement<'_>, StoreError> {
        let words = statement.strip_suffix(" FOR UPDATE").unwrap_or(statement);
        Ok(self.0.prepare_cached(words)?)
    }

    fn query(&self, statement: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.statement(statement)?;
        bind(&mut statement, values)?;
        let count = statement.column_count();
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(columns(row, count)?);
        }
        Ok(found)
    }

    fn change(&self, statement: &'static str, values: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.statement(statement)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute()? as u64)
    }
}

impl Reading for Session<'_> {
    async fn rows(&mut self, statement: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.query(statement, values)
    }

    async fn rows_of_each(
        &mut self,
        statement: &'static str,
        sets: &[Vec<Value>],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        sets.iter().map(|values| self.query(statement, values)).collect()
    }
}

impl Writing for Session<'_> {
    async fn execute(&mut self, statement: &'static str, values: &[Value]) -> Result<u64, StoreError> {
        self.change(statement, values)
    }

    async fn execute_all(&mut self, orders: &[Order]) -> Result<(), StoreError> {
        orders.iter().try_for_each(|(statement, values)| self.change(statement, values).map(drop))
    }
}
