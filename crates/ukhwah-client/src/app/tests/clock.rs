//! A clock that is wrong by decades: nobody is kept out, and nothing is lost.

use super::*;
use crate::people::PersonView;

const WRONG: [[&str; 3]; 2] = [
    ["1970-01-01T00:00:00Z", "1970-01-01T00:00:31Z", "1970-01-02T00:00:00Z"],
    ["2099-12-30T00:00:00Z", "2099-12-30T00:00:31Z", "2099-12-31T23:59:59Z"],
];

fn dailies(app: &TestApp) -> usize {
    app.settings_view().expect("open").backups.len()
}

#[test]
fn a_profile_of_1970_or_2099_works_from_its_first_day() {
    for [now, later, next_day] in WRONG {
        let folder = folder();
        let device = Arc::<crate::testing::TestDevice>::default();
        device.set_now(now);
        let app = start(folder.path(), device);
        app.begin().expect("begun");
        app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
        app.welcome_done().expect("noted");
        app.today_view().expect("shown");
        assert_eq!(dailies(&app), 1);
        set_lock(&app, Some(LockKind::Pin), PIN, None).expect("set");
        app.lock_now().expect("locked");
        for _ in 0..5 {
            assert_eq!(code(unlock(&app, "000001")), Some(ErrorCode::WrongSecret), "{now}");
        }
        assert_eq!(app.app_view().expect("shown").stage, Stage::Locked { kind: LockKind::Pin, wait: 30 });
        assert_eq!(names(&app), ["Abang Rahim"]);
        app.device.set_now(later);
        unlock(&app, PIN).expect("right");
        app.device.set_now(next_day);
        let app = restart(folder.path(), app);
        unlock(&app, PIN).expect("right");
        assert_eq!(dailies(&app), 2, "{now}");
        assert_eq!(names(&app), ["Abang Rahim"]);
    }
}

#[test]
fn the_latest_edit_shows_whatever_the_clock_said() {
    let folder = folder();
    let mut app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    let years = ["2099-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2026-03-06T04:00:00Z", "1970-01-01T00:00:01Z"];
    for now in years {
        app.device.set_now(now);
        let person = app.people_view().expect("shown").people.remove(0);
        let name = format!("Rahim {}", &now[..4]);
        app.person_save(PersonRequest { name: name.clone(), ..edited(&person) }).expect("saved");
        app.person_greeted(crate::people::PersonTarget { id: person.id }).expect("noted");
        app = restart(folder.path(), app);
        assert_eq!(names(&app), [name]);
        app.today_view().expect("shown");
        let people = app.people_view().expect("shown").people;
        assert!(people.len() == 1 && people[0].numbers.len() == 1);
        assert_eq!(people[0].numbers[0].display, "013-456 7890");
    }
}

/// The editor's request for somebody in whom nothing was changed.
fn edited(person: &PersonView) -> PersonRequest {
    let numbers = person.numbers.iter().map(|number| NumberRequest {
        id: Some(number.id),
        seen: Some(number.seen.clone()),
        text: number.display.clone(),
        label: number.label,
        whatsapp: number.whatsapp,
    });
    PersonRequest {
        id: Some(person.id),
        seen: Some(person.seen.clone()),
        numbers: numbers.collect(),
        shown_numbers: person.numbers.iter().map(|number| number.id).collect(),
        ..someone(&person.name, "")
    }
}

#[test]
fn a_wait_that_began_in_2099_is_over_in_half_a_minute_of_1970() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("set");
    app.device.set_now("2099-12-31T00:00:00Z");
    app.lock_now().expect("locked");
    for _ in 0..5 {
        assert_eq!(code(unlock(&app, "000001")), Some(ErrorCode::WrongSecret));
    }
    app.device.set_now("1970-01-01T00:00:00Z");
    assert_eq!(code(unlock(&app, PIN)), Some(ErrorCode::WaitFirst), "turning the clock back is no free try");
    let mut seconds = 0;
    while app.app_view().expect("shown").stage != (Stage::Locked { kind: LockKind::Pin, wait: 0 }) {
        seconds += 10;
        assert!(seconds <= 60, "{:?}", app.app_view());
        app.device.set_now(&format!("1970-01-01T00:{:02}:{:02}Z", seconds / 60, seconds % 60));
    }
    assert!(is_open(&unlock(&app, PIN).expect("right").stage));
}

#[test]
fn a_clock_in_1970_or_2099_keeps_nobody_out() {
    let folder = folder();
    let mut app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    for now in ["1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z"] {
        app.device.set_now(now);
        app = restart(folder.path(), app);
        assert!(is_open(&app.stage()), "{now}");
        assert_eq!(names(&app), ["Abang Rahim"]);
        app.today_view().expect("shown");
    }
}
