//! What the screen of a week's balance shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::burden::{Amount, BalanceSide};
use ukhwah_domain::id::BalanceLineId;

use super::TrashedBurdenView;

/// Asks for a week.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BalanceRequest {
    /// A day of it, as YYYY-MM-DD; absent for the present one.
    pub week: Option<String>,
    /// How many weeks of the past to show at most.
    pub weeks: u32,
}

/// One thing that the work gave or cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BalanceLineView {
    /// Which.
    pub id: BalanceLineId,
    /// What the editor must hand back.
    pub seen: String,
    /// Of which side.
    pub side: BalanceSide,
    /// What it says.
    pub text: String,
}

/// A week, looked back on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WeekView {
    /// Its Monday, as YYYY-MM-DD.
    pub week: String,
    /// In words: "2 Mac – 8 Mac".
    pub words: String,
    /// Whether it is the present one.
    pub present: bool,
    /// How much the work gave.
    pub gave: Option<Amount>,
    /// How much it cost.
    pub cost: Option<Amount>,
    /// What it gave and cost, in the order in which it was written.
    pub lines: Vec<BalanceLineView>,
}

/// The balance of a week, and of the weeks before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BalanceView {
    /// The week asked for.
    pub week: WeekView,
    /// The Monday of the week before it, as YYYY-MM-DD.
    pub before: Option<String>,
    /// The Monday of the week after it, unless that lies ahead and is empty.
    pub after: Option<String>,
    /// The weeks of which something is known, newest first.
    pub weeks: Vec<WeekView>,
    /// Whether there are older ones.
    pub more: bool,
    /// Lines in the trash, newest first.
    pub trash: Vec<TrashedBurdenView>,
}

/// How much a week gave and cost.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BalanceSaveRequest {
    /// A day of the week, as YYYY-MM-DD.
    pub week: String,
    /// How much the work gave; absent to leave that open.
    pub gave: Option<Amount>,
    /// How much it cost; absent to leave that open.
    pub cost: Option<Amount>,
}

/// A line of a week's balance as it was typed or picked.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BalanceLineRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<BalanceLineId>,
    /// What the view said.
    pub seen: Option<String>,
    /// A day of the week, as YYYY-MM-DD; absent for the present one.
    pub week: Option<String>,
    /// Of which side.
    pub side: BalanceSide,
    /// What it says.
    pub text: String,
}
