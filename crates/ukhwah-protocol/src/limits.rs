//! Sizes and counts that both ends keep to; a server says its own in `GET /v1/hello` where an operator may change them.

/// The largest sealed record, in bytes.
pub const ENVELOPE: usize = 256 * 1024;
/// How many records one push may hold.
pub const PUSH_ITEMS: usize = 500;
/// How many bytes of sealed records one push may hold.
pub const PUSH_BYTES: usize = 1024 * 1024;
/// The largest body of a push or of a purge, in bytes.
pub const BODY: usize = PUSH_BYTES + PUSH_BYTES / 4;
/// The largest body of a change of the keyring, in bytes.
pub const KEYRING_BODY: usize = 512 * 1024;
/// How many records one page of changes holds at most.
pub const CHANGES_ITEMS: usize = 500;
/// How many bytes of sealed records one page of changes holds at most, except a single one that is larger.
pub const CHANGES_BYTES: usize = 1024 * 1024;
/// How many records one page of the index holds.
pub const INDEX_ITEMS: usize = 5_000;
/// How many ids one purge may name.
pub const PURGE_IDS: usize = 5_000;
/// The largest body of a request that joins, in bytes.
pub const ACCOUNT_BODY: usize = 64 * 1024;
/// The largest body of any other request, in bytes.
pub const SMALL_BODY: usize = 4 * 1024;
/// The largest wrap of a key, in bytes.
pub const WRAP: usize = 512;
/// How many devices an account has at most.
pub const DEVICES: usize = 8;
/// How many spaces one wait may name.
pub const WAIT_SPACES: usize = 64;
/// The longest wait for changes, in seconds.
pub const WAIT_SECONDS: u64 = 50;
/// The largest message between two devices that pair, in bytes.
pub const MAILBOX_BODY: usize = 64 * 1024;
/// How many slots a mailbox has.
pub const MAILBOX_SLOTS: u8 = 4;
/// How long a message between two devices that pair is kept, in seconds.
pub const MAILBOX_SECONDS: i64 = 600;
/// How long a challenge may be answered, in seconds.
pub const CHALLENGE_SECONDS: i64 = 60;
/// How long a device's token lives, in seconds.
pub const TOKEN_SECONDS: i64 = 3_600;
/// How long the token of a recovery sheet lives, in seconds.
pub const SHEET_TOKEN_SECONDS: i64 = 900;
/// How long an invite may be used, in seconds.
pub const INVITE_SECONDS: i64 = 14 * 24 * 3_600;
/// How many bytes of sealed records an account may keep, unless the operator says otherwise.
pub const ACCOUNT_BYTES: u64 = 200 * 1024 * 1024;
/// How many records an account may keep, unless the operator says otherwise.
pub const ACCOUNT_RECORDS: u64 = 50_000;
/// How many bytes of sealed records an account may keep beyond that, of those under an epoch that is not open yet: a full
/// account must be able to remove a device, and the list of what stays valid is made of new records.
pub const CLOSING_BYTES: u64 = 8 * 1024 * 1024;
/// How many records an account may keep beyond its own limit for the same reason.
pub const CLOSING_RECORDS: u64 = 256;
/// How many invites a member who may invite can make in a day.
pub const INVITES_A_DAY: u64 = 50;
/// How often a recovery sheet can log in within a day.
pub const SHEET_LOGINS_A_DAY: u64 = 5;
