//! What leaves of a story is what the preview showed, for nobody who does not know, and there is a record of it.

use ukhwah_domain::id::{PersonId, StoryId, StoryVersionId};
use ukhwah_domain::person::{Knows, Role};
use ukhwah_domain::story::{Choice, ShareWay};

use super::tests::{app, refused, says, story, told, version};
use super::*;
use crate::error::ErrorCode;
use crate::host::FileKind;
use crate::paper::read_back::{assert_discreet, texts};
use crate::people::{ErasePersonRequest, PersonRequest, PersonTarget};
use crate::testing::TestApp;

const SECRET: &str = "Rahsiabesar";

fn person(app: &TestApp, name: &str, knows: Knows) -> PersonId {
    let request = PersonRequest {
        id: None,
        seen: None,
        name: name.to_owned(),
        role: Role::Other,
        role_words: None,
        sex: None,
        knows,
        hours: Vec::new(),
        rhythm_days: None,
        last_contact: None,
        note: None,
        on_ladder: false,
        numbers: Vec::new(),
        shown_numbers: Vec::new(),
    };
    let people = app.person_save(request).expect("saved").people;
    people.into_iter().find(|person| person.name == name).expect("added").id
}

/// A story of three parts, and a version that tells one, leaves one out and rewords one.
fn filled(app: &TestApp) -> (StoryId, StoryVersionId) {
    let (id, parts) = story(app, &["Mula sekali", SECRET, "Zaman gelap Penagihku"]);
    let said = vec![
        says(parts[0], Choice::Told, None),
        says(parts[1], Choice::Left, Some("Separuhrahsia")),
        VersionPartRequest {
            title: Some("Lembaran baru".to_owned()),
            ..says(parts[2], Choice::Reworded, Some("Zaman susah.\n\nLepas itu tenang."))
        },
    ];
    let request = StoryVersionRequest { title: Some("Pilih kawan".to_owned()), ..version(id, said) };
    (id, app.story_version_save(request).expect("saved").id)
}

fn share(version: StoryVersionId, by: ShareBy) -> StoryShareRequest {
    StoryShareRequest { version, listener: ListenerRequest::default(), why: None, spread: None, date: None, by }
}

fn to(person: PersonId) -> ListenerRequest {
    ListenerRequest { person: Some(person), words: None }
}

fn to_words(words: &str) -> ListenerRequest {
    ListenerRequest { person: None, words: Some(words.to_owned()) }
}

fn shares(app: &TestApp, id: StoryId) -> Vec<StoryShareView> {
    app.story_view(StoryTarget { id }).expect("there").shares
}

#[test]
fn paper_holds_exactly_what_the_preview_showed_and_nothing_that_was_left_out() {
    let (_folder, app) = app();
    let (id, version) = filled(&app);
    let preview = app.story_preview(StoryPreviewRequest { version, listener: to_words("Pelajar") }).expect("shown");
    let shared =
        app.story_share(StoryShareRequest { listener: to_words("Pelajar"), ..share(version, ShareBy::Viewer) });
    assert!(shared.expect("shown").saved.expect("a file").handed_over);
    let pdf = std::fs::read(app.device.shown().last().expect("one")).expect("there");
    let TellingView { title, pieces } = preview.telling;
    let pieces = pieces.into_iter().flat_map(|piece| [piece.title.unwrap_or_default(), piece.text]);
    let all = title.into_iter().chain(pieces).collect::<Vec<_>>().join(" ");
    assert_eq!(texts(&pdf).join(" "), all.split_whitespace().collect::<Vec<_>>().join(" "));
    for word in [SECRET, "Separuhrahsia", "Penagihku", "Jalan pulang"] {
        assert!(!all.contains(word) && !texts(&pdf).join(" ").contains(word), "{word}");
    }
    assert_discreet(&pdf);
    let kept = shares(&app, id).remove(0);
    assert_eq!((kept.way, kept.whom.as_deref()), (ShareWay::Paper, Some("Pelajar")));
}

