//! Noticing that the device goes to sleep.

/// Calls `before_sleep` when the device is about to sleep and `after_sleep` when it is awake again, on a thread of its
/// own.
#[cfg(target_os = "linux")]
pub(crate) fn watch(before_sleep: impl Fn() + Send + 'static, after_sleep: impl Fn() + Send + 'static) {
    std::thread::spawn(move || {
        if let Err(error) = linux::watch(&before_sleep, &after_sleep) {
            tracing::warn!(%error, "the system does not say when it goes to sleep");
        }
    });
}

/// Other systems lock by themselves when they go to sleep; the app then locks when it was left alone for long enough.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch(_before_sleep: impl Fn() + Send + 'static, _after_sleep: impl Fn() + Send + 'static) {}

#[cfg(target_os = "linux")]
mod linux {
    use zbus::blocking::Connection;
    use zbus::zvariant::OwnedFd;

    #[zbus::proxy(
        interface = "org.freedesktop.login1.Manager",
        default_service = "org.freedesktop.login1",
        default_path = "/org/freedesktop/login1",
        gen_async = false
    )]
    trait Manager {
        fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;

        #[zbus(signal)]
        fn prepare_for_sleep(&self, begins: bool) -> zbus::Result<()>;
    }

    /// Asks for a moment before each sleep, and gives it back as soon as the app is locked.
    pub(super) fn watch(before_sleep: &dyn Fn(), after_sleep: &dyn Fn()) -> zbus::Result<()> {
        let manager = ManagerProxy::new(&Connection::system()?)?;
        let moment = || manager.inhibit("sleep", "Ukhwah", "", "delay");
        let mut held = moment().ok();
        for signal in manager.receive_prepare_for_sleep()? {
            if *signal.args()?.begins() {
                before_sleep();
                drop(held.take());
            } else {
                after_sleep();
                held = moment().ok();
            }
        }
        Ok(())
    }
}
