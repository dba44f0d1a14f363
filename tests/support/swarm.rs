//! Many devices at one server: how much it takes, how long it takes, what those cost who only wait.
//!
//! `swarm --server URL --invite TEXT` joins as many members as it is told, with real logins, pushes records that are padded
//! but hold nothing, pulls them again, waits, and prints one line of JSON. The server's limits must let it.

#![forbid(unsafe_code)]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use fastrand::Rng;
use serde_json::json;
use tokio::sync::Semaphore;
use ukhwah_protocol::id::{RecordId, SecretHash};
use ukhwah_protocol::invite::{Invite, InviteCode};
use ukhwah_protocol::message::{Changes, CreateInvite, KeyringChanged, Push, PushAnswers, PushItem, WaitAnswer};
use ukhwah_tests::member::{Caller, Device, Member, random};
use ukhwah_tests::wire::Wire;

/// Many devices at one server.
#[derive(Parser)]
struct Swarm {
    /// The address, with its port, such as http://127.0.0.1:8137
    #[arg(long)]
    server: String,
    /// An invite of somebody who may invite, as the server printed it
    #[arg(long)]
    invite: String,
    /// Devices that push; up to eight belong to one member
    #[arg(long, default_value_t = 200)]
    devices: usize,
    /// Members, each with a space
    #[arg(long, default_value_t = 200)]
    members: usize,
    /// Records that are pushed in all
    #[arg(long, default_value_t = 20_000)]
    records: usize,
    /// Records in one push
    #[arg(long, default_value_t = 20)]
    batch: usize,
    /// Bytes of a record
    #[arg(long, default_value_t = 2048)]
    size: usize,
    /// Pushes in a second; 0 for as many as go
    #[arg(long, default_value_t = 0)]
    rate: u64,
    /// Devices that wait and hear nothing, at most seven times as many as devices
    #[arg(long, default_value_t = 0)]
    waiters: usize,
    /// The server's process, if it runs here, to see what memory it takes
    #[arg(long)]
    process: Option<u32>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A device that has logged in.
struct Actor {
    member: Arc<Member>,
    caller: Caller,
    number: u64,
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a command-line program")]
async fn main() {
    let swarm = Swarm::parse();
    println!("{}", swarm.run().await);
}

impl Swarm {
    fn address(&self) -> SocketAddr {
        let host = self.server.trim_start_matches("http://");
        std::net::ToSocketAddrs::to_socket_addrs(host).expect("an address").next().expect("one of this machine")
    }

    async fn run(&self) -> serde_json::Value {
        let mut actors = self.join().await;
        let push = self.push(&mut actors).await;
        let pull = self.pull(&mut actors).await;
        let wake = self.wake(&mut actors).await;
        let idle = self.idle(&mut actors).await;
        json!({
            "devices": actors.len(), "members": self.members, "batch": self.batch, "size": self.size,
            "push": push, "pull": pull, "wake": wake, "idle": idle,
        })
    }

    /// Joins members and adds devices. A member may make fifty invites a day, so that those who join invite in turn.
    async fn join(&self) -> Vec<Actor> {
        let mut rng = Rng::with_seed(self.seed);
        let mut invites = vec![Invite::parse(&self.invite).expect("an invite")];
        let mut actors: Vec<Actor> = Vec::new();
        for number in 0..self.members.min(self.devices) {
            if number >= invites.len() {
                let by = &mut actors[number / 40].caller;
                invites.push(invite(by, &invites[0], &mut rng).await);
            }
            let (member, device) = (Member::make(&mut rng, &invites[number]), Device::make(&mut rng));
            let mut caller = Caller::on(Wire::to(self.address()));
            caller.join(&member, &device, &invites[number]).await.expect("joined");
            actors.push(Actor { member: Arc::new(member), caller, number: number as u64 });
        }
        for number in self.members..self.devices {
            let (device, of, revision) = (Device::make(&mut rng), number % self.members, number / self.members);
            let member = Arc::clone(&actors[of].member);
            let change = member.add(&device, revision as u64, 1);
            let _: KeyringChanged = actors[of].caller.ask("PUT", "/v1/keyring", &change).await.expect("added");
            let mut caller = Caller::on(Wire::to(self.address()));
            caller.log_in(&member, &device).await.expect("logged in");
            actors.push(Actor { member, caller, number: number as u64 });
        }
        actors
    }

    async fn push(&self, actors: &mut Vec<Actor>) -> serde_json::Value {
        let pushes = self.records / self.batch;
        let left = Arc::new(AtomicUsize::new(0));
        let (begun, rate, batch, size) = (Instant::now(), self.rate, self.batch, self.size);
        let tasks: Vec<_> = std::mem::take(actors)
            .into_iter()
            .map(|mut actor| {
                let left = Arc::clone(&left);
                tokio::spawn(async move {
                    let mut took = Vec::new();
                    let mut rng = Rng::with_seed(actor.number);
                    loop {
                        let turn = left.fetch_add(1, Ordering::Relaxed);
                        if turn >= pushes {
                            return (actor, took);
                        }
                        if rate > 0 {
                            let due = begun + Duration::from_secs(1) * u32::try_from(turn).expect("few") / rate as u32;
                            tokio::time::sleep_until(due.into()).await;
                        }
                        took.push(push(&mut actor, batch, size, &mut rng).await);
                    }
                })
            })
            .collect();
        let mut took = Vec::new();
        for task in tasks {
            let (actor, some) = task.await.expect("no panic");
            actors.push(actor);
            took.extend(some);
        }
        let seconds = begun.elapsed().as_secs_f64();
        json!({
            "pushes_per_second": (took.len() as f64 / seconds).round(),
            "records_per_second": ((took.len() * batch) as f64 / seconds).round(),
            "millis": percentiles(took),
        })
    }

