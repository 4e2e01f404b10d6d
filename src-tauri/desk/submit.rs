//! Asking for review: the text is frozen, blocking findings are mended or reasoned.

use crate::approval::{Words, words_of};
use crate::check::judge;
use crate::desk::{Desk, Outcome};
use crate::error::Result;
use crate::reasons::{GivenReason, collect, needing};
use crate::resolve::{demand_open, find_notice};
use crate::surroundings::Surroundings;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Action, Notice, Severity, State, Version};
use fairnotice_register::{Decision, Reader, Reason, Revision};
use serde::Serialize;
use ts_rs::TS;

/// Where a version stands after an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Submitted {
    /// The notice's short name.
    pub notice: String,
    /// The version's number.
    pub version: u32,
    /// Where it stands now.
    #[ts(type = "State")]
    pub state: State,
    /// The revision's id.
    pub revision: String,
    /// The digest of what a reader sees.
    pub digest: String,
    /// The document code.
    pub code: String,
    /// The day from which it is or shall be live.
    #[ts(type = "string | null")]
    pub effective: Option<chrono::NaiveDate>,
    /// What the record lacks, told at publication.
    pub record: Vec<crate::FindingView>,
}

impl Submitted {
    pub(crate) fn of(notice: &Notice, version: &Version, revision: &Revision) -> Self {
        Submitted {
            notice: notice.short_name.clone(),
            version: version.number,
            state: version.state,
            revision: revision.id.to_string(),
            digest: revision.digest.to_string(),
            code: revision.digest.code(),
            effective: version.effective,
            record: vec![],
        }
    }
}

/// Every decision on a notice, oldest first: reasons carry forward from version to version.
pub(crate) fn decisions_of_notice(reader: &Reader<'_>, notice: &Notice) -> Result<Vec<Decision>> {
    let mut all = Vec::new();
    for version in reader.versions(notice.id)? {
        all.extend(reader.decisions(version.id)?);
    }
    Ok(all)
}

impl Desk {
    /// Asks for review of the open version.
    ///
    /// # Errors
    /// `findings-block` (exit 3) naming the rules that need the author's reason; `not-in-this-state`;
    /// `not-permitted`; `missing-words` without a change note.
    pub fn submit(
        &mut self,
        by: OfficerId,
        notice: &str,
        note: &str,
        because: &[GivenReason],
    ) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let to = act.demand_transition(&notice, &version, Action::Submit)?;
            let note = words_of("The note on what changed", note)?;
            act.checkpoint(&notice, &mut version, None)?;
            // One last revision with the variables' text as it stands today.
            let mut content = act.writer.revision(version.head)?.content()?;
            let revision = act.save_revision(
                &notice,
                &mut version,
                &mut content,
                act.officer.id,
                Some("Text frozen for review"),
                false,
            )?;
            let around = Surroundings::read(act.writer, Some(act.read))?;
            let judged = judge(act.writer, &notice, &version, &content, act.now.day, &around)?;
            let needed = needing(&judged.open, &[Severity::Block]);
            let before = decisions_of_notice(act.writer, &notice)?;
            let mut reasons = collect(&needed, because, &before, Action::Submit, "your")?;
            // What was answered with "not here, because …" has its reason; the approver reads it with the others.
            for (rule, found) in needing(judged.dismissed.iter().map(|(f, _)| f), &[Severity::Block]) {
                let said = judged.dismissed.iter().filter(|(f, _)| f.rule == rule).map(|(_, d)| d.reason.as_str());
                let mut words: Vec<&str> = said.collect();
                words.dedup();
                if !reasons.iter().any(|r| r.rule == rule) {
                    reasons.push(Reason {
                        rule,
                        reason: words.join(" · "),
                        quotes: found.quotes.into_iter().collect(),
                        keys: found.keys.into_iter().collect(),
                        carried_from: None,
                    });
                }
            }
            let words = Words { words: Some(&note), reasons, ..Words::default() };
            act.decide(&notice, &mut version, &revision, Action::Submit, to, words)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }
}
