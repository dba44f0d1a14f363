//! What no app of ours sends. Each gets an answer or is let go of, and a member beside it notices nothing.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use fastrand::Rng;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::{Hello, KeyringState, Push, PushAnswers, PushItem};

use crate::member::{Caller, Device, Member, random};
use crate::program::Program;
use crate::running::Running;
use crate::wire::{Ask, Wire};

/// Patience that a test has.
const SHORT: Duration = Duration::from_millis(200);

async fn notices_nothing(caller: &mut Caller) {
    caller.get::<KeyringState>("/v1/keyring").await.expect("a member is served as ever");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_it_is_sent() {
    let mut running = Running::start().await;
    let (_, _, mut member) = running.member().await;
    let bearer = member.token.as_ref().expect("logged in").to_authorization();
    for (target, length) in [
        ("/v1/auth/challenge", 4 * 1024 + 1),
        ("/v1/accounts", 64 * 1024 + 1),
        ("/v1/keyring/ack", 1_u64 << 40),
        ("/v1/spaces/00000000000000000000000000000000/records", 1_310_721),
    ] {
        let mut wire = Wire::to(running.address);
        let head = format!(
            "POST {target} HTTP/1.1\r\nhost: a\r\nauthorization: {bearer}\r\ncontent-type: application/cbor\r\n\
             content-length: {length}\r\n\r\n"
        );
        wire.send(head.as_bytes()).await.expect("sent");
        assert_eq!(wire.answer().await.expect("an answer").code(), ErrorCode::TooLarge, "{target}");
        assert!(wire.is_ended().await, "what would follow is not read");
    }
    notices_nothing(&mut member).await;
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let mut running = Running::start().await;
    let (_, _, mut member) = running.member().await;
    let mut wire = Wire::to(running.address);
    let head = b"POST /v1/auth/token HTTP/1.1\r\nhost: a\r\ncontent-type: application/cbor\r\ntransfer-encoding: chunked\r\n\r\n";
    wire.send(head).await.expect("sent");
    let chunk = [b"400\r\n", &[0; 0x400][..], b"\r\n"].concat();
    for _ in 0..5 {
        wire.send(&chunk).await.expect("sent");
    }
    assert_eq!(wire.answer().await.expect("an answer").code(), ErrorCode::TooLarge);
    notices_nothing(&mut member).await;
}

#[tokio::test]
async fn who_is_slow_is_let_go_of() {
    let mut running = Running::with(|config| config.limits.pause = SHORT).await;
    let (_, _, mut member) = running.member().await;
    let mut slow_head = Wire::to(running.address);
    slow_head.send(b"GET /v1/hello HTTP/1.1\r\nhost:").await.expect("sent");
    assert!(slow_head.is_ended().await);

    let mut slow_body = Wire::to(running.address);
    let head = b"POST /v1/auth/challenge HTTP/1.1\r\nhost: a\r\ncontent-type: application/cbor\r\ncontent-length: 100\r\n\r\nhalf";
    slow_body.send(head).await.expect("sent");
    let answer = slow_body.answer().await.expect("an answer");
    assert_eq!((answer.code(), answer.problem().title.as_str()), (ErrorCode::BadRequest, "the body comes too slowly"));
    assert!(slow_body.is_ended().await);
    member.wire.close();
    notices_nothing(&mut member).await;
}

/// Each byte comes in time, and all of them together do not.
#[tokio::test]
async fn a_body_that_drips_is_let_go_of() {
    let mut running = Running::with(|config| config.limits.pause = SHORT).await;
    let (_, _, mut member) = running.member().await;
    let mut wire = Wire::to(running.address);
    let head =
        b"POST /v1/auth/challenge HTTP/1.1\r\nhost: a\r\ncontent-type: application/cbor\r\ncontent-length: 1000\r\n\r\n";
    wire.send(head).await.expect("sent");
    let mut drops = tokio::time::interval(SHORT / 20);
    // It has 450 ms for all of them, and 200 ms for each.
    let answer = loop {
        tokio::select! {
            biased;
            answer = wire.answer() => break answer.expect("an answer"),
            _ = drops.tick() => wire.send(b"a").await.expect("sent"),
        }
    };
    assert_eq!(answer.problem().title, "the body comes too slowly");
    member.wire.close();
    notices_nothing(&mut member).await;
}

#[tokio::test]
async fn who_asks_and_does_not_read_is_let_go_of() {
    let mut running = Running::with(|config| config.limits.pause = SHORT).await;
    let (member, _, mut caller) = running.member().await;
    let records = format!("/v1/spaces/{}/records", member.space);
    let large = |id: u8| PushItem {
        id: RecordId([id; 16]),
        base_revision: 0,
        base_hash: None,
        sealed: member.record(RecordId([id; 16]), 1, (256 * 1024, 0)),
    };
    let _: PushAnswers =
        caller.ask("POST", &records, &Push { items: (0..4).map(large).collect() }).await.expect("pushed");
    caller.wire.close();
    let bearer = caller.token.as_ref().expect("logged in").to_authorization();
    let mut deaf = Wire::to(running.address);
    let target = format!("/v1/spaces/{}/changes", member.space);
    let ask = Ask { method: "GET", target: &target, headers: vec![("authorization", bearer)], body: None };
    let bytes = deaf.write(&ask);
    // More than the network itself keeps.
    for _ in 0..20 {
        deaf.send(&bytes).await.expect("sent");
    }
    while running.server.connection_count() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(running.server.call_count(), 0, "what it held is free");
    notices_nothing(&mut caller).await;
}

#[tokio::test]
async fn bytes_that_are_no_message_are_a_bad_request() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let mut rng = Rng::with_seed(4);
    let records = format!("/v1/spaces/{}/records", member.space);
    let mut bodies: Vec<Vec<u8>> = (0..40).map(|_| random::<60>(&mut rng)[..rng.usize(1..60)].to_vec()).collect();
    bodies.push(vec![0x9F; 1_300_000]); // nested lists without end
    bodies.push(vec![0x81; 1_300_000]); // nested lists of one
    bodies.push([&[0xA1, 0x18, 0x63][..], &[0xBF; 1_000_000]].concat()); // in a field of the future
    bodies.push(b"\xA1\x00\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF".to_vec()); // a list of 2^64 - 1
    bodies.push(b"\xA1\x00\x81\xA1\x02\x5B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF".to_vec()); // a version of 2^63 - 1 bytes
    bodies.push(b"\xA1\x00\x80\x00".to_vec()); // and something after its end
    for body in &bodies {
        let answer = caller.send("POST", &records, Some(body)).await.expect("an answer");
        assert_eq!(answer.code(), ErrorCode::BadRequest, "{:02x?}", &body[..body.len().min(20)]);
    }
    for (method, target) in
        [("POST", "/v1/accounts"), ("POST", "/v1/auth/token"), ("PUT", "/v1/keyring"), ("DELETE", "/v1/accounts/me")]
    {
        let answer = caller.send(method, target, Some(&bodies[0])).await.expect("an answer");
        assert_eq!(answer.code(), ErrorCode::BadRequest, "{method} {target}");
    }
    notices_nothing(&mut caller).await;
}

