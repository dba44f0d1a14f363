//! Contacts found in a file, before any of them is kept.

use std::collections::BTreeMap;
use std::fs::File;

use ukhwah_domain::person::{Number, Person, PersonName, PhoneNumber};
use ukhwah_store::{Reader, StoreError};

use super::vcard::{self, Card, CardNumber, Found};
use super::{FoundContactView, FoundContactsView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;

/// A contact of the file that was chosen last.
pub(crate) struct FoundContact {
    pub(super) name: PersonName,
    pub(super) numbers: Vec<CardNumber>,
    /// Who has one of these numbers already: on the list, or earlier in the file.
    duplicate_of: Option<PersonName>,
}

impl App {
    /// Lets the person choose a contact file and shows what is in it. Nothing is kept yet.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`], or what is wrong with the file.
    pub fn contacts_choose(&self) -> Result<FoundContactsView, IpcError> {
        self.reading(|_, _| Ok(()))?;
        let file = self.host.choose_file(FileKind::Contacts).ok_or(ErrorCode::Cancelled)?;
        let opened = File::open(file).map_err(|_| ErrorCode::FileUnreadable)?;
        let Found { cards, without_number, cut_off } = vcard::read(opened)?;
        if cards.is_empty() {
            return Err(ErrorCode::NoContacts.into());
        }
        let contacts = self.reading(|store, _| Ok(compared(cards, &owners(store.read())?)))?;
        let views = contacts.iter().map(view).collect();
        self.chosen().contacts = contacts;
        Ok(FoundContactsView { contacts: views, without_number, cut_off })
    }
}

impl From<vcard::ReadError> for IpcError {
    fn from(error: vcard::ReadError) -> Self {
        match error {
            vcard::ReadError::TooLarge => ErrorCode::FileTooLarge.into(),
            vcard::ReadError::Unreadable(_) => ErrorCode::FileUnreadable.into(),
        }
    }
}

/// Who has which number.
fn owners(read: Reader<'_>) -> Result<BTreeMap<PhoneNumber, PersonName>, StoreError> {
    let people = read.all::<Person>()?;
    let names: BTreeMap<_, _> = people.into_iter().map(|person| (person.id, person.value.name)).collect();
    let numbers = read.all::<Number>()?.into_iter().map(|number| number.value);
    Ok(numbers.filter_map(|number| Some((number.number, names.get(&number.person.into())?.clone()))).collect())
}

/// The cards in order, those of one name that share a number as one, each with who has such a number already.
fn compared(cards: Vec<Card>, owners: &BTreeMap<PhoneNumber, PersonName>) -> Vec<FoundContact> {
    let mut contacts: Vec<FoundContact> = Vec::with_capacity(cards.len());
    let mut found: BTreeMap<PhoneNumber, usize> = BTreeMap::new();
    for Card { name, numbers } in cards {
        let earlier = numbers.iter().find_map(|number| found.get(&number.number).copied());
        let index = match earlier.filter(|index| is_same(&contacts[*index].name, &name)) {
            Some(index) => index,
            None => {
                let owner = numbers.iter().find_map(|number| owners.get(&number.number)).cloned();
                let duplicate_of = owner.or_else(|| earlier.map(|index| contacts[index].name.clone()));
                contacts.push(FoundContact { name, numbers: Vec::new(), duplicate_of });
                contacts.len() - 1
            }
        };
        for number in numbers {
            found.entry(number.number.clone()).or_insert(index);
            let own = &mut contacts[index].numbers;
            if own.iter().all(|other| other.number != number.number) {
                own.push(number);
            }
        }
    }
    contacts
}

fn is_same(a: &PersonName, b: &PersonName) -> bool {
    a.as_str().to_lowercase() == b.as_str().to_lowercase()
}

fn view(contact: &FoundContact) -> FoundContactView {
    FoundContactView {
        name: contact.name.to_string(),
        numbers: contact.numbers.iter().map(|number| number.number.display()).collect(),
        duplicate_of: contact.duplicate_of.as_ref().map(ToString::to_string),
    }
}
