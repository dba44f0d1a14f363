//! One connection: TLS if need be, then HTTP/1.1 until either side has enough.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::seats::Seat;
use super::stream::Impatient;
use super::tls::Acceptor;
use crate::error::Refusal;
use crate::metrics::{Metrics, Open, add};
use crate::request::Peer;
use crate::server::{Server, closed};

/// Bytes of a request's head at most, and of what is read ahead.
const HEAD: usize = 16 * 1024;
/// Lines of a request's head at most.
const LINES: usize = 64;

/// How the connections of one listener are served.
pub(super) struct Serving {
    calls: Router,
    tls: Option<Acceptor>,
    http: http1::Builder,
    pause: std::time::Duration,
    closing: watch::Receiver<bool>,
    metrics: Arc<Metrics>,
}

impl Serving {
    pub(super) fn new(server: &Server, calls: Router, tls: Option<Acceptor>) -> Arc<Self> {
        let pause = server.limits.pause;
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(pause).max_buf_size(HEAD).max_headers(LINES);
        let (closing, metrics) = (server.closing.subscribe(), Arc::clone(&server.metrics));
        Arc::new(Self { calls, tls, http, pause, closing, metrics })
    }

    /// Counts a connection that was closed without a word.
    pub(super) fn turned_away(&self) {
        add(&self.metrics.turned_away, 1);
    }

    pub(super) async fn serve(self: Arc<Self>, stream: TcpStream, from: IpAddr, seat: Seat) {
        // Answers are written whole, so that waiting for more to send would only make them late.
        let _ = stream.set_nodelay(true);
        if !seat.is_real() {
            self.turned_away();
        }
        let _open = Open::new(&self.metrics);
        let stream = Impatient::new(stream, self.pause);
        // What TLS needs is kept apart: a connection without it would have room for it as long as it lives.
        match &self.tls {
            None => self.talk(stream, from, &seat).await,
            Some(acceptor) => Box::pin(self.talk_in_secret(acceptor, stream, from, &seat)).await,
        }
    }

    async fn talk_in_secret(&self, acceptor: &Acceptor, stream: Impatient<TcpStream>, from: IpAddr, seat: &Seat) {
        let accepted = Box::pin(tokio::time::timeout(self.pause, acceptor.accept(stream))).await;
        if let Ok(Ok(stream)) = accepted {
            self.talk(Box::new(stream), from, seat).await;
        }
    }

    async fn talk<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S, from: IpAddr, seat: &Seat) {
        let io = TokioIo::new(stream);
        if !seat.is_real() {
            let _ = Box::pin(self.http.serve_connection(io, service_fn(full))).await;
            return;
        }
        let calls = TowerToHyperService::new(self.calls.clone());
        let call = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(from));
            hyper::service::Service::call(&calls, request)
        });
        let mut connection = std::pin::pin!(self.http.serve_connection(io, call));
        let mut closing = self.closing.clone();
        // What goes wrong with a connection is the caller's affair, and what came of a call is known to the database.
        tokio::select! {
            _ = connection.as_mut() => {}
            () = closed(&mut closing) => {
                connection.as_mut().graceful_shutdown();
                let _ = connection.await;
            }
        }
    }
}

/// The answer to everybody when there is no seat.
async fn full(_: Request<Incoming>) -> Result<Response, Infallible> {
    let mut response = Refusal::busy("the server has as many connections as it takes").into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    Ok(response)
}
