//! Every refusal over a real connection: each code that there is, but the two that nothing leads to.

use std::collections::BTreeSet;

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, VerifyKey};
use ukhwah_protocol::message::{
    self, Ack, CreateInvite, Hello, KeyringChanged, LoginRequest, Push, PushItem, SpaceHead, WrapKind,
};
use ukhwah_protocol::transcript;
use ukhwah_server::invite::create::CreateInvite as Invites;
use ukhwah_server::limit::rate::Rate;
use ukhwah_server::store::Store as _;

use crate::member::{Caller, Device, Fault, Member};
use crate::running::Running;
use crate::wire::Ask;

/// The codes that were met.
struct Met(BTreeSet<ErrorCode>);

impl Met {
    fn expect<T: std::fmt::Debug>(&mut self, code: ErrorCode, answer: Result<T, Fault>) -> Fault {
        let fault = answer.expect_err("a refusal");
        assert_eq!(fault.code(), code);
        self.0.insert(code);
        fault
    }
}

fn push(member: &Member, items: &[(u8, u64, u32, usize)]) -> Push {
    let item = |(id, base_revision, epoch, length): &(u8, u64, u32, usize)| {
        let sealed = member.record(RecordId([*id; 16]), *epoch, (*length, 0));
        PushItem { id: RecordId([*id; 16]), base_revision: *base_revision, base_hash: None, sealed }
    };
    Push { items: items.iter().map(item).collect() }
}

#[tokio::test]
async fn every_refusal_says_what_it_is() {
    let mut running = Running::with(|config| {
        config.limits.quota.records = 2;
        config.limits.pairings = Rate { per_minute: 60, burst: 2 };
    })
    .await;
    let mut met = Met(BTreeSet::new());
    addresses(&running, &mut met).await;
    invites(&mut running, &mut met).await;
    logins(&mut running, &mut met).await;
    records(&mut running, &mut met).await;
    keyrings(&mut running, &mut met).await;
    met.expect(ErrorCode::Busy, full().await);

    let unmet: Vec<_> = ErrorCode::ALL.iter().filter(|code| !met.0.contains(code)).collect();
    assert_eq!(unmet, [&ErrorCode::VersionTooLow, &ErrorCode::Internal]);
}

async fn addresses(running: &Running, met: &mut Met) {
    let mut caller = running.caller();
    met.expect(ErrorCode::NotFound, caller.get::<Hello>("/v1/nothing").await);
    met.expect(ErrorCode::ClientTooOld, caller.get::<Hello>("/v0/hello").await);
    met.expect(ErrorCode::UnknownParameter, caller.get::<Hello>("/v1/hello?a=b").await);
    met.expect(ErrorCode::BadRequest, caller.get::<Hello>("/v1/spaces/none/index").await);
    met.expect(ErrorCode::BadRequest, caller.get::<Hello>("/v1/spaces/%ff/index").await);
    let large = vec![0; 5_000];
    met.expect(
        ErrorCode::TooLarge,
        caller.ask::<_, Hello>("POST", "/v1/auth/token", &minicbor::bytes::ByteVec::from(large)).await,
    );
    let body = Some(&[0xA0][..]);
    for headers in [
        vec![("content-type", "text/plain".to_owned())],
        vec![],
        vec![("content-type", message::MEDIA_TYPE.to_owned()), ("content-encoding", "gzip".to_owned())],
    ] {
        let ask = Ask { method: "POST", target: "/v1/auth/challenge", headers, body };
        assert_eq!(caller.wire.ask(&ask).await.expect("an answer").code(), ErrorCode::UnsupportedMedia);
        met.0.insert(ErrorCode::UnsupportedMedia);
    }
    let target = format!("/v1/pairing/{}/0", hex::encode([1; 16]));
    for _ in 0..2 {
        met.expect(ErrorCode::NotFound, caller.get::<Hello>(&target).await);
    }
    let answer = caller.send("GET", &target, None).await.expect("an answer");
    assert_eq!((answer.code(), answer.header("retry-after")), (ErrorCode::RateLimited, Some("1")));
    met.0.insert(ErrorCode::RateLimited);
}

