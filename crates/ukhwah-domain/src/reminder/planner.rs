//! The planner: the next reminders as data, computed from everything that the person switched on.

use chrono::{DateTime, Days as DayCount, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::delivery::{DueReminder, ReminderId};
use super::manners::Manners;
use crate::agenda::{Event, Of, Said, Sources, events, moment};
use crate::bounded::Lead;
use crate::id::{MeetingId, RoutineItemId, TrainingId};
use crate::person::OneLine;
use crate::routine::{Almanac, Anchor, Prayer, ReminderWish, Sound, Timing, What};
use crate::service::Training;
use crate::time::MinuteOfDay;

/// The most reminders in one plan: the earliest ones.
pub const MOST_REMINDERS: usize = 200;

/// A moment can lie this many days beside its date: half a day after an anchor, a day ahead of a reminder.
const DAYS_AROUND: u64 = 2;

const DAY_BEFORE: i64 = 24 * 60;
const HOUR_BEFORE: i64 = 60;

/// The hour at which a certificate that ends is reminded of.
const EXPIRY_HOUR: u16 = 9;
/// Someone who looked in so shortly before is not asked again.
const LOOKED_IN_BEFORE: TimeDelta = TimeDelta::hours(2);

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReminderKind {
    /// One of the five prayers.
    Prayer {
        /// Which one.
        prayer: Prayer,
    },
    /// Imsak in Ramadan.
    Imsak,
    /// An item of the routine.
    Item {
        /// Which one.
        id: RoutineItemId,
        /// What kind of item.
        what: What,
    },
    /// A meeting.
    Meeting {
        /// Which one.
        id: MeetingId,
    },
    /// A certificate that ends on the day to which the reminder belongs.
    Training {
        /// Of which training.
        id: TrainingId,
    },
    /// The check-in of the day.
    CheckIn,
}

/// A reminder to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What it is called in the card and its log; the same whenever it is planned again.
    pub id: ReminderId,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// The moment that it reminds of.
    pub of: DateTime<Utc>,
    /// After this moment it is listed as missed and not shown.
    pub latest: DateTime<Utc>,
    /// What it is about.
    pub kind: ReminderKind,
    /// The day that it belongs to.
    pub date: NaiveDate,
    /// How many minutes it comes before that moment.
    pub before: Lead,
    /// The name of the item or meeting.
    pub title: Option<OneLine<200>>,
    /// Whether the name must not be shown even where full texts were chosen.
    pub discreet: bool,
    /// How it sounds; silent in quiet hours.
    pub sound: Sound,
}

impl Reminder {
    /// The reminder for the card, with its words.
    #[must_use]
    pub fn due(&self, title: String, body: String) -> DueReminder {
        DueReminder {
            id: self.id.clone(),
            at_ms: self.at.timestamp_millis(),
            latest_ms: self.latest.timestamp_millis(),
            title,
            body,
            sound: self.sound,
            missed_ms: None,
        }
    }
}

/// The next reminders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The reminders by time, each once, at most [`MOST_REMINDERS`].
    pub reminders: Vec<Reminder>,
    /// Until when they are all there: to the end of the span, or to the first one that was too many.
    pub until: DateTime<Utc>,
}

/// The reminders after `now` and up to `horizon` later.
///
/// `sources.marks` and `sources.replies` are those from two days before to two days after this span. Nothing is planned
/// for what is settled: done, not today, not coming. As long as the sources stay the same, a plan made later holds the
/// same reminders for the time that both plans cover.
#[must_use]
pub fn plan(
    now: DateTime<Utc>,
    horizon: TimeDelta,
    sources: &Sources<'_>,
    almanac: &impl Almanac,
    manners: &Manners,
) -> Plan {
    let end = now.checked_add_signed(horizon).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let around = DayCount::new(DAYS_AROUND);
    let first = almanac.date(now).checked_sub_days(around).unwrap_or(NaiveDate::MIN);
    let last = almanac.date(end).checked_add_days(around).unwrap_or(NaiveDate::MAX);
    let said = Said::of(sources);
    let events = events(first, last, sources, almanac);
    let open = events.iter().filter(|event| !said.entry(event).state.is_settled());
    let besides = imsak(first, last, sources, almanac).into_iter().chain(expiries(sources, almanac));
    let mut reminders: Vec<Reminder> = open.flat_map(of_event).chain(besides).collect();
    reminders.extend(check_ins(first, last, sources, almanac));
    reminders.retain(|reminder| reminder.at > now && reminder.at <= end);
    reminders.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let until = reminders.get(MOST_REMINDERS).map_or(end, |too_many| too_many.at);
    reminders.truncate(MOST_REMINDERS);
    for reminder in &mut reminders {
        if !manners.let_sound(reminder.at, almanac) {
            reminder.sound = Sound::Silent;
        }
    }
    Plan { reminders, until }
}

/// Something to be reminded of.
struct Occasion<'o> {
    kind: ReminderKind,
    /// The beginning of the reminder's identifier.
    name: &'o str,
    date: NaiveDate,
    /// The moment itself.
    of: DateTime<Utc>,
}

impl Occasion<'_> {
    /// The reminder that the person wishes, without the name of what it is about; `None` at the end of all time.
    fn remind(&self, wish: ReminderWish) -> Option<Reminder> {
        let before = wish.before;
        let at = self.of.checked_sub_signed(TimeDelta::minutes(before.get().into()))?;
        Some(Reminder {
            id: ReminderId::from(format!("{}/{}/{}", self.name, self.date, before.get())),
            at,
            of: self.of,
            latest: latest(self.kind, at, self.of)?,
            kind: self.kind,
            date: self.date,
            before,
            title: None,
            discreet: false,
            sound: wish.sound,
        })
    }
}

