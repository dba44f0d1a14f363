//! The journal as the interface uses it.

use ukhwah_domain::journal::MAX_JOURNAL_BYTES;

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::search::SearchRequest;
use crate::testing::{TestApp, app, start};

pub(crate) fn written(text: &str) -> JournalSaveRequest {
    JournalSaveRequest {
        id: None,
        seen: None,
        text: text.to_owned(),
        draft: false,
        prompt: None,
        tags: Vec::new(),
        shown_tags: Vec::new(),
    }
}

fn again(of: &JournalEntryView, text: &str) -> JournalSaveRequest {
    JournalSaveRequest {
        id: Some(of.id),
        seen: Some(of.seen.clone()),
        draft: of.draft,
        tags: of.tags.clone(),
        shown_tags: of.tags.clone(),
        ..written(text)
    }
}

fn shown(app: &TestApp) -> JournalView {
    app.journal_view(JournalRequest::default()).expect("shown")
}

fn titles(rows: &[JournalRowView]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

#[test]
fn an_editor_that_keeps_every_letter_keeps_what_came_meanwhile_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let tags = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let first = app.journal_save(JournalSaveRequest { tags: tags(&["kerja"]), ..written("satu") }).expect("kept");
    // A form that was opened twice stands for a second device.
    let other = JournalSaveRequest { tags: tags(&["kerja", "malam"]), ..again(&first, "satu, dari laptop") };
    app.journal_save(other).expect("kept");
    let mut seen = first.seen.clone();
    for text in ["satu", "satu h", "satu hari"] {
        let kept = app.journal_save(JournalSaveRequest { seen: Some(seen), ..again(&first, text) }).expect("kept");
        seen = kept.seen;
    }
    let choice = app.choices_view().expect("readable").choices.remove(0);
    let mut words: Vec<_> = choice.fields[0].versions.iter().filter_map(|version| version.words.as_deref()).collect();
    words.sort_unstable();
    assert_eq!(words, ["satu hari", "satu, dari laptop"]);
    let now = app.journal_entry(JournalTarget { id: first.id }).expect("there");
    assert_eq!(now.tags, ["kerja", "malam"]);
}

#[test]
fn an_entry_is_kept_while_it_is_written_and_then_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let prompt = Some("Apa yang masih saya bawa balik dari kerja?".to_owned());
    let first = app.journal_save(JournalSaveRequest { draft: true, prompt, ..written("Hari ini hu") }).expect("kept");
    assert_eq!((titles(&shown(&app).drafts), shown(&app).entries.len()), (vec!["Hari ini hu"], 0));
    let second = app.journal_save(again(&first, "Hari ini hujan.\n\n  Saya duduk di surau.\n")).expect("kept");
    assert_eq!(second.text, "Hari ini hujan.\n\n  Saya duduk di surau.");
    let done = app.journal_save(JournalSaveRequest { draft: false, ..again(&second, &second.text) }).expect("kept");
    assert_eq!(done.prompt.as_deref(), Some("Apa yang masih saya bawa balik dari kerja?"));
    let view = shown(&app);
    assert!(view.drafts.is_empty());
    assert_eq!(view.entries[0].title, "Hari ini hujan.");
    assert_eq!(view.entries[0].more, "Saya duduk di surau.");
    assert_eq!(view.entries[0].at_words, "Khamis 5 Mac, 12 tengah hari");
    let corrected = app.journal_save(JournalSaveRequest { draft: true, ..again(&done, "Hujan lebat.") }).expect("kept");
    assert!(!corrected.draft, "what is done stays done");
}

#[test]
fn an_entry_is_called_by_its_first_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let long = "panjang ".repeat(14);
    for (text, title, more) in [
        ("Hujan lebat tadi. Saya tunggu di kedai.", "Hujan lebat tadi.", "Saya tunggu di kedai."),
        ("Jumpa pukul 7.30 malam. Okey.\nBalik.", "Jumpa pukul 7.30 malam.", "Okey. Balik."),
        ("Eh. Hari ini okey.\nPenat", "Eh. Hari ini okey.", "Penat"),
        ("Betul ke?! Saya tak tahu", "Betul ke?! Saya tak tahu", ""),
        ("Siapa yang datang? Zul.", "Siapa yang datang?", "Zul."),
        ("satu dua tiga empat lima... lima", "satu dua tiga empat lima... lima", ""),
        ("Tiada titik", "Tiada titik", ""),
        (&long, long[..79].trim_end(), long[80..].trim_end()),
    ] {
        let id = app.journal_save(written(text)).expect("kept").id;
        let row = shown(&app).entries.into_iter().find(|row| row.id == id).expect("listed");
        assert_eq!((row.title.as_str(), row.more.as_str()), (title, more), "{text}");
    }
}

