//! A redline as a render tree: the summary first, then the whole text with every change marked. From it come the page
//! and the PDF.
//!
//! Marks never rest on colour alone: inserted words are underlined, deleted ones struck through, what changed has a
//! bar beside it, and all of it is said in words to those who listen.

use crate::labels::{ENGLISH, labels};
use crate::render::{language, place_name};
use crate::tree::{Mark, Node, RenderTree, Span, spaced, squeeze};
use fairnotice_redline::{Change, Kind, Op, Point, Redline, Run};
use std::collections::BTreeSet;

/// What is compared, in words: "version 3", a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared<'a> {
    /// The title of both, where it is one.
    pub title: Option<&'a str>,
    /// The old text.
    pub old: &'a str,
    /// The new text.
    pub new: &'a str,
}

/// The tree of a redline, in English around the text.
pub fn redline(redline: &Redline, compared: Compared<'_>) -> RenderTree {
    let mut writer = Writer::new();
    let mut nodes = Vec::new();
    writer.summary(&mut nodes, redline);
    writer.text_heading(&mut nodes, true);
    let text = writer.blocks(&redline.blocks);
    nodes.extend(in_language(redline, text));
    shell(compared, nodes)
}

/// What stands around the nodes of a redline.
pub(crate) fn shell(compared: Compared<'_>, nodes: Vec<Node>) -> RenderTree {
    let title = match compared.title {
        Some(title) => squeeze(&format!("{title}: changes from {} to {}", compared.old, compared.new)),
        None => squeeze(&format!("Changes from {} to {}", compared.old, compared.new)),
    };
    RenderTree {
        language: ENGLISH.tag.to_owned(),
        labels: &ENGLISH,
        logo: None,
        colour: None,
        contents: false,
        source: None,
        mark: None,
        issuer: String::new(),
        footer_name: title.clone(),
        footer: String::new(),
        title,
        control: Vec::new(),
        nodes,
        about: Vec::new(),
        code: String::new(),
        dated: None,
        internal: true,
        wide: false,
    }
}

/// The text's nodes, in their language where that is not English.
pub(crate) fn in_language(redline: &Redline, nodes: Vec<Node>) -> Vec<Node> {
    let of_text = language(redline.language());
    if labels(&of_text) == &ENGLISH && of_text.starts_with("en") {
        return nodes;
    }
    vec![Node::Foreign { language: of_text, nodes }]
}

/// How changes are marked, marked that way.
fn key(bar: bool) -> Node {
    let beside = if bar { "A bar stands beside what changed, and a label" } else { "A label" };
    let marked = |text: &str, mark| Span { mark: Some(mark), ..Span::plain(text) };
    Node::Paragraph(vec![
        Span::plain("Words that are "),
        marked("underlined", Mark::Inserted),
        Span::plain(" are new; words that are "),
        marked("struck through", Mark::Deleted),
        Span::plain(format!(" are gone. {beside} says what was ")),
        marked("moved", Mark::Said),
        Span::plain(", split or merged."),
    ])
}

/// Writes what the forms of a redline have in common.
pub(crate) struct Writer {
    ids: BTreeSet<String>,
    /// The level of the heading before.
    above: u8,
}

impl Writer {
    pub(crate) fn new() -> Writer {
        Writer { ids: BTreeSet::new(), above: 2 }
    }

    /// The heading over the marked text, and how changes are marked.
    pub(crate) fn text_heading(&mut self, nodes: &mut Vec<Node>, bar: bool) {
        self.heading(nodes, 2, vec![Span::plain("The text with its changes")]);
        nodes.push(key(bar));
    }

    /// The heading that a title or a heading of the text becomes.
    pub(crate) fn block_heading(&mut self, nodes: &mut Vec<Node>, block: &Change) {
        let level = if block.kind == "title" { 3 } else { block.level.unwrap_or(2).saturating_add(2).min(6) };
        self.heading(nodes, level, words(block));
    }

    fn heading(&mut self, into: &mut Vec<Node>, level: u8, words: Vec<Span>) {
        let words = spaced(words);
        if words.is_empty() {
            return;
        }
        self.above = level.min(self.above + 1);
        let id = place_name(&crate::tree::text_of(&words), &mut self.ids);
        into.push(Node::Heading { level: self.above, words, id });
    }

