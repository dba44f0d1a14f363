//! What the page may ask the system for: the camera, as long as it looks for a code, and nothing else.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::webview::{PermissionKind, PermissionResponse};

static IS_ALLOWED: AtomicBool = AtomicBool::new(false);

/// Lets the page have the camera, or no longer. What it has then is taken by the page's own hand.
pub(crate) fn allow(allowed: bool) {
    IS_ALLOWED.store(allowed, Ordering::Relaxed);
}

/// Answers the page. The window shows no pages but the app's own and no frames, so that it is the app who asks.
pub(crate) fn answer(kind: &PermissionKind) -> PermissionResponse {
    match kind {
        PermissionKind::Camera if IS_ALLOWED.load(Ordering::Relaxed) => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    }
}

/// Gives the page the camera that WebKit draws itself, for tests: `UKHWAH_CAMERA=drawn`.
#[cfg(all(debug_assertions, target_os = "linux"))]
pub(crate) fn draw(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};
    if std::env::var_os("UKHWAH_CAMERA").is_none_or(|wish| wish != "drawn") {
        return Ok(());
    }
    window.with_webview(|page| {
        if let Some(settings) = page.inner().settings() {
            settings.set_enable_mock_capture_devices(true);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_camera_is_for_as_long_as_a_code_is_looked_for_and_nothing_else_ever_is() {
        let others = [PermissionKind::Microphone, PermissionKind::Geolocation, PermissionKind::DisplayCapture];
        for allowed in [false, true, false] {
            allow(allowed);
            assert_eq!(answer(&PermissionKind::Camera) == PermissionResponse::Allow, allowed);
            assert!(others.iter().all(|kind| answer(kind) == PermissionResponse::Deny));
        }
    }
}
