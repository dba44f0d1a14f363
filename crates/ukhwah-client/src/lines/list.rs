//! Showing the lines.

use ukhwah_domain::help::{BuiltinLine, Cost};
use ukhwah_domain::language::Language;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::time::date_words;

use super::merged::{Merged, merged};
use super::{LineView, LinesView};
use crate::app::App;
use crate::error::IpcError;
use crate::help::line_hours_words;
use crate::people::spans_of;
use crate::text;

impl App {
    /// Every line, hidden ones too, in the order in which Help shows them.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn lines_view(&self) -> Result<LinesView, IpcError> {
        self.reading(|store, language| {
            let lines = merged(store.read())?;
            Ok(LinesView { lines: lines.iter().map(|line| view(line, language)).collect() })
        })
    }
}

fn view(merged: &Merged, language: Language) -> LineView {
    let line = &merged.line;
    let is_always = line.hours.as_ref().is_none_or(|hours| hours.is_always());
    LineView {
        target: merged.target(),
        seen: merged.stored.as_ref().map(|stored| encode_seen(&stored.seen)),
        name: line.name.to_string(),
        display: line.number.display(),
        whatsapp: line.whatsapp.as_ref().map(ToString::to_string),
        hours: if is_always { Vec::new() } else { spans_of(line.hours.as_ref()) },
        hours_words: line_hours_words(line.hours.as_ref(), language),
        cost_words: line.cost_words.as_ref().map(ToString::to_string).or_else(|| cost_words(line.builtin?, language)),
        checked_words: line.checked_on.map(|day| text::checked_on(language, date_words(day, language))),
        hidden: line.hidden,
        can_hide: !merged.is_fixed(),
    }
}

fn cost_words(builtin: BuiltinLine, language: Language) -> Option<String> {
    let words = match builtin.cost()? {
        Cost::Free => text::cost_free(language),
        Cost::Charged => text::cost_charged(language),
    };
    Some(words.to_owned())
}
