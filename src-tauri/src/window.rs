//! The one window.

use std::sync::Arc;
use std::time::Duration;

use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

use crate::{Core, autostart, tray};

const MAIN: &str = "main";

/// After this long the window is shown whatever the page does, so that an error in it does not leave nothing at all.
const SHOW_AT_LATEST: Duration = Duration::from_secs(3);

/// The window's size in logical pixels if it was given, as `UKHWAH_WINDOW=390x844`: for pictures and tests.
pub(crate) fn fixed_size() -> Option<(f64, f64)> {
    let size = std::env::var("UKHWAH_WINDOW").ok()?;
    let (width, height) = size.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// Opens the window; it is shown when its page is there.
pub(crate) fn open(handle: &AppHandle) -> tauri::Result<()> {
    let (width, height) = fixed_size().unwrap_or((1100.0, 760.0));
    let window = WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::default())
        .title("Ukhwah")
        .inner_size(width, height)
        .min_inner_size(320.0, 480.0)
        .decorations(fixed_size().is_none())
        .visible(false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                reveal(window.app_handle());
            }
        })
        .build()?;
    if fixed_size().is_some() {
        window.set_position(tauri::LogicalPosition::new(0, 0))?;
    }
    let late = handle.clone();
    std::thread::spawn(move || {
        std::thread::sleep(SHOW_AT_LATEST);
        reveal(&late);
    });
    Ok(())
}

/// Brings the window back from the tray or from behind others.
pub(crate) fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(MAIN) {
        for done in [window.unminimize(), window.show(), window.set_focus()] {
            if let Err(error) = done {
                tracing::warn!(%error, "the window was not brought back");
            }
        }
    }
}

fn reveal(handle: &AppHandle) {
    // Started with the system, it waits in the tray, where there is one to wait in.
    if std::env::args().any(|argument| argument == autostart::HIDDEN) && tray::is_there(handle) {
        return;
    }
    let is_hidden = handle.get_webview_window(MAIN).is_some_and(|window| !window.is_visible().unwrap_or(true));
    if is_hidden {
        show(handle);
    }
}

/// Closing the window ends the app, unless the person chose to leave it in the tray.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    api.prevent_close();
    let (window, core) = (window.clone(), Arc::clone(&window.state::<Core>()));
    // The core may be busy with a long task; the window must not wait for it.
    std::thread::spawn(move || {
        if core.closes_to_tray() && window.hide().is_ok() {
            return;
        }
        window.app_handle().exit(0);
    });
}