#[test]
fn an_entry_of_another_year_says_which() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.journal_save(written("lama")).expect("kept");
    app.device.set_now("2026-12-31T16:30:00Z");
    assert_eq!(shown(&app).entries[0].at_words, "Khamis 5 Mac 2026, 12 tengah hari", "it is 2027 in Malaysia");
}

#[test]
fn what_was_acknowledged_is_there_after_the_app_died() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.welcome_done().expect("done");
    app.journal_save(JournalSaveRequest { draft: true, ..written("separuh ayat") }).expect("kept");
    let device = std::sync::Arc::clone(&app.device);
    // The database's own promise about a killed process is tested with real kills; here nothing is closed in order.
    std::mem::forget(app);
    let copy = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(folder.path()).expect("there") {
        let entry = entry.expect("there");
        if entry.file_type().expect("known").is_file() {
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
        }
    }
    let again = start(copy.path(), device);
    assert_eq!(titles(&shown(&again).drafts), ["separuh ayat"]);
}

#[test]
fn a_megabyte_is_refused_and_what_was_kept_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let kept = app.journal_save(written("pendek")).expect("kept");
    let refused = app.journal_save(again(&kept, &"a".repeat(1 << 20)));
    assert_eq!(refused.map(drop), Err(ErrorCode::TextTooLong.into()));
    assert_eq!(app.journal_entry(JournalTarget { id: kept.id }).expect("shown"), kept);
    let longest = "perkataan ".repeat(MAX_JOURNAL_BYTES / 10);
    let kept = app.journal_save(again(&kept, &longest)).expect("the longest one is kept");
    assert_eq!(kept.text, longest.trim_end());
    assert_eq!(app.journal_save(written(" \u{0}\n")).map(drop), Err(ErrorCode::TextEmpty.into()));
    let pasted = app.journal_save(written("a\u{1b}[31m\r\nb\u{0}")).expect("kept");
    assert_eq!(pasted.text, "a[31m\nb");
}

#[test]
fn a_clock_that_was_set_back_moves_nothing_that_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let first = app.journal_save(written("pertama")).expect("kept");
    app.device.set_now("2020-01-01T04:00:00Z");
    let corrected = app.journal_save(again(&first, "pertama, dibetulkan")).expect("kept");
    let named = (corrected.text.as_str(), corrected.at_words.as_str());
    assert_eq!(named, ("pertama, dibetulkan", "Khamis 5 Mac 2026, 12 tengah hari"));
    app.journal_save(written("kedua")).expect("kept");
    app.journal_save(JournalSaveRequest { draft: true, ..written("draf") }).expect("kept");
    let view = shown(&app);
    assert_eq!((titles(&view.entries), titles(&view.drafts)), (vec!["pertama, dibetulkan", "kedua"], vec!["draf"]));
}

#[test]
fn tags_are_given_once_taken_away_and_looked_through() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    let kept = app
        .journal_save(JournalSaveRequest { tags: tags(&["#kerja", " Malam  ", "KERJA", ""]), ..written("satu") })
        .expect("kept");
    assert_eq!(kept.tags, ["kerja", "Malam"]);
    app.journal_save(JournalSaveRequest { tags: tags(&["kerja malam"]), ..written("dua") }).expect("kept");
    app.journal_save(JournalSaveRequest { tags: tags(&["Kerja", "🌧"]), ..written("tiga") }).expect("kept");
    assert_eq!(shown(&app).tags[0].to_lowercase(), "kerja", "the most used first");
    let with = |tag: &str| app.journal_view(JournalRequest { tag: Some(tag.to_owned()), count: 0 }).expect("shown");
    assert_eq!(titles(&with("kerja").entries).len(), 2, "not the tag that only begins so");
    assert_eq!(titles(&with("🌧").entries), ["tiga"]);
    let less = app.journal_save(JournalSaveRequest { tags: tags(&["Malam"]), ..again(&kept, "satu") }).expect("kept");
    assert_eq!((less.tags.as_slice(), titles(&with("kerja").entries)), (&["Malam".to_owned()][..], vec!["tiga"]));
    let long = app.journal_save(JournalSaveRequest { tags: tags(&["a", &"b".repeat(41)]), ..written("empat") });
    assert_eq!(long.map(drop), Err(IpcError::at(ErrorCode::TextTooLong, 1)));
}