#[test]
fn a_text_file_holds_exactly_the_words_of_the_preview() {
    let (_folder, app) = app();
    let (_, version) = filled(&app);
    let away = tempfile::tempdir().expect("a folder");
    let file = away.path().join("kisah.txt");
    app.device.choose_target(Some(&file));
    app.story_share(share(version, ShareBy::Text)).expect("written");
    assert_eq!(app.device.asked_targets()[0], (FileKind::Text, "teks-2026-03-05.txt".to_owned()));
    let written = std::fs::read_to_string(&file).expect("there");
    assert_eq!(written, "Pilih kawan\n\nMula sekali\n\nLembaran baru\nZaman susah.\n\nLepas itu tenang.\n");
}

#[test]
fn nothing_is_offered_for_somebody_who_does_not_know() {
    let (_folder, app) = app();
    let (id, version) = filled(&app);
    let knowing = person(&app, "Abang Rahim", Knows::Yes);
    let unknowing = [person(&app, "Puan Salmah", Knows::No), person(&app, "Jiran", Knows::Unsure)];
    let sharing = app.story_sharing(StoryVersionTarget { id: version }).expect("open");
    assert_eq!(sharing.people.iter().map(|person| person.id).collect::<Vec<_>>(), [knowing]);
    assert!(sharing.others);
    assert!(!format!("{sharing:?}").contains("Salmah"));
    let listeners = unknowing.map(to).into_iter().chain([to_words("puan  SALMAH"), to_words("Jiran ")]);
    for listener in listeners {
        let preview = StoryPreviewRequest { version, listener: listener.clone() };
        assert_eq!(refused(app.story_preview(preview)), (ErrorCode::DoesNotKnow, Some(0)), "{listener:?}");
        for by in [ShareBy::Aloud, ShareBy::Viewer, ShareBy::Paper, ShareBy::Text] {
            let asked = StoryShareRequest { listener: listener.clone(), ..share(version, by) };
            assert_eq!(refused(app.story_share(asked)), (ErrorCode::DoesNotKnow, Some(0)), "{by:?}");
        }
    }
    assert!(app.device.shown().is_empty() && app.device.asked_targets().is_empty(), "nothing was made");
    assert!(shares(&app, id).is_empty());
    app.story_share(StoryShareRequest { listener: to(knowing), ..share(version, ShareBy::Aloud) }).expect("noted");
    assert_eq!(shares(&app, id)[0].whom.as_deref(), Some("Abang Rahim"));
}

#[test]
fn of_two_with_one_name_the_one_who_does_not_know_counts() {
    let (_folder, app) = app();
    let (_, version) = filled(&app);
    person(&app, "Ali", Knows::Yes);
    person(&app, "ali", Knows::No);
    let listener = to_words("Ali");
    assert_eq!(refused(app.story_preview(StoryPreviewRequest { version, listener })).0, ErrorCode::DoesNotKnow);
}

#[test]
fn the_record_stays_readable_when_the_person_and_the_version_are_gone() {
    let (_folder, app) = app();
    let (id, version) = filled(&app);
    let rahim = person(&app, "Abang Rahim", Knows::Yes);
    app.story_share(StoryShareRequest {
        listener: to(rahim),
        why: Some("Dia minta".to_owned()),
        spread: Some("Tak apa".to_owned()),
        date: Some("2026-02-01".to_owned()),
        ..share(version, ShareBy::Aloud)
    })
    .expect("noted");
    let before = shares(&app, id);
    let kept = &before[0];
    assert_eq!((kept.date_words.as_str(), kept.version_words.as_str()), ("1 Feb 2026", "Versi untuk sekolah"));
    assert_eq!((kept.why.as_deref(), kept.spread.as_deref()), (Some("Dia minta"), Some("Tak apa")));
    app.person_trash(PersonTarget { id: rahim }).expect("thrown away");
    assert_eq!(shares(&app, id), before);
    app.person_erase(ErasePersonRequest { id: rahim, purge_backups: false }).expect("erased");
    let erase = |target| app.story_erase(EraseStoryRequest { target, purge_backups: false }).expect("erased");
    erase(StoriesTarget::Version { id: version });
    assert_eq!(shares(&app, id), before);
    let gone = StoryPreviewRequest { version, listener: to(rahim) };
    assert_eq!(refused(app.story_preview(gone)), (ErrorCode::NotFound, None));
    erase(StoriesTarget::Share { id: kept.id });
    assert!(shares(&app, id).is_empty());
}