#[tokio::test]
async fn what_is_no_http_ends_its_connection_alone() {
    let mut running = Running::start().await;
    let (_, _, mut member) = running.member().await;
    let long = [b"GET /".to_vec(), vec![b'a'; 100_000], b" HTTP/1.1\r\n\r\n".to_vec()].concat();
    let lines = [b"GET / HTTP/1.1\r\n".to_vec(), b"a: b\r\n".repeat(1_000), b"\r\n".to_vec()].concat();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03"[..],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &long,
        &lines,
        &[0; 50_000],
    ] {
        let mut wire = Wire::to(running.address);
        // It may end while this is being sent.
        let _ = wire.send(bytes).await;
        if let Ok(answer) = wire.answer().await {
            assert!((400..500).contains(&answer.status), "{answer:?}");
        }
        assert!(wire.is_ended().await);
    }
    notices_nothing(&mut member).await;
}

#[tokio::test]
async fn a_device_does_a_few_things_at_once_and_not_more() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let wait = format!("/v1/wait?heads={}:0&seconds=50", member.space);
    let mut waits = Vec::new();
    for _ in 0..8 {
        let mut waiting = running.caller();
        waiting.token = caller.token.clone();
        let wait = wait.clone();
        waits.push(tokio::spawn(async move { waiting.send("GET", &wait, None).await }));
    }
    while running.server.call_count() < 8 {
        tokio::task::yield_now().await;
    }
    let fault = caller.get::<KeyringState>("/v1/keyring").await.expect_err("refused");
    assert_eq!(fault.code(), ErrorCode::RateLimited);
    waits.iter().for_each(tokio::task::JoinHandle::abort);
    while running.server.call_count() > 0 {
        tokio::task::yield_now().await;
    }
    notices_nothing(&mut caller).await;
}

