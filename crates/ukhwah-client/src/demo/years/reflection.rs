//! The check-ins of the years: mostly one a day, the last days heavier than usual.

use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;
use ukhwah_domain::checkin::{Burden, CheckIn};

use super::words::NOTES;
use super::{CHECK_INS, Part, Years, at_times, line, minute, number};

/// How many of the last days are heavier.
const HEAVY_DAYS: i64 = 6;
/// How many were thrown away.
const TRASHED: u32 = 60;

impl Years<'_, '_> {
    pub(super) fn check_ins(&mut self) {
        let mut random = self.random(Part::Reflection);
        let heavy_from = self.today - TimeDelta::days(HEAVY_DAYS);
        let mut before = None;
        for date in self.spread(self.share(CHECK_INS)) {
            // The second one of a day is in the evening.
            let hour = if before == Some(date) { 21 } else { 13 };
            before = Some(date);
            self.on(date, check_in(&mut random, date, hour, date >= heavy_from));
        }
        for date in self.spread(self.share(TRASHED)) {
            self.on_and_away(date, check_in(&mut random, date, 9, false));
        }
    }
}

fn check_in(random: &mut Rng, date: NaiveDate, hour: u16, is_heavy: bool) -> CheckIn {
    let mut level = |from: u16, to: u16| Some(number(random.u16(from..=to)));
    let (heaviness, craving) = if is_heavy { (level(4, 5), level(2, 3)) } else { (level(1, 3), level(1, 2)) };
    let energy = if is_heavy { level(1, 2) } else { level(3, 5) };
    let burden = [Burden::Mine, Burden::Client, Burden::Both][random.usize(..3)];
    CheckIn {
        heaviness,
        craving,
        energy,
        burden: Some(burden),
        hungry: random.u8(..6) == 0,
        angry: random.u8(..9) == 0,
        lonely: random.u8(..7) == 0,
        tired: is_heavy,
        note: at_times(random, 25, NOTES).map(line),
        ..CheckIn::at_moment(date, minute(hour, random.u16(..60)))
    }
}
