//! Where official tables are fetched from.

use std::time::Duration;

use reqwest::Url;
use ukhwah_solat::malaysia::Zone;

use crate::network::is_allowed;

/// The service of the authority that publishes the times, as its own page asks it.
const OFFICIAL: &str = "https://www.e-solat.gov.my/index.php?r=esolatApi/takwimsolat&period=year";

/// An address is not one to fetch tables from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("tables are fetched by https, or from this computer itself")]
pub struct NotAnAddress;

/// Where official tables of prayer times are fetched from, once the person has switched that on.
#[derive(Clone, Debug)]
pub struct TableService {
    address: Url,
    /// How long one table may take as a whole.
    pub(super) patience: Duration,
}

impl Default for TableService {
    fn default() -> Self {
        Self { address: OFFICIAL.parse().expect("a constant that a test reads"), patience: Duration::from_secs(60) }
    }
}

impl TableService {
    /// A service at another address, to which `zone` is added as a parameter.
    ///
    /// # Errors
    /// If it is neither https nor on this computer.
    pub fn at(address: &str) -> Result<Self, NotAnAddress> {
        let address: Url = address.parse().map_err(|_| NotAnAddress)?;
        if is_allowed(&address) { Ok(Self { address, ..Self::default() }) } else { Err(NotAnAddress) }
    }

    /// The same, but with less patience.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The exact address of a zone's table.
    pub(super) fn address(&self, zone: Zone) -> Url {
        let mut address = self.address.clone();
        address.query_pairs_mut().append_pair("zone", zone.code());
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_address_names_the_zone_and_nothing_of_the_person() {
        let zone = "PHG02".parse().expect("a zone");
        let address = TableService::default().address(zone);
        assert_eq!(
            address.as_str(),
            "https://www.e-solat.gov.my/index.php?r=esolatApi/takwimsolat&period=year&zone=PHG02"
        );
    }

    #[test]
    fn clear_text_stays_on_this_computer() {
        for address in ["https://example.org/t", "http://127.0.0.1:8000/t", "http://[::1]:8000/t"] {
            assert!(TableService::at(address).is_ok(), "{address}");
        }
        for address in [
            "http://example.org/t",
            "http://localhost/t",
            "http://127.0.0.1.example.org/t",
            "http://10.0.0.1/t",
            "ftp://127.0.0.1/t",
            "file:///etc/passwd",
            "jadual",
            "",
        ] {
            assert_eq!(TableService::at(address).map(drop), Err(NotAnAddress), "{address}");
        }
    }
}
