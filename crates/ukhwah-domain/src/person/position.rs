//! Where something stands in a list that people reorder on several devices.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A place in an order: between any two different places there is always another one.
///
/// A fraction in (0, 1) in base 256, without zeros at its end, so that the order of the bytes is the order of the
/// places. As text it is lower-case hexadecimal, which sorts the same way. Two devices may choose the same place; who
/// sorts breaks that tie by identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "bindings", ts(type = "string"))]
pub struct Position(Vec<u8>);

/// A text is not a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a position is lower-case hexadecimal without zeros at its end")]
pub struct ParsePositionError;

const MIDDLE: u8 = 0x80;
const LONGEST: usize = 512;

impl Position {
    /// The place of the first thing in an empty list.
    #[must_use]
    pub fn first() -> Self {
        Self(vec![MIDDLE])
    }

    /// A place after this one.
    #[must_use]
    pub fn after(&self) -> Self {
        Self(above(&self.0))
    }

    /// A place before this one.
    #[must_use]
    pub fn before(&self) -> Self {
        let zeros = self.0.iter().take_while(|byte| **byte == 0).count();
        let mut bytes = self.0[..=zeros].to_vec();
        bytes[zeros] -= 1;
        if bytes[zeros] == 0 {
            bytes.push(MIDDLE);
        }
        Self(bytes)
    }

    /// A place after `lower` and before `upper`, where no bound means the end of the list.
    ///
    /// `None` unless `lower` comes before `upper`: then the list wants [`Position::spread`] first.
    #[must_use]
    pub fn between(lower: Option<&Self>, upper: Option<&Self>) -> Option<Self> {
        match (lower, upper) {
            (None, None) => Some(Self::first()),
            (Some(lower), None) => Some(lower.after()),
            (None, Some(upper)) => Some(upper.before()),
            (Some(lower), Some(upper)) if lower < upper => Some(Self(inside(&lower.0, &upper.0))),
            (Some(_), Some(_)) => None,
        }
    }

    /// `count` places in rising order, to number a list anew.
    #[must_use]
    pub fn spread(count: usize) -> Vec<Self> {
        std::iter::successors(Some(Self::first()), |last| Some(last.after())).take(count).collect()
    }
}

/// A short fraction above the one with these digits; above 0 for none.
fn above(digits: &[u8]) -> Vec<u8> {
    let full = digits.iter().take_while(|byte| **byte == u8::MAX).count();
    let mut bytes = digits[..full].to_vec();
    bytes.push(digits.get(full).map_or(MIDDLE, |byte| byte + 1));
    bytes
}

/// A fraction between two, `lower` being the smaller one.
fn inside(lower: &[u8], upper: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (i, high) in upper.iter().copied().enumerate() {
        let low = lower.get(i).copied().unwrap_or(0);
        bytes.push(low + (high - low) / 2);
        match high - low {
            0 => {}
            1 => {
                bytes.extend(above(lower.get(i + 1..).unwrap_or_default()));
                break;
            }
            _ => break,
        }
    }
    bytes
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl From<Position> for String {
    fn from(position: Position) -> Self {
        position.to_string()
    }
}

impl FromStr for Position {
    type Err = ParsePositionError;

    fn from_str(text: &str) -> Result<Self, ParsePositionError> {
        let bytes = hex::decode(text).map_err(|_| ParsePositionError)?;
        let is_sound = bytes.last().is_some_and(|byte| *byte != 0) && bytes.len() <= LONGEST;
        if is_sound && !text.contains(|c: char| c.is_ascii_uppercase()) {
            Ok(Self(bytes))
        } else {
            Err(ParsePositionError)
        }
    }
}

impl TryFrom<String> for Position {
    type Error = ParsePositionError;

    fn try_from(text: String) -> Result<Self, ParsePositionError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_position() -> impl Strategy<Value = Position> {
        // Few distinct digits, so that shared beginnings and edges are common.
        let digit = prop_oneof![Just(0u8), Just(1), Just(127), Just(128), Just(254), Just(255), any::<u8>()];
        (prop::collection::vec(digit, 0..6), 1u8..).prop_map(|(mut bytes, last)| {
            bytes.push(last);
            Position(bytes)
        })
    }

    #[test]
    fn only_sound_text_is_a_position() {
        assert_eq!("80".parse(), Ok(Position::first()));
        for text in ["", "8", "00", "8000", "zz", "8F", "é0"] {
            assert_eq!(text.parse::<Position>(), Err(ParsePositionError), "{text}");
        }
        assert_eq!("01".repeat(LONGEST + 1).parse::<Position>(), Err(ParsePositionError));
    }

    #[test]
    fn bounds_in_the_wrong_order_have_nothing_between() {
        let (first, second) = (Position::first(), Position::first().after());
        assert_eq!(Position::between(Some(&second), Some(&first)), None);
        assert_eq!(Position::between(Some(&first), Some(&first)), None);
    }

    #[test]
    fn moving_to_the_front_a_thousand_times_keeps_room_and_stays_short() {
        let mut front = Position::first();
        for _ in 0..1000 {
            let next = Position::between(None, Some(&front)).expect("no lower bound");
            assert!(next < front);
            let between = Position::between(Some(&next), Some(&front)).expect("they are in order");
            assert!(next < between && between < front);
            front = next;
        }
        assert!(front.to_string().len() < 40, "{front}");
    }

    #[test]
    fn spread_rises() {
        let places = Position::spread(400);
        assert_eq!(places.len(), 400);
        assert!(places.is_sorted_by(|a, b| a < b));
    }

    proptest! {
        #[test]
        fn a_place_between_two_is_between_them(a in any_position(), b in any_position()) {
            prop_assume!(a != b);
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let middle = Position::between(Some(&low), Some(&high)).expect("they are in order");
            prop_assert!(low < middle && middle < high);
            prop_assert_eq!(middle.to_string().parse(), Ok(middle));
        }

        #[test]
        fn before_and_after_are_on_their_sides(place in any_position()) {
            let (before, after) = (place.before(), place.after());
            prop_assert!(before < place && place < after);
            prop_assert_eq!(before.to_string().parse(), Ok(before));
            prop_assert_eq!(after.to_string().parse(), Ok(after));
        }

        #[test]
        fn text_sorts_like_the_places(a in any_position(), b in any_position()) {
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }
}
