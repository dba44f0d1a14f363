//! The versions of a plan, and what is erased from them.

use super::*;

/// Everything that the database holds, as one text.
fn everything(app: &TestApp) -> String {
    app.with_open(|open| Ok(format!("{:?}", open.store.read().every_record()?))).expect("open")
}

#[test]
fn every_change_leaves_one_version_and_no_change_leaves_none() {
    let (_folder, app) = app();
    let view = app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    assert_eq!(view.versions, 1);
    let same = PlanItemRequest {
        id: Some(view.items[0].id),
        seen: Some(view.items[0].seen.clone()),
        ..line(PlanPart::Reason, "Mak")
    };
    assert_eq!(app.plan_item_save(same.clone()).expect("saved").versions, 1);
    app.plan_item_save(PlanItemRequest { on_lock_screen: true, ..same }).expect("saved");
    app.plan_goal_save(goal("Tidur awal", false)).expect("saved");
    app.plan_remove(PlanTarget::Item { id: view.items[0].id }).expect("removed");
    let versions = versions(&app);
    let counts: Vec<_> = versions.iter().map(|version| (version.added, version.changed, version.removed)).collect();
    assert_eq!(counts, [(0, 0, 1), (1, 0, 0), (0, 1, 0), (1, 0, 0)]);
    assert!(versions.iter().all(|version| version.made_words == "Khamis 5 Mac, 12 tengah hari"));
}

#[test]
fn versions_come_in_pages_that_leave_none_out() {
    let (_folder, app) = app();
    for n in 0..25 {
        app.plan_item_save(line(PlanPart::Reason, &format!("Sebab {n}"))).expect("saved");
    }
    let first = app.plan_versions(VersionsRequest::default()).expect("open");
    assert_eq!((first.versions.len(), first.next), (10, Some(10)));
    let all = versions(&app);
    assert_eq!(all.len(), 25);
    assert!(all.windows(2).all(|pair| pair[0].before == Some(pair[1].id)) && all[24].before.is_none());
    assert!(all.iter().all(|version| (version.added, version.changed, version.removed) == (1, 0, 0)));
    assert_eq!(app.plan_versions(VersionsRequest { skip: 20 }).expect("open").next, None);
}

#[test]
fn a_plan_too_long_for_another_version_says_so_until_it_is_shorter() {
    let (_folder, app) = app();
    let view = app.plan_item_save(line(PlanPart::Reason, "Anak saya")).expect("saved");
    assert!(!view.too_long && !app.plan_versions(VersionsRequest::default()).expect("open").too_long);
    let long = PlanItem {
        part: PlanPart::Alone,
        text: ItemText::parse(&"é".repeat(500)).expect("500 characters are allowed"),
        person: None,
        pos: Position::first(),
        on_lock_screen: false,
    };
    app.writing(|tx| (0..220).try_for_each(|_| Ok(tx.create(&long).map(drop)?))).expect("saved");
    let view = app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved all the same");
    assert!(view.too_long && texts(&view).contains(&"Mak") && view.versions == 1);
    assert!(app.plan_versions(VersionsRequest::default()).expect("open").too_long);
    app.writing(|tx| {
        let all = tx.read().all::<PlanItem>()?;
        Ok(all
            .iter()
            .filter(|stored| stored.value.part == PlanPart::Alone)
            .try_for_each(|stored| tx.trash(stored.id))?)
    })
    .expect("shorter");
    let view = app.plan_item_save(line(PlanPart::Reason, "Ayah")).expect("saved");
    // What the other way made of it is kept first, then this.
    assert_eq!((view.too_long, view.versions), (false, 3));
}

#[test]
fn versions_keep_their_order_when_the_clock_is_set_back() {
    let (_folder, app) = app();
    app.device.set_now("2099-01-01T00:00:00Z");
    app.plan_item_save(line(PlanPart::Reason, "dulu")).expect("saved");
    app.device.set_now("1970-01-01T00:00:00Z");
    app.plan_item_save(line(PlanPart::Reason, "kini")).expect("saved");
    let versions = versions(&app);
    assert!(reads(&app, &versions[0]).contains("kini") && !reads(&app, &versions[1]).contains("kini"));
}

#[test]
fn a_plan_that_came_in_another_way_is_kept_before_it_changes() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    let id: PlanItemId = app.plan_view().expect("open").items[0].id;
    app.writing(|tx| Ok(tx.erase(id.into())?)).expect("as another device might");
    app.plan_item_save(line(PlanPart::Reason, "Ayah")).expect("saved");
    assert_eq!(app.plan_view().expect("open").versions, 3);
}

