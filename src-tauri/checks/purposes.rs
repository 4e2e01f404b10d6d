//! Purposes that say nothing: too vague, circular, without limit, only the name of a service.

use crate::facts::{lead_of, names_council};
use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::text::{ListGroup, Text};
use fairnotice_lexicon::vocabulary::plain_form;
use fairnotice_notice::Role;
use std::collections::BTreeSet;

static VAGUE: Pattern = Pattern::new(
    r"^(?:for |and |to carry out |to perform )*(?:any |our |the |various |general |other |all |council |normal )*(?:(?:lawful|business|operational|administrative|administration|management|legitimate|other|council|related) )*(?:purposes?|business|administration|functions?|reasons)[.;,]?$",
);
static CIRCULAR: Pattern = Pattern::new(
    r"^(?:to )?(?:process|use|hold|collect|handle|manage) (?:your |the |personal )*(?:information|data)[.;,]?$|^(?:data|information) processing[.;,]?$",
);
static UNLIMITED: Pattern = Pattern::new(
    r"\b(?:any|all)(?: of)?(?: the)? (?:available |other )?(?:information|data)\b[^.]{0,30}\b(?:at its disposal|available to (?:it|us)|it holds|at our disposal)\b[^.]*|\bfor any (?:other |lawful |legitimate )*(?:purpose|reason)s?\b|\bas (?:we|it) sees? fit\b|\bfor whatever purpose\b",
);

/// Looks at purposes.
pub(crate) fn check(text: &Text<'_>, out: &mut Findings<'_>) {
    for list in text.lists.iter().filter(|l| is_of_purposes(text, l)) {
        for item in text.items(list) {
            let words = item.trimmed();
            if VAGUE.is_match(words) {
                out.add(Found::at(VAGUE_PURPOSE, item, words));
            } else if CIRCULAR.is_match(words) {
                out.add(Found::at(CIRCULAR_PURPOSE, item, words));
            }
        }
        only_names(text, list, out);
    }
    for (line, sentence) in text.sentences() {
        let negated = sentence.to_lowercase().contains(" not ");
        if let Some(words) = UNLIMITED.find(sentence).filter(|_| !negated) {
            let quote = if names_council(sentence) { words } else { sentence };
            out.add(Found::at(OVERBROAD_PURPOSE, line, quote));
        }
    }
}

fn is_of_purposes(text: &Text<'_>, list: &ListGroup) -> bool {
    static HEADING: Pattern = Pattern::new(r"\bwhy\b|\bpurposes?\b|\bwhat we (?:use|do)|\bhow we (?:will )?use");
    static LEAD: Pattern = Pattern::new(
        r"\b(?:use|need|process|collect)\b[^.]*\b(?:information|data|it)\b[^.]*(?: to| for)?:?$|\bpurposes?\b",
    );
    text.list_role(list) == Role::Purposes
        || (HEADING.is_match(text.list_heading(list)) && text.list_role(list) != Role::LawfulBasis)
        || (LEAD.is_match(text.lead_in(list).trim()) && text.lead_in(list).trim_end().ends_with("to:"))
}

/// Among purposes that are sentences, one that repeats an item of another list word for word.
fn only_names(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    let sentences = text.items(list).filter(|i| i.is_stopped() || i.word_count() > 12).count();
    if sentences * 2 < list.items.len() || list.items.len() < 3 {
        return;
    }
    let own: BTreeSet<usize> = list.items.iter().copied().collect();
    let names: BTreeSet<String> = text
        .body()
        .filter(|l| l.is_item() && !own.contains(&l.index) && !lead_of(text, l).is_empty())
        .map(|l| plain_form(&l.text))
        .collect();
    for item in text.items(list).filter(|i| !i.is_stopped()) {
        if names.contains(&plain_form(&item.text)) {
            out.add(Found::at(PURPOSE_IS_ONLY_A_NAME, item, item.trimmed()));
        }
    }
}
