//! The render tree: what stands on the page, before any form is chosen. HTML, PDF and text come from it alone.
//!
//! White space is brought into one form here, as a browser would: a run of it is one space, none at the edges of
//! a paragraph. Nothing else about the words is changed.

use crate::{Edition, Standing};
use chrono::NaiveDate;
use fairnotice_notice::content::{Content, Field, FieldKind, Section};
use fairnotice_notice::{Block, Emphasis, Item, Rendering, Role, Run};

/// How deep lists and callouts may nest before they are written one after the other instead.
const MAX_DEPTH: usize = 12;

/// The heading over the council's own details, which stands in every file and is no part of the text.
pub(crate) const ABOUT: &str = "About this notice";

/// The label before the document code.
pub(crate) const CODE_LABEL: &str = "Document code";

/// A notice as it stands on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderTree {
    /// The title.
    pub title: String,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// What stands over every page of a text that is not approved, such as DRAFT.
    pub mark: Option<String>,
    /// Who issues it; stands in the page header.
    pub issuer: String,
    /// What stands at the foot of every page: a name, which is cut when there is no room for all of it …
    pub footer_name: String,
    /// … and what is never cut: version and code.
    pub footer: String,
    /// The control block under the title.
    pub control: Vec<Entry>,
    /// The text.
    pub nodes: Vec<Node>,
    /// The council's details at the end.
    pub about: Vec<Entry>,
    /// The document code.
    pub code: String,
    /// The day the file counts as made: never the clock's.
    pub dated: Option<NaiveDate>,
    /// Whether the file is for the council alone.
    pub internal: bool,
}

/// A line of a control block: a label and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub value: Vec<Span>,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A heading.
    Heading {
        /// 2 to 6 (1 to 5 when there is no title), never more than one below the heading before it.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list; each item holds nodes.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Node>>,
    },
    /// A table. Cells hold paragraphs and lists only.
    Table {
        /// The header row; may be empty.
        header: Vec<Vec<Node>>,
        /// The rows; all as long as the longest.
        rows: Vec<Vec<Vec<Node>>>,
    },
    /// Something set apart.
    Callout(Vec<Node>),
    /// A picture, by its words.
    Picture {
        /// What it says.
        alt: String,
    },
    /// Labels with what they are.
    Entries(Vec<Entry>),
}

/// Some words of one make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub em: bool,
    /// Where they lead: http, https, mailto or tel, percent-encoded.
    pub href: Option<String>,
}

impl Span {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Span { text: text.into(), ..Span::default() }
    }
}

impl Entry {
    /// A label with plain words.
    pub fn plain(label: &str, value: impl AsRef<str>) -> Self {
        Entry { label: label.to_owned(), value: spaced(vec![Span::plain(value.as_ref())]) }
    }

    fn linked(label: &str, value: &str, href: &str) -> Self {
        let span = Span { text: value.to_owned(), href: safe_href(href), ..Span::default() };
        Entry { label: label.to_owned(), value: spaced(vec![span]) }
    }

    /// The line as it is read back: label, colon, value.
    pub fn line(&self) -> String {
        squeeze(&format!("{}: {}", self.label, text_of(&self.value)))
    }
}

/// The words of some spans.
pub(crate) fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|s| s.text.as_str()).collect()
}

