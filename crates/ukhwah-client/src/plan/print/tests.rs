//! What was printed, read back from the PDF.

use proptest::prelude::*;
use tempfile::TempDir;
use ukhwah_domain::id::PersonId;
use ukhwah_domain::person::{Number, NumberLabel, Person, PersonName, PhoneNumber, Position};
use ukhwah_domain::plan::PlanPart;

use super::*;
use crate::app::Appearance;
use crate::host::FileKind;
use crate::paper::lines::Setter;
use crate::paper::read_back::{assert_discreet, assert_size, lowest, texts, type_sizes};
use crate::plan::tests::{card, goal, line, place};
use crate::plan::{PlaceRequest, PlanView, PrintTo};
use crate::testing::{self, TestApp};

fn app() -> (TempDir, TestApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    (folder, app)
}

fn person(app: &TestApp, name: &str, numbers: &[&str]) -> PersonId {
    let person = Person::named(PersonName::parse(name).expect("a name"));
    let added = app.writing(|tx| {
        let id = tx.create(&person)?;
        for (number, pos) in numbers.iter().zip(Position::spread(numbers.len())) {
            let number = PhoneNumber::parse(number).expect("a number");
            tx.create(&Number { person: id.into(), pos, number, label: NumberLabel::Mobile, whatsapp: false })?;
        }
        Ok(id)
    });
    added.expect("written").into()
}

/// A plan with something in every part.
fn filled(app: &TestApp) -> PlanView {
    for (n, part) in PlanPart::ALL.into_iter().enumerate() {
        app.plan_item_save(line(part, &format!("baris {n} pertama"))).expect("saved");
        app.plan_item_save(line(part, &format!("baris {n} kedua"))).expect("saved");
    }
    for n in 0..3 {
        app.plan_card_save(card(&format!("hujan {n}"), &format!("saya balik {n}"))).expect("saved");
    }
    let note = Some("buka sampai malam".to_owned());
    app.plan_place_save(PlaceRequest { note, ..place("Rumah Kak Ani", "") }).expect("saved");
    app.plan_goal_save(goal("Tidur awal", false)).expect("saved");
    app.plan_goal_save(goal("Jumpa doktor gigi", true)).expect("saved")
}

fn nothing(paper: Paper) -> PrintRequest {
    PrintRequest {
        to: PrintTo::Viewer,
        paper,
        parts: vec![],
        cards: vec![],
        places: false,
        goals: false,
        people: vec![],
    }
}

fn everything(view: &PlanView, paper: Paper) -> PrintRequest {
    let cards = view.cards.iter().map(|card| card.id).collect();
    PrintRequest { parts: PlanPart::ALL.to_vec(), cards, places: true, goals: true, ..nothing(paper) }
}

#[test]
fn each_picked_card_has_an_a6_page_and_no_other() {
    let (_folder, app) = app();
    let view = filled(&app);
    let cards = vec![view.cards[2].id, view.cards[0].id];
    let pdf = app.plan_pdf(&PrintRequest { cards, ..everything(&view, Paper::A6Cards) }).expect("printed");
    assert_size(&pdf, 2, 105.0, 148.0);
    assert_eq!(texts(&pdf), ["JIKA hujan 0 MAKA saya balik 0", "JIKA hujan 2 MAKA saya balik 2"]);
    assert_discreet(&pdf);
}

#[test]
fn an_a4_page_holds_what_was_picked_and_nothing_else() {
    let (_folder, app) = app();
    let view = filled(&app);
    let zul = person(&app, "Abang Zul", &["012-345 6789", "999"]);
    person(&app, "Din", &["013-222 3333"]);
    let picked = PrintRequest {
        parts: vec![PlanPart::Surroundings, PlanPart::Reason],
        cards: vec![view.cards[1].id],
        people: vec![zul],
        places: true,
        ..nothing(Paper::A4Page)
    };
    let pdf = app.plan_pdf(&picked).expect("printed");
    assert_size(&pdf, 1, 210.0, 297.0);
    assert_eq!(
        texts(&pdf),
        ["Pelan saya Sebab saya baris 0 pertama baris 0 kedua Jika–Maka JIKA hujan 1 MAKA saya balik 1 \
          Nombor untuk dihubungi Abang Zul 012-345 6789 999 Jadikan sekeliling lebih selamat baris 7 pertama \
          baris 7 kedua Tempat selamat Rumah Kak Ani buka sampai malam"]
    );
    assert_discreet(&pdf);
}

