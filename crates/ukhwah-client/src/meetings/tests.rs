//! The meetings as the interface uses them.
