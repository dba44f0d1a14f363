//! Two and three real apps, each with its own encrypted database, and a real server that can read none of it.

mod restored;
mod words;

use tempfile::TempDir;
use ukhwah_client::app::{App, Stage};
use ukhwah_client::choices::EraseUnfiledRequest;
use ukhwah_client::error::{ErrorCode, IpcError};
use ukhwah_client::people::{ErasePersonRequest, NumberRequest, PersonRequest, PersonTarget};
use ukhwah_client::plan::PrintTo;
use ukhwah_client::search::{SearchGroup, SearchRequest, SearchView};
use ukhwah_client::settings::RecoveryPrintRequest;
use ukhwah_client::sync::{
    SyncDeviceView, SyncLeaveRequest, SyncLinkView, SyncNotice, SyncPairRequest, SyncPairView, SyncRecoverRequest,
    SyncRemoveRequest, SyncSheet, SyncTextRequest, SyncTrouble,
};
use ukhwah_tests::devices;
use ukhwah_tests::gate::Gate;
use ukhwah_tests::profile::{Kept, opened, person};
use ukhwah_tests::server::RunningServer;

/// A device: an app with its profile and its key store.
struct Device {
    app: App,
    folder: TempDir,
}

impl Device {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (profile, keys) = (folder.path().join("profile"), folder.path().join("keys"));
        std::fs::create_dir(&profile).and_then(|()| std::fs::create_dir(&keys)).expect("two folders");
        let app = opened(&profile, Box::new(Kept(keys)));
        app.begin().expect("begun");
        Self { app, folder }
    }

    /// The same device after the app was ended and started.
    fn started_again(self) -> Self {
        let Self { app, folder } = self;
        drop(app);
        let app = opened(&folder.path().join("profile"), Box::new(Kept(folder.path().join("keys"))));
        Self { app, folder }
    }

    /// The first device of somebody who has just joined.
    fn joined(server: &RunningServer) -> Self {
        let device = Self::new();
        device.join(&server.invite(false).expose()).expect("joined");
        device.copies();
        device
    }

    /// The same, with somebody on the list, and all of it copied.
    fn with_a_person(server: &RunningServer) -> Self {
        let device = Self::joined(server);
        device.writes(1);
        device.copies();
        device
    }

    /// The same, with a second device.
    fn two(server: &RunningServer) -> (Self, Self) {
        let phone = Self::with_a_person(server);
        let laptop = Self::paired_with(&phone);
        (phone, laptop)
    }

    /// One more device of the same person.
    fn paired_with(old: &Self) -> Self {
        let new = Self::new();
        devices::pair(&old.app, &new.app);
        new.copies();
        new
    }

    fn join(&self, invite: &str) -> Result<(), IpcError> {
        devices::join(&self.app, invite)
    }

    fn confirm(&self, digits: &str) -> Result<(), IpcError> {
        devices::confirm(&self.app, digits)
    }

    /// Copies, and sees that nothing stopped it.
    fn copies(&self) -> SyncLinkView {
        devices::copies(&self.app)
    }

    fn writes(&self, index: u32) {
        self.app.person_save(person(index)).expect("saved");
    }

    /// What is asked for with this device's own words.
    fn recovery(&self, card: &str, remove_others: bool) -> SyncRecoverRequest {
        let words = self.app.recovery_view().expect("shown").words.join(" ");
        SyncRecoverRequest { card: card.to_owned(), words, device_name: "Telefon baru".to_owned(), remove_others }
    }

    /// The words that stand on the sheet that is printed now.
    fn paper(&self) -> Vec<String> {
        let saved = self.app.recovery_print(RecoveryPrintRequest { to: PrintTo::Viewer }).expect("printed");
        let pdf = self.folder.path().join("profile/papers").join(saved.file);
        let text = lopdf::Document::load(pdf).and_then(|sheet| sheet.extract_text(&[1])).expect("text");
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.app.people_view().expect("shown").people.into_iter().map(|one| one.name).collect();
        names.sort();
        names
    }

    fn device(&self, here: bool) -> String {
        let link = self.app.sync_view().expect("shown").link.expect("linked");
        link.devices.into_iter().find(|device| device.here == here).expect("there").id
    }
}

