use super::*;

fn after(change: impl FnOnce(&mut Keyring)) -> Result<(), FollowError> {
    let before = full();
    let mut keyring = copy(&before);
    keyring.revision += 1;
    change(&mut keyring);
    keyring.check_follows(&before)
}

#[test]
fn ordinary_changes_follow() {
    let mut rng = SeededRandom::new(5);
    assert_eq!(after(|_| {}), Ok(()));
    assert_eq!(after(|keyring| keyring.add_device(&OWNER, device(5))), Ok(()));
    assert_eq!(after(|keyring| drop(keyring.devices.remove(&[2; 16]))), Ok(()));
    assert_eq!(after(|keyring| drop(keyring.spaces.remove(&[9; 16]))), Ok(()));
    assert_eq!(after(|keyring| keyring.sheet = None), Ok(()));
    let rotated = after(|keyring| {
        keyring.own_space_mut().expect("it has one").keys.rotate(&mut rng).expect("there is room");
        keyring.replace_identity(&OWNER, &mut rng);
        keyring.replace_identity(&OWNER, &mut rng);
        keyring.check(&OWNER).expect("whole");
    });
    assert_eq!(rotated, Ok(()));
}

#[test]
fn attack_36_an_older_or_equal_revision_does_not_follow() {
    for found in [0, 2, 3] {
        assert_eq!(after(|keyring| keyring.revision = found), Err(FollowError::NotNewer { found, seen: 3 }));
    }
}

#[test]
fn a_person_does_not_become_another() {
    let stranger = Keyring::begin(&OWNER, device(1), &mut SeededRandom::new(9)).identity;
    assert_eq!(after(|keyring| keyring.identity = stranger), Err(FollowError::OtherIdentity));
    assert_eq!(after(|keyring| keyring.inbox_id = [0; 16]), Err(FollowError::OtherPlace));
    let moved = after(|keyring| {
        let own = keyring.spaces.remove(&keyring.space_id).expect("it has one");
        keyring.space_id = [0; 16];
        keyring.spaces.insert([0; 16], own);
    });
    assert_eq!(moved, Err(FollowError::OtherPlace));
}

#[test]
fn no_key_of_a_space_is_lost() {
    assert_eq!(after(|keyring| keyring.spaces.clear()), Err(FollowError::LostKey));
    for kept in [1, 2] {
        let lost = after(|keyring| {
            let own = keyring.own_space_mut().expect("it has one");
            let key = SpaceKey::from_bytes(own.keys.get(kept).expect("of two epochs").expose_raw());
            own.keys = SpaceKeys::from_keys(BTreeMap::from([(kept, key)])).expect("one key");
        });
        assert_eq!(lost, Err(FollowError::LostKey));
    }
    let exchanged = after(|keyring| {
        let other = SpaceEntry { keys: SpaceKeys::begin(&mut SeededRandom::new(9)), close_list: None };
        keyring.spaces.insert([9; 16], other);
    });
    assert_eq!(exchanged, Err(FollowError::LostKey));
}

#[test]
fn no_document_goes_back() {
    let with = |version| after(|keyring| keyring.documents.extend([("roster".to_owned(), version)]));
    assert_eq!(with(15), Ok(()));
    assert_eq!(with(13), Err(FollowError::OlderDocument));
    assert_eq!(after(|keyring| keyring.documents.clear()), Err(FollowError::OlderDocument));
}
