//! The one search as the interface uses it.

use std::collections::BTreeSet;

use ukhwah_domain::plan::PlanPart;
use ukhwah_domain::record::Kind;
use ukhwah_domain::search::searched;

use super::nouns::NOUNS;
use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::journal::tests::written;
use crate::journal::{JournalSaveRequest, JournalTarget};
use crate::plan::{CardRequest, PlanItemRequest, SideView};
use crate::settings::ProfileSettings;
use crate::stories::{StoriesTarget, StoryPartRequest, StoryRequest};
use crate::testing::{TestApp, app};

fn entry(text: &str, tag: &str) -> JournalSaveRequest {
    JournalSaveRequest { tags: vec![tag.to_owned()], ..written(text) }
}

fn search(app: &TestApp, text: &str) -> Vec<SearchGroupView> {
    app.search(SearchRequest { text: text.to_owned(), group: None }).expect("searched").groups
}

#[test]
fn the_table_names_exactly_what_the_index_holds() {
    let table: BTreeSet<Kind> = NOUNS.iter().map(|noun| noun.kind).collect();
    let index: BTreeSet<Kind> = Kind::ALL.into_iter().filter(|kind| !searched(*kind).is_empty()).collect();
    assert_eq!(table, index);
    assert_eq!(table.len(), NOUNS.len());
}

#[test]
fn everything_that_holds_the_word_is_found_in_its_part_of_the_app() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let id = app.journal_save(entry("Pagi yang tenang.\nNanti jumpa Rahim di pekan.", "rahim")).expect("kept").id;
    let item = PlanItemRequest {
        id: None,
        seen: None,
        part: PlanPart::Reason,
        text: "Abang Rahim percaya saya".to_owned(),
        person: None,
        on_lock_screen: false,
    };
    app.plan_item_save(item).expect("kept");
    let groups = search(&app, "RAHÍ");
    let found: Vec<_> = groups.iter().map(|group| (group.group, group.hits.len(), group.has_more)).collect();
    assert_eq!(
        found,
        [(SearchGroup::Plan, 1, false), (SearchGroup::Journal, 1, false)],
        "an entry and its tag are one"
    );
    assert_eq!(groups[0].hits[0].title, "Abang Rahim percaya saya");
    assert!(groups[0].hits[0].excerpt.is_empty(), "the title says it");
    let hit = &groups[1].hits[0];
    assert_eq!((hit.target, hit.title.as_str()), (SearchTarget::Journal(id), "Pagi yang tenang."));
    assert!(hit.excerpt.iter().any(|part| part.found && part.text == "Rahim"), "{:?}", hit.excerpt);
    app.journal_trash(JournalTarget { id }).expect("trashed");
    assert_eq!(search(&app, "rahim").len(), 1);
}

#[test]
fn a_story_is_found_by_its_parts_until_it_is_put_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let story = app.story_save(StoryRequest { id: None, seen: None, title: "Malam hujan".to_owned() }).expect("kept");
    let text = "Hujan lebat malam tu.".to_owned();
    app.story_part_save(StoryPartRequest { id: None, seen: None, story: story.id, title: None, text }).expect("kept");
    let groups = search(&app, "hujan");
    let targets: Vec<_> = groups.iter().flat_map(|group| &group.hits).map(|hit| hit.target).collect();
    assert_eq!(targets, [SearchTarget::Story(story.id)], "a story and its parts are one");
    app.story_trash(StoriesTarget::Story { id: story.id }).expect("trashed");
    assert!(search(&app, "hujan").is_empty());
}

#[test]
fn more_of_one_part_is_shown_when_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    for day in 0..9 {
        app.journal_save(entry(&format!("hujan {day}"), "cuaca")).expect("kept");
    }
    let first = search(&app, "hujan");
    assert_eq!((first[0].hits.len(), first[0].has_more), (6, true));
    let request = SearchRequest { text: "hujan".to_owned(), group: Some(SearchGroup::Journal) };
    let all = app.search(request).expect("searched").groups;
    assert_eq!((all[0].hits.len(), all[0].has_more), (9, false));
}

#[test]
fn nothing_and_too_much_are_answered_calmly() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.journal_save(entry("hujan", "cuaca")).expect("kept");
    for text in ["", "  ", "\"", "***", "🌧"] {
        assert!(search(&app, text).is_empty(), "{text:?}");
    }
    let refused = app.search(SearchRequest { text: "a".repeat(1 << 20), group: None });
    assert_eq!(refused.map(drop), Err(ErrorCode::TextTooLong.into()));
}

#[test]
fn a_locked_app_finds_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.journal_save(entry("hujan", "cuaca")).expect("kept");
    app.close_session().expect("closed");
    let refused: Result<_, IpcError> = app.search(SearchRequest { text: "hujan".to_owned(), group: None });
    assert_eq!(refused.map(drop), Err(ErrorCode::Locked.into()));
}

#[test]
fn without_religious_content_only_the_persons_own_words_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let religion = |on| ProfileSettings { religion: on, sex: None, prefer_same_sex: false };
    app.profile_save(religion(true)).expect("kept");
    let decks = app.decks_view().expect("shown");
    let religious = decks.responses.iter().find(|entry| entry.text.contains("wuduk")).expect("one speaks of it");
    let side = |code: Option<String>, text: &str| SideView { code, text: text.to_owned() };
    let card = CardRequest {
        id: None,
        seen: None,
        situation: side(None, "rasa nak marah"),
        response: side(Some(religious.code.clone()), &religious.text),
        on_lock_screen: false,
    };
    app.plan_card_save(card).expect("kept");
    app.journal_save(entry("ambil wuduk lepas kerja", "pagi")).expect("kept");
    let groups = |app: &TestApp| search(app, "wuduk").iter().map(|group| group.group).collect::<Vec<_>>();
    assert_eq!(groups(&app), [SearchGroup::Plan, SearchGroup::Journal]);
    app.profile_save(religion(false)).expect("kept");
    assert_eq!(groups(&app), [SearchGroup::Journal], "the person wrote it");
}
