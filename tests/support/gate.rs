//! A network between apps and a server that loses what it is told to.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A way to a server, as long as the test runs.
pub struct Gate {
    /// What apps call it: scheme, host and port.
    pub origin: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    server: Option<SocketAddr>,
    /// How the request begins whose answer is lost, and how many of that kind are still answered before.
    loses: Option<(&'static str, usize)>,
    is_cut: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

impl Gate {
    /// One that leads nowhere yet.
    ///
    /// # Panics
    /// If this machine has no port.
    #[must_use]
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("its address"));
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&shared);
                // Whoever is cut off hears nothing, which is what the test wants.
                std::thread::spawn(move || drop(pass(stream, &shared)));
            }
        });
        Self { origin, state }
    }

    pub(crate) fn lead_to(&self, server: SocketAddr) {
        lock(&self.state).server = Some(server);
    }

    /// The next request that begins so reaches the server after `before` others of the kind, and its answer is lost.
    /// Nothing comes through after that.
    pub fn lose_answer(&self, begin: &'static str, before: usize) {
        lock(&self.state).loses = Some((begin, before));
    }

    /// Everything comes through again.
    pub fn mend(&self) {
        let mut state = lock(&self.state);
        (state.loses, state.is_cut) = (None, false);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// Whether the answer to this request is lost.
    fn loses(&mut self, request: &[u8]) -> bool {
        match &mut self.loses {
            Some((begin, 0)) if request.starts_with(begin.as_bytes()) => self.is_cut = true,
            Some((begin, before)) if request.starts_with(begin.as_bytes()) => *before -= 1,
            _ => {}
        }
        self.is_cut
    }
}

/// Passes one request on, and its answer back.
fn pass(mut app: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let request = read(&mut app)?;
    let (server, is_cut) = {
        let state = lock(state);
        (state.server.ok_or(io::ErrorKind::NotConnected)?, state.is_cut)
    };
    if is_cut {
        return Ok(());
    }
    let loses = lock(state).loses(&request);
    let mut server = TcpStream::connect(server)?;
    server.write_all(&request)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if loses { Ok(()) } else { app.write_all(&answer) }
}

/// A whole request, which asks for its connection to be closed.
fn read(app: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let end = loop {
        let mut piece = [0; 4096];
        let count = app.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..count]);
        match bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            Some(end) => break end,
            None if count == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            None => {}
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let had = bytes.len();
    bytes.resize(end + 4 + length, 0);
    if had < bytes.len() {
        app.read_exact(&mut bytes[had..])?;
    }
    bytes.splice(end..end, *b"\r\nconnection: close");
    Ok(bytes)
}