    /// Each member reads its space from the beginning, as a new device does.
    async fn pull(&self, actors: &mut [Actor]) -> serde_json::Value {
        let begun = Instant::now();
        let turns = Arc::new(Semaphore::new(16));
        let reads = actors.iter().take(self.members).map(|actor| {
            let (turns, space) = (Arc::clone(&turns), actor.member.space);
            let mut caller = Caller::on(Wire::to(self.address()));
            caller.token = actor.caller.token.clone();
            tokio::spawn(async move {
                let _turn = turns.acquire().await;
                let (mut count, mut cursor) = (0, String::new());
                loop {
                    let target = format!("/v1/spaces/{space}/changes?limit=500{cursor}");
                    let page: Changes = caller.get(&target).await.expect("a page");
                    count += page.records.len();
                    cursor = format!("&cursor={}", hex::encode(&page.cursor.0));
                    if !page.more {
                        return count;
                    }
                }
            })
        });
        let mut count = 0;
        for read in reads.collect::<Vec<_>>() {
            count += read.await.expect("no panic");
        }
        json!({ "records": count, "records_per_second": (count as f64 / begun.elapsed().as_secs_f64()).round() })
    }

    /// How long it takes from the beginning of a push until a device that waits has heard of it.
    async fn wake(&self, actors: &mut [Actor]) -> serde_json::Value {
        let mut took = Vec::new();
        let mut rng = Rng::with_seed(u64::MAX - self.seed);
        for actor in actors.iter_mut().take(50) {
            let space = actor.member.space;
            let target = format!("/v1/spaces/{space}/changes?limit=1");
            let head = actor.caller.get::<Changes>(&target).await.expect("a page").head;
            let mut waiting = Caller::on(Wire::to(self.address()));
            waiting.token = actor.caller.token.clone();
            let wait = format!("/v1/wait?heads={space}:{head}&seconds=50");
            let waits = tokio::spawn(async move {
                let answer: WaitAnswer = waiting.get(&wait).await.expect("an answer");
                (answer, Instant::now())
            });
            // Enough for the wait to have begun; what it measures is the way from the push to the one who waits.
            tokio::time::sleep(Duration::from_millis(20)).await;
            let begun = Instant::now();
            push(actor, 1, self.size, &mut rng).await;
            let (answer, heard) = waits.await.expect("no panic");
            assert_eq!(answer.heads.len(), 1);
            took.push(heard - begun);
        }
        percentiles(took)
    }

    /// What the server's memory grows by with devices that wait and hear nothing.
    async fn idle(&self, actors: &mut [Actor]) -> serde_json::Value {
        let Some(process) = self.process.filter(|_| self.waiters > 0) else { return serde_json::Value::Null };
        let before = resident(process);
        let mut waits = Vec::new();
        for number in 0..self.waiters {
            let place = number % actors.len();
            let actor = &mut actors[place];
            let changes = format!("/v1/spaces/{}/changes?limit=1", actor.member.space);
            let head = actor.caller.get::<Changes>(&changes).await.expect("a page").head;
            let mut caller = Caller::on(Wire::to(self.address()));
            caller.token = actor.caller.token.clone();
            caller.wire.connect().await.expect("connected");
            let wait = format!("/v1/wait?heads={}:{head}&seconds=50", actor.member.space);
            waits.push((caller, wait));
        }
        let begun = Instant::now();
        let waits: Vec<_> = waits
            .into_iter()
            .map(|(mut caller, wait)| tokio::spawn(async move { caller.get::<WaitAnswer>(&wait).await }))
            .collect();
        // Long enough that all of them wait, and none is answered.
        tokio::time::sleep(Duration::from_secs(20)).await;
        let after = resident(process);
        assert!(begun.elapsed() < Duration::from_secs(45) && waits.iter().all(|wait| !wait.is_finished()));
        waits.iter().for_each(tokio::task::JoinHandle::abort);
        json!({
            "waiters": self.waiters, "kib_before": before, "kib_after": after,
            "kib_each": (after - before) as f64 / self.waiters as f64,
        })
    }
}

async fn invite(by: &mut Caller, like: &Invite, rng: &mut Rng) -> Invite {
    let code = InviteCode::from_random(random(rng));
    let secrets = code.derive_secrets();
    let token_hash: SecretHash = secrets.token.hash();
    by.tell("POST", "/v1/invites", &CreateInvite { id: secrets.id, token_hash, admin: true }).await.expect("made");
    Invite { code, ..like.clone() }
}

async fn push(actor: &mut Actor, batch: usize, size: usize, rng: &mut Rng) -> Duration {
    let item = |_| {
        let id = RecordId(random(rng));
        PushItem { id, base_revision: 0, base_hash: None, sealed: actor.member.record(id, 1, (size, 0)) }
    };
    let push = Push { items: (0..batch).map(item).collect() };
    let target = format!("/v1/spaces/{}/records", actor.member.space);
    let begun = Instant::now();
    let _: PushAnswers = actor.caller.ask("POST", &target, &push).await.expect("pushed");
    begun.elapsed()
}

fn percentiles(mut took: Vec<Duration>) -> serde_json::Value {
    took.sort_unstable();
    let at =
        |part: f64| took.get(((took.len() as f64 - 1.0) * part) as usize).map(|took| took.as_micros() as f64 / 1e3);
    json!({ "p50": at(0.5), "p99": at(0.99), "most": at(1.0) })
}

/// The memory that a process holds, in KiB.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("it runs here");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
