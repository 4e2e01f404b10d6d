//! Reasons for open findings: who must give them, and when an earlier one still holds.

use crate::error::{DeskError, Result};
use fairnotice_notice::{Action, Finding, Severity};
use fairnotice_register::{Decision, Reason};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// A reason an officer gives for a rule's findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GivenReason {
    /// The rule.
    pub rule: String,
    /// The officer's words.
    pub reason: String,
}

/// What a rule found that needs a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needed {
    /// The words.
    pub(crate) quotes: BTreeSet<String>,
    /// The findings' keys.
    pub(crate) keys: BTreeSet<String>,
}

/// The rules that need a reason, each with what it found.
pub(crate) fn needing<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    severities: &[Severity],
) -> BTreeMap<String, Needed> {
    let mut rules: BTreeMap<String, Needed> = BTreeMap::new();
    for finding in findings.into_iter().filter(|f| severities.contains(&f.severity)) {
        let needed = rules.entry(finding.rule.clone()).or_default();
        needed.quotes.insert(finding.quote.clone());
        needed.keys.insert(finding.key.clone());
    }
    rules
}

/// Of the keys of some findings, those for which an earlier reason still holds.
pub(crate) fn held(before: &[Decision], action: Action, keys: &BTreeSet<String>) -> BTreeSet<String> {
    let given = before.iter().filter(|d| d.action == action).flat_map(|d| &d.reasons).flat_map(|r| &r.keys);
    given.filter(|key| keys.contains(*key)).cloned().collect()
}

/// Whether an earlier reason was given for what is found now: the same words, and the same rule saying the same of them.
fn holds(reason: &Reason, needed: &Needed) -> bool {
    if reason.keys.is_empty() {
        return needed.quotes.iter().all(|q| reason.quotes.contains(q));
    }
    needed.keys.iter().all(|k| reason.keys.contains(k))
}

/// The reasons that hold: those given now, and those given before while the rule and the words are the same.
///
/// `before` are earlier decisions, oldest first; only those of `action` count.
///
/// # Errors
/// `findings-block` naming the rules that have no reason; `unknown-rule` for a reason nothing was found for.
pub(crate) fn collect(
    needed: &BTreeMap<String, Needed>,
    given: &[GivenReason],
    before: &[Decision],
    action: Action,
    who: &str,
) -> Result<Vec<Reason>> {
    let mut own: BTreeMap<&str, String> = BTreeMap::new();
    for reason in given {
        let words = crate::approval::words_of("A reason", &reason.reason)?;
        own.insert(reason.rule.as_str(), words);
    }
    let mut reasons = Vec::new();
    let mut missing = Vec::new();
    for (rule, found) in needed {
        if let Some(words) = own.remove(rule.as_str()) {
            reasons.push(Reason {
                rule: rule.clone(),
                reason: words,
                quotes: found.quotes.iter().cloned().collect(),
                keys: found.keys.iter().cloned().collect(),
                carried_from: None,
            });
            continue;
        }
        let earlier = before.iter().rev().filter(|d| d.action == action).find_map(|decision| {
            decision.reasons.iter().find(|r| r.rule == *rule && holds(r, found)).map(|r| (r, decision.id))
        });
        match earlier {
            Some((reason, decision)) => {
                reasons.push(Reason { carried_from: Some(reason.carried_from.unwrap_or(decision)), ..reason.clone() })
            }
            None => missing.push(rule.clone()),
        }
    }
    if let Some(rule) = own.keys().next() {
        return Err(DeskError::usage(
            "unknown-rule",
            format!("No finding of the rule \"{rule}\" needs a reason here."),
        )
        .hint("`fairnotice check NOTICE` lists what was found."));
    }
    if !missing.is_empty() {
        return Err(DeskError::text(
            "findings-block",
            format!(
                "{} {} to be mended or reasoned: {}.",
                missing.len(),
                if missing.len() == 1 { "rule has" } else { "rules have" },
                missing.join(", ")
            ),
        )
        .hint(format!("Mend the text, or give {who} reason for each rule (in a terminal: --because RULE=REASON).")));
    }
    Ok(reasons)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use fairnotice_notice::Digest;
    use fairnotice_notice::ids::{DecisionId, RevisionId, VersionId};
    use uuid::Uuid;

    fn needed(rule: &str, quotes: &[&str]) -> BTreeMap<String, Needed> {
        let quotes: BTreeSet<String> = quotes.iter().map(|q| q.to_string()).collect();
        let keys = quotes.iter().map(|q| format!("key of {q}")).collect();
        BTreeMap::from([(rule.to_string(), Needed { quotes, keys })])
    }

    fn decision(rule: &str, quotes: &[&str]) -> Decision {
        Decision {
            id: DecisionId(Uuid::from_u128(7)),
            version: VersionId(Uuid::nil()),
            revision: RevisionId(Uuid::nil()),
            digest: Digest::of(b""),
            action: Action::Submit,
            officer: None,
            words: None,
            reasons: vec![Reason {
                rule: rule.into(),
                reason: "agreed".into(),
                quotes: quotes.iter().map(|q| q.to_string()).collect(),
                keys: vec![],
                carried_from: None,
            }],
            effective: None,
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_reason_carries_forward_while_the_words_are_the_same() {
        let before = [decision("placeholder", &["TBC", "XXX"])];
        let held = collect(&needed("placeholder", &["TBC"]), &[], &before, Action::Submit, "the author's").unwrap();
        assert_eq!(held[0].carried_from, Some(DecisionId(Uuid::from_u128(7))));
        let changed = collect(&needed("placeholder", &["TBA"]), &[], &before, Action::Submit, "the author's");
        assert_eq!(changed.unwrap_err().code, "findings-block", "other words need a reason of their own");
        let other = collect(&needed("placeholder", &["TBC"]), &[], &before, Action::Approve, "the approver's");
        assert_eq!(other.unwrap_err().exit, crate::Exit::Text, "the author's reason is not the approver's");
    }

    #[test]
    fn a_reason_ends_when_the_rule_says_something_else_of_the_same_words() {
        let mut before = [decision("placeholder", &["TBC"])];
        before[0].reasons[0].keys = vec!["key of TBC".into()];
        let held = collect(&needed("placeholder", &["TBC"]), &[], &before, Action::Submit, "the author's");
        assert!(held.is_ok(), "{held:?}");
        before[0].reasons[0].keys = vec!["key of TBC, as the rule was".into()];
        let ended = collect(&needed("placeholder", &["TBC"]), &[], &before, Action::Submit, "the author's");
        assert_eq!(ended.unwrap_err().code, "findings-block");
    }

    #[test]
    fn a_reason_for_nothing_is_refused() {
        let given = [GivenReason { rule: "placeholder".into(), reason: "x".into() }];
        let error = collect(&BTreeMap::new(), &given, &[], Action::Submit, "the author's").unwrap_err();
        assert_eq!(error.code, "unknown-rule");
    }
}
