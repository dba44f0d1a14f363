//! The two languages of the interface.

use serde::{Deserialize, Serialize};

/// A language that the whole app speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Bahasa Melayu, the first language of the app.
    #[default]
    Ms,
    /// English.
    En,
}
