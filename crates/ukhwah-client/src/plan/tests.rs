//! The calls of the Plan screen on a real store.

mod versions;

use proptest::prelude::*;
use tempfile::TempDir;
use ukhwah_domain::id::{CardId, PersonId, PlaceId, PlanItemId, RecordId};
use ukhwah_domain::person::{Person, PersonName, Position};
use ukhwah_domain::plan::{Dimension, ItemText, Outcome, PlanItem, PlanPart};

use super::*;
use crate::backup;
use crate::error::ErrorCode;
use crate::settings::AutoBackupTarget;
use crate::testing::{self, TestApp};

fn app() -> (TempDir, TestApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    (folder, app)
}

pub(super) fn line(part: PlanPart, text: &str) -> PlanItemRequest {
    PlanItemRequest { id: None, seen: None, part, text: text.to_owned(), person: None, on_lock_screen: false }
}

pub(super) fn own(text: &str) -> SideView {
    SideView { code: None, text: text.to_owned() }
}

pub(super) fn card(situation: &str, response: &str) -> CardRequest {
    CardRequest { id: None, seen: None, situation: own(situation), response: own(response), on_lock_screen: false }
}

pub(super) fn place(name: &str, map: &str) -> PlaceRequest {
    let map = Some(map.to_owned());
    PlaceRequest { id: None, seen: None, name: name.to_owned(), note: None, map, on_lock_screen: false }
}

pub(super) fn goal(text: &str, done: bool) -> GoalRequest {
    let (text, dimension) = (text.to_owned(), Dimension::Health);
    GoalRequest { id: None, seen: None, dimension, text, next_step: None, done }
}

fn texts(view: &PlanView) -> Vec<&str> {
    view.items.iter().map(|item| item.text.as_str()).collect()
}

fn code<T: std::fmt::Debug>(result: Result<T, IpcError>) -> ErrorCode {
    result.expect_err("it was refused").code
}

/// Every version, page by page.
fn versions(app: &TestApp) -> Vec<VersionView> {
    let page = |skip| app.plan_versions(VersionsRequest { skip }).expect("open");
    let pages = std::iter::successors(Some(page(0)), |last| last.next.map(page));
    pages.flat_map(|page| page.versions).collect()
}

/// The version as it reads, without when it was made.
fn reads(app: &TestApp, version: &VersionView) -> String {
    let content = app.plan_version(VersionTarget { id: version.id }).expect("kept");
    format!("{:?} {:?} {:?} {:?}", content.items, content.cards, content.places, content.goals)
}

#[test]
fn new_lines_go_last_in_their_part_and_parts_keep_their_order() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Alone, "Basuh motor")).expect("saved");
    app.plan_item_save(line(PlanPart::Reason, "Anak saya")).expect("saved");
    let view = app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    assert_eq!(texts(&view), ["Anak saya", "Mak", "Basuh motor"]);
}

#[test]
fn an_edited_line_stays_where_it_is_until_it_changes_its_part() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Reason, "Anak saya")).expect("saved");
    app.plan_item_save(line(PlanPart::Alone, "Basuh motor")).expect("saved");
    let view = app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    let edit = |view: &PlanView, index: usize, part, text: &str| PlanItemRequest {
        id: Some(view.items[index].id),
        seen: Some(view.items[index].seen.clone()),
        ..line(part, text)
    };
    let view = app.plan_item_save(edit(&view, 0, PlanPart::Reason, "Anak-anak saya")).expect("saved");
    assert_eq!(texts(&view), ["Anak-anak saya", "Mak", "Basuh motor"]);
    let view = app.plan_item_save(edit(&view, 0, PlanPart::Alone, "Main dengan anak")).expect("saved");
    assert_eq!(texts(&view), ["Mak", "Basuh motor", "Main dengan anak"]);
}

