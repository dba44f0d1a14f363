//! Prayer times on the command line.

fn main() {}
