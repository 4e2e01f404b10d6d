//! What a new version adds that people must be told of first (check 26).

use crate::Context;
use crate::found::{Findings, Found};
use crate::kinds::holds_recipients;
use crate::rules::*;
use crate::text::{Line, Text, words};
use fairnotice_lexicon::vocabulary::plain_form;
use fairnotice_notice::{Role, Severity};
use std::collections::BTreeSet;

/// Compares with the live text. Never on a first or imported version.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    let Some(previous) = context.previous.filter(|_| !context.imported) else { return };
    let old = Text::read(previous, false);
    let old_forms: Vec<BTreeSet<String>> = old.body().map(forms).collect();
    for line in text.body().filter(|l| l.is_item()) {
        let (severity, ask) = match line.role() {
            Role::Purposes => {
                (Severity::Explain, "If it is a new purpose, say how people will be told before it starts.")
            }
            Role::Recipients => (
                Severity::Warn,
                "If information now goes to somebody new, tell people; if only the wording is clearer, say so.",
            ),
            Role::Transfers => {
                (Severity::Warn, "If information now goes abroad, tell people; if only the wording is clearer, say so.")
            }
            Role::Introduction
            | Role::Services
            | Role::DataCategories
            | Role::SpecialCategory
            | Role::People
            | Role::LawfulBasis
            | Role::Source
            | Role::Retention
            | Role::AutomatedDecisions
            | Role::Security
            | Role::Rights
            | Role::Complaints
            | Role::Contact
            | Role::StatutoryRequirement
            | Role::Other => {
                let list = text.lists.iter().find(|l| l.items.contains(&line.index));
                if !list.is_some_and(|l| holds_recipients(text, l)) {
                    continue;
                }
                (
                    Severity::Warn,
                    "If information now goes to somebody new, tell people; if only the wording is clearer, say so.",
                )
            }
        };
        let new = forms(line);
        if !new.is_empty() && !old_forms.iter().any(|o| is_same(o, &new)) {
            out.add(
                Found::at(CHANGE_ADDS_PURPOSE, line, line.sentences().next().unwrap_or(""))
                    .weighing(severity)
                    .with(ask),
            );
        }
    }
}

fn forms(line: &Line<'_>) -> BTreeSet<String> {
    words(&line.text).map(plain_form).filter(|w| w.len() > 2).collect()
}

/// Half of the words of both are shared, or the new one is contained in the old.
fn is_same(old: &BTreeSet<String>, new: &BTreeSet<String>) -> bool {
    let shared = old.intersection(new).count();
    shared == new.len() || shared * 2 >= old.union(new).count()
}
