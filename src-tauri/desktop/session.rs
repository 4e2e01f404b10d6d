//! What the running windows work on: each its open council file and the officer who acts in it.

use crate::settings::Settings;
use fairnotice_desk::edge::{Edge, Noticed};
use fairnotice_desk::notice::ids::OfficerId;
use fairnotice_desk::{
    Changed, Clock, Desk, DeskError, FileKind, OfficerView, Outcome, Result, keys_of_this_machine, kind_of_file, place,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::async_runtime::JoinHandle;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow};
use tokio::sync::{RwLock, watch};

/// What each window works on, by its label: a window that opens another file or lets somebody else act changes nothing for
/// the others. Empty before the first run.
pub struct Session {
    open: RwLock<BTreeMap<String, Open>>,
    /// Why the council file could not be opened at start-up.
    refused: RwLock<Option<DeskError>>,
    settings: Mutex<Settings>,
    /// Files that were chosen or dropped, for a window to ask for by their places here.
    held: Mutex<Vec<PathBuf>>,
    /// The folder into which files were written last.
    written: Mutex<Option<PathBuf>>,
    /// Whether what runs in the background shall stop.
    stop: Mutex<Arc<AtomicBool>>,
    /// Whether the first council file is open, or is known not to be: the window is made meanwhile, and asks when it can.
    begun: watch::Sender<bool>,
    /// How often the windows were told something: one that has just begun to listen sees whether it missed anything.
    told: AtomicU64,
    /// A file that came from another computer, with which Fair Notice was started.
    arrived: Mutex<Option<HeldFile>>,
    /// What opens the keys of this computer, where they lie in files.
    passphrase: Mutex<Option<String>>,
}

impl Default for Session {
    fn default() -> Self {
        Session {
            open: RwLock::default(),
            refused: RwLock::default(),
            settings: Mutex::new(Settings::read()),
            held: Mutex::default(),
            written: Mutex::default(),
            stop: Mutex::default(),
            begun: watch::Sender::new(false),
            told: AtomicU64::default(),
            arrived: Mutex::default(),
            passphrase: Mutex::default(),
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
    /// How often the windows were told something: another number than before tells of something missed.
    told: u64,
}

/// A file that a window may ask for.
#[derive(Clone, Debug, Serialize)]
pub struct HeldFile {
    /// What the window says to ask for it.
    pub place: usize,
    /// Its name.
    pub name: String,
}

impl HeldFile {
    /// The file held at that place.
    pub fn of(place: usize, path: &Path) -> HeldFile {
        HeldFile { place, name: path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default() }
    }
}

/// What the first window shall work on.
pub struct First {
    /// A file that came from another computer, with which Fair Notice was started.
    arrived: Option<PathBuf>,
    /// The council file, or why it can't be opened; nothing before the first run.
    opened: Option<Result<Edge>>,
}

/// Opens the council file named on the command line (a double click names one), else the one that was open last, else the
/// one where it usually lies, when there is one. Needs no window, and so is done while the first is being made; what its
/// first screen shows is read too.
pub async fn open_first(recent: Vec<PathBuf>) -> First {
    let mut named = std::env::args_os().nth(1).map(PathBuf::from);
    let arrived = named.take_if(|path| is_travelled(path));
    let last = || recent.into_iter().find(|path| path.exists());
    let chosen = std::env::var_os("FAIRNOTICE_REGISTER").is_some();
    let path = named.or_else(|| if chosen { None } else { last() }).unwrap_or_else(default_path);
    if !path.exists() {
        return First { arrived, opened: None };
    }
    let opened = Edge::open(path).await;
    if let Ok(edge) = &opened {
        // Kept by the desk; what it could say against it, it says when it is asked.
        let _ = edge.read(|desk| desk.list_at_once()).await;
    }
    First { arrived, opened: Some(opened) }
}

fn default_path() -> PathBuf {
    place::default_register().unwrap_or_else(|| PathBuf::from("council.fairnotice"))
}

impl Session {
    /// Lets the first window work on what was opened for it.
    pub async fn begin(&self, window: &WebviewWindow, first: JoinHandle<First>) {
        let first = first.await.unwrap_or(First { arrived: None, opened: None });
        // A review pack or an answer was double-clicked: it is shown beside the council file that is open otherwise.
        if let Some(path) = first.arrived {
            let held = self.hold(vec![path]).into_iter().next();
            *self.arrived.lock().unwrap_or_else(PoisonError::into_inner) = held;
        }
        match first.opened {
            Some(Ok(edge)) => self.take(window, edge).await,
            Some(Err(error)) => *self.refused.write().await = Some(error),
            None => {}
        }
        self.begun.send_replace(true);
    }

    /// Lets a window work on that council file from now on, as the officer it knows by the account. Windows on one file
    /// share what is open.
    pub async fn take(&self, window: &WebviewWindow, edge: Edge) {
        let account = place::account();
        let officer = edge.read(move |desk| desk.officer_by_default(account.as_deref())).await.ok();
        if let Some(passphrase) = self.passphrase() {
            let keys = keys_of_this_machine(Some(&passphrase));
            let _ = edge
                .change(move |desk| {
                    desk.set_keys(keys);
                    Ok(())
                })
                .await;
        }
        let mut open = self.open.write().await;
        let shared = open.values().find(|o| same_file(o.edge.path(), edge.path())).map(|o| o.edge.clone());
        let edge = match shared {
            Some(edge) => edge,
            None => {
                look_after(window.app_handle(), &edge);
                edge
            }
        };
        if let Ok(page) = edge.read(|desk| desk.organisation_page()).await {
            let _ = window.set_title(&format!("{} – Fair Notice", page.organisation.name));
        }
        self.remember(|settings| settings.opened(edge.path()));
        *self.refused.write().await = None;
        open.insert(window.label().to_owned(), Open { edge, officer });
    }

    /// Lets a new window begin where another is.
    pub async fn follow(&self, window: &str, leader: &str) {
        let mut open = self.open.write().await;
        if let Some(same) = open.get(leader).cloned() {
            open.insert(window.to_owned(), same);
        }
    }

    /// Forgets a window that is closed.
    pub async fn leave(&self, window: &str) {
        self.open.write().await.remove(window);
    }

    async fn of(&self, window: &WebviewWindow) -> Option<Open> {
        // The sender lives as long as this, so that the wait ends.
        let _ = self.begun.subscribe().wait_for(|begun| *begun).await;
        self.open.read().await.get(window.label()).cloned()
    }

    /// Notes the folder into which files are written.
    pub fn writes(&self, folder: &Path) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder.to_path_buf());
    }

