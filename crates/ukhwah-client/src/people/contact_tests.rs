//! Contacts from a file to the list and back, over a real store.

use std::fs;

use super::tests::named;
use super::*;
use crate::app::Appearance;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::testing::{self, TestApp};

struct World {
    app: TestApp,
    folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    World { app: testing::app(&folder.path().join("profile")), folder }
}

impl World {
    fn choose(&self, content: &[u8]) -> Result<FoundContactsView, IpcError> {
        let file = self.folder.path().join("kenalan.vcf");
        fs::write(&file, content).expect("written");
        self.app.device.choose(Some(&file));
        self.app.contacts_choose()
    }

    fn import(&self, chosen: &[u32]) -> Result<PeopleView, IpcError> {
        self.app.contacts_import(ImportContactsRequest { chosen: chosen.to_vec() })
    }
}

fn cards(people: &[(&str, &[&str])]) -> Vec<u8> {
    let card = |(name, numbers): &(&str, &[&str])| {
        let numbers: String = numbers.iter().map(|number| format!("TEL:{number}\r\n")).collect();
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{numbers}END:VCARD\r\n")
    };
    people.iter().map(card).collect::<String>().into_bytes()
}

fn said(people: &[PersonView]) -> Vec<String> {
    let line = |person: &PersonView| {
        let numbers: Vec<&str> = person.numbers.iter().map(|number| number.display.as_str()).collect();
        format!("{}: {}", person.name, numbers.join(", "))
    };
    people.iter().map(line).collect()
}

#[test]
fn only_the_chosen_contacts_are_kept() {
    let world = world();
    let found = world.choose(&cards(&[("Mat", &["0134567890"]), ("Ti", &["0123456789"]), ("Ali", &["0198765432"])]));
    assert_eq!(found.expect("there are three").contacts.len(), 3);
    let people = world.import(&[2, 0, 2]).expect("both are there").people;
    assert_eq!(said(&people), ["Ali: 019-876 5432", "Mat: 013-456 7890"]);
    assert!(people.iter().all(|person| !person.on_ladder && person.rhythm_days.is_none()));
    assert_eq!(world.import(&[0]).expect_err("the choice is over").code, ErrorCode::BadRequest);
}

#[test]
fn an_index_that_was_never_shown_keeps_nobody() {
    let world = world();
    world.choose(&cards(&[("Mat", &["0134567890"])])).expect("there is one");
    assert_eq!(world.import(&[0, 1]).expect_err("there is no second").code, ErrorCode::BadRequest);
    assert!(world.app.people_view().expect("open").people.is_empty());
    assert_eq!(world.import(&[0]).expect("still there").people.len(), 1);
}

#[test]
fn who_is_on_the_list_already_is_named_and_gets_only_what_is_missing() {
    let world = world();
    world.app.person_save(named("Abang Mat", &["013-456 7890"])).expect("sound");
    let file = cards(&[("Mat Kerja", &["03-1234 5678", "+60 13-456 7890"]), ("Ti", &["0123456789"])]);
    let found = world.choose(&file).expect("there are two");
    let duplicates: Vec<_> = found.contacts.iter().map(|contact| contact.duplicate_of.as_deref()).collect();
    assert_eq!(duplicates, [Some("Abang Mat"), None]);
    let people = world.import(&[0, 1]).expect("both are there").people;
    assert_eq!(said(&people), ["Abang Mat: 013-456 7890, 03-1234 5678", "Ti: 012-345 6789"]);
}

#[test]
fn a_file_that_says_the_same_twice_is_understood() {
    let world = world();
    let file = cards(&[
        ("Mat", &["0134567890"]),
        ("mat", &["+60134567890", "0312345678"]),
        ("Rumah Mat", &["03-1234 5678", "0123456789"]),
    ]);
    let found = world.choose(&file).expect("there are two");
    let views: Vec<_> =
        found.contacts.iter().map(|c| (c.name.as_str(), c.numbers.len(), c.duplicate_of.as_deref())).collect();
    assert_eq!(views, [("Mat", 2, None), ("Rumah Mat", 2, Some("Mat"))]);
    let people = world.import(&[0, 1]).expect("both are there").people;
    assert_eq!(said(&people), ["Mat: 013-456 7890, 03-1234 5678, 012-345 6789"]);
}

