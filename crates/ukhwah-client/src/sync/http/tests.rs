use std::net::TcpStream;
use std::sync::atomic::AtomicU8;
use std::sync::{Arc, Barrier};

use ukhwah_protocol::id::{AccountId, DeviceId, Signature};
use ukhwah_protocol::message::DeviceLogin;

use super::super::fake::{self, FakeServer, Request};
use super::*;

/// Who needs no key, since nobody looks at it.
struct Anybody;

impl LogsIn for Anybody {
    fn subject(&self) -> [u8; 16] {
        [1; 16]
    }

    fn answer(&self, _: &str, nonce: Nonce) -> LoginRequest {
        let (device, signature) = (DeviceId([1; 16]), Signature([0; 64]));
        LoginRequest::Device(DeviceLogin { device, nonce, signature })
    }
}

fn client(server: &FakeServer) -> HttpServer {
    HttpServer::new(&server.origin, None, Some(Box::new(Anybody))).expect("a way there")
}

/// A server that numbers its tokens. The first one is looked at by `first`, and every other but the newest is superseded.
fn numbering(first: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> FakeServer {
    let logins = AtomicU8::new(0);
    FakeServer::start(|_| {
        move |request: &Request, stream: &mut TcpStream| {
            let shows = |number: u8| {
                let shown = Token::from_bytes([number; 32]).to_authorization();
                request.headers.contains(&shown.to_lowercase())
            };
            if request.line.contains("/challenge") {
                fake::say(stream, &Challenge { nonce: Nonce([0; 32]) });
            } else if request.line.contains("/token") {
                let token = Token::from_bytes([logins.fetch_add(1, Ordering::SeqCst) + 1; 32]);
                fake::say(stream, &Login { token, seconds: 60, account: AccountId([2; 16]) });
            } else if shows(1) {
                first(stream);
            } else if shows(logins.load(Ordering::SeqCst)) {
                fake::answer(stream, "204 No Content", &[], &[]);
            } else {
                fake::refuse(stream, ErrorCode::TokenSuperseded, &[]);
            }
        }
    })
}

#[test]
fn two_that_meet_an_expired_token_log_in_once() {
    let both = Barrier::new(2);
    let server = numbering(move |stream| {
        both.wait();
        fake::refuse(stream, ErrorCode::TokenExpired, &[]);
    });
    let client = client(&server);
    client.log_in().expect("the first token");
    std::thread::scope(|threads| {
        let asked = [(); 2].map(|()| threads.spawn(|| client.ack_keyring(1)));
        for thread in asked {
            assert_eq!(thread.join().expect("no panic"), Ok(()));
        }
    });
    assert_eq!(server.asked("POST /v1/auth/token"), 2);
}

#[test]
fn a_token_that_this_process_replaced_is_no_sign_of_a_copy() {
    let (asked, answered) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let (at_server, goes_on) = (Arc::clone(&asked), Arc::clone(&answered));
    let server = numbering(move |stream| {
        at_server.wait();
        goes_on.wait();
        fake::refuse(stream, ErrorCode::TokenSuperseded, &[]);
    });
    let client = client(&server);
    client.log_in().expect("the first token");
    std::thread::scope(|threads| {
        let waiting = threads.spawn(|| client.ack_keyring(1));
        asked.wait();
        client.log_in().expect("the second token");
        answered.wait();
        assert_eq!(waiting.join().expect("no panic"), Ok(()));
    });
    assert!(!client.is_copied());
}

#[test]
fn a_token_that_another_copy_took_ends_every_log_in() {
    let server = numbering(|stream| fake::refuse(stream, ErrorCode::TokenSuperseded, &[]));
    let client = client(&server);
    client.log_in().expect("the first token");
    for _ in 0..2 {
        assert_eq!(client.ack_keyring(1), Err(Fault::refused(ErrorCode::TokenSuperseded)));
    }
    assert!(client.is_copied());
    assert_eq!(server.asked("POST /v1/auth/token"), 1);
}
