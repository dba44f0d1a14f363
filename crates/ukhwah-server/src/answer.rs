//! Answers.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use ukhwah_protocol::message;

/// An answer with a message.
pub fn with<M: minicbor::Encode<()>>(message: &M) -> Response {
    holding(message, ())
}

/// An answer with a message, which holds on to something until it was sent or given up.
pub fn holding<M: minicbor::Encode<()>, H: Send + Unpin + 'static>(message: &M, held: H) -> Response {
    let bytes = Bytes::from(message::write(message));
    let body = Body::new(Holding { bytes: Some(bytes), _held: held });
    typed(body, message::MEDIA_TYPE)
}

/// An answer with bytes that are no message.
pub fn bytes(bytes: Vec<u8>) -> Response {
    typed(Body::from(bytes), "application/octet-stream")
}

/// An answer that says nothing more than that it was done.
pub fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

fn typed(body: Body, media_type: &'static str) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// It never says that it has ended before it is asked for more, which happens when what it gave has been sent.
struct Holding<H> {
    bytes: Option<Bytes>,
    _held: H,
}

impl<H: Unpin> hyper::body::Body for Holding<H> {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::convert::Infallible>>> {
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