#[test]
fn without_an_organization_nothing_is_there_and_nothing_is_asked() {
    let device = Device::new();
    assert!(device.app.sync_view().expect("shown").link.is_none());
    assert_eq!(device.app.sync_now().expect_err("no server").code, ErrorCode::NotJoined);
    assert_eq!(device.app.sync_card().expect_err("no server").code, ErrorCode::NotJoined);
}

#[test]
fn two_devices_hold_the_same_records_whatever_each_wrote_alone() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    assert_eq!(laptop.names(), phone.names());
    // Each goes by the name that it was given on itself.
    let called = |device: &Device| {
        let link = device.app.sync_view().expect("shown").link.expect("linked");
        link.devices.into_iter().map(|device| (device.name, device.here)).collect::<Vec<_>>()
    };
    assert_eq!(called(&phone), [("Telefon".to_owned(), true), ("Laptop".to_owned(), false)]);
    assert_eq!(called(&laptop), [("Laptop".to_owned(), true), ("Telefon".to_owned(), false)]);

    // Both write while neither hears of the other.
    phone.writes(2);
    laptop.writes(3);
    let first = laptop.app.people_view().expect("shown").people[0].id;
    laptop.app.person_greeted(PersonTarget { id: first }).expect("greeted");
    phone.copies();
    laptop.copies();
    phone.copies();
    assert_eq!(phone.names().len(), 3);
    assert_eq!(phone.names(), laptop.names());
    let greeted = |device: &Device| {
        let people = device.app.people_view().expect("shown").people;
        format!("{:?}", people.into_iter().find(|one| one.id == first))
    };
    assert_eq!(greeted(&phone), greeted(&laptop));
}

/// The form of the only person as it opens, with another number written into it.
fn with_another_number(device: &Device, text: &str) -> PersonRequest {
    let opened = device.app.people_view().expect("shown").people.remove(0);
    let kept = opened.numbers.into_iter().map(|number| NumberRequest {
        id: Some(number.id),
        seen: Some(number.seen),
        text: number.display,
        label: number.label,
        whatsapp: number.whatsapp,
    });
    let new = NumberRequest { text: text.to_owned(), ..person(1).numbers.remove(0) };
    PersonRequest { id: Some(opened.id), seen: Some(opened.seen), numbers: kept.chain([new]).collect(), ..person(1) }
}

#[test]
fn what_is_written_into_something_that_another_device_threw_away_brings_it_back() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    let id = phone.app.people_view().expect("shown").people[0].id;
    laptop.app.person_save(with_another_number(&laptop, "013-999 8888")).expect("saved");
    phone.app.person_trash(PersonTarget { id }).expect("in the trash");
    for device in [&phone, &laptop, &phone, &laptop, &phone, &laptop] {
        device.app.sync_now().expect("copied");
    }
    for device in [&phone, &laptop] {
        let numbers = device.app.people_view().expect("shown").people.remove(0).numbers;
        assert_eq!(numbers.len(), 3, "with all that was thrown away together with it");
    }
    // What nobody wrote into stays where it is.
    phone.app.person_trash(PersonTarget { id }).expect("in the trash");
    for device in [&phone, &laptop, &phone] {
        device.app.sync_now().expect("copied");
    }
    assert!(phone.names().is_empty() && laptop.names().is_empty());
}

