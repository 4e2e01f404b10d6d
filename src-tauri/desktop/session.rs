//! What the running windows work on: an open council file and the officer who acts.

use crate::settings::Settings;
use fairnotice_desk::edge::{Edge, Noticed};
use fairnotice_desk::notice::ids::OfficerId;
use fairnotice_desk::{Changed, Clock, Desk, DeskError, OfficerView, Outcome, Result, place};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::RwLock;

/// The open council file and the acting officer; empty before the first run.
pub struct Session {
    open: RwLock<Option<Open>>,
    /// Why the council file could not be opened at start-up.
    refused: RwLock<Option<DeskError>>,
    settings: Mutex<Settings>,
    /// Files that were chosen or dropped, for a window to ask for by their places here.
    held: Mutex<Vec<PathBuf>>,
    /// Whether what runs in the background shall stop.
    stop: Mutex<Arc<AtomicBool>>,
}

impl Default for Session {
    fn default() -> Self {
        Session {
            open: RwLock::default(),
            refused: RwLock::default(),
            settings: Mutex::new(Settings::read()),
            held: Mutex::default(),
            stop: Mutex::default(),
        }
    }
}

#[derive(Clone)]
struct Open {
    edge: Edge,
    officer: Option<OfficerId>,
}

/// What the window shows first.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    register: Option<PathBuf>,
    default_path: PathBuf,
    organisation: Option<String>,
    officer: Option<OfficerView>,
    officers: Vec<OfficerView>,
    version: &'static str,
    today: String,
    refused: Option<DeskError>,
    /// The council files that were open before, the last one first.
    recent: Vec<PathBuf>,
    /// How large the text is.
    zoom: f64,
}

/// A file that a window may ask for.
#[derive(Clone, Debug, Serialize)]
pub struct HeldFile {
    /// What the window says to ask for it.
    pub place: usize,
    /// Its name.
    pub name: String,
}

fn default_path() -> PathBuf {
    place::default_register().unwrap_or_else(|| PathBuf::from("council.fairnotice"))
}

impl Session {
    /// Opens the council file named on the command line (a double click names one), else the one that was open last, else
    /// the one where it usually lies, when there is one.
    pub async fn begin(&self, app: &AppHandle) {
        let named = std::env::args_os().nth(1).map(PathBuf::from);
        let last = || self.settings().recent.into_iter().find(|path| path.exists());
        let chosen = std::env::var_os("FAIRNOTICE_REGISTER").is_some();
        let path = named.or_else(|| if chosen { None } else { last() }).unwrap_or_else(default_path);
        if !path.exists() {
            return;
        }
        match Edge::open(path).await {
            Ok(edge) => self.take(app, edge).await,
            Err(error) => *self.refused.write().await = Some(error),
        }
    }

    /// Works on that council file from now on, as the officer it knows by the account.
    pub async fn take(&self, app: &AppHandle, edge: Edge) {
        let account = place::account();
        let officer = edge.read(move |desk| desk.officer_by_default(account.as_deref())).await.ok();
        let handle = app.clone();
        tauri::async_runtime::spawn(edge.clone().keep_time(move |changed| say(&handle, &changed)));
        let handle = app.clone();
        tauri::async_runtime::spawn(edge.clone().watch(move |noticed| match noticed {
            Noticed::Changed => say(&handle, &BTreeSet::from([Changed::Elsewhere])),
            Noticed::Gone(error) => drop(handle.emit("trouble", Some(error))),
            Noticed::Back => drop(handle.emit("trouble", None::<DeskError>)),
        }));
        if let Ok(page) = edge.read(|desk| desk.organisation_page()).await {
            let title = format!("{} – Fair Notice", page.organisation.name);
            app.webview_windows().into_values().for_each(|window| drop(window.set_title(&title)));
        }
        self.remember(|settings| settings.opened(edge.path()));
        *self.refused.write().await = None;
        *self.open.write().await = Some(Open { edge, officer });
        // Every window works on the one open file.
        let _ = app.emit("opened", ());
    }