#[test]
fn an_entry_goes_comes_back_and_is_erased_for_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.welcome_done().expect("done");
    let request = JournalSaveRequest { tags: vec!["kerja".to_owned()], ..written("Kamarulzaman datang") };
    let id = app.journal_save(request).expect("kept").id;
    let found = || {
        let request = SearchRequest { text: "kamarul".to_owned(), group: None };
        !app.search(request).expect("searched").groups.is_empty()
    };
    assert!(found());
    let view = app.journal_trash(JournalTarget { id }).expect("trashed");
    assert_eq!((view.entries.len(), view.trash[0].text.as_str(), found()), (0, "Kamarulzaman datang", false));
    assert_eq!(app.journal_entry(JournalTarget { id }).map(drop), Err(ErrorCode::NotFound.into()));
    app.journal_restore(JournalTarget { id }).expect("back");
    assert_eq!((shown(&app).entries[0].tags.as_slice(), found()), (&["kerja".to_owned()][..], true));
    let view = app.journal_erase(EraseEntryRequest { id, purge_backups: true }).expect("erased");
    assert_eq!((view.entries.len(), view.trash.len(), found()), (0, 0, false));
    assert_eq!(app.journal_restore(JournalTarget { id }).map(drop), Err(ErrorCode::NotFound.into()));
}

#[test]
fn pages_hold_the_newest_and_say_that_there_is_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    for day in 1..=4 {
        app.device.set_now(&format!("2026-03-0{day}T04:00:00Z"));
        app.journal_save(JournalSaveRequest { draft: day == 2, ..written(&format!("hari {day}")) }).expect("kept");
    }
    let page = app.journal_view(JournalRequest { tag: None, count: 2 }).expect("shown");
    assert_eq!((titles(&page.entries), page.has_more), (vec!["hari 4", "hari 3"], true));
    assert_eq!(titles(&page.drafts), ["hari 2"]);
    assert!(!app.journal_view(JournalRequest { tag: None, count: 3 }).expect("shown").has_more);
}

#[test]
fn a_tag_given_late_does_not_put_its_entry_before_newer_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let tagged = |text: &str| JournalSaveRequest { tags: vec!["kerja".to_owned()], ..written(text) };
    let old = app.journal_save(written("lama")).expect("kept");
    for day in 6..=9 {
        app.device.set_now(&format!("2026-03-0{day}T04:00:00Z"));
        app.journal_save(tagged(&format!("hari {day}"))).expect("kept");
    }
    app.journal_save(JournalSaveRequest { tags: vec!["kerja".to_owned()], ..again(&old, "lama") }).expect("kept");
    let page = |count| app.journal_view(JournalRequest { tag: Some("kerja".to_owned()), count }).expect("shown");
    assert_eq!((titles(&page(1).entries), page(1).has_more), (vec!["hari 9"], true));
    assert_eq!(titles(&page(4).entries), ["hari 9", "hari 8", "hari 7", "hari 6"]);
    assert_eq!((titles(&page(5).entries)[4], page(5).has_more), ("lama", false));
}

#[test]
fn the_whole_journal_leaves_as_text_or_as_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let export = |format| app.journal_export(JournalExportRequest { format });
    assert_eq!(export(JournalFormat::Text).map(drop), Err(ErrorCode::NothingToExport.into()));
    let prompt = Some("Siapa yang saya rindu?".to_owned());
    let request = JournalSaveRequest { prompt, tags: vec!["rumah".to_owned()], ..written("=Mak\nbaris dua") };
    app.journal_save(request).expect("kept");
    app.journal_save(JournalSaveRequest { draft: true, ..written("belum habis") }).expect("kept");
    let gone = app.journal_save(written("dibuang")).expect("kept");
    app.journal_trash(JournalTarget { id: gone.id }).expect("trashed");
    let target = folder.path().join("jurnal.txt");
    app.device.choose_target(Some(&target));
    assert_eq!(export(JournalFormat::Text).expect("written").file, "jurnal.txt");
    let text = std::fs::read_to_string(&target).expect("there");
    for words in ["2026-03-05", "#rumah", "Siapa yang saya rindu?", "=Mak\r\nbaris dua", "(belum siap)", "belum habis"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("dibuang"));
    export(JournalFormat::Csv).expect("written");
    let table = std::fs::read_to_string(&target).expect("there");
    assert!(table.contains("2026-03-05 12:00,no,rumah,Siapa yang saya rindu?,\"'=Mak\nbaris dua\"\r\n"), "{table}");
    app.device.choose_target(None);
    assert_eq!(export(JournalFormat::Csv).map(drop), Err(ErrorCode::Cancelled.into()));
}

#[test]
fn every_question_is_offered_in_the_language_of_the_app() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let prompts = shown(&app).prompts;
    assert!(prompts.len() >= 24);
    assert!(prompts.iter().any(|prompt| prompt.text == "Apa yang buat hari ini rasa ringan sikit?"));
}
