//! Review: take back, ask for changes, approve.

use crate::approval::{Words, words_of};
use crate::check::judge;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::reasons::{GivenReason, collect, needing};
use crate::resolve::{demand_open, find_notice};
use crate::submit::{Submitted, decisions_of_notice};
use crate::surroundings::Surroundings;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Action, Notice, Officer, Severity, Version};
use fairnotice_register::Reader;

/// Refuses while a statement that the council asks its approvers to confirm is not confirmed, word for word.
pub(crate) fn demand_confirmed(statements: &[String], confirmed: &[String]) -> Result<()> {
    let open: Vec<&str> = statements.iter().filter(|s| !confirmed.contains(s)).map(String::as_str).collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(DeskError::failed(
        "not-confirmed",
        format!("An approval confirms what the council asks for; this is not confirmed: {}", open.join(" · ")),
    )
    .hint("Confirm each statement (in the terminal: --confirm confirms all of them)."))
}

/// Whether the officer wrote part of a version or submitted it.
pub(crate) fn has_part_in(reader: &Reader<'_>, version: &Version, officer: &Officer) -> Result<bool> {
    let submitter = reader.decisions(version.id)?.into_iter().rev().find(|d| d.action == Action::Submit);
    Ok(submitter.is_some_and(|d| d.officer == Some(officer.id)) || reader.authors(version.id)?.contains(&officer.id))
}

/// Whether words of a version are the officer's. A version starts from the text of another: words that nobody approved
/// there are still their writers' words here.
pub(crate) fn is_own(reader: &Reader<'_>, version: &Version, officer: &Officer) -> Result<bool> {
    if has_part_in(reader, version, officer)? {
        return Ok(true);
    }
    let events = reader.events(Some(version.notice))?;
    let started_from = |id: &str| {
        let begun = events
            .iter()
            .find(|e| e.kind == "version-begun" && e.data.get("version").and_then(|v| v.as_str()) == Some(id));
        begun.and_then(|e| e.data.get("from")).and_then(|v| v.as_str()).and_then(|id| id.parse().ok())
    };
    let mut at = version.clone();
    while let Some(from) = started_from(&at.id.to_string()) {
        match reader.version(from)? {
            Some(before) if before.approved.is_none() && before.number < at.number => {
                if reader.authors(before.id)?.contains(&officer.id) {
                    return Ok(true);
                }
                at = before;
            }
            Some(_) | None => break,
        }
    }
    Ok(false)
}

/// Why an officer can't approve a version of theirs.
pub(crate) const OWN_WORDS: &str = "You wrote part of this version, so somebody else must approve it";

fn demand_not_own(act: &Act<'_>, version: &Version) -> Result<()> {
    if is_own(act.writer, version, &act.officer)? {
        return Err(DeskError::failed("own-words", format!("{OWN_WORDS}.")).hint("Ask another reviewer."));
    }
    Ok(())
}

/// Sends the version under review back, in the acting officer's name.
pub(crate) fn request_changes_in(act: &Act<'_>, notice: &Notice, reason: &str) -> Result<Submitted> {
    let mut version = demand_open(act.writer, notice)?;
    let to = act.demand_transition(notice, &version, Action::RequestChanges)?;
    let reason = words_of("The reason", reason)?;
    let revision = act.writer.revision(version.head)?;
    let words = Words { words: Some(&reason), ..Words::default() };
    act.decide(notice, &mut version, &revision, Action::RequestChanges, to, words)?;
    Ok(Submitted::of(notice, &version, &revision))
}

/// Approves exactly the text under review, in the acting officer's name.
pub(crate) fn approve_in(
    act: &Act<'_>,
    notice: &Notice,
    digest: Option<&str>,
    because: &[GivenReason],
    confirmed: &[String],
) -> Result<Submitted> {
    let mut version = demand_open(act.writer, notice)?;
    let to = act.demand_transition(notice, &version, Action::Approve)?;
    demand_not_own(act, &version)?;
    let revision = act.writer.revision(version.head)?;
    crate::export::demand_intact(act.writer, notice, &version, &revision)?;
    if digest.is_some_and(|d| d != revision.digest.to_string()) {
        return Err(DeskError::failed("other-text", "The text under review is no longer the one you looked at.")
            .hint("Open the version again and read what changed."));
    }
    let content = revision.content()?;
    let around = Surroundings::read(act.writer, Some(act.read))?;
    let judged = judge(act.writer, notice, &version, &content, act.now.day, &around)?;
    // What its author answered with "not here" still needs the approver's own reason.
    let needed = needing(judged.all(), &[Severity::Block, Severity::Explain]);
    // The approver's own reasons: another approver's don't carry forward.
    let mut before = decisions_of_notice(act.writer, notice)?;
    before.retain(|d| d.officer == Some(act.officer.id));
    let reasons = collect(&needed, because, &before, Action::Approve, "your own")?;
    let statements = act.organisation()?.statements;
    demand_confirmed(&statements, confirmed)?;
    let confirmed = confirmed.iter().map(|c| words_of("A statement", c)).collect::<Result<Vec<_>>>()?;
    let printed = crate::export::printed(act.writer, notice, act.now.day, Some(&act.officer))?;
    version.approved = Some(revision.id);
    act.decide(
        notice,
        &mut version,
        &revision,
        Action::Approve,
        to,
        Words { reasons, confirmed, printed: Some(printed), ..Words::default() },
    )?;
    Ok(Submitted::of(notice, &version, &revision))
}

impl Desk {
    /// Takes back what was submitted; it is drafted again.
    ///
    /// # Errors
    /// `not-in-this-state`, `not-permitted`, `not-yours`.
    pub fn recall(&mut self, by: OfficerId, notice: &str) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let to = act.demand_transition(&notice, &version, Action::Recall)?;
            if !has_part_in(act.writer, &version, &act.officer)? {
                return Err(DeskError::failed("not-yours", "Only who wrote or submitted a version can take it back.")
                    .hint("A reviewer can ask for changes instead."));
            }
            let revision = act.writer.revision(version.head)?;
            act.decide(&notice, &mut version, &revision, Action::Recall, to, Words::default())?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }

    /// Sends a version back to its author with a reason.
    ///
    /// # Errors
    /// `not-in-this-state`, `not-permitted`, `missing-words`.
    pub fn request_changes(&mut self, by: OfficerId, notice: &str, reason: &str) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            request_changes_in(act, &notice, reason)
        })
    }

    /// Approves exactly the text under review. `digest`, when given, is what the reviewer looked at: another text is
    /// refused.
    ///
    /// # Errors
    /// `own-words` for a version with words of the officer's; `findings-block` (exit 3) naming the rules that need
    /// the approver's reason; `other-text`; `not-confirmed`; `tampered`; `not-in-this-state`; `not-permitted`.
    pub fn approve(
        &mut self,
        by: OfficerId,
        notice: &str,
        digest: Option<&str>,
        because: &[GivenReason],
        confirmed: &[String],
    ) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            approve_in(act, &notice, digest, because, confirmed)
        })
    }
}
