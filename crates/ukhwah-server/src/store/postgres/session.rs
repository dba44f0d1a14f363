//! How a statement is carried out.

use deadpool_postgres::GenericClient;
use futures_util::future::try_join_all;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::store::{Order, Reading, Row, StoreError, Value, Writing};

/// A connection, or a transaction that is open on one.
pub(super) struct Session<'c, C>(pub(super) &'c C);

type Given<'v> = Vec<&'v (dyn ToSql + Sync)>;

fn given(values: &[Value]) -> Given<'_> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Number(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Self::Number(number) => number.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.as_slice().to_sql(ty, out),
            Self::Ids(ids) => ids.iter().map(<[u8; 16]>::as_slice).collect::<Vec<_>>().to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::BYTEA, Type::BYTEA_ARRAY].contains(ty)
    }

    to_sql_checked!();
}

fn columns(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let column = |(index, column): (usize, &tokio_postgres::Column)| match *column.type_() {
        Type::INT8 => Ok(Value::Number(row.try_get(index)?)),
        Type::INT4 => Ok(Value::Number(row.try_get::<_, i32>(index)?.into())),
        Type::BYTEA => Ok(Value::Bytes(row.try_get(index)?)),
        _ => Err(StoreError::Unexpected("a column holds neither a number nor bytes")),
    };
    row.columns().iter().enumerate().map(column).collect::<Result<_, _>>().map(Row::new)
}

fn all(rows: &[tokio_postgres::Row]) -> Result<Vec<Row>, StoreError> {
    rows.iter().map(columns).collect()
}

impl<C: GenericClient + Sync> Reading for Session<'_, C> {
    async fn rows(&mut self, statement: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let statement = self.0.prepare_cached(statement).await?;
        all(&self.0.query(&statement, &given(values)).await?)
    }

    /// All of them are sent before the first is answered.
    async fn rows_of_each(
        &mut self,
        statement: &'static str,
        sets: &[Vec<Value>],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let statement = self.0.prepare_cached(statement).await?;
        let (client, statement) = (self.0, &statement);
        let asked = sets.iter().map(async |values| client.query(statement, &given(values)).await);
        let answers = try_join_all(asked).await?;
        answers.iter().map(|rows| all(rows)).collect()
    }
}

impl<C: GenericClient + Sync> Writing for Session<'_, C> {
    async fn execute(&mut self, statement: &'static str, values: &[Value]) -> Result<u64, StoreError> {
        let statement = self.0.prepare_cached(statement).await?;
        Ok(self.0.execute(&statement, &given(values)).await?)
    }

    async fn execute_all(&mut self, orders: &[Order]) -> Result<(), StoreError> {
        let client = self.0;
        let mut prepared = Vec::new();
        for (statement, _) in orders {
            prepared.push(client.prepare_cached(statement).await?);
        }
        let ready = prepared.iter().zip(orders);
        let asked = ready.map(async |(statement, (_, values))| client.execute(statement, &given(values)).await);
        try_join_all(asked).await?;
        Ok(())
    }
}
