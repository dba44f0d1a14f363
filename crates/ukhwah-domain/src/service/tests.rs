//! Service as fields and back, numbers that name somebody, hours.

use proptest::prelude::*;

use super::*;
use crate::person::Position;
use crate::plan::Text;
use crate::record::{Entity, Value};
use crate::routine::sample::{day, id, line, some};

fn words<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).expect("a sample is short")
}

fn entry() -> ServiceEntry {
    ServiceEntry {
        kind: ServiceKind::Accompany,
        kind_words: Some(line("Teman ke klinik")),
        date: day("2026-03-05"),
        minutes: Some(some(90)),
        place: Some(line("Klinik Kesihatan Kuantan")),
        note: Some(words("Lama menunggu.\nPulang tenang.")),
    }
}

fn amend() -> Amend {
    Amend {
        whom: line("Mak"),
        what: Some(words("Minta maaf")),
        done_on: Some(day("2026-02-01")),
        pos: Position::first(),
    }
}

fn talk() -> Talk {
    Talk {
        venue: TalkVenue::School,
        place: Some(line("SMK Air Putih")),
        date: day("2026-04-02"),
        minutes: Some(some(45)),
        topic: Some(line("Kawan")),
        note: Some(words("Bawa gambar")),
        told: Some(line("Versi pendek, tanpa cerita keluarga")),
        story: Some(id(9)),
    }
}

pub(crate) fn training() -> Training {
    Training {
        title: line("Asas sokongan rakan"),
        by: Some(line("Pusat latihan")),
        date: day("2025-05-04"),
        hours: Some(some(16)),
        certificate: Some(line("A-17")),
        expires_on: Some(day("2026-05-04")),
        remind: true,
        note: Some(words("Modul 2 belum")),
    }
}

#[test]
fn every_noun_comes_back_from_its_fields() {
    let bare = ServiceEntry { kind_words: None, minutes: None, place: None, note: None, ..entry() };
    for entry in [entry(), bare] {
        assert_eq!(ServiceEntry::from_fields(&entry.to_fields()), Ok(entry));
    }
    for amend in [amend(), Amend { what: None, done_on: None, ..amend() }] {
        assert_eq!(Amend::from_fields(&amend.to_fields()), Ok(amend));
    }
    let bare = Talk { place: None, minutes: None, topic: None, note: None, told: None, story: None, ..talk() };
    for talk in [talk(), bare] {
        assert_eq!(Talk::from_fields(&talk.to_fields()), Ok(talk));
    }
    let bare = Training { by: None, hours: None, certificate: None, expires_on: None, note: None, ..training() };
    for training in [training(), bare] {
        assert_eq!(Training::from_fields(&training.to_fields()), Ok(training));
    }
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: crate::record::Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    assert_eq!(names(entry().to_fields()), "date kind kind_words minutes note place");
    assert_eq!(names(amend().to_fields()), "done_on pos what whom");
    assert_eq!(names(talk().to_fields()), "date minutes note place story told topic venue");
    assert_eq!(names(training().to_fields()), "by certificate date expires_on hours note remind title");
    assert_eq!(entry().to_fields()["kind"], Value::Text("accompany".to_owned()));
    assert_eq!(talk().to_fields()["venue"], Value::Text("school".to_owned()));
}

#[test]
fn what_a_newer_app_calls_a_kind_is_still_there() {
    let mut fields = entry().to_fields();
    fields.insert("kind".to_owned(), Value::Text("gardening".to_owned()));
    assert_eq!(ServiceEntry::from_fields(&fields).map(|entry| entry.kind), Ok(ServiceKind::Other));
    let mut fields = talk().to_fields();
    fields.insert("venue".to_owned(), Value::Text("moon".to_owned()));
    assert_eq!(Talk::from_fields(&fields).map(|talk| talk.venue), Ok(TalkVenue::Other));
}

#[test]
fn a_certificate_is_reminded_of_twice_and_only_where_that_is_wanted() {
    let days =
        |training: Training| training.notice_days().map(|(date, left)| (date.to_string(), left)).collect::<Vec<_>>();
    assert_eq!(days(training()), [("2026-03-05".to_owned(), 60), ("2026-04-20".to_owned(), 14)]);
    assert!(days(Training { remind: false, ..training() }).is_empty());
    assert!(days(Training { expires_on: None, ..training() }).is_empty());
}

