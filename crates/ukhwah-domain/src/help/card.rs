//! The help card: what Help needs when nothing else can be opened.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::ladder::{LadderPerson, LadderWish};
use super::line::Line;
use crate::burden::WorkTimes;
use crate::id::{LineId, PersonId};
use crate::language::Language;
use crate::plan::{ItemText, Point};

/// A file is not a card.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// It is not the JSON of a card.
    #[error("the content is not a card")]
    NotACard(#[from] serde_json::Error),
}

/// What kind of thing the person ticked for the lock screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LockScreenKind {
    /// An if-then card.
    Card,
    /// A reason.
    Reason,
    /// A safe place.
    Place,
}

/// Something that Help may show while the app is locked, because the person ticked it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LockScreenItem {
    /// What it is.
    pub kind: LockScreenKind,
    /// What it says: of an if-then card the situation, of a place its name.
    pub text: ItemText,
    /// The response of an if-then card.
    #[serde(default)]
    pub response: Option<ItemText>,
    /// Where a place is.
    #[serde(default)]
    pub point: Option<Point>,
}

/// The content of the help card, format 1.
///
/// Readers ignore what they do not know and do without what is missing or cannot be read, down to a single person: half
/// a card is better than none. Cards of any format are read so; a newer format may only add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpCard {
    /// The format of the writer.
    pub format: u32,
    /// The language of the interface.
    #[serde(default, deserialize_with = "readable")]
    pub language: Language,
    /// Whether religious content is on.
    #[serde(default, deserialize_with = "readable")]
    pub religion: bool,
    /// What the person wishes of the ladder.
    #[serde(default, deserialize_with = "readable")]
    pub wish: LadderWish,
    /// Everyone on the ladder.
    #[serde(default, deserialize_with = "readable_items")]
    pub people: Vec<LadderPerson>,
    /// Own lines, and settings of built-in ones.
    #[serde(default, deserialize_with = "readable_items")]
    pub lines: Vec<(LineId, Line)>,
    /// The person's own hours of work and quiet, which messages follow.
    #[serde(default, deserialize_with = "readable", skip_serializing_if = "Option::is_none")]
    pub work: Option<WorkTimes>,
    /// What the person ticked for the lock screen, nothing else.
    #[serde(default, deserialize_with = "readable_items")]
    pub shared: Vec<LockScreenItem>,
    /// When the card was written, by the device's clock; none for the built-in card.
    #[serde(default, deserialize_with = "readable")]
    pub written_at: Option<DateTime<Utc>>,
    /// Whom the person reached while the app was locked, and on which Malaysian day: taken over at the next unlock.
    #[serde(default, deserialize_with = "readable_items", skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<(PersonId, NaiveDate)>,
}

impl HelpCard {
    /// The format that this app writes.
    pub const FORMAT: u32 = 1;

    /// The card of an app that has no card: nobody on the ladder, the built-in lines.
    #[must_use]
    pub const fn builtin(language: Language) -> Self {
        Self {
            format: Self::FORMAT,
            language,
            religion: false,
            wish: LadderWish { prefer_sex: None },
            people: Vec::new(),
            lines: Vec::new(),
            work: None,
            shared: Vec::new(),
            written_at: None,
            reached: Vec::new(),
        }
    }

    /// Reads the bytes of [`HelpCard::to_bytes`], by this or any other version of the app.
    ///
    /// # Errors
    /// If the bytes are not a card at all.
    pub fn parse(bytes: &[u8]) -> Result<Self, CardError> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// The card as JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a card has no keys but texts and no failing parts")
    }
}

/// A value, or its default where it cannot be read.
pub(crate) fn readable<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(d: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(serde_json::Value::deserialize(d)?).unwrap_or_default())
}

/// Those items of a list that can be read.
pub(crate) fn readable_items<'de, D: Deserializer<'de>, T: DeserializeOwned>(d: D) -> Result<Vec<T>, D::Error> {
    let items = match serde_json::Value::deserialize(d)? {
        serde_json::Value::Array(items) => items,
        _ => Vec::new(),
    };
    Ok(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::BuiltinLine;
    use crate::person::{Role, Sex};

    /// A card as format 1 writes it. Never edit it: apps that are out there wrote this.
    const FORMAT_1: &str = r#"{"format":1,"language":"ms","religion":true,"wish":{"prefer_sex":"man"},"people":[{"id":"07070707070707070707070707070707","name":"Abang Mat","role":"senior","role_words":"abang besar","sex":"man","knows":"yes","hours":[{"day":"Fri","start":1320,"end":120}],"pos":"80","numbers":[{"number":"+60134567890","whatsapp":true,"label":"mobile"},{"number":"+60312345678;ext=12","whatsapp":false,"label":"work"}]}],"lines":[["08080808080808080808080808080808",{"builtin":"heal","name":"HEAL","number":"15555","whatsapp":null,"hours":[{"day":"Mon","start":480,"end":1440}],"cost_words":null,"checked_on":"2026-11-20","hidden":true,"pos":null}]],"shared":[{"kind":"place","text":"Surau","response":null,"point":"3.8077000,103.3260000"}],"written_at":"2026-11-21T15:30:00Z"}"#;

    fn parse(text: &str) -> HelpCard {
        HelpCard::parse(text.as_bytes()).expect("it is a card")
    }

    #[test]
    fn a_card_of_format_1_is_read_and_written_alike() {
        let card = parse(FORMAT_1);
        assert_eq!((card.people[0].role, card.wish.prefer_sex), (Role::Senior, Some(Sex::Man)));
        assert_eq!(card.people[0].numbers[1].number.display(), "03-1234 5678 ext 12");
        assert_eq!((card.lines[0].1.builtin, card.lines[0].1.hidden), (Some(BuiltinLine::Heal), true));
        assert_eq!(card.shared[0].point, "3.8077,103.326".parse().ok());
        assert_eq!(String::from_utf8(card.to_bytes()).expect("JSON is UTF-8"), FORMAT_1);
    }

    #[test]
    fn only_the_format_is_needed() {
        assert_eq!(parse(r#"{"format":1}"#), HelpCard::builtin(Language::Ms));
        let newer = r#"{"format":9,"language":"zh","wish":3,"people":{},"more":[1],"written_at":"yesterday"}"#;
        assert_eq!(parse(newer), HelpCard { format: 9, ..HelpCard::builtin(Language::Ms) });
    }

    #[test]
    fn one_person_who_cannot_be_read_takes_nobody_along() {
        let broken = FORMAT_1.replace(r#""people":["#, r#""people":[{"id":"07","name":""},null,"#);
        assert_eq!(parse(&broken), parse(FORMAT_1));
    }

    #[test]
    fn what_is_not_a_card_is_an_error() {
        for bytes in [&b""[..], b"null", b"{}", b"[]", b"\xff\xfe", &FORMAT_1.as_bytes()[..200]] {
            assert!(HelpCard::parse(bytes).is_err());
        }
    }

    #[test]
    fn the_built_in_card_has_nobody_on_it() {
        let card = HelpCard::builtin(Language::En);
        assert_eq!(HelpCard::parse(&card.to_bytes()).ok(), Some(card.clone()));
        assert!(card.people.is_empty() && card.lines.is_empty() && card.shared.is_empty() && !card.religion);
    }
}
