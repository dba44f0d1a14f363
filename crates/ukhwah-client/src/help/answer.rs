//! "Did you reach them?"

use ukhwah_domain::person::Person;
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::StoreError;

use super::AnswerRequest;
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Notes the answer: who was reached was in touch today. A "no" is kept nowhere.
    ///
    /// # Errors
    /// If it cannot be written; the question is then gone all the same.
    pub fn help_answer(&self, request: AnswerRequest) -> Result<(), IpcError> {
        self.desk.ask_about(None);
        if request.reached != Some(true) {
            return Ok(());
        }
        let today = malaysian_date(self.clock.now());
        let noted = self.writing(|tx| {
            let changed = tx.change::<Person>(request.person.into(), |person| person.last_contact = Some(today));
            match changed {
                Ok(()) | Err(StoreError::NotFound) => Ok(()),
                Err(other) => Err(other.into()),
            }
        });
        match noted {
            Err(IpcError { code: ErrorCode::Locked, .. }) => {
                self.note_reached(request.person, today);
                Ok(())
            }
            other => other,
        }
    }
}
