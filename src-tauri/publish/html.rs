//! The notice as one self-contained HTML page, or as a piece to paste into a page of the council's own.
//!
//! No script, no address fetched, styles allowed by their hash alone. Every word passes through [`escape`]; there is
//! no other way for text to get onto the page.

use crate::colour::Rgb;
use crate::labels::labels;
use crate::picture::Picture;
use crate::tree::{ContentsEntry, Entry, Mark, Node, RenderTree, Span, contents};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The style of every page. Changing it changes what [`crate::read_back`] takes for ours: keep the older text there.
pub(crate) const STYLE: &str = include_str!("page.css");

/// What a page that shows changes needs besides.
pub(crate) const REDLINE_STYLE: &str = include_str!("redline.css");

/// What a page that shows two texts beside one another needs besides.
pub(crate) const WIDE_STYLE: &str = include_str!("redline_sides.css");

/// What a text without a title is called where a name is needed.
pub(crate) const UNTITLED: &str = "Privacy notice";

/// The name under which a page carries the approved text as data.
pub(crate) const SOURCE_NAME: &str = "fair-notice:text";

/// The page of that tree.
pub fn page(tree: &RenderTree) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let styles = styles(tree);
    head(&mut out, tree, &styles);
    out.push_str("<body>\n<main>\n<header>\n");
    let foreign = lang(tree.labels.foreign_in(&tree.language));
    let mut writer = Writer { out: &mut out, raise: 0, bare: false, table: tree.labels.table };
    if let Some(logo) = &tree.logo {
        writer.out.push_str("<p class=\"logo\">");
        writer.picture(&logo.alt, &logo.picture);
        writer.out.push_str("</p>\n");
    }
    if let Some(mark) = &tree.mark {
        let _ = writeln!(writer.out, "<p class=\"mark\"{foreign}>{}</p>", escape(mark));
    }
    if !tree.title.is_empty() {
        let _ = writeln!(writer.out, "<h1>{}</h1>", escape(&tree.title));
    }
    if !tree.control.is_empty() {
        let _ = writeln!(writer.out, "<dl class=\"control\"{foreign}>");
        writer.entries(&tree.control);
        writer.out.push_str("</dl>\n");
    }
    writer.out.push_str("</header>\n");
    if tree.contents {
        table_of_contents(writer.out, tree, &foreign);
    }
    writer.nodes(&tree.nodes, false);
    if !tree.about.is_empty() {
        let level = tree.upper_level();
        let heading = escape(tree.labels.about);
        let _ = writeln!(writer.out, "<section class=\"about\"{foreign}>\n<h{level}>{heading}</h{level}>\n<dl>");
        writer.entries(&tree.about);
        writer.out.push_str("</dl>\n</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// How a piece for another page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FragmentOptions {
    /// The level of the title, or of the upper headings where the title is left out: 1 to 5.
    pub level: u8,
    /// Whether the title is part of it. Most sites have it in a field of its own.
    pub title: bool,
}

impl Default for FragmentOptions {
    fn default() -> Self {
        FragmentOptions { level: 2, title: true }
    }
}

/// The piece to paste into a page of the council's own: no styles, no classes, no ids, links kept. What stands around
/// the text (version, dates, code, contacts) follows it under one heading.
pub fn fragment(tree: &RenderTree, options: FragmentOptions) -> String {
    let mut out = String::with_capacity(8 * 1024);
    let top = options.level.clamp(1, 5);
    let foreign = lang(tree.labels.foreign_in(&tree.language));
    let titled = options.title && !tree.title.is_empty();
    // A site in English takes it in: what is not English must say so, or it is read out as English.
    let other = labels("en").foreign_in(&tree.language).is_some();
    if other {
        let _ = writeln!(out, "<div{}>", lang(Some(&tree.language)));
    }
    if let Some(mark) = &tree.mark {
        let _ = writeln!(out, "<p{foreign}><strong>{}</strong></p>", escape(mark));
    }
    if titled {
        let _ = writeln!(out, "<h{top}>{}</h{top}>", escape(&tree.title));
    }
    // In the tree the upper headings are of level 2 below a title, else of level 1.
    let upper = if titled { top + 1 } else { top };
    let mut writer =
        Writer { out: &mut out, raise: i16::from(upper) - i16::from(tree.upper_level()), bare: true, table: "" };
    writer.nodes(&tree.nodes, false);
    if !tree.about.is_empty() || !tree.control.is_empty() {
        let heading = escape(tree.labels.about);
        let _ = writeln!(writer.out, "<h{upper}{foreign}>{heading}</h{upper}>\n<dl{foreign}>");
        writer.entries(&tree.control);
        writer.entries(&tree.about);
        writer.out.push_str("</dl>\n");
    }
    if other {
        out.push_str("</div>\n");
    }
    out
}

/// How wide a picture is in a piece for another page, in CSS pixels.
const WIDEST_IN_PIECE: u32 = 600;

/// The style sheets of a page, each of which its policy allows by its hash.
fn styles(tree: &RenderTree) -> Vec<String> {
    let mut styles = vec![STYLE.to_owned()];
    if tree.nodes.iter().any(has_marks) {
        styles.push(REDLINE_STYLE.to_owned());
    }
    if tree.wide {
        styles.push(WIDE_STYLE.to_owned());
    }
    styles.extend(tree.colour.map(colour_style));
    styles
}

/// The council's colour in headings and rules, with a twin for dark pages.
pub(crate) fn colour_style(colour: Rgb) -> String {
    format!(
        ":root{{--head:{}}}@media (prefers-color-scheme:dark){{:root{{--head:{}}}}}@media print{{:root{{--head:{0}}}}}",
        colour.hex(),
        colour.on_dark().hex()
    )
}

fn has_marks(node: &Node) -> bool {
    match node {
        Node::Changed(_) => true,
        Node::Heading { words, .. } | Node::Paragraph(words) => words.iter().any(|s| s.mark.is_some()),
        Node::List { items, .. } => items.iter().flatten().any(has_marks),
        Node::Table { header, rows } => header.iter().chain(rows.iter().flatten()).flatten().any(has_marks),
        Node::Callout(inner) | Node::Foreign { nodes: inner, .. } => inner.iter().any(has_marks),
        Node::Picture { .. } | Node::Entries(_) => false,
    }
}

fn has_pictures(node: &Node) -> bool {
    match node {
        Node::Picture { picture, .. } => picture.is_some(),
        Node::List { items, .. } => items.iter().flatten().any(has_pictures),
        Node::Table { header, rows } => header.iter().chain(rows.iter().flatten()).flatten().any(has_pictures),
        Node::Callout(inner) | Node::Changed(inner) | Node::Foreign { nodes: inner, .. } => {
            inner.iter().any(has_pictures)
        }
        Node::Heading { .. } | Node::Paragraph(_) | Node::Entries(_) => false,
    }
}

/// What a page may load: its own styles by their hashes, and pictures it carries itself.
pub(crate) fn policy(styles: &[String], pictures: bool) -> String {
    let hashes: Vec<String> =
        styles.iter().map(|s| format!("&#39;sha256-{}&#39;", BASE64.encode(Sha256::digest(s.as_bytes())))).collect();
    let pictures = if pictures { "img-src data:; " } else { "" };
    format!(
        "default-src &#39;none&#39;; {pictures}style-src {}; base-uri &#39;none&#39;; form-action &#39;none&#39;",
        hashes.join(" ")
    )
}

fn head(out: &mut String, tree: &RenderTree, styles: &[String]) {
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Fair Notice\">\n",
        escape(&tree.language),
        policy(styles, tree.logo.is_some() || tree.nodes.iter().any(has_pictures)),
    );
    if let Some(source) = &tree.source {
        let _ = writeln!(out, "<meta name=\"{SOURCE_NAME}\" content=\"{}\">", escape_data(source));
    }
    if tree.mark.is_some() || tree.internal {
        // What is not the notice in force has no place in a search engine.
        out.push_str("<meta name=\"robots\" content=\"noindex\">\n");
    }
    let _ = writeln!(out, "<title>{}</title>", escape(if tree.title.is_empty() { UNTITLED } else { &tree.title }));
    for style in styles {
        let _ = writeln!(out, "<style>{style}</style>");
    }
    out.push_str("</head>\n");
}

