//! The Plan screen, and the decks to pick from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use ukhwah_domain::id::{MeetingId, PersonId};
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::{Meeting, Tip};
use ukhwah_domain::person::{Person, PersonName};
use ukhwah_domain::plan::{Card, Deck, Goal, Place, PlanItem, PlanVersion, Point, Side, rehearsal_due};
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::time::{date_words, malaysian_date};
use ukhwah_store::{Reader, StoreError, Stored};

use super::ago::days_ago_words;
use super::order::in_order;
use super::{
    CardView, DeckEntryView, DeckTipView, DecksView, GoalView, PlaceTarget, PlaceView, PlanItemView, PlanTarget,
    PlanView, RemovedView, SideView, versions,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::help::ContactView;
use crate::settings::profile_of;
use crate::text;

/// How much of the trash is shown.
const REMOVED_SHOWN: usize = 20;

impl App {
    /// The plan as it stands.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn plan_view(&self) -> Result<PlanView, IpcError> {
        let today = malaysian_date(self.clock.now());
        self.reading(|store, language| {
            let read = store.read();
            let cards = in_order::<Card>(read)?;
            let last = cards.iter().filter_map(|stored| stored.value.rehearsed_on).max();
            let known: Vec<_> = cards.iter().map(|stored| (stored.id.into(), stored.value.clone())).collect();
            Ok(PlanView {
                items: items(read)?,
                cards: cards.iter().map(|stored| CardView::of(stored, today, language)).collect(),
                places: in_order::<Place>(read)?.iter().map(PlaceView::of).collect(),
                goals: goals(read, language)?,
                rehearsal: rehearsal_due(&known, today).map(|due| due.cards).unwrap_or_default(),
                rehearsed_words: last.map(|day| days_ago_words(day, today, language)),
                versions: u32::try_from(read.count_of::<PlanVersion>()?).unwrap_or(u32::MAX),
                too_long: versions::too_long(read)?,
                removed: removed(read, language)?,
            })
        })
    }

    /// The texts to pick from.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn decks_view(&self) -> Result<DecksView, IpcError> {
        self.reading(|store, language| {
            let religion = profile_of(store.read())?.value.religion;
            let entries = |deck: &Deck| {
                let views = deck.entries(religion).map(|entry| DeckEntryView {
                    code: entry.code.clone(),
                    theme: entry.theme,
                    text: entry.words(language).to_owned(),
                });
                views.collect()
            };
            Ok(DecksView {
                situations: entries(Deck::situations()),
                responses: entries(Deck::responses()),
                tips: tips(store.read())?,
                reasons: entries(Deck::reasons()),
                signs: entries(Deck::signs()),
                alone: entries(Deck::alone()),
                surroundings: entries(Deck::surroundings()),
            })
        })
    }

    /// Shows a safe place on the device's map.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if there is no such place, or nobody said where it is.
    pub fn place_show(&self, target: PlaceTarget) -> Result<ContactView, IpcError> {
        let place = self.reading(|store, _| Ok(store.read().get::<Place>(target.id.into())?.value))?;
        let point = place.point.ok_or(ErrorCode::NotFound)?;
        Ok(self.show_place(place.name.to_string(), point))
    }
}

/// The tips of the meetings that are not in the trash, newest first.
fn tips(read: Reader<'_>) -> Result<Vec<DeckTipView>, StoreError> {
    let meetings: BTreeMap<MeetingId, _> =
        read.all::<Meeting>()?.into_iter().map(|stored| (stored.id.into(), stored.value.title)).collect();
    let view = |stored: Stored<Tip>| {
        let meeting = meetings.get(&stored.value.meeting)?.to_string();
        Some(DeckTipView { id: stored.id.into(), text: stored.value.text.to_string(), meeting })
    };
    Ok(read.all::<Tip>()?.into_iter().rev().filter_map(view).collect())
}

