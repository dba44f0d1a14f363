//! Turns the catalogue of texts into functions, so that a missing text or a wrong placeholder does not compile.
//!
//! The interface reads the same files. Only `core.json` becomes Rust: it holds the texts that the core itself says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

const CATALOGUE: &str = "../../ui/messages";
const PREFIX: &str = "core_";

type Messages = BTreeMap<String, String>;

fn main() {
    println!("cargo:rerun-if-changed={CATALOGUE}");
    let (malay, english) = (read("ms"), read("en"));
    let names: BTreeSet<&String> = malay.keys().chain(english.keys()).collect();
    let mut code = String::new();
    for name in names {
        let ms = malay.get(name).unwrap_or_else(|| panic!("{name} is missing in Malay"));
        let en = english.get(name).unwrap_or_else(|| panic!("{name} is missing in English"));
        assert_eq!(places(ms), places(en), "{name} has different placeholders in the two languages");
        function(&mut code, name.strip_prefix(PREFIX).expect("read() checked the prefix"), ms, en);
    }
    let target = std::env::var("OUT_DIR").expect("Cargo sets it");
    std::fs::write(Path::new(&target).join("text.rs"), code).expect("the build folder can be written");
}

fn read(language: &str) -> Messages {
    let path = format!("{CATALOGUE}/{language}/core.json");
    let json = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut messages: Messages = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{path}: {error}"));
    messages.remove("$schema");
    for name in messages.keys() {
        assert!(name.starts_with(PREFIX), "{path}: {name} does not start with {PREFIX}");
    }
    messages
}

/// The names in braces, each once.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn function(code: &mut String, name: &str, ms: &str, en: &str) {
    let places = places(ms);
    let written = if places.is_empty() {
        write!(
            code,
            "/// {en:?}\n#[must_use]\npub fn {name}(language: Language) -> &'static str {{
    match language {{\n        Language::Ms => {ms:?},\n        Language::En => {en:?},\n    }}\n}}\n\n"
        )
    } else {
        let parameters: Vec<_> = places.iter().map(|place| format!("{place}: impl Display")).collect();
        // What a person wrote may turn the words around it.
        let bound: String = places
            .iter()
            .map(|place| format!("    let {place} = {place}.to_string();\n    let {place} = isolated(&{place});\n"))
            .collect();
        write!(
            code,
            "/// {en:?}\n#[must_use]\npub fn {name}(language: Language, {}) -> String {{
{bound}    match language {{\n        Language::Ms => format!({ms:?}),\n        Language::En => format!({en:?}),\n    }}\n}}\n\n",
            parameters.join(", ")
        )
    };
    written.expect("writing to memory does not fail");
}