#[test]
fn a_person_in_the_trash_hears_nothing() {
    let (_folder, app) = app();
    let (_, version) = filled(&app);
    let rahim = person(&app, "Abang Rahim", Knows::Yes);
    app.person_trash(PersonTarget { id: rahim }).expect("thrown away");
    assert!(app.story_sharing(StoryVersionTarget { id: version }).expect("open").people.is_empty());
    let asked = StoryShareRequest { listener: to(rahim), ..share(version, ShareBy::Aloud) };
    assert_eq!(refused(app.story_share(asked)), (ErrorCode::NotFound, None));
}

#[test]
fn what_was_shared_is_kept_as_it_was_and_forgets_a_part_that_is_erased() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["Satu", SECRET]);
    let said = parts.iter().map(|part| says(*part, Choice::Told, None)).collect();
    let kept = app.story_version_save(version(id, said)).expect("saved");
    app.story_share(share(kept.id, ShareBy::Aloud)).expect("noted");
    let left = StoryVersionRequest {
        id: Some(kept.id),
        seen: Some(kept.seen),
        ..version(id, vec![says(parts[1], Choice::Left, None)])
    };
    app.story_version_save(left).expect("saved");
    assert_eq!(told(&app, kept.id), ["Satu"]);
    let first = || shares(&app, id)[0].told.clone().expect("kept").pieces;
    assert_eq!(first().len(), 2, "what was said that day was said");
    let target = StoriesTarget::Part { id: parts[1] };
    app.story_erase(EraseStoryRequest { target, purge_backups: false }).expect("erased");
    assert_eq!(first().len(), 1);
    assert_eq!(told(&app, kept.id), ["Satu"]);
}

#[test]
fn nothing_is_noted_where_nothing_left() {
    let (_folder, app) = app();
    let (id, version) = filled(&app);
    for by in [ShareBy::Paper, ShareBy::Text] {
        assert_eq!(refused(app.story_share(share(version, by))).0, ErrorCode::Cancelled);
    }
    let ahead = StoryShareRequest { date: Some("2026-03-07".to_owned()), ..share(version, ShareBy::Aloud) };
    assert_eq!(refused(app.story_share(ahead)).0, ErrorCode::DateAhead);
    let long = StoryShareRequest { why: Some("a".repeat(2_001)), ..share(version, ShareBy::Aloud) };
    assert_eq!(refused(app.story_share(long)), (ErrorCode::TextTooLong, Some(1)));
    let empty = app.story_version_save(tests::version(id, vec![])).expect("saved").id;
    assert_eq!(refused(app.story_share(share(empty, ShareBy::Aloud))).0, ErrorCode::NothingToExport);
    assert!(shares(&app, id).is_empty());
}

#[test]
fn the_preview_says_where_a_number_of_somebody_would_leave() {
    let (_folder, app) = app();
    let (id, parts) = story(&app, &["Hubungi 012-345 6789"]);
    let numbers = |choice| {
        let kept = app.story_version_save(version(id, vec![says(parts[0], choice, None)])).expect("saved").id;
        let listener = ListenerRequest::default();
        app.story_preview(StoryPreviewRequest { version: kept, listener }).expect("shown").numbers
    };
    assert!(numbers(Choice::Told).phone);
    assert!(!numbers(Choice::Left).phone);
}
