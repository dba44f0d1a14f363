//! A first run that is cut off, fails in the middle, or is asked for twice.

use std::cell::RefCell;
use std::sync::Barrier;

use ukhwah_store::StoreError;

use super::super::begin::Step;
use super::*;
use crate::testing::TestDevice;

type Interference = (Step, Box<dyn FnOnce() -> Result<(), StoreError>>);

thread_local! {
    /// What a test does to the making of a profile, and after which of its steps.
    static INTERFERENCE: RefCell<Option<Interference>> = const { RefCell::new(None) };
}

/// Called after each step.
pub(in super::super) fn done(step: Step) -> Result<(), StoreError> {
    let interference = INTERFERENCE.with_borrow_mut(|kept| kept.take_if(|(wanted, _)| *wanted == step));
    interference.map_or(Ok(()), |(_, interfere)| interfere())
}

fn after(step: Step, interfere: impl FnOnce() -> Result<(), StoreError> + 'static) {
    INTERFERENCE.set(Some((step, Box::new(interfere))));
}

const STEPS: [Step; 5] = [Step::KeysLaidDown, Step::Created, Step::SeedWritten, Step::ProfileWritten, Step::InPlace];

/// A device without a key store, so that another process finds the keys on the disk.
fn bare_device() -> Arc<TestDevice> {
    let device = Arc::<TestDevice>::default();
    device.break_vault(VaultError::Absent);
    device
}

/// A profile with all that a profile has.
fn assert_whole(app: &TestApp, step: Step) {
    assert!(is_open(&app.stage()), "{step:?}: {:?}", app.stage());
    assert_eq!(app.recovery_view().expect("shown").words.len(), 15, "{step:?}");
    let words = app.recovery_view().expect("shown").words.join(" ");
    let code = crate::backup::parse_recovery(&words).expect("sound");
    assert!(app.keys().file().expect("there").open_with_recovery(&code).is_ok(), "{step:?}");
    assert!(app.settings_view().is_ok(), "{step:?}");
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
}

#[test]
fn a_first_run_that_fails_can_be_done_again() {
    for device in [Arc::<TestDevice>::default(), bare_device()] {
        for step in STEPS {
            let folder = folder();
            let app = start(folder.path(), Arc::clone(&device));
            after(step, || Err(StoreError::DiskFull));
            assert_eq!(code(app.begin()), Some(ErrorCode::DiskFull), "{step:?}");
            assert!(INTERFERENCE.take().is_none(), "{step:?} was never reached");
            if step != Step::InPlace {
                assert_eq!(app.stage(), Stage::Fresh, "{step:?}");
                app.begin().expect("there is room again");
            }
            let app = restart(folder.path(), app);
            assert_whole(&app, step);
            let app = restart(folder.path(), app);
            assert_eq!(names(&app), ["Abang Rahim"], "{step:?}");
            app.erase_everything().expect("erased");
        }
    }
}

#[test]
fn a_first_run_that_is_cut_off_begins_again_or_is_whole() {
    for step in STEPS {
        let (folder, copy) = (folder(), folder());
        let (from, to) = (folder.path().to_owned(), copy.path().to_owned());
        let app = start(folder.path(), bare_device());
        after(step, move || {
            for entry in std::fs::read_dir(from).expect("there") {
                let path = entry.expect("one").path();
                std::fs::copy(&path, to.join(path.file_name().expect("named"))).expect("copied");
            }
            Ok(())
        });
        app.begin().expect("begun");
        let app = start(copy.path(), bare_device());
        if step == Step::InPlace {
            assert!(is_open(&app.stage()), "{step:?}: {:?}", app.stage());
        } else {
            assert_eq!(app.stage(), Stage::Fresh, "{step:?}");
            app.begin().expect("begun again");
        }
        assert_whole(&app, step);
        let app = restart(copy.path(), app);
        assert_eq!(names(&app), ["Abang Rahim"], "{step:?}");
    }
}

#[test]
fn of_two_first_runs_at_once_one_is_refused_and_the_other_opens_ever_after() {
    for _ in 0..5 {
        let folder = folder();
        let app = start(folder.path(), Arc::default());
        let barrier = Barrier::new(2);
        let begin = || {
            barrier.wait();
            app.begin().err().map(|error| error.code)
        };
        let mut outcomes = std::thread::scope(|scope| {
            let threads = [scope.spawn(begin), scope.spawn(begin)];
            threads.map(|thread| thread.join().expect("ended"))
        });
        outcomes.sort_unstable();
        assert_eq!(outcomes, [None, Some(ErrorCode::BadRequest)]);
        let app = restart(folder.path(), app);
        assert_whole(&app, Step::InPlace);
    }
}
