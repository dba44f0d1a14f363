//! The routine as the interface uses it.

use ukhwah_domain::agenda::{AgendaState, AgendaTarget};
use ukhwah_domain::id::RoutineItemId;
use ukhwah_domain::routine::{
    MarkState, MarkTarget, Prayer, PrayerChoice, PrayerPlace, PrayerSettings, ReminderWish, RoutineItem, Sound, Timing,
    Uzur, What,
};

use super::*;
use crate::settings::ProfileSettings;
use crate::testing::{TestApp, app};

pub(super) const TODAY: &str = "2026-03-05";

pub(super) fn religious(folder: &tempfile::TempDir) -> TestApp {
    let app = app(folder.path());
    turn_religion(&app, true);
    app
}

fn turn_religion(app: &TestApp, religion: bool) {
    app.profile_save(ProfileSettings { religion, sex: None, prefer_same_sex: false }).expect("saved");
}

/// Times of Kuantan, all five prayers on, and qada asked for.
pub(super) fn pray(app: &TestApp) {
    let code = ukhwah_domain::plan::Code::parse("PHG02").expect("a code");
    let mut settings =
        PrayerSettings { place: Some(PrayerPlace::Zone { code }), qada: true, ..PrayerSettings::default() };
    for prayer in Prayer::ALL {
        *settings.prayers.get_mut(prayer) = PrayerChoice { on: true, ..PrayerChoice::default() };
    }
    app.writing(|tx| Ok::<_, IpcError>(tx.create(&settings).map(drop)?)).expect("kept");
}

pub(super) fn request(title: &str, what: What, timing: &str) -> RoutineRequest {
    RoutineRequest {
        id: None,
        seen: None,
        title: title.to_owned(),
        what,
        timing: timing.parse().expect("a timing"),
        days: DaysRequest { repeat: RepeatRequest::Daily, starts: "2026-03-01".to_owned(), ends: None },
        remind: None,
        aim: None,
        discreet: false,
    }
}

pub(super) fn save(app: &TestApp, request: RoutineRequest) -> RoutineItemView {
    let title = request.title.clone();
    let view = app.routine_save(request).expect("saved");
    view.items.into_iter().rfind(|item| item.title == title).expect("it is listed")
}

pub(super) fn agenda(app: &TestApp, date: &str) -> Vec<AgendaView> {
    app.routine_day(DayRequest { date: date.to_owned() }).expect("a day").agenda
}

pub(super) fn titles(agenda: &[AgendaView]) -> Vec<&str> {
    agenda.iter().map(|entry| entry.title.as_str()).collect()
}

pub(super) fn item(id: RoutineItemId) -> MarkTarget {
    MarkTarget::Item { id }
}

pub(super) fn say(app: &TestApp, target: MarkTarget, date: &str, state: MarkState) -> Result<(), IpcError> {
    app.mark(MarkRequest { target, date: date.to_owned(), state }).map(drop)
}

pub(super) fn state(app: &TestApp, id: RoutineItemId, date: &str) -> AgendaState {
    let entry = agenda(app, date).into_iter().find(|entry| entry.target == AgendaTarget::Item { id });
    entry.expect("it is on that day").state
}

#[test]
fn an_item_comes_back_as_it_was_saved_and_two_editors_both_keep_their_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let remind = ReminderWish { before: 10.try_into().expect("a lead"), sound: Sound::Silent };
    let asked = RoutineRequest { remind: Some(remind), discreet: true, ..request("Ubat", What::Medication, "at 0830") };
    let saved = save(&app, asked.clone());
    assert_eq!(saved.when_words, "setiap hari, 8:30 pagi");
    assert_eq!((saved.remind, saved.discreet, saved.paused, saved.over), (Some(remind), true, false, false));
    let edit = |title: &str| RoutineRequest {
        id: Some(saved.id),
        seen: Some(saved.seen.clone()),
        title: title.to_owned(),
        ..asked.clone()
    };
    app.routine_save(edit("Ubat pagi")).expect("saved");
    app.routine_save(edit("Ubat malam")).expect("saved");
    assert_eq!(app.routine_view().expect("shown").items.len(), 1, "two editors of one item make no second one");
    let no_seen = RoutineRequest { seen: None, ..edit("x") };
    assert_eq!(app.routine_save(no_seen).map(drop), Err(ErrorCode::BadRequest.into()));
    let empty = request("  ", What::Rest, "any");
    assert_eq!(app.routine_save(empty).map(drop), Err(ErrorCode::NameEmpty.into()));
    let too_many = RoutineRequest { aim: Some(2_000_000), ..request("Zikir", What::Other, "any") };
    assert_eq!(app.routine_save(too_many).map(drop), Err(ErrorCode::AmountInvalid.into()));
}