/// Only the proxy's own word counts, which is the last; what a caller writes before it does not.
#[tokio::test]
async fn behind_a_proxy_each_caller_has_a_share_of_its_own() {
    let running = Running::with(|config| {
        config.behind_proxy = true;
        config.limits.logins = ukhwah_server::limit::rate::Rate { per_minute: 1, burst: 1 };
    })
    .await;
    let mut caller = running.caller();
    let mut ask = async |forwarded: &str| {
        let headers = vec![("x-forwarded-for", forwarded.to_owned()), ("content-type", "application/cbor".to_owned())];
        let ask = Ask { method: "POST", target: "/v1/auth/challenge", headers, body: Some(&[0xA0]) };
        caller.wire.ask(&ask).await.expect("an answer").code()
    };
    assert_eq!(ask("192.0.2.1").await, ErrorCode::BadRequest);
    assert_eq!(ask("192.0.2.1").await, ErrorCode::RateLimited);
    assert_eq!(ask("192.0.2.9, 192.0.2.1").await, ErrorCode::RateLimited);
    assert_eq!(ask("192.0.2.1, 192.0.2.2").await, ErrorCode::BadRequest);
}

/// From forty addresses, ten thousand callers connect and say nothing, or half a word.
#[tokio::test]
async fn ten_thousand_connections_leave_a_member_as_it_is() {
    const CROWD: usize = 10_000;
    raise_open_files();
    let folder = tempfile::tempdir().expect("a folder");
    let limits = ["--connections=10100", "--connections-per-address=256", "--pause-seconds=600"];
    let program = Program::start(folder.path(), &limits);
    let invite = program.invite().expect("an invite");
    let mut rng = Rng::with_seed(5);
    let (member, device) = (Member::make(&mut rng, &invite), Device::make(&mut rng));
    let mut caller = program.caller();
    caller.join(&member, &device, &invite).await.expect("joined");
    let before = resident(program.child.id());
    let from = |place: usize| IpAddr::V4(Ipv4Addr::new(127, 0, 1, u8::try_from(place % 40 + 1).expect("small")));
    let mut crowd = Vec::new();
    for place in 0..CROWD {
        let mut wire = Wire::to(program.address).from(from(place));
        wire.connect().await.expect("connected");
        if place % 2 == 0 {
            wire.send(b"GET /v1/hello HTTP/1.1\r\nhost:").await.expect("sent");
        }
        crowd.push(wire);
    }
    notices_nothing(&mut caller).await;
    // An address that has had its share is told so, and another one is served.
    let mut hello = async |place| {
        let mut caller = Caller::on(Wire::to(program.address).from(from(place)));
        let answer = caller.get::<Hello>("/v1/hello").await.err().map(|fault| fault.code());
        crowd.push(caller.wire);
        answer
    };
    for _ in CROWD / 40..256 {
        assert_eq!(hello(0).await, None);
    }
    assert_eq!((hello(0).await, hello(1).await), (Some(ErrorCode::Busy), None));
    let after = resident(program.child.id());
    println!("{CROWD} connections: {} KiB each", (after - before) / CROWD as u64);
    assert!(after < 400 * 1024, "{after} KiB are held");
    notices_nothing(&mut caller).await;
}

/// The memory that a process holds, in KiB.
pub fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

fn raise_open_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).expect("as many as allowed");
}