#[test]
fn what_is_erased_stands_in_no_version_and_nowhere_else() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    let view = app.plan_card_save(card("jumpa Din di simpang", "saya balik")).expect("saved");
    app.plan_item_save(line(PlanPart::Reason, "Ayah")).expect("saved");
    assert!(everything(&app).contains("simpang"));
    let target = PlanTarget::Card { id: view.cards[0].id };
    app.plan_rehearse(RehearseRequest { card: view.cards[0].id, outcome: Outcome::StillWorks }).expect("noted");
    let view = app.plan_erase(EraseInPlanRequest { target, purge_backups: false }).expect("erased");
    assert!(!everything(&app).contains("simpang"));
    // The version that only added the card says nothing new any more.
    assert_eq!((view.cards.len(), view.removed.len(), view.versions), (0, 0, 2));
    let versions = versions(&app);
    assert!(reads(&app, &versions[0]).contains("Ayah") && reads(&app, &versions[1]).contains("Mak"));
    assert_eq!(code(app.plan_erase(EraseInPlanRequest { target, purge_backups: false })), ErrorCode::NotFound);
}

#[test]
fn what_is_erased_can_be_erased_from_the_automatic_backups_too() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    let view = app.plan_card_save(card("jumpa Din di simpang", "saya balik")).expect("saved");
    app.device.set_now("2026-03-06T04:00:00Z");
    let made = app.with_open(|open| backup::daily(&app.folder, open, app.clock.now()).map_err(crate::app::refusal));
    made.expect("made");
    let newest = app.settings_view().expect("open").backups.remove(0).name;
    let target = PlanTarget::Card { id: view.cards[0].id };
    app.plan_erase(EraseInPlanRequest { target, purge_backups: true }).expect("erased");
    app.auto_backup_restore(AutoBackupTarget { name: newest }).expect("restored");
    let found = everything(&app);
    assert!(found.contains("Mak") && !found.contains("simpang"));
}

#[test]
fn a_version_that_cannot_be_read_goes_with_what_is_erased_from_it() {
    let (_folder, app) = app();
    let view = app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    let id = view.items[0].id;
    let newer = ukhwah_domain::plan::PlanVersion {
        made_at_ms: 1,
        snapshot: format!("{{\"format\":9,\"things\":{{\"{id}\":\"Mak di kampung\"}}}}"),
    };
    app.writing(|tx| Ok(tx.create(&newer)?)).expect("written");
    app.plan_erase(EraseInPlanRequest { target: PlanTarget::Item { id }, purge_backups: false }).expect("erased");
    assert!(!everything(&app).contains("kampung"));
}

#[test]
fn a_restored_version_is_exactly_what_it_was_and_the_present_is_not_lost() {
    let (_folder, app) = app();
    app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    app.plan_place_save(place("Surau", "3.8, 103.3")).expect("saved");
    let view = app.plan_card_save(card("hujan", "saya balik")).expect("saved");
    let before = versions(&app)[0].clone();
    let wanted = reads(&app, &before);
    app.plan_rehearse(RehearseRequest { card: view.cards[0].id, outcome: Outcome::StillWorks }).expect("noted");
    app.plan_remove(PlanTarget::Place { id: view.places[0].id }).expect("removed");
    app.plan_goal_save(goal("Tidur awal", false)).expect("saved");
    let (id, seen) = (Some(view.cards[0].id), Some(view.cards[0].seen.clone()));
    app.plan_card_save(CardRequest { id, seen, ..card("ribut", "saya tidur") }).expect("saved");
    let newest = versions(&app)[0].clone();
    let lost = reads(&app, &newest);
    let view = app.plan_version_restore(VersionTarget { id: before.id }).expect("restored");
    let versions = versions(&app);
    assert_eq!((reads(&app, &versions[0]), reads(&app, &versions[1])), (wanted, lost));
    assert_eq!(Some(view.cards[0].id), id, "the card is the same record");
    assert!(view.cards[0].rehearsed_words.is_some(), "the rehearsal is not undone");
    assert_eq!(view.removed.iter().map(|removed| removed.text.as_str()).collect::<Vec<_>>(), ["Tidur awal"]);
}

#[test]
fn a_restored_version_brings_back_what_another_device_erased() {
    let (_folder, app) = app();
    let view = app.plan_item_save(line(PlanPart::Reason, "Mak")).expect("saved");
    let version = versions(&app)[0].id;
    app.writing(|tx| Ok(tx.erase(view.items[0].id.into())?)).expect("erased");
    let restored = app.plan_version_restore(VersionTarget { id: version }).expect("restored");
    assert_eq!(texts(&restored), ["Mak"]);
    assert_ne!(restored.items[0].id, view.items[0].id);
}
