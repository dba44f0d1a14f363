//! What the prayer settings and the official tables show and ask for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::routine::{Prayer, PrayerSettings};

use super::{Elsewhere, SolatTime};

/// Asks for zones.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZoneSearchRequest {
    /// A district, a town, a state, a code, the address of a mosque, or "latitude, longitude"; empty for all zones.
    pub words: String,
}

/// A zone of Malaysia.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZoneView {
    /// Its code: WLY01.
    pub code: String,
    /// What it is called: "Kuantan, Pahang".
    pub name_words: String,
    /// Its state.
    pub state: String,
    /// Its main town.
    pub town: String,
    /// The districts that it covers.
    pub districts: Vec<String>,
    /// Which of its names fits what was searched.
    pub matched: Option<String>,
    /// Why a zone is suggested for a point, in words: "31 km dari Kuantan. Pastikan dengan masjid anda."
    pub near_words: Option<String>,
}

/// The zones that fit, best first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZonesView {
    /// The zones.
    pub zones: Vec<ZoneView>,
}

/// Something to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SolatChoiceView {
    /// How a choice is kept.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// The official table that this device keeps for the chosen zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeptTableView {
    /// From when to when, in words.
    pub span_words: String,
    /// For how many days.
    pub days: u32,
    /// Whether it ends before today or within the next 30 days.
    pub ends_soon: bool,
}

/// Fetching official tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TableAddressView {
    /// Whether the person switched it on; off by default, and nothing is ever fetched by itself.
    pub on: bool,
    /// The exact address that is asked, and nothing else; absent without a zone.
    pub address: Option<String>,
}

/// Switches the fetching of official tables on or off.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TableAddressRequest {
    /// Whether it is on.
    pub on: bool,
}

/// A Hijri month, and when it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HijriMonthView {
    /// Which: "1447-09".
    pub month: String,
    /// What it is called: "Ramadan 1447H".
    pub words: String,
    /// The first day that counts now, as YYYY-MM-DD.
    pub start: String,
    /// The days on which it can be said to begin, in order.
    pub starts: Vec<HijriStartView>,
}

/// A day on which a Hijri month can begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HijriStartView {
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub words: String,
    /// Whether it begins then while nobody says otherwise.
    pub computed: bool,
}

/// The prayer settings.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrayerSettingsView {
    /// What the editor must hand back; absent before anything was kept.
    pub seen: Option<String>,
    /// What was chosen.
    pub settings: PrayerSettings,
    /// Where the times are for, in words.
    pub place_words: Option<String>,
    /// The zone, if it is one.
    pub zone: Option<ZoneView>,
    /// The five prayers and their names, in the order of the day.
    pub prayers: Vec<PrayerNameView>,
    /// The methods for a place outside Malaysia.
    pub methods: Vec<SolatChoiceView>,
    /// What the method is called that counts at the chosen point while none was chosen.
    pub usual_method: Option<String>,
    /// By what the times of the chosen point are worked out, in words.
    pub method_words: Option<String>,
    /// The rules for the far north and south; the first is the usual one.
    pub high_latitudes: Vec<SolatChoiceView>,
    /// Today's Hijri date with the present shift, in words.
    pub hijri_words: Option<String>,
    /// The present Hijri month and the next one; none outside the years 1999 to 2058.
    pub hijri_months: Vec<HijriMonthView>,
    /// Whether the times depend on this device's clock being set to the right time zone.
    pub follows_device: bool,
    /// How one sees that the device is not there.
    pub elsewhere: Option<Elsewhere>,
    /// The official table that is kept for the zone.
    pub table: Option<KeptTableView>,
    /// Fetching official tables.
    pub download: TableAddressView,
}

/// A prayer and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrayerNameView {
    /// Which.
    pub prayer: Prayer,
    /// What it is called.
    pub name: String,
}

/// The prayer settings as the editor leaves them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrayerSettingsRequest {
    /// What the view said.
    pub seen: Option<String>,
    /// What is chosen.
    pub settings: PrayerSettings,
}

/// Values of a table that are not taken: of one prayer, for one reason, on days running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RefusedTimeView {
    /// The day, or the days running, in words.
    pub date_words: String,
    /// How many days.
    pub days: u32,
    /// Which time.
    pub time: SolatTime,
    /// What it is called.
    pub name: String,
    /// What the table says, in words, if it is one day's and the table says one time.
    pub given_words: Option<String>,
    /// What was computed and stays, in words, if it is one day's.
    pub computed_words: Option<String>,
    /// Why, in words.
    pub reason_words: String,
}

/// A prayer that a table moves by the same minutes for weeks: the person decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TableShiftView {
    /// Names it when the table is accepted.
    pub index: u32,
    /// Which time.
    pub time: SolatTime,
    /// What it is called.
    pub name: String,
    /// The difference in minutes, positive when the table is later.
    pub minutes: i16,
    /// The difference in words: "Subuh 8 minit lebih lewat, Ahad 1 Dis 2019 – Selasa 31 Dis 2019 (31 hari)".
    pub words: String,
}

/// A table that was read and checked. Nothing of it is used until it is accepted.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TableCheckView {
    /// The file's name, or the address that was asked.
    pub from: String,
    /// The zone that it was read for, in words.
    pub zone_words: String,
    /// Why nothing of it can be used, in words; everything below is empty then.
    pub refusal_words: Option<String>,
    /// From when to when it goes, in words.
    pub span_words: Option<String>,
    /// On how many days there is a time to take.
    pub days: u32,
    /// How many times can be taken.
    pub accepted: u32,
    /// How many times are not taken.
    pub refused_count: u32,
    /// The first of those not taken, at most 100.
    pub refused: Vec<RefusedTimeView>,
    /// Prayers moved for weeks, each to be confirmed or left.
    pub shifts: Vec<TableShiftView>,
    /// The zone that the table fits better, in words: a warning.
    pub like_words: Option<String>,
    /// The days without a row, in words, at most 20 stretches.
    pub missing_words: Vec<String>,
}

/// Asks to use the table that was checked last.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TableAcceptRequest {
    /// The shifts that are confirmed, by their index.
    pub shifts: Vec<u32>,
}
