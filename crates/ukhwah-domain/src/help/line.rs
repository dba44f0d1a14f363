//! Help lines: those that ship with the app, and those that the person adds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::person::{OneLine, PhoneNumber, Position, WeekHours};
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// What a line is called.
pub type LineName = OneLine<80>;
/// What to know about a line: what a call costs.
pub type LineWords = OneLine<200>;

/// A line that ships with the app. No other number does: what cannot be confirmed is not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BuiltinLine {
    /// Talian Kasih of the ministry for women, family and community.
    TalianKasih,
    /// Befrienders Kuala Lumpur.
    BefriendersKl,
    /// HEAL of the ministry of health.
    Heal,
    /// 999; always shown and always the last resort.
    Emergency,
}

impl BuiltinLine {
    /// Every built-in line, in the order in which Help shows them.
    pub const ALL: [Self; 4] = [Self::TalianKasih, Self::BefriendersKl, Self::Heal, Self::Emergency];

    /// The name by which the interface and the stored settings call it: `befrienders_kl`.
    #[must_use]
    pub fn code(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(str::to_owned)).expect("a line has a name")
    }

    /// The line of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.code() == code)
    }

    /// The line's own name, which is not translated.
    #[must_use]
    pub fn name(self) -> LineName {
        let name = match self {
            Self::TalianKasih => "Talian Kasih",
            Self::BefriendersKl => "Befrienders KL",
            Self::Heal => "HEAL",
            Self::Emergency => "999",
        };
        LineName::parse(name).expect("a built-in name is a name")
    }

    /// The number to call.
    #[must_use]
    pub fn number(self) -> PhoneNumber {
        canonical(match self {
            Self::TalianKasih => "15999",
            Self::BefriendersKl => "+60376272929",
            Self::Heal => "15555",
            Self::Emergency => "999",
        })
    }

    /// The number on WhatsApp.
    #[must_use]
    pub fn whatsapp(self) -> Option<PhoneNumber> {
        (self == Self::TalianKasih).then(|| canonical("+60192615999"))
    }

    /// When somebody answers: HEAL from 08:00 to midnight, the others day and night.
    #[must_use]
    pub fn hours(self) -> WeekHours {
        match self {
            Self::Heal => "1234567=0800-2400".parse().expect("it is the stored form"),
            Self::TalianKasih | Self::BefriendersKl | Self::Emergency => WeekHours::always(),
        }
    }

    /// The day on which number, hours and cost were last checked.
    #[must_use]
    pub fn checked_on(self) -> NaiveDate {
        let (year, month, day) = match self {
            Self::TalianKasih | Self::BefriendersKl | Self::Heal | Self::Emergency => (2026, 11, 20),
        };
        NaiveDate::from_ymd_opt(year, month, day).expect("a calendar has this day")
    }
}

fn canonical(text: &str) -> PhoneNumber {
    PhoneNumber::from_canonical(text).expect("a built-in number is canonical")
}

/// A line that the person added, or what they set for one that is built in.
///
/// Fields: `builtin`, `name`, `number` (canonical), `whatsapp` (canonical), `hours` (the text of [`WeekHours`]),
/// `cost_words`, `checked_on` (`2026-11-20`), `hidden`, `pos`. Of a built-in line only `builtin`, `hidden` and `pos` are
/// stored and counted, so that a number corrected in a newer app reaches everyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Line {
    /// Which built-in line this sets; none for an own line.
    #[serde(default)]
    pub builtin: Option<BuiltinLine>,
    /// What it is called.
    pub name: LineName,
    /// The number to call.
    pub number: PhoneNumber,
    /// The number on WhatsApp.
    #[serde(default)]
    pub whatsapp: Option<PhoneNumber>,
    /// When somebody answers, as far as known.
    #[serde(default)]
    pub hours: Option<WeekHours>,
    /// What a call costs, in the person's words.
    #[serde(default)]
    pub cost_words: Option<LineWords>,
    /// The day on which this was last checked.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub checked_on: Option<NaiveDate>,
    /// Whether Help leaves it out; without effect on 999.
    #[serde(default)]
    pub hidden: bool,
    /// Where it stands among the lines; without one, after those that have one.
    #[serde(default)]
    pub pos: Option<Position>,
}

impl Line {
    /// A line with only a name and a number.
    #[must_use]
    pub const fn own(name: LineName, number: PhoneNumber) -> Self {
        Self {
            builtin: None,
            name,
            number,
            whatsapp: None,
            hours: None,
            cost_words: None,
            checked_on: None,
            hidden: false,
            pos: None,
        }
    }

