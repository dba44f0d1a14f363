//! Stories, their parts and versions through the calls of the interface.

use tempfile::TempDir;
use ukhwah_domain::id::{StoryId, StoryPartId, StoryVersionId};
use ukhwah_domain::story::{Audience, Choice, StoryWording};

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::settings::ProfileSettings;
use crate::testing::{self, TestApp};

pub(super) fn app() -> (TempDir, TestApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    (folder, app)
}

fn part(story: StoryId, text: &str) -> StoryPartRequest {
    StoryPartRequest { id: None, seen: None, story, title: None, text: text.to_owned() }
}

/// A story with these parts, in order.
pub(super) fn story(app: &TestApp, texts: &[&str]) -> (StoryId, Vec<StoryPartId>) {
    let title = "Jalan pulang".to_owned();
    let id = app.story_save(StoryRequest { id: None, seen: None, title }).expect("saved").id;
    for text in texts {
        app.story_part_save(part(id, text)).expect("saved");
    }
    let parts = app.story_view(StoryTarget { id }).expect("there").parts;
    (id, parts.into_iter().map(|part| part.id).collect())
}

pub(super) fn says(part: StoryPartId, choice: Choice, text: Option<&str>) -> VersionPartRequest {
    VersionPartRequest { part, choice: Some(choice), title: None, text: text.map(str::to_owned), seen: None }
}

pub(super) fn version(story: StoryId, parts: Vec<VersionPartRequest>) -> StoryVersionRequest {
    StoryVersionRequest {
        id: None,
        seen: None,
        story,
        audience: Audience::School,
        audience_words: None,
        title: None,
        parts,
    }
}

pub(super) fn refused<T: std::fmt::Debug>(answer: Result<T, IpcError>) -> (ErrorCode, Option<u32>) {
    let error = answer.expect_err("refused");
    (error.code, error.at)
}

/// What a version would say aloud.
pub(super) fn told(app: &TestApp, version: StoryVersionId) -> Vec<String> {
    let listener = ListenerRequest::default();
    let preview = app.story_preview(StoryPreviewRequest { version, listener }).expect("shown");
    preview.telling.pieces.into_iter().map(|piece| piece.text).collect()
}

#[test]
fn a_story_is_written_in_parts_and_put_in_order() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["satu", "dua", "tiga"]);
    let moved = app.story_part_move(MoveStoryPartRequest { id: parts[2], after: None }).expect("moved");
    let texts: Vec<_> = moved.parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(texts, ["tiga", "satu", "dua"]);
    let seen = Some(moved.parts[0].seen.clone());
    let change = StoryPartRequest {
        id: Some(parts[2]),
        seen,
        title: Some(" Akhir\u{7} ".to_owned()),
        ..part(id, "tiga lagi\r\nbaris")
    };
    let changed = app.story_part_save(change).expect("saved");
    assert_eq!((changed.parts[0].name.as_str(), changed.parts[0].text.as_str()), ("Akhir", "tiga lagi\nbaris"));
    let rows = app.stories_view().expect("open").stories;
    assert_eq!((rows[0].title.as_str(), rows[0].parts, rows[0].versions), ("Jalan pulang", 3, 0));
}

#[test]
fn what_cannot_be_right_is_refused_and_nothing_is_kept() {
    let (_folder, app) = app();
    let title = |title: &str| StoryRequest { id: None, seen: None, title: title.to_owned() };
    assert_eq!(refused(app.story_save(title(" \u{200b}"))), (ErrorCode::NameEmpty, None));
    assert_eq!(refused(app.story_save(title(&"a".repeat(121)))), (ErrorCode::NameTooLong, None));
    let (id, parts) = story(&app, &["satu"]);
    assert_eq!(refused(app.story_part_save(part(id, "\u{0}"))), (ErrorCode::TextEmpty, Some(1)));
    assert_eq!(refused(app.story_part_save(part(id, &"a".repeat(1_000_000)))), (ErrorCode::TextTooLong, Some(1)));
    let long = StoryPartRequest { title: Some("a".repeat(121)), ..part(id, "dua") };
    assert_eq!(refused(app.story_part_save(long)), (ErrorCode::TextTooLong, Some(0)));
    let empty = version(id, vec![says(parts[0], Choice::Reworded, Some(" "))]);
    assert_eq!(refused(app.story_version_save(empty)), (ErrorCode::TextEmpty, Some(2)));
    let long = StoryVersionRequest { title: Some("a".repeat(121)), ..version(id, vec![]) };
    assert_eq!(refused(app.story_version_save(long)), (ErrorCode::TextTooLong, Some(1)));
    let (_, others) = story(&app, &["lain"]);
    let foreign = version(id, vec![says(others[0], Choice::Told, None)]);
    assert_eq!(refused(app.story_version_save(foreign)), (ErrorCode::BadRequest, None));
    let kept = app.story_view(StoryTarget { id }).expect("there");
    assert_eq!((kept.parts.len(), kept.versions.len()), (1, 0));
}

