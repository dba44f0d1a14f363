//! Records.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{self, Purged, PushAnswer, PushAnswers};

use crate::answer;
use crate::error::{Failure, refused};
use crate::limit::room::Sender;
use crate::metrics::add;
use crate::record::ack::AckRecords;
use crate::record::changes::{Place, ReadChanges};
use crate::record::index::ReadIndex;
use crate::record::purge::PurgeRecords;
use crate::record::push::Push;
use crate::request::{Parameters, parse};
use crate::server::Server;
use crate::store::Store;

/// `GET /v1/spaces/{space}/changes?cursor=&limit=`
pub async fn changes(
    State(server): State<Arc<Server>>,
    Path(space): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let parameters = Parameters::parse(uri.query(), &["cursor", "limit"])?;
    let wrong = |_| refused(ErrorCode::BadRequest, "the cursor is not hexadecimal");
    let cursor = parameters.text("cursor").map(hex::decode).transpose().map_err(wrong)?;
    let items = parameters.read("limit")?.unwrap_or(limits::CHANGES_ITEMS);
    if !(1..=limits::CHANGES_ITEMS).contains(&items) {
        return Err(refused(ErrorCode::BadRequest, "a page has at least one record, and not more than allowed"));
    }
    let after = cursor.as_deref().map(Place::parse).transpose()?;
    let space = parse(&space)?;
    let caller = server.caller(&headers, &server.rates.calls).await?;
    let room = server.page(caller.session.account).await?;
    let page = server.database.read(ReadChanges { session: caller.session, space, after, items }).await?;
    add(&server.metrics.pulled, page.records.len() as u64);
    Ok(answer::holding(&page, (caller.call, room)))
}

/// `POST /v1/spaces/{space}/records`
pub async fn push(
    State(server): State<Arc<Server>>,
    Path(space): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let space = parse(&space)?;
    let caller = server.caller(request.headers(), &server.rates.pushes).await?;
    caller.session.device()?;
    let account = caller.session.account;
    let (message::Push { items }, room) = server.large(request, limits::BODY, Sender::Member(account)).await?;
    let page = server.room.page_now(account);
    let push = Push::new(caller.session, space, items, server.limits.quota)?;
    let push = if page.is_some() { push } else { push.without_versions() };
    let pushed = server.database.write((push, room)).await?;
    let count = |is: fn(&PushAnswer) -> bool| pushed.answers.iter().filter(|answer| is(answer)).count() as u64;
    let stored = count(|answer| matches!(answer, PushAnswer::Stored { .. }));
    add(&server.metrics.stored, stored);
    add(&server.metrics.conflicts, count(|answer| matches!(answer, PushAnswer::Conflict { .. })));
    if stored > 0 {
        server.waiting.raise_space(account, space, pushed.head);
    }
    let page = page.filter(|_| count(|answer| matches!(answer, PushAnswer::Conflict { sealed: Some(_), .. })) > 0);
    Ok(answer::holding(&PushAnswers { answers: pushed.answers, cursor: pushed.cursor }, (caller.call, page)))
}

/// `GET /v1/spaces/{space}/index?after=`
pub async fn index(
    State(server): State<Arc<Server>>,
    Path(space): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let after = Parameters::parse(uri.query(), &["after"])?.read("after")?;
    let space = parse(&space)?;
    let caller = server.caller(&headers, &server.rates.calls).await?;
    let room = server.page(caller.session.account).await?;
    let page = server.database.read(ReadIndex { session: caller.session, space, after }).await?;
    Ok(answer::holding(&page, (caller.call, room)))
}

/// `POST /v1/spaces/{space}/acks`
pub async fn ack(
    State(server): State<Arc<Server>>,
    Path(space): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let space = parse(&space)?;
    let caller = server.caller(request.headers(), &server.rates.calls).await?;
    let message::Ack { seq } = server.small(request).await?;
    server.database.write(AckRecords { session: caller.session, space, seq }).await?;
    Ok(answer::done())
}

/// `POST /v1/spaces/{space}/purge`
pub async fn purge(
    State(server): State<Arc<Server>>,
    Path(space): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let space = parse(&space)?;
    let caller = server.caller(request.headers(), &server.rates.heavy).await?;
    let account = caller.session.account;
    let (message::Purge { ids }, room) = server.large(request, limits::BODY, Sender::Member(account)).await?;
    let ids = server.database.write((PurgeRecords { session: caller.session, space, ids }, room)).await?;
    Ok(answer::holding(&Purged { ids }, caller.call))
}
