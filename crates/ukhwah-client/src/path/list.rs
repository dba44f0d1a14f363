//! Showing the paths.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::path::{Happening, PathEvent, PathGoal, summary};
use ukhwah_domain::record::encode_seen;
use ukhwah_store::{Reader, Store, StoreError, Stored};

use super::{PathGoalView, PathRequest, PathRowKind, PathRowView, PathTarget, PathView, TrashedPathView};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::in_order;
use crate::service::day;
use crate::text;

/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;

/// Whether it was said on this device that what is written can be read on an unlocked phone.
pub(crate) const PATH_TOLD: &str = "path_told";

impl App {
    /// The paths with their timelines and what was built, and the trash.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn path_view(&self, request: PathRequest) -> Result<PathView, IpcError> {
        self.reading(|store, language| Ok(self.paths(store, request, language)?))
    }

    fn paths(&self, store: &Store, request: PathRequest, language: Language) -> Result<PathView, StoreError> {
        let (read, today) = (store.read(), self.today(store)?);
        let mut events: BTreeMap<RecordId, Vec<Stored<PathEvent>>> = BTreeMap::new();
        for event in read.all::<PathEvent>()? {
            events.entry(event.value.goal.into()).or_default().push(event);
        }
        let goals = in_order::<PathGoal>(read)?;
        let label = |at: usize| match goals.len() {
            1 => text::path_label(language).to_owned(),
            _ => text::path_label_of(language, at + 1),
        };
        let view = |(at, goal): (usize, &Stored<PathGoal>)| {
            let events = events.remove(&goal.id).unwrap_or_default();
            let name = goal.value.name.as_ref().map(ToString::to_string);
            PathGoalView {
                id: goal.id.into(),
                seen: encode_seen(&goal.seen),
                label: label(at),
                named: name.is_some(),
                name: name.filter(|_| request.names),
                summary: summary(events.iter().map(|event| &event.value), today),
                rows: rows(&events, today, language),
            }
        };
        Ok(PathView {
            today: today.to_string(),
            goals: goals.iter().enumerate().map(view).collect(),
            trash: trash(read, today, language)?,
            told: store.setting(PATH_TOLD)?.unwrap_or(false),
        })
    }
}

/// The timeline, newest first; a lapse that ended has a line for the return.
fn rows(events: &[Stored<PathEvent>], today: NaiveDate, language: Language) -> Vec<PathRowView> {
    let mut rows: Vec<_> = events
        .iter()
        .flat_map(|stored| {
            let event = &stored.value;
            let until = event.until.map(|until| (until, PathRowKind::Return));
            let lines = std::iter::once((event.date, kind_of(event.what))).chain(until);
            lines.map(move |(date, kind)| (date, kind, stored))
        })
        .collect();
    rows.sort_by_key(|(date, kind, stored)| Reverse((*date, *kind, stored.id)));
    let view = |(date, kind, stored): (NaiveDate, PathRowKind, &Stored<PathEvent>)| PathRowView {
        event: stored.id.into(),
        kind,
        text: row_words(kind, &stored.value, language),
        date_words: day(date, today, language),
    };
    rows.into_iter().map(view).collect()
}

const fn kind_of(what: Happening) -> PathRowKind {
    match what {
        Happening::Beginning => PathRowKind::Beginning,
        Happening::Lapse => PathRowKind::Lapse,
        Happening::Milestone => PathRowKind::Milestone,
    }
}

fn row_words(kind: PathRowKind, event: &PathEvent, language: Language) -> String {
    match kind {
        PathRowKind::Beginning => text::path_beginning(language).to_owned(),
        PathRowKind::Lapse => text::path_lapse(language).to_owned(),
        PathRowKind::Return => text::path_return(language).to_owned(),
        PathRowKind::Milestone => {
            event.words.as_ref().map_or_else(|| text::path_milestone(language).to_owned(), ToString::to_string)
        }
    }
}

/// What was thrown away last, newest first. What went with its path comes back with it, and is not listed by itself.
fn trash(read: Reader<'_>, today: NaiveDate, language: Language) -> Result<Vec<TrashedPathView>, StoreError> {
    let goals = read.trash::<PathGoal>()?;
    let gone: BTreeSet<RecordId> = goals.iter().map(|goal| goal.id).collect();
    let events = read.trash::<PathEvent>()?;
    let mut trash = Vec::new();
    for goal in &goals {
        let of_it = events.iter().filter(|event| RecordId::from(event.value.goal) == goal.id);
        let began = of_it.filter(|event| event.value.what == Happening::Beginning).map(|event| event.value.date).min();
        let text = began.map_or_else(
            || text::path_label(language).to_owned(),
            |date| text::path_since(language, day(date, today, language)),
        );
        trash.push((goal.trashed_at, TrashedPathView { target: PathTarget::Goal { id: goal.id.into() }, text }));
    }
    for event in events.iter().filter(|event| !gone.contains(&event.value.goal.into())) {
        let words = row_words(kind_of(event.value.what), &event.value, language);
        let text = format!("{words}, {}", day(event.value.date, today, language));
        trash.push((event.trashed_at, TrashedPathView { target: PathTarget::Event { id: event.id.into() }, text }));
    }
    trash.sort_by_key(|(trashed_at, _)| Reverse(*trashed_at));
    Ok(trash.into_iter().map(|(_, view)| view).take(TRASH_SHOWN).collect())
}
