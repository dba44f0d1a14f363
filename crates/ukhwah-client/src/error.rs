//! What the interface is told when something cannot be done: a closed list, without paths or content.

use serde::{Deserialize, Serialize};

/// Why a request was not carried out. Nothing was changed, and nothing that was written is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The app is locked.
    Locked,
    /// The PIN or passphrase is wrong.
    WrongSecret,
    /// Too many tries: the stage says how long to wait.
    WaitFirst,
    /// The PIN is too short, too long or too easy.
    WeakPin,
    /// The passphrase is too short.
    WeakPassphrase,
    /// A PIN needs this device's own key store, which is not there.
    PinNeedsKeychain,
    /// This device's key store does not answer or refuses.
    KeychainFailed,
    /// A word of the recovery code is unknown; `at` says which, from 0.
    RecoveryWordUnknown,
    /// The recovery code does not have 15 words.
    RecoveryWordCount,
    /// The words are not a recovery code: one is probably mistyped.
    RecoveryWordsWrong,
    /// The code is sound but belongs to other data.
    RecoveryCodeOther,
    /// A name is missing.
    NameEmpty,
    /// A name is too long.
    NameTooLong,
    /// A text is missing.
    TextEmpty,
    /// A text is too long.
    TextTooLong,
    /// Number `at`, from 0, is missing.
    NumberEmpty,
    /// Number `at`, from 0, has too few digits.
    NumberTooShort,
    /// Number `at`, from 0, has too many digits.
    NumberTooLong,
    /// Number `at`, from 0, is not a telephone number.
    NumberInvalid,
    /// The hours cannot be right.
    HoursInvalid,
    /// The date cannot be right.
    DateInvalid,
    /// The date and time lie ahead.
    DateAhead,
    /// There is more on one day than its hours.
    DayTooFull,
    /// The date lies before anyone's life.
    DateTooEarly,
    /// A check-in has no answer at all.
    NothingAnswered,
    /// The end lies before the start.
    EndsBeforeStart,
    /// The return lies before the lapse.
    ReturnFirst,
    /// A lapse lies before the beginning of its path.
    BeforeBeginning,
    /// No day is ever named.
    NeverOccurs,
    /// At least one day of the week is needed.
    NoWeekday,
    /// The text is not a rule of repetition.
    RuleInvalid,
    /// The rule repeats within a day.
    RuleWithinDay,
    /// The shift is not over yet.
    ShiftAhead,
    /// The shift is longer than a day.
    ShiftTooLong,
    /// A number is out of its bounds.
    AmountInvalid,
    /// The Quran has no such page, juz, surah or ayah.
    QuranPlaceInvalid,
    /// A map link cannot be read without the network.
    MapLinkShort,
    /// There is no place in this text.
    MapLinkInvalid,
    /// It is not there any more.
    NotFound,
    /// It was written by a newer version of the app.
    NewerRecord,
    /// The disk is full.
    DiskFull,
    /// The folder can only be read.
    ReadOnly,
    /// The database is damaged.
    Damaged,
    /// Nothing on this device opens this address.
    NothingOpens,
    /// The person chose no file.
    Cancelled,
    /// The file cannot be read.
    FileUnreadable,
    /// The file is too large.
    FileTooLarge,
    /// The file is no sound that can be played.
    SoundInvalid,
    /// There are no contacts in the file.
    NoContacts,
    /// There are no meetings in the file.
    NoMeetings,
    /// There are too many entries in the calendar file.
    TooManyMeetings,
    /// The entry of the calendar has no time of day.
    MeetingWholeDay,
    /// The entry of the calendar has no beginning that can be read.
    MeetingWithoutStart,
    /// There is nothing to put into the calendar file.
    NothingToExport,
    /// Somebody on the list does not know about the recovery, or nobody said so.
    DoesNotKnow,
    /// The file is not a backup.
    NotABackup,
    /// The backup is not whole.
    BackupDamaged,
    /// The backup was made by a newer version of the app.
    BackupNewer,
    /// No zone is called so.
    ZoneUnknown,
    /// Nothing answers at the address, or not in time.
    NoAnswer,
    /// The server answered something other than a table.
    AnswerRefused,
    /// The answer ended before it was whole.
    AnswerCutOff,
    /// There is nothing to put on the paper.
    NothingToPrint,
    /// The text is no invite, no server's card and no new device's code.
    InviteInvalid,
    /// The invite was used already.
    InviteUsed,
    /// The invite is too old.
    InviteExpired,
    /// What answers is not a server of this kind.
    NotAServer,
    /// The server refused.
    ServerRefused,
    /// The server is not the one that the invite or card names.
    OtherServer,
    /// The address may not be asked: neither https nor this computer.
    AddressNotAllowed,
    /// There are as many devices as there may be.
    DeviceLimit,
    /// The six digits are wrong; `at` says how often they may still be tried.
    CodeWrong,
    /// The pairing is over: begin again.
    PairingOver,
    /// The new device's keys are not those of its code.
    KeysDiffer,
    /// There is no QR code in the picture.
    NoQr,
    /// The file is no certificate.
    CertificateInvalid,
    /// This device belongs to no organization.
    NotJoined,
    /// This device belongs to an organization already.
    AlreadyJoined,
    /// What was asked makes no sense here.
    BadRequest,
    /// Anything else; the log says more.
    Failed,
}

/// A refusal as the interface receives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[error("{code:?}")]
pub struct IpcError {
    /// The reason.
    pub code: ErrorCode,
    /// Which of several values is meant, from 0.
    pub at: Option<u32>,
}

impl From<ErrorCode> for IpcError {
    fn from(code: ErrorCode) -> Self {
        Self { code, at: None }
    }
}

impl IpcError {
    /// A refusal that is about one of several values.
    #[must_use]
    pub fn at(code: ErrorCode, at: usize) -> Self {
        Self { code, at: u32::try_from(at).ok() }
    }
}

impl From<ukhwah_store::StoreError> for IpcError {
    fn from(error: ukhwah_store::StoreError) -> Self {
        use ukhwah_store::StoreError as E;
        let code = match error {
            E::DiskFull => ErrorCode::DiskFull,
            E::ReadOnly => ErrorCode::ReadOnly,
            E::Damaged => ErrorCode::Damaged,
            E::NotFound => ErrorCode::NotFound,
            E::NewerRecord => ErrorCode::NewerRecord,
            E::Record(_) | E::Setting(_) | E::Randomness | E::Io(_) | E::Sqlite(_) => {
                tracing::error!(%error, "the database refused");
                ErrorCode::Failed
            }
        };
        code.into()
    }
}
