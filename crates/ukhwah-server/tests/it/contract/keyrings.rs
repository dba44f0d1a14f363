use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AgreeKey, VerifyKey};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{
    DeviceChange, KeyringChange, KeyringChanged, KeyringState, NewIdentity, NewSheet, SpaceHead, WrapKind,
};
use ukhwah_protocol::transcript::{Act, parameters};
use ukhwah_server::keyring::ack::AckKeyring;
use ukhwah_server::keyring::change::ChangeKeyring;
use ukhwah_server::keyring::read::ReadKeyring;
use ukhwah_server::session::{Login, Session};
use ukhwah_server::sheet::set::SetSheet;
use ukhwah_server::store::Store;

use super::{Actor, DAY, NOWHERE, Stage, code};
use crate::member::{Device, Sheet};

pub(super) async fn all<S: Store>(stage: &Stage<S>) {
    a_keyring_follows_the_one_it_was_made_from(stage).await;
    an_account_has_eight_devices_at_most(stage).await;
    a_removed_device_is_out_and_the_others_are_not(stage).await;
    what_a_removal_lacks_is_refused(stage).await;
    a_sheet_registers_one_device_and_nothing_else(stage).await;
    a_new_identity_is_signed_with_the_old_one(stage).await;
}

type Changed = Result<u64, ErrorCode>;

impl<S: Store> Stage<S> {
    async fn change(&self, session: &Session, change: KeyringChange) -> Changed {
        let verb = ChangeKeyring { session: session.clone(), change, org: self.org(), day: DAY };
        code(self.store.write(verb).await).map(|KeyringChanged { revision }| revision)
    }

    async fn keyring(&self, session: &Session) -> Result<KeyringState, ErrorCode> {
        code(self.store.read(ReadKeyring { session: session.clone() }).await)
    }

    async fn set_sheet(&self, actor: &Actor, sheet: NewSheet) -> Result<(), ErrorCode> {
        let verb = SetSheet { session: actor.session.clone(), sheet, org: self.org(), day: DAY };
        code(self.store.write(verb).await)
    }
}

fn as_device(actor: &Actor, device: &Device) -> Session {
    Session { account: actor.member.account, login: Login::Device(device.id) }
}

async fn a_keyring_follows_the_one_it_was_made_from<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let member = &actor.member;
    assert_eq!(stage.change(&actor.session, member.change(1, 1)).await, Ok(2));
    assert_eq!(stage.change(&actor.session, member.change(1, 1)).await, Ok(2), "sent again");
    let mut other = member.change(1, 1);
    other.keyring = member.keyring(1, 77);
    assert_eq!(stage.change(&actor.session, other).await, Err(ErrorCode::KeyringConflict));
    assert_eq!(stage.change(&actor.session, member.change(3, 1)).await, Err(ErrorCode::KeyringConflict));
    assert_eq!(stage.change(&actor.session, member.change(2, 3)).await, Err(ErrorCode::BadRequest));
    let mut elsewhere = member.change(2, 1);
    elsewhere.keyring = stage.actor().await.member.keyring(1, 3);
    assert_eq!(stage.change(&actor.session, elsewhere).await, Err(ErrorCode::BadEnvelope));

    let head = |space, head, open_epoch| SpaceHead { space, head, open_epoch };
    let mut with_head = member.change(2, 1);
    for (named, expected) in [
        (head(member.space, 1, 1), ErrorCode::HeadMoved),
        (head(NOWHERE, 0, 1), ErrorCode::NotMember),
        (head(member.space, 0, 0), ErrorCode::BadRequest),
    ] {
        with_head.heads = vec![named];
        assert_eq!(stage.change(&actor.session, with_head.clone()).await, Err(expected));
    }
    let state = stage.keyring(&actor.session).await.expect("a keyring");
    assert_eq!((state.revision, state.keyring), (2, member.keyring(1, 2)));
}

async fn an_account_has_eight_devices_at_most<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let devices: Vec<_> = (0..limits::DEVICES).map(|_| stage.device()).collect();
    let mut revision = 1;
    for device in &devices[1..] {
        assert_eq!(stage.change(&actor.session, actor.member.add(device, revision, 1)).await, Ok(revision + 1));
        revision += 1;
    }
    let one_more = actor.member.add(&devices[0], revision, 1);
    assert_eq!(stage.change(&actor.session, one_more).await, Err(ErrorCode::DeviceLimit));
    assert_eq!(stage.keyring(&actor.session).await.expect("a keyring").devices.len(), limits::DEVICES);
}

