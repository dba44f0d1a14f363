//! What leaves is what the preview showed, and never more.

use super::tests::{amend, app, entry, religion, talk, training};
use super::*;
use crate::error::ErrorCode;
use crate::host::FileKind;
use crate::paper::read_back::{assert_discreet, texts};
use crate::plan::PrintTo;
use crate::testing::TestApp;
use ukhwah_domain::service::ServiceKind;

const EVERY: [ServiceColumn; 9] = [
    ServiceColumn::Date,
    ServiceColumn::Month,
    ServiceColumn::Name,
    ServiceColumn::Hours,
    ServiceColumn::Place,
    ServiceColumn::Topic,
    ServiceColumn::Certificate,
    ServiceColumn::Expires,
    ServiceColumn::Note,
];

fn filled() -> (tempfile::TempDir, TestApp) {
    let (folder, app) = app();
    let noted = |date, note: &str| ServiceEntryRequest { note: Some(note.to_owned()), ..entry(date, 90) };
    app.service_entry_save(noted("2026-03-04", "=1+1, \"petik\"\ndan baris")).expect("saved");
    app.service_entry_save(noted("2026-01-31", "dulu")).expect("saved");
    app.talk_save(talk("2026-03-02")).expect("saved");
    app.training_save(training("Asas sokongan", "2025-03-01", Some("2026-05-04"))).expect("saved");
    app.amend_save(amend("Mak Cik Rahsia", None)).expect("saved");
    (folder, app)
}

fn request(sheet: ServiceSheet, form: SheetForm) -> ServiceSheetRequest {
    ServiceSheetRequest { sheet, from: None, to: None, columns: EVERY.to_vec(), form, name: None }
}

/// The bytes that leave as a table.
fn written(app: &TestApp, sheet: ServiceSheetRequest) -> String {
    let away = tempfile::tempdir().expect("a folder");
    let file = away.path().join("jadual.csv");
    app.device.choose_target(Some(&file));
    app.service_export(ServiceExportRequest { sheet, to: PrintTo::File }).expect("written");
    std::fs::read_to_string(&file).expect("there")
}

#[test]
fn a_table_holds_exactly_what_the_preview_showed() {
    let (_folder, app) = filled();
    for sheet in [ServiceSheet::Entries, ServiceSheet::Months, ServiceSheet::Talks, ServiceSheet::Trainings] {
        let preview = app.service_preview(request(sheet, SheetForm::Csv)).expect("shown");
        assert_eq!((preview.title, preview.name, preview.period, preview.total), (None, None, None, None));
        let named = ServiceSheetRequest {
            name: Some("Ahmad".to_owned()),
            to: Some("2026-12-31".to_owned()),
            ..request(sheet, SheetForm::Csv)
        };
        let table = written(&app, named);
        let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        let headings: Vec<String> = reader.headers().expect("a line").iter().map(str::to_owned).collect();
        assert_eq!(headings, preview.headings);
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows, preview.rows);
    }
}

#[test]
fn the_period_and_the_columns_are_the_persons_choice() {
    let (_folder, app) = filled();
    let columns = vec![ServiceColumn::Hours, ServiceColumn::Date];
    let from = Some("2026-02-01".to_owned());
    let picked = ServiceSheetRequest { columns, from, ..request(ServiceSheet::Entries, SheetForm::Csv) };
    assert_eq!(written(&app, picked), "\u{feff}Tarikh,Jam\r\n2026-03-04,1.5\r\n");
    let backwards = ServiceSheetRequest {
        from: Some("2026-03-02".to_owned()),
        to: Some("2026-03-01".to_owned()),
        ..request(ServiceSheet::Entries, SheetForm::Csv)
    };
    assert_eq!(app.service_preview(backwards).expect_err("refused").code, ErrorCode::EndsBeforeStart);
}

#[test]
fn paper_holds_what_the_preview_showed_and_says_no_more() {
    let (_folder, app) = filled();
    for sheet in [ServiceSheet::Entries, ServiceSheet::Months, ServiceSheet::Talks, ServiceSheet::Trainings] {
        let asked = ServiceSheetRequest {
            from: Some("2025-01-01".to_owned()),
            to: Some("2026-03-31".to_owned()),
            name: Some("Ahmad bin Ali".to_owned()),
            ..request(sheet, SheetForm::Pdf)
        };
        let preview = app.service_preview(asked.clone()).expect("shown");
        app.service_export(ServiceExportRequest { sheet: asked, to: PrintTo::Viewer }).expect("shown");
        let pdf = std::fs::read(app.device.shown().last().expect("one")).expect("there");
        let shown = [preview.title, preview.name, preview.period, preview.total].map(|shown| shown.expect("on paper"));
        let cells = shown.into_iter().chain(preview.headings).chain(preview.rows.into_iter().flatten());
        let all = cells.collect::<Vec<_>>().join(" ");
        let mut expected: Vec<_> = all.split_whitespace().collect();
        let printed = texts(&pdf).join(" ");
        let mut words: Vec<_> = printed.split(' ').collect();
        words.sort_unstable();
        expected.sort_unstable();
        assert_eq!(words, expected);
        assert_discreet(&pdf);
    }
}

