//! The same calls get the same answers from both databases, byte for byte.

use std::cell::Cell;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use fastrand::Rng;
use http_body_util::BodyExt as _;
use proptest::test_runner::{Config as Cases, RngAlgorithm, TestRng, TestRunner};
use tower_service::Service as _;
use ukhwah_protocol::id::{Nonce, RecordId, Token};
use ukhwah_protocol::invite::Invite;
use ukhwah_protocol::message::{
    self, Ack, AckKeyring, Challenge, ChallengeRequest, Changes, CreateInvite, KeyringChange, Login, LoginRequest,
    Purge, Push, PushItem, SpaceHead, WrapKind,
};
use ukhwah_protocol::transcript::Act;
use ukhwah_server::Server;
use ukhwah_server::config::Config;
use ukhwah_server::outside::{Clock, Random};
use ukhwah_server::router::members;
use ukhwah_server::store::{Address, Database};

use crate::member::{Device, Member, Sheet, random};
use crate::postgres::Cluster;
use crate::running::{OFTEN, sqlite};

/// What a trace is made of: which call, and the seed of everything that it chooses.
type Step = (u8, u64);

const KINDS: u8 = 21;

#[test]
fn both_databases_give_the_same_answers() {
    let Some(cluster) = Cluster::start() else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let cases = Cases { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..Cases::default() };
    let traces = proptest::collection::vec((0..KINDS, proptest::num::u64::ANY), 1..80);
    let number = Cell::new(0);
    let counted = Cell::new([0_u32; 2]);
    TestRunner::new_with_rng(cases, rng)
        .run(&traces, |trace| {
            number.set(number.get() + 1);
            let database = cluster.database(&format!("trace{}", number.get()));
            let counts = runtime.block_on(run(&database, &trace));
            let [done, refused] = counted.get();
            counted.set([done + counts[0], refused + counts[1]]);
            Ok(())
        })
        .expect("the same answers");
    let [done, refused] = counted.get();
    println!("{done} calls were done and {refused} refused");
    assert!(done > 300 && refused > 100, "too little happened to say anything");
}

/// A clock that stands where it was put.
struct Hands(AtomicI64);

impl Clock for Hands {
    fn millis(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Seeded(Mutex<Rng>);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().expect("whole").fill(bytes);
    }
}

async fn run(postgres: &Address, trace: &[Step]) -> [u32; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(Hands(AtomicI64::new(1_800_000_000_000)));
    let mut servers = Vec::new();
    for address in [&sqlite(folder.path()), postgres] {
        let random = Arc::new(Seeded(Mutex::new(Rng::with_seed(3))));
        let mut config = Config::on(address.clone());
        config.origins = vec!["https://a.example".to_owned()];
        (config.limits.logins, config.limits.pairings, config.limits.pushes) = (OFTEN, OFTEN, OFTEN);
        (config.limits.calls, config.limits.heavy) = (OFTEN, OFTEN);
        config.limits.quota.bytes = 20 * 1024;
        let database = Database::open(address).await.expect("opened");
        Server::found(&database, &[7; 32], &*random).await.expect("founded");
        let clock: Arc<dyn Clock> = Arc::clone(&clock) as _;
        servers.push(Server::on(database, &config, clock, random).await.expect("begun"));
    }
    let calls = servers.iter().map(|server| members(Arc::clone(server))).collect();
    let mut world = World { servers, calls, clock, people: Vec::new(), counts: [0, 0] };
    for (kind, seed) in trace {
        world.step(*kind, Rng::with_seed(*seed)).await;
    }
    world.counts
}

/// A member, with what the test remembers of the account.
struct Person {
    member: Member,
    devices: Vec<(Device, Option<Token>)>,
    sheet: Option<Sheet>,
    revision: u64,
    epoch: u32,
    head: u64,
    cursor: Vec<u8>,
}

struct World {
    servers: Vec<Arc<Server>>,
    calls: Vec<Router>,
    clock: Arc<Hands>,
    people: Vec<Person>,
    counts: [u32; 2],
}

