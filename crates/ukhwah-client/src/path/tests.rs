//! The path through the calls of the interface.

use serde_json::Value;
use tempfile::TempDir;
use ukhwah_domain::id::{PathEventId, PathGoalId};
use ukhwah_domain::path::{Happening, PathCorrection, PathEvent, Present, Summary};
use ukhwah_domain::plan::PlanPart;

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::paper::read_back;
use crate::plan::{CardRequest, PlanItemRequest, SideView};
use crate::reflection::{Span, TrendsRequest};
use crate::testing::{self, TestApp};

const NAME: &str = "Ais";

fn app() -> (TempDir, TestApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    (folder, app)
}

/// Today is 5 March 2026.
fn begun(began: &str) -> (TempDir, TestApp, PathGoalId) {
    let (folder, app) = app();
    let request = PathGoalRequest { id: None, seen: None, name: Some(NAME.to_owned()), began: Some(began.to_owned()) };
    let goal = app.path_goal_save(request).expect("saved").goals[0].id;
    (folder, app, goal)
}

fn lapse(date: &str, until: Option<&str>) -> PathEventRequest {
    PathEventRequest {
        id: None,
        seen: None,
        goal: None,
        what: Happening::Lapse,
        date: date.to_owned(),
        until: until.map(str::to_owned),
        words: None,
        before: None,
        helped: None,
    }
}

fn milestone(date: &str, words: &str) -> PathEventRequest {
    PathEventRequest { what: Happening::Milestone, words: Some(words.to_owned()), ..lapse(date, None) }
}

fn keep(app: &TestApp, request: PathEventRequest) -> PathEventView {
    app.path_event_save(request).expect("kept")
}

/// The event once more, as its editor would hand it back.
fn again(view: &PathEventView) -> PathEventRequest {
    PathEventRequest {
        id: Some(view.id),
        seen: Some(view.seen.clone()),
        goal: None,
        what: view.what,
        date: view.date.clone(),
        until: view.until.clone(),
        words: view.words.clone(),
        before: view.before.clone(),
        helped: view.helped.clone(),
    }
}

fn view(app: &TestApp) -> PathView {
    app.path_view(PathRequest::default()).expect("open")
}

fn summary(app: &TestApp) -> Summary {
    view(app).goals[0].summary
}

fn rows(app: &TestApp) -> Vec<(String, String)> {
    view(app).goals[0].rows.iter().map(|row| (row.text.clone(), row.date_words.clone())).collect()
}

fn beginning(app: &TestApp) -> PathEventView {
    let goals = view(app).goals;
    let row = goals[0].rows.iter().find(|row| row.kind == PathRowKind::Beginning).expect("it began");
    event(app, row.event)
}

fn event(app: &TestApp, id: PathEventId) -> PathEventView {
    app.path_event(PathEventTarget { id }).expect("there")
}

fn code<T: std::fmt::Debug>(answer: Result<T, IpcError>) -> (ErrorCode, Option<u32>) {
    let error = answer.expect_err("refused");
    (error.code, error.at)
}

#[test]
fn all_of_it_stands_together_and_the_timeline_overwrites_nothing() {
    let (_folder, app, _) = begun("2026-01-01");
    keep(&app, lapse("2026-02-01", Some("2026-02-03")));
    keep(&app, milestone("2026-02-20", "Gaji pertama"));
    let of = summary(&app);
    let days = |days: Option<std::num::NonZeroU32>| days.map(std::num::NonZeroU32::get);
    assert_eq!((days(of.all), days(of.longest), days(of.returns)), (Some(62), Some(31), Some(1)));
    assert!(matches!(of.present, Some(Present::Walking { days }) if days.get() == 31));
    let said = rows(&app);
    let said: Vec<_> = said.iter().map(|(text, day)| (text.as_str(), day.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Gaji pertama", "Jumaat 20 Feb"),
            ("Kembali", "Selasa 3 Feb"),
            ("Tergelincir", "Ahad 1 Feb"),
            ("Permulaan", "Khamis 1 Jan"),
        ]
    );
}