#[test]
fn what_is_written_into_something_that_another_device_erased_is_shown_until_the_person_has_seen_it() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    let id = phone.app.people_view().expect("shown").people[0].id;
    laptop.app.person_save(with_another_number(&laptop, "013-999 8888")).expect("saved");
    phone.app.person_erase(ErasePersonRequest { id, purge_backups: false }).expect("erased");
    for device in [&phone, &laptop, &phone] {
        device.app.sync_now().expect("copied");
    }
    let unfiled = |device: &Device| device.app.unfiled_view().expect("shown").unfiled;
    let [item] = &unfiled(&phone)[..] else { panic!("{:?}", unfiled(&phone)) };
    assert_eq!(item.fields.iter().map(|field| &field.words[..]).collect::<Vec<_>>(), ["+60139998888"]);
    assert_eq!(unfiled(&laptop), unfiled(&phone));
    let erase = EraseUnfiledRequest { id: item.id, purge_backups: true };
    assert!(phone.app.unfiled_erase(erase).expect("erased").unfiled.is_empty());
    for device in [&phone, &laptop] {
        device.app.sync_now().expect("copied");
    }
    assert!(unfiled(&laptop).is_empty());
}

#[test]
fn a_new_device_gets_more_than_one_page_holds() {
    let server = RunningServer::start();
    let phone = Device::joined(&server);
    for index in 0..180 {
        // Each with two numbers, which are records too.
        phone.writes(index);
    }
    phone.copies();
    let laptop = Device::paired_with(&phone);
    assert_eq!(laptop.names().len(), 180);
    assert_eq!(laptop.names(), phone.names());
}

#[test]
fn the_search_says_that_it_does_not_know_what_has_just_come_and_then_knows_it() {
    let server = RunningServer::start();
    let phone = Device::joined(&server);
    (0..80).for_each(|index| phone.writes(index));
    phone.copies();
    let laptop = Device::paired_with(&phone);
    let searched = || {
        let found = laptop.app.search(SearchRequest { text: "orang".to_owned(), group: Some(SearchGroup::People) });
        let SearchView { groups, is_behind } = found.expect("searched");
        (groups.iter().map(|group| group.hits.len()).sum::<usize>(), is_behind)
    };
    assert_eq!(searched(), (0, true));
    // As the thread that copies does.
    let mut steps = 0;
    while searched().1 {
        laptop.app.sync_step();
        steps += 1;
        assert!(steps < 10, "{:?}", searched());
    }
    assert_eq!(searched(), (80, false));
}

#[test]
fn wrong_digits_let_nobody_in_and_the_third_time_ends_it() {
    let server = RunningServer::start();
    let phone = Device::joined(&server);
    let laptop = Device::new();
    let card = phone.app.sync_card().expect("a card").text;
    let offered = laptop.app.sync_pair_begin(SyncPairRequest { card, device_name: "Laptop".to_owned() });
    let SyncPairView::Offered { text, .. } = offered.expect("offered") else { panic!("it waits") };
    phone.app.sync_offer_read(SyncTextRequest { text }).expect("read");
    let SyncPairView::Code { digits } = laptop.app.sync_pair_step().expect("stepped") else { panic!("a code") };
    let wrong = if digits == "000000" { "000001" } else { "000000" };
    let refused = |device: &Device| device.confirm(wrong).expect_err("wrong");
    assert_eq!((refused(&phone).at, refused(&phone).at), (Some(2), Some(1)));
    assert_eq!(refused(&phone).code, ErrorCode::PairingOver);
    assert_eq!(phone.confirm(&digits).expect_err("over").code, ErrorCode::PairingOver);
    assert_eq!(phone.app.sync_view().expect("shown").link.expect("linked").devices.len(), 1);
}

/// A phone, a laptop at its door, and the digits that the laptop shows.
fn at_the_door(gate: &Gate, server: &RunningServer) -> (Device, Device, String) {
    let (phone, laptop) = (Device::joined(server), Device::new());
    let card = phone.app.sync_card().expect("a card").text;
    assert!(card.contains(&gate.origin));
    let offered = laptop.app.sync_pair_begin(SyncPairRequest { card, device_name: "Laptop".to_owned() });
    let SyncPairView::Offered { text, .. } = offered.expect("offered") else { panic!("it waits") };
    phone.app.sync_offer_read(SyncTextRequest { text }).expect("read");
    let SyncPairView::Code { digits } = laptop.app.sync_pair_step().expect("stepped") else { panic!("a code") };
    (phone, laptop, digits)
}

