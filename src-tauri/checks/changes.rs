//! What a new version adds that people must be told of first (check 26).

use crate::Context;
use crate::found::{Findings, Found};
use crate::kinds::holds_recipients;
use crate::rules::*;
use crate::text::Text;
use fairnotice_notice::{Role, Severity};
use fairnotice_redline::{Change, Kind, Op};
use std::collections::BTreeMap;

/// Compares with the live text. Never on a first or imported version.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    let Some(previous) = context.previous.filter(|_| !context.imported) else { return };
    let redline = fairnotice_redline::compare(previous, context.content);
    let told: BTreeMap<usize, Told> = redline.blocks.iter().filter_map(told).collect();
    for line in text.body().filter(|l| l.is_item()) {
        let Some(told) = told.get(&line.index) else { continue };
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
                let list = text.list_of(line);
                if !list.is_some_and(|l| holds_recipients(text, l)) {
                    continue;
                }
                (
                    Severity::Warn,
                    "If information now goes to somebody new, tell people; if only the wording is clearer, say so.",
                )
            }
        };
        // Other words for a purpose that was there are not yet another purpose: the reviewer is shown them.
        let severity = if told.is_new { severity } else { Severity::Warn };
        let quote = told.quote.as_deref().or(line.sentences().next().map(crate::pattern::Words::as_str)).unwrap_or("");
        out.add(Found::at(CHANGE_ADDS_PURPOSE, line, quote).weighing(severity).with(ask));
    }
}

/// What a line of the new text adds.
struct Told {
    /// It was not there, or meant something else.
    is_new: bool,
    /// The words that are new in a line that was there.
    quote: Option<String>,
}

fn told(block: &Change) -> Option<(usize, Told)> {
    let line = block.new?;
    Some(match block.change {
        Kind::Inserted => (line, Told { is_new: true, quote: None }),
        Kind::Same | Kind::Deleted => return None,
        Kind::Changed | Kind::Moved | Kind::MovedChanged | Kind::Split | Kind::Merged => {
            if block.from_role.is_some() {
                return Some((line, Told { is_new: true, quote: None }));
            }
            if !block.says_more() {
                return None;
            }
            let words = block.runs.iter().find(|r| r.op == Op::Insert && !r.small).map(|r| r.text.trim().to_owned());
            (line, Told { is_new: false, quote: words })
        }
    })
}
