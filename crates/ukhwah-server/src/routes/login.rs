//! Logging in and out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use ukhwah_protocol::id::{Nonce, Token};
use ukhwah_protocol::message::{Challenge, ChallengeRequest, Login, LoginRequest};

use crate::answer;
use crate::error::Failure;
use crate::login::answer::{Subject, UseChallenge, check};
use crate::login::challenge::GiveChallenge;
use crate::login::end::EndLogin;
use crate::login::issue::IssueToken;
use crate::outside::make;
use crate::request::{Parameters, token};
use crate::server::Server;
use crate::session::Authenticate;
use crate::store::Store;

/// `POST /v1/auth/challenge`
pub async fn challenge(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    server.admit(&server.rates.logins, &request)?;
    let asked: ChallengeRequest = server.small(request).await?;
    let nonce = Nonce(make(server.random.as_ref()));
    let now = server.clock.seconds();
    server.database.write(GiveChallenge { subject: asked.subject, nonce, now }).await?;
    Ok(answer::with(&Challenge { nonce }))
}

/// `POST /v1/auth/token`
pub async fn log_in(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    server.admit(&server.rates.answers, &request)?;
    let login: LoginRequest = server.small(request).await?;
    let (now, day) = (server.clock.seconds(), server.clock.day());
    let (subject, nonce) = Subject::of(&login);
    let candidate = server.database.write(UseChallenge { nonce, subject, now }).await?;
    let account = check(&login, candidate.as_ref(), server.org, &server.origins)?;
    let token = Token::from_bytes(make(server.random.as_ref()));
    let hash = token.hash();
    let seconds = server.database.write(IssueToken { account, login, hash, now, day }).await?;
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    Ok(answer::with(&Login { token, seconds, account }))
}

/// `DELETE /v1/auth/token`
pub async fn log_out(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Failure> {
    Parameters::parse(request.uri().query(), &[])?;
    let (hash, now) = (token(request.headers())?.hash(), server.clock.seconds());
    match server.database.read(Authenticate { hash, now }).await {
        Ok(_) => server.database.write(EndLogin { hash }).await?,
        // There is nothing to end, and whoever is nobody makes the database write nothing.
        Err(Failure::Refused(_)) => {}
        Err(failure) => return Err(failure),
    }
    Ok(answer::done())
}
