//! A page as a tree, within limits: markup of a few bytes may ask for elements without end.

use crate::IntakeError;
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use scraper::node::Element;
use scraper::{Html, HtmlTreeSink, Node};

/// One node of the tree.
pub(crate) type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

/// The most nodes that a page may have; one of 1,000 pages has a tenth.
const NODES: usize = 1_500_000;
/// How deep elements may stand in one another.
const DEEPEST: usize = 1_000;
/// How much is read between two looks at the limits, in bytes.
const CHUNK: usize = 2_048;

/// Reads the markup. Damaged markup is read as browsers do.
pub(crate) fn parse(markup: &str) -> Result<Html, IntakeError> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), options);
    let mut rest = markup;
    while !rest.is_empty() {
        let cut = (1..=CHUNK.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(cut);
        parser.process(StrTendril::from_slice(chunk));
        rest = after;
        let page = parser.tokenizer.sink.sink.0.borrow();
        if page.tree.values().len() > NODES || deepest_end(&page) > DEEPEST {
            return Err(IntakeError::NotPage { what: "nests its elements without end: its markup is damaged".into() });
        }
    }
    Ok(parser.finish())
}

/// How deep the place is where the page is being written.
fn deepest_end(page: &Html) -> usize {
    let mut depth = 0;
    let mut node = page.tree.root();
    while let Some(last) = node.last_child() {
        depth += 1;
        node = last;
    }
    depth
}

/// What is asked of an element all the time.
pub(crate) trait Ask<'a> {
    /// The element, when the node is one.
    fn element(&self) -> Option<&'a Element>;

    /// Its name; empty for what is no element.
    fn name(&self) -> &'a str {
        self.element().map_or("", Element::name)
    }

    /// An attribute; empty when it has none.
    fn attr(&self, name: &str) -> &'a str {
        self.element().and_then(|e| e.attr(name)).unwrap_or_default()
    }

    /// Whether an element has an attribute, whatever it says.
    fn has(&self, name: &str) -> bool {
        self.element().is_some_and(|e| e.attr(name).is_some())
    }
}

impl<'a> Ask<'a> for NodeRef<'a> {
    fn element(&self) -> Option<&'a Element> {
        self.value().as_element()
    }
}

/// The words under a node, elements that nobody reads left out; blocks are parted by a space.
pub(crate) fn words(node: NodeRef<'_>) -> String {
    let mut out = String::new();
    let mut unread = 0usize;
    for edge in node.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(n) => match n.value() {
                Node::Text(text) if unread == 0 => out.push_str(text),
                Node::Element(e) if is_unread(e.name()) => unread += 1,
                Node::Element(e) if !super::inline::is_inline(e.name()) => out.push(' '),
                Node::Text(_)
                | Node::Element(_)
                | Node::Document
                | Node::Fragment
                | Node::Doctype(_)
                | Node::Comment(_)
                | Node::ProcessingInstruction(_) => {}
            },
            ego_tree::iter::Edge::Close(n) => {
                if n.value().as_element().is_some_and(|e| is_unread(e.name())) {
                    unread -= 1;
                }
            }
        }
    }
    out
}

/// A text with single spaces for all its white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that hold no words for readers.
pub(crate) fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "title"
            | "svg"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "map"
            | "select"
            | "textarea"
            | "input"
            | "datalist"
            | "o:p"
            | "xml"
    )
}
