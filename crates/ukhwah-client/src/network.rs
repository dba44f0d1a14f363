//! The one door to the network. Nothing goes through it unless the person switched that on.

use std::net::IpAddr;
use std::sync::LazyLock;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::tls::Version;
use reqwest::{Certificate, Client, ClientBuilder, Url};
use rustls::pki_types::CertificateDer;

/// How long a server may take to answer the telephone.
const CONNECT: Duration = Duration::from_secs(10);

/// Whether an address may be asked: by https, or in clear text on this computer alone.
pub(crate) fn is_allowed(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_local = host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback());
    address.scheme() == "https" || (address.scheme() == "http" && is_local)
}

/// The client for all that is fetched: TLS by rustls and ring with the roots that browsers trust, no redirects, no
/// cookies, no proxy that the environment names, and in `patience` it is over. `authority` is trusted too: an
/// organization may vouch for its own server. Nothing older than `least` is spoken.
///
/// # Errors
/// If it cannot be made.
#[expect(clippy::disallowed_methods, reason = "this is the one place that makes clients")]
pub(crate) fn https_client(
    patience: Duration,
    authority: Option<Certificate>,
    least: Version,
) -> Result<Client, reqwest::Error> {
    // Another part of the process may have chosen already; then it chose ring too, since no other is linked.
    let _ = rustls::crypto::ring::default_provider().install_default();
    ClientBuilder::new()
        .tls_certs_only(ROOTS.iter().cloned().chain(authority))
        .tls_version_min(least)
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT.min(patience))
        .timeout(patience)
        .build()
}

static ROOTS: LazyLock<Vec<Certificate>> =
    LazyLock::new(|| webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().filter_map(read).collect());

fn read(root: &CertificateDer<'_>) -> Option<Certificate> {
    Certificate::from_der(root).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_of_the_list_is_trusted() {
        assert_eq!(ROOTS.len(), webpki_root_certs::TLS_SERVER_ROOT_CERTS.len());
        assert!(ROOTS.len() > 50);
    }

    #[test]
    fn a_client_is_made_with_the_one_library_for_tls() {
        assert!(https_client(Duration::from_secs(1), None, Version::TLS_1_3).is_ok());
    }
}