/// The attribute for words in a language that is not the page's.
fn lang(tag: Option<&str>) -> String {
    tag.map(|tag| format!(" lang=\"{}\"", escape(tag))).unwrap_or_default()
}

fn table_of_contents(out: &mut String, tree: &RenderTree, foreign: &str) {
    let heading = escape(tree.labels.contents);
    let level = tree.upper_level();
    let _ = writeln!(
        out,
        "<nav class=\"contents\" aria-labelledby=\"contents\">\n<h{level} id=\"contents\"{foreign}>{heading}</h{level}>\n<ul>"
    );
    let mut open = 0u8;
    let mut begun = false;
    for ContentsEntry { level, text, id, .. } in contents(&tree.nodes) {
        if begun && level > open {
            out.push_str("<ul>\n");
            open = level;
        } else {
            if begun {
                out.push_str("</li>\n");
            }
            while level < open {
                out.push_str("</ul>\n</li>\n");
                open -= 1;
            }
        }
        let _ = write!(out, "<li><a href=\"#{}\">{}</a>", escape(id), escape(&text));
        begun = true;
    }
    if begun {
        out.push_str("</li>\n");
    }
    while open > 0 {
        out.push_str("</ul>\n</li>\n");
        open -= 1;
    }
    out.push_str("</ul>\n</nav>\n");
}

