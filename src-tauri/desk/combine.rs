//! Making one text of two edits of it: two officers' drafts, or a file that a colleague sent back.

use crate::compare::Side;
use crate::error::Result;
use crate::files::write_beside;
use fairnotice_redline::{Merged, merge};
use serde::Serialize;
use std::path::Path;

/// Two edits of one text, as one.
#[derive(Clone, Debug, Serialize)]
pub struct Combined {
    /// What the text was called before both edits.
    pub base: String,
    /// What my edit is called.
    pub mine: String,
    /// What their edit is called.
    pub theirs: String,
    /// The text, the conflicts, and where both edits met.
    #[serde(flatten)]
    pub merged: Merged,
}

impl Combined {
    /// Merges two edits of `base`. What one side put in and the other did not gets an id of its own where both gave the
    /// same one.
    pub fn of(base: &Side, mine: &Side, theirs: &Side) -> Combined {
        let mut merged = merge(&base.content, &mine.content, &theirs.content);
        merged.content.assign_ids();
        Combined { base: base.name.clone(), mine: mine.name.clone(), theirs: theirs.name.clone(), merged }
    }

    /// What somebody must decide, a sentence each, and where both sides changed one line.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = self.merged.conflicts.iter().map(|c| c.sentence()).collect();
        let leaves = self.merged.content.leaves();
        let told = |at: &usize| self.merged.conflicts.iter().any(|c| c.leaf == Some(*at));
        for leaf in self.merged.both.iter().filter(|at| !told(at)).filter_map(|at| leaves.get(*at)) {
            remarks.push(format!("Both changed this line, please read it: “{}”.", leaf.text()));
        }
        remarks
    }

    /// The merged text in the Markdown that `edit` takes.
    pub fn markdown(&self) -> String {
        fairnotice_intake::markdown::write(&self.merged.content)
    }

    /// Writes the merged text: as JSON where the file's name ends so, else as Markdown. `edit --from` takes both.
    ///
    /// # Errors
    /// `disk-full`, `cannot-write`.
    pub fn write(&self, path: &Path) -> Result<()> {
        let json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        let text = if json { serde_json::to_string_pretty(&self.merged.content)? } else { self.markdown() };
        write_beside(path, text.as_bytes())
    }
}
