//! The notice as one self-contained HTML page.
//!
//! No script, no address fetched, styles allowed by their hash alone. Every word passes through [`escape`]; there is
//! no other way for text to get onto the page.

use crate::tree::{ABOUT, Entry, Node, RenderTree, Span};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The style of every page. Changing it changes what [`crate::read_back`] takes for ours: keep the older text there.
pub(crate) const STYLE: &str = include_str!("page.css");

/// What a text without a title is called where a name is needed.
pub(crate) const UNTITLED: &str = "Privacy notice";

/// The page of that tree.
pub fn page(tree: &RenderTree) -> String {
    let mut out = String::with_capacity(8 * 1024);
    let english = tree.language.to_ascii_lowercase().starts_with("en");
    let foreign = if english { "" } else { r#" lang="en-GB""# };
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-{}&#39;; \
         base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Fair Notice\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        escape(&tree.language),
        base64(&Sha256::digest(STYLE.as_bytes())),
        escape(if tree.title.is_empty() { UNTITLED } else { &tree.title }),
        STYLE
    );
    out.push_str("<main>\n<header>\n");
    if let Some(mark) = &tree.mark {
        let _ = writeln!(out, "<p class=\"mark\"{foreign}>{}</p>", escape(mark));
    }
    if !tree.title.is_empty() {
        let _ = writeln!(out, "<h1>{}</h1>", escape(&tree.title));
    }
    if !tree.control.is_empty() {
        let _ = writeln!(out, "<dl class=\"control\"{foreign}>");
        entries(&mut out, &tree.control);
        out.push_str("</dl>\n");
    }
    out.push_str("</header>\n");
    nodes(&mut out, &tree.nodes, false);
    if !tree.about.is_empty() {
        let level = if tree.title.is_empty() { 1 } else { 2 };
        let _ = writeln!(out, "<section class=\"about\"{foreign}>\n<h{level}>{}</h{level}>\n<dl>", escape(ABOUT));
        entries(&mut out, &tree.about);
        out.push_str("</dl>\n</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn entries(out: &mut String, entries: &[Entry]) {
    for entry in entries {
        let _ = write!(out, "<div><dt>{}</dt><dd>", escape(&entry.label));
        spans(out, &entry.value);
        out.push_str("</dd></div>\n");
    }
}

/// Writes nodes; `tight` leaves out the paragraph around a single one, as in short items and cells.
fn nodes(out: &mut String, list: &[Node], tight: bool) {
    let bare = tight
        && list.iter().filter(|n| matches!(n, Node::Paragraph(_))).count() == 1
        && matches!(list.first(), Some(Node::Paragraph(_)));
    for node in list {
        match node {
            Node::Heading { level, text } => {
                let _ = writeln!(out, "<h{level}>{}</h{level}>", escape(text));
            }
            Node::Paragraph(words) if bare => spans(out, words),
            Node::Paragraph(words) => {
                out.push_str("<p>");
                spans(out, words);
                out.push_str("</p>\n");
            }
            Node::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                let _ = writeln!(out, "<{tag}>");
                for item in items {
                    out.push_str("<li>");
                    nodes(out, item, true);
                    out.push_str("</li>\n");
                }
                let _ = writeln!(out, "</{tag}>");
            }
            Node::Table { header, rows } => table(out, header, rows),
            Node::Callout(inner) => {
                out.push_str("<div class=\"callout\">\n");
                nodes(out, inner, false);
                out.push_str("</div>\n");
            }
            Node::Picture { alt } => {
                let _ = writeln!(out, "<p>{}</p>", escape(alt));
            }
            Node::Entries(list) => {
                out.push_str("<dl>\n");
                entries(out, list);
                out.push_str("</dl>\n");
            }
        }
    }
}

fn table(out: &mut String, header: &[Vec<Node>], rows: &[Vec<Vec<Node>>]) {
    out.push_str("<table>\n");
    if !header.is_empty() {
        out.push_str("<thead>\n<tr>");
        for cell in header {
            let (open, close) = if cell.is_empty() { ("<td>", "</td>") } else { ("<th scope=\"col\">", "</th>") };
            out.push_str(open);
            nodes(out, cell, true);
            out.push_str(close);
        }
        out.push_str("</tr>\n</thead>\n");
    }
    if !rows.is_empty() {
        out.push_str("<tbody>\n");
        for row in rows {
            out.push_str("<tr>");
            for cell in row {
                out.push_str("<td>");
                nodes(out, cell, true);
                out.push_str("</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

fn spans(out: &mut String, list: &[Span]) {
    for group in list.chunk_by(|a, b| a.href == b.href) {
        let href = group.first().and_then(|s| s.href.as_deref());
        if let Some(href) = href {
            let _ = write!(out, "<a href=\"{}\">", escape(href));
        }
        for span in group {
            let words = escape(&span.text);
            match (span.strong, span.em) {
                (false, false) => out.push_str(&words),
                (true, false) => _ = write!(out, "<strong>{words}</strong>"),
                (false, true) => _ = write!(out, "<em>{words}</em>"),
                (true, true) => _ = write!(out, "<strong><em>{words}</em></strong>"),
            }
        }
        if href.is_some() {
            out.push_str("</a>");
        }
    }
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

/// Base64 with padding (RFC 4648, section 4), for the hash in the content security policy.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let letter = LETTERS[(n >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}
