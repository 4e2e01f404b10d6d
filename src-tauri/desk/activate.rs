//! Approved versions whose day has come go live. Fair Notice itself acts.

use crate::approval::{Words, write_decision};
use crate::desk::{Changed, Desk};
use crate::error::Result;
use chrono::{DateTime, Utc};
use fairnotice_notice::states::transition;
use fairnotice_notice::{Action, Version};
use fairnotice_register::Writer;
use std::collections::BTreeSet;

impl Desk {
    /// Brings versions live whose day has come; returns what changed. A version whose text is not the approved one
    /// stays where it is, as does one whose day is not what the journal says: `verify` names it.
    ///
    /// # Errors
    /// What the register says.
    pub fn activate_due(&mut self) -> Result<BTreeSet<Changed>> {
        let now = self.clock.now();
        let mut changed = BTreeSet::new();
        if self.register.read().due_versions(now.day)?.is_empty() {
            return Ok(changed);
        }
        self.register.transact(|writer| {
            for version in writer.due_versions(now.day)? {
                let Some(notice) = writer.notice(version.notice)? else { continue };
                if crate::export::demand_approved_text(writer, &notice, &version).is_err()
                    || crate::export::demand_unbroken(writer, &notice).is_err()
                {
                    continue;
                }
                if let Some(mut live) = writer.live_version(version.notice)? {
                    live.ended = version.effective;
                    step(writer, now.at, live, Action::Supersede)?;
                }
                step(writer, now.at, version, Action::Activate)?;
                changed.insert(Changed::Notices);
                changed.insert(Changed::Notice(notice.id.to_string()));
            }
            Ok::<(), crate::DeskError>(())
        })?;
        Ok(changed)
    }
}

fn step(writer: &Writer<'_>, at: DateTime<Utc>, mut version: Version, action: Action) -> Result<()> {
    let Some(row) = transition(version.state, action) else { return Ok(()) };
    if action == Action::Supersede {
        writer.index_version(version.id, None)?;
    }
    let revision = writer.revision(version.approved.unwrap_or(version.head))?;
    let words = Words { effective: version.effective, ..Words::default() };
    write_decision(writer, at, None, &mut version, &revision, action, row.to, words).map(|_| ())
}
