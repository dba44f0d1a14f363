//! Whether the person comes.

use chrono::NaiveDate;
use ukhwah_domain::id::MeetingId;
use ukhwah_domain::meeting::{Meeting, MeetingReply};
use ukhwah_domain::routine::day_ms;
use ukhwah_store::{Reader, StoreError, Stored};

use super::{MeetingsView, ReplyRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::routine::date;

impl App {
    /// Says whether the person comes to one date of a meeting, or takes that back. Only the person sees it.
    ///
    /// # Errors
    /// [`ErrorCode::DateInvalid`] if the meeting is not on that date.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn meeting_reply(&self, request: ReplyRequest) -> Result<MeetingsView, IpcError> {
        let now_ms = self.clock.now().timestamp_millis();
        let date = date(&request.date)?;
        self.writing(|tx| {
            let meeting = tx.read().get::<Meeting>(request.id.into())?.value;
            let replies = replies_of(tx.read(), request.id, date)?;
            let latest = replies.iter().max_by_key(|stored| (stored.value.at_ms, stored.value.coming));
            match (request.coming, latest) {
                (None, _) => replies.iter().try_for_each(|stored| tx.trash(stored.id))?,
                (Some(_), _) if !meeting.days.occurs_on(date) => return Err(ErrorCode::DateInvalid.into()),
                (Some(coming), Some(stored)) => {
                    // It counts also after the clock was set back.
                    let at_ms = now_ms.max(stored.value.at_ms.saturating_add(1));
                    tx.update(stored.id, &MeetingReply { coming, at_ms, ..stored.value.clone() }, &stored.seen)?;
                }
                (Some(coming), None) => {
                    tx.create(&MeetingReply { meeting: request.id, date, coming, at_ms: now_ms })?;
                }
            }
            Ok(())
        })?;
        self.meetings_view()
    }
}

/// All replies for a date: more than one where two devices replied before they met.
fn replies_of(read: Reader<'_>, meeting: MeetingId, date: NaiveDate) -> Result<Vec<Stored<MeetingReply>>, StoreError> {
    let mut replies = read.between::<MeetingReply>(day_ms(date), day_ms(date))?;
    replies.retain(|stored| stored.value.meeting == meeting && stored.value.date == date);
    Ok(replies)
}
