//! A number while it is being typed.

use ukhwah_domain::person::{ParseNumberError, PhoneNumber};

use super::{CheckNumberRequest, CheckedNumberView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// What becomes of a number as it is typed.
    ///
    /// # Errors
    /// What is wrong with it so far.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn number_check(&self, request: CheckNumberRequest) -> Result<CheckedNumberView, IpcError> {
        let number = PhoneNumber::parse(&request.text).map_err(number_refused)?;
        Ok(CheckedNumberView { display: number.display(), whatsapp: number.can_whatsapp(false) })
    }
}

/// What is wrong with a number, for the interface.
pub(crate) fn number_refused(error: ParseNumberError) -> ErrorCode {
    match error {
        ParseNumberError::Empty => ErrorCode::NumberEmpty,
        ParseNumberError::TooShort => ErrorCode::NumberTooShort,
        ParseNumberError::TooLong => ErrorCode::NumberTooLong,
        ParseNumberError::NotANumber | ParseNumberError::Unlikely => ErrorCode::NumberInvalid,
    }
}
