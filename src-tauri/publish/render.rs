//! From a rendering to its render tree.
//!
//! White space is brought into one form here, as a browser would: a run of it is one space, none at the edges of
//! a paragraph. Nothing else about the words is changed.

use crate::address::safe_href;
use crate::colour::Rgb;
use crate::labels::{Labels, labels};
use crate::picture::Pictures;
use crate::tree::{Entry, Logo, Node, RenderTree, Span, contents, spaced, spaced_text, squeeze};
use crate::{Contents, Edition, Standing};
use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Block, Emphasis, Item, Rendering, Run};
use std::collections::BTreeSet;

/// How deep lists and callouts may nest before they are written one after the other instead.
const MAX_DEPTH: usize = 12;

/// From how many words on, and from how many headings of the upper level on, a text has a table of contents: about
/// four pages, which nobody takes in at a glance.
const LONG: (usize, usize) = (1000, 8);

/// The tree of a rendering. `pictures` hold what it shows by their names; one that is not there is told by its words in
/// a page and refused in a PDF.
pub fn render(rendering: &Rendering, edition: &Edition, pictures: &Pictures) -> RenderTree {
    let council = &rendering.organisation;
    let language = language(&rendering.language);
    let labels = labels(&language);
    let (status, mark) = match edition.standing {
        Standing::Approved => (labels.approved, None),
        Standing::Pending => (labels.pending, None),
        Standing::Superseded => (labels.superseded[0], Some(labels.superseded[1].to_owned())),
        Standing::Withdrawn => (labels.withdrawn[0], Some(labels.withdrawn[1].to_owned())),
        Standing::Draft => (labels.draft, Some(labels.draft.to_owned())),
        Standing::Recorded => (labels.recorded[0], Some(labels.recorded[1].to_owned())),
    };
    let title = spaced_text(&rendering.title);
    let nodes = text(rendering, &title, pictures);
    let version = format!("{} {}", labels.version, edition.version);
    let footer = [version.as_str(), edition.code.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>();
    let logo = council.logo.as_ref().and_then(|asset| pictures.get(asset));
    RenderTree {
        contents: has_contents(edition.contents, &nodes),
        logo: logo.map(|picture| Logo { picture: picture.clone(), alt: spaced_text(&council.controller) }),
        colour: council.colour.as_deref().and_then(Rgb::parse),
        source: rendering.canonical_json().ok(),
        mark,
        issuer: spaced_text(&council.controller),
        footer_name: title.clone(),
        footer: squeeze(&footer.join(" · ")),
        title,
        control: control(edition, labels, status),
        nodes,
        about: about(council, edition, labels),
        code: edition.code.clone(),
        dated: edition.effective,
        internal: false,
        wide: false,
        language,
        labels,
    }
}

fn control(edition: &Edition, labels: &Labels, status: &str) -> Vec<Entry> {
    let mut control =
        vec![Entry::plain(labels.version, edition.version.to_string()), Entry::plain(labels.status, status)];
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            control.push(Entry::plain(label, value));
        }
    };
    let day = |date| labels.day(date);
    add(labels.in_force_from, edition.effective.map(day));
    add(labels.in_force_until, edition.ended.map(day));
    add(labels.next_review, edition.review_due.filter(|_| edition.ended.is_none()).map(day));
    add(labels.directorate, edition.directorate.clone());
    add(labels.post, edition.owner_post.clone());
    add(labels.approved_by, edition.approver.clone());
    add(labels.code, Some(edition.code.clone()));
    control
}

fn about(council: &Snapshot, edition: &Edition, labels: &Labels) -> Vec<Entry> {
    let mut about = Vec::new();
    let mut tell = |label: &str, value: &str, scheme: Option<&str>| {
        if !value.trim().is_empty() {
            about.push(match scheme {
                None => Entry::plain(label, value),
                Some("tel:") => {
                    let digits: String = value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                    Entry::linked(label, value, &format!("tel:{digits}"))
                }
                Some(scheme) => Entry::linked(label, value, &format!("{scheme}{}", value.trim())),
            });
        }
    };
    tell(labels.controller, &council.controller, None);
    tell(labels.address, &council.address, None);
    tell(labels.email, &council.email, Some("mailto:"));
    tell(labels.telephone, &council.phone, Some("tel:"));
    // A post that is called what it is says nothing.
    if council.dpo_post.trim().to_lowercase() != labels.officer.to_lowercase() {
        tell(labels.officer, &council.dpo_post, None);
    }
    tell(labels.officer_email, &council.dpo_email, Some("mailto:"));
    tell(labels.officer_telephone, &council.dpo_phone, Some("tel:"));
    tell(labels.registration, &council.ico_registration, None);
    tell(labels.published_at, edition.published_at.as_deref().unwrap_or_default(), Some(""));
    if edition.standing != Standing::Draft && !about.is_empty() {
        about.push(Entry::plain(labels.check, labels.check_there));
    }
    about
}

