//! Trash, return, erasing, and the day's greeting: changes of a person that need no editor.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::Person;
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::Transaction;

use super::{ErasePersonRequest, PeopleView, PersonTarget};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl App {
    /// Puts a person into the trash, with all numbers; Help no longer offers them.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if there is no such person, or if it cannot be written.
    pub fn person_trash(&self, request: PersonTarget) -> Result<PeopleView, IpcError> {
        self.with_person(request.id.into(), |tx, id| Ok(tx.trash(id)?))
    }

    /// Takes a person out of the trash again.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if there is no such person, or if it cannot be written.
    pub fn person_restore(&self, request: PersonTarget) -> Result<PeopleView, IpcError> {
        self.with_person(request.id.into(), |tx, id| Ok(tx.restore(id)?))
    }

    /// Notes that the person was greeted today.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if there is no such person, or if it cannot be written.
    pub fn person_greeted(&self, request: PersonTarget) -> Result<PeopleView, IpcError> {
        let today = malaysian_date(self.clock.now());
        self.with_person(request.id.into(), |tx, id| {
            Ok(tx.change::<Person>(id, |person| person.last_contact = Some(today))?)
        })
    }

    /// Erases a person for ever, with all numbers, and from the automatic backups too if that is wanted.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if there is no such person. If the backups could not be purged, the
    /// person is still on the list, so that it can be asked for again.
    pub fn person_erase(&self, request: ErasePersonRequest) -> Result<PeopleView, IpcError> {
        let id = RecordId::from(request.id);
        if request.purge_backups {
            let now = self.clock.now();
            self.with_open(|open| {
                open.store.read().get::<Person>(id)?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.with_person(id, |tx, id| Ok(tx.erase(id)?))
    }

    fn with_person(
        &self,
        id: RecordId,
        work: impl FnOnce(&mut Transaction<'_>, RecordId) -> Result<(), IpcError>,
    ) -> Result<PeopleView, IpcError> {
        self.writing(|tx| {
            // An identifier of something else must not pass for a person.
            tx.read().get::<Person>(id)?;
            work(tx, id)
        })?;
        self.people_view()
    }
}
