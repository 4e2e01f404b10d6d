//! What changed besides the words: where a link leads, stress, variables, levels, nesting, pictures.

use crate::Op;
use crate::line::{Line, Side};
use crate::marks::Piece;
use fairnotice_notice::Run;
use fairnotice_notice::leaves::LeafKind;
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds a remark to a note.
pub(crate) fn add(note: &mut Option<String>, remark: String) {
    match note {
        Some(note) => {
            note.push_str("; ");
            note.push_str(&remark);
        }
        None => *note = Some(remark),
    }
}

/// What the leaf is and where it stands, as far as it differs.
pub(crate) fn place(old_side: &Side, o: usize, new_side: &Side, n: usize) -> Option<String> {
    let (old, new) = (&old_side.lines[o], &new_side.lines[n]);
    let mut note = None;
    match (old.leaf.kind, new.leaf.kind) {
        (LeafKind::Heading { level: a }, LeafKind::Heading { level: b }) => {
            if a != b {
                add(&mut note, format!("heading level {a} → {b}"));
            }
        }
        (
            LeafKind::Item { depth: a, ordered: x, index: i, first: p },
            LeafKind::Item { depth: b, ordered: y, index: j, first: q },
        ) => {
            if a != b {
                add(&mut note, format!("list nesting {} → {}", a + 1, b + 1));
            }
            // Said once for a list, at its first item.
            if x != y && (i == 0 || j == 0) {
                add(&mut note, if y { "list is now numbered" } else { "list is now bulleted" }.to_owned());
            }
            if p != q {
                add(&mut note, if q { "now an item of its own" } else { "now part of the item before" }.to_owned());
            }
        }
        (LeafKind::Paragraph { callout: a }, LeafKind::Paragraph { callout: b }) => {
            if a != b {
                add(&mut note, if b { "now set apart" } else { "no longer set apart" }.to_owned());
            }
        }
        (LeafKind::Row { header: a }, LeafKind::Row { header: b }) => {
            if a != b {
                add(&mut note, if b { "now the table's header" } else { "no longer the table's header" }.to_owned());
            }
        }
        (a, b) => {
            if name(a) != name(b) {
                add(&mut note, format!("{} became {}", name(a), name(b)));
            }
        }
    }
    if old.pictures != new.pictures {
        add(&mut note, "picture changed".to_owned());
    }
    note
}

/// The meaning in law of the field it is in now, where it was another; of what stayed, told where a field begins.
pub(crate) fn meaning(old_side: &Side, o: usize, new_side: &Side, n: usize, moved: bool) -> Option<String> {
    let (a, b) = (old_side.lines[o].leaf.role?, new_side.lines[n].leaf.role?);
    let told = moved || opens_field(old_side, o) || opens_field(new_side, n);
    (a != b && told).then(|| format!("section type “{}” → “{}”", a.label(), b.label()))
}

fn name(kind: LeafKind) -> &'static str {
    match kind {
        LeafKind::Title => "title",
        LeafKind::Heading { .. } => "heading",
        LeafKind::Paragraph { .. } => "paragraph",
        LeafKind::Item { .. } => "list item",
        LeafKind::Row { .. } => "table row",
        LeafKind::Image => "picture",
    }
}

fn opens_field(side: &Side, at: usize) -> bool {
    let place = |l: &Line| (l.leaf.section, l.leaf.field);
    at == 0 || place(&side.lines[at - 1]) != place(&side.lines[at])
}

/// What changed in the make of the words that stayed, and which links came and went with the others.
pub(crate) fn formatting(pieces: &[Piece], olds: &[&Line], news: &[&Line]) -> Vec<String> {
    let (old, new) = (spans(olds), spans(news));
    let mut found = Found::default();
    for piece in pieces {
        match piece.op {
            Op::Keep => found.compare(&old, piece.old.clone(), &new, piece.new.start),
            Op::Delete => links_in(&old, &piece.old, &mut found.lost),
            Op::Insert => links_in(&new, &piece.new, &mut found.gained),
        }
    }
    let mut remarks = found.remarks();
    remarks.extend(details(&old, &new));
    remarks
}

