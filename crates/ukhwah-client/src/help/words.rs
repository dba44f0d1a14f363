//! How long someone answers, in words.

use chrono::{DateTime, Utc};
use ukhwah_domain::help::Standing as Stand;
use ukhwah_domain::language::Language;
use ukhwah_domain::person::WeekHours;
use ukhwah_domain::time::{MinuteOfDay, clock_words, malaysian, malaysian_date, weekday_words};

use super::Standing;
use crate::text;

/// How a person stands, and until when, or from when, in words.
pub(crate) fn standing_view(stand: Stand, now: DateTime<Utc>, language: Language) -> (Standing, Option<String>) {
    match stand {
        Stand::OnDuty { until } => (Standing::OnDuty, Some(until_words(until, now, language))),
        Stand::Available { until } => (Standing::Available, Some(until_words(until, now, language))),
        Stand::AnyTime => (Standing::AnyTime, None),
        Stand::Outside { opens } => {
            let words = opens.map(|opens| text::from_time(language, moment_words(opens, now, language)));
            (Standing::Outside, words)
        }
    }
}

fn until_words(until: Option<DateTime<Utc>>, now: DateTime<Utc>, language: Language) -> String {
    until.map_or_else(
        || text::round_the_clock(language).to_owned(),
        |until| text::until_time(language, moment_words(until, now, language)),
    )
}

/// "11 malam", or with the day in front if it is not today.
fn moment_words(moment: DateTime<Utc>, now: DateTime<Utc>, language: Language) -> String {
    let clock = clock_words(MinuteOfDay::of(moment), language);
    let (day, today) = (malaysian_date(moment), malaysian_date(now));
    // Midnight belongs to the evening before it in people's minds: "until midnight" needs no day.
    let is_near = (moment - now).num_hours() < 18;
    if day == today || is_near {
        return clock;
    }
    let weekday = weekday_words(chrono::Datelike::weekday(&malaysian(moment)), language);
    text::day_and_time(language, weekday, clock)
}

/// The hours of a line in words.
pub(crate) fn line_hours_words(hours: Option<&WeekHours>, language: Language) -> String {
    hours.map_or_else(|| text::hours_unknown(language).to_owned(), |hours| hours.words(language))
}
