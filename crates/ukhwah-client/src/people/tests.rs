//! The list and the ladder, over a real store.

use proptest::prelude::*;
use ukhwah_domain::help::{LadderNumber, LadderPerson, LadderWish, ladder};
use ukhwah_domain::id::{PersonId, RecordId};
use ukhwah_domain::person::{Knows, NumberLabel, Person, PersonName, PhoneNumber, Role};

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::help::{HelpRequest, Standing};
use crate::testing::{self, TestApp};

fn typed(text: &str) -> NumberRequest {
    NumberRequest { id: None, seen: None, text: text.to_owned(), label: NumberLabel::Mobile, whatsapp: true }
}

pub(crate) fn named(name: &str, numbers: &[&str]) -> PersonRequest {
    PersonRequest {
        id: None,
        seen: None,
        name: name.to_owned(),
        role: Role::Peer,
        role_words: None,
        sex: None,
        knows: Knows::Unsure,
        hours: Vec::new(),
        rhythm_days: None,
        last_contact: None,
        note: None,
        on_ladder: false,
        numbers: numbers.iter().map(|text| typed(text)).collect(),
        shown_numbers: Vec::new(),
    }
}

/// What the editor hands back when nothing was touched in it.
fn edited(person: &PersonView) -> PersonRequest {
    let numbers = person.numbers.iter().map(|number| NumberRequest {
        id: Some(number.id),
        seen: Some(number.seen.clone()),
        text: number.display.clone(),
        label: number.label,
        whatsapp: number.whatsapp,
    });
    PersonRequest {
        id: Some(person.id),
        seen: Some(person.seen.clone()),
        name: person.name.clone(),
        role: person.role,
        role_words: person.role_words.clone(),
        sex: person.sex,
        knows: person.knows,
        hours: person.hours.clone(),
        rhythm_days: person.rhythm_days,
        last_contact: person.last_contact.clone(),
        note: person.note.clone(),
        on_ladder: person.on_ladder,
        numbers: numbers.collect(),
        shown_numbers: person.numbers.iter().map(|number| number.id).collect(),
    }
}

fn on_ladder(name: &str) -> PersonRequest {
    PersonRequest { on_ladder: true, ..named(name, &["013-456 7890"]) }
}

struct World {
    app: TestApp,
    _folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    World { app: testing::app(folder.path()), _folder: folder }
}

impl World {
    fn save(&self, request: PersonRequest) -> PersonView {
        let name = request.name.trim().to_owned();
        self.app.person_save(request).expect("it is sound");
        self.person(&name)
    }

    fn people(&self) -> Vec<PersonView> {
        self.app.people_view().expect("open").people
    }

    fn person(&self, name: &str) -> PersonView {
        self.people().into_iter().find(|person| person.name == name).expect("on the list")
    }

    fn names(&self) -> Vec<String> {
        self.people().into_iter().map(|person| person.name).collect()
    }

    fn refused(&self, request: PersonRequest) -> IpcError {
        let before = self.people().len();
        let error = self.app.person_save(request).expect_err("it must be refused");
        assert_eq!(self.people().len(), before, "a refusal changes nothing");
        error
    }
}

fn numbers(person: &PersonView) -> Vec<&str> {
    person.numbers.iter().map(|number| number.display.as_str()).collect()
}

#[test]
fn a_person_comes_back_as_it_was_typed() {
    let world = world();
    let request = PersonRequest {
        role: Role::Senior,
        role_words: Some("senior kumpulan".to_owned()),
        knows: Knows::Yes,
        hours: vec![SpanView { weekday: 3, start: 480, end: 120 }],
        rhythm_days: Some(7),
        last_contact: Some("2026-02-20".to_owned()),
        note: Some("Suka kopi\n🌺 \u{202b}عمر\u{202c}".to_owned()),
        on_ladder: true,
        ..named(" Abang Mat ", &["0134567890", "03-1234 5678 ext 12"])
    };
    let person = world.save(request.clone());
    assert_eq!(numbers(&person), ["013-456 7890", "03-1234 5678 ext 12"]);
    assert_eq!((person.hours.as_slice(), person.note), (request.hours.as_slice(), request.note));
    assert_eq!((person.days_since, person.overdue), (Some(13), true));
    assert_eq!(person.standing, Standing::OnDuty);
    assert_eq!(person.standing_words.as_deref(), Some("hingga 2 pagi"));
    assert!(person.numbers[0].whatsapp && person.numbers[0].sms && !person.numbers[1].sms);
}

