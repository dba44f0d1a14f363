//! From bytes to whole cards that hold nothing but names and numbers.
//!
//! Lines are joined here, not by the parser, because old writers fold inside a character, and because what is not
//! needed must not be kept: a file of photos of any size goes through in a few kilobytes.

use crate::decode;

/// The longest line that is looked at; no name and no number comes near it.
const LONGEST_LINE: usize = 16 << 10;

/// The most text of one card that is looked at.
const LONGEST_CARD: usize = 256 << 10;

const BEGIN: &[u8] = b"BEGIN:VCARD";
const END: &[u8] = b"END:VCARD";

/// Takes a file in pieces and hands back cards.
#[derive(Default)]
pub(super) struct Splitter {
    /// The line that is being read, cut at [`LONGEST_LINE`].
    line: Vec<u8>,
    /// The last byte of that line, cut or not.
    last: u8,
    after_cr: bool,
    property: Property,
    card: Option<Draft>,
    whole: Vec<String>,
    cut_off: bool,
}

/// A card that has begun.
#[derive(Default)]
struct Draft {
    text: String,
    /// Whether it is of version 2.1, whose folded lines keep their white space.
    is_old: bool,
    /// How many cards, of assistants, have begun inside of it.
    inner: u32,
}

/// A property whose lines are being joined.
#[derive(Default)]
struct Property {
    text: Vec<u8>,
    role: Option<Role>,
    is_quoted_printable: bool,
    /// Whether its last line ended in the middle of a quoted-printable value.
    goes_on: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Needed,
    Version,
    /// Another card may follow that belongs to this one.
    Agent,
    Other,
}

impl Splitter {
    /// Takes the next piece of the file.
    pub(super) fn push(&mut self, piece: &[u8]) {
        for part in piece.split_inclusive(|byte| matches!(byte, b'\r' | b'\n')) {
            let (text, end) = match part {
                [text @ .., end @ (b'\r' | b'\n')] => (text, Some(*end)),
                text => (text, None),
            };
            self.add(text);
            match end {
                Some(b'\n') if self.after_cr => self.after_cr = false,
                Some(end) => {
                    self.end_line();
                    self.after_cr = end == b'\r';
                }
                None => {}
            }
        }
    }

    /// The cards that have become whole since the last time.
    pub(super) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.whole)
    }

    /// Ends the file: the last cards, and whether some card is not whole.
    pub(super) fn finish(mut self) -> (Vec<String>, bool) {
        let is_beginning = !self.line.is_empty()
            && BEGIN.get(..self.line.len()).is_some_and(|start| start.eq_ignore_ascii_case(&self.line));
        self.end_line();
        self.end_property();
        (self.whole, self.cut_off || self.card.is_some() || is_beginning)
    }

    fn add(&mut self, text: &[u8]) {
        let Some(last) = text.last() else { return };
        self.last = *last;
        self.after_cr = false;
        let room = LONGEST_LINE.saturating_sub(self.line.len());
        self.line.extend_from_slice(&text[..text.len().min(room)]);
    }

    fn end_line(&mut self) {
        let mut kept = std::mem::take(&mut self.line);
        let is_soft = std::mem::take(&mut self.last) == b'=';
        let line = kept.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&kept);
        if is_marker(line, BEGIN) {
            self.begin_card();
        } else if is_marker(line, END) {
            self.end_card();
        } else if is_torn(line) {
            self.card = Some(Draft::default());
            self.property = Property::default();
            self.cut_off = true;
        } else {
            self.add_line(line, is_soft);
        }
        kept.clear();
        self.line = kept;
    }

    fn add_line(&mut self, line: &[u8], is_soft: bool) {
        let is_folded = self.property.role.is_some() && matches!(line, [b' ' | b'\t', ..]);
        if self.property.goes_on {
            self.property.join(line);
        } else if is_folded {
            let is_old = self.card.as_ref().is_some_and(|card| card.is_old);
            self.property.join(if is_old { line } else { &line[1..] });
        } else {
            self.end_property();
            self.property = Property::of(line);
        }
        self.property.goes_on = is_soft && self.property.is_quoted_printable;
        if self.property.goes_on && self.property.text.last() == Some(&b'=') {
            self.property.text.pop();
        }
    }

    fn end_property(&mut self) {
        let property = std::mem::take(&mut self.property);
        let Some(card) = self.card.as_mut().filter(|card| card.inner == 0) else { return };
        let is_kept = matches!(property.role, Some(Role::Needed | Role::Version));
        if !is_kept || property.text.len() >= LONGEST_LINE || card.text.len() > LONGEST_CARD {
            return;
        }
        let text = decode::text(&property.text);
        if property.role == Some(Role::Version) {
            card.is_old = text.ends_with("2.1");
        }
        card.text.push_str(&text);
        card.text.push('\n');
    }

    fn begin_card(&mut self) {
        let is_inner = self.property.role == Some(Role::Agent);
        self.end_property();
        match &mut self.card {
            Some(card) if is_inner || card.inner > 0 => card.inner += 1,
            // Without an end before the next beginning, all lines of the one before are whole all the same.
            card => {
                let before = card.replace(Draft::default());
                self.whole.extend(before.map(Draft::closed));
            }
        }
    }

    fn end_card(&mut self) {
        self.end_property();
        match &mut self.card {
            Some(card) if card.inner > 0 => card.inner -= 1,
            card => self.whole.extend(card.take().map(Draft::closed)),
        }
    }
}

impl Draft {
    fn closed(self) -> String {
        format!("BEGIN:VCARD\n{}END:VCARD\n", self.text)
    }
}

impl Property {
    fn of(line: &[u8]) -> Self {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return Self::default() };
        let header = line[..colon].to_ascii_uppercase();
        let mut words = header.split(|byte| *byte == b';');
        let name = words.next().unwrap_or_default();
        let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default().trim_ascii();
        let role = match name {
            b"FN" | b"N" | b"ORG" | b"EMAIL" | b"TEL" => Role::Needed,
            b"VERSION" => Role::Version,
            b"AGENT" => Role::Agent,
            _ => Role::Other,
        };
        let is_quoted_printable = words.any(|word| word.ends_with(b"QUOTED-PRINTABLE"));
        let mut property = Self { role: Some(role), is_quoted_printable, ..Self::default() };
        property.join(line);
        property
    }

    fn join(&mut self, line: &[u8]) {
        if matches!(self.role, Some(Role::Needed | Role::Version)) {
            let room = LONGEST_LINE.saturating_sub(self.text.len());
            self.text.extend_from_slice(&line[..line.len().min(room)]);
        }
    }
}

fn is_marker(line: &[u8], marker: &[u8]) -> bool {
    // A line that begins with white space belongs to the one before.
    line.trim_ascii_end().eq_ignore_ascii_case(marker)
}

/// Whether a file that broke off in the middle of a line was put together with another one.
fn is_torn(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let Some(end) = line.len().checked_sub(BEGIN.len()) else { return false };
    line[end..].eq_ignore_ascii_case(BEGIN) && !line.to_ascii_uppercase().starts_with(b"AGENT")
}
