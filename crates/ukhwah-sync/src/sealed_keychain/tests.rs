use ukhwah_crypto::{
    DeviceDetails, DeviceDhKey, DeviceSigningKey, Owner, RecoveryCode, SheetKeys, SystemRandom, Wrap, unwrap_with_sheet,
};
use ukhwah_protocol::id::{Fingerprint, RecordId, RecoveryId, SpaceId};
use ukhwah_protocol::invite::InviteCode;
use ukhwah_protocol::message::{DeviceChange, KeyringChange, KeyringState, ListedDevice, SpaceHead, WrapKind};

use super::*;

fn details(id: u8, signing: &DeviceSigningKey, dh: &DeviceDhKey) -> DeviceDetails {
    DeviceDetails {
        device_id: [id; 16],
        signing: signing.verifying_key(),
        dh: dh.public_key(),
        added_by: [1; 16],
        added_day: 20_786,
        name: "Telefon".to_owned(),
    }
}

fn first() -> SealedKeychain {
    let rng = &mut SystemRandom;
    let (signing, own) = (DeviceSigningKey::make_with(rng), DeviceDhKey::make_with(rng));
    let owner = Owner { org_id: Fingerprint([5; 32]).org_id().0, account_id: [7; 16] };
    let sheet = SheetKeys::derive(&RecoveryCode::make(), None).expect("no passphrase, so no memory");
    let code = InviteCode::from_random([3; 20]);
    let joining = Joining { owner, code: &code, root: Fingerprint([5; 32]) };
    SealedKeychain::begin(&joining, details(1, &signing, &own), own, &sheet, rng).expect("begun").keychain
}

/// What a server says after a change.
fn state(chain: &SealedKeychain, change: &KeyringChange) -> KeyringState {
    KeyringState {
        account: chain.account(),
        revision: change.base_revision + 1,
        epoch: change.epoch,
        keyring: change.keyring.clone(),
        wraps: change.wraps.clone(),
        devices: chain.keyring.devices.keys().map(|id| ListedDevice { id: DeviceId(*id), last_day: 0 }).collect(),
        sheet: None,
        spaces: Vec::new(),
    }
}

/// Two devices of one person, and the change that added the second.
fn pair() -> (SealedKeychain, SealedKeychain) {
    let rng = &mut SystemRandom;
    let (signing, own) = (DeviceSigningKey::make_with(rng), DeviceDhKey::make_with(rng));
    let (phone, change) = first().with_device(details(2, &signing, &own), rng).expect("added");
    assert!(matches!(change.device, Some(DeviceChange::Added(_))));
    let place = DeviceWrapPlace { device_id: [2; 16], ..phone.place };
    let key = KeyringKey::from_parts(phone.key.epoch(), phone.key.expose_raw());
    let laptop = SealedKeychain::open(place, own, key, change.keyring).expect("opens");
    (phone, laptop)
}

fn terms(chain: &SealedKeychain, removal: Removal) -> RotationTerms {
    let head = SpaceHead { space: SpaceId([0; 16]), head: 9, open_epoch: 2 };
    let sheet = chain.keyring.sheet.as_ref().map(|sheet| RecoveryId(sheet.recovery_id));
    RotationTerms { removal, close_list: [4; 32], head, sheet }
}

#[test]
fn what_one_device_seals_the_other_opens_and_only_in_its_place() {
    let (phone, laptop) = pair();
    let sealed = phone.seal(RecordId([1; 16]), b"body", &mut SystemRandom).expect("sealed");
    assert_eq!(Keychain::open(&laptop, RecordId([1; 16]), &sealed), Ok(b"body".to_vec()));
    assert_eq!(Keychain::open(&laptop, RecordId([2; 16]), &sealed), Err(Unreadable::OtherRecord));
}

#[test]
fn the_first_keychain_follows_to_the_one_with_a_second_device_and_not_back() {
    let chain = first();
    let rng = &mut SystemRandom;
    let (signing, own) = (DeviceSigningKey::make_with(rng), DeviceDhKey::make_with(rng));
    let (next, change) = chain.with_device(details(2, &signing, &own), rng).expect("added");
    let state = state(&next, &change);
    let followed = chain.followed(&state).expect("taken").expect("newer");
    assert!(followed.lists(DeviceId([2; 16])));
    assert!(matches!(followed.followed(&state), Ok(None)));
    let old = KeyringState { revision: 1, keyring: chain.sealed.clone(), ..state };
    assert!(matches!(followed.followed(&old), Err(KeyringRefusal::Old)));
}