#[test]
fn the_whole_plan_is_on_one_page_in_both_languages() {
    let (_folder, app) = app();
    let view = filled(&app);
    for (language, words) in [(Language::Ms, "Matlamat Kesihatan"), (Language::En, "Goals Health")] {
        let appearance = Appearance { language, ..app.appearance() };
        app.appearance_save(appearance).expect("kept");
        let pdf = app.plan_pdf(&everything(&view, Paper::A4Page)).expect("printed");
        let texts = texts(&pdf);
        assert_eq!(texts.len(), 1);
        assert!(texts[0].contains(words), "{}", texts[0]);
        assert_discreet(&pdf);
    }
}

#[test]
fn nothing_picked_prints_nothing() {
    let (_folder, app) = app();
    let empty = nothing(Paper::A4Page);
    let refused = |request: &PrintRequest| app.plan_pdf(request).expect_err("refused").code;
    assert_eq!(
        refused(&PrintRequest { parts: PlanPart::ALL.to_vec(), goals: true, ..empty }),
        ErrorCode::NothingToPrint
    );
    let view = filled(&app);
    assert_eq!(refused(&nothing(Paper::A4Page)), ErrorCode::NothingToPrint);
    assert_eq!(
        refused(&PrintRequest { cards: vec![], ..everything(&view, Paper::A6Cards) }),
        ErrorCode::NothingToPrint
    );
}

#[test]
fn a_long_plan_goes_on_over_leaf_and_loses_no_word() {
    let (_folder, app) = app();
    for n in 0..60 {
        let text = format!("mula{n} {} tamat{n}", "sabar dan terus berjalan ".repeat(19));
        app.plan_item_save(line(PlanPart::Alone, &text)).expect("saved");
    }
    let pdf = app.plan_pdf(&everything(&app.plan_view().expect("open"), Paper::A4Page)).expect("printed");
    let pages = texts(&pdf);
    assert!(pages.len() > 1, "{}", pages.len());
    let words: Vec<&str> = pages.iter().flat_map(|page| page.split(' ')).collect();
    for n in 0..60 {
        assert!(words.contains(&format!("mula{n}").as_str()) && words.contains(&format!("tamat{n}").as_str()), "{n}");
    }
    assert_eq!(words.iter().filter(|word| **word == "sabar").count(), 60 * 19);
    assert!(type_sizes(&pdf).iter().all(|size| *size >= 8.49), "{:?}", type_sizes(&pdf));
}

#[test]
fn a_sheet_shown_in_the_viewer_has_a_name_that_says_nothing() {
    let (_folder, app) = app();
    let view = filled(&app);
    let saved = app.plan_print(everything(&view, Paper::A4Page)).expect("printed");
    assert_eq!(saved.file, "20260305-040000.pdf");
    let shown = app.device.shown();
    assert!(std::fs::read(&shown[0]).expect("written").starts_with(b"%PDF"));
}

#[test]
fn the_sheet_with_the_code_holds_every_word_and_its_number() {
    let words: Vec<String> = (b'a'..=b'o').map(|letter| char::from(letter).to_string().repeat(5)).collect();
    for (language, title) in [(Language::Ms, "Kod pendua"), (Language::En, "Spare code")] {
        let pdf = recovery_sheet(&words, None, language).expect("made");
        assert_size(&pdf, 1, 210.0, 297.0);
        let text = texts(&pdf).remove(0);
        assert!(text.starts_with(title), "{text}");
        for (number, word) in (1..).zip(&words) {
            assert!(text.contains(&format!("{number} {word}")), "{number} in {text}");
        }
        assert_discreet(&pdf);
    }
}

