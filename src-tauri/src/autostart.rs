//! Starting with the system, hidden in the tray.

use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use ukhwah_client::host::AutostartRefused;

/// The argument with which the system starts the app: it shows its window when it is asked for.
const HIDDEN: &str = "--hidden";

/// Whether the system started it: then its window waits in the tray, where there is one.
pub(crate) fn is_hidden() -> bool {
    std::env::args().any(|argument| argument == HIDDEN)
}

/// Whether the app starts with the system; `None` where it cannot.
pub(crate) fn is_on() -> Option<bool> {
    entry()?.is_enabled().ok()
}

/// Lets the app start with the system, or no longer.
pub(crate) fn set(on: bool) -> Result<(), AutostartRefused> {
    let entry = entry().ok_or(AutostartRefused)?;
    let done = if on { entry.enable() } else { entry.disable() };
    done.map_err(|error| {
        tracing::warn!(%error, "what starts with the system was not changed");
        AutostartRefused
    })
}

fn entry() -> Option<AutoLaunch> {
    // Of an AppImage the program itself lies in a folder that goes away.
    let image = std::env::var_os("APPIMAGE").map(std::path::PathBuf::from);
    let program = image.or_else(|| std::env::current_exe().ok())?;
    let program = program.to_str()?;
    let path = if cfg!(target_os = "macos") { program.to_owned() } else { format!("\"{program}\"") };
    AutoLaunchBuilder::new().set_app_name("ukhwah").set_app_path(&path).set_args(&[HIDDEN]).build().ok()
}
