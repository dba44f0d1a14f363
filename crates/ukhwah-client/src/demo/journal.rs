//! The journal of the example profile: four entries over two weeks, and one that is not finished.

use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use ukhwah_domain::journal::{JournalEntry, JournalTag, JournalText, PromptWords, TagText, prompts};
use ukhwah_domain::time::malaysian;

use crate::app::App;
use crate::error::IpcError;

struct Example {
    days_ago: i64,
    /// The hour at which it was begun.
    hour: u32,
    draft: bool,
    /// The question that it began from, by its code.
    prompt: Option<&'static str>,
    tags: &'static [&'static str],
    text: &'static str,
}

const ENTRIES: [Example; 5] = [
    Example {
        days_ago: 13,
        hour: 22,
        draft: false,
        prompt: Some("carried_home"),
        tags: &["kerja"],
        text: "Cerita abang tadi pasal anak dia.\n\nSaya balik dengan dada berat. Macam dengar cerita sendiri. Duduk \
               dalam kereta sekejap, tarik nafas, baru naik rumah.",
    },
    Example {
        days_ago: 9,
        hour: 6,
        draft: false,
        prompt: None,
        tags: &["pagi"],
        text: "Bangun awal, tak payah jam. Air masih sejuk, jalan masih kosong. Rasa macam hari ini milik saya.",
    },
    Example {
        days_ago: 4,
        hour: 23,
        draft: false,
        prompt: Some("helped_me"),
        tags: &["gaji", "kawan"],
        text: "Malam gaji. Kad bank dengan isteri, macam dalam pelan.\n\nKawan lama telefon dua kali, saya tak angkat. \
               Abang Rahim temankan minum kopi sampai pukul sebelas. Dia tak tanya apa-apa pun.",
    },
    Example {
        days_ago: 1,
        hour: 21,
        draft: false,
        prompt: Some("small_good"),
        tags: &["rumah"],
        text: "Anak tunjuk buku latihan dia.\nDulu dia sorok kalau saya balik.",
    },
    Example {
        days_ago: 0,
        hour: 0,
        draft: true,
        prompt: None,
        tags: &["kerja"],
        text: "Perjumpaan tadi lambat habis, tapi ada satu benda yang saya nak ingat, pasal cara Zul",
    },
];

impl App {
    pub(super) fn fill_journal(&self) -> Result<(), IpcError> {
        let (now, language) = (self.clock.now(), self.language());
        self.writing(|tx| {
            for example in &ENTRIES {
                let at_ms = begun(example, now).timestamp_millis();
                let prompt = prompts().iter().find(|prompt| Some(prompt.code.as_str()) == example.prompt);
                let entry = tx.create(&JournalEntry {
                    text: JournalText::parse(example.text).expect("a test reads every example"),
                    at_ms,
                    draft: example.draft,
                    prompt: prompt.and_then(|prompt| PromptWords::parse(prompt.words(language)).ok()),
                })?;
                for tag in example.tags {
                    let text = TagText::parse(tag).expect("a test reads every example");
                    tx.create(&JournalTag { entry: entry.into(), text, at_ms })?;
                }
            }
            Ok(())
        })
    }
}

/// When it was begun by Malaysia's clock; what is not finished a quarter of an hour ago.
fn begun(example: &Example, now: DateTime<Utc>) -> DateTime<Utc> {
    if example.draft {
        return now - TimeDelta::minutes(15);
    }
    let midnight = now - TimeDelta::seconds(malaysian(now).num_seconds_from_midnight().into());
    midnight - TimeDelta::days(example.days_ago) + TimeDelta::hours(example.hour.into())
}
