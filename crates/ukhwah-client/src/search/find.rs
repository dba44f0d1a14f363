//! Looking through every noun.

use std::collections::BTreeMap;

use ukhwah_domain::plan::TextError;
use ukhwah_domain::search::SearchQuery;
use ukhwah_store::{Found, StoreError};

use super::nouns::NOUNS;
use super::{ExcerptView, Findable, Hit, HitView, SearchGroup, SearchGroupView, SearchRequest, SearchView, Sight};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::journal::When;
use crate::settings::profile_of;

/// How many hits of a part are shown first, and when more of it is wanted.
const FIRST: usize = 6;
const MORE: usize = 100;

impl App {
    /// What holds all of these words, the newest first in each part. Without a letter or a digit, nothing does.
    ///
    /// # Errors
    /// [`ErrorCode::TextTooLong`] if this is too much to look for at once, or if the app is locked.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn search(&self, request: SearchRequest) -> Result<SearchView, IpcError> {
        let query = match SearchQuery::parse(&request.text) {
            Ok(query) => Some(query),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { .. }) => return Err(ErrorCode::TextTooLong.into()),
        };
        self.reading(|store, language| {
            let Some(query) = query else { return Ok(SearchView { groups: Vec::new(), is_behind: false }) };
            let (read, religion) = (store.read(), profile_of(store.read())?.value.religion);
            let sight = Sight { read, when: When::new(self.clock.as_ref(), language), language, religion };
            let most = if request.group.is_some() { MORE } else { FIRST };
            let nouns: Vec<_> = NOUNS.iter().filter(|noun| request.group.is_none_or(|one| one == noun.group)).collect();
            let kinds: Vec<_> = nouns.iter().map(|noun| noun.kind).collect();
            let mut found = read.search(&kinds, &query, u32::try_from(most + 1).unwrap_or(u32::MAX))?;
            let mut groups: BTreeMap<SearchGroup, Vec<HitView>> = BTreeMap::new();
            for noun in nouns {
                let hits = groups.entry(noun.group).or_default();
                for hit in (noun.show)(&sight, found.remove(&noun.kind).unwrap_or_default())? {
                    if hits.iter().all(|known| known.target != hit.target) {
                        hits.push(hit);
                    }
                }
            }
            let groups = groups.into_iter().filter(|(_, hits)| !hits.is_empty()).map(|(group, mut hits)| {
                let has_more = hits.len() > most;
                hits.truncate(most);
                SearchGroupView { group, hits, has_more }
            });
            Ok(SearchView { groups: groups.collect(), is_behind: read.search_is_behind()? })
        })
    }
}

/// What was found of one noun, as it is shown.
pub(super) fn show<E: Findable>(sight: &Sight<'_>, found: Vec<Found>) -> Result<Vec<HitView>, StoreError> {
    let mut hits = Vec::new();
    for found in found {
        let stored = match sight.read.get::<E>(found.id) {
            Ok(stored) => stored,
            // What a newer app wrote is not shown here, as in every list.
            Err(StoreError::NotFound) => continue,
            Err(other) => return Err(other),
        };
        hits.extend(E::hit(&stored, sight)?.map(|hit| view(hit, found)));
    }
    Ok(hits)
}

fn view(hit: Hit, found: Found) -> HitView {
    let shown = format!("{} {}", hit.title, hit.sub.as_deref().unwrap_or_default());
    let says_all = found.excerpt.iter().filter(|part| part.found).all(|part| shown.contains(&part.text));
    let parts = found.excerpt.into_iter().filter(|_| !says_all);
    let excerpt = parts.map(|part| ExcerptView { text: part.text.replace(['\n', '\t'], " "), found: part.found });
    HitView { target: hit.target, title: hit.title, sub: hit.sub, excerpt: excerpt.collect() }
}
