//! Makes the golden database of the newest schema, unless there is one.

#![forbid(unsafe_code)]

use chrono::DateTime;
use ukhwah_domain::id::PersonId;
use ukhwah_domain::journal::{JournalEntry, JournalText};
use ukhwah_domain::person::{Number, NumberLabel, Person, PersonName, PhoneNumber, Position, Profile};
use ukhwah_store::{DatabaseKey, SCHEMA_VERSION, Store, StoreError};

fn main() {
    let name = format!("tests/fixtures/client-db/v{SCHEMA_VERSION:04}.db");
    let key = DatabaseKey::from_bytes(b"golden databases hold no secrets");
    let mut store = Store::create(&ukhwah_tests::root().join(name), &key).expect("there is none yet");
    store.set_setting("welcomed", &true).expect("written");
    store
        .transact(DateTime::UNIX_EPOCH, |tx| {
            tx.create(&Profile::default())?;
            let person = Person::named(PersonName::parse("Abang Golden").expect("a name"));
            let person: PersonId = tx.create(&person)?.into();
            let number = PhoneNumber::parse("03-1234 5678").expect("a number");
            let pos = Position::first();
            tx.create(&Number { person, pos, number, label: NumberLabel::Home, whatsapp: false })?;
            tx.create(&JournalEntry {
                text: JournalText::parse("Catatan emas: hujan lebat petang ini.").expect("a text"),
                at_ms: 0,
                draft: false,
                prompt: None,
            })?;
            let gone = tx.create(&Person::named(PersonName::parse("Someone").expect("a name")))?;
            tx.erase(gone)?;
            Ok::<_, StoreError>(())
        })
        .expect("written");
    store.close().expect("closed");
}