#[test]
fn hours_are_counted_by_month_and_an_empty_month_is_not_there() {
    let given = |date: &str, minutes| Given { date: day(date), minutes };
    let months = hours_by_month([
        given("2026-03-31", 90),
        given("2026-01-01", 60),
        given("2026-03-01", 30),
        given("2026-02-01", 0),
    ]);
    assert_eq!(months.into_iter().collect::<Vec<_>>(), [(day("2026-01-01"), 60), (day("2026-03-01"), 120)]);
}

#[test]
fn a_day_has_twenty_four_hours() {
    assert!(is_within_a_day([720, 720]));
    assert!(!is_within_a_day([720, 720, 1]));
    assert!(!is_within_a_day([u16::MAX; 3]));
}

#[test]
fn telephone_numbers_are_seen_in_every_usual_writing() {
    for text in [
        "0123456789",
        "telefon dia 012-345 6789",
        "012 345 6789, malam",
        "011-1234 5678",
        "01112345678",
        "(012) 345-6789",
        "012.345.6789",
        "60123456789",
        "6012-345 6789",
        "+60 12 345 67 89",
        "+6012-3456789",
        "+1 202-555-0101",
        "+62 812 3456 7890",
        "03-1234 5678",
        "0312345678",
        "09-512 3456",
        "(09) 5123456",
        "082-123 456",
        "no0123456789",
        "012\u{2011}345\u{2011}6789",
        "٠١٢-٣٤٥ ٦٧٨٩",
        "jumpa 5 Mac, 013-222 3333",
        "2026-03-05 012-3456789",
    ] {
        assert_eq!(private_numbers(text), PrivateNumbers { phone: true, identity_card: false }, "{text}");
    }
}

#[test]
fn identity_cards_are_seen_with_and_without_dashes() {
    for text in [
        "850412-06-5123",
        "IC 850412065123",
        "850412 06 5123",
        "850412 - 06 - 5123",
        "850412\u{2013}06\u{2013}5123",
        "(000229-14-0001)",
        "ic:720131-71-1234.",
        "۸۵۰۴۱۲-۰۶-۵۱۲۳",
    ] {
        assert_eq!(private_numbers(text), PrivateNumbers { phone: false, identity_card: true }, "{text}");
    }
}

#[test]
fn dates_times_amounts_and_short_codes_are_not_numbers_of_anybody() {
    for text in [
        "",
        "Jumpa 5 Mac 2026, 10.30 pagi",
        "05-03-2026",
        "05-03-2026 1 jam",
        "05-03-2026 10:30 - 12:30",
        "05.03.2026 1030",
        "05/03/2026 hingga 06/03/2026",
        "2026-03-05T10:30:00",
        "20260305",
        "202603051030",
        "03-2026 04-2026",
        "03 2019 2020",
        "09-2026 300 orang",
        "RM 1,012,345,678.90",
        "RM 012,345,678",
        "RM1 200 000",
        "RM 0.123456789",
        "999 atau 15999",
        "1-300-88-2525",
        "1-800-18-1234",
        "850412-06-512",
        "851312-06-5123",
        "850230-06-5123",
        "850412-00-5123",
        "850412-70-5123",
        "akaun 1234567890123456",
        "poskod 25000, 25 orang, 3 jam 45 minit",
        "3.8077, 103.3260",
        "10 20 30 40 50 60 70",
        "0800-1700",
        "pukul 0900 1000 1100",
        "muka surat 012",
    ] {
        assert_eq!(private_numbers(text), PrivateNumbers::default(), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_was_typed_is_looked_through(text in "(\\PC|[0-9 +().-]){0,200}") {
        let _ = private_numbers(&text);
    }

    #[test]
    fn a_mobile_number_is_seen_wherever_it_stands(
        before in "[a-z ]{0,20}", operator in 0_u8..10, rest in 1_000_000_u32..9_999_999, after in "[a-z ]{0,20}"
    ) {
        let text = format!("{before} 01{operator}-{rest}{after}");
        prop_assert!(private_numbers(&text).phone, "{}", text);
    }

    #[test]
    fn a_date_is_never_a_number_of_anybody(days in 0_i64..80_000, form in 0_usize..6, hours in 1_u8..24) {
        let forms = ["%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %m %Y", "%Y%m%d"];
        let date = day("1900-01-01") + chrono::TimeDelta::days(days);
        let text = format!("{} {hours} jam", date.format(forms[form]));
        prop_assert_eq!(private_numbers(&text), PrivateNumbers::default(), "{}", text);
    }
}
