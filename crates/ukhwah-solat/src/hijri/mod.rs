//! The Hijri calendar as Malaysia keeps it.
