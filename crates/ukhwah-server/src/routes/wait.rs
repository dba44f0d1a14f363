//! Waits for changes.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::SpaceId;
use ukhwah_protocol::limits;
use ukhwah_protocol::message::WaitAnswer;

use crate::answer;
use crate::error::{Failure, refused};
use crate::record::heads::{Heads, ReadHeads};
use crate::request::{Parameters, parse};
use crate::server::{Server, closed};
use crate::session::not_member;
use crate::store::Store;

/// What a device knows of where its account stands.
struct Known {
    spaces: Vec<(SpaceId, u64)>,
    keyring: Option<u64>,
    seconds: u64,
}

impl Known {
    fn parse(query: Option<&str>) -> Result<Self, Failure> {
        let parameters = Parameters::parse(query, &["heads", "keyring", "seconds"])?;
        let bad = |title| refused(ErrorCode::BadRequest, title);
        let pair = |pair: &str| {
            let (space, head) = pair.split_once(':').ok_or_else(|| bad("a head has a space and a number"))?;
            Ok((parse(space)?, parse(head)?))
        };
        let heads = parameters.text("heads").unwrap_or_default();
        let heads = heads.split(',').filter(|pair| !pair.is_empty());
        let spaces: Vec<_> = heads.map(pair).collect::<Result<_, Failure>>()?;
        let seconds = parameters.read("seconds")?.unwrap_or(limits::WAIT_SECONDS);
        if spaces.len() > limits::WAIT_SPACES || seconds > limits::WAIT_SECONDS {
            return Err(bad("a wait names too many spaces, or takes too long"));
        }
        Ok(Self { spaces, keyring: parameters.read("keyring")?, seconds })
    }

    /// What differs from where the account stands now.
    fn first(&self, stands: &Heads) -> Result<Vec<(SpaceId, u64)>, Failure> {
        let mut heads = Vec::new();
        for (space, known) in &self.spaces {
            let now = stands.spaces.iter().find(|(other, _)| other == space).ok_or_else(not_member)?;
            if now.1 != *known {
                heads.push(*now);
            }
        }
        Ok(heads)
    }

    /// What was raised above what the device knows.
    fn later(&self, raised: &Heads) -> Vec<(SpaceId, u64)> {
        let is_news =
            |(space, head): &&(SpaceId, u64)| self.spaces.iter().any(|(other, known)| other == space && head > known);
        raised.spaces.iter().filter(is_news).copied().collect()
    }
}

/// `GET /v1/wait?heads=space:head,…&keyring=&seconds=`
pub async fn wait(State(server): State<Arc<Server>>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let mut known = Known::parse(uri.query())?;
    let caller = server.caller(&headers).await?;
    caller.session.device()?;
    let account = caller.session.account;
    let mut seat = server.waiting.sit(account);
    let stands = server.database.read(ReadHeads { account }).await?;
    if stands.keyring == 0 {
        return Err(refused(ErrorCode::TokenExpired, "the account has ended"));
    }
    let revision = *known.keyring.get_or_insert(stands.keyring);
    let changed = known.first(&stands)?;
    if !changed.is_empty() || stands.keyring != revision {
        return Ok(answer::with(&WaitAnswer { heads: changed, keyring_revision: stands.keyring }));
    }
    let mut closing = server.closing.subscribe();
    let mut end = std::pin::pin!(tokio::time::sleep(Duration::from_secs(known.seconds)));
    loop {
        let raised = seat.heads();
        let changed = known.later(&raised);
        let keyring_revision = raised.keyring.max(revision);
        if !changed.is_empty() || keyring_revision > revision {
            return Ok(answer::with(&WaitAnswer { heads: changed, keyring_revision }));
        }
        tokio::select! {
            () = seat.changed() => {}
            () = &mut end => break,
            () = closed(&mut closing) => break,
        }
    }
    Ok(answer::with(&WaitAnswer { heads: Vec::new(), keyring_revision: revision }))
}
