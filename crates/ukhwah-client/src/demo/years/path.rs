//! The path of the years: two beginnings, lapses with their returns, and days that were marked.

use chrono::TimeDelta;
use ukhwah_domain::path::{Happening, PathCorrection, PathDay, PathEvent, PathGoal};
use ukhwah_store::StoreError;

use super::words::{BEFORE, HELPED, MILESTONES};
use super::{Part, Years, at_ms, line, minute, pick, places, text};

/// How many lapses there were, and how many days were marked.
const LAPSES: u32 = 20;
const MARKED: u32 = 60;

const GOALS: [&str; 2] = ["Ais", "Rokok"];

impl Years<'_, '_> {
    pub(super) fn path(&mut self) -> Result<(), StoreError> {
        let mut random = self.random(Part::Path);
        let first = self.first();
        for (name, pos) in GOALS.into_iter().zip(places()) {
            let goal = self.tx.create(&PathGoal { name: Some(line(name)), pos })?.into();
            self.tx.create(&PathEvent::on(goal, Happening::Beginning, first))?;
            for (at, date) in self.spread(self.share(LAPSES / 2).max(1)).enumerate() {
                let date = date + TimeDelta::days(20);
                let back = date + TimeDelta::days(random.i64(1..9));
                let lapse = PathEvent {
                    until: Some(back),
                    before: Some(text(pick(&mut random, BEFORE))),
                    helped: Some(text(pick(&mut random, HELPED))),
                    ..PathEvent::on(goal, Happening::Lapse, date)
                };
                let event = self.tx.create(&lapse)?.into();
                // The day of one in four was corrected afterwards.
                if at.is_multiple_of(4) {
                    let (was, made_at_ms) = (date + TimeDelta::days(1), at_ms(back, minute(20, 0)));
                    self.tx.create(&PathCorrection { event, day: PathDay::Date, was, made_at_ms })?;
                }
            }
            for date in self.spread(self.share(MARKED / 2).max(1)) {
                let words = Some(line(pick(&mut random, MILESTONES)));
                self.tx.create(&PathEvent { words, ..PathEvent::on(goal, Happening::Milestone, date) })?;
            }
        }
        Ok(())
    }
}
