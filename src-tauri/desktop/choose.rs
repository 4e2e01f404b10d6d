//! Choosing files and folders: the native dialogs, never the webview.
//!
//! WebDriver can't reach native dialogs, so a debug build takes the answer from FAIRNOTICE_TEST_CHOICE when it is set.
//! A release build does not contain that seam.

use fairnotice_desk::{DeskError, Result};
use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// What is chosen.
pub enum Choice {
    /// A council file that is there.
    Register,
    /// A text file to import.
    Text,
    /// A picture.
    Picture,
    /// A published file to verify.
    Published,
    /// A folder to write to.
    Folder,
    /// A new file for a backup.
    Backup,
}

/// The path the officer chose; `None` when the dialog was closed.
pub async fn choose(app: &AppHandle, choice: Choice) -> Result<Option<PathBuf>> {
    #[cfg(debug_assertions)]
    if let Some(path) = std::env::var_os("FAIRNOTICE_TEST_CHOICE") {
        return Ok(Some(PathBuf::from(path)));
    }
    let (say, hear) = oneshot::channel();
    let say = move |path: Option<FilePath>| drop(say.send(path));
    let dialog = app.dialog().file();
    match choice {
        Choice::Register => dialog.add_filter("Council file", &["fairnotice"]).pick_file(say),
        Choice::Text => dialog
            .add_filter("Word, web page, PDF or text", &["docx", "html", "htm", "pdf", "txt", "md"])
            .pick_file(say),
        Choice::Picture => dialog.add_filter("Picture", &["png", "jpg", "jpeg"]).pick_file(say),
        Choice::Published => dialog.add_filter("Published notice", &["pdf", "html", "htm", "txt"]).pick_file(say),
        Choice::Folder => dialog.pick_folder(say),
        Choice::Backup => {
            dialog.add_filter("Council file", &["fairnotice"]).set_file_name("backup.fairnotice").save_file(say);
        }
    }
    match hear.await {
        Ok(Some(path)) => match path.into_path() {
            Ok(path) => Ok(Some(path)),
            Err(_) => Err(DeskError::failed("cannot-read", "That place is not a file on this computer.")),
        },
        Ok(None) | Err(_) => Ok(None),
    }
}
