//! The one door for writing: everything in it is kept, or nothing.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{TransactionBehavior, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::{
    Body, Choice, Edit, Entity, Entry, Life, NoSuchVersion, Placement, Record, Seen, encode, placement,
};

use crate::error::StoreError;
use crate::open::Store;
use crate::read::Reader;
use crate::{search, waiting};

/// The newest record format that this app may rewrite.
const READER: u16 = 1;

/// An open transaction: what is written through it is kept once its closure returns `Ok`.
pub struct Transaction<'s> {
    inner: rusqlite::Transaction<'s>,
    edit: Edit,
    /// The kinds of which something was written.
    kinds: BTreeSet<u16>,
}

impl Store {
    /// Writes. If `work` fails, or the transaction cannot be kept, nothing has changed.
    ///
    /// `now` is the device's clock; a wrong one only affects which of two rival values shows first.
    ///
    /// # Errors
    /// Whatever `work` returns, or a [`StoreError`] from keeping it.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        now: DateTime<Utc>,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.before_writing()?;
        let edit = Edit { actor: self.actor, now };
        let inner =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let mut transaction = Transaction { inner, edit, kinds: BTreeSet::new() };
        let value = work(&mut transaction)?;
        search::settle(&transaction.inner)?;
        let Transaction { inner, kinds, .. } = transaction;
        inner.commit().map_err(StoreError::from)?;
        self.states.note(&kinds);
        Ok(value)
    }
}

