use super::card::ServerCard;
use super::*;
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
