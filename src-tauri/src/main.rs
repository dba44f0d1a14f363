//! The desktop program.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    ukhwah_app::prepare();
    ukhwah_app::run();
}
