//! Keeping a meeting as its editor leaves it.

use ukhwah_domain::bounded::MeetingLength;
use ukhwah_domain::meeting::{LeaderWords, Meeting, MeetingPlace, MeetingTitle};
use ukhwah_domain::person::{Person, Position};
use ukhwah_domain::plan::TextError;

use super::{MeetingRequest, MeetingsView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, point, put};
use crate::routine::days_of;

impl App {
    /// Keeps a meeting.
    ///
    /// # Errors
    /// Which value cannot be right, or if the meeting was erased meanwhile; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn meeting_save(&self, request: MeetingRequest) -> Result<MeetingsView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let typed = typed(&request)?;
        self.writing(|tx| {
            let leader = request.leader.filter(|leader| tx.read().get::<Person>((*leader).into()).is_ok());
            put(tx, edited, |old: Option<Meeting>| Meeting {
                leader,
                pos: old.map_or_else(Position::first, |old| old.pos),
                ..typed
            })
        })?;
        self.meetings_view()
    }
}

/// Every field but the leader and the place in the order, each checked by itself.
fn typed(request: &MeetingRequest) -> Result<Meeting, IpcError> {
    let title = MeetingTitle::parse(&request.title).map_err(|error| match error {
        TextError::Empty => ErrorCode::NameEmpty,
        TextError::TooLong { .. } => ErrorCode::NameTooLong,
    })?;
    let place = MeetingPlace::parse_optional(request.place.as_deref().unwrap_or_default());
    let leader_words = LeaderWords::parse_optional(request.leader_words.as_deref().unwrap_or_default());
    // Zero is how a cleared field may arrive: it means no length.
    let length = request.length_minutes.filter(|minutes| *minutes > 0);
    let length = length.map(|minutes| MeetingLength::try_from(i64::from(minutes))).transpose();
    Ok(Meeting {
        title,
        place: place.map_err(|_| ErrorCode::TextTooLong)?,
        point: point(request.map.as_deref().unwrap_or_default())?,
        leader: None,
        leader_words: leader_words.map_err(|_| ErrorCode::TextTooLong)?,
        days: days_of(&request.days)?,
        minute: request.minute,
        length: length.map_err(|_| ErrorCode::AmountInvalid)?,
        remind_day_before: request.remind_day_before,
        remind_hour_before: request.remind_hour_before,
        sound: request.sound,
        pos: Position::first(),
    })
}