#[test]
fn the_person_s_order_holds_among_items_at_the_same_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let first = save(&app, request("A", What::Rest, "at 0900"));
    let second = save(&app, request("B", What::Rest, "at 0900"));
    assert_eq!(titles(&agenda(&app, TODAY)), ["A", "B"]);
    app.routine_move(MoveRoutineRequest { id: first.id, after: Some(second.id) }).expect("moved");
    assert_eq!(titles(&agenda(&app, TODAY)), ["B", "A"]);
}

#[test]
fn without_religious_content_nothing_of_it_is_anywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    pray(&app);
    save(&app, request("Zikir pagi", What::Zikir, "fajr +10"));
    let medicine = save(&app, request("Ubat", What::Medication, "maghrib +15"));
    let place = QuranPlaceView { unit: QuranUnit::Page, number: 255, ayah: None };
    let view = app.quran_save(QuranRequest { id: None, seen: None, date: None, place }).expect("saved");
    let entry = view.quran.expect("it is on").remove(0);
    app.routine_trash(RoutineTarget::Quran { id: entry.id }).expect("trashed");
    say(&app, MarkTarget::Prayer { prayer: Prayer::Fajr }, TODAY, MarkState::Done).expect("marked");
    turn_religion(&app, false);

    let view = app.routine_view().expect("shown");
    assert_eq!(view.whats, [What::Medication, What::Rest, What::Supervision, What::Other]);
    assert!(view.anchors.is_empty() && view.quran.is_none() && view.uzur.is_none() && view.trash.is_empty());
    let all = format!("{view:?} {:?}", app.routine_day(DayRequest { date: TODAY.to_owned() }));
    let history = app.history_view(HistoryRequest { month: None }).expect("shown");
    let all = format!("{all} {history:?}");
    for word in ["Zikir pagi", "Subuh", "Maghrib", "Quran", "muka surat", "Imsak"] {
        assert!(!all.contains(word), "{word}: {all}");
    }
    assert!(matches!(view.items[0].timing, Timing::At { .. }), "the time of the sun is shown as one of the clock");

    let untouched = RoutineRequest {
        id: Some(medicine.id),
        seen: Some(view.items[0].seen.clone()),
        timing: view.items[0].timing,
        ..request("Ubat malam", What::Medication, "any")
    };
    app.routine_save(untouched).expect("saved");
    let refused = [request("Zikir", What::Zikir, "any"), request("Rehat", What::Rest, "isha +5")];
    for asked in refused {
        assert_eq!(app.routine_save(asked).map(drop), Err(ErrorCode::BadRequest.into()));
    }
    let prayer = MarkTarget::Prayer { prayer: Prayer::Asr };
    assert_eq!(say(&app, prayer, TODAY, MarkState::Done), Err(ErrorCode::BadRequest.into()));
    turn_religion(&app, true);
    let view = app.routine_view().expect("shown");
    let kept = view.items.iter().find(|item| item.title == "Ubat malam").expect("listed");
    assert_eq!(kept.timing, "maghrib +15".parse().expect("a timing"), "and it is not lost by an edit meanwhile");
}

#[test]
fn the_quran_is_kept_as_numbers_and_only_places_that_there_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    let ask = |unit, number, ayah| QuranRequest {
        id: None,
        seen: None,
        date: None,
        place: QuranPlaceView { unit, number, ayah },
    };
    for wrong in [ask(QuranUnit::Page, 605, None), ask(QuranUnit::Juz, 0, None), ask(QuranUnit::Surah, 112, Some(5))] {
        assert_eq!(app.quran_save(wrong).map(drop), Err(ErrorCode::QuranPlaceInvalid.into()));
    }
    save(&app, request("Baca Quran", What::Quran, "any"));
    let view = app.quran_save(ask(QuranUnit::Surah, 2, Some(255))).expect("saved");
    let entry = view.quran.expect("it is on").remove(0);
    assert_eq!(entry.words, "surah 2, ayat 255");
    assert_eq!(agenda(&app, TODAY)[0].detail_words.as_deref(), Some("surah 2, ayat 255"));
    let target = RoutineTarget::Quran { id: entry.id };
    assert_eq!(app.routine_trash(target).expect("trashed").trash[0].text, "Quran: surah 2, ayat 255");
    assert_eq!(app.routine_restore(target).expect("back").quran.map(|entries| entries.len()), Some(1));
}

