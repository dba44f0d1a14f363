//! A contact file, read piece by piece.

use std::io::{self, Read};

use super::split::Splitter;
use super::{Found, card};
use crate::decode::Utf16;

/// The largest file that is read.
const LARGEST: usize = 64 << 20;

/// The most cards that are taken from one file: more is no telephone's list, and no screen could show it.
const MOST: usize = 50_000;

const PIECE: usize = 64 << 10;

/// Why a contact file was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// It is larger than any list of contacts.
    #[error("the contact file is too large")]
    TooLarge,
    /// The system does not give it.
    #[error("the contact file cannot be read")]
    Unreadable(#[from] io::Error),
}

/// Reads a contact file. A file that holds something else has no cards.
pub(crate) fn read(mut file: impl Read) -> Result<Found, ReadError> {
    let (mut found, mut splitter) = (Found::default(), Splitter::default());
    let (mut piece, mut size, mut utf16) = (vec![0; PIECE], 0, None);
    loop {
        let length = fill(&mut file, &mut piece)?;
        let bytes = &piece[..length];
        if size == 0 {
            utf16 = Utf16::of(bytes);
        }
        size += length;
        if length == 0 {
            break;
        }
        match &mut utf16 {
            Some(decoder) => splitter.push(decoder.push(bytes).as_bytes()),
            None => splitter.push(bytes),
        }
        found.add(&splitter.take());
        if size > LARGEST || found.cards.len() > MOST {
            return Err(ReadError::TooLarge);
        }
    }
    let (last, cut_off) = splitter.finish();
    found.add(&last);
    found.cut_off = cut_off;
    Ok(found)
}

impl Found {
    fn add(&mut self, cards: &[String]) {
        for text in cards {
            match card::parse(text) {
                Some(card) => self.cards.push(card),
                None => self.without_number += 1,
            }
        }
    }
}

/// Reads until the piece is full or the file ends.
fn fill(file: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < piece.len() {
        match file.read(&mut piece[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
