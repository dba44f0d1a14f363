//! Declares every command to Tauri, so that a window may use only those that its capability names.

include!("../crates/ukhwah-client/src/calls.rs");

macro_rules! names {
    ($($name:ident($($request:ty)?) -> $view:ty;)*) => {
        &[$(stringify!($name)),*]
    };
}

const COMMANDS: &[&str] = for_each_call!(names);

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=crates/ukhwah-client/src/calls.rs");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes).expect("the Tauri configuration is valid");
}
