//! Everything as plain files in one archive: to read it, to take it elsewhere, and to prove that nothing was lost.
//!
//! The same content always gives the same bytes. `records.json` holds every record as it is; the tables show them to
//! people, and to programs that would compute a cell beginning with `=`, `+`, `-` or `@`: such a cell gets a `'` in
//! front, telephone numbers included. Neither the recovery code nor any key is in here.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use serde::Serialize;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::person::Profile;
use ukhwah_domain::record::{Kind, Record, Value};
use ukhwah_domain::time::{malaysian, malaysian_date};
use ukhwah_store::{Store, StoreError};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::away::write_away;
use crate::app::{App, Appearance};
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::settings::{DeviceSettings, ProgressView, SavedView, profile_of};
use crate::text;

mod table;

use table::TABLES;
pub(crate) use table::guarded;

/// Every record that was not erased.
type Records = BTreeMap<RecordId, Record>;

/// Every file of the archive by its name.
///
/// # Errors
/// If the database cannot be read.
pub(crate) fn everything(store: &Store, appearance: Appearance) -> Result<BTreeMap<&'static str, Vec<u8>>, IpcError> {
    let records: Records = store.read().every_record()?.into_iter().collect();
    let profile: Profile = profile_of(store.read())?.value;
    let settings = Settings { device: DeviceSettings::read(store)?, appearance, profile };
    let mut files = BTreeMap::from([
        ("README.txt", readme(appearance.language).into_bytes()),
        ("records.json", json(&written(&records))?),
        ("plan-versions.json", json(&versions(&records))?),
        ("settings.json", json(&settings)?),
    ]);
    for table in &TABLES {
        files.insert(table.file, table.write(&records)?);
    }
    Ok(files)
}

#[derive(Serialize)]
struct Settings {
    device: DeviceSettings,
    appearance: Appearance,
    profile: Profile,
}

#[derive(Serialize)]
struct WrittenRecord {
    kind: String,
    id: RecordId,
    trashed: bool,
    fields: BTreeMap<String, serde_json::Value>,
}

/// The records by kind, then by identifier.
fn written(records: &Records) -> Vec<WrittenRecord> {
    let mut sorted: Vec<_> = records.iter().collect();
    sorted.sort_by_key(|(id, record)| (record.kind, **id));
    let one = |(id, record): (&RecordId, &Record)| WrittenRecord {
        kind: kind_name(record.kind),
        id: *id,
        trashed: record.is_trashed(),
        fields: record.shown_fields().into_iter().map(|(name, value)| (name, json_value(value))).collect(),
    };
    sorted.into_iter().map(one).collect()
}

fn json_value(value: Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => flag.into(),
        Value::Int(number) => number.into(),
        Value::Text(text) => text.into(),
        Value::Bytes(bytes) => hex::encode(bytes).into(),
    }
}

fn kind_name(number: u16) -> String {
    let name = match Kind::from_number(number) {
        Some(Kind::Person) => "person",
        Some(Kind::Number) => "number",
        Some(Kind::Line) => "line",
        Some(Kind::PlanItem) => "plan_item",
        Some(Kind::Card) => "card",
        Some(Kind::Place) => "place",
        Some(Kind::Goal) => "goal",
        Some(Kind::Rehearsal) => "rehearsal",
        Some(Kind::PlanVersion) => "plan_version",
        Some(Kind::Profile) => "profile",
        Some(Kind::RoutineItem) => "routine_item",
        Some(Kind::Mark) => "mark",
        Some(Kind::QuranEntry) => "quran_entry",
        Some(Kind::Meeting) => "meeting",
        Some(Kind::MeetingReply) => "meeting_reply",
        Some(Kind::Tip) => "tip",
        Some(Kind::PrayerSettings) => "prayer_settings",
        Some(Kind::PathGoal) => "path_goal",
        Some(Kind::PathEvent) => "path_event",
        Some(Kind::PathCorrection) => "path_correction",
        Some(Kind::ServiceEntry) => "service_entry",
        Some(Kind::Amend) => "amend",
        Some(Kind::Talk) => "talk",
        Some(Kind::Training) => "training",
        Some(Kind::Story) => "story",
        Some(Kind::StoryPart) => "story_part",
        Some(Kind::StoryVersion) => "story_version",
        Some(Kind::StoryWording) => "story_wording",
        Some(Kind::StoryShare) => "story_share",
        Some(Kind::CheckIn) => "check_in",
        Some(Kind::ReflectionSettings) => "reflection_settings",
        Some(Kind::JournalEntry) => "journal_entry",
        Some(Kind::JournalTag) => "journal_tag",
        Some(Kind::Pause) => "pause",
        Some(Kind::Shift) => "shift",
        Some(Kind::WeekBalance) => "week_balance",
        Some(Kind::BalanceLine) => "balance_line",
        Some(Kind::WorkSettings) => "work_settings",
        Some(Kind::BoundaryLine) => "boundary_line",
        None => return format!("kind_{number}"),
    };
    name.to_owned()
}

#[derive(Serialize)]
struct Version {
    id: RecordId,
    trashed: bool,
    made_at: Option<DateTime<Utc>>,
    plan: serde_json::Value,
}

