//! The end: asked for, nothing that has begun is lost; not asked for, nothing that was acknowledged.

use std::collections::BTreeMap;

use fastrand::Rng;
use tokio::sync::mpsc;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, VersionHash};
use ukhwah_protocol::message::{IndexPage, KeyringState, Push, PushAnswer, PushAnswers, PushItem, WaitAnswer};

use crate::member::{Caller, Device, Fault, Member};
use crate::postgres::Cluster;
use crate::program::{Program, command};
use crate::running::Running;
use crate::wire::Ask;

#[tokio::test]
async fn what_has_begun_is_finished_and_nothing_begins() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let wait = format!("/v1/wait?heads={}:0&seconds=50", member.space);
    let mut waiting = running.caller();
    waiting.token = caller.token.clone();
    let waits = tokio::spawn(async move { waiting.get::<WaitAnswer>(&wait).await });

    // A push of which half has been sent.
    let sealed = member.record(RecordId([1; 16]), 1, (1024, 0));
    let push = Push { items: vec![PushItem { id: RecordId([1; 16]), base_revision: 0, base_hash: None, sealed }] };
    let body = ukhwah_protocol::message::write(&push);
    let target = format!("/v1/spaces/{}/records", member.space);
    let bearer = caller.token.as_ref().expect("logged in").to_authorization();
    let headers = vec![("authorization", bearer), ("content-type", "application/cbor".to_owned())];
    let bytes = caller.wire.write(&Ask { method: "POST", target: &target, headers, body: Some(&body) });
    caller.wire.send(&bytes[..bytes.len() - 500]).await.expect("sent");
    while running.server.call_count() < 2 {
        tokio::task::yield_now().await;
    }

    let served = running.tell_to_end();
    let answer = waits.await.expect("no panic").expect("who waits is answered");
    assert_eq!((answer.heads, answer.keyring_revision), (vec![], 1));
    caller.wire.send(&bytes[bytes.len() - 500..]).await.expect("sent");
    let answer = caller.wire.answer().await.expect("an answer");
    let pushed: PushAnswers = ukhwah_protocol::message::read(&answer.body).expect("answers");
    assert_eq!(pushed.answers, [PushAnswer::Stored { revision: 1, seq: 1 }]);
    assert_eq!(answer.header("connection"), Some("close"));
    served.await.expect("no panic").expect("ended");
    let fault = running.caller().get::<WaitAnswer>("/v1/hello").await.expect_err("nobody listens");
    assert!(matches!(fault, Fault::Broken(_)));
}

