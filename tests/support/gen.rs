//! Writes every file that is generated and committed.

#![forbid(unsafe_code)]

fn main() -> std::io::Result<()> {
    for (path, content) in ukhwah_tests::generated() {
        std::fs::write(ukhwah_tests::root().join(path), content)?;
    }
    Ok(())
}
