//! The render tree: what stands on the page, before any form is chosen. HTML, PDF, Word and text come from it alone.

use crate::address::safe_href;
use crate::colour::Rgb;
use crate::labels::Labels;
use crate::picture::Picture;
use chrono::NaiveDate;
use std::sync::Arc;

/// A notice as it stands on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderTree {
    /// The title.
    pub title: String,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// The words beside the text.
    pub(crate) labels: &'static Labels,
    /// The council's sign.
    pub logo: Option<Logo>,
    /// The council's colour.
    pub colour: Option<Rgb>,
    /// Whether a table of contents comes before the text.
    pub contents: bool,
    /// The canonical JSON of the rendering, which goes into public files as data.
    pub source: Option<String>,
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
    /// Whether a page takes the whole width of the window: two texts beside one another.
    pub wide: bool,
}

/// The council's sign, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The picture.
    pub picture: Arc<Picture>,
    /// What it says, in words.
    pub alt: String,
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
        words: Vec<Span>,
        /// Names the place in a page, so that a link can lead there; unique in the tree, never empty.
        id: String,
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
    /// A picture.
    Picture {
        /// What it says; empty for one that only adorns.
        alt: String,
        /// The picture, where it is at hand.
        picture: Option<Arc<Picture>>,
    },
    /// What a redline changed, set apart by a bar in the margin.
    Changed(Vec<Node>),
    /// A part in another language.
    Foreign {
        /// As a BCP 47 tag.
        language: String,
        /// What it holds.
        nodes: Vec<Node>,
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
    /// What a redline says of them.
    pub mark: Option<Mark>,
    /// Whether that is only spaces, quotation marks or dashes.
    pub small: bool,
}

/// What a redline says of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They are new.
    Inserted,
    /// They are gone.
    Deleted,
    /// They are not of the text, but say what happened to it.
    Said,
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

    pub(crate) fn linked(label: &str, value: &str, href: &str) -> Self {
        let span = Span { text: value.to_owned(), href: safe_href(href), ..Span::default() };
        Entry { label: label.to_owned(), value: spaced(vec![span]) }
    }

    /// The line as it is read back: label, colon, value.
    pub fn line(&self) -> String {
        squeeze(&format!("{}: {}", self.label, text_of(&self.value)))
    }
}

impl RenderTree {
    /// The level of the upper headings: below the title, where there is one.
    pub(crate) fn upper_level(&self) -> u8 {
        if self.title.is_empty() { 1 } else { 2 }
    }
}

impl Node {
    /// A heading of plain words; `id` names its place.
    pub(crate) fn heading(level: u8, text: &str, id: impl Into<String>) -> Node {
        Node::Heading { level, words: spaced(vec![Span::plain(text)]), id: id.into() }
    }
}

/// A heading that a table of contents names.
pub(crate) struct ContentsEntry<'a> {
    /// How deep it lies: 0 or 1.
    pub level: u8,
    pub text: String,
    /// The name of its place.
    pub id: &'a str,
    /// Its number among all headings of the text.
    pub number: usize,
}

/// The headings that a table of contents names: those of the two upper levels.
pub(crate) fn contents(nodes: &[Node]) -> Vec<ContentsEntry<'_>> {
    let all = nodes.iter().filter_map(|n| match n {
        Node::Heading { level, words, id } => Some((*level, text_of(words), id.as_str())),
        Node::Paragraph(_)
        | Node::List { .. }
        | Node::Table { .. }
        | Node::Callout(_)
        | Node::Picture { .. }
        | Node::Changed(_)
        | Node::Foreign { .. }
        | Node::Entries(_) => None,
    });
    let all: Vec<_> = all.collect();
    let top = all.iter().map(|(level, ..)| *level).min().unwrap_or(0);
    all.into_iter()
        .enumerate()
        .filter(|(_, (level, ..))| *level <= top + 1)
        .map(|(number, (level, text, id))| ContentsEntry { level: level - top, text, id, number })
        .collect()
}

/// The words of some spans.
pub(crate) fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|s| s.text.as_str()).collect()
}

/// White space as it is compared: runs of it are one space, none at the edges.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

pub(crate) fn spaced_text(text: &str) -> String {
    text_of(&spaced(vec![Span::plain(text)]))
}
