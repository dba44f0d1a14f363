//! What a week of work gave and cost.

use std::cmp::Reverse;
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
            let lines = by_balance(read)?;
            let view = |week: NaiveDate| week_view(week, all.get(&week), &lines, today, language);
            let is_said = |made: &Vec<Stored<WeekBalance>>| {
                let answered =
                    |stored: &Stored<WeekBalance>| stored.value.gave.is_some() || stored.value.cost.is_some();
                made.iter().any(|stored| answered(stored) || lines.contains_key(&stored.id))
            };
            let said = all.iter().rev().filter(|(_, made)| is_said(made));
            let known: Vec<NaiveDate> = said.map(|(week, _)| *week).collect();
            let after = week.checked_add_days(Days::new(7));
            let most = usize::try_from(request.weeks.max(WEEKS)).unwrap_or(usize::MAX);
            Ok(BalanceView {
                week: view(week),
                before: week.checked_sub_days(Days::new(7)).map(|week| week.to_string()),
                after: after.filter(|after| *after <= today || known.contains(after)).map(|week| week.to_string()),
                weeks: known.iter().take(most).map(|week| view(*week)).collect(),
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

/// The lines of each record of a week, in the order in which they were written.
fn by_balance(read: Reader<'_>) -> Result<BTreeMap<RecordId, Vec<Stored<BalanceLine>>>, StoreError> {
    let mut lines: BTreeMap<RecordId, Vec<_>> = BTreeMap::new();
    for stored in read.all::<BalanceLine>()? {
        lines.entry(stored.value.balance.into()).or_default().push(stored);
    }
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
    week: NaiveDate,
    made: Option<&Vec<Stored<WeekBalance>>>,
    lines: &BTreeMap<RecordId, Vec<Stored<BalanceLine>>>,
    today: NaiveDate,
    language: Language,
) -> WeekView {
    let made = made.map_or(&[][..], Vec::as_slice);
    let mut said: Vec<_> = made.iter().filter_map(|stored| lines.get(&stored.id)).flatten().collect();
    said.sort_by_key(|line| (line.value.at_ms, line.id));
    WeekView {
        week: week.to_string(),
        words: week_words(week, today, language),
        present: week == monday(today),
        gave: made.iter().find_map(|stored| stored.value.gave),
        cost: made.iter().find_map(|stored| stored.value.cost),
        lines: said.into_iter().map(line_view).collect(),
    }
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
    let mut trash = read.trash::<BalanceLine>()?;
    trash.sort_by_key(|stored| Reverse(stored.trashed_at));
    let view = |stored: Stored<BalanceLine>| TrashedBurdenView {
        target: BurdenTarget::Line { id: stored.id.into() },
        text: stored.value.text.to_string(),
    };
    Ok(trash.into_iter().take(TRASH_SHOWN).map(view).collect())
}