fn text(rendering: &Rendering, title: &str, pictures: &Pictures) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut ids = BTreeSet::new();
    let make = Make { pictures };
    // Where there is no title, the headings take its level: a document starts with level 1.
    let raised = u8::from(title.is_empty());
    let mut above = 1 - raised;
    for section in &rendering.sections {
        let heading = spaced_text(&section.heading);
        if !heading.is_empty() {
            // PDF/UA-1 7.4.2 and WCAG 1.3.1: no level is skipped on the way down.
            above = (section.level.clamp(2, 6) - raised).min(above + 1);
            let id = place_name(&heading, &mut ids);
            nodes.push(Node::heading(above, &heading, id));
        }
        nodes.extend(make.blocks(&section.blocks, 0));
    }
    nodes
}

/// A name for the place of a heading: its own words in small letters, and a number where that is taken.
pub(crate) fn place_name(heading: &str, taken: &mut BTreeSet<String>) -> String {
    let words: Vec<String> = heading
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    // Letters first: a name that starts with a digit can't be selected in a style sheet.
    let stem = match words.join("-") {
        empty if empty.is_empty() => "section".to_owned(),
        digits if !digits.starts_with(char::is_alphabetic) => format!("section-{digits}"),
        stem => stem,
    };
    let mut name = stem.clone();
    let mut number = 2;
    while name == "contents" || !taken.insert(name.clone()) {
        name = format!("{stem}-{number}");
        number += 1;
    }
    name
}

fn has_contents(wanted: Contents, nodes: &[Node]) -> bool {
    let headings = contents(nodes);
    match wanted {
        Contents::Never => false,
        Contents::Always => !headings.is_empty(),
        Contents::WhenLong => {
            let upper = headings.iter().filter(|entry| entry.level == 0).count();
            upper >= LONG.1 && words_in(nodes) >= LONG.0
        }
    }
}

fn words_in(nodes: &[Node]) -> usize {
    let count = |spans: &[Span]| crate::tree::text_of(spans).split_whitespace().count();
    nodes
        .iter()
        .map(|node| match node {
            Node::Heading { words, .. } | Node::Paragraph(words) => count(words),
            Node::List { items, .. } => items.iter().map(|i| words_in(i)).sum(),
            Node::Table { header, rows } => header.iter().chain(rows.iter().flatten()).map(|c| words_in(c)).sum(),
            Node::Callout(inner) | Node::Changed(inner) | Node::Foreign { nodes: inner, .. } => words_in(inner),
            Node::Entries(entries) => entries.iter().map(|e| count(&e.value)).sum(),
            Node::Picture { .. } => 0,
        })
        .sum()
}

/// The tag when it has the shape of one (RFC 5646), otherwise British English.
pub(crate) fn language(tag: &str) -> String {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let ok = (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if ok { tag.to_owned() } else { "en-GB".to_owned() }
}

fn spans(runs: &[Run]) -> Vec<Span> {
    let raw = runs.iter().map(|run| Span {
        text: run.text.clone(),
        strong: run.emphasis == Some(Emphasis::Strong),
        em: run.emphasis == Some(Emphasis::Em),
        href: run.link.as_ref().and_then(|l| l.href.as_deref()).and_then(safe_href),
        mark: None,
        small: false,
    });
    let mut spans = spaced(raw.collect());
    // A link without a word can't be seen, so it is none.
    for group in spans.chunk_by_mut(|a, b| a.href == b.href) {
        if group.iter().all(|s| s.text.trim().is_empty()) {
            group.iter_mut().for_each(|s| s.href = None);
        }
    }
    if spans.iter().all(|s| s.text.trim().is_empty()) { Vec::new() } else { spans }
}

fn paragraph(spans: Vec<Span>) -> Vec<Node> {
    if spans.is_empty() { Vec::new() } else { vec![Node::Paragraph(spans)] }
}

/// Makes nodes of blocks.
struct Make<'a> {
    pictures: &'a Pictures,
}

