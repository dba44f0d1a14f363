//! Prepared messages about the work.
//!
//! They hold no name of a client, no reason, and nothing about a recovery: the same words can go to someone who knows
//! and to someone who does not.

use ukhwah_domain::burden::Duty;
use ukhwah_domain::language::Language;

use super::work::work_of;
use super::{Ask, WriteRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::help::{Channel, ContactView};
use crate::text;

impl App {
    /// Opens a prepared message to a colleague, or the dialler; the person sends it, or does not.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if there is no such number; [`ErrorCode::BadRequest`] if it cannot be reached this way.
    pub fn burden_write(&self, request: WriteRequest) -> Result<ContactView, IpcError> {
        if request.channel == Channel::Map {
            return Err(ErrorCode::BadRequest.into());
        }
        let now = self.clock.now();
        let message =
            self.reading(|store, language| Ok(text_of(request.ask, work_of(store.read())?.times.at(now), language)))?;
        self.write_to(request.person, request.number, request.channel, &message)
    }
}

/// What a message says; off work it says that too, so that nobody thinks an answer is waited for.
pub(super) fn text_of(ask: Ask, duty: Duty, language: Language) -> String {
    let asks = match ask {
        Ask::HandOver => text::burden_hand_over(language),
        Ask::Supervision => text::burden_supervision(language),
    };
    if duty.is_off() { format!("{asks} {}", text::burden_off_work(language)) } else { asks.to_owned() }
}
