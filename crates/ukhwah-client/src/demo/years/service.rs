//! The service of the years: a log, talks, training, and what was put right.

use chrono::TimeDelta;
use ukhwah_domain::id::StoryVersionId;
use ukhwah_domain::service::{Amend, ServiceEntry, ServiceKind, Talk, TalkVenue, Training};
use ukhwah_store::StoreError;

use super::words::{AMENDS, PLACES, SERVED, TOPICS, TRAININGS, WHOM};
use super::{Part, SERVICES, Years, at_times, line, number, pick, places, text};

/// How many of each ten years bring.
const TALKS: u32 = 120;
const TRAINED: u32 = 24;
const PUT_RIGHT: u32 = 30;
/// How many entries of the log were thrown away.
const TRASHED: u32 = 60;

/// How long a service took, in minutes.
const LENGTHS: [u16; 6] = [30, 45, 60, 90, 120, 240];

impl Years<'_, '_> {
    pub(super) fn service(&mut self, versions: &[StoryVersionId]) -> Result<(), StoreError> {
        self.log();
        self.talks(versions)?;
        self.trainings()?;
        self.amends()
    }

    fn log(&mut self) {
        let mut random = self.random(Part::Service);
        let (kept, gone) = (self.spread(self.share(SERVICES)), self.spread(self.share(TRASHED)));
        for (date, is_kept) in kept.map(|date| (date, true)).chain(gone.map(|date| (date, false))) {
            let entry = ServiceEntry {
                kind: ServiceKind::ALL[random.usize(..ServiceKind::ALL.len())],
                kind_words: None,
                date,
                minutes: Some(number(LENGTHS[random.usize(..LENGTHS.len())])),
                place: at_times(&mut random, 80, PLACES).map(line),
                note: at_times(&mut random, 40, SERVED).map(text),
            };
            if is_kept {
                self.on(date, entry);
            } else {
                self.on_and_away(date, entry);
            }
        }
    }

    /// The last one is still to come.
    fn talks(&mut self, versions: &[StoryVersionId]) -> Result<(), StoreError> {
        let mut random = self.random(Part::Service);
        let coming = self.today + TimeDelta::days(12);
        for date in self.spread(self.share(TALKS)).chain([coming]) {
            let version = versions.get(random.usize(..versions.len().max(1)));
            self.tx.create(&Talk {
                venue: TalkVenue::ALL[random.usize(..TalkVenue::ALL.len())],
                place: Some(line(pick(&mut random, PLACES))),
                date,
                minutes: Some(number(45)),
                topic: Some(line(pick(&mut random, TOPICS))),
                note: at_times(&mut random, 20, SERVED).map(text),
                told: None,
                story: version.map(|version| (*version).into()),
            })?;
        }
        Ok(())
    }

    /// The certificate of the last one ends soon.
    fn trainings(&mut self) -> Result<(), StoreError> {
        let dates: Vec<_> = self.spread(self.share(TRAINED).max(2)).collect();
        for (at, date) in dates.iter().enumerate() {
            let is_last = at + 1 == dates.len();
            let ends = if is_last { self.today + TimeDelta::days(45) } else { *date + TimeDelta::days(730) };
            self.tx.create(&Training {
                title: line(TRAININGS[at % TRAININGS.len()]),
                by: Some(line("Pusat latihan komuniti")),
                date: *date,
                hours: Some(number(16)),
                certificate: Some(line(&format!("A-{}", 17 + at))),
                expires_on: Some(ends),
                remind: is_last,
                note: None,
            })?;
        }
        Ok(())
    }

    fn amends(&mut self) -> Result<(), StoreError> {
        let dates = self.spread(self.share(PUT_RIGHT).max(2));
        for ((at, date), pos) in dates.enumerate().zip(places()) {
            self.tx.create(&Amend {
                whom: line(WHOM[at % WHOM.len()]),
                what: Some(text(AMENDS[at % AMENDS.len()])),
                done_on: (at % 4 != 3).then_some(date),
                pos,
            })?;
        }
        Ok(())
    }
}
