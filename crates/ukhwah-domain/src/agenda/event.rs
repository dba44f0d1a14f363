//! What falls on which day, before anything was said of it.

use chrono::{DateTime, Days as DayCount, NaiveDate, TimeDelta, Utc};

use super::{AgendaTarget, Sources};
use crate::id::{MeetingId, RoutineItemId};
use crate::meeting::Meeting;
use crate::routine::{Almanac, Pause, PauseOf, Prayer, PrayerChoice, RoutineItem, Timing, What};

/// The most days that are looked at, so that a wrong date cannot ask for all of time.
const MOST_DAYS: u64 = 400;

/// Something that falls on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event<'s> {
    /// The day.
    pub(crate) date: NaiveDate,
    /// When; `None` for what has the whole day, or whose moment cannot be known.
    pub(crate) at: Option<DateTime<Utc>>,
    /// What it is.
    pub(crate) of: Of<'s>,
}

/// What falls on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'s> {
    /// A prayer.
    Prayer(Prayer, &'s PrayerChoice),
    /// A meeting.
    Meeting(MeetingId, &'s Meeting),
    /// An item of the routine.
    Item(RoutineItemId, &'s RoutineItem),
}

impl Event<'_> {
    /// What the event is, without its content.
    pub(crate) fn target(&self) -> AgendaTarget {
        match self.of {
            Of::Prayer(prayer, _) => AgendaTarget::Prayer { prayer },
            Of::Meeting(id, _) => AgendaTarget::Meeting { id },
            Of::Item(id, _) => AgendaTarget::Item { id },
        }
    }
}

/// Everything that falls on the days from `first` to `last`, both inside, at most 400 days; in no order.
pub(crate) fn events<'s>(
    first: NaiveDate,
    last: NaiveDate,
    sources: &Sources<'s>,
    almanac: &impl Almanac,
) -> Vec<Event<'s>> {
    let last = first.checked_add_days(DayCount::new(MOST_DAYS - 1)).map_or(last, |most| last.min(most));
    let mut events = Vec::new();
    if sources.religion {
        for date in first.iter_days().take_while(|date| *date <= last) {
            events.extend(prayers(date, sources, almanac));
        }
    }
    for (id, meeting) in sources.meetings {
        let at = |date| Some(almanac.at(date, meeting.minute));
        let dates = meeting.days.between(first, last);
        events.extend(dates.map(|date| Event { date, at: at(date), of: Of::Meeting(*id, meeting) }));
    }
    for (id, item) in sources.items.iter().filter(|(_, item)| is_on(item, sources)) {
        let of = PauseOf::Item(*id);
        let rests = |date: &NaiveDate| {
            Pause::rests(of, *date, sources.pauses) || (item.what == What::Sunat && !sources.are_due_on(*date))
        };
        let dates = item.days.between(first, last).filter(|date| !rests(date));
        events.extend(dates.map(|date| Event {
            date,
            at: moment(item.timing, date, almanac),
            of: Of::Item(*id, item),
        }));
    }
    events
}

fn prayers<'s>(date: NaiveDate, sources: &Sources<'s>, almanac: &impl Almanac) -> impl Iterator<Item = Event<'s>> {
    let choices = &sources.prayers.prayers;
    let due = sources.are_due_on(date);
    let on = Prayer::ALL.into_iter().filter(move |prayer| due && choices.get(*prayer).on);
    on.map(move |prayer| Event {
        date,
        at: almanac.anchor(date, prayer.into()),
        of: Of::Prayer(prayer, choices.get(prayer)),
    })
}

fn is_on(item: &RoutineItem, sources: &Sources<'_>) -> bool {
    !item.paused && (sources.religion || !item.what.is_religious())
}

/// When something at this time of the day is on this day.
pub(crate) fn moment(timing: Timing, date: NaiveDate, almanac: &impl Almanac) -> Option<DateTime<Utc>> {
    match timing {
        Timing::At { minute } => Some(almanac.at(date, minute)),
        Timing::Around { anchor, minutes } => {
            almanac.anchor(date, anchor)?.checked_add_signed(TimeDelta::minutes(minutes.get().into()))
        }
        Timing::AnyTime => None,
    }
}
