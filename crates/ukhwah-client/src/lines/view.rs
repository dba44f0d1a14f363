//! What the list of help lines shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::LineId;

use crate::help::LineTarget;
use crate::people::SpanView;

/// A help line as the person may change it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineView {
    /// Which.
    pub target: LineTarget,
    /// What the editor must hand back; absent for a built-in line that was never touched.
    pub seen: Option<String>,
    /// The name.
    pub name: String,
    /// The number as people write it.
    pub display: String,
    /// The WhatsApp number as people write it.
    pub whatsapp: Option<String>,
    /// When it answers; empty for always.
    pub hours: Vec<SpanView>,
    /// The hours in words.
    pub hours_words: String,
    /// What a call costs.
    pub cost_words: Option<String>,
    /// When it was last checked, in words.
    pub checked_words: Option<String>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it may be hidden.
    pub can_hide: bool,
}

/// Every line, in the person's order.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LinesView {
    /// The lines, hidden ones too.
    pub lines: Vec<LineView>,
}

/// A line of the person's own, as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<LineId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The name.
    pub name: String,
    /// The number as typed.
    pub number: String,
    /// The WhatsApp number as typed.
    pub whatsapp: Option<String>,
    /// When it answers; empty for always.
    pub hours: Vec<SpanView>,
    /// What a call costs.
    pub cost_words: Option<String>,
}

/// Asks to hide or show a line.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HideLineRequest {
    /// Which.
    pub target: LineTarget,
    /// Whether it is to be hidden.
    pub hidden: bool,
}

/// Asks for another place of a line.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveLineRequest {
    /// Which.
    pub target: LineTarget,
    /// After which; absent for the first place.
    pub after: Option<LineTarget>,
}

/// Asks to erase a line of the person's own for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseLineRequest {
    /// Which.
    pub id: LineId,
    /// Whether to erase it from the automatic backups too.
    pub purge_backups: bool,
}
