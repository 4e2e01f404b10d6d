//! Bringing the text of an old saved copy back into the draft.

use crate::desk::{Desk, Outcome};
use crate::error::Result;
use crate::resolve::{find_copy, find_notice, find_version};
use crate::submit::Submitted;
use fairnotice_notice::ids::OfficerId;

impl Desk {
    /// Replaces the open draft's text with that of a saved copy of any version. What stands in the draft becomes a saved
    /// copy first, so that nothing is lost.
    ///
    /// # Errors
    /// `unknown-version`, `unknown-copy`, `no-open-version`, `not-in-this-state`, `not-permitted`.
    pub fn bring_back(&mut self, by: OfficerId, notice: &str, version: u32, copy: u32) -> Result<Outcome<Submitted>> {
        let reader = self.register.read();
        let found = find_notice(&reader, notice)?;
        let old = find_version(&reader, &found, Some(version))?;
        let content = find_copy(&reader, &found, &old, copy)?.content()?;
        let note = format!("The text of version {version}, saved copy {copy}, brought back");
        self.edit_content(by, notice, &content, Some(&note))
    }
}
