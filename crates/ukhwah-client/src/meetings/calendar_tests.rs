//! Calendar files as other programs write them.
