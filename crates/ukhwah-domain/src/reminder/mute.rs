//! Quiet for a while. It lives on the card, so that it can be asked for while the app is locked.

use chrono::{DateTime, TimeDelta, Utc};

use super::card::ReminderCard;

/// How long quiet lasts where nothing ends it before.
const USUAL: TimeDelta = TimeDelta::hours(1);

/// No quiet lasts longer: under a clock that was set back it would never end.
const LONGEST: TimeDelta = TimeDelta::days(1);

impl ReminderCard {
    /// Keeps quiet from now until [`ReminderCard::mute_end`].
    pub fn mute(&mut self, now: DateTime<Utc>) {
        self.muted_until_ms = Some(self.mute_end(now).timestamp_millis());
    }

    /// Keeps quiet no longer.
    pub fn unmute(&mut self) {
        self.muted_until_ms = None;
    }

    /// When quiet would end if it began now: at the next of the moments that end it, if one comes within a day, else
    /// after an hour.
    #[must_use]
    pub fn mute_end(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let now_ms = now.timestamp_millis();
        let next = self.quiet_ends_ms.iter().copied().filter(|end| *end > now_ms).min();
        next.and_then(DateTime::from_timestamp_millis)
            .filter(|end| *end - now <= LONGEST)
            .or_else(|| now.checked_add_signed(USUAL))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Until when nothing sounds, if that is still to come.
    #[must_use]
    pub fn muted_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let until = DateTime::from_timestamp_millis(self.muted_until_ms?)?;
        (until > now && until - now <= LONGEST).then_some(until)
    }

    /// Forgets quiet that is over.
    pub fn end_mute(&mut self, now: DateTime<Utc>) {
        if self.muted_until(now).is_none() {
            self.unmute();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 60 * 60 * 1000;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(hour * HOUR).expect("in range")
    }

    fn card(ends: &[i64]) -> ReminderCard {
        ReminderCard { quiet_ends_ms: ends.iter().map(|hour| hour * HOUR).collect(), ..ReminderCard::default() }
    }

    #[test]
    fn quiet_ends_at_the_next_end_and_after_an_hour_where_none_is_near() {
        let card = card(&[50, 10, 5]);
        assert_eq!([4, 5, 9].map(|hour| card.mute_end(at(hour))), [at(5), at(10), at(10)]);
        assert_eq!([10, 25, 26, 50].map(|hour| card.mute_end(at(hour))), [at(11), at(26), at(50), at(51)]);
        assert_eq!(card.mute_end(DateTime::<Utc>::MAX_UTC), DateTime::<Utc>::MAX_UTC);
    }

    #[test]
    fn quiet_is_kept_until_it_ends_or_is_taken_back() {
        let mut card = card(&[5]);
        assert_eq!(card.muted_until(at(4)), None);
        card.mute(at(4));
        let mut kept = ReminderCard::parse(&card.to_bytes()).expect("a card");
        assert_eq!(kept.muted_until(at(4)), Some(at(5)));
        assert_eq!(kept.muted_until(at(5)), None, "what is due at that moment sounds");
        kept.end_mute(at(4));
        assert_eq!(kept, card, "it is not over");
        kept.end_mute(at(5));
        assert_eq!(kept.muted_until(at(4)), None);
        card.unmute();
        assert_eq!(card.muted_until(at(4)), None);
    }

    #[test]
    fn a_clock_that_was_set_back_keeps_nobody_quiet() {
        let mut card = card(&[105]);
        card.mute(at(104));
        assert_eq!(card.muted_until(at(4)), None);
        assert_eq!(card.muted_until(at(81)), Some(at(105)));
        assert_eq!(card.muted_until(DateTime::<Utc>::MIN_UTC), None);
    }

    #[test]
    fn what_a_newer_app_writes_about_quiet_breaks_nothing() {
        let card = br#"{"format":2,"muted_until_ms":{"until":"asr"},"quiet_ends_ms":["soon",7]}"#;
        let card = ReminderCard::parse(card).expect("a card");
        assert_eq!((card.muted_until_ms, card.quiet_ends_ms), (None, vec![7]));
    }
}
