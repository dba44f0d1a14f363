use proptest::prelude::*;

use super::*;

fn canonical(text: &str) -> String {
    PhoneNumber::parse(text).map_or_else(|error| format!("{text}: {error}"), |number| number.canonical())
}

fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text).expect("it is a number")
}

#[test]
fn one_number_has_one_form_however_it_is_written() {
    let ways = [
        "013-456 7890",
        "0134567890",
        "013.456.7890",
        "(013) 4567890",
        "+60 13-456 7890",
        "+60 (0)13-456 7890",
        "+60 013 456 7890",
        "60134567890",
        "0060134567890",
        "00 60 13 456 7890",
        "6013-4567890",
        "6 013-456 7890",
        "+6 013-456 7890",
        "134567890",
        "tel:+60-13-456-7890",
        "\u{202a}+60 13-456 7890\u{202c}",
        "٠١٣٤٥٦٧٨٩٠",
        "０１３４５６７８９０",
    ];
    for way in ways {
        assert_eq!(canonical(way), "+60134567890", "{way}");
    }
}

#[test]
fn malaysian_numbers_are_stored_and_shown() {
    let cases = [
        ("011-1234 5678", "+601112345678", "011-1234 5678"),
        ("+60 3-7627 2929", "+60376272929", "03-7627 2929"),
        ("019 2615999", "+60192615999", "019-261 5999"),
        ("04-229 1234", "+6042291234", "04-229 1234"),
        ("082-123456", "+6082123456", "082-123 456"),
        ("312345678", "+60312345678", "03-1234 5678"),
        ("03-1234 5678 samb. 12", "+60312345678;ext=12", "03-1234 5678 ext 12"),
        ("1-300-88-1234", "1300881234", "1-300-88-1234"),
        ("1800 88 1234", "1800881234", "1-800-88-1234"),
        ("+60 1-700-81-1234", "1700811234", "1-700-81-1234"),
        ("999", "999", "999"),
        ("112", "112", "112"),
        ("15 999", "15999", "15999"),
        ("15555", "15555", "15555"),
        ("+60 15999", "15999", "15999"),
        ("103", "103", "103"),
    ];
    for (text, stored, shown) in cases {
        assert_eq!(canonical(text), stored);
        assert_eq!(number(text).display(), shown);
    }
}

#[test]
fn a_zero_in_front_makes_it_a_mobile_number_even_where_1300_would_stand() {
    for (text, stored, shown) in [
        ("013-008 8123", "+60130088123", "013-008 8123"),
        ("0130012345", "+60130012345", "013-001 2345"),
        ("+60 13-008 8123", "+60130088123", "013-008 8123"),
        ("018-001 2345", "+60180012345", "018-001 2345"),
    ] {
        assert_eq!(canonical(text), stored, "{text}");
        assert_eq!(number(text).display(), shown);
        assert_eq!(number(shown), number(text));
        assert!(number(text).is_mobile());
    }
    assert_eq!(PhoneNumber::parse("130088123"), Err(ParseNumberError::TooShort), "rather a 1-300 number cut short");
}

#[test]
fn foreign_numbers_keep_their_country() {
    let cases = [
        ("+65 9123 4567", "+6591234567", "+65 9123 4567"),
        ("0065 91234567", "+6591234567", "+65 9123 4567"),
        ("+62 812-3456-7890", "+6281234567890", "+62 812 3456 7890"),
        ("+44 20 7946 0018", "+442079460018", "+44 20 7946 0018"),
        ("+39 06 698 12345", "+390669812345", "+39 06 6981 2345"),
        ("+673 712 3456", "+6737123456", "+673 712 3456"),
        ("+7 912 345-67-89", "+79123456789", "+7 912 345 6789"),
        ("+1 520 878 2491", "+15208782491", "+1 520 878 2491"),
    ];
    for (text, stored, shown) in cases {
        assert_eq!(canonical(text), stored);
        assert_eq!(number(text).display(), shown);
    }
}

#[test]
fn a_refused_number_says_why() {
    use ParseNumberError::{Empty, NotANumber, TooLong, TooShort, Unlikely};
    let cases = [
        ("", Empty),
        ("\u{200e} ", Empty),
        ("Kak Ti", NotANumber),
        ("*121#", NotANumber),
        ("013-456 789", TooShort),
        ("013-456 78901", TooLong),
        ("011-123 4567", TooShort),
        ("03-1234 567", TooShort),
        ("1-300-88-123", TooShort),
        ("1300", TooShort),
        ("1-300-88-12345", TooLong),
        ("0134", TooShort),
        ("0112", TooShort),
        ("0999", TooShort),
        ("015999", TooShort),
        ("+60 0999", TooShort),
        ("+0999", TooShort),
        ("01300881234", TooLong),
        ("01800 88 1234", TooLong),
        ("+60 (0)1300 88 1234", TooLong),
        ("+65 9123 45678", Unlikely),
        ("0", TooShort),
        ("+60", TooShort),
        ("12", TooShort),
        ("45678", TooShort),
        ("7627 2929", Unlikely),
        ("02-123 4567", Unlikely),
        ("6591234567", Unlikely),
        ("+999 1234 5678", Unlikely),
        ("+65 1", TooShort),
        ("01234567890123456789", TooLong),
        ("+12345678901234567", TooLong),
    ];
    for (text, error) in cases {
        assert_eq!(PhoneNumber::parse(text), Err(error), "{text}");
    }
}

