//! How the server is to run: from flags, the environment and a file, in this order, all of it checked at the start.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Deserialize;
use ukhwah_protocol::invite::is_origin;
use ukhwah_protocol::limits;

use crate::limit::rate::Rate;
use crate::record::push::Quota;
use crate::store::Address;

/// Where members reach a server that was told nothing.
const LISTEN: &str = "127.0.0.1:8137";
/// Where the operator's own tools reach it.
const OPERATOR: &str = "127.0.0.1:8138";
const DATABASE: &str = "ukhwah-server.db";
const CONNECTIONS: usize = 12_000;
const DATABASE_CONNECTIONS: usize = 16;

/// What may be said, on the command line, in the environment or in the file.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// A file of SQLite, or postgres://… [default: ukhwah-server.db]
    #[arg(long, env = "UKHWAH_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Certificates (PEM) that the one of PostgreSQL must lead to
    #[arg(long, env = "UKHWAH_DATABASE_CA")]
    pub database_ca: Option<PathBuf>,
    /// Connections to PostgreSQL [default: 16]
    #[arg(long, env = "UKHWAH_DATABASE_CONNECTIONS")]
    pub database_connections: Option<usize>,
    /// Where members reach the server [default: 127.0.0.1:8137]
    #[arg(long, env = "UKHWAH_LISTEN")]
    pub listen: Option<String>,
    /// Where health and metrics are asked; "off" for nowhere [default: 127.0.0.1:8138]
    #[arg(long, env = "UKHWAH_OPERATOR_LISTEN")]
    pub operator_listen: Option<String>,
    /// The address that members dial, such as `https://sync.example.org`; several while it changes, the first for invites
    #[arg(long = "origin", env = "UKHWAH_ORIGINS", value_delimiter = ',')]
    pub origins: Option<Vec<String>>,
    /// The certificate with its chain (PEM), for TLS without a proxy
    #[arg(long, env = "UKHWAH_TLS_CERTIFICATE")]
    pub tls_certificate: Option<PathBuf>,
    /// Its key (PEM)
    #[arg(long, env = "UKHWAH_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
    /// A proxy stands before the server, does TLS, and says in X-Forwarded-For who asks
    #[arg(long, env = "UKHWAH_BEHIND_PROXY", num_args = 0..=1, default_missing_value = "true")]
    pub behind_proxy: Option<bool>,
    /// Bytes of records that an account may keep [default: 209715200]
    #[arg(long, env = "UKHWAH_ACCOUNT_BYTES")]
    pub account_bytes: Option<u64>,
    /// Records that an account may keep [default: 50000]
    #[arg(long, env = "UKHWAH_ACCOUNT_RECORDS")]
    pub account_records: Option<u64>,
    /// Connections at once [default: 12000]
    #[arg(long, env = "UKHWAH_CONNECTIONS")]
    pub connections: Option<usize>,
    /// Connections at once from one address; all of them behind a proxy [default: a quarter]
    #[arg(long, env = "UKHWAH_CONNECTIONS_PER_ADDRESS")]
    pub connections_per_address: Option<usize>,
    /// Logins and joins of one address in a minute [default: 10]
    #[arg(long, env = "UKHWAH_LOGINS_PER_MINUTE")]
    pub logins_per_minute: Option<u32>,
    /// Pairing calls of one address in a minute [default: 20]
    #[arg(long, env = "UKHWAH_PAIRINGS_PER_MINUTE")]
    pub pairings_per_minute: Option<u32>,
    /// Pushes of one device in a minute, five times as many at once [default: 60]
    #[arg(long, env = "UKHWAH_PUSHES_PER_MINUTE")]
    pub pushes_per_minute: Option<u32>,
    /// Other calls of one device in a minute, a thirtieth of them keyrings and purges; twice as many at once [default: 600]
    #[arg(long, env = "UKHWAH_CALLS_PER_MINUTE")]
    pub calls_per_minute: Option<u32>,
    /// Seconds in which a caller must bring the next part of a request [default: 30]
    #[arg(long, env = "UKHWAH_PAUSE_SECONDS")]
    pub pause_seconds: Option<u64>,
    /// Seconds that calls get to finish when the server ends [default: 30]
    #[arg(long, env = "UKHWAH_GRACE_SECONDS")]
    pub grace_seconds: Option<u64>,
    /// What is logged: error, warn, info or debug [default: info]
    #[arg(long, env = "UKHWAH_LOG")]
    pub log: Option<String>,
}