    /// A built-in line with what the person set for it.
    #[must_use]
    pub fn setting(builtin: BuiltinLine, hidden: bool, pos: Option<Position>) -> Self {
        Self {
            builtin: Some(builtin),
            whatsapp: builtin.whatsapp(),
            hours: Some(builtin.hours()),
            checked_on: Some(builtin.checked_on()),
            hidden,
            pos,
            ..Self::own(builtin.name(), builtin.number())
        }
    }
}

impl Entity for Line {
    const KIND: Kind = Kind::Line;

    fn to_fields(&self) -> Fields {
        let own = |value: Value| {
            if self.builtin.is_some() { Value::Null } else { value }
        };
        fields([
            ("builtin", optional(self.builtin.as_ref())),
            ("name", own(text(&self.name))),
            ("number", own(text(&self.number))),
            ("whatsapp", own(optional(self.whatsapp.as_ref()))),
            ("hours", own(self.hours.as_ref().map(ToString::to_string).into())),
            ("cost_words", own(optional(self.cost_words.as_ref()))),
            ("checked_on", own(optional(self.checked_on.as_ref()))),
            ("hidden", self.hidden.into()),
            ("pos", optional(self.pos.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let hidden = read::flag(fields, kind, "hidden")?.unwrap_or(false);
        let pos = understood(fields, kind, "pos")?;
        if let Some(builtin) = understood(fields, kind, "builtin")? {
            return Ok(Self::setting(builtin, hidden, pos));
        }
        Ok(Self {
            builtin: None,
            name: needed(fields, kind, "name")?,
            number: needed(fields, kind, "number")?,
            whatsapp: understood(fields, kind, "whatsapp")?,
            hours: read::text(fields, kind, "hours")?.and_then(|text| text.parse().ok()),
            cost_words: understood(fields, kind, "cost_words")?,
            checked_on: understood(fields, kind, "checked_on")?,
            hidden,
            pos,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn own() -> Line {
        Line {
            whatsapp: PhoneNumber::from_canonical("+60134567890"),
            hours: "12345=0900-1700".parse().ok(),
            cost_words: LineWords::parse("kadar biasa").ok(),
            checked_on: NaiveDate::from_ymd_opt(2026, 10, 1),
            hidden: true,
            pos: Some(Position::first()),
            ..Line::own(
                LineName::parse("Klinik").expect("a name"),
                PhoneNumber::parse("03-1234 5678").expect("a number"),
            )
        }
    }

    #[test]
    fn the_built_in_lines_are_as_confirmed() {
        let said: Vec<_> = BuiltinLine::ALL
            .into_iter()
            .map(|line| {
                let whatsapp = line.whatsapp().map(|number| number.display()).unwrap_or_default();
                format!("{}|{}|{whatsapp}|{}", line.name(), line.number(), line.hours().words(Language::Ms))
            })
            .collect();
        let expected = [
            "Talian Kasih|15999|019-261 5999|24 jam",
            "Befrienders KL|03-7627 2929||24 jam",
            "HEAL|15555||8 pagi – 12 tengah malam",
            "999|999||24 jam",
        ];
        assert_eq!(said, expected);
        assert!(BuiltinLine::ALL.iter().all(|line| line.checked_on().to_string() == "2026-11-20"));
    }

    #[test]
    fn an_own_line_comes_back_from_its_fields() {
        let bare = Line { name: own().name, ..Line::own(own().name, own().number) };
        for line in [own(), bare] {
            assert_eq!(Line::from_fields(&line.to_fields()), Ok(line.clone()));
            let json = serde_json::to_string(&line).expect("a line is JSON");
            assert_eq!(serde_json::from_str::<Line>(&json).ok(), Some(line));
        }
    }

    #[test]
    fn a_setting_stores_no_number_that_could_grow_old() {
        for builtin in BuiltinLine::ALL {
            let setting = Line::setting(builtin, true, Some(Position::first()));
            let fields = setting.to_fields();
            assert_eq!((&fields["number"], &fields["name"]), (&Value::Null, &Value::Null));
            assert_eq!(Line::from_fields(&fields), Ok(setting));
        }
    }

    #[test]
    fn the_fields_of_a_line_keep_their_names() {
        let fields = own().to_fields();
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        assert_eq!(names.join(" "), "builtin checked_on cost_words hidden hours name number pos whatsapp");
        let setting = Line::setting(BuiltinLine::TalianKasih, false, None).to_fields();
        assert_eq!(setting["builtin"], Value::from("talian_kasih"));
    }

    #[test]
    fn a_setting_of_a_line_that_only_a_newer_app_knows_is_no_own_line() {
        let mut fields = Line::setting(BuiltinLine::Heal, true, None).to_fields();
        fields.insert("builtin".to_owned(), Value::from("tomorrow"));
        assert!(Line::from_fields(&fields).is_err());
    }
}
