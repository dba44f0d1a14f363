//! Days on which something rests, without a trace of blame.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::days::Shown;
use super::settings::Uzur;
use crate::id::{RecordId, RoutineItemId};
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// What rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PauseOf {
    /// The five prayers, and sunat with them (uzur).
    Prayers,
    /// An item of the routine.
    Item(RoutineItemId),
}

/// Days on which something rests.
///
/// Each pause is a record of its own, so that the days of an earlier one stay days of rest. Two may name the same day.
///
/// Fields: `of` (`prayers` or `item`), `parent` (the item), `days`. It belongs to its item and goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// What rests.
    pub of: PauseOf,
    /// On which days.
    pub days: Uzur,
}

impl Pause {
    /// The days that are left when it ends today: those that have passed keep their rest. `None` if none is left.
    #[must_use]
    pub fn ended(days: Uzur, today: NaiveDate) -> Option<Uzur> {
        let yesterday = today.pred_opt()?;
        let until = days.until.map_or(yesterday, |until| until.min(yesterday));
        (until >= days.from).then_some(Uzur { until: Some(until), ..days })
    }

    /// Whether one of these pauses lets it rest on this day.
    #[must_use]
    pub fn rests(of: PauseOf, date: NaiveDate, pauses: &[Self]) -> bool {
        pauses.iter().any(|pause| pause.of == of && pause.days.holds_on(date))
    }
}

const PRAYERS: &str = "prayers";
const ITEM: &str = "item";

impl Entity for Pause {
    const KIND: Kind = Kind::Pause;

    fn parent(&self) -> Option<RecordId> {
        match self.of {
            PauseOf::Item(id) => Some(id.into()),
            PauseOf::Prayers => None,
        }
    }

    fn to_fields(&self) -> Fields {
        let of = match self.of {
            PauseOf::Prayers => PRAYERS,
            PauseOf::Item(_) => ITEM,
        };
        // One field, so that a merge cannot take the first day of one edit and the last of another.
        fields([("of", of.into()), ("parent", self.parent().into()), ("days", text(&Shown(&self.days)))])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let of: String = needed(fields, kind, "of")?;
        let item = read::id(fields, kind, "parent")?.map(|id| PauseOf::Item(id.into()));
        let of = match of.as_str() {
            PRAYERS => Some(PauseOf::Prayers),
            ITEM => item,
            _ => None,
        };
        let days: String = needed(fields, kind, "days")?;
        Ok(Self {
            of: of.ok_or(FieldError { kind, field: "of" })?,
            days: days.parse().map_err(|_| FieldError { kind, field: "days" })?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::sample::{day, id};

    fn days(stored: &str) -> Uzur {
        stored.parse().expect("days")
    }

    #[test]
    fn days_that_have_passed_keep_their_rest() {
        let ended = |stored| Pause::ended(days(stored), day("2026-03-05")).map(|days| days.to_string());
        assert_eq!(ended("2026-03-01/").as_deref(), Some("2026-03-01/2026-03-04"));
        assert_eq!(ended("2026-03-01/2026-03-09").as_deref(), Some("2026-03-01/2026-03-04"));
        assert_eq!(ended("2026-02-01/2026-02-07").as_deref(), Some("2026-02-01/2026-02-07"));
        assert_eq!(ended("2026-03-05/"), None);
        assert_eq!(ended("2026-03-09/"), None);
    }

    #[test]
    fn each_pause_keeps_its_own_days_for_its_own_thing() {
        let pauses = [
            Pause { of: PauseOf::Prayers, days: days("2028-02-28/2028-02-29") },
            Pause { of: PauseOf::Prayers, days: days("2028-03-20/") },
            Pause { of: PauseOf::Item(id(1)), days: days("2028-03-01/2028-03-01") },
        ];
        let rests = |of, date: &str| Pause::rests(of, day(date), &pauses);
        let dates = ["2028-02-27", "2028-02-29", "2028-03-01", "2028-03-21"];
        assert_eq!(dates.map(|date| rests(PauseOf::Prayers, date)), [false, true, false, true]);
        assert_eq!(dates.map(|date| rests(PauseOf::Item(id(1)), date)), [false, false, true, false]);
        assert_eq!(dates.map(|date| rests(PauseOf::Item(id(2)), date)), [false; 4]);
    }

    #[test]
    fn a_pause_of_something_that_only_a_newer_app_knows_lets_no_prayer_rest() {
        let pause = Pause { of: PauseOf::Prayers, days: days("2026-03-01/") };
        let mut fields = pause.to_fields();
        assert_eq!(Pause::from_fields(&fields), Ok(pause));
        fields.insert("of".to_owned(), "meetings".into());
        assert_eq!(Pause::from_fields(&fields), Err(FieldError { kind: Kind::Pause, field: "of" }));
        let item = Pause { of: PauseOf::Item(id(3)), ..pause };
        assert_eq!(Pause::from_fields(&item.to_fields()), Ok(item));
        assert_eq!(item.parent(), Some(id(3)));
    }
}
