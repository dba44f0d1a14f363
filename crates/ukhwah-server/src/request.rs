//! What a request says, read with care: its parameters, its body, who it is from.

use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, Token};
use ukhwah_protocol::limits;
use ukhwah_protocol::message;

use crate::error::{Failure, Refusal, refused};
use crate::limit::rate::{Rates, prefix};
use crate::limit::room::Sender;
use crate::limit::share::Part;
use crate::server::Server;
use crate::session::{Authenticate, Login, Session};
use crate::store::Store;

/// The bytes that a body must bring, or of an answer must be taken, in a second on the whole.
const BYTES_A_SECOND: usize = 4 * 1024;

/// Where a connection comes from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// A login that is carrying out a call.
pub struct Caller {
    /// Whose it is.
    pub session: Session,
    /// Ends with the answer.
    pub call: Part,
}

const fn bad(title: &'static str) -> Failure {
    refused(ErrorCode::BadRequest, title)
}

/// The token that a request shows.
///
/// # Errors
/// `token_expired` if it shows none.
pub fn token(headers: &HeaderMap) -> Result<Token, Failure> {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = shown.and_then(|shown| Token::from_authorization(shown).ok());
    token.ok_or_else(|| refused(ErrorCode::TokenExpired, "the request shows no token: log in"))
}

impl Server {
    /// Who asks; the call goes on until what is returned is let go of.
    ///
    /// # Errors
    /// `token_expired`, `token_superseded`, `rate_limited`.
    pub(crate) async fn caller(&self, headers: &HeaderMap, rates: &Rates) -> Result<Caller, Failure> {
        let authenticate = Authenticate { hash: token(headers)?.hash(), now: self.clock.seconds() };
        let session = self.database.read(authenticate).await?;
        let who = match &session.login {
            Login::Device(device) => device.0,
            Login::Sheet { id, .. } => id.0,
        };
        let call = self.room.call(who)?;
        let taken = rates.take(who, self.clock.millis());
        taken.map_err(|seconds| too_often("too many calls of this device", seconds))?;
        Ok(Caller { session, call })
    }

    /// Lets an address ask once.
    ///
    /// # Errors
    /// `rate_limited`.
    pub(crate) fn admit(&self, rates: &Rates, request: &Request) -> Result<(), Failure> {
        let Some(address) = self.address(request) else { return Ok(()) };
        let taken = rates.take_from(address, self.clock.millis());
        taken.map_err(|seconds| too_often("too many requests from this address", seconds))
    }

    /// Where a request comes from: behind a proxy, what the proxy says of it, which it adds at the end of the list.
    fn address(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get().map(|Peer(address)| *address);
        if self.behind_proxy { forwarded_for(request.headers()).or(peer) } else { peer }
    }

    /// Room for a page of an answer to an account.
    ///
    /// # Errors
    /// `busy`.
    pub(crate) async fn page(&self, account: AccountId) -> Result<Part, Failure> {
        self.room.page(account, self.limits.pause).await
    }

    /// Who sends a request without a login.
    pub(crate) fn anybody(&self, request: &Request) -> Sender {
        Sender::Anybody(self.address(request).map(prefix).unwrap_or_default())
    }

    /// Reads a small message.
    ///
    /// # Errors
    /// `unsupported_media`, `too_large`, `bad_request`.
    pub(crate) async fn small<M>(&self, request: Request) -> Result<M, Failure>
    where
        M: for<'b> minicbor::Decode<'b, ()>,
    {
        let length = expect(request.headers(), message::MEDIA_TYPE, limits::SMALL_BODY)?;
        read(&self.collect(request, length, limits::SMALL_BODY).await?)
    }

    /// Reads a message of at most `limit` bytes, with the room that it takes until all is done.
    ///
    /// # Errors
    /// `unsupported_media`, `too_large`, `bad_request`, `busy`.
    pub(crate) async fn large<M>(&self, request: Request, limit: usize, sender: Sender) -> Result<(M, Part), Failure>
    where
        M: for<'b> minicbor::Decode<'b, ()>,
    {
        let (bytes, room) = self.bytes(request, message::MEDIA_TYPE, limit, sender).await?;
        Ok((read(&bytes)?, room))
    }

