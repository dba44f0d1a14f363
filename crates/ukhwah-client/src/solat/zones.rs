//! Finding the zone.

use ukhwah_domain::language::Language;
use ukhwah_solat::Place;
use ukhwah_solat::malaysia::{Zone, nearest, search};

use super::settings::religious;
use super::words;
use super::{ZoneSearchRequest, ZoneView, ZonesView};
use crate::app::App;
use crate::error::IpcError;
use crate::text;

impl App {
    /// The zones that fit what was typed, best first; all of them for nothing.
    ///
    /// # Errors
    /// If the app is locked or religious content is off.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn zones_search(&self, request: ZoneSearchRequest) -> Result<ZonesView, IpcError> {
        self.reading(|store, language| {
            religious(store.read())?;
            Ok(ZonesView { zones: found(&request.words, language) })
        })
    }
}

fn found(typed: &str, language: Language) -> Vec<ZoneView> {
    if typed.trim().is_empty() {
        return Zone::all().map(view).collect();
    }
    if let Ok(place) = typed.parse::<Place>() {
        return near(place, language).into_iter().collect();
    }
    let matched =
        |found: ukhwah_solat::malaysia::Found| ZoneView { matched: Some(found.name.to_owned()), ..view(found.zone) };
    search(typed).into_iter().map(matched).collect()
}

/// The zone whose town is nearest to a point: no more than a suggestion, since zones follow districts.
fn near(place: Place, language: Language) -> Option<ZoneView> {
    let near = nearest(place)?;
    let town = near.zone.town();
    let words = text::solat_zone_near(language, format_args!("{:.0}", near.distance_km), town);
    Some(ZoneView { near_words: Some(words), ..view(near.zone) })
}

pub(super) fn view(zone: Zone) -> ZoneView {
    ZoneView {
        code: zone.code().to_owned(),
        name_words: words::zone(zone),
        state: zone.state().to_owned(),
        town: zone.town().to_owned(),
        districts: zone.districts().iter().map(|name| (*name).to_owned()).collect(),
        matched: None,
        near_words: None,
    }
}
