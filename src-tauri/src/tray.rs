//! The tray: Help first, then the window, the lock and the way out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tauri::menu::{Menu, MenuEvent, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Emitter as _, Manager as _};
use ukhwah_client::text;

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

/// Whether the app is in a tray.
pub(crate) fn is_there(handle: &AppHandle) -> bool {
    handle.tray_by_id(TRAY).is_some()
}

/// Lets the tray speak the person's language.
pub(crate) fn follow(handle: &AppHandle) {
    if let Some(tray) = handle.tray_by_id(TRAY)
        && let Err(error) = menu(handle).and_then(|menu| tray.set_menu(Some(menu)))
    {
        tracing::warn!(%error, "the tray's menu was not renewed");
    }
}

fn build(handle: &AppHandle) -> tauri::Result<()> {
    let mut tray = TrayIconBuilder::with_id(TRAY).menu(&menu(handle)?).on_menu_event(on_menu);
    if let Some(icon) = handle.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.build(handle).map(drop)
}

fn menu(handle: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let language = handle.state::<Core>().language();
    let item = |id: &str, words: &str| MenuItem::with_id(handle, id, words, true, None::<&str>);
    let help = item("help", text::tray_help(language))?;
    let open = item("open", text::tray_open(language))?;
    let lock = item("lock", text::tray_lock(language))?;
    let quit = item("quit", text::tray_quit(language))?;
    Menu::with_items(handle, &[&help, &open, &lock, &quit])
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
        "lock" => {
            let core = Arc::clone(&handle.state::<Core>());
            std::thread::spawn(move || {
                if let Err(error) = core.lock_now() {
                    tracing::warn!(%error, "the app was not locked in order");
                }
            });
        }
        "quit" => handle.exit(0),
        _ => window::show(handle),
    }
}
