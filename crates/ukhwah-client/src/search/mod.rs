//! The one search over everything that the person wrote.
//!
//! A noun is found by three things: the line in `ukhwah_domain::search::searched` that names its fields, its
//! `Findable` in `nouns.rs` with what a hit shows, and its name in `nouns::NOUNS`. Nothing that was looked for is kept.

mod find;
mod nouns;
mod view;

use ukhwah_domain::language::Language;
use ukhwah_domain::record::Entity;
use ukhwah_store::{Reader, StoreError, Stored};

pub use view::*;

use crate::journal::When;

/// A noun that the search finds.
trait Findable: Entity {
    /// Among what it is shown.
    const GROUP: SearchGroup;

    /// What a hit shows, or `None` if this one is not to be shown now.
    ///
    /// # Errors
    /// If the database cannot be read.
    fn hit(found: &Stored<Self>, sight: &Sight<'_>) -> Result<Option<Hit>, StoreError>;
}

/// What a hit shows: what it opens, what it is called, and a line below that.
struct Hit {
    target: SearchTarget,
    title: String,
    sub: Option<String>,
}

/// What nouns look at to say what they are.
struct Sight<'s> {
    read: Reader<'s>,
    when: When<'s>,
    language: Language,
    religion: bool,
}

#[cfg(test)]
mod tests;