#[test]
fn a_rest_leaves_no_trace_and_ends_when_the_person_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    pray(&app);
    let sunat = save(&app, request("Sunat", What::Sunat, "dhuhr -5"));
    let ids = vec![save(&app, request("Senaman", What::Other, "at 0700")).id];
    app.routine_pause(PauseRequest::Items { ids: ids.clone(), paused: true }).expect("paused");
    let uzur = PauseRequest::Uzur { from: Some("2026-03-03".to_owned()), until: None };
    let view = app.routine_pause(uzur).expect("paused");
    assert!(view.uzur.expect("it holds").now);
    assert!(agenda(&app, TODAY).is_empty());
    assert_eq!(titles(&agenda(&app, "2026-03-03")), ["Senaman"], "which rests from today on");
    app.routine_pause(PauseRequest::Items { ids, paused: false }).expect("taken up");
    app.routine_pause(PauseRequest::UzurEnded).expect("ended");
    assert_eq!(agenda(&app, TODAY).len(), 7);
    assert_eq!(titles(&agenda(&app, "2026-03-04")), ["Senaman"], "days of rest stay so");
    assert!(app.routine_view().expect("shown").items.iter().all(|item| !item.paused || item.id == sunat.id));
    let backwards = PauseRequest::Uzur { from: Some(TODAY.to_owned()), until: Some("2026-03-04".to_owned()) };
    assert_eq!(app.routine_pause(backwards).map(drop), Err(ErrorCode::EndsBeforeStart.into()));
}

#[test]
fn a_second_rest_leaves_the_days_of_the_first_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    pray(&app);
    let walk = save(&app, request("Senaman", What::Other, "at 0700"));
    let rest = |paused| app.routine_pause(PauseRequest::Items { ids: vec![walk.id], paused }).expect("paused");
    let begin = || app.routine_pause(PauseRequest::Uzur { from: None, until: None }).expect("begun");
    let end = || app.routine_pause(PauseRequest::UzurEnded).expect("ended");
    for (from, until) in [("2026-03-05", "2026-03-07"), ("2026-03-10", "2026-03-12")] {
        app.device.set_now(&format!("{from}T04:00:00Z"));
        begin();
        assert!(rest(true).items[0].paused);
        rest(true);
        app.device.set_now(&format!("{until}T04:00:00Z"));
        end();
        assert!(!rest(false).items[0].paused);
    }
    let on = |date: &str| agenda(&app, date).len();
    let days = ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-09", "2026-03-10", "2026-03-11"];
    assert_eq!(days.map(on), [6, 0, 0, 6, 6, 0, 0]);
    assert_eq!(on("2026-03-12"), 6);
}

#[test]
fn a_rest_that_ends_on_its_first_day_was_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    pray(&app);
    app.routine_pause(PauseRequest::Uzur { from: None, until: None }).expect("begun");
    let later = PauseRequest::Uzur { from: Some("2026-03-20".to_owned()), until: None };
    let view = app.routine_pause(later).expect("noted");
    assert_eq!(view.uzur.map(|uzur| uzur.from).as_deref(), Some(TODAY), "what holds now is shown first");
    assert!(app.routine_pause(PauseRequest::UzurEnded).expect("ended").uzur.is_none());
    assert_eq!((agenda(&app, TODAY).len(), agenda(&app, "2026-03-21").len()), (5, 5));
}