#[test]
fn saving_an_untouched_editor_writes_nothing() {
    let world = world();
    let before = world.save(on_ladder("Abang Mat"));
    let after = world.save(edited(&before));
    assert_eq!(before.seen, after.seen);
    assert_eq!(before.numbers[0].seen, after.numbers[0].seen);
}

#[test]
fn every_wrong_value_is_named_and_nothing_is_changed() {
    let world = world();
    let of = |request: PersonRequest| {
        let error = world.refused(request);
        (error.code, error.at)
    };
    assert_eq!(of(named(" \u{200b}", &[])), (ErrorCode::NameEmpty, None));
    assert_eq!(of(named(&"a".repeat(81), &[])), (ErrorCode::NameTooLong, None));
    for (text, code) in [
        ("", ErrorCode::NumberEmpty),
        ("013-4567", ErrorCode::NumberTooShort),
        ("013456789012345", ErrorCode::NumberTooLong),
        ("Abang Mat", ErrorCode::NumberInvalid),
    ] {
        assert_eq!(of(named("Mat", &["013-456 7890", text])), (code, Some(1)), "{text}");
    }
    for span in [(7, 0, 60), (0, 1440, 60), (0, 0, 0), (0, 0, 1441)] {
        let hours = vec![SpanView { weekday: span.0, start: span.1, end: span.2 }];
        assert_eq!(of(PersonRequest { hours, ..named("Mat", &[]) }).0, ErrorCode::HoursInvalid, "{span:?}");
    }
    for date in ["", "5.3.2026", "2026-3-5", "2026-02-30", "1899-12-31", "2026-03-07", "+2026-03-01"] {
        let last_contact = Some(date.to_owned());
        assert_eq!(of(PersonRequest { last_contact, ..named("Mat", &[]) }).0, ErrorCode::DateInvalid, "{date}");
    }
    let note = Some("x".repeat(10_001));
    assert_eq!(of(PersonRequest { note, ..named("Mat", &[]) }).0, ErrorCode::TextTooLong);
    let words = Some("x".repeat(41));
    assert_eq!(of(PersonRequest { role_words: words, ..named("Mat", &[]) }).0, ErrorCode::TextTooLong);
}

#[test]
fn the_longest_note_and_the_date_of_tomorrow_are_kept() {
    let world = world();
    let note = Some("ñ".repeat(10_000));
    let last_contact = Some("2026-03-06".to_owned());
    let person = world.save(PersonRequest { note: note.clone(), last_contact, ..named("Mat", &[]) });
    assert_eq!(person.note, note);
    assert_eq!((person.days_since, person.overdue), (None, false));
}

#[test]
fn a_clock_that_fell_back_does_not_keep_anyone_from_saving() {
    let world = world();
    let last_contact = Some("2026-03-01".to_owned());
    let person = world.save(PersonRequest { last_contact: last_contact.clone(), ..named("Mat", &[]) });
    world.app.device.set_now("1970-01-01T00:00:00Z");
    let person = world.save(PersonRequest { name: "Abang Mat".to_owned(), ..edited(&person) });
    assert_eq!(person.last_contact, last_contact);
}

#[test]
fn a_token_that_did_not_come_from_the_view_is_refused() {
    let world = world();
    let person = world.save(on_ladder("Mat"));
    for seen in [None, Some("zz".to_owned()), Some("ff".to_owned())] {
        let request = PersonRequest { seen: seen.clone(), ..edited(&person) };
        assert_eq!(world.refused(request).code, ErrorCode::BadRequest, "{seen:?}");
    }
    let mut request = edited(&person);
    request.numbers[0].seen = None;
    assert_eq!(world.refused(request).code, ErrorCode::BadRequest);
    let gone = PersonRequest { id: Some(RecordId::from_bytes([9; 16]).into()), ..edited(&person) };
    assert_eq!(world.refused(gone).code, ErrorCode::NotFound);
}

#[test]
fn an_editor_that_was_open_twice_loses_neither_change() {
    let world = world();
    let before = world.save(on_ladder("Mat"));
    world.save(PersonRequest { note: Some("pertama".to_owned()), ..edited(&before) });
    world.save(PersonRequest { knows: Knows::Yes, note: Some("kedua".to_owned()), ..edited(&before) });
    let record = world.app.reading(|store, _| Ok(store.read().record(before.id.into())?)).expect("there");
    assert_eq!(record.waiting().map(|(name, _)| name).collect::<Vec<_>>(), ["note"]);
}

#[test]
fn a_number_that_came_while_the_form_was_open_stays() {
    let world = world();
    let before = world.save(named("Mat", &["013-456 7890"]));
    let mut elsewhere = edited(&before);
    elsewhere.numbers.push(typed("012-345 6789"));
    world.save(elsewhere);
    let after = world.save(PersonRequest { note: Some("jiran".to_owned()), ..edited(&before) });
    assert_eq!(after.numbers.len(), 2);
    let left = world.save(PersonRequest { numbers: Vec::new(), ..edited(&after) });
    assert!(left.numbers.is_empty(), "what was shown is taken away");
}

