//! One account, or one address, that takes all it can get: others beside it notice nothing.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpSocket, TcpStream};
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, Token};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{Changes, KeyringState, Push, PushAnswer, PushAnswers, PushItem};
use ukhwah_server::config::Config;
use ukhwah_server::limit::rate::Rate;

use crate::member::{Caller, Device, Member};
use crate::readers::member_with;
use crate::running::Running;
use crate::wire::{Ask, Wire};

/// Calls of one device at once.
const CALLS: usize = 8;

fn records(member: &Member) -> String {
    format!("/v1/spaces/{}/records", member.space)
}

fn push(member: &Member, ids: std::ops::Range<u8>, version: (usize, u64)) -> Push {
    let item = |id: u8| {
        let id = RecordId([id; 16]);
        PushItem { id, base_revision: 0, base_hash: None, sealed: member.record(id, 1, version) }
    };
    Push { items: ids.map(item).collect() }
}

async fn reads_and_pushes(caller: &mut Caller, member: &Member) {
    caller.get::<KeyringState>("/v1/keyring").await.expect("a keyring");
    let pushed: PushAnswers =
        caller.ask("POST", &records(member), &push(member, 0..3, (1024, 0))).await.expect("pushed");
    assert_eq!(pushed.answers.len(), 3);
    let page: Changes = caller.get(&format!("/v1/spaces/{}/changes", member.space)).await.expect("a page");
    assert_eq!(page.records.len(), 3);
}

/// A member whose devices have logged in and keep a page of records.
async fn with_a_page(running: &mut Running, devices: usize) -> (Member, Vec<Caller>) {
    let (member, devices) = member_with(running, devices).await;
    let mut callers = log_in(running, &member, &devices).await;
    let _: PushAnswers =
        callers[0].ask("POST", &records(&member), &push(&member, 0..4, (256 * 1024, 0))).await.expect("pushed");
    (member, callers)
}

async fn log_in(running: &Running, member: &Member, devices: &[Device]) -> Vec<Caller> {
    let mut callers = Vec::new();
    for device in devices {
        let mut caller = running.caller();
        caller.log_in(member, device).await.expect("logged in");
        callers.push(caller);
    }
    callers
}

/// Asks for pages again and again, on as many connections as a device may use, and takes none of them.
async fn ask_and_not_read(running: &Running, member: &Member, callers: &[Caller]) -> Vec<TcpStream> {
    let mut deaf = Vec::new();
    for token in callers.iter().map(|caller| caller.token.as_ref().expect("logged in")) {
        for _ in 0..CALLS {
            deaf.push(ask_for_pages(running, member, token).await);
        }
    }
    while running.server.call_count() < deaf.len() {
        tokio::task::yield_now().await;
    }
    deaf
}

async fn ask_for_pages(running: &Running, member: &Member, token: &Token) -> TcpStream {
    let target = format!("/v1/spaces/{}/changes", member.space);
    let headers = vec![("authorization", token.to_authorization())];
    let ask = Wire::to(running.address).write(&Ask { method: "GET", target: &target, headers, body: None });
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4 * 1024).expect("a small one");
    let mut stream = socket.connect(running.address).await.expect("connected");
    // More than the network itself keeps.
    stream.write_all(&ask.repeat(20)).await.expect("sent");
    stream
}

#[tokio::test]
async fn an_account_that_does_not_read_leaves_another_as_it_is() {
    // So that nobody is let go of meanwhile.
    let mut running = Running::with(|config| config.limits.pause = Duration::from_secs(600)).await;
    let (greedy, callers) = with_a_page(&mut running, limits::DEVICES).await;
    let (member, _, mut caller) = running.member().await;
    let deaf = ask_and_not_read(&running, &greedy, &callers).await;
    assert_eq!(deaf.len(), 64, "as many as there are pages in all");
    reads_and_pushes(&mut caller, &member).await;
}

#[tokio::test]
async fn a_conflict_is_answered_without_versions_where_no_page_is_free() {
    let mut running = Running::start().await;
    let (member, mut callers) = with_a_page(&mut running, 3).await;
    let conflict = push(&member, 0..1, (1024, 9));
    let ask = async |caller: &mut Caller| {
        let pushed: PushAnswers = caller.ask("POST", &records(&member), &conflict).await.expect("answered");
        match &pushed.answers[..] {
            [PushAnswer::Conflict { revision: 1, sealed }] => sealed.is_some(),
            other => panic!("{other:?}"),
        }
    };
    let mut last = callers.pop().expect("three");
    assert!(ask(&mut last).await);
    let deaf = ask_and_not_read(&running, &member, &callers).await;
    while ask(&mut last).await {}
    drop(deaf);
    while !ask(&mut last).await {}
}

/// The head of a request whose body does not come.
async fn begin(wire: &mut Wire, target: &str, token: Option<&Token>, length: usize) {
    let bearer = token.map(|token| format!("authorization: {}\r\n", token.to_authorization())).unwrap_or_default();
    let media = if token.is_some() { "application/cbor" } else { "application/octet-stream" };
    let head = format!(
        "POST {target} HTTP/1.1\r\nhost: a\r\n{bearer}content-type: {media}\r\ncontent-length: {length}\r\n\r\n"
    );
    wire.send(head.as_bytes()).await.expect("sent");
}

