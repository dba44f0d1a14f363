//! Makes an invite.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{InviteId, SecretHash};
use ukhwah_protocol::limits;

use crate::error::{Failure, Refusal, refused};
use crate::session::{Session, hold};
use crate::store::tables::invites::{self, Invite};
use crate::store::{Write, Writing};

/// For how many seconds a member who made as many invites as allowed has to wait at most.
const DAY: u32 = 24 * 3_600;

/// Makes an invite, for the operator or a member who may invite.
pub struct CreateInvite {
    /// Who makes it; none for the operator.
    pub by: Option<Session>,
    /// The invite.
    pub id: InviteId,
    /// The hash of its token.
    pub token_hash: SecretHash,
    /// Whether who joins may invite.
    pub is_admin: bool,
    /// Seconds since 1970.
    pub now: i64,
}

impl Write for CreateInvite {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let expires = self.now + limits::INVITE_SECONDS;
        let mut created_by = None;
        if let Some(session) = &self.by {
            session.device()?;
            let account = hold(data, session).await?;
            if !account.is_admin {
                return Err(refused(ErrorCode::NotAllowed, "this member may not invite"));
            }
            if invites::count(data, account.id, expires - i64::from(DAY)).await? >= limits::INVITES_A_DAY {
                return Err(Refusal::new(ErrorCode::RateLimited, "too many invites in a day").after(DAY).into());
            }
            created_by = Some(account.id);
        }
        let invite = Invite {
            id: self.id,
            token_hash: self.token_hash,
            is_admin: self.is_admin,
            created_by,
            expires,
            used_by: None,
        };
        if invites::insert(data, &invite).await? {
            return Ok(());
        }
        // Sent again, it is there already.
        let there = invites::lock(data, self.id).await?;
        let is_same = there.is_some_and(|there| {
            (there.token_hash, there.is_admin, there.created_by) == (self.token_hash, self.is_admin, created_by)
        });
        if is_same { Ok(()) } else { Err(refused(ErrorCode::AlreadyThere, "another invite has this id")) }
    }
}
