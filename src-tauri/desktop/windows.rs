//! The windows and their menu: making one, what its menu does, what is dropped on it.

use crate::session::Session;
use std::path::PathBuf;
use std::time::Duration;
use tauri::menu::{AboutMetadata, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

/// The label of the next window. The first is "main", whose place and size are kept; others are "window-2" and so on.
fn next_label(app: &AppHandle) -> String {
    if app.webview_windows().is_empty() {
        return "main".to_owned();
    }
    (2..).map(|n| format!("window-{n}")).find(|l| app.get_webview_window(l).is_none()).unwrap_or_default()
}

/// Makes the first window.
pub fn make(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    build(app, next_label(app))
}

/// Makes another window, which begins where `leader` is.
pub async fn another(app: &AppHandle, leader: Option<&WebviewWindow>) -> tauri::Result<()> {
    let label = next_label(app);
    if let Some(leader) = leader {
        app.state::<Session>().follow(&label, leader.label()).await;
    }
    build(app, label).map(|_| ())
}

/// Asks what every window asks first, before the page's own code is there: the answers come while it is read.
/// `ui/src/lib/backend/first.ts` takes them.
const FIRST_QUESTIONS: &str = "
    if (window === window.top) {
        const ask = (what) => {
            const answer = window.__TAURI_INTERNALS__.invoke(what);
            // Whoever takes the answer hears of a refusal; until then it is no error of the page.
            answer.catch(() => undefined);
            return answer;
        };
        const status = ask('status');
        // Only then: what is told after the status was read is counted there, so that a list read before it is not kept.
        const list = status.then(() => ask('list'));
        list.catch(() => undefined);
        window.__FAIR_NOTICE_FIRST__ = { status, list };
    }";

fn build(app: &AppHandle, label: String) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, label, WebviewUrl::default())
        .title("Fair Notice")
        .initialization_script(FIRST_QUESTIONS)
        .inner_size(1280.0, 860.0)
        .min_inner_size(800.0, 560.0)
        .build()?;
    let zoom = app.state::<Session>().settings().zoom;
    if (zoom - 1.0).abs() > 0.01 {
        window.set_zoom(zoom)?;
    }
    let (handle, own) = (app.clone(), window.label().to_owned());
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            dropped(&handle, &own, paths.clone());
        } else if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            close_soon(&handle, &own);
        } else if let WindowEvent::Destroyed = event {
            let (handle, own) = (handle.clone(), own.clone());
            tauri::async_runtime::spawn(async move { handle.state::<Session>().leave(&own).await });
        }
    });
    Ok(window)
}

/// How long a window may take to save what was typed last before it is closed all the same: longer than two saves wait
/// for another program that holds the file.
const GRACE: Duration = Duration::from_secs(15);

/// Asks a window to save what was typed last and close itself.
fn close_soon(app: &AppHandle, window: &str) {
    let _ = app.emit_to(window, "closing", ());
    let (app, window) = (app.clone(), window.to_owned());
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(GRACE).await;
        if let Some(window) = app.get_webview_window(&window) {
            let _ = window.destroy();
        }
    });
}

/// Files were dropped on a window: it is told their names, and asks for them by their places.
fn dropped(app: &AppHandle, window: &str, paths: Vec<PathBuf>) {
    let names = app.state::<Session>().hold(paths);
    let _ = app.emit_to(window, "dropped", names);
}

/// How much larger or smaller one step makes the text.
const STEP: f64 = 0.1;

/// Makes the text of every window larger (1), smaller (-1), or as it is by itself (0). Returns how large it is.
pub fn zoom(app: &AppHandle, by: i8) -> f64 {
    let session = app.state::<Session>();
    let zoom = session.remember(|settings| {
        let wanted = if by == 0 { 1.0 } else { settings.zoom + f64::from(by.signum()) * STEP };
        settings.zoom = (wanted.clamp(0.5, 3.0) * 10.0).round() / 10.0;
        settings.zoom
    });
    app.webview_windows().into_values().for_each(|window| drop(window.set_zoom(zoom)));
    zoom
}

/// The menu of every window.
pub fn menu(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let item = |id: &str, text: &str, keys: Option<&str>| MenuItem::with_id(app, id, text, true, keys);
    let file = Submenu::with_items(
        app,
        "&File",
        true,
        &[
            &item("new-window", "New window", Some("CmdOrCtrl+Shift+N"))?,
            &item("open", "Open a council file…", Some("CmdOrCtrl+O"))?,
            &PredefinedMenuItem::separator(app)?,
            &item("backup", "Back up…", None)?,
            &item("verify", "Is this the approved document?…", None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::close_window(app, Some("Close window"))?,
        ],
    )?;
    let edit = Submenu::with_items(
        app,
        "&Edit",
        true,
        &[
            &item("undo", "Undo", None)?,
            &item("redo", "Redo", None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::cut(app, None)?,
            &PredefinedMenuItem::copy(app, None)?,
            &PredefinedMenuItem::paste(app, None)?,
            &PredefinedMenuItem::select_all(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &item("search", "Search every notice", None)?,
        ],
    )?;
    let view = Submenu::with_items(
        app,
        "&View",
        true,
        &[
            &item("larger", "Larger text", None)?,
            &item("smaller", "Smaller text", None)?,
            &item("plain-size", "Text as it was", None)?,
        ],
    )?;
    let about = AboutMetadata {
        name: Some("Fair Notice".into()),
        version: Some(env!("CARGO_PKG_VERSION").into()),
        license: Some("MIT OR Apache-2.0".into()),
        ..AboutMetadata::default()
    };
    let help = Submenu::with_items(
        app,
        "&Help",
        true,
        &[&item("shortcuts", "Keyboard shortcuts", None)?, &PredefinedMenuItem::about(app, None, Some(about))?],
    )?;
    Menu::with_items(app, &[&file, &edit, &view, &help])
}

/// Does what a menu's item says, or asks the window that is in front to do it.
pub fn chosen(app: &AppHandle, id: &str) {
    match id {
        "new-window" => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move { another(&app, front(&app).as_ref()).await });
        }
        "larger" => drop(zoom(app, 1)),
        "smaller" => drop(zoom(app, -1)),
        "plain-size" => drop(zoom(app, 0)),
        other => {
            if let Some(window) = front(app) {
                let _ = app.emit_to(window.label(), "menu", other);
            }
        }
    }
}

/// The window that is in front.
fn front(app: &AppHandle) -> Option<WebviewWindow> {
    let mut windows: Vec<WebviewWindow> = app.webview_windows().into_values().collect();
    windows.sort_by_key(|w| !w.is_focused().unwrap_or(false));
    windows.into_iter().next()
}