/// The kept versions of the plan, oldest first.
fn versions(records: &Records) -> Vec<Version> {
    let one = |(id, record): (&RecordId, &Record)| {
        let made_at = match record.shown("made_at_ms") {
            Some(Value::Int(ms)) => DateTime::from_timestamp_millis(*ms),
            _ => None,
        };
        let snapshot = match record.shown("snapshot") {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        // A version that cannot be read is given as the text that it is.
        let plan = serde_json::from_str(&snapshot).unwrap_or(snapshot.into());
        Version { id: *id, trashed: record.is_trashed(), made_at, plan }
    };
    let of_plan = records.iter().filter(|(_, record)| record.kind == Kind::PlanVersion.number());
    let mut versions: Vec<_> = of_plan.map(one).collect();
    versions.sort_by_key(|version| (version.made_at, version.id));
    versions
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, IpcError> {
    let mut json = serde_json::to_vec_pretty(value).map_err(StoreError::from)?;
    json.push(b'\n');
    Ok(json)
}

/// Says what is in each file, in the person's language.
fn readme(language: Language) -> String {
    let intro = [
        text::export_intro(language),
        text::export_open(language),
        text::export_tables(language),
        text::export_ids(language),
        text::export_hours(language),
        text::export_apostrophe(language),
    ];
    let files = [
        ("people.csv", text::export_people(language)),
        ("numbers.csv", text::export_numbers(language)),
        ("lines.csv", text::export_lines(language)),
        ("plan.csv", text::export_plan(language)),
        ("cards.csv", text::export_cards(language)),
        ("places.csv", text::export_places(language)),
        ("goals.csv", text::export_goals(language)),
        ("rehearsals.csv", text::export_rehearsals(language)),
        ("service.csv", text::export_service(language)),
        ("amends.csv", text::export_amends(language)),
        ("talks.csv", text::export_talks(language)),
        ("trainings.csv", text::export_trainings(language)),
        ("stories.csv", text::export_stories(language)),
        ("story-parts.csv", text::export_story_parts(language)),
        ("story-versions.csv", text::export_story_versions(language)),
        ("story-wordings.csv", text::export_story_wordings(language)),
        ("story-shares.csv", text::export_story_shares(language)),
        ("check-ins.csv", text::export_check_ins(language)),
        ("journal.csv", text::export_journal(language)),
        ("journal-tags.csv", text::export_journal_tags(language)),
        ("path.csv", text::export_path(language)),
        ("path-events.csv", text::export_path_events(language)),
        ("path-corrections.csv", text::export_path_corrections(language)),
        ("shifts.csv", text::export_shifts(language)),
        ("weeks.csv", text::export_weeks(language)),
        ("week-lines.csv", text::export_week_lines(language)),
        ("boundaries.csv", text::export_boundaries(language)),
        ("plan-versions.json", text::export_versions(language)),
        ("settings.json", text::export_settings(language)),
        ("records.json", text::export_records(language)),
    ];
    let files = files.map(|(name, about)| format!("{name}\n    {about}\n"));
    format!("{}\n\n{}", intro.join("\n\n"), files.join("\n"))
}

impl App {
    /// Writes everything as plain files into one archive that the person chooses.
    ///
    /// # Errors
    /// [`ErrorCode::Locked`], [`ErrorCode::Cancelled`], or why it cannot be written. Then a file that was there before
    /// still is.
    pub fn export_everything(&self) -> Result<SavedView, IpcError> {
        let appearance = self.appearance();
        // Asked first, so that nobody chooses a file for nothing.
        self.with_open(|_| Ok(()))?;
        let now = self.clock.now();
        let name = text::file_everything(appearance.language, malaysian_date(now));
        let target = self.host.choose_target(FileKind::Archive, &name).ok_or(ErrorCode::Cancelled)?;
        let files = self.with_open(|open| everything(&open.store, appearance))?;
        let told = |done: usize| self.host.progress(ProgressView { share: done as f64 / files.len() as f64 });
        write_away(&target, |out| pack(&files, now, out, &told))
    }
}

fn pack(
    files: &BTreeMap<&'static str, Vec<u8>>,
    now: DateTime<Utc>,
    out: &mut (impl Write + Seek),
    told: &dyn Fn(usize),
) -> Result<(), IpcError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time(now).unwrap_or_default());
    let mut archive = ZipWriter::new(out);
    for (done, (name, content)) in files.iter().enumerate() {
        archive.start_file(*name, options).map_err(refused)?;
        archive.write_all(content).map_err(StoreError::from)?;
        told(done + 1);
    }
    archive.finish().map_err(refused)?;
    Ok(())
}

/// The time as an archive can hold it: local, from 1980 to 2107.
fn time(now: DateTime<Utc>) -> Option<zip::DateTime> {
    let local = malaysian(now);
    let small = |number: u32| u8::try_from(number).ok();
    zip::DateTime::from_date_and_time(
        u16::try_from(local.year()).ok()?,
        small(local.month())?,
        small(local.day())?,
        small(local.hour())?,
        small(local.minute())?,
        small(local.second())?,
    )
    .ok()
}

fn refused(error: ZipError) -> IpcError {
    match error {
        ZipError::Io(error) => StoreError::from(error).into(),
        other => {
            tracing::error!(error = %other, "the archive was not written");
            ErrorCode::Failed.into()
        }
    }
}