impl Transaction<'_> {
    /// Reads, including what this transaction wrote.
    #[must_use]
    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.inner }
    }

    /// Stores a new noun under a new random identifier.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn create<E: Entity>(&mut self, noun: &E) -> Result<RecordId, StoreError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::Randomness)?;
        let id = RecordId::from_bytes(bytes);
        let record = Record::make(E::KIND, &noun.to_fields(), self.edit);
        self.put(id, &record)?;
        self.place(id, placed(noun))?;
        search::index(&self.inner, id, &record)?;
        Ok(id)
    }

    /// Changes in a noun what the person changed since he had `seen` it; the rest stays as it is now.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none of this kind; [`StoreError::NewerRecord`] if it may not be rewritten.
    pub fn update<E: Entity>(&mut self, id: RecordId, noun: &E, seen: &Seen) -> Result<(), StoreError> {
        self.update_open(id, noun, seen).map(drop)
    }

    /// The same for an editor that stays open; returns what lies before the person in it now.
    ///
    /// # Errors
    /// As [`Transaction::update`].
    pub fn update_open<E: Entity>(&mut self, id: RecordId, noun: &E, seen: &Seen) -> Result<Seen, StoreError> {
        let mut record = self.editable(id)?;
        if record.kind != E::KIND.number() {
            return Err(StoreError::NotFound);
        }
        let values = noun.to_fields();
        if record.save(&values, seen, self.edit) {
            self.put(id, &record)?;
            // What another device wrote meanwhile may say where it stands.
            let shown = E::from_fields(&record.shown_fields()).ok();
            self.place(id, placed(shown.as_ref().unwrap_or(noun)))?;
            search::index(&self.inner, id, &record)?;
        }
        Ok(seen.clone().after(&record, values, self.edit.actor))
    }

    /// Makes a choice between the versions of a field that the person had `seen`; see [`Record::choose`].
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such version, or not room for all of them; [`StoreError::NewerRecord`] if
    /// the record may not be rewritten.
    pub fn choose(&mut self, id: RecordId, field: &str, choice: Choice, seen: &Seen) -> Result<(), StoreError> {
        let mut record = self.editable(id)?;
        record.choose(field, choice, seen.edits(), self.edit).map_err(|NoSuchVersion| StoreError::NotFound)?;
        self.put(id, &record)?;
        self.place(id, placement(&record))?;
        search::index(&self.inner, id, &record)
    }

    /// Changes a noun as it is stored now: for changes that no editor was open for.
    ///
    /// # Errors
    /// As [`Transaction::update`].
    pub fn change<E: Entity>(&mut self, id: RecordId, change: impl FnOnce(&mut E)) -> Result<(), StoreError> {
        let mut stored = self.read().get::<E>(id)?;
        change(&mut stored.value);
        self.update(id, &stored.value, &stored.seen)
    }

    /// Puts a record and all that belongs to it into the trash.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none.
    pub fn trash(&mut self, id: RecordId) -> Result<(), StoreError> {
        self.with_children(id, &mut |record, edit| {
            if !record.is_trashed() {
                record.trash(edit);
            }
        })
    }

    /// Takes a record out of the trash, with all that went there together with it.
    ///
    /// What belongs to it and was thrown away before, such as a number that is no longer right, stays where it is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none.
    pub fn restore(&mut self, id: RecordId) -> Result<(), StoreError> {
        let since = self.read().record(id)?.trashed_at();
        self.with_children(id, &mut |record, edit| {
            if record.trashed_at() == since {
                record.restore(edit);
            }
        })
    }

    /// Takes out of the trash what something belongs to that does not lie there: another device wrote it meanwhile, and
    /// it would be seen nowhere. Returns whether there was any.
    ///
    /// Only the copy of the app that threw it away knows that it has all which was thrown away with it.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn bring_back_parents(&mut self) -> Result<bool, StoreError> {
        let mut has_any = false;
        for id in self.read().trashed_parents()? {
            let record = self.read().record(id)?;
            let is_own = |entry: &Entry<Life>| entry.dot.actor == self.edit.actor && entry.value != Life::Restored;
            if record.life.iter().any(is_own) {
                match self.restore(id) {
                    Ok(()) => has_any = true,
                    // It stays where it is until this app may rewrite it.
                    Err(StoreError::NewerRecord) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(has_any)
    }

    /// Erases a record and all that belongs to it: the content is gone, only the fact stays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none.
    pub fn erase(&mut self, id: RecordId) -> Result<(), StoreError> {
        for child in self.children(id)? {
            self.erase(child)?;
        }
        let record = self.read().record(id)?;
        self.kinds.insert(record.kind);
        let body = encode(&record.erase(self.edit));
        self.inner
            .prepare_cached(
                "UPDATE \"record\" SET \"kind\" = 0, \"parent\" = NULL, \"at\" = NULL, \"trashed\" = 0, \"body\" = ?2
                 WHERE \"id\" = ?1",
            )?
            .execute(params![id.as_bytes(), body])?;
        self.mark_dirty(id)?;
        waiting::forget(&self.inner, id)?;
        search::forget(&self.inner, id)
    }

    fn with_children(&mut self, id: RecordId, act: &mut dyn FnMut(&mut Record, Edit)) -> Result<(), StoreError> {
        for child in self.children(id)? {
            self.with_children(child, act)?;
        }
        let mut record = self.editable(id)?;
        act(&mut record, self.edit);
        self.put(id, &record)?;
        search::index(&self.inner, id, &record)
    }

    fn children(&self, parent: RecordId) -> Result<Vec<RecordId>, StoreError> {
        let mut statement =
            self.inner.prepare_cached("SELECT \"id\" FROM \"record\" WHERE \"parent\" = ?1 AND \"kind\" <> 0")?;
        let ids = statement.query_map(params![parent.as_bytes()], |row| row.get(0).map(RecordId::from_bytes))?;
        ids.collect::<Result<_, _>>().map_err(StoreError::from)
    }

    fn editable(&self, id: RecordId) -> Result<Record, StoreError> {
        let record = self.read().record(id)?;
        if record.min_reader > READER { Err(StoreError::NewerRecord) } else { Ok(record) }
    }

    fn put(&mut self, id: RecordId, record: &Record) -> Result<(), StoreError> {
        self.kinds.insert(record.kind);
        self.inner
            .prepare_cached(
                "INSERT INTO \"record\" (\"id\", \"kind\", \"trashed\", \"body\") VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (\"id\") DO UPDATE SET \"trashed\" = ?3, \"body\" = ?4",
            )?
            .execute(params![id.as_bytes(), record.kind, record.is_trashed(), encode(&Body::Live(record.clone()))])?;
        waiting::note(&self.inner, id, record)?;
        self.mark_dirty(id)
    }

    fn mark_dirty(&self, id: RecordId) -> Result<(), StoreError> {
        self.inner
            .prepare_cached(
                "INSERT INTO \"mark\" (\"id\") VALUES (?1) ON CONFLICT (\"id\") DO UPDATE SET \"dirty\" = 1",
            )?
            .execute(params![id.as_bytes()])?;
        Ok(())
    }

    fn place(&self, id: RecordId, (parent, at): Placement) -> Result<(), StoreError> {
        if parent.is_none() && at.is_none() {
            return Ok(());
        }
        self.inner
            .prepare_cached("UPDATE \"record\" SET \"parent\" = ?2, \"at\" = ?3 WHERE \"id\" = ?1")?
            .execute(params![id.as_bytes(), parent.map(|parent| *parent.as_bytes()), at])?;
        Ok(())
    }
}

fn placed<E: Entity>(noun: &E) -> Placement {
    (noun.parent(), noun.at())
}

#[cfg(test)]
mod tests;
