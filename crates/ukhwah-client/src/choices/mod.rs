//! What two devices wrote differently: shown side by side until the person has chosen. Nothing is given up by a clock.

mod unfiled;
mod view;

use ukhwah_domain::language::Language;
use ukhwah_domain::record::{
    Actor, Choice, Dot, Entry, Form, Kind, Record, Seen, Value, decode_seen, encode_seen, forms, placement,
};
use ukhwah_domain::time::{MinuteOfDay, clock_words, full_date_words};
use ukhwah_store::{Reader, StoreError};

use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::journal::{When, first_line};

pub use unfiled::{EraseUnfiledRequest, UnfiledFieldView, UnfiledItemView, UnfiledView};
pub use view::*;

impl App {
    /// Every record in which versions of two devices wait for the person's choice.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn choices_view(&self) -> Result<ChoicesView, IpcError> {
        self.reading(|store, language| {
            let read = store.read();
            let sight = Sight { here: store.actor(), language, when: When::new(self.clock.as_ref(), language) };
            let choices = read.waiting()?.into_iter().map(|id| {
                let record = read.record(id)?;
                let kind = Kind::from_number(record.kind).ok_or(StoreError::NotFound)?;
                let fields: Vec<_> =
                    record.waiting().map(|(field, form)| field_view(&record, field, form, &sight)).collect();
                let title = title(read, &record, kind, language)?;
                let seen = encode_seen(&Seen::new(record.seen.clone(), record.shown_fields()));
                Ok(ChoiceView { id, area: area(kind), title, fields, seen })
            });
            Ok(ChoicesView { choices: choices.collect::<Result<_, StoreError>>()? })
        })
    }

    /// Keeps one version of a field, or all of them. What came since the person was asked goes on waiting.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if the version is not there any more, or there is no room for all of them.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn choice_make(&self, request: ChoiceRequest) -> Result<ChoicesView, IpcError> {
        let seen = decode_seen(&request.seen).map_err(|_| ErrorCode::BadRequest)?;
        let choice = match request.version.as_deref() {
            None => Choice::All,
            Some(version) => Choice::One(dot(version).ok_or(ErrorCode::BadRequest)?),
        };
        self.writing(|tx| Ok(tx.choose(request.id, &request.field, choice, &seen)?))?;
        self.choices_view()
    }
}

/// Who looks, and how he is spoken to.
struct Sight<'c> {
    here: Actor,
    language: Language,
    when: When<'c>,
}

fn field_view(record: &Record, field: &str, form: Form, sight: &Sight<'_>) -> ChoiceFieldView {
    let version = |entry: &Entry<Value>| ChoiceVersionView {
        version: format!("{}:{}", hex::encode(entry.dot.actor.0), entry.dot.n),
        words: words(&entry.value, form, sight.language),
        here: entry.dot.actor == sight.here,
        at_words: sight.when.words(entry.wall),
    };
    let versions = record.versions(field).into_iter().map(version).collect();
    ChoiceFieldView { field: field.to_owned(), all: record.joined(field, &record.seen).is_some(), versions }
}

fn words(value: &Value, form: Form, language: Language) -> Option<String> {
    match (value, form) {
        (Value::Text(day), Form::Day) => {
            Some(day.parse().map_or_else(|_| day.clone(), |day| full_date_words(day, language)))
        }
        (Value::Text(text), _) => Some(text.clone()),
        (Value::Int(minute), Form::Minute) => u16::try_from(*minute)
            .ok()
            .and_then(|minute| MinuteOfDay::try_from(minute).ok())
            .map(|minute| clock_words(minute, language)),
        _ => None,
    }
}

fn dot(version: &str) -> Option<Dot> {
    let (actor, n) = version.split_once(':')?;
    let mut bytes = [0; 8];
    hex::decode_to_slice(actor, &mut bytes).ok()?;
    Some(Dot { actor: Actor(bytes), n: n.parse().ok()? })
}

/// What a record is called: what it belongs to, or else what it says of itself in a field that is not asked about.
fn title(read: Reader<'_>, record: &Record, kind: Kind, language: Language) -> Result<Option<String>, StoreError> {
    if let (Some(parent), _) = placement(record) {
        return match read.record(parent) {
            Ok(parent) => Ok(Kind::from_number(parent.kind).and_then(|kind| name(&parent, kind, language))),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        };
    }
    let is_asked = |(field, _): &(&str, Form)| record.waiting().any(|(waiting, _)| waiting == *field);
    Ok(if forms(kind).first().is_some_and(is_asked) { None } else { name(record, kind, language) })
}

fn name(record: &Record, kind: Kind, language: Language) -> Option<String> {
    let (field, form) = forms(kind).first()?;
    words(record.shown(field)?, *form, language).map(|words| first_line(&words))
}

const fn area(kind: Kind) -> ChoiceArea {
    match kind {
        Kind::Person | Kind::Number | Kind::Profile => ChoiceArea::People,
        Kind::Line => ChoiceArea::Help,
        Kind::PlanItem | Kind::Card | Kind::Place | Kind::Goal | Kind::Rehearsal | Kind::PlanVersion => {
            ChoiceArea::Plan
        }
        Kind::Meeting | Kind::MeetingReply | Kind::Tip => ChoiceArea::Meetings,
        Kind::RoutineItem | Kind::Mark | Kind::QuranEntry | Kind::PrayerSettings | Kind::Pause => ChoiceArea::Routine,
        Kind::CheckIn
        | Kind::ReflectionSettings
        | Kind::JournalEntry
        | Kind::JournalTag
        | Kind::Shift
        | Kind::WeekBalance
        | Kind::BalanceLine
        | Kind::WorkSettings
        | Kind::BoundaryLine => ChoiceArea::Reflection,
        Kind::PathGoal | Kind::PathEvent | Kind::PathCorrection => ChoiceArea::Path,
        Kind::ServiceEntry | Kind::Amend | Kind::Talk | Kind::Training => ChoiceArea::Service,
        Kind::Story | Kind::StoryPart | Kind::StoryVersion | Kind::StoryWording | Kind::StoryShare => {
            ChoiceArea::Stories
        }
    }
}

#[cfg(test)]
mod tests;
