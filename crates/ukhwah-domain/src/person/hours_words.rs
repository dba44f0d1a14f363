//! Hours as a person would say them.

use chrono::Weekday;

use super::hours::{Span, WeekHours, grouped};
use crate::language::Language;
use crate::time::{DAY_MINUTES, MinuteOfDay, clock_words, weekday_words};

/// The hours in one short line: days that keep the same hours together, groups apart by semicolons.
pub(super) fn words(hours: &WeekHours, language: Language) -> String {
    let groups = grouped(hours);
    let said = groups.iter().map(|(days, spans)| match days.len() {
        7 => times(spans, language),
        _ => format!("{} {}", day_list(days, language), times(spans, language)),
    });
    said.collect::<Vec<_>>().join("; ")
}

/// "Isnin–Khamis, Sabtu": three or more days in a row become a range.
fn day_list(days: &[Weekday], language: Language) -> String {
    let name = |day: &Weekday| weekday_words(*day, language);
    let in_a_row = days.chunk_by(|a, b| a.succ() == *b);
    let said = in_a_row.flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{}–{}", name(first), name(last))],
        short => short.iter().map(|day| name(day).to_owned()).collect(),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// "8 pagi – 12 tengah hari dan 2 petang – 5 petang".
fn times(spans: &[Span], language: Language) -> String {
    let (and, all_day) = match language {
        Language::Ms => (" dan ", "24 jam"),
        Language::En => (" and ", "24 hours"),
    };
    let said = spans.iter().map(|span| {
        if (span.start, span.end) == (MinuteOfDay::MIDNIGHT, DAY_MINUTES) {
            return all_day.to_owned();
        }
        let end = MinuteOfDay::try_from(span.end % DAY_MINUTES).expect("a remainder is below its divisor");
        format!("{} – {}", clock_words(span.start, language), clock_words(end, language))
    });
    said.collect::<Vec<_>>().join(and)
}
