//! Invites and accounts.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{self, NewSheet, SignedAct};

use crate::account::create::CreateAccount;
use crate::account::delete::DeleteAccount;
use crate::answer;
use crate::error::Failure;
use crate::invite::create::CreateInvite;
use crate::request::Parameters;
use crate::server::Server;
use crate::sheet::set::SetSheet;
use crate::store::Store;

/// `POST /v1/invites`
pub async fn invite(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let caller = server.caller(request.headers(), &server.rates.calls).await?;
    let invite: message::CreateInvite = server.small(request).await?;
    let (id, token_hash, is_admin) = (invite.id, invite.token_hash, invite.admin);
    let now = server.clock.seconds();
    server.database.write(CreateInvite { by: Some(caller.session), id, token_hash, is_admin, now }).await?;
    Ok(answer::done())
}

/// `POST /v1/accounts`
pub async fn join(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    server.admit(&server.rates.joins, &request)?;
    let sender = server.anybody(&request);
    let (request, room) = server.large(request, limits::ACCOUNT_BODY, sender).await?;
    let (now, day) = (server.clock.seconds(), server.clock.day());
    server.database.write((CreateAccount { request, org: server.org, now, day }, room)).await?;
    Ok(answer::done())
}

/// `DELETE /v1/accounts/me`
pub async fn end(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let caller = server.caller(request.headers(), &server.rates.calls).await?;
    let act: SignedAct = server.small(request).await?;
    server.database.write(DeleteAccount { session: caller.session, act, org: server.org }).await?;
    Ok(answer::done())
}

/// `PUT /v1/recovery/sheet`
pub async fn set_sheet(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let caller = server.caller(request.headers(), &server.rates.calls).await?;
    let sheet: NewSheet = server.small(request).await?;
    let day = server.clock.day();
    server.database.write(SetSheet { session: caller.session, sheet, org: server.org, day }).await?;
    Ok(answer::done())
}