/// Writes nodes.
struct Writer<'a> {
    out: &'a mut String,
    /// How much deeper headings are than in the tree.
    raise: i16,
    /// Without classes and ids.
    bare: bool,
    /// What a table is called that can be moved sideways.
    table: &'static str,
}

impl Writer<'_> {
    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            // A group around each pair is for the style alone.
            let (open, close) = if self.bare { ("", "") } else { ("<div>", "</div>") };
            let _ = write!(self.out, "{open}<dt>{}</dt><dd>", escape(&entry.label));
            self.spans(&entry.value);
            let _ = writeln!(self.out, "</dd>{close}");
        }
    }

    /// Writes nodes; `tight` leaves out the paragraph around a single one, as in short items and cells.
    fn nodes(&mut self, list: &[Node], tight: bool) {
        let single = tight
            && list.iter().filter(|n| matches!(n, Node::Paragraph(_))).count() == 1
            && matches!(list.first(), Some(Node::Paragraph(_)));
        for node in list {
            match node {
                Node::Heading { level, words, id } => {
                    let level = (i16::from(*level) + self.raise).clamp(1, 6);
                    let id = if self.bare { String::new() } else { format!(" id=\"{}\"", escape(id)) };
                    let _ = write!(self.out, "<h{level}{id}>");
                    self.spans(words);
                    let _ = writeln!(self.out, "</h{level}>");
                }
                Node::Paragraph(words) if single => self.spans(words),
                Node::Paragraph(words) => {
                    self.out.push_str("<p>");
                    self.spans(words);
                    self.out.push_str("</p>\n");
                }
                Node::List { ordered, items } => {
                    let tag = if *ordered { "ol" } else { "ul" };
                    let _ = writeln!(self.out, "<{tag}>");
                    for item in items {
                        self.out.push_str("<li>");
                        self.nodes(item, true);
                        self.out.push_str("</li>\n");
                    }
                    let _ = writeln!(self.out, "</{tag}>");
                }
                Node::Table { header, rows } => self.table(header, rows),
                Node::Callout(inner) => {
                    let open = if self.bare { "<div>" } else { "<div class=\"callout\" role=\"note\">" };
                    let _ = writeln!(self.out, "{open}");
                    self.nodes(inner, false);
                    self.out.push_str("</div>\n");
                }
                Node::Picture { alt, picture: Some(picture) } => {
                    self.out.push_str("<p>");
                    self.picture(alt, picture);
                    self.out.push_str("</p>\n");
                }
                Node::Picture { alt, picture: None } => {
                    let _ = writeln!(self.out, "<p>{}</p>", escape(alt));
                }
                Node::Changed(inner) => {
                    self.out.push_str("<div class=\"changed\">\n");
                    self.nodes(inner, false);
                    self.out.push_str("</div>\n");
                }
                Node::Foreign { language, nodes } => {
                    let _ = writeln!(self.out, "<div{}>", lang(Some(language)));
                    self.nodes(nodes, false);
                    self.out.push_str("</div>\n");
                }
                Node::Entries(list) => {
                    self.out.push_str("<dl>\n");
                    self.entries(list);
                    self.out.push_str("</dl>\n");
                }
            }
        }
    }

    fn picture(&mut self, alt: &str, picture: &Picture) {
        let _ = write!(
            self.out,
            "<img src=\"data:{};base64,{}\" alt=\"{}\"",
            picture.coding.media_type(),
            BASE64.encode(&picture.bytes),
            escape(alt)
        );
        if self.bare {
            // Without a style of ours a picture must not be wider than a column; its height follows.
            let _ = write!(self.out, " width=\"{}\">", picture.width.min(WIDEST_IN_PIECE));
        } else {
            let _ = write!(self.out, " width=\"{}\" height=\"{}\">", picture.width, picture.height);
        }
    }

    fn table(&mut self, header: &[Vec<Node>], rows: &[Vec<Vec<Node>>]) {
        if !self.bare {
            // A table that is wider than the window is moved by itself, also from the keyboard (WCAG 1.4.10, 2.1.1).
            let label = escape(self.table);
            let _ = writeln!(self.out, "<div class=\"table\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\">");
        }
        self.out.push_str("<table>\n");
        if !header.is_empty() {
            self.out.push_str("<thead>\n<tr>");
            for cell in header {
                let (open, close) = if cell.is_empty() { ("<td>", "</td>") } else { ("<th scope=\"col\">", "</th>") };
                self.out.push_str(open);
                self.nodes(cell, true);
                self.out.push_str(close);
            }
            self.out.push_str("</tr>\n</thead>\n");
        }
        if !rows.is_empty() {
            self.out.push_str("<tbody>\n");
            for row in rows {
                self.out.push_str("<tr>");
                for cell in row {
                    self.out.push_str("<td>");
                    self.nodes(cell, true);
                    self.out.push_str("</td>");
                }
                self.out.push_str("</tr>\n");
            }
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n");
        if !self.bare {
            self.out.push_str("</div>\n");
        }
    }

    fn spans(&mut self, list: &[Span]) {
        for group in list.chunk_by(|a, b| a.href == b.href && a.mark == b.mark) {
            let Some(first) = group.first() else { continue };
            let close = self.open_mark(first);
            if let Some(href) = &first.href {
                let _ = write!(self.out, "<a href=\"{}\">", escape(href));
            }
            for span in group {
                let words = escape(&span.text);
                match (span.strong, span.em) {
                    (false, false) => self.out.push_str(&words),
                    (true, false) => _ = write!(self.out, "<strong>{words}</strong>"),
                    (false, true) => _ = write!(self.out, "<em>{words}</em>"),
                    (true, true) => _ = write!(self.out, "<strong><em>{words}</em></strong>"),
                }
            }
            if first.href.is_some() {
                self.out.push_str("</a>");
            }
            self.out.push_str(close);
        }
    }

    /// Opens what marks words, and says it to those who listen; returns how it ends.
    fn open_mark(&mut self, span: &Span) -> &'static str {
        let mark = span.mark;
        let (name, said) = match mark {
            None => return "",
            Some(Mark::Said) => {
                self.out.push_str("<span class=\"tag\" lang=\"en-GB\">");
                return "</span>";
            }
            Some(Mark::Inserted) => ("ins", "inserted"),
            Some(Mark::Deleted) => ("del", "deleted"),
        };
        let class = if span.small { " class=\"small\"" } else { "" };
        let _ = write!(self.out, "<{name}{class}><span class=\"said\" lang=\"en-GB\">{said}: </span>");
        match mark {
            Some(Mark::Inserted) => "<span class=\"said\" lang=\"en-GB\"> (end)</span></ins>",
            Some(Mark::Deleted) | Some(Mark::Said) | None => "<span class=\"said\" lang=\"en-GB\"> (end)</span></del>",
        }
    }
}

/// Data as it stands in a quoted attribute: it must come back letter by letter.
fn escape_data(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text as it may stand in an element or in a quoted attribute. Characters that HTML can't hold (controls,
/// noncharacters) become U+FFFD, which a reader sees and a comparison finds.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || is_noncharacter(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn is_noncharacter(c: char) -> bool {
    let n = u32::from(c);
    (0xfdd0..=0xfdef).contains(&n) || n & 0xfffe == 0xfffe
}
