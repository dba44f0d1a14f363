//! Refused values that belong together.

use chrono::NaiveDate;

use super::check::{Reason, Refused, Verdict};
use crate::prayer::Prayer;

/// Values of one prayer that are refused for the same reason on dates running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The prayer.
    pub prayer: Prayer,
    /// The values by date; at least one.
    pub values: Vec<Refused>,
}

impl Run {
    /// Returns the first and the last date.
    #[must_use]
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        (self.values[0].date, self.values[self.values.len() - 1].date)
    }

    /// Returns the reason; where the minutes differ, with the most of them.
    #[must_use]
    pub fn reason(&self) -> Reason {
        let reasons = self.values.iter().map(|value| value.reason);
        reasons.max_by_key(|reason| minutes(*reason).abs()).unwrap_or(self.values[0].reason)
    }

    /// Tells whether every value has the very same reason.
    #[must_use]
    pub fn is_even(&self) -> bool {
        self.values.iter().all(|value| value.reason == self.values[0].reason)
    }

    fn goes_on_with(&self, next: &Refused) -> bool {
        let last = self.values[self.values.len() - 1];
        last.prayer == next.prayer
            && last.date.succ_opt() == Some(next.date)
            && kind(last.reason) == kind(next.reason)
            && minutes(last.reason).signum() == minutes(next.reason).signum()
    }
}

/// The reason without its minutes.
fn kind(reason: Reason) -> Reason {
    match reason {
        Reason::Off { .. } => Reason::Off { by: 0 },
        Reason::OutOfOrder { .. } => Reason::OutOfOrder { by: 0 },
        other => other,
    }
}

fn minutes(reason: Reason) -> i16 {
    match reason {
        Reason::Off { by } | Reason::OutOfOrder { by } => by,
        _ => 0,
    }
}

impl Verdict {
    /// Returns the refused values in runs, in the order of their first dates.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        // The run that each prayer's last value belongs to.
        let mut last: [Option<usize>; 6] = [None; 6];
        for value in &self.refused {
            let place = &mut last[value.prayer as usize];
            match place.and_then(|index| runs.get_mut(index)).filter(|run| run.goes_on_with(value)) {
                Some(run) => run.values.push(*value),
                None => {
                    *place = Some(runs.len());
                    runs.push(Run { prayer: value.prayer, values: vec![*value] });
                }
            }
        }
        runs
    }
}
