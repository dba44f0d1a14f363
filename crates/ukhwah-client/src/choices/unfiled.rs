//! What belongs to something that was erased on another device, while this was written here: it stays until the person has
//! seen it.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::language::Language;
use ukhwah_domain::record::{Kind, Record, forms};
use ukhwah_store::{Reader, StoreError};

use super::{ChoiceArea, area, words};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::journal::When;

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
    /// What the person wrote, at least one field.
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

/// Which one is meant.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnfiledTarget {
    /// The record.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: RecordId,
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

    /// Erases one of them for good.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if it is gone, or has a place.
    pub fn unfiled_erase(&self, target: UnfiledTarget) -> Result<UnfiledView, IpcError> {
        self.writing(|tx| {
            if !tx.read().unfiled()?.contains(&target.id) {
                return Err(IpcError::from(ErrorCode::NotFound));
            }
            Ok(tx.erase(target.id)?)
        })?;
        self.unfiled_view()
    }
}

/// A record that has no place.
struct Unfiled {
    id: RecordId,
    kind: Kind,
    /// When it was last written, in milliseconds since 1970 UTC.
    at: i64,
    fields: Vec<UnfiledFieldView>,
}

/// Those in which the person wrote something. A mark or a tag by itself says nothing.
fn with_words(read: Reader<'_>, language: Language) -> Result<Vec<Unfiled>, StoreError> {
    let mut found = Vec::new();
    for id in read.unfiled()? {
        let record = read.record(id)?;
        let Some(kind) = Kind::from_number(record.kind) else { continue };
        let fields = fields(&record, kind, language);
        if !fields.is_empty() {
            let at = record.fields.values().flatten().map(|entry| entry.wall).max().unwrap_or(0);
            found.push(Unfiled { id, kind, at, fields });
        }
    }
    Ok(found)
}

fn fields(record: &Record, kind: Kind, language: Language) -> Vec<UnfiledFieldView> {
    let field = |&(field, form): &(&str, _)| {
        let words = words(record.shown(field)?, form, language).filter(|words| !words.is_empty())?;
        Some(UnfiledFieldView { field: field.to_owned(), words })
    };
    forms(kind).iter().filter_map(field).collect()
}