    /// What this machine remembers.
    pub fn settings(&self) -> Settings {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes what this machine remembers.
    pub fn remember<T>(&self, change: impl FnOnce(&mut Settings) -> T) -> T {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let value = change(&mut settings);
        settings.write();
        value
    }

    /// Holds files for a window to ask for. Returns their names and places.
    pub fn hold(&self, paths: Vec<PathBuf>) -> Vec<HeldFile> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let from = held.len();
        held.extend(paths);
        let name = |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        held.iter().enumerate().skip(from).map(|(place, path)| HeldFile { place, name: name(path) }).collect()
    }

    /// A file that is held.
    pub fn held(&self, place: usize) -> Result<PathBuf> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(place).cloned().ok_or_else(|| DeskError::failed("cannot-read", "That file is no longer known here."))
    }

    /// Begins something that takes a while; what it returns says when it shall stop.
    pub fn begin_job(&self) -> Arc<AtomicBool> {
        let mut stop = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        *stop = Arc::default();
        Arc::clone(&stop)
    }

    /// Stops what was begun last.
    pub fn stop_job(&self) {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner).store(true, Ordering::Relaxed);
    }

    /// Acts as another officer.
    pub async fn act_as(&self, who: String) -> Result<()> {
        let edge = self.edge().await?;
        let officer = edge.read(move |desk| desk.officer_named(&who)).await?;
        if let Some(open) = self.open.write().await.as_mut() {
            open.officer = Some(officer.id);
        }
        Ok(())
    }

    /// The open council file.
    pub async fn edge(&self) -> Result<Edge> {
        let open = self.open.read().await;
        open.as_ref()
            .map(|o| o.edge.clone())
            .ok_or_else(|| DeskError::failed("no-register", "No council file is open."))
    }

    /// The acting officer.
    pub async fn officer(&self) -> Result<OfficerId> {
        let open = self.open.read().await;
        open.as_ref().and_then(|o| o.officer).ok_or_else(|| {
            DeskError::failed("which-officer", "Say who you are first.").hint("Choose your name at the top right.")
        })
    }

    /// Runs a verb that changes something in the acting officer's name, and tells every window what changed.
    pub async fn change<T: Send + 'static>(
        &self,
        app: &AppHandle,
        work: impl FnOnce(&mut Desk, OfficerId) -> Result<Outcome<T>> + Send + 'static,
    ) -> Result<Outcome<T>> {
        let officer = self.officer().await?;
        let outcome = self.edge().await?.change(move |desk| work(desk, officer)).await?;
        say(app, &outcome.changed);
        Ok(outcome)
    }

    /// Runs a verb that only reads.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&Desk) -> Result<T> + Send + 'static) -> Result<T> {
        self.edge().await?.read(work).await
    }

    /// What the window shows first.
    pub async fn status(&self) -> Result<Status> {
        let open = self.open.read().await.clone();
        let settings = self.settings();
        let mut status = Status {
            register: None,
            default_path: default_path(),
            organisation: None,
            officer: None,
            officers: Vec::new(),
            version: env!("CARGO_PKG_VERSION"),
            today: Clock::Machine.now().day.to_string(),
            refused: self.refused.read().await.clone(),
            recent: settings.recent.into_iter().filter(|path| path.exists()).collect(),
            zoom: settings.zoom,
        };
        if let Some(open) = open {
            let page = open.edge.read(|desk| desk.organisation_page()).await?;
            status.register = Some(open.edge.path().to_path_buf());
            status.organisation = Some(page.organisation.name);
            let id = open.officer.map(|o| o.to_string());
            status.officer = page.officers.iter().find(|o| Some(&o.id) == id.as_ref()).cloned();
            status.officers = page.officers;
        }
        Ok(status)
    }
}

/// Tells every window what changed.
fn say(app: &AppHandle, changed: &BTreeSet<Changed>) {
    if !changed.is_empty() {
        let _ = app.emit("changed", changed);
    }
}