impl World {
    /// Asks both and returns the one answer, if it is a good one.
    async fn ask(&mut self, method: &str, target: &str, token: Option<&Token>, body: Option<&[u8]>) -> Option<Vec<u8>> {
        let mut answers = Vec::new();
        for calls in &mut self.calls {
            let mut request = Request::builder().method(method).uri(target);
            if let Some(token) = token {
                request = request.header("authorization", token.to_authorization());
            }
            let media = if target.contains("pairing") { "application/octet-stream" } else { message::MEDIA_TYPE };
            request = request.header("content-type", media);
            let request = request.body(Body::from(body.unwrap_or_default().to_vec())).expect("a request");
            let answer = calls.call(request).await.expect("an answer");
            let (head, body) = answer.into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            answers.push((head.status, head.headers, body));
        }
        assert_eq!(answers[0], answers[1], "{method} {target}");
        let (status, _, body) = answers.swap_remove(0);
        assert!(!status.is_server_error() || status.as_u16() == 507, "{method} {target}: {status}");
        self.counts[usize::from(!status.is_success())] += 1;
        status.is_success().then(|| body.to_vec())
    }

    async fn tell<M: minicbor::Encode<()>>(
        &mut self,
        method: &str,
        target: &str,
        token: Option<&Token>,
        message: &M,
    ) -> Option<Vec<u8>> {
        self.ask(method, target, token, Some(&message::write(message))).await
    }

    async fn step(&mut self, kind: u8, mut rng: Rng) {
        if kind == 0 || self.people.is_empty() {
            return self.join(&mut rng).await;
        }
        let who = rng.usize(..self.people.len());
        match kind {
            1..=3 => self.log_in(who, &mut rng).await,
            4..=7 => self.push(who, &mut rng).await,
            8 | 9 => self.read(who, &mut rng).await,
            10 => self.purge(who, &mut rng).await,
            11..=14 => self.change(who, &mut rng).await,
            15 => self.set_sheet(who, &mut rng).await,
            16 => self.recover(who, &mut rng).await,
            17 => self.pair(&mut rng).await,
            18 => self.end(who, &mut rng).await,
            19 => {
                self.clock.0.fetch_add(rng.i64(0..2_000_000), Ordering::Relaxed);
            }
            _ => self.nonsense(who, &mut rng).await,
        }
    }

    async fn join(&mut self, rng: &mut Rng) {
        let mut invites = Vec::new();
        let is_admin = rng.bool();
        for server in &self.servers {
            invites.push(server.invite(is_admin).await.expect("an invite"));
        }
        assert_eq!(invites[0].code, invites[1].code);
        let invite: Invite = invites.swap_remove(0);
        let member = Member::make(rng, &invite);
        let device = Device::make(rng);
        let create = member.create(&invite, &device);
        if self.tell("POST", "/v1/accounts", None, &create).await.is_some() {
            let (devices, cursor) = (vec![(device, None)], Vec::new());
            self.people.push(Person { member, devices, sheet: None, revision: 1, epoch: 1, head: 0, cursor });
        }
        let _ = self.tell("POST", "/v1/accounts", None, &create).await;
    }

    async fn challenge(&mut self, subject: [u8; 16]) -> Nonce {
        let given = self.tell("POST", "/v1/auth/challenge", None, &ChallengeRequest { subject }).await;
        message::read::<Challenge>(&given.expect("always given")).expect("a challenge").nonce
    }

    async fn log_in(&mut self, who: usize, rng: &mut Rng) {
        let place = rng.usize(..self.people[who].devices.len());
        let device = self.people[who].devices[place].0.clone();
        let nonce = self.challenge(device.id.0).await;
        let mut login = self.people[who].member.log_in(&device, nonce);
        if rng.u8(..8) == 0
            && let LoginRequest::Device(login) = &mut login
        {
            login.signature.0[0] ^= 1;
        }
        let token = self.tell("POST", "/v1/auth/token", None, &login).await;
        let token = token.map(|body| message::read::<Login>(&body).expect("a login").token);
        if token.is_some() {
            self.people[who].devices[place].1 = token;
        }
        let _ = self.tell("POST", "/v1/auth/token", None, &login).await;
    }

