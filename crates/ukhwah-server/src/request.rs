//! What a request says, read with care: its parameters, its body, who it is from.

use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use tokio::sync::OwnedSemaphorePermit;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::Token;
use ukhwah_protocol::limits;
use ukhwah_protocol::message;

use crate::error::{Failure, refused};
use crate::limit::rate::Rates;
use crate::limit::room::Call;
use crate::server::Server;
use crate::session::{Authenticate, Login, Session};
use crate::store::Store;

/// The bytes that a body must bring in a second on the whole, or its connection ends.
const BYTES_A_SECOND: usize = 4 * 1024;

/// Where a connection comes from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// A login that is carrying out a call.
pub struct Caller {
    /// Whose it is.
    pub session: Session,
    /// Ends with the answer.
    pub call: Call,
}

/// A body that was read, with the room that it takes.
pub struct Read {
    bytes: Vec<u8>,
    _room: Option<OwnedSemaphorePermit>,
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
    pub(crate) async fn caller(&self, headers: &HeaderMap) -> Result<Caller, Failure> {
        let authenticate = Authenticate { hash: token(headers)?.hash(), now: self.clock.seconds() };
        let session = self.database.read(authenticate).await?;
        let who = match &session.login {
            Login::Device(device) => device.0,
            Login::Sheet { id, .. } => id.0,
        };
        Ok(Caller { call: self.room.call(who)?, session })
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

    /// Reads a message of at most `limit` bytes.
    ///
    /// # Errors
    /// `unsupported_media`, `too_large`, `bad_request`, `busy`.
    pub(crate) async fn message<M>(&self, request: Request, limit: usize, is_member: bool) -> Result<M, Failure>
    where
        M: for<'b> minicbor::Decode<'b, ()>,
    {
        if !has_type(request.headers(), message::MEDIA_TYPE) {
            return Err(refused(ErrorCode::UnsupportedMedia, "the body is not application/cbor"));
        }
        let body = self.body(request, limit, is_member).await?;
        message::read(&body.bytes).map_err(|_| bad("the body is not the message that this call takes"))
    }

    /// Reads a body that is no message.
    ///
    /// # Errors
    /// `unsupported_media`, `too_large`, `bad_request`, `busy`.
    pub(crate) async fn bytes(&self, request: Request, limit: usize) -> Result<Vec<u8>, Failure> {
        if !has_type(request.headers(), "application/octet-stream") {
            return Err(refused(ErrorCode::UnsupportedMedia, "the body is not application/octet-stream"));
        }
        Ok(self.body(request, limit, false).await?.bytes)
    }

    async fn body(&self, request: Request, limit: usize, is_member: bool) -> Result<Read, Failure> {
        let headers = request.headers();
        if headers.contains_key(header::CONTENT_ENCODING) {
            return Err(refused(ErrorCode::UnsupportedMedia, "the body is compressed"));
        }
        let length = headers.get(header::CONTENT_LENGTH);
        let length: Option<usize> = length.and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
        if length.is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let most = length.unwrap_or(limit);
        let room = if limit > limits::SMALL_BODY { Some(self.room.body(most, is_member)?) } else { None };
        let pause = self.limits.pause;
        let whole = pause + Duration::from_secs((most / BYTES_A_SECOND) as u64);
        let collected = tokio::time::timeout(whole, collect(request.into_body(), most, limit, pause));
        let bytes = collected.await.map_err(|_| too_slow())??;
        Ok(Read { bytes, _room: room })
    }
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let said = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    said.rsplit(',').next()?.trim().parse().ok()
}

/// The refusal of a caller who asks too often.
pub fn too_often(title: &'static str, seconds: u32) -> Failure {
    crate::error::Refusal::new(ErrorCode::RateLimited, title).after(seconds).into()
}

const fn too_large() -> Failure {
    refused(ErrorCode::TooLarge, "the body is larger than this call takes")
}

const fn too_slow() -> Failure {
    bad("the body comes too slowly")
}

fn has_type(headers: &HeaderMap, wanted: &str) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|said| said == wanted)
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