#[expect(clippy::cognitive_complexity, reason = "one story, told from beginning to end")]
async fn a_removed_device_is_out_and_the_others_are_not<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let (member, second) = (&actor.member, stage.device());
    let session = as_device(&actor, &second);
    assert_eq!(stage.change(&actor.session, member.add(&second, 1, 1)).await, Ok(2));
    stage.push(&actor, &[(1, 0, 1, 1)]).await.expect("pushed");
    assert_eq!(stage.keyring(&session).await.expect("a keyring").wraps, []);

    let remaining = [(WrapKind::Device, actor.device.id.0)];
    let head = SpaceHead { space: member.space, head: 1, open_epoch: 2 };
    let removal = member.remove(second.id, &remaining, (2, 2), head);
    assert_eq!(stage.change(&actor.session, removal.clone()).await, Ok(3));
    assert_eq!(stage.change(&actor.session, removal.clone()).await, Ok(3), "sent again");
    let state = stage.keyring(&actor.session).await.expect("a keyring");
    assert_eq!((state.epoch, state.devices.len(), &state.wraps), (2, 1, &removal.wraps));

    // The other one is out, whatever it does at the same moment, and what it sealed before is closed.
    assert_eq!(stage.change(&session, member.change(3, 2)).await, Err(ErrorCode::TokenExpired));
    assert_eq!(stage.push(&actor, &[(2, 0, 1, 1)]).await, Err(ErrorCode::EpochClosed));
    let same = ukhwah_protocol::message::PushAnswer::Same { revision: 1, seq: 1 };
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 1)]).await, Ok(vec![same]), "but what is there is there");
    let twin = Device { id: stage.device().id, ..second.clone() };
    assert_eq!(stage.change(&actor.session, member.add(&second, 3, 2)).await, Err(ErrorCode::AlreadyThere));
    assert_eq!(stage.change(&actor.session, member.add(&twin, 3, 2)).await, Err(ErrorCode::AlreadyThere));

    let ack = |epoch| AckKeyring { session: actor.session.clone(), epoch };
    assert_eq!(code(stage.store.write(ack(3)).await), Err(ErrorCode::KeyringConflict));
    assert_eq!(code(stage.store.write(ack(2)).await), Ok(()));
    assert_eq!(stage.keyring(&actor.session).await.expect("a keyring").wraps, removal.wraps);
}

async fn what_a_removal_lacks_is_refused<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let (member, second) = (&actor.member, stage.device());
    let head = SpaceHead { space: member.space, head: 0, open_epoch: 2 };
    let last = member.remove(actor.device.id, &[], (1, 2), head);
    assert_eq!(stage.change(&actor.session, last).await, Err(ErrorCode::NotAllowed));
    assert_eq!(stage.change(&actor.session, member.add(&second, 1, 1)).await, Ok(2));

    let remaining = [(WrapKind::Device, actor.device.id.0)];
    let right = member.remove(second.id, &remaining, (2, 2), head);
    let with = |change: &dyn Fn(&mut KeyringChange)| {
        let mut removal = right.clone();
        change(&mut removal);
        removal
    };
    let notice = |removal: &mut KeyringChange| {
        if let Some(DeviceChange::Removed(removed)) = &mut removal.device {
            removed.notice.0[0] ^= 1;
        }
    };
    let erase = |removal: &mut KeyringChange| {
        if let Some(DeviceChange::Removed(removed)) = &mut removal.device {
            removed.erase = true;
        }
    };
    for (removal, expected) in [
        (with(&|removal| removal.wraps.clear()), ErrorCode::BadRequest),
        (with(&|removal| removal.wraps.push(removal.wraps[0].clone())), ErrorCode::BadRequest),
        (with(&|removal| removal.wraps[0].reference = second.id.0), ErrorCode::BadRequest),
        (with(&|removal| removal.wraps[0].epoch = 1), ErrorCode::BadRequest),
        (with(&|removal| removal.wraps[0].bytes = vec![0; limits::WRAP + 1]), ErrorCode::BadEnvelope),
        (with(&|removal| removal.heads.clear()), ErrorCode::BadRequest),
        (with(&|removal| removal.heads.push(removal.heads[0])), ErrorCode::BadRequest),
        (with(&|removal| removal.heads[0].open_epoch = 1), ErrorCode::BadRequest),
        (with(&notice), ErrorCode::BadSignature),
        (with(&erase), ErrorCode::BadSignature),
        (member.remove(stage.device().id, &remaining, (2, 2), head), ErrorCode::NotFound),
        (member.remove(second.id, &[], (2, 1), SpaceHead { open_epoch: 1, ..head }), ErrorCode::BadRequest),
    ] {
        assert_eq!(stage.change(&actor.session, removal).await, Err(expected));
    }
    assert_eq!(stage.change(&actor.session, right).await, Ok(3));
}

