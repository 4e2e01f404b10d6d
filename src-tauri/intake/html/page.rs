//! Where on a page the text is.

use super::dom::{Ask, NodeRef, squeezed, words};
use super::inline::{Links, Make};
use super::walk::{Walk, even, heading_level};
use super::{furniture, left_out};
use crate::Tracked;
use crate::parts::{Part, Parts};
use fairnotice_lexicon::hints;
use scraper::{Html, Node};
use std::collections::BTreeMap;
use url::Url;

/// How much of the page's words one element must hold to be where the text is (hundredths).
const MOST: usize = 85;

/// How many things that were left out are told one by one.
const MOST_TOLD: usize = 60;

/// Reads a page. `address` is where it came from, where the clipboard says so.
pub(crate) fn read(document: &Html, address: Option<&str>, tracked: Tracked) -> Parts {
    let root = document.tree.root();
    let elements = || root.descendants().filter(|n| n.element().is_some());
    let links = Links { base: base(document, address), ..Links::default() };
    let body = elements().find(|n| n.name() == "body").unwrap_or(root);
    let text = text_root(body);
    let mut walk = Walk::new(&links, tracked);
    for node in elements() {
        for name in ["aria-controls", "data-target", "data-bs-target"] {
            walk.opened.extend(node.attr(name).split_whitespace().map(|id| id.trim_start_matches('#').to_owned()));
        }
        if let Some(id) = node.attr("href").strip_prefix('#').filter(|id| !id.is_empty()) {
            walk.opened.insert(id.to_owned());
        }
        if heading_level(node).is_some() {
            walk.headings.insert(even(&words(node)));
        }
    }
    walk.opened.remove("");
    walk.ours =
        elements().any(|n| n.name() == "meta" && n.attr("name") == "generator" && n.attr("content") == "Fair Notice");
    let mut parts = Vec::new();
    walk.blocks(text, &Make::default(), &mut parts, 0);
    // A title that stands above what the page calls its main part.
    let outside = |n: &NodeRef<'_>| {
        heading_level(*n) == Some(1)
            && n.id() != text.id()
            && !n.ancestors().any(|a| a.id() == text.id() || matches!(a.name(), "nav" | "footer" | "aside"))
    };
    let has_first = parts.iter().any(|p| matches!(p, Part::Heading { level: 1, .. } | Part::Title { .. }));
    let above = elements().find(outside).map(words).map(|w| squeezed(&w)).filter(|w| !w.is_empty());
    let name = match above {
        Some(above) if !has_first && !hints::is_organisation_name(&above) => Some(above),
        _ => page_title(document),
    };
    title_first(&mut parts, name.as_deref());
    if body.id() != text.id() {
        around(body, text, name.as_deref().unwrap_or_default(), &mut walk);
    }
    if walk.changed {
        let taken = if tracked == Tracked::Accepted { "taken" } else { "refused" };
        walk.notes.push(crate::Note { line: 1, message: format!("The page has tracked changes: they were {taken}.") });
    }
    match links.lost.get() {
        0 => {}
        lost => walk.notes.push(crate::Note {
            line: 1,
            message: format!(
                "{} to pages whose address the file doesn't say: put the target in again.",
                if lost == 1 { "A link leads".to_owned() } else { format!("{lost} links lead") }
            ),
        }),
    }
    let language = elements().find(|n| n.name() == "html").map(|n| n.attr("lang").trim().to_owned());
    let more = walk.left_out.len().saturating_sub(MOST_TOLD);
    let mut notes = walk.notes;
    notes.extend(walk.left_out.iter().take(MOST_TOLD).map(|(what, said)| left_out(what, said)));
    if more > 0 {
        notes.push(crate::Note { line: 1, message: format!("Left out: {more} more of the kind.") });
    }
    Parts { parts, notes, comments: walk.comments, language: language.filter(|l| !l.is_empty()), name }
}

/// The first heading is the title, where one of the first blocks is of level 1. A page that begins with another heading
/// is called as its own name says.
fn title_first(parts: &mut Vec<Part>, name: Option<&str>) {
    if parts.iter().any(|p| matches!(p, Part::Title { .. })) {
        return;
    }
    let first = parts.iter().take(6).position(|p| matches!(p, Part::Heading { level: 1, .. }));
    if let Some(at) = first {
        if let Part::Heading { line, runs, .. } = &mut parts[at] {
            parts[at] = Part::Title { line: *line, runs: std::mem::take(runs) };
        }
        return;
    }
    let named = parts.iter().take(2).any(|p| hints::names_document_kind(&p.text()));
    if let (Some(name), false) = (name, named) {
        parts.insert(0, Part::Title { line: 1, runs: vec![fairnotice_notice::Run::plain(name)] });
    }
}