#[tokio::test]
async fn an_account_that_does_not_send_leaves_another_as_it_is() {
    let mut running = Running::start().await;
    let (greedy, devices) = member_with(&mut running, 2).await;
    let callers = log_in(&running, &greedy, &devices).await;
    let (member, _, mut caller) = running.member().await;
    let mut slow = Vec::new();
    for token in callers.iter().flat_map(|caller| std::iter::repeat_n(caller.token.as_ref(), CALLS)) {
        let mut wire = Wire::to(running.address);
        begin(&mut wire, &records(&greedy), token, limits::BODY).await;
        slow.push(wire);
    }
    let refused = futures_util::future::select_all(slow.iter_mut().map(|wire| Box::pin(wire.answer()))).await.0;
    assert_eq!(refused.expect("an answer").code(), ErrorCode::Busy, "one of them is more than the share");
    reads_and_pushes(&mut caller, &member).await;
}

#[tokio::test]
async fn an_address_that_does_not_send_leaves_another_as_it_is() {
    let running = Running::start().await;
    let from = |last| Wire::to(running.address).from(IpAddr::V4(Ipv4Addr::new(127, 0, 2, last)));
    let target = |place: u8| format!("/v1/pairing/{}/0", hex::encode([place; 16]));
    let mut slow: Vec<_> = (0..20).map(|_| from(1)).collect();
    for (place, wire) in (0..).zip(&mut slow) {
        begin(wire, &target(place), None, limits::MAILBOX_BODY).await;
    }
    let refused = futures_util::future::select_all(slow.iter_mut().map(|wire| Box::pin(wire.answer()))).await.0;
    assert_eq!(refused.expect("an answer").code(), ErrorCode::Busy, "one of them is more than the share");
    let headers = vec![("content-type", "application/octet-stream".to_owned())];
    let body = vec![0; limits::MAILBOX_BODY];
    let ask = Ask { method: "POST", target: &target(99), headers, body: Some(&body) };
    assert_eq!(from(2).ask(&ask).await.expect("an answer").status, 204);
}

#[tokio::test]
async fn calls_of_one_device_have_a_rate_of_their_kind() {
    let mut running = Running::with(|config| {
        let twice = Rate { per_minute: 1, burst: 2 };
        (config.limits.pushes, config.limits.calls, config.limits.heavy) = (twice, twice, twice);
    })
    .await;
    let (member, _, mut caller) = running.member().await;
    let of_space = |call| format!("/v1/spaces/{}/{call}", member.space);
    let kinds = [
        vec![("POST", of_space("records")), ("POST", of_space("records"))],
        vec![("PUT", "/v1/keyring".to_owned()), ("POST", of_space("purge"))],
        vec![
            ("GET", "/v1/wait?seconds=0".to_owned()),
            ("POST", of_space("acks")),
            ("POST", "/v1/keyring/ack".to_owned()),
            ("GET", of_space("changes")),
        ],
    ];
    for kind in &kinds {
        for (place, (method, target)) in kind.iter().chain(kind).enumerate() {
            let answer = caller.send(method, target, Some(&[0xA0])).await.expect("an answer");
            let is_refused = answer.status == ErrorCode::RateLimited.status();
            assert_eq!(is_refused, place >= 2, "{method} {target}");
            assert!(!is_refused || (answer.code() == ErrorCode::RateLimited && answer.header("retry-after").is_some()));
        }
    }
    let (_, _, mut another) = running.member().await;
    another.get::<KeyringState>("/v1/keyring").await.expect("it has its own");
}

#[tokio::test]
async fn joins_challenges_and_answers_of_one_address_have_a_rate_each() {
    let running = Running::with(|config| config.limits.logins = Rate { per_minute: 1, burst: 2 }).await;
    let mut caller = running.caller();
    for target in ["/v1/accounts", "/v1/auth/challenge", "/v1/auth/token"] {
        for code in [ErrorCode::BadRequest, ErrorCode::BadRequest, ErrorCode::RateLimited] {
            assert_eq!(caller.send("POST", target, Some(&[0xA0])).await.expect("an answer").code(), code, "{target}");
        }
    }
}

/// How many messages of 64 KiB may be left before there is no room.
async fn messages(most: fn(&mut Config)) -> usize {
    let running = Running::with(most).await;
    let mut caller = running.caller();
    let body = vec![0; limits::MAILBOX_BODY];
    let mut left = 0;
    for place in 0..10_u8 {
        let target = format!("/v1/pairing/{}/0", hex::encode([place; 16]));
        let headers = vec![("content-type", "application/octet-stream".to_owned())];
        let ask = Ask { method: "POST", target: &target, headers, body: Some(&body) };
        let answer = caller.wire.ask(&ask).await.expect("an answer");
        if answer.status != 204 {
            assert_eq!(answer.code(), ErrorCode::Busy);
            break;
        }
        left += 1;
    }
    left
}

#[tokio::test]
async fn messages_between_devices_are_bounded_by_their_bytes_and_by_their_number() {
    // One more finds room if the database is counted while it comes.
    assert!((3..=4).contains(&messages(|config| config.limits.mailboxes.records = 3).await));
    assert!((2..=3).contains(&messages(|config| config.limits.mailboxes.bytes = 150_000).await));
}
