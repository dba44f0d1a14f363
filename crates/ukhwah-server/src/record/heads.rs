//! Where accounts stand: the newest change of each space, and the keyring's revision.

use std::collections::BTreeMap;

use ukhwah_protocol::id::{AccountId, SpaceId};

use crate::error::Failure;
use crate::store::tables::{keyrings, spaces};
use crate::store::{Read, Reading, Value};

/// Where one account stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// The keyring's revision; 0 if the account has ended.
    pub keyring: u64,
    /// The newest change of each space, in the order of their ids.
    pub spaces: Vec<(SpaceId, u64)>,
}

/// Says where one account stands.
pub struct ReadHeads {
    /// The account.
    pub account: AccountId,
}

impl Read for ReadHeads {
    type Answer = Heads;
    // The keyring comes first: what is seen of the spaces is then never older than it.
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<Heads, Failure> {
        let (keyring, _) = keyrings::revision(data, self.account).await?.unwrap_or_default();
        let spaces = spaces::of(data, self.account).await?;
        Ok(Heads { keyring, spaces: spaces.iter().map(|space| (space.space, space.head)).collect() })
    }
}

/// Says where many accounts stand, with one question to PostgreSQL.
pub struct ReadAllHeads {
    /// The accounts.
    pub accounts: Vec<AccountId>,
}

impl Read for ReadAllHeads {
    type Answer = BTreeMap<AccountId, Heads>;
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<BTreeMap<AccountId, Heads>, Failure> {
        let statement = r#"SELECT "keyrings"."account", "keyrings"."revision", "spaces"."id", "spaces"."head"
            FROM "keyrings" JOIN "spaces" ON "spaces"."account" = "keyrings"."account"
            WHERE "keyrings"."account" = ANY($1)"#;
        let ids = self.accounts.iter().map(|account| account.0).collect();
        let mut all: BTreeMap<AccountId, Heads> = BTreeMap::new();
        for row in data.rows(statement, &[Value::Ids(ids)]).await? {
            let heads = all.entry(row.id(0)?).or_default();
            heads.keyring = row.number(1)?;
            heads.spaces.push((row.id(2)?, row.number(3)?));
        }
        Ok(all)
    }
}
