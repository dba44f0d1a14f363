//! Fetching tables from a real server on this computer, which behaves well, badly, or not at all.

use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::TableService;
use super::tests::{as_computed, table};
use crate::error::ErrorCode;
use crate::help::HelpRequest;
use crate::solat::testing::{World, fetching};
use crate::solat::{TableAddressRequest, TableCheckView};

/// A server for one request; it gives back the head of what it was asked.
struct Server {
    service: TableService,
    served: JoinHandle<Vec<String>>,
}

/// Answers one request with `answer`, in clear text on this computer.
fn serve(answer: impl FnOnce(&mut TcpStream) + Send + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/jadual?tempoh=tahun", listener.local_addr().expect("bound"));
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let head = BufReader::new(stream.try_clone().expect("a second handle"))
            .lines()
            .map_while(Result::ok)
            .take_while(|line| !line.is_empty())
            .collect();
        answer(&mut stream);
        head
    });
    Server { service: TableService::at(&address).expect("on this computer"), served }
}

/// An answer with these lines above its content.
fn send(stream: &mut TcpStream, status: &str, lines: &str, content: &[u8]) {
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{lines}connection: close\r\n\r\n");
    // A client that has seen enough hangs up.
    let _ = stream.write_all(content);
}

fn length(content: &[u8]) -> String {
    format!("content-length: {}\r\n", content.len())
}

fn whole(content: String) -> impl FnOnce(&mut TcpStream) + Send + 'static {
    move |stream| send(stream, "200 OK", &length(content.as_bytes()), content.as_bytes())
}

impl World {
    fn fetch(&self) -> Result<TableCheckView, ErrorCode> {
        self.app.table_address_save(TableAddressRequest { on: true }).expect("switched on");
        self.app.table_download().map_err(|error| error.code)
    }
}

/// What becomes of such an answer.
fn fetched(answer: impl FnOnce(&mut TcpStream) + Send + 'static) -> Result<TableCheckView, ErrorCode> {
    let server = serve(answer);
    let found = fetching(server.service).fetch();
    server.served.join().expect("the server saw no trouble");
    found
}

#[test]
fn the_table_of_the_zone_is_fetched_from_the_address_that_was_shown() {
    let server = serve(whole(table("PHG02", 3, as_computed)));
    let world = fetching(server.service);
    let shown = world.app.table_address_view().expect("shown").address.expect("there is a zone");
    let found = world.fetch().expect("checked");
    assert_eq!((found.from.as_str(), found.accepted, found.refusal_words), (shown.as_str(), 186, None));
    let head = server.served.join().expect("served");
    assert_eq!(head[0], "GET /jadual?tempoh=tahun&zone=PHG02 HTTP/1.1");
    assert!(shown.ends_with("/jadual?tempoh=tahun&zone=PHG02"));
    let names: Vec<_> = head[1..].iter().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    assert!(names.iter().all(|name| ["accept", "user-agent", "host"].contains(name)), "{head:?}");
}

#[test]
fn the_progress_goes_from_nothing_to_all() {
    let server = serve(whole(table("PHG02", 3, as_computed)));
    let world = fetching(server.service);
    world.fetch().expect("checked");
    let shares: Vec<_> = world.app.device.progress().iter().map(|progress| progress.share).collect();
    assert!(shares.len() > 2 && shares.is_sorted(), "{shares:?}");
    assert_eq!((shares[0], shares[shares.len() - 1]), (0.0, 1.0));
}

#[test]
fn nothing_is_fetched_before_it_is_switched_on() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("bound"));
    let world = fetching(TableService::at(&address).expect("on this computer"));
    assert!(!world.app.table_address_view().expect("shown").on);
    assert_eq!(world.app.table_download().expect_err("it is off").code, ErrorCode::BadRequest);
    listener.set_nonblocking(true).expect("it can");
    assert_eq!(listener.accept().expect_err("nobody came").kind(), ErrorKind::WouldBlock);
}

#[test]
fn everything_else_goes_on_while_a_slow_server_answers() {
    let (asked, was_asked) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel();
    let content = table("PHG02", 3, as_computed);
    let server = serve(move |stream| {
        asked.send(()).expect("the test waits");
        may_go_on.recv().expect("the test says so");
        whole(content)(stream);
    });
    let world = fetching(server.service);
    thread::scope(|scope| {
        let fetch = scope.spawn(|| world.fetch());
        was_asked.recv().expect("it asks");
        assert!(world.app.today_view().is_ok() && world.app.help_view(HelpRequest::default()).is_ok());
        go_on.send(()).expect("the server waits");
        assert!(fetch.join().expect("it ends").is_ok());
    });
}

/// A server that answers only when it is told to, and says when the client has hung up.
fn waiting() -> (Server, mpsc::Receiver<()>, mpsc::Receiver<()>) {
    let ((asked, was_asked), (left, has_left)) = (mpsc::channel(), mpsc::channel());
    let server = serve(move |stream| {
        send(stream, "200 OK", "content-length: 99\r\n", b"date");
        asked.send(()).expect("the test waits");
        let _ = stream.read_to_end(&mut Vec::new());
        let _ = left.send(());
    });
    (server, was_asked, has_left)
}