    /// What changed, in words.
    pub(crate) fn summary(&mut self, nodes: &mut Vec<Node>, redline: &Redline) {
        self.heading(nodes, 2, vec![Span::plain("Summary")]);
        let summary = redline.summary();
        nodes.push(Node::Paragraph(vec![Span { strong: true, ..Span::plain(squeeze(&summary.sentence)) }]));
        let (matters, others): (Vec<Point>, Vec<Point>) = redline.points().into_iter().partition(|p| p.matters);
        let other = if matters.is_empty() { "Every change" } else { "Other changes" };
        for (heading, points) in [("Tell people about these before they take effect", matters), (other, others)] {
            if !points.is_empty() {
                self.heading(nodes, 3, vec![Span::plain(heading)]);
                nodes.push(Node::List { ordered: false, items: by_section(&points) });
            }
        }
        let stats = &redline.stats;
        nodes.push(Node::Paragraph(vec![Span::plain(format!(
            "Words inserted: {}. Words deleted: {}. Words unchanged: {}.",
            stats.words_inserted, stats.words_deleted, stats.words_kept
        ))]));
    }

    /// The blocks one under the other; neighbouring items are a list, neighbouring rows a table.
    fn blocks(&mut self, blocks: &[Change]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let class = |b: &Change| match b.kind.as_str() {
            "item" => 1,
            "row" => 2,
            _ => 0,
        };
        for group in blocks.chunk_by(|a, b| class(a) == class(b) && class(a) > 0) {
            match group {
                [first, ..] if class(first) == 1 => nodes.extend(list(group, 0)),
                [first, ..] if class(first) == 2 => nodes.push(table(group)),
                [block] if matches!(block.kind.as_str(), "title" | "heading") => self.block_heading(&mut nodes, block),
                others => nodes.extend(others.iter().filter_map(paragraph)),
            }
        }
        nodes
    }
}

/// Points as items; those under one heading are a list below it.
fn by_section(points: &[Point]) -> Vec<Vec<Node>> {
    let words = |text: &str| Node::Paragraph(spaced(vec![Span::plain(text)]));
    let mut items = Vec::new();
    for group in points.chunk_by(|a, b| a.section.is_some() && a.section == b.section) {
        match group {
            [one] => items.push(vec![words(&match &one.section {
                Some(section) => format!("{} (under “{section}”)", one.text),
                None => one.text.clone(),
            })]),
            several => {
                let under = several.first().and_then(|p| p.section.as_deref()).unwrap_or_default();
                let below = several.iter().map(|p| vec![words(&p.text)]).collect();
                items.push(vec![words(&format!("Under “{under}”:")), Node::List { ordered: false, items: below }]);
            }
        }
    }
    items
}

fn changed(block: &Change) -> bool {
    block.change != Kind::Same || block.note.is_some()
}

fn paragraph(block: &Change) -> Option<Node> {
    let words = spaced(words(block));
    if words.is_empty() {
        return None;
    }
    let node = Node::Paragraph(words);
    Some(if changed(block) { Node::Changed(vec![node]) } else { node })
}

/// Items as a list; deeper ones are lists in the item before them.
fn list(items: &[Change], depth: usize) -> Option<Node> {
    let mut out: Vec<Vec<Node>> = Vec::new();
    let mut at = 0;
    while let Some(block) = items.get(at) {
        if block.depth.unwrap_or(0) <= depth {
            out.push(paragraph(block).into_iter().collect());
            at += 1;
            continue;
        }
        let below = items[at..].iter().take_while(|b| b.depth.unwrap_or(0) > depth).count();
        let inner = list(&items[at..at + below], depth + 1);
        match out.last_mut() {
            Some(item) => item.extend(inner),
            None => out.push(inner.into_iter().collect()),
        }
        at += below;
    }
    out.retain(|item| !item.is_empty());
    (!out.is_empty()).then_some(Node::List { ordered: false, items: out })
}

