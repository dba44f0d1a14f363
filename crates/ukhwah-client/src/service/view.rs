//! What service shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{AmendId, ServiceEntryId, StoryVersionId, TalkId, TrainingId};
use ukhwah_domain::service::{ServiceKind, TalkVenue};

use crate::plan::PrintTo;

/// A service on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceEntryView {
    /// Which.
    pub id: ServiceEntryId,
    /// What the editor must hand back.
    pub seen: String,
    /// What kind of service.
    pub kind: ServiceKind,
    /// What it is called, as the person wrote it.
    pub kind_words: Option<String>,
    /// What it is called, to be shown.
    pub name: String,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub date_words: String,
    /// How long it took.
    pub minutes: Option<u16>,
    /// How long it took, in words: "1 jam 30 minit".
    pub length_words: Option<String>,
    /// Where it was.
    pub place: Option<String>,
    /// What to remember.
    pub note: Option<String>,
}

/// Something to make good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AmendView {
    /// Which.
    pub id: AmendId,
    /// What the editor must hand back.
    pub seen: String,
    /// To whom.
    pub whom: String,
    /// What.
    pub what: Option<String>,
    /// The day on which it was done, as YYYY-MM-DD.
    pub done_on: Option<String>,
    /// That day in words.
    pub done_words: Option<String>,
}

/// A talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TalkView {
    /// Which.
    pub id: TalkId,
    /// What the editor must hand back.
    pub seen: String,
    /// In what kind of place.
    pub venue: TalkVenue,
    /// That kind of place, to be shown.
    pub venue_name: String,
    /// Where, by its name.
    pub place: Option<String>,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub date_words: String,
    /// Whether it is still to come.
    pub coming: bool,
    /// How long it took.
    pub minutes: Option<u16>,
    /// How long it took, in words.
    pub length_words: Option<String>,
    /// What it is about.
    pub topic: Option<String>,
    /// What to remember.
    pub note: Option<String>,
    /// Which version of the person's story was told, in the person's own words.
    pub told: Option<String>,
    /// The version of the story that was picked; it may be gone.
    pub story: Option<StoryVersionId>,
}

/// A version of a story that a talk can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ToldChoiceView {
    /// Which.
    pub id: StoryVersionId,
    /// What it is called, with its story: "Versi untuk sekolah (Jalan pulang)".
    pub name: String,
}

/// A training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrainingView {
    /// Which.
    pub id: TrainingId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called.
    pub title: String,
    /// Who gave it.
    pub by: Option<String>,
    /// The day on which it ended, as YYYY-MM-DD.
    pub date: String,
    /// That day in words.
    pub date_words: String,
    /// How many hours it took.
    pub hours: Option<u16>,
    /// What stands on the certificate.
    pub certificate: Option<String>,
    /// The last day on which the certificate is good, as YYYY-MM-DD.
    pub expires_on: Option<String>,
    /// That day in a sentence: "sah hingga 4 Mei 2026".
    pub expires_words: Option<String>,
    /// Whether that day is near.
    pub ends_soon: bool,
    /// Whether there are reminders before that day.
    pub remind: bool,
    /// What to remember.
    pub note: Option<String>,
}

/// The hours of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MonthHoursView {
    /// The month in words: "Mac 2026".
    pub month_words: String,
    /// The time in words: "12 jam 30 minit".
    pub length_words: String,
}

/// A kind of service that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceKindView {
    /// Which.
    pub kind: ServiceKind,
    /// What it is called.
    pub name: String,
}

/// A kind of place for a talk that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TalkVenueView {
    /// Which.
    pub venue: TalkVenue,
    /// What it is called.
    pub name: String,
}

/// Everything about service, but only the newest of the log.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceView {
    /// Today, as YYYY-MM-DD.
    pub today: String,
    /// The newest entries of the log, newest first.
    pub entries: Vec<ServiceEntryView>,
    /// Whether there are older ones.
    pub has_more: bool,
    /// The hours of the last twelve months, newest first; only months in which something was given.
    pub months: Vec<MonthHoursView>,
    /// The talks: those to come first, then the newest.
    pub talks: Vec<TalkView>,
    /// The trainings, newest first.
    pub trainings: Vec<TrainingView>,
    /// The amends: those not done first.
    pub amends: Vec<AmendView>,
    /// The kinds of service to choose from.
    pub kinds: Vec<ServiceKindView>,
    /// The kinds of places to choose from.
    pub venues: Vec<TalkVenueView>,
    /// The versions of stories that a talk can name.
    pub stories: Vec<ToldChoiceView>,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedServiceView>,
}

/// Asks for older entries of the log.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OlderServiceRequest {
    /// How many of the newest are there already.
    pub skip: u32,
}

/// A page of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OlderServiceView {
    /// The entries, newest first.
    pub entries: Vec<ServiceEntryView>,
    /// Whether there are older ones.
    pub has_more: bool,
}

/// Names an entry of the log.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceEntryTarget {
    /// Which.
    pub id: ServiceEntryId,
}

/// Something in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedServiceView {
    /// Which.
    pub target: ServiceTarget,
    /// What it says.
    pub text: String,
}

