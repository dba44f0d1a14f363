//! From the bytes of a sound file to what is played.

use std::io::Cursor;
use std::panic::catch_unwind;

use rodio::decoder::DecoderError;
use rodio::source::TakeDuration;
use rodio::{Decoder, Source as _};
use ukhwah_client::host::{NoticeSound, SoundOutcome};

use super::LONGEST;

/// A soft bell; `tools/chime.py` made it.
const CHIME: &[u8] = include_bytes!("../../sounds/chime.wav");

type Decoded = TakeDuration<Decoder<Cursor<Vec<u8>>>>;

/// What is played for a sound, and what has become of that sound once the device takes it.
pub(super) fn source(sound: &NoticeSound) -> Result<(Decoded, SoundOutcome), DecoderError> {
    let NoticeSound::File(path) = sound else {
        return Ok((decoded(CHIME.to_vec())?, SoundOutcome::Played));
    };
    match std::fs::read(path) {
        Ok(own) if can_play(&own) => return Ok((decoded(own)?, SoundOutcome::Played)),
        Ok(_) => tracing::warn!("the chime takes the place of a sound that cannot be played"),
        Err(error) => tracing::warn!(%error, "the chime takes the place of a sound that cannot be read"),
    }
    Ok((decoded(CHIME.to_vec())?, SoundOutcome::FileBroken))
}

/// Whether these are the bytes of a sound in which there is something to hear.
pub(crate) fn can_play(content: &[u8]) -> bool {
    let content = content.to_vec();
    let is_heard = || decoded(content).is_ok_and(|mut sound| sound.any(|sample| sample.abs() > 0.001));
    // The decoders panic at some broken files.
    catch_unwind(is_heard).unwrap_or_default()
}

fn decoded(content: Vec<u8>) -> Result<Decoded, DecoderError> {
    let length = content.len() as u64;
    let decoder = Decoder::builder().with_data(Cursor::new(content)).with_byte_len(length).build()?;
    Ok(decoder.take_duration(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn kept(content: &[u8]) -> (tempfile::TempDir, NoticeSound) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("own.sound");
        std::fs::write(&file, content).expect("written");
        (folder, NoticeSound::File(file))
    }

    #[test]
    fn wav_flac_ogg_and_mp3_are_played_for_as_long_as_they_are() {
        for (name, content) in samples::all() {
            assert!(can_play(&content), "{name}");
            let (_folder, sound) = kept(&content);
            let (source, outcome) = source(&sound).expect("it is decoded");
            assert_eq!(outcome, SoundOutcome::Played, "{name}");
            let (rate, channels) = (f64::from(source.sample_rate().get()), f64::from(source.channels().get()));
            let heard: Vec<f32> = source.collect();
            let seconds = heard.len() as f64 / rate / channels;
            assert!((0.15..0.35).contains(&seconds), "{name} lasts {seconds} s");
            let loudest = heard.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
            assert!((0.05..=1.0).contains(&loudest), "{name} is as loud as {loudest}");
        }
    }

    #[test]
    fn a_broken_file_is_refused_and_the_chime_takes_its_place() {
        for (name, whole) in samples::all() {
            let mut noise = whole.clone();
            noise[4..].fill(0x5A);
            for broken in [&whole[..whole.len().min(20)], &noise, b"a letter", b""] {
                assert!(!can_play(broken), "{name}: {} bytes", broken.len());
                let (_folder, sound) = kept(broken);
                let (source, outcome) = source(&sound).expect("the chime is decoded");
                assert_eq!(outcome, SoundOutcome::FileBroken, "{name}");
                assert!(source.count() > 10_000, "the chime is heard");
            }
        }
    }

    #[test]
    fn a_file_that_is_gone_is_a_broken_one_and_the_chime_is_whole() {
        let gone = NoticeSound::File("/nowhere/own.sound".into());
        assert_eq!(source(&gone).map(|(_, outcome)| outcome).ok(), Some(SoundOutcome::FileBroken));
        assert_eq!(source(&NoticeSound::Chime).map(|(_, outcome)| outcome).ok(), Some(SoundOutcome::Played));
        assert!(can_play(CHIME));
    }

    #[test]
    fn silence_is_no_sound() {
        assert!(!can_play(&samples::wav(&[0; 8_000])));
    }
}
