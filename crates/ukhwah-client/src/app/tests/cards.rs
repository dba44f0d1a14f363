use chrono::NaiveDate;
use ukhwah_domain::id::{PersonId, RecordId};

use super::*;

const THREADS: u8 = 4;
const EACH: u8 = 8;

fn person(thread: u8, number: u8) -> PersonId {
    let mut bytes = [7; 16];
    bytes[..2].copy_from_slice(&[thread, number]);
    RecordId::from_bytes(bytes).into()
}

#[test]
fn what_several_note_on_the_help_card_at_once_is_all_on_it_and_on_the_disk() {
    let folder = folder();
    let app = app(folder.path());
    let day = NaiveDate::from_ymd_opt(2026, 3, 5).expect("a day");
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let app = &app;
            scope.spawn(move || (0..EACH).for_each(|number| app.note_reached(person(thread, number), day)));
        }
        // The rest of the app writes the same card all the while.
        for number in 0..EACH {
            app.person_save(someone(&format!("Orang {number}"), "013-456 7890")).expect("saved");
        }
    });
    let noted = |app: &TestApp| {
        let mut noted = app.desk.card().expect("a card").reached;
        noted.sort_unstable();
        noted
    };
    let all: Vec<_> =
        (0..THREADS).flat_map(|thread| (0..EACH).map(move |number| (person(thread, number), day))).collect();
    assert_eq!(noted(&app), all);
    app.desk.forget();
    app.read_card();
    assert_eq!(noted(&app), all, "as it lies on the disk");
    assert_eq!(names(&app).len(), usize::from(EACH));
}
