//! Purposes against the council's record of processing (check 45).

use crate::Context;
use crate::found::{Findings, Found};
use crate::kinds::holds_data;
use crate::purposes::is_of_purposes;
use crate::rules::{PURPOSE_NOT_IN_RECORD, RECORD_NOT_IN_NOTICE};
use crate::text::{Text, words};
use fairnotice_lexicon::vocabulary::singular;
use std::collections::BTreeSet;

/// Words that say nothing of what is done.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "for",
    "from",
    "how",
    "if",
    "in",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "our",
    "that",
    "the",
    "their",
    "them",
    "they",
    "this",
    "to",
    "we",
    "what",
    "where",
    "who",
    "with",
    "you",
    "your",
    "information",
    "data",
    "service",
    "council",
    "provide",
    "process",
    "processing",
    "manage",
    "management",
    "purpose",
    "use",
    "right",
    "person",
    "people",
];

/// How much of the shorter of two purposes the other must say for them to be one, in hundredths.
const ALIKE: usize = 50;

/// The words of a purpose that tell it from others, as stems.
fn stems(purpose: &str) -> BTreeSet<String> {
    let stem = |w: &str| {
        let w = singular(&w.to_lowercase());
        ["ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "e", "y"]
            .iter()
            .find_map(|end| w.strip_suffix(end).filter(|s| s.len() > 3))
            .unwrap_or(&w)
            .to_owned()
    };
    words(purpose).filter(|w| !EMPTY.contains(&w.to_lowercase().as_str())).map(stem).collect()
}

fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let shared = a.intersection(b).count();
    shared > 0 && shared * 100 >= a.len().min(b.len()) * ALIKE
}

/// Holds the purposes of a text against those of the record, where there is one for its part of the council.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    if context.processing.is_empty() {
        return;
    }
    let recorded: Vec<(&String, BTreeSet<String>)> = context.processing.iter().map(|p| (p, stems(p))).collect();
    let mut told: Vec<BTreeSet<String>> = Vec::new();
    for list in text.lists.iter().filter(|l| is_of_purposes(text, l) && !holds_data(text, l)) {
        for item in text.items(list).filter(|i| !i.text.contains('[')) {
            let own = stems(&item.trimmed());
            if !own.is_empty() && !recorded.iter().any(|(_, r)| alike(&own, r)) {
                let found = Found::at(PURPOSE_NOT_IN_RECORD, item, item.sentences().next().unwrap_or_default());
                out.add(found.with(context.part.unwrap_or("part of the council")));
            }
            told.push(own);
        }
    }
    if told.is_empty() {
        return;
    }
    let everywhere: BTreeSet<String> = text.body().flat_map(|l| stems(&l.text)).collect();
    for (purpose, own) in recorded.iter().filter(|(_, own)| !own.is_empty()) {
        if !told.iter().any(|t| alike(t, own)) && !own.is_subset(&everywhere) {
            out.add(Found::absent(RECORD_NOT_IN_NOTICE).with(purpose.as_str()));
        }
    }
}