    fn token(&self, who: usize, rng: &mut Rng) -> Option<Token> {
        let devices = &self.people[who].devices;
        let logged_in: Vec<_> = devices.iter().filter_map(|(_, token)| token.clone()).collect();
        rng.choice(logged_in)
    }

    async fn push(&mut self, who: usize, rng: &mut Rng) {
        let token = self.token(who, rng);
        let person = &self.people[who];
        let items = (0..rng.usize(..6)).map(|_| {
            let id = RecordId([rng.u8(..10); 16]);
            let epoch = person.epoch.saturating_sub(u32::from(rng.u8(..8) == 0));
            let length = *rng.choice(&[1024, 1024, 2048, 4096, 1025]).expect("one");
            let length = if rng.u8(..12) == 0 { length } else { length / 1024 * 1024 };
            let sealed = person.member.record(id, epoch, (length, rng.u64(..3)));
            PushItem { id, base_revision: rng.u64(..4), base_hash: None, sealed }
        });
        let push = Push { items: items.collect() };
        let target = format!("/v1/spaces/{}/records", person.member.space);
        let _ = self.tell("POST", &target, token.as_ref(), &push).await;
    }

    async fn read(&mut self, who: usize, rng: &mut Rng) {
        let token = self.token(who, rng);
        let space = self.people[who].member.space;
        let cursor = hex::encode(&self.people[who].cursor);
        let mut target = format!("/v1/spaces/{space}/changes?limit={}", rng.u8(..6));
        if !cursor.is_empty() {
            target += &format!("&cursor={cursor}");
        }
        if let Some(page) = self.ask("GET", &target, token.as_ref(), None).await {
            let page: Changes = message::read(&page).expect("a page");
            self.people[who].cursor = page.cursor.0;
            self.people[who].head = page.head;
        }
        let after = RecordId([rng.u8(..10); 16]);
        let _ = self.ask("GET", &format!("/v1/spaces/{space}/index?after={after}"), token.as_ref(), None).await;
        let _ = self.ask("GET", "/v1/keyring", token.as_ref(), None).await;
        let _ = self.ask("GET", "/v1/hello", None, None).await;
        let wait = format!("/v1/wait?heads={space}:{}&keyring={}&seconds=0", rng.u64(..4), rng.u64(..3));
        let _ = self.ask("GET", &wait, token.as_ref(), None).await;
    }

    async fn purge(&mut self, who: usize, rng: &mut Rng) {
        let space = self.people[who].member.space;
        let tokens: Vec<_> = self.people[who].devices.iter().filter_map(|(_, token)| token.clone()).collect();
        for token in &tokens {
            let ack = Ack { seq: rng.u64(..=self.people[who].head + 1) };
            let _ = self.tell("POST", &format!("/v1/spaces/{space}/acks"), Some(token), &ack).await;
        }
        let ids = (0..rng.usize(..5)).map(|_| RecordId([rng.u8(..10); 16])).collect();
        let _ = self.tell("POST", &format!("/v1/spaces/{space}/purge"), tokens.first(), &Purge { ids }).await;
    }

    /// Changes the keyring: nothing of note, a device that joins, or one that leaves.
    async fn change(&mut self, who: usize, rng: &mut Rng) {
        let token = self.token(who, rng);
        let person = &self.people[who];
        let revision = if rng.u8(..8) == 0 { rng.u64(..4) } else { person.revision };
        let new = Device::make(rng);
        let (change, added, removed): (KeyringChange, _, _) = match rng.u8(..3) {
            0 => (person.member.change(revision, person.epoch), None, None),
            1 => (person.member.add(&new, revision, person.epoch), Some(new), None),
            _ => {
                let place = rng.usize(..person.devices.len());
                (self.removal(who, place, revision, rng), None, Some(place))
            }
        };
        let done = self.tell("PUT", "/v1/keyring", token.as_ref(), &change).await;
        let ack = AckKeyring { epoch: rng.u32(..4) };
        let _ = self.tell("POST", "/v1/keyring/ack", token.as_ref(), &ack).await;
        if done.is_some() && revision == self.people[who].revision {
            let person = &mut self.people[who];
            person.revision += 1;
            person.epoch = change.epoch;
            person.devices.extend(added.map(|device| (device, None)));
            if let Some(place) = removed {
                // What was removed goes on trying.
                let gone = person.devices.remove(place);
                person.devices.push(gone);
            }
        }
    }

