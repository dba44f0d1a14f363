//! What took a while to reckon from the open database, kept as long as what it was reckoned from stays the same.

use std::sync::{Mutex, PoisonError};

/// The last answer, and what it was the answer to. It is forgotten when the database is closed.
pub(crate) struct Reckoned<Q, A>(Mutex<Option<(Q, A)>>);

impl<Q, A> Default for Reckoned<Q, A> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<Q: PartialEq, A: Clone> Reckoned<Q, A> {
    /// The answer to a question, reckoned only where it is another one than the last.
    pub(crate) fn answer<E>(&self, question: Q, reckon: impl FnOnce() -> Result<A, E>) -> Result<A, E> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, answer)) = kept.as_ref().filter(|(known, _)| *known == question) {
            return Ok(answer.clone());
        }
        let answer = reckon()?;
        *kept = Some((question, answer.clone()));
        Ok(answer)
    }

    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    #[cfg(test)]
    pub(crate) fn is_forgotten(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}
