//! From a text to lines of glyphs: wrapped at words by the real widths, each script in its own direction.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};
use ukhwah_domain::direction::contained;
use unicode_bidi::{BidiInfo, ParagraphInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{Face, Fonts, Weight};

/// Glyphs of one font and one direction, from left to right.
pub(crate) struct Run {
    pub(crate) face: Rc<Face>,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// In units of the type's size.
    pub(crate) width: f32,
}

/// One line, its runs from left to right.
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    /// In units of the type's size.
    pub(crate) width: f32,
    /// Whether it is read from the right.
    pub(crate) from_right: bool,
}

/// Sets texts in type.
pub(crate) struct Setter {
    fonts: Fonts,
    widths: BTreeMap<(Weight, String), f32>,
}

impl Setter {
    pub(crate) const fn new(fonts: Fonts) -> Self {
        Self { fonts, widths: BTreeMap::new() }
    }

    /// The lines of a text in a column `width` wide, both in units of the type's size.
    pub(crate) fn set(&mut self, text: &str, weight: Weight, width: f32) -> Vec<Line> {
        let text = self.fonts.drawable(&contained(text), weight);
        let mut lines = Vec::new();
        for paragraph in text.split('\n').map(str::trim_end) {
            let bidi = BidiInfo::new(paragraph, None);
            let Some(whole) = bidi.paragraphs.first() else { continue };
            for range in self.wrap(paragraph, weight, width) {
                lines.push(self.line(&bidi, whole, range, weight));
            }
        }
        lines
    }

    /// A text on one line, however long.
    pub(crate) fn set_line(&mut self, text: &str, weight: Weight) -> Line {
        let nothing = || Line { runs: Vec::new(), width: 0.0, from_right: false };
        self.set(&text.replace('\n', " "), weight, f32::INFINITY).pop().unwrap_or_else(nothing)
    }

    /// Where the lines of a paragraph begin and end, without the white space at their ends.
    fn wrap(&mut self, paragraph: &str, weight: Weight, width: f32) -> Vec<Range<usize>> {
        let (mut lines, mut line, mut filled) = (Vec::new(), 0..0, 0.0_f32);
        for piece in pieces(paragraph) {
            let seen = paragraph[piece.clone()].trim_end().len();
            let needed = self.width(&paragraph[piece.start..piece.start + seen], weight);
            if filled + needed > width && !line.is_empty() {
                lines.push(std::mem::replace(&mut line, piece.start..piece.start));
                filled = 0.0;
            }
            if needed > width {
                let (full, rest) = self.break_word(paragraph, piece.clone(), weight, width);
                lines.extend(full);
                line.start = rest.start;
            }
            line.end = piece.end;
            filled += self.width(&paragraph[piece.start.max(line.start)..piece.end], weight);
        }
        lines.push(line);
        lines.into_iter().map(|range| range.start..range.start + paragraph[range].trim_end().len()).collect()
    }

    /// Breaks a word that is wider than the column: the full lines, and the rest.
    fn break_word(
        &mut self,
        paragraph: &str,
        word: Range<usize>,
        weight: Weight,
        width: f32,
    ) -> (Vec<Range<usize>>, Range<usize>) {
        let (mut full, mut rest, mut filled) = (Vec::new(), word.start..word.start, 0.0_f32);
        for (at, character) in paragraph[word.clone()].grapheme_indices(true) {
            let needed = self.width(character, weight);
            let at = word.start + at;
            if filled + needed > width && at > rest.start && !character.trim().is_empty() {
                full.push(rest.start..at);
                (rest.start, filled) = (at, 0.0);
            }
            filled += needed;
        }
        rest.end = word.end;
        (full, rest)
    }

    fn width(&mut self, text: &str, weight: Weight) -> f32 {
        if let Some(width) = self.widths.get(&(weight, text.to_owned())) {
            return *width;
        }
        let runs = self.by_font(text, 0..text.len(), weight);
        let width = runs.into_iter().map(|(face, part)| shape(&face, &text[part], false).width).sum();
        self.widths.insert((weight, text.to_owned()), width);
        width
    }

    fn line(&mut self, bidi: &BidiInfo<'_>, whole: &ParagraphInfo, range: Range<usize>, weight: Weight) -> Line {
        let mut runs = Vec::new();
        if !range.is_empty() {
            let (levels, parts) = bidi.visual_runs(whole, range);
            for part in parts {
                let from_right = levels[part.start].is_rtl();
                let mut by_font = self.by_font(bidi.text, part, weight);
                if from_right {
                    by_font.reverse();
                }
                runs.extend(by_font.into_iter().map(|(face, part)| shape(&face, &bidi.text[part], from_right)));
            }
        }
        let width = runs.iter().map(|run| run.width).sum();
        Line { runs, width, from_right: whole.level.is_rtl() }
    }

