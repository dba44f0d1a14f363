//! Tips heard at a meeting, and how one becomes a response in the plan.

use ukhwah_domain::meeting::{Meeting, Tip};
use ukhwah_domain::plan::CardText;

use super::{MeetingsView, TipRequest, TipTarget};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::{SideView, edited, text_error};
use crate::routine::date;

impl App {
    /// Keeps a tip with its meeting.
    ///
    /// # Errors
    /// If the text is missing or too long, or the meeting is gone.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn tip_save(&self, request: TipRequest) -> Result<MeetingsView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let text = CardText::parse(&request.text).map_err(text_error)?;
        let date = match request.date.as_deref() {
            Some(text) => date(text)?,
            None => self.today_here()?,
        };
        self.writing(|tx| {
            tx.read().get::<Meeting>(request.meeting.into())?;
            let tip = Tip { meeting: request.meeting, date, text };
            match edited {
                Some((id, seen)) => tx.update(id, &tip, &seen)?,
                None => tx.create(&tip).map(drop)?,
            }
            Ok::<_, IpcError>(())
        })?;
        self.meetings_view()
    }

    /// A tip as the response of a new if-then card. Nothing is kept until the card is.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if it is gone.
    pub fn tip_to_deck(&self, request: TipTarget) -> Result<SideView, IpcError> {
        self.reading(|store, _| {
            let tip = store.read().get::<Tip>(request.id.into())?.value;
            Ok(SideView { code: None, text: tip.text.to_string() })
        })
    }
}
