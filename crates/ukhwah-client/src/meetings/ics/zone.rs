//! Time zones of a calendar file.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use calcard::common::timezone::Tz;
use calcard::{Entry, Parser};
use chrono::{DateTime, NaiveDateTime, Utc};

/// What a clock where the person is shows at a moment.
pub(crate) type Here<'h> = &'h dyn Fn(DateTime<Utc>) -> NaiveDateTime;

/// The zones that a file describes, by the name that it gives them.
///
/// Their names are looked up in the public zone database; what the file says about their clocks is not trusted.
#[derive(Debug, Default)]
pub(super) struct Zones(BTreeMap<String, Tz>);

impl Zones {
    /// Learns a zone from the lines that name it.
    pub(super) fn learn(&mut self, lines: &str) {
        let text = format!("BEGIN:VTIMEZONE\r\n{lines}END:VTIMEZONE\r\n");
        let Entry::ICalendar(calendar) = Parser::new(&text).entry() else { return };
        if let Some((name, zone)) = calendar.components.iter().find_map(|part| part.timezone()) {
            self.0.insert(name.to_owned(), zone);
        }
    }

    /// The zone of this name, if anyone knows it.
    pub(super) fn find(&self, name: &str) -> Option<Tz> {
        self.0.get(name).copied().or_else(|| Tz::from_str(name).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_their_public_and_their_windows_names() {
        let mut zones = Zones::default();
        for name in ["Asia/Kuala_Lumpur", "Singapore Standard Time", "Europe/Berlin"] {
            assert!(zones.find(name).is_some(), "{name}");
        }
        assert!(zones.find("Mars/Phobos").is_none());
        zones.learn("TZID:Kuantan\r\nX-LIC-LOCATION:Asia/Kuala_Lumpur\r\n");
        assert_eq!(zones.find("Kuantan").and_then(|zone| zone.name()).as_deref(), Some("Asia/Kuala_Lumpur"));
    }
}
