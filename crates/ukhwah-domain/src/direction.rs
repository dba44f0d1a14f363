//! Marks that turn the direction of text around, kept from reaching beyond the text that holds them.
//!
//! A name copied from somewhere may open an override and never close it: what stands behind it on a screen, in a notice or
//! on paper would then be read backwards. What is stored is never changed; these are for where a text leaves.

use std::borrow::Cow;

/// Opens an isolate whose direction follows from its first letter (U+2068), and closes it (U+2069).
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
/// Closes an embedding or an override.
const POP_EMBEDDING: char = '\u{202c}';

/// The text with all that it opens closed, paragraph by paragraph, and without what closes nothing.
///
/// Source: Unicode Standard Annex 9, rules X1 to X8.
#[must_use]
pub fn contained(text: &str) -> Cow<'_, str> {
    if text.contains(is_turn) { Cow::Owned(closed(text)) } else { Cow::Borrowed(text) }
}

/// The same, for a place in the middle of other words: a text that is not all from left to right stands there by itself.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.contains(|c: char| is_turn(c) || is_from_right(c)) {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{}{POP_ISOLATE}", contained(text)))
    } else {
        Cow::Borrowed(text)
    }
}

fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP_EMBEDDING),
            '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
            POP_EMBEDDING if open.last() == Some(&POP_EMBEDDING) => drop(open.pop()),
            // Closes what was opened inside the isolate too.
            POP_ISOLATE if open.contains(&POP_ISOLATE) => while open.pop() == Some(POP_EMBEDDING) {},
            POP_EMBEDDING | POP_ISOLATE => continue,
            '\n' | '\r' | '\u{2029}' => out.extend(open.drain(..).rev()),
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.drain(..).rev());
    out
}

const fn is_turn(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The scripts that are written from the right, by their blocks.
const fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_is_closed_and_what_closes_nothing_is_left_out() {
        let cases = [
            ("Abang Rahim", "Abang Rahim"),
            ("\u{202e}Zul", "\u{202e}Zul\u{202c}"),
            ("\u{202b}عمر\u{202c}", "\u{202b}عمر\u{202c}"),
            ("a\u{202c}b\u{2069}c", "abc"),
            ("\u{2067}a\u{202e}b", "\u{2067}a\u{202e}b\u{202c}\u{2069}"),
            ("\u{2067}a\u{202e}b\u{2069}c", "\u{2067}a\u{202e}b\u{2069}c"),
            ("\u{202e}a\u{2069}b", "\u{202e}ab\u{202c}"),
            ("\u{202e}a\nb", "\u{202e}a\u{202c}\nb"),
        ];
        for (text, wanted) in cases {
            assert_eq!(contained(text), wanted, "{text:?}");
            assert_eq!(contained(&contained(text)), wanted, "{text:?} twice");
        }
    }

    #[test]
    fn among_other_words_only_what_may_turn_them_stands_by_itself() {
        assert_eq!(isolated("Kak Ani 🌺"), "Kak Ani 🌺");
        assert_eq!(isolated("عمر"), "\u{2068}عمر\u{2069}");
        assert_eq!(isolated("\u{202e}Zul"), "\u{2068}\u{202e}Zul\u{202c}\u{2069}");
        assert_eq!(isolated("\u{2069}\u{202e}Zul"), "\u{2068}\u{202e}Zul\u{202c}\u{2069}");
    }
}