#[test]
fn a_fetch_that_is_stopped_hangs_up_and_leaves_nothing() {
    let (server, was_asked, has_left) = waiting();
    let world = fetching(server.service);
    thread::scope(|scope| {
        let fetch = scope.spawn(|| world.fetch());
        was_asked.recv().expect("it asks");
        world.app.table_download_stop().expect("nothing refuses");
        assert_eq!(fetch.join().expect("it ends").map(drop), Err(ErrorCode::Cancelled));
    });
    has_left.recv().expect("the connection ends with it");
    assert!(world.app.chosen().table.is_none());
    assert!(world.app.table_download_stop().is_ok(), "there is nothing left to stop");
}

#[test]
fn a_lock_stops_a_fetch() {
    let (server, was_asked, has_left) = waiting();
    let world = fetching(server.service);
    thread::scope(|scope| {
        let fetch = scope.spawn(|| world.fetch());
        was_asked.recv().expect("it asks");
        world.app.close_session().expect("closed");
        assert_eq!(fetch.join().expect("it ends").map(drop), Err(ErrorCode::Cancelled));
    });
    has_left.recv().expect("the connection ends with it");
}

#[test]
fn what_was_fetched_before_a_lock_does_not_wait_behind_it() {
    let server = serve(whole(table("PHG02", 3, as_computed)));
    let world = fetching(server.service.clone());
    let zone = world.app.table_zone().expect("a zone");
    let mut stopped = world.app.fetching.begin();
    let bytes = table("PHG02", 3, as_computed);
    world.app.close_session().expect("closed");
    let take = |is_stopped: bool| world.app.take_table(bytes.as_bytes(), zone, String::new(), || is_stopped).map(drop);
    assert_eq!(take(false).map_err(|error| error.code), Err(ErrorCode::Locked));
    world.app.open();
    assert!(stopped.is_stopped());
    assert_eq!(
        take(true).map_err(|error| error.code),
        Err(ErrorCode::Cancelled),
        "it is open again, and not his fetch"
    );
    assert!(world.app.chosen().table.is_none());
    world.fetch().expect("another one is fetched");
    server.served.join().expect("served");
}

#[test]
fn another_zones_table_is_refused_by_name() {
    let found = fetched(whole(table("KDH01", 3, as_computed))).expect("checked");
    assert!(found.refusal_words.is_some_and(|words| words.contains("Kuantan, Pahang")));
}

#[test]
fn a_page_that_is_no_table_is_refused_in_one_sentence() {
    let found = fetched(whole("<!doctype html><title>Penyelenggaraan</title>".into())).expect("checked");
    assert!(found.refusal_words.is_some());
    assert_eq!(found.accepted, 0);
}

#[test]
fn a_server_in_trouble_is_told_apart_from_none() {
    for status in ["500 Internal Server Error", "503 Service Unavailable", "404 Not Found", "204 No Content"] {
        assert_eq!(fetched(move |stream| send(stream, status, "", b"")).map(drop), Err(ErrorCode::AnswerRefused));
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("bound"));
    drop(listener);
    let world = fetching(TableService::at(&address).expect("on this computer"));
    assert_eq!(world.fetch().map(drop), Err(ErrorCode::NoAnswer));
}

#[test]
fn an_answer_that_breaks_off_is_not_used() {
    let content = table("PHG02", 3, as_computed);
    let cut = move |stream: &mut TcpStream| {
        let content = content.as_bytes();
        send(stream, "200 OK", &length(content), &content[..content.len() / 2]);
    };
    assert_eq!(fetched(cut).map(drop), Err(ErrorCode::AnswerCutOff));
}

#[test]
fn an_endless_answer_is_cut_off_at_the_limit() {
    let endless = |stream: &mut TcpStream| {
        send(stream, "200 OK", "", b"");
        while stream.write_all(&[b'1'; 64 << 10]).is_ok() {}
    };
    assert_eq!(fetched(endless).map(drop), Err(ErrorCode::FileTooLarge));
    let boasting = |stream: &mut TcpStream| send(stream, "200 OK", "content-length: 99999999999\r\n", b"");
    assert_eq!(fetched(boasting).map(drop), Err(ErrorCode::FileTooLarge));
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let wait_for_the_end = |stream: &mut TcpStream| {
        let _ = stream.read_to_end(&mut Vec::new());
    };
    let silent: Vec<fn(&mut TcpStream)> =
        vec![|_| {}, |stream| send(stream, "200 OK", "content-length: 99\r\n", b"date")];
    for begin in silent {
        let server = serve(move |stream| {
            begin(stream);
            wait_for_the_end(stream);
        });
        let world = fetching(server.service.with_patience(Duration::from_millis(300)));
        assert_eq!(world.fetch().map(drop), Err(ErrorCode::NoAnswer));
        server.served.join().expect("the client hung up");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let location = format!("location: http://{}/\r\n", elsewhere.local_addr().expect("bound"));
    let redirect = move |stream: &mut TcpStream| send(stream, "302 Found", &location, b"");
    assert_eq!(fetched(redirect).map(drop), Err(ErrorCode::AnswerRefused));
    elsewhere.set_nonblocking(true).expect("it can");
    assert_eq!(elsewhere.accept().expect_err("nobody came").kind(), ErrorKind::WouldBlock);
}

#[test]
fn a_server_without_a_certificate_is_none() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("https://{}/", listener.local_addr().expect("bound"));
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut first = [0; 1];
        stream.read_exact(&mut first).expect("it greets");
        send(&mut stream, "200 OK", "", b"");
        first
    });
    let world = fetching(TableService::at(&address).expect("it is https"));
    assert_eq!(world.fetch().map(drop), Err(ErrorCode::NoAnswer));
    // 22 begins the greeting of TLS: nothing was ever asked in clear text.
    assert_eq!(served.join().expect("served"), [22]);
}
