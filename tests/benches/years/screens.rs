//! What each screen asks of the core when it opens, and when it goes on to what is older.

use std::collections::BTreeMap;

use serde_json::Value;
use ukhwah_client::app::App;
use ukhwah_client::bindings::CALLS;
use ukhwah_tests::call::call;

/// A screen, and its calls with their requests. What stands after a `$` is looked up in the profile.
pub(crate) struct Screen(pub(crate) &'static str, pub(crate) &'static [(&'static str, &'static str)]);

pub(crate) const SCREENS: &[Screen] = &[
    Screen("the frame", &[("app_view", "")]),
    Screen("Help", &[("help_view", r#"{"skipped":[]}"#)]),
    Screen("Today", &[("today_view", ""), ("reminder_service", "")]),
    Screen("people", &[("people_view", ""), ("meetings_view", "")]),
    Screen("lines", &[("lines_view", "")]),
    Screen("plan", &[("plan_view", ""), ("people_view", ""), ("decks_view", "")]),
    Screen("plan: versions", &[("plan_versions", r#"{"skip":0}"#)]),
    Screen("plan: a version", &[("plan_version", r#"{"id":"$version"}"#)]),
    Screen("meetings", &[("meetings_view", "")]),
    Screen("prayer times", &[("solat_view", r#"{"date":null}"#)]),
    Screen("prayer settings", &[("prayer_settings_view", ""), ("routine_view", ""), ("table_address_view", "")]),
    Screen("zones", &[("zones_search", r#"{"words":"kuantan"}"#)]),
    Screen("routine", &[("routine_view", "")]),
    Screen("routine: this month", &[("history_view", r#"{"month":null}"#)]),
    Screen("routine: nine years ago", &[("history_view", r#"{"month":"$old_month"}"#)]),
    Screen("routine: a day", &[("routine_day", r#"{"date":"$old_day"}"#)]),
    Screen("zikir", &[("routine_view", ""), ("zikir_view", r#"{"id":"$zikir","date":"$old_day"}"#)]),
    Screen("service", &[("service_view", "")]),
    Screen("service: the oldest", &[("service_older", r#"{"skip":2980}"#)]),
    Screen("service: an entry", &[("service_entry", r#"{"id":"$service"}"#)]),
    Screen("service: a sheet of all", &[("service_preview", SHEET)]),
    Screen("path", &[("path_view", r#"{"names":true}"#)]),
    Screen("path: an event", &[("path_event", r#"{"id":"$event"}"#)]),
    Screen("stories", &[("stories_view", "")]),
    Screen("a story", &[("story_view", r#"{"id":"$story"}"#)]),
    Screen("a version of it", &[("story_version", r#"{"id":"$told"}"#)]),
    Screen("sharing", &[("story_sharing", r#"{"id":"$told"}"#), ("story_preview", LISTENER)]),
    Screen("Muhasabah", &[("reflection_view", "")]),
    Screen("check-ins", &[("checkins_view", r#"{"skip":0}"#)]),
    Screen("check-ins: the oldest", &[("checkins_view", r#"{"skip":4950}"#)]),
    Screen("a check-in", &[("checkin_view", r#"{"id":"$check_in"}"#)]),
    Screen("trends: four weeks", &[("trends_view", r#"{"span":"four_weeks"}"#)]),
    Screen("trends: a year", &[("trends_view", r#"{"span":"year"}"#)]),
    Screen("trends: all", &[("trends_view", r#"{"span":"all"}"#)]),
    Screen("journal", &[("journal_view", r#"{"tag":null,"count":30}"#)]),
    Screen("journal: a tag", &[("journal_view", r#"{"tag":"kerja","count":30}"#)]),
    Screen("journal: ten pages", &[("journal_view", r#"{"tag":null,"count":300}"#)]),
    Screen("journal: an entry", &[("journal_entry", r#"{"id":"$entry"}"#)]),
    Screen("search", &[("search", r#"{"text":"kerja malam","group":null}"#)]),
    Screen("search: all of a part", &[("search", r#"{"text":"hujan","group":"journal"}"#)]),
    Screen("load of the work", &[("burden_view", "")]),
    Screen("shifts", &[("shifts_view", r#"{"skip":0}"#)]),
    Screen("shifts: the oldest", &[("shifts_view", r#"{"skip":2550}"#)]),
    Screen("a shift", &[("shift_view", r#"{"id":"$shift"}"#)]),
    Screen("work and boundaries", &[("work_view", "")]),
    Screen("balance", &[("balance_view", r#"{"week":null,"weeks":0}"#)]),
    Screen("balance: all weeks", &[("balance_view", r#"{"week":null,"weeks":520}"#)]),
    Screen("reminders", &[("reminders_view", ""), ("settings_view", "")]),
    Screen("settings", &[("settings_view", "")]),
    Screen("recovery", &[("recovery_view", "")]),
    Screen("backups", &[("backups_view", "")]),
    Screen("sync", &[("sync_view", "")]),
];

const SHEET: &str = r#"{"sheet":"entries","from":null,"to":null,"columns":["date","name","hours","place","note"],
    "form":"pdf","name":null}"#;

const LISTENER: &str = r#"{"version":"$told","listener":{"person":null,"words":"Pelajar"}}"#;

/// Where each name behind a `$` is found: a call that shows it, its request, and the way to it.
const NAMES: [(&str, &str, &str, &str); 10] = [
    ("$version", "plan_versions", r#"{"skip":0}"#, "/versions/0/id"),
    ("$zikir", "routine_view", "", "/items/1/id"),
    ("$service", "service_view", "", "/entries/0/id"),
    ("$event", "path_view", r#"{"names":true}"#, "/goals/0/rows/0/event"),
    ("$story", "stories_view", "", "/stories/0/id"),
    ("$told", "service_view", "", "/stories/0/id"),
    ("$check_in", "checkins_view", r#"{"skip":0}"#, "/check_ins/0/id"),
    ("$entry", "journal_view", r#"{"tag":null,"count":30}"#, "/entries/0/id"),
    ("$shift", "shifts_view", r#"{"skip":0}"#, "/shifts/0/id"),
    ("$today", "routine_view", "", "/today"),
];

/// The calls of all screens, ready to be made.
pub(crate) struct Calls {
    names: BTreeMap<&'static str, String>,
}

impl Calls {
    /// Looks up what the requests name.
    ///
    /// # Panics
    /// If a call that shows something is measured by no screen.
    pub(crate) fn of(app: &App) -> Self {
        let measured = |call: &&str| SCREENS.iter().any(|screen| screen.1.iter().any(|(name, _)| name == call));
        let forgotten: Vec<_> = CALLS.iter().filter(|call| call.ends_with("_view") && !measured(call)).collect();
        assert!(forgotten.is_empty(), "no screen measures {forgotten:?}");
        let mut names = BTreeMap::new();
        for (name, by, request, way) in NAMES {
            let view: Value = serde_json::from_str(&call(app, by, request)).expect("JSON");
            names.extend(view.pointer(way).and_then(Value::as_str).map(|found| (name, found.to_owned())));
        }
        let year = names["$today"][..4].parse::<i32>().expect("a year") - 9;
        names.insert("$old_month", format!("{year}-06"));
        names.insert("$old_day", format!("{year}-06-15"));
        Self { names }
    }

    /// The screens whose requests name nothing that the profile has not.
    pub(crate) fn screens(&self) -> impl Iterator<Item = &'static Screen> {
        SCREENS.iter().filter(|screen| screen.1.iter().all(|(_, request)| !self.named(request).contains('$')))
    }

    /// Makes the calls of a screen, and says how long the answers are.
    pub(crate) fn make(&self, app: &App, screen: &Screen) -> usize {
        screen.1.iter().map(|(name, request)| call(app, name, &self.named(request)).len()).sum()
    }

    fn named(&self, request: &str) -> String {
        // The longest name first, since one may begin as another does.
        self.names.iter().rev().fold(request.to_owned(), |request, (name, id)| request.replace(name, id))
    }
}
