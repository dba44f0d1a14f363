//! Hands on what is sent on loopback, and counts it.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Between clients and a server, for as long as the process runs.
pub(crate) struct Forwarder {
    listener: TcpListener,
    counted: Arc<Counted>,
}

/// What was handed on, in bytes.
#[derive(Default)]
struct Counted {
    up: AtomicU64,
    down: AtomicU64,
    largest: AtomicU64,
}

impl Forwarder {
    /// One on a free port that takes nobody yet.
    pub(crate) fn new() -> Self {
        Self { listener: TcpListener::bind("127.0.0.1:0").expect("a port"), counted: Arc::default() }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.listener.local_addr().expect("its address"))
    }

    /// Hands everything on to `server` from now on.
    pub(crate) fn forward_to(&self, server: SocketAddr) {
        let (listener, counted) = (self.listener.try_clone().expect("a handle"), Arc::clone(&self.counted));
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let server = TcpStream::connect(server).expect("the server listens");
                let handle = |stream: &TcpStream| stream.try_clone().expect("a handle");
                let (from, to, sent, got) =
                    (handle(&client), handle(&server), Arc::clone(&counted), Arc::clone(&counted));
                let request = Arc::new(AtomicU64::new(0));
                let asked = Arc::clone(&request);
                std::thread::spawn(move || {
                    copy(from, to, |length| {
                        sent.up.fetch_add(length, Ordering::SeqCst);
                        asked.fetch_add(length, Ordering::SeqCst);
                    });
                });
                std::thread::spawn(move || {
                    copy(server, client, |length| {
                        got.down.fetch_add(length, Ordering::SeqCst);
                        // One request at a time: with the answer, all of it has been counted.
                        got.largest.fetch_max(request.swap(0, Ordering::SeqCst), Ordering::SeqCst);
                    });
                });
            }
        });
    }

    /// Bytes up and down so far.
    pub(crate) fn counted(&self) -> [u64; 2] {
        [&self.counted.up, &self.counted.down].map(|count| count.load(Ordering::SeqCst))
    }

    /// How many bytes the largest request had since this was asked the last time.
    pub(crate) fn largest(&self) -> u64 {
        self.counted.largest.swap(0, Ordering::SeqCst)
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream, count: impl Fn(u64)) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        count(length as u64);
        if to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
