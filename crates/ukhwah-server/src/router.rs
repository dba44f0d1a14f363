//! Which address leads to which call.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use futures_util::FutureExt as _;
use ukhwah_protocol::error::{ErrorCode, PROBLEM_MEDIA_TYPE};

use crate::error::refused;
use crate::routes::{accounts, hello, keyring, login, operator, pairing, records, wait};
use crate::server::Server;

/// What members reach.
pub fn members(server: Arc<Server>) -> Router {
    let calls = Router::new()
        .route("/v1/hello", get(hello::hello))
        .route("/v1/invites", post(accounts::invite))
        .route("/v1/accounts", post(accounts::join))
        .route("/v1/accounts/me", delete(accounts::end))
        .route("/v1/auth/challenge", post(login::challenge))
        .route("/v1/auth/token", post(login::log_in).delete(login::log_out))
        .route("/v1/keyring", get(keyring::read).put(keyring::change))
        .route("/v1/keyring/ack", post(keyring::ack))
        .route("/v1/recovery/sheet", put(accounts::set_sheet))
        .route("/v1/spaces/{space}/changes", get(records::changes))
        .route("/v1/spaces/{space}/records", post(records::push))
        .route("/v1/spaces/{space}/index", get(records::index))
        .route("/v1/spaces/{space}/acks", post(records::ack))
        .route("/v1/spaces/{space}/purge", post(records::purge))
        .route("/v1/wait", get(wait::wait))
        .route("/v1/pairing/{rendezvous}/{slot}", post(pairing::leave).get(pairing::take))
        .fallback(hello::nothing)
        .method_not_allowed_fallback(hello::nothing);
    observed(calls, server)
}

fn observed(calls: Router<Arc<Server>>, server: Arc<Server>) -> Router {
    calls.layer(middleware::from_fn_with_state(Arc::clone(&server), observe)).with_state(server)
}

/// What the operator's own tools reach.
pub fn operator(server: Arc<Server>) -> Router {
    Router::new()
        .route("/healthz", get(operator::is_alive))
        .route("/readyz", get(operator::is_ready))
        .route("/metrics", get(operator::metrics))
        .with_state(server)
}

fn is_problem(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|said| said == PROBLEM_MEDIA_TYPE)
}

/// Counts each answer, also that to a call that panicked. What is logged of it says what was done and never for whom.
async fn observe(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let mut response = answered.unwrap_or_else(|_| refused(ErrorCode::Internal, "the server failed").into_response());
    if response.status().is_client_error() && !is_problem(&response) {
        // The address itself could not be read, before any call was reached.
        response = refused(ErrorCode::BadRequest, "the address cannot be read").into_response();
    }
    let route = path.as_ref().map_or("other", MatchedPath::as_str);
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    server.metrics.answered(route, status, took);
    tracing::debug!(%method, route, status, millis = took.as_millis(), "answered");
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use tower_service::Service as _;

    use super::*;
    use crate::config::Config;
    use crate::outside::System;
    use crate::store::{Address, Database};

    async fn panics() {
        panic!("as told");
    }

    #[tokio::test]
    async fn a_call_that_panics_is_answered_and_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config::on(Address::Sqlite(folder.path().join("server.db")));
        let database = Database::open(&config.database).await.expect("opened");
        Server::found(&database, &[7; 32], &System).await.expect("founded");
        let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await.expect("begun");
        let mut calls = observed(Router::new().route("/v1/hello", get(panics)), Arc::clone(&server));
        let request = Request::get("/v1/hello").body(Body::empty()).expect("a request");
        let Ok(response) = calls.call(request).await;
        assert!(response.status() == 500 && is_problem(&response), "{response:?}");
        let counted = "ukhwah_requests_total{route=\"/v1/hello\",status=\"5xx\"} 1";
        assert!(server.metrics.write(0).contains(counted));
    }
}
