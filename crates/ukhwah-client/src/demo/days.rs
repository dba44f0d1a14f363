//! The days of the example profile: prayers, a routine, a weekly meeting, and some weeks of marks.

use chrono::{NaiveDate, TimeDelta, Weekday};
use ukhwah_domain::bounded::AnchorShift;
use ukhwah_domain::plan::Code;
use ukhwah_domain::routine::{
    Anchor, MarkState, MarkTarget, PerPrayer, Prayer, PrayerChoice, PrayerPlace, PrayerSettings, Sound, Timing, What,
};
use ukhwah_domain::time::{MinuteOfDay, malaysian_date};

use crate::app::App;
use crate::error::IpcError;
use crate::meetings::{MeetingRequest, TipRequest};
use crate::routine::{DaysRequest, MarkRequest, RepeatRequest, RoutineRequest};
use crate::solat::PrayerSettingsRequest;

/// Kuantan and its neighbours, where the group of the studies met.
pub(super) const ZONE: &str = "PHG02";

/// For how many days back something is marked.
const MARKED_DAYS: i64 = 7;

/// What it is called, what it is, after which prayer, how often.
const ITEMS: [(&str, What, Anchor, Option<u32>); 3] = [
    ("Baca Quran", What::Quran, Anchor::Fajr, None),
    ("Zikir pagi", What::Zikir, Anchor::Fajr, Some(100)),
    ("Henti sejenak sebelum tidur", What::Rest, Anchor::Isha, None),
];

impl App {
    pub(super) fn fill_days(&self) -> Result<(), IpcError> {
        let today = malaysian_date(self.clock.now());
        let begun = today - TimeDelta::days(MARKED_DAYS);
        self.fill_prayers()?;
        for (title, what, anchor, aim) in ITEMS {
            let minutes = AnchorShift::try_from(15).expect("a quarter of an hour is within bounds");
            self.routine_save(RoutineRequest {
                id: None,
                seen: None,
                title: title.to_owned(),
                what,
                timing: Timing::Around { anchor, minutes },
                days: DaysRequest { repeat: RepeatRequest::Daily, starts: begun.to_string(), ends: None },
                remind: None,
                aim,
                discreet: false,
            })?;
        }
        self.fill_meeting(begun)?;
        self.fill_marks(today)
    }

    fn fill_prayers(&self) -> Result<(), IpcError> {
        let choice = || PrayerChoice { on: true, ..PrayerChoice::default() };
        let settings = PrayerSettings {
            place: Some(PrayerPlace::Zone { code: Code::parse(ZONE).expect("it is a code") }),
            prayers: PerPrayer { fajr: choice(), dhuhr: choice(), asr: choice(), maghrib: choice(), isha: choice() },
            ..PrayerSettings::default()
        };
        let seen = self.prayer_settings_view()?.seen;
        self.prayer_settings_save(PrayerSettingsRequest { seen, settings }).map(drop)
    }

    fn fill_meeting(&self, begun: NaiveDate) -> Result<(), IpcError> {
        let saved = self.meeting_save(MeetingRequest {
            id: None,
            seen: None,
            title: "Perjumpaan kumpulan".to_owned(),
            place: Some("Dewan kecil, pusat komuniti".to_owned()),
            map: None,
            leader: self.people_view()?.people.iter().find(|person| person.name == "Zul").map(|person| person.id),
            leader_words: None,
            days: DaysRequest {
                repeat: RepeatRequest::Weekly { days: vec![Weekday::Sat] },
                starts: begun.to_string(),
                ends: None,
            },
            minute: MinuteOfDay::at(10, 0).expect("ten in the morning is a time"),
            length_minutes: Some(60),
            remind_day_before: true,
            remind_hour_before: true,
            sound: Sound::Silent,
        })?;
        let Some(meeting) = saved.meetings.first().map(|meeting| meeting.id) else { return Ok(()) };
        let text = "Bila rasa nak marah, minum air dulu, lepas tu baru jawab.".to_owned();
        self.tip_save(TipRequest { id: None, seen: None, meeting, date: None, text }).map(drop)
    }

    /// Most days have most marks, none of them has a hole that anyone would count.
    fn fill_marks(&self, today: NaiveDate) -> Result<(), IpcError> {
        let items = self.routine_view()?.items;
        for back in 1..=MARKED_DAYS {
            let date = (today - TimeDelta::days(back)).to_string();
            let prayers = Prayer::ALL.into_iter().map(|prayer| MarkTarget::Prayer { prayer });
            let items = items.iter().map(|item| MarkTarget::Item { id: item.id });
            for (place, target) in prayers.chain(items).enumerate() {
                if (usize::try_from(back).unwrap_or(0) + place) % 6 != 0 {
                    self.mark(MarkRequest { target, date: date.clone(), state: MarkState::Done })?;
                }
            }
        }
        Ok(())
    }
}
