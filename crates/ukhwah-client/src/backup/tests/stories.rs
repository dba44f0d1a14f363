//! Stories in backups, in the archive of everything, and erased.

use ukhwah_domain::id::StoryId;

use super::*;
use crate::backup::auto::list;
use crate::stories::{EraseStoryRequest, StoriesTarget, StoryTarget, StoryView};

/// The words of the example story's parts, and of its rewording.
const PARTS: [&str; 5] = ["belakang kedai", "Duit belanja", "Abang Rahim duduk", "anak saya tunggu", "seorang abang"];

fn first(app: &TestApp) -> StoryId {
    app.stories_view().expect("open").stories[0].id
}

fn whole(app: &TestApp) -> StoryView {
    app.story_view(StoryTarget { id: first(app) }).expect("there")
}

/// Everything that the archive holds, as one text.
fn text(app: &TestApp) -> String {
    export(app).values().map(|content| String::from_utf8_lossy(content).into_owned()).collect()
}

#[test]
fn stories_come_back_from_a_backup_on_another_device() {
    let (here, there) = (folder(), folder());
    let app = filled(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::Passphrase, &file).expect("saved");
    let other = fresh(there.path());
    restore(&other, &file, PASSPHRASE).expect("restored");
    assert_eq!(format!("{:?}", whole(&app)), format!("{:?}", whole(&other)));
    assert_eq!(export(&app)["records.json"], export(&other)["records.json"]);
}

#[test]
fn everything_of_stories_is_in_the_archive() {
    let here = folder();
    let exported = export(&filled(here.path()));
    let text = |file: &str| String::from_utf8(exported[file].clone()).expect("text");
    for (file, words) in [
        ("stories.csv", ["Jalan pulang", "title"]),
        ("story-parts.csv", [PARTS[1], "Jalan pulang"]),
        ("story-versions.csv", ["school", "Pilih kawan"]),
        ("story-wordings.csv", ["left", PARTS[4]]),
        ("story-shares.csv", ["Pelajar tingkatan 3", "aloud"]),
    ] {
        assert!(words.iter().all(|word| text(file).contains(word)), "{file}: {}", text(file));
    }
    let records = text("records.json");
    for kind in ["story", "story_part", "story_version", "story_wording", "story_share"] {
        assert!(records.contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn a_part_that_is_erased_with_its_backups_is_in_no_file_any_more() {
    let here = folder();
    let app = filled(here.path());
    make_auto(&app);
    // The third part was reworded, and its other words were shared.
    let part = whole(&app).parts[2].id;
    let target = StoriesTarget::Part { id: part };
    app.story_erase(EraseStoryRequest { target, purge_backups: true }).expect("erased");
    let is_gone = |app: &TestApp| !text(app).contains(PARTS[2]) && !text(app).contains(PARTS[4]);
    assert!(is_gone(&app));
    assert_eq!(whole(&app).shares.len(), 1, "that it was shared is still known");
    let newest = list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("a purged backup still restores");
    assert!(is_gone(&app));
    assert!(text(&app).contains(PARTS[0]), "the other parts are still there");
}

#[test]
fn a_story_that_is_erased_with_its_backups_is_in_no_file_any_more() {
    let here = folder();
    let app = filled(here.path());
    make_auto(&app);
    let target = StoriesTarget::Story { id: first(&app) };
    app.story_erase(EraseStoryRequest { target, purge_backups: true }).expect("erased");
    let is_gone = |app: &TestApp| PARTS.iter().chain(&["Jalan pulang"]).all(|words| !text(app).contains(words));
    assert!(is_gone(&app));
    let newest = list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("a purged backup still restores");
    assert!(is_gone(&app));
}
