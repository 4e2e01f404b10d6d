//! What reading a file back must give: the lines of the text, and what stands around it.

use crate::tree::{Entry, Node, RenderTree, Span, contents, squeeze, text_of};
use fairnotice_notice::content::{Content, Field, FieldKind, Section};
use fairnotice_notice::{Rendering, Role};

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
    if tree.contents {
        lines.push(tree.labels.contents.to_owned());
        lines.extend(contents(&tree.nodes).into_iter().map(|entry| contents_line(&entry.text)));
    }
    if !tree.about.is_empty() {
        lines.push(tree.labels.about.to_owned());
        lines.extend(tree.about.iter().map(Entry::line));
    }
    let mut seen = Seen::default();
    seen.nodes(&tree.nodes);
    for entry in &tree.about {
        seen.links_of(&entry.value);
    }
    if let Some(logo) = &tree.logo {
        seen.pictures.insert(0, picture_line(&logo.alt, &logo.picture.fingerprint()));
    }
    lines.extend(seen.links);
    lines.extend(seen.pictures);
    lines.extend(seen.ornaments);
    lines
}

/// How an entry of the table of contents is written among the furniture.
pub(crate) fn contents_line(text: &str) -> String {
    squeeze(&format!("In the contents: {text}"))
}

/// How a picture is written among the furniture.
pub(crate) fn picture_line(alt: &str, fingerprint: &str) -> String {
    squeeze(&format!("Picture: {alt} <{fingerprint}>"))
}

/// How a link is written among the furniture.
pub(crate) fn link_line(words: &str, href: &str) -> String {
    squeeze(&format!("Link: {words} <{href}>"))
}

/// Where links lead and what pictures show, in reading order.
#[derive(Default)]
struct Seen {
    links: Vec<String>,
    pictures: Vec<String>,
    /// Pictures that say nothing.
    ornaments: Vec<String>,
}

impl Seen {
    fn links_of(&mut self, spans: &[Span]) {
        for group in spans.chunk_by(|a, b| a.href == b.href) {
            if let Some(href) = group.first().and_then(|s| s.href.as_deref()) {
                self.links.push(link_line(&text_of(group), href));
            }
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Heading { words, .. } => self.links_of(words),
                Node::Paragraph(spans) => self.links_of(spans),
                Node::List { items, .. } => items.iter().for_each(|i| self.nodes(i)),
                Node::Table { header, rows } => {
                    header.iter().chain(rows.iter().flatten()).for_each(|c| self.nodes(c));
                }
                Node::Callout(inner) | Node::Changed(inner) | Node::Foreign { nodes: inner, .. } => self.nodes(inner),
                Node::Entries(entries) => entries.iter().for_each(|e| self.links_of(&e.value)),
                Node::Picture { alt, picture } => {
                    let line = picture.as_ref().map(|p| picture_line(alt, &p.fingerprint()));
                    if alt.is_empty() { &mut self.ornaments } else { &mut self.pictures }.extend(line);
                }
            }
        }
    }
}
