//! Which lines Help shows now, and in which order.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::line::{BuiltinLine, Line, LineName, LineWords};
use crate::id::LineId;
use crate::person::{PhoneNumber, Position, WeekHours};

/// What a call to a built-in line costs, where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Nothing.
    Free,
    /// What the caller's own plan charges.
    Charged,
}

impl BuiltinLine {
    /// What a call costs, where that is confirmed.
    #[must_use]
    pub const fn cost(self) -> Option<Cost> {
        match self {
            Self::Emergency => Some(Cost::Free),
            Self::Heal => Some(Cost::Charged),
            Self::TalianKasih | Self::BefriendersKl => None,
        }
    }
}

/// A line as Help shows it. Moments are milliseconds since 1970 UTC in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShownLine {
    /// The stored line or setting; none for a built-in line that nobody touched.
    pub id: Option<LineId>,
    /// Which built-in line it is.
    pub builtin: Option<BuiltinLine>,
    /// What it is called.
    pub name: LineName,
    /// The number to call.
    pub number: PhoneNumber,
    /// The number on WhatsApp.
    pub whatsapp: Option<PhoneNumber>,
    /// When somebody answers, as far as known.
    pub hours: Option<WeekHours>,
    /// What a call to a built-in line costs.
    pub cost: Option<Cost>,
    /// What a call to an own line costs, in the person's words.
    pub cost_words: Option<LineWords>,
    /// The day on which this was last checked.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub checked_on: Option<NaiveDate>,
    /// When it closes; none if it never does, is closed, or its hours are unknown.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub closes: Option<DateTime<Utc>>,
    /// When it opens; none if it is open or its hours are unknown.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub opens: Option<DateTime<Utc>>,
}

impl ShownLine {
    fn of(id: Option<LineId>, line: &Line, now: DateTime<Utc>) -> Self {
        let hours = line.hours.as_ref();
        Self {
            id,
            builtin: line.builtin,
            name: line.name.clone(),
            number: line.number.clone(),
            whatsapp: line.whatsapp.clone(),
            hours: line.hours.clone(),
            cost: line.builtin.and_then(BuiltinLine::cost),
            cost_words: line.cost_words.clone(),
            checked_on: line.checked_on,
            closes: hours.and_then(|hours| hours.closes_at(now)),
            opens: hours.and_then(|hours| hours.opens_next(now)),
        }
    }

    fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.hours.as_ref().is_none_or(|hours| hours.open_at(now))
    }
}

/// The lines of Help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LinesShown {
    /// 999: in the strip above everything, and again after everything.
    pub emergency: ShownLine,
    /// Lines where somebody answers now, or whose hours nobody knows.
    pub open: Vec<ShownLine>,
    /// Lines where nobody answers now.
    pub closed: Vec<ShownLine>,
}

/// Puts built-in and own lines together, without the hidden ones.
///
/// Lines with a place stand first, in that order, then own lines without one, then the built-in lines in their own
/// order. Two devices may each have made a setting for the same built-in line: the smallest identifier wins. 999 can be
/// neither hidden nor moved.
#[must_use]
pub fn lines_shown(own: &[(LineId, Line)], now: DateTime<Utc>) -> LinesShown {
    let mut lines: Vec<(Option<LineId>, Line)> =
        own.iter().filter(|(_, line)| line.builtin.is_none()).map(|(id, line)| (Some(*id), line.clone())).collect();
    for builtin in BuiltinLine::ALL.into_iter().filter(|builtin| *builtin != BuiltinLine::Emergency) {
        let settings = own.iter().filter(|(_, line)| line.builtin == Some(builtin));
        lines.push(match settings.min_by_key(|(id, _)| *id) {
            // What a card says of a built-in line may be older than the app.
            Some((id, set)) => (Some(*id), Line::setting(builtin, set.hidden, set.pos.clone())),
            None => (None, Line::setting(builtin, false, None)),
        });
    }
    lines.retain(|(_, line)| !line.hidden);
    lines.sort_by(|a, b| order(a).cmp(&order(b)));
    let shown = lines.iter().map(|(id, line)| ShownLine::of(*id, line, now));
    let (open, closed) = shown.partition(|line| line.is_open(now));
    let emergency = ShownLine::of(None, &Line::setting(BuiltinLine::Emergency, false, None), now);
    LinesShown { emergency, open, closed }
}

