//! The work of the example profile: nine weeks of shifts, the last one heavier than usual, boundaries, and what the weeks
//! gave and cost.

use chrono::{NaiveDate, TimeDelta};
use ukhwah_domain::bounded::{ShiftLength, Times};
use ukhwah_domain::burden::{Amount, BalanceSide, BoundaryWhen, Shift, ShiftNote, monday};
use ukhwah_domain::time::{MinuteOfDay, malaysian_date};

use crate::app::App;
use crate::burden::{BalanceLineRequest, BalanceSaveRequest, BoundaryRequest, WorkRequest};
use crate::error::IpcError;
use crate::people::SpanView;

const WEEKS: i64 = 9;
/// So many days before today the work was last talked over.
const SUPERVISED: i64 = 26;

/// How heavy a usual day's work is, again and again: heavy conversations, night calls.
const USUAL: [(i64, i64); 5] = [(1, 0), (0, 0), (1, 0), (0, 1), (1, 0)];
/// The last days, yesterday's first.
const HEAVIER: [(i64, i64); 5] = [(2, 1), (3, 1), (1, 1), (2, 0), (2, 1)];

/// What a week is said to have given and cost.
type Lines = &'static [(BalanceSide, &'static str)];

/// How many weeks ago, how much the work gave and cost, and lines of each side.
const BALANCE: [(i64, Amount, Amount, Lines); 6] = [
    (
        0,
        Amount::Some,
        Amount::Much,
        &[
            (BalanceSide::Gave, "Seseorang bertahan hari ini"),
            (BalanceSide::Cost, "Tidur"),
            (BalanceSide::Cost, "Cerita yang melekat"),
        ],
    ),
    (1, Amount::Much, Amount::Some, &[(BalanceSide::Gave, "Ucapan terima kasih"), (BalanceSide::Cost, "Badan letih")]),
    (2, Amount::Some, Amount::Some, &[(BalanceSide::Gave, "Rasa berguna")]),
    (3, Amount::Much, Amount::Little, &[(BalanceSide::Gave, "Belajar sesuatu")]),
    (5, Amount::Little, Amount::Much, &[(BalanceSide::Cost, "Masa dengan keluarga")]),
    (6, Amount::Much, Amount::Some, &[(BalanceSide::Gave, "Rakan sekerja yang faham")]),
];

impl App {
    pub(super) fn fill_burden(&self) -> Result<(), IpcError> {
        let today = malaysian_date(self.clock.now());
        self.fill_shifts(today)?;
        self.fill_work()?;
        // Where the device is, the week may not have begun yet.
        let here = self.today_here()?;
        for (ago, gave, cost, lines) in BALANCE {
            let week = (monday(here) - TimeDelta::weeks(ago)).to_string();
            self.balance_save(BalanceSaveRequest { week: week.clone(), gave: Some(gave), cost: Some(cost) })?;
            for (side, text) in lines {
                self.balance_line_save(BalanceLineRequest {
                    id: None,
                    seen: None,
                    week: Some(week.clone()),
                    side: *side,
                    text: (*text).to_owned(),
                })?;
            }
        }
        Ok(())
    }

    /// Five shifts in seven days, the last of them yesterday: today is still open.
    fn fill_shifts(&self, today: NaiveDate) -> Result<(), IpcError> {
        let worked = (1..WEEKS * 7).filter(|ago| ago % 7 < 6 && ago % 7 > 0);
        let days = worked.zip(HEAVIER.iter().chain(USUAL.iter().cycle()));
        self.writing(|tx| {
            for (ago, (heavy, night_calls)) in days {
                let note = if ago == 2 { "Cerita dia sama macam cerita saya. Saya diam lama lepas tu." } else { "" };
                let times = |count: i64| Times::try_from(count).unwrap_or_default();
                tx.create(&Shift {
                    date: today - TimeDelta::days(ago),
                    minute: MinuteOfDay::at(14, 0).expect("a clock has it"),
                    length: ShiftLength::try_from(if ago < 7 { 540 } else { 480 }).expect("within a day"),
                    heavy: times(*heavy),
                    night_calls: times(*night_calls),
                    supervised: ago == SUPERVISED,
                    note: ShiftNote::parse_optional(note).unwrap_or_default(),
                })?;
            }
            Ok::<_, IpcError>(())
        })
    }

    /// Quiet at night, no hours of work: what Today and the messages of the examples say does not go by the clock.
    fn fill_work(&self) -> Result<(), IpcError> {
        let quiet = (0..7).map(|weekday| SpanView { weekday, start: 1320, end: 360 }).collect();
        self.work_save(WorkRequest { seen: None, hours: Vec::new(), quiet, supervision_days: Some(28) })?;
        for (text, tell, when) in [
            (
                "Lepas 10 malam saya tak jawab klien.",
                Some("Saya dah tutup kerja untuk hari ini. Esok pagi saya balas. Kalau kecemasan, call 999."),
                BoundaryWhen::Quiet,
            ),
            ("Cerita orang tinggal di tempat kerja.", None, BoundaryWhen::Always),
        ] {
            let tell = tell.map(str::to_owned);
            self.boundary_save(BoundaryRequest { id: None, seen: None, text: text.to_owned(), tell, when })?;
        }
        Ok(())
    }
}
