//! Headings: empty, skipped, twice, mixed.

use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::text::{Line, Text};
use fairnotice_notice::leaves::LeafKind;
use std::collections::BTreeMap;

/// Looks at headings. Their form is looked at in English texts only.
pub(crate) fn check(text: &Text<'_>, english: bool, imported: bool, out: &mut Findings<'_>) {
    let headings: Vec<(&Line<'_>, u8)> = text
        .lines
        .iter()
        .filter_map(|l| match l.leaf.kind {
            LeafKind::Heading { level } => Some((l, level)),
            LeafKind::Title
            | LeafKind::Paragraph { .. }
            | LeafKind::Item { .. }
            | LeafKind::Row { .. }
            | LeafKind::Image => None,
        })
        .collect();
    let mut before = 1u8;
    let mut seen: BTreeMap<(Vec<String>, String), usize> = BTreeMap::new();
    let mut path: Vec<(u8, String)> = Vec::new();
    for (i, (line, level)) in headings.iter().enumerate() {
        // A number before it makes no other heading of it.
        let words = line.trimmed().to_lowercase();
        let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')).to_owned();
        if line.trimmed().is_empty() {
            // Text before the first heading has none; anywhere else the heading is lost.
            if i > 0 {
                out.add(
                    Found::at(HEADING_EMPTY, line, "")
                        .with("This heading has no words. Write them, or join the section to the one before."),
                );
            }
            continue;
        }
        if *level > before + 1 {
            out.add(
                Found::at(HEADING_SKIPPED, line, line.trimmed()).with(format!("{level}, after one of level {before}")),
            );
        }
        before = *level;
        path.retain(|(l, _)| l < level);
        let above: Vec<String> = path.iter().map(|(_, w)| w.clone()).collect();
        // The same heading a third time is the same mistake.
        let times = seen.entry((above, words.clone())).or_default();
        *times += 1;
        if *times == 2 {
            out.add(Found::at(HEADING_DUPLICATE, line, line.trimmed()));
        }
        path.push((*level, words));
        let empty = text.next(line).is_none_or(|n| n.is_heading());
        let deeper = headings.get(i + 1).is_some_and(|(_, next)| next > level);
        // In an imported text a short line may have been taken for a heading.
        if empty && !deeper && !imported {
            out.add(
                Found::at(HEADING_EMPTY, line, line.trimmed())
                    .with("There is nothing under this heading. Write the section, or take the heading out."),
            );
        }
    }
    if text.content.title.trim().is_empty()
        && let Some(title) = text.lines.first()
    {
        out.add(Found::at(HEADING_EMPTY, title, "").with("The notice has no title. Give it one."));
    }
    numbers(&headings, out);
    if english {
        questions(&headings, out);
    }
}

/// Typed numbers that repeat or leave one out.
fn numbers(headings: &[(&Line<'_>, u8)], out: &mut Findings<'_>) {
    static NUMBER: Pattern = Pattern::cased(r"^(\d{1,2})(?:[.)] ?[A-Za-z]| [A-Z])");
    let numbered: Vec<(&Line<'_>, u32)> =
        headings.iter().filter_map(|(l, _)| Some((*l, NUMBER.group(l.trimmed(), 1)?.parse().ok()?))).collect();
    if numbered.len() < 3 {
        return;
    }
    for pair in numbered.windows(2) {
        if let [(_, before), (line, number)] = pair
            && *number != before + 1
            && *number != 1
        {
            let found = Found::at(HEADING_NUMBER, line, line.trimmed());
            out.add(found.with(number.to_string()).with(before.to_string()));
        }
    }
}

/// Questions without a question mark, where others have theirs.
fn questions(headings: &[(&Line<'_>, u8)], out: &mut Findings<'_>) {
    static QUESTION: Pattern = Pattern::new(
        r"^(?:what|why|how|who|where|when|which) (?:do|does|did|is|are|will|can|should|information (?:do|is)|(?:\w+ ){0,2}(?:do|does|will|can) (?:we|you|i))\b",
    );
    if !headings.iter().any(|(l, _)| l.trimmed().ends_with('?')) {
        return;
    }
    for (line, _) in headings {
        if QUESTION.is_match(line.trimmed()) && !line.trimmed().ends_with('?') {
            out.add(Found::at(HEADING_MIXED_FORM, line, line.trimmed()));
        }
    }
}
