#![no_main]

use ukhwah_protocol::id::{Fingerprint, SpaceId, Token};
use ukhwah_protocol::invite::{Invite, is_origin};
use ukhwah_protocol::sealed::Sealed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = Sealed::from_bytes(bytes.to_vec()).header();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(invite) = Invite::parse(text) {
        assert!(is_origin(&invite.origin));
        assert_eq!(Invite::parse(&invite.expose()).as_ref(), Ok(&invite));
    }
    let _ = (text.parse::<SpaceId>(), text.parse::<Fingerprint>(), Token::from_authorization(text));
});