/// How the server is to run.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the records are.
    pub database: Address,
    /// Where members reach the server.
    pub listen: SocketAddr,
    /// Where health and metrics are asked.
    pub operator_listen: Option<SocketAddr>,
    /// The addresses that members dial, the first for invites. None: the listening address itself, on this machine.
    pub origins: Vec<String>,
    /// Certificate and key, if it does TLS itself.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Whether a proxy says who asks.
    pub behind_proxy: bool,
    /// What callers may take.
    pub limits: Limits,
    /// How long calls get to finish at the end.
    pub grace: Duration,
    /// What is logged.
    pub log: tracing::Level,
}

/// What callers may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// What an account may keep.
    pub quota: Quota,
    /// What all devices that pair may leave for each other within ten minutes.
    pub mailboxes: Quota,
    /// Logins and joins of one address.
    pub logins: Rate,
    /// Pairing calls of one address.
    pub pairings: Rate,
    /// Pushes of one device.
    pub pushes: Rate,
    /// Other calls of one device.
    pub calls: Rate,
    /// Changes of the keyring and purges of one device: the database has much to do for each.
    pub heavy: Rate,
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address.
    pub connections_per_address: usize,
    /// How long the next part of a request, or the reading of the next part of an answer, may take.
    pub pause: Duration,
}

/// What is wrong with the configuration: all of it, one sentence each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the configuration is not right:\n{}", .0.iter().map(|fault| format!("- {fault}")).collect::<Vec<_>>().join("\n"))]
pub struct ConfigError(pub Vec<String>);

impl Settings {
    /// Reads a file of settings.
    ///
    /// # Errors
    /// If it cannot be read, or holds a setting that does not exist.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|error| fault(format!("{}: {error}", file.display())))?;
        toml::from_str(&text).map_err(|error| fault(format!("{}: {}", file.display(), error.message())))
    }

    /// These, and where they say nothing, those.
    #[must_use]
    pub fn or(self, file: Self) -> Self {
        macro_rules! first {
            ($($field:ident),* $(,)?) => { Self { $($field: self.$field.or(file.$field)),* } };
        }
        first! {
            database, database_ca, database_connections, listen, operator_listen, origins, tls_certificate, tls_key,
            behind_proxy, account_bytes, account_records, connections, connections_per_address, logins_per_minute,
            pairings_per_minute, pushes_per_minute, calls_per_minute, pause_seconds, grace_seconds, log,
        }
    }
}

fn fault(text: String) -> ConfigError {
    ConfigError(vec![text])
}

