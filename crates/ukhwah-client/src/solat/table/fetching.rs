//! The one fetch that may be under way, and how it is stopped.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::Poll;

use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::oneshot::{Receiver, Sender, channel};

/// Holds the end of the fetch that is under way: letting go of it stops the fetch.
#[derive(Default)]
pub(crate) struct Fetching(Mutex<Option<Sender<()>>>);

/// Tells a fetch that it was stopped.
pub(super) struct Stopped(Receiver<()>);

impl Fetching {
    /// Begins a fetch, and stops the one before it.
    pub(super) fn begin(&self) -> Stopped {
        let (sender, receiver) = channel();
        self.hold(Some(sender));
        Stopped(receiver)
    }

    /// Stops the fetch that is under way, and keeps one that has just ended from leaving anything.
    pub(crate) fn stop(&self) {
        self.hold(None);
    }

    fn hold(&self, sender: Option<Sender<()>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = sender;
    }
}

impl Stopped {
    /// Whether it was stopped by now.
    pub(super) fn is_stopped(&mut self) -> bool {
        self.0.try_recv() != Err(TryRecvError::Empty)
    }
}

/// Does the work unless it is stopped before its end. Stopped work is dropped, and its connection with it.
pub(super) async fn unless<T>(stopped: &mut Stopped, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|context| match Pin::new(&mut stopped.0).poll(context) {
        Poll::Ready(_) => Poll::Ready(None),
        Poll::Pending => work.as_mut().poll(context).map(Some),
    })
    .await
}
