//! Which server this is.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use ukhwah_protocol::API_VERSION;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::message::Hello;

use crate::answer;
use crate::error::{Failure, refused};
use crate::request::Parameters;
use crate::server::Server;
use crate::store::Store;
use crate::upkeep::begin::ReadServer;

/// `GET /v1/hello`
pub async fn hello(State(server): State<Arc<Server>>, uri: Uri) -> Result<Response, Failure> {
    Parameters::parse(uri.query(), &[])?;
    let row = server.database.read(ReadServer).await?;
    let row = row.ok_or_else(|| refused(ErrorCode::Busy, "the server has not begun"))?;
    Ok(answer::with(&Hello {
        api: API_VERSION,
        min_api: API_VERSION,
        history: row.history,
        root: row.root,
        account_bytes: server.limits.quota.bytes,
        account_records: server.limits.quota.records,
    }))
}

/// Everything that is no call: an older version than is served, or nothing.
pub async fn nothing(uri: Uri) -> Failure {
    let version = uri.path().strip_prefix("/v").and_then(|rest| rest.split('/').next()?.parse::<u16>().ok());
    if version.is_some_and(|version| version < API_VERSION) {
        refused(ErrorCode::ClientTooOld, "this version of the API is no longer served")
    } else {
        refused(ErrorCode::NotFound, "there is no such call")
    }
}
