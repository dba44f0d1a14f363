//! Tables from the service: only when the person asks, and only once he has switched it on.

use reqwest::header::USER_AGENT;
use reqwest::tls::Version;
use reqwest::{Response, StatusCode};
use tokio::runtime::Builder;
use ukhwah_solat::malaysia::Zone;
use ukhwah_store::Store;

use super::fetching::{Stopped, unless};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::network::https_client;
use crate::settings::ProgressView;
use crate::solat::settings::{religious, zone_of};
use crate::solat::{TableAddressRequest, TableAddressView, TableCheckView};

/// A public service may want to know what asks it.
const AGENT: &str = concat!("Ukhwah/", env!("CARGO_PKG_VERSION"));

/// Whether fetching is on.
const SWITCH: &str = "table_download";

/// The most bytes an answer may have: 4 MiB, where a year of a zone has 0.1.
const MOST: usize = 4 << 20;

/// The bytes that a year of a zone has, where the server does not say how many come.
const USUAL: u64 = 90_000;

impl App {
    /// Whether official tables may be fetched, and the exact address that would be asked.
    ///
    /// # Errors
    /// If the app is locked or religious content is off.
    pub fn table_address_view(&self) -> Result<TableAddressView, IpcError> {
        self.reading(|store, _| {
            religious(store.read())?;
            self.download(store, zone_of(store.read())?)
        })
    }

    /// Switches the fetching of official tables on or off. Nothing is fetched by this.
    ///
    /// # Errors
    /// If the app is locked, religious content is off, or it cannot be written.
    pub fn table_address_save(&self, request: TableAddressRequest) -> Result<TableAddressView, IpcError> {
        self.with_open(|open| {
            religious(open.store.read())?;
            Ok(open.store.set_setting(SWITCH, &request.on)?)
        })?;
        self.table_address_view()
    }

    /// Fetches the official table of the zone and checks it. Nothing is used yet. A fetch that is still under way is
    /// stopped by this, and so it is when the app is locked.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if fetching is off or there is no zone, [`ErrorCode::Cancelled`] if it was stopped, or
    /// how the server failed.
    pub fn table_download(&self) -> Result<TableCheckView, IpcError> {
        let zone = self.table_zone()?;
        if !self.table_address_view()?.on {
            return Err(ErrorCode::BadRequest.into());
        }
        let mut stopped = self.fetching.begin();
        // The session is not held here: Help, the lock and everything else go on while a slow server answers.
        let bytes = self.fetch(zone, &mut stopped)?;
        self.take_table(&bytes, zone, self.tables.address(zone).to_string(), || stopped.is_stopped())
    }

    /// Stops the fetch that is under way, if one is.
    ///
    /// # Errors
    /// None.
    pub fn table_download_stop(&self) -> Result<(), IpcError> {
        self.fetching.stop();
        Ok(())
    }

    /// Whether fetching is on, and the address for a zone.
    pub(in crate::solat) fn download(&self, store: &Store, zone: Option<Zone>) -> Result<TableAddressView, IpcError> {
        let on = store.setting(SWITCH)?.unwrap_or(false);
        Ok(TableAddressView { on, address: zone.map(|zone| self.tables.address(zone).to_string()) })
    }

    fn fetch(&self, zone: Zone, stopped: &mut Stopped) -> Result<Vec<u8>, ErrorCode> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
            tracing::error!(%error, "nothing was made to fetch with");
            ErrorCode::Failed
        })?;
        let fetched = runtime.block_on(unless(stopped, self.answer(zone)));
        // What still asks for the server's address is not waited for.
        runtime.shutdown_background();
        fetched.unwrap_or(Err(ErrorCode::Cancelled))
    }

    async fn answer(&self, zone: Zone) -> Result<Vec<u8>, ErrorCode> {
        let tell = |share| self.host.progress(ProgressView { share });
        tell(0.0);
        let client = https_client(self.tables.patience, None, Version::TLS_1_2).map_err(|error| {
            tracing::error!(%error, "no client was made");
            ErrorCode::Failed
        })?;
        let answer = client.get(self.tables.address(zone)).header(USER_AGENT, AGENT).send().await.map_err(|error| {
            tracing::warn!(error = %error.without_url(), "the tables' server did not answer");
            ErrorCode::NoAnswer
        })?;
        // A redirect is an answer too, and not the one that was asked for.
        if answer.status() != StatusCode::OK {
            tracing::warn!(status = answer.status().as_u16(), "the tables' server refused");
            return Err(ErrorCode::AnswerRefused);
        }
        let bytes = body(answer, &tell).await?;
        tell(1.0);
        Ok(bytes)
    }
}

async fn body(mut answer: Response, tell: &impl Fn(f64)) -> Result<Vec<u8>, ErrorCode> {
    let length = answer.content_length();
    if length.is_some_and(|length| length > MOST as u64) {
        return Err(ErrorCode::FileTooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| broken(&error))? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > MOST {
            return Err(ErrorCode::FileTooLarge);
        }
        tell(share(bytes.len() as u64, length.unwrap_or(USUAL)));
    }
    Ok(bytes)
}

/// How far it has come, from 0 to 1; near the end it waits for the end.
fn share(read: u64, length: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "both are below 4 MiB, and it draws a bar")]
    let share = read as f64 / length.max(1) as f64;
    share.min(0.95)
}

fn broken(error: &reqwest::Error) -> ErrorCode {
    if error.is_timeout() { ErrorCode::NoAnswer } else { ErrorCode::AnswerCutOff }
}
