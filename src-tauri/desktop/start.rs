//! Start-up: open the council file where it lies, make the window, keep the time.

use crate::commands;
use crate::session::Session;
use std::process::ExitCode;
use tauri::{Manager, WebviewUrl, WebviewWindowBuilder};

/// Runs until the window is closed.
pub fn run() -> ExitCode {
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Session::default())
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Fair Notice")
                .inner_size(1280.0, 860.0)
                .min_inner_size(800.0, 560.0)
                .build()?;
            let handle = app.handle().clone();
            tauri::async_runtime::block_on(async move { handle.state::<Session>().begin(&handle).await });
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::status,
            commands::create_register,
            commands::open_sample,
            commands::open_register,
            commands::act_as,
            commands::list,
            commands::templates,
            commands::new_notice,
            commands::import_file,
            commands::accept_repairs,
            commands::draft,
            commands::autosave,
            commands::check_draft,
            commands::mend_draft,
            commands::dismiss,
            commands::reinstate,
            commands::preview,
            commands::save_copy,
            commands::reopen,
            commands::submit,
            commands::recall,
            commands::request_changes,
            commands::approve,
            commands::publish,
            commands::withdraw,
            commands::discard,
            commands::new_version,
            commands::check,
            commands::compare,
            commands::changes_since_live,
            commands::history,
            commands::live_on,
            commands::comment,
            commands::export,
            commands::organisation,
            commands::keep_picture,
            commands::change_organisation,
            commands::add_officer,
            commands::add_directorate,
            commands::journal,
            commands::verify_register,
            commands::verify_file,
            commands::search,
            commands::backup,
        ])
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Fair Notice could not start: {error}");
            ExitCode::FAILURE
        }
    }
}
