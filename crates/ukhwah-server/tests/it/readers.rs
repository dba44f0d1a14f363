//! A reader who follows a space misses nothing of what eight devices write meanwhile, also through another server on the same
//! database.

use std::collections::BTreeSet;

use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::{Changes, KeyringChanged, Push, PushAnswer, PushAnswers, PushItem, WaitAnswer};

use crate::member::{Caller, Device, Member};
use crate::postgres::Cluster;
use crate::running::{Running, sqlite};

const WRITERS: usize = 8;
const PUSHES: u8 = 40;
const ITEMS: u8 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_misses_nothing_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut running = Running::on(&sqlite(folder.path()), |_| {}).await;
    let (member, devices) = member_with(&mut running, WRITERS).await;
    nothing_is_missed(&member, &devices, [&running, &running]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_misses_nothing_on_postgres_with_two_servers() {
    let Some(cluster) = Cluster::start() else { return };
    let database = cluster.database("readers");
    let mut first = Running::on(&database, |_| {}).await;
    let second = Running::on(&database, |_| {}).await;
    let (mut member, devices) = member_with(&mut first, WRITERS).await;
    nothing_is_missed(&member, &devices, [&first, &second]).await;

    // Who waits at one server hears of what was pushed to the other.
    let mut caller = second.caller();
    member.origin = format!("http://{}", second.address);
    caller.log_in(&member, &devices[0]).await.expect("logged in");
    let head = u64::from(PUSHES) * u64::from(ITEMS) * WRITERS as u64;
    let wait = format!("/v1/wait?heads={}:{head}&seconds=50", member.space);
    let waits = tokio::spawn(async move { caller.get::<WaitAnswer>(&wait).await.expect("an answer") });
    while second.server.waiting_count() == 0 {
        tokio::task::yield_now().await;
    }
    let mut writer = first.caller();
    member.origin = format!("http://{}", first.address);
    writer.log_in(&member, &devices[1]).await.expect("logged in");
    push(&mut writer, &member, 99, 0).await;
    let answer = waits.await.expect("no panic");
    assert_eq!(answer.heads, [(member.space, head + u64::from(ITEMS))]);
}

/// A member with so many devices.
pub async fn member_with(running: &mut Running, count: usize) -> (Member, Vec<Device>) {
    let (member, first, mut caller) = running.member().await;
    let mut devices = vec![first];
    for revision in 1..count as u64 {
        let device = Device::make(&mut running.rng);
        let change = member.add(&device, revision, 1);
        let _: KeyringChanged = caller.ask("PUT", "/v1/keyring", &change).await.expect("added");
        devices.push(device);
    }
    (member, devices)
}

async fn push(caller: &mut Caller, member: &Member, writer: u8, number: u8) {
    let item = |place: u8| {
        let mut id = [writer; 16];
        (id[0], id[1]) = (number, place);
        let id = RecordId(id);
        PushItem { id, base_revision: 0, base_hash: None, sealed: member.record(id, 1, (1024, 0)) }
    };
    let push = Push { items: (0..ITEMS).map(item).collect() };
    let target = format!("/v1/spaces/{}/records", member.space);
    let pushed: PushAnswers = caller.ask("POST", &target, &push).await.expect("pushed");
    assert!(pushed.answers.iter().all(|answer| matches!(answer, PushAnswer::Stored { revision: 1, .. })));
}

async fn nothing_is_missed(member: &Member, devices: &[Device], servers: [&Running; 2]) {
    let mut writers = Vec::new();
    for (place, device) in devices.iter().enumerate() {
        let server = servers[place % 2];
        let mut member = member.clone();
        member.origin = format!("http://{}", server.address);
        let mut caller = server.caller();
        caller.log_in(&member, device).await.expect("logged in");
        let writer = u8::try_from(place).expect("few");
        writers.push((caller, member, writer));
    }
    let mut reader = servers[1].caller();
    reader.token = writers[0].0.token.clone();
    let tasks: Vec<_> = writers
        .into_iter()
        .map(|(mut caller, member, writer)| {
            tokio::spawn(async move {
                for number in 0..PUSHES {
                    push(&mut caller, &member, writer, number).await;
                }
            })
        })
        .collect();

    let wanted = WRITERS * usize::from(PUSHES) * usize::from(ITEMS);
    let (mut seen, mut last, mut cursor) = (BTreeSet::new(), 0, String::new());
    let mut is_last_round = false;
    while !is_last_round {
        // What was pushed before the last round began must be in it.
        is_last_round = tasks.iter().all(tokio::task::JoinHandle::is_finished);
        loop {
            let target = format!("/v1/spaces/{}/changes?limit=7{cursor}", member.space);
            let page: Changes = reader.get(&target).await.expect("a page");
            for record in &page.records {
                assert!(record.seq > last && seen.insert(record.id), "{} after {last}", record.seq);
                last = record.seq;
            }
            assert!(page.head >= last);
            cursor = format!("&cursor={}", hex::encode(&page.cursor.0));
            if !page.more {
                break;
            }
        }
    }
    for task in tasks {
        task.await.expect("no panic");
    }
    assert_eq!((seen.len(), last), (wanted, wanted as u64));
}
