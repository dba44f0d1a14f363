//! What a week of work gave and cost.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use ukhwah_domain::burden::{BalanceLine, BalanceText, WeekBalance, monday};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::day_ms;
use ukhwah_store::{Reader, StoreError, Stored, Transaction};

use super::list::TRASH_SHOWN;
use super::words::week_words;
use super::{
    BalanceLineRequest, BalanceLineView, BalanceRequest, BalanceSaveRequest, BalanceView, BurdenTarget,
    TrashedBurdenView, WeekView,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, text_error};
use crate::routine::date;

/// How many weeks are shown where nobody asks for more: half a year.
const WEEKS: u32 = 26;

impl App {
    /// A week, and the weeks of which something is known.
    ///
    /// # Errors
    /// [`ErrorCode::DateInvalid`] if there is no such day.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn balance_view(&self, request: BalanceRequest) -> Result<BalanceView, IpcError> {
        self.reading(|store, language| {
            let (read, today) = (store.read(), self.today(store)?);
            let week = monday(request.week.as_deref().map_or(Ok(today), date)?);
            let all = by_week(read)?;
            let view = |week: &NaiveDate| week_view(read, *week, all.get(week), today, language);
            let most = usize::try_from(request.weeks.max(WEEKS)).unwrap_or(usize::MAX);
            let mut known = Vec::new();
            for (week, made) in all.iter().rev() {
                if known.len() <= most && is_said(read, made)? {
                    known.push(*week);
                }
            }
            let after = week.checked_add_days(Days::new(7));
            let after_is_said = after.and_then(|after| all.get(&after)).map(|made| is_said(read, made)).transpose()?;
            let shown = |after: &NaiveDate| *after <= today || after_is_said == Some(true);
            Ok(BalanceView {
                week: view(&week)?,
                before: week.checked_sub_days(Days::new(7)).map(|week| week.to_string()),
                after: after.filter(shown).map(|week| week.to_string()),
                weeks: known.iter().take(most).map(view).collect::<Result<_, _>>()?,
                more: known.len() > most,
                trash: trash(read)?,
            })
        })
    }

    /// Keeps how much a week gave and cost.
    ///
    /// # Errors
    /// [`ErrorCode::DateInvalid`] if the week lies ahead and nothing is known of it.
    pub fn balance_save(&self, request: BalanceSaveRequest) -> Result<BalanceView, IpcError> {
        let (today, day) = (self.today_here()?, date(&request.week)?);
        self.writing(|tx| {
            let made = week_of(tx, day, today)?;
            for id in made {
                tx.change::<WeekBalance>(id, |week| (week.gave, week.cost) = (request.gave, request.cost))?;
            }
            Ok::<_, IpcError>(())
        })?;
        self.balance_view(BalanceRequest { week: Some(request.week), weeks: 0 })
    }

    /// Keeps a line with its week.
    ///
    /// # Errors
    /// If the text is missing or too long, the line is gone, or the week lies ahead.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn balance_line_save(&self, request: BalanceLineRequest) -> Result<BalanceView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let text = BalanceText::parse(&request.text).map_err(text_error)?;
        let today = self.today_here()?;
        let day = request.week.as_deref().map_or(Ok(today), date)?;
        let at_ms = self.clock.now().timestamp_millis();
        self.writing(|tx| {
            if let Some((id, seen)) = edited {
                let old = tx.read().get::<BalanceLine>(id)?.value;
                return Ok(tx.update(id, &BalanceLine { side: request.side, text, ..old }, &seen)?);
            }
            let balance = week_of(tx, day, today)?.first().copied().ok_or(ErrorCode::NotFound)?.into();
            tx.create(&BalanceLine { balance, side: request.side, text, at_ms })?;
            Ok::<_, IpcError>(())
        })?;
        self.balance_view(BalanceRequest { week: Some(day.to_string()), weeks: 0 })
    }
}

/// The records of each week, by identifier: more than one where two devices looked back before they met.
fn by_week(read: Reader<'_>) -> Result<BTreeMap<NaiveDate, Vec<Stored<WeekBalance>>>, StoreError> {
    let mut weeks: BTreeMap<NaiveDate, Vec<_>> = BTreeMap::new();
    for stored in read.all::<WeekBalance>()? {
        weeks.entry(stored.value.week).or_default().push(stored);
    }
    weeks.values_mut().for_each(|made| made.sort_by_key(|stored| stored.id));
    Ok(weeks)
}

/// Whether anything is known of a week.
fn is_said(read: Reader<'_>, made: &[Stored<WeekBalance>]) -> Result<bool, StoreError> {
    let is_answered = |stored: &Stored<WeekBalance>| stored.value.gave.is_some() || stored.value.cost.is_some();
    Ok(made.iter().any(is_answered) || !lines_of(read, made)?.is_empty())
}

/// The lines of a week, in the order in which they were written.
fn lines_of(read: Reader<'_>, made: &[Stored<WeekBalance>]) -> Result<Vec<Stored<BalanceLine>>, StoreError> {
    let mut lines = Vec::new();
    for stored in made {
        lines.extend(read.children::<BalanceLine>(stored.id)?);
    }
    lines.sort_by_key(|line| (line.value.at_ms, line.id));
    Ok(lines)
}

/// The records of the week in which this day lies, the one that counts first; made where there is none.
fn week_of(tx: &mut Transaction<'_>, day: NaiveDate, today: NaiveDate) -> Result<Vec<RecordId>, IpcError> {
    let week = monday(day);
    let mut made: Vec<RecordId> =
        tx.read().between::<WeekBalance>(day_ms(week), day_ms(week))?.iter().map(|stored| stored.id).collect();
    if made.is_empty() {
        if week > today {
            return Err(ErrorCode::DateInvalid.into());
        }
        made.push(tx.create(&WeekBalance { week, gave: None, cost: None })?);
    }
    made.sort_unstable();
    Ok(made)
}

fn week_view(
    read: Reader<'_>,
    week: NaiveDate,
    made: Option<&Vec<Stored<WeekBalance>>>,
    today: NaiveDate,
    language: Language,
) -> Result<WeekView, StoreError> {
    let made = made.map_or(&[][..], Vec::as_slice);
    Ok(WeekView {
        week: week.to_string(),
        words: week_words(week, today, language),
        present: week == monday(today),
        gave: made.iter().find_map(|stored| stored.value.gave),
        cost: made.iter().find_map(|stored| stored.value.cost),
        lines: lines_of(read, made)?.iter().map(line_view).collect(),
    })
}

fn line_view(stored: &Stored<BalanceLine>) -> BalanceLineView {
    BalanceLineView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        side: stored.value.side,
        text: stored.value.text.to_string(),
    }
}

fn trash(read: Reader<'_>) -> Result<Vec<TrashedBurdenView>, StoreError> {
    let view = |stored: Stored<BalanceLine>| TrashedBurdenView {
        target: BurdenTarget::Line { id: stored.id.into() },
        text: stored.value.text.to_string(),
    };
    Ok(read.last_trashed(TRASH_SHOWN)?.into_iter().map(view).collect())
}
