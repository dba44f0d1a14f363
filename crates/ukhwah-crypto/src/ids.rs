/// 16 random bytes that name an account, a device, a space, a record or a mailbox.
pub type Id = [u8; 16];

/// What stands for the organization where there is none.
pub const NO_ORGANIZATION: Id = [0; 16];

/// The epoch of the first keyring key and of the first key of a space.
pub const FIRST_EPOCH: u32 = 1;

/// Whose keys these are: every wrapped key and every keyring is bound to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The first 16 bytes of the fingerprint of the organization's root, or [`NO_ORGANIZATION`].
    pub org_id: Id,
    /// The account of the person.
    pub account_id: Id,
}
