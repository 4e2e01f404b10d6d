//! Choosing files and folders: the native dialogs, never the webview.
//!
//! WebDriver can't reach native dialogs, so a debug build takes the answer from FAIRNOTICE_TEST_CHOICE when it is set.
//! A release build does not contain that seam.

use fairnotice_desk::{DeskError, Result};
#[cfg(debug_assertions)]
use std::path::Path;
use std::path::PathBuf;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// What is chosen.
pub enum Choice {
    /// A council file that is there.
    Register,
    /// Text files to import, one or more.
    Texts,
    /// A record of processing.
    Record,
    /// A picture.
    Picture,
    /// A published file to verify.
    Published,
    /// Any file.
    Any,
    /// A folder to write to.
    Folder,
    /// A new council file: a backup, or one that a backup is restored to. With the name that is proposed.
    NewRegister(String),
    /// A new file, with the name that is proposed.
    NewFile(String),
}

/// The path the officer chose; `None` when the dialog was closed.
pub async fn choose(window: &WebviewWindow, choice: Choice) -> Result<Option<PathBuf>> {
    Ok(choose_all(window, choice).await?.into_iter().next())
}

/// The paths the officer chose; none when the dialog was closed.
pub async fn choose_all(window: &WebviewWindow, choice: Choice) -> Result<Vec<PathBuf>> {
    #[cfg(debug_assertions)]
    if let Some(path) = std::env::var_os("FAIRNOTICE_TEST_CHOICE") {
        return Ok(chosen_by_test(Path::new(&path), &choice));
    }
    let (say, hear) = oneshot::channel();
    // The dialog lies over its window: nothing is typed behind it.
    let dialog = window.dialog().file().set_parent(window);
    let one = |say: oneshot::Sender<Vec<FilePath>>| {
        move |path: Option<FilePath>| drop(say.send(path.into_iter().collect::<Vec<_>>()))
    };
    match choice {
        Choice::Register => dialog.add_filter("Council file", &["fairnotice"]).pick_file(one(say)),
        Choice::Texts => dialog
            .add_filter("Word, web page, PDF or text", &["docx", "html", "htm", "pdf", "txt", "md"])
            .pick_files(move |paths| drop(say.send(paths.unwrap_or_default()))),
        Choice::Record => dialog.add_filter("Record of processing", &["csv", "txt"]).pick_file(one(say)),
        Choice::Picture => dialog.add_filter("Picture", &["png", "jpg", "jpeg"]).pick_file(one(say)),
        Choice::Published => {
            dialog.add_filter("Published notice", &["pdf", "html", "htm", "txt"]).pick_file(one(say));
        }
        Choice::Any => dialog.pick_file(one(say)),
        Choice::Folder => dialog.pick_folder(one(say)),
        Choice::NewRegister(name) => {
            dialog.add_filter("Council file", &["fairnotice"]).set_file_name(name).save_file(one(say));
        }
        Choice::NewFile(name) => dialog.set_file_name(name).save_file(one(say)),
    }
    let chosen = hear.await.unwrap_or_default();
    let place = |path: FilePath| {
        path.into_path().map_err(|_| DeskError::failed("cannot-read", "That place is not a file on this computer."))
    };
    chosen.into_iter().map(place).collect()
}

/// A test's answer: for a file that is there, those it laid into `open`, by name; for a new one, one in its folder.
#[cfg(debug_assertions)]
fn chosen_by_test(folder: &Path, choice: &Choice) -> Vec<PathBuf> {
    match choice {
        Choice::Folder => vec![folder.to_path_buf()],
        Choice::NewRegister(name) | Choice::NewFile(name) => vec![folder.join(name)],
        Choice::Any | Choice::Register | Choice::Texts | Choice::Record | Choice::Picture | Choice::Published => {
            let Ok(entries) = std::fs::read_dir(folder.join("open")) else { return Vec::new() };
            let mut all: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
            all.sort();
            all
        }
    }
}
