//! What each noun shows of itself when it is found.

use ukhwah_domain::checkin::CheckIn;
use ukhwah_domain::journal::{JournalEntry, JournalTag};
use ukhwah_domain::meeting::{Meeting, Tip};
use ukhwah_domain::person::Person;
use ukhwah_domain::plan::{Card, Deck, Goal, Place, PlanItem, Side};
use ukhwah_domain::record::Kind;
use ukhwah_domain::routine::RoutineItem;
use ukhwah_domain::service::{Amend, ServiceEntry, Talk, Training};
use ukhwah_domain::story::{Story, StoryPart};
use ukhwah_domain::time::full_date_words;
use ukhwah_store::{Found, StoreError, Stored};

use super::find::show;
use super::{Findable, Hit, HitView, SearchGroup, SearchTarget, Sight};
use crate::journal::first_line;
use crate::service::{entry_name, talk_name};

/// A noun in the table of all that is searched.
pub(super) struct Noun {
    pub(super) group: SearchGroup,
    pub(super) kind: Kind,
    pub(super) show: Show,
}

type Show = fn(&Sight<'_>, Vec<Found>) -> Result<Vec<HitView>, StoreError>;

const fn noun<E: Findable>() -> Noun {
    Noun { group: E::GROUP, kind: E::KIND, show: show::<E> }
}

/// Every noun that is found; inside a group in this order.
pub(super) const NOUNS: [Noun; 17] = [
    noun::<Person>(),
    noun::<PlanItem>(),
    noun::<Card>(),
    noun::<Place>(),
    noun::<Goal>(),
    noun::<Meeting>(),
    noun::<Tip>(),
    noun::<RoutineItem>(),
    noun::<JournalEntry>(),
    noun::<JournalTag>(),
    noun::<CheckIn>(),
    noun::<ServiceEntry>(),
    noun::<Talk>(),
    noun::<Training>(),
    noun::<Amend>(),
    noun::<Story>(),
    noun::<StoryPart>(),
];

type Shown = Result<Option<Hit>, StoreError>;

#[expect(clippy::unnecessary_wraps, reason = "it is what a noun answers with")]
fn shown(target: SearchTarget, title: &(impl ToString + ?Sized), sub: Option<String>) -> Shown {
    Ok(Some(Hit { target, title: title.to_string(), sub }))
}

impl Findable for Person {
    const GROUP: SearchGroup = SearchGroup::People;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        shown(SearchTarget::Person(found.id.into()), &found.value.name, None)
    }
}

impl Findable for PlanItem {
    const GROUP: SearchGroup = SearchGroup::Plan;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        shown(SearchTarget::PlanItem(found.id.into()), &first_line(found.value.text.as_str()), None)
    }
}

impl Findable for Card {
    const GROUP: SearchGroup = SearchGroup::Plan;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let card = &found.value;
        if !sight.religion && (is_religious(&card.situation) || is_religious(&card.response)) {
            return Ok(None);
        }
        let response = card.response.words(sight.language).to_owned();
        shown(SearchTarget::Card(found.id.into()), card.situation.words(sight.language), Some(response))
    }
}

/// Whether the words are the app's own, and only for those who have religious content on.
fn is_religious(side: &Side) -> bool {
    let Side::Deck { code, .. } = side else { return false };
    let entry = Deck::situations().get(code.as_str()).or_else(|| Deck::responses().get(code.as_str()));
    entry.is_some_and(|entry| entry.religious)
}

impl Findable for Place {
    const GROUP: SearchGroup = SearchGroup::Plan;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        shown(SearchTarget::Place(found.id.into()), &found.value.name, None)
    }
}

impl Findable for Goal {
    const GROUP: SearchGroup = SearchGroup::Plan;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        let sub = found.value.next_step.as_ref().map(ToString::to_string);
        shown(SearchTarget::Goal(found.id.into()), &found.value.text, sub)
    }
}

impl Findable for Meeting {
    const GROUP: SearchGroup = SearchGroup::Meetings;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        let sub = found.value.place.as_ref().map(ToString::to_string);
        shown(SearchTarget::Meeting(found.id.into()), &found.value.title, sub)
    }
}

impl Findable for Tip {
    const GROUP: SearchGroup = SearchGroup::Meetings;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let meeting = sight.read.get::<Meeting>(found.value.meeting.into())?;
        shown(SearchTarget::Meeting(meeting.id.into()), &meeting.value.title, None)
    }
}

impl Findable for RoutineItem {
    const GROUP: SearchGroup = SearchGroup::Routine;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        if !sight.religion && found.value.what.is_religious() {
            return Ok(None);
        }
        shown(SearchTarget::Routine(found.id.into()), &found.value.title, None)
    }
}

impl Findable for JournalEntry {
    const GROUP: SearchGroup = SearchGroup::Journal;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let at = sight.when.words(found.value.at_ms);
        shown(SearchTarget::Journal(found.id.into()), &first_line(found.value.text.as_str()), Some(at))
    }
}

impl Findable for JournalTag {
    const GROUP: SearchGroup = SearchGroup::Journal;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        match sight.read.get::<JournalEntry>(found.value.entry.into()) {
            Ok(entry) if entry.trashed_at.is_none() => JournalEntry::hit(&entry, sight),
            Ok(_) | Err(StoreError::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

impl Findable for CheckIn {
    const GROUP: SearchGroup = SearchGroup::CheckIns;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let Some(note) = &found.value.note else { return Ok(None) };
        let day = full_date_words(found.value.date, sight.language);
        shown(SearchTarget::CheckIn(found.id.into()), &first_line(note.as_str()), Some(day))
    }
}

impl Findable for ServiceEntry {
    const GROUP: SearchGroup = SearchGroup::Service;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let day = full_date_words(found.value.date, sight.language);
        let name = entry_name(&found.value, sight.religion, sight.language);
        shown(SearchTarget::Service(found.id.into()), &name, Some(day))
    }
}

impl Findable for Talk {
    const GROUP: SearchGroup = SearchGroup::Service;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let talk = &found.value;
        let day = full_date_words(talk.date, sight.language);
        let name = || talk_name(talk, sight.religion, sight.language).to_owned();
        let title = talk.topic.as_ref().map_or_else(name, ToString::to_string);
        shown(SearchTarget::Talk(found.id.into()), &title, Some(day))
    }
}

impl Findable for Training {
    const GROUP: SearchGroup = SearchGroup::Service;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let day = full_date_words(found.value.date, sight.language);
        shown(SearchTarget::Training(found.id.into()), &found.value.title, Some(day))
    }
}

impl Findable for Amend {
    const GROUP: SearchGroup = SearchGroup::Service;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        let what = found.value.what.as_ref().map(|what| first_line(what.as_str()));
        shown(SearchTarget::Amend(found.id.into()), &found.value.whom, what)
    }
}

impl Findable for Story {
    const GROUP: SearchGroup = SearchGroup::Stories;

    fn hit(found: &Stored<Self>, _: &Sight<'_>) -> Shown {
        shown(SearchTarget::Story(found.id.into()), &found.value.title, None)
    }
}

impl Findable for StoryPart {
    const GROUP: SearchGroup = SearchGroup::Stories;

    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Shown {
        let part = found.value.title.as_ref().map(ToString::to_string);
        match sight.read.get::<Story>(found.value.story.into()) {
            Ok(story) if story.trashed_at.is_none() => {
                shown(SearchTarget::Story(story.id.into()), &story.value.title, part)
            }
            Ok(_) | Err(StoreError::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }
}
