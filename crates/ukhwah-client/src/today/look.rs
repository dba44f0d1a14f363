//! What the Today screen shows.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use ukhwah_domain::person::Person;
use ukhwah_domain::plan::{Card, PlanItem, PlanPart, rehearsal_due};
use ukhwah_domain::routine::Almanac as _;
use ukhwah_domain::time::date_words;
use ukhwah_store::Stored;

use super::{GreetView, TodayView};
use crate::app::App;
use crate::backup::missing_since;
use crate::burden::shift_waits;
use crate::error::IpcError;
use crate::help::{HelpRequest, Standing};
use crate::reflection::has_checked_in;
use crate::routine::agenda_of_today;
use crate::settings::profile_of;
use crate::solat::{DeviceAlmanac, TodaysPrayer, clock, prayers_of};

impl App {
    /// The date, who is on duty, and what asks for attention.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn today_view(&self) -> Result<TodayView, IpcError> {
        let now = self.clock.now();
        let help = self.help_view(HelpRequest::default())?;
        let on_duty = help.rungs.first().filter(|rung| rung.standing == Standing::OnDuty);
        let key_on_disk = self.keys().main_on_disk();
        self.reading(|store, language| {
            let read = store.read();
            let prayers = prayers_of(read)?;
            let almanac = DeviceAlmanac::new(store, &prayers, self.clock.as_ref())?;
            let (today, local) = (almanac.date(now), almanac.local(now));
            let religion = profile_of(read)?.value.religion;
            let prayer = if religion {
                TodaysPrayer::read(read, now, &prayers, &almanac, language)?
            } else {
                TodaysPrayer::default()
            };
            let people = read.all::<Person>()?;
            let cards = read.all::<Card>()?;
            let due: Vec<_> = cards.iter().map(|card| (card.id.into(), card.value.clone())).collect();
            Ok(TodayView {
                date_words: date_words(today, language),
                time_words: clock(local, language),
                hijri_words: prayer.hijri_words,
                solat: prayer.solat,
                solat_place_missing: prayer.place_missing,
                agenda: agenda_of_today(store, &almanac, today, language)?,
                quiet: self.quiet_view(religion, &almanac, now, language),
                missed: self.missed_today(store, language)?,
                next_change_ms: self.until_next_minute(now),
                on_duty: on_duty.map(|rung| rung.name.clone()),
                on_duty_until: on_duty.and_then(|rung| rung.hours_words.clone()),
                ladder: count(people.iter().filter(|person| person.value.on_ladder)),
                people: count(people.iter()),
                greet: greet(&people, today),
                rehearse: rehearsal_due(&due, today).map_or(0, |due| count(due.cards.iter())),
                cards: count(cards.iter()),
                reason: reason_of_the_day(&read.all::<PlanItem>()?, today),
                check_in: !has_checked_in(read, today)?,
                sign: self.sign_of(store, today, language)?,
                shift_waits: shift_waits(read, now, local)?,
                recovery_unsaved: !store.setting("recovery_saved")?.unwrap_or(false),
                only_read: store.only_reads(),
                key_on_disk,
                no_backup_since: missing_since(&self.folder, store, now)?.map(|day| date_words(day, language)),
            })
        })
    }

    /// How many real milliseconds pass until the clock shows another minute; at least one, so that nobody asks in a
    /// circle.
    fn until_next_minute(&self, now: DateTime<Utc>) -> u64 {
        let into = u64::try_from(now.timestamp_millis().rem_euclid(60_000)).unwrap_or_default();
        let real = self.clock.real_time(Duration::from_millis(60_000 - into));
        u64::try_from(real.as_millis()).unwrap_or(u64::MAX).max(1)
    }
}

/// Those not greeted for a while, longest first.
fn greet(people: &[Stored<Person>], today: NaiveDate) -> Vec<GreetView> {
    let mut greet: Vec<_> = people
        .iter()
        .filter_map(|stored| {
            let overdue = stored.value.overdue(today)?;
            let rhythm_days = stored.value.rhythm_days?;
            let days_since = stored.value.last_contact.map(|_| overdue + u32::from(rhythm_days));
            Some(GreetView { id: stored.id.into(), name: stored.value.name.to_string(), days_since, rhythm_days })
        })
        .collect();
    greet.sort_by(|a, b| b.days_since.cmp(&a.days_since).then_with(|| a.name.cmp(&b.name)));
    greet
}

/// One of the reasons, another one each day.
fn reason_of_the_day(items: &[Stored<PlanItem>], today: NaiveDate) -> Option<String> {
    let mut reasons: Vec<_> = items.iter().filter(|item| item.value.part == PlanPart::Reason).collect();
    reasons.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
    let day = usize::try_from(today.num_days_from_ce().unsigned_abs()).ok()?;
    (!reasons.is_empty()).then(|| reasons[day % reasons.len()].value.text.to_string())
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