impl Make<'_> {
    fn picture(&self, alt: &str, asset: &str) -> Node {
        Node::Picture { alt: spaced_text(alt), picture: self.pictures.get(asset).cloned() }
    }

    fn blocks(&self, blocks: &[Block], depth: usize) -> Vec<Node> {
        blocks.iter().flat_map(|b| self.block(b, depth)).collect()
    }

    fn block(&self, block: &Block, depth: usize) -> Vec<Node> {
        if depth >= MAX_DEPTH {
            return self.flat(block);
        }
        match block {
            Block::Paragraph { runs, .. } => paragraph(spans(runs)),
            Block::List { ordered, items, .. } => {
                let items: Vec<Vec<Node>> =
                    items.iter().map(|i| self.item(i, depth)).filter(|i| !i.is_empty()).collect();
                if items.is_empty() { Vec::new() } else { vec![Node::List { ordered: *ordered, items }] }
            }
            Block::Table { header, rows, .. } => self.table(header, rows),
            Block::Callout { blocks: inner, .. } => {
                let inner = self.blocks(inner, depth + 1);
                if inner.is_empty() { Vec::new() } else { vec![Node::Callout(inner)] }
            }
            Block::Image { alt, asset, .. } => vec![self.picture(alt, asset)],
        }
    }

    fn item(&self, item: &Item, depth: usize) -> Vec<Node> {
        self.blocks(&item.blocks, depth + 1)
    }

    /// The lines of a block and of all it holds, one after the other: paragraphs, and rows as a paragraph each.
    fn flat(&self, block: &Block) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut rest = vec![block];
        while let Some(block) = rest.pop() {
            match block {
                Block::Paragraph { runs, .. } => nodes.extend(paragraph(spans(runs))),
                Block::Image { alt, asset, .. } => nodes.push(self.picture(alt, asset)),
                Block::List { items, .. } => rest.extend(items.iter().flat_map(|i| &i.blocks).rev()),
                Block::Callout { blocks, .. } => rest.extend(blocks.iter().rev()),
                Block::Table { header, rows, .. } => {
                    for row in std::iter::once(header).chain(rows) {
                        nodes.extend(self.row_as_paragraph(row));
                    }
                }
            }
        }
        nodes
    }

    /// A row's words parted by spaces, and its pictures.
    fn row_as_paragraph(&self, row: &[Vec<Block>]) -> Vec<Node> {
        let mut words = Vec::new();
        let mut nodes = Vec::new();
        for block in row.iter().flatten() {
            block.walk(&mut |b| match b {
                Block::Paragraph { runs, .. } => {
                    words.push(Run::plain(" "));
                    words.extend(runs.iter().cloned());
                }
                Block::Image { alt, asset, .. } => nodes.push(self.picture(alt, asset)),
                Block::List { .. } | Block::Table { .. } | Block::Callout { .. } => {}
            });
        }
        nodes.extend(paragraph(spans(&words)));
        nodes
    }

    /// A table whose rows are all as long as the longest; a table without a word is left out.
    fn table(&self, header: &[Vec<Block>], rows: &[Vec<Vec<Block>>]) -> Vec<Node> {
        let cells = |row: &[Vec<Block>]| -> Vec<Vec<Node>> { row.iter().map(|c| self.cell(c)).collect() };
        let mut head = cells(header);
        let mut body: Vec<Vec<Vec<Node>>> = rows.iter().map(|r| cells(r)).collect();
        body.retain(|row| row.iter().any(|c| !c.is_empty()));
        if head.iter().all(Vec::is_empty) {
            head.clear();
        }
        let columns = body.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        if columns == 0 || (head.is_empty() && body.is_empty()) {
            return Vec::new();
        }
        for row in body.iter_mut().chain((!head.is_empty()).then_some(&mut head)) {
            row.resize(columns, Vec::new());
        }
        vec![Node::Table { header: head, rows: body }]
    }

    /// What a cell holds: paragraphs, and lists one level deep whose items are paragraphs.
    fn cell(&self, cell: &[Block]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for block in cell {
            match block {
                Block::List { ordered, items, .. } => {
                    let items: Vec<Vec<Node>> = items
                        .iter()
                        .map(|i| i.blocks.iter().flat_map(|b| self.flat(b)).collect::<Vec<_>>())
                        .filter(|i: &Vec<Node>| !i.is_empty())
                        .collect();
                    if !items.is_empty() {
                        nodes.push(Node::List { ordered: *ordered, items });
                    }
                }
                Block::Paragraph { .. } | Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => {
                    nodes.extend(self.flat(block));
                }
            }
        }
        nodes
    }
}
