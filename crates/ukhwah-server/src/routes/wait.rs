//! Waits for changes.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use tokio::sync::watch;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::SpaceId;
use ukhwah_protocol::limits;
use ukhwah_protocol::message::WaitAnswer;

use crate::answer;
use crate::error::{Failure, refused};
use crate::limit::share::Part;
use crate::record::heads::{Heads, ReadHeads};
use crate::request::{Caller, Parameters, parse};
use crate::server::{Server, closed};
use crate::session::not_member;
use crate::store::Store;
use crate::waiting::Seat;

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

    /// Whether the device knows the keyring's newest revision; a higher one is of another life of the database, of which
    /// the heads tell.
    fn has_keyring(&self, revision: u64) -> bool {
        self.keyring.is_none_or(|known| known >= revision)
    }

    /// What was raised above what the device knows.
    fn later(&self, raised: &Heads) -> Vec<(SpaceId, u64)> {
        let is_news =
            |(space, head): &&(SpaceId, u64)| self.spaces.iter().any(|(other, known)| other == space && head > known);
        raised.spaces.iter().filter(is_news).copied().collect()
    }
}

/// A device that knows everything, and waits.
struct Waiter {
    known: Known,
    revision: u64,
    seat: Seat,
    _call: Part,
}

/// `GET /v1/wait?heads=space:head,…&keyring=&seconds=`
pub async fn wait(State(server): State<Arc<Server>>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    // Thousands wait at once. What only the beginning needs is not kept for them until the end.
    let begun = Box::pin(begin(Arc::clone(&server), uri, headers)).await?;
    let closing = server.closing.subscribe();
    drop(server);
    let answer = match begun {
        Ok(waiter) => waiter.wait(closing).await,
        Err(at_once) => at_once,
    };
    Ok(answer::with(&answer))
}

/// A waiter; or what it is to hear at once, because the account stands elsewhere than it knows.
async fn begin(server: Arc<Server>, uri: Uri, headers: HeaderMap) -> Result<Result<Waiter, WaitAnswer>, Failure> {
    let known = Known::parse(uri.query())?;
    let Caller { session, call } = server.caller(&headers, &server.rates.calls).await?;
    session.device()?;
    let account = session.account;
    let seat = server.waiting.sit(account);
    let stands = server.database.read(ReadHeads { account }).await?;
    if stands.keyring == 0 {
        return Err(refused(ErrorCode::TokenExpired, "the account has ended"));
    }
    let heads = known.first(&stands)?;
    if heads.is_empty() && known.has_keyring(stands.keyring) {
        Ok(Ok(Waiter { known, revision: stands.keyring, seat, _call: call }))
    } else {
        Ok(Err(WaitAnswer { heads, keyring_revision: stands.keyring }))
    }
}

impl Waiter {
    async fn wait(mut self, mut closing: watch::Receiver<bool>) -> WaitAnswer {
        let mut end = std::pin::pin!(tokio::time::sleep(Duration::from_secs(self.known.seconds)));
        loop {
            let raised = self.seat.heads();
            let heads = self.known.later(&raised);
            let revision = raised.keyring.max(self.revision);
            if !heads.is_empty() || (revision > self.revision && !self.known.has_keyring(revision)) {
                return WaitAnswer { heads, keyring_revision: revision };
            }
            tokio::select! {
                () = self.seat.changed() => {}
                () = &mut end => break,
                () = closed(&mut closing) => break,
            }
        }
        WaitAnswer { heads: Vec::new(), keyring_revision: self.revision }
    }
}
