//! Trash and return. Nothing leaves the trash by the clock, and an edit unseen by whoever threw it away brings it back.

use super::{Dot, Edit, Entry, Life, Record, covers};

impl Record {
    /// Whether the record lies in the trash: thrown away by someone who had seen everything in it.
    #[must_use]
    pub fn is_trashed(&self) -> bool {
        let mut trashes = self.life.iter().filter_map(|entry| match &entry.value {
            Life::Restored => None,
            Life::Trashed(seen) => Some(seen),
        });
        let restored = self.life.iter().any(|entry| entry.value == Life::Restored);
        !restored && trashes.any(|seen| self.dots().all(|dot| covers(seen, dot)))
    }

    /// When it was thrown away, in milliseconds since 1970 UTC by the clock of the device that did it.
    #[must_use]
    pub fn trashed_at(&self) -> Option<i64> {
        let trashes = self.life.iter().filter(|entry| matches!(entry.value, Life::Trashed(_)));
        self.is_trashed().then(|| trashes.map(|entry| entry.wall).max()).flatten()
    }

    /// Puts the record into the trash.
    pub fn trash(&mut self, edit: Edit) {
        let seen = self.seen.clone();
        self.say(Life::Trashed(seen), edit);
    }

    /// Takes the record out of the trash.
    pub fn restore(&mut self, edit: Edit) {
        self.say(Life::Restored, edit);
    }

    fn say(&mut self, value: Life, edit: Edit) {
        let seen = self.seen.clone();
        let dot = self.next_dot(edit.actor);
        self.life.retain(|entry| !covers(&seen, entry.dot));
        self.life.insert(Entry { dot, wall: edit.now.timestamp_millis(), value });
    }

    fn dots(&self) -> impl Iterator<Item = Dot> {
        self.fields.values().flatten().map(|entry| entry.dot)
    }
}
