#![no_main]

use ukhwah_sync::content::Content;
use ukhwah_sync::local::{Link, Parcel};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = Content::read(bytes, 1) {
        assert_eq!(content.to_bytes(), bytes, "there is one way to write a body");
    }
    if let Some(link) = Link::from_bytes(bytes) {
        assert_eq!(Link::from_bytes(&link.to_bytes()), Some(link));
    }
    if let Some(parcels) = Parcel::all_from_bytes(bytes) {
        assert_eq!(Parcel::all_from_bytes(&Parcel::all_to_bytes(&parcels)), Some(parcels));
    }
});
