//! The completeness matrix: what the law asks, where the notice answers it, and how well.
//!
//! It is told from the same reading as the findings, and by the findings themselves, so that the two never disagree.

use crate::absences::Above;
use crate::facts::{Facts, Spot};
use crate::items::Item;
use crate::rules::PLACEHOLDER;
use crate::text::Text;
use fairnotice_lexicon::law::law;
use fairnotice_notice::{Finding, Severity};
use serde::Serialize;
use std::collections::BTreeSet;

/// How an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The notice answers it.
    Answered,
    /// The notice answers it, and a check has something to say of how.
    Weak,
    /// A notice above, or a page that was confirmed, answers it.
    Above,
    /// Nothing answers it.
    Missing,
    /// Nothing in this notice calls for it.
    NotNeeded,
}

impl Answer {
    /// What officers read.
    pub const fn label(self) -> &'static str {
        match self {
            Answer::Answered => "answered",
            Answer::Weak => "weak",
            Answer::Above => "answered above",
            Answer::Missing => "missing",
            Answer::NotNeeded => "not needed",
        }
    }
}

/// Which notice above answers an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnsweredBy {
    /// One of [`crate::Context::parents`], by its place there.
    Parent(usize),
    /// The page outside the register.
    ExternalPage,
}

/// A section that answers an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The section's place in the text, from 0.
    pub section: usize,
    /// The section's id; empty where it has none.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The first words of it that answer.
    pub quote: String,
    /// The line they stand in.
    pub leaf: usize,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The item.
    pub item: Item,
    /// How it is answered.
    pub state: Answer,
    /// The sections that answer it, in the order of the text.
    pub cells: Vec<Cell>,
    /// The notice above that answers it, where the notice itself does not.
    pub above: Option<AnsweredBy>,
    /// The rules that found something, each once.
    pub rules: Vec<String>,
}

impl Row {
    /// What an officer reads.
    pub fn title(&self) -> &'static str {
        law().duty(self.item.id()).map_or("", |d| d.title.as_str())
    }

    /// The articles that ask for it.
    pub fn articles(&self) -> &'static str {
        law().duty(self.item.id()).map_or("", |d| d.articles.as_str())
    }
}

/// Every item the law asks for on the day of the findings, in order.
pub(crate) fn matrix(text: &Text<'_>, facts: &Facts, above: &Above<'_>, findings: &[Finding], day: &str) -> Vec<Row> {
    let in_force =
        |item: &Item| law().duty(item.id()).is_some_and(|d| d.since.as_deref().is_none_or(|since| since <= day));
    Item::ALL.into_iter().filter(in_force).map(|item| row(item, text, facts, above, findings)).collect()
}

fn row(item: Item, text: &Text<'_>, facts: &Facts, above: &Above<'_>, findings: &[Finding]) -> Row {
    let cells = cells(text, item, facts.answers.get(&item).map_or(&[][..], Vec::as_slice));
    let wanted = law().duty(item.id()).map_or(&[][..], |d| d.rules.as_slice());
    let own: Vec<&Finding> =
        findings.iter().filter(|f| f.severity != Severity::Hint && wanted.contains(&f.rule)).collect();
    let answered_above = above.answered_by(item).filter(|_| !item.depends());
    let waits = |cell: &Cell| findings.iter().any(|f| f.rule == PLACEHOLDER.id && f.place.leaf == Some(cell.leaf));
    let state = match (own.is_empty(), cells.is_empty()) {
        (false, true) if own.iter().any(|f| f.place.leaf.is_none()) => Answer::Missing,
        (false, _) => Answer::Weak,
        (true, false) if cells.iter().all(waits) => Answer::Weak,
        (true, false) => Answer::Answered,
        // Where no right is listed at all, that finding says it; the right to object is missing all the same.
        (true, true) if item == Item::Objection && facts.may_object && answered_above.is_none() => Answer::Missing,
        (true, true) if answered_above.is_some() => Answer::Above,
        (true, true) => Answer::NotNeeded,
    };
    let mut rules: BTreeSet<String> = own.iter().map(|f| f.rule.clone()).collect();
    if state == Answer::Weak && own.is_empty() {
        rules.insert(PLACEHOLDER.id.to_owned());
    }
    // What is weak and answers nothing stands where it was found.
    let found: Vec<Spot> = own.iter().filter_map(|f| Some((f.place.leaf?, f.quote.clone()))).collect();
    let cells = if cells.is_empty() { sections(text, found.iter()) } else { cells };
    let rules = rules.into_iter().collect();
    Row { item, state, cells, above: answered_above.filter(|_| state == Answer::Above), rules }
}

/// The sections of some spots, each once with its first words. Where a part of the notice is about the item, what others
/// say of it by the way is left out.
fn cells(text: &Text<'_>, item: Item, spots: &[Spot]) -> Vec<Cell> {
    let about =
        |spot: &&Spot| item.role().is_some() && text.lines.get(spot.0).is_some_and(|l| Some(l.role()) == item.role());
    let own: Vec<&Spot> = spots.iter().filter(about).collect();
    if own.is_empty() { sections(text, spots.iter()) } else { sections(text, own.into_iter()) }
}

fn sections<'s>(text: &Text<'_>, spots: impl Iterator<Item = &'s Spot>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut sorted: Vec<&Spot> = spots.collect();
    sorted.sort_by_key(|s| s.0);
    for (leaf, quote) in sorted {
        let Some(at) = text.lines.get(*leaf).and_then(|l| l.leaf.section) else { continue };
        let Some(section) = text.content.sections.get(at).filter(|_| cells.iter().all(|c| c.section != at)) else {
            continue;
        };
        cells.push(Cell {
            section: at,
            id: section.id.clone(),
            heading: section.heading.clone(),
            quote: quote.trim().to_owned(),
            leaf: *leaf,
        });
    }
    cells
}
