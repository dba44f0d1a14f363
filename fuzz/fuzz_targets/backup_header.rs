#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ukhwah_crypto::decoders::backup_header(bytes));
