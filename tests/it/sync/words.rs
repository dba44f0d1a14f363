//! The 15 words: what they bring back, and what becomes of the old ones.

use super::*;

#[test]
fn the_15_words_bring_everything_back_and_send_the_lost_devices_away() {
    let server = RunningServer::start();
    let phone = Device::joined(&server);
    phone.writes(1);
    phone.writes(2);
    let link = phone.copies();
    assert_eq!(link.sheet, SyncSheet::Here);
    let card = phone.app.sync_card().expect("a card").text;
    let words = phone.app.recovery_view().expect("shown").words.join(" ");

    let new = Device::new();
    let request = |words: &str| SyncRecoverRequest {
        card: card.clone(),
        words: words.to_owned(),
        device_name: "Telefon baru".to_owned(),
        remove_others: true,
    };
    let other = new.app.recovery_view().expect("shown").words.join(" ");
    assert_eq!(new.app.sync_recover(request(&other)).expect_err("other words").code, ErrorCode::RecoveryCodeOther);
    new.app.sync_recover(request(&words)).expect("recovered");
    new.copies();
    assert_eq!(new.names(), phone.names());
    assert_eq!(new.app.sync_view().expect("shown").link.expect("linked").devices.len(), 1);

    let told = phone.app.sync_now().expect("asked").link;
    assert!(told.is_none_or(|link| link.trouble == Some(SyncTrouble::Removed)));
    assert_eq!(phone.names().len(), 2);
}

#[test]
fn lost_devices_are_all_removed_though_the_network_goes_in_between() {
    let gate = Gate::new();
    let server = RunningServer::start_behind(&gate);
    let (phone, laptop) = Device::two(&server);
    let card = phone.app.sync_card().expect("a card").text;
    let new = Device::new();
    // The first change of the keyring lets it in, the second one is the first removal.
    gate.lose_answer("PUT /v1/keyring", 1);
    let view = new.app.sync_recover(phone.recovery(&card, true)).expect("it has joined");
    let going = |devices: &[SyncDeviceView]| devices.iter().filter(|device| device.is_going).count();
    let link = view.link.expect("linked");
    assert_eq!((link.devices.len(), going(&link.devices)), (3, 2), "{link:?}");
    let refused = new.app.sync_recover(phone.recovery(&card, true)).expect_err("a second time");
    assert_eq!(refused.code, ErrorCode::AlreadyJoined);

    gate.mend();
    new.app.sync_now().expect("asked");
    let link = new.copies();
    assert_eq!((link.devices.len(), going(&link.devices)), (1, 0), "{link:?}");
    for old in [&phone, &laptop] {
        assert!(old.app.sync_now().expect("asked").link.is_none_or(|link| link.trouble == Some(SyncTrouble::Removed)));
    }
}

#[test]
fn one_paper_is_enough_to_get_everything_back() {
    let server = RunningServer::start();
    let phone = Device::new();
    phone.writes(1);
    assert!(!phone.paper().iter().any(|word| word.starts_with("http")), "there is no server yet");
    phone.join(&server.invite(false).expose()).expect("joined");
    phone.copies();

    let paper = phone.paper();
    let numbered = |number: usize| paper.iter().skip_while(|word| **word != number.to_string()).nth(1).expect("a word");
    let words: Vec<_> = (1..=15).map(|number| numbered(number).as_str()).collect();
    let card: Vec<_> = paper.iter().skip_while(|word| !word.starts_with("http")).map(String::as_str).collect();
    assert!(!paper.iter().any(|word| word.to_lowercase().contains("ukhwah")));

    let new = Device::new();
    let request = SyncRecoverRequest {
        card: card.join(" "),
        words: words.join(" "),
        device_name: "Telefon baru".to_owned(),
        remove_others: true,
    };
    new.app.sync_recover(request).expect("recovered");
    new.copies();
    assert_eq!(new.names(), phone.names());
    // The words of the new device open nothing at the server, and its paper does not say that they do.
    assert!(!new.paper().iter().any(|word| word.starts_with("http")));
    new.app.sync_sheet_use().expect("used");
    assert!(new.paper().iter().any(|word| word.starts_with("http")));
}

