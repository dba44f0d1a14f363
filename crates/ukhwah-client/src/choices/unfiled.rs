//! What belongs to something that was erased on another device, while this was written here: it stays until the person has
//! seen it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::record::{Kind, Record, forms};
use ukhwah_domain::story::StoryWording;
use ukhwah_store::{Reader, StoreError};
use ukhwah_sync::content::{Content, GRAVEYARD};

use super::{ChoiceArea, area, words};
use crate::app::App;
use crate::backup;
use crate::error::{ErrorCode, IpcError};
use crate::journal::When;
use crate::sync::READER;

/// Some words of a record that has no place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnfiledFieldView {
    /// The field's name.
    pub field: String,
    /// What it says; never empty.
    pub words: String,
}

/// A record that has no place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnfiledItemView {
    /// The record.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: RecordId,
    /// Where it belonged.
    pub area: ChoiceArea,
    /// What the person wrote, also into what belongs to it; at least one field.
    pub fields: Vec<UnfiledFieldView>,
    /// When it was last written, by the clock of the device on which it was.
    pub at_words: String,
}

/// Everything that has no place, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnfiledView {
    /// The records; empty if all have their place.
    pub unfiled: Vec<UnfiledItemView>,
}

/// Asks to erase one of them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseUnfiledRequest {
    /// The record.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: RecordId,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

impl App {
    /// What the person wrote into something that is erased.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn unfiled_view(&self) -> Result<UnfiledView, IpcError> {
        self.reading(|store, language| {
            let when = When::new(self.clock.as_ref(), language);
            let mut items = with_words(store.read(), language)?;
            items.sort_by_key(|item| std::cmp::Reverse(item.at));
            let view = |Unfiled { id, kind, at, fields }| UnfiledItemView {
                id,
                area: area(kind),
                fields,
                at_words: when.words(at),
            };
            Ok(UnfiledView { unfiled: items.into_iter().map(view).collect() })
        })
    }

    /// Erases one of them for ever, with all that belongs to it; and from the automatic backups too if that is wanted.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if it is gone, or has a place. The backups come first: should one of them refuse, nothing was
    /// erased yet and the person can ask again.
    pub fn unfiled_erase(&self, request: EraseUnfiledRequest) -> Result<UnfiledView, IpcError> {
        let now = self.clock.now();
        let find = |read: Reader<'_>| {
            let is_there = roots(read)?.contains(&request.id);
            if is_there { Ok(request.id) } else { Err(IpcError::from(ErrorCode::NotFound)) }
        };
        if request.purge_backups {
            self.with_open(|open| backup::purge(&self.folder, open, &[find(open.store.read())?], now))?;
        }
        self.writing(|tx| Ok::<_, IpcError>(tx.erase(find(tx.read())?)?))?;
        self.unfiled_view()
    }
}

/// What has no place. A wording belongs to the part that it words as well as to its version.
fn roots(read: Reader<'_>) -> Result<Vec<RecordId>, StoreError> {
    let lists = read.lists_of(GRAVEYARD)?.into_iter().filter_map(|body| Content::read(&body, READER).ok());
    let mut buried = HashSet::new();
    for list in lists {
        if let Content::List(list) = list {
            buried.extend(list.graves().map(|id| RecordId::from_bytes(id.0)));
        }
    }
    let mut roots = read.unfiled(|id| buried.contains(&id))?;
    for wording in read.all::<StoryWording>()? {
        let part = wording.value.part.into();
        let is_gone = buried.contains(&part) || read.is_erased(part)?;
        if is_gone && !roots.contains(&wording.id) && !roots.contains(&wording.value.version.into()) {
            roots.push(wording.id);
        }
    }
    Ok(roots)
}

/// A record that has no place.
struct Unfiled {
    id: RecordId,
    kind: Kind,
    /// When it was last written, in milliseconds since 1970 UTC.
    at: i64,
    /// Its own, and those of what belongs to it.
    fields: Vec<UnfiledFieldView>,
}

/// Those in which the person wrote something. A mark by itself says nothing.
fn with_words(read: Reader<'_>, language: Language) -> Result<Vec<Unfiled>, StoreError> {
    let mut found = Vec::new();
    for id in roots(read)? {
        let record = read.record(id)?;
        let Some(kind) = Kind::from_number(record.kind) else { continue };
        let mut unfiled = Unfiled { id, kind, at: 0, fields: Vec::new() };
        let mut left = vec![id];
        while let Some(next) = left.pop() {
            unfiled.add(&read.record(next)?, language);
            left.extend(read.belonging_to(next)?);
        }
        if !unfiled.fields.is_empty() {
            found.push(unfiled);
        }
    }
    Ok(found)
}

impl Unfiled {
    fn add(&mut self, record: &Record, language: Language) {
        let at = record.fields.values().flatten().map(|entry| entry.wall).max();
        self.at = self.at.max(at.unwrap_or(0));
        let field = |&(field, form): &(&str, _)| {
            let words = words(record.shown(field)?, form, language).filter(|words| !words.is_empty())?;
            Some(UnfiledFieldView { field: field.to_owned(), words })
        };
        let forms = Kind::from_number(record.kind).map_or(&[][..], forms);
        self.fields.extend(forms.iter().filter_map(field));
    }
}
