//! What the server answers when it refuses, and when it fails.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ukhwah_protocol::error::{ErrorCode, PROBLEM_MEDIA_TYPE, Problem, RemovalNotice};

use crate::store::StoreError;

/// A refusal, as it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub code: ErrorCode,
    /// One sentence for who runs a server or writes an app; nothing of the request is repeated.
    pub title: &'static str,
    /// After how many seconds it may be asked again.
    pub retry_after: Option<u32>,
    /// With `device_removed`: the proof.
    pub notice: Option<RemovalNotice>,
}

impl Refusal {
    /// A refusal with its reason.
    #[must_use]
    pub const fn new(code: ErrorCode, title: &'static str) -> Self {
        Self { code, title, retry_after: None, notice: None }
    }

    /// The same, with the time after which it may be asked again, in seconds.
    #[must_use]
    pub const fn after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The server has no room or no database for now.
    #[must_use]
    pub const fn busy(title: &'static str) -> Self {
        Self::new(ErrorCode::Busy, title).after(BUSY_SECONDS)
    }
}

/// After how many seconds a server that is busy may be asked again.
const BUSY_SECONDS: u32 = 5;

/// Why a verb did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It refuses.
    Refused(Refusal),
    /// The database failed.
    Store(StoreError),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The refusal with this code and reason, as the error of a verb.
pub const fn refused(code: ErrorCode, title: &'static str) -> Failure {
    Failure::Refused(Refusal::new(code, title))
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut problem = Problem::new(self.code, self.title);
        problem.notice = self.notice;
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, [(header::CONTENT_TYPE, PROBLEM_MEDIA_TYPE)], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The error of the database goes to the log, once; whoever asked learns only whether to come back.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let refusal = match self {
            Self::Refused(refusal) => refusal,
            Self::Store(error @ (StoreError::Unavailable(_) | StoreError::Overtaken)) => {
                tracing::error!(%error, "the database is not available");
                Refusal::busy("the database is not available")
            }
            Self::Store(error) => {
                tracing::error!(%error, "the database failed");
                Refusal::new(ErrorCode::Internal, "the server failed")
            }
        };
        refusal.into_response()
    }
}