#[test]
fn a_name_comes_only_where_it_was_asked_for_and_never_with_the_trash() {
    let (_folder, app, goal) = begun("2026-01-01");
    let text = |view: &PathView| serde_json::to_string(view).expect("a view is JSON");
    assert!(view(&app).goals[0].named);
    assert!(!text(&view(&app)).contains(NAME));
    let named = app.path_view(PathRequest { names: true }).expect("open");
    assert_eq!(named.goals[0].name.as_deref(), Some(NAME));
    let gone = app.path_trash(PathTarget::Goal { id: goal }).expect("trashed");
    assert_eq!(gone.trash.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Perjalanan sejak Khamis 1 Jan"]);
    let named = app.path_view(PathRequest { names: true }).expect("open");
    assert!(!text(&named).contains(NAME));
}

#[test]
fn several_are_told_apart_without_their_names() {
    let (_folder, app, _) = begun("2026-01-01");
    assert_eq!(view(&app).goals[0].label, "Perjalanan");
    let other = PathGoalRequest { id: None, seen: None, name: Some("  ".to_owned()), began: None };
    let goals = app.path_goal_save(other).expect("saved").goals;
    let labels: Vec<_> = goals.iter().map(|goal| (goal.label.as_str(), goal.named)).collect();
    assert_eq!(labels, [("Perjalanan 1", true), ("Perjalanan 2", false)]);
    let renamed = PathGoalRequest {
        id: Some(goals[1].id),
        seen: Some(goals[1].seen.clone()),
        name: Some("Rokok".to_owned()),
        began: None,
    };
    app.path_goal_save(renamed).expect("saved");
    let named = app.path_view(PathRequest { names: true }).expect("open").goals;
    let names: Vec<_> = named.iter().map(|goal| goal.name.as_deref()).collect();
    assert_eq!(names, [Some(NAME), Some("Rokok")]);
}

#[test]
fn a_lapse_can_be_noted_where_no_path_was_begun() {
    let (_folder, app) = app();
    let kept = keep(&app, lapse("2026-03-05", None));
    assert!(kept.open && kept.recent);
    let goals = view(&app).goals;
    assert_eq!((goals.len(), goals[0].named), (1, false));
    assert_eq!(goals[0].summary.present, Some(Present::Lapsed));
}

#[test]
fn a_day_that_cannot_be_is_refused_and_nothing_is_changed() {
    let (_folder, app, _) = begun("2026-01-01");
    let refused = |request| code(app.path_event_save(request)).0;
    assert_eq!(refused(lapse("2026-03-06", None)), ErrorCode::DateAhead);
    assert_eq!(refused(lapse("2026-02-01", Some("2026-03-06"))), ErrorCode::DateAhead);
    assert_eq!(refused(lapse("1919-05-01", None)), ErrorCode::DateTooEarly);
    assert_eq!(refused(lapse("besok", None)), ErrorCode::DateInvalid);
    assert_eq!(refused(lapse("2025-12-31", None)), ErrorCode::BeforeBeginning);
    let kept = keep(&app, lapse("2026-02-01", Some("2026-02-03")));
    let edited = |date: &str, until: &str| PathEventRequest {
        date: date.to_owned(),
        until: Some(until.to_owned()),
        ..again(&kept)
    };
    assert_eq!(refused(edited("2026-02-04", "2026-02-03")), ErrorCode::ReturnFirst);
    assert_eq!(refused(edited("2025-12-31", "2026-02-03")), ErrorCode::BeforeBeginning);
    let begun = beginning(&app);
    assert_eq!(
        refused(PathEventRequest { date: "2026-02-02".to_owned(), ..again(&begun) }),
        ErrorCode::BeforeBeginning
    );
    assert_eq!(event(&app, kept.id), kept);
    assert!(beginning(&app).corrections.is_empty());
    let ahead = PathGoalRequest { id: None, seen: None, name: None, began: Some("2026-03-06".to_owned()) };
    assert_eq!(code(app.path_goal_save(ahead)).0, ErrorCode::DateAhead);
    assert_eq!(view(&app).goals.len(), 1, "and no empty path is left behind");
    let long = PathEventRequest { helped: Some("a".repeat(201)), ..lapse("2026-03-01", None) };
    assert_eq!(code(app.path_event_save(long)), (ErrorCode::TextTooLong, Some(2)));
}

#[test]
fn a_correction_keeps_what_the_day_was_and_invents_no_lapse() {
    let (_folder, app, _) = begun("2026-01-01");
    let begun = beginning(&app);
    let earlier = keep(&app, PathEventRequest { date: "2025-12-31".to_owned(), ..again(&begun) });
    assert_eq!(earlier.corrections, ["Dulu: Khamis 1 Jan. Diubah pada Khamis 5 Mac."]);
    let of = summary(&app);
    assert_eq!((of.all.map(std::num::NonZeroU32::get), of.returns), (Some(65), None));
    let lapsed = keep(&app, lapse("2026-02-01", None));
    let back = keep(&app, PathEventRequest { until: Some("2026-02-02".to_owned()), ..again(&lapsed) });
    assert!(back.corrections.is_empty(), "a return corrects nothing");
    let moved = keep(&app, PathEventRequest { until: Some("2026-02-04".to_owned()), ..again(&back) });
    assert_eq!(moved.corrections, ["Hari kembali dulu: Isnin 2 Feb. Diubah pada Khamis 5 Mac."]);
    assert_eq!(moved.id, lapsed.id, "it is the same lapse");
    assert_eq!(rows(&app).iter().filter(|(text, _)| text == "Tergelincir").count(), 1);
    let words = keep(&app, PathEventRequest { before: Some("Letih".to_owned()), ..again(&moved) });
    assert_eq!(words.corrections.len(), 1, "words are no days");
}

#[test]
fn a_return_is_one_touch_and_two_touches_are_one_return() {
    let (_folder, app, goal) = begun("2026-01-01");
    let lapsed = keep(&app, lapse("2026-03-03", None));
    assert_eq!(summary(&app).present, Some(Present::Lapsed));
    let once = app.path_return(PathReturnRequest { goal }).expect("noted");
    assert!(matches!(once.goals[0].summary.present, Some(Present::Walking { days }) if days.get() == 1));
    let twice = app.path_return(PathReturnRequest { goal }).expect("noted");
    assert_eq!(twice.goals, once.goals);
    let back = event(&app, lapsed.id);
    assert_eq!((back.until.as_deref(), back.open, back.recent), (Some("2026-03-05"), false, true));
}

#[test]
fn back_on_the_day_of_the_lapse_is_said_in_words() {
    let (_folder, app, goal) = begun("2026-03-05");
    keep(&app, lapse("2026-03-05", None));
    let of = app.path_return(PathReturnRequest { goal }).expect("noted").goals[0].summary;
    assert_eq!((of.all, of.present), (None, Some(Present::Back)));
}

#[test]
fn no_view_holds_a_zero_on_any_of_these_days() {
    fn zeros(value: &Value) -> usize {
        match value {
            Value::Number(number) => usize::from(number.as_f64() == Some(0.0)),
            Value::Object(fields) => fields.values().map(zeros).sum(),
            Value::Array(values) => values.iter().map(zeros).sum(),
            _ => 0,
        }
    }
    let (_folder, app, goal) = begun("2026-03-05");
    let look = |app: &TestApp| zeros(&serde_json::to_value(view(app)).expect("a view is JSON"));
    assert_eq!(look(&app), 0);
    keep(&app, lapse("2026-03-05", None));
    assert_eq!(look(&app), 0);
    for now in ["2026-03-06T04:00:00Z", "2026-03-04T04:00:00Z", "2026-03-07T04:00:00Z"] {
        app.device.set_now(now);
        assert_eq!(look(&app), 0, "{now}");
    }
    app.path_return(PathReturnRequest { goal }).expect("noted");
    assert_eq!(look(&app), 0);
}

#[test]
fn a_clock_that_moved_back_loses_nothing() {
    let (_folder, app, goal) = begun("2026-01-01");
    let lapsed = keep(&app, lapse("2026-02-01", Some("2026-02-03")));
    let before = view(&app);
    app.device.set_now("2026-01-20T04:00:00Z");
    assert_eq!(rows(&app).len(), 3, "all of it is still listed");
    app.path_return(PathReturnRequest { goal }).expect("there is nothing to return from");
    let words = keep(&app, PathEventRequest { before: Some("Letih".to_owned()), ..again(&lapsed) });
    assert_eq!(words.until.as_deref(), Some("2026-02-03"), "words can be added though its day lies ahead now");
    let moved = PathEventRequest { date: "2026-02-02".to_owned(), ..again(&words) };
    assert_eq!(code(app.path_event_save(moved)).0, ErrorCode::DateAhead);
    app.device.set_now("2026-03-05T04:00:00Z");
    assert_eq!(view(&app).goals[0].summary, before.goals[0].summary);
    assert_eq!(rows(&app).len(), 3);
}

#[test]
fn what_was_learned_is_known_again_in_the_plan() {
    let (_folder, app, _) = begun("2026-01-01");
    let request = PathEventRequest {
        before: Some("Gaji masuk".to_owned()),
        helped: Some("Telefon Abang Rahim".to_owned()),
        ..lapse("2026-03-04", None)
    };
    let kept = keep(&app, request);
    assert!(!kept.card && !kept.sign);
    let side = |text: &Option<String>| SideView { code: None, text: text.clone().unwrap_or_default() };
    app.plan_card_save(CardRequest {
        id: None,
        seen: None,
        situation: side(&kept.before),
        response: side(&kept.helped),
        on_lock_screen: false,
    })
    .expect("what was learned fits a card");
    assert!(event(&app, kept.id).card && !event(&app, kept.id).sign);
    app.plan_item_save(PlanItemRequest {
        id: None,
        seen: None,
        part: PlanPart::WarningSign,
        text: kept.before.clone().unwrap_or_default(),
        person: None,
        on_lock_screen: false,
    })
    .expect("saved");
    assert!(event(&app, kept.id).sign);
}

#[test]
fn a_path_goes_into_the_trash_with_all_of_it_and_comes_back_so() {
    let (_folder, app, goal) = begun("2026-01-01");
    let marked = keep(&app, milestone("2026-02-20", ""));
    let kept = keep(&app, lapse("2026-02-01", None));
    let gone = app.path_trash(PathTarget::Event { id: kept.id }).expect("trashed");
    assert_eq!(gone.trash[0].text, "Tergelincir, Ahad 1 Feb");
    app.device.set_now("2026-03-05T05:00:00Z");
    let gone = app.path_trash(PathTarget::Goal { id: goal }).expect("trashed");
    assert!(gone.goals.is_empty());
    assert_eq!(gone.trash.len(), 1, "what went with its path is not listed by itself");
    let lost = PathEventRequest { goal: Some(goal), ..lapse("2026-03-01", None) };
    assert_eq!(code(app.path_event_save(lost)).0, ErrorCode::NotFound);
    let back = app.path_restore(PathTarget::Goal { id: goal }).expect("restored");
    assert_eq!(back.goals[0].rows.len(), 2);
    assert_eq!(back.trash.len(), 1, "what was thrown away before stays there");
    assert_eq!(event(&app, marked.id).words, None);
    app.path_erase(ErasePathRequest { target: PathTarget::Goal { id: goal }, purge_backups: false }).expect("erased");
    let left = app.reading(|store, _| {
        let read = store.read();
        let events = read.count_of::<PathEvent>()? + u64::try_from(read.trash::<PathEvent>()?.len()).unwrap_or(1);
        Ok(events + read.count_of::<PathCorrection>()?)
    });
    assert_eq!(left.expect("open"), 0);
    assert_eq!(code(app.path_event(PathEventTarget { id: kept.id })).0, ErrorCode::NotFound);
}

#[test]
fn it_is_said_once_that_it_can_be_read_on_an_unlocked_phone() {
    let (_folder, app) = app();
    assert!(!view(&app).told);
    assert!(app.path_told().expect("noted").told);
    assert!(view(&app).told);
}

#[test]
fn a_lapse_is_marked_in_the_trends_and_on_no_paper() {
    let (folder, app, _) = begun("2026-01-01");
    keep(&app, lapse("2026-02-20", None));
    keep(&app, PathEventRequest { before: Some("Letih".to_owned()), ..lapse("2026-02-20", Some("2026-02-21")) });
    let trends = app.trends_view(TrendsRequest { span: Span::FourWeeks }).expect("open");
    let marks: Vec<_> = trends.points.iter().flat_map(|point| &point.marks).map(|mark| mark.words.as_str()).collect();
    assert_eq!(marks, ["Tergelincir"]);
    app.checkin_save(crate::reflection::CheckInRequest {
        id: None,
        seen: None,
        moment: None,
        answers: crate::reflection::Answers { tired: true, ..crate::reflection::Answers::default() },
    })
    .expect("kept");
    let file = folder.path().join("trends.pdf");
    app.device.choose_target(Some(&file));
    let request =
        crate::reflection::TrendsExportRequest { span: Span::FourWeeks, format: crate::reflection::TrendsFormat::Pdf };
    app.trends_export(request).expect("written");
    let paper = read_back::texts(&std::fs::read(&file).expect("there")).join(" ");
    assert!(!paper.contains("Tergelincir"), "{paper}");
}
