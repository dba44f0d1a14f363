//! Each call over a real connection, in the order in which a person's devices make them.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::{
    Changes, Hello, IndexPage, KeyringState, Push, PushAnswer, PushAnswers, PushItem, WaitAnswer,
};

use crate::running::Running;

#[tokio::test]
async fn a_member_joins_logs_in_and_meets_records_again() {
    let mut running = Running::start().await;
    let (member, device, mut caller) = running.member().await;

    let hello: Hello = caller.get("/v1/hello").await.expect("hello");
    assert_eq!(hello.fingerprint().org_id(), member.org);

    let keyring: KeyringState = caller.get("/v1/keyring").await.expect("a keyring");
    assert_eq!((keyring.account, keyring.revision, keyring.epoch), (member.account, 1, 1));
    assert_eq!(keyring.keyring, member.keyring(1, 1));
    assert_eq!(keyring.devices.iter().map(|listed| listed.id).collect::<Vec<_>>(), [device.id]);
    assert_eq!((keyring.spaces[0].space, keyring.spaces[0].head), (member.space, 0));

    let sealed = member.record(RecordId([9; 16]), 1, (1024, 1));
    let push = Push { items: vec![PushItem { id: RecordId([9; 16]), base_revision: 0, sealed: sealed.clone() }] };
    let records = format!("/v1/spaces/{}/records", member.space);
    let pushed: PushAnswers = caller.ask("POST", &records, &push).await.expect("pushed");
    assert_eq!(pushed.answers, [PushAnswer::Stored { revision: 1, seq: 1 }]);
    let again: PushAnswers = caller.ask("POST", &records, &push).await.expect("pushed");
    assert_eq!(again.answers, [PushAnswer::Same { revision: 1, seq: 1 }]);

    let page: Changes = caller.get(&format!("/v1/spaces/{}/changes", member.space)).await.expect("changes");
    assert_eq!((page.head, page.more, page.records.len()), (1, false, 1));
    assert_eq!((page.records[0].revision, &page.records[0].sealed), (1, &sealed));
    let next = format!("/v1/spaces/{}/changes?cursor={}&limit=5", member.space, hex::encode(&page.cursor.0));
    let page: Changes = caller.get(&next).await.expect("changes");
    assert!(page.records.is_empty() && !page.more);

    let index: IndexPage = caller.get(&format!("/v1/spaces/{}/index", member.space)).await.expect("an index");
    assert_eq!((index.entries[0].revision, index.entries[0].hash), (1, sealed.version_hash()));
}

#[tokio::test]
async fn a_device_that_waits_hears_of_what_another_pushes() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let wait = format!("/v1/wait?heads={}:0&keyring=1&seconds=50", member.space);
    let mut waiting = running.caller();
    waiting.token = caller.token.clone();
    let waits = tokio::spawn(async move { waiting.get::<WaitAnswer>(&wait).await.expect("an answer") });
    while running.server.waiting_count() == 0 {
        tokio::task::yield_now().await;
    }
    let sealed = member.record(RecordId([9; 16]), 1, (1024, 1));
    let push = Push { items: vec![PushItem { id: RecordId([9; 16]), base_revision: 0, sealed }] };
    let records = format!("/v1/spaces/{}/records", member.space);
    let _: PushAnswers = caller.ask("POST", &records, &push).await.expect("pushed");
    let answer = waits.await.expect("no panic");
    assert_eq!(answer, WaitAnswer { heads: vec![(member.space, 1)], keyring_revision: 1 });
}

#[tokio::test]
async fn nothing_is_answered_as_it_is_and_an_old_version_as_too_old() {
    let running = Running::start().await;
    let mut caller = running.caller();
    for (target, code) in [
        ("/", ErrorCode::NotFound),
        ("/v1/nothing", ErrorCode::NotFound),
        ("/v2/hello", ErrorCode::NotFound),
        ("/v0/hello", ErrorCode::ClientTooOld),
        ("/v1/accounts", ErrorCode::NotFound),
        ("/v1/hello?please", ErrorCode::UnknownParameter),
    ] {
        assert_eq!(caller.send("GET", target, None).await.expect("an answer").code(), code, "{target}");
    }
}
