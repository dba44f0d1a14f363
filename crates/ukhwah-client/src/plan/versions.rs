//! Kept versions: every change of the plan leaves one, and any of them can be read and taken back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ukhwah_domain::direction::isolated;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::plan::{
    Card, Change, Goal, Place, PlanItem, PlanOutline, PlanSnapshot, PlanVersion, SnapshotError, diff,
};
use ukhwah_domain::record::Entity;
use ukhwah_store::{Reader, StoreError, Stored, Transaction};

use super::{
    PlanView, VersionContentView, VersionItemView, VersionTarget, VersionView, VersionsRequest, VersionsView,
    moment_words,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

/// How many versions a page of the list has: for each the outline of the whole plan is read.
const PAGE: u32 = 10;

impl App {
    /// A page of the versions, newest first, each with what it changed against the one before.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn plan_versions(&self, request: VersionsRequest) -> Result<VersionsView, IpcError> {
        self.reading(|store, language| {
            let kept = store.read().newest_after::<PlanVersion>(request.skip, PAGE + 1)?;
            let next = (kept.len() > PAGE as usize).then_some(request.skip + PAGE);
            let outlines: Vec<_> =
                kept.iter().map(|stored| PlanOutline::from_json(&stored.value.snapshot).ok()).collect();
            let page = kept.iter().zip(&outlines).enumerate().take(PAGE as usize);
            let views = page.filter_map(|(index, (stored, plan))| {
                let older = kept.iter().zip(&outlines).skip(index + 1).find(|(_, plan)| plan.is_some());
                let before = older.and_then(|(older, plan)| Some((older.id, plan.as_ref()?)));
                listed(stored, plan.as_ref()?, before, language)
            });
            Ok(VersionsView { versions: views.collect(), next, too_long: too_long(store.read())? })
        })
    }

    /// One version, to be read.
    ///
    /// # Errors
    /// If it is gone, damaged, or was written by a newer app.
    pub fn plan_version(&self, target: VersionTarget) -> Result<VersionContentView, IpcError> {
        self.reading(|store, language| {
            let version = store.read().get::<PlanVersion>(target.id.into())?.value;
            Ok(content(&read(&version)?, made_at(&version), language))
        })
    }

    /// Makes the plan what it was in this version, as a new version: what came later goes into the trash.
    ///
    /// # Errors
    /// If the version is gone, damaged, or was written by a newer app.
    pub fn plan_version_restore(&self, target: VersionTarget) -> Result<PlanView, IpcError> {
        self.planning(|tx| {
            let plan = read(&tx.read().get::<PlanVersion>(target.id.into())?.value)?;
            bring_back(tx, plan.items, |_, _| {})?;
            // When a card was rehearsed is no part of a version: the later day stays.
            bring_back(tx, plan.cards, |card: &mut Card, now| {
                card.rehearsed_on = card.rehearsed_on.max(now.rehearsed_on);
            })?;
            bring_back(tx, plan.places, |_, _| {})?;
            bring_back(tx, plan.goals, |_, _| {})
        })
    }
}