    /// Reads a body of at most `limit` bytes, with the room that it takes until all is done.
    ///
    /// # Errors
    /// `unsupported_media`, `too_large`, `bad_request`, `busy`.
    pub(crate) async fn bytes(
        &self,
        request: Request,
        media_type: &str,
        limit: usize,
        sender: Sender,
    ) -> Result<(Vec<u8>, Part), Failure> {
        let length = expect(request.headers(), media_type, limit)?;
        let room = self.room.body(length, sender)?;
        Ok((self.collect(request, length, limit).await?, room))
    }

    async fn collect(&self, request: Request, length: usize, limit: usize) -> Result<Vec<u8>, Failure> {
        let pause = self.limits.pause;
        let collected = collect(request.into_body(), length, limit, pause);
        tokio::time::timeout(whole_time(length, pause), collected).await.map_err(|_| too_slow())?
    }
}

/// How long so many bytes may take on their way, in either direction.
pub(crate) const fn whole_time(bytes: usize, pause: Duration) -> Duration {
    pause.saturating_add(Duration::from_millis((bytes * 1_000 / BYTES_A_SECOND) as u64))
}

/// How many bytes a body says it has, or may have; it must be of a type and not compressed.
fn expect(headers: &HeaderMap, media_type: &str, limit: usize) -> Result<usize, Failure> {
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if said(header::CONTENT_TYPE) != Some(media_type) || headers.contains_key(header::CONTENT_ENCODING) {
        return Err(refused(ErrorCode::UnsupportedMedia, "the body is of another type than this call takes"));
    }
    let length = said(header::CONTENT_LENGTH).and_then(|text| text.parse().ok()).unwrap_or(limit);
    if length > limit { Err(too_large()) } else { Ok(length) }
}

fn read<M: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<M, Failure> {
    message::read(bytes).map_err(|_| bad("the body is not the message that this call takes"))
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let said = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    said.rsplit(',').next()?.trim().parse().ok()
}

/// The refusal of a caller who asks too often.
fn too_often(title: &'static str, seconds: u32) -> Failure {
    Refusal::new(ErrorCode::RateLimited, title).after(seconds).into()
}

const fn too_large() -> Failure {
    refused(ErrorCode::TooLarge, "the body is larger than this call takes")
}

const fn too_slow() -> Failure {
    bad("the body comes too slowly")
}

async fn collect(mut body: Body, expected: usize, limit: usize, pause: Duration) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(expected.min(limits::SMALL_BODY));
    loop {
        let frame = tokio::time::timeout(pause, body.frame()).await.map_err(|_| too_slow())?;
        let Some(frame) = frame else { return Ok(bytes) };
        let frame = frame.map_err(|_| bad("the body ends before its end"))?;
        if let Some(data) = frame.data_ref() {
            if bytes.len() + data.len() > limit {
                return Err(too_large());
            }
            bytes.extend_from_slice(data);
        }
    }
}

/// What stands behind the question mark of an address.
pub struct Parameters<'q>(Vec<(&'q str, &'q str)>);

impl<'q> Parameters<'q> {
    /// Reads them; none may be there twice or have another name than those the call knows. Values are digits, colons and
    /// commas, so none is ever escaped.
    ///
    /// # Errors
    /// `unknown_parameter`.
    pub fn parse(query: Option<&'q str>, known: &[&str]) -> Result<Self, Failure> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !known.contains(&name) || found.iter().any(|(other, _)| *other == name) {
                return Err(refused(ErrorCode::UnknownParameter, "a parameter is unknown, or there twice"));
            }
            found.push((name, value));
        }
        Ok(Self(found))
    }

    /// The text of one.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'q str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// One, read.
    ///
    /// # Errors
    /// `bad_request` if it cannot be read.
    pub fn read<T: FromStr>(&self, name: &str) -> Result<Option<T>, Failure> {
        self.text(name).map(|text| parse(text)).transpose()
    }
}

/// Reads a part of an address.
///
/// # Errors
/// `bad_request`.
pub fn parse<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| bad("a part of the address cannot be read"))
}
