//! Generated files are what their generator writes now.

#[test]
fn generated_files_are_up_to_date() {
    for (path, wanted) in ukhwah_tests::generated() {
        let found = std::fs::read_to_string(ukhwah_tests::root().join(path)).unwrap_or_default();
        assert!(found == wanted, "{path} is out of date: run ./dev gen");
    }
}

#[test]
fn the_hash_of_a_published_migration_is_never_written_anew() {
    let kept = "aa 0001_init.sql\n";
    for (wanted, is_fine) in [
        ("aa 0001_init.sql\n", true),
        ("aa 0001_init.sql\nbb 0002_next.sql\n", true),
        ("cc 0001_init.sql\n", false),
        ("cc 0001_init.sql\nbb 0002_next.sql\n", false),
        ("", false),
    ] {
        assert_eq!(ukhwah_tests::only_appends(kept, wanted), is_fine, "{wanted}");
    }
    assert!(ukhwah_tests::only_appends("", kept));
}

#[test]
fn only_one_folder_of_the_interface_touches_the_host() {
    let source = ukhwah_tests::root().join("ui/src");
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the interface's source is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.starts_with(source.join("lib/ipc")) {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                assert!(!text.contains("@tauri-apps/"), "{} imports the host", path.display());
            }
        }
    }
}

#[test]
fn the_window_may_do_nothing_but_call_the_core() {
    let path = ukhwah_tests::root().join("src-tauri/capabilities");
    let files: Vec<_> =
        std::fs::read_dir(path).expect("capabilities").map(|entry| entry.expect("one").path()).collect();
    assert_eq!(files.len(), 1, "one capability, for one window");
    let text = std::fs::read_to_string(&files[0]).expect("readable");
    for word in ["opener", "dialog", "fs:", "shell", "http", "remote", "core:default"] {
        assert!(!text.contains(&format!("\"{word}")), "the window has {word}");
    }
}
