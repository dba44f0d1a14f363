//! What a locked process still holds: a child of this one opens the app, locks it and waits, while its memory is read.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::FileExt as _;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::*;
use crate::testing::TestDevice;

/// Names the folder to the test that runs as a process of its own.
const CHILD: &str = "UKHWAH_TEST_MEMORY";
const PASSPHRASE: &str = "kopi o kosong";

fn bare_device() -> Arc<TestDevice> {
    let device = Arc::<TestDevice>::default();
    device.break_vault(VaultError::Absent);
    device
}

/// The main key in every form in which somebody would look for it.
struct Forms {
    raw: Vec<u8>,
    lower: Vec<u8>,
    upper: Vec<u8>,
}

impl Forms {
    fn of(key: &[u8; 32]) -> Self {
        let hex = hex::encode(key);
        Self { raw: key.to_vec(), upper: hex.to_uppercase().into_bytes(), lower: hex.into_bytes() }
    }

    /// How often each is in a piece of memory, and half a raw key too.
    fn count(&self, memory: &[u8]) -> [usize; 5] {
        let times = |form: &[u8]| {
            let first = form[0];
            let starts = memory.iter().enumerate().filter(|(_, byte)| **byte == first);
            starts.filter(|(at, _)| memory[*at..].starts_with(form)).count()
        };
        [times(&self.raw), times(&self.raw[..16]), times(&self.raw[16..]), times(&self.lower), times(&self.upper)]
    }
}

/// A child that has the app, and its two ends of talk.
struct Holder {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Holder {
    fn start(folder: &Path) -> Self {
        let (_, module) = module_path!().split_once("::").expect("this is no crate's root");
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", &format!("{module}::while_locked_the_main_key_is_nowhere_in_memory"), "--nocapture"])
            .env(CHILD, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("run");
        let (input, output) = (child.stdin.take().expect("asked for"), child.stdout.take().expect("asked for"));
        Self { child, input, output: BufReader::new(output) }
    }

    /// Waits for the child to have done this.
    fn hear(&mut self, word: &str) {
        let mut line = String::new();
        while self.output.read_line(&mut line).expect("it talks") > 0 {
            if line.contains(word) {
                return;
            }
            line.clear();
        }
        panic!("the child ended before it said {word}");
    }

    fn go_on(&mut self) {
        self.input.write_all(b"\n").expect("it listens");
    }

    /// What is found of the key in all memory that can be read.
    fn scan(&self, forms: &Forms) -> [usize; 5] {
        let id = self.child.id();
        let maps = std::fs::read_to_string(format!("/proc/{id}/maps")).expect("a child of ours");
        let memory = File::open(format!("/proc/{id}/mem")).expect("a child of ours");
        let mut found = [0; 5];
        for line in maps.lines() {
            let mut words = line.split_whitespace();
            let (range, rights) = (words.next().expect("a range"), words.next().expect("rights"));
            let bound = |text: &str| u64::from_str_radix(text, 16).expect("an address");
            let (start, end) = range.split_once('-').map(|(start, end)| (bound(start), bound(end))).expect("a range");
            // What the program only reads is its file, which never held a key.
            if !rights.starts_with("rw") {
                continue;
            }
            let mut piece = vec![0; usize::try_from(end - start).expect("it fits")];
            if memory.read_exact_at(&mut piece, start).is_ok() {
                let here = forms.count(&piece);
                if here != [0; 5] {
                    eprintln!("{line}: {here:?}");
                }
                found.iter_mut().zip(here).for_each(|(sum, here)| *sum += here);
            }
        }
        found
    }
}

/// Opens the app in the process of its own, uses it, and locks it.
fn hold(folder: &Path) {
    let wait = |word: &str| {
        println!("{word}");
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).expect("the other end is there");
    };
    let app = start(folder, bare_device());
    unlock(&app, PASSPHRASE).expect("right");
    app.person_save(someone("Zul", "013-456 7891")).expect("saved");
    assert_eq!(app.people_view().expect("shown").people.len(), 2);
    wait("it is open");
    app.lock_now().expect("locked");
    wait("it is locked");
}

#[test]
fn while_locked_the_main_key_is_nowhere_in_memory() {
    if let Some(folder) = std::env::var_os(CHILD) {
        hold(Path::new(&folder));
        return;
    }
    let folder = folder();
    let app = start(folder.path(), bare_device());
    app.begin().expect("begun");
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    app.welcome_done().expect("noted");
    set_lock(&app, Some(LockKind::Passphrase), PASSPHRASE, None).expect("locked");
    let forms = app.with_open(|open| Ok(Forms::of(open.key.expose_raw()))).expect("open");
    app.shut_down();
    drop(app);

    let mut holder = Holder::start(folder.path());
    holder.hear("it is open");
    assert!(holder.scan(&forms)[0] > 0, "this is how it looks while it is there");
    holder.go_on();
    holder.hear("it is locked");
    assert_eq!(holder.scan(&forms), [0; 5], "raw, its two halves, and in letters");
    holder.go_on();
    assert!(holder.child.wait().expect("it ends").success());
}
