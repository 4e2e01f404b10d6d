//! Acting on a version: the model's table is asked, the decision and the event are written.

use crate::desk::Act;
use crate::error::{DeskError, Result};
use crate::export::Printed;
use chrono::NaiveDate;
use fairnotice_notice::states::{transition, why_not};
use fairnotice_notice::{Action, Notice, State, Version};
use fairnotice_register::{Decision, Reason, Revision};
use serde_json::json;

/// What is decided beside the act itself.
#[derive(Default)]
pub(crate) struct Words<'a> {
    /// The change note or the reason.
    pub(crate) words: Option<&'a str>,
    /// Reasons for open findings.
    pub(crate) reasons: Vec<Reason>,
    /// The day from which it shall be live.
    pub(crate) effective: Option<NaiveDate>,
    /// What public files print beside the text from now on.
    pub(crate) printed: Option<Printed>,
}

impl Act<'_> {
    /// The state an act leads to, or a refusal that says why not and what to do.
    pub(crate) fn demand_transition(&self, notice: &Notice, version: &Version, action: Action) -> Result<State> {
        let Some(row) = transition(version.state, action) else {
            return Err(DeskError::failed(
                "not-in-this-state",
                format!(
                    "{} version {} can't be changed that way ({}): {}.",
                    notice.short_name,
                    version.number,
                    action.label().to_lowercase(),
                    why_not(version.state, action)
                ),
            ));
        };
        if let Some(permission) = row.permission {
            self.demand(permission, &action.label().to_lowercase())?;
        }
        // What was written by hand must not become true by the next act. Typing decides nothing, and is frequent.
        if action != Action::Edit {
            crate::export::demand_unbroken(self.writer, notice)?;
        }
        Ok(row.to)
    }

    /// Writes the decision, the new state and the event.
    pub(crate) fn decide(
        &self,
        notice: &Notice,
        version: &mut Version,
        revision: &Revision,
        action: Action,
        to: State,
        words: Words<'_>,
    ) -> Result<()> {
        let decision = Decision {
            id: self.decision_id(),
            version: version.id,
            revision: revision.id,
            digest: revision.digest,
            action,
            officer: Some(self.officer.id),
            words: words.words.map(str::to_owned),
            reasons: words.reasons,
            effective: words.effective,
            at: self.now.at,
        };
        version.state = to;
        self.writer.change_version(version)?;
        self.writer.add_decision(&decision)?;
        self.event(
            action.name(),
            Some(notice.id),
            json!({
                "decision": decision.id,
                "version": version.id,
                "number": version.number,
                "state": to,
                "on-revision": revision.id,
                "on-digest": revision.digest,
                "words": decision.words,
                "reasons": decision.reasons,
                "day": decision.effective,
                "printed": words.printed,
                "effective": version.effective,
                "review-due": version.review_due,
                "ended": version.ended,
            }),
        )?;
        self.touched_notice(notice.id);
        Ok(())
    }
}

/// A note or reason in words.
pub(crate) fn words_of(what: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DeskError::usage("missing-words", format!("{what} can't be empty.")));
    }
    if text.chars().count() > 4000 {
        return Err(DeskError::usage("too-long", format!("{what} can have at most 4,000 characters.")));
    }
    Ok(text.to_string())
}
