//! A report on A4: a title, what stands below it, and sections of paragraphs and tables that go on over leaf.

use ukhwah_domain::language::Language;

use super::fonts::Weight;
use super::lines::{Line, Setter};
use super::sheet::{A4, ASCENT, Area, Colour, INK, INK_SOFT, LEADING, LINE, MM, Mark, PRIMARY, rectangles};
use crate::error::IpcError;

const MARGIN: f32 = 18.0 * MM;
const WIDTH: f32 = A4.width - 2.0 * MARGIN;
const BOTTOM: f32 = A4.height - MARGIN;
const TITLE: f32 = 22.0;
const BELOW: f32 = 11.0;
const HEADING: f32 = 13.0;
const TEXT: f32 = 10.5;
const CELL: f32 = 9.5;
const GAP: f32 = 3.5 * MM;
const ROW_SPACE: f32 = 0.4 * CELL;
const PAGE_NUMBER: f32 = 9.0;

/// What stands on a report. Every word of it is chosen by the caller: the page adds nothing but its number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Report {
    /// The title.
    pub(crate) title: String,
    /// What stands below the title: whose it is, the days it is about.
    pub(crate) below: Vec<String>,
    /// The sections, in order.
    pub(crate) sections: Vec<ReportSection>,
}

/// A part of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReportSection {
    /// What stands above it.
    pub(crate) heading: Option<String>,
    /// Its paragraphs; an empty line within one parts it.
    pub(crate) paragraphs: Vec<String>,
    /// The table below them.
    pub(crate) table: Option<Table>,
}

/// Rows under headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// The columns, from left to right.
    pub(crate) columns: Vec<Column>,
    /// The rows; a cell that is missing is empty, one beyond the last column is not shown.
    pub(crate) rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// What stands above it.
    pub(crate) heading: String,
    /// Its share of the width, against that of the others.
    pub(crate) weight: f32,
    /// Whether it holds numbers, which stand at its right edge.
    pub(crate) numbers: bool,
}

impl Column {
    /// A column of words.
    pub(crate) fn words(heading: impl Into<String>, weight: f32) -> Self {
        Self { heading: heading.into(), weight, numbers: false }
    }

    /// A column of numbers.
    pub(crate) fn numbers(heading: impl Into<String>, weight: f32) -> Self {
        Self { numbers: true, ..Self::words(heading, weight) }
    }
}

/// Makes a report as a PDF.
///
/// # Errors
/// If it cannot be made.
pub(crate) fn report(report: &Report, language: Language) -> Result<Vec<u8>, IpcError> {
    super::make(A4, language, |setter| pages(report, None, setter))
}

/// What is drawn over the whole width below the title of a report.
pub(crate) struct Drawing<'d> {
    /// How much of the page it needs, in points.
    pub(crate) height: f32,
    /// Draws it into this area.
    pub(crate) draw: &'d dyn Fn(&mut Setter, Area) -> Vec<Mark>,
}

/// Makes a report with a drawing as a PDF.
///
/// # Errors
/// If it cannot be made.
pub(crate) fn drawn_report(report: &Report, drawing: &Drawing<'_>, language: Language) -> Result<Vec<u8>, IpcError> {
    super::make(A4, language, |setter| pages(report, Some(drawing), setter))
}

fn pages(report: &Report, drawing: Option<&Drawing<'_>>, setter: &mut Setter) -> Vec<Vec<Mark>> {
    let mut desk = Desk { setter, pages: vec![Vec::new()], top: MARGIN };
    desk.write(&report.title, Weight::SemiBold, TITLE, INK);
    for words in report.below.iter().filter(|words| !words.trim().is_empty()) {
        desk.write(words, Weight::Regular, BELOW, INK_SOFT);
    }
    if let Some(drawing) = drawing {
        desk.draw(drawing);
    }
    report.sections.iter().for_each(|section| desk.section(section));
    desk.numbered()
}

/// Writes from the top to the bottom, and goes on over leaf.
struct Desk<'s> {
    setter: &'s mut Setter,
    pages: Vec<Vec<Mark>>,
    /// Where the next line begins on the last page.
    top: f32,
}