async fn invites(running: &mut Running, met: &mut Met) {
    let (member, _, mut caller) = running.member().await;
    let invite = running.invite(false).await;
    let secrets = invite.code.derive_secrets();
    let create = CreateInvite { id: secrets.id, token_hash: secrets.token.hash(), admin: false };
    met.expect(ErrorCode::NotAllowed, caller.tell("POST", "/v1/invites", &create).await);
    let device = Device::make(&mut running.rng);
    let other = Member::make(&mut running.rng, &invite);
    let taken = Member { account: member.account, ..other.clone() };
    met.expect(ErrorCode::AlreadyThere, caller.tell("POST", "/v1/accounts", &taken.create(&invite, &device)).await);
    caller.tell("POST", "/v1/accounts", &other.create(&invite, &device)).await.expect("joined");
    let late = Member::make(&mut running.rng, &invite);
    met.expect(ErrorCode::InviteUsed, caller.tell("POST", "/v1/accounts", &late.create(&invite, &device)).await);

    let old = running.invite(false).await;
    let code = ukhwah_protocol::invite::InviteCode::from_random([9; 20]);
    let secrets = code.derive_secrets();
    let (id, token_hash) = (secrets.id, secrets.token.hash());
    let of_1970 = Invites { by: None, id, token_hash, is_admin: false, now: 0 };
    running.server.database().write(of_1970).await.expect("made");
    let old = ukhwah_protocol::invite::Invite { code, ..old };
    met.expect(ErrorCode::Expired, caller.tell("POST", "/v1/accounts", &late.create(&old, &device)).await);
}

async fn logins(running: &mut Running, met: &mut Met) {
    let (member, device, mut caller) = running.member().await;
    // One that exists, one that does not: the answers are the same, but for the challenge.
    for subject in [device.id.0, [0xEE; 16]] {
        let nonce = caller.challenge(subject).await.expect("a challenge");
        let LoginRequest::Device(mut login) = member.log_in(&device, nonce) else { panic!("it is a device") };
        login.device.0 = subject;
        login.signature.0[5] ^= 1;
        let fault = met.expect(ErrorCode::AuthFailed, caller.token(&LoginRequest::Device(login)).await);
        let Fault::Refused(_, problem) = fault else { panic!("it is refused") };
        assert_eq!(problem.title, "the login failed");
    }
    // A challenge is answered once, also rightly; and at the address that was dialled.
    let nonce = caller.challenge(device.id.0).await.expect("a challenge");
    let right = member.log_in(&device, nonce);
    caller.token(&right).await.expect("logged in");
    met.expect(ErrorCode::AuthFailed, caller.token(&right).await);
    let elsewhere = Member { origin: "https://relay.example".to_owned(), ..member.clone() };
    met.expect(ErrorCode::AuthFailed, caller.log_in(&elsewhere, &device).await);

    let mut second = running.caller();
    second.log_in(&member, &device).await.expect("logged in");
    met.expect(ErrorCode::TokenSuperseded, caller.get::<Hello>("/v1/keyring").await);
    for caller in [&mut caller, &mut second] {
        for _ in 0..2 {
            assert_eq!(caller.send("DELETE", "/v1/auth/token", None).await.expect("an answer").status, 204);
        }
    }
    met.expect(ErrorCode::TokenSuperseded, caller.get::<Hello>("/v1/keyring").await);
    met.expect(ErrorCode::TokenExpired, second.get::<Hello>("/v1/keyring").await);
    second.token = None;
    met.expect(ErrorCode::TokenExpired, second.get::<Hello>("/v1/keyring").await);
}

