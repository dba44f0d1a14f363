//! A server on loopback that says what a test wants, and a device that belongs to it.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minicbor::Encode;
use tempfile::TempDir;
use ukhwah_crypto::{DeviceDetails, SystemRandom};
use ukhwah_protocol::error::{ErrorCode as Refusal, PROBLEM_MEDIA_TYPE, Problem};
use ukhwah_protocol::id::{AccountId, DeviceId, Fingerprint, HistoryId, Nonce, RecordId, Token, VersionHash};
use ukhwah_protocol::invite::InviteCode;
use ukhwah_protocol::message::{
    self, Challenge, Changes, Cursor, IndexEntry, IndexPage, KeyringState, ListedDevice, Login, MEDIA_TYPE, Push,
    PushAnswer, PushAnswers, WaitAnswer,
};
use ukhwah_sync::keychain::Keychain as _;
use ukhwah_sync::sealed_keychain::{Joining, SealedKeychain};

use super::SyncLinkView;
use super::device::{DeviceSecrets, Place, make_id, make_keys};
use crate::app::App;
use crate::testing::TestApp;

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// Method and address.
    pub(super) line: String,
    /// The other lines, in small letters.
    pub(super) headers: String,
    pub(super) body: Vec<u8>,
}

/// A server that answers each request on a thread of its own, as long as the test runs.
pub(super) struct FakeServer {
    pub(super) origin: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl FakeServer {
    /// What `make` makes for this address writes the whole of each answer, or hangs up.
    pub(super) fn start<F: Fn(&Request, &mut TcpStream) + Send + Sync + 'static>(make: impl FnOnce(&str) -> F) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("its address"));
        let (asked, answer) = (Arc::<Mutex<Vec<String>>>::default(), Arc::new(make(&origin)));
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (answer, heard) = (Arc::clone(&answer), Arc::clone(&heard));
                std::thread::spawn(move || {
                    let mut stream = stream;
                    if let Some(request) = read(&mut stream) {
                        heard.lock().unwrap_or_else(PoisonError::into_inner).push(request.line.clone());
                        answer(&request, &mut stream);
                    }
                });
            }
        });
        Self { origin, asked }
    }

    /// How often something was asked whose method and address begin so.
    pub(super) fn asked(&self, begin: &str) -> usize {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().filter(|line| line.starts_with(begin)).count()
    }
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        let mut piece = [0; 4096];
        let count = stream.read(&mut piece).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&piece[..count]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let (line, headers) = head.split_once("\r\n").unwrap_or((&head, ""));
    let headers = headers.to_lowercase();
    let length = headers.lines().find_map(|header| header.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    let had = body.len();
    body.resize(length, 0);
    stream.read_exact(body.get_mut(had..)?).ok()?;
    Some(Request { line: line.to_owned(), headers, body })
}

