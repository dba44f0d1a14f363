//! Playing the chime or the person's own sound.

mod decode;
#[cfg(test)]
mod samples;
mod turn;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rodio::source::EmptyCallback;
use rodio::{DeviceSinkBuilder, Player, Source as _};
use ukhwah_client::host::{NoticeSound, SoundOutcome};

pub(crate) use self::decode::can_play;
use self::turn::{Other, Turn};
use crate::patience::PATIENCE;

/// No sound lasts longer.
const LONGEST: Duration = Duration::from_secs(60);

/// After this time a sound has ended, or its device has stalled.
const OVER: Duration = LONGEST.saturating_add(Duration::from_secs(5));

/// The sound that plays: a second one at the same time would only be noise.
static PLAYING: Turn = Turn::new();

/// A sound that was asked for.
pub(crate) struct Asked(Wait);

enum Wait {
    Known(SoundOutcome),
    Begins(Receiver<SoundOutcome>),
}

impl Asked {
    /// Waits until the device has taken the first of the sound, or has had its time. A sound that begins only after
    /// that is not played.
    pub(crate) fn outcome(self) -> SoundOutcome {
        match self.0 {
            Wait::Known(outcome) => outcome,
            Wait::Begins(begun) => begun.recv_timeout(PATIENCE).unwrap_or(SoundOutcome::NoDevice),
        }
    }
}

/// Plays a sound, on a thread of its own. While another one plays, that one does for both.
pub(crate) fn play(sound: NoticeSound) -> Asked {
    if sound == NoticeSound::Silent {
        return Asked(Wait::Known(SoundOutcome::Silent));
    }
    let taken = Instant::now();
    let (stop, stopped) = channel();
    if let Err(other) = PLAYING.take(taken, stop.clone()) {
        let is_heard = other == Other::Sounds;
        return Asked(Wait::Known(if is_heard { SoundOutcome::Played } else { SoundOutcome::NoDevice }));
    }
    let (begin, begun) = channel();
    let play = move || {
        if let Err(error) = play_to_end(&sound, taken, begin, (stop, &stopped)) {
            tracing::warn!(%error, "a sound was not played");
        }
        PLAYING.give_back(taken);
    };
    if let Err(error) = std::thread::Builder::new().spawn(play) {
        tracing::warn!(%error, "a sound was not played");
        PLAYING.give_back(taken);
    }
    // Where no thread was made, nobody is left to say that it begins.
    Asked(Wait::Begins(begun))
}

/// Stops the sound that plays, or that is about to.
pub(crate) fn hush() {
    PLAYING.stop();
}

fn play_to_end(
    sound: &NoticeSound,
    taken: Instant,
    begin: Sender<SoundOutcome>,
    (stop, stopped): (Sender<()>, &Receiver<()>),
) -> Result<(), Box<dyn std::error::Error>> {
    let (source, outcome) = decode::source(sound)?;
    // Opened anew each time, so that headphones which came or went since are no trouble.
    let mut output = DeviceSinkBuilder::open_default_sink()?;
    output.log_on_drop(false);
    let player = Player::connect_new(output.mixer());
    let (end, mut begin) = (stop.clone(), Some(begin));
    // The device asks for the first of it now.
    player.append(source.periodic_access(LONGEST, move |_| {
        let Some(begin) = begin.take() else { return };
        PLAYING.sounds(taken);
        if begin.send(outcome).is_err() {
            // It comes too late: nobody waits for it any more.
            let _ = stop.send(());
        }
    }));
    player.append(EmptyCallback::new(Box::new(move || {
        let _ = end.send(());
    })));
    stopped.recv_timeout(OVER).map_err(|_| "the sound device has stalled".into())
}
