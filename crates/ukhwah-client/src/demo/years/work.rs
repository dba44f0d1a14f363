//! The work of the years: shifts, the last week's heavier than usual, boundaries, and what the weeks gave and cost.

use chrono::TimeDelta;
use ukhwah_domain::burden::{Amount, BalanceLine, BalanceSide, BoundaryLine, BoundaryWhen, Shift, WeekBalance, monday};
use ukhwah_store::StoreError;

use super::words::{COST, GAVE, NOTES};
use super::{Part, Years, at_ms, at_times, minute, number, pick, places, text};

/// How many shifts ten years bring: five a week. How many of them were thrown away beside that.
const SHIFTS: u32 = 2_600;
const TRASHED: u32 = 40;
/// On how many weeks was looked back.
const WEEKS: u32 = 480;

const BOUNDARIES: [(&str, BoundaryWhen); 4] = [
    ("Lepas 10 malam saya tak jawab telefon kerja.", BoundaryWhen::Quiet),
    ("Cerita orang tinggal di tempat kerja.", BoundaryWhen::Always),
    ("Hari cuti telefon kerja dalam laci.", BoundaryWhen::Off),
    ("Saya tak pinjamkan duit.", BoundaryWhen::Always),
];

const AMOUNTS: [Amount; 3] = [Amount::Little, Amount::Some, Amount::Much];

impl Years<'_, '_> {
    pub(super) fn shifts(&mut self) -> Result<(), StoreError> {
        let mut random = self.random(Part::Work);
        let heavy_from = self.today - TimeDelta::days(7);
        let (kept, gone) = (self.spread(self.share(SHIFTS)), self.spread(self.share(TRASHED)));
        for (date, is_kept) in kept.map(|date| (date, true)).chain(gone.map(|date| (date, false))) {
            let is_heavy = date >= heavy_from;
            let shift = Shift {
                date,
                minute: minute(14, 0),
                length: number(if is_heavy { 540 } else { 480 }),
                heavy: number(if is_heavy { random.u16(1..4) } else { random.u16(..2) }),
                night_calls: number(if is_heavy { 1 } else { random.u16(..6) / 5 }),
                supervised: random.u8(..20) == 0,
                note: at_times(&mut random, 15, NOTES).map(text),
            };
            if is_kept {
                self.on(date, shift);
            } else {
                self.on_and_away(date, shift);
            }
        }
        for ((words, when), pos) in BOUNDARIES.into_iter().zip(places()) {
            self.tx.create(&BoundaryLine { text: text(words), tell: None, when, pos })?;
        }
        Ok(())
    }

    pub(super) fn balances(&mut self) {
        let mut random = self.random(Part::Work);
        let mut before = None;
        for date in self.spread(self.share(WEEKS).max(1)) {
            let week = monday(date);
            if before == Some(week) {
                continue;
            }
            before = Some(week);
            let mut amount = || Some(AMOUNTS[random.usize(..AMOUNTS.len())]);
            let (gave, cost) = (amount(), amount());
            let lines = [(BalanceSide::Gave, GAVE), (BalanceSide::Cost, COST)];
            let lines = lines.map(|(side, from)| (side, text(pick(&mut random, from))));
            let at_ms = at_ms(date, minute(20, 0));
            self.then(date, move |tx| {
                let balance = tx.create(&WeekBalance { week, gave, cost })?.into();
                for (at_ms, (side, text)) in (at_ms..).zip(lines) {
                    tx.create(&BalanceLine { balance, side, text, at_ms })?;
                }
                Ok(())
            });
        }
    }
}
