//! Writes every file that is generated and committed.

#![forbid(unsafe_code)]

fn main() -> std::io::Result<()> {
    ukhwah_tests::generate()
}
