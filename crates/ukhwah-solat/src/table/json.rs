//! Tables as the e-Solat service answers them.

use core::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{ReadError, Row, cells, clip};
use crate::malaysia::Zone;

const SUCCESS: &str = "OK!";

/// The answer to `esolatApi/takwimsolat`; what is not named here is passed over.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "prayerTime")]
    entries: Entries,
    status: Option<String>,
    zone: Option<String>,
}

/// The list of days; the service sends an object instead when it has none.
struct Entries(Vec<Entry>);

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    date: String,
    #[serde(default)]
    fajr: String,
    #[serde(default)]
    syuruk: String,
    #[serde(default)]
    dhuhr: String,
    #[serde(default)]
    asr: String,
    #[serde(default)]
    maghrib: String,
    #[serde(default)]
    isha: String,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of days")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Entries(Vec::new()))
    }
}

/// Hands each day of the answer to `add`.
pub(super) fn read(
    text: &str,
    wanted: Zone,
    add: &mut impl FnMut(Row) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let answer: Answer = serde_json::from_str(text)?;
    if let Some(status) = answer.status.filter(|status| status != SUCCESS) {
        return Err(ReadError::Status(clip(&status)));
    }
    if let Some(found) = answer.zone.filter(|found| found.parse() != Ok(wanted)) {
        return Err(ReadError::AnotherZone { wanted, found: clip(&found) });
    }
    for (row, entry) in (1..).zip(answer.entries.0) {
        let date = cells::date(&entry.date).ok_or_else(|| ReadError::Date { row, text: clip(&entry.date) })?;
        let cells = [entry.fajr, entry.syuruk, entry.dhuhr, entry.asr, entry.maghrib, entry.isha]
            .map(|text| cells::time(&text));
        add(Row { date, cells })?;
    }
    Ok(())
}
