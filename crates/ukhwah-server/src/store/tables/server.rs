//! What the database says of itself: one row.

use ukhwah_protocol::id::HistoryId;

use crate::store::{Reading, Row, StoreError, Writing, values};

/// The one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerRow {
    /// One life of the database.
    pub history: HistoryId,
    /// The organization's root document.
    pub root: Vec<u8>,
}

/// The row; none before `init`.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D) -> Result<Option<ServerRow>, StoreError> {
    let read =
        |mut row: Row| -> Result<_, StoreError> { Ok(ServerRow { history: row.id(0)?, root: row.take_bytes(1)? }) };
    data.row(r#"SELECT "history", "root" FROM "server""#, &[]).await?.map(read).transpose()
}

/// Writes the row, where there is none; returns whether there was none.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(data: &mut D, row: &ServerRow) -> Result<bool, StoreError> {
    let statement = r#"INSERT INTO "server" ("one", "history", "root") VALUES (1, $1, $2) ON CONFLICT DO NOTHING"#;
    Ok(data.execute(statement, &values![row.history, row.root.as_slice()]).await? == 1)
}

/// Begins another life.
///
/// # Errors
/// If the database fails.
pub async fn set_history<D: Writing>(data: &mut D, history: HistoryId) -> Result<(), StoreError> {
    data.execute(r#"UPDATE "server" SET "history" = $1"#, &values![history]).await?;
    Ok(())
}
