//! What the operator does and sees.

use fastrand::Rng;
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::invite::Invite;
use ukhwah_protocol::message::{Changes, Hello, Push, PushAnswers, PushItem};

use crate::member::{Caller, Device, Member};
use crate::program::{Program, command};
use crate::wire::Wire;

fn run(folder: &std::path::Path, arguments: &[&str]) -> Result<String, String> {
    let output = command(folder, arguments).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

async fn join(program: &Program, invite: &Invite, seed: u64) -> (Member, Device, Caller) {
    let mut rng = Rng::with_seed(seed);
    let (mut member, device) = (Member::make(&mut rng, invite), Device::make(&mut rng));
    member.origin = format!("http://{}", program.address);
    let mut caller = program.caller();
    caller.join(&member, &device, invite).await.expect("joined");
    (member, device, caller)
}

async fn push(caller: &mut Caller, member: &Member, id: u8) {
    let id = RecordId([id; 16]);
    let push = Push {
        items: vec![PushItem { id, base_revision: 0, base_hash: None, sealed: member.record(id, 1, (1024, 0)) }],
    };
    let target = format!("/v1/spaces/{}/records", member.space);
    let _: PushAnswers = caller.ask("POST", &target, &push).await.expect("pushed");
}

#[tokio::test]
async fn a_server_that_was_told_nothing_invites_its_first_member() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(folder.path(), &[]);
    let invite = program.invite().expect("it invites");
    let (member, _, mut caller) = join(&program, &invite, 1).await;
    push(&mut caller, &member, 1).await;
    let hello: Hello = caller.get("/v1/hello").await.expect("hello");
    assert_eq!(hello.fingerprint(), invite.fingerprint);

    let key = folder.path().join("root.key");
    assert!(std::fs::read_to_string(&key).expect("a key").starts_with("ukhwah-root-key-1 "));
    for file in [key, folder.path().join("ukhwah-server.db")] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).expect("there").permissions());
        assert_eq!(mode & 0o077, 0, "{} can be read by others", file.display());
    }
    // While it runs, the operator invites and lists, and no second server takes the file.
    let second = Invite::parse(&run(folder.path(), &["invite"]).expect("made")).expect("an invite");
    join(&program, &second, 2).await;
    let listed = run(folder.path(), &["devices"]).expect("listed");
    assert_eq!(listed.lines().count(), 3);
    assert!(listed.contains(&member.account.to_string()) && listed.contains("1  1024"), "{listed}");
    let refused =
        run(folder.path(), &["serve", "--listen=127.0.0.1:0", "--operator-listen=off"]).expect_err("one alone");
    assert!(refused.contains("another server uses"), "{refused}");
    let refused = run(folder.path(), &["init"]).expect_err("it has begun");
    assert!(refused.contains("another server uses"), "{refused}");
    drop(program);
    assert!(run(folder.path(), &["init"]).expect_err("it has begun").contains("begun already"));
    assert!(run(folder.path(), &["check"]).expect("sound").contains("2 accounts"));
    assert_eq!(Program::start(folder.path(), &[]).invite(), None);
}

#[tokio::test]
async fn a_backup_comes_back_as_another_life() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(folder.path(), &[]);
    let (mut member, device, mut caller) = join(&program, &program.invite().expect("it invites"), 1).await;
    push(&mut caller, &member, 1).await;
    run(folder.path(), &["backup", "copy.db"]).expect("copied");
    assert!(run(folder.path(), &["backup", "copy.db"]).is_err(), "nothing is written over");
    push(&mut caller, &member, 2).await;
    let changes = format!("/v1/spaces/{}/changes", member.space);
    let before: Changes = caller.get(&changes).await.expect("changes");
    drop(program);

    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("ukhwah-server.db{end}")));
    }
    std::fs::rename(folder.path().join("copy.db"), folder.path().join("ukhwah-server.db")).expect("put back");
    run(folder.path(), &["restore-finish"]).expect("finished");
    let program = Program::start(folder.path(), &[]);
    member.origin = format!("http://{}", program.address);
    let mut caller = program.caller();
    caller.log_in(&member, &device).await.expect("logged in");
    let next = format!("{changes}?cursor={}", hex::encode(&before.cursor.0));
    let after: Changes = caller.get(&next).await.expect("changes");
    assert_ne!(after.history, before.history);
    assert_eq!((after.head, after.records.len()), (1, 1), "from the beginning");
}

#[tokio::test]
async fn what_is_wrong_is_said_before_anything_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("server.toml"), "listen = \"0.0.0.0:1\"\nlog = \"loud\"").expect("written");
    let said = run(folder.path(), &["serve", "--config=server.toml"]).expect_err("wrong");
    for part in ["log: loud", "TLS is needed", "--origin", "origin:"] {
        assert!(said.contains(part) || part == "--origin", "{part}: {said}");
    }
    let said = run(folder.path(), &["check"]).expect_err("nothing is there");
    assert!(said.contains("there is no file ukhwah-server.db"), "{said}");
    let said = run(folder.path(), &["backup", "--database=postgres:///a", "copy"]).expect_err("not for PostgreSQL");
    assert!(said.contains("pg_dump"), "{said}");
    let entries = std::fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(entries, 1, "nothing was made");
}

#[tokio::test]
async fn health_and_metrics_are_for_the_operator_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(folder.path(), &[]);
    let (member, _, mut caller) = join(&program, &program.invite().expect("it invites"), 1).await;
    push(&mut caller, &member, 1).await;
    let mut operator = Caller::on(Wire::to(program.operator));
    for target in ["/healthz", "/readyz"] {
        assert_eq!(operator.send("GET", target, None).await.expect("an answer").status, 200);
        assert_eq!(caller.send("GET", target, None).await.expect("an answer").status, 404);
    }
    assert_eq!(operator.send("GET", "/v1/hello", None).await.expect("an answer").status, 404);
    let metrics = operator.send("GET", "/metrics", None).await.expect("an answer");
    let text = String::from_utf8(metrics.body).expect("text");
    for line in [
        "ukhwah_records_stored_total 1",
        "ukhwah_requests_total{route=\"/v1/spaces/{space}/records\",status=\"2xx\"} 1",
    ] {
        assert!(text.lines().any(|written| written == line), "{text}");
    }
    for id in [member.account.to_string(), member.space.to_string()] {
        assert!(!text.contains(&id));
    }
}

#[tokio::test]
async fn no_log_says_who() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Program::start(folder.path(), &["--log=debug"]);
    let (member, device, mut caller) = join(&program, &program.invite().expect("it invites"), 1).await;
    push(&mut caller, &member, 1).await;
    caller.send("GET", "/v1/spaces/none/changes?cursor=1", None).await.expect("an answer");
    let token = caller.token.clone().expect("logged in");
    program.child.kill().expect("it runs");
    let log = program.log();
    assert!(log.contains("/v1/spaces/{space}/records") && log.contains("/v1/auth/token"), "{log}");
    let secrets = [
        member.account.to_string(),
        member.space.to_string(),
        member.inbox.to_string(),
        device.id.to_string(),
        RecordId([1; 16]).to_string(),
        hex::encode(token.expose()),
        token.hash().to_string(),
        "127.0.0.1".to_owned(),
    ];
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} is in the log");
    }
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{log}");
}
