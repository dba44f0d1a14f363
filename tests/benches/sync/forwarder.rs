//! Hands on what is sent on loopback, and counts it.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Between clients and a server, for as long as the process runs.
pub(crate) struct Forwarder {
    listener: TcpListener,
    /// Bytes from clients to the server and from the server to clients.
    counts: Arc<[AtomicU64; 2]>,
}

impl Forwarder {
    /// One on a free port that takes nobody yet.
    pub(crate) fn new() -> Self {
        Self { listener: TcpListener::bind("127.0.0.1:0").expect("a port"), counts: Arc::default() }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.listener.local_addr().expect("its address"))
    }

    /// Hands everything on to `server` from now on.
    pub(crate) fn forward_to(&self, server: SocketAddr) {
        let (listener, counts) = (self.listener.try_clone().expect("a handle"), Arc::clone(&self.counts));
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let server = TcpStream::connect(server).expect("the server listens");
                for (place, from, to) in [(0, &client, &server), (1, &server, &client)] {
                    let (from, to) = (from.try_clone().expect("a handle"), to.try_clone().expect("a handle"));
                    let counts = Arc::clone(&counts);
                    std::thread::spawn(move || copy(from, to, &counts[place]));
                }
            }
        });
    }

    /// Bytes up and down so far.
    pub(crate) fn counted(&self) -> [u64; 2] {
        [0, 1].map(|place| self.counts[place].load(Ordering::SeqCst))
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream, count: &AtomicU64) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        count.fetch_add(length as u64, Ordering::SeqCst);
        if to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