#[test]
fn a_duplicate_whose_first_was_not_chosen_becomes_a_person() {
    let world = world();
    world.choose(&cards(&[("Mak", &["03-1234 5678"]), ("Abah", &["03-1234 5678"])])).expect("there are two");
    assert_eq!(said(&world.import(&[1]).expect("there").people), ["Abah: 03-1234 5678"]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let world = world();
    world.app.device.choose(None);
    assert_eq!(world.app.contacts_choose().expect_err("nothing chosen").code, ErrorCode::Cancelled);
    world.app.device.choose(Some(&world.folder.path().join("gone.vcf")));
    assert_eq!(world.app.contacts_choose().expect_err("not there").code, ErrorCode::FileUnreadable);
    world.app.device.choose(Some(world.folder.path()));
    assert_eq!(world.app.contacts_choose().expect_err("a folder").code, ErrorCode::FileUnreadable);
    assert_eq!(world.choose(b"PK\x03\x04").expect_err("a zip").code, ErrorCode::NoContacts);
    assert_eq!(world.choose(&cards(&[("Mat", &[])])).expect_err("no number").code, ErrorCode::NoContacts);
    let large = fs::File::create(world.folder.path().join("large.vcf")).expect("made");
    large.set_len((64 << 20) + 1).expect("made long");
    world.app.device.choose(Some(&world.folder.path().join("large.vcf")));
    assert_eq!(world.app.contacts_choose().expect_err("too large").code, ErrorCode::FileTooLarge);
}

#[test]
fn a_file_that_was_cut_off_says_so() {
    let world = world();
    let mut file = cards(&[("Mat", &["0134567890"]), ("Ti", &["0123456789"])]);
    file.truncate(file.len() - 20);
    let found = world.choose(&file).expect("one is whole");
    assert_eq!((found.contacts.len(), found.cut_off, found.without_number), (1, true, 0));
}

#[test]
fn what_was_exported_can_be_imported_elsewhere() {
    let (here, there) = (world(), world());
    for (name, numbers) in [
        ("Kak Ti 🌺; Klinik, Unit 2\\", &["03-1234 5678 ext 12", "15999"][..]),
        ("\u{202b}عمر\u{202c}", &["+65 9123 4567"]),
        ("Abang Mat", &["013-456 7890"]),
        ("Tiada Nombor", &[]),
    ] {
        let note = Some("rahsia besar".to_owned());
        let request = PersonRequest { note, role_words: Some("senior kumpulan".to_owned()), ..named(name, numbers) };
        here.app.person_save(request).expect("sound");
    }
    let file = here.folder.path().join("keluar.vcf");
    here.app.device.choose_target(Some(&file));
    let saved = here.app.contacts_export().expect("written");
    assert_eq!((saved.file.as_str(), saved.handed_over), ("keluar.vcf", false));
    let content = fs::read_to_string(&file).expect("it is UTF-8");
    assert!(!content.contains("rahsia") && !content.contains("senior") && !content.to_lowercase().contains("ukhwah"));

    let found = there.choose(content.as_bytes()).expect("three have numbers");
    assert_eq!((found.contacts.len(), found.without_number), (3, 1));
    let before = said(&here.app.people_view().expect("open").people);
    let after = said(&there.import(&[0, 1, 2]).expect("there").people);
    assert_eq!(after, before.into_iter().filter(|line| !line.starts_with("Tiada")).collect::<Vec<_>>());
}

#[test]
fn the_name_of_the_exported_file_is_in_the_language_of_the_person() {
    let world = world();
    assert_eq!(world.app.contacts_export().expect_err("nobody is there").code, ErrorCode::NoContacts);
    world.app.person_save(named("Mat", &["013-456 7890"])).expect("sound");
    assert_eq!(world.app.contacts_export().expect_err("no place chosen").code, ErrorCode::Cancelled);
    let language = ukhwah_domain::language::Language::En;
    world.app.appearance_save(Appearance { language, ..Appearance::default() }).expect("kept");
    let _ = world.app.contacts_export();
    let asked: Vec<_> =
        world.app.device.asked_targets().into_iter().map(|(kind, name)| (kind == FileKind::Contacts, name)).collect();
    assert_eq!(asked, [(true, "kenalan.vcf".to_owned()), (true, "contacts.vcf".to_owned())]);
}

#[test]
fn a_target_that_cannot_be_written_is_refused() {
    let world = world();
    world.app.person_save(named("Mat", &["013-456 7890"])).expect("sound");
    world.app.device.choose_target(Some(&world.folder.path().join("gone/kenalan.vcf")));
    assert_eq!(world.app.contacts_export().expect_err("no such folder").code, ErrorCode::Failed);
}