    fn removal(&self, who: usize, place: usize, revision: u64, rng: &mut Rng) -> KeyringChange {
        let person = &self.people[who];
        let others = person.devices.iter().enumerate().filter(|(other, _)| *other != place);
        let mut remaining: Vec<_> = others.map(|(_, (device, _))| (WrapKind::Device, device.id.0)).collect();
        remaining.extend(person.sheet.as_ref().map(|sheet| (WrapKind::Sheet, sheet.id.0)));
        let head = SpaceHead { space: person.member.space, head: person.head, open_epoch: person.epoch + 1 };
        if rng.u8(..8) == 0 {
            remaining.pop();
        }
        person.member.remove(person.devices[place].0.id, &remaining, (revision, person.epoch + 1), head)
    }

    async fn set_sheet(&mut self, who: usize, rng: &mut Rng) {
        let token = self.token(who, rng);
        let sheet = Sheet::make(rng);
        let person = &self.people[who];
        let set = person.member.set_sheet(&sheet, person.revision, person.epoch);
        if self.tell("PUT", "/v1/recovery/sheet", token.as_ref(), &set).await.is_some() {
            self.people[who].sheet = Some(sheet);
        }
    }

    async fn recover(&mut self, who: usize, rng: &mut Rng) {
        let Some(sheet) = self.people[who].sheet.clone() else { return };
        let device = Device::make(rng);
        let nonce = self.challenge(sheet.id.0).await;
        let login = self.people[who].member.recover(&sheet, &device, nonce);
        let Some(login) = self.tell("POST", "/v1/auth/token", None, &login).await else { return };
        let token = message::read::<Login>(&login).expect("a login").token;
        let _ = self.ask("GET", "/v1/keyring", Some(&token), None).await;
        let person = &self.people[who];
        let change = person.member.add(&device, person.revision, person.epoch);
        if self.tell("PUT", "/v1/keyring", Some(&token), &change).await.is_some() {
            self.people[who].revision += 1;
            self.people[who].devices.push((device, None));
        }
    }

    async fn pair(&mut self, rng: &mut Rng) {
        let target = format!("/v1/pairing/{}/{}", hex::encode([rng.u8(..2); 16]), rng.u8(..5));
        let _ = self.ask("POST", &target, None, Some(&[rng.u8(..3)])).await;
        if rng.bool() {
            let _ = self.ask("GET", &target, None, None).await;
        }
    }

    /// Logs out, or ends the account.
    async fn end(&mut self, who: usize, rng: &mut Rng) {
        let token = self.token(who, rng);
        if rng.u8(..3) > 0 {
            let _ = self.ask("DELETE", "/v1/auth/token", token.as_ref(), None).await;
            return;
        }
        let person = &self.people[who];
        let act = person.member.act(Act::DeleteAccount, &[], person.revision);
        if self.tell("DELETE", "/v1/accounts/me", token.as_ref(), &act).await.is_some() {
            self.people.remove(who);
        }
    }

    async fn nonsense(&mut self, who: usize, rng: &mut Rng) {
        let token = self.token(who, rng);
        let invite = CreateInvite {
            id: ukhwah_protocol::id::InviteId(random(rng)),
            token_hash: ukhwah_protocol::id::SecretHash(random(rng)),
            admin: rng.bool(),
        };
        let _ = self.tell("POST", "/v1/invites", token.as_ref(), &invite).await;
        let space = self.people[who].member.space;
        let body: Vec<u8> = (0..rng.usize(..40)).map(|_| rng.u8(..)).collect();
        for (method, target) in [
            ("POST", format!("/v1/spaces/{space}/records")),
            ("GET", format!("/v1/spaces/{space}/changes?cursor={}", hex::encode(&body))),
            ("GET", "/v1/spaces/none/index".to_owned()),
            ("PUT", "/v1/keyring".to_owned()),
            ("GET", "/v1/wait?heads=1:2".to_owned()),
        ] {
            let _ = self.ask(method, &target, token.as_ref(), Some(&body)).await;
        }
    }
}
