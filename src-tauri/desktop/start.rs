//! Start-up: open the council file where it lies, make the window, keep the time.

use crate::session::{self, Session};
use crate::windows;
use crate::{commands, travel};
use std::process::ExitCode;
use tauri::Manager;

/// Runs until the window is closed.
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    crate::drawing::choose();
    let session = Session::default();
    let first = tauri::async_runtime::spawn(session::open_first(session.settings().recent));
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(session)
        .plugin(tauri_plugin_window_state::Builder::default().with_filter(|label| label == "main").build())
        .menu(windows::menu)
        .on_menu_event(|app, event| windows::chosen(app, event.id().as_ref()))
        .setup(|app| {
            let window = windows::make(app.handle())?;
            let handle = app.handle().clone();
            tauri::async_runtime::spawn(async move { handle.state::<Session>().begin(&window, first).await });
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::status,
            commands::create_register,
            commands::open_sample,
            commands::open_register,
            commands::act_as,
            commands::list,
            commands::blocking_counts,
            commands::templates,
            commands::new_notice,
            commands::choose_imports,
            commands::dropped_imports,
            commands::take_in,
            commands::import_published,
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
            commands::restore,
            commands::open_recent,
            commands::open_dropped,
            commands::verify_dropped,
            commands::new_window,
            commands::zoom,
            commands::show_folder,
            commands::merge_draft,
            commands::keep_words,
            commands::kept_words,
            commands::forget_words,
            commands::preview_pdf,
            commands::guidance,
            commands::picture,
            commands::close_window,
            commands::data_kinds,
            commands::with_proposal,
            commands::answer_comment,
            commands::bring_back,
            commands::sent_to_web_team,
            commands::seen_online,
            commands::details,
            commands::change_details,
            commands::export_comparison,
            commands::export_all,
            commands::export_several,
            commands::stop_job,
            commands::sweep,
            commands::law_changes,
            commands::processing,
            commands::processing_columns,
            commands::import_processing,
            commands::edit_directorate,
            commands::edit_officer,
            travel::arrived,
            travel::choose_travelled,
            travel::open_travelled,
            travel::keep_answer,
            travel::pack_key,
            travel::answer_pack,
            travel::take_answer,
            travel::pack,
            travel::reading_copy,
            travel::merge_word,
            travel::evidence,
            travel::choose_evidence,
            travel::record_approval,
            travel::consultations,
            travel::consult,
            travel::consultation_record,
            travel::remind,
            travel::record_reply,
            travel::waiting_for,
            travel::keys,
            travel::own_key,
            travel::unlock_keys,
            travel::enrol_key,
            travel::withdraw_key,
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
