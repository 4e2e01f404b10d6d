//! Approved versions whose day has come go live. Fair Notice itself acts.

use crate::clock::new_id;
use crate::desk::{Changed, Desk};
use crate::error::Result;
use fairnotice_notice::ids::{DecisionId, EventId};
use fairnotice_notice::states::transition;
use fairnotice_notice::{Action, Version};
use fairnotice_register::{Decision, NewEvent, Writer};
use serde_json::json;
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

fn step(writer: &Writer<'_>, at: chrono::DateTime<chrono::Utc>, mut version: Version, action: Action) -> Result<()> {
    let Some(row) = transition(version.state, action) else { return Ok(()) };
    version.state = row.to;
    writer.change_version(&version)?;
    if action == Action::Supersede {
        writer.index_version(version.id, None)?;
    }
    let revision = writer.revision(version.approved.unwrap_or(version.head))?;
    let decision = Decision {
        id: DecisionId(new_id(at)),
        version: version.id,
        revision: revision.id,
        digest: revision.digest,
        action,
        officer: None,
        words: None,
        reasons: Vec::new(),
        effective: version.effective,
        at,
    };
    writer.add_decision(&decision)?;
    writer.append(&NewEvent {
        id: EventId(new_id(at)),
        at,
        officer: None,
        kind: action.name(),
        notice: Some(version.notice),
        data: json!({
            "decision": decision.id,
            "version": version.id,
            "number": version.number,
            "state": version.state,
            "on-revision": revision.id,
            "on-digest": revision.digest,
            "words": null,
            "reasons": [],
            "day": decision.effective,
            "effective": version.effective,
            "review-due": version.review_due,
            "ended": version.ended,
        }),
    })?;
    Ok(())
}
