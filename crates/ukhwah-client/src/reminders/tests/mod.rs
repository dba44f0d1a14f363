//! A device with reminders on it, for the tests below.

mod choices;
mod trouble;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::meeting::Meeting;
use ukhwah_domain::person::{OneLine, Position};
use ukhwah_domain::plan::Code;
use ukhwah_domain::reminder::{Outcome, QuietHours, TestVerdict};
use ukhwah_domain::routine::{
    Days, Prayer, PrayerPlace, PrayerSettings, ReminderWish, Repeat, RoutineItem, Sound, Timing, What,
};
use ukhwah_domain::time::MinuteOfDay;

use super::*;
use crate::app::{LockKind, Stage};
use crate::error::{ErrorCode, IpcError};
use crate::host::{Notice, NoticeSound, SoundOutcome};
use crate::settings::{ProfileSettings, SetLockRequest};
use crate::testing::{TestApp, app, start};
use crate::vault::VaultError;

pub(super) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

pub(super) fn restart(folder: &Path, app: TestApp) -> TestApp {
    let device = Arc::clone(&app.device);
    app.shut_down();
    drop(app);
    start(folder, device)
}

pub(super) fn clock(hour: u16, minute: u16) -> MinuteOfDay {
    MinuteOfDay::at(hour, minute).expect("a clock has it")
}

pub(super) fn days(repeat: Repeat) -> Days {
    Days { repeat, starts: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day"), ends: None }
}

pub(super) fn item(title: &str, what: What, hour: u16) -> RoutineItem {
    RoutineItem {
        title: OneLine::parse(title).expect("a title"),
        what,
        timing: Timing::At { minute: clock(hour, 0) },
        days: days(Repeat::Daily),
        remind: Some(ReminderWish { before: 0.try_into().expect("allowed"), sound: Sound::Chime }),
        target: None,
        discreet: what == What::Medication,
        paused: false,
        pos: Position::first(),
    }
}

pub(super) fn add(app: &TestApp, item: &RoutineItem) -> RecordId {
    app.writing(|tx| Ok::<_, IpcError>(tx.create(item)?)).expect("written")
}

/// On Fridays at half past eight in the evening, with a reminder a day and an hour before.
pub(super) fn add_meeting(app: &TestApp) {
    let friday = ukhwah_domain::routine::Weekdays::of(&[chrono::Weekday::Fri]).expect("a day");
    let meeting = Meeting {
        title: OneLine::parse("Perjumpaan Jumaat").expect("a title"),
        place: None,
        point: None,
        leader: None,
        leader_words: None,
        days: days(Repeat::Weekly { days: friday }),
        minute: clock(20, 30),
        length: None,
        remind_day_before: true,
        remind_hour_before: true,
        sound: Sound::Chime,
        pos: Position::first(),
    };
    app.writing(|tx| Ok::<_, IpcError>(tx.create(&meeting)?)).expect("written");
}

/// Religious content on, Kuala Lumpur, with a reminder at Asar: 4:41 pm on 5 March 2026.
pub(super) fn keep_asar(app: &TestApp) {
    set_religion(app, true);
    let place = Some(PrayerPlace::Zone { code: Code::parse("WLY01").expect("a code") });
    let mut settings = PrayerSettings { place, ..PrayerSettings::default() };
    settings.prayers.asr.on = true;
    settings.prayers.asr.remind = Some(ReminderWish { before: 0.try_into().expect("allowed"), sound: Sound::Own });
    app.writing(|tx| Ok::<_, IpcError>(tx.create(&settings)?)).expect("written");
}

/// Moves the prayer place to another zone.
pub(super) fn pray_at(app: &TestApp, zone: &str) {
    let kept = app.reading(|store, _| Ok(store.read().all::<PrayerSettings>()?)).expect("read").remove(0);
    let place = Some(PrayerPlace::Zone { code: Code::parse(zone).expect("a code") });
    let moved = PrayerSettings { place, ..kept.value };
    app.writing(|tx| Ok::<_, IpcError>(tx.update(kept.id, &moved, &kept.seen)?)).expect("written");
}

pub(super) fn set_religion(app: &TestApp, religion: bool) {
    app.profile_save(ProfileSettings { religion, sex: None, prefer_same_sex: false }).expect("saved");
}

pub(super) fn lock(app: &TestApp) {
    let request = SetLockRequest { current: None, kind: Some(LockKind::Pin), secret: "190487".to_owned() };
    app.lock_set(request).expect("set");
    app.lock_now().expect("locked");
    assert!(matches!(app.stage(), Stage::Locked { .. }));
}

pub(super) fn unlock(app: &TestApp) {
    app.unlock(crate::app::UnlockRequest { secret: "190487".to_owned() }).expect("right");
}

pub(super) fn full_text(app: &TestApp) {
    app.reminders_save(ReminderSettings { full_text: true, quiet: None }).expect("saved");
}

/// Lets the deliverer look at this time, and returns what it showed since the last one.
pub(super) fn at(app: &TestApp, now: &str) -> Vec<(String, String)> {
    let before = app.device.notices().len();
    app.device.set_now(now);
    let _ = app.deliver_due();
    app.device.notices()[before..].iter().map(|notice| (notice.title.clone(), notice.body.clone())).collect()
}

pub(super) fn shown(title: &str, body: &str) -> Vec<(String, String)> {
    vec![(title.to_owned(), body.to_owned())]
}

pub(super) fn log(app: &TestApp) -> Vec<(String, Outcome)> {
    let view = app.reminders_view().expect("shown");
    view.log.into_iter().map(|delivery| (delivery.title, delivery.outcome)).collect()
}

/// What Today lists as not shown, with when and why.
pub(super) fn missed(app: &TestApp) -> Vec<(String, String)> {
    let missed = app.reading(|store, language| app.missed_today(store, language)).expect("read");
    missed.into_iter().map(|one| (one.title, format!("{} · {}", one.when_words, one.outcome_words))).collect()
}

pub(super) const MISSED_ONE: &str = "Peringatan yang tiba semasa aplikasi ditutup: 1. Senarainya ada dalam aplikasi.";
pub(super) const RENEW: &str = "Buka aplikasi sekejap, supaya peringatan seterusnya dapat disediakan.";
pub(super) const TROUBLE: &str = "Peringatan tidak dapat disampaikan sekarang. Buka aplikasi untuk lihat sebabnya.";
