//! The people of the years, and what was chosen once.

use fastrand::Rng;
use ukhwah_domain::burden::{WorkSettings, WorkTimes};
use ukhwah_domain::id::{PersonId, RecordId};
use ukhwah_domain::person::{Knows, Number, NumberLabel, Person, PhoneNumber, Position, Profile, Role, Sex, WeekHours};
use ukhwah_domain::plan::Code;
use ukhwah_domain::routine::{PerPrayer, PrayerChoice, PrayerPlace, PrayerSettings};
use ukhwah_store::StoreError;

use super::super::PEOPLE;
use super::super::days::ZONE;
use super::words::{CALLED, NAMES, NOTES};
use super::{Part, Years, at_times, line, minute, pick, places, text};

/// How many people are on the list beside those of the ordinary example: each has a number of the block to itself.
const OTHERS: u32 = 60;
/// The first number that the ordinary example leaves.
const FIRST_NUMBER: u32 = 120;

const ROLES: [Role; 6] = [Role::Peer, Role::Peer, Role::Family, Role::Professional, Role::Mentor, Role::Other];

impl Years<'_, '_> {
    pub(super) fn settings(&mut self) -> Result<(), StoreError> {
        for profile in self.tx.read().all::<Profile>()? {
            let chosen = Profile { religion: true, sex: Some(Sex::Man), ..profile.value };
            self.tx.update(profile.id, &chosen, &profile.seen)?;
        }
        let choice = || PrayerChoice { on: true, ..PrayerChoice::default() };
        self.tx.create(&PrayerSettings {
            place: Some(PrayerPlace::Zone { code: Code::parse(ZONE).expect("it is a code") }),
            prayers: PerPrayer { fajr: choice(), dhuhr: choice(), asr: choice(), maghrib: choice(), isha: choice() },
            qada: true,
            ..PrayerSettings::default()
        })?;
        let quiet = WeekHours::daily(minute(22, 0), 360).ok();
        let times = WorkTimes { hours: None, quiet };
        self.tx.create(&WorkSettings { times, ..WorkSettings::default() }).map(drop)
    }

    /// Everyone, those of the ordinary example first.
    pub(super) fn people(&mut self) -> Result<Vec<PersonId>, StoreError> {
        let mut random = self.random(Part::People);
        let mut everyone = Vec::new();
        for (known, pos) in PEOPLE.iter().zip(places()) {
            let hours = known.hours.and_then(|(first, end)| WeekHours::daily(minute(first / 60, first % 60), end).ok());
            let person = Person {
                role: known.role,
                knows: known.knows,
                hours,
                rhythm_days: known.rhythm_days,
                last_contact: u32::try_from(known.days_since).ok().map(|days| self.ago(days)),
                on_ladder: known.on_ladder,
                ladder_pos: known.on_ladder.then_some(pos),
                ..Person::named(line(known.name))
            };
            everyone.push(self.person(&person, known.number)?);
        }
        for other in 0..self.share(OTHERS).max(2) {
            let person = self.other(&mut random, other);
            everyone.push(self.person(&person, &format!("+1 202-555-0{}", FIRST_NUMBER + other))?);
        }
        Ok(everyone.into_iter().map(PersonId::from).collect())
    }

    fn other(&self, random: &mut Rng, at: u32) -> Person {
        let name = NAMES[at as usize % NAMES.len()];
        Person {
            role: ROLES[random.usize(..ROLES.len())],
            knows: if random.u8(..3) == 0 { Knows::No } else { Knows::Yes },
            last_contact: Some(self.ago(random.u32(1..400))),
            note: at_times(random, 30, NOTES).map(text),
            ..Person::named(line(&format!("{} {name}", pick(random, CALLED))))
        }
    }

    fn person(&mut self, person: &Person, number: &str) -> Result<RecordId, StoreError> {
        let id = self.tx.create(person)?;
        self.tx.create(&Number {
            person: id.into(),
            pos: Position::first(),
            number: PhoneNumber::parse(number).expect("a test writes every number down"),
            label: NumberLabel::Mobile,
            whatsapp: true,
        })?;
        Ok(id)
    }
}