#[test]
fn numbers_are_updated_added_reordered_and_taken_away() {
    let world = world();
    let before = world.save(named("Mat", &["013-456 7890", "012-345 6789", "03-1234 5678"]));
    let mut request = edited(&before);
    request.numbers.remove(1);
    request.numbers.rotate_left(1);
    request.numbers[1].text = "019-876 5432".to_owned();
    request.numbers.push(typed("011-1234 5678"));
    request.numbers.push(typed("+60 3 1234 5678"));
    let after = world.save(request);
    assert_eq!(numbers(&after), ["03-1234 5678", "019-876 5432", "011-1234 5678"]);
    assert_eq!((after.numbers[0].id, after.numbers[1].id), (before.numbers[2].id, before.numbers[0].id));
}

#[test]
fn an_order_of_numbers_that_did_not_change_is_not_written() {
    let world = world();
    let before = world.save(named("Mat", &["013-456 7890", "012-345 6789", "03-1234 5678"]));
    let mut request = edited(&before);
    request.numbers.rotate_right(1);
    let after = world.save(request);
    let same = |view: &PersonView, id| view.numbers.iter().find(|n| n.id == id).map(|n| n.seen.clone());
    for number in &before.numbers[..2] {
        assert_eq!(same(&after, number.id), Some(number.seen.clone()));
    }
    assert_ne!(same(&after, before.numbers[2].id), Some(before.numbers[2].seen.clone()));
}

#[test]
fn a_number_of_someone_else_is_not_taken_from_them() {
    let world = world();
    let mat = world.save(named("Mat", &["013-456 7890"]));
    let ti = world.save(named("Ti", &["012-345 6789"]));
    world.save(PersonRequest { numbers: edited(&mat).numbers, ..edited(&ti) });
    assert_eq!(numbers(&world.person("Mat")), ["013-456 7890"]);
    assert_eq!(numbers(&world.person("Ti")), ["013-456 7890"]);
}

#[test]
fn a_fixed_number_is_on_whatsapp_only_if_the_person_says_so() {
    let world = world();
    let person = world.save(named("Mat", &["03-1234 5678"]));
    assert!(person.numbers[0].whatsapp);
    let mut request = edited(&person);
    request.numbers[0].whatsapp = false;
    assert!(!world.save(request).numbers[0].whatsapp);
}

#[test]
fn the_ladder_comes_first_and_the_others_by_name() {
    let world = world();
    for request in [named("zura", &[]), on_ladder("Mat"), named("Ali", &[]), on_ladder("Kak Ti"), named("budi", &[])] {
        world.save(request);
    }
    assert_eq!(world.names(), ["Mat", "Kak Ti", "Ali", "budi", "zura"]);
}

#[test]
fn who_leaves_the_ladder_and_returns_stands_last() {
    let world = world();
    let mat = world.save(on_ladder("Mat"));
    world.save(on_ladder("Ti"));
    let mat = world.save(PersonRequest { on_ladder: false, ..edited(&mat) });
    world.save(PersonRequest { on_ladder: true, ..edited(&mat) });
    assert_eq!(world.names(), ["Ti", "Mat"]);
}

#[test]
fn help_follows_every_move_on_the_ladder() {
    let world = world();
    let ids: Vec<PersonId> = ["A", "B", "C"].map(|name| world.save(on_ladder(name)).id).into();
    let moved = |id, after| world.app.ladder_move(MoveOnLadderRequest { id, after }).expect("both are on it");
    moved(ids[2], None);
    moved(ids[0], Some(ids[1]));
    assert_eq!(world.names(), ["C", "B", "A"]);
    let help = world.app.help_view(HelpRequest::default()).expect("help always answers");
    assert_eq!(help.rungs.iter().map(|rung| rung.name.as_str()).collect::<Vec<_>>(), ["C", "B", "A"]);
}

#[test]
fn a_move_without_a_place_on_the_ladder_is_refused() {
    let world = world();
    let (on, off) = (world.save(on_ladder("A")).id, world.save(named("B", &[])).id);
    for (id, after) in [(off, None), (on, Some(off)), (on, Some(on))] {
        let refused = world.app.ladder_move(MoveOnLadderRequest { id, after });
        assert_eq!(refused.expect_err("refused").code, ErrorCode::BadRequest);
    }
}

