//! A person who keeps prayers, for the tests of this module.

use ukhwah_domain::plan::{Code, Point};
use ukhwah_domain::routine::{PrayerPlace, PrayerSettings};

use super::{PrayerSettingsRequest, PrayerSettingsView, TableService};
use crate::settings::ProfileSettings;
use crate::testing::{self, TestApp};

pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) folder: tempfile::TempDir,
}

/// A new app of someone who has switched religious content on and chosen nothing else.
pub(super) fn believer() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let world = World { app: testing::app(folder.path()), folder };
    world.religion(true);
    world
}

/// Someone in Kuantan whose app would fetch tables from this service.
pub(super) fn fetching(tables: TableService) -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let world = World { app: testing::app_fetching(folder.path(), tables), folder };
    world.religion(true);
    world.save(PrayerSettings { place: zone("PHG02"), ..PrayerSettings::default() });
    world
}

/// A new app of someone who keeps prayers in Kuantan.
pub(super) fn kuantan() -> World {
    let world = believer();
    world.save(PrayerSettings { place: zone("PHG02"), ..PrayerSettings::default() });
    world
}

pub(super) fn zone(code: &str) -> Option<PrayerPlace> {
    Some(PrayerPlace::Zone { code: Code::parse(code).expect("a short text") })
}

pub(super) fn point(written: &str) -> Option<PrayerPlace> {
    Some(PrayerPlace::Point { point: written.parse::<Point>().expect("a point") })
}

impl World {
    pub(super) fn religion(&self, religion: bool) {
        let request = ProfileSettings { religion, sex: None, prefer_same_sex: false };
        self.app.profile_save(request).expect("kept");
    }

    pub(super) fn settings(&self) -> PrayerSettingsView {
        self.app.prayer_settings_view().expect("shown")
    }

    pub(super) fn save(&self, settings: PrayerSettings) -> PrayerSettingsView {
        let seen = self.settings().seen;
        self.app.prayer_settings_save(PrayerSettingsRequest { seen, settings }).expect("kept")
    }

    /// Changes something in the settings as they are.
    pub(super) fn change(&self, change: impl FnOnce(&mut PrayerSettings)) -> PrayerSettingsView {
        let mut settings = self.settings().settings;
        change(&mut settings);
        self.save(settings)
    }
}