/// White space as it is compared: runs of it are one space, none at the edges.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as readers see it: "1 April 2026".
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// The address, when a reader may be led there; percent-encoded where a URI must be (RFC 3986).
pub(crate) fn safe_href(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") || rest.is_empty() {
        return None;
    }
    if rest.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let mut out = format!("{scheme}:");
    let mut host = matches!(scheme.as_str(), "http" | "https");
    if host && (!rest.starts_with("//") || rest.len() < 3) {
        return None;
    }
    for (i, c) in rest.char_indices() {
        if i >= 2 && matches!(c, '/' | '?' | '#') {
            host = false;
        }
        let allowed = c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c) || (host && "[]".contains(c));
        if allowed {
            out.push(c);
        } else {
            let mut buffer = [0u8; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Some(out)
}

/// The tree of a rendering.
pub fn render(rendering: &Rendering, edition: &Edition) -> RenderTree {
    let council = &rendering.organisation;
    let (status, mark) = match edition.standing {
        Standing::Approved => ("Approved", None),
        Standing::Pending => ("Approved – not yet in force", None),
        Standing::Superseded => {
            ("Superseded – no longer in force", Some("Superseded – this is not the current notice".to_owned()))
        }
        Standing::Withdrawn => {
            ("Taken down – not in force", Some("Taken down – this notice is not in force".to_owned()))
        }
        Standing::Draft => ("DRAFT – not approved", Some("DRAFT – not approved".to_owned())),
        Standing::Recorded => (
            "Recorded – published before it was kept here",
            Some("Recorded edition – not checked or approved here".to_owned()),
        ),
    };
    let mut control = vec![Entry::plain("Version", edition.version.to_string()), Entry::plain("Status", status)];
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            control.push(Entry::plain(label, value));
        }
    };
    add("In force from", edition.effective.map(day));
    add("In force until", edition.ended.map(day));
    add("Next review", edition.review_due.filter(|_| edition.ended.is_none()).map(day));
    add("Directorate", edition.directorate.clone());
    add("Responsible post", edition.owner_post.clone());
    add("Approved by", edition.approver.clone());
    add(CODE_LABEL, Some(edition.code.clone()));

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
    tell("Controller", &council.controller, None);
    tell("Address", &council.address, None);
    tell("Email", &council.email, Some("mailto:"));
    tell("Telephone", &council.phone, Some("tel:"));
    tell("Data protection officer", &council.dpo_post, None);
    tell("Data protection officer’s email", &council.dpo_email, Some("mailto:"));
    tell("Data protection officer’s telephone", &council.dpo_phone, Some("tel:"));
    tell("Registration with the Information Commission", &council.ico_registration, None);
    tell("Published at", edition.published_at.as_deref().unwrap_or_default(), Some(""));

    let mut nodes = Vec::new();
    let title = spaced_text(&rendering.title);
    // Where there is no title, the headings take its level: a document starts with level 1.
    let raised = u8::from(title.is_empty());
    let mut above = 1 - raised;
    for section in &rendering.sections {
        let heading = spaced_text(&section.heading);
        if !heading.is_empty() {
            // PDF/UA-1 7.4.2 and WCAG 1.3.1: no level is skipped on the way down.
            above = (section.level.clamp(2, 6) - raised).min(above + 1);
            nodes.push(Node::Heading { level: above, text: heading });
        }
        nodes.extend(blocks(&section.blocks, 0));
    }
    let version = format!("Version {}", edition.version);
    let footer = [version.as_str(), edition.code.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>();
    RenderTree {
        language: language(&rendering.language),
        mark,
        issuer: spaced_text(&council.controller),
        footer_name: title.clone(),
        footer: squeeze(&footer.join(" · ")),
        title,
        control,
        nodes,
        about,
        code: edition.code.clone(),
        dated: edition.effective,
        internal: false,
    }
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

fn spaced_text(text: &str) -> String {
    text_of(&spaced(vec![Span::plain(text)]))
}

fn is_fixed_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Spans with the white space a browser would show; fixed spaces stay fixed.
pub(crate) fn spaced(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    let mut after_space = true;
    for mut span in spans {
        let mut text = String::with_capacity(span.text.len());
        for c in span.text.chars() {
            if is_fixed_space(c) {
                text.push('\u{a0}');
                after_space = false;
            } else if c.is_whitespace() {
                if !after_space {
                    text.push(' ');
                }
                after_space = true;
            } else {
                text.push(c);
                after_space = false;
            }
        }
        if !text.is_empty() {
            span.text = text;
            out.push(span);
        }
    }
    if let Some(last) = out.last_mut() {
        if last.text.ends_with(' ') {
            last.text.pop();
        }
        if last.text.is_empty() {
            out.pop();
        }
    }
    out
}

fn spans(runs: &[Run]) -> Vec<Span> {
    let raw = runs.iter().map(|run| Span {
        text: run.text.clone(),
        strong: run.emphasis == Some(Emphasis::Strong),
        em: run.emphasis == Some(Emphasis::Em),
        href: run.link.as_ref().and_then(|l| l.href.as_deref()).and_then(safe_href),
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

fn blocks(blocks: &[Block], depth: usize) -> Vec<Node> {
    blocks.iter().flat_map(|b| block(b, depth)).collect()
}

fn block(block: &Block, depth: usize) -> Vec<Node> {
    if depth >= MAX_DEPTH {
        return flat(block);
    }
    match block {
        Block::Paragraph { runs, .. } => paragraph(spans(runs)),
        Block::List { ordered, items, .. } => {
            let items: Vec<Vec<Node>> = items.iter().map(|i| item(i, depth)).filter(|i| !i.is_empty()).collect();
            if items.is_empty() { Vec::new() } else { vec![Node::List { ordered: *ordered, items }] }
        }
        Block::Table { header, rows, .. } => table(header, rows),
        Block::Callout { blocks: inner, .. } => {
            let inner = blocks(inner, depth + 1);
            if inner.is_empty() { Vec::new() } else { vec![Node::Callout(inner)] }
        }
        Block::Image { alt, .. } => vec![Node::Picture { alt: spaced_text(alt) }],
    }
}

fn item(item: &Item, depth: usize) -> Vec<Node> {
    blocks(&item.blocks, depth + 1)
}

fn paragraph(spans: Vec<Span>) -> Vec<Node> {
    if spans.is_empty() { Vec::new() } else { vec![Node::Paragraph(spans)] }
}

/// The lines of a block and of all it holds, one after the other: paragraphs, and rows as a paragraph each.
fn flat(block: &Block) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = vec![block];
    while let Some(block) = rest.pop() {
        match block {
            Block::Paragraph { runs, .. } => nodes.extend(paragraph(spans(runs))),
            Block::Image { alt, .. } => nodes.push(Node::Picture { alt: spaced_text(alt) }),
            Block::List { items, .. } => rest.extend(items.iter().flat_map(|i| &i.blocks).rev()),
            Block::Callout { blocks, .. } => rest.extend(blocks.iter().rev()),
            Block::Table { header, rows, .. } => {
                for row in std::iter::once(header).chain(rows) {
                    nodes.extend(row_as_paragraph(row));
                }
            }
        }
    }
    nodes
}

/// A row's words parted by spaces, and its pictures.
fn row_as_paragraph(row: &[Vec<Block>]) -> Vec<Node> {
    let mut words = Vec::new();
    let mut nodes = Vec::new();
    for block in row.iter().flatten() {
        block.walk(&mut |b| match b {
            Block::Paragraph { runs, .. } => {
                words.push(Run::plain(" "));
                words.extend(runs.iter().cloned());
            }
            Block::Image { alt, .. } => nodes.push(Node::Picture { alt: spaced_text(alt) }),
            Block::List { .. } | Block::Table { .. } | Block::Callout { .. } => {}
        });
    }
    nodes.extend(paragraph(spans(&words)));
    nodes
}

/// A table whose rows are all as long as the longest; a table without a word is left out.
fn table(header: &[Vec<Block>], rows: &[Vec<Vec<Block>>]) -> Vec<Node> {
    let cells = |row: &[Vec<Block>]| -> Vec<Vec<Node>> { row.iter().map(|c| cell(c)).collect() };
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
fn cell(cell: &[Block]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for block in cell {
        match block {
            Block::List { ordered, items, .. } => {
                let items: Vec<Vec<Node>> = items
                    .iter()
                    .map(|i| i.blocks.iter().flat_map(flat).collect::<Vec<_>>())
                    .filter(|i: &Vec<Node>| !i.is_empty())
                    .collect();
                if !items.is_empty() {
                    nodes.push(Node::List { ordered: *ordered, items });
                }
            }
            Block::Paragraph { .. } | Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => {
                nodes.extend(flat(block));
            }
        }
    }
    nodes
}

/// The lines that reading a file of this rendering back must give: title, headings, paragraphs, items, rows, with
/// white space squeezed; empty ones left out.
pub fn expected_lines(rendering: &Rendering) -> Vec<String> {
    content_of(rendering).leaves().iter().map(|leaf| squeeze(&leaf.text())).filter(|line| !line.is_empty()).collect()
}

/// The rendering as a content, so that the model's one numbering of lines can be used on it.
pub(crate) fn content_of(rendering: &Rendering) -> Content {
    Content {
        title: rendering.title.clone(),
        language: rendering.language.clone(),
        sections: rendering
            .sections
            .iter()
            .map(|section| Section {
                id: String::new(),
                heading: section.heading.clone(),
                level: section.level,
                fields: vec![Field {
                    id: String::new(),
                    role: Role::Other,
                    kind: FieldKind::Prose,
                    blocks: section.blocks.clone(),
                }],
            })
            .collect(),
    }
}

/// What reading a file of this tree back must give beside the text: the mark, the control block, the council's
/// details, and where each link leads ("Link: words <address>").
pub fn furniture(tree: &RenderTree) -> Vec<String> {
    let mut lines: Vec<String> = tree.mark.iter().map(|m| squeeze(m)).collect();
    lines.extend(tree.control.iter().map(Entry::line));
    if !tree.about.is_empty() {
        lines.push(ABOUT.to_owned());
        lines.extend(tree.about.iter().map(Entry::line));
    }
    let mut links = Vec::new();
    collect_links(&tree.nodes, &mut links);
    for entry in &tree.about {
        links_of(&entry.value, &mut links);
    }
    lines.extend(links);
    lines
}

/// How a link is written among the furniture.
pub(crate) fn link_line(words: &str, href: &str) -> String {
    squeeze(&format!("Link: {words} <{href}>"))
}

fn links_of(spans: &[Span], into: &mut Vec<String>) {
    for group in spans.chunk_by(|a, b| a.href == b.href) {
        if let Some(href) = group.first().and_then(|s| s.href.as_deref()) {
            into.push(link_line(&text_of(group), href));
        }
    }
}

fn collect_links(nodes: &[Node], into: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Paragraph(spans) => links_of(spans, into),
            Node::List { items, .. } => items.iter().for_each(|i| collect_links(i, into)),
            Node::Table { header, rows } => {
                header.iter().chain(rows.iter().flatten()).for_each(|c| collect_links(c, into));
            }
            Node::Callout(inner) => collect_links(inner, into),
            Node::Entries(entries) => entries.iter().for_each(|e| links_of(&e.value, into)),
            Node::Heading { .. } | Node::Picture { .. } => {}
        }
    }
}
