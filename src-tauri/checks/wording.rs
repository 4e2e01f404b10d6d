//! The council's standard wording, and paragraphs that are behind it or have drifted from it (check 43).
//!
//! Which wording a paragraph uses is told from its words, as all facts are: it is one of the wording's versions, or nearly
//! the newest.

use crate::Context;
use crate::found::{Findings, Found};
use crate::rules::{WORDING_BEHIND, WORDING_DRIFTED};
use crate::text::{Text, words};
use std::collections::BTreeMap;

/// A paragraph, or a few, that the council keeps once for many notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What the council calls it.
    pub name: String,
    /// Its texts, oldest first; the last is in use. Paragraphs are parted by empty lines.
    pub versions: Vec<String>,
}

/// Shorter paragraphs are like each other by chance.
const SHORTEST: usize = 8;

/// How many of a hundred words two paragraphs share when one is a changed copy of the other.
const ALIKE: usize = 70;

impl Wording {
    /// The paragraphs of each version, oldest first.
    fn paragraphs(&self) -> Vec<Vec<Paragraph<'_>>> {
        self.versions.iter().map(|text| paragraphs(text)).collect()
    }
}

fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let all = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    all.map(|words| Paragraph { words, form: form(words) }).collect()
}

/// A paragraph of a wording, with its words in one form for comparison.
struct Paragraph<'w> {
    words: &'w str,
    form: Vec<String>,
}

/// The words without case and marks.
fn form(paragraph: &str) -> Vec<String> {
    words(paragraph).map(str::to_lowercase).collect()
}

/// How many of a hundred words two paragraphs share.
fn likeness(a: &[String], b: &[String]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in a {
        *counts.entry(word).or_default() += 1;
    }
    let mut shared = 0usize;
    for word in b {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|c| **c > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared * 100 / a.len().max(b.len()).max(1)
}

/// Holds paragraphs against the council's standard wording.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    let wordings: Vec<(&Wording, Vec<Vec<Paragraph<'_>>>)> =
        context.wordings.iter().map(|w| (w, w.paragraphs())).collect();
    if wordings.is_empty() {
        return;
    }
    for line in text.body().filter(|l| l.is_paragraph()) {
        let own = form(&line.text);
        if own.len() < SHORTEST {
            continue;
        }
        let is = |paragraph: &Paragraph<'_>| paragraph.form == own;
        for (wording, versions) in &wordings {
            let Some((newest, older)) = versions.split_last() else { continue };
            if newest.iter().any(is) {
                break;
            }
            let old =
                older.iter().enumerate().rev().find_map(|(v, all)| all.iter().position(is).map(|at| (v, all, at)));
            if let Some((version, all, at)) = old {
                let found = Found::at(WORDING_BEHIND, line, line.sentences().next().unwrap_or_default())
                    .with(wording.name.as_str())
                    .with((version + 1).to_string())
                    .with(versions.len().to_string());
                // A wording whose paragraphs were cut or joined is put in by hand.
                let new = newest.get(at).filter(|_| all.len() == newest.len());
                out.add(match new {
                    Some(new) => found.replacing(0, &line.text, new.words),
                    None => found,
                });
                break;
            }
            if newest.iter().any(|p| likeness(&p.form, &own) >= ALIKE) {
                let found = Found::at(WORDING_DRIFTED, line, line.sentences().next().unwrap_or_default());
                out.add(found.with(wording.name.as_str()));
                break;
            }
        }
    }
}