/// The words that were made anew, in the place of those that `old` was asked with.
fn with_new_words(old: &SyncRecoverRequest, phone: &Device) -> SyncRecoverRequest {
    let new = phone.recovery(&old.card, old.remove_others);
    assert_ne!(new.words, old.words);
    new
}

#[test]
fn after_new_words_the_old_ones_bring_nothing_back_and_the_new_ones_everything() {
    let server = RunningServer::start();
    let phone = Device::with_a_person(&server);
    Device::paired_with(&phone).writes(2);
    let id = phone.device(false);
    phone.app.sync_device_remove(SyncRemoveRequest { id, lost: true, erase: false }).expect("removed");
    let old = phone.recovery(&phone.app.sync_card().expect("a card").text, true);
    phone.app.recovery_saved().expect("noted");

    let view = phone.app.recovery_renew().expect("made anew");
    assert_eq!((view.words.len(), view.saved), (15, false));
    assert_eq!(phone.app.sync_view().expect("shown").link.expect("linked").sheet, SyncSheet::Here);
    let new = with_new_words(&old, &phone);
    let fresh = Device::new();
    assert_eq!(fresh.app.sync_recover(old).expect_err("old words").code, ErrorCode::RecoveryCodeOther);
    fresh.app.sync_recover(new).expect("recovered");
    fresh.copies();
    assert_eq!(fresh.names(), phone.names());
}

#[test]
fn new_words_reach_a_server_that_was_away_with_the_next_sync() {
    let mut server = RunningServer::start();
    let phone = Device::with_a_person(&server);
    let old = phone.recovery(&phone.app.sync_card().expect("a card").text, false);
    let sheet = || phone.app.sync_view().expect("shown").link.expect("linked").sheet;
    server.away(|| {
        phone.app.recovery_renew().expect("made anew");
        assert_eq!(sheet(), SyncSheet::Coming);
        assert!(phone.paper().iter().any(|word| word.starts_with("http")), "the paper is of the words to come");
    });
    let new = with_new_words(&old, &phone);
    let refused = |request| Device::new().app.sync_recover(request).expect_err("refused").code;
    assert_eq!(refused(with_new_words(&old, &phone)), ErrorCode::RecoveryCodeOther);
    phone.copies();
    assert_eq!(sheet(), SyncSheet::Here);
    assert_eq!(refused(old), ErrorCode::RecoveryCodeOther);
    let fresh = Device::new();
    fresh.app.sync_recover(new).expect("recovered");
    fresh.copies();
    assert_eq!(fresh.names(), phone.names());
}

#[test]
fn new_words_where_another_devices_opened_the_copy_take_their_place() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    let old = phone.recovery(&phone.app.sync_card().expect("a card").text, false);
    assert_eq!(laptop.app.sync_view().expect("shown").link.expect("linked").sheet, SyncSheet::Elsewhere);
    laptop.app.recovery_renew().expect("made anew");
    assert_eq!(laptop.app.sync_view().expect("shown").link.expect("linked").sheet, SyncSheet::Here);
    assert_eq!(Device::new().app.sync_recover(old).expect_err("old words").code, ErrorCode::RecoveryCodeOther);
    // The keys are changed once more, and the new paper stays valid.
    let id = laptop.device(false);
    laptop.app.sync_device_remove(SyncRemoveRequest { id, lost: true, erase: false }).expect("removed");
    let fresh = Device::new();
    let card = laptop.app.sync_card().expect("a card").text;
    fresh.app.sync_recover(laptop.recovery(&card, true)).expect("recovered");
    fresh.copies();
    assert_eq!(fresh.names(), laptop.names());
}

#[test]
fn the_last_device_leaves_the_copy_for_the_15_words() {
    let server = RunningServer::start();
    let phone = Device::with_a_person(&server);
    let card = phone.app.sync_card().expect("a card").text;
    let request = phone.recovery(&card, true);
    let left = phone.app.sync_leave(SyncLeaveRequest { erase_server: false }).expect("left");
    assert!(!left.still_listed, "there is nobody who could see it");
    let new = Device::new();
    new.app.sync_recover(request).expect("recovered");
    assert_eq!(new.copies().devices.len(), 1);
    assert_eq!(new.names(), phone.names());
}
