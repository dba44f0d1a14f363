//! Phone numbers.

use std::fmt;

use phonenumber::Mode;
use serde::{Deserialize, Serialize};

use super::number_words::{grouped, grouped_abroad};
use super::written::Written;

/// A text cannot be taken as a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseNumberError {
    /// Nothing that can be seen was written.
    #[error("the number is empty")]
    Empty,
    /// It holds something that no number has, or two numbers.
    #[error("the text is not a phone number")]
    NotANumber,
    /// Digits are missing.
    #[error("the number has too few digits")]
    TooShort,
    /// There are too many digits.
    #[error("the number has too many digits")]
    TooLong,
    /// No country has such a number; the area code or the country code may be missing.
    #[error("no country has such a number")]
    Unlikely,
}

/// A number that can be dialled from Malaysia.
///
/// In JSON and in records it is the text of [`PhoneNumber::canonical`]. Only [`PhoneNumber::parse`] of a foreign number
/// loads the table of the world's numbers: that takes a third of a second, which Help does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "bindings", ts(type = "string"))]
pub struct PhoneNumber {
    /// ASCII digits; after a plus sign for an E.164 number.
    main: String,
    extension: Option<String>,
}

impl PhoneNumber {
    /// Reads what a person wrote or another app exported; a number without a country is Malaysian.
    ///
    /// Mobile and fixed numbers become E.164. Short codes ([`is_short_code`]) and the national numbers 1-300, 1-600,
    /// 1-700 and 1-800, which work only inside the country, stay as they are.
    ///
    /// # Errors
    /// If it is no number, or one that nobody can have.
    pub fn parse(text: &str) -> Result<Self, ParseNumberError> {
        let written = Written::read(text)?;
        Ok(Self { main: main_of(&written)?, extension: written.extension })
    }

    /// Reads the text of [`PhoneNumber::canonical`] and nothing else.
    #[must_use]
    pub fn from_canonical(text: &str) -> Option<Self> {
        let (main, extension) = match text.split_once(";ext=") {
            Some((main, extension)) => (main, Some(extension)),
            None => (text, None),
        };
        let is_main = match main.strip_prefix('+') {
            Some(digits) => is_digits(digits, 7..=15) && !digits.starts_with('0'),
            None => is_digits(main, 3..=10) && (is_short_code(main) || is_national_only(main)),
        };
        (is_main && extension.is_none_or(|digits| is_digits(digits, 1..=7)))
            .then(|| Self { main: main.to_owned(), extension: extension.map(str::to_owned) })
    }

    /// The one text for this number, for storing and for finding duplicates: `+60134567890`, `+60312345678;ext=12`,
    /// `999`, `1300881234`.
    #[must_use]
    pub fn canonical(&self) -> String {
        match &self.extension {
            Some(extension) => format!("{};ext={extension}", self.main),
            None => self.main.clone(),
        }
    }

    /// The number as people in Malaysia write it: `013-456 7890`, `03-7627 2929`, `1-300-88-1234`, `+65 9123 4567`.
    #[must_use]
    pub fn display(&self) -> String {
        let main = match (self.malaysian(), self.main.strip_prefix('+')) {
            (Some(national), _) => grouped(national),
            (None, Some(digits)) => grouped_abroad(digits),
            (None, None) if is_national_only(&self.main) => {
                format!("{}-{}-{}-{}", &self.main[..1], &self.main[1..4], &self.main[4..6], &self.main[6..])
            }
            (None, None) => self.main.clone(),
        };
        match &self.extension {
            Some(extension) => format!("{main} ext {extension}"),
            None => main,
        }
    }

    /// What a dialler dials before any extension: digits, after a plus sign for an E.164 number.
    #[must_use]
    pub fn dialled(&self) -> &str {
        &self.main
    }

    /// The extension's digits.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// Whether it is a mobile number, as far as that can be told.
    ///
    /// A foreign number counts as one: nearly all of those that people keep are, and nothing happens if one is not.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        match self.malaysian() {
            // 015 numbers are internet telephony but for two blocks.
            Some(national) if national.starts_with("15") => national.starts_with("153") || national.starts_with("159"),
            Some(national) => national.starts_with('1'),
            None => self.main.starts_with('+'),
        }
    }

    /// Whether a text message can reach it.
    #[must_use]
    pub fn can_sms(&self) -> bool {
        self.extension.is_none() && self.is_mobile()
    }

    /// Whether WhatsApp can reach it: a mobile number, or any other that the person said is on WhatsApp.
    ///
    /// Short codes and national numbers never are: a WhatsApp address needs the country.
    #[must_use]
    pub fn can_whatsapp(&self, said: bool) -> bool {
        self.extension.is_none() && self.main.starts_with('+') && (said || self.is_mobile())
    }

    /// Whether it is 999 or 112, the emergency numbers of Malaysia.
    #[must_use]
    pub fn is_emergency(&self) -> bool {
        matches!(self.main.as_str(), "999" | "112")
    }

    /// The digits after +60, without the leading zero that is dialled inside the country.
    fn malaysian(&self) -> Option<&str> {
        self.main.strip_prefix("+60")
    }
}

