//! The sheet with the words that bring the notes back. Whoever finds it learns nothing of what they are for.

use qrcodegen::{QrCode, QrCodeEcc};
use ukhwah_domain::language::Language;

use crate::paper::fonts::Weight;
use crate::paper::lines::Setter;
use crate::paper::sheet::{
    A4, ASCENT, Area, BLACK, Colour, INK, INK_SOFT, LEADING, LINE, MM, Mark, PRIMARY, rectangles, rounded,
};
use crate::text;

const MARGIN: f32 = 22.0 * MM;
const WIDTH: f32 = A4.width - 2.0 * MARGIN;
const TITLE: f32 = 28.0;
const WORDS: f32 = 12.5;
const COLUMNS: usize = 3;
const GAP: f32 = 4.0 * MM;
const CELL_WIDTH: f32 = (WIDTH - 2.0 * GAP) / 3.0;
const CELL_HEIGHT: f32 = 15.0 * MM;
const QR: f32 = 46.0 * MM;

/// The card of the server that keeps a copy, as it is printed.
pub(crate) struct CardOnPaper {
    /// The address.
    pub(crate) address: String,
    /// The fingerprint in groups of four, to read and to type.
    pub(crate) figures: String,
    /// Both, to be scanned, and the organization's certificate as far as it is needed and not too long.
    pub(crate) code: String,
    /// Whether the server is not to be reached without that certificate.
    pub(crate) needs_certificate: bool,
}

/// The one page.
pub(super) fn page(words: &[String], card: Option<&CardOnPaper>, setter: &mut Setter, language: Language) -> Vec<Mark> {
    let mut marks = Vec::new();
    let title = setter.set_line(text::code_title(language), Weight::SemiBold);
    marks.push(Mark::Type { line: title, x: MARGIN, baseline: MARGIN + TITLE, size: TITLE, colour: INK });
    let mut y = MARGIN + 1.75 * TITLE;
    for sentence in [text::code_keep(language), text::code_use(language)] {
        y = paragraph(&mut marks, setter, (sentence, Weight::Regular, INK), y);
    }
    y += 1.2 * WORDS;
    for (index, word) in words.iter().enumerate() {
        cell(&mut marks, setter, (index, word), y);
    }
    y += row(words.len().div_ceil(COLUMNS)) + 3.0 * GAP;
    scanned(&mut marks, setter, (&words.join(" "), text::code_scan(language)), (MARGIN, y));
    if let Some(card) = card {
        scanned(&mut marks, setter, (&card.code, text::code_server_scan(language)), (MARGIN + 0.5 * WIDTH, y));
        y += QR + 4.4 * WORDS;
        for (words, weight) in
            [(text::code_server(language), Weight::SemiBold), (text::code_server_use(language), Weight::Regular)]
        {
            y = paragraph(&mut marks, setter, (words, weight, INK), y);
        }
        if card.needs_certificate {
            y = paragraph(&mut marks, setter, (text::code_server_certificate(language), Weight::Regular, INK), y);
        }
        y = on_one_line(&mut marks, setter, &card.address, y);
        paragraph(&mut marks, setter, (&card.figures, Weight::Regular, INK_SOFT), y);
    }
    marks
}

/// What would mean something else with a break in it, in smaller type where it is long.
fn on_one_line(marks: &mut Vec<Mark>, setter: &mut Setter, text: &str, top: f32) -> f32 {
    let line = setter.set_line(text, Weight::Regular);
    let size = WORDS.min(WIDTH / line.width);
    marks.push(Mark::Type { line, x: MARGIN, baseline: top + ASCENT * WORDS, size, colour: INK_SOFT });
    top + LEADING * WORDS
}

/// A code with what it is below it.
fn scanned(marks: &mut Vec<Mark>, setter: &mut Setter, (content, caption): (&str, &str), (left, top): (f32, f32)) {
    if let Some(code) = qr(content, left, top) {
        marks.push(code);
        let caption = setter.set_line(caption, Weight::Regular);
        let baseline = top + QR + 2.2 * WORDS; // scanners want four modules of white around it
        marks.push(Mark::Type { line: caption, x: left, baseline, size: 10.5, colour: INK_SOFT });
    }
}

fn paragraph(
    marks: &mut Vec<Mark>,
    setter: &mut Setter,
    (text, weight, colour): (&str, Weight, Colour),
    top: f32,
) -> f32 {
    let mut y = top;
    for line in setter.set(text, weight, WIDTH / WORDS) {
        marks.push(Mark::Type { line, x: MARGIN, baseline: y + ASCENT * WORDS, size: WORDS, colour });
        y += LEADING * WORDS;
    }
    y + 0.3 * WORDS
}

/// A numbered word, left to right and then down.
fn cell(marks: &mut Vec<Mark>, setter: &mut Setter, (index, word): (usize, &str), top: f32) {
    let area = Area {
        x: MARGIN + column(index % COLUMNS),
        y: top + row(index / COLUMNS),
        width: CELL_WIDTH,
        height: CELL_HEIGHT,
    };
    marks.push(Mark::Outline { path: rounded(area, 8.0, 8.0), width: 0.9, colour: LINE });
    let baseline = area.y + 0.5 * CELL_HEIGHT + 6.0;
    let number = setter.set_line(&(index + 1).to_string(), Weight::SemiBold);
    let x = area.x + 26.0 - number.width * 11.0;
    marks.push(Mark::Type { line: number, x, baseline, size: 11.0, colour: PRIMARY });
    let line = setter.set_line(word, Weight::SemiBold);
    let size = (17.0_f32).min((CELL_WIDTH - 44.0) / line.width);
    marks.push(Mark::Type { line, x: area.x + 36.0, baseline, size, colour: INK });
}

fn row(count: usize) -> f32 {
    count as f32 * (CELL_HEIGHT + GAP)
}

fn column(count: usize) -> f32 {
    count as f32 * (CELL_WIDTH + GAP)
}

/// A code that any phone's camera reads, black so that it survives a bad printer.
fn qr(content: &str, left: f32, top: f32) -> Option<Mark> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium).ok()?;
    let module = QR / code.size() as f32;
    let cells = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = cells.filter(|(x, y)| code.get_module(*x, *y)).map(|(x, y)| Area {
        x: left + x as f32 * module,
        y: top + y as f32 * module,
        width: module,
        height: module,
    });
    rectangles(dark).map(|path| Mark::Filled { path, colour: BLACK })
}
