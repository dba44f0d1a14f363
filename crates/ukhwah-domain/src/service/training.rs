//! Training, and certificates that end.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ServiceNote;
use crate::bounded::TrainingHours;
use crate::bounded::field::{number, within};
use crate::person::OneLine;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};
use crate::routine::day_ms;

/// What a training is called.
pub type TrainingTitle = OneLine<200>;
/// Who gave a training.
pub type TrainingBy = OneLine<200>;
/// The number or name on a certificate.
pub type CertificateWords = OneLine<100>;

/// So many days before a certificate ends there is a reminder.
pub const EXPIRY_NOTICE_DAYS: [u16; 2] = [60, 14];

/// A training that was done.
///
/// Fields: `title`, `by`, `date`, `hours`, `certificate`, `expires_on`, `remind`, `note`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// What it is called.
    pub title: TrainingTitle,
    /// Who gave it.
    pub by: Option<TrainingBy>,
    /// The day on which it ended.
    pub date: NaiveDate,
    /// How long it took.
    pub hours: Option<TrainingHours>,
    /// What stands on the certificate.
    pub certificate: Option<CertificateWords>,
    /// The last day on which the certificate is good.
    pub expires_on: Option<NaiveDate>,
    /// Whether there are reminders before that day.
    pub remind: bool,
    /// What to remember.
    pub note: Option<ServiceNote>,
}

impl Training {
    /// The days on which a reminder is wanted, each with how many days are left then.
    pub fn notice_days(&self) -> impl Iterator<Item = (NaiveDate, u16)> {
        let ends = self.expires_on.filter(|_| self.remind);
        let day = |left: u16| Some((ends?.checked_sub_days(Days::new(left.into()))?, left));
        EXPIRY_NOTICE_DAYS.into_iter().filter_map(day).collect::<Vec<_>>().into_iter()
    }
}

impl Entity for Training {
    const KIND: Kind = Kind::Training;

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("title", text(&self.title)),
            ("by", optional(self.by.as_ref())),
            ("date", text(&self.date)),
            ("hours", number(self.hours)),
            ("certificate", optional(self.certificate.as_ref())),
            ("expires_on", optional(self.expires_on.as_ref())),
            ("remind", self.remind.into()),
            ("note", optional(self.note.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            title: needed(fields, kind, "title")?,
            by: understood(fields, kind, "by")?,
            date: needed(fields, kind, "date")?,
            hours: within(fields, kind, "hours")?,
            certificate: understood(fields, kind, "certificate")?,
            expires_on: understood(fields, kind, "expires_on")?,
            remind: read::flag(fields, kind, "remind")?.unwrap_or(false),
            note: understood(fields, kind, "note")?,
        })
    }
}
