//! The days of the years: five prayers, a routine, places reached in the Quran.

use chrono::TimeDelta;
use fastrand::Rng;
use ukhwah_domain::bounded::AnchorShift;
use ukhwah_domain::id::RoutineItemId;
use ukhwah_domain::routine::{
    Anchor, Days, Mark, MarkState, MarkTarget, Pause, PauseOf, Prayer, QuranEntry, QuranPlace, Repeat, RoutineItem,
    Timing, Uzur, What,
};
use ukhwah_store::StoreError;

use super::{MARKS, PRAYERS, Part, Years, at_ms, line, minute, number, places};

/// What it is called, what it is, at which prayer, how often.
const ITEMS: [(&str, What, Anchor, Option<u16>); 6] = [
    ("Baca Quran", What::Quran, Anchor::Fajr, None),
    ("Zikir pagi", What::Zikir, Anchor::Fajr, Some(100)),
    ("Ubat darah tinggi", What::Medication, Anchor::Maghrib, None),
    ("Jalan kaki", What::Other, Anchor::Asr, None),
    ("Solat dhuha", What::Sunat, Anchor::Dhuha, None),
    ("Henti sejenak sebelum tidur", What::Rest, Anchor::Isha, None),
];

/// How often an item rested for some days.
const RESTS: u32 = 30;
/// How often a place in the Quran was noted, and how many pages it has.
const QURAN: u32 = 1_800;
const PAGES: u16 = 604;

impl Years<'_, '_> {
    pub(super) fn prayers(&mut self) {
        let mut random = self.random(Part::Days);
        for (at, date) in self.spread(self.share(PRAYERS)).enumerate() {
            let prayer = Prayer::ALL[at % Prayer::ALL.len()];
            // Now and then one was made up for.
            let state = if random.u8(..40) == 0 { MarkState::Qada } else { MarkState::Done };
            let at_ms = at_ms(date, minute(5 + 4 * (at as u16 % 5), 40));
            let target = MarkTarget::Prayer { prayer };
            self.on(date, Mark { target, date, state, count: None, at_ms });
        }
    }

    /// On most days every item is marked, on the others one of them is not, each in its turn.
    pub(super) fn routine(&mut self) -> Result<(), StoreError> {
        let mut random = self.random(Part::Days);
        let items = self.items()?;
        for (at, date) in self.spread(self.share(MARKS)).enumerate() {
            let ((id, aim), at_ms) = (items[at % items.len()], at_ms(date, minute(21, 30)));
            let state = state(&mut random);
            let count = aim.filter(|_| state == MarkState::Done).map(u32::from);
            self.on(date, Mark { target: MarkTarget::Item { id }, date, state, count, at_ms });
        }
        for (at, date) in self.spread(self.share(RESTS).max(1)).enumerate() {
            let days = Uzur { from: date, until: Some(date + TimeDelta::days(2)) };
            self.on(date, Pause { of: PauseOf::Item(items[at % items.len()].0), days });
        }
        Ok(())
    }

    fn items(&mut self) -> Result<Vec<(RoutineItemId, Option<u16>)>, StoreError> {
        let days = Days { repeat: Repeat::Daily, starts: self.first(), ends: None };
        let mut items = Vec::new();
        for ((title, what, anchor, aim), pos) in ITEMS.into_iter().zip(places()) {
            let minutes = AnchorShift::try_from(15).expect("a quarter of an hour is within bounds");
            let item = RoutineItem {
                title: line(title),
                what,
                timing: Timing::Around { anchor, minutes },
                days: days.clone(),
                remind: None,
                target: aim.map(number),
                discreet: false,
                paused: false,
                pos,
            };
            items.push((self.tx.create(&item)?.into(), aim));
        }
        Ok(items)
    }

    /// From the first page to the last, and again.
    pub(super) fn quran(&mut self) {
        for (at, date) in self.spread(self.share(QURAN)).enumerate() {
            let page = number(1 + (at * 3 % usize::from(PAGES)) as u16);
            let at_ms = at_ms(date, minute(6, 30));
            self.on(date, QuranEntry { date, place: QuranPlace::Page { page }, at_ms });
        }
    }
}

/// What is said of an item: mostly that it was done.
fn state(random: &mut Rng) -> MarkState {
    match random.u8(..20) {
        0 => MarkState::Later,
        1 | 2 => MarkState::NotToday,
        _ => MarkState::Done,
    }
}