#[test]
fn what_cannot_be_kept_is_refused_with_its_reason_and_nothing_changes() {
    let (_folder, app) = app();
    assert_eq!(code(app.plan_item_save(line(PlanPart::Reason, " \n"))), ErrorCode::TextEmpty);
    assert_eq!(code(app.plan_item_save(line(PlanPart::Reason, &"a".repeat(10_000)))), ErrorCode::TextTooLong);
    assert_eq!(app.plan_card_save(card("hujan", "")).expect_err("refused"), IpcError::at(ErrorCode::TextEmpty, 1));
    assert_eq!(code(app.plan_place_save(place("", ""))), ErrorCode::NameEmpty);
    assert_eq!(code(app.plan_place_save(place("Surau", "https://maps.app.goo.gl/x"))), ErrorCode::MapLinkShort);
    assert_eq!(code(app.plan_place_save(place("Surau", "sebelah pasar"))), ErrorCode::MapLinkInvalid);
    assert_eq!(code(app.plan_goal_save(goal(&"a".repeat(201), false))), ErrorCode::TextTooLong);
    let gone = PlanItemRequest { id: Some(RecordId::from_bytes([1; 16]).into()), ..line(PlanPart::Reason, "Mak") };
    assert_eq!(code(app.plan_item_save(gone)), ErrorCode::BadRequest);
    let view = app.plan_view().expect("open");
    assert_eq!(
        (view.items.len(), view.cards.len(), view.places.len(), view.goals.len(), view.versions),
        (0, 0, 0, 0, 0)
    );
}

#[test]
fn a_line_points_to_a_person_only_while_there_is_one() {
    let (_folder, app) = app();
    let name = PersonName::parse("Abang Zul").expect("a name");
    let zul = app.writing(|tx| Ok(tx.create(&Person::named(name.clone()))?)).expect("written");
    let ask = |person: RecordId| PlanItemRequest { person: Some(person.into()), ..line(PlanPart::Ask, "Ajak minum") };
    let view = app.plan_item_save(ask(zul)).expect("saved");
    assert_eq!(view.items[0].person_name.as_deref(), Some("Abang Zul"));
    let view = app.plan_item_save(ask(RecordId::from_bytes([9; 16]))).expect("saved");
    assert_eq!((view.items[1].person, &view.items[1].person_name), (None, &None));
    app.writing(|tx| Ok(tx.erase(zul)?)).expect("erased");
    let view = app.plan_view().expect("open");
    assert_eq!((view.items[0].person, &view.items[0].person_name), (Some(PersonId::from(zul)), &None));
}

#[test]
fn a_side_is_the_decks_only_while_its_words_are() {
    let (_folder, app) = app();
    let payday = |text: &str| SideView { code: Some("payday_friends".to_owned()), text: text.to_owned() };
    let words = "kawan lama ajak lepak malam gaji";
    let picked = CardRequest { situation: payday(words), ..card("", "saya balik") };
    let view = app.plan_card_save(picked.clone()).expect("saved");
    assert_eq!((&view.cards[0].situation, &view.cards[0].response), (&payday(words), &own("saya balik")));
    let changed = CardRequest { situation: payday("kawan lama ajak karaoke"), ..picked.clone() };
    let view = app.plan_card_save(changed).expect("saved");
    assert_eq!(view.cards[1].situation, own("kawan lama ajak karaoke"));
    // An entry of the situations is none of the responses.
    let crossed = CardRequest { response: payday("saya balik"), ..picked };
    let view = app.plan_card_save(crossed).expect("saved");
    assert_eq!(view.cards[2].response, own("saya balik"));
}

#[test]
fn a_point_goes_through_the_editor_unchanged() {
    let (_folder, app) = app();
    let view =
        app.plan_place_save(place("Rumah Kak Ani", "https://maps.google.com/?q=-3.8077,103.3260001")).expect("saved");
    let point = view.places[0].point.clone().expect("a point");
    assert_eq!(point, "-3.8077, 103.3260001");
    let (id, seen) = (Some(view.places[0].id), Some(view.places[0].seen.clone()));
    let view = app.plan_place_save(PlaceRequest { id, seen, ..place("Rumah Kak Ani", &point) }).expect("saved");
    assert_eq!((view.places[0].point.as_deref(), view.versions), (Some(point.as_str()), 1));
}

#[test]
fn a_place_is_shown_on_the_map_only_where_its_point_is_known() {
    let (_folder, app) = app();
    app.plan_place_save(place("Rumah Mak", "")).expect("saved");
    let view = app.plan_place_save(place("Surau", "3.8077, 103.326")).expect("saved");
    let show = |id: PlaceId| app.place_show(PlaceTarget { id });
    assert_eq!(code(show(view.places[0].id)), ErrorCode::NotFound);
    assert!(show(view.places[1].id).expect("shown").handed_over);
    let opened = app.device.opened();
    assert!(opened.len() == 1 && opened[0].starts_with("geo:3.8077"), "{opened:?}");
}

