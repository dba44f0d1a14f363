//! Notices of the desktop. A success says that the desktop took one, not that anybody saw it.

use notify_rust::Notification;
use ukhwah_client::host::{Notice, NotificationService};

use crate::patience::Patience;

const APP: &str = "Ukhwah";

/// A service that hangs must not keep later reminders from coming.
static SERVICE: Patience = Patience::new();

/// Shows a notice, or gives up on a service that does not answer; says whether it was taken. Never called from within
/// an asynchronous runtime, where the bus would panic.
pub(crate) fn show(notice: &Notice) -> bool {
    let notification = notification(notice);
    match SERVICE.ask(move || notification.show().map(drop)) {
        Some(Ok(())) => true,
        Some(Err(error)) => {
            tracing::warn!(%error, "a notice was not shown");
            false
        }
        None => {
            tracing::warn!("nobody answered that a notice was shown");
            false
        }
    }
}

fn notification(notice: &Notice) -> Notification {
    let mut notification = Notification::new();
    notification.appname(APP).summary(&notice.title).body(&notice.body);
    #[cfg(target_os = "linux")]
    {
        use notify_rust::{Hint, Timeout};
        // The app plays its own sound, and the desktop keeps the notice for as long as it keeps others.
        notification.hint(Hint::SuppressSound(true)).hint(Hint::DesktopEntry("ukhwah".to_owned()));
        notification.timeout(Timeout::Default);
    }
    notification
}

/// Whether something on the bus takes notices, and answers.
#[cfg(target_os = "linux")]
pub(crate) fn service() -> NotificationService {
    match SERVICE.ask(notify_rust::get_server_information) {
        Some(Ok(_)) => NotificationService::There,
        Some(Err(_)) | None => NotificationService::Absent,
    }
}

/// Other systems have one built in.
#[cfg(not(target_os = "linux"))]
pub(crate) fn service() -> NotificationService {
    NotificationService::There
}
