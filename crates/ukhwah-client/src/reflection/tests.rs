//! Check-ins through the app: kept, corrected, shown, and what a wrong clock does to them.

use ukhwah_domain::bounded::Level;
use ukhwah_domain::checkin::{Burden, CheckInTime, Question, ReflectionSettings};
use ukhwah_domain::routine::{ReminderWish, Sound, Timing};
use ukhwah_domain::time::MinuteOfDay;

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::settings::ProfileSettings;
use crate::testing::{TestApp, app};

fn level(step: i64) -> Option<Level> {
    Level::try_from(step).ok()
}

fn heavy(step: i64) -> Answers {
    Answers { heaviness: level(step), ..Answers::default() }
}

fn keep(app: &TestApp, answers: Answers) -> Result<ReflectionView, IpcError> {
    app.checkin_save(CheckInRequest { id: None, seen: None, moment: None, answers })
}

fn at(date: &str, hour: u16) -> Option<MomentRequest> {
    let minute = MinuteOfDay::at(hour, 0).expect("a clock has it");
    Some(MomentRequest { date: date.to_owned(), minute })
}

fn edit(app: &TestApp, view: &CheckInView, moment: Option<MomentRequest>, answers: Answers) -> Result<(), IpcError> {
    let (id, seen) = (Some(view.id), Some(view.seen.clone()));
    app.checkin_save(CheckInRequest { id, seen, moment, answers }).map(drop)
}

fn past(app: &TestApp, date: &str, answers: Answers) {
    app.checkin_save(CheckInRequest { id: None, seen: None, moment: at(date, 9), answers }).expect("it is past");
}

fn list(app: &TestApp) -> CheckInsView {
    app.checkins_view(CheckInsRequest::default()).expect("it is open")
}

#[test]
fn a_check_in_is_of_now_and_one_answer_is_enough() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let answers = Answers { burden: Some(Burden::Client), note: Some(" Cerita\nklien ".to_owned()), ..heavy(4) };
    let view = keep(&app, answers).expect("kept");
    assert_eq!((view.check_ins, view.today.len()), (1, 1));
    let made = &view.today[0];
    assert_eq!(
        (made.date.as_str(), made.minute.get(), made.time_words.as_str()),
        ("2026-03-05", 720, "12 tengah hari")
    );
    assert_eq!((made.date_words.as_str(), made.answers.note.as_deref()), ("hari ini", Some("Cerita klien")));
    assert!(keep(&app, Answers { tired: true, ..Answers::default() }).is_ok());
    assert_eq!(keep(&app, Answers::default()).map(drop), Err(ErrorCode::NothingAnswered.into()));
    let long = Answers { note: Some("a".repeat(501)), ..Answers::default() };
    assert_eq!(keep(&app, long).map(drop), Err(ErrorCode::TextTooLong.into()));
    assert_eq!(app.reflection_view().expect("open").check_ins, 2);
}

#[test]
fn its_day_is_that_of_the_place_and_stays_so_after_travelling() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.device.set_now("2026-03-05T16:30:00Z");
    keep(&app, heavy(2)).expect("kept");
    app.device.travel(-5);
    let views = list(&app).check_ins;
    assert_eq!((views[0].date.as_str(), views[0].minute.get()), ("2026-03-06", 30));
    keep(&app, heavy(3)).expect("kept");
    assert_eq!(list(&app).check_ins[1].date, "2026-03-05", "there it is still the day before");
}

#[test]
fn it_can_be_corrected_but_not_into_the_future_or_before_a_life() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let made = keep(&app, heavy(4)).expect("kept").today.remove(0);
    edit(&app, &made, at("2026-03-01", 21), heavy(5)).expect("corrected");
    let made = list(&app).check_ins.remove(0);
    assert_eq!((made.date.as_str(), made.answers.heaviness), ("2026-03-01", level(5)));
    for (moment, code) in [
        (at("2026-03-05", 13), ErrorCode::DateAhead),
        (at("2027-01-01", 9), ErrorCode::DateAhead),
        (at("1919-12-31", 9), ErrorCode::DateTooEarly),
        (at("2026-02-30", 9), ErrorCode::DateInvalid),
    ] {
        assert_eq!(edit(&app, &made, moment.clone(), heavy(1)), Err(code.into()));
        let new = CheckInRequest { id: None, seen: None, moment, answers: heavy(1) };
        assert_eq!(app.checkin_save(new).map(drop), Err(code.into()));
    }
    assert_eq!(list(&app).check_ins[0].answers.heaviness, level(5), "nothing was changed");
}