impl Desk<'_> {
    fn section(&mut self, section: &ReportSection) {
        self.top += 1.4 * TEXT;
        if let Some(heading) = &section.heading {
            // A heading does not stay behind alone.
            self.need(LEADING * (2.0 * HEADING + 3.0 * TEXT));
            self.write(heading, Weight::SemiBold, HEADING, PRIMARY);
            self.top += 0.2 * TEXT;
        }
        for paragraph in section.paragraphs.iter().flat_map(|text| text.split("\n\n")) {
            if !paragraph.trim().is_empty() {
                self.write(paragraph, Weight::Regular, TEXT, INK);
                self.top += 0.5 * TEXT;
            }
        }
        if let Some(table) = section.table.as_ref().filter(|table| !table.columns.is_empty()) {
            self.table(table);
        }
    }

    /// Goes on over leaf if less than this is left of the page.
    fn need(&mut self, height: f32) -> bool {
        // A page on which nothing stands has all the room there is.
        let turns = self.top + height > BOTTOM && self.top > MARGIN;
        if turns {
            self.pages.push(Vec::new());
            self.top = MARGIN;
        }
        turns
    }

    fn put(&mut self, mark: Mark) {
        self.pages.last_mut().expect("there is always a page").push(mark);
    }

    fn draw(&mut self, drawing: &Drawing<'_>) {
        self.top += 1.4 * TEXT;
        self.need(drawing.height);
        let area = Area { x: MARGIN, y: self.top, width: WIDTH, height: drawing.height };
        for mark in (drawing.draw)(self.setter, area) {
            self.put(mark);
        }
        self.top += drawing.height;
    }

    /// Words over the whole width.
    fn write(&mut self, words: &str, weight: Weight, size: f32, colour: Colour) {
        let lines = self.setter.set(words, weight, WIDTH / size);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            // No line stands alone at the foot or the head of a page.
            let together = if index == 0 || index + 2 == count { 2.0_f32.min((count - index) as f32) } else { 1.0 };
            self.need(together * LEADING * size);
            self.line(line, (MARGIN, WIDTH), size, colour, false);
            self.top += LEADING * size;
        }
    }

    /// One line in a column, at the side from which it is read; numbers at the right.
    #[expect(clippy::too_many_arguments, reason = "a line, where it goes and how it looks")]
    fn line(&mut self, line: Line, (left, width): (f32, f32), size: f32, colour: Colour, numbers: bool) {
        let x = match (line.from_right, numbers) {
            (true, _) => left + width,
            (false, true) => left + width - line.width * size,
            (false, false) => left,
        };
        self.put(Mark::Type { line, x, baseline: self.top + ASCENT * size, size, colour });
    }

    fn table(&mut self, table: &Table) {
        let places = places(&table.columns);
        self.top += 0.3 * TEXT;
        // The headings do not stay behind alone.
        self.need(4.0 * (LEADING * CELL + ROW_SPACE));
        self.headings(table, &places);
        for row in &table.rows {
            self.row(table, row, &places);
        }
    }

    fn headings(&mut self, table: &Table, places: &[(f32, f32)]) {
        let cells = table.columns.iter().map(|column| column.heading.as_str());
        let cells = self.cells(cells, Weight::SemiBold, places);
        let height = height(&cells);
        self.poured(table, cells, places, INK_SOFT);
        self.top += height + 0.5 * ROW_SPACE;
        self.rule(1.0);
        self.top += ROW_SPACE;
    }

    fn row(&mut self, table: &Table, row: &[String], places: &[(f32, f32)]) {
        let cells = row.iter().map(String::as_str).chain(std::iter::repeat(""));
        let mut cells = self.cells(cells, Weight::Regular, places);
        if self.need(height(&cells) + ROW_SPACE) {
            self.headings(table, places);
        }
        // What is longer than a whole page parts between its lines.
        while self.top + height(&cells) > BOTTOM {
            let lines = (((BOTTOM - self.top) / (LEADING * CELL)) as usize).max(1);
            let rest = cells.iter_mut().map(|cell| cell.split_off(lines.min(cell.len()))).collect();
            self.poured(table, std::mem::replace(&mut cells, rest), places, INK);
            if cells.iter().all(Vec::is_empty) {
                break;
            }
            self.top = BOTTOM;
            self.need(1.0);
            self.headings(table, places);
        }
        let height = height(&cells);
        self.poured(table, cells, places, INK);
        self.top += height + 0.5 * ROW_SPACE;
        self.rule(0.5);
        self.top += 0.5 * ROW_SPACE;
    }

    fn cells<'t>(
        &mut self,
        cells: impl Iterator<Item = &'t str>,
        weight: Weight,
        places: &[(f32, f32)],
    ) -> Vec<Vec<Line>> {
        cells.zip(places).map(|(words, (_, width))| self.setter.set(words, weight, width / CELL)).collect()
    }

    /// Cells side by side, from where the page has come to.
    fn poured(&mut self, table: &Table, cells: Vec<Vec<Line>>, places: &[(f32, f32)], colour: Colour) {
        let start = self.top;
        for ((lines, place), column) in cells.into_iter().zip(places).zip(&table.columns) {
            for line in lines {
                self.line(line, *place, CELL, colour, column.numbers);
                self.top += LEADING * CELL;
            }
            self.top = start;
        }
    }

    fn rule(&mut self, thick: f32) {
        let area = Area { x: MARGIN, y: self.top, width: WIDTH, height: thick };
        if let Some(path) = rectangles(std::iter::once(area)) {
            self.put(Mark::Filled { path, colour: LINE });
        }
    }

    /// The pages, numbered if there are several.
    fn numbered(mut self) -> Vec<Vec<Mark>> {
        let count = self.pages.len();
        if count > 1 {
            for (index, page) in self.pages.iter_mut().enumerate() {
                let line = self.setter.set_line(&format!("{} / {count}", index + 1), Weight::Regular);
                let x = A4.width - MARGIN - line.width * PAGE_NUMBER;
                let baseline = A4.height - 0.5 * MARGIN;
                page.push(Mark::Type { line, x, baseline, size: PAGE_NUMBER, colour: INK_SOFT });
            }
        }
        self.pages
    }
}

/// Where each column begins, and how wide it is.
fn places(columns: &[Column]) -> Vec<(f32, f32)> {
    let whole: f32 = columns.iter().map(|column| column.weight).sum();
    let room = WIDTH - GAP * (columns.len() - 1) as f32;
    let mut left = MARGIN;
    let place = |column: &Column| {
        let width = room * column.weight / whole;
        let place = (left, width);
        left += width + GAP;
        place
    };
    columns.iter().map(place).collect()
}

fn height(cells: &[Vec<Line>]) -> f32 {
    LEADING * CELL * cells.iter().map(Vec::len).max().unwrap_or(0) as f32
}
