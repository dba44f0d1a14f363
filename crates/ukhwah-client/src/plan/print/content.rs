//! What was picked for the paper, read from the plan.

use ukhwah_domain::id::PersonId;
use ukhwah_domain::language::Language;
use ukhwah_domain::person::{Number, Person};
use ukhwah_domain::plan::{Card, Dimension, Goal, Place, PlanItem, PlanPart};
use ukhwah_store::{Reader, StoreError};

use crate::plan::PrintRequest;
use crate::plan::order::in_order;
use crate::text;

/// A card in words.
pub(super) struct CardWords {
    pub(super) situation: String,
    pub(super) response: String,
}

/// One thing to read under a heading.
pub(super) enum Entry {
    /// A line with a dot before it.
    Text(String),
    /// A card.
    Card(CardWords),
    /// A name, and what belongs to it.
    Named { name: String, more: Vec<String> },
    /// The name of a group of entries.
    Group(&'static str),
    /// A goal, reached or not, and its next step.
    Goal { text: String, next_step: Option<String>, done: bool },
}

/// A heading and what stands under it.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) entries: Vec<Entry>,
}

/// The cards that were picked, in the person's order.
pub(super) fn cards(
    read: Reader<'_>,
    request: &PrintRequest,
    language: Language,
) -> Result<Vec<CardWords>, StoreError> {
    let picked = in_order::<Card>(read)?.into_iter().filter(|stored| request.cards.contains(&stored.id.into()));
    let words = picked.map(|stored| CardWords {
        situation: stored.value.situation.words(language).to_owned(),
        response: stored.value.response.words(language).to_owned(),
    });
    Ok(words.collect())
}

/// Everything that was picked, in the order in which the plan is read; nothing empty.
pub(super) fn sections(
    read: Reader<'_>,
    request: &PrintRequest,
    language: Language,
) -> Result<Vec<Section>, StoreError> {
    let items = in_order::<PlanItem>(read)?;
    let part = |part: PlanPart| Section {
        heading: part_heading(part, language),
        entries: items
            .iter()
            .filter(|stored| stored.value.part == part && request.parts.contains(&part))
            .map(|stored| Entry::Text(stored.value.text.to_string()))
            .collect(),
    };
    let cards = cards(read, request, language)?.into_iter().map(Entry::Card).collect();
    let sections = [
        part(PlanPart::Reason),
        part(PlanPart::WarningSign),
        Section { heading: text::print_cards(language), entries: cards },
        part(PlanPart::Alone),
        part(PlanPart::LiftingPlace),
        part(PlanPart::LiftingPerson),
        part(PlanPart::Ask),
        Section { heading: text::print_people(language), entries: people(read, &request.people)? },
        part(PlanPart::Professional),
        part(PlanPart::Surroundings),
        Section { heading: text::print_places(language), entries: if request.places { places(read)? } else { vec![] } },
        Section {
            heading: text::print_goals(language),
            entries: if request.goals { goals(read, language)? } else { vec![] },
        },
    ];
    Ok(sections.into_iter().filter(|section| !section.entries.is_empty()).collect())
}

fn people(read: Reader<'_>, picked: &[PersonId]) -> Result<Vec<Entry>, StoreError> {
    let everyone = read.all::<Person>()?;
    let mut people = Vec::new();
    for id in picked {
        let Some(person) = everyone.iter().find(|stored| PersonId::from(stored.id) == *id) else { continue };
        let mut numbers = read.children::<Number>(person.id)?;
        numbers.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
        people.push(Entry::Named {
            name: person.value.name.to_string(),
            more: numbers.iter().map(|stored| stored.value.number.display()).collect(),
        });
    }
    Ok(people)
}

fn places(read: Reader<'_>) -> Result<Vec<Entry>, StoreError> {
    let entry = |place: Place| Entry::Named {
        name: place.name.to_string(),
        more: place.note.iter().map(ToString::to_string).collect(),
    };
    Ok(in_order::<Place>(read)?.into_iter().map(|stored| entry(stored.value)).collect())
}

fn goals(read: Reader<'_>, language: Language) -> Result<Vec<Entry>, StoreError> {
    let goals = in_order::<Goal>(read)?;
    let mut entries = Vec::new();
    for dimension in Dimension::ALL {
        let here: Vec<_> = goals.iter().filter(|stored| stored.value.dimension == dimension).collect();
        if !here.is_empty() {
            entries.push(Entry::Group(dimension_heading(dimension, language)));
        }
        entries.extend(here.into_iter().map(|stored| Entry::Goal {
            text: stored.value.text.to_string(),
            next_step: stored.value.next_step.as_ref().map(|step| text::print_next_step(language, step)),
            done: stored.value.done_on.is_some(),
        }));
    }
    Ok(entries)
}

fn part_heading(part: PlanPart, language: Language) -> &'static str {
    match part {
        PlanPart::Reason => text::print_reason(language),
        PlanPart::WarningSign => text::print_warning_sign(language),
        PlanPart::Alone => text::print_alone(language),
        PlanPart::LiftingPlace => text::print_lifting_place(language),
        PlanPart::LiftingPerson => text::print_lifting_person(language),
        PlanPart::Ask => text::print_ask(language),
        PlanPart::Professional => text::print_professional(language),
        PlanPart::Surroundings => text::print_surroundings(language),
    }
}

fn dimension_heading(dimension: Dimension, language: Language) -> &'static str {
    match dimension {
        Dimension::Health => text::print_goals_health(language),
        Dimension::Home => text::print_goals_home(language),
        Dimension::Purpose => text::print_goals_purpose(language),
        Dimension::Community => text::print_goals_community(language),
    }
}
