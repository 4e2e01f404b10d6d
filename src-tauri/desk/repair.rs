//! Repairs that a text may need: proposed, and done when an officer accepts them.

use crate::check::current_content;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{demand_open, find_notice};
use chrono::NaiveDate;
use fairnotice_intake::repairs::{Proposal, apply, proposals, variable_proposals};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::variables::{VARIABLES, value};
use fairnotice_notice::{Action, Content, Notice, State, Version};
use fairnotice_register::Reader;
use serde::Serialize;
use ts_rs::TS;

/// A repair that an officer may accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProposalRow {
    /// What to name it by when it is accepted.
    pub id: String,
    /// The heading of the section it is about; empty before the first.
    pub heading: String,
    /// What was seen and what is proposed.
    pub message: String,
    /// The words as they stand.
    pub before: Vec<String>,
    /// The words as they would stand.
    pub after: Vec<String>,
}

/// What became of the repairs that were accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Repaired {
    /// The notice's short name.
    pub notice: String,
    /// The version's number.
    pub version: u32,
    /// The saved copy that holds the repaired text.
    pub revision: String,
    /// What was done.
    pub done: Vec<String>,
    /// The repairs that are still proposed.
    pub left: Vec<ProposalRow>,
}

/// Accepting everything may bring about further repairs; so many times is enough for any text.
const ROUNDS: usize = 400;

/// Every proposal for a text: first those of its form, then variables in place of words that are kept elsewhere.
fn all(reader: &Reader<'_>, notice: &Notice, content: &Content, day: NaiveDate) -> Result<Vec<Proposal>> {
    let organisation = reader.organisation()?.unwrap_or_default();
    let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
    let mut values: Vec<(&str, String)> = VARIABLES
        .iter()
        .filter_map(|(name, _)| Some((*name, value(name, &organisation, directorate.as_ref(), day)?)))
        .collect();
    // The longer words first: "Averley Borough Council" before "Averley".
    values.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    let mut found = proposals(content);
    found.extend(variable_proposals(content, &values));
    Ok(found)
}

fn rows(content: &Content, found: Vec<Proposal>) -> Vec<ProposalRow> {
    let heading = |id: &str| content.sections.iter().find(|s| s.id == id).map(|s| s.heading.clone());
    found
        .into_iter()
        .map(|p| ProposalRow {
            heading: heading(&p.section).unwrap_or_default(),
            id: p.id,
            message: p.message,
            before: p.before,
            after: p.after,
        })
        .collect()
}

impl Act<'_> {
    /// A draft to be changed by one act: what was typed is saved first, so that the text before it stays in the history.
    pub(crate) fn opened(&self, notice: &str) -> Result<(Notice, Version, Content)> {
        let notice = find_notice(self.writer, notice)?;
        let mut version = demand_open(self.writer, &notice)?;
        if version.state != State::Drafting {
            return Err(DeskError::failed(
                "not-in-this-state",
                format!(
                    "{} version {} is {}, so its text can't be changed.",
                    notice.short_name,
                    version.number,
                    version.state.label().to_lowercase()
                ),
            )
            .hint("Take it back, or open it for editing, first."));
        }
        self.demand_transition(&notice, &version, Action::Edit)?;
        self.checkpoint(&notice, &mut version, None)?;
        let content = self.writer.revision(version.head)?.content()?;
        Ok((notice, version, content))
    }

    /// The repairs that a text of a notice may need.
    pub(crate) fn proposals_for(&self, notice: &Notice, content: &Content) -> Result<Vec<ProposalRow>> {
        Ok(rows(content, all(self.writer, notice, content, self.now.day)?))
    }
}

impl Desk {
    /// The repairs that the open draft of a notice may need.
    ///
    /// # Errors
    /// `unknown-notice`, `no-open-version`.
    pub fn repairs(&self, notice: &str) -> Result<Vec<ProposalRow>> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let version = demand_open(&reader, &notice)?;
        let day = self.now().day;
        let content = current_content(&reader, &notice, &version, day)?;
        Ok(rows(&content, all(&reader, &notice, &content, day)?))
    }

    /// Accepts repairs of the open draft by their ids, or, with `every`, all of them and those they bring about. The text
    /// before them stays in the history.
    ///
    /// # Errors
    /// `unknown-repair` when one is not proposed (any more): then nothing is changed; `not-permitted`;
    /// `not-in-this-state` when the version is not being drafted.
    pub fn accept_repairs(
        &mut self,
        by: OfficerId,
        notice: &str,
        ids: &[String],
        every: bool,
    ) -> Result<Outcome<Repaired>> {
        self.change(by, |act| {
            let (notice, mut version, mut content) = act.opened(notice)?;
            let mut done = Vec::new();
            let at_first = all(act.writer, &notice, &content, act.now.day)?;
            for id in ids {
                let found = all(act.writer, &notice, &content, act.now.day)?.into_iter().find(|p| p.id == *id);
                let applied = found.as_ref().is_some_and(|p| apply(&mut content, &p.repair));
                let Some(found) = found.filter(|_| applied) else {
                    // One that was accepted before it has done this one's work, or taken its words elsewhere.
                    if at_first.iter().any(|p| p.id == *id) && !done.is_empty() {
                        continue;
                    }
                    return Err(DeskError::usage("unknown-repair", format!("No repair called {id} is proposed."))
                        .hint(format!(
                            "`fairnotice repairs {}` lists those that are. Nothing was changed.",
                            notice.short_name
                        )));
                };
                done.push(found.message);
            }
            for _ in 0..ROUNDS {
                let next = all(act.writer, &notice, &content, act.now.day)?.into_iter().next();
                let Some(next) = next.filter(|p| every && apply(&mut content, &p.repair)) else { break };
                done.push(next.message);
            }
            let note = if done.len() == 1 {
                "1 repair accepted".to_owned()
            } else {
                format!("{} repairs accepted", done.len())
            };
            let revision = if done.is_empty() {
                act.writer.revision(version.head)?
            } else {
                act.save_revision(&notice, &mut version, &mut content, act.officer.id, Some(&note), false)?
            };
            act.touched_notice(notice.id);
            Ok(Repaired {
                left: act.proposals_for(&notice, &content)?,
                notice: notice.short_name,
                version: version.number,
                revision: revision.id.to_string(),
                done,
            })
        })
    }
}
