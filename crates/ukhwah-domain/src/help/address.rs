//! Addresses that another app opens: the dialler, messages, WhatsApp, a map.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::person::PhoneNumber;
use crate::plan::Point;

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An address that the shell may hand to the system.
///
/// Only the functions below make one, from parsed numbers and points. It is ASCII; text inside is percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Address(String);

impl Address {
    /// Opens the dialler with the number filled in: `tel:+60134567890`, `tel:999`.
    ///
    /// An extension follows after a comma, `tel:+60312345678,12`: diallers wait a moment there and then dial on. The
    /// `;ext=12` of RFC 3966 is not used because Android's dialler turns its letters into digits.
    #[must_use]
    pub fn tel(number: &PhoneNumber) -> Self {
        Self(match number.extension() {
            Some(extension) => format!("tel:{},{extension}", number.dialled()),
            None => format!("tel:{}", number.dialled()),
        })
    }

    /// Opens a text message to one person, RFC 5724: `sms:+60134567890?body=Tolong%20call%20balik`.
    ///
    /// `None` if the number cannot get one.
    #[must_use]
    pub fn sms(number: &PhoneNumber, body: &str) -> Option<Self> {
        number.can_sms().then(|| Self(format!("sms:{}{}", number.dialled(), query("body", body))))
    }

    /// Opens a chat: `https://wa.me/60134567890?text=Salam`. `said`: whether the person said that the number is on
    /// WhatsApp.
    ///
    /// `None` if the number cannot be on WhatsApp.
    #[must_use]
    pub fn whatsapp(number: &PhoneNumber, said: bool, text: &str) -> Option<Self> {
        let digits = number.dialled().strip_prefix('+').filter(|_| number.can_whatsapp(said))?;
        Some(Self(format!("https://wa.me/{digits}{}", query("text", text))))
    }

    /// Opens a map at the point with a label there: `geo:3.1,101.6?q=3.1,101.6(Surau)`.
    ///
    /// Source: RFC 5870; the `q` part is Android's, without which no marker is shown.
    #[must_use]
    pub fn geo(point: Point, label: &str) -> Self {
        let label = encoded(label);
        Self(if label.is_empty() {
            format!("geo:{point}?q={point}")
        } else {
            format!("geo:{point}?q={point}({label})")
        })
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `?name=value`, or nothing without a value.
fn query(name: &str, value: &str) -> String {
    let value = encoded(value);
    if value.is_empty() { String::new() } else { format!("?{name}={value}") }
}

/// The text without control characters other than line feeds, percent-encoded.
fn encoded(text: &str) -> String {
    let kept: String = text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    utf8_percent_encode(&kept, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> PhoneNumber {
        PhoneNumber::parse(text).expect("a number")
    }

    #[test]
    fn the_dialler_gets_the_number() {
        let cases = [
            ("013-456 7890", "tel:+60134567890"),
            ("03-1234 5678 ext 12", "tel:+60312345678,12"),
            ("999", "tel:999"),
            ("15555", "tel:15555"),
            ("1-300-88-1234", "tel:1300881234"),
            ("+65 9123 4567", "tel:+6591234567"),
        ];
        for (text, address) in cases {
            assert_eq!(Address::tel(&number(text)).as_str(), address);
        }
    }

    #[test]
    fn a_message_goes_to_one_person_who_can_get_it() {
        let sms = |text: &str, body: &str| Address::sms(&number(text), body).map(|address| address.to_string());
        assert_eq!(
            sms("013-456 7890", "Boleh call balik?\nSaya & anak +60").as_deref(),
            Some("sms:+60134567890?body=Boleh%20call%20balik%3F%0ASaya%20%26%20anak%20%2B60"),
        );
        assert_eq!(sms("013-456 7890", " \u{0} ").as_deref(), Some("sms:+60134567890"));
        assert_eq!(sms("03-1234 5678", "Salam"), None);
        assert_eq!(sms("999", "Salam"), None);
    }

    #[test]
    fn a_chat_opens_by_the_digits_with_the_country() {
        let chat = |text: &str, said| Address::whatsapp(&number(text), said, "Salam 🌙").map(|a| a.to_string());
        assert_eq!(chat("013-456 7890", false).as_deref(), Some("https://wa.me/60134567890?text=Salam%20%F0%9F%8C%99"));
        assert_eq!(chat("03-7627 2929", true).as_deref(), Some("https://wa.me/60376272929?text=Salam%20%F0%9F%8C%99"));
        assert_eq!(chat("03-7627 2929", false), None);
        assert_eq!(chat("15999", true), None);
        assert_eq!(
            Address::whatsapp(&number("0134567890"), false, "").map(|a| a.to_string()).as_deref(),
            Some("https://wa.me/60134567890")
        );
    }

    #[test]
    fn a_map_opens_at_the_point_with_its_label() {
        let point: Point = "3.8077,103.326".parse().expect("a point");
        assert_eq!(
            Address::geo(point, "Surau (lama) & taman").as_str(),
            "geo:3.8077000,103.3260000?q=3.8077000,103.3260000(Surau%20%28lama%29%20%26%20taman)",
        );
        assert_eq!(Address::geo(point, "").as_str(), "geo:3.8077000,103.3260000?q=3.8077000,103.3260000");
    }

    proptest! {
        #[test]
        fn an_address_holds_nothing_that_could_mean_something_else(
            text in "\\PC{0,60}|[\\x00-\\x7f]{0,60}",
            mobile in "\\+601[236][0-9]{7}",
            (lat, lon) in (-900_000_000i32..=900_000_000, -1_800_000_000i32..=1_800_000_000),
        ) {
            let number = PhoneNumber::from_canonical(&mobile).expect("canonical");
            let point = Point::new(lat, lon).expect("in range");
            let bodies = [
                (Address::sms(&number, &text), "sms:+60"),
                (Address::whatsapp(&number, true, &text), "https://wa.me/60"),
                (Some(Address::geo(point, &text)), "geo:"),
            ];
            for (address, scheme) in bodies {
                let address = address.expect("a mobile number takes all").to_string();
                prop_assert!(address.starts_with(scheme));
                prop_assert!(address.bytes().all(|b| b.is_ascii_alphanumeric() || b"+,.;:?=%/()-_~".contains(&b)), "{}", address);
                prop_assert!(address.matches('?').count() <= 1);
            }
        }
    }
}