/// Names something about service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ServiceTarget {
    /// An entry of the log.
    Entry {
        /// Which.
        id: ServiceEntryId,
    },
    /// An amend.
    Amend {
        /// Which.
        id: AmendId,
    },
    /// A talk.
    Talk {
        /// Which.
        id: TalkId,
    },
    /// A training.
    Training {
        /// Which.
        id: TrainingId,
    },
}

/// An entry of the log as its editor leaves it. A refusal's `at` is 0 for its own words, 1 for the place, 2 for the note.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceEntryRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<ServiceEntryId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What kind of service.
    pub kind: ServiceKind,
    /// What it is called, in the person's own words.
    pub kind_words: Option<String>,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// How long it took, 1 to 1440.
    pub minutes: Option<u32>,
    /// Where it was.
    pub place: Option<String>,
    /// What to remember.
    pub note: Option<String>,
}

/// An amend as its editor leaves it. A refusal's `at` is 0 for whom, 1 for what.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AmendRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<AmendId>,
    /// What the view said.
    pub seen: Option<String>,
    /// To whom.
    pub whom: String,
    /// What.
    pub what: Option<String>,
    /// The day on which it was done, as YYYY-MM-DD.
    pub done_on: Option<String>,
}

/// A talk as its editor leaves it. A refusal's `at` is 0 for the place, 1 for the topic, 2 for the note, 3 for what was
/// told.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TalkRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<TalkId>,
    /// What the view said.
    pub seen: Option<String>,
    /// In what kind of place.
    pub venue: TalkVenue,
    /// Where, by its name.
    pub place: Option<String>,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// How long it took, 1 to 1440.
    pub minutes: Option<u32>,
    /// What it is about.
    pub topic: Option<String>,
    /// What to remember.
    pub note: Option<String>,
    /// Which version of the person's story was told, in the person's own words.
    pub told: Option<String>,
    /// The version that was picked.
    pub story: Option<StoryVersionId>,
}

/// A training as its editor leaves it. A refusal's `at` is 0 for who gave it, 1 for the certificate, 2 for the note.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrainingRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<TrainingId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it is called.
    pub title: String,
    /// Who gave it.
    pub by: Option<String>,
    /// The day on which it ended, as YYYY-MM-DD.
    pub date: String,
    /// How many hours it took, 1 to 2000.
    pub hours: Option<u32>,
    /// What stands on the certificate.
    pub certificate: Option<String>,
    /// The last day on which the certificate is good, as YYYY-MM-DD.
    pub expires_on: Option<String>,
    /// Whether there are reminders before that day.
    pub remind: bool,
    /// What to remember.
    pub note: Option<String>,
}

/// Asks to erase something for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseServiceRequest {
    /// What.
    pub target: ServiceTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// What was typed so far.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LookForNumbersRequest {
    /// The text of a field.
    pub text: String,
}

/// Whether something that was typed looks as if it named somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NumbersSeenView {
    /// A telephone number.
    pub phone: bool,
    /// The number of an identity card.
    pub identity_card: bool,
}

/// What a sheet is about. Amends are not among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ServiceSheet {
    /// The log.
    Entries,
    /// The hours by month.
    Months,
    /// The talks.
    Talks,
    /// The trainings.
    Trainings,
}

/// A column of a sheet. Each sheet knows some of them, and keeps its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ServiceColumn {
    /// The day.
    Date,
    /// The month.
    Month,
    /// The kind of service or of place, or what a training is called.
    Name,
    /// How many hours.
    Hours,
    /// Where, or who gave a training.
    Place,
    /// What a talk is about.
    Topic,
    /// What stands on a certificate.
    Certificate,
    /// The last day of a certificate.
    Expires,
    /// What to remember.
    Note,
}

/// The form in which a sheet leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SheetForm {
    /// A table for a spreadsheet.
    Csv,
    /// Paper.
    Pdf,
}

/// What is to leave.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceSheetRequest {
    /// What it is about.
    pub sheet: ServiceSheet,
    /// The first day, as YYYY-MM-DD; absent for no limit.
    pub from: Option<String>,
    /// The last day, as YYYY-MM-DD; absent for no limit.
    pub to: Option<String>,
    /// The columns that were picked.
    pub columns: Vec<ServiceColumn>,
    /// The form.
    pub form: SheetForm,
    /// Whose it is: a name for the paper. It is not kept.
    pub name: Option<String>,
}

/// A column that can be picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SheetColumnView {
    /// Which.
    pub column: ServiceColumn,
    /// What stands above it.
    pub name: String,
}

/// Exactly what would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SheetPreview {
    /// The columns that this sheet has, picked or not.
    pub choices: Vec<SheetColumnView>,
    /// The title; only on paper.
    pub title: Option<String>,
    /// Whose it is; only on paper, and only if a name was given.
    pub name: Option<String>,
    /// The days it is about, in words; only on paper.
    pub period: Option<String>,
    /// What stands above the columns.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// All hours together, in words; only on paper, and only with the hours.
    pub total: Option<String>,
    /// What looks as if it named somebody.
    pub numbers: NumbersSeenView,
}

/// Lets it leave.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ServiceExportRequest {
    /// What.
    pub sheet: ServiceSheetRequest,
    /// Where paper goes; a table always goes into a file.
    pub to: PrintTo,
}
