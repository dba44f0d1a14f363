//! Looks through the accounts: for the operator's list, and whether what is counted is right.

use ukhwah_protocol::id::AccountId;

use crate::error::Failure;
use crate::store::tables::{accounts, devices, keyrings, spaces};
use crate::store::{Read, Reading, StoreError, values};

/// How many accounts are looked at with one question.
const PAGE: usize = 200;

/// An account as the operator may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The account.
    pub account: AccountId,
    /// How many devices it has.
    pub devices: usize,
    /// The day of the last login of any of them, since 1970.
    pub last_day: u32,
    /// How many records are kept.
    pub records: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// What is wrong with its rows.
    pub faults: Vec<&'static str>,
}

/// Looks at a page of accounts; an empty one is the last.
pub struct Survey {
    /// After this account.
    pub after: Option<AccountId>,
}

impl Read for Survey {
    type Answer = Vec<Seen>;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<Vec<Seen>, Failure> {
        let mut seen = Vec::new();
        for id in accounts::after(data, self.after, PAGE).await? {
            seen.push(see(data, id).await?);
        }
        Ok(seen)
    }
}

async fn see<D: Reading>(data: &mut D, id: AccountId) -> Result<Seen, StoreError> {
    let account = accounts::find(data, id).await?.ok_or(StoreError::Unexpected("an account went away"))?;
    let devices = devices::of(data, id).await?;
    let statement = r#"SELECT count(*), coalesce(sum(length("sealed")), 0), coalesce(max("seq"), 0) FROM "records"
        WHERE "account" = $1"#;
    let counted = data.row(statement, &values![id]).await?;
    let counted = counted.ok_or(StoreError::Unexpected("a count has no row"))?;
    let (records, bytes, newest): (u64, u64, u64) = (counted.number(0)?, counted.number(1)?, counted.number(2)?);
    let heads = spaces::of(data, id).await?;
    let checks = [
        (records == account.records_used, "the number of its records is not what was counted"),
        (bytes == account.bytes_used, "the bytes of its records are not what was counted"),
        (heads.iter().map(|space| space.head).max().unwrap_or(0) >= newest, "a change is newer than its space"),
        (keyrings::revision(data, id).await?.is_some(), "it has no keyring"),
        (!devices.is_empty(), "it has no device"),
    ];
    Ok(Seen {
        account: id,
        devices: devices.len(),
        last_day: devices.iter().map(|device| device.last_day).max().unwrap_or(0),
        records,
        bytes,
        faults: checks.into_iter().filter(|(is_right, _)| !is_right).map(|(_, fault)| fault).collect(),
    })
}
