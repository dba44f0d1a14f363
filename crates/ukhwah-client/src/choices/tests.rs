//! Two versions of one field, over a real store: a form that was opened twice stands for the second device.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::Position;
use ukhwah_domain::story::{
    self, Audience, PartText, PartTitle, Story, StoryPart, StoryTitle, StoryVersion, StoryWording, VersionTitle,
};
use ukhwah_store::{Placed, SyncedRow};
use ukhwah_sync::content::{Content, GRAVEYARD, List};

use super::*;
use crate::people::tests::named;
use crate::people::{PersonRequest, PersonTarget, PersonView};
use crate::testing;

fn person(before: Option<&PersonView>, name: &str, note: &str) -> PersonRequest {
    PersonRequest {
        id: before.map(|person| person.id),
        seen: before.map(|person| person.seen.clone()),
        note: Some(note.to_owned()),
        ..named(name, &[])
    }
}

fn saved(app: &App, request: PersonRequest) -> PersonView {
    app.person_save(request).expect("kept").people.remove(0)
}

fn words(field: &ChoiceFieldView) -> Vec<&str> {
    field.versions.iter().filter_map(|version| version.words.as_deref()).collect()
}

#[test]
fn both_versions_are_shown_until_one_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    let before = saved(&app, person(None, "Mat", "kawan"));
    assert!(app.choices_view().expect("readable").choices.is_empty());
    saved(&app, person(Some(&before), "Mat", "malam sahaja"));
    let now = saved(&app, person(Some(&before), "Mat", "jiran"));
    saved(&app, person(Some(&now), "Mat Nor", now.note.as_deref().expect("there")));

    let asked = app.choices_view().expect("readable").choices.remove(0);
    assert_eq!((asked.area, asked.title.as_deref()), (ChoiceArea::People, Some("Mat Nor")));
    let [field] = &asked.fields[..] else { panic!("only the note was written twice") };
    assert_eq!((field.field.as_str(), field.all), ("note", true));
    // Both have one time, and the words decide which is shown.
    assert_eq!(words(field), ["malam sahaja", "jiran"]);
    assert!(field.versions.iter().all(|version| version.here && !version.at_words.is_empty()));

    let answer = |version: Option<&str>| ChoiceRequest {
        id: asked.id,
        field: "note".to_owned(),
        version: version.map(str::to_owned),
        seen: asked.seen.clone(),
    };
    for wrong in ["", "x:1", "0102030405060708:x"] {
        assert_eq!(app.choice_make(answer(Some(wrong))).map_err(|e| e.code).err(), Some(ErrorCode::BadRequest));
    }
    let nobody = app.choice_make(answer(Some("0102030405060708:1"))).map_err(|error| error.code).err();
    assert_eq!(nobody, Some(ErrorCode::NotFound));
    let left = app.choice_make(answer(Some(&field.versions[1].version))).expect("kept");
    assert!(left.choices.is_empty());
    let note = |app: &App| app.people_view().expect("readable").people.remove(0).note;
    assert_eq!(note(&app).as_deref(), Some("jiran"));
    let again = app.choice_make(answer(None)).map_err(|error| error.code).err();
    assert_eq!(again, Some(ErrorCode::NotFound), "what was asked about is settled");
    assert_eq!(note(&app).as_deref(), Some("jiran"));
}

#[test]
fn all_versions_of_a_text_can_be_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    let before = saved(&app, person(None, "Mat", "kawan"));
    saved(&app, person(Some(&before), "Mat", "malam sahaja"));
    saved(&app, person(Some(&before), "Mat", "jiran"));
    let asked = app.choices_view().expect("readable").choices.remove(0);
    let all = ChoiceRequest { id: asked.id, field: "note".to_owned(), version: None, seen: asked.seen };
    assert!(app.choice_make(all).expect("kept").choices.is_empty());
    let note = app.people_view().expect("readable").people.remove(0).note.expect("there");
    assert!(note.contains("malam sahaja") && note.contains("jiran"), "{note}");
}

#[test]
fn what_lies_in_the_trash_asks_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    let before = saved(&app, person(None, "Mat", "kawan"));
    saved(&app, person(Some(&before), "Mat", "malam sahaja"));
    saved(&app, person(Some(&before), "Mat", "jiran"));
    app.person_trash(PersonTarget { id: before.id }).expect("in the trash");
    assert!(app.choices_view().expect("readable").choices.is_empty());
    app.person_restore(PersonTarget { id: before.id }).expect("back");
    assert_eq!(app.choices_view().expect("readable").choices.len(), 1);
}

