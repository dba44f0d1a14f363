//! The texts that the core itself says, one function each, from the catalogue that the interface uses too.

use std::fmt::Display;

use ukhwah_domain::direction::isolated;
use ukhwah_domain::language::Language;

include!(concat!(env!("OUT_DIR"), "/text.rs"));
