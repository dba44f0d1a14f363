use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::AccountId;
use ukhwah_protocol::message::SignedAct;
use ukhwah_protocol::transcript::Act;
use ukhwah_server::account::delete::DeleteAccount;
use ukhwah_server::error::Failure;
use ukhwah_server::invite::create::CreateInvite;
use ukhwah_server::store::{Read, Reading, Store, values};
use ukhwah_server::upkeep::expire::Expire;

use super::{NO_HASH, NOW, Stage, code};
use crate::member::Member;

pub(super) async fn all<S: Store>(stage: &Stage<S>) {
    an_invite_is_used_once(stage).await;
    an_id_belongs_to_one_account(stage).await;
    only_who_may_invites(stage).await;
    nothing_is_left_of_an_account(stage).await;
    what_has_expired_goes(stage).await;
}

async fn an_invite_is_used_once<S: Store>(stage: &Stage<S>) {
    let invite = stage.invited(false, NOW).await;
    let member = Member::make(&mut stage.rng.borrow_mut(), &invite);
    let (device, other_device) = (stage.device(), stage.device());

    let unknown = stage.join(&member, &device, &stage.invite());
    assert_eq!(code(stage.store.write(unknown).await), Err(ErrorCode::AuthFailed));
    let mut guessed = stage.join(&member, &device, &invite);
    guessed.request.token = ukhwah_protocol::id::Token::from_bytes([0; 32]);
    assert_eq!(code(stage.store.write(guessed).await), Err(ErrorCode::AuthFailed));
    let mut late = stage.join(&member, &device, &invite);
    late.now += 15 * 24 * 3_600;
    assert_eq!(code(stage.store.write(late).await), Err(ErrorCode::Expired));
    let mut forged = stage.join(&member, &device, &invite);
    forged.request.act.signature = member.act(Act::AddDevice, &[], 1).signature;
    assert_eq!(code(stage.store.write(forged).await), Err(ErrorCode::BadSignature));

    assert_eq!(code(stage.store.write(stage.join(&member, &device, &invite)).await), Ok(()));
    assert_eq!(code(stage.store.write(stage.join(&member, &device, &invite)).await), Ok(()), "sent again");
    let with_other_device = stage.join(&member, &other_device, &invite);
    assert_eq!(code(stage.store.write(with_other_device).await), Err(ErrorCode::InviteUsed));
    let other = Member::make(&mut stage.rng.borrow_mut(), &invite);
    assert_eq!(code(stage.store.write(stage.join(&other, &device, &invite)).await), Err(ErrorCode::InviteUsed));
}

async fn an_id_belongs_to_one_account<S: Store>(stage: &Stage<S>) {
    let first = stage.actor().await;
    let invite = stage.invited(false, NOW).await;
    let member = Member::make(&mut stage.rng.borrow_mut(), &invite);
    let device = stage.device();

    let same_account = Member { account: first.member.account, ..member.clone() };
    let same_inbox = Member { inbox: first.member.inbox, ..member.clone() };
    for (taken, device) in [(&same_account, &device), (&same_inbox, &device), (&member, &first.device)] {
        let join = stage.join(taken, device, &invite);
        assert_eq!(code(stage.store.write(join).await), Err(ErrorCode::AlreadyThere));
    }
    // Nothing of what was refused is left, and a space of the same id is another one.
    let same_space = Member { space: first.member.space, ..member };
    assert_eq!(code(stage.store.write(stage.join(&same_space, &device, &invite)).await), Ok(()));
}

async fn only_who_may_invites<S: Store>(stage: &Stage<S>) {
    let (admin, member) = (stage.actor_who(true).await, stage.actor_who(false).await);
    let invite = |by: &super::Actor, id: [u8; 16], is_admin| {
        let (by, id) = (Some(by.session.clone()), ukhwah_protocol::id::InviteId(id));
        CreateInvite { by, id, token_hash: NO_HASH, is_admin, now: NOW }
    };
    assert_eq!(code(stage.store.write(invite(&member, stage.random(), false)).await), Err(ErrorCode::NotAllowed));
    let id = stage.random();
    assert_eq!(code(stage.store.write(invite(&admin, id, false)).await), Ok(()));
    assert_eq!(code(stage.store.write(invite(&admin, id, false)).await), Ok(()), "sent again");
    assert_eq!(code(stage.store.write(invite(&admin, id, true)).await), Err(ErrorCode::AlreadyThere));
    for _ in 1..ukhwah_protocol::limits::INVITES_A_DAY {
        assert_eq!(code(stage.store.write(invite(&admin, stage.random(), false)).await), Ok(()));
    }
    assert_eq!(code(stage.store.write(invite(&admin, stage.random(), false)).await), Err(ErrorCode::RateLimited));
    let mut tomorrow = invite(&admin, stage.random(), false);
    tomorrow.now += 24 * 3_600;
    assert_eq!(code(stage.store.write(tomorrow).await), Ok(()));
}

async fn nothing_is_left_of_an_account<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    stage.push(&actor, &[(1, 0, 1, 1), (2, 0, 1, 2)]).await.expect("pushed");
    let delete = |act: SignedAct| DeleteAccount { session: actor.session.clone(), act, org: stage.org() };
    let forged = actor.member.act(Act::SetSheet, &[], 1);
    assert_eq!(code(stage.store.write(delete(forged)).await), Err(ErrorCode::BadSignature));
    let old = actor.member.act(Act::DeleteAccount, &[], 0);
    assert_eq!(code(stage.store.write(delete(old)).await), Err(ErrorCode::KeyringConflict));

    let rows = Rows { account: actor.member.account };
    assert_eq!(stage.store.read(Rows { account: actor.member.account }).await.expect("counted"), 9);
    let act = actor.member.act(Act::DeleteAccount, &[], 1);
    assert_eq!(code(stage.store.write(delete(act)).await), Ok(()));
    assert_eq!(stage.store.read(rows).await.expect("counted"), 0);
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 1)]).await, Err(ErrorCode::TokenExpired));
}

/// Counts the rows in which an account is named.
struct Rows {
    account: AccountId,
}

impl Read for Rows {
    type Answer = u64;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<u64, Failure> {
        let mut sum = 0;
        for statement in [
            r#"SELECT count(*) FROM "accounts" WHERE "id" = $1"#,
            r#"SELECT count(*) FROM "acks" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "devices" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "directory" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "invites" WHERE "used_by" = $1 OR "created_by" = $1"#,
            r#"SELECT count(*) FROM "keyrings" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "records" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "removals" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "sheets" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "spaces" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "tokens" WHERE "account" = $1"#,
            r#"SELECT count(*) FROM "wraps" WHERE "account" = $1"#,
        ] {
            let row = data.row(statement, &values![self.account]).await?;
            sum += row.expect("a count").number::<u64>(0)?;
        }
        Ok(sum)
    }
}

async fn what_has_expired_goes<S: Store>(stage: &Stage<S>) {
    let old = stage.invited(false, NOW - 40 * 24 * 3_600).await;
    let kept = stage.invited(false, NOW - 20 * 24 * 3_600).await;
    assert_eq!(stage.store.write(Expire { now: NOW }).await, Ok(1));
    let member = Member::make(&mut stage.rng.borrow_mut(), &old);
    let device = stage.device();
    assert_eq!(code(stage.store.write(stage.join(&member, &device, &old)).await), Err(ErrorCode::AuthFailed));
    assert_eq!(code(stage.store.write(stage.join(&member, &device, &kept)).await), Err(ErrorCode::Expired));
}
