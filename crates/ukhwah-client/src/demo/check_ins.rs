//! The check-ins of the example profile: eleven weeks, the last days heavier than usual.

use chrono::TimeDelta;
use ukhwah_domain::bounded::Level;
use ukhwah_domain::checkin::{Burden, CheckIn, CheckInNote};
use ukhwah_domain::time::{MinuteOfDay, malaysian_date};

use crate::app::App;
use crate::error::IpcError;

const DAYS: i64 = 77;

/// The answers of the days, again and again: heaviness, craving, energy.
const USUAL: [(i64, i64, i64); 10] =
    [(2, 1, 4), (3, 2, 3), (2, 2, 4), (3, 1, 3), (2, 1, 4), (1, 1, 5), (2, 3, 3), (3, 2, 4), (2, 1, 4), (3, 1, 3)];

/// The answers of the last days, yesterday's first: heavier than usual.
const HEAVIER: [(i64, i64, i64); 6] = [(5, 3, 2), (4, 2, 3), (5, 3, 2), (4, 2, 3), (5, 2, 2), (4, 2, 3)];

impl App {
    pub(super) fn fill_check_ins(&self) -> Result<(), IpcError> {
        let today = malaysian_date(self.clock.now());
        let minute = MinuteOfDay::at(21, 15).expect("a clock has it");
        let step = |level: i64| Level::try_from(level).ok();
        let days = HEAVIER.iter().chain(USUAL.iter().cycle()).zip(1..=DAYS);
        self.writing(|tx| {
            // Today is still open. Once in nine days nothing was noted.
            for ((heaviness, craving, energy), ago) in days.filter(|(_, ago)| ago % 9 != 8) {
                let note = if ago == 6 { "Cerita klien tadi macam cerita saya dulu" } else { "" };
                tx.create(&CheckIn {
                    heaviness: step(*heaviness),
                    craving: step(*craving),
                    energy: step(*energy),
                    burden: Some(match ago % 4 {
                        0 => Burden::Mine,
                        1 | 2 => Burden::Client,
                        _ => Burden::Both,
                    }),
                    tired: *energy < 3,
                    note: CheckInNote::parse_optional(note).unwrap_or_default(),
                    ..CheckIn::at_moment(today - TimeDelta::days(ago), minute)
                })?;
            }
            Ok::<_, IpcError>(())
        })
    }
}
