//! If-then cards: one situation, one thing to do in it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::deck::{self, Entry};
use super::text::{CardText, Code};
use crate::language::Language;
use crate::person::Position;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// An if-then card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Card {
    /// Follows "if".
    pub situation: Side,
    /// Follows "then".
    pub response: Side,
    /// Where it stands among the cards.
    pub pos: Position,
    /// Whether Help shows it while the app is locked.
    pub on_lock_screen: bool,
    /// The Malaysian day on which it was linked.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub made_on: NaiveDate,
    /// The Malaysian day of the last rehearsal, if there was one.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub rehearsed_on: Option<NaiveDate>,
}

/// One side of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Side {
    /// Picked from a deck.
    Deck {
        /// The entry's code.
        code: Code,
        /// Its words when it was picked, for an app whose deck does not hold this entry.
        text: CardText,
    },
    /// The person's own words.
    Own {
        /// The words.
        text: CardText,
    },
}

impl Side {
    /// An entry of a deck, picked while the app spoke `language`.
    #[must_use]
    pub fn picked(entry: &Entry, language: Language) -> Self {
        let code = Code::parse(&entry.code).expect("a test checks that every code of the decks is short");
        let text = CardText::parse(entry.words(language)).expect("a test checks that every text of the decks is short");
        Self::Deck { code, text }
    }

    /// What the card says: a deck's words in this language where this app knows them, otherwise those kept.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        match self {
            Self::Own { text } => text.as_str(),
            Self::Deck { code, text } => deck::find(code.as_str()).map_or(text.as_str(), |entry| entry.words(language)),
        }
    }

    fn code(&self) -> Option<&Code> {
        match self {
            Self::Deck { code, .. } => Some(code),
            Self::Own { .. } => None,
        }
    }

    fn text(&self) -> &CardText {
        match self {
            Self::Deck { text, .. } | Self::Own { text } => text,
        }
    }

    fn from_parts(code: Option<Code>, text: CardText) -> Self {
        match code {
            Some(code) => Self::Deck { code, text },
            None => Self::Own { text },
        }
    }
}

impl Entity for Card {
    const KIND: Kind = Kind::Card;

    fn to_fields(&self) -> Fields {
        fields([
            ("situation_code", optional(self.situation.code())),
            ("situation_text", text(self.situation.text())),
            ("response_code", optional(self.response.code())),
            ("response_text", text(self.response.text())),
            ("pos", text(&self.pos)),
            ("on_lock_screen", Value::Bool(self.on_lock_screen)),
            ("made_on", text(&self.made_on)),
            ("rehearsed_on", optional(self.rehearsed_on.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let side = |code, text| -> Result<Side, FieldError> {
            Ok(Side::from_parts(understood(fields, Self::KIND, code)?, needed(fields, Self::KIND, text)?))
        };
        Ok(Self {
            situation: side("situation_code", "situation_text")?,
            response: side("response_code", "response_text")?,
            pos: needed(fields, Self::KIND, "pos")?,
            on_lock_screen: read::flag(fields, Self::KIND, "on_lock_screen")?.unwrap_or(false),
            made_on: needed(fields, Self::KIND, "made_on")?,
            rehearsed_on: understood(fields, Self::KIND, "rehearsed_on")?,
        })
    }
}
