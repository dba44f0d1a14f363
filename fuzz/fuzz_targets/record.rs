#![no_main]

use ukhwah_domain::record::{decode, decode_seen, decode_shown, decode_thrown_at, encode};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(body) = decode(bytes) {
        assert_eq!(encode(&body), bytes, "there is one way to write a record");
    }
    let _ = (decode_shown(bytes), decode_thrown_at(bytes), std::str::from_utf8(bytes).map(decode_seen));
});