#[test]
fn a_version_includes_leaves_out_and_rewords_and_the_story_stays_as_it_is() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["satu", "dua", "tiga"]);
    let before = app.story_view(StoryTarget { id }).expect("there").parts;
    let said = vec![
        says(parts[0], Choice::Told, None),
        says(parts[1], Choice::Left, None),
        says(parts[2], Choice::Reworded, Some("tiga, lembut")),
    ];
    let kept = app.story_version_save(version(id, said)).expect("saved");
    assert_eq!(kept.name, "Versi untuk sekolah");
    assert_eq!(told(&app, kept.id), ["satu", "tiga, lembut"]);
    let after = app.story_view(StoryTarget { id }).expect("there");
    assert_eq!(after.parts, before);
    assert_eq!((after.versions[0].told, after.versions[0].left), (2, 1));
}

#[test]
fn other_words_are_kept_while_their_part_is_left_out_and_do_not_leave() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["satu"]);
    let first = app.story_version_save(version(id, vec![says(parts[0], Choice::Reworded, Some("lain"))]));
    let first = first.expect("saved");
    let change = StoryVersionRequest {
        id: Some(first.id),
        seen: Some(first.seen),
        ..version(id, vec![says(parts[0], Choice::Left, Some("lain"))])
    };
    let changed = app.story_version_save(change).expect("saved");
    assert_eq!(changed.parts[0].own_text.as_deref(), Some("lain"));
    assert!(told(&app, changed.id).is_empty());
    let wordings = app.reading(|store, _| Ok(store.read().all::<StoryWording>()?)).expect("read");
    assert_eq!(wordings.len(), 1, "one record for each part");
}

#[test]
fn versions_follow_the_order_of_the_story_and_a_new_part_is_in_none() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["satu", "dua"]);
    let said = parts.iter().map(|part| says(*part, Choice::Told, None)).collect();
    let kept = app.story_version_save(version(id, said)).expect("saved").id;
    app.story_part_save(part(id, "baru")).expect("saved");
    app.story_part_move(MoveStoryPartRequest { id: parts[1], after: None }).expect("moved");
    assert_eq!(told(&app, kept), ["dua", "satu"]);
    let beside = app.story_version(StoryVersionTarget { id: kept }).expect("there").parts;
    assert_eq!(
        beside.iter().map(|part| part.choice).collect::<Vec<_>>(),
        [Some(Choice::Told), Some(Choice::Told), None]
    );
}

#[test]
fn what_two_devices_said_of_a_part_is_settled_by_the_next_save() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["satu"]);
    let kept = app.story_version_save(version(id, vec![says(parts[0], Choice::Told, None)])).expect("saved");
    let other = StoryWording { version: kept.id, part: parts[0], choice: Choice::Left, title: None, text: None };
    app.writing(|tx| Ok::<_, IpcError>(tx.create(&other).map(drop)?)).expect("came from elsewhere");
    assert!(told(&app, kept.id).is_empty(), "the most careful word counts");
    let again = StoryVersionRequest {
        id: Some(kept.id),
        seen: Some(kept.seen),
        ..version(id, vec![says(parts[0], Choice::Told, None)])
    };
    app.story_version_save(again).expect("saved");
    assert_eq!(told(&app, kept.id), ["satu"]);
}

