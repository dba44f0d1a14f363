//! Keeping meetings that were found in a calendar file.

use std::collections::BTreeSet;

use ukhwah_domain::meeting::Meeting;
use ukhwah_domain::person::Position;
use ukhwah_store::Transaction;

use super::found::FoundMeeting;
use super::{ImportMeetingsRequest, MeetingsView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::put;

impl App {
    /// Keeps the chosen meetings, all or none. One that is on the list already is brought up to date and not doubled.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if there is no such meeting or it cannot be kept; nothing was changed then.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn calendar_import(&self, request: ImportMeetingsRequest) -> Result<MeetingsView, IpcError> {
        let mut chosen = self.chosen();
        let found: Vec<&FoundMeeting> = match &request.chosen {
            None => chosen.meetings.iter().filter(|found| found.is_new()).collect(),
            Some(indices) => {
                let indices: BTreeSet<u32> = indices.iter().copied().collect();
                let found = indices.into_iter().map(|index| chosen.meetings.get(usize::try_from(index).ok()?));
                found.collect::<Option<_>>().ok_or(ErrorCode::BadRequest)?
            }
        };
        self.writing(|tx| found.iter().try_for_each(|found| keep(tx, found)))?;
        chosen.meetings.clear();
        drop(chosen);
        self.meetings_view()
    }
}

fn keep(tx: &mut Transaction<'_>, found: &FoundMeeting) -> Result<(), IpcError> {
    let Ok(meeting) = &found.meeting else { return Err(ErrorCode::BadRequest.into()) };
    match &found.known {
        Some(known) => Ok(tx.update(known.stored.id, &known.taken_over(meeting), &known.stored.seen)?),
        None => put(tx, None, |_: Option<Meeting>| Meeting { pos: Position::first(), ..meeting.clone() }),
    }
}
