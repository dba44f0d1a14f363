//! Looks into the database for the operator.

use anyhow::{Result, bail};

use super::say;
use crate::config::Config;
use crate::outside::{Clock as _, System};
use crate::serve::tls::Acceptor;
use crate::store::sqlite::Sqlite;
use crate::store::{Address, Database, Store as _};
use crate::upkeep::expire::Expire;
use crate::upkeep::survey::{Seen, Survey};

/// Lists accounts: no names, for there are none.
pub(super) async fn devices(config: Config) -> Result<()> {
    let database = Database::join(&config.database).await?;
    say("account                           devices  last day    records  bytes");
    each(&database, |seen| {
        let Seen { account, devices, last_day, records, bytes, .. } = seen;
        say(&format!("{account}  {devices:7}  {}  {records:7}  {bytes}", date(*last_day)));
    })
    .await
}

/// Looks at every account.
async fn each(database: &Database, mut look: impl FnMut(&Seen)) -> Result<()> {
    let mut after = None;
    loop {
        let page = database.read(Survey { after }).await.map_err(crate::server::failed)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.account);
        page.iter().for_each(&mut look);
    }
}

/// Looks whether configuration and database are sound.
pub(super) async fn check(config: Config) -> Result<()> {
    if let Some((certificate, key)) = config.tls {
        Acceptor::read(certificate, key)?;
    }
    say("The configuration is right.");
    let database = Database::join(&config.database).await?;
    if let Address::Sqlite(file) = &config.database {
        Sqlite::check(file)?;
    }
    let (mut accounts, mut faults) = (0, 0);
    each(&database, |seen| {
        accounts += 1;
        for fault in &seen.faults {
            faults += 1;
            say(&format!("account {}: {fault}", seen.account));
        }
    })
    .await?;
    if faults > 0 {
        bail!("{faults} faults in {accounts} accounts");
    }
    say(&format!("The database is sound: {accounts} accounts."));
    Ok(())
}

/// Lets go of what has expired.
pub(super) async fn purge(config: Config) -> Result<()> {
    let database = Database::join(&config.database).await?;
    let rows = database.write(Expire { now: System.seconds() }).await.map_err(crate::server::failed)?;
    match &database {
        Database::Sqlite(store) if store.tidy().await? => {}
        Database::Sqlite(_) => {
            say("Somebody reads: what was deleted is in the log of the database for up to a minute more.");
        }
        Database::Postgres(store) => store.tidy().await?,
    }
    say(&format!("{rows} rows were let go of."));
    Ok(())
}

/// A day since 1970 as year, month and day. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn date(day: u32) -> String {
    let days = day + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
    format!("{:04}-{month:02}-{of_month:02}", year_of_era + era * 400 + year)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_day_is_written_as_a_date() {
        let dates = [0, 58, 59, 364, 365, 789, 11_016, 20_786].map(date);
        let right = [
            "1970-01-01",
            "1970-02-28",
            "1970-03-01",
            "1970-12-31",
            "1971-01-01",
            "1972-02-29",
            "2000-02-29",
            "2026-11-29",
        ];
        assert_eq!(dates, right);
    }
}
