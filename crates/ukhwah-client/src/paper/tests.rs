//! Reports, read back from the PDF.

use proptest::prelude::*;

use super::read_back::{assert_discreet, assert_size, lowest, texts, type_sizes};
use super::*;

fn table(rows: Vec<Vec<String>>) -> Table {
    let columns = vec![Column::words("Tarikh", 1.0), Column::words("Catatan", 3.0), Column::numbers("Jam", 0.6)];
    Table { columns, rows }
}

fn row(cells: [&str; 3]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn with(sections: Vec<ReportSection>) -> Report {
    Report { title: "Khidmat saya".to_owned(), below: vec!["1 Jan hingga 31 Mac 2026".to_owned()], sections }
}

fn printed(sections: Vec<ReportSection>) -> Vec<u8> {
    report(&with(sections), Language::Ms).expect("made")
}

fn of_table(rows: Vec<Vec<String>>) -> Vec<u8> {
    printed(vec![ReportSection { table: Some(table(rows)), ..ReportSection::default() }])
}

#[test]
fn a_report_says_what_it_was_given_in_order_and_nothing_else() {
    let sections = vec![
        ReportSection {
            heading: Some("Jam".to_owned()),
            paragraphs: vec!["Satu.\n\nDua.".to_owned(), "Tiga.".to_owned()],
            table: Some(table(vec![row(["5 Mac", "Masak untuk semua", "2"]), row(["6 Mac", "", "1.5"])])),
        },
        ReportSection { paragraphs: vec!["Tamat.".to_owned()], ..ReportSection::default() },
    ];
    let pdf = printed(sections);
    assert_size(&pdf, 1, 210.0, 297.0);
    assert_eq!(
        texts(&pdf),
        ["Khidmat saya 1 Jan hingga 31 Mac 2026 Jam Satu. Dua. Tiga. Tarikh Catatan Jam 5 Mac Masak untuk semua 2 \
          6 Mac 1.5 Tamat."]
    );
    assert_discreet(&pdf);
}

#[test]
fn a_table_goes_on_over_leaf_under_its_headings_and_loses_no_row() {
    let rows = (0..200).map(|n| row([&format!("hari{n}"), "memasak dan menghantar makanan ke rumah orang", "3"]));
    let pdf = of_table(rows.collect());
    let pages = texts(&pdf);
    assert!(pages.len() > 3, "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("Tarikh Catatan Jam hari"), "{page}");
        assert!(page.ends_with(&format!("{} / {}", index + 1, pages.len())), "{page}");
    }
    let words: Vec<&str> = pages.iter().flat_map(|page| page.split(' ')).collect();
    assert!((0..200).all(|n| words.iter().filter(|word| **word == format!("hari{n}")).count() == 1));
    assert!(lowest(&pdf) < 0.98);
}

#[test]
fn a_cell_longer_than_a_page_goes_on_and_loses_no_word() {
    let long = format!("mula {} tamat", "sabar ".repeat(3_000));
    let pdf = of_table(vec![row(["1 Mac", "dulu", "1"]), row(["2 Mac", &long, "1"]), row(["3 Mac", "lepas", "1"])]);
    let pages = texts(&pdf);
    assert!(pages.len() > 2, "{}", pages.len());
    assert!(pages.iter().all(|page| page.contains("Tarikh Catatan Jam")));
    let all = pages.join(" ");
    assert_eq!(all.matches("sabar").count(), 3_000);
    let at = |word: &str| all.find(word).unwrap_or_else(|| panic!("{word} is missing"));
    assert!(at("dulu") < at("mula") && at("mula") < at("tamat") && at("tamat") < at("lepas"));
    assert!(lowest(&pdf) < 0.98, "{}", lowest(&pdf));
}

#[test]
fn long_paragraphs_go_on_over_leaf_in_type_that_is_read_without_effort() {
    let paragraphs = (0..40).map(|n| format!("mula{n} {} tamat{n}", "terus berjalan ".repeat(40))).collect();
    let pdf = printed(vec![ReportSection { paragraphs, ..ReportSection::default() }]);
    let all = texts(&pdf).join(" ");
    assert!((0..40).all(|n| all.contains(&format!("mula{n} ")) && all.contains(&format!("tamat{n}"))));
    assert!(type_sizes(&pdf).iter().all(|size| *size >= 8.99));
    assert!(lowest(&pdf) < 0.98);
}

#[test]
fn writing_of_every_kind_stays_on_the_paper() {
    let kinds = ["حسبي الله ونعم الوكيل", "我爱我的家人", "என் குடும்பம்", "jom 🏸👨‍👩‍👧 esok", "a\u{301}\u{202e}b", ""];
    let long = "w".repeat(900);
    let kinds: Vec<&str> = kinds.into_iter().chain([long.as_str()]).collect();
    let rows = kinds.iter().map(|kind| row([kind, kind, kind])).collect();
    let paragraphs = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let pdf = printed(vec![ReportSection { heading: Some(kinds[0].to_owned()), paragraphs, table: Some(table(rows)) }]);
    assert!((0.3..0.98).contains(&lowest(&pdf)), "{}", lowest(&pdf));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_was_written_is_printed(text in "(\\PC|\n| ){0,200}", rows in 0_usize..5, cells in 0_usize..6) {
        let table = table(vec![vec![text.clone(); cells]; rows]);
        let section = ReportSection { heading: Some(text.clone()), paragraphs: vec![text.clone()], table: Some(table) };
        let made = report(&Report { title: text.clone(), below: vec![text], sections: vec![section] }, Language::En);
        prop_assert!(made.is_ok());
    }
}
