//! Reference data that is read where it lies and never copied into the repository.

use std::env;
use std::fs;
use std::path::PathBuf;

/// Reads `solat/<name>` of the shared reference data: beside the repository, or where `UKHWAH_SHARED` says.
///
/// Without it the test that asks is skipped and says so; where `CI` is set that is a failure.
#[expect(clippy::print_stdout, reason = "a skipped test has to say so")]
pub(crate) fn read(name: &str) -> Option<String> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let path = env::var_os("UKHWAH_SHARED").map_or_else(beside, PathBuf::from).join("solat").join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            assert!(env::var_os("CI").is_none(), "{}: {error}", path.display());
            println!("SKIPPED: no {}, set UKHWAH_SHARED", path.display());
            None
        }
    }
}
