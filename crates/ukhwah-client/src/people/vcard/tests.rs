//! Contact files as they come out of real phones and programs, and as they must never break anything.

use proptest::prelude::*;
use ukhwah_domain::person::{NumberLabel, PersonName, PhoneNumber};

use super::{Card, CardNumber, Found, ReadError, read, write};

fn found(file: impl AsRef<[u8]>) -> Found {
    read(file.as_ref()).expect("it is small")
}

/// `name: number number`, a line each.
fn said(file: impl AsRef<[u8]>) -> Vec<String> {
    let line = |card: &Card| {
        let numbers: Vec<String> = card.numbers.iter().map(|number| number.number.display()).collect();
        format!("{}: {}", card.name, numbers.join(", "))
    };
    found(file).cards.iter().map(line).collect()
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n")
}

const OLD_ANDROID: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=53=69=74=69=20=F0=9F=8C=BA;;;\r\n\
    FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=53=69=74=69=20=\r\n=F0=9F=8C=BA\r\nTEL;CELL:+60 13-456 7890\r\n\
    TEL;WORK;FAX:03-9999 8888\r\nTEL;X-Mobile:0123456789\r\nTEL;PAGER:03-7777 6666\r\n\
    PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ\r\n AAAQABAAD/2wBD\r\n TEL=\r\n\r\nEND:VCARD\r\n";

#[test]
fn a_card_of_an_old_phone_is_read() {
    assert_eq!(said(OLD_ANDROID), ["Siti 🌺: 013-456 7890, 012-345 6789"]);
}

#[test]
fn a_card_of_an_iphone_is_read() {
    let text = card(
        "PRODID:-//Apple Inc.//iPhone OS 17.5//EN\r\nN:bin Hassan;Ahmad;;Tn.;\r\nFN:Tn. Ahmad bin Hassan\r\n\
         item1.TEL;type=CELL;type=VOICE;type=pref:+60 13\u{a0}456 7890\r\nitem2.TEL:\u{202a}03-1234 5678\u{202c}\r\n\
         item2.X-ABLabel:_$!<HomePage>!$_\r\nNOTE:TEL:019-999 9999",
    );
    assert_eq!(said(text), ["Tn. Ahmad bin Hassan: 013-456 7890, 03-1234 5678"]);
}

#[test]
fn a_card_of_version_4_gives_its_numbers_as_addresses() {
    let text = "BEGIN:VCARD\nVERSION:4.0\nFN:Kak Ti\\, Klinik\nTEL;VALUE=uri;TYPE=\"voice,cell\";PREF=1:tel:+60-13-456-7890\n\
        TEL;VALUE=uri;TYPE=work:tel:+60312345678;ext=12;phone-context=+60\nTEL;TYPE=fax:+60399998888\nEND:VCARD\n";
    assert_eq!(said(text), ["Kak Ti, Klinik: 013-456 7890, 03-1234 5678 ext 12"]);
    let labels: Vec<_> = found(text).cards[0].numbers.iter().map(|number| number.label).collect();
    assert_eq!(labels, [NumberLabel::Mobile, NumberLabel::Work]);
}

#[test]
fn a_name_is_taken_from_whatever_the_card_has() {
    let tel = "TEL:013-456 7890";
    for (lines, name) in [
        ("N:Lim;Ah Kau;;Dr.;", "Dr. Ah Kau Lim"),
        ("N:;;;;\r\nORG:Klinik Kesihatan;Unit 2", "Klinik Kesihatan"),
        ("FN:\r\nEMAIL:mat@example.org", "mat@example.org"),
        ("FN: \u{202b}عمر\u{202c} \u{0}", "\u{202b}عمر\u{202c}"),
        ("FN:Mat\\nKedai\r\nFN:Lain", "Mat Kedai"),
        ("NOTE:tiada nama", "013-456 7890"),
    ] {
        assert_eq!(said(card(&format!("{lines}\r\n{tel}"))), [format!("{name}: 013-456 7890")], "{lines}");
    }
    let long = card(&format!("FN:{}\r\n{tel}", "👨‍👩‍👧".repeat(100)));
    assert_eq!(found(long).cards[0].name.as_str(), "👨‍👩‍👧".repeat(80));
}

#[test]
fn numbers_that_nobody_can_call_are_left_out_and_counted() {
    let text = [card("FN:A\r\nTEL:*121#"), card("FN:B"), card("FN:C\r\nTEL:999\r\nTEL:abc")].concat();
    let found = found(text);
    assert_eq!((found.cards.len(), found.without_number, found.cut_off), (1, 2, false));
}

