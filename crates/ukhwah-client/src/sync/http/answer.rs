//! Answers of a server, and of what is none.

use minicbor::Decode;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use ukhwah_protocol::api::Fault;
use ukhwah_protocol::error::{ErrorCode, PROBLEM_MEDIA_TYPE, Problem};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{self, MEDIA_TYPE};

use super::BYTES;

/// The largest answer: a page with one record of the largest size, and room for what is around it.
pub(super) const LARGEST_ANSWER: usize = limits::CHANGES_BYTES + 2 * limits::ENVELOPE;

pub(super) async fn send(request: RequestBuilder) -> Result<Vec<u8>, Fault> {
    let answer = request.send().await.map_err(|error| {
        tracing::info!(error = %error.without_url(), "the server did not answer");
        Fault::Unreachable
    })?;
    take(answer).await
}

/// Reads an answer, or why there is none.
async fn take(answer: Response) -> Result<Vec<u8>, Fault> {
    let status = answer.status();
    let has_type = |wanted: &str| {
        let media = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        media.split(';').next().unwrap_or_default().trim() == wanted
    };
    if status == StatusCode::NO_CONTENT {
        return Ok(Vec::new());
    }
    if status == StatusCode::OK && (has_type(MEDIA_TYPE) || has_type(BYTES)) {
        return body(answer).await;
    }
    if has_type(PROBLEM_MEDIA_TYPE) {
        let header = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = header.and_then(|text| text.parse().ok());
        let problem: Problem = serde_json::from_slice(&body(answer).await?).map_err(|_| Fault::NotAServer)?;
        return Err(match ErrorCode::from_name(&problem.code) {
            // A code of the future can only be waited out.
            None | Some(ErrorCode::Internal) => Fault::Unreachable,
            Some(code) => Fault::Refused { code, retry_after, notice: problem.notice },
        });
    }
    tracing::info!(status = status.as_u16(), "what answered is no server of this protocol");
    Err(if status.is_server_error() { Fault::Unreachable } else { Fault::NotAServer })
}

async fn body(mut answer: Response) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| Fault::Unreachable)? {
        if bytes.len() + piece.len() > LARGEST_ANSWER {
            return Err(Fault::NotAServer);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

pub(super) fn read<M: for<'b> Decode<'b, ()>>(bytes: &[u8]) -> Result<M, Fault> {
    message::read(bytes).map_err(|_| Fault::NotAServer)
}