#[test]
fn every_field_of_which_versions_wait_has_a_name() {
    let words = include_str!("../../../../ui/src/lib/components/sync/words.ts");
    for (field, _) in Kind::ALL.into_iter().flat_map(forms) {
        assert!(words.contains(&format!("  {field}: m.choices_of_{field}")), "{field}");
    }
}

#[test]
fn what_has_its_place_is_not_listed_as_left_over_and_cannot_be_erased_from_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    let number = saved(&app, PersonRequest { ..named("Mat", &["012-345 6789"]) }).numbers.remove(0).id;
    assert_eq!(app.unfiled_view().expect("readable"), UnfiledView::default());
    let erase = EraseUnfiledRequest { id: number.into(), purge_backups: false };
    let refused = app.unfiled_erase(erase).map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::NotFound));
}

#[test]
fn what_belongs_to_something_erased_is_listed_with_what_belongs_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    let gone = RecordId::from_bytes([7; 16]);
    let part = StoryPart {
        story: gone.into(),
        title: Some(PartTitle::parse("Malam pertama").expect("a title")),
        text: PartText::parse("Saya telefon Abang Zul.").expect("a text"),
        pos: Position::first(),
    };
    let version = StoryVersion {
        story: gone.into(),
        audience: Audience::School,
        audience_words: None,
        title: Some(VersionTitle::parse("Untuk sekolah").expect("a title")),
    };
    let (part, version) = app
        .writing(|tx| {
            let (part, version) = (tx.create(&part)?, tx.create(&version)?);
            let text = PartText::parse("Saya minta tolong.").ok();
            let (version_id, part_id) = (version.into(), part.into());
            let choice = story::Choice::Reworded;
            tx.create(&StoryWording { version: version_id, part: part_id, choice, title: None, text })?;
            Ok::<_, IpcError>((part, version))
        })
        .expect("written");
    // The story may just not have come yet.
    assert_eq!(app.unfiled_view().expect("readable"), UnfiledView::default());
    bury(&app, gone);

    let unfiled = app.unfiled_view().expect("readable").unfiled;
    let words = |id: RecordId| {
        let item = unfiled.iter().find(|item| item.id == id).expect("listed");
        item.fields.iter().map(|field| field.words.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(words(part), ["Malam pertama", "Saya telefon Abang Zul."]);
    assert_eq!(words(version), ["Untuk sekolah", "Saya minta tolong."]);
    assert!(unfiled.iter().all(|item| item.area == ChoiceArea::Stories && !item.at_words.is_empty()));
    assert_eq!(unfiled.len(), 2);
    let erase = EraseUnfiledRequest { id: version, purge_backups: false };
    let left = app.unfiled_erase(erase).expect("erased").unfiled;
    assert_eq!(left.iter().map(|item| item.id).collect::<Vec<_>>(), [part]);
}

#[test]
fn a_wording_of_a_part_that_another_device_erased_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    let part = RecordId::from_bytes([7; 16]);
    let wording = app
        .writing(|tx| {
            let title = StoryTitle::parse("Malam itu").expect("a title");
            let story = tx.create(&Story { title, pos: Position::first() })?;
            let version =
                StoryVersion { story: story.into(), audience: Audience::School, audience_words: None, title: None };
            let version = tx.create(&version)?.into();
            let text = PartText::parse("Saya minta tolong.").ok();
            let choice = story::Choice::Reworded;
            Ok::<_, IpcError>(tx.create(&StoryWording { version, part: part.into(), choice, title: None, text })?)
        })
        .expect("written");
    assert_eq!(app.unfiled_view().expect("readable"), UnfiledView::default());
    bury(&app, part);
    let unfiled = app.unfiled_view().expect("readable").unfiled;
    assert_eq!(unfiled.iter().map(|item| item.id).collect::<Vec<_>>(), [wording]);
}

/// Another device erased it long ago.
fn bury(app: &App, id: RecordId) {
    let list = List::graveyard([ukhwah_protocol::id::RecordId(*id.as_bytes())]);
    let row = SyncedRow {
        id: RecordId::from_bytes([9; 16]),
        body: Some(Content::List(list).to_bytes()),
        base: None,
        dirty: true,
        pushed_n: 0,
        unread: None,
    };
    app.with_open(|open| Ok(open.store.sync(|tx| tx.put(&row, Placed::Other(GRAVEYARD)))?)).expect("kept");
}
