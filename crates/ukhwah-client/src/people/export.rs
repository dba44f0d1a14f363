//! The people as a contact file. Only names and numbers leave: never what someone is, knows, or a note.

use ukhwah_domain::language::Language;
use ukhwah_store::StoreError;

use super::list::{numbers_by_person, sorted};
use super::vcard::{self, Card, CardNumber};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::host::FileKind;
use crate::settings::SavedView;

impl App {
    /// Writes everyone into a contact file where the person wants it.
    ///
    /// # Errors
    /// [`ErrorCode::NoContacts`] if there is nobody on the list, [`ErrorCode::Cancelled`], or why it was not written.
    pub fn contacts_export(&self) -> Result<SavedView, IpcError> {
        let (cards, name) = self.reading(|store, language| {
            let name = match language {
                Language::Ms => "kenalan.vcf",
                Language::En => "contacts.vcf",
            };
            let mut numbers = numbers_by_person(store.read())?;
            let cards = sorted(store.read())?.into_iter().map(|person| Card {
                name: person.value.name,
                numbers: numbers
                    .remove(&person.id)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|own| CardNumber { number: own.value.number, label: own.value.label })
                    .collect(),
            });
            Ok((cards.collect::<Vec<_>>(), name))
        })?;
        if cards.is_empty() {
            return Err(ErrorCode::NoContacts.into());
        }
        let target = self.host.choose_target(FileKind::Contacts, name).ok_or(ErrorCode::Cancelled)?;
        folder::replace(&target, &vcard::write(&cards)).map_err(StoreError::from)?;
        let file = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(SavedView { file, handed_over: false })
    }
}
