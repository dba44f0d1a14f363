//! Notices of the desktop. A success says that the desktop took one, not that anybody saw it.

use notify_rust::Notification;
use ukhwah_client::host::{NotShown, Notice, NotificationService};

const APP: &str = "Ukhwah";

/// Shows a notice. Never called from within an asynchronous runtime, where the bus would panic.
pub(crate) fn show(notice: &Notice) -> Result<(), NotShown> {
    let mut notification = Notification::new();
    notification.appname(APP).summary(&notice.title).body(&notice.body);
    #[cfg(target_os = "linux")]
    {
        use notify_rust::{Hint, Timeout};
        // The app plays its own sound, and the desktop keeps the notice for as long as it keeps others.
        notification.hint(Hint::SuppressSound(true)).hint(Hint::DesktopEntry("ukhwah".to_owned()));
        notification.timeout(Timeout::Default);
    }
    notification.show().map(drop).map_err(|error| {
        tracing::warn!(%error, "a notice was not shown");
        NotShown
    })
}

/// Whether something on the bus takes notices.
#[cfg(target_os = "linux")]
pub(crate) fn service() -> NotificationService {
    match notify_rust::get_server_information() {
        Ok(_) => NotificationService::There,
        Err(_) => NotificationService::Absent,
    }
}

/// Other systems have one built in.
#[cfg(not(target_os = "linux"))]
pub(crate) fn service() -> NotificationService {
    NotificationService::There
}
