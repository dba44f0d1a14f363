#![no_main]

use ukhwah_protocol::error::Problem;
use ukhwah_protocol::message::{
    Ack, AckKeyring, Challenge, ChallengeRequest, Changes, CreateAccount, CreateInvite, Hello, IndexPage, KeyringChange,
    KeyringChanged, KeyringState, Login, LoginRequest, NewSheet, Purge, Purged, Push, PushAnswers, SignedAct,
    WaitAnswer, read, write,
};

/// Reads the bytes as each of these; what reads must read again as the same.
macro_rules! read_as {
    ($bytes:expr, $($message:ty),+) => {
        $(if let Ok(message) = read::<$message>($bytes) {
            assert_eq!(read::<$message>(&write(&message)).as_ref(), Ok(&message));
        })+
    };
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    read_as!(
        bytes, Ack, AckKeyring, Challenge, ChallengeRequest, Changes, CreateAccount, CreateInvite, Hello, IndexPage,
        KeyringChange, KeyringChanged, KeyringState, Login, LoginRequest, NewSheet, Purge, Purged, Push, PushAnswers,
        SignedAct, WaitAnswer
    );
    let _ = serde_json::from_slice::<Problem>(bytes);
});
