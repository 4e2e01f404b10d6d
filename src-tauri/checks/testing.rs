//! Small texts and what the checks say of them. For each rule: what must be found, and near misses that must not.

use crate::{Context, Report, check, rules};
use chrono::NaiveDate;

use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Run, Section, Severity};
use std::collections::BTreeSet;

mod corpus;
mod exemplary;
mod notices;
mod surroundings;

/// Reads a small text: `# title`, `## heading` (`### ` one deeper) with an optional ` | role`, `- item`, `| role` for a
/// field of its own, an empty line between blocks, `[words](address)` for links.
pub(super) fn content(text: &str) -> Content {
    let mut content = Content::new("Privacy notice", "en-GB");
    let mut open_list = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("# ") {
            content.title = title.into();
            continue;
        }
        let hashes = line.chars().take_while(|c| *c == '#').count();
        if hashes > 1 {
            let (heading, role) = line[hashes..].split_once(" | ").unwrap_or((&line[hashes..], "other"));
            push_section(&mut content, heading.trim(), u8::try_from(hashes).unwrap(), role);
            open_list = false;
            continue;
        }
        if content.sections.is_empty() {
            push_section(&mut content, "", 2, "other");
        }
        let section = content.sections.last_mut().unwrap();
        if let Some(role) = line.strip_prefix("| ") {
            section.fields.push(field(role));
            open_list = false;
            continue;
        }
        let blocks = &mut section.fields.last_mut().unwrap().blocks;
        let item = line.strip_prefix("- ");
        match (item, blocks.last_mut()) {
            (Some(words), Some(Block::List { items, .. })) if open_list => items.push(item_of(words)),
            (Some(words), _) => blocks.push(Block::List { id: None, ordered: false, items: vec![item_of(words)] }),
            (None, _) if line.is_empty() => {}
            (None, _) => blocks.push(Block::Paragraph { id: None, runs: runs(line) }),
        }
        open_list = item.is_some();
    }
    content.normalise();
    content.assign_ids();
    content
}

fn push_section(content: &mut Content, heading: &str, level: u8, role: &str) {
    content.sections.push(Section { id: String::new(), heading: heading.into(), level, fields: vec![field(role)] });
}

fn field(role: &str) -> Field {
    Field { id: String::new(), role: Role::from_name(role).unwrap(), kind: FieldKind::Prose, blocks: vec![] }
}

fn item_of(words: &str) -> Item {
    Item { id: None, blocks: vec![Block::Paragraph { id: None, runs: runs(words) }] }
}

fn runs(line: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[')
        && let Some((words, target)) = after.split_once("](")
        && let Some((href, tail)) = target.split_once(')')
        && !words.contains(']')
    {
        runs.push(Run::plain(before));
        runs.push(Run::linked(words, (!href.is_empty()).then(|| href.to_owned())));
        rest = tail;
    }
    runs.push(Run::plain(rest));
    runs
}

pub(super) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// The context of a text outside a register.
pub(super) fn alone(content: &Content) -> Context<'_> {
    Context::alone(content, day())
}

pub(super) fn report(text: &str) -> Report {
    check(&alone(&content(text)))
}

/// The rules that find something in a text.
pub(super) fn rules_in(text: &str) -> BTreeSet<String> {
    report(text).findings.into_iter().map(|f| f.rule).collect()
}
