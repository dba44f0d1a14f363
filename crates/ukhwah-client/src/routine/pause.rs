//! Letting things rest, without a trace of blame.

use chrono::NaiveDate;
use ukhwah_domain::routine::{PrayerSettings, RoutineItem, Uzur};
use ukhwah_store::Transaction;

use super::{PauseRequest, RoutineView, date, prayer_settings, religion_needed};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Lets items or prayers rest, or takes them up again. What was said of other days stays as it is.
    ///
    /// # Errors
    /// [`ErrorCode::EndsBeforeStart`], or if an item is gone; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn routine_pause(&self, request: PauseRequest) -> Result<RoutineView, IpcError> {
        let today = self.today_here()?;
        self.writing(|tx| match &request {
            PauseRequest::Items { ids, paused } => {
                for id in ids {
                    tx.change::<RoutineItem>((*id).into(), |item| item.paused = *paused)?;
                }
                Ok(())
            }
            PauseRequest::Uzur { from, until } => {
                let from = from.as_deref().map(date).transpose()?.unwrap_or(today);
                let until = until.as_deref().map(date).transpose()?;
                if until.is_some_and(|until| until < from) {
                    return Err(ErrorCode::EndsBeforeStart.into());
                }
                set_uzur(tx, |_| Some(Uzur { from, until }))
            }
            PauseRequest::UzurEnded => set_uzur(tx, |uzur| ended(uzur, today)),
        })?;
        self.routine_view()
    }
}

/// The days that are left of it when it ends today: those that have passed keep it.
fn ended(uzur: Option<Uzur>, today: NaiveDate) -> Option<Uzur> {
    let (uzur, yesterday) = (uzur?, today.pred_opt()?);
    let until = uzur.until.map_or(yesterday, |until| until.min(yesterday));
    (until >= uzur.from).then_some(Uzur { from: uzur.from, until: Some(until) })
}

fn set_uzur(tx: &mut Transaction<'_>, make: impl FnOnce(Option<Uzur>) -> Option<Uzur>) -> Result<(), IpcError> {
    religion_needed(tx.read())?;
    match prayer_settings(tx.read())? {
        Some(stored) => {
            let uzur = make(stored.value.uzur);
            tx.update(stored.id, &PrayerSettings { uzur, ..stored.value }, &stored.seen)?;
        }
        None => {
            tx.create(&PrayerSettings { uzur: make(None), ..PrayerSettings::default() })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_have_passed_keep_their_rest() {
        let day = |text: &str| text.parse().expect("a day");
        let uzur = |from, until: Option<&str>| Some(Uzur { from: day(from), until: until.map(day) });
        let today = day("2026-03-05");
        assert_eq!(ended(uzur("2026-03-01", None), today), uzur("2026-03-01", Some("2026-03-04")));
        assert_eq!(ended(uzur("2026-03-01", Some("2026-03-09")), today), uzur("2026-03-01", Some("2026-03-04")));
        assert_eq!(ended(uzur("2026-02-01", Some("2026-02-07")), today), uzur("2026-02-01", Some("2026-02-07")));
        assert_eq!(ended(uzur("2026-03-05", None), today), None);
        assert_eq!(ended(None, today), None);
    }
}
