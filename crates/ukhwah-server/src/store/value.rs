use ukhwah_protocol::id::{
    AccountId, AgreeKey, DeviceId, HistoryId, InboxId, InviteId, Nonce, RecordId, RecoveryId, Rendezvous, SecretHash,
    Signature, SpaceId, Tag, VerifyKey, VersionHash,
};

use super::StoreError;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An integer.
    Number(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Several ids, as a parameter of PostgreSQL alone.
    Ids(Vec<[u8; 16]>),
}

/// The values of a statement, in the order of `$1`, `$2`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::store::Value::from($value)),*] };
}

macro_rules! from_bytes {
    ($($name:ident),* $(,)?) => {
        $(impl From<$name> for Value {
            fn from(bytes: $name) -> Self {
                Self::Bytes(bytes.0.to_vec())
            }
        })*
    };
}

from_bytes!(
    AccountId,
    AgreeKey,
    DeviceId,
    HistoryId,
    InboxId,
    InviteId,
    Nonce,
    RecordId,
    RecoveryId,
    Rendezvous,
    SecretHash,
    Signature,
    SpaceId,
    Tag,
    VerifyKey,
    VersionHash
);

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// What does not fit is larger than any counter that is kept, so that nothing is found by it.
impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(is_so: bool) -> Self {
        Self::Number(is_so.into())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<[u8; 16]> for Value {
    fn from(id: [u8; 16]) -> Self {
        Self::Bytes(id.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// A row, from which each column is taken once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(Vec<Value>);

impl Row {
    pub(super) const fn new(columns: Vec<Value>) -> Self {
        Self(columns)
    }

    fn integer(&self, column: usize) -> Result<i64, StoreError> {
        match self.0.get(column) {
            Some(Value::Number(number)) => Ok(*number),
            _ => Err(StoreError::Unexpected("a column that should hold a number does not")),
        }
    }

    /// A number that fits the type asked for.
    ///
    /// # Errors
    /// If the column holds something else.
    pub fn number<N: TryFrom<i64>>(&self, column: usize) -> Result<N, StoreError> {
        N::try_from(self.integer(column)?).map_err(|_| StoreError::Unexpected("a number is out of its range"))
    }

    /// A number that is 0 or 1.
    ///
    /// # Errors
    /// If the column holds something else.
    pub fn flag(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.integer(column)? != 0)
    }

    /// Bytes, taken out.
    ///
    /// # Errors
    /// If the column holds something else.
    pub fn take_bytes(&mut self, column: usize) -> Result<Vec<u8>, StoreError> {
        match self.0.get_mut(column) {
            Some(Value::Bytes(bytes)) => Ok(std::mem::take(bytes)),
            _ => Err(StoreError::Unexpected("a column that should hold bytes does not")),
        }
    }

    /// An id, hash, key or signature.
    ///
    /// # Errors
    /// If the column holds something else, or has another length.
    pub fn id<I: for<'b> TryFrom<&'b [u8]>>(&self, column: usize) -> Result<I, StoreError> {
        match self.0.get(column) {
            Some(Value::Bytes(bytes)) => {
                I::try_from(bytes).map_err(|_| StoreError::Unexpected("an id has another length"))
            }
            _ => Err(StoreError::Unexpected("a column that should hold an id does not")),
        }
    }

    /// An id, if there is one: no bytes stand for none.
    ///
    /// # Errors
    /// If the column holds something else.
    pub fn id_or_none<I: for<'b> TryFrom<&'b [u8]>>(&self, column: usize) -> Result<Option<I>, StoreError> {
        match self.0.get(column) {
            Some(Value::Bytes(bytes)) if bytes.is_empty() => Ok(None),
            _ => self.id(column).map(Some),
        }
    }
}
