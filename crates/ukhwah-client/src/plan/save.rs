//! Keeping what an editor leaves: lines, cards, places, goals.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::person::{Person, Position};
use ukhwah_domain::plan::{
    Card, CardText, Deck, Goal, GoalText, ItemText, MapLinkError, Place, PlaceName, PlaceNote, PlanItem, Point, Side,
    TextError,
};
use ukhwah_domain::record::{Seen, Value, decode_seen};
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::Transaction;

use super::order::{Ordered, last_place};
use super::{CardRequest, GoalRequest, PlaceRequest, PlanItemRequest, PlanView, SideView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Keeps a line. A new one goes last in its part, and so does one that changes its part.
    ///
    /// # Errors
    /// If the text is missing or too long, or the line was erased meanwhile.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn plan_item_save(&self, request: PlanItemRequest) -> Result<PlanView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let text = ItemText::parse(&request.text).map_err(text_error)?;
        self.planning(|tx| {
            let person = request.person.filter(|person| tx.read().get::<Person>((*person).into()).is_ok());
            put(tx, edited, |old: Option<PlanItem>| PlanItem {
                part: request.part,
                text,
                person,
                pos: old.map_or_else(Position::first, |old| old.pos),
                on_lock_screen: request.on_lock_screen,
            })
        })
    }

    /// Keeps a card.
    ///
    /// # Errors
    /// If side 0 (situation) or 1 (response) is empty or too long, or the card was erased meanwhile.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn plan_card_save(&self, request: CardRequest) -> Result<PlanView, IpcError> {
        let language = self.appearance().language;
        let today = malaysian_date(self.clock.now());
        let edited = edited(request.id, request.seen.as_deref())?;
        let old = match &edited {
            Some((id, _)) => Some(self.reading(|store, _| Ok(store.read().get::<Card>(*id)?))?.value),
            None => None,
        };
        let kept = |side: fn(&Card) -> &Side| old.as_ref().map(side);
        let situation = side(&request.situation, Deck::situations(), kept(|card| &card.situation), language)
            .map_err(|error| text_error_at(error, 0))?;
        let response = side(&request.response, Deck::responses(), kept(|card| &card.response), language)
            .map_err(|error| text_error_at(error, 1))?;
        self.planning(|tx| {
            put(tx, edited, |old: Option<Card>| Card {
                situation,
                response,
                pos: old.as_ref().map_or_else(Position::first, |old| old.pos.clone()),
                on_lock_screen: request.on_lock_screen,
                made_on: old.as_ref().map_or(today, |old| old.made_on),
                rehearsed_on: old.and_then(|old| old.rehearsed_on),
            })
        })
    }

    /// Keeps a place.
    ///
    /// # Errors
    /// If the name is missing, something is too long, or the map text names no point.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn plan_place_save(&self, request: PlaceRequest) -> Result<PlanView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let name = PlaceName::parse(&request.name).map_err(|error| match error {
            TextError::Empty => ErrorCode::NameEmpty,
            TextError::TooLong { .. } => ErrorCode::NameTooLong,
        })?;
        let note = PlaceNote::parse_optional(request.note.as_deref().unwrap_or_default()).map_err(text_error)?;
        let point = point(request.map.as_deref().unwrap_or_default())?;
        self.planning(|tx| {
            put(tx, edited, |old: Option<Place>| Place {
                name,
                note,
                point,
                pos: old.map_or_else(Position::first, |old| old.pos),
                on_lock_screen: request.on_lock_screen,
            })
        })
    }

    /// Keeps a goal. One that was reached keeps the day on which it was.
    ///
    /// # Errors
    /// If the goal (0) or its next step (1) is too long, the goal is missing, or it was erased meanwhile.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn plan_goal_save(&self, request: GoalRequest) -> Result<PlanView, IpcError> {
        let today = malaysian_date(self.clock.now());
        let edited = edited(request.id, request.seen.as_deref())?;
        let text = GoalText::parse(&request.text).map_err(|error| text_error_at(error, 0))?;
        let next_step = GoalText::parse_optional(request.next_step.as_deref().unwrap_or_default())
            .map_err(|error| text_error_at(error, 1))?;
        let was_done = edited.as_ref().map(|(_, seen)| !seen.is_shown("done_on", &Value::Null));
        self.planning(|tx| {
            put(tx, edited, |old: Option<Goal>| Goal {
                dimension: request.dimension,
                text,
                next_step,
                // What was not touched stays as it is now.
                done_on: if was_done == Some(request.done) {
                    old.as_ref().and_then(|old| old.done_on)
                } else {
                    request.done.then_some(today)
                },
                pos: old.map_or_else(Position::first, |old| old.pos),
            })
        })
    }
}

