//! Dropping a draft. It is kept in the journal.

use crate::approval::Words;
use crate::desk::{Desk, Outcome};
use crate::error::Result;
use crate::resolve::{demand_open, find_notice};
use crate::submit::Submitted;
use fairnotice_notice::Action;
use fairnotice_notice::ids::OfficerId;

impl Desk {
    /// Drops the open draft of a notice. What was being typed is saved as a revision first, so that nothing is lost.
    ///
    /// # Errors
    /// `not-in-this-state`, `not-permitted`, `no-open-version`.
    pub fn discard(&mut self, by: OfficerId, notice: &str) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let to = act.demand_transition(&notice, &version, Action::Discard)?;
            act.checkpoint(&notice, &mut version, Some("As it stood when it was discarded"))?;
            let revision = act.writer.revision(version.head)?;
            act.decide(&notice, &mut version, &revision, Action::Discard, to, Words::default())?;
            act.writer.index_version(version.id, None)?;
            // The notice is called what readers see it called, not what a dropped draft called it.
            if let Some(live) = act.writer.live_version(notice.id)? {
                let title = act.writer.revision(live.approved.unwrap_or(live.head))?.content()?.title;
                act.writer.change_notice(&fairnotice_notice::Notice { title, ..notice.clone() })?;
            }
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }
}