async fn records(running: &mut Running, met: &mut Met) {
    let (member, _, mut caller) = running.member().await;
    let (other, ..) = running.member().await;
    let target = format!("/v1/spaces/{}/records", member.space);
    let mut refuse = async |code, push: &Push| {
        met.expect(code, caller.ask::<_, Hello>("POST", &target, push).await);
    };
    refuse(ErrorCode::BadEnvelope, &push(&other, &[(1, 0, 1, 1024)])).await;
    refuse(ErrorCode::BadSize, &push(&member, &[(1, 0, 1, 1500)])).await;
    refuse(ErrorCode::EpochClosed, &push(&member, &[(1, 0, 0, 1024)])).await;
    refuse(ErrorCode::QuotaFull, &push(&member, &[(1, 0, 1, 1024), (2, 0, 1, 1024), (3, 0, 1, 1024)])).await;
    let theirs = format!("/v1/spaces/{}", other.space);
    for call in ["changes", "index"] {
        met.expect(ErrorCode::NotMember, caller.get::<Hello>(&format!("{theirs}/{call}")).await);
    }
    let wait = format!("/v1/wait?heads={}:0", other.space);
    met.expect(ErrorCode::NotMember, caller.get::<Hello>(&wait).await);
    let of_theirs = Push { items: vec![] };
    met.expect(ErrorCode::NotMember, caller.ask::<_, Hello>("POST", &format!("{theirs}/records"), &of_theirs).await);
    met.expect(
        ErrorCode::HeadMoved,
        caller.tell("POST", &format!("/v1/spaces/{}/acks", member.space), &Ack { seq: 9 }).await,
    );
    for target in ["?limit=0", "?limit=501", "?limit=x", "?cursor=ff", "?cursor=zz"] {
        let target = format!("/v1/spaces/{}/changes{target}", member.space);
        met.expect(ErrorCode::BadRequest, caller.get::<Hello>(&target).await);
    }
}

async fn keyrings(running: &mut Running, met: &mut Met) {
    let (member, first, mut caller) = running.member().await;
    let mut devices: Vec<_> = (0..8).map(|_| Device::make(&mut running.rng)).collect();
    let last = devices.pop().expect("eight");
    let mut put = async |change| caller.ask::<_, KeyringChanged>("PUT", "/v1/keyring", &change).await;
    for (revision, device) in (1..).zip(&devices) {
        put(member.add(device, revision, 1)).await.expect("added");
    }
    met.expect(ErrorCode::DeviceLimit, put(member.add(&last, 8, 1)).await);
    met.expect(ErrorCode::KeyringConflict, put(member.change(5, 1)).await);
    let all = [&devices[1..], std::slice::from_ref(&first)].concat();
    let remaining: Vec<_> = all.iter().map(|device| (WrapKind::Device, device.id.0)).collect();
    let head = SpaceHead { space: member.space, head: 0, open_epoch: 2 };
    let mut forged = member.remove(devices[0].id, &remaining, (8, 2), head);
    forged.keyring = member.keyring(2, 55);
    met.expect(ErrorCode::BadSignature, put(forged).await);

    let mut removed = running.caller();
    removed.log_in(&member, &devices[0]).await.expect("logged in");
    put(member.remove(devices[0].id, &remaining, (8, 2), head)).await.expect("removed");
    met.expect(ErrorCode::TokenExpired, removed.get::<Hello>("/v1/keyring").await);
    // Only who proves to be that device learns that it was removed, and gets the proof.
    let nonce = removed.challenge(devices[0].id.0).await.expect("a challenge");
    let LoginRequest::Device(mut login) = member.log_in(&devices[0], nonce) else { panic!("it is a device") };
    login.signature.0[5] ^= 1;
    met.expect(ErrorCode::AuthFailed, removed.token(&LoginRequest::Device(login)).await);
    let fault = met.expect(ErrorCode::DeviceRemoved, removed.log_in(&member, &devices[0]).await);
    let Fault::Refused(_, problem) = fault else { panic!("it is refused") };
    let notice = problem.notice.expect("the proof");
    assert_eq!((notice.epoch, notice.erase), (2, false));
    let signed = transcript::removed(member.org, member.account, devices[0].id, 2, false);
    let key = VerifyKey(member.identity.verifying_key().to_bytes());
    assert!(ukhwah_server::signature::is_signed(&key, &signed, &notice.signature.parse().expect("a signature")));
}

/// A server that takes one connection, and has it.
async fn full() -> Result<Hello, Fault> {
    let running =
        Running::with(|config| (config.limits.connections, config.limits.connections_per_address) = (1, 1)).await;
    let mut first = running.caller();
    first.get::<Hello>("/v1/hello").await.expect("hello");
    let mut second: Caller = running.caller();
    let answer = second.send("GET", "/v1/hello", None).await.map_err(Fault::Broken)?;
    assert_eq!((answer.header("retry-after"), answer.header("connection")), (Some("5"), Some("close")));
    drop(first);
    // The seat is free again when the server has seen that.
    while running.server.connection_count() > 0 {
        tokio::task::yield_now().await;
    }
    second.get::<Hello>("/v1/hello").await.expect("hello");
    Err(Fault::Refused(answer.code(), Box::new(answer.problem())))
}