#[test]
fn a_reached_goal_keeps_its_day() {
    let (_folder, app) = app();
    let view = app.plan_goal_save(goal("Jumpa doktor gigi", true)).expect("saved");
    assert_eq!(view.goals[0].done_words.as_deref(), Some("Khamis 5 Mac"));
    app.device.set_now("2026-03-09T04:00:00Z");
    let edit = |view: &PlanView, done| GoalRequest {
        id: Some(view.goals[0].id),
        seen: Some(view.goals[0].seen.clone()),
        ..goal("Jumpa doktor gigi di klinik", done)
    };
    let view = app.plan_goal_save(edit(&view, true)).expect("saved");
    assert_eq!(view.goals[0].done_words.as_deref(), Some("Khamis 5 Mac"));
    let view = app.plan_goal_save(edit(&view, false)).expect("saved");
    assert_eq!(view.goals[0].done_words, None);
}

#[test]
fn religious_words_are_offered_only_where_they_are_on() {
    let (_folder, app) = app();
    let count = |view: &DecksView| view.situations.len() + view.responses.len();
    let without = app.decks_view().expect("open");
    app.writing(|tx| {
        let profile = crate::settings::profile_of(tx.read())?;
        Ok(tx.change::<ukhwah_domain::person::Profile>(profile.id, |profile| profile.religion ^= true)?)
    })
    .expect("written");
    let with = app.decks_view().expect("open");
    assert_ne!(count(&without), count(&with));
    assert!(count(&without).min(count(&with)) >= 48);
}

#[test]
fn a_move_puts_a_card_behind_another_or_first() {
    let (_folder, app) = app();
    for name in ["a", "b", "c", "d"] {
        app.plan_card_save(card(name, "saya balik")).expect("saved");
    }
    let names = |view: &PlanView| view.cards.iter().map(|card| card.situation.text.clone()).collect::<String>();
    let target = |view: &PlanView, index: usize| PlanTarget::Card { id: view.cards[index].id };
    let view = app.plan_view().expect("open");
    let ask = MoveInPlanRequest { target: target(&view, 3), after: Some(target(&view, 0)) };
    let view = app.plan_move(ask).expect("moved");
    assert_eq!(names(&view), "adbc");
    let view = app.plan_move(MoveInPlanRequest { target: target(&view, 2), after: None }).expect("moved");
    assert_eq!(names(&view), "badc");
    let view =
        app.plan_move(MoveInPlanRequest { target: target(&view, 0), after: Some(target(&view, 3)) }).expect("moved");
    assert_eq!(names(&view), "adcb");
    let still = MoveInPlanRequest { target: target(&view, 1), after: Some(target(&view, 1)) };
    assert_eq!(names(&app.plan_move(still).expect("nothing to do")), "adcb");
}

#[test]
fn cards_that_two_devices_put_in_the_same_place_can_still_be_parted() {
    let (_folder, app) = app();
    for name in ["a", "b", "c"] {
        app.plan_card_save(card(name, "saya balik")).expect("saved");
    }
    let view = app.plan_view().expect("open");
    let ids: Vec<CardId> = view.cards.iter().map(|card| card.id).collect();
    app.writing(|tx| {
        for id in &ids {
            tx.change::<ukhwah_domain::plan::Card>((*id).into(), |card| {
                card.pos = Position::first();
            })?;
        }
        Ok(())
    })
    .expect("written");
    let order = |view: &PlanView| view.cards.iter().map(|card| card.id).collect::<Vec<_>>();
    let tied = order(&app.plan_view().expect("open"));
    let (target, after) = (PlanTarget::Card { id: tied[2] }, PlanTarget::Card { id: tied[0] });
    let view = app.plan_move(MoveInPlanRequest { target, after: Some(after) }).expect("moved");
    assert_eq!(order(&view), [tied[0], tied[2], tied[1]]);
}

#[test]
fn nothing_moves_between_parts_or_kinds() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    app.plan_item_save(line(PlanPart::Alone, "Basuh motor")).expect("saved");
    let view = app.plan_card_save(card("hujan", "saya balik")).expect("saved");
    let [reason, alone] = [0, 1].map(|index| PlanTarget::Item { id: view.items[index].id });
    let card = PlanTarget::Card { id: view.cards[0].id };
    for after in [alone, card] {
        let ask = MoveInPlanRequest { target: reason, after: Some(after) };
        assert_eq!(code(app.plan_move(ask)), ErrorCode::BadRequest);
    }
    let mislabelled = PlanTarget::Place { id: RecordId::from(view.cards[0].id).into() };
    assert_eq!(code(app.plan_remove(mislabelled)), ErrorCode::NotFound);
}

