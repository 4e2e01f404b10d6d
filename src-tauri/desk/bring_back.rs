//! Bringing the text of an old saved copy back into the draft.

use crate::desk::{Desk, Outcome};
use crate::error::Result;
use crate::resolve::{demand_open, find_copy, find_notice, find_version};
use crate::submit::Submitted;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Action, State};

impl Desk {
    /// Replaces the open draft's text with that of a saved copy of any version. What stands in the draft becomes a saved
    /// copy first, so that nothing is lost. The words stay those of who wrote them: that officer can't approve them here
    /// either.
    ///
    /// # Errors
    /// `unknown-version`, `unknown-copy`, `no-open-version`, `not-in-this-state`, `not-permitted`.
    pub fn bring_back(&mut self, by: OfficerId, notice: &str, version: u32, copy: u32) -> Result<Outcome<Submitted>> {
        self.change(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut open = demand_open(act.writer, &notice)?;
            let to = act.demand_transition(&notice, &open, Action::Edit)?;
            let source = find_version(act.writer, &notice, Some(version))?;
            let old = find_copy(act.writer, &notice, &source, copy)?;
            act.checkpoint(&notice, &mut open, None)?;
            if open.state == State::Approved {
                act.drop_approval(&notice, &mut open, to)?;
            }
            let mut content = old.content()?;
            let note =
                format!("The text of version {version}, saved copy {copy}, brought back by {}", act.officer.name);
            let revision = act.save_revision(&notice, &mut open, &mut content, old.author, Some(&note), false)?;
            Ok(Submitted::of(&notice, &open, &revision))
        })
    }
}