    /// Cuts a part of a text where its font changes.
    fn by_font(&mut self, text: &str, part: Range<usize>, weight: Weight) -> Vec<(Rc<Face>, Range<usize>)> {
        let mut cut: Vec<(Rc<Face>, Range<usize>)> = Vec::new();
        for (at, character) in text[part.clone()].grapheme_indices(true) {
            let here = part.start + at..part.start + at + character.len();
            let face = self.fonts.face(character, weight);
            match cut.last_mut() {
                // White space stays with the word before it, so that a phrase is shaped as one.
                Some((last, range)) if Rc::ptr_eq(last, &face) || character.trim().is_empty() => range.end = here.end,
                _ => cut.push((face, here)),
            }
        }
        cut
    }
}

/// The parts of a paragraph between which a line may end: words with the space after them, and ideographs.
fn pieces(paragraph: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let (mut after_space, mut after_ideograph) = (true, false);
    for (at, character) in paragraph.grapheme_indices(true) {
        let first = character.chars().next().unwrap_or(' ');
        let ideograph = is_ideograph(first);
        let begins =
            !first.is_whitespace() && (after_space || ideograph || (after_ideograph && first.is_alphanumeric()));
        match pieces.last_mut() {
            Some(piece) if !begins => piece.end = at + character.len(),
            _ => pieces.push(at..at + character.len()),
        }
        (after_space, after_ideograph) = (first.is_whitespace(), ideograph);
    }
    pieces
}

/// Chinese characters and Japanese syllables, which are written without spaces.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Chooses and places the glyphs of a text of one font and one direction.
fn shape(face: &Rc<Face>, text: &str, from_right: bool) -> Run {
    let shaper = face.shaper();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if from_right { Direction::RightToLeft } else { Direction::LeftToRight });
    let shaped = rustybuzz::shape(&shaper, &[], buffer);
    let units = shaper.units_per_em() as f32;
    let mut ends: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    ends.push(text.len());
    ends.sort_unstable();
    let glyphs: Vec<_> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, pos)| {
            let start = info.cluster as usize;
            let end = ends.iter().copied().find(|end| *end > start).unwrap_or(text.len());
            let [x, dx, dy, y] = [pos.x_advance, pos.x_offset, pos.y_offset, pos.y_advance].map(|n| n as f32 / units);
            KrillaGlyph::new(GlyphId::new(info.glyph_id), x, dx, dy, y, start..end, None)
        })
        .collect();
    let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
    Run { face: Rc::clone(face), text: text.to_owned(), glyphs, width }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setter() -> Setter {
        Setter::new(Fonts::load(false))
    }

    fn words(line: &Line) -> String {
        line.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn set(text: &str, width: f32) -> Vec<String> {
        setter().set(text, Weight::Regular, width).iter().map(words).collect()
    }

    #[test]
    fn lines_end_between_words_and_where_the_writer_ended_them() {
        assert_eq!(set("satu dua tiga", 4.5), ["satu dua", "tiga"]);
        assert_eq!(set("satu\n\ndua", 9.0), ["satu", "dua"]);
    }

    #[test]
    fn no_line_is_wider_than_its_column_and_no_letter_is_lost() {
        let text = format!("{} dan {} sampai habis", "a".repeat(77), "mmm".repeat(40));
        for width in [1.0, 2.5, 7.0, 30.0] {
            let lines = setter().set(&text, Weight::SemiBold, width);
            assert!(lines.iter().all(|line| line.width <= width + 0.01), "{width}");
            let kept: String = lines.iter().map(words).collect();
            assert_eq!(kept.replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn a_column_narrower_than_a_letter_still_ends() {
        assert_eq!(set("mm", 0.1), ["m", "m"]);
    }

    #[test]
    fn what_no_font_draws_is_a_dot_and_the_rest_stays() {
        assert_eq!(set("jom 🏸 esok", 99.0), ["jom · esok"]);
    }

    #[test]
    fn ideographs_part_without_spaces() {
        assert_eq!(pieces("我爱我的家。 ok").len(), 6);
        assert_eq!(pieces("dua patah"), [0..4, 4..9]);
    }

    #[test]
    fn a_line_from_the_right_holds_its_words_from_right_to_left() {
        let mut setter = Setter::new(Fonts::load(true));
        let line = setter.set_line("سلام Ali 12", Weight::Regular);
        // A device without an Arabic font prints dots, which have no direction.
        if words(&line).contains('·') {
            return;
        }
        assert!(line.from_right);
        let runs: Vec<_> = line.runs.iter().map(|run| run.text.trim()).collect();
        assert_eq!(runs, ["Ali 12", "سلام"]);
        assert!(!setter.set_line("salam", Weight::Regular).from_right);
    }
}
