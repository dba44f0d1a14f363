//! Stories as fields and back, and what a version holds and never holds.

use proptest::prelude::*;

use super::*;
use crate::id::{PersonId, StoryPartId};
use crate::person::{Knows, Person, PersonName, Position};
use crate::plan::Text;
use crate::record::{Entity, Fields, Value};
use crate::routine::sample::{day, id, line};

fn words<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).expect("a sample is short")
}

fn story() -> Story {
    Story { title: line("Jalan pulang"), pos: Position::first() }
}

fn part() -> StoryPart {
    StoryPart {
        story: id(1),
        title: Some(line("Malam itu")),
        text: words("Hujan.\nSaya duduk."),
        pos: Position::first(),
    }
}

fn version() -> StoryVersion {
    StoryVersion {
        story: id(1),
        audience: Audience::School,
        audience_words: Some(line("Tingkatan 3")),
        title: Some(line("Pilih kawan")),
    }
}

fn wording(part: StoryPartId, choice: Choice, text: Option<&str>) -> StoryWording {
    StoryWording { version: id(2), part, choice, title: None, text: text.map(words) }
}

fn share() -> StoryShare {
    let piece = |n: u8, text: &str| Piece { part: id(n), title: None, text: text.to_owned() };
    StoryShare {
        story: id(1),
        version: id(2),
        version_words: line("Versi untuk sekolah"),
        told: Some(Telling { title: Some("Pilih kawan".to_owned()), pieces: vec![piece(3, "satu"), piece(4, "dua")] }),
        date: day("2026-03-05"),
        way: ShareWay::Paper,
        person: Some(id(9)),
        whom: Some(line("Cikgu Nor")),
        why: Some(words("Supaya budak faham")),
        spread: Some(words("Tak apa")),
    }
}

fn person(knows: Knows) -> Person {
    Person { knows, ..Person::named(PersonName::parse("Puan Salmah").expect("a name")) }
}

#[test]
fn every_noun_comes_back_from_its_fields() {
    assert_eq!(Story::from_fields(&story().to_fields()), Ok(story()));
    for part in [part(), StoryPart { title: None, ..part() }] {
        assert_eq!(StoryPart::from_fields(&part.to_fields()), Ok(part));
    }
    for version in [version(), StoryVersion { audience_words: None, title: None, ..version() }] {
        assert_eq!(StoryVersion::from_fields(&version.to_fields()), Ok(version));
    }
    for wording in [wording(id(3), Choice::Told, None), wording(id(3), Choice::Reworded, Some("lain"))] {
        assert_eq!(StoryWording::from_fields(&wording.to_fields()), Ok(wording));
    }
    for share in [share(), StoryShare { told: None, person: None, whom: None, why: None, spread: None, ..share() }] {
        assert_eq!(StoryShare::from_fields(&share.to_fields()), Ok(share));
    }
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    assert_eq!(names(story().to_fields()), "pos title");
    assert_eq!(names(part().to_fields()), "parent pos text title");
    assert_eq!(names(version().to_fields()), "audience audience_words parent title");
    assert_eq!(names(wording(id(3), Choice::Left, None).to_fields()), "choice parent part text title");
    let share = share().to_fields();
    assert_eq!(share["way"], Value::Text("paper".to_owned()));
    assert_eq!(names(share), "date parent person spread told version version_words way whom why");
}

#[test]
fn what_only_a_newer_app_understands_is_kept_apart_and_never_told() {
    let mut fields = wording(id(3), Choice::Told, None).to_fields();
    fields.insert("choice".to_owned(), Value::Text("sung".to_owned()));
    assert_eq!(StoryWording::from_fields(&fields).map(|wording| wording.choice), Ok(Choice::Left));
    let mut fields = version().to_fields();
    fields.insert("audience".to_owned(), Value::Text("parliament".to_owned()));
    assert_eq!(StoryVersion::from_fields(&fields).map(|version| version.audience), Ok(Audience::Other));
    let mut fields = share().to_fields();
    fields.insert("told".to_owned(), Value::Text("{\"new\":1}".to_owned()));
    fields.insert("way".to_owned(), Value::Text("radio".to_owned()));
    let read = StoryShare::from_fields(&fields).expect("readable");
    assert_eq!((read.told, read.way), (None, ShareWay::Other));
}

#[test]
fn a_telling_that_is_too_long_for_a_record_is_not_kept_and_the_rest_is() {
    let piece = Piece { part: id(3), title: None, text: "a".repeat(200_000) };
    let long = StoryShare { told: Some(Telling { title: None, pieces: vec![piece] }), ..share() };
    assert_eq!(StoryShare::from_fields(&long.to_fields()), Ok(StoryShare { told: None, ..long }));
}

