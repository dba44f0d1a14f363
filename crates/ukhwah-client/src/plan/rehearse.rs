//! Rehearsing the cards.

use ukhwah_domain::plan::{Card, Rehearsal};
use ukhwah_domain::time::malaysian_date;

use super::{PlanView, RehearseRequest};
use crate::app::App;
use crate::error::IpcError;

impl App {
    /// Notes that a card was rehearsed today, and how it fared.
    ///
    /// # Errors
    /// If the card is gone or the note cannot be written.
    pub fn plan_rehearse(&self, request: RehearseRequest) -> Result<PlanView, IpcError> {
        let today = malaysian_date(self.clock.now());
        self.planning(|tx| {
            tx.change::<Card>(request.card.into(), |card| card.rehearsed_on = Some(today))?;
            tx.create(&Rehearsal { card: request.card, on: today, outcome: request.outcome })?;
            Ok(())
        })
    }
}