/// Built-in lines without a place are told apart by kind, everything else by identifier.
fn order((id, line): &(Option<LineId>, Line)) -> (bool, Option<&Position>, Option<BuiltinLine>, Option<LineId>) {
    let builtin = if line.pos.is_none() { line.builtin } else { None };
    (line.pos.is_none(), line.pos.as_ref(), builtin, *id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::RecordId;

    fn id(n: u8) -> LineId {
        RecordId::from_bytes([n; 16]).into()
    }

    fn own(name: &str, pos: Option<Position>) -> Line {
        let number = PhoneNumber::parse("03-1234 5678").expect("a number");
        Line { pos, ..Line::own(LineName::parse(name).expect("a name"), number) }
    }

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-21T{text}:00+08:00").parse().expect("a moment")
    }

    fn names(lines: &[ShownLine]) -> Vec<&str> {
        lines.iter().map(|line| line.name.as_str()).collect()
    }

    #[test]
    fn lines_that_answer_now_stand_apart_from_those_that_do_not() {
        let day = lines_shown(&[], at("14:00"));
        assert_eq!(names(&day.open), ["Talian Kasih", "Befrienders KL", "HEAL"]);
        assert_eq!(day.open[2].closes, "2026-11-22T00:00:00+08:00".parse().ok());
        assert!(day.closed.is_empty());
        let night = lines_shown(&[], at("03:00"));
        assert_eq!(names(&night.open), ["Talian Kasih", "Befrienders KL"]);
        assert_eq!(names(&night.closed), ["HEAL"]);
        assert_eq!(night.closed[0].opens, Some(at("08:00")));
    }

    #[test]
    fn the_emergency_line_can_be_neither_hidden_nor_moved() {
        let hiding = [(id(1), Line::setting(BuiltinLine::Emergency, true, Some(Position::first())))];
        let shown = lines_shown(&hiding, at("03:00"));
        assert_eq!((shown.emergency.number.dialled(), shown.emergency.cost), ("999", Some(Cost::Free)));
        assert_eq!(names(&shown.open), ["Talian Kasih", "Befrienders KL"]);
    }

    #[test]
    fn hidden_lines_are_left_out_and_placed_ones_come_first() {
        let (first, second) = (Position::first(), Position::first().after());
        let lines = [
            (id(1), Line::setting(BuiltinLine::TalianKasih, true, None)),
            (id(2), Line::setting(BuiltinLine::Heal, false, Some(second))),
            (id(3), own("Klinik", Some(first))),
            (id(4), own("Pusat", None)),
        ];
        assert_eq!(names(&lines_shown(&lines, at("14:00")).open), ["Klinik", "HEAL", "Pusat", "Befrienders KL"]);
    }

    #[test]
    fn of_two_settings_the_smallest_identifier_wins() {
        let lines = [
            (id(9), Line::setting(BuiltinLine::Heal, true, None)),
            (id(2), Line::setting(BuiltinLine::Heal, false, None)),
        ];
        let shown = lines_shown(&lines, at("14:00"));
        assert_eq!(shown.open[2].id, Some(id(2)));
        assert_eq!(shown.open.len(), 3);
    }

    #[test]
    fn an_old_copy_of_a_built_in_number_is_not_shown() {
        let stale = Line {
            number: PhoneNumber::parse("03-1234 5678").expect("a number"),
            ..Line::setting(BuiltinLine::TalianKasih, false, None)
        };
        assert_eq!(lines_shown(&[(id(1), stale)], at("14:00")).open[0].number.dialled(), "15999");
    }

    #[test]
    fn a_line_whose_hours_nobody_knows_counts_as_open() {
        let shown = lines_shown(&[(id(1), own("Klinik", None))], at("03:00"));
        assert_eq!(names(&shown.open)[0], "Klinik");
    }

    proptest! {
        #[test]
        fn every_line_that_is_not_hidden_is_shown_once(hidden in prop::collection::vec(any::<bool>(), 0..8), hour in 0u32..24) {
            let lines: Vec<_> = hidden.iter().zip(0u8..).map(|(hidden, n)| {
                (id(n), Line { hidden: *hidden, ..own(&format!("Talian {n}"), None) })
            }).collect();
            let shown = lines_shown(&lines, at(&format!("{hour:02}:00")));
            let visible = hidden.iter().filter(|hidden| !**hidden).count();
            prop_assert_eq!(shown.open.len() + shown.closed.len(), visible + 3);
        }
    }
}