/// Which record an editor was open for, and what it had seen.
pub(crate) type Edited = Option<(RecordId, Seen)>;

pub(crate) fn edited(id: Option<impl Into<RecordId>>, seen: Option<&str>) -> Result<Edited, IpcError> {
    let Some(id) = id else { return Ok(None) };
    let seen = seen.and_then(|seen| decode_seen(seen).ok()).ok_or(ErrorCode::BadRequest)?;
    Ok(Some((id.into(), seen)))
}

/// Stores what `make` makes of the noun as it is stored; new in its group, it goes last.
pub(crate) fn put<E: Ordered>(
    tx: &mut Transaction<'_>,
    edited: Edited,
    make: impl FnOnce(Option<E>) -> E,
) -> Result<(), IpcError> {
    put_one(tx, edited, make).map(drop)
}

/// Like [`put`], and says which record it is.
pub(crate) fn put_one<E: Ordered>(
    tx: &mut Transaction<'_>,
    edited: Edited,
    make: impl FnOnce(Option<E>) -> E,
) -> Result<RecordId, IpcError> {
    let old = match &edited {
        Some((id, _)) => Some(tx.read().get::<E>(*id)?.value),
        None => None,
    };
    let group = old.as_ref().map(E::group);
    let mut noun = make(old);
    if group != Some(noun.group()) {
        noun.set_pos(last_place::<E>(tx.read(), &noun.group())?);
    }
    match edited {
        Some((id, seen)) => {
            tx.update(id, &noun, &seen)?;
            Ok(id)
        }
        None => Ok(tx.create(&noun)?),
    }
}

/// A side as it was left: the deck's entry only where its words are still those of the deck.
fn side(view: &SideView, deck: &Deck, kept: Option<&Side>, language: Language) -> Result<Side, TextError> {
    // An untouched side stays as it is stored, also where it was picked in the other language or by a newer app.
    if let Some(kept) = kept.filter(|kept| SideView::of(kept, language) == *view) {
        return Ok(kept.clone());
    }
    let is_own = |entry: &ukhwah_domain::plan::Entry| {
        let text = view.text.trim();
        !text.is_empty() && text != entry.ms && text != entry.en
    };
    match view.code.as_deref().and_then(|code| deck.get(code)) {
        Some(entry) if !is_own(entry) => Ok(Side::picked(entry, language)),
        _ => Ok(Side::Own { text: CardText::parse(&view.text)? }),
    }
}

/// The point that a pasted text names, if it is not empty.
pub(crate) fn point(pasted: &str) -> Result<Option<Point>, ErrorCode> {
    match Point::from_pasted(pasted) {
        Ok(point) => Ok(Some(point)),
        Err(MapLinkError::Empty) => Ok(None),
        Err(MapLinkError::ShortLink) => Err(ErrorCode::MapLinkShort),
        Err(MapLinkError::OutOfRange | MapLinkError::NoPoint) => Err(ErrorCode::MapLinkInvalid),
    }
}

const fn text_code(error: TextError) -> ErrorCode {
    match error {
        TextError::Empty => ErrorCode::TextEmpty,
        TextError::TooLong { .. } => ErrorCode::TextTooLong,
    }
}

pub(crate) fn text_error(error: TextError) -> IpcError {
    text_code(error).into()
}

fn text_error_at(error: TextError, at: usize) -> IpcError {
    IpcError::at(text_code(error), at)
}
