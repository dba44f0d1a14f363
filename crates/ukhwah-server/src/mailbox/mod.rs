//! Where two devices of one person meet before they know each other. Nobody logs in: the id is known to both alone.

pub mod count;
pub mod leave;
pub mod take;
