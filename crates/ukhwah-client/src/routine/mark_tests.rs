//! What is said of a day, on one device and on two.

use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::routine::{MarkState, MarkTarget, Prayer, What};

use super::tests::*;
use super::*;
use crate::testing::app;

#[test]
fn what_is_said_counts_until_it_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let rest = save(&app, request("Rehat", What::Rest, "at 2200"));
    for (said, shown) in [
        (MarkState::Later, AgendaState::Later),
        (MarkState::Done, AgendaState::Done),
        (MarkState::NotToday, AgendaState::NotToday),
    ] {
        say(&app, item(rest.id), TODAY, said).expect("marked");
        assert_eq!(state(&app, rest.id, TODAY), shown);
    }
    app.device.set_now("2026-03-04T04:00:00Z");
    say(&app, item(rest.id), TODAY, MarkState::Done).expect("marked");
    assert_eq!(state(&app, rest.id, TODAY), AgendaState::Done, "also after the clock was set back");
    app.unmark(UnmarkRequest { target: item(rest.id), date: TODAY.to_owned() }).expect("taken back");
    assert_eq!(state(&app, rest.id, TODAY), AgendaState::Open);
    assert_eq!(say(&app, item(rest.id), TODAY, MarkState::Begun), Err(ErrorCode::BadRequest.into()));
    assert_eq!(say(&app, item(rest.id), "5/3/2026", MarkState::Done), Err(ErrorCode::DateInvalid.into()));
}

#[test]
fn two_devices_that_marked_the_same_agree_and_are_undone_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let rest = save(&app, request("Rehat", What::Rest, "at 2200"));
    let date = TODAY.parse().expect("a day");
    // As the records of two devices lie side by side after they have met.
    for (state, at_ms) in [(MarkState::NotToday, 9), (MarkState::Done, 5)] {
        let mark = ukhwah_domain::routine::Mark { target: item(rest.id), date, state, count: None, at_ms };
        app.writing(|tx| Ok::<_, IpcError>(tx.create(&mark).map(drop)?)).expect("kept");
    }
    assert_eq!(state(&app, rest.id, TODAY), AgendaState::NotToday);
    let history = app.history_view(HistoryRequest { month: None }).expect("shown");
    let dots: usize = history.weeks.iter().flatten().flatten().map(|day| day.dots.len()).sum();
    assert_eq!(dots, 1);
    say(&app, item(rest.id), TODAY, MarkState::Later).expect("marked");
    assert_eq!(state(&app, rest.id, TODAY), AgendaState::Later);
    app.unmark(UnmarkRequest { target: item(rest.id), date: TODAY.to_owned() }).expect("taken back");
    assert_eq!(state(&app, rest.id, TODAY), AgendaState::Open);
}

#[test]
fn a_counter_is_done_at_its_target_and_goes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    let zikir = save(&app, RoutineRequest { aim: Some(3), ..request("Zikir", What::Zikir, "any") });
    let add = |by| app.zikir_add(ZikirRequest { id: zikir.id, date: TODAY.to_owned(), by }).expect("counted");
    let look = |view: ZikirView| (view.count, view.state);
    assert_eq!(look(add(0)), (0, AgendaState::Open));
    assert_eq!(look(add(1)), (1, AgendaState::Begun));
    assert_eq!(look(add(2)), (3, AgendaState::Done));
    assert_eq!(look(add(1)), (4, AgendaState::Done));
    assert_eq!(look(add(-2)), (2, AgendaState::Begun));
    say(&app, item(zikir.id), TODAY, MarkState::Done).expect("marked");
    assert_eq!(look(add(0)), (2, AgendaState::Done));
    app.unmark(UnmarkRequest { target: item(zikir.id), date: TODAY.to_owned() }).expect("taken back");
    assert_eq!(look(add(0)), (2, AgendaState::Begun), "what was counted is not lost by an undo");
    app.unmark(UnmarkRequest { target: item(zikir.id), date: TODAY.to_owned() }).expect("nothing to take back");
    assert_eq!(look(add(0)), (2, AgendaState::Begun), "nor by another one");
    assert_eq!(look(add(-9)), (0, AgendaState::Open));
    let of = |date: &str| app.zikir_view(ZikirTarget { id: zikir.id, date: date.to_owned() }).expect("shown").day_words;
    assert_eq!((of(TODAY), of("2026-03-04").as_deref()), (None, Some("Rabu 4 Mac")));
    let rest = save(&app, request("Rehat", What::Rest, "any"));
    let wrong = app.zikir_view(ZikirTarget { id: rest.id, date: TODAY.to_owned() });
    assert_eq!(wrong.map(drop), Err(ErrorCode::BadRequest.into()));
}

#[test]
fn qada_is_only_by_hand_and_only_for_days_past() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = religious(&folder);
    let fajr = MarkTarget::Prayer { prayer: Prayer::Fajr };
    assert!(say(&app, fajr, "2026-03-04", MarkState::Qada).is_err(), "not where nobody asked for it");
    pray(&app);
    assert!(say(&app, fajr, TODAY, MarkState::Qada).is_err());
    say(&app, fajr, "2026-03-04", MarkState::Qada).expect("marked");
    let yesterday = app.routine_day(DayRequest { date: "2026-03-04".to_owned() }).expect("a day");
    assert!(yesterday.qada && !app.routine_day(DayRequest { date: TODAY.to_owned() }).expect("a day").qada);
    assert_eq!(titles(&yesterday.agenda), ["Subuh", "Zohor", "Asar", "Maghrib", "Isyak"]);
    assert_eq!(yesterday.agenda[0].state, AgendaState::Qada);
    assert!(yesterday.agenda[1..].iter().all(|prayer| prayer.state == AgendaState::Open));
}
