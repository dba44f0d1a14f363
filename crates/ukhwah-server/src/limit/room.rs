//! How much is done at once: bytes of bodies, pages, calls of one device.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use ukhwah_protocol::error::ErrorCode;

use crate::error::{Failure, Refusal};

/// Bytes of bodies that are read at once from members who have logged in.
const MEMBERS_BYTES: usize = 128 * 1024 * 1024;
/// Bytes of bodies that are read at once from everybody else.
const ANYBODY_BYTES: usize = 16 * 1024 * 1024;
/// Bytes in one permit.
const UNIT: usize = 1024;
/// Pages of changes or index that are made or sent at once.
const PAGES: usize = 64;
/// Calls of one device at once: a wait, and what it does beside it.
const CALLS: u32 = 8;

/// What is free.
pub struct Room {
    members: Arc<Semaphore>,
    anybody: Arc<Semaphore>,
    pages: Arc<Semaphore>,
    calls: Mutex<HashMap<[u8; 16], u32>>,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            members: Arc::new(Semaphore::new(MEMBERS_BYTES / UNIT)),
            anybody: Arc::new(Semaphore::new(ANYBODY_BYTES / UNIT)),
            pages: Arc::new(Semaphore::new(PAGES)),
            calls: Mutex::default(),
        }
    }
}

/// A call of a device, which ends when this is let go of.
pub struct Call {
    room: Arc<Room>,
    who: [u8; 16],
}

impl Drop for Call {
    fn drop(&mut self) {
        let mut calls = self.room.calls.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = calls.get_mut(&self.who) {
            *count -= 1;
            if *count == 0 {
                calls.remove(&self.who);
            }
        }
    }
}

impl Room {
    /// Lets a device or sheet begin a call.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn call(self: &Arc<Self>, who: [u8; 16]) -> Result<Call, Failure> {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let count = calls.entry(who).or_default();
        if *count >= CALLS {
            return Err(Refusal::new(ErrorCode::RateLimited, "too many calls of one device at once").after(1).into());
        }
        *count += 1;
        Ok(Call { room: Arc::clone(self), who })
    }

    /// How many calls are going on.
    #[must_use]
    pub fn call_count(&self) -> usize {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).values().map(|count| *count as usize).sum()
    }

    /// Room for a body.
    ///
    /// # Errors
    /// `busy`.
    pub fn body(&self, bytes: usize, is_member: bool) -> Result<OwnedSemaphorePermit, Failure> {
        let room = if is_member { &self.members } else { &self.anybody };
        let units = u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX);
        let busy = |_| Refusal::busy("too much is being sent at the moment");
        Ok(Arc::clone(room).try_acquire_many_owned(units).map_err(busy)?)
    }

    /// Room for a page of an answer; whoever asks waits for it.
    ///
    /// # Errors
    /// `busy`.
    pub async fn page(&self) -> Result<OwnedSemaphorePermit, Failure> {
        let busy = |_| Refusal::busy("the server is closing");
        Ok(Arc::clone(&self.pages).acquire_owned().await.map_err(busy)?)
    }
}
