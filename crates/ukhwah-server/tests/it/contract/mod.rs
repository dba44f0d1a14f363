//! What every database must do: one function, run on both.

mod accounts;
mod keyrings;
mod logins;
mod records;

use std::cell::RefCell;

use fastrand::Rng;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{Fingerprint, HistoryId, OrgId, RecordId, SecretHash, SpaceId};
use ukhwah_protocol::invite::{Invite, InviteCode};
use ukhwah_protocol::message::{PushAnswer, PushItem};
use ukhwah_server::account::create::CreateAccount;
use ukhwah_server::error::Failure;
use ukhwah_server::invite::create::CreateInvite;
use ukhwah_server::record::push::{Push, Pushed, Quota};
use ukhwah_server::session::{Login, Session};
use ukhwah_server::store::tables::server::ServerRow;
use ukhwah_server::store::{Database, Store};
use ukhwah_server::upkeep::begin::{Begin, ReadServer};

use crate::member::{Device, Member, random};
use crate::postgres::Cluster;
use crate::running::sqlite;

/// A moment, in seconds since 1970.
const NOW: i64 = 1_800_000_000;
/// Its day.
const DAY: u32 = 20_833;
const QUOTA: Quota = Quota { bytes: 1_000_000, records: 1_000 };

#[tokio::test]
async fn sqlite_keeps_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    contract(Database::open(&sqlite(folder.path())).await.expect("opened")).await;
}

#[tokio::test]
async fn postgres_keeps_the_contract() {
    let Some(cluster) = Cluster::start() else { return };
    contract(Database::open(&cluster.database("contract")).await.expect("opened")).await;
}

/// Everything that verbs promise, whatever the database.
async fn contract<S: Store>(store: S) {
    let row = ServerRow { history: HistoryId([1; 16]), root: vec![2; 40] };
    assert_eq!(store.read(ReadServer).await, Ok(None));
    assert_eq!(store.write(Begin(row.clone())).await, Ok(true));
    assert_eq!(store.write(Begin(ServerRow { root: vec![], ..row.clone() })).await, Ok(false));
    assert_eq!(store.read(ReadServer).await, Ok(Some(row)));
    let stage = Stage { store, rng: RefCell::new(Rng::with_seed(2)) };
    accounts::all(&stage).await;
    logins::all(&stage).await;
    records::all(&stage).await;
    keyrings::all(&stage).await;
}

/// A database and what acts on it.
struct Stage<S> {
    store: S,
    rng: RefCell<Rng>,
}

/// A member with a device that has logged in.
struct Actor {
    member: Member,
    device: Device,
    session: Session,
}

/// The code of a refusal.
fn code<T>(result: Result<T, Failure>) -> Result<T, ErrorCode> {
    result.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal.code,
        Failure::Store(error) => panic!("the database failed: {error}"),
    })
}

impl<S: Store> Stage<S> {
    fn random<const N: usize>(&self) -> [u8; N] {
        random(&mut self.rng.borrow_mut())
    }

    fn device(&self) -> Device {
        Device::make(&mut self.rng.borrow_mut())
    }

    fn org(&self) -> OrgId {
        Fingerprint([3; 32]).org_id()
    }

    /// An invite that the database does not know.
    fn invite(&self) -> Invite {
        let code = InviteCode::from_random(self.random());
        Invite { origin: "https://a.example".to_owned(), fingerprint: Fingerprint([3; 32]), code }
    }

    async fn invited(&self, is_admin: bool, now: i64) -> Invite {
        let invite = self.invite();
        let secrets = invite.code.derive_secrets();
        let verb = CreateInvite { by: None, id: secrets.id, token_hash: secrets.token.hash(), is_admin, now };
        self.store.write(verb).await.expect("made");
        invite
    }

    fn join(&self, member: &Member, device: &Device, invite: &Invite) -> CreateAccount {
        CreateAccount { request: member.create(invite, device), org: self.org(), now: NOW, day: DAY }
    }

    async fn actor(&self) -> Actor {
        self.actor_who(false).await
    }

    async fn actor_who(&self, is_admin: bool) -> Actor {
        let invite = self.invited(is_admin, NOW).await;
        let member = Member::make(&mut self.rng.borrow_mut(), &invite);
        let device = self.device();
        self.store.write(self.join(&member, &device, &invite)).await.expect("joined");
        let session = Session { account: member.account, login: Login::Device(device.id) };
        Actor { member, device, session }
    }

    /// Pushes records of 1 KiB: id, base revision, epoch, what fills them.
    async fn push(&self, actor: &Actor, items: &[(u8, u64, u32, u64)]) -> Result<Vec<PushAnswer>, ErrorCode> {
        let item = |(id, base_revision, epoch, fill): &(u8, u64, u32, u64)| {
            let sealed = actor.member.record(RecordId([*id; 16]), *epoch, (1024, *fill));
            PushItem { id: RecordId([*id; 16]), base_revision: *base_revision, base_hash: None, sealed }
        };
        let items = items.iter().map(item).collect();
        code(self.push_items(actor, items, QUOTA).await).map(|pushed| pushed.answers)
    }

    async fn push_items(&self, actor: &Actor, items: Vec<PushItem>, quota: Quota) -> Result<Pushed, Failure> {
        self.store.write(Push::new(actor.session.clone(), actor.member.space, items, quota)?).await
    }
}

/// A space that nobody has.
const NOWHERE: SpaceId = SpaceId([0xEE; 16]);
/// A hash of nothing.
const NO_HASH: SecretHash = SecretHash([0; 32]);
