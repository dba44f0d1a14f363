//! The check-ins of the example profile: eleven weeks, the last days heavier than usual.

use chrono::TimeDelta;
use ukhwah_domain::bounded::Level;
use ukhwah_domain::checkin::{Burden, CheckIn, CheckInNote};
use ukhwah_domain::time::{MinuteOfDay, malaysian_date};

use crate::app::App;
use crate::error::IpcError;

const DAYS: i64 = 77;
/// For so many days it has been heavier than usual.
const HEAVIER: i64 = 5;

/// The answers of the days, again and again: heaviness, craving, energy.
const USUAL: [(i64, i64, i64); 10] =
    [(2, 1, 4), (3, 2, 3), (2, 2, 4), (3, 1, 3), (2, 1, 4), (1, 1, 5), (2, 3, 3), (3, 2, 4), (2, 1, 4), (3, 1, 3)];

impl App {
    pub(super) fn fill_check_ins(&self) -> Result<(), IpcError> {
        let today = malaysian_date(self.clock.now());
        self.writing(|tx| {
            // Today is still open. Once in nine days nothing was noted.
            for ago in (1..=DAYS).rev().filter(|ago| ago % 9 != 8) {
                let step = |level: i64| Level::try_from(level).ok();
                let (heaviness, craving, energy) = match usize::try_from(ago).map(|at| USUAL[at % USUAL.len()]) {
                    Ok(_) if ago <= HEAVIER => (5, 3, 2),
                    Ok(usual) => usual,
                    Err(_) => continue,
                };
                let note = if ago == HEAVIER {
                    CheckInNote::parse("Cerita klien tadi macam cerita saya dulu").ok()
                } else {
                    None
                };
                tx.create(&CheckIn {
                    heaviness: step(heaviness),
                    craving: step(craving),
                    energy: step(energy),
                    burden: Some(match ago % 4 {
                        0 => Burden::Mine,
                        1 | 2 => Burden::Client,
                        _ => Burden::Both,
                    }),
                    tired: energy < 3,
                    note,
                    ..CheckIn::at_moment(
                        today - TimeDelta::days(ago),
                        MinuteOfDay::at(21, 15).unwrap_or(MinuteOfDay::MIDNIGHT),
                    )
                })?;
            }
            Ok::<_, IpcError>(())
        })
    }
}
