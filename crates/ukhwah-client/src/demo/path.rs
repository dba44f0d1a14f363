//! The path of the example profile: a beginning, two lapses with their returns, and days that were marked.

use chrono::TimeDelta;
use ukhwah_domain::path::Happening;
use ukhwah_domain::time::malaysian_date;

use crate::app::App;
use crate::error::IpcError;
use crate::path::{PathEventRequest, PathGoalRequest};

/// How many days ago, what, and after how many days the return, where there was one.
const EVENTS: [(i64, Happening, Option<i64>, Option<&str>); 4] = [
    (900, Happening::Milestone, None, Some("Mula kerja di pusat komuniti")),
    (610, Happening::Lapse, Some(5), None),
    (240, Happening::Milestone, None, Some("Balik kampung, tidur rumah mak")),
    (41, Happening::Lapse, Some(1), None),
];

impl App {
    pub(super) fn fill_path(&self) -> Result<(), IpcError> {
        let today = malaysian_date(self.clock.now());
        let ago = |days: i64| (today - TimeDelta::days(days)).to_string();
        self.path_goal_save(PathGoalRequest {
            id: None,
            seen: None,
            name: Some("Ais".to_owned()),
            began: Some(ago(1180)),
        })?;
        for (days, what, back, words) in EVENTS {
            let learned = |text: &str| (days < 100 && what == Happening::Lapse).then(|| text.to_owned());
            self.path_event_save(PathEventRequest {
                id: None,
                seen: None,
                goal: None,
                what,
                date: ago(days),
                until: back.map(|after| ago(days - after)),
                words: words.map(str::to_owned),
                before: learned("Dua malam tak tidur, lepas tu kawan lama telefon"),
                helped: learned("Telefon Abang Rahim, tidur rumah kakak"),
            })?;
        }
        Ok(())
    }
}