#[test]
fn paper_adds_up_the_hours_that_were_given() {
    let (_folder, app) = filled();
    app.talk_save(talk("2026-03-20")).expect("one to come");
    let total = |sheet, columns: Vec<ServiceColumn>| {
        let asked = ServiceSheetRequest { columns, ..request(sheet, SheetForm::Pdf) };
        app.service_preview(asked).expect("shown").total
    };
    let hours = |sheet| total(sheet, vec![ServiceColumn::Date, ServiceColumn::Hours]);
    assert_eq!(hours(ServiceSheet::Entries).as_deref(), Some("Jumlah: 3 jam"));
    assert_eq!(hours(ServiceSheet::Months).as_deref(), Some("Jumlah: 4 jam"));
    assert_eq!(hours(ServiceSheet::Talks).as_deref(), Some("Jumlah: 1 jam"));
    assert_eq!(hours(ServiceSheet::Trainings).as_deref(), Some("Jumlah: 16 jam"));
    assert_eq!(total(ServiceSheet::Entries, vec![ServiceColumn::Date]), None);
}

#[test]
fn a_name_for_the_paper_is_one_line_and_never_too_long() {
    let (_folder, app) = filled();
    let named = |name: &str| {
        let asked =
            ServiceSheetRequest { name: Some(name.to_owned()), ..request(ServiceSheet::Entries, SheetForm::Pdf) };
        app.service_preview(asked)
    };
    assert_eq!(named(" Ahmad\u{7}\nbin Ali ").expect("shown").name.as_deref(), Some("Ahmad bin Ali"));
    assert_eq!(named(" \u{200b}").expect("shown").name, None);
    assert_eq!(named(&"a".repeat(101)).expect_err("refused").code, ErrorCode::NameTooLong);
}

#[test]
fn what_was_told_of_a_story_is_on_no_sheet() {
    let (_folder, app) = filled();
    app.talk_save(TalkRequest { told: Some("Versi sekolah".to_owned()), ..talk("2026-03-03") }).expect("saved");
    for form in [SheetForm::Csv, SheetForm::Pdf] {
        let shown = format!("{:?}", app.service_preview(request(ServiceSheet::Talks, form)).expect("shown"));
        assert!(!shown.contains("Versi"), "{shown}");
    }
}

#[test]
fn amends_are_on_no_sheet() {
    let (_folder, app) = filled();
    for sheet in [ServiceSheet::Entries, ServiceSheet::Months, ServiceSheet::Talks, ServiceSheet::Trainings] {
        for form in [SheetForm::Csv, SheetForm::Pdf] {
            let shown = format!("{:?}", app.service_preview(request(sheet, form)).expect("shown"));
            assert!(!shown.contains("Rahsia"), "{shown}");
        }
    }
}

#[test]
fn a_spreadsheet_computes_nothing_and_paper_shows_what_was_written() {
    let (_folder, app) = filled();
    let notes = |form| {
        let columns = vec![ServiceColumn::Note];
        app.service_preview(ServiceSheetRequest { columns, ..request(ServiceSheet::Entries, form) })
            .expect("shown")
            .rows
    };
    assert!(notes(SheetForm::Csv)[1][0].starts_with("'=1+1"));
    assert!(notes(SheetForm::Pdf)[1][0].starts_with("=1+1"));
}

#[test]
fn nothing_leaves_where_there_is_nothing_or_nobody_chose() {
    let (_folder, app) = filled();
    let export =
        |sheet| app.service_export(ServiceExportRequest { sheet, to: PrintTo::File }).expect_err("refused").code;
    let bare = ServiceSheetRequest { columns: vec![], ..request(ServiceSheet::Entries, SheetForm::Csv) };
    assert_eq!(export(bare), ErrorCode::NothingToExport);
    let to = Some("2001-01-01".to_owned());
    let early = ServiceSheetRequest { to, ..request(ServiceSheet::Entries, SheetForm::Csv) };
    assert_eq!(export(early), ErrorCode::NothingToExport);
    assert_eq!(export(request(ServiceSheet::Entries, SheetForm::Csv)), ErrorCode::Cancelled);
    let asked = app.device.asked_targets();
    assert_eq!(asked[0], (FileKind::Spreadsheet, "jadual-2026-03-05.csv".to_owned()));
}

#[test]
fn the_preview_says_where_a_number_of_somebody_would_leave() {
    let (_folder, app) = filled();
    let noted = ServiceEntryRequest { note: Some("850412-06-5123".to_owned()), ..entry("2026-03-01", 10) };
    app.service_entry_save(noted).expect("saved");
    let with = |columns: Vec<ServiceColumn>| {
        let asked = ServiceSheetRequest { columns, ..request(ServiceSheet::Entries, SheetForm::Csv) };
        app.service_preview(asked).expect("shown").numbers
    };
    assert!(with(vec![ServiceColumn::Note]).identity_card);
    assert_eq!(with(vec![ServiceColumn::Date, ServiceColumn::Hours]), NumbersSeenView::default());
}

#[test]
fn a_sheet_shows_no_religious_word_of_the_apps_while_that_is_off() {
    let (_folder, app) = filled();
    religion(&app, true);
    let mosque = ServiceEntryRequest { kind: ServiceKind::Mosque, ..entry("2026-03-01", 60) };
    app.service_entry_save(mosque).expect("saved");
    let names = || {
        let columns = vec![ServiceColumn::Name];
        let asked = ServiceSheetRequest { columns, ..request(ServiceSheet::Entries, SheetForm::Csv) };
        app.service_preview(asked).expect("shown").rows.concat().join(" ").to_lowercase()
    };
    assert!(names().contains("surau"));
    religion(&app, false);
    assert!(!names().contains("surau"));
}
