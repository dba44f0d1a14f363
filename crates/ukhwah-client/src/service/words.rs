//! Kinds, places and times in words.

use chrono::{Datelike as _, NaiveDate};
use ukhwah_domain::language::Language;
use ukhwah_domain::service::{ServiceEntry, ServiceKind, Talk, TalkVenue};
use ukhwah_domain::time::date_words;

use crate::text;

pub(super) fn kind_name(kind: ServiceKind, language: Language) -> &'static str {
    match kind {
        ServiceKind::Listen => text::service_kind_listen(language),
        ServiceKind::Group => text::service_kind_group(language),
        ServiceKind::Accompany => text::service_kind_accompany(language),
        ServiceKind::Visit => text::service_kind_visit(language),
        ServiceKind::Call => text::service_kind_call(language),
        ServiceKind::Shift => text::service_kind_shift(language),
        ServiceKind::Practical => text::service_kind_practical(language),
        ServiceKind::Mosque => text::service_kind_mosque(language),
        ServiceKind::Other => text::service_kind_other(language),
    }
}

pub(super) fn venue_name(venue: TalkVenue, language: Language) -> &'static str {
    match venue {
        TalkVenue::School => text::talk_venue_school(language),
        TalkVenue::Mosque => text::talk_venue_mosque(language),
        TalkVenue::Work => text::talk_venue_work(language),
        TalkVenue::Community => text::talk_venue_community(language),
        TalkVenue::Programme => text::talk_venue_programme(language),
        TalkVenue::Media => text::talk_venue_media(language),
        TalkVenue::Other => text::talk_venue_other(language),
    }
}

/// What an entry is called: the person's own words, or its kind; no religious word of the app's while that is off.
pub(crate) fn entry_name(entry: &ServiceEntry, religion: bool, language: Language) -> String {
    let kind = if entry.kind.is_religious() && !religion { ServiceKind::Other } else { entry.kind };
    entry.kind_words.as_ref().map_or_else(|| kind_name(kind, language).to_owned(), ToString::to_string)
}

/// What the place of a talk is called as a kind; no religious word of the app's while that is off.
pub(crate) fn talk_name(talk: &Talk, religion: bool, language: Language) -> &'static str {
    let venue = if talk.venue.is_religious() && !religion { TalkVenue::Other } else { talk.venue };
    venue_name(venue, language)
}

/// A date with its year where that is not this one's.
pub(crate) fn day(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    let words = date_words(date, language);
    if date.year() == today.year() { words } else { format!("{words} {}", date.year()) }
}

/// Minutes of any number in words.
pub(super) fn length(minutes: u32, language: Language) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => text::routine_minutes(language, minutes),
        (hours, 0) => text::routine_hours(language, hours),
        (hours, minutes) => text::routine_hours_and_minutes(language, hours, minutes),
    }
}

/// Minutes as hours with at most two decimals: "1.5". A spreadsheet can add them up.
pub(super) fn decimal_hours(minutes: u32) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_as_a_spreadsheet_adds_them_up() {
        let hours = [1, 20, 60, 90, 100, 600, 1440].map(decimal_hours);
        assert_eq!(hours, ["0.02", "0.33", "1", "1.5", "1.67", "10", "24"]);
    }

    #[test]
    fn no_minute_of_many_hours_is_left_out() {
        let words = [45, 60, 90, 100_000].map(|minutes| length(minutes, Language::Ms));
        assert_eq!(words, ["45 minit", "1 jam", "1 jam 30 minit", "1666 jam 40 minit"]);
    }
}