#[test]
fn a_rest_that_was_kept_before_each_had_a_record_still_holds_and_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    pray(&app);
    let walk = save(&app, request("Senaman", What::Other, "at 0700"));
    app.writing(|tx| {
        tx.change::<RoutineItem>(walk.id.into(), |item| item.paused = true)?;
        let settings = prayer_settings(tx.read())?.expect("there are some").id;
        let uzur: Uzur = "2026-03-03/".parse().expect("an uzur");
        Ok::<_, IpcError>(tx.change::<PrayerSettings>(settings, |settings| settings.uzur = Some(uzur))?)
    })
    .expect("as an older app kept it");
    let view = app.routine_view().expect("shown");
    assert!(view.items[0].paused && view.uzur.expect("it holds").now);
    assert!(agenda(&app, TODAY).is_empty() && agenda(&app, "2026-03-03").is_empty());
    app.routine_pause(PauseRequest::Items { ids: vec![walk.id], paused: false }).expect("taken up");
    assert!(app.routine_pause(PauseRequest::UzurEnded).expect("ended").uzur.is_none());
    assert_eq!((agenda(&app, TODAY).len(), agenda(&app, "2026-03-04").len()), (6, 1));
}

#[test]
fn a_month_is_dots_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let rest = save(&app, request("Rehat", What::Rest, "any"));
    app.device.set_now("2028-02-29T04:00:00Z");
    say(&app, item(rest.id), "2028-02-29", MarkState::Done).expect("marked");
    say(&app, item(rest.id), "2028-02-01", MarkState::NotToday).expect("marked");
    let view = app.history_view(HistoryRequest { month: None }).expect("shown");
    assert_eq!((view.month.as_str(), view.month_words.as_str()), ("2028-02", "Februari 2028"));
    assert_eq!((view.previous.as_deref(), view.next), (Some("2028-01"), None));
    let days: Vec<_> = view.weeks.iter().flatten().flatten().collect();
    assert_eq!((days.len(), view.weeks.iter().all(|week| week.len() == 7)), (29, true));
    assert!(days[28].today && days[28].date == "2028-02-29");
    let dots: Vec<_> = days.iter().filter(|day| !day.dots.is_empty()).map(|day| (day.day, day.dots[0].state)).collect();
    assert_eq!(dots, [(1, AgendaState::NotToday), (29, AgendaState::Done)], "other days are empty, not missed");
    for wrong in ["2028-03", "2028-2", "1899-12", "x", "2028-13"] {
        let asked = HistoryRequest { month: Some(wrong.to_owned()) };
        assert_eq!(app.history_view(asked).map(drop), Err(ErrorCode::DateInvalid.into()), "{wrong}");
    }
}

#[test]
fn a_day_begins_at_midnight_where_the_person_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    save(&app, request("Rehat", What::Rest, "any"));
    let today = || app.routine_view().expect("shown").today;
    app.device.set_now("2026-03-05T15:59:59Z");
    assert_eq!(today(), "2026-03-05");
    app.device.set_now("2026-03-05T16:00:00Z");
    assert_eq!(today(), "2026-03-06");
    app.device.travel(7);
    assert_eq!(today(), "2026-03-05");
}

#[test]
fn what_comes_after_midnight_stands_on_today_until_it_is_settled() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    pray(&app);
    // Isyak in Kuantan is at about half past eight.
    let witir = save(&app, request("Witir", What::Sunat, "isha +300"));
    save(&app, request("Rehat", What::Rest, "at 2200"));
    let today = || app.today_view().expect("shown").agenda;
    app.device.set_now("2026-03-05T16:10:00Z");
    let after = today();
    assert_eq!(titles(&after), ["Witir", "Rehat", "Witir"]);
    assert_eq!((after[0].date.as_str(), after[2].date.as_str()), (TODAY, "2026-03-06"));
    assert_eq!(after[0].at_words.as_deref(), Some("1:32 pagi"), "it is today's clock");
    say(&app, item(witir.id), TODAY, MarkState::Done).expect("marked");
    assert_eq!(titles(&today()), ["Rehat", "Witir"]);
}

#[test]
fn trash_takes_what_was_said_along_and_erasing_is_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let rest = save(&app, request("Rehat", What::Rest, "any"));
    say(&app, item(rest.id), TODAY, MarkState::Done).expect("marked");
    let target = RoutineTarget::Item { id: rest.id };
    assert_eq!(app.routine_trash(target).expect("trashed").trash[0].text, "Rehat");
    app.routine_restore(target).expect("back");
    assert_eq!(state(&app, rest.id, TODAY), AgendaState::Done);
    app.routine_erase(EraseRoutineRequest { target, purge_backups: true }).expect("erased");
    assert_eq!(app.routine_restore(target).map(drop), Err(ErrorCode::NotFound.into()));
}