/// Rows as a table whose first column says what happened to each.
fn table(rows: &[Change]) -> Node {
    let cell = |spans: Vec<Span>| -> Vec<Node> {
        let spans = spaced(spans);
        if spans.is_empty() { Vec::new() } else { vec![Node::Paragraph(spans)] }
    };
    let mut body: Vec<Vec<Vec<Node>>> = rows
        .iter()
        .map(|block| {
            let said = match block.change {
                Kind::Same => vec![Span::plain("Unchanged")],
                Kind::Changed => vec![said("Changed")],
                Kind::Inserted | Kind::Deleted | Kind::Moved | Kind::MovedChanged | Kind::Split | Kind::Merged => {
                    label(block).map(|l| said(&l)).into_iter().collect()
                }
            };
            let mut cells: Vec<Vec<Span>> = vec![said, Vec::new()];
            if let (Some(note), Some(first)) = (&block.note, cells.first_mut()) {
                first.push(said_note(note));
            }
            for (at, run) in block.runs.iter().enumerate() {
                for (i, text) in run.text.split('\t').enumerate() {
                    if i > 0 {
                        cells.push(Vec::new());
                    }
                    if let Some(last) = cells.last_mut().filter(|_| !text.is_empty()) {
                        last.extend(marked(run, text));
                    }
                }
                if let Some(last) = cells.last_mut() {
                    last.extend(gap(block, at));
                }
            }
            cells.into_iter().map(cell).collect()
        })
        .collect();
    let columns = body.iter().map(Vec::len).max().unwrap_or(0);
    body.iter_mut().for_each(|row| row.resize(columns, Vec::new()));
    let mut header = vec![cell(vec![Span::plain("What happened")])];
    header.resize(columns, Vec::new());
    Node::Table { header, rows: body }
}

pub(crate) fn said(text: &str) -> Span {
    Span { mark: Some(Mark::Said), ..Span::plain(text) }
}

pub(crate) fn said_note(note: &str) -> Span {
    said(&format!(" ({note})"))
}

fn mark_of(op: Op) -> Option<Mark> {
    match op {
        Op::Keep => None,
        Op::Insert => Some(Mark::Inserted),
        Op::Delete => Some(Mark::Deleted),
    }
}

/// Words with their mark; the space at their end belongs to no mark, or it would be struck out by itself.
pub(crate) fn marked(run: &Run, text: &str) -> Vec<Span> {
    let mark = mark_of(run.op);
    let words = text.trim_end();
    let small = run.small;
    if mark.is_none() || words.is_empty() || words.len() == text.len() {
        return vec![Span { mark, small, ..Span::plain(text) }];
    }
    vec![Span { mark, small, ..Span::plain(words) }, Span::plain(&text[words.len()..])]
}

/// The space between words that are gone and those that came in their place, where the texts have none.
fn gap(block: &Change, run: usize) -> Option<Span> {
    let (gone, come) = (block.runs.get(run)?, block.runs.get(run + 1)?);
    let touch = (gone.op, come.op) == (Op::Delete, Op::Insert)
        && !gone.small
        && !gone.text.ends_with(char::is_whitespace)
        && come.text.starts_with(char::is_alphanumeric);
    touch.then(|| Span::plain(" "))
}

/// What happened to the block, its words with their marks, and what else there is to say.
fn words(block: &Change) -> Vec<Span> {
    let mut out = Vec::new();
    if let Some(label) = label(block) {
        out.extend([said(&label), Span::plain(" ")]);
    }
    for (i, run) in block.runs.iter().enumerate() {
        // A tab is white space here: rows have their own way.
        out.extend(marked(run, &run.text.replace('\t', " ")));
        out.extend(gap(block, i));
    }
    out.extend(block.note.as_deref().map(said_note));
    out
}

/// What happened to the block as a whole; a change of words speaks for itself.
pub(crate) fn label(block: &Change) -> Option<String> {
    Some(match block.change {
        Kind::Same | Kind::Changed => return None,
        Kind::Inserted => "Added".to_owned(),
        Kind::Deleted => "Removed".to_owned(),
        Kind::Split => "Split".to_owned(),
        Kind::Merged => "Merged".to_owned(),
        Kind::Moved | Kind::MovedChanged => {
            let what = if block.change == Kind::Moved { "Moved" } else { "Moved and changed" };
            block.from.as_ref().map_or(what.to_owned(), |from| format!("{what}, from “{from}”"))
        }
    })
}
