//! The service of the example profile: a log, a talk to come, a certificate that ends, something to put right.

use chrono::TimeDelta;
use ukhwah_domain::service::{ServiceKind, TalkVenue};
use ukhwah_domain::time::malaysian_date;

use crate::app::App;
use crate::error::IpcError;
use crate::service::{AmendRequest, ServiceEntryRequest, TalkRequest, TrainingRequest};

/// How many days ago, what kind, how many minutes, where.
const ENTRIES: [(i64, ServiceKind, u32, Option<&str>); 6] = [
    (1, ServiceKind::Listen, 45, Some("Pusat komuniti")),
    (3, ServiceKind::Accompany, 120, Some("Klinik kesihatan")),
    (6, ServiceKind::Group, 90, Some("Dewan kecil, pusat komuniti")),
    (9, ServiceKind::Practical, 180, None),
    (20, ServiceKind::Shift, 480, Some("Pusat komuniti")),
    (40, ServiceKind::Visit, 60, Some("Hospital")),
];

impl App {
    pub(super) fn fill_service(&self) -> Result<(), IpcError> {
        let today = malaysian_date(self.clock.now());
        let day = |ahead: i64| (today + TimeDelta::days(ahead)).to_string();
        for (ago, kind, minutes, place) in ENTRIES {
            self.service_entry_save(ServiceEntryRequest {
                id: None,
                seen: None,
                kind,
                kind_words: None,
                date: day(-ago),
                minutes: Some(minutes),
                place: place.map(str::to_owned),
                note: None,
            })?;
        }
        for (ahead, venue, place) in
            [(12, TalkVenue::School, "Sekolah menengah di bandar"), (-30, TalkVenue::Mosque, "Surau kampung")]
        {
            self.talk_save(TalkRequest {
                id: None,
                seen: None,
                venue,
                place: Some(place.to_owned()),
                date: day(ahead),
                minutes: Some(45),
                topic: Some("Pilih kawan".to_owned()),
                note: None,
                told: Some("Versi pendek, tanpa cerita keluarga".to_owned()),
                story: None,
            })?;
        }
        self.training_save(TrainingRequest {
            id: None,
            seen: None,
            title: "Asas sokongan rakan".to_owned(),
            by: Some("Pusat latihan komuniti".to_owned()),
            date: day(-320),
            hours: Some(16),
            certificate: Some("A-17".to_owned()),
            expires_on: Some(day(45)),
            remind: true,
            note: None,
        })?;
        let what = Some("Pinjam motor tanpa minta. Nak bayar minyak dan minta maaf.".to_owned());
        self.amend_save(AmendRequest { id: None, seen: None, whom: "Abang Long".to_owned(), what, done_on: None })
            .map(drop)
    }
}
