//! The keyring.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use ukhwah_protocol::limits;
use ukhwah_protocol::message;

use crate::answer;
use crate::error::Failure;
use crate::keyring::ack::AckKeyring;
use crate::keyring::change::ChangeKeyring;
use crate::keyring::read::ReadKeyring;
use crate::limit::room::Sender;
use crate::request::Parameters;
use crate::server::Server;
use crate::store::Store;

/// `GET /v1/keyring`
pub async fn read(State(server): State<Arc<Server>>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    Parameters::parse(uri.query(), &[])?;
    let caller = server.caller(&headers, &server.rates.calls).await?;
    let room = server.page(caller.session.account).await?;
    let state = server.database.read(ReadKeyring { session: caller.session }).await?;
    Ok(answer::holding(&state, (caller.call, room)))
}

/// `PUT /v1/keyring`
pub async fn change(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let caller = server.caller(request.headers(), &server.rates.heavy).await?;
    let account = caller.session.account;
    let (change, room) = server.large(request, limits::KEYRING_BODY, Sender::Member(account)).await?;
    let verb = ChangeKeyring { session: caller.session, change, org: server.org, day: server.clock.day() };
    let changed = server.database.write((verb, room)).await?;
    server.waiting.raise_keyring(account, changed.revision);
    Ok(answer::with(&changed))
}

/// `POST /v1/keyring/ack`
pub async fn ack(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let caller = server.caller(request.headers(), &server.rates.calls).await?;
    let message::AckKeyring { epoch } = server.small(request).await?;
    server.database.write(AckKeyring { session: caller.session, epoch }).await?;
    Ok(answer::done())
}
