//! The person's own order of the ladder.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::{Person, Position};
use ukhwah_store::{Stored, Transaction};

use super::list::on_ladder;
use super::{MoveOnLadderRequest, PeopleView, arranged};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Gives someone on the ladder another place.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if one of the two is not on the ladder, or if it cannot be written.
    pub fn ladder_move(&self, request: MoveOnLadderRequest) -> Result<PeopleView, IpcError> {
        let (id, after) = (request.id.into(), request.after.map(RecordId::from));
        self.writing(|tx| move_after(tx, id, after))?;
        self.people_view()
    }
}

fn move_after(tx: &mut Transaction<'_>, id: RecordId, after: Option<RecordId>) -> Result<(), IpcError> {
    let mut ladder = on_ladder(tx.read())?;
    let index = |ladder: &[Stored<Person>], id| ladder.iter().position(|person| person.id == id);
    let moved = ladder.remove(index(&ladder, id).ok_or(ErrorCode::BadRequest)?);
    let to = match after {
        None => 0,
        Some(after) => index(&ladder, after).ok_or(ErrorCode::BadRequest)? + 1,
    };
    ladder.insert(to, moved);
    let order: Vec<Option<Position>> = ladder.iter().map(|person| person.value.ladder_pos.clone()).collect();
    for (person, place) in ladder.into_iter().zip(arranged(&order)) {
        if person.value.ladder_pos.as_ref() != Some(&place) {
            tx.change::<Person>(person.id, |person| person.ladder_pos = Some(place))?;
        }
    }
    Ok(())
}