#[test]
fn a_clock_moved_back_loses_and_hides_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    keep(&app, heavy(4)).expect("kept");
    app.device.set_now("2025-06-01T04:00:00Z");
    keep(&app, heavy(2)).expect("kept");
    let views = list(&app).check_ins;
    assert_eq!(views.len(), 2);
    edit(&app, &views[0], at("2026-03-05", 12), heavy(3)).expect("its answers can be edited as it stands");
    let trends = |span| app.trends_view(TrendsRequest { span }).expect("open");
    assert_eq!((trends(Span::FourWeeks).check_ins, trends(Span::All).check_ins), (1, 2));
    assert_eq!(trends(Span::FourWeeks).points.last().and_then(|point| point.heaviness), Some(3.0));
}

#[test]
fn trash_gives_back_and_erasing_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let id = keep(&app, heavy(4)).expect("kept").today[0].id;
    let gone = app.checkin_trash(CheckInTarget { id }).expect("trashed");
    assert_eq!((gone.check_ins.len(), gone.trash.len()), (0, 1));
    assert_eq!(app.checkin_restore(CheckInTarget { id }).expect("back").check_ins.len(), 1);
    app.checkin_erase(EraseCheckInRequest { id, purge_backups: true }).expect("erased");
    assert_eq!(app.checkin_restore(CheckInTarget { id }).map(drop), Err(ErrorCode::NotFound.into()));
}

#[test]
fn trends_count_means_and_burdens_without_gaps() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    past(&app, "2026-03-04", Answers { burden: Some(Burden::Mine), ..heavy(2) });
    past(&app, "2026-03-04", Answers { burden: Some(Burden::Both), ..heavy(5) });
    past(&app, "2025-11-20", Answers { energy: level(1), ..Answers::default() });
    let trends = |span| app.trends_view(TrendsRequest { span }).expect("open");
    let days = trends(Span::FourWeeks);
    let day = &days.points[26];
    assert_eq!((days.points.len(), days.check_ins, day.words.as_str()), (28, 2, "Rabu 4 Mac"));
    assert_eq!((day.heaviness, day.mine, day.both, day.client, day.check_ins), (Some(3.5), 1, 1, 0, 2));
    assert_eq!(days.points[25].heaviness, None);
    let weeks = trends(Span::ThreeMonths);
    assert_eq!((weeks.points.len(), weeks.points[12].words.as_str()), (13, "2 Mac – 5 Mac"));
    assert_eq!((trends(Span::Year).points.len(), trends(Span::Year).check_ins), (52, 3));
    let months = trends(Span::All);
    let words: Vec<_> = months.points.iter().map(|point| point.words.as_str()).collect();
    assert_eq!(words, ["Nov 2025", "Dis 2025", "Jan 2026", "Feb 2026", "Mac 2026"]);
    assert_eq!(months.points[0].energy, Some(1.0));
}

#[test]
fn festivals_are_marked_only_where_religious_content_is_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let marks = || -> Vec<String> {
        let points = app.trends_view(TrendsRequest { span: Span::Year }).expect("open").points;
        points.into_iter().flat_map(|point| point.marks).map(|mark| mark.words).collect()
    };
    assert_eq!(marks(), Vec::<String>::new());
    app.profile_save(ProfileSettings { religion: true, sex: None, prefer_same_sex: false }).expect("on");
    assert_eq!(marks(), ["Aidilfitri", "Aidiladha", "Awal Muharram", "Maulidur Rasul", "Awal Ramadan"]);
}

/// Ten weeks of usual days, then a heavy one.
fn harder(app: &TestApp) {
    let start: chrono::NaiveDate = "2025-12-18".parse().expect("a day");
    for (at, date) in start.iter_days().take(77).enumerate() {
        let step = if at < 70 { [2, 3, 2, 1][at % 4] } else { 5 };
        past(app, &date.to_string(), heavy(step));
    }
}

