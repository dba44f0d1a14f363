//! One sound at a time.

use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::OVER;

/// Whose turn it is to sound.
pub(super) struct Turn {
    playing: Mutex<Option<Playing>>,
}

/// Who has the turn.
struct Playing {
    since: Instant,
    /// Whether the device has taken the first of it.
    sounds: bool,
    stop: Sender<()>,
}

/// What somebody else who has the turn is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Other {
    /// The device plays it.
    Sounds,
    /// The device has not taken anything of it yet.
    Waits,
}

impl Turn {
    pub(super) const fn new() -> Self {
        Self { playing: Mutex::new(None) }
    }

    /// Takes the turn, unless somebody else has it. Who does not give it back in time has stalled, and loses it.
    ///
    /// # Errors
    /// What the other one is at.
    pub(super) fn take(&self, now: Instant, stop: Sender<()>) -> Result<(), Other> {
        let mut playing = self.playing();
        match &*playing {
            Some(other) if now.saturating_duration_since(other.since) <= OVER => {
                Err(if other.sounds { Other::Sounds } else { Other::Waits })
            }
            _ => {
                *playing = Some(Playing { since: now, sounds: false, stop });
                Ok(())
            }
        }
    }

    /// Notes that the device has taken the first of what was begun at this moment.
    pub(super) fn sounds(&self, taken: Instant) {
        if let Some(mine) = self.playing().as_mut().filter(|playing| playing.since == taken) {
            mine.sounds = true;
        }
    }

    /// Lets the one who has the turn stop.
    pub(super) fn stop(&self) {
        if let Some(playing) = &*self.playing() {
            // One that has just ended needs no telling.
            let _ = playing.stop.send(());
        }
    }

    /// Gives back the turn that was taken at this moment, if it is still the same one.
    pub(super) fn give_back(&self, taken: Instant) {
        self.playing().take_if(|playing| playing.since == taken);
    }

    fn playing(&self) -> MutexGuard<'_, Option<Playing>> {
        self.playing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::super::LONGEST;
    use super::*;

    #[test]
    fn one_sound_at_a_time_and_a_stalled_one_does_not_silence_the_rest() {
        let turn = Turn::new();
        let take = |at| turn.take(at, channel().0);
        let first = Instant::now();
        assert_eq!(take(first), Ok(()));
        assert_eq!(take(first + LONGEST), Err(Other::Waits));
        turn.sounds(first);
        assert_eq!(take(first + LONGEST), Err(Other::Sounds));
        let second = first + OVER + Duration::from_secs(1);
        assert_eq!(take(second), Ok(()), "the first has stalled");
        turn.sounds(first);
        turn.give_back(first);
        assert_eq!(take(second), Err(Other::Waits), "it no longer has the turn to give back");
        turn.give_back(second);
        assert_eq!(take(second), Ok(()));
    }

    #[test]
    fn who_has_the_turn_is_told_to_stop() {
        let turn = Turn::new();
        turn.stop();
        let (now, (stop, stopped)) = (Instant::now(), channel());
        assert_eq!(turn.take(now, stop), Ok(()));
        assert!(stopped.try_recv().is_err());
        turn.stop();
        assert_eq!(stopped.try_recv(), Ok(()));
        turn.give_back(now);
        turn.stop();
    }
}
