//! Erasing somebody from the automatic backups too.

use super::*;
use crate::backup::auto::AutoBackup;

const NAME: &str = "Tak mahu ingat";
/// A number that nobody else has, as it is stored.
const NUMBER: &str = "6562345678";

/// How often a word stands in what a backup holds, opened under a key.
fn count_in(backup: &AutoBackup, key: &MainKey, word: &str) -> usize {
    let look = folder();
    let copy = look.path().join("look.db");
    std::fs::copy(&backup.path, &copy).expect("copied");
    let store = Store::open(&copy, &database_key(key), &look.path().join("x")).expect("opens");
    let text = everything(&store, Appearance::default()).expect("exported");
    text.values().map(|content| String::from_utf8_lossy(content).matches(word).count()).sum()
}

/// The same for every backup of the app that opens under its key, newest first.
fn counts(app: &App, word: &str) -> Vec<usize> {
    let key = app.with_open(|open| Ok(same(&open.key))).expect("open");
    auto::list(&app.folder).iter().map(|backup| count_in(backup, &key, word)).collect()
}

fn erase(app: &App, id: PersonId, purge_backups: bool) {
    app.person_erase(ErasePersonRequest { id, purge_backups }).expect("erased");
}

/// A profile, and two backups that hold somebody besides the one that does not.
fn remembered(here: &Path) -> (TestApp, PersonId) {
    let app = filled(here);
    let gone = add_with(&app, NAME, "+65 6234 5678");
    make_auto(&app);
    app.device.set_now("2026-03-09T04:00:00Z");
    make_auto(&app);
    for word in [NAME, NUMBER] {
        let found = counts(&app, word);
        assert!(found[0] > 0 && found[0] == found[1] && found[2] == 0, "{word}: {found:?}");
    }
    (app, gone)
}

#[test]
fn name_and_number_are_in_no_backup_and_in_no_file_any_more() {
    let here = folder();
    let (app, gone) = remembered(here.path());
    erase(&app, gone, true);
    for word in [NAME, NUMBER] {
        assert_eq!(counts(&app, word), [0, 0, 0], "{word}");
    }
    let text: String = export(&app).values().map(|content| String::from_utf8_lossy(content)).collect();
    assert!(!text.contains(NAME) && !text.contains(NUMBER));
    let app = restart(here.path(), app);
    for file in files(app.folder.path()) {
        let bytes = std::fs::read(&file).expect("readable");
        for word in [NAME, NUMBER, "62345678"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{}", file.display());
        }
    }
    assert!(is_tidy(&app));
    let newest = auto::list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("a purged backup still restores");
    assert!(app.people_view().expect("shown").people.iter().all(|person| person.name != NAME));
}

#[test]
fn without_the_wish_the_backups_keep_everyone() {
    let here = folder();
    let (app, gone) = remembered(here.path());
    erase(&app, gone, false);
    assert!(counts(&app, NAME)[0] > 0);
}

#[test]
fn what_was_kept_at_a_restore_is_purged_too() {
    let here = folder();
    let (app, gone) = remembered(here.path());
    let newest = auto::list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("restored");
    assert!(counts(&app, NAME).len() == 4 && counts(&app, NUMBER).iter().filter(|count| **count > 0).count() == 3);
    erase(&app, gone, true);
    assert_eq!(counts(&app, NAME), [0, 0, 0, 0]);
    assert_eq!(counts(&app, NUMBER), [0, 0, 0, 0]);
}

#[test]
fn a_backup_under_an_earlier_key_is_purged_and_somebody_elses_is_left_alone() {
    let (here, there, away) = (folder(), folder(), folder());
    let (old, gone) = remembered(here.path());
    let file = away.path().join("away.ukb");
    save(&old, BackupSecret::Passphrase, &file).expect("saved");
    let new = fresh(there.path());
    restore(&new, &file, PASSPHRASE).expect("restored, under a new key");
    let other = filled(&away.path().join("other"));
    for (from, name) in [(&old, "20200102-000000-daily"), (&other, "20200101-000000-daily")] {
        let backup = auto::list(&from.folder).remove(0).path;
        let to = new.folder.backups().join(format!("{name}.db"));
        std::fs::create_dir_all(new.folder.backups()).expect("made");
        std::fs::copy(auto::keys_beside(&backup), auto::keys_beside(&to)).expect("copied");
        std::fs::copy(backup, to).expect("copied");
    }
    let [earlier, foreign] = ["20200102", "20200101"]
        .map(|day| auto::list(&new.folder).into_iter().find(|backup| backup.name.starts_with(day)).expect("listed"));
    let earlier_key = old.with_open(|open| Ok(same(&open.key))).expect("open");
    assert!(count_in(&earlier, &earlier_key, NAME) > 0);
    let foreign_before = std::fs::read(&foreign.path).expect("there");
    erase(&new, gone, true);
    assert_eq!(count_in(&earlier, &earlier_key, NAME) + count_in(&earlier, &earlier_key, NUMBER), 0);
    assert_eq!(std::fs::read(&foreign.path).expect("there"), foreign_before);
}

#[test]
fn a_help_line_of_ones_own_is_in_no_backup_any_more() {
    let here = folder();
    let app = filled(here.path());
    let line = LineRequest {
        id: None,
        seen: None,
        name: NAME.to_owned(),
        number: "+65 6234 5678".to_owned(),
        whatsapp: None,
        hours: Vec::new(),
        cost_words: None,
    };
    let lines = app.line_save(line).expect("saved").lines;
    let own = lines.into_iter().find_map(|line| match line.target {
        LineTarget::Own { id } if line.name == NAME => Some(id),
        _ => None,
    });
    let id = own.expect("listed");
    app.device.set_now("2026-03-09T04:00:00Z");
    make_auto(&app);
    assert!(counts(&app, NAME)[0] > 0 && counts(&app, NUMBER)[0] > 0);
    app.line_erase(EraseLineRequest { id, purge_backups: true }).expect("erased");
    for word in [NAME, NUMBER] {
        assert!(counts(&app, word).iter().all(|count| *count == 0), "{word}");
    }
}
