//! Calendar files (RFC 5545).
//!
//! Of a file only what makes a meeting is ever looked at: `split` lets nothing else through, so that guests, notes and
//! attachments are neither parsed nor kept in memory. `calcard` then reads the values that are left.

mod event;
mod rule;
mod split;
mod write;
mod zone;

pub(super) use event::{Event, Note, Problem, Timed};
pub(super) use rule::{rule_of, shifted};
pub(super) use split::{ReadError, read};
pub(super) use write::{Entry, Span, Uid, write};
pub(super) use zone::Here;
