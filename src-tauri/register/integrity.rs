//! Is the register unbroken? The chain, the pages, and every text against its digest.

use crate::error::Result;
use crate::journal::{GENESIS, NewEvent, hash_of};
use crate::open::Reader;
use crate::revisions::Revision;
use fairnotice_notice::{Action, Digest, State};
use std::collections::BTreeMap;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is about: "journal", "revision", "version", "file".
    pub what: &'static str,
    /// What is wrong with it, in plain English.
    pub message: String,
}

/// What an inspection found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// How many events were read.
    pub events: usize,
    /// How many revisions were read.
    pub revisions: usize,
    /// The hash of the last event.
    pub head: String,
    /// What is not as it was written; empty when all is well.
    pub faults: Vec<Fault>,
}

impl Reader<'_> {
    /// Reads the whole register and says what is not as it was written.
    ///
    /// # Errors
    /// What SQLite says when the file can't be read at all.
    pub fn inspect(&self) -> Result<Inspection> {
        let mut faults = Vec::new();
        let mut fault = |what: &'static str, message: String| faults.push(Fault { what, message });

        let quick: String = self.sql.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if quick != "ok" {
            fault("file", format!("the file is damaged: {quick}"));
        }
        for (trigger, table) in [("no_update", "revision"), ("no_delete", "revision"), ("no_update", "event")] {
            let found: i64 = self.sql.query_row(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ?1",
                [format!("{table}_{trigger}")],
                |row| row.get(0),
            )?;
            if found == 0 {
                fault("file", format!("the lock that keeps the {table} table append-only was removed"));
            }
        }

        let events = self.events(None)?;
        let mut previous = GENESIS.to_string();
        // What the journal says of each revision: the digests of what readers see and of the stored text.
        let mut told: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut states: BTreeMap<String, String> = BTreeMap::new();
        for event in &events {
            if event.previous != previous {
                fault("journal", format!("the chain is broken before event {} ({})", event.place, event.kind));
            }
            let again = NewEvent {
                id: event.id,
                at: event.at,
                officer: event.officer,
                kind: &event.kind,
                notice: event.notice,
                data: event.data.clone(),
            };
            if hash_of(&again, &event.previous)? != event.hash {
                fault("journal", format!("event {} ({}) is not what was written", event.place, event.kind));
            }
            previous.clone_from(&event.hash);
            let text = |key: &str| event.data.get(key).and_then(|v| v.as_str()).map(str::to_owned);
            if let (Some(revision), Some(digest), Some(stored)) =
                (text("revision"), text("digest"), text("content-sha256"))
            {
                told.insert(revision, (digest, stored));
            }
            if let (Some(version), Some(state)) = (text("version"), text("state")) {
                states.insert(version, state);
            }
        }

        let mut count = 0;
        for notice in self.notices()? {
            for version in self.versions(notice.id)? {
                let name = format!("{} version {}", notice.short_name, version.number);
                match states.get(&version.id.to_string()) {
                    Some(state) if state == version.state.name() => {}
                    Some(state) => {
                        fault("version", format!("{name} stands as {}, but the journal says {state}", version.state))
                    }
                    None => fault("version", format!("{name} is not in the journal")),
                }
                for revision in self.revisions(version.id)? {
                    count += 1;
                    if let Some(message) = revision_fault(&revision, told.remove(&revision.id.to_string())) {
                        fault("revision", format!("{name}, saved copy {}: {message}", revision.number));
                    }
                }
                let needs_approval = match version.state {
                    State::Approved | State::Live => true,
                    State::Drafting
                    | State::InReview
                    | State::Superseded
                    | State::Withdrawn
                    | State::Discarded
                    | State::Recorded => false,
                };
                if needs_approval {
                    let approved = self.decisions(version.id)?.into_iter().rev().find(|d| d.action == Action::Approve);
                    let bound = match (approved, version.approved) {
                        (Some(decision), Some(id)) => {
                            decision.revision == id && decision.digest == self.revision(id)?.digest
                        }
                        _ => false,
                    };
                    if !bound {
                        fault("version", format!("{name} is {} without an approval of its text", version.state));
                    }
                }
            }
        }
        for revision in told.keys() {
            fault("revision", format!("revision {revision} is in the journal but no longer in the file"));
        }
        Ok(Inspection { events: events.len(), revisions: count, head: previous, faults })
    }
}

/// What is wrong with a stored revision, given what the journal says of it.
fn revision_fault(revision: &Revision, told: Option<(String, String)>) -> Option<String> {
    let Some((digest, stored)) = told else { return Some("it is not in the journal".into()) };
    if Digest::of(revision.content_json.as_bytes()).to_string() != stored {
        return Some("its stored text is not what was saved".into());
    }
    if revision.digest.to_string() != digest {
        return Some("its document code is not what was saved".into());
    }
    match revision.rendering().map(|r| r.digest()) {
        Ok(Ok(again)) if again == revision.digest => None,
        _ => Some("its text does not have its document code".into()),
    }
}
