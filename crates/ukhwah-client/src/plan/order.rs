//! The person's own order: of the lines of a part, the cards, the places, the goals of a part of life, the routine.

use ukhwah_domain::burden::BoundaryLine;
use ukhwah_domain::id::{RecordId, StoryId};
use ukhwah_domain::meeting::Meeting;
use ukhwah_domain::path::PathGoal;
use ukhwah_domain::person::Position;
use ukhwah_domain::plan::{Card, Dimension, Goal, Place, PlanItem, PlanPart};
use ukhwah_domain::record::Entity;
use ukhwah_domain::routine::RoutineItem;
use ukhwah_domain::service::Amend;
use ukhwah_domain::story::{Story, StoryPart};
use ukhwah_store::{Reader, StoreError, Stored, Transaction};

use super::{MoveInPlanRequest, PlanTarget, PlanView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

/// Something that stands in an order among its like.
pub(crate) trait Ordered: Entity {
    /// What it is ordered among.
    type Group: PartialEq;

    fn group(&self) -> Self::Group;
    fn pos(&self) -> &Position;
    fn set_pos(&mut self, pos: Position);
}

macro_rules! ordered {
    ($($noun:ident, $group:ty, $this:ident => $value:expr;)*) => {$(
        impl Ordered for $noun {
            type Group = $group;

            fn group(&self) -> $group {
                let $this = self;
                $value
            }

            fn pos(&self) -> &Position {
                &self.pos
            }

            fn set_pos(&mut self, pos: Position) {
                self.pos = pos;
            }
        }
    )*};
}

ordered! {
    PlanItem, PlanPart, item => item.part;
    Card, (), _card => ();
    Place, (), _place => ();
    Goal, Dimension, goal => goal.dimension;
    RoutineItem, (), _item => ();
    Meeting, (), _meeting => ();
    Amend, (), _amend => ();
    PathGoal, (), _goal => ();
    BoundaryLine, (), _line => ();
    Story, (), _story => ();
    StoryPart, StoryId, part => part.story;
}

/// Everything of a kind in the person's order; ties, which two devices can make, by identifier.
pub(crate) fn in_order<E: Ordered>(read: Reader<'_>) -> Result<Vec<Stored<E>>, StoreError> {
    let mut all = read.all::<E>()?;
    all.sort_by(|a, b| (a.value.pos(), a.id).cmp(&(b.value.pos(), b.id)));
    Ok(all)
}

/// The place after everything of a group.
pub(crate) fn last_place<E: Ordered>(read: Reader<'_>, group: &E::Group) -> Result<Position, StoreError> {
    let all = in_order::<E>(read)?;
    let last = all.iter().rfind(|stored| stored.value.group() == *group);
    Ok(last.map_or_else(Position::first, |stored| stored.value.pos().after()))
}

impl App {
    /// Gives a part of the plan another place in its order.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if both are not of the same kind and part; [`ErrorCode::NotFound`] if one is gone.
    pub fn plan_move(&self, request: MoveInPlanRequest) -> Result<PlanView, IpcError> {
        let id = request.target.record();
        let after = request.after.map(PlanTarget::record);
        if request.after.is_some_and(|after| !after.is_kind_of(request.target)) {
            return Err(ErrorCode::BadRequest.into());
        }
        self.planning(|tx| match request.target {
            PlanTarget::Item { .. } => move_after::<PlanItem>(tx, id, after),
            PlanTarget::Card { .. } => move_after::<Card>(tx, id, after),
            PlanTarget::Place { .. } => move_after::<Place>(tx, id, after),
            PlanTarget::Goal { .. } => move_after::<Goal>(tx, id, after),
        })
    }
}

/// Puts one of a kind after another one of its group, or first.
pub(crate) fn move_after<E: Ordered>(
    tx: &mut Transaction<'_>,
    id: RecordId,
    after: Option<RecordId>,
) -> Result<(), IpcError> {
    let all = in_order::<E>(tx.read())?;
    let group_of = |id| all.iter().find(|stored| stored.id == id).map(|stored| stored.value.group());
    let group = group_of(id).ok_or(ErrorCode::NotFound)?;
    if let Some(after) = after
        && group_of(after).ok_or(ErrorCode::NotFound)? != group
    {
        return Err(ErrorCode::BadRequest.into());
    }
    if after == Some(id) {
        return Ok(());
    }
    let mut others: Vec<(RecordId, Position)> = all
        .iter()
        .filter(|stored| stored.id != id && stored.value.group() == group)
        .map(|stored| (stored.id, stored.value.pos().clone()))
        .collect();
    let index = after.map_or(0, |after| others.iter().take_while(|(other, _)| *other != after).count() + 1);
    let lower = index.checked_sub(1).and_then(|before| others.get(before)).map(|(_, pos)| pos);
    match Position::between(lower, others.get(index).map(|(_, pos)| pos)) {
        Some(pos) => Ok(tx.change::<E>(id, |noun| noun.set_pos(pos))?),
        // Two devices chose the same place, and nothing lies between: the group is numbered anew.
        None => {
            others.insert(index, (id, Position::first()));
            for ((id, _), pos) in others.iter().zip(Position::spread(others.len())) {
                tx.change::<E>(*id, |noun| noun.set_pos(pos))?;
            }
            Ok(())
        }
    }
}
