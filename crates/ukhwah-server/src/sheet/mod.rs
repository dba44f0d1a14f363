//! The recovery sheet.

pub mod set;