#[test]
fn an_early_sign_says_since_when_and_can_be_put_away_or_switched_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    assert_eq!(app.reflection_view().expect("open").sign, None);
    harder(&app);
    let view = app.reflection_view().expect("open");
    let sign = view.sign.expect("a week of fives is a sign");
    assert_eq!(sign.question, Question::Heaviness);
    assert_eq!((sign.since_words.as_str(), sign.until_words.as_str()), ("Rabu 25 Feb", "Sabtu"));
    assert!(sign.days >= 3);
    let off = ReflectionSettings { early_sign: false, ..view.settings };
    let view = app.reflection_settings_save(ReflectionSettingsRequest { seen: None, settings: off }).expect("kept");
    assert_eq!(view.sign, None);
    let on = ReflectionSettings { early_sign: true, ..view.settings };
    let request = ReflectionSettingsRequest { seen: view.settings_seen, settings: on };
    assert!(app.reflection_settings_save(request).expect("kept").sign.is_some());
    assert_eq!(app.sign_read(SignReadRequest { date: sign.date }).expect("put away").sign, None);
}

#[test]
fn a_time_that_was_chosen_reminds_discreetly_until_the_person_looked_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let timing = Timing::At { minute: MinuteOfDay::at(13, 0).expect("a clock has it") };
    let remind = Some(ReminderWish { before: 0.try_into().expect("within"), sound: Sound::Silent });
    let settings = ReflectionSettings { time: Some(CheckInTime { timing, remind }), ..ReflectionSettings::default() };
    let view = app.reflection_settings_save(ReflectionSettingsRequest { seen: None, settings }).expect("kept");
    assert_eq!(view.time_words.as_deref(), Some("1 tengah hari"));
    let next = app.reminders_view().expect("open").upcoming;
    assert_eq!((next[0].title.as_str(), next[0].when_words.as_str()), ("Semak diri", "1 tengah hari"));
    keep(&app, heavy(2)).expect("kept");
    let next = app.reminders_view().expect("open").upcoming;
    assert_eq!(next[0].when_words, "Jumaat 6 Mac, 1 tengah hari");
    app.device.set_now("2026-03-06T05:00:30Z");
    let _ = app.deliver_due();
    let notices = app.device.notices();
    assert_eq!(notices.last().map(|notice| notice.title.as_str()), Some("Peringatan"));
}

#[test]
fn a_prayer_is_a_time_only_where_religious_content_is_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let timing =
        Timing::Around { anchor: ukhwah_domain::routine::Anchor::Isha, minutes: 15.try_into().expect("within") };
    let save = |timing, seen| {
        let time = Some(CheckInTime { timing, remind: None });
        let settings = ReflectionSettings { time, ..ReflectionSettings::default() };
        app.reflection_settings_save(ReflectionSettingsRequest { seen, settings })
    };
    assert_eq!(save(timing, None).map(drop), Err(ErrorCode::BadRequest.into()));
    assert_eq!(save(Timing::AnyTime, None).map(drop), Err(ErrorCode::BadRequest.into()));
    app.profile_save(ProfileSettings { religion: true, sex: None, prefer_same_sex: false }).expect("on");
    assert!(save(timing, None).expect("kept").place_missing);
}

#[test]
fn the_table_keeps_spreadsheets_from_computing_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let export = || app.trends_export(TrendsRequest { span: Span::FourWeeks });
    assert_eq!(export().map(drop), Err(ErrorCode::NothingToExport.into()));
    keep(&app, Answers { note: Some("=1+1".to_owned()), tired: true, ..heavy(4) }).expect("kept");
    assert_eq!(export().map(drop), Err(ErrorCode::Cancelled.into()));
    let target = folder.path().join("keluar.csv");
    app.device.choose_target(Some(&target));
    assert_eq!(export().expect("written").file, "keluar.csv");
    let text = std::fs::read_to_string(&target).expect("it is there");
    let rows: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows[0].starts_with("tarikh,jam,berat di hati,"));
    assert_eq!(rows[1], "2026-03-05,12:00,4,,,,,,,ya,'=1+1");
}