/// Answers with these lines and this body.
pub(super) fn answer(stream: &mut TcpStream, status: &str, headers: &[(&str, &str)], body: &[u8]) {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
    // Whoever has hung up need not be told.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

pub(super) fn say<M: Encode<()>>(stream: &mut TcpStream, message: &M) {
    answer(stream, "200 OK", &[("content-type", MEDIA_TYPE)], &message::write(message));
}

pub(super) fn refuse(stream: &mut TcpStream, code: Refusal, headers: &[(&str, &str)]) {
    let problem = Problem {
        r#type: String::new(),
        title: String::new(),
        status: 401,
        code: code.as_str().to_owned(),
        notice: None,
    };
    let body = serde_json::to_vec(&problem).expect("it is JSON");
    let headers = [&[("content-type", PROBLEM_MEDIA_TYPE)], headers].concat();
    answer(stream, "401 Unauthorized", &headers, &body);
}

/// What a server holds of one account, of which it tells nobody but in its index.
pub(super) struct Account {
    state: Mutex<KeyringState>,
    held: Mutex<BTreeMap<RecordId, (u64, VersionHash)>>,
    head: AtomicU64,
}

impl Account {
    pub(super) fn state(&self) -> MutexGuard<'_, KeyringState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers as such a server does; every log-in gets a token of these bytes.
    pub(super) fn serve(&self, request: &Request, stream: &mut TcpStream, token: u8) {
        let address = request.line.split(' ').nth(1).unwrap_or_default();
        let path = address.split('?').next().unwrap_or_default();
        match path.rsplit('/').next().unwrap_or_default() {
            "challenge" => say(stream, &Challenge { nonce: Nonce([0; 32]) }),
            "token" => {
                let (token, account) = (Token::from_bytes([token; 32]), self.state().account);
                say(stream, &Login { token, seconds: 60, account });
            }
            "keyring" => say(stream, &*self.state()),
            "changes" => say(
                stream,
                &Changes {
                    history: HistoryId([1; 16]),
                    head: self.head.load(Ordering::SeqCst),
                    records: Vec::new(),
                    cursor: Cursor(vec![0]),
                    more: false,
                },
            ),
            "records" => say(stream, &self.take(&request.body)),
            "index" => {
                let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
                let entry = |(id, (revision, hash)): (&RecordId, &(u64, VersionHash))| IndexEntry {
                    id: *id,
                    revision: *revision,
                    hash: *hash,
                };
                let (history, head) = (HistoryId([1; 16]), self.head.load(Ordering::SeqCst));
                say(stream, &IndexPage { history, head, entries: held.iter().map(entry).collect(), more: false });
            }
            "wait" => say(stream, &WaitAnswer { heads: Vec::new(), keyring_revision: self.state().revision }),
            _ => answer(stream, "204 No Content", &[], &[]),
        }
    }

    fn take(&self, body: &[u8]) -> PushAnswers {
        let push: Push = message::read(body).expect("a push");
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = push.items.iter().map(|item| {
            let revision = item.base_revision + 1;
            held.insert(item.id, (revision, item.sealed.version_hash()));
            PushAnswer::Stored { revision, seq: self.head.fetch_add(1, Ordering::SeqCst) + 1 }
        });
        PushAnswers { answers: answers.collect(), cursor: Some(Cursor(vec![0])) }
    }
}

/// The first device of an account at a server of loopback.
pub(super) struct Member {
    pub(super) app: TestApp,
    pub(super) account: Arc<Account>,
    pub(super) server: FakeServer,
    _folder: TempDir,
}

impl Member {
    /// At a server that does what it must.
    pub(super) fn new() -> Self {
        Self::at(|account, request, stream| account.serve(request, stream, 1))
    }

    /// At a server that answers so.
    pub(super) fn at(answer: impl Fn(&Account, &Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let app = crate::testing::app(folder.path());
        let mut account = None;
        let server = FakeServer::start(|origin| {
            let made = Arc::new(link(&app, origin));
            account = Some(Arc::clone(&made));
            move |request: &Request, stream: &mut TcpStream| answer(&made, request, stream)
        });
        Self { app, account: account.expect("made"), server, _folder: folder }
    }

    /// Copies; returns how things stand then.
    pub(super) fn copies(&self) -> SyncLinkView {
        self.app.sync_now().expect("linked").link.expect("linked")
    }
}

/// Makes `app` the first device of an account at `origin`, which is not asked; returns what that server would hold.
fn link(app: &App, origin: &str) -> Account {
    let (signing, agreement) = make_keys();
    let (account, device) = (AccountId(make_id()), DeviceId(make_id()));
    let root = Fingerprint([7; 32]);
    let place = Place { origin, authority: None, fingerprint: root };
    let secrets = DeviceSecrets::new(place, account, device, (&signing, &agreement));
    let first = DeviceDetails {
        device_id: device.0,
        signing: signing.verifying_key(),
        dh: agreement.public_key(),
        added_by: device.0,
        added_day: 0,
        name: "Telefon".to_owned(),
    };
    let code = InviteCode::from_random([3; 20]);
    let joining = Joining { owner: secrets.owner(), code: &code, root };
    let sheet = app.own_sheet().expect("15 words");
    let keys = SealedKeychain::begin(&joining, first, agreement, &sheet, &mut SystemRandom).expect("begun").keychain;
    app.keep_link(&secrets, &keys, &[]).expect("kept");
    let state = KeyringState {
        account,
        revision: keys.revision(),
        epoch: keys.epoch(),
        keyring: keys.sealed().clone(),
        wraps: Vec::new(),
        devices: vec![ListedDevice { id: device, last_day: 0 }],
        sheet: None,
        spaces: Vec::new(),
    };
    Account { state: Mutex::new(state), held: Mutex::default(), head: AtomicU64::new(0) }
}