#[test]
fn the_trash_shows_what_was_removed_last_first_and_gives_it_back_to_its_place() {
    let (_folder, app) = app();
    for text in ["satu", "dua", "tiga"] {
        app.plan_item_save(line(PlanPart::Reason, text)).expect("saved");
    }
    let view = app.plan_card_save(card("hujan", "saya balik")).expect("saved");
    let targets = [1, 0].map(|index| PlanTarget::Item { id: view.items[index].id });
    app.plan_remove(targets[0]).expect("removed");
    app.device.set_now("2026-03-05T04:01:00Z");
    app.plan_remove(PlanTarget::Card { id: view.cards[0].id }).expect("removed");
    app.device.set_now("2026-03-05T04:02:00Z");
    let view = app.plan_remove(targets[1]).expect("removed");
    let removed: Vec<_> = view.removed.iter().map(|removed| removed.text.as_str()).collect();
    assert_eq!(removed, ["satu", "Jika hujan, saya balik", "dua"]);
    let view = app.plan_put_back(targets[0]).expect("put back");
    assert_eq!((texts(&view), view.removed.len()), (vec!["dua", "tiga"], 2));
    let view = app.plan_put_back(targets[1]).expect("put back");
    assert_eq!(texts(&view), ["satu", "dua", "tiga"]);
}

#[test]
fn a_rehearsal_is_noted_and_makes_no_version() {
    let (_folder, app) = app();
    let view = app.plan_card_save(card("hujan", "saya balik")).expect("saved");
    assert_eq!((view.rehearsal.len(), view.rehearsed_words), (0, None));
    app.device.set_now("2026-03-12T04:00:00Z");
    let due = app.plan_view().expect("open").rehearsal;
    assert_eq!(due, [view.cards[0].id]);
    let view = app.plan_rehearse(RehearseRequest { card: due[0], outcome: Outcome::StillWorks }).expect("noted");
    assert_eq!(view.rehearsed_words.as_deref(), Some("hari ini"));
    assert_eq!(view.cards[0].rehearsed_words, view.rehearsed_words);
    assert_eq!((view.rehearsal.len(), view.versions), (0, 1));
    app.device.set_now("2026-03-15T04:00:00Z");
    assert_eq!(app.plan_view().expect("open").rehearsed_words.as_deref(), Some("3 hari lepas"));
}

#[test]
fn while_locked_the_plan_says_so() {
    let (_folder, app) = app();
    app.close_session().expect("closed");
    assert_eq!(code(app.plan_view()), ErrorCode::Locked);
    assert_eq!(code(app.plan_versions(VersionsRequest::default())), ErrorCode::Locked);
    assert_eq!(code(app.plan_item_save(line(PlanPart::Reason, "Mak"))), ErrorCode::Locked);
}

#[derive(Clone, Debug)]
enum Step {
    Add(u8),
    Change(u8),
    Remove(u8),
    Front(u8),
}

fn any_step() -> impl Strategy<Value = Step> {
    let n = any::<u8>;
    prop_oneof![
        n().prop_map(Step::Add),
        n().prop_map(Step::Change),
        n().prop_map(Step::Remove),
        n().prop_map(Step::Front)
    ]
}

fn take(app: &TestApp, step: &Step) -> Result<(), IpcError> {
    let items = app.plan_view()?.items;
    let part = |n: u8| PlanPart::ALL[usize::from(n) % 3];
    let pick = |n: u8| items.get(usize::from(n) % items.len().max(1));
    match *step {
        Step::Add(n) => app.plan_item_save(line(part(n), &format!("baris {n}"))).map(drop),
        Step::Change(n) => pick(n).map_or(Ok(()), |item| {
            let (id, seen) = (Some(item.id), Some(item.seen.clone()));
            app.plan_item_save(PlanItemRequest { id, seen, ..line(part(n / 3), &format!("lain {n}")) }).map(drop)
        }),
        Step::Remove(n) => pick(n).map_or(Ok(()), |item| app.plan_remove(PlanTarget::Item { id: item.id }).map(drop)),
        Step::Front(n) => pick(n).map_or(Ok(()), |item| {
            let target = PlanTarget::Item { id: item.id };
            app.plan_move(MoveInPlanRequest { target, after: None }).map(drop)
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn whatever_was_done_every_version_can_be_brought_back(steps in prop::collection::vec(any_step(), 1..12)) {
        let (_folder, app) = app();
        for step in &steps {
            prop_assert!(take(&app, step).is_ok());
        }
        for version in versions(&app) {
            let wanted = reads(&app, &version);
            let restored = app.plan_version_restore(VersionTarget { id: version.id });
            prop_assert!(restored.is_ok());
            let newest = versions(&app)[0].clone();
            prop_assert_eq!(reads(&app, &newest), wanted);
        }
    }
}
