//! A window with nothing in it: what the start of Fair Notice's is measured against.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    let built = tauri::Builder::default().setup(|app| {
        let page = WebviewUrl::External("about:blank".parse()?);
        WebviewWindowBuilder::new(app, "main", page).inner_size(1280.0, 860.0).build()?;
        Ok(())
    });
    if let Err(error) = built.run(tauri::generate_context!()) {
        eprintln!("{error}");
    }
}
