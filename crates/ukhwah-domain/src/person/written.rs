//! A phone number as people write and paste it, taken apart into digits.

use super::number::ParseNumberError;

/// The zeros of the digit blocks that a Malaysian or imported contact list may hold.
const ZEROS: [char; 8] = ['0', '٠', '۰', '०', '০', '௦', '๐', '０'];

/// What people write before an extension.
const EXTENSION_WORDS: [&str; 8] = ["ext", "extn", "extension", "samb", "sambungan", "x", "#", ","];

const LONGEST_EXTENSION: usize = 7;

/// The parts of a written number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Whether it began with a plus sign.
    pub(super) plus: bool,
    /// The digits, ASCII, at least one.
    pub(super) digits: String,
    /// The digits of the extension.
    pub(super) extension: Option<String>,
}

impl Written {
    /// Takes a text apart.
    ///
    /// Invisible characters, which chat apps put around numbers, count for nothing.
    pub(super) fn read(text: &str) -> Result<Self, ParseNumberError> {
        let clean: String = text.chars().filter(|c| !is_invisible(*c)).map(plain).collect();
        let clean = clean.trim().to_lowercase();
        if clean.is_empty() {
            return Err(ParseNumberError::Empty);
        }
        let number = clean.strip_prefix("tel:").unwrap_or(&clean).trim_start_matches([' ', '(']);
        let (plus, number) = match number.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let end = number.find(|c: char| !is_part(c)).unwrap_or(number.len());
        let (number, rest) = number.split_at(end);
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Err(ParseNumberError::NotANumber);
        }
        Ok(Self { plus, digits, extension: extension(rest)? })
    }
}

/// The digits of what follows the number itself.
fn extension(rest: &str) -> Result<Option<String>, ParseNumberError> {
    let rest = rest.trim_end_matches([')', ' ']);
    if rest.is_empty() {
        return Ok(None);
    }
    let (word, digits) = rest.split_at(rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()));
    let word = word.trim_matches([' ', '.', ':', ';', '=', '(', '-']);
    let is_digits = (1..=LONGEST_EXTENSION).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_digits && EXTENSION_WORDS.contains(&word) {
        Ok(Some(digits.to_owned()))
    } else {
        Err(ParseNumberError::NotANumber)
    }
}

/// Whether a character may stand between the digits of one number.
fn is_part(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')')
}

/// Controls, soft hyphens, joiners, byte-order marks and everything that only directs the flow of text.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The ASCII character for a digit of another script, a dash, a space or a wide form.
fn plain(c: char) -> char {
    let digit = |zero: char| (c as u32).checked_sub(zero as u32).and_then(|n| char::from_digit(n, 10));
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '－' | 'ー' => '-',
        '＋' | '﹢' => '+',
        '（' => '(',
        '）' => ')',
        '．' | '·' | '•' => '.',
        '；' => ';',
        '，' => ',',
        '＃' => '#',
        _ if c.is_whitespace() => ' ',
        _ => ZEROS.into_iter().find_map(digit).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> (bool, String, Option<String>) {
        let written = Written::read(text).expect("it is a number");
        (written.plus, written.digits, written.extension)
    }

    #[test]
    fn digits_of_any_script_are_digits() {
        for text in ["013-456 7890", "٠١٣-٤٥٦ ٧٨٩٠", "۰۱۳۴۵۶۷۸۹۰", "０１３－４５６　７８９０", "௦௧௩-௪௫௬ ௭௮௯௦"]
        {
            assert_eq!(digits(text), (false, "0134567890".to_owned(), None), "{text}");
        }
    }

    #[test]
    fn what_chat_apps_wrap_around_a_number_is_left_out() {
        let expected = (true, "60134567890".to_owned(), None);
        assert_eq!(digits("\u{202a}+60 13\u{2011}456 7890\u{202c}"), expected);
        assert_eq!(digits("\u{200e}+60\u{a0}13-456\u{200b}7890\u{feff}\u{0}"), expected);
        assert_eq!(digits("(+60) 13.456.7890"), expected);
        assert_eq!(digits("TEL:+60-13-456-7890"), expected);
    }

    #[test]
    fn extensions_are_found_however_they_are_written() {
        let written = [
            "03-1234 5678 ext 12",
            "03-1234 5678 Ext. 12",
            "03-1234 5678 extension: 12",
            "03-12345678x12",
            "03-1234 5678 samb. 12",
            "03-1234 5678 (Sambungan 12)",
            "03-1234 5678 #12",
            "03-1234 5678,12",
            "tel:03-1234-5678;ext=12",
        ];
        for text in written {
            assert_eq!(digits(text), (false, "0312345678".to_owned(), Some("12".to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(Written::read(" \u{200e}\t"), Err(ParseNumberError::Empty));
        let others = [
            "Abang Mat",
            "+",
            "--",
            "*121#",
            "013-456 7890 / 03-1234 5678",
            "03-1234 5678 ext",
            "013x",
            "0+13",
            "12:30",
        ];
        for text in others {
            assert_eq!(Written::read(text), Err(ParseNumberError::NotANumber), "{text}");
        }
    }
}
