//! What a running window works on: an open council file and the officer who acts.

use fairnotice_desk::edge::Edge;
use fairnotice_desk::notice::ids::OfficerId;
use fairnotice_desk::{Changed, Clock, Desk, DeskError, OfficerView, Outcome, Result, place};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tauri::{AppHandle, Emitter};
use tokio::sync::RwLock;

/// The open council file and the acting officer; empty before the first run.
#[derive(Default)]
pub struct Session {
    open: RwLock<Option<Open>>,
    /// Why the council file could not be opened at start-up.
    refused: RwLock<Option<DeskError>>,
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
}

fn default_path() -> PathBuf {
    place::default_register().unwrap_or_else(|| PathBuf::from("council.fairnotice"))
}

impl Session {
    /// Opens the council file where it lies, when there is one.
    pub async fn begin(&self, app: &AppHandle) {
        let path = default_path();
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
        *self.refused.write().await = None;
        *self.open.write().await = Some(Open { edge, officer });
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
        let mut status = Status {
            register: None,
            default_path: default_path(),
            organisation: None,
            officer: None,
            officers: Vec::new(),
            version: env!("CARGO_PKG_VERSION"),
            today: Clock::Machine.now().day.to_string(),
            refused: self.refused.read().await.clone(),
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
