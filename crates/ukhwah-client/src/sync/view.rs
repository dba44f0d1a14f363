//! What the screens of the copy on other devices show and ask for.

use serde::{Deserialize, Serialize};

use crate::error::ErrorCode;
use crate::help::QrView;

/// The copy on other devices.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncView {
    /// The organization's server; none where the person joined none.
    pub link: Option<SyncLinkView>,
    /// In how many records versions of two devices wait for the person's choice.
    pub choices: usize,
    /// Whether the person removed this device on another one, and has not been told so here.
    pub removed: bool,
}

/// How this device stands with the server.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncLinkView {
    /// The server's host.
    pub address: String,
    /// The person's devices, this one first.
    pub devices: Vec<SyncDeviceView>,
    /// Whether something is under way.
    pub state: SyncState,
    /// How many records say more here than on the server.
    pub pending: u64,
    /// When both sides were last the same, in milliseconds since 1970 UTC.
    pub last_ms: Option<i64>,
    /// How far a long copy has come, from 0 to 1.
    pub share: Option<f64>,
    /// What stopped the last one.
    pub trouble: Option<SyncTrouble>,
    /// What the person must know besides.
    pub notices: Vec<SyncNotice>,
    /// So many items that another device erased at once wait for an answer.
    pub held: Option<u64>,
    /// Whether it is copied only when the person asks.
    pub on_request: bool,
    /// Whose words open the server's copy.
    pub sheet: SyncSheet,
}

/// One of the person's devices.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncDeviceView {
    /// Its id, hexadecimal.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// Whether it is this one.
    pub here: bool,
    /// The day on which it was added, as in 2026-11-03.
    pub added: String,
    /// Whether another device added it within 14 days, since this one came.
    pub is_new: bool,
    /// Whether it is still to be removed, after the 15 words were used: that goes on with each copy.
    pub is_going: bool,
    /// The day on which it was last heard of, by its own clock.
    pub last_seen: Option<String>,
}

/// Whether a copy is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Nothing is under way.
    Idle,
    /// Something is.
    Busy,
}

/// What stopped the last copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SyncTrouble {
    /// The server did not answer.
    NoAnswer,
    /// What answers is no server of this kind.
    NotAServer,
    /// The person removed this device.
    Removed,
    /// Another copy of this device has logged in.
    CopyOfAnother,
    /// The server takes no more.
    ServerFull,
    /// This device is full.
    DeviceFull,
    /// This version is too old for the server.
    AppTooOld,
    /// Anything else.
    Failed,
}

/// What the person must know besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SyncNotice {
    /// The server lost records, which are being put back.
    PuttingBack,
    /// Both sides differ in a way that cannot be mended.
    NotRepairable,
    /// Another copy of this device was found.
    NewIdentity,
    /// Some records cannot be read here.
    Unreadable,
    /// The server does not take some records.
    NotTaken,
    /// Some records are too long for a server.
    TooLong,
    /// For more than a day the server has shown an old list of devices.
    OldKeyring,
    /// The server lets in a device that is not on the person's list.
    StrangeDevice,
    /// The server shows a list of devices without this one, and nothing that says that the person removed it.
    NotListed,
    /// A newer version of the app wrote the list of devices.
    NewerKeyring,
    /// The server shows a list of devices of which nothing proves that it is the person's.
    UnprovenKeyring,
}

/// Whose 15 words open the server's copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SyncSheet {
    /// Nobody's.
    None,
    /// This device's.
    Here,
    /// Those of another device.
    Elsewhere,
    /// Those of before, until the server can be told of this device's.
    Coming,
}

/// The card of the server, for another device of the person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncCardView {
    /// Address and fingerprint, to hand over as text.
    pub text: String,
    /// The same as a QR code.
    pub qr: QrView,
}

/// A text: an invite, a server's card, or a new device's code.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncTextRequest {
    /// As it was pasted.
    pub text: String,
}

/// An invite as it is shown before it is used.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncInviteView {
    /// The server's host.
    pub address: String,
    /// The organization's fingerprint in groups of four digits, to compare.
    pub fingerprint: String,
}

/// Whether the camera is used.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncCameraRequest {
    /// A code is looked for from now on, or no longer.
    pub on: bool,
}

/// What the camera sees at one moment.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncFrameRequest {
    /// How many pixels a line has.
    pub width: u32,
    /// How light each pixel is, two hexadecimal digits for each, line by line.
    pub grey: String,
}

/// What the QR codes of a picture say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncCodesView {
    /// An invite, a server's card or a new device's code; any other text where there is none of them.
    pub text: Option<String>,
    /// The 15 words of a spare code.
    pub words: Option<String>,
}

/// A certificate of the organization that was chosen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncAuthorityView {
    /// The file's name.
    pub name: String,
}

/// Joins an organization.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncJoinRequest {
    /// The invite.
    pub text: String,
    /// What the person calls this device.
    pub device_name: String,
}

/// Begins to join an account from a second device.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncPairRequest {
    /// The server's card.
    pub card: String,
    /// What the person calls this device.
    pub device_name: String,
}

/// How far a new device has come.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum SyncPairView {
    /// Its code waits for the old device.
    Offered {
        /// The code as text.
        text: String,
        /// The same as a QR code.
        qr: QrView,
    },
    /// The old device has answered: these digits are to be typed there.
    Code {
        /// Six digits.
        digits: String,
    },
    /// This device has joined.
    Done,
    /// It is over.
    Failed {
        /// Why.
        code: ErrorCode,
    },
}

/// How far an old device has come with a new one.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum SyncOfferView {
    /// The new device shows six digits now.
    Answered {
        /// What the person called it there.
        name: String,
    },
}

/// The digits that the new device shows.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncConfirmRequest {
    /// As typed.
    pub digits: String,
}

/// Removes a device.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncRemoveRequest {
    /// Its id.
    pub id: String,
    /// Whether it is lost or stolen.
    pub lost: bool,
    /// Whether it is to erase what it holds.
    pub erase: bool,
}

/// Brings everything back from the server by the 15 words.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncRecoverRequest {
    /// The server's card.
    pub card: String,
    /// The words.
    pub words: String,
    /// What the person calls this device.
    pub device_name: String,
    /// Whether all other devices are removed.
    pub remove_others: bool,
}

/// When it is copied.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncSaveRequest {
    /// Only when the person asks.
    pub on_request: bool,
}

/// The answer about what another device erased.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncHeldRequest {
    /// Whether it is kept.
    pub keep: bool,
}

/// Leaves the organization; everything stays on this device.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncLeaveRequest {
    /// Whether the server's copy is erased, for all devices.
    pub erase_server: bool,
}

/// What became of the leaving.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SyncLeftView {
    /// How this device stands now.
    pub sync: SyncView,
    /// Whether the person's other devices still list this one, because the server could not be told.
    pub still_listed: bool,
}
