//! Acting on a version: the model's table is asked, the decision and the event are written.

use crate::clock::new_id;
use crate::desk::Act;
use crate::error::{DeskError, Result};
use crate::export::Printed;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::ids::{DecisionId, EventId, OfficerId};
use fairnotice_notice::states::{transition, why_not};
use fairnotice_notice::{Action, Notice, State, Version};
use fairnotice_register::{Decision, NewEvent, Reason, Revision, Writer};
use serde_json::json;

/// What is decided beside the act itself.
#[derive(Default)]
pub(crate) struct Words<'a> {
    /// The change note or the reason.
    pub(crate) words: Option<&'a str>,
    /// Reasons for open findings.
    pub(crate) reasons: Vec<Reason>,
    /// What the approver confirmed beside the text.
    pub(crate) confirmed: Vec<String>,
    /// The day from which it shall be live.
    pub(crate) effective: Option<NaiveDate>,
    /// What public files print beside the text from now on.
    pub(crate) printed: Option<Printed>,
    /// Who approved elsewhere, when the officer only records it.
    pub(crate) recorded: Option<serde_json::Value>,
}

impl Act<'_> {
    /// The state an act leads to, or a refusal that says why not and what to do.
    pub(crate) fn demand_transition(&self, notice: &Notice, version: &Version, action: Action) -> Result<State> {
        if let Some(permission) = transition(version.state, action).and_then(|row| row.permission) {
            self.demand(permission, &action.label().to_lowercase())?;
        }
        self.demand_standing(notice, version, action)
    }

    /// As [`Act::demand_transition`], for an act whose permission is asked for otherwise.
    pub(crate) fn demand_standing(&self, notice: &Notice, version: &Version, action: Action) -> Result<State> {
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
        let officer = Some(self.officer.id);
        let decided = write_decision(self.writer, self.now.at, officer, version, revision, action, to, words)?;
        self.sign(&decided)?;
        self.touched_notice(notice.id);
        Ok(())
    }
}

/// Writes a decision, the new state and the event, which comes back; `officer` is `None` when Fair Notice itself acts.
#[allow(clippy::too_many_arguments, reason = "each is a fact of the decision")]
pub(crate) fn write_decision(
    writer: &Writer<'_>,
    at: DateTime<Utc>,
    officer: Option<OfficerId>,
    version: &mut Version,
    revision: &Revision,
    action: Action,
    to: State,
    words: Words<'_>,
) -> Result<NewEvent<'static>> {
    let decision = Decision {
        id: DecisionId(new_id(at)),
        version: version.id,
        revision: revision.id,
        digest: revision.digest,
        action,
        officer,
        words: words.words.map(str::to_owned),
        reasons: words.reasons,
        effective: words.effective,
        at,
    };
    version.state = to;
    writer.change_version(version)?;
    writer.add_decision(&decision)?;
    let mut event = NewEvent {
        id: EventId(new_id(at)),
        at,
        officer,
        kind: action.name(),
        notice: Some(version.notice),
        data: json!({
            "decision": decision.id,
            "version": version.id,
            "number": version.number,
            "state": to,
            "on-revision": revision.id,
            "on-digest": revision.digest,
            "words": decision.words,
            "reasons": decision.reasons,
            "confirmed": words.confirmed,
            "day": decision.effective,
            "printed": words.printed,
            "effective": version.effective,
            "review-due": version.review_due,
            "ended": version.ended,
        }),
    };
    if let (Some(recorded), Some(data)) = (words.recorded, event.data.as_object_mut()) {
        data.insert("recorded".to_owned(), recorded);
    }
    writer.append(&event)?;
    Ok(event)
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
