//! "Not here, because …": an officer answers a finding once, and the answer stays with the notice.
//!
//! The answer stands in the journal and nowhere else, so that it can't be changed behind the chain's back. It holds while
//! the finding's key is the same: other words, or a rule that says something else, bring the finding back.

use crate::approval::words_of;
use crate::check::{current_content, judge};
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{find_notice, find_version};
use crate::surroundings::Surroundings;
use chrono::{DateTime, Utc};
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::{Finding, Notice, Permission, State};
use fairnotice_register::Reader;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use ts_rs::TS;

const DISMISSED: &str = "finding-dismissed";
const REINSTATED: &str = "finding-reinstated";

/// An officer's answer to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dismissal {
    /// The officer's words.
    pub(crate) reason: String,
    /// Whose they are.
    pub(crate) officer: Option<OfficerId>,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// What became of findings that were answered or brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Dismissed {
    /// The notice's short name.
    pub notice: String,
    /// The rules, each with the words it found.
    pub findings: Vec<(String, String)>,
}

/// The answers that stand, by the findings' keys.
pub(crate) fn dismissals(reader: &Reader<'_>, notice: NoticeId) -> Result<BTreeMap<String, Dismissal>> {
    let mut all = BTreeMap::new();
    for event in reader.events_of_kinds(notice, [DISMISSED, REINSTATED])? {
        let said = |key: &str| event.data.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        if event.kind == REINSTATED {
            all.remove(&said("key"));
        } else {
            all.insert(said("key"), Dismissal { reason: said("reason"), officer: event.officer, at: event.at });
        }
    }
    Ok(all)
}

/// Which findings are meant: by key, or all of a rule.
fn chosen(found: Vec<Finding>, keys: &[String], rules: &[String]) -> Result<Vec<Finding>> {
    for key in keys {
        if !found.iter().any(|f| f.key == *key) {
            return Err(DeskError::usage(
                "unknown-finding",
                format!("Nothing is found under the key {key} (any more)."),
            )
            .hint("`fairnotice check NOTICE --keys` lists the findings with their keys. Nothing was changed."));
        }
    }
    for rule in rules {
        if !found.iter().any(|f| f.rule == *rule) {
            return Err(DeskError::usage("unknown-rule", format!("The rule \"{rule}\" finds nothing here."))
                .hint("`fairnotice check NOTICE` lists what was found. Nothing was changed."));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    let meant = found.into_iter().filter(|f| keys.contains(&f.key) || rules.contains(&f.rule));
    Ok(meant.filter(|f| seen.insert(f.key.clone())).collect())
}

fn told(notice: Notice, findings: Vec<Finding>) -> Dismissed {
    Dismissed { notice: notice.short_name, findings: findings.into_iter().map(|f| (f.rule, f.quote)).collect() }
}

impl Act<'_> {
    /// What is found now in the open version, else in the live one; the notice with it.
    fn found_now(&self, notice: &str) -> Result<(Notice, Vec<Finding>)> {
        self.demand(Permission::Author, "answer what the checks find")?;
        let notice = find_notice(self.writer, notice)?;
        let version = find_version(self.writer, &notice, None)?;
        if !matches!(version.state, State::Drafting | State::Live | State::Recorded) {
            return Err(DeskError::failed(
                "not-in-this-state",
                format!(
                    "Version {} is {}, so what the checks find in it can't be answered now.",
                    version.number,
                    version.state.label().to_lowercase()
                ),
            )
            .hint("Take it back to its author first, or start the next version."));
        }
        let content = current_content(self.writer, &notice, &version, self.now.day)?;
        let surroundings = Surroundings::read(self.writer, Some(self.read))?;
        let judged = judge(self.writer, &notice, &version, &content, self.now.day, &surroundings)?;
        let found = judged.all().cloned().collect();
        Ok((notice, found))
    }
}

impl Desk {
    /// Answers findings with "not here, because …". They stay answered in later versions while the rule and the words are
    /// the same.
    ///
    /// # Errors
    /// `unknown-finding`, `unknown-rule`, `missing-words`, `not-permitted`, `not-in-this-state` while a reviewer has it;
    /// then nothing is changed.
    pub fn dismiss(
        &mut self,
        by: OfficerId,
        notice: &str,
        keys: &[String],
        rules: &[String],
        because: &str,
    ) -> Result<Outcome<Dismissed>> {
        self.change(by, |act| {
            let (notice, found) = act.found_now(notice)?;
            let reason = words_of("The reason", because)?;
            let meant = chosen(found, keys, rules)?;
            for finding in &meant {
                act.event(
                    DISMISSED,
                    Some(notice.id),
                    json!({ "key": finding.key, "rule": finding.rule, "severity": finding.severity, "quote": finding.quote,
                            "message": finding.message, "reason": reason }),
                )?;
            }
            act.touched_notice(notice.id);
            Ok(told(notice, meant))
        })
    }

    /// Brings findings back that were answered.
    ///
    /// # Errors
    /// As [`Desk::dismiss`].
    pub fn reinstate(
        &mut self,
        by: OfficerId,
        notice: &str,
        keys: &[String],
        rules: &[String],
    ) -> Result<Outcome<Dismissed>> {
        self.change(by, |act| {
            let (notice, mut found) = act.found_now(notice)?;
            let answered = dismissals(act.writer, notice.id)?;
            found.retain(|f| answered.contains_key(&f.key));
            let meant = chosen(found, keys, rules)?;
            for finding in &meant {
                act.event(
                    REINSTATED,
                    Some(notice.id),
                    json!({ "key": finding.key, "rule": finding.rule, "quote": finding.quote }),
                )?;
            }
            act.touched_notice(notice.id);
            Ok(told(notice, meant))
        })
    }
}