#[test]
fn the_sheet_with_the_code_holds_the_card_of_the_server_and_not_the_name_of_the_app() {
    let words: Vec<String> = (b'a'..=b'o').map(|letter| char::from(letter).to_string().repeat(8)).collect();
    let figures = vec!["12ab"; 16].join(" ");
    let long = format!("https://{}.example.org:65535", "a".repeat(60));
    for (address, needs_certificate) in [("https://sync.example.org", false), (&*long, true)] {
        let card = CardOnPaper {
            address: address.to_owned(),
            figures: figures.clone(),
            code: format!("{address} {}", "12ab".repeat(16)),
            needs_certificate,
        };
        for (language, title) in [(Language::Ms, "Kad server"), (Language::En, "Server card")] {
            let pdf = recovery_sheet(&words, Some(&card), language).expect("made");
            assert_size(&pdf, 1, 210.0, 297.0);
            let text = texts(&pdf).remove(0);
            assert!(text.contains(title) && text.ends_with(&format!("{address} {figures}")), "{text}");
            assert!(text.contains("15 oooooooo"), "{text}");
            assert_eq!(text.contains("sijil") || text.contains("certificate"), needs_certificate, "{text}");
            assert!((0.5..0.97).contains(&lowest(&pdf)), "{}", lowest(&pdf));
            assert_discreet(&pdf);
        }
    }
}

#[test]
fn a_sheet_is_kept_where_the_person_wants_it_and_nowhere_else() {
    let (folder, app) = app();
    let view = app.plan_item_save(line(PlanPart::Reason, "Anak saya")).expect("saved");
    let request = PrintRequest { to: PrintTo::File, ..everything(&view, Paper::A4Page) };
    assert_eq!(app.plan_print(request.clone()).expect_err("nothing chosen").code, ErrorCode::Cancelled);
    let away = tempfile::tempdir().expect("a folder");
    let file = away.path().join("a.pdf");
    app.device.choose_target(Some(&file));
    let saved = app.plan_print(request).expect("written");
    assert_eq!((saved.file.as_str(), saved.handed_over), ("a.pdf", false));
    assert!(std::fs::read(&file).expect("there").starts_with(b"%PDF-"));
    assert_eq!(app.device.asked_targets()[1], (FileKind::Paper, "helaian-2026-03-05.pdf".to_owned()));
    assert!(!folder.path().join("papers").exists(), "no second copy lies in the app's folder");
}

#[test]
fn writing_of_every_kind_stays_on_the_paper() {
    let (_folder, app) = app();
    let kinds = ["حسبي الله ونعم الوكيل", "我爱我的家人", "என் குடும்பம்", "jom 🏸👨‍👩‍👧 esok", "a\u{301}\u{202e}b"];
    for text in kinds.into_iter().chain([&*"w".repeat(500), &*"a\n".repeat(250)]) {
        app.plan_item_save(line(PlanPart::Reason, text)).expect("saved");
    }
    let view = app.plan_card_save(card(&"w\n".repeat(100), &"﷽".repeat(200))).expect("saved");
    for paper in [Paper::A4Page, Paper::A6Cards] {
        let pdf = app.plan_pdf(&everything(&view, paper)).expect("printed");
        assert!((0.5..0.97).contains(&lowest(&pdf)), "{}", lowest(&pdf));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_was_written_is_printed(text in "(\\PC|\n| ){1,120}") {
        let cards = [content::CardWords { situation: text.clone(), response: text.clone() }];
        let print = |setter: &mut Setter| cards::pages(&cards, setter, Language::Ms);
        prop_assert!(make(A6, Language::Ms, print).is_ok());
        let named = content::Entry::Named { name: text.clone(), more: vec![text.clone()] };
        let entries = vec![content::Entry::Text(text), named];
        let sections = [content::Section { heading: "Sebab saya", entries }];
        let print = |setter: &mut Setter| page::pages(&sections, setter, Language::Ms);
        prop_assert!(make(A4, Language::Ms, print).is_ok());
    }
}
