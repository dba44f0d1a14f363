//! Hours between the editor and the record.

use chrono::Weekday;
use ukhwah_domain::person::{Span, WeekHours};
use ukhwah_domain::time::MinuteOfDay;

use super::SpanView;
use crate::error::ErrorCode;

/// Hours as the editor shows them; none for any time.
pub(crate) fn spans_of(hours: Option<&WeekHours>) -> Vec<SpanView> {
    let spans = hours.map(WeekHours::spans).unwrap_or_default();
    let view = |span: Span| SpanView {
        weekday: u8::try_from(span.day.num_days_from_monday()).expect("a week has seven days"),
        start: span.start.get(),
        end: span.end,
    };
    spans.into_iter().map(view).collect()
}

/// Hours as the editor left them; nothing for any time.
pub(crate) fn hours_of(spans: &[SpanView]) -> Result<Option<WeekHours>, ErrorCode> {
    if spans.is_empty() {
        return Ok(None);
    }
    let spans: Option<Vec<Span>> = spans.iter().map(span).collect();
    let hours = WeekHours::of(&spans.ok_or(ErrorCode::HoursInvalid)?).map_err(|_| ErrorCode::HoursInvalid)?;
    Ok(Some(hours))
}

fn span(view: &SpanView) -> Option<Span> {
    let day = Weekday::try_from(view.weekday).ok()?;
    Some(Span { day, start: MinuteOfDay::try_from(view.start).ok()?, end: view.end })
}
