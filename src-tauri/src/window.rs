//! The one window.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use tauri::utils::config::Color;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};
use ukhwah_client::app::Theme;
use ukhwah_client::host::{Notice, NoticeSound};
use ukhwah_client::text;

use crate::{Core, camera, notify};

const MAIN: &str = "main";
const NAME: &str = "Ukhwah";
/// For so long an app that ends goes on copying to other devices.
const LAST_COPY: Duration = Duration::from_secs(2);

/// The page's own ground in each theme, as in the UI's `tokens.css`, so that the window is not white until it is there.
const LIGHT: Color = Color(0xfa, 0xf6, 0xee, 0xff);
const DARK: Color = Color(0x0f, 0x16, 0x14, 0xff);

/// The window's size in logical pixels if it was given, as `UKHWAH_WINDOW=390x844`: for pictures and tests.
pub(crate) fn fixed_size() -> Option<(f64, f64)> {
    let size = std::env::var("UKHWAH_WINDOW").ok()?;
    let (width, height) = size.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// Opens the window. It is there before its page, so that its parts start side by side; `hidden`: it waits in the tray.
pub(crate) fn open(handle: &AppHandle, theme: Theme, hidden: bool) -> tauri::Result<()> {
    let (width, height) = fixed_size().unwrap_or((1100.0, 760.0));
    let language = handle.state::<Core>().language();
    let development = handle.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::default())
        .title(text::window_plain(language))
        .on_navigation(move |address| is_own(address, development.as_ref()))
        .on_permission_request(|_, kind| camera::answer(&kind))
        .inner_size(width, height)
        .min_inner_size(320.0, 480.0)
        .decorations(fixed_size().is_none())
        .visible(!hidden)
        .background_color(if theme == Theme::Dark { DARK } else { LIGHT })
        .build()?;
    #[cfg(all(debug_assertions, target_os = "linux"))]
    camera::draw(&window)?;
    if theme == Theme::System && window.theme().is_ok_and(|theme| theme == tauri::Theme::Dark) {
        window.set_background_color(Some(DARK))?;
    }
    if fixed_size().is_some() {
        window.set_position(tauri::LogicalPosition::new(0, 0))?;
    }
    Ok(())
}

/// Whether an address is a page of the app itself. Nothing leads elsewhere, so whatever tries to is refused.
fn is_own(address: &Url, development: Option<&Url>) -> bool {
    match (address.scheme(), address.host_str()) {
        ("tauri", Some("localhost")) => true,
        // How the app's own pages are called where a scheme of one's own cannot be had.
        ("http" | "https", Some("tauri.localhost")) => cfg!(any(target_os = "windows", target_os = "android")),
        _ => development.is_some_and(|own| own.origin() == address.origin()),
    }
}

/// Lets the title say the app's name, or only a clock: for who looks over, or at the list of windows.
pub(crate) fn name(handle: &AppHandle, named: bool) {
    let title = if named { NAME } else { text::window_plain(handle.state::<Core>().language()) };
    if let Some(window) = handle.get_webview_window(MAIN)
        && let Err(error) = window.set_title(title)
    {
        tracing::warn!(%error, "the window's title was not changed");
    }
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

/// Closing the window ends the app, unless the person chose to leave it in the tray. Where the desktop has none now, it
/// ends all the same, and says so: a window that nothing brings back would look like the same.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    api.prevent_close();
    let (window, core) = (window.clone(), Arc::clone(&window.state::<Core>()));
    // The core may be busy with a long task; the window must not wait for it.
    std::thread::spawn(move || {
        if core.closes_to_tray() && window.hide().is_ok() {
            core.sync_leaving();
            return;
        }
        if core.misses_tray() {
            // The app ends whether this is seen or not.
            let _ = notify::show(&ended(&core));
        }
        quit(window.app_handle());
    });
}

/// Ends the app. What is left to copy to other devices has a moment; nobody sees the app wait. To be called on a thread of
/// its own.
pub(crate) fn quit(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(MAIN) {
        let _ = window.hide();
    }
    let core = Arc::clone(&handle.state::<Core>());
    let (done, is_done) = mpsc::channel();
    std::thread::spawn(move || {
        core.sync_leaving();
        // Nobody may be waiting any more.
        let _ = done.send(());
    });
    let _ = is_done.recv_timeout(LAST_COPY);
    handle.exit(0);
}

/// Says that closing the window ended the app.
fn ended(core: &Core) -> Notice {
    let language = core.language();
    Notice {
        title: text::tray_ended(language).to_owned(),
        body: text::tray_ended_body(language).to_owned(),
        sound: NoticeSound::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        address.parse().expect("an address")
    }

    #[test]
    fn the_window_shows_no_pages_but_the_apps_own() {
        assert!(is_own(&url("tauri://localhost/plan"), None));
        for elsewhere in ["https://example.org/", "http://localhost:5173/", "file:///etc/passwd", "tel:999"] {
            assert!(!is_own(&url(elsewhere), None), "{elsewhere}");
        }
        let development = url("http://localhost:5173/");
        assert!(is_own(&url("http://localhost:5173/plan"), Some(&development)));
        assert!(!is_own(&url("http://localhost:8080/"), Some(&development)));
    }
}
