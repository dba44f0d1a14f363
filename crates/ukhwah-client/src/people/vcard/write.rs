//! Names and numbers as a contact file of version 3.0.
//!
//! Version 3.0 and not 4.0, because it opens everywhere: Outlook and many older phones do not know 4.0, while whatever
//! knows 4.0 reads 3.0 too. Nothing in the file says which app wrote it.

use ukhwah_domain::direction::contained;
use ukhwah_domain::person::{NumberLabel, PhoneNumber};

use super::Card;

/// The most bytes of one line (RFC 2426, section 2.6).
const LINE: usize = 75;

/// The file.
pub(crate) fn write(cards: &[Card]) -> Vec<u8> {
    let mut text = String::new();
    for card in cards {
        let name = escaped(&contained(card.name.as_str()));
        line(&mut text, "BEGIN:VCARD");
        line(&mut text, "VERSION:3.0");
        line(&mut text, &format!("FN:{name}"));
        // Malaysian names have no family name: all of it is the given name.
        line(&mut text, &format!("N:;{name};;;"));
        for number in &card.numbers {
            line(&mut text, &format!("TEL;TYPE={}:{}", type_of(number.label), dialled(&number.number)));
        }
        line(&mut text, "END:VCARD");
    }
    text.into_bytes()
}

const fn type_of(label: NumberLabel) -> &'static str {
    match label {
        NumberLabel::Mobile => "CELL",
        NumberLabel::Home => "HOME",
        NumberLabel::Work => "WORK",
        NumberLabel::Other => "VOICE",
    }
}

/// The number with a pause before the extension, as diallers understand it.
fn dialled(number: &PhoneNumber) -> String {
    match number.extension() {
        Some(extension) => format!("{},{extension}", number.dialled()),
        None => number.dialled().to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Adds a line, folded between characters.
fn line(text: &mut String, content: &str) {
    let mut length = 0;
    for c in content.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}