/// Makes what is stored of one kind exactly this. `carry` takes over from the stored noun what no version holds.
fn bring_back<I: Into<RecordId> + Copy, E: Entity>(
    tx: &mut Transaction<'_>,
    wanted: BTreeMap<I, E>,
    carry: impl Fn(&mut E, &E),
) -> Result<(), IpcError> {
    let wanted: BTreeMap<RecordId, E> = wanted.into_iter().map(|(id, noun)| (id.into(), noun)).collect();
    let live: Vec<RecordId> = tx.read().all::<E>()?.into_iter().map(|stored| stored.id).collect();
    for id in live.iter().filter(|id| !wanted.contains_key(id)) {
        tx.trash(*id)?;
    }
    for (id, mut noun) in wanted {
        match tx.read().get::<E>(id) {
            Ok(stored) => {
                if !live.contains(&id) {
                    tx.restore(id)?;
                }
                carry(&mut noun, &stored.value);
                tx.update(id, &noun, &stored.seen)?;
            }
            Err(StoreError::NotFound) => drop(tx.create(&noun)?),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Keeps the plan as it is now, unless the newest version says the same.
pub(super) fn keep(tx: &mut Transaction<'_>, now: DateTime<Utc>) -> Result<(), IpcError> {
    let plan = present(tx.read())?;
    let newest = tx.read().newest::<PlanVersion>(1)?.pop().map(|stored| stored.value);
    let before =
        newest.as_ref().map_or(Ok(PlanSnapshot::default()), |version| PlanSnapshot::from_json(&version.snapshot));
    if before.is_ok_and(|before| diff(&before, &plan).is_empty()) {
        return Ok(());
    }
    match plan.to_json() {
        Ok(snapshot) => {
            // Versions must not change places because a clock was set back.
            let made_at_ms = newest.map_or(i64::MIN, |newest| newest.made_at_ms.saturating_add(1));
            let made_at_ms = made_at_ms.max(now.timestamp_millis());
            Ok(tx.create(&PlanVersion { made_at_ms, snapshot }).map(drop)?)
        }
        // What the person wrote is kept in any case; only this version of so long a plan is not, as both screens say.
        Err(error) => {
            tracing::warn!(%error, "a version of the plan was not kept");
            Ok(())
        }
    }
}

/// Whether the plan as it is stored now is too long to be kept as a version.
pub(super) fn too_long(store: Reader<'_>) -> Result<bool, StoreError> {
    Ok(matches!(present(store)?.to_json(), Err(SnapshotError::TooLarge { .. })))
}

/// The versions in which this part of the plan stands.
pub(super) fn holding(store: Reader<'_>, part: RecordId) -> Result<Vec<RecordId>, StoreError> {
    let name = part.to_string();
    let versions = store.all::<PlanVersion>()?.into_iter();
    Ok(versions.filter(|stored| stored.value.snapshot.contains(&name)).map(|stored| stored.id).collect())
}

/// Takes a part of the plan out of every version; a version that then says nothing new goes with it.
pub(super) fn forget(tx: &mut Transaction<'_>, part: RecordId) -> Result<(), IpcError> {
    let name = part.to_string();
    let mut before = PlanSnapshot::default();
    for stored in tx.read().all::<PlanVersion>()? {
        let plan = PlanSnapshot::from_json(&stored.value.snapshot);
        if !stored.value.snapshot.contains(&name) {
            before = plan.unwrap_or(before);
            continue;
        }
        let rewritten = plan.and_then(|plan| {
            let plan = without(plan, part);
            plan.to_json().map(|snapshot| (plan, snapshot))
        });
        match rewritten {
            Ok((plan, snapshot)) if !diff(&before, &plan).is_empty() => {
                before = plan;
                let version = PlanVersion { snapshot, ..stored.value };
                match tx.update(stored.id, &version, &stored.seen) {
                    Err(StoreError::NewerRecord) => tx.erase(stored.id)?,
                    other => other?,
                }
            }
            // Erasing goes before keeping where the version cannot be rewritten.
            _ => tx.erase(stored.id)?,
        }
    }
    Ok(())
}

fn without(mut plan: PlanSnapshot, part: RecordId) -> PlanSnapshot {
    plan.items.remove(&part.into());
    plan.cards.remove(&part.into());
    plan.places.remove(&part.into());
    plan.goals.remove(&part.into());
    plan
}

/// The plan as it is stored now.
fn present(read: Reader<'_>) -> Result<PlanSnapshot, StoreError> {
    fn all<I: From<RecordId> + Ord, E: Entity>(read: Reader<'_>) -> Result<BTreeMap<I, E>, StoreError> {
        Ok(read.all::<E>()?.into_iter().map(|stored| (stored.id.into(), stored.value)).collect())
    }
    Ok(PlanSnapshot { items: all(read)?, cards: all(read)?, places: all(read)?, goals: all(read)? })
}

fn read(version: &PlanVersion) -> Result<PlanSnapshot, ErrorCode> {
    PlanSnapshot::from_json(&version.snapshot).map_err(|error| match error {
        SnapshotError::NewerFormat { .. } => ErrorCode::NewerRecord,
        SnapshotError::TooLarge { .. } | SnapshotError::Unreadable => ErrorCode::Damaged,
    })
}

/// A version in the list, told against the one `before` it; none of what cannot be read.
fn listed(
    stored: &Stored<PlanVersion>,
    plan: &PlanOutline<'_>,
    before: Option<(RecordId, &PlanOutline<'_>)>,
    language: Language,
) -> Option<VersionView> {
    let first = PlanOutline::default();
    let changes = before.map_or(&first, |(_, before)| before).diff(plan).ok()?;
    let count = |of: fn(&Change) -> usize| u32::try_from(changes.iter().map(of).sum::<usize>()).unwrap_or(u32::MAX);
    Some(VersionView {
        id: stored.id.into(),
        made_words: moment_words(made_at(&stored.value), language),
        before: before.map(|(id, _)| id.into()),
        added: count(|change| change.added),
        changed: count(|change| change.changed),
        removed: count(|change| change.removed),
    })
}

fn made_at(version: &PlanVersion) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(version.made_at_ms).unwrap_or_default()
}

fn content(plan: &PlanSnapshot, made: DateTime<Utc>, language: Language) -> VersionContentView {
    let mut items: Vec<(_, &PlanItem)> = plan.items.iter().collect();
    items.sort_by_key(|(id, item)| (item.part, &item.pos, *id));
    let mut cards: Vec<(_, &Card)> = plan.cards.iter().collect();
    cards.sort_by_key(|(id, card)| (&card.pos, *id));
    let mut places: Vec<(_, &Place)> = plan.places.iter().collect();
    places.sort_by_key(|(id, place)| (&place.pos, *id));
    let mut goals: Vec<(_, &Goal)> = plan.goals.iter().collect();
    goals.sort_by_key(|(id, goal)| (goal.dimension, &goal.pos, *id));
    let words = |card: &Card| (card.situation.words(language).to_owned(), card.response.words(language).to_owned());
    VersionContentView {
        made_words: moment_words(made, language),
        items: items.iter().map(|(_, item)| VersionItemView { part: item.part, text: item.text.to_string() }).collect(),
        cards: cards.iter().map(|(_, card)| words(card)).collect(),
        places: places
            .iter()
            .map(|(_, place)| match &place.note {
                Some(note) => format!("{}: {}", isolated(place.name.as_str()), isolated(note.as_str())),
                None => place.name.to_string(),
            })
            .collect(),
        goals: goals
            .iter()
            .map(|(_, goal)| (goal.dimension, goal.text.to_string(), goal.next_step.as_ref().map(ToString::to_string)))
            .collect(),
    }
}
