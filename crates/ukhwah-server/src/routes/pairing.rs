//! Two devices of one person meet.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Request, State};
use axum::response::Response;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::Rendezvous;
use ukhwah_protocol::limits;

use crate::answer;
use crate::error::{Failure, refused};
use crate::mailbox::leave::LeaveMessage;
use crate::mailbox::take::{IsThere, TakeMessage};
use crate::request::{Parameters, parse};
use crate::server::{Server, closed};
use crate::store::Store;

/// How often a slot is looked into while somebody waits for it.
const LOOK: Duration = Duration::from_secs(1);

fn slot(text: &str) -> Result<u8, Failure> {
    let slot = parse(text)?;
    if slot < limits::MAILBOX_SLOTS { Ok(slot) } else { Err(nothing()) }
}

const fn nothing() -> Failure {
    refused(ErrorCode::NotFound, "nothing is there")
}

/// `POST /v1/pairing/{rendezvous}/{slot}`
pub async fn leave(
    State(server): State<Arc<Server>>,
    Path((rendezvous, place)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let (rendezvous, slot) = (parse(&rendezvous)?, slot(&place)?);
    server.admit(&server.rates.pairings, &request)?;
    let sender = server.anybody(&request);
    let (body, room) = server.bytes(request, "application/octet-stream", limits::MAILBOX_BODY, sender).await?;
    if body.is_empty() {
        return Err(refused(ErrorCode::BadRequest, "a message has at least one byte"));
    }
    server.messages.add(body.len(), server.limits.mailboxes)?;
    server.database.write((LeaveMessage { rendezvous, slot, body, now: server.clock.seconds() }, room)).await?;
    Ok(answer::done())
}

/// `GET /v1/pairing/{rendezvous}/{slot}?seconds=`
pub async fn take(
    State(server): State<Arc<Server>>,
    Path((rendezvous, place)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let seconds = Parameters::parse(request.uri().query(), &["seconds"])?.read("seconds")?.unwrap_or(0);
    if seconds > limits::WAIT_SECONDS {
        return Err(refused(ErrorCode::BadRequest, "a wait takes too long"));
    }
    let (rendezvous, slot) = (parse(&rendezvous)?, slot(&place)?);
    server.admit(&server.rates.pairings, &request)?;
    let mut closing = server.closing.subscribe();
    let found = tokio::select! {
        found = tokio::time::timeout(Duration::from_secs(seconds), look(&server, rendezvous, slot)) => found,
        () = closed(&mut closing) => return Err(nothing()),
    };
    if let Ok(failed) = found {
        failed?;
    }
    let taken = server.database.write(TakeMessage { rendezvous, slot, now: server.clock.seconds() }).await?;
    taken.map(answer::bytes).ok_or_else(nothing)
}

/// Looks again and again until a message is there.
async fn look(server: &Server, rendezvous: Rendezvous, slot: u8) -> Result<(), Failure> {
    while !server.database.read(IsThere { rendezvous, slot, now: server.clock.seconds() }).await? {
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}
