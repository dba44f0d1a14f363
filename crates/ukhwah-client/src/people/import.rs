//! Keeping contacts that were found in a file.

use std::collections::{BTreeMap, BTreeSet};

use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::{Number, Person, PhoneNumber};
use ukhwah_store::Transaction;

use super::found::FoundContact;
use super::numbers::{self, TypedNumber};
use super::{ImportContactsRequest, PeopleView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Keeps the chosen contacts, all or none. Whoever has one of the numbers already gets those that are missing.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if there is no such contact, or if they cannot be written.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn contacts_import(&self, request: ImportContactsRequest) -> Result<PeopleView, IpcError> {
        let indices: BTreeSet<u32> = request.chosen.iter().copied().collect();
        let mut chosen = self.chosen();
        let contacts: Option<Vec<&FoundContact>> =
            indices.into_iter().map(|index| chosen.contacts.get(usize::try_from(index).ok()?)).collect();
        let contacts = contacts.ok_or(ErrorCode::BadRequest)?;
        self.writing(|tx| keep(tx, &contacts))?;
        chosen.contacts.clear();
        drop(chosen);
        self.people_view()
    }
}

fn keep(tx: &mut Transaction<'_>, contacts: &[&FoundContact]) -> Result<(), IpcError> {
    let mut owners: BTreeMap<PhoneNumber, RecordId> = BTreeMap::new();
    for number in tx.read().all::<Number>()? {
        owners.entry(number.value.number).or_insert(number.value.person.into());
    }
    for contact in contacts {
        let owner = contact.numbers.iter().find_map(|number| owners.get(&number.number)).copied();
        let person = match owner {
            Some(person) => person,
            None => tx.create(&Person::named(contact.name.clone()))?,
        };
        let found = contact.numbers.iter().map(|found| TypedNumber::found(found.number.clone(), found.label));
        numbers::add(tx, person, found.collect())?;
        for number in &contact.numbers {
            owners.entry(number.number.clone()).or_insert(person);
        }
    }
    Ok(())
}
