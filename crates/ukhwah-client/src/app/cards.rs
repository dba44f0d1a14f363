//! The two sealed cards: what Help and the reminders need, rewritten in the same step as their sources.
//!
//! Help reads its card from memory and never waits for the session, so that nothing which the rest of the app does,
//! or fails to do, stands between the person and a telephone number.

use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ukhwah_crypto::{CardKind, open_card, seal_card};
use ukhwah_domain::help::{HelpCard, LadderPerson, LadderWish, Line, LockScreenItem, LockScreenKind};
use ukhwah_domain::id::{LineId, NumberId, PersonId};
use ukhwah_domain::language::Language;
use ukhwah_domain::person::{Number, Person, Profile};
use ukhwah_domain::plan::{Card, ItemText, Place, PlanItem, PlanPart};
use ukhwah_store::{Reader, Store, StoreError};

use super::App;
use crate::burden::work_stored;
use crate::folder;
use crate::settings::profile_of;

/// For so long somebody who was called is asked about: the next day nobody remembers which call is meant.
const ASKED_FOR: TimeDelta = TimeDelta::hours(12);

/// How many reasons Help shows.
const REASONS: usize = 3;

/// What Help has at hand.
#[derive(Default)]
pub(crate) struct CardDesk {
    card: RwLock<Option<HelpCard>>,
    /// Held while the card is changed and written, so that no two changes start from the same card, and the last one in
    /// memory is the last one on the disk. Help never waits for it.
    changing: Mutex<()>,
    /// What is shown only while the app is open.
    items: RwLock<Option<Vec<LockScreenItem>>>,
    /// Who was called and not asked about yet, and when.
    asked: Mutex<Option<(PersonId, DateTime<Utc>)>>,
    device_key: Mutex<Option<ukhwah_crypto::DeviceKey>>,
}

impl CardDesk {
    /// The card, or `None` if it could not be read and only the built-in lines are there.
    pub(crate) fn card(&self) -> Option<HelpCard> {
        self.card.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn religion(&self) -> bool {
        self.card.read().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|card| card.religion)
    }

    /// The person's own things to show now: more while the app is open.
    pub(crate) fn items(&self) -> Vec<LockScreenItem> {
        let open = self.items.read().unwrap_or_else(PoisonError::into_inner).clone();
        open.unwrap_or_else(|| self.card().map(|card| card.shared).unwrap_or_default())
    }

    pub(crate) fn forget_items(&self) {
        *self.items.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Keeps who was called, to be asked about; `None` when that was answered.
    pub(crate) fn ask_about(&self, called: Option<(PersonId, DateTime<Utc>)>) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = called;
    }

    /// Who was called and is to be asked about at this moment.
    pub(crate) fn asked(&self, now: DateTime<Utc>) -> Option<PersonId> {
        let called = *self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        called.filter(|(_, at)| (now - *at).abs() < ASKED_FOR).map(|(person, _)| person)
    }

    pub(crate) fn forget(&self) {
        let _alone = self.changing();
        self.forget_items();
        self.set(None);
        self.ask_about(None);
        *self.device_key() = None;
    }

