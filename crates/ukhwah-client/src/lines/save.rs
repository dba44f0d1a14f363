//! Keeping, hiding and erasing lines.

use ukhwah_domain::help::{Line, LineName, LineWords};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::{PhoneNumber, WeekHours};
use ukhwah_domain::plan::TextError;
use ukhwah_store::{Reader, Stored};

use super::merged::{index_of, merged};
use super::{EraseLineRequest, HideLineRequest, LineRequest, LinesView};
use crate::app::App;
use crate::backup;
use crate::error::{ErrorCode, IpcError};
use crate::people::{hours_of, number_refused, seen};

impl App {
    /// Keeps a new line of the person's own, or a changed one.
    ///
    /// # Errors
    /// Which value cannot be right (of the numbers, 0 is the one to call and 1 the one on WhatsApp); then nothing was
    /// changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn line_save(&self, request: LineRequest) -> Result<LinesView, IpcError> {
        let typed = typed_line(&request)?;
        self.writing(|tx| {
            let Some(id) = request.id.map(RecordId::from) else { return Ok(tx.create(&typed).map(drop)?) };
            let seen = seen(request.seen.as_deref())?;
            let Line { hidden, pos, checked_on, .. } = own(tx.read(), id)?.value;
            Ok::<_, IpcError>(tx.update(id, &Line { hidden, pos, checked_on, ..typed }, &seen)?)
        })?;
        self.lines_view()
    }

    /// Hides a line from Help, or shows it again.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if there is no such line, [`ErrorCode::BadRequest`] for 999.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn line_hide(&self, request: HideLineRequest) -> Result<LinesView, IpcError> {
        self.writing(|tx| {
            let mut lines = merged(tx.read())?;
            let line = lines.swap_remove(index_of(&lines, &request.target)?);
            if line.is_fixed() {
                return Err(IpcError::from(ErrorCode::BadRequest));
            }
            if line.line.hidden != request.hidden {
                line.change(tx, |line| line.hidden = request.hidden)?;
            }
            Ok(())
        })?;
        self.lines_view()
    }

    /// Erases a line of the person's own for ever, and from the automatic backups too if that is wanted.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if there is no such line. If the backups could not be purged, the line is still there, so
    /// that it can be asked for again.
    pub fn line_erase(&self, request: EraseLineRequest) -> Result<LinesView, IpcError> {
        let id = RecordId::from(request.id);
        if request.purge_backups {
            let now = self.clock.now();
            self.with_open(|open| {
                own(open.store.read(), id)?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.writing(|tx| {
            let line = own(tx.read(), id)?;
            Ok::<_, IpcError>(tx.erase(line.id)?)
        })?;
        self.lines_view()
    }
}

/// A line of the person's own; a setting of a built-in line is none.
fn own(read: Reader<'_>, id: RecordId) -> Result<Stored<Line>, IpcError> {
    let stored = read.get::<Line>(id)?;
    if stored.value.builtin.is_none() { Ok(stored) } else { Err(ErrorCode::NotFound.into()) }
}

fn typed_line(request: &LineRequest) -> Result<Line, IpcError> {
    let name = LineName::parse(&request.name).map_err(|error| match error {
        TextError::Empty => ErrorCode::NameEmpty,
        TextError::TooLong { .. } => ErrorCode::NameTooLong,
    })?;
    let number = number(&request.number, 0)?;
    let whatsapp = request.whatsapp.as_deref().filter(|text| !text.trim().is_empty());
    let whatsapp = whatsapp.map(number_on_whatsapp).transpose()?;
    // An own line whose hours were left open is one that always answers, as the editor says.
    let hours = hours_of(&request.hours)?.unwrap_or_else(WeekHours::always);
    let cost = request.cost_words.as_deref().unwrap_or_default();
    let cost_words = LineWords::parse_optional(cost).map_err(|_| ErrorCode::TextTooLong)?;
    Ok(Line { whatsapp, hours: Some(hours), cost_words, ..Line::own(name, number) })
}

fn number(text: &str, at: usize) -> Result<PhoneNumber, IpcError> {
    PhoneNumber::parse(text).map_err(|error| IpcError::at(number_refused(error), at))
}

/// A number that WhatsApp can reach: not a short code or one that works only inside the country.
fn number_on_whatsapp(text: &str) -> Result<PhoneNumber, IpcError> {
    let number = number(text, 1)?;
    if number.can_whatsapp(true) { Ok(number) } else { Err(IpcError::at(ErrorCode::NumberInvalid, 1)) }
}
