use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU8, AtomicUsize};
use std::sync::{Arc, Barrier};

use ukhwah_protocol::id::{AccountId, DeviceId, Signature};
use ukhwah_protocol::message::DeviceLogin;

use super::super::fake::{self, FakeServer, Request};
use super::answer::LARGEST_ANSWER;
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

/// What becomes of a question that a server answers so.
fn asked(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Result<Hello, Fault> {
    let server = FakeServer::start(|_| answer);
    let mut client = client(&server);
    // Long enough for what comes at once, and what does not come is not waited for.
    client.patience = Duration::from_millis(500);
    client.hello()
}

#[test]
fn a_page_of_a_hotel_is_no_answer() {
    let page = b"<html>Log in to use this Wi-Fi</html>";
    let html = |_: &Request, stream: &mut TcpStream| {
        fake::answer(stream, "200 OK", &[("content-type", "text/html")], page);
    };
    assert_eq!(asked(html), Err(Fault::NotAServer));
    // Nor is one that says that it is an answer.
    let cbor = |_: &Request, stream: &mut TcpStream| {
        fake::answer(stream, "200 OK", &[("content-type", MEDIA_TYPE)], page);
    };
    assert_eq!(asked(cbor), Err(Fault::NotAServer));
}

#[test]
fn nobody_follows_a_redirect_and_no_token_goes_there() {
    let elsewhere =
        FakeServer::start(|_| |_: &Request, stream: &mut TcpStream| fake::answer(stream, "200 OK", &[], b""));
    let target = format!("{}/v1/hello", elsewhere.origin);
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let target = target.clone();
        let answered = asked(move |_, stream| fake::answer(stream, status, &[("location", &target)], &[]));
        assert_eq!(answered, Err(Fault::NotAServer), "{status}");
    }
    assert_eq!(elsewhere.asked(""), 0);
}

#[test]
fn an_answer_that_drips_is_given_up() {
    let drip = |_: &Request, stream: &mut TcpStream| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: 1000\r\n\r\n.");
        stream.write_all(head.as_bytes()).expect("sent");
        // The rest never comes: this returns once the other side has hung up.
        let _ = stream.read(&mut [0]);
    };
    assert_eq!(asked(drip), Err(Fault::Unreachable));
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let server = FakeServer::start(|_| {
        move |_: &Request, stream: &mut TcpStream| {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {MEDIA_TYPE}\r\n\r\n");
            let mut is_open = stream.write_all(head.as_bytes()).is_ok();
            while is_open {
                counted.fetch_add(65_536, Ordering::SeqCst);
                is_open = stream.write_all(&[0; 65_536]).is_ok();
            }
        }
    });
    assert_eq!(client(&server).hello(), Err(Fault::NotAServer));
    assert!(sent.load(Ordering::SeqCst) > LARGEST_ANSWER);
}

#[test]
fn nothing_compressed_is_asked_for_or_unpacked() {
    let packed = |request: &Request, stream: &mut TcpStream| {
        assert!(!request.headers.contains("accept-encoding"));
        let headers = [("content-type", MEDIA_TYPE), ("content-encoding", "gzip")];
        fake::answer(stream, "200 OK", &headers, &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x63, 0, 0]);
    };
    assert_eq!(asked(packed), Err(Fault::NotAServer));
}

#[test]
fn a_server_says_for_how_long_it_wants_to_be_left_alone() {
    let busy = |_: &Request, stream: &mut TcpStream| fake::refuse(stream, ErrorCode::Busy, &[("retry-after", "7")]);
    assert_eq!(asked(busy), Err(Fault::Refused { code: ErrorCode::Busy, retry_after: Some(7), notice: None }));
}