#[test]
fn versions_are_called_by_their_audience_and_no_religious_word_stands_there_while_that_is_off() {
    let (_folder, app) = app();
    let (id, _) = story(&app, &["satu"]);
    let religion = |on| {
        app.profile_save(ProfileSettings { religion: on, sex: None, prefer_same_sex: false }).expect("saved");
    };
    religion(true);
    let mosque = StoryVersionRequest { audience: Audience::Mosque, ..version(id, vec![]) };
    app.story_version_save(mosque).expect("saved");
    let own = Some("Tingkatan 3".to_owned());
    let own = StoryVersionRequest { audience: Audience::Other, audience_words: own, ..version(id, vec![]) };
    app.story_version_save(own).expect("saved");
    let names = || {
        let view = app.story_view(StoryTarget { id }).expect("there");
        let offered = view.audiences.into_iter().map(|audience| audience.name);
        view.versions.into_iter().map(|version| version.name).chain(offered).collect::<Vec<_>>().join("; ")
    };
    assert!(names().starts_with("Versi untuk masjid atau surau; Versi untuk Tingkatan 3; Orang"), "{}", names());
    religion(false);
    assert!(names().starts_with("Versi lain; Versi untuk Tingkatan 3; Orang"), "{}", names());
    assert!(!names().contains("surau"));
}

#[test]
fn what_is_thrown_away_comes_back_and_a_story_takes_all_of_it_along() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["satu", "Dua tahun yang lalu saya duduk di tepi jalan itu"]);
    let said = parts.iter().map(|part| says(*part, Choice::Told, None)).collect();
    let kept = app.story_version_save(version(id, said)).expect("saved").id;
    let gone = StoriesTarget::Part { id: parts[1] };
    let trash = app.story_trash(gone).expect("thrown away").trash;
    assert_eq!(trash[0].text, "Dua tahun yang lalu saya duduk di tepi… (Jalan pulang)");
    assert_eq!(told(&app, kept), ["satu"]);
    app.story_restore(gone).expect("back");
    assert_eq!(told(&app, kept).len(), 2);

    let whole = StoriesTarget::Story { id };
    let trash = app.story_trash(whole).expect("thrown away").trash;
    assert_eq!(trash.len(), 1, "what went with it is not listed beside it");
    let preview = StoryPreviewRequest { version: kept, listener: ListenerRequest::default() };
    assert_eq!(refused(app.story_preview(preview)), (ErrorCode::NotFound, None));
    app.story_restore(whole).expect("back");
    assert_eq!(told(&app, kept).len(), 2);
    let view = app.story_erase(EraseStoryRequest { target: whole, purge_backups: false }).expect("erased");
    assert!(view.stories.is_empty() && view.trash.is_empty());
    assert_eq!(refused(app.story_version(StoryVersionTarget { id: kept })), (ErrorCode::NotFound, None));
}

#[test]
fn a_talk_can_name_the_version_that_was_told_and_keeps_it_when_that_is_gone() {
    let (_folder, app) = app();
    let (id, _) = story(&app, &["satu"]);
    let kept = app.story_version_save(version(id, vec![])).expect("saved").id;
    let choices = app.service_view().expect("open").stories;
    assert_eq!(choices[0].name, "Versi untuk sekolah (Jalan pulang)");
    let talk = crate::service::TalkRequest {
        id: None,
        seen: None,
        venue: ukhwah_domain::service::TalkVenue::School,
        place: None,
        date: "2026-03-04".to_owned(),
        minutes: None,
        topic: None,
        note: None,
        told: Some(choices[0].name.clone()),
        story: Some(kept),
    };
    let saved = app.talk_save(talk.clone()).expect("saved").talks.remove(0);
    assert_eq!(saved.story, Some(kept));
    app.story_erase(EraseStoryRequest { target: StoriesTarget::Version { id: kept }, purge_backups: false })
        .expect("erased");
    let again = crate::service::TalkRequest { id: Some(saved.id), seen: Some(saved.seen), ..talk.clone() };
    let again = app.talk_save(again).expect("saved").talks.remove(0);
    assert_eq!((again.story, again.told.as_deref()), (Some(kept), Some("Versi untuk sekolah (Jalan pulang)")));
    assert_eq!(app.talk_save(talk).expect("saved").talks.iter().filter(|talk| talk.story.is_none()).count(), 1);
}