#[test]
fn a_device_is_let_in_once_whichever_answer_was_lost() {
    for lost in ["PUT /v1/keyring", "POST /v1/pairing/"] {
        let gate = Gate::new();
        let server = RunningServer::start_behind(&gate);
        let (phone, laptop, digits) = at_the_door(&gate, &server);
        gate.lose_answer(lost, 0);
        assert_eq!(phone.confirm(&digits).expect_err("no answer").code, ErrorCode::NoAnswer, "{lost}");
        gate.mend();
        phone.confirm(&digits).expect("let in");
        assert!(matches!(laptop.app.sync_pair_step(), Ok(SyncPairView::Done)), "{lost}");
        assert_eq!((phone.copies().devices.len(), laptop.copies().devices.len()), (2, 2), "{lost}");
    }
}

#[test]
fn a_device_that_took_its_keys_before_the_old_one_heard_of_it_is_let_in_too() {
    let gate = Gate::new();
    let server = RunningServer::start_behind(&gate);
    let (phone, laptop, digits) = at_the_door(&gate, &server);
    gate.lose_answer("POST /v1/pairing/", 0);
    assert_eq!(phone.confirm(&digits).expect_err("no answer").code, ErrorCode::NoAnswer);
    gate.mend();
    assert!(matches!(laptop.app.sync_pair_step(), Ok(SyncPairView::Done)));
    phone.confirm(&digits).expect("it is in already");
    assert_eq!(phone.copies().devices.len(), 2);
}

#[test]
fn a_removed_device_gets_nothing_new_and_keeps_what_it_has() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);

    let id = phone.device(false);
    let removed = phone.app.sync_device_remove(SyncRemoveRequest { id, lost: false, erase: false }).expect("removed");
    assert_eq!(removed.link.expect("linked").devices.len(), 1);
    phone.writes(2);
    phone.copies();

    let told = laptop.app.sync_now().expect("asked");
    assert!(told.link.is_none(), "the keys are gone: the person said so");
    assert_eq!(laptop.names().len(), 1);
    // Why, is said until the person has seen it.
    assert!(told.removed && laptop.app.sync_view().expect("shown").removed);
    assert!(!laptop.app.sync_removed_seen().expect("noted").removed);
    assert!(!laptop.app.sync_view().expect("shown").removed);
}

#[test]
fn a_removed_device_erases_everything_if_the_person_wants_that() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    let id = phone.device(false);
    phone.app.sync_device_remove(SyncRemoveRequest { id, lost: true, erase: true }).expect("removed");

    assert_eq!(laptop.app.sync_now().expect_err("nothing is open").code, ErrorCode::Locked);
    assert_eq!(laptop.app.app_view().expect("shown").stage, Stage::Fresh);
    laptop.app.begin().expect("begun anew");
    assert_eq!(laptop.names(), [""; 0]);
    assert_eq!(phone.names().len(), 1);
}

#[test]
fn leaving_keeps_everything_here_and_can_erase_everything_there() {
    let server = RunningServer::start();
    let phone = Device::with_a_person(&server);
    let left = phone.app.sync_leave(SyncLeaveRequest { erase_server: true }).expect("left");
    assert!(left.sync.link.is_none() && !left.still_listed);
    assert_eq!(phone.names().len(), 1);
    // It can join again, and brings everything along.
    phone.join(&server.invite(false).expose()).expect("joined");
    phone.copies();
    let laptop = Device::paired_with(&phone);
    assert_eq!(laptop.names(), phone.names());
}

