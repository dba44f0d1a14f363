//! What reminders say, and what is said about them.

use chrono::{DateTime, Datelike as _, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::reminder::{Delivery, DueReminder, Outcome, Reminder, ReminderKind, SoundOutcome, TestVerdict};
use ukhwah_domain::routine::Almanac as _;
use ukhwah_domain::time::{date_words, full_date_words, weekday_words};

use crate::solat::{DeviceAlmanac, clock, prayer_name};
use crate::text;

/// From so long before on, the time of day alone does not say which day is meant.
const DAY_AHEAD: u16 = 12 * 60;

/// A reminder with the words that anyone may read on the screen of a locked device.
///
/// The words name the moment itself and never how far off it is: they are still true when they are shown late.
pub(super) fn in_words(
    reminder: &Reminder,
    full_text: bool,
    almanac: &DeviceAlmanac<'_>,
    language: Language,
) -> DueReminder {
    let generic = text::reminder_title(language).to_owned();
    let is_open = full_text && !reminder.discreet;
    let title = if is_open { name(reminder, language) } else { generic };
    let local = almanac.local(reminder.of);
    let time = clock(local, language);
    let body = if is_open && matches!(reminder.kind, ReminderKind::Training { .. }) {
        text::training_until(language, full_date_words(reminder.date, language))
    } else if reminder.before.get() >= DAY_AHEAD {
        text::day_and_time(language, weekday_words(local.weekday(), language), time)
    } else {
        time
    };
    reminder.due(title, body)
}

/// What a reminder is about: a name for the person's own eyes.
pub(super) fn name(reminder: &Reminder, language: Language) -> String {
    match (&reminder.title, reminder.kind) {
        (Some(title), _) => title.to_string(),
        (None, ReminderKind::Prayer { prayer }) => prayer_name(prayer, language).to_owned(),
        (None, ReminderKind::Imsak) => text::prayer_imsak(language).to_owned(),
        (None, ReminderKind::CheckIn) => text::reminder_checkin(language).to_owned(),
        (None, _) => text::reminder_title(language).to_owned(),
    }
}

/// A moment: the time alone if it is today, else with its day.
pub(super) fn moment(at: DateTime<Utc>, now: DateTime<Utc>, almanac: &DeviceAlmanac<'_>, language: Language) -> String {
    let local = almanac.local(at);
    let time = clock(local, language);
    if local.date() == almanac.date(now) {
        return time;
    }
    text::day_and_time(language, date_words(local.date(), language), time)
}

/// What became of a reminder, and of its sound.
pub(super) fn outcome(delivery: &Delivery, language: Language) -> String {
    let outcome = match delivery.outcome {
        Outcome::Delivered => text::reminder_on_time(language),
        // What is late makes no sound, and its words say so.
        Outcome::Late => {
            let late = delivery.seen_ms.saturating_sub(delivery.at_ms) / 1000;
            return text::reminder_late(language, minutes(late));
        }
        Outcome::Missed if delivery.id.is_gap() => text::reminder_gap_missed(language),
        Outcome::Missed => text::reminder_missed(language),
        Outcome::Failed => text::reminder_failed(language),
    };
    let sound = delivery.sound.map(|sound| match sound {
        SoundOutcome::Silent => text::reminder_sound_silent(language),
        SoundOutcome::Played => text::reminder_sound_played(language),
        SoundOutcome::FileBroken => text::reminder_sound_file_broken(language),
        SoundOutcome::NoDevice => text::reminder_sound_no_device(language),
    });
    sound.map_or_else(|| outcome.to_owned(), |sound| format!("{outcome}, {sound}"))
}

/// What became of the self-test. That the system took it does not prove that anybody saw it, and the words say so.
pub(super) fn verdict(verdict: TestVerdict, language: Language) -> String {
    match verdict {
        TestVerdict::Waiting { seconds } => text::reminder_test_waiting(language, seconds),
        TestVerdict::Delivered { sound, .. } => with_sound(text::reminder_test_delivered(language), sound, language),
        TestVerdict::Late { after } => text::reminder_test_late(language, minutes(after)),
        TestVerdict::Missed => text::reminder_test_missed(language).to_owned(),
        TestVerdict::Failed { sound } => with_sound(text::reminder_test_failed(language), sound, language),
    }
}

/// What became of the sound of a self-test, after what became of the test itself.
fn with_sound(words: &str, sound: Option<SoundOutcome>, language: Language) -> String {
    let sound = sound.map(|sound| match sound {
        SoundOutcome::Silent => text::reminder_test_sound_silent(language),
        SoundOutcome::Played => text::reminder_test_sound_played(language),
        SoundOutcome::FileBroken => text::reminder_test_sound_file_broken(language),
        SoundOutcome::NoDevice => text::reminder_test_sound_no_device(language),
    });
    sound.map_or_else(|| words.to_owned(), |sound| format!("{words} {sound}"))
}

/// Seconds as whole minutes: never "0 minutes late".
fn minutes(seconds: i64) -> i64 {
    (seconds.saturating_add(59) / 60).max(1)
}
