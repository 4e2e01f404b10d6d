//! Mends: small safe edits that findings offer, done when an officer asks for them.

use crate::check::judge;
use crate::desk::{Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{demand_open, find_notice};
use crate::surroundings::Surroundings;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::mend::{Mend, apply};
use fairnotice_notice::{Content, Finding};
use serde::Serialize;
use ts_rs::TS;

/// What became of the mends that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Mended {
    /// The notice's short name.
    pub notice: String,
    /// The version's number.
    pub version: u32,
    /// The saved copy that holds the mended text.
    pub revision: String,
    /// What was done: the rule and the words it was about.
    pub done: Vec<(String, String)>,
    /// How many findings are left that have a mend.
    pub left: u32,
}

/// Where a mend is done: its line and the byte in it; an item that is taken out comes before its words are mended.
fn place(mend: &Mend) -> (usize, usize) {
    match mend {
        Mend::ReplaceWords { leaf, at, .. } => (*leaf, *at),
        Mend::RemoveItem { leaf, .. } | Mend::RemoveLine { leaf, .. } | Mend::AddAfter { leaf, .. } => {
            (*leaf, usize::MAX)
        }
        Mend::JoinLists { leaf, .. } => (*leaf, 0),
    }
}

impl Desk {
    /// Does a mend in a text that is being typed; the text comes back and nothing is stored.
    ///
    /// # Errors
    /// `text-moved` when the words no longer stand where they stood.
    pub fn mend_draft(content: &Content, mend: &Mend) -> Result<Content> {
        let mut mended = content.clone();
        if apply(&mut mended, mend) {
            return Ok(mended);
        }
        Err(DeskError::failed("text-moved", "These words have changed since, so nothing was mended.")
            .hint("Wait until the text is checked again, or mend it by hand."))
    }

    /// Does the mends of findings in the open draft: of the keys, of the rules, or with `every` all of them. The text
    /// before them stays in the history. Findings that were answered are left alone.
    ///
    /// # Errors
    /// `unknown-finding`, `unknown-rule` for a key or a rule that has no mend (any more): then nothing is changed; `not-permitted`;
    /// `not-in-this-state` when the version is not being drafted.
    pub fn mend(
        &mut self,
        by: OfficerId,
        notice: &str,
        keys: &[String],
        rules: &[String],
        every: bool,
    ) -> Result<Outcome<Mended>> {
        self.change(by, |act| {
            let (notice, mut version, mut content) = act.opened(notice)?;
            let around = Surroundings::read(act.writer, None)?;
            let found = |content: &Content| -> Result<Vec<Finding>> {
                let judged = judge(act.writer, &notice, &version, content, act.now.day, &around)?;
                Ok(judged.open.into_iter().filter(|f| f.mend.is_some()).collect())
            };
            let at_first = found(&content)?;
            let hint = format!("`fairnotice mend {}` lists those that have. Nothing was changed.", notice.short_name);
            if let Some(key) = keys.iter().find(|k| !at_first.iter().any(|f| f.key == **k)) {
                return Err(DeskError::usage("unknown-finding", format!("No finding with the key {key} has a mend."))
                    .hint(hint));
            }
            if let Some(rule) = rules.iter().find(|r| !at_first.iter().any(|f| f.rule == **r)) {
                return Err(DeskError::usage("unknown-rule", format!("No finding of the rule \"{rule}\" has a mend."))
                    .hint(hint));
            }
            let mut meant = at_first;
            meant.retain(|f| every || keys.contains(&f.key) || rules.contains(&f.rule));
            // From the end to the beginning, so that a mend moves no words that another is about; what was found at the
            // start is mended and nothing else.
            meant.sort_by_key(|f| std::cmp::Reverse(f.mend.as_ref().map(place)));
            let mut done = Vec::new();
            let mut gone = None;
            for finding in meant {
                let Some(mend) = &finding.mend else { continue };
                if gone == Some(place(mend).0) || !apply(&mut content, mend) {
                    continue;
                }
                if matches!(mend, Mend::RemoveItem { .. }) {
                    gone = Some(place(mend).0);
                }
                done.push((finding.rule, finding.quote));
            }
            done.reverse();
            let left = u32::try_from(found(&content)?.len()).unwrap_or(u32::MAX);
            let note = if done.len() == 1 { "1 mend".to_owned() } else { format!("{} mends", done.len()) };
            let revision = if done.is_empty() {
                act.writer.revision(version.head)?
            } else {
                act.save_revision(&notice, &mut version, &mut content, act.officer.id, Some(&note), false)?
            };
            act.touched_notice(notice.id);
            Ok(Mended {
                left,
                notice: notice.short_name,
                version: version.number,
                revision: revision.id.to_string(),
                done,
            })
        })
    }

    /// The findings of the open draft that have a mend, those that were answered left out.
    ///
    /// # Errors
    /// `unknown-notice`, `no-open-version`.
    pub fn mends(&self, notice: &str) -> Result<Vec<crate::FindingView>> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let version = demand_open(&reader, &notice)?;
        let day = self.now().day;
        let content = crate::check::current_content(&reader, &notice, &version, day)?;
        let judged = judge(&reader, &notice, &version, &content, day, &Surroundings::default())?;
        Ok(judged.open.into_iter().filter(|f| f.mend.is_some()).map(crate::FindingView::of).collect())
    }
}