/// Variables that are on both sides and stand for something else now: another post-holder, another address.
fn details(old: &[(Range<usize>, &Run)], new: &[(Range<usize>, &Run)]) -> Vec<String> {
    fn texts<'a>(spans: &[(Range<usize>, &'a Run)], var: &str) -> BTreeSet<&'a str> {
        spans.iter().filter(|(_, r)| r.var.as_deref() == Some(var)).map(|(_, r)| r.text.trim()).collect()
    }
    let mut remarks = Vec::new();
    for (_, run) in new {
        let Some(var) = &run.var else { continue };
        let (was, is) = (texts(old, var), texts(new, var));
        // Both ways alike: what one side says and the other does not is a change from either.
        if was.is_empty() || was == is {
            continue;
        }
        let whose = match var.split_once('.') {
            Some(("role-holder", _)) => "post-holder",
            Some(("directorate", _)) => "directorate",
            Some(("dpo", _)) => "data protection officer",
            Some(_) | None => "council's details",
        };
        let now: Vec<&str> = is.difference(&was).copied().collect();
        let now = if now.is_empty() { is.into_iter().collect() } else { now };
        for text in now {
            once(&mut remarks, format!("{whose}: now “{text}”"));
        }
    }
    remarks
}

/// The runs of some leaves one after the other, with where each starts and ends.
fn spans<'a>(lines: &'a [&Line]) -> Vec<(Range<usize>, &'a Run)> {
    let mut at = 0;
    let mut spans = Vec::new();
    for run in lines.iter().flat_map(|l| l.leaf.runs.iter()).filter(|r| !r.text.is_empty()) {
        spans.push((at..at + run.text.len(), run));
        at += run.text.len();
    }
    spans
}

fn span_at(spans: &[(Range<usize>, &Run)], byte: usize) -> usize {
    spans.partition_point(|(range, _)| range.end <= byte)
}

/// Where a run leads: nowhere, to a lost target, or to an address.
fn target(run: &Run) -> Option<&str> {
    run.link.as_ref().map(|l| l.href.as_deref().unwrap_or("a lost target"))
}

fn links_in(spans: &[(Range<usize>, &Run)], range: &Range<usize>, into: &mut Vec<String>) {
    for (place, run) in &spans[span_at(spans, range.start).min(spans.len())..] {
        if place.start >= range.end {
            break;
        }
        if let Some(target) = target(run) {
            once(into, target.to_owned());
        }
    }
}

fn once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

#[derive(Default)]
struct Found {
    /// Targets of words that stayed: before and after.
    targets: Vec<(Option<String>, Option<String>)>,
    variables: Vec<(Option<String>, Option<String>)>,
    emphasis: bool,
    /// Targets of words that are gone, and of new words.
    lost: Vec<String>,
    gained: Vec<String>,
}

impl Found {
    /// Compares the make of words that stayed, from one border between runs to the next.
    fn compare(
        &mut self,
        old: &[(Range<usize>, &Run)],
        stay: Range<usize>,
        new: &[(Range<usize>, &Run)],
        new_start: usize,
    ) {
        let (mut o, mut n) = (span_at(old, stay.start), span_at(new, new_start));
        let mut at = stay.start;
        while at < stay.end {
            let (Some((a, was)), Some((b, is))) = (old.get(o), new.get(n)) else { return };
            if target(was) != target(is) {
                once(&mut self.targets, (target(was).map(str::to_owned), target(is).map(str::to_owned)));
            }
            if was.var != is.var {
                once(&mut self.variables, (was.var.clone(), is.var.clone()));
            }
            self.emphasis |= was.emphasis != is.emphasis;
            let new_at = at - stay.start + new_start;
            at += (a.end - at).min(b.end - new_at);
            if a.end <= at {
                o += 1;
            }
            if b.end <= at - stay.start + new_start {
                n += 1;
            }
        }
    }

    fn remarks(mut self) -> Vec<String> {
        let mut remarks = Vec::new();
        for (was, is) in &self.targets {
            remarks.push(match (was, is) {
                (Some(was), Some(is)) => format!("link target changed from {was} to {is}"),
                (None, Some(is)) => format!("now a link to {is}"),
                (Some(was), None) => format!("no longer a link to {was}"),
                (None, None) => continue,
            });
        }
        let (lost, gained) = (self.lost.clone(), self.gained.clone());
        self.lost.retain(|l| !gained.contains(l));
        self.gained.retain(|l| !lost.contains(l));
        if let ([was], [is]) = (self.lost.as_slice(), self.gained.as_slice()) {
            remarks.push(format!("link target changed from {was} to {is}"));
        } else {
            remarks.extend(self.lost.iter().map(|l| format!("link to {l} removed")));
            remarks.extend(self.gained.iter().map(|l| format!("link to {l} added")));
        }
        for (was, is) in &self.variables {
            remarks.push(match (was, is) {
                (Some(was), Some(is)) => format!("variable {was} → {is}"),
                (None, Some(is)) => format!("now follows the variable {is}"),
                (Some(was), None) => format!("no longer follows the variable {was}"),
                (None, None) => continue,
            });
        }
        if self.emphasis {
            remarks.push("emphasis changed".to_owned());
        }
        remarks
    }
}
