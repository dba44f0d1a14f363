//! A calendar file, taken apart into its entries.

use std::borrow::Cow;
use std::io;

use super::zone::Zones;
use super::{Event, event};
use crate::decode::{self, Utf16};

/// The largest file that is read, in bytes: a calendar of many years has a few hundred kilobytes.
pub(crate) const LARGEST: u64 = 10 << 20;

/// The most entries that are taken from one file: no list of choices could show more.
const MOST: usize = 2_000;

/// The properties that make a meeting.
const KEPT: [&str; 10] =
    ["UID", "SUMMARY", "LOCATION", "GEO", "DTSTART", "DTEND", "DURATION", "RRULE", "STATUS", "RECURRENCE-ID"];

/// The properties that name a zone.
const ZONE_KEPT: [&str; 3] = ["TZID", "X-LIC-LOCATION", "X-MICROSOFT-CDO-TZID"];

/// Why a calendar file was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// It is larger than any calendar of meetings.
    #[error("the calendar file is too large")]
    TooLarge,
    /// It has more entries than anyone could choose from.
    #[error("the calendar file has too many entries")]
    TooMany,
    /// The system does not give it.
    #[error("the calendar file cannot be read")]
    Unreadable(#[from] io::Error),
}

/// What is in a calendar file.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The whole entries that are meetings of their own.
    pub(crate) events: Vec<Event>,
    /// How many whole entries change one date of another, or were cancelled.
    pub(crate) left_out: u32,
    /// Whether the file ends in the middle of something.
    pub(crate) cut_off: bool,
}

/// One entry, as far as it is kept.
#[derive(Debug, Default)]
struct Block {
    lines: String,
    /// Whether single dates are cancelled or added.
    exceptions: bool,
    /// When its alarms come.
    triggers: Vec<String>,
}

/// Reads a calendar file. A file that holds something else has no entries.
pub(crate) fn read(file: impl io::Read) -> Result<Read, ReadError> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(file, LARGEST + 1), &mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(ReadError::TooLarge);
    }
    let (blocks, zones, cut_off) = blocks(&unfolded(&bytes))?;
    let mut read = Read { cut_off, ..Read::default() };
    for block in blocks {
        match event::parse(&block.lines, block.exceptions, &block.triggers, &zones) {
            Some(event) => read.events.push(event),
            None => read.left_out += 1,
        }
    }
    Ok(read)
}

/// The bytes as UTF-8 or whatever 8-bit text they are, with folded lines whole again.
///
/// Old programs fold in the middle of a character, so this comes before the bytes are text.
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let text: Cow<'_, [u8]> = match Utf16::of(bytes) {
        Some(mut decoder) => decoder.push(bytes).into_bytes().into(),
        None => bytes.into(),
    };
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    let mut whole = Vec::with_capacity(text.len());
    for line in text.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line {
            [b' ' | b'\t', rest @ ..] => whole.extend_from_slice(rest),
            _ => {
                whole.push(b'\n');
                whole.extend_from_slice(line);
            }
        }
    }
    whole
}

/// The entries and the zones of the file, and whether it is cut off.
fn blocks(text: &[u8]) -> Result<(Vec<Block>, Zones, bool), ReadError> {
    let (mut blocks, mut zones) = (Vec::new(), Zones::default());
    let (mut open, mut block): (Vec<String>, Block) = Default::default();
    for line in text.split(|byte| *byte == b'\n') {
        let line = decode::text(line);
        let upper = name_of(&line);
        match upper.as_str() {
            "BEGIN" => {
                open.push(value_of(&line).to_ascii_uppercase());
                if open.last().is_some_and(|name| name == "VEVENT" || name == "VTIMEZONE") {
                    block = Block::default();
                }
            }
            "END" => {
                let name = value_of(&line).to_ascii_uppercase();
                // A part that was not ended ends with the one around it.
                let Some(at) = open.iter().rposition(|other| *other == name) else { continue };
                open.truncate(at);
                match name.as_str() {
                    "VEVENT" if blocks.len() == MOST => return Err(ReadError::TooMany),
                    "VEVENT" => blocks.push(std::mem::take(&mut block)),
                    "VTIMEZONE" => zones.learn(&std::mem::take(&mut block).lines),
                    _ => {}
                }
            }
            _ => keep(&mut block, &open, &upper, &line),
        }
    }
    Ok((blocks, zones, !open.is_empty()))
}

/// Keeps a line of an entry or a zone if it says something about a meeting.
fn keep(block: &mut Block, open: &[String], name: &str, line: &str) {
    match open.last().map(String::as_str) {
        Some("VEVENT") if matches!(name, "EXDATE" | "RDATE" | "EXRULE") => block.exceptions = true,
        Some("VEVENT") if KEPT.contains(&name) => push(block, line),
        Some("VTIMEZONE") if ZONE_KEPT.contains(&name) => push(block, line),
        Some("VALARM") if name == "TRIGGER" => block.triggers.push(value_of(line).to_owned()),
        _ => {}
    }
}

fn push(block: &mut Block, line: &str) {
    block.lines.push_str(line);
    block.lines.push_str("\r\n");
}

/// The name of a line's property, in capitals.
fn name_of(line: &str) -> String {
    line.split([':', ';']).next().unwrap_or_default().trim().to_ascii_uppercase()
}

/// What stands after the first colon that is not in quotes.
pub(super) fn value_of(line: &str) -> &str {
    let mut quoted = false;
    let colon = line.find(|c: char| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    colon.map_or("", |colon| line[colon + 1..].trim())
}
