//! Keeping what an editor leaves, and a return in one touch.

use chrono::NaiveDate;
use ukhwah_domain::id::{PathGoalId, RecordId};
use ukhwah_domain::path::{
    Happening, PathCorrection, PathDateError, PathEvent, PathGoal, PathName, open_lapses, stands,
};
use ukhwah_domain::person::{OneLine, Position};
use ukhwah_domain::plan::Text;
use ukhwah_store::{Reader, StoreError, Transaction};

use super::{
    PATH_TOLD, PathEventRequest, PathEventTarget, PathEventView, PathGoalRequest, PathRequest, PathReturnRequest,
    PathView,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, in_order, last_place, put};
use crate::routine::date;

impl App {
    /// Keeps what a path is called; a new one with the day on which it began.
    ///
    /// # Errors
    /// If the name is too long or the day cannot be right; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn path_goal_save(&self, request: PathGoalRequest) -> Result<PathView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let today = self.today_here()?;
        let name = PathName::parse_optional(request.name.as_deref().unwrap_or_default());
        let name = name.map_err(|_| ErrorCode::NameTooLong)?;
        let began = request.began.as_deref().map(date).transpose()?;
        self.writing(|tx| {
            if edited.is_some() {
                let pos = |old: Option<PathGoal>| old.map_or_else(Position::first, |old| old.pos);
                return put(tx, edited, |old| PathGoal { name, pos: pos(old) });
            }
            let goal = begin(tx, name)?;
            let Some(began) = began else { return Ok(()) };
            let event = PathEvent::on(goal, Happening::Beginning, began);
            stands(&event, [], today).map_err(refused)?;
            Ok(tx.create(&event).map(drop)?)
        })?;
        self.path_view(PathRequest::default())
    }

    /// Keeps an event. A day that is corrected stays beside it as what it was.
    ///
    /// # Errors
    /// Which day cannot be right or which text is too long, or if it was erased meanwhile; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn path_event_save(&self, request: PathEventRequest) -> Result<PathEventView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let (today, now) = (self.today_here()?, self.clock.now());
        let typed = Typed::read(&request)?;
        let id = self.writing(|tx| match edited {
            None => {
                let goal = goal_for(tx, request.goal)?;
                let event = typed.event(goal, request.what);
                check(tx.read(), &event, None, today)?;
                Ok(tx.create(&event)?)
            }
            Some((id, seen)) => {
                let old = tx.read().get::<PathEvent>(id)?.value;
                let event = typed.event(old.goal, old.what);
                tx.update(id, &event, &seen)?;
                // What the person left alone may be another day by now.
                let new = tx.read().get::<PathEvent>(id)?.value;
                if (old.date, old.until) != (new.date, new.until) {
                    check(tx.read(), &new, Some(id), today)?;
                }
                for (day, was) in new.corrected_from(&old) {
                    tx.create(&PathCorrection { event: id.into(), day, was, made_at_ms: now.timestamp_millis() })?;
                }
                Ok::<_, IpcError>(id)
            }
        })?;
        self.path_event(PathEventTarget { id: id.into() })
    }

    /// Notes the return from whatever lapse is without one, today. Touched twice, it is one return.
    ///
    /// # Errors
    /// If the path is gone.
    pub fn path_return(&self, request: PathReturnRequest) -> Result<PathView, IpcError> {
        let (today, now) = (self.today_here()?, self.clock.now());
        self.writing(|tx| {
            let goal = there(tx.read(), request.goal)?;
            let events = tx.read().children::<PathEvent>(goal.into())?;
            for open in open_lapses(&events, today, |event| &event.value) {
                let back = PathEvent { until: Some(today), ..open.value.clone() };
                // What a wrong clock dated ahead stays beside it.
                for (day, was) in back.corrected_from(&open.value) {
                    let made_at_ms = now.timestamp_millis();
                    tx.create(&PathCorrection { event: open.id.into(), day, was, made_at_ms })?;
                }
                tx.update(open.id, &back, &open.seen)?;
            }
            Ok::<_, IpcError>(())
        })?;
        self.path_view(PathRequest::default())
    }

    /// Notes that the person was told: what is written here can be read on an unlocked phone.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn path_told(&self) -> Result<PathView, IpcError> {
        self.with_open(|open| Ok(open.store.set_setting(PATH_TOLD, &true)?))?;
        self.path_view(PathRequest::default())
    }
}