#[test]
fn an_erased_part_is_forgotten_by_what_was_shared_and_nothing_else_is() {
    let mut shared = share();
    assert!(shared.holds(id(3)));
    shared.forget(id(3));
    assert!(!shared.holds(id(3)) && shared.holds(id(4)));
    assert_eq!((&shared.whom, shared.date), (&share().whom, share().date));
}

#[test]
fn only_somebody_who_knows_can_be_a_listener() {
    let who: PersonId = id(9);
    for knows in [Knows::No, Knows::Unsure] {
        assert!(Knowing::of(who, &person(knows)).is_none(), "{knows:?}");
    }
    let knows = person(Knows::Yes);
    let knowing = Knowing::of(who, &knows).expect("knows");
    assert_eq!((knowing.id(), Listener::Person(knowing).name()), (who, Some(line("Puan Salmah"))));
    assert_eq!(Listener::Unsaid.name(), None);
}

#[test]
fn a_part_that_was_written_after_the_version_is_left_out_until_somebody_says_otherwise() {
    let parts = [(id(3), part()), (id(4), StoryPart { text: words("Rahsia baru"), ..part() })];
    let told = Prepared::make(&version(), &parts, &[wording(id(3), Choice::Told, None)], &Listener::Unsaid);
    assert_eq!(told.to_text(), "Pilih kawan\n\nMalam itu\nHujan.\nSaya duduk.\n");
    assert!(Prepared::make(&version(), &parts, &[], &Listener::Unsaid).is_empty());
}

#[test]
fn the_most_careful_of_two_devices_counts() {
    let both = [wording(id(3), Choice::Left, None), wording(id(3), Choice::Told, None)];
    for order in [[0, 1], [1, 0]] {
        let said = order.map(|at| &both[at]);
        assert_eq!(decided(said, id(3)).map(|wording| wording.choice), Some(Choice::Left));
    }
    let first = [wording(id(3), Choice::Reworded, Some("a")), wording(id(3), Choice::Reworded, Some("b"))];
    assert_eq!(decided(&first, id(3)), Some(&first[0]));
    assert_eq!(decided(&first, id(4)), None);
}

/// What is done with a part: nothing said, or a choice with other words or without.
fn said() -> impl Strategy<Value = Vec<(Choice, bool)>> {
    let choice = prop_oneof![Just(Choice::Told), Just(Choice::Reworded), Just(Choice::Left)];
    proptest::collection::vec((choice, any::<bool>()), 0..3)
}

/// A story whose every part has words of its own, and what a version does with them.
fn told_stories() -> impl Strategy<Value = (Vec<(StoryPartId, StoryPart)>, Vec<StoryWording>)> {
    proptest::collection::vec((any::<bool>(), said()), 0..8).prop_map(|parts| {
        let mut wordings = Vec::new();
        let parts = parts.into_iter().enumerate().map(|(at, (titled, said))| {
            let n = u8::try_from(at).expect("a few") + 10;
            wordings.extend(said.into_iter().map(|(choice, worded)| StoryWording {
                title: titled.then(|| line(&format!("kepala{n}b"))),
                ..wording(id(n), choice, worded.then(|| format!("ayat{n}b")).as_deref())
            }));
            let title = titled.then(|| line(&format!("kepala{n}a")));
            (id(n), StoryPart { title, text: words(&format!("ayat{n}a")), ..part() })
        });
        (parts.collect(), wordings)
    })
}

proptest! {
    #[test]
    fn a_version_never_holds_a_word_of_what_it_leaves_out((parts, wordings) in told_stories()) {
        let text = Prepared::make(&version(), &parts, &wordings, &Listener::Unsaid).to_text();
        for (at, (part, _)) in parts.iter().enumerate() {
            let n = at + 10;
            let choice = decided(&wordings, *part).map(|wording| wording.choice);
            let (own, other) = (format!("{n}a"), format!("{n}b"));
            prop_assert_eq!(text.contains(&own), choice == Some(Choice::Told), "{}", text);
            prop_assert!(!text.contains(&other) || choice == Some(Choice::Reworded), "{}", text);
        }
    }

    #[test]
    fn a_version_tells_the_same_parts_in_any_order_of_the_story(
        ((parts, wordings), turn) in (told_stories(), any::<usize>())
    ) {
        let told = |parts: &[(StoryPartId, StoryPart)]| {
            Prepared::make(&version(), parts, &wordings, &Listener::Unsaid).words().pieces.clone()
        };
        let before = told(&parts);
        let mut turned = parts;
        let len = turned.len().max(1);
        if !turned.is_empty() {
            turned.rotate_left(turn % len);
        }
        let mut after = told(&turned);
        let order: Vec<_> = turned.iter().map(|(part, _)| *part).filter(|part| after.iter().any(|one| one.part == *part)).collect();
        prop_assert_eq!(after.iter().map(|one| one.part).collect::<Vec<_>>(), order);
        after.sort_by_key(|one| one.part);
        prop_assert_eq!(after, before);
    }
}
