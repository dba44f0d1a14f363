//! One card: its name and its numbers.

use calcard::vcard::{
    VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardType, VCardValue,
};
use calcard::{Entry, Parser};
use ukhwah_domain::person::{NumberLabel, PersonName, PhoneNumber};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Card, CardNumber};

/// The longest name that a person can have, in characters as a reader counts them.
const LONGEST_NAME: usize = 80;

/// The contact on this card; `None` if it has no number that can be called.
pub(super) fn parse(text: &str) -> Option<Card> {
    let text = with_plain_parameters(text);
    let Entry::VCard(card) = Parser::new(&text).entry() else { return None };
    let numbers = numbers(&card);
    let first = numbers.first()?;
    let name = name(&card).or_else(|| as_name(&first.number.display()))?;
    Some(Card { name, numbers })
}

/// The numbers, each once, without those of machines.
fn numbers(card: &VCard) -> Vec<CardNumber> {
    let mut numbers: Vec<CardNumber> = Vec::new();
    for entry in card.entries.iter().filter(|entry| entry.name == VCardProperty::Tel) {
        let types = types(entry);
        if types.iter().any(|name| name.contains("fax") || name == "pager" || name == "modem") {
            continue;
        }
        let Some(number) = entry.values.first().and_then(words).and_then(|text| number(&text)) else { continue };
        if numbers.iter().all(|other| other.number != number) {
            let label = label(&types, &number);
            numbers.push(CardNumber { number, label });
        }
    }
    numbers
}

fn number(written: &str) -> Option<PhoneNumber> {
    let is_address = written.trim_start().get(..4).is_some_and(|start| start.eq_ignore_ascii_case("tel:"));
    if !is_address {
        return PhoneNumber::parse(written).ok();
    }
    // Of what a tel: address may say besides the number (RFC 3966), only the extension is dialled.
    let mut parts = written.split(';');
    let mut number = parts.next()?.to_owned();
    if let Some(extension) = parts.find(|part| part.trim_start().to_ascii_lowercase().starts_with("ext=")) {
        number = format!("{number};{}", extension.trim());
    }
    PhoneNumber::parse(&number).ok()
}

/// What kinds of number the card says this is, in lower case.
fn types(entry: &VCardEntry) -> Vec<String> {
    let said = entry.params.iter().filter_map(|parameter| match (&parameter.name, &parameter.value) {
        (VCardParameterName::Type, VCardParameterValue::Type(known)) => Some(known_type(known).to_owned()),
        (VCardParameterName::Type, VCardParameterValue::Text(other)) => Some(other.to_lowercase()),
        // Version 2.1 has the bare word, and some writers have one of their own.
        (VCardParameterName::Other(word), VCardParameterValue::Null) => Some(word.to_lowercase()),
        _ => None,
    });
    said.collect()
}

const fn known_type(known: &VCardType) -> &'static str {
    match known {
        VCardType::Cell => "cell",
        VCardType::Home => "home",
        VCardType::Work => "work",
        VCardType::Fax => "fax",
        VCardType::Pager => "pager",
        _ => "",
    }
}

fn label(types: &[String], number: &PhoneNumber) -> NumberLabel {
    let says = |words: &[&str]| types.iter().any(|name| words.iter().any(|word| name.contains(word)));
    if says(&["cell", "mobile", "iphone"]) {
        NumberLabel::Mobile
    } else if says(&["home"]) {
        NumberLabel::Home
    } else if says(&["work"]) {
        NumberLabel::Work
    } else if number.is_mobile() {
        NumberLabel::Mobile
    } else {
        NumberLabel::Other
    }
}

/// The name as it is to be shown, or put together from its parts, or whose card it is otherwise.
fn name(card: &VCard) -> Option<PersonName> {
    let of = |property: VCardProperty| card.entries.iter().filter(move |entry| entry.name == property);
    let first = |entry: &VCardEntry| entry.values.iter().filter_map(words).find_map(|text| as_name(&text));
    let shown = of(VCardProperty::Fn).find_map(first);
    let parts = || of(VCardProperty::N).find_map(|entry| as_name(&in_order(&entry.values)));
    let organisation = || of(VCardProperty::Org).find_map(first);
    shown.or_else(parts).or_else(organisation).or_else(|| of(VCardProperty::Email).find_map(first))
}

/// Family name, given name, others, title before, title after: in the order in which they are said.
fn in_order(values: &[VCardValue]) -> String {
    let part = |index: usize| values.get(index).and_then(words).unwrap_or_default();
    let parts = [3, 1, 2, 0, 4].map(part);
    let said: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

/// A name of bounded length: what is too long is cut rather than lost.
fn as_name(text: &str) -> Option<PersonName> {
    let cut: String = text.trim().graphemes(true).take(LONGEST_NAME).collect();
    PersonName::parse(&cut).ok()
}

fn words(value: &VCardValue) -> Option<String> {
    match value {
        VCardValue::Text(text) => Some(text.clone()),
        VCardValue::Component(parts) => Some(parts.join(" ")),
        _ => None,
    }
}

/// The card with quoted-printable announced in the one way that the parser knows.
///
/// Old phones write the bare word, or leave out that the text is UTF-8; then it would be read as Latin-1.
fn with_plain_parameters(card: &str) -> String {
    let mut text = String::with_capacity(card.len());
    for line in card.lines() {
        let (header, value) = line.split_once(':').unwrap_or((line, ""));
        let upper = header.to_ascii_uppercase();
        if !upper.contains("QUOTED-PRINTABLE") {
            text.push_str(line);
        } else {
            let kept = header.split(';').zip(upper.split(';'));
            let kept = kept.filter(|(_, word)| !word.ends_with("QUOTED-PRINTABLE")).map(|(word, _)| word);
            text.push_str(&kept.collect::<Vec<_>>().join(";"));
            text.push_str(";ENCODING=QUOTED-PRINTABLE");
            if !upper.contains("CHARSET") && std::str::from_utf8(&unquoted(value)).is_ok() {
                text.push_str(";CHARSET=UTF-8");
            }
            text.push(':');
            text.push_str(value);
        }
        text.push('\n');
    }
    text
}

/// The bytes that a quoted-printable text stands for.
fn unquoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let quoted = (*first == b'=').then(|| tail.first_chunk::<2>().and_then(|pair| byte_of(*pair))).flatten();
        bytes.push(quoted.unwrap_or(*first));
        rest = if quoted.is_some() { &tail[2..] } else { tail };
    }
    bytes
}

fn byte_of(pair: [u8; 2]) -> Option<u8> {
    let mut byte = [0];
    hex::decode_to_slice(pair, &mut byte).ok()?;
    Some(byte[0])
}