fn items(read: Reader<'_>) -> Result<Vec<PlanItemView>, StoreError> {
    let mut items = in_order::<PlanItem>(read)?;
    items.sort_by_key(|stored| stored.value.part);
    let people = read.all::<Person>()?.into_iter();
    let names: BTreeMap<PersonId, PersonName> = people.map(|stored| (stored.id.into(), stored.value.name)).collect();
    let view = |stored: Stored<PlanItem>| PlanItemView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        part: stored.value.part,
        text: stored.value.text.to_string(),
        person: stored.value.person,
        person_name: stored.value.person.and_then(|person| names.get(&person)).map(ToString::to_string),
        on_lock_screen: stored.value.on_lock_screen,
    };
    Ok(items.into_iter().map(view).collect())
}

fn goals(read: Reader<'_>, language: Language) -> Result<Vec<GoalView>, StoreError> {
    let mut goals = in_order::<Goal>(read)?;
    goals.sort_by_key(|stored| stored.value.dimension);
    let view = |stored: Stored<Goal>| GoalView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        dimension: stored.value.dimension,
        text: stored.value.text.to_string(),
        next_step: stored.value.next_step.as_ref().map(ToString::to_string),
        done_words: stored.value.done_on.map(|day| date_words(day, language)),
    };
    Ok(goals.into_iter().map(view).collect())
}

impl SideView {
    pub(super) fn of(side: &Side, language: Language) -> Self {
        let code = match side {
            Side::Deck { code, .. } => Some(code.to_string()),
            Side::Own { .. } => None,
        };
        Self { code, text: side.words(language).to_owned() }
    }
}

impl CardView {
    fn of(stored: &Stored<Card>, today: NaiveDate, language: Language) -> Self {
        Self {
            id: stored.id.into(),
            seen: encode_seen(&stored.seen),
            situation: SideView::of(&stored.value.situation, language),
            response: SideView::of(&stored.value.response, language),
            on_lock_screen: stored.value.on_lock_screen,
            rehearsed_words: stored.value.rehearsed_on.map(|day| days_ago_words(day, today, language)),
        }
    }
}

impl PlaceView {
    fn of(stored: &Stored<Place>) -> Self {
        Self {
            id: stored.id.into(),
            seen: encode_seen(&stored.seen),
            name: stored.value.name.to_string(),
            note: stored.value.note.as_ref().map(ToString::to_string),
            point: stored.value.point.map(point_words),
            on_lock_screen: stored.value.on_lock_screen,
        }
    }
}

/// "3.8077, 103.326": what the map field shows and takes back unchanged.
pub(crate) fn point_words(point: Point) -> String {
    let short = |degrees: &str| match degrees.trim_end_matches('0') {
        whole if whole.ends_with('.') => format!("{whole}0"),
        short => short.to_owned(),
    };
    let written = point.to_string();
    let (lat, lon) = written.split_once(',').expect("a point is written as two numbers");
    format!("{}, {}", short(lat), short(lon))
}

/// What was removed last, newest first.
fn removed(read: Reader<'_>, language: Language) -> Result<Vec<RemovedView>, StoreError> {
    let mut removed = Vec::new();
    for stored in read.trash::<PlanItem>()? {
        let target = PlanTarget::Item { id: stored.id.into() };
        removed.push((stored.trashed_at, RemovedView { target, text: stored.value.text.to_string() }));
    }
    for stored in read.trash::<Card>()? {
        let (situation, response) = (stored.value.situation.words(language), stored.value.response.words(language));
        let text = text::card_sentence(language, response, situation);
        removed.push((stored.trashed_at, RemovedView { target: PlanTarget::Card { id: stored.id.into() }, text }));
    }
    for stored in read.trash::<Place>()? {
        let target = PlanTarget::Place { id: stored.id.into() };
        removed.push((stored.trashed_at, RemovedView { target, text: stored.value.name.to_string() }));
    }
    for stored in read.trash::<Goal>()? {
        let target = PlanTarget::Goal { id: stored.id.into() };
        removed.push((stored.trashed_at, RemovedView { target, text: stored.value.text.to_string() }));
    }
    removed.sort_by_key(|(trashed_at, _)| Reverse(*trashed_at));
    Ok(removed.into_iter().map(|(_, view)| view).take(REMOVED_SHOWN).collect())
}
