//! A server that goes back to a backup of before a change of devices or words.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

/// What a device says after it has asked the server, whatever came of it.
fn asked(device: &Device) -> Option<SyncLinkView> {
    device.app.sync_now().expect("asked").link
}

#[test]
fn a_device_that_the_server_has_forgotten_is_there_again() {
    let mut server = RunningServer::start();
    let phone = Device::with_a_person(&server);
    let mut laptop = None;
    server.forgets(|| {
        laptop = Some(Device::paired_with(&phone));
        phone.writes(2);
        phone.copies();
    });
    let laptop = laptop.expect("paired");
    laptop.writes(3);
    assert_eq!(asked(&laptop).expect("linked").trouble, Some(SyncTrouble::Failed));

    phone.copies();
    laptop.copies();
    phone.copies();
    assert_eq!((phone.names().len(), laptop.names()), (3, phone.names()));
    // A change that is made now follows the ones that were given back.
    let tablet = Device::paired_with(&laptop);
    assert_eq!((laptop.copies().devices.len(), tablet.names().len()), (3, 3));
}

#[test]
fn a_device_that_was_removed_stays_so_and_one_that_slept_hears_of_it() {
    let mut server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    let tablet = Device::paired_with(&phone);
    phone.copies();
    let gone = phone.app.sync_view().expect("shown").link.expect("linked").devices;
    let gone = gone.into_iter().find(|device| !device.here && device.id == tablet.device(true)).expect("there").id;
    laptop.copies();
    server.forgets(|| {
        let removal = SyncRemoveRequest { id: gone, lost: true, erase: false };
        phone.app.sync_device_remove(removal).expect("removed");
        phone.writes(2);
        phone.copies();
    });
    // Until the server is told, both write under the old keys.
    laptop.writes(3);
    laptop.copies();
    tablet.writes(4);
    tablet.copies();
    assert_eq!(tablet.copies().devices.len(), 3);

    phone.copies();
    assert!(asked(&tablet).is_none(), "the keys are gone: the person said so");
    laptop.copies();
    phone.copies();
    // What the laptop wrote is believed. It cannot know better of the tablet: what that one wrote came to it with the news.
    assert_eq!(phone.names(), ["Orang 1", "Orang 2", "Orang 3"]);
    assert_eq!(laptop.names(), ["Orang 1", "Orang 2", "Orang 3", "Orang 4"]);
    assert_eq!(phone.copies().notices, [SyncNotice::Unreadable], "it is kept as it came");
}

#[test]
fn the_newest_words_open_the_copy_again() {
    let mut server = RunningServer::start();
    let phone = Device::with_a_person(&server);
    let card = phone.app.sync_card().expect("a card").text;
    let old = phone.recovery(&card, true);
    server.forgets(|| {
        phone.app.recovery_renew().expect("new words");
        phone.writes(2);
        phone.copies();
    });
    phone.copies();
    assert_eq!(phone.copies().sheet, SyncSheet::Here);
    let new = Device::new();
    assert_eq!(new.app.sync_recover(old).expect_err("old words").code, ErrorCode::RecoveryCodeOther);
    new.app.sync_recover(phone.recovery(&card, true)).expect("recovered");
    new.copies();
    assert_eq!(new.names().len(), 2);
}

#[test]
fn a_server_that_this_device_cannot_give_its_keyring_back_is_waited_at_and_not_asked_again_and_again() {
    let mut server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    let mut tablet = None;
    server.forgets(|| {
        tablet = Some(Device::paired_with(&laptop));
        // The phone's own change follows one of the laptop, which is off from now on.
        phone.app.recovery_renew().expect("new words");
        phone.copies();
    });
    // With each start the keyring is asked for.
    let phone = phone.started_again();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // As the thread that copies does, which is at once back where it need not wait.
        scope.spawn(|| {
            for _ in 0..12 {
                phone.app.sync_step();
            }
            is_over.store(true, Ordering::Relaxed);
        });
        while server.waiting_count() == 0 {
            assert!(!is_over.load(Ordering::Relaxed), "{:?}", phone.app.sync_view());
            std::thread::yield_now();
        }
        server.stop();
    });
    assert!(tablet.is_some_and(|tablet| tablet.names() == phone.names()));
}
