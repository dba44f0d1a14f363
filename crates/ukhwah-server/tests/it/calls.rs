//! Each call over a real connection, in the order in which a person's devices make them.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::{
    Changes, Hello, IndexPage, KeyringChanged, KeyringState, Push, PushAnswer, PushAnswers, PushItem, SpaceHead,
    WaitAnswer, WrapKind,
};

use crate::member::{Device, Sheet};
use crate::running::Running;
use crate::wire::Ask;

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
    let push = Push {
        items: vec![PushItem { id: RecordId([9; 16]), base_revision: 0, base_hash: None, sealed: sealed.clone() }],
    };
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
    let push = Push { items: vec![PushItem { id: RecordId([9; 16]), base_revision: 0, base_hash: None, sealed }] };
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

#[tokio::test]
async fn a_device_that_waits_hears_of_a_device_that_joins() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let mut waiting = running.caller();
    waiting.token = caller.token.clone();
    let waits = tokio::spawn(async move { waiting.get::<WaitAnswer>("/v1/wait?keyring=1").await.expect("an answer") });
    while running.server.waiting_count() == 0 {
        tokio::task::yield_now().await;
    }
    let device = Device::make(&mut running.rng);
    let _: KeyringChanged = caller.ask("PUT", "/v1/keyring", &member.add(&device, 1, 1)).await.expect("added");
    assert_eq!(waits.await.expect("no panic"), WaitAnswer { heads: vec![], keyring_revision: 2 });
    // Who knows less is answered at once, and who names nothing new when the time is over.
    let late: WaitAnswer = caller.get("/v1/wait?keyring=1").await.expect("an answer");
    assert_eq!(late.keyring_revision, 2);
    let over: WaitAnswer = caller.get("/v1/wait?keyring=2&seconds=0").await.expect("an answer");
    assert_eq!(over, WaitAnswer { heads: vec![], keyring_revision: 2 });
    let ahead = format!("/v1/wait?heads={}:7", member.space);
    let behind: WaitAnswer = caller.get(&ahead).await.expect("an answer");
    assert_eq!(behind.heads, [(member.space, 0)], "an older database is told at once");
}

/// A server that was restored: the heads say so, and whoever knows a newer keyring is not told again and again.
#[tokio::test]
async fn a_device_that_knows_a_newer_keyring_waits_for_what_is_newer_still() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let wait = format!("/v1/wait?heads={}:0&keyring=3&seconds=50", member.space);
    let mut waiting = running.caller();
    waiting.token = caller.token.clone();
    let waits = tokio::spawn(async move { waiting.get::<WaitAnswer>(&wait).await.expect("an answer") });
    while running.server.waiting_count() == 0 {
        tokio::task::yield_now().await;
    }
    for revision in 1..=3 {
        assert!(!waits.is_finished(), "{revision} is known");
        let device = Device::make(&mut running.rng);
        let _: KeyringChanged =
            caller.ask("PUT", "/v1/keyring", &member.add(&device, revision, 1)).await.expect("added");
    }
    assert_eq!(waits.await.expect("no panic"), WaitAnswer { heads: vec![], keyring_revision: 4 });
}

#[tokio::test]
async fn a_wait_for_too_much_or_too_long_is_refused() {
    let mut running = Running::start().await;
    let (member, _, mut caller) = running.member().await;
    let heads = |count| vec![format!("{}:1", member.space); count].join(",");
    let (full, more) = (heads(64), heads(65));
    let answer: WaitAnswer = caller.get(&format!("/v1/wait?heads={full}&seconds=50")).await.expect("an answer");
    assert_eq!(answer.heads[0], (member.space, 0));
    for target in [format!("heads={more}"), "seconds=51".to_owned(), "heads=1".to_owned(), "keyring=-1".to_owned()] {
        let fault = caller.get::<WaitAnswer>(&format!("/v1/wait?{target}")).await.expect_err("refused");
        assert_eq!(fault.code(), ErrorCode::BadRequest, "{target}");
    }
    let pairing = format!("/v1/pairing/{}/0?seconds=51", hex::encode([3; 16]));
    assert_eq!(caller.get::<WaitAnswer>(&pairing).await.expect_err("refused").code(), ErrorCode::BadRequest);
}

