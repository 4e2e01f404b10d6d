//! The words within a paragraph with their links and their stress.

use super::dom::{Ask, NodeRef, is_unread};
use super::furniture;
use crate::Tracked;
use fairnotice_notice::{Emphasis, Link, Run};
use scraper::Node;
use std::cell::Cell;
use url::Url;

/// Elements that stand within a line.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// How words are made where the reader stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Make {
    pub(crate) strong: bool,
    pub(crate) em: bool,
    /// The link around them; with `None` inside: its target is lost.
    pub(crate) link: Option<Link>,
}

impl Make {
    /// The make inside an element.
    pub(crate) fn inside(&self, node: NodeRef<'_>, links: &Links) -> Make {
        let mut make = self.clone();
        let style = furniture::style(node);
        match node.name() {
            "b" | "strong" => make.strong = true,
            "i" | "em" | "cite" | "dfn" | "var" => make.em = true,
            "a" if node.has("href") => make.link = links.to(node.attr("href")).or(make.link),
            _ => {}
        }
        // Editors write stress as style; some wrap a whole paste in a <b> that is none.
        if let Some((_, weight)) = style.split_once("font-weight:") {
            let weight = weight.split(';').next().unwrap_or_default();
            make.strong = matches!(weight, "bold" | "bolder" | "600" | "700" | "800" | "900");
        }
        if style.contains("font-style:italic") {
            make.em = true;
        } else if style.contains("font-style:normal") {
            make.em = false;
        }
        make
    }
}

/// Where the links of the page lead.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// What addresses without a site are meant from.
    pub(crate) base: Option<Url>,
    /// How many links had an address that leads nowhere from here.
    pub(crate) lost: Cell<usize>,
}

impl Links {
    /// Where a link leads. `None` for a place in the same page, which is no link in a notice; a link without an address
    /// for one whose target is lost.
    fn to(&self, href: &str) -> Option<Link> {
        let href = href.trim();
        if href.len() > 1 && href.starts_with('#') {
            return None;
        }
        let lost = Some(Link { href: None });
        if href.is_empty() || href == "#" {
            return lost;
        }
        let known = Url::parse(href).ok().or_else(|| self.base.as_ref().and_then(|b| b.join(href).ok()));
        match known {
            Some(url) if matches!(url.scheme(), "http" | "https" | "mailto" | "tel") => {
                let same_page = self.base.as_ref().is_some_and(|b| {
                    url.fragment().is_some_and(|f| !f.is_empty()) && b.path() == url.path() && b.host() == url.host()
                });
                // As it stood, where it stood whole: an address is not ours to spell.
                let text = if Url::parse(href).is_ok() { href.to_owned() } else { url.to_string() };
                (!same_page).then_some(Link { href: Some(text) })
            }
            Some(_) | None => {
                self.lost.set(self.lost.get() + 1);
                lost
            }
        }
    }
}

/// The words of a paragraph while they are gathered. A line break is a line feed in them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) runs: Vec<Run>,
    /// A space that waits for a word, with the link in which it stands.
    space: Option<Option<Link>>,
    /// Whether the ends of lines are kept, as in text that is set as it was typed.
    pub(crate) keeps_lines: bool,
    /// Words that were met and left out.
    pub(crate) unseen: Vec<String>,
    /// The alternative texts of pictures.
    pub(crate) pictures: Vec<String>,
    /// Whether tracked changes were met.
    pub(crate) changed: bool,
}

impl Words {
    /// Whether there is a word.
    pub(crate) fn any(&self) -> bool {
        self.runs.iter().any(|r| !r.text.trim().is_empty())
    }