/// The reminders of one event.
fn of_event(event: &Event<'_>) -> Vec<Reminder> {
    let Some(of) = event.at else {
        return Vec::new();
    };
    let date = event.date;
    match event.of {
        Of::Prayer(prayer, choice) => {
            let occasion = Occasion { kind: ReminderKind::Prayer { prayer }, name: prayer.code(), date, of };
            choice.remind.and_then(|wish| occasion.remind(wish)).into_iter().collect()
        }
        Of::Item(id, item) => {
            let name = format!("item/{id}/{}", item.timing);
            let occasion = Occasion { kind: ReminderKind::Item { id, what: item.what }, name: &name, date, of };
            let made = item.remind.and_then(|wish| occasion.remind(wish));
            let named = |made| Reminder { title: Some(item.title.clone()), discreet: item.discreet, ..made };
            made.map(named).into_iter().collect()
        }
        Of::Meeting(id, meeting) => {
            let name = format!("meeting/{id}/{}", meeting.minute.get());
            let occasion = Occasion { kind: ReminderKind::Meeting { id }, name: &name, date, of };
            let wishes = [(meeting.remind_day_before, DAY_BEFORE), (meeting.remind_hour_before, HOUR_BEFORE)];
            let leads = wishes.into_iter().filter(|(on, _)| *on).filter_map(|(_, before)| Lead::try_from(before).ok());
            let made = leads.filter_map(|before| occasion.remind(ReminderWish { before, sound: meeting.sound }));
            made.map(|made| Reminder { title: Some(meeting.title.clone()), ..made }).collect()
        }
    }
}

/// The reminders at imsak, on the days of Ramadan on which prayers fall due.
fn imsak(first: NaiveDate, last: NaiveDate, sources: &Sources<'_>, almanac: &impl Almanac) -> Vec<Reminder> {
    let Some(wish) = sources.prayers.imsak.filter(|_| sources.religion) else { return Vec::new() };
    let is_fasting = |date: &NaiveDate| sources.are_due_on(*date) && almanac.is_ramadan(*date);
    let days = first.iter_days().take_while(|date| *date <= last).take(MOST_REMINDERS).filter(is_fasting);
    days.filter_map(|date| {
        let of = almanac.anchor(date, Anchor::Imsak)?;
        Occasion { kind: ReminderKind::Imsak, name: "imsak", date, of }.remind(wish)
    })
    .collect()
}

/// The reminders before certificates end, by name and on the day itself at nine in the morning.
fn expiries(sources: &Sources<'_>, almanac: &impl Almanac) -> Vec<Reminder> {
    let Some(minute) = MinuteOfDay::at(EXPIRY_HOUR, 0) else { return Vec::new() };
    let wish = ReminderWish { before: Lead::LEAST, sound: Sound::default() };
    let of_training = |(id, training): &(TrainingId, Training)| {
        let remind = |(day, left): (NaiveDate, u16)| {
            let name = format!("training/{id}/{left}");
            let (kind, date) = (ReminderKind::Training { id: *id }, training.expires_on?);
            let made = Occasion { kind, name: &name, date, of: almanac.at(day, minute) }.remind(wish)?;
            Some(Reminder { title: Some(training.title.clone()), ..made })
        };
        training.notice_days().filter_map(remind).collect::<Vec<_>>()
    };
    sources.trainings.iter().flat_map(of_training).collect()
}

/// The reminders of the check-in, on the days on which the person has not looked in around that time already.
fn check_ins(first: NaiveDate, last: NaiveDate, sources: &Sources<'_>, almanac: &impl Almanac) -> Vec<Reminder> {
    let Some((time, wish)) = sources.check_in.and_then(|time| Some((time, time.remind?))) else {
        return Vec::new();
    };
    if matches!(time.timing, Timing::Around { .. }) && !sources.religion {
        return Vec::new();
    }
    let days = first.iter_days().take_while(|date| *date <= last).take(MOST_REMINDERS);
    days.filter_map(|date| {
        let of = moment(time.timing, date, almanac)?;
        if is_looked_in(date, of, sources, almanac) {
            return None;
        }
        let name = format!("checkin/{}", time.timing);
        let made = Occasion { kind: ReminderKind::CheckIn, name: &name, date, of }.remind(wish)?;
        Some(Reminder { discreet: true, ..made })
    })
    .collect()
}

/// Whether there is a check-in of this day that was not long before the moment at which it is offered, or after it.
fn is_looked_in(date: NaiveDate, of: DateTime<Utc>, sources: &Sources<'_>, almanac: &impl Almanac) -> bool {
    let since = of.checked_sub_signed(LOOKED_IN_BEFORE).unwrap_or(of);
    sources.check_ins.iter().any(|made| made.date == date && almanac.at(date, made.minute) >= since)
}

/// Until when it helps to be reminded: never after the moment itself for what was to come before it.
fn latest(kind: ReminderKind, at: DateTime<Utc>, of: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minutes = match kind {
        ReminderKind::Prayer { .. } | ReminderKind::Imsak => 10,
        ReminderKind::Item { what: What::Medication, .. } => 120,
        ReminderKind::Item { .. } => 30,
        ReminderKind::CheckIn => 120,
        ReminderKind::Meeting { .. } => 12 * 60,
        ReminderKind::Training { .. } => 3 * 24 * 60,
    };
    let latest = at.checked_add_signed(TimeDelta::minutes(minutes))?;
    Some(if at < of { latest.min(of) } else { latest })
}