/// The page's own name without that of the site.
fn page_title(document: &Html) -> Option<String> {
    let node = document
        .tree
        .root()
        .descendants()
        .find(|n| n.name() == "title" && !n.ancestors().any(|a| a.name() == "svg"))?;
    let text =
        squeezed(&node.children().filter_map(|c| c.value().as_text().map(|t| t.to_string())).collect::<String>());
    let mut pieces: Vec<&str> = vec![&text];
    for sign in [" | ", " - ", " – ", " — ", " :: ", " · ", " » "] {
        pieces = pieces.into_iter().flat_map(|p| p.split(sign)).collect();
    }
    let is_site = |p: &&str| hints::is_organisation_name(p) || p.to_lowercase().ends_with("gov.uk");
    // "Privacy notice - Parking" is one name; only what names the site goes.
    let kept: Vec<&str> = pieces.iter().copied().filter(|p| !is_site(p) && !p.trim().is_empty()).collect();
    match kept.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        [first, ..] if kept.len() == pieces.len() && !hints::is_generic_title(first) => Some((*first).to_owned()),
        [first, second, ..] => Some(format!("{first} – {second}")),
    }
}

/// What addresses without a site are meant from: what the page says of itself, where it was saved from.
fn base(document: &Html, address: Option<&str>) -> Option<Url> {
    let root = document.tree.root();
    let saved = root.children().chain(root.descendants().take(40)).find_map(|n| {
        let said = n.value().as_comment()?.trim().strip_prefix("saved from url=")?;
        said.split_once(')').map(|(_, url)| url.trim().to_owned())
    });
    let find = |wanted: &dyn Fn(&NodeRef<'_>) -> Option<String>| root.descendants().find_map(|n| wanted(&n));
    let own = find(&|n| (n.name() == "base").then(|| n.attr("href").to_owned()));
    let canonical = find(&|n| (n.name() == "link" && n.attr("rel") == "canonical").then(|| n.attr("href").to_owned()));
    let shared =
        find(&|n| (n.name() == "meta" && n.attr("property") == "og:url").then(|| n.attr("content").to_owned()));
    [own, address.map(str::to_owned), saved, canonical, shared]
        .into_iter()
        .flatten()
        .filter_map(|text| Url::parse(text.trim()).ok())
        .find(|url| matches!(url.scheme(), "http" | "https"))
}

/// The element that holds the text: what the page calls its main part, else the deepest that has nearly all the words.
fn text_root(body: NodeRef<'_>) -> NodeRef<'_> {
    let weights = weights(body);
    let weight = |n: NodeRef<'_>| weights.get(&n.id()).copied().unwrap_or(0);
    let mains = body.descendants().filter(|n| n.name() == "main" || n.attr("role") == "main");
    if let Some(main) = mains.max_by_key(|n| weight(*n))
        && weight(main) * 2 >= weight(body)
    {
        return main;
    }
    let enough = weight(body) * MOST / 100;
    let mut node = body;
    while let Some(inner) = node.children().filter(|c| weight(*c) > enough).max_by_key(|c| weight(*c)) {
        // Only what holds blocks is a place where a text is: not a paragraph, not a heading.
        if !matches!(inner.name(), "div" | "section" | "article" | "main" | "form" | "center" | "font" | "span") {
            break;
        }
        node = inner;
    }
    node
}

/// How many words each element holds that are neither furniture nor links.
fn weights(body: NodeRef<'_>) -> BTreeMap<ego_tree::NodeId, usize> {
    let mut weights = BTreeMap::new();
    // Of each open element: the words so far, and whether it puts its words outside of the text.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut outside = 0usize;
    let is_outside =
        |n: NodeRef<'_>| super::dom::is_unread(n.name()) || n.name() == "a" || furniture::kind(n).is_some();
    for edge in body.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(n) => match n.value() {
                Node::Text(text) => {
                    if let (0, Some((top, _))) = (outside, open.last_mut()) {
                        *top += text.split_whitespace().count();
                    }
                }
                Node::Element(_) => {
                    let apart = is_outside(n);
                    outside += usize::from(apart);
                    open.push((0, apart));
                }
                Node::Document
                | Node::Fragment
                | Node::Doctype(_)
                | Node::Comment(_)
                | Node::ProcessingInstruction(_) => {}
            },
            ego_tree::iter::Edge::Close(n) => {
                if n.element().is_some()
                    && let Some((own, apart)) = open.pop()
                {
                    outside -= usize::from(apart);
                    if let Some((parent, _)) = open.last_mut() {
                        *parent += own;
                    }
                    weights.insert(n.id(), own);
                }
            }
        }
    }
    weights
}

/// Tells what stands on the page around the text.
fn around(body: NodeRef<'_>, text: NodeRef<'_>, title: &str, walk: &mut Walk<'_>) {
    let mut node = text;
    while let Some(parent) = node.parent() {
        for other in parent.children().filter(|c| c.id() != node.id()) {
            if other.element().is_some_and(|e| !super::dom::is_unread(e.name())) || other.value().is_text() {
                let what = furniture::kind(other).unwrap_or("what stands around the text");
                let said = other.value().as_text().map_or_else(|| words(other), |t| t.to_string());
                let said = squeezed(&said);
                // The title was taken, wherever it stands.
                let rest = if title.is_empty() { &said } else { &said.replacen(title, "", 1) };
                walk.leave_out(what, rest);
            }
        }
        if parent.id() == body.id() {
            break;
        }
        node = parent;
    }
}