    /// The folder into which files were written last.
    pub fn written(&self) -> Option<PathBuf> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        held.iter().enumerate().skip(from).map(|(place, path)| HeldFile::of(place, path)).collect()
    }

    /// A file that is held.
    pub fn held(&self, place: usize) -> Result<PathBuf> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(place).cloned().ok_or_else(|| DeskError::failed("cannot-read", "That file is no longer known here."))
    }

    /// The file that came from another computer, told once.
    pub fn arrived(&self) -> Option<HeldFile> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes the passphrase of the keys; an empty one is none.
    pub fn unlock(&self, passphrase: String) {
        let said = (!passphrase.is_empty()).then_some(passphrase);
        *self.passphrase.lock().unwrap_or_else(PoisonError::into_inner) = said;
    }

    /// The passphrase of the keys, where it was given.
    pub fn passphrase(&self) -> Option<String> {
        self.passphrase.lock().unwrap_or_else(PoisonError::into_inner).clone()
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

    /// Acts as another officer in that window.
    pub async fn act_as(&self, window: &WebviewWindow, who: String) -> Result<()> {
        let edge = self.edge(window).await?;
        let officer = edge.read(move |desk| desk.officer_named(&who)).await?;
        if let Some(open) = self.open.write().await.get_mut(window.label()) {
            open.officer = Some(officer.id);
        }
        Ok(())
    }

    /// The council file that is open in a window.
    pub async fn edge(&self, window: &WebviewWindow) -> Result<Edge> {
        self.of(window)
            .await
            .map(|o| o.edge)
            .ok_or_else(|| DeskError::failed("no-register", "No council file is open."))
    }

    /// The officer who acts in a window.
    pub async fn officer(&self, window: &WebviewWindow) -> Result<OfficerId> {
        self.of(window).await.and_then(|o| o.officer).ok_or_else(who_are_you)
    }

    /// Runs a verb that changes something in the acting officer's name, and tells every window what changed. File and
    /// officer are those of one moment.
    pub async fn change<T: Send + 'static>(
        &self,
        window: &WebviewWindow,
        work: impl FnOnce(&mut Desk, OfficerId) -> Result<Outcome<T>> + Send + 'static,
    ) -> Result<Outcome<T>> {
        let open = self.of(window).await.ok_or_else(|| DeskError::failed("no-register", "No council file is open."))?;
        let officer = open.officer.ok_or_else(who_are_you)?;
        let outcome = open.edge.change(move |desk| work(desk, officer)).await?;
        say(window.app_handle(), &outcome.changed);
        Ok(outcome)
    }

    /// Runs a verb that only reads.
    pub async fn read<T: Send + 'static>(
        &self,
        window: &WebviewWindow,
        work: impl FnOnce(&Desk) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.edge(window).await?.read(work).await
    }

    /// What the window shows first.
    pub async fn status(&self, window: &WebviewWindow) -> Result<Status> {
        let open = self.of(window).await;
        let settings = self.settings();
        // Read first: what is told while the rest is read is told again rather than missed.
        let told = self.told.load(Ordering::SeqCst);
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
            told,
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

fn who_are_you() -> DeskError {
    DeskError::failed("which-officer", "Say who you are first.").hint("Choose your name at the top right.")
}

/// Whether a file is a review pack or an answer.
fn is_travelled(path: &Path) -> bool {
    matches!(kind_of_file(path), Ok(FileKind::ReviewPack | FileKind::Answer))
}

fn same_file(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|place| other.canonicalize().is_ok_and(|there| place == there))
}

/// Keeps the time of an open file and watches what others do to it, until no window has it open.
fn look_after(app: &AppHandle, edge: &Edge) {
    let handle = app.clone();
    tauri::async_runtime::spawn(edge.clone().keep_time(move |changed| say(&handle, &changed)));
    let (handle, path) = (app.clone(), edge.path().to_path_buf());
    tauri::async_runtime::spawn(edge.clone().watch(move |noticed| match noticed {
        Noticed::Changed => say(&handle, &BTreeSet::from([Changed::Elsewhere])),
        Noticed::Gone(error) => tell(&handle, "trouble", Trouble { register: &path, trouble: Some(error) }),
        Noticed::Back => tell(&handle, "trouble", Trouble { register: &path, trouble: None }),
    }));
}

/// What is wrong with a council file, or that it is well again.
#[derive(Clone, Serialize)]
struct Trouble<'a> {
    register: &'a Path,
    trouble: Option<DeskError>,
}

/// Tells every window what changed.
fn say(app: &AppHandle, changed: &BTreeSet<Changed>) {
    if !changed.is_empty() {
        tell(app, "changed", changed);
    }
}

fn tell(app: &AppHandle, what: &str, said: impl Serialize + Clone) {
    app.state::<Session>().told.fetch_add(1, Ordering::SeqCst);
    let _ = app.emit(what, said);
}
