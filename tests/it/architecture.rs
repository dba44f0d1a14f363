//! The arrows between crates, as `docs/ARCHITECTURE.md` draws them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// A package, with what it depends on outside of tests.
struct Package {
    name: String,
    is_member: bool,
    edges: BTreeSet<String>,
    named: BTreeSet<String>,
    targets: Vec<(String, String)>,
}

/// The packages by id.
fn packages() -> &'static BTreeMap<String, Package> {
    static PACKAGES: OnceLock<BTreeMap<String, Package>> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1", "--offline", "--filter-platform", "x86_64-unknown-linux-gnu"])
            .current_dir(ukhwah_tests::root())
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
        let members: BTreeSet<&str> = list(&metadata["workspace_members"]).filter_map(Value::as_str).collect();
        let edges = list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), edges_of(node)));
        let edges: BTreeMap<String, BTreeSet<String>> = edges.collect();
        list(&metadata["packages"])
            .map(|package| {
                let id = text(&package["id"]);
                let found = Package {
                    name: text(&package["name"]),
                    is_member: members.contains(id.as_str()),
                    edges: edges.get(&id).cloned().unwrap_or_default(),
                    named: list(&package["dependencies"])
                        .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
                        .map(|dependency| text(&dependency["name"]))
                        .collect(),
                    targets: list(&package["targets"])
                        .map(|target| (text(&target["kind"][0]), text(&target["src_path"])))
                        .collect(),
                };
                (id, found)
            })
            .collect()
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Normal and build dependencies of a node; what only tests need does not count.
fn edges_of(node: &Value) -> BTreeSet<String> {
    let is_real = |dep: &&Value| list(&dep["dep_kinds"]).any(|kind| kind["kind"].as_str() != Some("dev"));
    list(&node["deps"]).filter(is_real).map(|dep| text(&dep["pkg"])).collect()
}

fn member(name: &str) -> &'static Package {
    packages().values().find(|package| package.is_member && package.name == name).expect("it is a member")
}

fn members() -> impl Iterator<Item = &'static Package> {
    packages().values().filter(|package| package.is_member)
}

/// The names of everything that a package reaches.
fn reach(name: &str) -> BTreeSet<&'static str> {
    let mut met = BTreeSet::new();
    let mut ahead: Vec<&String> = member(name).edges.iter().collect();
    while let Some(id) = ahead.pop() {
        let package = &packages()[id];
        if met.insert(package.name.as_str()) {
            ahead.extend(&package.edges);
        }
    }
    met
}

#[test]
fn domain_crypto_protocol_and_solat_stand_alone() {
    for name in ["ukhwah-domain", "ukhwah-crypto", "ukhwah-protocol", "ukhwah-solat"] {
        let reached = reach(name);
        assert!(!reached.iter().any(|other| other.starts_with("ukhwah")), "{name} reaches another crate");
        for outside in ["tokio", "rusqlite", "tokio-postgres", "http", "reqwest", "hyper", "axum", "tauri"] {
            assert!(!reached.contains(outside), "{name} reaches {outside}");
        }
    }
}

#[test]
fn the_store_knows_the_domain_and_nothing_else_of_ours() {
    let ours: Vec<_> = reach("ukhwah-store").into_iter().filter(|name| name.starts_with("ukhwah")).collect();
    assert_eq!(ours, ["ukhwah-domain"]);
}

/// A server that could read what a person wrote does not compile.
#[test]
fn the_server_knows_the_protocol_and_nothing_else_of_ours() {
    let reached = reach("ukhwah-server");
    let ours: Vec<_> = reached.iter().copied().filter(|name| name.starts_with("ukhwah")).collect();
    assert_eq!(ours, ["ukhwah-protocol"]);
    for cipher in ["chacha20poly1305", "hpke", "argon2", "bip39"] {
        assert!(!reached.contains(cipher), "the server reaches {cipher}");
    }
    for owner in members().filter(|package| package.named.contains("ukhwah-server")) {
        assert_eq!(owner.name, "ukhwah-tests", "nothing but tests starts a server");
    }
}

#[test]
fn the_shell_sees_the_client_alone() {
    let ours: Vec<_> = member("ukhwah").named.iter().filter(|name| name.starts_with("ukhwah")).collect();
    assert_eq!(ours, ["ukhwah-client"]);
}

