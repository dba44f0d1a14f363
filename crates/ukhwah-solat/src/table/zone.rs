//! Which zone's times a table holds.

use super::check::{Day, is_half_a_day};
use crate::malaysia::{Timetable, Zone};
use crate::minutes::Minutes;
use crate::prayer::Prayer;

/// Dates that are compared, spread over the table.
const SAMPLES: usize = 12;

/// How far a table lies from computed times: minutes, over a number of values.
#[derive(Clone, Copy, Default)]
struct Distance {
    minutes: u32,
    values: u32,
}

impl Distance {
    fn add(mut self, day: &Day, computed: [Minutes; 6]) -> Self {
        for prayer in Prayer::ALL {
            let Some((given, _)) = day.given(prayer) else { continue };
            let by = given.get() - computed[prayer as usize].get();
            if !is_half_a_day(by) {
                self.minutes += u32::from(by.unsigned_abs());
                self.values += 1;
            }
        }
        self
    }
}

/// The zone whose computed times lie within half a minute of a table's, on average, where those of its own zone lie
/// half a minute further off.
pub(super) fn fitting_better(days: &[Day], own: Zone) -> Option<Zone> {
    let samples = || days.iter().step_by(days.len().div_ceil(SAMPLES).max(1));
    let own_distance = samples().fold(Distance::default(), |distance, day| distance.add(day, day.computed));
    let distance = |zone: Zone| {
        let timetable = Timetable::new(zone);
        samples().fold(Distance::default(), |distance, day| match timetable.day(day.date) {
            Ok(times) => distance.add(day, Prayer::ALL.map(|prayer| times[prayer])),
            Err(_) => distance,
        })
    };
    let (best, zone) = Zone::all().map(|zone| (distance(zone), zone)).min_by_key(|(distance, _)| distance.minutes)?;
    let is_near = best.minutes * 2 <= best.values;
    (zone != own && is_near && own_distance.minutes >= best.minutes + best.values / 2).then_some(zone)
}