#[tokio::test]
async fn a_signal_ends_the_program_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Program::start(folder.path(), &[]);
    let process = rustix::process::Pid::from_child(&program.child);
    rustix::process::kill_process(process, rustix::process::Signal::TERM).expect("it runs");
    let (rest, status) = program.rest();
    assert!(status.success());
    assert_eq!(rest, ["Ended."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_moments_sqlite_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().expect("a folder");
    kill_again_and_again(folder.path(), &[], 20).await;
    let check = command(folder.path(), &["check"]).output().expect("it runs");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_moments_postgres_keeps_what_was_acknowledged() {
    let Some(cluster) = Cluster::start() else { return };
    cluster.database("killed");
    let database = format!("--database={}", cluster.url("killed"));
    let folder = tempfile::tempdir().expect("a folder");
    kill_again_and_again(folder.path(), &[&database], 5).await;
    let check = command(folder.path(), &["check", &database]).output().expect("it runs");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[tokio::test]
async fn without_its_database_the_server_is_busy_and_goes_on_when_it_is_back() {
    let Some(mut cluster) = Cluster::start() else { return };
    let mut running = Running::on(&cluster.database("gone"), |_| {}).await;
    let (.., mut caller) = running.member().await;
    cluster.stop();
    for _ in 0..10 {
        let fault = caller.get::<KeyringState>("/v1/keyring").await.expect_err("no database");
        assert_eq!(fault.code(), ErrorCode::Busy);
    }
    cluster.start_again();
    // A connection of the pool that broke may still be met.
    while caller.get::<KeyringState>("/v1/keyring").await.is_err() {}
}

/// What a writer was told to be stored: a record, its revision and the version's hash.
type Stored = (RecordId, u64, VersionHash);

/// The newest version of each record.
type Held = BTreeMap<RecordId, (u64, VersionHash)>;

async fn kill_again_and_again(folder: &std::path::Path, arguments: &[&str], kills: usize) {
    const WRITERS: u8 = 4;
    let often = ["--logins-per-minute=100000", "--pushes-per-minute=1000000"];
    let arguments = [&often[..], arguments].concat();
    let mut rng = Rng::with_seed(6);
    let (mut member, mut devices) = (None, Vec::new());
    let mut acknowledged = Held::new();
    let mut pushed = 0;
    for kill in 0..=kills {
        let program = Program::start(folder, &arguments);
        let mut caller = program.caller();
        let member = member.get_or_insert_with(|| Member::make(&mut rng, &program.invite().expect("the first")));
        member.origin = format!("http://{}", program.address);
        if devices.is_empty() {
            devices = (0..WRITERS).map(|_| Device::make(&mut rng)).collect();
            let invite = program.invite().expect("the first");
            caller.join(member, &devices[0], &invite).await.expect("joined");
            for (revision, device) in (1..).zip(&devices[1..]) {
                let change = member.add(device, revision, 1);
                let _: ukhwah_protocol::message::KeyringChanged =
                    caller.ask("PUT", "/v1/keyring", &change).await.expect("added");
            }
        }
        caller.log_in(member, &devices[0]).await.expect("logged in");
        let held = held(&mut caller, member).await;
        for (id, version) in &acknowledged {
            assert!(held.get(id).is_some_and(|held| held.0 >= version.0), "{id} is lost after {kill} kills");
            assert!(held[id].0 > version.0 || held[id].1 == version.1, "{id} is another after {kill} kills");
        }
        if kill == kills {
            break;
        }
        let (say, mut said) = mpsc::unbounded_channel();
        for (writer, device) in devices.iter().enumerate() {
            let mut caller = program.caller();
            caller.log_in(member, device).await.expect("logged in");
            let seed = rng.u64(..);
            tokio::spawn(write(caller, member.clone(), writer as u8, held.clone(), seed, say.clone()));
        }
        drop(say);
        let moment = rng.usize(1..60);
        let mut stored = 0;
        while stored < moment {
            let (id, revision, hash) = said.recv().await.expect("writers write");
            acknowledged.insert(id, (revision, hash));
            stored += 1;
        }
        drop(program);
        // What was answered before the kill and is heard only now counts too.
        while let Some((id, revision, hash)) = said.recv().await {
            acknowledged.insert(id, (revision, hash));
            stored += 1;
        }
        pushed += stored;
    }
    assert!(pushed > 0, "nothing was acknowledged in {kills} kills");
}

async fn held(caller: &mut Caller, member: &Member) -> Held {
    let page: IndexPage = caller.get(&format!("/v1/spaces/{}/index", member.space)).await.expect("an index");
    assert!(!page.more);
    page.entries.iter().map(|entry| (entry.id, (entry.revision, entry.hash))).collect()
}

/// Pushes versions of its own records until there is no answer any more.
#[expect(clippy::too_many_arguments, reason = "each writer has its own of everything")]
async fn write(
    mut caller: Caller,
    member: Member,
    writer: u8,
    mut held: Held,
    seed: u64,
    say: mpsc::UnboundedSender<Stored>,
) {
    let mut rng = Rng::with_seed(seed);
    let target = format!("/v1/spaces/{}/records", member.space);
    loop {
        let mut id = RecordId([writer; 16]);
        id.0[0] = rng.u8(..20);
        let base_revision = held.get(&id).map_or(0, |held| held.0);
        let sealed = member.record(id, 1, (*rng.choice(&[1024, 4096]).expect("one"), rng.u64(..)));
        let hash = sealed.version_hash();
        let push = Push { items: vec![PushItem { id, base_revision, base_hash: None, sealed }] };
        match caller.ask::<_, PushAnswers>("POST", &target, &push).await {
            Ok(pushed) => {
                assert!(matches!(pushed.answers[..], [PushAnswer::Stored { .. }]), "{pushed:?}");
                held.insert(id, (base_revision + 1, hash));
                let _ = say.send((id, base_revision + 1, hash));
            }
            Err(Fault::Broken(_)) => return,
            Err(Fault::Refused(code, _)) => panic!("{code:?}"),
        }
    }
}
