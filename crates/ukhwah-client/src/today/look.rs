//! What the Today screen shows.

use chrono::{Datelike as _, NaiveDate};
use ukhwah_domain::person::Person;
use ukhwah_domain::plan::{Card, PlanItem, PlanPart, rehearsal_due};
use ukhwah_domain::time::{MinuteOfDay, clock_words, date_words, malaysian_date};
use ukhwah_store::Stored;

use super::{GreetView, TodayView};
use crate::app::App;
use crate::error::IpcError;
use crate::help::{HelpRequest, Standing};

impl App {
    /// The date, who is on duty, and what asks for attention.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn today_view(&self) -> Result<TodayView, IpcError> {
        let now = self.clock.now();
        let today = malaysian_date(now);
        let help = self.help_view(HelpRequest::default())?;
        let on_duty = help.rungs.first().filter(|rung| rung.standing == Standing::OnDuty);
        let key_on_disk = self.keys().main_on_disk();
        self.reading(|store, language| {
            let read = store.read();
            let people = read.all::<Person>()?;
            let cards = read.all::<Card>()?;
            let due: Vec<_> = cards.iter().map(|card| (card.id.into(), card.value.clone())).collect();
            Ok(TodayView {
                date_words: date_words(today, language),
                time_words: clock_words(MinuteOfDay::of(now), language),
                on_duty: on_duty.map(|rung| rung.name.clone()),
                on_duty_until: on_duty.and_then(|rung| rung.hours_words.clone()),
                ladder: count(people.iter().filter(|person| person.value.on_ladder)),
                people: count(people.iter()),
                greet: greet(&people, today),
                rehearse: rehearsal_due(&due, today).map_or(0, |due| count(due.cards.iter())),
                cards: count(cards.iter()),
                reason: reason_of_the_day(&read.all::<PlanItem>()?, today),
                recovery_unsaved: !store.setting("recovery_saved")?.unwrap_or(false),
                key_on_disk,
            })
        })
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