#[test]
fn what_a_number_can_do_follows_its_kind() {
    let can = |text: &str, said: bool| {
        let number = number(text);
        (number.is_mobile(), number.can_sms(), number.can_whatsapp(said))
    };
    assert_eq!(can("013-456 7890", false), (true, true, true));
    assert_eq!(can("011-1234 5678", false), (true, true, true));
    assert_eq!(can("+65 9123 4567", false), (true, true, true));
    assert_eq!(can("03-7627 2929", false), (false, false, false));
    assert_eq!(can("03-7627 2929", true), (false, false, true));
    assert_eq!(can("03-7627 2929 ext 1", true), (false, false, false));
    assert_eq!(can("15999", true), (false, false, false));
    assert_eq!(can("1-300-88-1234", true), (false, false, false));
    assert_eq!(can("015-4600 1234", false), (false, false, false));
}

#[test]
fn only_two_numbers_are_emergencies() {
    for (text, expected) in [("999", true), ("112", true), ("991", false), ("15999", false), ("03-7627 2929", false)] {
        assert_eq!(number(text).is_emergency(), expected, "{text}");
    }
}

#[test]
fn only_the_canonical_form_is_read_back() {
    for text in ["+60134567890", "+60312345678;ext=12", "999", "15999", "1300881234"] {
        assert_eq!(PhoneNumber::from_canonical(text).map(|n| n.canonical()).as_deref(), Some(text));
    }
    let refused = [
        "",
        "+",
        "0134567890",
        "60134567890",
        "+0134567890",
        "+60 134567890",
        "+601;ext=",
        "+60134567890;ext=1a",
        "1300",
        "22222",
        "+60134567890;ext=12345678",
        "+٦٠١٣٤٥٦٧",
    ];
    for text in refused {
        assert_eq!(PhoneNumber::from_canonical(text), None, "{text}");
    }
    assert!(serde_json::from_str::<PhoneNumber>("\"013-456 7890\"").is_err());
}

fn any_number() -> impl Strategy<Value = String> {
    let extension = prop_oneof![4 => Just(String::new()), 1 => "( ext |;ext=|x| samb\\. )[0-9]{1,7}"];
    let main = prop_oneof![
        "01[02346789]-?[0-9]{3} ?[0-9]{4}",
        "011-[1-9][0-9]{3} [0-9]{4}",
        "03-[2-9][0-9]{7}",
        "0[4-9]-?[2-9][0-9]{6}",
        "1-[3678]00-[0-9]{2}-[0-9]{4}",
        "1[0-9]{2}|99[0-9]|15[0-9]{3}",
        "\\+65 [89][0-9]{7}",
        "\\+62 8[0-9]{8,10}",
        "\\+[1-9][0-9]{6,14}",
    ];
    (main, extension).prop_map(|(main, extension)| main + &extension)
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}|[0-9+() .;,xet#=-]{0,24}") {
        let _ = PhoneNumber::parse(&text);
        let _ = PhoneNumber::from_canonical(&text);
    }

    #[test]
    fn a_number_comes_back_from_what_is_stored_and_what_is_shown(text in any_number()) {
        if let Ok(number) = PhoneNumber::parse(&text) {
            prop_assert_eq!(PhoneNumber::parse(&number.canonical()), Ok(number.clone()));
            prop_assert_eq!(PhoneNumber::from_canonical(&number.canonical()), Some(number.clone()));
            prop_assert_eq!(PhoneNumber::parse(&number.display()), Ok(number.clone()));
            let json = serde_json::to_string(&number).expect("a number is JSON");
            prop_assert_eq!(serde_json::from_str::<PhoneNumber>(&json).ok(), Some(number));
        }
    }

    #[test]
    fn marks_that_nobody_sees_change_nothing(text in any_number(), at in 0usize..8, mark in "[\u{200e}\u{200f}\u{202a}\u{202c}\u{2066}\u{feff}]") {
        let mut marked = text.clone();
        let at = at.min(text.len());
        marked.insert_str(at, &mark);
        prop_assert_eq!(PhoneNumber::parse(&marked), PhoneNumber::parse(&text));
    }
}
