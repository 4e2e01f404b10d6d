//! What a paragraph's style says of it: a title, a heading and its level, a list, stress.

use super::paragraph::{child, on, value};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// What a style says, its ancestors' word included.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    /// The list and the level in it.
    pub(crate) list: Option<(String, usize)>,
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(crate) struct Styles(BTreeMap<String, Style>);

/// How far styles are followed that are based on one another.
const DEEPEST: usize = 12;

impl Styles {
    pub(crate) fn of(document: Option<&Document<'_>>) -> Styles {
        let nodes = document.into_iter().flat_map(|d| d.descendants()).filter(|n| n.has_tag_name_of("style"));
        Styles(nodes.filter_map(|n| Some((n.attr("styleId")?.to_owned(), style(n)))).collect())
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let mut next = self.0.get(id);
        let chain = std::iter::from_fn(move || {
            let this = next?;
            next = this.based_on.as_ref().and_then(|id| self.0.get(id));
            Some(this)
        });
        chain.take(DEEPEST)
    }

    /// Whether paragraphs of that style stand around the text of a file that Fair Notice wrote: its mark, its details.
    pub(crate) fn is_around(&self, id: &str) -> bool {
        let ours = ["Mark", "Entry", "TableHeading", "Picture"].iter().all(|own| self.0.contains_key(*own));
        ours && matches!(id, "Mark" | "Entry")
    }

    /// Whether the style is that of a line of a table of contents.
    pub(crate) fn is_contents(&self, id: &str) -> bool {
        self.chain(id).any(|s| s.name.strip_prefix("toc ").is_some_and(|n| n.parse::<u8>().is_ok()))
    }

    /// Whether the style is a title's.
    pub(crate) fn is_title(&self, id: &str) -> bool {
        self.chain(id).any(|s| s.name == "title")
    }

    /// The heading level, from 1.
    pub(crate) fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|s| {
            let named = s.name.strip_prefix("heading ").and_then(|n| n.trim().parse().ok());
            named.or(s.outline.map(|o| o + 1)).filter(|level| (1..=9).contains(level))
        })
    }

    /// The list that the style puts its paragraphs in. Word's own styles for deeper lists ("List Bullet 2") say how deep
    /// by their names.
    pub(crate) fn list(&self, id: &str) -> Option<(String, usize)> {
        let (list, level) = self.chain(id).find_map(|s| s.list.clone())?;
        let named = self.chain(id).find_map(|s| {
            let deeper = s.name.strip_prefix("list bullet ").or_else(|| s.name.strip_prefix("list number "))?;
            deeper.trim().parse::<usize>().ok()?.checked_sub(1)
        });
        Some((list, level.max(named.unwrap_or(0)).min(8)))
    }

    /// Whether the style makes words bold, and italic. A heading's own look is not stress.
    pub(crate) fn stress(&self, id: &str) -> (bool, bool) {
        let of = |say: fn(&Style) -> Option<bool>| self.chain(id).find_map(say).unwrap_or(false);
        (of(|s| s.bold), of(|s| s.italic))
    }
}

fn style(node: Node<'_, '_>) -> Style {
    let properties = child(node, "pPr");
    let number = properties.and_then(|p| child(p, "numPr"));
    let list = number.and_then(|n| {
        let level = child(n, "ilvl").and_then(value).and_then(|v| v.parse().ok()).unwrap_or(0);
        Some((child(n, "numId").and_then(value)?.to_owned(), level))
    });
    let run = child(node, "rPr");
    Style {
        name: child(node, "name").and_then(value).unwrap_or_default().to_lowercase(),
        based_on: child(node, "basedOn").and_then(value).map(str::to_owned),
        outline: properties.and_then(|p| child(p, "outlineLvl")).and_then(value).and_then(|v| v.parse().ok()),
        list,
        bold: run.and_then(|r| child(r, "b")).map(on),
        italic: run.and_then(|r| child(r, "i")).map(on),
    }
}

/// Names without their namespaces: strict and transitional files have two.
pub(crate) trait Local<'a> {
    /// Whether the element is called that.
    fn has_tag_name_of(&self, name: &str) -> bool;
    /// The attribute of that name.
    fn attr(&self, name: &str) -> Option<&'a str>;
}

impl<'a> Local<'a> for Node<'a, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }

    fn attr(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|a| a.name() == name).map(|a| a.value())
    }
}