#[test]
fn lines_are_joined_as_each_version_folds_them() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nFN:Abang\n  Mat\nTEL:+60134\n 567890\nEND:VCARD\n";
    assert_eq!(said(text), ["Abang Mat: 013-456 7890"]);
    let text = "BEGIN:VCARD\nVERSION:2.1\nFN:Abang\n Mat\nTEL:+60134567890\nEND:VCARD\n";
    assert_eq!(said(text), ["Abang Mat: 013-456 7890"]);
    // Folded inside the two bytes of a letter.
    let text =
        [&b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jos\xc3\r\n \xa9\r\nTEL:013-456 7890\r\nEND:VCARD\r\n"[..]].concat();
    assert_eq!(said(text), ["José: 013-456 7890"]);
}

#[test]
fn a_note_in_quoted_printable_cannot_pass_for_a_number() {
    let text = card("FN:Mat\r\nNOTE;ENCODING=QUOTED-PRINTABLE:lama=\r\nTEL:019-999 9999\r\nTEL:013-456 7890");
    assert_eq!(said(text), ["Mat: 013-456 7890"]);
}

#[test]
fn quoted_printable_without_a_charset_is_utf_8_where_it_can_be() {
    for (header, value, name) in [
        ("FN;QUOTED-PRINTABLE", "Jos=C3=A9", "José"),
        ("FN;ENCODING=QUOTED-PRINTABLE", "Jos=E9", "José"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1", "Jos=E9", "José"),
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE", "=E7=8E=8B", "王"),
    ] {
        let text = card(&format!("{header}:{value}\r\nTEL:013-456 7890"));
        assert_eq!(said(text), [format!("{name}: 013-456 7890")], "{header}");
    }
}

#[test]
fn files_of_any_encoding_and_any_line_ends_are_read() {
    let text = card("FN:José\r\nTEL:013-456 7890");
    let expected = ["José: 013-456 7890"];
    let units: Vec<u16> = format!("\u{feff}{text}").encode_utf16().collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect();
    assert_eq!(said(format!("\u{feff}{text}")), expected);
    assert_eq!(said(latin), expected);
    assert_eq!(said(units.iter().copied().flat_map(u16::to_le_bytes).collect::<Vec<_>>()), expected);
    assert_eq!(said(units.iter().copied().flat_map(u16::to_be_bytes).collect::<Vec<_>>()), expected);
    assert_eq!(said(text.replace("\r\n", "\r")), expected);
    assert_eq!(said(text.replace("\r\n", "\n")), expected);
    assert_eq!(said(text.replace("\r\n", "\r\r\n\n")), expected);
    assert_eq!(said(text.to_lowercase().replace("josé", "José")), expected);
}

#[test]
fn of_a_file_that_was_cut_off_the_whole_cards_are_offered() {
    let first = card("FN:Mat\r\nTEL:013-456 7890");
    let text = format!("{first}{}", card("FN:Ti\r\nTEL:012-345 6789"));
    let whole = found(&text);
    assert_eq!((whole.cards.len(), whole.cut_off), (2, false));
    for end in first.len() + 1..text.len() - 4 {
        let found = found(&text[..end]);
        assert!(found.cut_off && !found.cards.is_empty() && found.cards[0] == whole.cards[0], "{end}");
        assert_eq!(found.cards.len(), 1, "{end}");
    }
}

#[test]
fn two_files_of_which_the_first_was_cut_off_do_not_mix_their_people() {
    let broken = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mat\r\nTEL:01345";
    let found = found(format!("{broken}{}", card("FN:Ti\r\nTEL:012-345 6789")));
    assert!(found.cut_off);
    assert_eq!((found.cards.len(), found.cards[0].name.as_str()), (1, "Ti"));
}

#[test]
fn the_card_of_an_assistant_inside_a_card_stays_out() {
    let text = card("FN:Mat\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Ti\r\nTEL:012-345 6789\r\nEND:VCARD\r\nTEL:013-456 7890");
    assert_eq!(said(text), ["Mat: 013-456 7890"]);
}

#[test]
fn what_is_no_contact_file_has_no_contacts() {
    for bytes in [&b""[..], b"\0\0\0", b"\xff\xfe", b"PK\x03\x04", b"END:VCARD\r\n", b"name,phone\nMat,013"] {
        assert_eq!(found(bytes), Found::default());
    }
}

#[test]
fn fifty_megabytes_of_photos_are_passed_over() {
    let photo = format!(" {}\r\n", "QUJDREVGRw+/".repeat(6)).repeat(14_000);
    let one = card(&format!("FN:Mat\r\nPHOTO;ENCODING=b;TYPE=JPEG:QUJD\r\n{photo}TEL:013-456 7890"));
    let unfolded =
        card(&format!("FN:Ti\r\nPHOTO:data:image/jpeg;base64,{}\r\nTEL:012-345 6789", "QUJD".repeat(250_000)));
    let text = one.repeat(50) + &unfolded;
    assert!(text.len() > 50 << 20);
    let found = found(text);
    assert_eq!((found.cards.len(), found.cut_off), (51, false));
    assert_eq!(found.cards[50].name.as_str(), "Ti");
}

#[test]
fn a_file_without_end_is_refused() {
    let endless = std::io::repeat(b'A');
    assert!(matches!(read(endless), Err(ReadError::TooLarge)));
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::NotFound.into())
        }
    }
    assert!(matches!(read(Broken), Err(ReadError::Unreadable(_))));
}

