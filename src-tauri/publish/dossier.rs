//! Files about a notice: the evidence of what was live on a day, and the reading copy of a version under review.

use crate::PublishError;
use crate::labels::ENGLISH;
use crate::tree::{Entry, Node, RenderTree, Span, spaced, squeeze};
use chrono::NaiveDate;

/// A file about a notice, in parts.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// What it is: "What was live on 1 December 2026".
    pub title: String,
    /// The council.
    pub organisation: String,
    /// What stands at the foot of every page.
    pub footer: String,
    /// The document code of the text it is about.
    pub code: String,
    /// The day it counts as made.
    pub dated: Option<NaiveDate>,
    /// What stands over every page: INTERNAL, DRAFT; nothing for a file that may be shown to anybody.
    pub mark: Option<String>,
    /// Labels and what they are, under the title.
    pub control: Vec<(String, String)>,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a dossier.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// What it holds.
    pub pieces: Vec<Piece>,
}

/// A piece of a part.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A paragraph.
    Words(String),
    /// Sentences as a list.
    List(Vec<String>),
    /// A table.
    Table {
        /// The header row.
        header: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// Nodes of another tree, their headings one level deeper.
    Nodes(Vec<Node>),
    /// Lines to write on, each after its label.
    Form(Vec<String>),
}

impl Part {
    /// A part of that heading.
    pub fn new(heading: impl Into<String>, pieces: Vec<Piece>) -> Part {
        Part { heading: heading.into(), pieces }
    }
}

fn paragraph(text: &str) -> Option<Node> {
    let spans = spaced(vec![Span::plain(text)]);
    (!spans.is_empty()).then_some(Node::Paragraph(spans))
}

/// Nodes with every heading one level deeper.
fn deeper(nodes: Vec<Node>, prefix: &str) -> Vec<Node> {
    nodes
        .into_iter()
        .map(|node| match node {
            Node::Heading { level, words, id } => {
                Node::Heading { level: (level + 1).min(6), words, id: format!("{prefix}-{id}") }
            }
            Node::Changed(inner) => Node::Changed(deeper(inner, prefix)),
            Node::Callout(inner) => Node::Callout(deeper(inner, prefix)),
            Node::Foreign { language, nodes } => Node::Foreign { language, nodes: deeper(nodes, prefix) },
            other @ (Node::Paragraph(_)
            | Node::List { .. }
            | Node::Table { .. }
            | Node::Picture { .. }
            | Node::Entries(_)) => other,
        })
        .collect()
}

fn nodes_of(piece: &Piece, prefix: &str) -> Vec<Node> {
    let cell = |text: &String| -> Vec<Node> { paragraph(text).into_iter().collect() };
    match piece {
        Piece::Words(words) => words.split('\n').filter_map(paragraph).collect(),
        Piece::List(sentences) => {
            let items: Vec<Vec<Node>> = sentences.iter().filter_map(|s| paragraph(s)).map(|p| vec![p]).collect();
            if items.is_empty() { Vec::new() } else { vec![Node::List { ordered: false, items }] }
        }
        Piece::Table { header, rows } if rows.is_empty() || header.is_empty() => Vec::new(),
        Piece::Table { header, rows } => vec![Node::Table {
            header: header.iter().map(cell).collect(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }],
        Piece::Nodes(nodes) => deeper(nodes.clone(), prefix),
        Piece::Form(labels) => vec![Node::Table {
            header: vec![cell(&"Question".to_owned()), cell(&"Your answer".to_owned())],
            rows: labels.iter().map(|label| vec![cell(label), cell(&"\u{a0}\u{a0}\u{a0}\u{a0}".to_owned())]).collect(),
        }],
    }
}

/// The dossier as a render tree.
pub fn tree(dossier: &Dossier) -> RenderTree {
    let mut nodes = Vec::new();
    for (n, part) in dossier.parts.iter().enumerate() {
        let id = format!("part-{}", n + 1);
        nodes.push(Node::heading(2, &part.heading, &id));
        let before = nodes.len();
        for (m, piece) in part.pieces.iter().enumerate() {
            nodes.extend(nodes_of(piece, &format!("{id}-{m}")));
        }
        if nodes.len() == before {
            nodes.extend(paragraph("Nothing is recorded."));
        }
    }
    RenderTree {
        title: squeeze(&dossier.title),
        language: ENGLISH.tag.into(),
        labels: &ENGLISH,
        logo: None,
        colour: None,
        contents: dossier.parts.len() > 3,
        source: None,
        internal: dossier.mark.is_some(),
        mark: dossier.mark.clone(),
        issuer: squeeze(&dossier.organisation),
        footer_name: squeeze(&dossier.title),
        footer: squeeze(&dossier.footer),
        control: dossier
            .control
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(label, value)| Entry::plain(label, value))
            .collect(),
        nodes,
        about: Vec::new(),
        code: dossier.code.clone(),
        dated: dossier.dated,
        wide: false,
    }
}

/// The dossier as a PDF.
///
/// # Errors
/// As [`crate::pdf::document`].
pub fn document(dossier: &Dossier) -> Result<Vec<u8>, PublishError> {
    crate::pdf::document(&tree(dossier))
}
