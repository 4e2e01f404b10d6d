//! A new version: it starts from the live text.

use crate::desk::{Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::find_notice;
use crate::submit::Submitted;
use fairnotice_notice::Permission;
use fairnotice_notice::ids::OfficerId;

impl Desk {
    /// Starts the next version of a notice from its live text, or from its newest text when none is live.
    ///
    /// # Errors
    /// `open-version` when there is one already; `not-permitted`; `tampered` when the live text is not what was
    /// approved.
    pub fn new_version(&mut self, by: OfficerId, notice: &str) -> Result<Outcome<Submitted>> {
        self.change(by, |act| {
            act.demand(Permission::Author, "start a new version")?;
            let notice = find_notice(act.writer, notice)?;
            if let Some(open) = act.writer.open_version(notice.id)? {
                return Err(DeskError::failed(
                    "open-version",
                    format!("{} already has an open version: {} ({}).", notice.short_name, open.number, open.state),
                )
                .hint("Finish that one, or discard it, before you start another."));
            }
            let versions = act.writer.versions(notice.id)?;
            let last = versions.last().map_or(0, |v| v.number);
            let source = match act.writer.live_version(notice.id)? {
                // What was recorded was never approved here: its text is what was taken in.
                Some(recorded) if recorded.approved.is_none() => Some(recorded),
                Some(live) => {
                    crate::export::demand_approved_text(act.writer, &notice, &live)?;
                    Some(live)
                }
                None => versions.into_iter().next_back(),
            };
            let Some(source) = source else {
                return Err(DeskError::failed("unknown-version", format!("{} has no text yet.", notice.short_name)));
            };
            let mut content = act.writer.revision(source.approved.unwrap_or(source.head))?.content()?;
            let note = format!("Started from version {}", source.number);
            let (version, revision) = act.begin_version(&notice, last + 1, &mut content, &note, Some(source.id))?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }
}
