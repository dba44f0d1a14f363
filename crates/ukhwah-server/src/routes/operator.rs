//! What the operator's own tools ask, on an address that members do not reach.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::server::Server;
use crate::store::Store;
use crate::upkeep::begin::ReadServer;

/// `GET /healthz`: the process runs.
pub async fn is_alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: it can serve members, that is, the database answers and it is not about to end.
pub async fn is_ready(State(server): State<Arc<Server>>) -> Response {
    let is_open = !*server.closing.borrow();
    let answers = is_open && matches!(server.database.read(ReadServer).await, Ok(Some(_)));
    if answers != server.is_ready.swap(answers, Ordering::Relaxed) {
        tracing::warn!(ready = answers, "readiness changed");
    }
    if answers { "ready\n".into_response() } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response() }
}

/// `GET /metrics`, for Prometheus.
pub async fn metrics(State(server): State<Arc<Server>>) -> impl IntoResponse {
    let text = server.metrics.write(server.waiting.count());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text)
}
