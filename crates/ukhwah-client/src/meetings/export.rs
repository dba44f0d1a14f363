//! Meetings and the routine as a calendar file, for the person's own calendar.

use chrono::{DateTime, Days as DayCount, NaiveDate, TimeDelta, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::Meeting;
use ukhwah_domain::routine::{Almanac as _, RoutineItem, Timing};
use ukhwah_domain::time::malaysian;
use ukhwah_store::{Store, StoreError, Stored};

use super::CalendarRequest;
use super::ics::{self, Entry, Span, Uid};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::host::FileKind;
use crate::plan::in_order;
use crate::routine::{is_resting, pauses_of};
use crate::settings::{SavedView, profile_of};
use crate::solat::DeviceAlmanac;
use crate::text;

/// How long an entry is drawn that does not say how long it lasts, in minutes.
const MEETING_LENGTH: u16 = 60;
const ITEM_LENGTH: u16 = 15;

/// For how many days the times of an item around a prayer are written out, which no rule can say.
const DAYS_AHEAD: u64 = 60;

impl App {
    /// Writes meetings, the routine or both into a calendar file where the person wants it.
    ///
    /// Replies, tips, leaders and what was said of the days stay here, and an item that is discreet goes without its
    /// name. Items that rest are left out, and everything religious while that is off.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToExport`], [`ErrorCode::Cancelled`], or why it was not written.
    pub fn calendar_export(&self, request: CalendarRequest) -> Result<SavedView, IpcError> {
        let now = self.clock.now();
        let (bytes, name) = self.reading(|store, language| {
            let almanac = self.almanac(store)?;
            let entries = entries(store, request, now, &almanac, language)?;
            let here = |moment: DateTime<Utc>| almanac.local(moment);
            let is_malaysian = is_malaysian(now, &almanac);
            let bytes = (!entries.is_empty()).then(|| ics::write(&entries, now, is_malaysian, &here));
            Ok((bytes, file_name(request, language)))
        })?;
        let bytes = bytes.ok_or(ErrorCode::NothingToExport)?;
        let target = self.host.choose_target(FileKind::Calendar, name).ok_or(ErrorCode::Cancelled)?;
        folder::replace(&target, &bytes).map_err(StoreError::from)?;
        let file = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(SavedView { file, handed_over: false })
    }
}

fn file_name(request: CalendarRequest, language: Language) -> &'static str {
    match (request.meetings, request.routine) {
        (true, true) => text::meeting_file_both(language),
        (false, true) => text::meeting_file_routine(language),
        _ => text::meeting_file(language),
    }
}

/// Whether the clocks here are those of Malaysia now and in half a year.
fn is_malaysian(now: DateTime<Utc>, almanac: &DeviceAlmanac<'_>) -> bool {
    let later = now.checked_add_signed(TimeDelta::days(182)).unwrap_or(now);
    [now, later].into_iter().all(|moment| almanac.local(moment) == malaysian(moment).naive_local())
}

fn entries(
    store: &Store,
    request: CalendarRequest,
    now: DateTime<Utc>,
    almanac: &DeviceAlmanac<'_>,
    language: Language,
) -> Result<Vec<Entry>, StoreError> {
    let (read, mut entries) = (store.read(), Vec::new());
    if request.meetings {
        entries.extend(in_order::<Meeting>(read)?.iter().filter_map(meeting_entry));
    }
    if request.routine {
        let religion = profile_of(read)?.value.religion;
        let items = in_order::<RoutineItem>(read)?;
        let (pauses, today) = (pauses_of(read)?, almanac.date(now));
        let is_shown = |stored: &Stored<RoutineItem>| {
            !is_resting(stored, today, &pauses) && (religion || !stored.value.what.is_religious())
        };
        for stored in items.iter().filter(|stored| is_shown(stored)) {
            entries.extend(item_entries(stored, today, almanac, language));
        }
    }
    Ok(entries)
}

fn meeting_entry(stored: &Stored<Meeting>) -> Option<Entry> {
    let meeting = &stored.value;
    let first = meeting.days.next_on_or_after(meeting.days.starts)?;
    let (hour, minute) = meeting.minute.hour_and_minute();
    let reminders = [(meeting.remind_day_before, 1440), (meeting.remind_hour_before, 60)];
    Some(Entry {
        uid: Uid::Meeting(stored.id),
        title: meeting.title.to_string(),
        place: meeting.place.as_ref().map(ToString::to_string),
        point: meeting.point,
        span: Span::At {
            start: first.and_hms_opt(hour.into(), minute.into(), 0)?,
            minutes: meeting.length.map_or(MEETING_LENGTH, |length| length.get()),
        },
        days: Some(meeting.days.clone()),
        alarms: reminders.into_iter().filter(|(on, _)| *on).map(|(_, minutes)| minutes).collect(),
    })
}

/// The entries of an item: one with a rule, or one a day where its time follows the sun.
fn item_entries(
    stored: &Stored<RoutineItem>,
    today: NaiveDate,
    almanac: &DeviceAlmanac<'_>,
    language: Language,
) -> Vec<Entry> {
    let item = &stored.value;
    let title = if item.discreet { text::reminder_title(language).to_owned() } else { item.title.to_string() };
    let entry = |uid, span, days| {
        // A whole day has no moment to be reminded before.
        let alarm = item.remind.filter(|_| matches!(span, Span::At { .. })).map(|wish| wish.before.get());
        let alarms = alarm.into_iter().collect();
        Entry { uid, title: title.clone(), place: None, point: None, span, days, alarms }
    };
    let Some(first) = item.days.next_on_or_after(item.days.starts) else { return Vec::new() };
    let uid = Uid::Routine(stored.id);
    match item.timing {
        Timing::At { minute } => {
            let (hour, minute) = minute.hour_and_minute();
            let start = first.and_hms_opt(hour.into(), minute.into(), 0);
            let span = start.map(|start| Span::At { start, minutes: ITEM_LENGTH });
            span.map(|span| entry(uid, span, Some(item.days.clone()))).into_iter().collect()
        }
        Timing::AnyTime => vec![entry(uid, Span::Day(first), Some(item.days.clone()))],
        Timing::Around { anchor, minutes } => {
            let last = today.checked_add_days(DayCount::new(DAYS_AHEAD)).unwrap_or(today);
            let at = |date| almanac.anchor(date, anchor)?.checked_add_signed(TimeDelta::minutes(minutes.get().into()));
            let one = |date| {
                let span = Span::At { start: almanac.local(at(date)?), minutes: ITEM_LENGTH };
                Some(entry(Uid::RoutineDay(stored.id, date), span, None))
            };
            item.days.between(today, last).filter_map(one).collect()
        }
    }
}