#[test]
fn a_ladder_without_places_can_be_arranged() {
    let world = world();
    let ids: Vec<PersonId> = ["A", "B", "C"].map(|name| world.save(on_ladder(name)).id).into();
    let cleared = world.app.writing(|tx| {
        for id in &ids {
            tx.change::<Person>((*id).into(), |person| person.ladder_pos = None)?;
        }
        Ok(())
    });
    assert_eq!(cleared, Ok(()));
    let order = world.people();
    world.app.ladder_move(MoveOnLadderRequest { id: order[2].id, after: Some(order[0].id) }).expect("moved");
    let expected: Vec<_> = [0, 2, 1].map(|index: usize| order[index].name.clone()).into();
    assert_eq!(world.names(), expected);
}

#[test]
fn the_trash_gives_back_a_person_with_the_numbers() {
    let world = world();
    let target = PersonTarget { id: world.save(on_ladder("Mat")).id };
    let trashed = world.app.person_trash(target).expect("there");
    assert!(trashed.people.is_empty());
    assert_eq!(trashed.trash.iter().map(|gone| gone.name.as_str()).collect::<Vec<_>>(), ["Mat"]);
    assert!(world.app.help_view(HelpRequest::default()).expect("help always answers").rungs.is_empty());
    let back = world.app.person_restore(target).expect("there");
    assert_eq!(numbers(&back.people[0]), ["013-456 7890"]);
    assert!(back.trash.is_empty());
}

#[test]
fn who_was_erased_is_nowhere() {
    let world = world();
    let id = world.save(on_ladder("Mat")).id;
    let left = world.app.person_erase(ErasePersonRequest { id, purge_backups: false }).expect("there");
    assert!(left.people.is_empty() && left.trash.is_empty());
    let again = world.app.person_erase(ErasePersonRequest { id, purge_backups: false });
    assert_eq!(again.expect_err("gone").code, ErrorCode::NotFound);
}

#[test]
fn erasing_reaches_the_automatic_backups_if_that_is_wanted() {
    let world = world();
    let id = world.save(on_ladder("Mat")).id;
    let left = world.app.person_erase(ErasePersonRequest { id, purge_backups: true }).expect("there");
    assert!(left.people.is_empty() && left.trash.is_empty());
}

#[test]
fn a_greeting_counts_from_today() {
    let world = world();
    let id = world.save(PersonRequest { rhythm_days: Some(7), ..on_ladder("Mat") }).id;
    assert!(world.person("Mat").overdue);
    let person = world.app.person_greeted(PersonTarget { id }).expect("there").people.remove(0);
    assert_eq!(
        (person.last_contact.as_deref(), person.days_since, person.overdue),
        (Some("2026-03-05"), Some(0), false)
    );
}

#[test]
fn a_locked_app_shows_and_keeps_nothing() {
    let world = world();
    world.app.close_session().expect("closed");
    assert_eq!(world.app.people_view().expect_err("locked").code, ErrorCode::Locked);
    assert_eq!(world.app.person_save(named("Mat", &[])).expect_err("locked").code, ErrorCode::Locked);
    assert_eq!(world.app.contacts_choose().expect_err("locked").code, ErrorCode::Locked);
}

#[test]
fn a_number_is_shown_while_it_is_typed() {
    let world = world();
    let check = |text: &str| world.app.number_check(CheckNumberRequest { text: text.to_owned() });
    let mobile = check("+60134567890").expect("a number");
    assert_eq!((mobile.display.as_str(), mobile.whatsapp), ("013-456 7890", true));
    assert!(!check("15999").expect("a short code").whatsapp);
    assert_eq!(check("01").expect_err("not yet").code, ErrorCode::NumberTooShort);
}

proptest! {
    #[test]
    fn a_person_stands_on_the_list_as_on_the_ladder(role in 0usize..9, open in any::<bool>(), minutes in 0i64..10_080) {
        let hours = open.then(|| "12345=0800-1700;6=2200-0200".parse().expect("the stored form"));
        let role = Role::ALL[role];
        let person = Person { role, hours, ..Person::named(PersonName::parse("Mat").expect("a name")) };
        let now = chrono::DateTime::from_timestamp(1_772_000_000 + minutes * 60, 0).expect("a time");
        let number = PhoneNumber::parse("013-456 7890").expect("a number");
        let numbers = vec![LadderNumber { number, whatsapp: false, label: NumberLabel::Mobile }];
        let rung = LadderPerson { numbers, ..LadderPerson::of(RecordId::from_bytes([1; 16]).into(), &person, &[]) };
        let expected = ladder(&[rung], LadderWish::default(), now, &[]).rungs[0].standing;
        prop_assert_eq!(list::stand(&person, now), expected);
    }
}