/// What was typed, as far as each of it can be kept.
struct Typed {
    date: NaiveDate,
    until: Option<NaiveDate>,
    words: Option<OneLine<120>>,
    before: Option<Text<200>>,
    helped: Option<Text<200>>,
}

impl Typed {
    fn read(request: &PathEventRequest) -> Result<Self, IpcError> {
        let words = OneLine::parse_optional(request.words.as_deref().unwrap_or_default());
        Ok(Self {
            date: date(&request.date)?,
            until: request.until.as_deref().map(date).transpose()?,
            words: words.map_err(|_| IpcError::at(ErrorCode::TextTooLong, 0))?,
            before: learned(request.before.as_deref(), 1)?,
            helped: learned(request.helped.as_deref(), 2)?,
        })
    }

    /// The event, with nothing that its kind does not have.
    fn event(self, goal: PathGoalId, what: Happening) -> PathEvent {
        let lapse = what == Happening::Lapse;
        PathEvent {
            goal,
            what,
            date: self.date,
            until: self.until.filter(|_| lapse),
            words: self.words.filter(|_| what == Happening::Milestone),
            before: self.before.filter(|_| lapse),
            helped: self.helped.filter(|_| lapse),
        }
    }
}

fn learned<const MAX: usize>(typed: Option<&str>, at: usize) -> Result<Option<Text<MAX>>, IpcError> {
    Text::parse_optional(typed.unwrap_or_default()).map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))
}

/// The path that a new event is on: nobody has to begin one before noting a lapse.
fn goal_for(tx: &mut Transaction<'_>, wanted: Option<PathGoalId>) -> Result<PathGoalId, IpcError> {
    if let Some(goal) = wanted {
        return there(tx.read(), goal);
    }
    match in_order::<PathGoal>(tx.read())?.first() {
        Some(first) => Ok(first.id.into()),
        None => begin(tx, None),
    }
}

/// A path that does not lie in the trash.
fn there(read: Reader<'_>, goal: PathGoalId) -> Result<PathGoalId, IpcError> {
    let stored = read.get::<PathGoal>(goal.into())?;
    if stored.trashed_at.is_none() { Ok(goal) } else { Err(ErrorCode::NotFound.into()) }
}

fn begin(tx: &mut Transaction<'_>, name: Option<PathName>) -> Result<PathGoalId, IpcError> {
    let pos = last_place::<PathGoal>(tx.read(), &())?;
    Ok(tx.create(&PathGoal { name, pos })?.into())
}

fn check(read: Reader<'_>, event: &PathEvent, id: Option<RecordId>, today: NaiveDate) -> Result<(), IpcError> {
    let others = others(read, event, id)?;
    Ok(stands(event, &others, today).map_err(refused)?)
}

/// What else happened on its path.
fn others(read: Reader<'_>, event: &PathEvent, id: Option<RecordId>) -> Result<Vec<PathEvent>, StoreError> {
    let all = read.children::<PathEvent>(event.goal.into())?.into_iter();
    Ok(all.filter(|other| Some(other.id) != id).map(|other| other.value).collect())
}

const fn refused(error: PathDateError) -> ErrorCode {
    match error {
        PathDateError::Ahead => ErrorCode::DateAhead,
        PathDateError::TooEarly => ErrorCode::DateTooEarly,
        PathDateError::ReturnFirst => ErrorCode::ReturnFirst,
        PathDateError::BeforeBeginning => ErrorCode::BeforeBeginning,
    }
}
