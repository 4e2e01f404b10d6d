//! The asynchronous edge: blocking work off the window's thread, and the timer that brings versions live.
//!
//! SQLite, fonts and PDF are blocking work. The window calls through [`Edge`], which runs each verb on tokio's
//! blocking threads: changes one at a time on the writing connection, reads on a connection of their own, so that
//! a long export never keeps an autosave waiting, and sweeps over the whole council on a third. What the checks are asked
//! has a connection and a lasting thread.

use crate::clock::Clock;
use crate::desk::{Changed, Desk};
use crate::error::{DeskError, Result};
use crate::reader::Reader;
use fairnotice_register::Access;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often the edge looks whether a version's day has come.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// How often the edge looks whether another program has changed the file, and whether it still lies where it lay.
const GLANCE: Duration = Duration::from_secs(1);

/// What a glance at the file showed.
#[derive(Clone, Debug)]
pub enum Noticed {
    /// Another program changed it: anything may be different.
    Changed,
    /// It no longer lies where it lay.
    Gone(DeskError),
    /// It lies there again.
    Back,
}

/// An open register for a window.
#[derive(Clone, Debug)]
pub struct Edge {
    path: PathBuf,
    writing: Arc<Mutex<Desk>>,
    reading: Arc<Mutex<Desk>>,
    /// For what the checks are asked.
    checking: Arc<Reader>,
    /// For what takes long and nobody waits for.
    aside: Arc<Mutex<Desk>>,
}

/// A poisoned lock means a verb panicked; its transaction was undone, so the desk behind it is sound.
fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(DeskError::internal()),
    }
}

impl Edge {
    /// Opens a register for a window.
    ///
    /// # Errors
    /// What the register says of the file.
    pub async fn open(path: PathBuf) -> Result<Edge> {
        blocking(move || {
            let desk = Desk::open(&path, Access::Write, Clock::Machine)?;
            Edge::around(desk)
        })
        .await
    }

    /// Takes a desk that is open already.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn around(desk: Desk) -> Result<Edge> {
        let path = desk.path().to_path_buf();
        let open = || Desk::open(&path, Access::Read, Clock::Machine);
        let (reading, aside) = (Arc::new(Mutex::new(open()?)), Arc::new(Mutex::new(open()?)));
        let checking = Arc::new(Reader::from(open()?)?);
        let mut desk = desk;
        if desk.keys.is_none() {
            desk.set_keys(crate::keys_of_this_machine(None));
        }
        Ok(Edge { path, writing: Arc::new(Mutex::new(desk)), reading, checking, aside })
    }

    /// Where the register lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a verb that changes something.
    ///
    /// # Errors
    /// What the verb returns.
    pub async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let desk = Arc::clone(&self.writing);
        blocking(move || work(&mut lock(&desk))).await
    }

    /// Runs a verb that only reads.
    ///
    /// # Errors
    /// What the verb returns.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&Desk) -> Result<T> + Send + 'static) -> Result<T> {
        let desk = Arc::clone(&self.reading);
        blocking(move || work(&lock(&desk))).await
    }

    /// Runs a verb that asks the checks about one notice, or a few.
    ///
    /// # Errors
    /// What the verb returns.
    pub async fn check<T: Send + 'static>(&self, work: impl FnOnce(&Desk) -> Result<T> + Send + 'static) -> Result<T> {
        self.checking.of(work).await
    }

    /// Runs a verb that only reads, takes long, and is waited for by nobody who types.
    ///
    /// # Errors
    /// What the verb returns.
    pub async fn read_aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let desk = Arc::clone(&self.aside);
        blocking(move || work(&lock(&desk))).await
    }

    /// Looks at the file once a second and says what another program did to it. Runs until the edge is dropped by
    /// everybody else.
    pub async fn watch(self, say: impl Fn(Noticed) + Send + 'static) {
        let mut beat = tokio::time::interval(GLANCE);
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let writing = Arc::downgrade(&self.writing);
        drop(self);
        let (mut known, mut gone) = (None, false);
        loop {
            beat.tick().await;
            let Some(desk) = writing.upgrade() else { return };
            let glance = blocking(move || {
                // The writing connection's number changes by what others write alone. Who is writing now is not kept
                // waiting.
                let Ok(desk) = desk.try_lock() else { return Ok(None) };
                Ok(Some((desk.register.demand_in_place(), desk.register.data_version()?)))
            });
            let Ok(Some((place, version))) = glance.await else { continue };
            match place {
                Err(error) if !gone => {
                    gone = true;
                    say(Noticed::Gone(error.into()));
                }
                Ok(()) if gone => {
                    gone = false;
                    say(Noticed::Back);
                }
                Err(_) | Ok(()) => {}
            }
            if known.replace(version).is_some_and(|before| before != version) {
                say(Noticed::Changed);
            }
        }
    }

    /// Once a minute, brings versions live whose day has come, and says what changed. Runs until the edge is dropped
    /// by everybody else.
    pub async fn keep_time(self, say: impl Fn(BTreeSet<Changed>) + Send + 'static) {
        let mut beat = tokio::time::interval(HEARTBEAT);
        let writing = Arc::downgrade(&self.writing);
        drop(self);
        loop {
            beat.tick().await;
            let Some(desk) = writing.upgrade() else { return };
            let changed = blocking(move || lock(&desk).activate_due()).await;
            if let Ok(changed) = changed
                && !changed.is_empty()
            {
                say(changed);
            }
        }
    }
}
