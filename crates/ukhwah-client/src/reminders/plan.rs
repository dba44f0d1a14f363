//! Putting the plan of the next week on the reminder card.

use chrono::{DateTime, DurationRound as _, NaiveDate, TimeDelta, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::reminder::{DueReminder, Manners, Plan, PlanSpan, ReminderId, plan};
use ukhwah_domain::routine::{Almanac as _, Sound};
use ukhwah_domain::time::MinuteOfDay;
use ukhwah_store::{Store, StoreError};

use super::ReminderTrouble;
use super::desk::{Desk, Planned};
use super::save::Kept;
use super::sources::Held;
use super::words;
use crate::app::App;
use crate::error::IpcError;
use crate::solat::DeviceAlmanac;
use crate::text;

/// How far ahead reminders are planned.
const HORIZON: TimeDelta = TimeDelta::days(7);

/// So far back it is looked whether something would have come after a plan had ended.
const LONGEST_GAP: TimeDelta = TimeDelta::days(31);

/// At this hour of the day before a plan ends, a locked app asks to be opened, since it cannot plan on by itself.
const RENEW_HOUR: u16 = 9;
const RENEW_PREFIX: &str = "renew/";

/// Whether this is no reminder of the person's, but the app asking to be opened.
pub(super) fn is_renewal(id: &ReminderId) -> bool {
    id.as_str().starts_with(RENEW_PREFIX)
}

/// Whether this is a reminder of the person's own, neither a test nor the app asking to be opened.
pub(super) fn is_own(id: &ReminderId) -> bool {
    !is_renewal(id) && !id.is_self_test()
}

/// A plan, with what it was made from.
pub(super) struct Made<'a> {
    pub(super) plan: Plan,
    pub(super) held: Held,
    pub(super) kept: Kept,
    pub(super) almanac: DeviceAlmanac<'a>,
    pub(super) now: DateTime<Utc>,
}

impl App {
    /// Plans reminders from the open database onto the card. What cannot be planned now is planned at the next look.
    pub(crate) fn replan(&self, store: &Store) {
        match self.make_plan(store) {
            Ok(made) => self.keep_plan(&made, self.find_gap(store, made.now)),
            Err(error) => tracing::error!(%error, "reminders were not planned"),
        }
    }

    /// Plans anew if the app is open and the plan on the card no longer fits the day, the zone or the clock.
    pub(super) fn replan_if_stale(&self) {
        if self.is_stale(&self.reminders.lock()) {
            // A task that holds the database for long must not hold up reminders: the next look is soon.
            self.if_open_now(|store| self.replan(store));
        }
    }

    /// The plan for the next days, and what it is made of.
    pub(super) fn make_plan(&self, store: &Store) -> Result<Made<'_>, IpcError> {
        let now = self.clock.now();
        let end = now.checked_add_signed(HORIZON).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let held = Held::read(store.read(), now.date_naive(), end.date_naive())?;
        let kept = Kept::read(store)?;
        let almanac = DeviceAlmanac::new(store, &held.prayers, self.clock.as_ref())?;
        let manners = Manners { quiet: kept.settings.quiet };
        let plan = plan(now, HORIZON, &held.sources(), &almanac, &manners);
        Ok(Made { plan, held, kept, almanac, now })
    }

    /// When the plan on the card ended, if something would have come since then.
    fn find_gap(&self, store: &Store, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let ended = self.read_reminders(&mut self.reminders.lock(), |card| card.ended(now)).ok()??;
        let from = ended.max(now.checked_sub_signed(LONGEST_GAP)?);
        let came = || {
            let held = Held::read(store.read(), from.date_naive(), now.date_naive())?;
            let almanac = DeviceAlmanac::new(store, &held.prayers, self.clock.as_ref())?;
            Ok::<_, StoreError>(plan(from, now - from, &held.sources(), &almanac, &Manners::default()))
        };
        let came = came().inspect_err(|error| tracing::error!(%error, "what did not come was not looked for")).ok()?;
        (!came.reminders.is_empty()).then_some(ended)
    }

    fn keep_plan(&self, made: &Made<'_>, gap: Option<DateTime<Utc>>) {
        let language = self.language();
        let full_text = made.kept.settings.full_text;
        let in_words = |reminder| words::in_words(reminder, full_text, &made.almanac, language);
        let mut due: Vec<DueReminder> = made.plan.reminders.iter().map(in_words).collect();
        due.extend(renewal(made, language));
        let mut desk = self.reminders.lock();
        if self.read_reminders(&mut desk, |_| ()) == Err(ReminderTrouble::Damaged) {
            self.begin_reminders_anew(&mut desk);
        }
        let changed = self.change_reminders(&mut desk, |card| {
            if let Some(ended) = gap {
                card.note_gap(ended, made.now);
            }
            card.replace_plan(due, made.now);
            card.span = self.span(made);
            card.quiet_ends_ms = made.quiet_ends_ms();
        });
        if let Ok(((), is_changed)) = changed {
            let (day, offset) = self.day_and_offset(made.now);
            desk.planned = Some(Planned { at: made.now, until: made.plan.until, day, offset });
            drop(desk);
            if is_changed {
                self.host.replanned();
                self.host.reminded();
            }
        }
    }

    fn is_stale(&self, desk: &Desk) -> bool {
        let now = self.clock.now();
        desk.planned.is_none_or(|planned| {
            let is_ahead = now < planned.at;
            let is_half_over = planned.until - now < now - planned.at;
            is_ahead || is_half_over || (planned.day, planned.offset) != self.day_and_offset(now)
        })
    }

    /// For when the plan was made, to the hour: the card is written for a plan that has changed, not for each minute.
    fn span(&self, made: &Made<'_>) -> Option<PlanSpan> {
        let until_ms = made.plan.until.duration_trunc(TimeDelta::hours(1)).ok()?.timestamp_millis();
        Some(PlanSpan::in_zone(until_ms, |at_ms| self.offset_at(at_ms)))
    }

    /// The device's offset at a moment in milliseconds since 1970 UTC, in seconds east of UTC.
    pub(super) fn offset_at(&self, at_ms: i64) -> i32 {
        let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        self.clock.local_offset(at).local_minus_utc()
    }

    fn day_and_offset(&self, now: DateTime<Utc>) -> (NaiveDate, chrono::FixedOffset) {
        let offset = self.clock.local_offset(now);
        let local = now.naive_utc().checked_add_offset(offset).unwrap_or_else(|| now.naive_utc());
        (local.date(), offset)
    }
}

/// The app asking to be opened, should nobody do so before the plan ends; its place is taken whenever it is.
fn renewal(made: &Made<'_>, language: Language) -> Option<DueReminder> {
    let (now, until) = (made.now, made.plan.until);
    let last = made.plan.reminders.last()?;
    let date = made.almanac.date(until).pred_opt()?;
    let at = made.almanac.at(date, MinuteOfDay::at(RENEW_HOUR, 0)?);
    // A plan may be too full to reach that far.
    let at = if at > now { at } else { now + (until - now) / 2 };
    let at_ms = at.timestamp_millis();
    (at < last.at).then(|| DueReminder {
        id: format!("{RENEW_PREFIX}{date}").into(),
        at_ms,
        latest_ms: until.timestamp_millis().max(at_ms),
        title: text::reminder_title(language).to_owned(),
        body: text::reminder_renew(language).to_owned(),
        sound: Sound::Silent,
        missed_ms: None,
    })
}
