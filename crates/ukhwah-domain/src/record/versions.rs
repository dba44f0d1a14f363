//! What two devices wrote into one field: both versions are kept until the person has chosen.
//!
//! He is asked about what he wrote himself, and about days and times of the day. What is picked from a list, switched
//! on or moved is not worth a question: there the later one by the clocks stands, and the next change settles it.

use std::collections::BTreeSet;

use super::{Dot, Edit, Entry, Fields, Kind, Record, Seen, Value, VersionVector, covers};
use crate::journal::MAX_JOURNAL_BYTES;

/// How many versions of a field wait for an answer; who writes over that many has given it.
const MAX_WAITING: usize = 16;

/// How a field reads in which two versions may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words on one line.
    Line,
    /// Words on as many lines as there are, at most so many bytes: all versions can be kept, one after the other, where
    /// there is room. A character is a byte or more, so what fits here fits the field.
    Text(usize),
    /// A day, as `2026-03-31`.
    Day,
    /// A minute of the day, from 0.
    Minute,
}

use Form::{Day, Line, Minute, Text};

/// The fields of a kind in which two versions wait for an answer, the one that names the record first.
#[must_use]
pub const fn forms(kind: Kind) -> &'static [(&'static str, Form)] {
    match kind {
        Kind::Person => &[("name", Line), ("role_words", Line), ("note", Text(10_000))],
        Kind::Number => &[("number", Line)],
        Kind::Line => &[("name", Line), ("number", Line), ("whatsapp", Line), ("cost_words", Line)],
        Kind::PlanItem => &[("text", Text(500))],
        Kind::Card => &[("situation_text", Line), ("response_text", Line)],
        Kind::Place => &[("name", Line), ("note", Text(1000))],
        Kind::Goal => &[("text", Text(200)), ("next_step", Text(200)), ("done_on", Day)],
        Kind::Profile | Kind::PathGoal => &[("name", Line)],
        Kind::RoutineItem => &[("title", Line)],
        Kind::Meeting => &[("title", Line), ("place", Line), ("leader_words", Line), ("minute", Minute)],
        Kind::Tip => &[("text", Text(200)), ("date", Day)],
        Kind::CheckIn => &[("note", Line)],
        Kind::JournalEntry => &[("text", Text(MAX_JOURNAL_BYTES))],
        Kind::JournalTag => &[("text", Line)],
        Kind::Shift => &[("date", Day), ("minute", Minute), ("note", Text(1000))],
        Kind::BalanceLine => &[("text", Text(300))],
        Kind::BoundaryLine => &[("text", Text(200)), ("tell", Text(500))],
        Kind::PathEvent => {
            &[("date", Day), ("until", Day), ("words", Line), ("before", Text(200)), ("helped", Text(200))]
        }
        Kind::ServiceEntry => &[("kind_words", Line), ("date", Day), ("place", Line), ("note", Text(2000))],
        Kind::Amend => &[("whom", Line), ("what", Text(2000)), ("done_on", Day)],
        Kind::Talk => &[("topic", Line), ("place", Line), ("date", Day), ("told", Line), ("note", Text(2000))],
        Kind::Training => &[
            ("title", Line),
            ("by", Line),
            ("date", Day),
            ("certificate", Line),
            ("expires_on", Day),
            ("note", Text(2000)),
        ],
        Kind::Story => &[("title", Line)],
        Kind::StoryPart | Kind::StoryWording => &[("title", Line), ("text", Text(10_000))],
        Kind::StoryVersion => &[("title", Line), ("audience_words", Line)],
        Kind::StoryShare => &[("whom", Line), ("date", Day), ("why", Text(2000)), ("spread", Text(2000))],
        Kind::Rehearsal
        | Kind::PlanVersion
        | Kind::Mark
        | Kind::QuranEntry
        | Kind::MeetingReply
        | Kind::PrayerSettings
        | Kind::ReflectionSettings
        | Kind::WeekBalance
        | Kind::WorkSettings
        | Kind::PathCorrection
        | Kind::Pause => &[],
    }
}

/// The field which must be empty for these words to count: they are shown only where nothing is picked from a list.
fn instead_of(kind: u16, field: &str) -> Option<&'static str> {
    match (Kind::from_number(kind)?, field) {
        (Kind::Card, "situation_text") => Some("situation_code"),
        (Kind::Card, "response_text") => Some("response_code"),
        (Kind::Meeting, "leader_words") => Some("leader"),
        _ => None,
    }
}

/// How a field reads, if two versions of it wait for an answer.
fn form(kind: u16, field: &str) -> Option<Form> {
    let forms = forms(Kind::from_number(kind)?);
    forms.iter().find(|(name, _)| *name == field).map(|(_, form)| *form)
}

