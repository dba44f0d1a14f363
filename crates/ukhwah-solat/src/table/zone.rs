//! Which zone's times a table holds.

use super::check::{Day, is_half_a_day};
use crate::malaysia::{Timetable, Zone};
use crate::minutes::Minutes;
use crate::prayer::Prayer;

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
/// twice as far off and an eighth of a minute more.
///
/// Tables lie a fiftieth of a minute from the computed times of their own zone, in Kedah a sixth.
pub(super) fn fitting_better<'a>(days: impl Iterator<Item = &'a Day>, own: Zone) -> Option<Zone> {
    let days: Vec<&Day> = days.collect();
    let own_distance = days.iter().fold(Distance::default(), |distance, day| distance.add(day, day.computed));
    let distance = |zone| {
        let timetable = Timetable::new(zone);
        let runs = days.chunk_by(|one, next| one.date.succ_opt() == Some(next.date));
        // Days running are computed in a fiftieth of the time that single days take.
        let both =
            runs.filter_map(|run| Some(run.iter().zip(timetable.days(run.first()?.date, run.last()?.date).ok()?)));
        both.flatten().fold(Distance::default(), |distance, (day, times)| {
            distance.add(day, Prayer::ALL.map(|prayer| times[prayer]))
        })
    };
    let (best, zone) = Zone::all().map(|zone| (distance(zone), zone)).min_by_key(|(distance, _)| distance.minutes)?;
    let is_near = best.minutes * 2 <= best.values;
    let is_nearer = own_distance.minutes >= best.minutes * 2 && own_distance.minutes > best.minutes + best.values / 8;
    (zone != own && is_near && is_nearer).then_some(zone)
}
