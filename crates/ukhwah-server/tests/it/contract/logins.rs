use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{Nonce, SecretHash};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::LoginRequest;
use ukhwah_server::login::answer::{Candidate, Subject, UseChallenge};
use ukhwah_server::login::challenge::GiveChallenge;
use ukhwah_server::login::end::EndLogin;
use ukhwah_server::login::issue::IssueToken;
use ukhwah_server::mailbox::count::CountMessages;
use ukhwah_server::mailbox::leave::LeaveMessage;
use ukhwah_server::mailbox::take::{IsThere, TakeMessage};
use ukhwah_server::record::push::Quota;
use ukhwah_server::session::{Authenticate, Login, Session};
use ukhwah_server::store::Store;

use super::{Actor, DAY, NOW, Stage, code};

pub(super) async fn all<S: Store>(stage: &Stage<S>) {
    a_challenge_is_answered_once(stage).await;
    a_device_has_one_live_token(stage).await;
    a_message_is_taken_once(stage).await;
}

async fn give<S: Store>(stage: &Stage<S>, subject: [u8; 16]) -> Nonce {
    let nonce = Nonce(stage.random());
    stage.store.write(GiveChallenge { subject, nonce, now: NOW }).await.expect("given");
    nonce
}

async fn a_challenge_is_answered_once<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let subject = Subject::Device(actor.device.id);
    let found = |candidate: Option<Candidate>| candidate.map(|candidate| candidate.account);

    let nonce = give(stage, actor.device.id.0).await;
    let answers = (0..8).map(|_| {
        let (store, verb) = (stage.store.clone(), UseChallenge { nonce, subject, now: NOW });
        tokio::spawn(async move { store.write(verb).await.expect("answered") })
    });
    let mut found_by = 0;
    for answer in answers.collect::<Vec<_>>() {
        found_by += u32::from(found(answer.await.expect("no panic")) == Some(actor.member.account));
    }
    assert_eq!(found_by, 1);

    let late = give(stage, actor.device.id.0).await;
    let verb = UseChallenge { nonce: late, subject, now: NOW + limits::CHALLENGE_SECONDS };
    assert_eq!(stage.store.write(verb).await, Ok(None));
    let of_other = give(stage, [7; 16]).await;
    assert_eq!(stage.store.write(UseChallenge { nonce: of_other, subject, now: NOW }).await, Ok(None));
}

async fn issue<S: Store>(stage: &Stage<S>, actor: &Actor, hash: SecretHash) {
    let login: LoginRequest = actor.member.log_in(&actor.device, Nonce([0; 32]));
    let verb = IssueToken { account: actor.member.account, login, hash, now: NOW, day: DAY };
    assert_eq!(stage.store.write(verb).await, Ok(limits::TOKEN_SECONDS));
}

async fn a_device_has_one_live_token<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let (first, second) = (SecretHash(stage.random()), SecretHash(stage.random()));
    let who = async |hash, now| code(stage.store.read(Authenticate { hash, now }).await);
    assert_eq!(who(first, NOW).await, Err(ErrorCode::TokenExpired));
    issue(stage, &actor, first).await;
    let session = Session { account: actor.member.account, login: Login::Device(actor.device.id) };
    assert_eq!(who(first, NOW).await, Ok(session.clone()));
    assert_eq!(who(first, NOW + limits::TOKEN_SECONDS).await, Err(ErrorCode::TokenExpired));
    issue(stage, &actor, second).await;
    assert_eq!(who(first, NOW).await, Err(ErrorCode::TokenSuperseded));
    assert_eq!(who(second, NOW).await, Ok(session));
    stage.store.write(EndLogin { hash: second }).await.expect("ended");
    assert_eq!(who(second, NOW).await, Err(ErrorCode::TokenExpired));
}

async fn a_message_is_taken_once<S: Store>(stage: &Stage<S>) {
    let rendezvous = ukhwah_protocol::id::Rendezvous(stage.random());
    let leave = |body: &[u8]| LeaveMessage { rendezvous, slot: 1, body: body.to_vec(), now: NOW };
    let is_there = |now| IsThere { rendezvous, slot: 1, now };
    assert_eq!(stage.store.read(is_there(NOW)).await, Ok(false));
    assert_eq!(code(stage.store.write(leave(b"one")).await), Ok(()));
    assert_eq!(code(stage.store.write(leave(b"one")).await), Ok(()), "sent again");
    assert_eq!(code(stage.store.write(leave(b"two")).await), Err(ErrorCode::AlreadyThere));
    let one = Ok(Quota { bytes: 3, records: 1 });
    assert_eq!((stage.store.read(is_there(NOW)).await, stage.store.read(CountMessages).await), (Ok(true), one));
    assert_eq!(stage.store.read(is_there(NOW + limits::MAILBOX_SECONDS)).await, Ok(false));

    let takes = (0..8).map(|_| {
        let (store, verb) = (stage.store.clone(), TakeMessage { rendezvous, slot: 1, now: NOW });
        tokio::spawn(async move { store.write(verb).await.expect("answered") })
    });
    let mut taken = Vec::new();
    for take in takes.collect::<Vec<_>>() {
        taken.extend(take.await.expect("no panic"));
    }
    let empty = Ok(Quota { bytes: 0, records: 1 });
    assert_eq!((taken, stage.store.read(CountMessages).await), (vec![b"one".to_vec()], empty));
    assert_eq!(code(stage.store.write(leave(b"two")).await), Err(ErrorCode::AlreadyThere), "the slot stays taken");
}