#[test]
fn each_part_of_the_outside_world_has_one_owner() {
    let owners = |is_owned: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
        members()
            .filter(|package| package.name != "ukhwah-tests" && package.named.iter().any(|name| is_owned(name)))
            .map(|package| package.name.as_str())
            .collect()
    };
    assert_eq!(owners(&|name| name.starts_with("tauri")), BTreeSet::from(["ukhwah"]));
    assert_eq!(owners(&|name| name.contains("keyring")), BTreeSet::from(["ukhwah"]));
    assert_eq!(owners(&|name| name == "rusqlite"), BTreeSet::from(["ukhwah-server", "ukhwah-store"]));
    for name in ["axum", "deadpool-postgres", "tokio-postgres", "tokio-rustls"] {
        assert_eq!(owners(&|named| named == name), BTreeSet::from(["ukhwah-server"]), "{name}");
    }
    assert_eq!(owners(&|name| name == "sqlx"), BTreeSet::new());
    let network = owners(&|name| name == "reqwest");
    assert!(network.iter().all(|name| *name == "ukhwah-client"), "{network:?}");
}

#[test]
fn the_client_alone_reaches_the_network_and_nothing_listens() {
    let client = reach("ukhwah-client");
    assert!(client.contains("reqwest") && client.contains("ring"));
    for outside in ["ureq", "axum", "native-tls", "openssl", "aws-lc-rs", "h2", "cookie_store"] {
        assert!(!client.contains(outside), "the client reaches {outside}");
    }
    for outside in ["reqwest", "hyper", "rustls", "tokio"] {
        assert!(!reach("ukhwah-store").contains(outside), "the store reaches {outside}");
    }
}

#[test]
fn the_lock_file_holds_one_sqlite() {
    let lock = std::fs::read_to_string(ukhwah_tests::root().join("Cargo.lock")).expect("Cargo.lock");
    assert_eq!(lock.matches("name = \"libsqlite3-sys\"\n").count(), 1);
}

#[test]
fn no_zbus_runs_inside_tokio() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "-p", "ukhwah", "-e", "features", "-f", "{p} {f}", "--prefix", "none"])
        .current_dir(ukhwah_tests::root())
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8(output.stdout).expect("cargo writes text");
    let zbus: Vec<_> = tree.lines().filter(|line| line.starts_with("zbus v")).collect();
    assert!(!zbus.is_empty());
    for line in zbus {
        let features = line.rsplit(' ').next().unwrap_or_default();
        assert!(!features.split(',').any(|feature| feature == "tokio"), "{line}");
    }
}

#[test]
fn no_crate_is_named_after_nothing() {
    for package in members() {
        for word in ["common", "core", "utils", "shared"] {
            assert!(!package.name.contains(word), "{}", package.name);
        }
    }
}

#[test]
fn every_library_forbids_unsafe_code_but_the_shell_and_the_place_where_the_key_is_given() {
    for package in members().filter(|package| package.name != "ukhwah") {
        let lint = if package.name == "ukhwah-store" { "#![deny(unsafe_code)]" } else { "#![forbid(unsafe_code)]" };
        for (kind, path) in &package.targets {
            if kind == "lib" {
                let source = std::fs::read_to_string(path).expect("its source");
                assert!(source.contains(lint), "{path}");
            }
        }
    }
    let store = ukhwah_tests::root().join("crates/ukhwah-store/src");
    let count = |file: &std::path::Path| {
        let source = std::fs::read_to_string(file).expect("its source");
        source.matches("unsafe {").count() + source.matches("unsafe fn").count() + source.matches("unsafe impl").count()
    };
    let files = std::fs::read_dir(&store).expect("there").flatten().map(|entry| entry.path());
    let total: usize = files.filter(|path| path.is_file()).map(|path| count(&path)).sum();
    assert_eq!((total, count(&store.join("key.rs"))), (1, 1));
}

/// A library such as `rrule` may bring chrono's clock along; what counts is that nobody here asks it.
#[test]
fn domain_and_solat_have_no_clock() {
    for name in ["ukhwah-domain", "ukhwah-solat"] {
        let folder = ukhwah_tests::root().join("crates").join(name);
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("its manifest");
        assert!(manifest.contains("\nchrono.workspace = true\n"), "{name} names chrono with features of its own");
        let lints = std::fs::read_to_string(folder.join("clippy.toml")).expect("its lints");
        for clock in ["std::time::SystemTime::now", "std::time::Instant::now", "chrono::Utc::now", "chrono::Local::now"]
        {
            assert!(lints.contains(&format!("path = \"{clock}\"")), "{name} may ask {clock}");
        }
    }
    let workspace = std::fs::read_to_string(ukhwah_tests::root().join("Cargo.toml")).expect("the workspace");
    let chrono = workspace.lines().find(|line| line.starts_with("chrono = ")).expect("it is named once");
    assert!(chrono.contains("default-features = false") && !chrono.contains("clock") && !chrono.contains("now"));
}
