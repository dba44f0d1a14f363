//! The tables: one row per record, what is in the trash included.

use chrono::DateTime;
use csv::{Terminator, WriterBuilder};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::PhoneNumber;
use ukhwah_domain::record::{Kind, Record, Value};
use ukhwah_domain::time::malaysian;
use ukhwah_store::StoreError;

use super::Records;
use crate::error::IpcError;

/// Makes spreadsheets read the letters of every language.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// One table.
pub(super) struct Table {
    pub(super) file: &'static str,
    kind: Kind,
    columns: &'static [(&'static str, Cell)],
    /// The fields that rows are sorted by; the identifier decides between equal ones.
    order: &'static [&'static str],
}

/// Where a cell comes from.
enum Cell {
    /// A field, as it is stored.
    Field(&'static str),
    /// A number, as it is written inside the country.
    Number(&'static str),
    /// What the record that a field names is called.
    NameOf(&'static str),
    /// A moment, kept in milliseconds since 1970 UTC, by Malaysia's clock.
    Moment(&'static str),
}

use Cell::{Field, Moment, NameOf, Number};

pub(super) const TABLES: [Table; 27] = [
    Table {
        file: "people.csv",
        kind: Kind::Person,
        columns: &[
            ("name", Field("name")),
            ("role", Field("role")),
            ("role_words", Field("role_words")),
            ("sex", Field("sex")),
            ("knows", Field("knows")),
            ("hours", Field("hours")),
            ("rhythm_days", Field("rhythm_days")),
            ("last_contact", Field("last_contact")),
            ("on_ladder", Field("on_ladder")),
            ("note", Field("note")),
        ],
        order: &["ladder_pos", "name"],
    },
    Table {
        file: "numbers.csv",
        kind: Kind::Number,
        columns: &[
            ("person", Field("parent")),
            ("person_name", NameOf("parent")),
            ("number", Number("number")),
            ("full_number", Field("number")),
            ("label", Field("label")),
            ("whatsapp", Field("whatsapp")),
        ],
        order: &["parent", "pos"],
    },
    Table {
        file: "lines.csv",
        kind: Kind::Line,
        columns: &[
            ("builtin", Field("builtin")),
            ("name", Field("name")),
            ("number", Number("number")),
            ("full_number", Field("number")),
            ("whatsapp", Field("whatsapp")),
            ("hours", Field("hours")),
            ("cost_words", Field("cost_words")),
            ("checked_on", Field("checked_on")),
            ("hidden", Field("hidden")),
        ],
        order: &["pos"],
    },
    Table {
        file: "plan.csv",
        kind: Kind::PlanItem,
        columns: &[
            ("part", Field("part")),
            ("text", Field("text")),
            ("person", Field("person")),
            ("person_name", NameOf("person")),
            ("on_lock_screen", Field("on_lock_screen")),
        ],
        order: &["part", "pos"],
    },
    Table {
        file: "cards.csv",
        kind: Kind::Card,
        columns: &[
            ("if", Field("situation_text")),
            ("then", Field("response_text")),
            ("made_on", Field("made_on")),
            ("rehearsed_on", Field("rehearsed_on")),
            ("on_lock_screen", Field("on_lock_screen")),
        ],
        order: &["pos"],
    },
    Table {
        file: "places.csv",
        kind: Kind::Place,
        columns: &[
            ("name", Field("name")),
            ("note", Field("note")),
            ("point", Field("point")),
            ("on_lock_screen", Field("on_lock_screen")),
        ],
        order: &["pos"],
    },
    Table {
        file: "goals.csv",
        kind: Kind::Goal,
        columns: &[
            ("dimension", Field("dimension")),
            ("text", Field("text")),
            ("next_step", Field("next_step")),
            ("done_on", Field("done_on")),
        ],
        order: &["dimension", "pos"],
    },
    Table {
        file: "rehearsals.csv",
        kind: Kind::Rehearsal,
        columns: &[
            ("on", Field("on")),
            ("card", Field("parent")),
            ("if", NameOf("parent")),
            ("outcome", Field("outcome")),
        ],
        order: &["on"],
    },
    Table {
        file: "service.csv",
        kind: Kind::ServiceEntry,
        columns: &[
            ("date", Field("date")),
            ("kind", Field("kind")),
            ("kind_words", Field("kind_words")),
            ("minutes", Field("minutes")),
            ("place", Field("place")),
            ("note", Field("note")),
        ],
        order: &["date"],
    },
    Table {
        file: "amends.csv",
        kind: Kind::Amend,
        columns: &[("whom", Field("whom")), ("what", Field("what")), ("done_on", Field("done_on"))],
        order: &["pos"],
    },
    Table {
        file: "talks.csv",
        kind: Kind::Talk,
        columns: &[
            ("date", Field("date")),
            ("venue", Field("venue")),
            ("place", Field("place")),
            ("topic", Field("topic")),
            ("minutes", Field("minutes")),
            ("note", Field("note")),
            ("told", Field("told")),
            ("story", Field("story")),
        ],
        order: &["date"],
    },
    Table {
        file: "trainings.csv",
        kind: Kind::Training,
        columns: &[
            ("date", Field("date")),
            ("title", Field("title")),
            ("by", Field("by")),
            ("hours", Field("hours")),
            ("certificate", Field("certificate")),
            ("expires_on", Field("expires_on")),
            ("remind", Field("remind")),
            ("note", Field("note")),
        ],
        order: &["date"],
    },
    Table { file: "stories.csv", kind: Kind::Story, columns: &[("title", Field("title"))], order: &["pos"] },
    Table {
        file: "story-parts.csv",
        kind: Kind::StoryPart,
        columns: &[
            ("story", Field("parent")),
            ("story_title", NameOf("parent")),
            ("title", Field("title")),
            ("text", Field("text")),
        ],
        order: &["parent", "pos"],
    },
    Table {
        file: "story-versions.csv",
        kind: Kind::StoryVersion,
        columns: &[
            ("story", Field("parent")),
            ("story_title", NameOf("parent")),
            ("audience", Field("audience")),
            ("audience_words", Field("audience_words")),
            ("title", Field("title")),
        ],
        order: &["parent", "audience"],
    },
    Table {
        file: "story-wordings.csv",
        kind: Kind::StoryWording,
        columns: &[
            ("version", Field("parent")),
            ("part", Field("part")),
            ("part_title", NameOf("part")),
            ("choice", Field("choice")),
            ("title", Field("title")),
            ("text", Field("text")),
        ],
        order: &["parent", "part"],
    },
    Table {
        file: "story-shares.csv",
        kind: Kind::StoryShare,
        columns: &[
            ("date", Field("date")),
            ("story", Field("parent")),
            ("story_title", NameOf("parent")),
            ("version", Field("version")),
            ("version_words", Field("version_words")),
            ("way", Field("way")),
            ("person", Field("person")),
            ("whom", Field("whom")),
            ("why", Field("why")),
            ("spread", Field("spread")),
            ("told", Field("told")),
        ],
        order: &["date"],
    },
    Table {
        file: "check-ins.csv",
        kind: Kind::CheckIn,
        columns: &[
            ("date", Field("date")),
            ("minute", Field("minute")),
            ("heaviness", Field("heaviness")),
            ("craving", Field("craving")),
            ("energy", Field("energy")),
            ("burden", Field("burden")),
            ("hungry", Field("hungry")),
            ("angry", Field("angry")),
            ("lonely", Field("lonely")),
            ("tired", Field("tired")),
            ("note", Field("note")),
        ],
        order: &["date", "minute"],
    },
    Table {
        file: "journal.csv",
        kind: Kind::JournalEntry,
        columns: &[
            ("at", Moment("at_ms")),
            ("draft", Field("draft")),
            ("prompt", Field("prompt")),
            ("text", Field("text")),
        ],
        order: &["at_ms"],
    },
    Table {
        file: "journal-tags.csv",
        kind: Kind::JournalTag,
        columns: &[("journal", Field("parent")), ("tag", Field("text"))],
        order: &["at_ms"],
    },
    Table { file: "path.csv", kind: Kind::PathGoal, columns: &[("name", Field("name"))], order: &["pos"] },
    Table {
        file: "path-events.csv",
        kind: Kind::PathEvent,
        columns: &[
            ("path", Field("parent")),
            ("what", Field("what")),
            ("date", Field("date")),
            ("until", Field("until")),
            ("words", Field("words")),
            ("before", Field("before")),
            ("helped", Field("helped")),
        ],
        order: &["parent", "date"],
    },
    Table {
        file: "path-corrections.csv",
        kind: Kind::PathCorrection,
        columns: &[("event", Field("parent")), ("day", Field("day")), ("was", Field("was"))],
        order: &["parent", "made_at_ms"],
    },
    Table {
        file: "shifts.csv",
        kind: Kind::Shift,
        columns: &[
            ("date", Field("date")),
            ("minute", Field("minute")),
            ("length", Field("length")),
            ("heavy", Field("heavy")),
            ("night_calls", Field("night_calls")),
            ("supervised", Field("supervised")),
            ("note", Field("note")),
        ],
        order: &["date", "minute"],
    },
    Table {
        file: "weeks.csv",
        kind: Kind::WeekBalance,
        columns: &[("week", Field("week")), ("gave", Field("gave")), ("cost", Field("cost"))],
        order: &["week"],
    },
    Table {
        file: "week-lines.csv",
        kind: Kind::BalanceLine,
        columns: &[
            ("week", Field("parent")),
            ("monday", NameOf("parent")),
            ("side", Field("side")),
            ("text", Field("text")),
        ],
        order: &["parent", "at_ms"],
    },
    Table {
        file: "boundaries.csv",
        kind: Kind::BoundaryLine,
        columns: &[("text", Field("text")), ("tell", Field("tell")), ("when", Field("when"))],
        order: &["pos"],
    },
];

impl Table {
    /// The table as a file.
    pub(super) fn write(&self, records: &Records) -> Result<Vec<u8>, IpcError> {
        let mut rows: Vec<_> = records.iter().filter(|(_, record)| record.kind == self.kind.number()).collect();
        rows.sort_by_key(|(id, record)| {
            let key = |field: &&str| record.shown(field).map(|value| (is_unset(value), text(value)));
            (self.order.iter().map(|field| key(field).unwrap_or((true, String::new()))).collect::<Vec<_>>(), **id)
        });
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
        let names = ["id", "trashed"].into_iter().chain(self.columns.iter().map(|(name, _)| *name));
        writer.write_record(names).map_err(refused)?;
        for (id, record) in rows {
            writer.write_record(self.row(*id, record, records)).map_err(refused)?;
        }
        let finished = writer.into_inner().map_err(|error| StoreError::from(error.into_error()));
        Ok(finished?)
    }

    fn row(&self, id: RecordId, record: &Record, records: &Records) -> Vec<String> {
        let cells = self.columns.iter().map(|(_, cell)| guarded(cell.text(record, records)));
        [id.to_string(), yes_or_no(record.is_trashed())].into_iter().chain(cells).collect()
    }
}

impl Cell {
    fn text(&self, record: &Record, records: &Records) -> String {
        match self {
            Field(name) => record.shown(name).map(text).unwrap_or_default(),
            Number(name) => {
                let stored = record.shown(name).map(text).unwrap_or_default();
                PhoneNumber::from_canonical(&stored).map_or(stored, |number| number.display())
            }
            Moment(name) => moment(record.shown(name)).unwrap_or_default(),
            NameOf(field) => named(record, field, records).unwrap_or_default(),
        }
    }
}

/// What the record that this one names is called: a person's name, a card's situation, a story's title, a week's Monday.
fn named(record: &Record, field: &str, records: &Records) -> Option<String> {
    let Some(Value::Bytes(bytes)) = record.shown(field) else { return None };
    let other = records.get(&RecordId::try_from(bytes.as_slice()).ok()?)?;
    ["name", "situation_text", "title", "week"].iter().find_map(|name| other.shown(name)).map(text)
}

fn moment(value: Option<&Value>) -> Option<String> {
    let Some(Value::Int(ms)) = value else { return None };
    Some(malaysian(DateTime::from_timestamp_millis(*ms)?).format("%Y-%m-%d %H:%M").to_string())
}

fn is_unset(value: &Value) -> bool {
    *value == Value::Null
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => yes_or_no(*flag),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => hex::encode(bytes),
    }
}

fn yes_or_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// Keeps spreadsheets from computing what somebody wrote, or what came with a contact from somebody else.
pub(crate) fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

fn refused(error: csv::Error) -> IpcError {
    StoreError::from(std::io::Error::other(error)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for cell in ["=1+1", "+60123456789", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(guarded(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "012-345 6789", "a=b", "'x", "Ali + Abu"] {
            assert_eq!(guarded(cell.to_owned()), cell);
        }
    }
}
