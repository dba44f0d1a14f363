//! The shell: a window, a tray, the device's key store, and the way in and out of the core. It has no rules of its own.

mod alone;
mod autostart;
mod camera;
#[cfg(debug_assertions)]
mod clock;
mod commands;
mod host;
mod notify;
mod patience;
mod profile;
mod reminders;
mod sound;
mod suspend;
mod sync;
mod tray;
mod vault;
mod window;

use std::sync::Arc;
use std::time::Duration;

use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager as _, RunEvent};
use tauri_plugin_window_state::StateFlags;
use ukhwah_client::app::{App, Surroundings};
use ukhwah_client::clock::Clock;
use ukhwah_client::folder::Folder;
use ukhwah_client::solat::TableService;

use crate::profile::Profile;

/// The core, as Tauri hands it to the commands.
pub(crate) type Core = Arc<App>;

/// How often the shell looks whether the person has left.
const IDLE_LOOK: Duration = Duration::from_secs(5);
/// After how many of these looks the shell asks whether a new day wants its backup: once a minute.
const LOOKS_A_BACKUP: u32 = 12;

/// Sets what must be set before any thread runs.
#[expect(unsafe_code, reason = "the environment may be changed only while there is one thread, and this is the place")]
pub fn prepare() {
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // Blank windows on some graphics drivers; see tauri#9394.
        // SAFETY: no thread was started yet.
        unsafe { std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1") };
    }
    #[cfg(not(debug_assertions))]
    // SAFETY: no thread was started yet. A released program must not let itself be driven.
    unsafe {
        std::env::remove_var("TAURI_WEBVIEW_AUTOMATION");
    }
}

/// Runs the app until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    log();
    let app = match build(Profile::asked_for()) {
        Err(tauri::Error::PluginInitialization(plugin, error)) if plugin == "single-instance" => alone::again(&error),
        built => built,
    };
    app.expect("the configuration was checked when this was built").run(|handle, event| {
        if let RunEvent::Exit = event {
            handle.state::<Core>().shut_down();
        }
    });
}

fn build(profile: Profile) -> tauri::Result<tauri::App> {
    let mut builder = tauri::Builder::default();
    if !profile.is_example() && !alone::is_wanted() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|handle, _, _| window::show(handle)));
    }
    if window::fixed_size().is_none() {
        // Whether it is seen is not for the plugin to say: it would bring up the window that waits in the tray.
        let flags = StateFlags::all() - StateFlags::VISIBLE;
        builder = builder.plugin(tauri_plugin_window_state::Builder::default().with_state_flags(flags).build());
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .invoke_handler(commands::handler())
        .on_window_event(window::on_event)
        .on_page_load(|page, load| {
            // The thread that would make the tray hands the page its files.
            if load.event() == PageLoadEvent::Finished && !tray::is_made(page.app_handle()) {
                tray::make(page.app_handle());
            }
        })
        .setup(move |app| {
            let core = core(app.handle(), profile)?;
            app.manage(Arc::clone(&core));
            let hidden = autostart::is_hidden();
            window::open(app.handle(), core.theme(), hidden)?;
            if hidden {
                tray::make(app.handle());
                if !tray::is_made(app.handle()) {
                    window::show(app.handle());
                }
            }
            start(core, profile);
            Ok(())
        })
        .build(tauri::generate_context!())
}

fn core(handle: &AppHandle, profile: Profile) -> tauri::Result<Core> {
    let folder = handle.path().app_data_dir()?.join(profile.name());
    let host = host::Desktop::new(handle.clone());
    Ok(Arc::new(App::new(Surroundings {
        folder: Folder::new(folder),
        vault: Box::new(vault::OsVault::new(&handle.config().identifier, profile.name())),
        clock: clock(),
        tables: tables(),
        host: Box::new(host),
        demo: profile.is_example(),
    })))
}

#[cfg(debug_assertions)]
fn clock() -> Box<dyn Clock> {
    clock::clock()
}

#[cfg(not(debug_assertions))]
fn clock() -> Box<dyn Clock> {
    Box::new(ukhwah_client::clock::SystemClock)
}

/// Where official tables of prayer times come from.
#[cfg(not(debug_assertions))]
fn tables() -> TableService {
    TableService::default()
}

/// The same, or the server that a test has on this computer: `UKHWAH_TABLES=http://127.0.0.1:8000/table 500` gives it 500
/// milliseconds for a whole table. A released program knows no such wish.
#[cfg(debug_assertions)]
fn tables() -> TableService {
    let Ok(wish) = std::env::var("UKHWAH_TABLES") else { return TableService::default() };
    let (address, patience) = wish.split_once(' ').unwrap_or((wish.as_str(), "60000"));
    let patience = patience.parse().expect("UKHWAH_TABLES ends with milliseconds");
    let service = TableService::at(address).expect("UKHWAH_TABLES begins with an address on this computer");
    service.with_patience(Duration::from_millis(patience))
}

/// Opens the database beside the window, delivers reminders, and watches for sleep and absence. Help is up before any
/// of it is done, and reminders come however long the database takes.
fn start(core: Core, profile: Profile) {
    reminders::start(Arc::clone(&core));
    let opening = Arc::clone(&core);
    std::thread::spawn(move || {
        profile.open(&opening);
        reminders::wake();
    });
    sync::start(Arc::clone(&core));
    let sleeper = Arc::clone(&core);
    suspend::watch(move || sleeper.lock_on_suspend(), reminders::wake);
    std::thread::spawn(move || {
        for looks in 1_u32.. {
            std::thread::sleep(IDLE_LOOK);
            core.lock_if_idle();
            if looks.is_multiple_of(LOOKS_A_BACKUP) {
                core.back_up_if_due();
            }
        }
    });
}

fn log() {
    use tracing_subscriber::filter::{EnvFilter, LevelFilter};
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
