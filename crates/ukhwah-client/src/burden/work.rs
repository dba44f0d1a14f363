//! Hours of work and of quiet, and the boundary plan.

use std::cmp::Reverse;

use ukhwah_domain::burden::{BoundaryLine, BoundaryTell, BoundaryText, Duty, WorkSettings, WorkTimes, lines_now};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::Position;
use ukhwah_domain::record::encode_seen;
use ukhwah_store::{Reader, StoreError, Stored};

use super::list::TRASH_SHOWN;
use super::{
    BoundaryRequest, BoundaryView, BurdenTarget, MoveBoundaryRequest, TrashedBurdenView, WorkRequest, WorkView,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::people::{hours_of, seen, spans_of};
use crate::plan::{edited, in_order, move_after, put, text_error};

/// What the person chose about work, once anything was chosen.
///
/// Two devices may each have made one before they met; then the one with the smallest identifier is it, on both.
pub(crate) fn work_stored(read: Reader<'_>) -> Result<Option<Stored<WorkSettings>>, StoreError> {
    Ok(read.all::<WorkSettings>()?.into_iter().min_by_key(|stored| stored.id))
}

pub(super) fn work_of(read: Reader<'_>) -> Result<WorkSettings, StoreError> {
    Ok(work_stored(read)?.map(|stored| stored.value).unwrap_or_default())
}

/// The boundary lines that hold now, those for these hours first.
pub(super) fn boundaries_now(read: Reader<'_>, duty: Duty) -> Result<Vec<BoundaryView>, StoreError> {
    let stored = in_order::<BoundaryLine>(read)?;
    let lines: Vec<BoundaryLine> = stored.iter().map(|stored| stored.value.clone()).collect();
    let now = lines_now(&lines, duty).into_iter();
    let of = |line: &BoundaryLine| stored.iter().find(|stored| stored.value == *line);
    Ok(now.filter_map(of).map(|stored| boundary_view(stored, duty)).collect())
}

fn boundary_view(stored: &Stored<BoundaryLine>, duty: Duty) -> BoundaryView {
    let line = &stored.value;
    BoundaryView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        text: line.text.to_string(),
        tell: line.tell.as_ref().map(ToString::to_string),
        when: line.when,
        now: line.when.holds(duty),
    }
}

impl App {
    /// The hours and the boundary plan.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn work_view(&self) -> Result<WorkView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let read = store.read();
            let stored = work_stored(read)?;
            let seen = stored.as_ref().map(|stored| encode_seen(&stored.seen));
            let settings = stored.map(|stored| stored.value).unwrap_or_default();
            let WorkTimes { hours, quiet } = &settings.times;
            let duty = settings.times.at(now);
            let mut trash = read.trash::<BoundaryLine>()?;
            trash.sort_by_key(|stored| Reverse(stored.trashed_at));
            let trashed = |stored: Stored<BoundaryLine>| TrashedBurdenView {
                target: BurdenTarget::Boundary { id: stored.id.into() },
                text: stored.value.text.to_string(),
            };
            Ok(WorkView {
                seen,
                hours: spans_of(hours.as_ref()),
                hours_words: hours.as_ref().map(|hours| hours.words(language)),
                quiet: spans_of(quiet.as_ref()),
                quiet_words: quiet.as_ref().map(|quiet| quiet.words(language)),
                supervision_days: settings.supervision_days,
                duty,
                boundaries: in_order(read)?.iter().map(|stored| boundary_view(stored, duty)).collect(),
                trash: trash.into_iter().take(TRASH_SHOWN).map(trashed).collect(),
            })
        })
    }

    /// Keeps the hours; messages follow them at once, also those that Help prepares while the app is locked.
    ///
    /// # Errors
    /// Which value cannot be right; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn work_save(&self, request: WorkRequest) -> Result<WorkView, IpcError> {
        let most = u32::from(WorkSettings::MOST_SUPERVISION_DAYS);
        let days = request.supervision_days;
        if days.is_some_and(|days| days == 0 || days > most) {
            return Err(ErrorCode::AmountInvalid.into());
        }
        let settings = WorkSettings {
            times: WorkTimes { hours: hours_of(&request.hours)?, quiet: hours_of(&request.quiet)? },
            supervision_days: days.and_then(|days| u16::try_from(days).ok()),
        };
        self.writing(|tx| {
            match work_stored(tx.read())? {
                Some(stored) => tx.update(stored.id, &settings, &seen(request.seen.as_deref())?)?,
                None => drop(tx.create(&settings)?),
            }
            Ok::<_, IpcError>(())
        })?;
        self.work_view()
    }

    /// Keeps a line of the boundary plan.
    ///
    /// # Errors
    /// If the text is missing or too long, or the line is gone.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn boundary_save(&self, request: BoundaryRequest) -> Result<WorkView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let text = BoundaryText::parse(&request.text).map_err(text_error)?;
        let tell = BoundaryTell::parse_optional(request.tell.as_deref().unwrap_or_default()).map_err(text_error)?;
        self.writing(|tx| {
            put(tx, edited, |old: Option<BoundaryLine>| BoundaryLine {
                pos: old.map_or_else(Position::first, |old| old.pos),
                text,
                tell,
                when: request.when,
            })
        })?;
        self.work_view()
    }

    /// Gives a line of the boundary plan another place.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if one of the two is gone.
    pub fn boundary_move(&self, request: MoveBoundaryRequest) -> Result<WorkView, IpcError> {
        let after = request.after.map(RecordId::from);
        self.writing(|tx| move_after::<BoundaryLine>(tx, request.id.into(), after))?;
        self.work_view()
    }
}