/// Whether the digits are a code that is dialled as it is.
///
/// The closed rule: 999 and its relatives 990 to 998, or a 1 with two to four more digits (112, 103, 15999, 15555), but
/// not the beginning of a 1-300, 1-600, 1-700 or 1-800 number. Source: the special-service ranges of the Malaysian
/// numbering plan (MCMC), as in libphonenumber's short-number data for MY.
#[must_use]
pub fn is_short_code(digits: &str) -> bool {
    if digits.starts_with('1') {
        is_digits(digits, 3..=5) && !has_national_prefix(digits)
    } else {
        digits.starts_with("99") && is_digits(digits, 3..=3)
    }
}

fn is_national_only(digits: &str) -> bool {
    is_digits(digits, 10..=10) && has_national_prefix(digits)
}

fn has_national_prefix(digits: &str) -> bool {
    ["1300", "1600", "1700", "1800"].iter().any(|prefix| digits.starts_with(prefix))
}

fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number without its extension, in canonical form.
fn main_of(written: &Written) -> Result<String, ParseNumberError> {
    let digits = written.digits.as_str();
    let international = if written.plus { Some(digits.trim_start_matches('0')) } else { digits.strip_prefix("00") };
    match international {
        Some(rest) => match rest.strip_prefix("60") {
            Some(national) => after_country(national),
            // "+013-456 7890" is a national number by someone who always writes a plus sign.
            None if written.plus && digits.starts_with('0') && !digits.starts_with("00") => with_area(rest),
            None => foreign(rest),
        },
        None => without_country(digits),
    }
}

/// A number that names no country.
fn without_country(digits: &str) -> Result<String, ParseNumberError> {
    if let Some(national) = digits.strip_prefix('0') {
        return with_area(national);
    }
    if is_short_code(digits) || is_national_only(digits) {
        return Ok(digits.to_owned());
    }
    if let Some(national) = digits.strip_prefix("60").filter(|_| digits.len() >= 10) {
        return after_country(national);
    }
    match digits.len() {
        0..=5 => Err(ParseNumberError::TooShort),
        16.. => Err(ParseNumberError::TooLong),
        // Rather a 1-300 number that was not written right than a mobile number that lost its zero.
        _ if has_national_prefix(digits) && digits.len() < 10 => Err(ParseNumberError::TooShort),
        _ if has_national_prefix(digits) => Err(ParseNumberError::TooLong),
        // Spreadsheets drop the zero before a mobile or a Kuala Lumpur number. Any other number without it could as
        // well lack its area code, and a guess could ring a stranger.
        _ if digits.starts_with('1') || (digits.starts_with('3') && digits.len() == 9) => with_area(digits),
        _ => Err(ParseNumberError::Unlikely),
    }
}

/// A Malaysian number from its digits after 60. Short codes and 1-300 numbers are dialled without a zero, so that one
/// with a zero is neither.
fn after_country(national: &str) -> Result<String, ParseNumberError> {
    if is_short_code(national) || is_national_only(national) {
        return Ok(national.to_owned());
    }
    with_area(national.trim_start_matches('0'))
}

/// A Malaysian mobile or fixed number from its digits after 0 or +60.
///
/// Lengths: ten digits for 011, nine or ten for 015, 019 and 018-546, nine for other mobile numbers and for Kuala Lumpur
/// and Selangor (03), eight for other areas. Source: libphonenumber's data for MY. Which blocks inside a length are in
/// use is left open, because new ones come into use before any table knows them.
fn with_area(national: &str) -> Result<String, ParseNumberError> {
    let lengths = match national.as_bytes() {
        [b'1', b'1', ..] => 10..=10,
        [b'1', b'5' | b'9', ..] | [b'1', b'8', b'5', b'4', b'6', ..] => 9..=10,
        [b'1' | b'3', ..] => 9..=9,
        [b'4'..=b'9', ..] => 8..=8,
        [] => return Err(ParseNumberError::TooShort),
        _ => return Err(ParseNumberError::Unlikely),
    };
    match national.len() {
        length if length < *lengths.start() => Err(ParseNumberError::TooShort),
        length if length > *lengths.end() => Err(ParseNumberError::TooLong),
        _ => Ok(format!("+60{national}")),
    }
}

/// A number of another country from its digits after the plus sign.
fn foreign(digits: &str) -> Result<String, ParseNumberError> {
    match digits.len() {
        0..=6 => return Err(ParseNumberError::TooShort),
        7..=15 => {}
        _ => return Err(ParseNumberError::TooLong),
    }
    let number = phonenumber::parse(None, format!("+{digits}")).map_err(|error| match error {
        phonenumber::ParseError::TooLong => ParseNumberError::TooLong,
        phonenumber::ParseError::TooShortAfterIdd | phonenumber::ParseError::TooShortNsn => ParseNumberError::TooShort,
        _ => ParseNumberError::Unlikely,
    })?;
    let canonical = number.format().mode(Mode::E164).to_string();
    if number.is_valid() && PhoneNumber::from_canonical(&canonical).is_some() {
        Ok(canonical)
    } else {
        Err(ParseNumberError::Unlikely)
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display())
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.canonical()
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = ParseNumberError;

    fn try_from(text: String) -> Result<Self, ParseNumberError> {
        Self::from_canonical(&text).ok_or(ParseNumberError::NotANumber)
    }
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
