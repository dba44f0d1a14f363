//! Playing the chime or the person's own sound.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rodio::source::EmptyCallback;
use rodio::{Decoder, DeviceSinkBuilder, Player, Source};
use ukhwah_client::host::NoticeSound;

/// A soft bell; `tools/chime.py` made it.
const CHIME: &[u8] = include_bytes!("../sounds/chime.wav");

/// No sound lasts longer.
const LONGEST: Duration = Duration::from_secs(60);

/// After this time a sound has ended, or its device has stalled.
const OVER: Duration = LONGEST.saturating_add(Duration::from_secs(5));

/// The sound that plays: a second one at the same time would only be noise.
static PLAYING: Turn = Turn::new();

/// Whose turn it is to sound.
struct Turn {
    since: Mutex<Option<Instant>>,
}

impl Turn {
    const fn new() -> Self {
        Self { since: Mutex::new(None) }
    }

    /// Takes the turn, unless somebody else has it. Who does not give it back in time has stalled, and loses it.
    fn take(&self, now: Instant) -> bool {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        let is_free = since.is_none_or(|since| now.saturating_duration_since(since) > OVER);
        if is_free {
            *since = Some(now);
        }
        is_free
    }

    /// Gives back the turn that was taken at this moment, if it is still the same one.
    fn give_back(&self, taken: Instant) {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        if *since == Some(taken) {
            *since = None;
        }
    }
}

/// Plays a sound, on a thread of its own.
pub(crate) fn play(sound: NoticeSound) {
    let taken = Instant::now();
    if sound == NoticeSound::Silent || !PLAYING.take(taken) {
        return;
    }
    let play = move || {
        if let Err(error) = play_to_end(&sound) {
            tracing::warn!(%error, "a sound was not played");
        }
        PLAYING.give_back(taken);
    };
    if let Err(error) = std::thread::Builder::new().spawn(play) {
        tracing::warn!(%error, "a sound was not played");
        PLAYING.give_back(taken);
    }
}

fn play_to_end(sound: &NoticeSound) -> Result<(), Box<dyn std::error::Error>> {
    // Opened anew each time, so that headphones which came or went since are no trouble.
    let mut output = DeviceSinkBuilder::open_default_sink()?;
    output.log_on_drop(false);
    let player = Player::connect_new(output.mixer());
    match sound {
        NoticeSound::File(path) => match own(path) {
            Ok(source) => player.append(source),
            Err(error) => {
                tracing::warn!(%error, "the chime takes the place of a sound that cannot be played");
                player.append(Decoder::try_from(Cursor::new(CHIME))?);
            }
        },
        NoticeSound::Chime | NoticeSound::Silent => player.append(Decoder::try_from(Cursor::new(CHIME))?),
    }
    let (end, ended) = channel();
    player.append(EmptyCallback::new(Box::new(move || {
        let _ = end.send(());
    })));
    ended.recv_timeout(OVER).map_err(|_| "the sound device has stalled".into())
}

fn own(path: &Path) -> Result<impl Source + Send + 'static, Box<dyn std::error::Error>> {
    Ok(Decoder::try_from(File::open(path)?)?.take_duration(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sound_at_a_time_and_a_stalled_one_does_not_silence_the_rest() {
        let turn = Turn::new();
        let first = Instant::now();
        assert!(turn.take(first));
        assert!(!turn.take(first + LONGEST));
        let second = first + OVER + Duration::from_secs(1);
        assert!(turn.take(second), "the first has stalled");
        turn.give_back(first);
        assert!(!turn.take(second), "it no longer has the turn to give back");
        turn.give_back(second);
        assert!(turn.take(second));
    }
}