#[tokio::test]
async fn with_the_sheet_a_new_device_takes_the_place_of_a_lost_one() {
    let mut running = Running::start().await;
    let (member, lost, mut caller) = running.member().await;
    let sheet = Sheet::make(&mut running.rng);
    caller.tell("PUT", "/v1/recovery/sheet", &member.set_sheet(&sheet, 1, 1)).await.expect("set");

    let found = Device::make(&mut running.rng);
    let mut recovery = running.caller();
    let nonce = recovery.challenge(sheet.id.0).await.expect("a challenge");
    let login = recovery.token(&member.recover(&sheet, &found, nonce)).await.expect("logged in");
    assert_eq!((login.account, login.seconds), (member.account, 900));
    let state: KeyringState = recovery.get("/v1/keyring").await.expect("a keyring");
    assert_eq!((state.sheet, state.wraps.len()), (Some(sheet.id), 1));
    let changes = format!("/v1/spaces/{}/changes", member.space);
    let fault = recovery.get::<Changes>(&changes).await.expect_err("refused");
    assert_eq!(fault.code(), ErrorCode::NotAllowed);
    let fault = recovery.get::<WaitAnswer>("/v1/wait").await.expect_err("refused");
    assert_eq!(fault.code(), ErrorCode::NotAllowed);
    let _: KeyringChanged = recovery.ask("PUT", "/v1/keyring", &member.add(&found, 1, 1)).await.expect("added");

    let mut new = running.caller();
    new.log_in(&member, &found).await.expect("logged in");
    let remaining = [(WrapKind::Device, found.id.0), (WrapKind::Sheet, sheet.id.0)];
    let head = SpaceHead { space: member.space, head: 0, open_epoch: 2 };
    let removal = member.remove(lost.id, &remaining, (2, 2), head);
    let _: KeyringChanged = new.ask("PUT", "/v1/keyring", &removal).await.expect("removed");
    assert_eq!(caller.log_in(&member, &lost).await.expect_err("removed").code(), ErrorCode::DeviceRemoved);

    // Five times a day are enough.
    for _ in 1..5 {
        let nonce = recovery.challenge(sheet.id.0).await.expect("a challenge");
        recovery.token(&member.recover(&sheet, &found, nonce)).await.expect("logged in");
    }
    let nonce = recovery.challenge(sheet.id.0).await.expect("a challenge");
    let fault = recovery.token(&member.recover(&sheet, &found, nonce)).await.expect_err("refused");
    assert_eq!(fault.code(), ErrorCode::RateLimited);
}

#[tokio::test]
async fn two_devices_meet_in_a_mailbox() {
    let running = Running::start().await;
    let slot = |slot: u8| format!("/v1/pairing/{}/{slot}", hex::encode([3; 16]));
    let post = async |place: u8, body: &[u8]| {
        let headers = vec![("content-type", "application/octet-stream".to_owned())];
        let ask = Ask { method: "POST", target: &slot(place), headers, body: Some(body) };
        running.caller().wire.ask(&ask).await.expect("an answer")
    };
    let get = async |target: String| running.caller().send("GET", &target, None).await.expect("an answer");
    assert_eq!(get(slot(0)).await.code(), ErrorCode::NotFound);
    assert_eq!(post(0, b"hello").await.status, 204);
    let taken = get(slot(0)).await;
    assert_eq!((taken.status, taken.body.as_slice()), (200, &b"hello"[..]));
    assert_eq!(get(slot(0)).await.code(), ErrorCode::NotFound);
    assert_eq!(post(0, b"hello").await.code(), ErrorCode::AlreadyThere);
    // Who comes before the message waits for it.
    let (answer, left) = tokio::join!(get(format!("{}?seconds=50", slot(1))), post(1, b"answer"));
    assert_eq!((left.status, answer.body.as_slice()), (204, &b"answer"[..]));

    assert_eq!(post(4, b"no such slot").await.code(), ErrorCode::NotFound);
    assert_eq!(post(2, b"").await.code(), ErrorCode::BadRequest);
    assert_eq!(post(2, &vec![0; 64 * 1024 + 1]).await.code(), ErrorCode::TooLarge);
    assert_eq!(post(2, &vec![0; 64 * 1024]).await.status, 204);
    let pairing = running.caller().tell("POST", &slot(3), &0_u8).await.expect_err("no message");
    assert_eq!(pairing.code(), ErrorCode::UnsupportedMedia);
}
