//! What the person said of an item or a prayer on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::prayer::Prayer;
use crate::id::{RecordId, RoutineItemId};
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// What a mark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MarkTarget {
    /// One of the five prayers.
    Prayer {
        /// Which one.
        prayer: Prayer,
    },
    /// An item of the routine.
    Item {
        /// Which one.
        id: RoutineItemId,
    },
}

/// What a mark says. Nothing ever says "missed".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MarkState {
    /// Begun: a zikir whose counter stands somewhere.
    Begun,
    /// Later today; it stays on the list.
    Later,
    /// Not today.
    NotToday,
    /// Done.
    Done,
    /// Made up for later (qada), only ever by the person's own hand.
    Qada,
}

/// What the person said of an item or a prayer on a day.
///
/// Fields: `parent` (the item) or `prayer`, `date`, `state`, `count`, `at_ms`. It belongs to its item and goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is about.
    pub target: MarkTarget,
    /// The day that it is about, which need not be the day on which it was said.
    pub date: NaiveDate,
    /// What it says.
    pub state: MarkState,
    /// Where the counter of a zikir stands.
    pub count: Option<u32>,
    /// When it was said, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// The time by which records of a day are listed: midnight UTC of the day's date, in milliseconds since 1970.
///
/// It names the date and not a moment, so the records of a range of dates are those from `day_ms(first)` to
/// `day_ms(last)`, in whichever time zone they were written.
#[must_use]
pub fn day_ms(date: NaiveDate) -> i64 {
    date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()
}

impl Mark {
    /// The mark that counts for each target and day: the newest, ties broken alike on every device.
    #[must_use]
    pub fn latest<'m>(marks: impl IntoIterator<Item = &'m Self>) -> BTreeMap<(MarkTarget, NaiveDate), &'m Self> {
        let mut latest = BTreeMap::new();
        for mark in marks {
            let kept = latest.entry((mark.target, mark.date)).or_insert(mark);
            if (mark.at_ms, mark.state, mark.count) > (kept.at_ms, kept.state, kept.count) {
                *kept = mark;
            }
        }
        latest
    }
}

impl Entity for Mark {
    const KIND: Kind = Kind::Mark;

    fn parent(&self) -> Option<RecordId> {
        match self.target {
            MarkTarget::Item { id } => Some(id.into()),
            MarkTarget::Prayer { .. } => None,
        }
    }

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        let prayer = match &self.target {
            MarkTarget::Prayer { prayer } => Some(prayer),
            MarkTarget::Item { .. } => None,
        };
        fields([
            ("parent", self.parent().into()),
            ("prayer", optional(prayer)),
            ("date", text(&self.date)),
            ("state", text(&self.state)),
            ("count", self.count.map(i64::from).into()),
            ("at_ms", Value::Int(self.at_ms)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let target = match read::id(fields, kind, "parent")? {
            Some(id) => MarkTarget::Item { id: id.into() },
            None => MarkTarget::Prayer { prayer: needed(fields, kind, "prayer")? },
        };
        Ok(Self {
            target,
            date: needed(fields, kind, "date")?,
            // What a newer app can say is not "done": the item stays on the list.
            state: understood(fields, kind, "state")?.unwrap_or(MarkState::Begun),
            count: read::int(fields, kind, "count")?.and_then(|count| count.try_into().ok()),
            at_ms: read::needed(read::int(fields, kind, "at_ms")?, kind, "at_ms")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(state: MarkState, at_ms: i64) -> Mark {
        let date = "2026-03-01".parse().expect("a day");
        Mark { target: MarkTarget::Prayer { prayer: Prayer::Asr }, date, state, count: None, at_ms }
    }

    #[test]
    fn the_newest_mark_of_two_devices_counts_in_any_order() {
        let marks = [mark(MarkState::Later, 1), mark(MarkState::Done, 9), mark(MarkState::NotToday, 5)];
        let mut turned = marks.clone();
        turned.reverse();
        for marks in [&marks, &turned] {
            let states: Vec<_> = Mark::latest(marks).into_values().map(|mark| mark.state).collect();
            assert_eq!(states, [MarkState::Done]);
        }
        let tie = [mark(MarkState::Done, 1), mark(MarkState::Later, 1)];
        assert_eq!(Mark::latest(&tie).into_values().next(), Mark::latest(tie.iter().rev()).into_values().next());
    }

    #[test]
    fn a_mark_is_listed_by_the_day_that_it_is_about() {
        let marked_late = mark(MarkState::Done, 9_999_999_999_999);
        assert_eq!(marked_late.at(), Some(1_772_323_200_000));
        assert_eq!(day_ms("1970-01-02".parse().expect("a day")), 86_400_000);
    }
}
