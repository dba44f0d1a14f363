//! One card on each A6 page, in type as large as fits.

use ukhwah_domain::language::Language;

use super::content::CardWords;
use crate::paper::fonts::Weight;
use crate::paper::lines::{Line, Setter};
use crate::paper::sheet::{
    A6, ASCENT, Area, Colour, INK, LEADING, LINE, MM, Mark, PRIMARY, SUN, SUN_SOFT, SURFACE, rounded,
};
use crate::text;

const MARGIN: f32 = 7.0 * MM;
const CORNER: f32 = 5.0 * MM;
const PADDING: f32 = 8.0 * MM;
const LABEL: f32 = 12.0;
const LARGEST: f32 = 27.0;

/// The pages of some cards.
pub(super) fn pages(cards: &[CardWords], setter: &mut Setter, language: Language) -> Vec<Vec<Mark>> {
    cards.iter().map(|card| page(card, setter, language)).collect()
}

fn page(card: &CardWords, setter: &mut Setter, language: Language) -> Vec<Mark> {
    let whole = Area { x: MARGIN, y: MARGIN, width: A6.width - 2.0 * MARGIN, height: A6.height - 2.0 * MARGIN };
    let upper = Area { height: whole.height / 2.0, ..whole };
    let lower = Area { y: whole.y + upper.height, ..upper };
    let mut marks = vec![
        Mark::Filled { path: rounded(whole, CORNER, CORNER), colour: SURFACE },
        Mark::Filled { path: rounded(upper, CORNER, 0.0), colour: SUN_SOFT },
        Mark::Outline { path: rounded(whole, CORNER, CORNER), width: 0.75, colour: LINE },
    ];
    let (size, situation, response) = fit(card, setter, upper);
    half(&mut marks, setter, upper, (text::print_if(language), SUN), (situation, size));
    half(&mut marks, setter, lower, (text::print_then(language), PRIMARY), (response, size));
    marks
}

/// Both sides in the largest type in which each fits its half.
fn fit(card: &CardWords, setter: &mut Setter, half: Area) -> (f32, Vec<Line>, Vec<Line>) {
    let (width, height) = (half.width - 2.0 * PADDING, half.height - 2.0 * PADDING - 1.9 * LABEL);
    let mut size = LARGEST;
    loop {
        // On a card a side is one sentence, whatever lines it was typed in.
        let mut set = |text: &str, weight| setter.set(&text.replace('\n', " "), weight, width / size);
        let (situation, response) = (set(&card.situation, Weight::Regular), set(&card.response, Weight::SemiBold));
        let most = situation.len().max(response.len());
        let broken = situation.iter().chain(&response).any(|line| line.width * size > width + 0.5);
        if (lines_height(most, size) <= height && !broken) || size < 1.0 {
            return (size, situation, response);
        }
        size *= 0.95;
    }
}

fn lines_height(lines: usize, size: f32) -> f32 {
    lines as f32 * LEADING * size
}

/// A label, and below it the words in the middle of what is left.
fn half(
    marks: &mut Vec<Mark>,
    setter: &mut Setter,
    area: Area,
    (label, colour): (&str, Colour),
    (lines, size): (Vec<Line>, f32),
) {
    let left = area.x + PADDING;
    let top = area.y + PADDING;
    marks.push(Mark::Type {
        line: setter.set_line(label, Weight::SemiBold),
        x: left,
        baseline: top + 0.8 * LABEL,
        size: LABEL,
        colour,
    });
    let free = area.height - 2.0 * PADDING - 1.9 * LABEL - lines_height(lines.len(), size);
    let mut baseline = top + 1.9 * LABEL + 0.3 * free + ASCENT * size;
    for line in lines {
        let x = if line.from_right { left + area.width - 2.0 * PADDING } else { left };
        marks.push(Mark::Type { line, x, baseline, size, colour: INK });
        baseline += LEADING * size;
    }
}
