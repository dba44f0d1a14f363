//! The meetings of the years: who came, and what was heard there.

use chrono::{TimeDelta, Weekday};
use ukhwah_domain::id::{MeetingId, PersonId};
use ukhwah_domain::meeting::{Meeting, MeetingReply, Tip};
use ukhwah_domain::routine::{Days, Repeat, Sound, Weekdays};
use ukhwah_store::StoreError;

use super::words::TIPS;
use super::{Part, Years, at_ms, line, minute, number, pick, places, text};

/// What it is called, where it is, on which days.
const MEETINGS: [(&str, &str, Weekday); 4] = [
    ("Perjumpaan kumpulan", "Dewan kecil, pusat komuniti", Weekday::Sat),
    ("Bulatan lelaki", "Surau kampung", Weekday::Tue),
    ("Perjumpaan keluarga", "Balai raya", Weekday::Sun),
    ("Kelas petang", "Pusat latihan komuniti", Weekday::Thu),
];

/// Of each how many dates were answered, and how many tips were kept in all.
const REPLIES: u32 = 400;
const HEARD: u32 = 160;

impl Years<'_, '_> {
    pub(super) fn meetings(&mut self, people: &[PersonId]) -> Result<(), StoreError> {
        let mut random = self.random(Part::Meetings);
        let mut meetings: Vec<MeetingId> = Vec::new();
        for ((at, (title, place, day)), pos) in MEETINGS.into_iter().enumerate().zip(places()) {
            let days = Weekdays::of(&[day]).expect("one day is enough");
            let meeting = Meeting {
                title: line(title),
                place: Some(line(place)),
                point: None,
                leader: people.get(at).copied(),
                leader_words: None,
                days: Days { repeat: Repeat::Weekly { days }, starts: self.first(), ends: None },
                minute: minute(10 + 3 * at as u16, 0),
                length: Some(number(60)),
                remind_day_before: at == 0,
                remind_hour_before: at == 0,
                sound: Sound::Silent,
                pos,
            };
            let id = self.tx.create(&meeting)?.into();
            for date in self.spread(self.share(REPLIES)) {
                let coming = random.u8(..5) > 0;
                let (date, at_ms) = (on(day, date), at_ms(date, minute(8, 0)));
                self.on(date, MeetingReply { meeting: id, date, coming, at_ms });
            }
            meetings.push(id);
        }
        for date in self.spread(self.share(HEARD)) {
            let meeting = meetings[random.usize(..meetings.len())];
            self.on(date, Tip { meeting, date, text: text(pick(&mut random, TIPS)) });
        }
        Ok(())
    }
}

/// The last such day of the week up to a date.
fn on(day: Weekday, date: chrono::NaiveDate) -> chrono::NaiveDate {
    let back = chrono::Datelike::weekday(&date).days_since(day);
    date - TimeDelta::days(back.into())
}