#[test]
fn a_device_that_only_the_server_lists_is_named() {
    let chain = first();
    let rng = &mut SystemRandom;
    let (signing, own) = (DeviceSigningKey::make_with(rng), DeviceDhKey::make_with(rng));
    let (next, change) = chain.with_device(details(2, &signing, &own), rng).expect("added");
    let mut state = state(&next, &change);
    state.devices.push(ListedDevice { id: DeviceId([9; 16]), last_day: 0 });
    assert!(matches!(chain.followed(&state), Err(KeyringRefusal::UnknownDevice)));
}

#[test]
fn the_device_that_stays_follows_a_rotation_and_the_one_that_goes_cannot() {
    for is_lost in [false, true] {
        let (phone, laptop) = pair();
        let removal = Removal { device: DeviceId([2; 16]), is_lost, erase: true };
        let rng = &mut SystemRandom;
        let kept = phone.begin_rotation(&removal, rng).expect("begun").to_kept();
        let mut next = phone.resume_rotation(&kept).expect("resumed");
        let change = next.finish_rotation(&phone, &terms(&phone, removal), rng).expect("finished");
        assert_eq!((change.epoch, change.wraps.len(), change.identity.is_some()), (2, 2, is_lost));

        let state = state(&next, &change);
        let followed = phone.followed(&state).expect("taken").expect("newer");
        assert_eq!((followed.epoch(), followed.close_list()), (2, Some([4; 32])));
        assert!(!followed.lists(DeviceId([2; 16])));
        assert!(matches!(laptop.followed(&state), Err(KeyringRefusal::WrapBroken | KeyringRefusal::WrapMissing)));

        let Some(DeviceChange::Removed(removed)) = change.device else { panic!("a device is removed") };
        let signature = hex::encode(removed.notice.0);
        let notice = RemovalNotice { epoch: 2, erase: true, signature };
        assert!(laptop.verifies(&notice));
        assert!(!laptop.verifies(&RemovalNotice { erase: false, ..notice.clone() }));
        assert!(!phone.verifies(&notice));
    }
}

#[test]
fn a_device_that_is_not_there_is_not_removed() {
    let (phone, _) = pair();
    let removal = Removal { device: DeviceId([8; 16]), is_lost: false, erase: false };
    assert_eq!(phone.begin_rotation(&removal, &mut SystemRandom).err(), Some(CannotRotate::NotListed));
}

#[test]
fn the_wrap_for_a_sheet_goes_to_the_words_of_the_keyring_under_the_id_that_the_server_lets_in() {
    let rng = &mut SystemRandom;
    let (phone, _) = pair();
    let words = SheetKeys::derive(&RecoveryCode::make(), None).expect("no passphrase, so no memory");
    let known = terms(&phone, Removal { device: DeviceId([2; 16]), is_lost: false, erase: false });
    let (phone, _) = phone.with_sheet(&words, rng).expect("changed");
    for sheet in [known.sheet, None] {
        let mut next = phone.begin_rotation(&known.removal, rng).expect("begun");
        let change = next.finish_rotation(&phone, &RotationTerms { sheet, ..known.clone() }, rng).expect("finished");
        let wrap = change.wraps.into_iter().find(|wrap| wrap.kind == WrapKind::Sheet);
        assert_eq!(wrap.as_ref().map(|wrap| RecoveryId(wrap.reference)), sheet);
        let Some(wrap) = wrap else { continue };
        let key = unwrap_with_sheet(phone.owner(), &words, &Wrap::parse(wrap.bytes).expect("a wrap")).expect("opens");
        assert_eq!(key.expose_raw(), next.key.expose_raw());
    }
}

#[test]
fn a_device_that_leaves_gives_the_next_keys_to_the_others_alone() {
    let rng = &mut SystemRandom;
    let (phone, laptop) = pair();
    let removal = Removal { device: phone.device(), is_lost: false, erase: false };
    let mut next = phone.begin_rotation(&removal, rng).expect("begun");
    let change = next.finish_rotation(&phone, &terms(&phone, removal), rng).expect("finished");
    let wrapped: Vec<_> = change.wraps.iter().map(|wrap| wrap.reference).collect();
    assert!(!wrapped.contains(&phone.device().0) && wrapped.contains(&laptop.device().0));
    let followed = laptop.followed(&state(&next, &change)).expect("taken").expect("newer");
    assert!(!followed.lists(phone.device()) && followed.lists(laptop.device()));
}

#[test]
fn what_was_kept_opens_again_and_nothing_else_does() {
    let (phone, _) = pair();
    let own = || DeviceDhKey::from_bytes(phone.own.expose_raw());
    let kept = phone.to_kept();
    let again = SealedKeychain::from_kept(phone.place, own(), &kept).expect("kept");
    assert_eq!((again.revision(), again.epoch()), (phone.revision(), phone.epoch()));
    for length in [0, 3, 35, 36, kept.len() - 1] {
        assert!(SealedKeychain::from_kept(phone.place, own(), &kept[..length]).is_err());
    }
}