impl Config {
    /// The configuration of settings, which must be right in all of them.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn parse(settings: &Settings) -> Result<Self, ConfigError> {
        let mut faults = Vec::new();
        let mut config = Self::on(Address::Sqlite(DATABASE.into()));
        config.read_database(settings, &mut faults);
        config.read_network(settings, &mut faults);
        config.read_limits(settings, &mut faults);
        if let Some(log) = &settings.log {
            match log.parse() {
                Ok(level) => config.log = level,
                Err(_) => faults.push(format!("log: {log} is none of error, warn, info, debug")),
            }
        }
        if faults.is_empty() { Ok(config) } else { Err(ConfigError(faults)) }
    }

    /// What a server does that was told nothing but its database.
    #[must_use]
    pub fn on(database: Address) -> Self {
        let rate = |per_minute, burst| Rate { per_minute, burst };
        Self {
            database,
            listen: LISTEN.parse().expect("it is an address"),
            operator_listen: Some(OPERATOR.parse().expect("it is an address")),
            origins: Vec::new(),
            tls: None,
            behind_proxy: false,
            limits: Limits {
                quota: Quota { bytes: limits::ACCOUNT_BYTES, records: limits::ACCOUNT_RECORDS },
                mailboxes: Quota { bytes: 64 * 1024 * 1024, records: 16_384 },
                logins: rate(10, 20),
                pairings: rate(20, 20),
                pushes: rate(60, 300),
                calls: rate(600, 1_200),
                heavy: rate(20, 40),
                connections: CONNECTIONS,
                connections_per_address: CONNECTIONS / 4,
                pause: Duration::from_secs(30),
            },
            grace: Duration::from_secs(30),
            log: tracing::Level::INFO,
        }
    }

    fn read_database(&mut self, settings: &Settings, faults: &mut Vec<String>) {
        let named = settings.database.clone().unwrap_or_else(|| DATABASE.to_owned());
        let is_postgres = named.starts_with("postgres://") || named.starts_with("postgresql://");
        if let Some((scheme, _)) = named.split_once("://").filter(|_| !is_postgres) {
            faults.push(format!("database: {scheme} is no database: name a file, or postgres://…"));
        }
        if is_postgres {
            let connections = settings.database_connections.unwrap_or(DATABASE_CONNECTIONS);
            let authorities = settings.database_ca.clone();
            match named.parse() {
                Ok(postgres) => check_way(&postgres, authorities.is_some(), faults),
                Err(error) => faults.push(format!("database: {error}")),
            }
            if connections == 0 {
                faults.push("database_connections: at least 1 is needed".to_owned());
            }
            check_file("database_ca", authorities.as_deref(), faults);
            self.database = Address::Postgres { url: named, authorities, connections };
        } else {
            for (name, is_said) in [
                ("database_ca", settings.database_ca.is_some()),
                ("database_connections", settings.database_connections.is_some()),
            ] {
                if is_said {
                    faults.push(format!("{name}: only PostgreSQL has use for it"));
                }
            }
            self.database = Address::Sqlite(named.into());
        }
    }

    fn read_network(&mut self, settings: &Settings, faults: &mut Vec<String>) {
        let mut address = |name: &str, text: &Option<String>, default: SocketAddr| match text.as_deref().map(str::parse)
        {
            None => default,
            Some(Ok(address)) => address,
            Some(Err(_)) => {
                faults.push(format!("{name}: an address and a port are needed, such as 127.0.0.1:8137"));
                default
            }
        };
        self.listen = address("listen", &settings.listen, self.listen);
        self.operator_listen = match settings.operator_listen.as_deref() {
            Some("off") => None,
            _ => self.operator_listen.map(|default| address("operator_listen", &settings.operator_listen, default)),
        };
        self.origins = settings.origins.clone().unwrap_or_default();
        for origin in self.origins.iter().filter(|origin| !is_origin(origin)) {
            faults.push(format!("origin: {origin} is not scheme, host and port in small letters, without a path"));
        }
        self.behind_proxy = settings.behind_proxy.unwrap_or(false);
        self.tls = match (&settings.tls_certificate, &settings.tls_key) {
            (None, None) => None,
            (Some(certificate), Some(key)) => Some((certificate.clone(), key.clone())),
            _ => {
                faults.push("tls_certificate and tls_key: one is useless without the other".to_owned());
                None
            }
        };
        check_file("tls_certificate", settings.tls_certificate.as_deref(), faults);
        check_file("tls_key", settings.tls_key.as_deref(), faults);
        self.check_reach(faults);
    }

    /// Whoever is not on this machine comes by TLS, and by a name that the server knows.
    fn check_reach(&self, faults: &mut Vec<String>) {
        let is_local = self.listen.ip().is_loopback();
        if !is_local && self.tls.is_none() && !self.behind_proxy {
            faults.push(
                "listen: beyond this machine TLS is needed: tls_certificate and tls_key, or behind_proxy".to_owned(),
            );
        }
        if self.tls.is_some() && self.behind_proxy {
            faults.push("behind_proxy: the proxy does TLS, so tls_certificate and tls_key are not needed".to_owned());
        }
        if self.origins.is_empty() && (!is_local || self.tls.is_some() || self.behind_proxy) {
            faults.push("origin: the address that members dial is needed: logins sign it".to_owned());
        }
        let is_plain = |origin: &&String| origin.starts_with("http://") && !is_loopback_origin(origin);
        for origin in self.origins.iter().filter(is_plain) {
            faults.push(format!("origin: {origin} goes without TLS, and beyond this machine"));
        }
    }

    fn read_limits(&mut self, settings: &Settings, faults: &mut Vec<String>) {
        let limits = &mut self.limits;
        limits.quota.bytes = settings.account_bytes.unwrap_or(limits.quota.bytes);
        limits.quota.records = settings.account_records.unwrap_or(limits.quota.records);
        limits.connections = settings.connections.unwrap_or(limits.connections);
        let share = if self.behind_proxy { limits.connections } else { limits.connections.div_ceil(4) };
        limits.connections_per_address = settings.connections_per_address.unwrap_or(share);
        let rate = |named: Option<u32>, default: Rate, times: u32| {
            named.map_or(default, |per_minute| Rate { per_minute, burst: per_minute.saturating_mul(times) })
        };
        limits.logins = rate(settings.logins_per_minute, limits.logins, 2);
        limits.pairings = rate(settings.pairings_per_minute, limits.pairings, 1);
        limits.pushes = rate(settings.pushes_per_minute, limits.pushes, 5);
        limits.calls = rate(settings.calls_per_minute, limits.calls, 2);
        limits.heavy = rate(settings.calls_per_minute.map(|calls| calls.div_ceil(30)), limits.heavy, 2);
        limits.pause = settings.pause_seconds.map_or(limits.pause, Duration::from_secs);
        self.grace = settings.grace_seconds.map_or(self.grace, Duration::from_secs);
        let limits = &self.limits;
        for (name, is_zero) in [
            ("connections", limits.connections == 0),
            ("connections_per_address", limits.connections_per_address == 0),
            ("logins_per_minute", limits.logins.per_minute == 0),
            ("pairings_per_minute", limits.pairings.per_minute == 0),
            ("pushes_per_minute", limits.pushes.per_minute == 0),
            ("calls_per_minute", limits.calls.per_minute == 0),
            ("pause_seconds", limits.pause.is_zero()),
        ] {
            if is_zero {
                faults.push(format!("{name}: 0 lets nobody in"));
            }
        }
    }

    /// What is right, and yet may not be meant.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        let address = self.operator_listen.filter(|address| !address.ip().is_loopback())?;
        Some(format!(
            "operator_listen: {address} is beyond this machine: whoever reaches it sees health and metrics, without TLS"
        ))
    }

    /// The addresses that members dial, when the server listens at `listening`.
    #[must_use]
    pub fn origins_at(&self, listening: SocketAddr) -> Vec<String> {
        if self.origins.is_empty() {
            vec![format!("http://{listening}"), format!("http://localhost:{}", listening.port())]
        } else {
            self.origins.clone()
        }
    }
}

fn is_loopback_origin(origin: &str) -> bool {
    let host = origin.trim_start_matches("http://");
    host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]")
}

/// What goes to a database on another machine is encrypted, or the operator says that the way there is safe.
fn check_way(postgres: &tokio_postgres::Config, is_encrypted: bool, faults: &mut Vec<String>) {
    use tokio_postgres::config::{Host, SslMode};
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
        Host::Unix(_) => true,
    };
    if !postgres.get_hosts().iter().all(is_here) && !is_encrypted && postgres.get_ssl_mode() != SslMode::Disable {
        faults.push("database: it is on another machine: name its database_ca, or say sslmode=disable".to_owned());
    }
}

fn check_file(name: &str, file: Option<&Path>, faults: &mut Vec<String>) {
    if let Some(Err(error)) = file.map(|file| std::fs::File::open(file).map_err(|error| (file, error))) {
        faults.push(format!("{name}: {}: {}", error.0.display(), error.1));
    }
}

#[cfg(test)]
mod tests;
