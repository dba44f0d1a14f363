//! Ten years of an example profile, to see how the app bears them: more than anyone's, believable, and nobody's.
//!
//! They are made from a seed: the same day gives the same years again, apart from identifiers, which only the store's door
//! makes. The numbers are from the block for fiction, as in the ordinary example.

mod days;
mod journal;
mod meetings;
mod path;
mod people;
mod plan;
mod reflection;
mod service;
mod stories;
#[cfg(test)]
mod tests;
mod words;
mod work;

use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;
use ukhwah_domain::person::{OneLine, Position};
use ukhwah_domain::plan::Text;
use ukhwah_domain::record::Entity;
use ukhwah_domain::routine::day_ms;
use ukhwah_domain::time::MinuteOfDay;
use ukhwah_store::{StoreError, Transaction};

use crate::app::App;

/// How many days ten years are here.
const TEN_YEARS: u32 = 3_650;

/// What ten years hold: five prayers a day, marks of the routine, check-ins, entries of the journal and of the log of
/// service. All the rest is as much as ten years bring beside that.
const PRAYERS: u32 = 18_250;
const MARKS: u32 = 20_000;
const CHECK_INS: u32 = 5_000;
const ENTRIES: u32 = 10_000;
const SERVICES: u32 = 3_000;

/// From which every text and every number comes.
const SEED: u64 = 0x0755_6b68_7761_6801;

impl App {
    /// Opens the profile as [`App::open`] does; an empty folder is first made a profile with ten years of examples, which
    /// takes some seconds. Cut off, it leaves the folder as good as empty.
    pub fn open_with_ten_years(&self) {
        self.open_with_days(TEN_YEARS);
    }

    /// The same with the last so many days of them, each as full as it is there.
    fn open_with_days(&self, days: u32) {
        self.open_filled(|store| {
            let today = self.today(store)?;
            store.set_setting("welcomed", &true)?;
            store.transact(self.clock.now(), |tx| Years { tx, today, days, days_work: Vec::new() }.fill())
        });
    }
}

/// Years that are being written.
struct Years<'y, 't> {
    tx: &'y mut Transaction<'t>,
    /// The day after the last one of them: today is still open.
    today: NaiveDate,
    /// How many days they have.
    days: u32,
    /// What was written on which day, so that the records of a day come to lie together, as in real use.
    days_work: Vec<(NaiveDate, Work)>,
}

/// Something that is written.
type Work = Box<dyn FnOnce(&mut Transaction<'_>) -> Result<(), StoreError>>;

/// What is made by itself, so that a change of one leaves the others what they were.
#[derive(Clone, Copy)]
enum Part {
    People,
    Plan,
    Days,
    Meetings,
    Reflection,
    Journal,
    Service,
    Path,
    Work,
    Stories,
}

impl Years<'_, '_> {
    fn fill(mut self) -> Result<(), StoreError> {
        self.settings()?;
        let people = self.people()?;
        self.plan()?;
        self.prayers();
        self.routine()?;
        self.quran();
        self.meetings(&people)?;
        self.check_ins();
        self.journal();
        let versions = self.stories()?;
        self.service(&versions)?;
        self.path()?;
        self.shifts()?;
        self.balances();
        self.days_work.sort_by_key(|(date, _)| *date);
        for (_, work) in self.days_work {
            work(self.tx)?;
        }
        Ok(())
    }

    /// Lets a noun be written on this day.
    fn on(&mut self, date: NaiveDate, noun: impl Entity + 'static) {
        self.then(date, move |tx| tx.create(&noun).map(drop));
    }

    /// The same, and it is thrown away again.
    fn on_and_away(&mut self, date: NaiveDate, noun: impl Entity + 'static) {
        self.then(date, move |tx| {
            let id = tx.create(&noun)?;
            tx.trash(id)
        });
    }

    fn then(&mut self, date: NaiveDate, work: impl FnOnce(&mut Transaction<'_>) -> Result<(), StoreError> + 'static) {
        self.days_work.push((date, Box::new(work)));
    }

    /// The chance of a part, which is the same every time.
    fn random(&self, part: Part) -> Rng {
        Rng::with_seed(SEED + part as u64)
    }

    /// Of what ten years hold, as much as these days do.
    const fn share(&self, of_ten_years: u32) -> u32 {
        of_ten_years * self.days / TEN_YEARS
    }

    /// The days of so many things that lie evenly over all days, oldest first.
    fn spread(&self, count: u32) -> impl Iterator<Item = NaiveDate> + use<> {
        let (first, days) = (self.first(), self.days);
        (0..count).map(move |at| first + TimeDelta::days((u64::from(at) * u64::from(days) / u64::from(count)) as i64))
    }

    /// The first day.
    fn first(&self) -> NaiveDate {
        self.today - TimeDelta::days(self.days.into())
    }

    /// The day that lies so many days before today; of a long time ago the first.
    fn ago(&self, days: u32) -> NaiveDate {
        self.today - TimeDelta::days(days.min(self.days).into())
    }
}

/// One of several.
fn pick<'w, T: ?Sized>(random: &mut Rng, from: &[&'w T]) -> &'w T {
    from[random.usize(..from.len())]
}

/// One of several, about so often in a hundred times.
fn at_times<'w>(random: &mut Rng, percent: u8, from: &[&'w str]) -> Option<&'w str> {
    let one = pick(random, from);
    (random.u8(..100) < percent).then_some(one)
}

fn line<const MAX: usize>(words: &str) -> OneLine<MAX> {
    OneLine::parse(words).expect("a test writes every phrase down")
}

fn text<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::parse(words).expect("a test writes every phrase down")
}

/// A bounded number.
fn number<N: TryFrom<i64>>(number: u16) -> N {
    N::try_from(number.into()).ok().expect("a test writes every number down")
}

fn minute(hour: u16, minute: u16) -> MinuteOfDay {
    MinuteOfDay::at(hour, minute).expect("a clock has it")
}

/// A minute of a day by Malaysia's clock, in milliseconds since 1970 UTC.
fn at_ms(date: NaiveDate, minute: MinuteOfDay) -> i64 {
    const AHEAD_OF_UTC: i64 = 8 * 60;
    day_ms(date) + (i64::from(minute.get()) - AHEAD_OF_UTC) * 60_000
}

/// Places in an order, one after the other.
fn places() -> impl Iterator<Item = Position> {
    std::iter::successors(Some(Position::first()), |last| Some(last.after()))
}
