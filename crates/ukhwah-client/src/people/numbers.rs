//! A person's numbers as the editor leaves them.

use std::collections::BTreeMap;

use ukhwah_domain::id::{NumberId, RecordId};
use ukhwah_domain::person::{Number, NumberLabel, PhoneNumber, Position};
use ukhwah_domain::record::Seen;
use ukhwah_store::{StoreError, Stored, Transaction};

use super::list::sort_numbers;
use super::save::seen;
use super::{NumberRequest, arranged, number_refused};
use crate::error::IpcError;

/// A number that was typed and is one.
pub(super) struct TypedNumber {
    /// Which one was edited, and what its editor had seen.
    edited: Option<(NumberId, Seen)>,
    number: PhoneNumber,
    label: NumberLabel,
    whatsapp: bool,
}

impl TypedNumber {
    /// A number from a contact file.
    pub(super) const fn found(number: PhoneNumber, label: NumberLabel) -> Self {
        Self { edited: None, number, label, whatsapp: false }
    }
}

/// The numbers, of equal ones the first.
pub(super) fn typed(requests: &[NumberRequest]) -> Result<Vec<TypedNumber>, IpcError> {
    let mut typed: Vec<TypedNumber> = Vec::with_capacity(requests.len());
    for (index, request) in requests.iter().enumerate() {
        let number = PhoneNumber::parse(&request.text).map_err(|error| IpcError::at(number_refused(error), index))?;
        let edited = request.id.map(|id| Ok::<_, IpcError>((id, seen(request.seen.as_deref())?))).transpose()?;
        if typed.iter().all(|other| other.number != number) {
            typed.push(TypedNumber { edited, number, label: request.label, whatsapp: request.whatsapp });
        }
    }
    Ok(typed)
}

/// Makes these the person's numbers, in this order; one that was shown and is missing goes into the trash.
pub(super) fn keep(
    tx: &mut Transaction<'_>,
    person: RecordId,
    typed: Vec<TypedNumber>,
    shown: &[NumberId],
) -> Result<(), IpcError> {
    let mut stored: BTreeMap<RecordId, Stored<Number>> =
        tx.read().children::<Number>(person)?.into_iter().map(|number| (number.id, number)).collect();
    let mut kept: Vec<(TypedNumber, Option<Stored<Number>>)> = Vec::with_capacity(typed.len());
    for number in typed {
        let before = match &number.edited {
            Some((id, _)) => match stored.remove(&(*id).into()) {
                Some(before) => Some(before),
                None => taken_back(tx, person, *id)?,
            },
            None => None,
        };
        kept.push((number, before));
    }
    let order: Vec<_> = kept.iter().map(|(_, before)| before.as_ref().map(|number| number.value.pos.clone())).collect();
    for ((number, before), pos) in kept.into_iter().zip(arranged(&order)) {
        write(tx, person, number, before, pos)?;
    }
    for id in stored.into_keys().filter(|id| shown.contains(&(*id).into())) {
        tx.trash(id)?;
    }
    Ok(())
}

/// A number that was thrown away on another device while the editor was open: whoever saves it wants it.
fn taken_back(tx: &mut Transaction<'_>, person: RecordId, id: NumberId) -> Result<Option<Stored<Number>>, IpcError> {
    match tx.read().get::<Number>(id.into()) {
        Ok(found) if RecordId::from(found.value.person) == person => {
            tx.restore(id.into())?;
            Ok(Some(found))
        }
        // Somebody else's number, or one that was erased, is made anew.
        Ok(_) | Err(StoreError::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn write(
    tx: &mut Transaction<'_>,
    person: RecordId,
    typed: TypedNumber,
    before: Option<Stored<Number>>,
    pos: Position,
) -> Result<(), StoreError> {
    let TypedNumber { edited, number, label, whatsapp } = typed;
    // A mobile number is on WhatsApp without anyone saying so: what was said changes only where the answer does.
    let said = before.as_ref().is_some_and(|before| before.value.whatsapp);
    let whatsapp = if number.can_whatsapp(said) == whatsapp { said } else { whatsapp };
    let new = Number { person: person.into(), pos, number, label, whatsapp };
    match (before, edited) {
        (Some(before), Some((_, seen))) => tx.update(before.id, &new, &seen),
        _ => tx.create(&new).map(drop),
    }
}

/// Adds the numbers that the person does not have yet, after those there are.
pub(super) fn add(tx: &mut Transaction<'_>, person: RecordId, found: Vec<TypedNumber>) -> Result<(), IpcError> {
    let mut stored = tx.read().children::<Number>(person)?;
    sort_numbers(&mut stored);
    let mut last = stored.last().map(|number| number.value.pos.clone());
    for number in found {
        if stored.iter().any(|other| other.value.number == number.number) {
            continue;
        }
        let pos = last.as_ref().map_or_else(Position::first, Position::after);
        last = Some(pos.clone());
        write(tx, person, number, None, pos)?;
    }
    Ok(())
}