#[expect(clippy::cognitive_complexity, reason = "one story, told from beginning to end")]
async fn a_sheet_registers_one_device_and_nothing_else<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let (member, found) = (&actor.member, stage.device());
    let sheet = Sheet::make(&mut stage.rng.borrow_mut());
    let mut forged = member.set_sheet(&sheet, 1, 1);
    forged.wrap.bytes[0] ^= 1;
    assert_eq!(stage.set_sheet(&actor, forged).await, Err(ErrorCode::BadSignature));
    assert_eq!(stage.set_sheet(&actor, member.set_sheet(&sheet, 2, 1)).await, Err(ErrorCode::KeyringConflict));
    assert_eq!(stage.set_sheet(&actor, member.set_sheet(&sheet, 1, 1)).await, Ok(()));
    assert_eq!(stage.set_sheet(&actor, member.set_sheet(&sheet, 1, 1)).await, Ok(()), "sent again");

    let new = found.told();
    let login = Login::Sheet { id: sheet.id, sign: new.sign, agree: new.agree };
    let session = Session { account: member.account, login };
    let state = stage.keyring(&session).await.expect("a keyring");
    assert_eq!(state.wraps.iter().map(|wrap| wrap.reference).collect::<Vec<_>>(), [sheet.id.0]);
    assert_eq!(stage.change(&session, member.change(1, 1)).await, Err(ErrorCode::NotAllowed));
    let other = member.add(&stage.device(), 1, 1);
    assert_eq!(stage.change(&session, other).await, Err(ErrorCode::NotAllowed));
    assert_eq!(stage.change(&session, member.add(&found, 1, 2)).await, Err(ErrorCode::NotAllowed));
    assert_eq!(stage.change(&session, member.add(&found, 1, 1)).await, Ok(2));
    assert_eq!(stage.change(&session, member.add(&found, 1, 1)).await, Ok(2), "sent again");
    let again = Device { id: stage.device().id, ..found.clone() };
    assert_eq!(stage.change(&session, member.add(&again, 2, 1)).await, Err(ErrorCode::AlreadyThere));
    let denied = code(
        stage
            .push_items(&Actor { session: session.clone(), ..stage.actor().await }, vec![], super::QUOTA)
            .await
            .map(|_| ()),
    );
    assert_eq!(denied, Err(ErrorCode::NotAllowed));

    // With a new epoch the sheet gets a wrap too, and then only the newest.
    let remaining = [(WrapKind::Device, found.id.0), (WrapKind::Sheet, sheet.id.0)];
    let head = SpaceHead { space: member.space, head: 0, open_epoch: 2 };
    let removal = member.remove(actor.device.id, &remaining, (2, 2), head);
    let without = member.remove(actor.device.id, &remaining[..1], (2, 2), head);
    assert_eq!(stage.change(&as_device(&actor, &found), without).await, Err(ErrorCode::BadRequest));
    assert_eq!(stage.change(&as_device(&actor, &found), removal).await, Ok(3));
    let state = stage.keyring(&session).await.expect("a keyring");
    assert_eq!(state.wraps.iter().map(|wrap| wrap.epoch).collect::<Vec<_>>(), [2]);

    let next = Sheet::make(&mut stage.rng.borrow_mut());
    let actor = Actor { session: as_device(&actor, &found), ..actor };
    assert_eq!(stage.set_sheet(&actor, actor.member.set_sheet(&next, 3, 2)).await, Ok(()));
    assert_eq!(stage.change(&session, actor.member.add(&stage.device(), 3, 2)).await, Err(ErrorCode::TokenExpired));
}

async fn a_new_identity_is_signed_with_the_old_one<S: Store>(stage: &Stage<S>) {
    let mut actor = stage.actor().await;
    let next = ed25519_dalek::SigningKey::from_bytes(&stage.random());
    let mut change = actor.member.change(1, 1);
    let (sign, agree) = (VerifyKey(next.verifying_key().to_bytes()), AgreeKey([9; 32]));
    let signed = parameters::rotate_identity(&sign, &agree, &change.keyring.version_hash());
    let old = actor.member.identity.clone();
    actor.member.identity = next.clone();
    change.identity = Some(NewIdentity { sign, agree, act: actor.member.act(Act::RotateIdentity, &signed, 2) });
    assert_eq!(stage.change(&actor.session, change.clone()).await, Err(ErrorCode::BadSignature));
    actor.member.identity = old;
    change.identity = Some(NewIdentity { sign, agree, act: actor.member.act(Act::RotateIdentity, &signed, 2) });
    assert_eq!(stage.change(&actor.session, change).await, Ok(2));
    let device = stage.device();
    assert_eq!(stage.change(&actor.session, actor.member.add(&device, 2, 1)).await, Err(ErrorCode::BadSignature));
    actor.member.identity = next;
    assert_eq!(stage.change(&actor.session, actor.member.add(&device, 2, 1)).await, Ok(3));
}
