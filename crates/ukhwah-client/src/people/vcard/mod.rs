//! Contact files: vCard 2.1, 3.0 and 4.0 as phones, mail programs and other apps write them.
//!
//! Of every card only names and numbers are ever looked at: `split` lets nothing else through, so that photos, notes
//! and addresses are neither parsed nor kept in memory. `calcard` then reads what is left.

mod card;
mod read;
mod split;
#[cfg(test)]
mod tests;
mod write;

use ukhwah_domain::person::{NumberLabel, PersonName, PhoneNumber};

pub(super) use read::{ReadError, read};
pub(super) use write::write;

/// A contact: what it is called, and its numbers in the order of the card, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) name: PersonName,
    pub(super) numbers: Vec<CardNumber>,
}

/// A number of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CardNumber {
    pub(super) number: PhoneNumber,
    pub(super) label: NumberLabel,
}

/// What is in a contact file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The whole cards that have a number.
    pub(super) cards: Vec<Card>,
    /// How many whole cards have none.
    pub(super) without_number: u32,
    /// Whether a card is not whole, as in a download that broke off.
    pub(super) cut_off: bool,
}
