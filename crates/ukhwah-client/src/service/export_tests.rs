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
    ServiceSheetRequest { sheet, from: None, to: None, columns: EVERY.to_vec(), form }
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
        assert_eq!((preview.title, preview.period), (None, None));
        let table = written(&app, request(sheet, SheetForm::Csv));
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
            ..request(sheet, SheetForm::Pdf)
        };
        let preview = app.service_preview(asked.clone()).expect("shown");
        app.service_export(ServiceExportRequest { sheet: asked, to: PrintTo::Viewer }).expect("shown");
        let pdf = std::fs::read(app.device.shown().last().expect("one")).expect("there");
        let shown = [preview.title.expect("a title"), preview.period.expect("a period")];
        let cells = shown.into_iter().chain(preview.headings).chain(preview.rows.into_iter().flatten());
        let mut said = cells.flat_map(|cell| cell.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let printed = texts(&pdf).join(" ");
        let mut words: Vec<_> = printed.split(' ').map(str::to_owned).collect();
        let mut expected: Vec<_> = said.by_ref().collect();
        words.sort_unstable();
        expected.sort_unstable();
        assert_eq!(words, expected);
        assert_discreet(&pdf);
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
