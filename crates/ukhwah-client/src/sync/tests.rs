use super::card::ServerCard;
use super::offer::{offer_text, parse_offer};
use super::*;
use ukhwah_crypto::{PairingHello, PairingOffer, SystemRandom};
use ukhwah_protocol::id::Fingerprint;

#[test]
fn a_server_card_reads_as_it_was_written_also_with_broken_lines() {
    let card = ServerCard { origin: "https://sync.example.org".to_owned(), fingerprint: Fingerprint([0xAB; 32]) };
    let text = card.to_text();
    assert_eq!(ServerCard::parse(&text), Some(card.clone()));
    assert_eq!(ServerCard::parse(&text.replace(' ', "\r\n ")), Some(card.clone()));
    let invite = text.replace("ukhwah-server-1", "ukhwah-invite-1") + " ABCDE-ABCDE-ABCDE-ABCDE";
    assert_eq!(ServerCard::parse(&invite), Some(card.clone()));
    assert_eq!(ServerCard::parse(text.trim_start_matches("ukhwah-server-1 ")), Some(card));
    assert_eq!(ServerCard::parse("ukhwah-server-2 https://a.example ab"), None);
    assert_eq!(ServerCard::parse(""), None);
}

#[test]
fn a_fingerprint_is_shown_in_groups_of_four() {
    assert!(card::groups(&Fingerprint([0xAB; 32])).starts_with("abab abab "));
}

#[test]
fn the_code_of_a_new_device_brings_its_name_along() {
    let (signing, agreement) = device::make_keys();
    let hello = PairingHello::make_with(signing.verifying_key(), agreement.public_key(), &mut SystemRandom);
    let offer = PairingOffer::make_with(&hello, &mut SystemRandom);
    let read = |text: &str| parse_offer(text).map(|(read, name)| (*read.expose_encoded(), name));
    let whole = |name: &str| Some((*offer.expose_encoded(), name.to_owned()));
    let text = offer_text(&offer, "Laptop Zaïm 🌺");
    assert_eq!(read(&text), whole("Laptop Zaïm 🌺"));
    let (before, after) = text.split_at(60);
    assert_eq!(read(&format!("{before}\r\n  {after}").to_lowercase()), whole("Laptop Zaïm 🌺"));
    let longest = "x".repeat(64);
    assert_eq!(read(&offer_text(&offer, &longest)), whole(&longest));
    assert!(crate::help::qr_view(&offer_text(&offer, &longest)).is_some());
    // No name, one that is too long, one with a control, one that is no text, and a code that was cut off.
    for name in ["", "  ", &"x".repeat(65), "a\nb"] {
        assert_eq!(read(&offer_text(&offer, name)), None, "{name:?}");
    }
    assert_eq!(read(&(offer_text(&offer, "") + "FF")), None);
    assert_eq!(read(&text[..100]), None);
}
