//! Looking for numbers that name somebody, while something is typed.

use ukhwah_domain::service::private_numbers;

use super::{LookForNumbersRequest, NumbersSeenView};
use crate::app::App;
use crate::error::IpcError;

impl App {
    /// Says whether something typed looks like a telephone number or the number of an identity card.
    ///
    /// It only says so: whatever was typed can be kept.
    ///
    /// # Errors
    /// None; the answer has the form of every call.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn service_numbers(&self, request: LookForNumbersRequest) -> Result<NumbersSeenView, IpcError> {
        Ok(seen(std::iter::once(request.text.as_str())))
    }
}

pub(crate) fn seen<'t>(texts: impl Iterator<Item = &'t str>) -> NumbersSeenView {
    texts.map(private_numbers).fold(NumbersSeenView::default(), |seen, found| NumbersSeenView {
        phone: seen.phone || found.phone,
        identity_card: seen.identity_card || found.identity_card,
    })
}
