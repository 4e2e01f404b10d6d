//! The desk itself: an open register, a clock, and the one door for change.

use crate::clock::{Clock, Moment, new_id};
use crate::error::{DeskError, Result};
use crate::surroundings::Read;
use fairnotice_keys::{Keys, SecretKey};
use fairnotice_notice::ids::{EventId, NoticeId, OfficerId, RevisionId};
use fairnotice_notice::{Officer, Organisation, Permission};
use fairnotice_register::{Access, NewEvent, Register, Writer};
use serde::Serialize;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use ts_rs::TS;

/// What a change touched: the window refreshes by this and never guesses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(tag = "what", content = "id", rename_all = "kebab-case")]
pub enum Changed {
    /// The council's details.
    Organisation,
    /// The officers.
    Officers,
    /// The directorates.
    Directorates,
    /// The list of notices.
    Notices,
    /// One notice, by its id.
    Notice(String),
    /// The working copy of one notice, by its id.
    WorkingCopy(String),
    /// Another program changed the file: anything may be different.
    Elsewhere,
}

/// A value and what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome<T> {
    /// What the verb returns.
    pub value: T,
    /// What it touched.
    pub changed: BTreeSet<Changed>,
}

/// An open register with a clock.
#[derive(Debug)]
pub struct Desk {
    pub(crate) register: Register,
    pub(crate) clock: Clock,
    /// What live texts say, read once for each.
    pub(crate) read: Mutex<Read>,
    /// Where officers' keys lie on this machine; without, nothing is signed.
    pub(crate) keys: Option<Keys>,
}

/// A transaction in which an officer acts.
pub(crate) struct Act<'a> {
    pub(crate) writer: &'a Writer<'a>,
    pub(crate) now: Moment,
    pub(crate) officer: Officer,
    /// What live texts say, read once for each.
    pub(crate) read: &'a Mutex<Read>,
    /// The officer's key, where it is here.
    pub(crate) signer: Option<SecretKey>,
    changed: RefCell<BTreeSet<Changed>>,
}

impl Act<'_> {
    /// Notes what was touched.
    pub(crate) fn touched(&self, what: Changed) {
        self.changed.borrow_mut().insert(what);
    }

    /// Notes that a notice was touched.
    pub(crate) fn touched_notice(&self, id: NoticeId) {
        self.touched(Changed::Notices);
        self.touched(Changed::Notice(id.to_string()));
    }

    /// A new revision's id.
    pub(crate) fn revision_id(&self) -> RevisionId {
        RevisionId(new_id(self.now.at))
    }

    /// Appends an event in the officer's name.
    pub(crate) fn event(&self, kind: &str, notice: Option<NoticeId>, data: Value) -> Result<()> {
        self.writer.append(&NewEvent {
            id: EventId(new_id(self.now.at)),
            at: self.now.at,
            officer: Some(self.officer.id),
            kind,
            notice,
            data,
        })?;
        Ok(())
    }

    /// The council.
    pub(crate) fn organisation(&self) -> Result<Organisation> {
        self.writer.organisation()?.ok_or_else(not_set_up)
    }

    /// Refuses when the officer lacks the permission.
    pub(crate) fn demand(&self, permission: Permission, to: &str) -> Result<()> {
        if self.officer.may(permission) {
            return Ok(());
        }
        Err(DeskError::failed(
            "not-permitted",
            format!(
                "{} may not {to}: that needs the permission of {} {}.",
                self.officer.name,
                article(permission.name()),
                permission.name()
            ),
        )
        .hint("Ask an administrator for the permission, or act as another officer."))
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The register holds no council yet.
pub(crate) fn not_set_up() -> DeskError {
    DeskError::failed("not-set-up", "This council file has no council in it yet.")
        .hint("Set it up with `fairnotice init`.")
}

impl Desk {
    /// A desk around an open register.
    pub(crate) fn around(register: Register, clock: Clock) -> Desk {
        Desk { register, clock, read: Mutex::default(), keys: None }
    }

    /// Opens a register. When it is opened for writing, versions whose day has come go live first.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn open(path: &Path, access: Access, clock: Clock) -> Result<Desk> {
        let stamp = clock.now().at.format("%Y-%m-%dT%H%M%S").to_string();
        let register = Register::open(path, access, &stamp)?;
        let mut desk = Desk::around(register, clock);
        if access == Access::Write {
            desk.activate_due()?;
        }
        Ok(desk)
    }

    /// Opens a register for writing.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn open_for_change(path: &Path, clock: Clock) -> Result<Desk> {
        Desk::open(path, Access::Write, clock)
    }

    /// Opens a register for reading and, where the file allows it, for bringing versions live whose day has come.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn open_to_read(path: &Path, clock: Clock) -> Result<Desk> {
        let stamp = clock.now().at.format("%Y-%m-%dT%H%M%S").to_string();
        let mut desk = Desk::around(Register::open(path, Access::Read, &stamp)?, clock);
        if !desk.register.read().due_versions(clock.now().day)?.is_empty()
            && let Ok(writable) = Desk::open(path, Access::Write, clock)
        {
            desk = writable;
        }
        Ok(desk)
    }

    /// The time.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        self.register.path()
    }

    /// The one door for change: `work` runs in one transaction in the officer's name, and the result says what it
    /// touched. When it fails, nothing has changed.
    pub(crate) fn change<T>(
        &mut self,
        officer: OfficerId,
        work: impl FnOnce(&Act<'_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        self.change_with(officer, None, work)
    }

    /// As [`Desk::change`], for what decides: what is decided is signed with the officer's key. A key store may ask its
    /// owner first, so it is asked before the file is held.
    pub(crate) fn change_signed<T>(
        &mut self,
        officer: OfficerId,
        work: impl FnOnce(&Act<'_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        let signer = self.signer(officer)?;
        self.change_with(officer, signer, work)
    }

    fn change_with<T>(
        &mut self,
        officer: OfficerId,
        signer: Option<SecretKey>,
        work: impl FnOnce(&Act<'_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        let now = self.clock.now();
        let read = &self.read;
        self.register.transact(|writer| {
            let officer = writer.officer(officer)?.ok_or_else(|| {
                DeskError::failed("unknown-officer", "There is no such officer in this council file.")
            })?;
            let act = Act { writer, now, officer, read, signer, changed: RefCell::new(BTreeSet::new()) };
            let value = work(&act)?;
            Ok(Outcome { value, changed: act.changed.into_inner() })
        })
    }
}