/// What the person wants of the versions of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The version that this edit wrote.
    One(Dot),
    /// All of them, one after the other; see [`Record::joined`].
    All,
}

/// Nothing was chosen: the version is gone, or there is not room for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such version of the field")]
pub struct NoSuchVersion;

impl Record {
    /// Changes what the person changed, and nothing else: a field that he left as it was shown stays as it is now.
    ///
    /// What he changed replaces what it showed. Another version that waits for his answer goes on waiting. Returns
    /// whether anything changed.
    pub fn save(&mut self, values: &Fields, seen: &Seen, edit: Edit) -> bool {
        let mut changed = false;
        for (name, value) in values {
            if seen.is_shown(name, value) || self.is_only(name, value) {
                continue;
            }
            let kept = self.fields.get(name).map_or(0, BTreeSet::len);
            let waits = form(self.kind, name).is_some() && kept <= MAX_WAITING;
            let stays = |entry: &Entry<Value>| waits && !seen.is_shown(name, &entry.value);
            self.write(name, value.clone(), edit, |entry| !covers(seen.edits(), entry.dot) || stays(entry));
            changed = true;
        }
        changed
    }

    /// The fields in which different versions wait for an answer, with how they read, in the order of [`forms`].
    pub fn waiting(&self) -> impl Iterator<Item = (&'static str, Form)> {
        let forms = Kind::from_number(self.kind).map_or(&[][..], forms);
        let differ = |name: &str| {
            let mut values = self.fields.get(name).into_iter().flatten().map(|entry| &entry.value);
            values.next().is_some_and(|first| values.any(|value| value != first))
        };
        forms.iter().copied().filter(move |(name, _)| differ(name))
    }

    /// The versions of a field, the shown one first; of equal ones one.
    #[must_use]
    pub fn versions(&self, field: &str) -> Vec<&Entry<Value>> {
        let mut entries: Vec<_> = self.fields.get(field).into_iter().flatten().collect();
        entries.sort_by(|a, b| (b.wall, b.dot.actor, &b.value).cmp(&(a.wall, a.dot.actor, &a.value)));
        let mut values = BTreeSet::new();
        entries.retain(|entry| values.insert(&entry.value));
        entries
    }

    /// All versions of a text, one after the other; none if they are too long for the field, or it is no text.
    #[must_use]
    pub fn joined(&self, field: &str, seen: &VersionVector) -> Option<String> {
        let Some(Text(most)) = form(self.kind, field) else { return None };
        let text = |entry: &Entry<Value>| match &entry.value {
            Value::Text(text) if covers(seen, entry.dot) => Some(text.clone()),
            _ => None,
        };
        let joined = self.versions(field).into_iter().filter_map(text).collect::<Vec<_>>().join("\n\n");
        Some(joined).filter(|joined| (1..=most).contains(&joined.len()))
    }

    /// Makes a choice between the versions of a field that the person had `seen`; what came meanwhile stays.
    ///
    /// # Errors
    /// If there is no such version, or not room for all of them.
    pub fn choose(
        &mut self,
        field: &str,
        choice: Choice,
        seen: &VersionVector,
        edit: Edit,
    ) -> Result<(), NoSuchVersion> {
        let value = match choice {
            Choice::One(dot) => {
                let chosen = self.fields.get(field).into_iter().flatten().find(|entry| entry.dot == dot);
                chosen.map(|entry| entry.value.clone())
            }
            Choice::All => self.joined(field, seen).map(Value::Text),
        };
        let value = value.ok_or(NoSuchVersion)?;
        let picked = instead_of(self.kind, field)
            .filter(|picked| value != Value::Null && self.shown(picked).is_some_and(|shown| *shown != Value::Null));
        if let Some(picked) = picked {
            self.write(picked, Value::Null, edit, |entry| !covers(seen, entry.dot));
        }
        self.write(field, value, edit, |entry| !covers(seen, entry.dot));
        Ok(())
    }

    /// Whether the field holds this value and no other.
    pub(super) fn is_only(&self, name: &str, value: &Value) -> bool {
        match self.fields.get(name) {
            None => *value == Value::Null,
            Some(entries) => entries.len() == 1 && entries.iter().all(|entry| entry.value == *value),
        }
    }

    /// Adds a value to a field by a new edit, beside those that stay.
    pub(super) fn write(&mut self, name: &str, value: Value, edit: Edit, stays: impl Fn(&Entry<Value>) -> bool) {
        let dot = self.next_dot(edit.actor);
        let entries = self.fields.entry(name.to_owned()).or_default();
        entries.retain(stays);
        entries.insert(Entry { dot, wall: edit.now.timestamp_millis(), value });
    }
}

#[cfg(test)]
mod tests;