    fn set(&self, card: Option<HelpCard>) {
        *self.card.write().unwrap_or_else(PoisonError::into_inner) = card;
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn device_key(&self) -> MutexGuard<'_, Option<ukhwah_crypto::DeviceKey>> {
        self.device_key.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Reads the help card from its file.
    pub(super) fn read_card(&self) {
        let card = folder::read(&self.folder.help_card())
            .ok()
            .flatten()
            .and_then(|sealed| self.with_device_key(|key| open_card(key, CardKind::Help, &sealed).ok())?);
        self.desk.set(card.and_then(|bytes| HelpCard::parse(&bytes).ok()));
    }

    /// Writes both cards from the open database. What cannot be written now is written at the next change.
    pub(crate) fn write_cards(&self, store: &Store) {
        let language = self.appearance().language;
        let made =
            help_card(store.read(), language).map(|card| HelpCard { written_at: Some(self.clock.now()), ..card });
        match made.and_then(|card| Ok((card, items(store.read(), language)?))) {
            Ok((card, items)) => {
                *self.desk.items.write().unwrap_or_else(PoisonError::into_inner) = Some(items);
                self.change_card(|before| {
                    let reached = before.map(|card| card.reached).unwrap_or_default();
                    Some(HelpCard { reached, ..card })
                });
                self.replan(store);
            }
            Err(error) => tracing::error!(%error, "the help card was not written"),
        }
    }

    /// Writes the cards again if the app is open: for changes outside the database.
    pub(super) fn recard(&self) {
        // While locked, the card keeps its language until the app is open again; Help itself follows at once.
        let _ = self.with_open(|open| {
            self.write_cards(&open.store);
            Ok(())
        });
    }

    /// Notes on the card that the person talked to someone, to be taken over when the app is open.
    pub(crate) fn note_reached(&self, person: PersonId, today: NaiveDate) {
        self.change_card(|card| {
            let mut card = card?;
            card.reached.retain(|(other, _)| *other != person);
            card.reached.push((person, today));
            Some(card)
        });
    }

    /// Takes over what Help noted while the app was locked.
    pub(super) fn merge_card(&self, store: &mut Store) -> Result<(), StoreError> {
        let Some(card) = self.desk.card().filter(|card| !card.reached.is_empty()) else { return Ok(()) };
        let mut later = Vec::new();
        store.transact(self.clock.now(), |tx| {
            for (person, day) in &card.reached {
                let changed = tx.change::<Person>((*person).into(), |known| {
                    known.last_contact = known.last_contact.max(Some(*day));
                });
                match changed {
                    // Somebody who was erased meanwhile is not missed.
                    Ok(()) | Err(StoreError::NotFound) => {}
                    // Whoever a newer app wrote waits for that app.
                    Err(StoreError::NewerRecord) => later.push((*person, *day)),
                    Err(other) => return Err(other),
                }
            }
            Ok::<_, StoreError>(())
        })?;
        // Written with the rest of the card. What Help noted meanwhile stays.
        let _alone = self.desk.changing();
        let is_left = |noted: &(PersonId, NaiveDate)| later.contains(noted) || !card.reached.contains(noted);
        self.desk.set(self.desk.card().map(|mut now| {
            now.reached.retain(is_left);
            now
        }));
        Ok(())
    }

    /// Changes the card and writes it; `None` leaves it as it is.
    fn change_card(&self, change: impl FnOnce(Option<HelpCard>) -> Option<HelpCard>) {
        let _alone = self.desk.changing();
        let Some(card) = change(self.desk.card()) else { return };
        let sealed = self.with_device_key(|key| seal_card(key, CardKind::Help, &card.to_bytes()));
        self.desk.set(Some(card));
        if let Some(Err(error)) = sealed.map(|sealed| folder::replace(&self.folder.help_card(), &sealed)) {
            tracing::error!(%error, "the help card was not written");
        }
    }

    /// Does something with the key of the two cards; `None` if it is not to be had.
    pub(crate) fn with_device_key<T>(&self, work: impl FnOnce(&ukhwah_crypto::DeviceKey) -> T) -> Option<T> {
        let mut kept = self.desk.device_key();
        if kept.is_none() {
            *kept = self.keys().device().ok();
        }
        kept.as_ref().map(work)
    }
}

/// What goes on the help card.
fn help_card(read: Reader<'_>, language: Language) -> Result<HelpCard, StoreError> {
    let profile: Profile = profile_of(read)?.value;
    let numbers: Vec<(NumberId, Number)> =
        read.all::<Number>()?.into_iter().map(|stored| (stored.id.into(), stored.value)).collect();
    let people = read.all::<Person>()?.into_iter().filter(|stored| stored.value.on_ladder);
    let lines = read.all::<Line>()?.into_iter().map(|stored| (LineId::from(stored.id), stored.value));
    Ok(HelpCard {
        religion: profile.religion,
        wish: LadderWish { prefer_sex: profile.preferred_sex() },
        people: people.map(|stored| LadderPerson::of(stored.id.into(), &stored.value, &numbers)).collect(),
        lines: lines.collect(),
        work: work_stored(read)?.map(|stored| stored.value.times),
        shared: own_things(read, language)?.into_iter().filter(|thing| thing.ticked).map(|thing| thing.item).collect(),
        ..HelpCard::builtin(language)
    })
}

/// What Help shows while the app is open: the first card, some reasons, the safe places.
fn items(read: Reader<'_>, language: Language) -> Result<Vec<LockScreenItem>, StoreError> {
    let (mut cards, mut reasons) = (0, 0);
    let is_shown = |thing: &OwnThing| {
        let (count, most) = match thing.item.kind {
            LockScreenKind::Card => (&mut cards, 1),
            LockScreenKind::Reason => (&mut reasons, REASONS),
            LockScreenKind::Place => return true,
        };
        *count += 1;
        *count <= most
    };
    Ok(own_things(read, language)?.into_iter().filter(is_shown).map(|thing| thing.item).collect())
}

struct OwnThing {
    item: LockScreenItem,
    ticked: bool,
}

/// Cards, reasons and safe places, each in the person's order.
fn own_things(read: Reader<'_>, language: Language) -> Result<Vec<OwnThing>, StoreError> {
    let mut cards = read.all::<Card>()?;
    cards.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
    let mut reasons = read.all::<PlanItem>()?;
    reasons.retain(|stored| stored.value.part == PlanPart::Reason);
    reasons.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
    let mut places = read.all::<Place>()?;
    places.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
    let cards = cards.into_iter().map(|stored| stored.value).filter_map(|card| {
        let words = |text: &str| ItemText::parse(text).ok();
        let (text, response) = (words(card.situation.words(language))?, words(card.response.words(language)));
        let item = LockScreenItem { kind: LockScreenKind::Card, text, response, point: None };
        Some(OwnThing { item, ticked: card.on_lock_screen })
    });
    let reasons = reasons.into_iter().map(|stored| stored.value).map(|reason| OwnThing {
        item: LockScreenItem { kind: LockScreenKind::Reason, text: reason.text, response: None, point: None },
        ticked: reason.on_lock_screen,
    });
    let places = places.into_iter().map(|stored| stored.value).filter_map(|place| {
        let text = ItemText::parse(place.name.as_str()).ok()?;
        let item = LockScreenItem { kind: LockScreenKind::Place, text, response: None, point: place.point };
        Some(OwnThing { item, ticked: place.on_lock_screen })
    });
    Ok(cards.chain(reasons).chain(places).collect())
}
