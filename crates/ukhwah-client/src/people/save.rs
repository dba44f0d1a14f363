//! Keeping a person as the editor leaves it.

use chrono::{Datelike as _, NaiveDate};
use ukhwah_domain::id::{NumberId, RecordId};
use ukhwah_domain::person::{Person, PersonName, PersonNote, Position, RoleWords};
use ukhwah_domain::plan::TextError;
use ukhwah_domain::record::{Seen, decode_seen};
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::Transaction;

use super::list::on_ladder;
use super::numbers::{self, TypedNumber};
use super::{PeopleView, PersonRequest, hours_of};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Keeps a new person or a changed one, with all numbers.
    ///
    /// # Errors
    /// Which value cannot be right; then nothing was changed.
    pub fn person_save(&self, request: PersonRequest) -> Result<PeopleView, IpcError> {
        let today = malaysian_date(self.clock.now());
        let typed = typed_person(&request)?;
        let numbers = numbers::typed(&request.numbers)?;
        let shown = request.shown_numbers;
        self.writing(|tx| match request.id {
            Some(id) => {
                let seen = seen(request.seen.as_deref())?;
                change(tx, id.into(), &seen, Edited { typed, numbers, shown, today })
            }
            None => create(tx, Edited { typed, numbers, shown, today }),
        })?;
        self.people_view()
    }
}

struct Edited {
    typed: Person,
    numbers: Vec<TypedNumber>,
    shown: Vec<NumberId>,
    today: NaiveDate,
}

fn create(tx: &mut Transaction<'_>, edited: Edited) -> Result<(), IpcError> {
    let Edited { typed, numbers, shown, today } = edited;
    let last_contact = checked_date(typed.last_contact, None, today)?;
    let ladder_pos = place(tx, &typed, None)?;
    let id = tx.create(&Person { last_contact, ladder_pos, ..typed })?;
    numbers::keep(tx, id, numbers, &shown)
}

fn change(tx: &mut Transaction<'_>, id: RecordId, seen: &Seen, edited: Edited) -> Result<(), IpcError> {
    let Edited { typed, numbers, shown, today } = edited;
    let stored = tx.read().get::<Person>(id)?.value;
    let last_contact = checked_date(typed.last_contact, stored.last_contact, today)?;
    let ladder_pos = place(tx, &typed, Some(&stored))?;
    tx.update(id, &Person { last_contact, ladder_pos, ..typed }, seen)?;
    numbers::keep(tx, id, numbers, &shown)
}

/// The place on the ladder: the one that there is, or the last for someone new on it.
fn place(tx: &Transaction<'_>, typed: &Person, stored: Option<&Person>) -> Result<Option<Position>, IpcError> {
    match stored {
        _ if !typed.on_ladder => Ok(None),
        Some(stored) if stored.on_ladder => Ok(stored.ladder_pos.clone()),
        _ => {
            let ladder = on_ladder(tx.read())?;
            let last = ladder.iter().filter_map(|person| person.value.ladder_pos.as_ref()).max();
            Ok(Some(last.map_or_else(Position::first, Position::after)))
        }
    }
}

/// Every field but the place on the ladder, each checked by itself.
fn typed_person(request: &PersonRequest) -> Result<Person, IpcError> {
    let name = PersonName::parse(&request.name).map_err(|error| match error {
        TextError::Empty => ErrorCode::NameEmpty,
        TextError::TooLong { .. } => ErrorCode::NameTooLong,
    })?;
    let role_words = request.role_words.as_deref().unwrap_or_default();
    let note = request.note.as_deref().unwrap_or_default();
    Ok(Person {
        role: request.role,
        role_words: RoleWords::parse_optional(role_words).map_err(|_| ErrorCode::TextTooLong)?,
        sex: request.sex,
        knows: request.knows,
        hours: hours_of(&request.hours)?,
        // Zero is how a cleared field may arrive: it means no rhythm.
        rhythm_days: request.rhythm_days.filter(|days| *days > 0),
        last_contact: request.last_contact.as_deref().map(date).transpose()?,
        note: PersonNote::parse_optional(note).map_err(|_| ErrorCode::TextTooLong)?,
        on_ladder: request.on_ladder,
        ..Person::named(name)
    })
}

fn date(text: &str) -> Result<NaiveDate, ErrorCode> {
    let date: Option<NaiveDate> = text.parse().ok();
    // The parser also takes forms that no date field writes.
    date.filter(|date| date.to_string() == text && date.year() >= 1900).ok_or(ErrorCode::DateInvalid)
}

/// A date that is not in the future.
///
/// A day is left for clocks that are a little behind; a date that was kept already stays, however wrong the clock is.
fn checked_date(
    typed: Option<NaiveDate>,
    stored: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, ErrorCode> {
    let latest = today.succ_opt().unwrap_or(today);
    if typed == stored || typed.is_none_or(|date| date <= latest) { Ok(typed) } else { Err(ErrorCode::DateInvalid) }
}

/// What the editor had seen.
pub(crate) fn seen(token: Option<&str>) -> Result<Seen, ErrorCode> {
    token.and_then(|token| decode_seen(token).ok()).ok_or(ErrorCode::BadRequest)
}
