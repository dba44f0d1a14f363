//! What two devices wrote into one field: both versions are kept until the person has chosen.
//!
//! He is asked about what he wrote himself, and about days and times of the day. What is picked from a list, switched
//! on or moved is not worth a question: there the later one by the clocks stands, and the next change settles it.

use std::collections::BTreeSet;

use super::placement::is_readable;
use super::{Dot, Edit, Entry, Fields, Kind, Record, Seen, Value, VersionVector, covers};

/// How many versions of a field wait for an answer; who writes over that many has given it.
const MAX_WAITING: usize = 16;

/// How a field reads in which two versions may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words on one line.
    Line,
    /// Words on as many lines as there are: both versions can be kept, one after the other.
    Text,
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
        Kind::Person => &[("name", Line), ("role_words", Line), ("note", Text)],
        Kind::Number => &[("number", Line)],
        Kind::Line => &[("name", Line), ("number", Line), ("whatsapp", Line), ("cost_words", Line)],
        Kind::PlanItem | Kind::BalanceLine | Kind::JournalEntry => &[("text", Text)],
        Kind::Card => &[("situation_text", Line), ("response_text", Line)],
        Kind::Place => &[("name", Line), ("note", Text)],
        Kind::Goal => &[("text", Text), ("next_step", Text), ("done_on", Day)],
        Kind::Profile | Kind::PathGoal => &[("name", Line)],
        Kind::RoutineItem => &[("title", Line)],
        Kind::Meeting => &[("title", Line), ("place", Line), ("leader_words", Line), ("minute", Minute)],
        Kind::Tip => &[("text", Text), ("date", Day)],
        Kind::CheckIn => &[("note", Text)],
        Kind::JournalTag => &[("text", Line)],
        Kind::Shift => &[("date", Day), ("minute", Minute), ("note", Text)],
        Kind::BoundaryLine => &[("text", Text), ("tell", Text)],
        Kind::PathEvent => &[("date", Day), ("until", Day), ("words", Text), ("before", Text), ("helped", Text)],
        Kind::ServiceEntry => &[("kind_words", Line), ("date", Day), ("place", Line), ("note", Text)],
        Kind::Amend => &[("whom", Line), ("what", Text), ("done_on", Day)],
        Kind::Talk => &[("venue", Line), ("place", Line), ("date", Day), ("topic", Line), ("note", Text)],
        Kind::Training => {
            &[("title", Line), ("by", Line), ("date", Day), ("certificate", Line), ("expires_on", Day), ("note", Text)]
        }
        Kind::Story => &[("title", Line)],
        Kind::StoryPart | Kind::StoryWording => &[("title", Line), ("text", Text)],
        Kind::StoryVersion => &[("title", Line), ("audience_words", Line)],
        Kind::StoryShare => &[("whom", Line), ("date", Day), ("why", Text), ("spread", Text)],
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
    /// All of them, one after the other; for [`Form::Text`].
    All,
}

/// Why nothing was chosen; the record is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// The version is gone, or all were asked for in a field that is not [`Form::Text`].
    #[error("there is no such version of the field")]
    NoSuchVersion,
    /// All versions together are more than the field holds.
    #[error("the versions together are too long for the field")]
    TooLong,
}

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

    /// Makes a choice between the versions of a field that the person had `seen`; what came meanwhile stays.
    ///
    /// # Errors
    /// See [`ChooseError`].
    pub fn choose(&mut self, field: &str, choice: Choice, seen: &VersionVector, edit: Edit) -> Result<(), ChooseError> {
        let versions = self.versions(field);
        let value = match choice {
            Choice::One(dot) => versions.iter().find(|entry| entry.dot == dot).map(|entry| entry.value.clone()),
            Choice::All if form(self.kind, field) == Some(Text) => {
                let text = |entry: &&Entry<Value>| match &entry.value {
                    Value::Text(text) if covers(seen, entry.dot) => Some(text.clone()),
                    _ => None,
                };
                let texts: Vec<_> = versions.iter().filter_map(text).collect();
                (!texts.is_empty()).then(|| Value::Text(texts.join("\n\n")))
            }
            Choice::All => None,
        };
        let value = value.ok_or(ChooseError::NoSuchVersion)?;
        let mut chosen = self.clone();
        chosen.write(field, value, edit, |entry| !covers(seen, entry.dot));
        if choice == Choice::All && !is_readable(&chosen) {
            return Err(ChooseError::TooLong);
        }
        *self = chosen;
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
