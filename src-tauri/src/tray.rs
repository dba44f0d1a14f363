//! The tray: Help first, then the window, quiet, the lock and the way out. Whether anybody sees it is for the desktop to
//! say.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use tauri::menu::{Menu, MenuEvent, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Emitter as _, Manager as _};
use ukhwah_client::reminders::Mute;
use ukhwah_client::text;

#[cfg(target_os = "linux")]
use crate::patience::Patience;
use crate::{Core, window};

const TRAY: &str = "main";

/// Puts the app into the tray, where this desktop has one.
pub(crate) fn make(handle: &AppHandle) {
    // The library behind it panics where the system lacks its own part; the app then goes without.
    match catch_unwind(AssertUnwindSafe(|| build(handle))) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "there is no tray"),
        Err(_) => tracing::warn!("there is no tray: the system's library for it is missing"),
    }
}

/// Whether the app is in a tray. Its panel may not be there yet, while the device starts, or ever.
pub(crate) fn is_made(handle: &AppHandle) -> bool {
    handle.tray_by_id(TRAY).is_some()
}

/// Whether the app is in a tray that the desktop shows now, so that a hidden window can be had back from it.
pub(crate) fn is_shown(handle: &AppHandle) -> bool {
    is_made(handle) && desktop_shows_icons()
}

/// Some desktops show no icons: GNOME does not unless it was taught to.
#[cfg(target_os = "linux")]
fn desktop_shows_icons() -> bool {
    static DESKTOP: Patience = Patience::new();
    DESKTOP.ask(linux::shows_icons).unwrap_or(false)
}

/// Other systems have a place for them.
#[cfg(not(target_os = "linux"))]
const fn desktop_shows_icons() -> bool {
    true
}

/// What the menu says.
#[derive(PartialEq, Eq)]
struct Said {
    help: &'static str,
    open: &'static str,
    quiet: String,
    is_quiet: bool,
    lock: &'static str,
    quit: &'static str,
}

impl Said {
    fn now(handle: &AppHandle) -> Self {
        let core = handle.state::<Core>();
        let (language, muted_until) = (core.language(), core.muted_until_words());
        Self {
            help: text::tray_help(language),
            open: text::tray_open(language),
            is_quiet: muted_until.is_some(),
            quiet: muted_until
                .map_or_else(|| text::tray_mute(language).to_owned(), |until| text::tray_sound(language, until)),
            lock: text::tray_lock(language),
            quit: text::tray_quit(language),
        }
    }
}

/// What the menu says now. Held while it is renewed, so that the last to come says the last word.
static SAID: Mutex<Option<Said>> = Mutex::new(None);

/// Lets the tray speak the person's language and say whether it is quiet. It does so on a thread of its own: menus are
/// made by the main thread, which may wait for what the caller holds.
pub(crate) fn follow(handle: &AppHandle) {
    let handle = handle.clone();
    std::thread::spawn(move || {
        let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tray) = handle.tray_by_id(TRAY) else { return };
        let now = Said::now(&handle);
        if said.as_ref() == Some(&now) {
            return;
        }
        match menu(&handle, &now).and_then(|menu| tray.set_menu(Some(menu))) {
            Ok(()) => *said = Some(now),
            Err(error) => tracing::warn!(%error, "the tray's menu was not renewed"),
        }
    });
}

fn build(handle: &AppHandle) -> tauri::Result<()> {
    let menu = menu(handle, &Said::now(handle))?;
    let mut tray = TrayIconBuilder::with_id(TRAY).menu(&menu).on_menu_event(on_menu);
    if let Some(icon) = handle.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.build(handle).map(drop)
}

fn menu(handle: &AppHandle, said: &Said) -> tauri::Result<Menu<tauri::Wry>> {
    let item = |id: &str, words: &str| MenuItem::with_id(handle, id, words, true, None::<&str>);
    let help = item("help", said.help)?;
    let open = item("open", said.open)?;
    let quiet = item(if said.is_quiet { "sound" } else { "mute" }, &said.quiet)?;
    let lock = item("lock", said.lock)?;
    let quit = item("quit", said.quit)?;
    Menu::with_items(handle, &[&help, &open, &quiet, &lock, &quit])
}

#[expect(clippy::needless_pass_by_value, reason = "the event is handed over by value")]
fn on_menu(handle: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "help" => {
            window::show(handle);
            if let Err(error) = handle.emit("help", ()) {
                tracing::warn!(%error, "the interface was not told");
            }
        }
        "lock" => aside(handle, |core| {
            if let Err(error) = core.lock_now() {
                tracing::warn!(%error, "the app was not locked in order");
            }
        }),
        "mute" => aside(handle, |core| mute(core, Mute::UntilNext)),
        "sound" => aside(handle, |core| mute(core, Mute::Off)),
        "quit" => {
            let handle = handle.clone();
            std::thread::spawn(move || window::quit(&handle));
        }
        _ => window::show(handle),
    }
}

/// Does something on a thread of its own: the core may be busy, and the menu must not wait for it.
fn aside(handle: &AppHandle, work: impl FnOnce(&Core) + Send + 'static) {
    let core = Arc::clone(&handle.state::<Core>());
    std::thread::spawn(move || work(&core));
}

fn mute(core: &Core, mute: Mute) {
    if let Err(error) = core.mute(mute) {
        tracing::warn!(%error, "quiet was not kept");
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use zbus::blocking::Connection;

    #[zbus::proxy(
        interface = "org.kde.StatusNotifierWatcher",
        default_service = "org.kde.StatusNotifierWatcher",
        default_path = "/StatusNotifierWatcher",
        gen_async = false
    )]
    trait Watcher {
        #[zbus(property(emits_changed_signal = "false"))]
        fn is_status_notifier_host_registered(&self) -> zbus::Result<bool>;
    }

    /// Whether somebody on the bus shows the icons of others.
    pub(super) fn shows_icons() -> bool {
        let asked = Connection::session()
            .and_then(|bus| WatcherProxy::new(&bus))
            .and_then(|watcher| watcher.is_status_notifier_host_registered());
        asked.unwrap_or_else(|error| {
            tracing::debug!(%error, "nobody shows icons");
            false
        })
    }
}
