//! Playing the chime or the person's own sound.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rodio::{Decoder, DeviceSinkBuilder, Player, Source};
use ukhwah_client::host::NoticeSound;

/// A soft bell; `tools/chime.py` made it.
const CHIME: &[u8] = include_bytes!("../sounds/chime.wav");

/// No sound lasts longer.
const LONGEST: Duration = Duration::from_secs(60);

/// Held while a sound plays: a second one at the same time would only be noise.
static PLAYING: Mutex<()> = Mutex::new(());

/// Plays a sound, on a thread of its own.
pub(crate) fn play(sound: NoticeSound) {
    if sound == NoticeSound::Silent {
        return;
    }
    std::thread::spawn(move || {
        let Ok(_playing) = PLAYING.try_lock() else { return };
        if let Err(error) = play_to_end(&sound) {
            tracing::warn!(%error, "a sound was not played");
        }
    });
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
    player.sleep_until_end();
    Ok(())
}

fn own(path: &Path) -> Result<impl Source + Send + 'static, Box<dyn std::error::Error>> {
    Ok(Decoder::try_from(File::open(path)?)?.take_duration(LONGEST))
}
