//! Asking parts of the system that may never answer.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long a part of the system may take to answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(4);

/// So many threads may hang behind one part of the system; it is then not asked again until it lets one go.
const MOST_HANGING: usize = 8;

/// The questions to one part of the system that wait for their answers.
pub(crate) struct Patience {
    waiting: AtomicUsize,
}

impl Patience {
    pub(crate) const fn new() -> Self {
        Self { waiting: AtomicUsize::new(0) }
    }

    /// Asks on a thread of its own; `None` if there is no answer in time. What was asked for may still happen later.
    pub(crate) fn ask<T: Send + 'static>(&'static self, question: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        self.ask_for(PATIENCE, question)
    }

    fn ask_for<T: Send + 'static>(
        &'static self,
        patience: Duration,
        question: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let waiting = Waiting::begin(&self.waiting)?;
        let (answer, answered) = channel();
        let ask = move || {
            let _waiting = waiting;
            // Nobody waits any more if it took too long.
            let _ = answer.send(question());
        };
        std::thread::Builder::new().spawn(ask).ok()?;
        answered.recv_timeout(patience).ok()
    }
}

/// One question that waits, until it is dropped.
struct Waiting(&'static AtomicUsize);

impl Waiting {
    fn begin(count: &'static AtomicUsize) -> Option<Self> {
        let is_free = |waiting: usize| (waiting < MOST_HANGING).then_some(waiting + 1);
        count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, is_free).ok().map(|_| Self(count))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_answers_holds_up_nobody_and_hangs_a_few_threads_at_most() {
        static PART: Patience = Patience::new();
        let (let_go, held) = channel::<()>();
        let held = std::sync::Arc::new(std::sync::Mutex::new(held));
        for _ in 0..2 * MOST_HANGING {
            let held = std::sync::Arc::clone(&held);
            let hang = move || held.lock().map(|held| held.recv().is_ok()).unwrap_or_default();
            assert_eq!(PART.ask_for(Duration::ZERO, hang), None);
        }
        assert_eq!(PART.waiting.load(Ordering::Relaxed), MOST_HANGING);
        assert_eq!(PART.ask(|| 1), None, "it is not asked again");
        drop(let_go);
        while PART.waiting.load(Ordering::Relaxed) > 0 {
            std::thread::yield_now();
        }
        assert_eq!(PART.ask(|| 1), Some(1));
    }

    #[test]
    fn a_question_that_panics_is_one_without_an_answer() {
        static PART: Patience = Patience::new();
        assert_eq!(PART.ask(|| -> u8 { panic!("as the test wants") }), None);
        assert_eq!(PART.ask(|| 1), Some(1));
    }
}