#[test]
fn whoever_leaves_is_off_the_list_of_the_others_who_go_on_with_new_keys() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    laptop.writes(2);
    laptop.copies();

    phone.writes(3);
    let left = phone.app.sync_leave(SyncLeaveRequest { erase_server: false }).expect("left");
    assert!(left.sync.link.is_none() && !left.still_listed);
    assert_eq!(phone.names().len(), 3, "everything stays");

    let link = laptop.copies();
    assert_eq!(link.devices.len(), 1);
    assert!(link.devices[0].here);
    assert_eq!(laptop.names(), phone.names(), "what was not copied yet goes along");
    // What the others write goes on, and the 15 words of the one that left still open it all.
    laptop.writes(4);
    laptop.copies();
    let new = Device::paired_with(&laptop);
    assert_eq!(new.names(), laptop.names());
    let request = phone.recovery(&laptop.app.sync_card().expect("a card").text, false);
    phone.app.sync_recover(request).expect("back again");
    phone.copies();
    assert_eq!(phone.names().len(), 4);
}

#[test]
fn leaving_needs_no_server_and_says_that_the_others_still_list_it() {
    let server = RunningServer::start();
    let (phone, laptop) = Device::two(&server);
    drop(server);
    let left = laptop.app.sync_leave(SyncLeaveRequest { erase_server: false }).expect("left");
    assert!(left.sync.link.is_none() && left.still_listed);
    assert_eq!(laptop.names(), phone.names());
    assert!(laptop.app.sync_view().expect("shown").link.is_none());
    assert_eq!(laptop.app.sync_now().expect_err("no server").code, ErrorCode::NotJoined);
}

#[test]
fn an_invite_is_used_once_and_only_at_its_own_server() {
    let (server, other) = (RunningServer::start(), RunningServer::start());
    let invite = server.invite(false).expose();
    let phone = Device::new();
    phone.join(&invite).expect("joined");
    assert_eq!(phone.join(&invite).expect_err("twice").code, ErrorCode::AlreadyJoined);
    assert_eq!(Device::new().join(&invite).expect_err("used").code, ErrorCode::InviteUsed);

    let origin = |text: &str| text.split(' ').nth(1).expect("an address").to_owned();
    let elsewhere = invite.replace(&origin(&invite), &origin(&other.invite(false).expose()));
    // Both were founded with the same key, so that only a changed fingerprint tells them apart.
    let changed = elsewhere.split(' ').enumerate();
    let changed: Vec<_> = changed.map(|(at, word)| if at == 2 { "ab".repeat(32) } else { word.to_owned() }).collect();
    assert_eq!(Device::new().join(&changed.join(" ")).expect_err("other").code, ErrorCode::OtherServer);
    assert_eq!(Device::new().join("hello").expect_err("no invite").code, ErrorCode::InviteInvalid);
}

#[test]
fn the_certificate_of_an_organization_goes_along_to_the_next_device_and_with_the_15_words() {
    let (server, certificate) = RunningServer::start_with_certificate();
    let invite = server.invite(false).expose();
    let phone = Device::new();
    assert_eq!(phone.join(&invite).expect_err("nobody vouches for it").code, ErrorCode::NoAnswer);
    std::fs::write(phone.folder.path().join("certificate.pem"), certificate).expect("written");
    phone.app.sync_authority_choose().expect("a certificate");
    phone.join(&invite).expect("joined");
    phone.writes(1);
    phone.copies();

    let laptop = Device::paired_with(&phone);
    assert_eq!(laptop.names(), phone.names());
    let new = Device::new();
    let card = laptop.app.sync_card().expect("a card").text;
    let bare = card.split(" cert:").next().expect("a card").to_owned();
    assert_ne!(bare, card);
    let refused = new.app.sync_recover(phone.recovery(&bare, true)).expect_err("nobody vouches for it");
    assert_eq!(refused.code, ErrorCode::NoAnswer);
    new.app.sync_recover(phone.recovery(&card, true)).expect("recovered");
    new.copies();
    assert_eq!(new.names(), phone.names());
}

#[test]
fn a_server_that_is_gone_keeps_nobody_from_anything() {
    let server = RunningServer::start();
    let phone = Device::joined(&server);
    drop(server);
    phone.writes(1);
    let link = phone.app.sync_now().expect("asked").link.expect("linked");
    assert_eq!((link.trouble, link.pending > 0), (Some(SyncTrouble::NoAnswer), true));
    assert_eq!(phone.names().len(), 1);
}
