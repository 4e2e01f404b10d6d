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
    fn paragraphs(&self, version: usize) -> impl Iterator<Item = &str> {
        let text = self.versions.get(version).map_or("", String::as_str);
        text.split("\n\n").map(str::trim).filter(|p| !p.is_empty())
    }
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
    for line in text.body().filter(|l| l.is_paragraph()) {
        let own = form(&line.text);
        if own.len() < SHORTEST {
            continue;
        }
        let is = |paragraph: &str| form(paragraph) == own;
        for wording in context.wordings {
            let Some(newest) = wording.versions.len().checked_sub(1) else { continue };
            if wording.paragraphs(newest).any(is) {
                break;
            }
            let old = (0..newest).rev().find_map(|v| wording.paragraphs(v).position(is).map(|at| (v, at)));
            if let Some((version, at)) = old {
                let found = Found::at(WORDING_BEHIND, line, line.sentences().next().unwrap_or(""))
                    .with(wording.name.as_str())
                    .with((version + 1).to_string())
                    .with((newest + 1).to_string());
                // A wording whose paragraphs were cut or joined is put in by hand.
                let same_shape = wording.paragraphs(version).count() == wording.paragraphs(newest).count();
                let new = wording.paragraphs(newest).nth(at).filter(|_| same_shape);
                out.add(match new {
                    Some(new) => found.replacing(0, &line.text, new),
                    None => found,
                });
                break;
            }
            if wording.paragraphs(newest).any(|p| likeness(&form(p), &own) >= ALIKE) {
                let found = Found::at(WORDING_DRIFTED, line, line.sentences().next().unwrap_or(""));
                out.add(found.with(wording.name.as_str()));
                break;
            }
        }
    }
}
