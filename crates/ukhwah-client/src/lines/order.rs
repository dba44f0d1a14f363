//! The person's own order of the lines.

use ukhwah_domain::person::Position;
use ukhwah_store::Transaction;

use super::merged::{index_of, merged};
use super::{LinesView, MoveLineRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::people::arranged;

impl App {
    /// Gives a line another place.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if there is no such line, [`ErrorCode::BadRequest`] for 999, which stays last.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn line_move(&self, request: MoveLineRequest) -> Result<LinesView, IpcError> {
        self.writing(|tx| move_after(tx, &request))?;
        self.lines_view()
    }
}

fn move_after(tx: &mut Transaction<'_>, request: &MoveLineRequest) -> Result<(), IpcError> {
    let mut lines = merged(tx.read())?;
    let moved = lines.remove(index_of(&lines, &request.target)?);
    let to = match &request.after {
        None => 0,
        Some(after) => index_of(&lines, after)? + 1,
    };
    if moved.is_fixed() || to > 0 && lines[to - 1].is_fixed() {
        return Err(ErrorCode::BadRequest.into());
    }
    lines.insert(to, moved);
    // The lines after the last one that has or needs a place keep their order without any.
    let placed = lines.iter().rposition(|line| line.line.pos.is_some()).map_or(to, |last| last.max(to));
    lines.truncate(placed + 1);
    let order: Vec<Option<Position>> = lines.iter().map(|line| line.line.pos.clone()).collect();
    for (line, place) in lines.into_iter().zip(arranged(&order)) {
        if line.line.pos.as_ref() != Some(&place) {
            line.change(tx, |line| line.pos = Some(place))?;
        }
    }
    Ok(())
}
