//! The agenda of Today and of the month view.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Event, Of, Sources, events};
use crate::id::{MeetingId, RoutineItemId};
use crate::meeting::MeetingReply;
use crate::routine::{Almanac, Mark, MarkState, MarkTarget, Prayer};

/// What an entry of an agenda is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AgendaTarget {
    /// One of the five prayers.
    Prayer {
        /// Which one.
        prayer: Prayer,
    },
    /// A meeting.
    Meeting {
        /// Which one.
        id: MeetingId,
    },
    /// An item of the routine.
    Item {
        /// Which one.
        id: RoutineItemId,
    },
}

impl AgendaTarget {
    /// What a mark about it is about; a meeting has replies instead.
    #[must_use]
    pub const fn to_mark(self) -> Option<MarkTarget> {
        match self {
            Self::Prayer { prayer } => Some(MarkTarget::Prayer { prayer }),
            Self::Item { id } => Some(MarkTarget::Item { id }),
            Self::Meeting { .. } => None,
        }
    }
}

/// What was said of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AgendaState {
    /// Nothing yet.
    Open,
    /// Begun: the counter of a zikir stands somewhere.
    Begun,
    /// Later that day.
    Later,
    /// Not that day.
    NotToday,
    /// Done.
    Done,
    /// A prayer made up for later.
    Qada,
    /// The person comes to the meeting.
    Coming,
    /// The person does not come to the meeting.
    NotComing,
}

impl AgendaState {
    /// Whether nothing more is to be done on that day, so that no reminder is due.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::NotToday | Self::Done | Self::Qada | Self::NotComing)
    }
}

impl From<MarkState> for AgendaState {
    fn from(state: MarkState) -> Self {
        match state {
            MarkState::Begun => Self::Begun,
            MarkState::Later => Self::Later,
            MarkState::NotToday => Self::NotToday,
            MarkState::Done => Self::Done,
            MarkState::Qada => Self::Qada,
        }
    }
}

/// Something that a day holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgendaEntry {
    /// The day that it belongs to; its moment can lie past that day's midnight.
    pub date: NaiveDate,
    /// When it is; `None` for what has the whole day, or whose moment cannot be known.
    pub at: Option<DateTime<Utc>>,
    /// What it is.
    pub target: AgendaTarget,
    /// What was said of it.
    pub state: AgendaState,
    /// Where the counter of a zikir stands.
    pub count: Option<u32>,
}

/// What the days from `first` to `last` hold, both inside, at most 400 days: by day, then by time.
///
/// What has no time comes last in its day. At the same time a prayer comes before a meeting, and that before the
/// routine, which keeps the person's order. Items that rest are absent, and prayers and sunat while they do not fall
/// due. Nothing here tells a day that has passed from one that has not.
#[must_use]
pub fn agenda(first: NaiveDate, last: NaiveDate, sources: &Sources<'_>, almanac: &impl Almanac) -> Vec<AgendaEntry> {
    let said = Said::of(sources);
    let mut events = events(first, last, sources, almanac);
    events.sort_by(|a, b| {
        let key = |event: &Event<'_>| (event.date, event.at.is_none(), event.at);
        key(a).cmp(&key(b)).then_with(|| position(a).cmp(&position(b))).then_with(|| a.target().cmp(&b.target()))
    });
    events.iter().map(|event| said.entry(event)).collect()
}

/// Where an event stands among others at the same time: its class, and the person's order within it.
fn position<'e>(event: &Event<'e>) -> (u8, Option<&'e crate::person::Position>) {
    match event.of {
        Of::Prayer(..) => (0, None),
        Of::Meeting(_, meeting) => (1, Some(&meeting.pos)),
        Of::Item(_, item) => (2, Some(&item.pos)),
    }
}

/// What was said of the days, by what counts.
pub(crate) struct Said<'s> {
    marks: std::collections::BTreeMap<(MarkTarget, NaiveDate), &'s Mark>,
    replies: std::collections::BTreeMap<(MeetingId, NaiveDate), &'s MeetingReply>,
}

impl<'s> Said<'s> {
    pub(crate) fn of(sources: &Sources<'s>) -> Self {
        Self { marks: Mark::latest(sources.marks), replies: MeetingReply::latest(sources.replies) }
    }

    /// The entry of an event.
    pub(crate) fn entry(&self, event: &Event<'_>) -> AgendaEntry {
        let (target, date) = (event.target(), event.date);
        let mark = target.to_mark().and_then(|target| self.marks.get(&(target, date)));
        let reply = match target {
            AgendaTarget::Meeting { id } => self.replies.get(&(id, date)),
            _ => None,
        };
        let said = mark.map(|mark| mark.state.into());
        let replied = reply.map(|reply| if reply.coming { AgendaState::Coming } else { AgendaState::NotComing });
        AgendaEntry {
            date,
            at: event.at,
            target,
            state: said.or(replied).unwrap_or(AgendaState::Open),
            count: mark.and_then(|mark| mark.count),
        }
    }
}
