use proptest::prelude::*;

use super::*;
use crate::id::{RecordId, Token};
use crate::sealed::Sealed;

#[test]
fn a_field_of_the_future_is_ignored() {
    let mut known = write(&Ack { seq: 7 });
    assert_eq!(known, [0xA1, 0x00, 0x07]);
    known = vec![0xA2, 0x00, 0x07, 0x18, 0x63, 0x61, b'x'];
    assert_eq!(read(&known), Ok(Ack { seq: 7 }));
}

#[test]
fn what_follows_a_message_is_refused() {
    let mut bytes = write(&Ack { seq: 7 });
    bytes.push(0);
    assert_eq!(read::<Ack>(&bytes), Err(ReadMessageError));
}

#[test]
fn a_conflict_without_a_version_reads_as_it_was_written() {
    let answers = PushAnswers {
        answers: vec![
            PushAnswer::Conflict { revision: 0, sealed: None },
            PushAnswer::Conflict { revision: 2, sealed: Some(Sealed::from_bytes(vec![1, 2])) },
            PushAnswer::Stored { revision: 1, seq: 9 },
        ],
        cursor: Some(Cursor(vec![3])),
    };
    assert_eq!(read(&write(&answers)), Ok(answers));
}

#[test]
fn a_login_reads_as_it_was_written() {
    let login = Login { token: Token::from_bytes([5; 32]), seconds: 3600, account: crate::id::AccountId([1; 16]) };
    assert_eq!(read(&write(&login)), Ok(login));
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        let _ = read::<Push>(&bytes);
        let _ = read::<CreateAccount>(&bytes);
        let _ = read::<KeyringChange>(&bytes);
        let _ = read::<LoginRequest>(&bytes);
        let _ = read::<Changes>(&bytes);
        let _ = read::<KeyringState>(&bytes);
    }

    #[test]
    fn a_cut_push_is_refused(ids in proptest::collection::vec(any::<[u8; 16]>(), 1..5), cut in 1_usize..20) {
        let items = ids.into_iter().map(|id| PushItem {
            id: RecordId(id),
            base_revision: 3, base_hash: None,
            sealed: Sealed::from_bytes(vec![7; 40]),
        });
        let bytes = write(&Push { items: items.collect() });
        prop_assert_eq!(read::<Push>(&bytes[..bytes.len() - cut]), Err(ReadMessageError));
    }
}