#[test]
fn five_thousand_cards_are_all_there() {
    let text: String =
        (0..5000).map(|n| card(&format!("FN:Kenalan {n}\r\nN:;Kenalan {n};;;\r\nTEL;TYPE=CELL:+6012{n:07}"))).collect();
    let found = found(text);
    assert_eq!((found.cards.len(), found.without_number), (5000, 0));
    assert_eq!(found.cards[4999].name.as_str(), "Kenalan 4999");
}

#[test]
fn no_line_that_is_written_is_longer_than_the_format_allows() {
    let name = PersonName::parse(&"王🌺".repeat(40)).expect("a name");
    let file = write(&[Card { name: name.clone(), numbers: Vec::new() }]);
    let text = String::from_utf8(file).expect("it is UTF-8");
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(text.replace("\r\n ", "").contains(name.as_str()));
}

fn any_card() -> impl Strategy<Value = Card> {
    let name = "\\PC{1,80}".prop_filter_map("it can be seen", |text| PersonName::parse(&text).ok());
    let number =
        prop_oneof!["013-[0-9]{7}", "03-[0-9]{8}", "03-[0-9]{8} ext [0-9]{1,5}", "15[0-9]{3}", "\\+65 9[0-9]{7}"];
    let number = number.prop_filter_map("it is a number", |text| PhoneNumber::parse(&text).ok());
    let label = prop::sample::select(vec![NumberLabel::Mobile, NumberLabel::Home, NumberLabel::Work]);
    let number = (number, label).prop_map(|(number, label)| CardNumber { number, label });
    (name, prop::collection::vec(number, 1..4)).prop_map(|(name, mut numbers)| {
        let mut met = std::collections::BTreeSet::new();
        numbers.retain(|number| met.insert(number.number.clone()));
        Card { name, numbers }
    })
}

/// Pieces from which files are made that are almost right.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "TEL", "FN", "N:", "ORG:", "EMAIL:",
    ";", ":", ",", "=", ".", "\r", "\n", "\r\n", "\r\n ",
    "=\r\n", "\\", "\\n", "\"", " ", "\t", "item1.", "TYPE=", "CELL",
    "FAX", "ENCODING=", "QUOTED-PRINTABLE", "CHARSET=", "UTF-8", "ISO-8859-1", "BASE64", "ENCODING=b", "VALUE=uri",
    "tel:", "ext=", "=E9", "=C3=A9", "+60134567890", "013-456 7890", "PHOTO:", "AGENT:", "\u{feff}",
    "\0", "🌺", "عمر", "PREF=1", "PHONETIC=", "CREATED=", "JSCOMPS=", "LEVEL=", "DERIVED=",
    "CALSCALE=", "INDEX=", "VALUE=date", "VALUE=integer", "VALUE=timestamp",
];

fn any_piece() -> impl Strategy<Value = Vec<u8>> {
    let word = prop::sample::select(PIECES.to_vec()).prop_map(|word| word.as_bytes().to_vec());
    prop_oneof![12 => word, 1 => prop::collection::vec(any::<u8>(), 0..6)]
}

#[test]
fn a_name_that_turns_text_around_is_closed_in_the_file() {
    let name = PersonName::parse("\u{202e}Zul").expect("a name");
    let file = write(&[Card { name, numbers: Vec::new() }]);
    let text = String::from_utf8(file).expect("UTF-8");
    assert!(text.contains("FN:\u{202e}Zul\u{202c}\r\nN:;\u{202e}Zul\u{202c};;;\r\n"), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_is_written_is_read_again(cards in prop::collection::vec(any_card(), 0..6)) {
        let found = found(write(&cards));
        prop_assert_eq!(found.cards, cards);
        prop_assert!(!found.cut_off);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = found(bytes);
    }

    #[test]
    fn no_card_that_is_almost_right_breaks_the_reader(pieces in prop::collection::vec(any_piece(), 0..60)) {
        let inside = [b"BEGIN:VCARD\n".to_vec(), pieces.concat(), b"\nEND:VCARD\n".to_vec()].concat();
        let _ = found(inside);
        let _ = found(pieces.concat());
    }

    #[test]
    fn a_file_reads_alike_in_pieces_of_any_size(size in 1usize..40, pieces in prop::collection::vec(any_piece(), 0..60)) {
        let bytes = [b"BEGIN:VCARD\r\nFN:Mat\r\n".to_vec(), pieces.concat(), b"\r\nEND:VCARD\r\n".to_vec()].concat();
        let mut whole = super::split::Splitter::default();
        whole.push(&bytes);
        let mut torn = super::split::Splitter::default();
        bytes.chunks(size).for_each(|piece| torn.push(piece));
        prop_assert_eq!(whole.finish(), torn.finish());
    }
}
