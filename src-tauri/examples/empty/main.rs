//! An empty Tauri window, which answers a click by changing its colour: what `./dev bench` holds the app's start against.

fn main() {
    ukhwah_app::prepare();
    tauri::Builder::default()
        .setup(|app| {
            let window = tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default())
                .inner_size(1280.0, 800.0)
                .decorations(false)
                .build()?;
            window.set_position(tauri::LogicalPosition::new(0, 0))?;
            Ok(())
        })
        .run(tauri::generate_context!("src-tauri/examples/empty/tauri.conf.json"))
        .expect("the configuration was checked when this was built");
}