    /// Text as the page has it: its white space counts as one space, which belongs to a link only inside of one.
    pub(crate) fn text(&mut self, text: &str, make: &Make) {
        let emphasis = match (make.strong, make.em) {
            (true, _) => Some(Emphasis::Strong),
            (false, true) => Some(Emphasis::Em),
            (false, false) => None,
        };
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c == '\n' && self.keeps_lines {
                out.push('\n');
                continue;
            }
            if c.is_ascii_whitespace() {
                self.space.get_or_insert_with(|| make.link.clone());
                continue;
            }
            if c == '\u{ad}' || c == '\u{200b}' {
                continue;
            }
            if let Some(link) = self.space.take() {
                if !out.is_empty() {
                    out.push(' ');
                } else if let Some(last) = self.runs.last_mut() {
                    match (last.link == link, link == make.link) {
                        // A space at the end of what is stressed needs no stress.
                        (true, true) if link.is_none() && last.emphasis.is_some() && emphasis.is_none() => {
                            out.push(' ')
                        }
                        (true, _) if link.is_none() || link == make.link => last.text.push(' '),
                        (_, true) if link.is_none() => out.push(' '),
                        _ => self.runs.push(Run::plain(" ")),
                    }
                }
            }
            out.push(c);
        }
        if out.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.link == make.link && last.emphasis == emphasis => last.text.push_str(&out),
            _ => self.runs.push(Run { text: out, link: make.link.clone(), emphasis, var: None }),
        }
    }

    /// A line break.
    pub(crate) fn line_end(&mut self) {
        self.space = None;
        match self.runs.last_mut() {
            Some(last) => last.text.push('\n'),
            None => self.runs.push(Run::plain("\n")),
        }
    }
}

/// Gathers the words of an element that stands within a line. `depth` is how deep it stands.
pub(crate) fn gather(node: NodeRef<'_>, make: &Make, links: &Links, tracked: Tracked, words: &mut Words, depth: usize) {
    match node.value() {
        Node::Text(text) => words.text(text, make),
        Node::Element(element) => {
            let name = element.name();
            if is_unread(name) || is_sign(node) {
                return;
            }
            if furniture::is_hidden(node) || furniture::is_spoken_only(node) {
                return words.unseen.push(super::dom::words(node));
            }
            match name {
                "br" => return words.line_end(),
                "img" => {
                    let alt = node.attr("alt").trim();
                    return words.pictures.push(alt.to_owned());
                }
                "wbr" => return,
                "ins" => {
                    words.changed = true;
                    if tracked == Tracked::Rejected {
                        return;
                    }
                }
                "del" | "s" | "strike" => {
                    words.changed = true;
                    if tracked == Tracked::Accepted {
                        return words.unseen.push(super::dom::words(node));
                    }
                }
                _ => {}
            }
            // Some sites keep addresses from being collected: the words are made by a script.
            if let Some(address) = hidden_address(node) {
                let make = Make { link: Some(Link { href: Some(format!("mailto:{address}")) }), ..make.clone() };
                return words.text(&address, &make);
            }
            if depth > super::walk::DEEPEST {
                return words.text(&super::dom::words(node), make);
            }
            let make = make.inside(node, links);
            let block = !is_inline(name);
            if block {
                words.text(" ", &make);
            }
            for child in node.children() {
                gather(child, &make, links, tracked, words, depth + 1);
            }
            if block {
                words.text(" ", &make);
            }
        }
        Node::Document | Node::Fragment | Node::Doctype(_) | Node::Comment(_) | Node::ProcessingInstruction(_) => {}
    }
}

/// The e-mail address that a page hides from programs: pairs of hexadecimal digits, the first of which is the key to the
/// others (Cloudflare's way).
fn hidden_address(node: NodeRef<'_>) -> Option<String> {
    let coded = node.attr("data-cfemail");
    let pair = |n: usize| u8::from_str_radix(coded.get(2 * n..2 * n + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..coded.len() / 2).map_while(pair).collect();
    let (key, rest) = bytes.split_first()?;
    let address: String = rest.iter().map(|b| char::from(b ^ key)).collect();
    (address.contains('@') && address.is_ascii()).then_some(address)
}

/// The signs and switches that programs put beside words: Word's bullets, the arrows of accordions, marks of comments.
fn is_sign(node: NodeRef<'_>) -> bool {
    let style = furniture::style(node);
    if style.contains("mso-list:ignore") || style.contains("mso-special-character:comment") {
        return true;
    }
    let class = node.attr("class").to_ascii_lowercase();
    (node.name() == "span" || node.name() == "i" || node.name() == "a")
        && ["section-toggle", "chevron", "icon", "msocommentreference", "heading-divider", "msocomanchor"]
            .iter()
            .any(|name| class.contains(name))
}
