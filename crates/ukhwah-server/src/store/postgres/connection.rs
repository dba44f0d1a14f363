//! How a connection is made.

use std::error::Error as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;

/// How long a verb waits for a connection, and a connection for being made.
const PATIENCE: Duration = Duration::from_secs(10);
/// No statement runs for ever, and no transaction holds an account for ever.
const SETTINGS: &str = "SET statement_timeout = '60s'; SET lock_timeout = '20s';
    SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = 'warning'";

pub(super) fn pool(url: &str, authorities: Option<&Path>, connections: usize) -> Result<Pool, StoreError> {
    let mut config: Config = url.parse().map_err(|error| StoreError::Failed(words(&error)))?;
    config.application_name("ukhwah-server");
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    let how = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = match authorities {
        None => Manager::from_config(config, NoTls, how),
        Some(authorities) => {
            config.ssl_mode(SslMode::Require);
            Manager::from_config(config, tls(authorities)?, how)
        }
    };
    let settle = Hook::async_fn(|client: &mut deadpool_postgres::ClientWrapper, _| {
        Box::pin(async move { client.batch_execute(SETTINGS).await.map_err(HookError::Backend) })
    });
    Pool::builder(manager)
        .max_size(connections)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .post_create(settle)
        .build()
        .map_err(|error| StoreError::Failed(error.to_string()))
}

fn tls(authorities: &Path) -> Result<MakeRustlsConnect, StoreError> {
    let failed = |error: String| StoreError::Failed(format!("{}: {error}", authorities.display()));
    let mut roots = RootCertStore::empty();
    let certificates = CertificateDer::pem_file_iter(authorities).map_err(|error| failed(error.to_string()))?;
    for certificate in certificates {
        let certificate = certificate.map_err(|error| failed(error.to_string()))?;
        roots.add(certificate).map_err(|error| failed(error.to_string()))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

pub(super) async fn get(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) => error.into(),
        PoolError::Timeout(_) => StoreError::Unavailable("no connection became free in time".to_owned()),
        other => StoreError::Unavailable(other.to_string()),
    })
}

/// A database that acknowledges what is not on its disk would lose what was acknowledged to members.
pub(super) async fn check(pool: &Pool) -> Result<(), StoreError> {
    let client = get(pool).await?;
    let row = client.query_one("SELECT current_setting('synchronous_commit')", &[]).await?;
    if row.get::<_, &str>(0) == "off" {
        return Err(StoreError::Failed("synchronous_commit is off: what was acknowledged could be lost".to_owned()));
    }
    Ok(())
}

/// An error with what caused it.
pub(super) fn words(error: &tokio_postgres::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}
