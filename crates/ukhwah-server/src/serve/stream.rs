//! A connection whose other end must go on reading: who asks for much and takes nothing would hold it for ever.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::request::whole_time;

/// Ends with an error when nothing of what is to be sent is taken for `pause`, or all of it too slowly.
pub(super) struct Impatient<S> {
    stream: S,
    pause: Duration,
    /// While something is to be sent and was not taken at once.
    sending: Option<Box<Sending>>,
}

struct Sending {
    patience: Patience,
    end: Pin<Box<Sleep>>,
}

/// Until when more of what is to be sent must be taken.
struct Patience {
    pause: Duration,
    begun: Instant,
    last: Instant,
    taken: usize,
}

impl Patience {
    const fn new(pause: Duration, now: Instant) -> Self {
        Self { pause, begun: now, last: now, taken: 0 }
    }

    const fn take(&mut self, bytes: usize, now: Instant) {
        self.taken += bytes;
        self.last = now;
    }

    fn end(&self) -> Instant {
        (self.last + self.pause).min(self.begun + whole_time(self.taken, self.pause))
    }
}

impl<S> Impatient<S> {
    pub(super) const fn new(stream: S, pause: Duration) -> Self {
        Self { stream, pause, sending: None }
    }

    fn wrote(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let (Poll::Ready(Ok(bytes)), Some(sending)) = (&written, &mut self.sending) {
            sending.patience.take(*bytes, Instant::now());
        }
        self.watch(cx, written)
    }

    /// What was flushed was taken as a whole.
    fn flushed(&mut self, cx: &mut Context<'_>, flushed: Poll<io::Result<()>>) -> Poll<io::Result<()>> {
        if flushed.is_ready() {
            self.sending = None;
        }
        self.watch(cx, flushed)
    }

    fn watch<T>(&mut self, cx: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            return done;
        }
        let sending = self.sending.get_or_insert_with(|| {
            let patience = Patience::new(self.pause, Instant::now());
            let end = Box::pin(sleep_until(patience.end()));
            Box::new(Sending { patience, end })
        });
        sending.end.as_mut().reset(sending.patience.end());
        match sending.end.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.wrote(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.wrote(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.flushed(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let ended = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.watch(cx, ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_secs(30);

    #[test]
    fn bytes_that_are_taken_buy_time_and_single_ones_do_not() {
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let mut patience = Patience::new(PAUSE, begun);
        assert_eq!(patience.end(), after(30));
        patience.take(1, after(29));
        assert!(patience.end() < after(31), "a byte now and then");
        patience.take(64 * 1024, after(29));
        assert_eq!(patience.end(), after(46), "a second for each 4 KiB");
        patience.take(1024 * 1024, after(29));
        assert_eq!(patience.end(), after(59), "and never more than a pause");
    }
}
