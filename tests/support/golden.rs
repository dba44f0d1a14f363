//! Makes the golden databases of the newest schemas, of the app and of the server, unless there are some.

#![forbid(unsafe_code)]

use std::path::Path;

use chrono::DateTime;
use fastrand::Rng;
use ukhwah_domain::id::PersonId;
use ukhwah_domain::journal::{JournalEntry, JournalText};
use ukhwah_domain::person::{Number, NumberLabel, Person, PersonName, PhoneNumber, Position, Profile};
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::{Push, PushAnswers, PushItem};
use ukhwah_server::store::MIGRATIONS;
use ukhwah_server::store::sqlite::Sqlite;
use ukhwah_store::{DatabaseKey, SCHEMA_VERSION, Store, StoreError};
use ukhwah_tests::member::{Caller, Device, Member, Sheet};
use ukhwah_tests::server::RunningServer;
use ukhwah_tests::wire::Wire;

/// A member joins, sets a sheet and pushes; the file is copied as the operator would.
fn make_server(file: &Path) {
    let running = RunningServer::start();
    let invite = running.invite(true);
    let mut rng = Rng::with_seed(1);
    let (member, device, sheet) = (Member::make(&mut rng, &invite), Device::make(&mut rng), Sheet::make(&mut rng));
    let asking = async {
        let mut caller = Caller::on(Wire::to(running.address()));
        caller.join(&member, &device, &invite).await.expect("joined");
        caller.tell("PUT", "/v1/recovery/sheet", &member.set_sheet(&sheet, 1, 1)).await.expect("set");
        let item = |id: u8| PushItem {
            id: RecordId([id; 16]),
            base_revision: 0,
            base_hash: None,
            sealed: member.record(RecordId([id; 16]), 1, (1024, 0)),
        };
        let push = Push { items: (1..4).map(item).collect() };
        let target = format!("/v1/spaces/{}/records", member.space);
        let _: PushAnswers = caller.ask("POST", &target, &push).await.expect("pushed");
    };
    tokio::runtime::Runtime::new().expect("a runtime").block_on(asking);
    Sqlite::copy(&running.file(), file).expect("copied");
}

fn main() {
    let server = ukhwah_tests::root().join(format!("tests/fixtures/server-db/v{:04}.db", MIGRATIONS.len()));
    if !server.exists() {
        make_server(&server);
    }
    let client = ukhwah_tests::root().join(format!("tests/fixtures/client-db/v{SCHEMA_VERSION:04}.db"));
    if !client.exists() {
        make_client(&client);
    }
}

fn make_client(file: &Path) {
    let key = DatabaseKey::from_bytes(b"golden databases hold no secrets");
    let mut store = Store::create(file, &key).expect("there is none yet");
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
