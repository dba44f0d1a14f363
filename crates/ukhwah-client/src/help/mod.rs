//! Help: the ladder, the lines, the question after a call. Everything here works while the app is locked.

mod answer;
mod contact;
mod ladder;
mod view;
mod words;

pub(crate) use contact::qr_view;
pub(crate) use ladder::rung_view;
pub use view::*;
pub(crate) use words::{line_hours_words, standing_view};
