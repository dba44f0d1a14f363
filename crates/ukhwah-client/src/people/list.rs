//! Showing the people.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ukhwah_domain::help::Standing as Stand;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::person::{Number, Person};
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::{Reader, StoreError, Stored};

use super::{NumberView, PeopleView, PersonView, TrashedView, spans_of};
use crate::app::App;
use crate::error::IpcError;
use crate::help::standing_view;

impl App {
    /// Everyone: those on the ladder in the person's order, the others by name, and the trash.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn people_view(&self) -> Result<PeopleView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let read = store.read();
            let people = sorted(read)?;
            let mut numbers = numbers_by_person(read)?;
            let views = people.iter().map(|person| {
                let own = numbers.remove(&person.id).unwrap_or_default();
                person_view(person, &own, now, language)
            });
            let mut trash = read.trash::<Person>()?;
            trash.sort_by_cached_key(|gone| (sorting_key(gone.value.name.as_str()), gone.id));
            let trashed = |gone: Stored<Person>| TrashedView { id: gone.id.into(), name: gone.value.name.to_string() };
            Ok(PeopleView { people: views.collect(), trash: trash.into_iter().map(trashed).collect() })
        })
    }
}

/// Everyone's numbers, each person's in order.
pub(super) fn numbers_by_person(read: Reader<'_>) -> Result<BTreeMap<RecordId, Vec<Stored<Number>>>, StoreError> {
    let mut by_person: BTreeMap<RecordId, Vec<Stored<Number>>> = BTreeMap::new();
    for number in read.all::<Number>()? {
        by_person.entry(number.value.person.into()).or_default().push(number);
    }
    by_person.values_mut().for_each(|numbers| sort_numbers(numbers));
    Ok(by_person)
}

/// The first to call first.
pub(super) fn sort_numbers(numbers: &mut [Stored<Number>]) {
    numbers.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
}

/// Everyone, in the order of the list.
pub(super) fn sorted(read: Reader<'_>) -> Result<Vec<Stored<Person>>, StoreError> {
    let mut people = read.all::<Person>()?;
    people.sort_by_cached_key(place);
    Ok(people)
}

/// The people on the ladder, in the person's order.
pub(super) fn on_ladder(read: Reader<'_>) -> Result<Vec<Stored<Person>>, StoreError> {
    let mut people = sorted(read)?;
    people.retain(|person| person.value.on_ladder);
    Ok(people)
}

/// The ladder before everyone else; on it the person's order, as Help has it among equals; off it the names.
fn place(stored: &Stored<Person>) -> impl Ord + use<> {
    let person = &stored.value;
    let (pos, name) = if person.on_ladder {
        (person.ladder_pos.clone(), String::new())
    } else {
        (None, sorting_key(person.name.as_str()))
    };
    (!person.on_ladder, pos.is_none(), pos, name, stored.id)
}

/// A name as a list sorts it: small letters, and nothing but letters, digits and single spaces, so that neither an
/// emoji nor a mark that directs text puts anyone apart.
fn sorting_key(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let spaced: String = name.to_lowercase().replace(['\'', '’'], "").chars().map(plain).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn person_view(
    stored: &Stored<Person>,
    numbers: &[Stored<Number>],
    now: DateTime<Utc>,
    language: Language,
) -> PersonView {
    let (person, today) = (&stored.value, malaysian_date(now));
    let (standing, standing_words) = standing_view(stand(person, now), now, language);
    let days_since = person.last_contact.map(|day| today.signed_duration_since(day).num_days());
    PersonView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        name: person.name.to_string(),
        role: person.role,
        role_words: person.role_words.as_ref().map(ToString::to_string),
        sex: person.sex,
        knows: person.knows,
        hours: spans_of(person.hours.as_ref()),
        hours_words: person.hours.as_ref().map(|hours| hours.words(language)),
        rhythm_days: person.rhythm_days,
        last_contact: person.last_contact.map(|day| day.to_string()),
        days_since: days_since.and_then(|days| u32::try_from(days).ok()),
        overdue: person.overdue(today).is_some(),
        note: person.note.as_ref().map(ToString::to_string),
        on_ladder: person.on_ladder,
        standing,
        standing_words,
        numbers: numbers.iter().map(number_view).collect(),
    }
}

fn number_view(stored: &Stored<Number>) -> NumberView {
    let Number { number, label, whatsapp, .. } = &stored.value;
    NumberView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        display: number.display(),
        label: *label,
        whatsapp: number.can_whatsapp(*whatsapp),
        sms: number.can_sms(),
    }
}

/// The ladder's rule for one person, who need not be on it or have a number.
pub(super) fn stand(person: &Person, now: DateTime<Utc>) -> Stand {
    match &person.hours {
        None => Stand::AnyTime,
        Some(hours) if !hours.open_at(now) => Stand::Outside { opens: hours.opens_next(now) },
        Some(hours) if person.role.is_on_call() => Stand::OnDuty { until: hours.closes_at(now) },
        Some(hours) => Stand::Available { until: hours.closes_at(now) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_look_for_them() {
        let mut names = ["🌺 zura", "Ali", "\u{202b}عمر\u{202c}", "abang Mat", "  Kak  Ti", "Á Lim", "O'Neil", "Onn"];
        names.sort_by_key(|name| sorting_key(name));
        let expected = ["abang Mat", "Ali", "  Kak  Ti", "O'Neil", "Onn", "🌺 zura", "Á Lim", "\u{202b}عمر\u{202c}"];
        assert_eq!(names, expected);
    }
}
