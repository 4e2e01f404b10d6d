//! The blocks of a page, in reading order.

use super::dom::{Ask, NodeRef, is_unread, squeezed, words};
use super::inline::{Links, Make, Words, gather, is_inline};
use super::{furniture, shortened};
use crate::parts::{Part, put_below, take_lead};
use crate::{Note, Remark, Tracked, assemble, headings};
use fairnotice_notice::content::text_of;
use fairnotice_notice::{Emphasis, Run};
use scraper::Node;
use std::collections::BTreeSet;

/// How deep elements may stand in one another before only their words are read.
pub(crate) const DEEPEST: usize = 150;

/// Reads blocks.
pub(crate) struct Walk<'a> {
    pub(crate) links: &'a Links,
    pub(crate) tracked: Tracked,
    /// The number of the block that was read last.
    pub(crate) line: u32,
    pub(crate) notes: Vec<Note>,
    pub(crate) comments: Vec<Remark>,
    /// What was left out: what it is called, and its words.
    pub(crate) left_out: Vec<(&'static str, String)>,
    /// The ids of what something on the page shows and hides.
    pub(crate) opened: BTreeSet<String>,
    /// The words of the headings of the page, in lower case.
    pub(crate) headings: BTreeSet<String>,
    /// Whether tracked changes were met.
    pub(crate) changed: bool,
    /// Whether the page was written by Fair Notice: then its details around the text are known by name.
    pub(crate) ours: bool,
    /// The level of the last heading.
    level: u8,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(links: &'a Links, tracked: Tracked) -> Walk<'a> {
        Walk {
            links,
            tracked,
            line: 0,
            notes: Vec::new(),
            comments: Vec::new(),
            left_out: Vec::new(),
            opened: BTreeSet::new(),
            headings: BTreeSet::new(),
            changed: false,
            ours: false,
            level: 1,
        }
    }

    /// The blocks under a node.
    pub(crate) fn blocks(&mut self, node: NodeRef<'_>, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        let mut pending = Words::default();
        for child in node.children() {
            match child.value() {
                Node::Text(text) => pending.text(text, make),
                Node::Element(element) => {
                    let name = element.name();
                    if is_unread(name) {
                        continue;
                    }
                    if let Some(what) = self.no_text(child) {
                        self.leave_out(what, &words(child));
                        continue;
                    }
                    if name == "br" || is_inline(name) && !holds_blocks(child) && !is_switch(child) {
                        if name == "button" {
                            self.leave_out("a button", &words(child));
                        } else {
                            gather(child, make, self.links, self.tracked, &mut pending, depth);
                        }
                        continue;
                    }
                    self.flush(&mut pending, parts);
                    self.block(child, name, make, parts, depth + 1);
                }
                Node::Document
                | Node::Fragment
                | Node::Doctype(_)
                | Node::Comment(_)
                | Node::ProcessingInstruction(_) => {}
            }
        }
        self.flush(&mut pending, parts);
    }

    /// Whether something that is hidden at first is shown by a switch: one that names it, or that stands right before it.
    fn is_opened(&self, node: NodeRef<'_>) -> bool {
        if self.opened.contains(node.attr("id")) {
            return true;
        }
        let switch = |n: NodeRef<'_>| n.has("aria-expanded") || n.has("data-toggle") || n.has("data-bs-toggle");
        let before = node.prev_siblings().find(|n| n.element().is_some());
        before.is_some_and(|b| b.descendants().take(40).any(switch))
    }

    /// Whether every item leads to a place in the same page, and most of them are called as its headings are.
    fn is_contents(&self, items: &[NodeRef<'_>]) -> bool {
        let linked = |item: &NodeRef<'_>| {
            let mut links = item.descendants().filter(|n| n.name() == "a").peekable();
            links.peek().is_some() && links.all(|l| l.attr("href").len() > 1 && l.attr("href").starts_with('#'))
        };
        let called = |item: &NodeRef<'_>| {
            let first = item.descendants().find(|n| n.name() == "a").map(words).unwrap_or_default();
            self.headings.contains(&even(&first))
        };
        items.len() > 1 && items.iter().all(linked) && items.iter().filter(|i| called(i)).count() * 2 >= items.len()
    }

    /// What an element is called that is no part of the text: hidden for good, furniture, our own details.
    fn no_text(&self, node: NodeRef<'_>) -> Option<&'static str> {
        if furniture::is_hidden(node) && !self.is_opened(node) {
            return Some("what is hidden on the page");
        }
        furniture::kind(node).or_else(|| self.own_details(node))
    }

    fn own_details(&self, node: NodeRef<'_>) -> Option<&'static str> {
        let own = matches!(node.attr("class"), "mark" | "control" | "about" | "contents" | "logo");
        (self.ours && own).then_some("version, document code and the like")
    }

    fn block(&mut self, node: NodeRef<'_>, name: &str, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        if depth > DEEPEST {
            let mut flat = Words::default();
            flat.text(&words(node), make);
            return self.flush(&mut flat, parts);
        }
        if let Some(level) = heading_level(node) {
            return self.heading(node, level, make, parts, depth);
        }
        let style = furniture::style(node);
        if style.contains("mso-element:comment-list") {
            return self.remarks(node);
        }
        let gone = match self.tracked {
            Tracked::Accepted => "del",
            Tracked::Rejected => "ins",
        };
        if matches!(name, "ins" | "del") {
            self.changed = true;
            if name == gone {
                return;
            }
        }
        match name {
            "p" | "pre" | "address" | "figcaption" | "caption" | "legend" | "dt" if !holds_blocks(node) => {
                self.paragraph(node, &style, make, parts, depth);
            }
            "ul" | "ol" | "menu" | "dir" => self.list(node, make, parts, depth),
            "dl" => self.terms(node, make, parts, depth),
            "table" => self.table(node, make, parts, depth),
            "hr" => {}
            "details" | "summary" | "button" => self.opened(node, name, make, parts, depth),
            _ if is_switch(node) => self.opened(node, "button", make, parts, depth),
            _ if furniture::is_callout(node) => {
                let line = self.line + 1;
                let mut inner = Vec::new();
                self.blocks(node, make, &mut inner, depth);
                // A heading inside makes sections, which a callout has none of.
                if inner.iter().any(|p| matches!(p, Part::Heading { .. } | Part::Title { .. })) {
                    parts.append(&mut inner);
                } else if !inner.is_empty() {
                    parts.push(Part::Callout { line, parts: inner });
                }
            }
            _ => {
                let make = make.inside(node, self.links);
                self.blocks(node, &make, parts, depth);
            }
        }
    }

    fn heading(&mut self, node: NodeRef<'_>, level: u8, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        let mut words = Words::default();
        for child in node.children() {
            gather(child, make, self.links, self.tracked, &mut words, depth);
        }
        self.pictures(&mut words);
        if !words.any() {
            return;
        }
        if level > 1 && is_furniture_line(text_of(&words.runs).trim()) {
            return self.leave_out("what the page asks its readers", &text_of(&words.runs));
        }
        self.line += 1;
        self.level = level;
        let class = node.attr("class");
        let runs = joined(words.runs);
        parts.push(if class.contains("MsoTitle") {
            Part::Title { line: self.line, runs }
        } else {
            Part::Heading { line: self.line, level, runs }
        });
    }

    fn paragraph(&mut self, node: NodeRef<'_>, style: &str, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        let make = make.inside(node, self.links);
        let mut words = Words::default();
        words.keeps_lines = node.name() == "pre";
        for child in node.children() {
            gather(child, &make, self.links, self.tracked, &mut words, depth);
        }
        let class = node.attr("class");
        if class.split_whitespace().any(|c| matches!(c, "MsoTitle" | "title" | "MsoTitleCxSpFirst")) && words.any() {
            self.line += 1;
            return parts.push(Part::Title { line: self.line, runs: joined(words.runs) });
        }
        if let Some((_, level)) = style.split_once("mso-list:").filter(|(_, l)| !l.starts_with("none"))
            && words.any()
        {
            let level = level.split("level").nth(1).and_then(|l| l.chars().next()).and_then(|c| c.to_digit(10));
            let level = level.map_or(0, |l| l.saturating_sub(1) as usize);
            self.line += 1;
            let (line, ordered) = (self.line, word_sign_counts(node));
            let runs = joined(std::mem::take(&mut words.runs));
            parts.push(Part::Item { line, level, ordered, bold: false, runs, below: Vec::new() });
        }
        self.flush(&mut words, parts);
    }

    /// Writes what was gathered as paragraphs: an empty line parts two, and so does a line that begins with the sign of
    /// an item; a bold first line heads the rest.
    pub(crate) fn flush(&mut self, words: &mut Words, parts: &mut Vec<Part>) {
        self.pictures(words);
        self.changed |= words.changed;
        let gathered = std::mem::take(words);
        if !gathered.any() {
            return;
        }
        let lines = lines(gathered.runs);
        let said: Vec<String> = lines.iter().map(|l| text_of(l)).filter(|t| !t.trim().is_empty()).collect();
        let short_lines = said.len() > 2 && said.iter().all(|t| t.trim().chars().count() <= 45);
        let mut open: Vec<Run> = Vec::new();
        let mut written: Vec<Vec<Run>> = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let text = text_of(line);
            if text.trim().is_empty() {
                written.push(std::mem::take(&mut open));
                continue;
            }
            let begins = assemble::typed_sign(&text).is_some();
            // An address, and whatever else is written in a row of short lines, has a line for each.
            let listed = n > 0 && short_lines;
            let heads = n == 1
                && is_bold(&lines[0])
                && !is_bold(line)
                && headings::looks_like_heading(text_of(&lines[0]).trim());
            if begins || heads || listed {
                written.push(std::mem::take(&mut open));
            } else if let Some(last) = open.last_mut() {
                last.text.push(' ');
            }
            open.extend(line.iter().cloned());
        }
        written.push(open);
        for runs in written.into_iter().filter(|r| !text_of(r).trim().is_empty()) {
            let text = text_of(&runs);
            if is_furniture_line(text.trim()) {
                self.leave_out("links of the page itself", &text);
                continue;
            }
            self.line += 1;
            parts.push(Part::Paragraph { line: self.line, bold: is_bold(&runs), runs });
        }
    }

    fn pictures(&mut self, words: &mut Words) {
        for unseen in std::mem::take(&mut words.unseen) {
            self.leave_out("words that are hidden, struck out or for screen readers only", &unseen);
        }
        for alt in std::mem::take(&mut words.pictures) {
            if !alt.is_empty() {
                let message = format!("A picture was left out: put it in again. It says “{}”.", shortened(&alt, 120));
                self.notes.push(Note { line: self.line + 1, message });
            }
        }
    }

    fn list(&mut self, node: NodeRef<'_>, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        let items: Vec<NodeRef<'_>> = node.children().filter(|c| c.element().is_some()).collect();
        if self.is_contents(&items) {
            return self.leave_out("the table of contents", &words(node));
        }
        let ordered = node.name() == "ol";
        // A list of headings and what stands below them places sections, it is none: accordions, step-by-step guides.
        let places = node.descendants().any(|n| heading_level(n).is_some() || n.name() == "details" || is_switch(n));
        for item in node.children() {
            if let Some(text) = item.value().as_text() {
                // Words that stand between the items by mistake are words all the same.
                let mut stray = Words::default();
                stray.text(text, make);
                let mut inner = Vec::new();
                self.flush(&mut stray, &mut inner);
                put_below(parts, inner);
                continue;
            }
            if item.element().is_none() || is_unread(item.name()) {
                continue;
            }
            if let Some(what) = self.no_text(item) {
                self.leave_out(what, &words(item));
                continue;
            }
            if places {
                self.blocks(item, make, parts, depth);
                continue;
            }
            if matches!(item.name(), "ul" | "ol") {
                // A list in a list, without an item around it.
                let mut inner = Vec::new();
                self.list(item, make, &mut inner, depth + 1);
                put_below(parts, inner);
                continue;
            }
            let line = self.line + 1;
            let mut inner = Vec::new();
            self.blocks(item, make, &mut inner, depth + 1);
            let runs = take_lead(&mut inner);
            if runs.is_empty() && inner.is_empty() {
                continue;
            }
            parts.push(Part::Item { line, level: 0, ordered, bold: false, runs: without_own_sign(runs), below: inner });
        }
    }

    /// A list of terms and what they mean: items of a strong term with what it means below it.
    fn terms(&mut self, node: NodeRef<'_>, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        let mut rows: Vec<NodeRef<'_>> = Vec::new();
        let says = |c: &NodeRef<'_>| c.element().is_some() || c.value().as_text().is_some_and(|t| !t.trim().is_empty());
        for child in node.children().filter(says) {
            match child.name() {
                "div" => rows.extend(child.children().filter(|c| c.element().is_some())),
                _ => rows.push(child),
            }
        }
        if rows.iter().any(|r| r.descendants().any(|n| heading_level(n).is_some())) {
            return rows.into_iter().for_each(|r| self.blocks(r, make, parts, depth));
        }
        for row in rows {
            if row.name() == "dt" {
                let mut words = Words::default();
                let make = Make { strong: true, ..make.clone() };
                row.children().for_each(|c| gather(c, &make, self.links, self.tracked, &mut words, depth));
                if words.any() {
                    self.line += 1;
                    let runs = joined(words.runs);
                    parts.push(Part::Item {
                        line: self.line,
                        level: 0,
                        ordered: false,
                        bold: false,
                        runs,
                        below: Vec::new(),
                    });
                }
                continue;
            }
            let mut inner = Vec::new();
            match row.value().as_text() {
                Some(text) => {
                    let mut stray = Words::default();
                    stray.text(text, make);
                    self.flush(&mut stray, &mut inner);
                }
                None => self.blocks(row, make, &mut inner, depth + 1),
            }
            put_below(parts, inner);
        }
    }

    /// What opens and closes is read open, under what opens it.
    fn opened(&mut self, node: NodeRef<'_>, name: &str, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        if name == "details" {
            let before = self.level;
            self.blocks(node, make, parts, depth);
            self.level = before;
            return;
        }
        if name == "button" && !is_switch(node) {
            return self.leave_out("a button", &words(node));
        }
        let inner = node.descendants().find_map(heading_level);
        let level = inner.unwrap_or((self.level + 1).clamp(2, 6));
        let above = self.level;
        self.heading(node, level, &Make::default(), parts, depth);
        self.level = above.max(1);
    }

    fn remarks(&mut self, node: NodeRef<'_>) {
        for comment in node.descendants().filter(|n| n.attr("class").contains("MsoCommentText")) {
            let said = squeezed(&words(comment));
            if !said.is_empty() {
                let who = String::new();
                self.comments.push(Remark {
                    line: self.line.max(1),
                    who,
                    at: String::new(),
                    words: said,
                    quote: String::new(),
                });
            }
        }
    }

    pub(crate) fn leave_out(&mut self, what: &'static str, words: &str) {
        let words = squeezed(words);
        if words.is_empty() {
            return;
        }
        // Scraps of one kind that follow on one another are told together.
        match self.left_out.last_mut() {
            Some((before, all)) if *before == what && all.len() + words.len() < 60 => {
                all.push_str(" / ");
                all.push_str(&words);
            }
            _ => self.left_out.push((what, words)),
        }
    }
}

/// The level of a heading, by its element or its role.
pub(crate) fn heading_level(node: NodeRef<'_>) -> Option<u8> {
    match node.name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        "" => None,
        _ if node.attr("role") == "heading" => Some(node.attr("aria-level").parse().unwrap_or(2).clamp(1, 6)),
        _ => None,
    }
}

/// Whether an element shows and hides another one.
fn is_switch(node: NodeRef<'_>) -> bool {
    let toggles = node.attr("data-toggle") == "collapse" || node.attr("data-bs-toggle") == "collapse";
    match node.name() {
        "summary" => true,
        "button" => node.has("aria-controls") || toggles || opens_next(node),
        "a" | "div" | "span" => toggles || (node.attr("role") == "button" && node.has("aria-controls")),
        _ => false,
    }
}

/// Whether a button shows and hides what stands after it, by its name or by its place.
fn opens_next(node: NodeRef<'_>) -> bool {
    if matches!(node.attr("type"), "submit" | "reset") || node.ancestors().any(|a| a.name() == "form") {
        return false;
    }
    let parent = node.parent().filter(|p| !matches!(p.name(), "body" | "main" | "article" | "section"));
    let named = furniture::is_opener(node) || parent.is_some_and(furniture::is_opener);
    let next = node.next_siblings().find(|n| n.element().is_some());
    let panel = |n: NodeRef<'_>| matches!(n.name(), "div" | "section" | "p" | "ul") && !words(n).trim().is_empty();
    named || next.is_some_and(panel)
}

fn holds_blocks(node: NodeRef<'_>) -> bool {
    node.descendants()
        .skip(1)
        .any(|n| n.element().is_some() && !is_inline(n.name()) && n.name() != "br" && !is_unread(n.name()))
}

/// Words in lower case with single spaces.
pub(crate) fn even(text: &str) -> String {
    squeezed(text).to_lowercase()
}

/// How lines begin that a page says of itself to its readers.
const OF_THE_PAGE: &[&str] = &[
    "back to top",
    "return to top",
    "top of page",
    "go to top",
    "skip to ",
    "print this",
    "print page",
    "share this",
    "share on",
    "show all",
    "hide all",
    "open all",
    "close all",
];
/// How the questions begin that it asks them.
const ASKED: &[&str] = &[
    "is this page useful",
    "is this page helpful",
    "was this page useful",
    "was this page helpful",
    "did you find this page",
    "did you find what you were looking for",
    "rate this page",
    "give feedback about this page",
    "report a problem with this page",
    "leave a reply",
    "leave a comment",
];

fn is_furniture_line(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_end_matches(['.', '↑', '^', ' ']);
    let words = text.split_whitespace().count();
    OF_THE_PAGE.iter().any(|start| text.starts_with(start) && words < 5)
        || ASKED.iter().any(|start| text.starts_with(start) && words < 14)
}

fn is_bold(runs: &[Run]) -> bool {
    let mut said = runs.iter().filter(|r| r.text.chars().any(char::is_alphanumeric)).peekable();
    said.peek().is_some() && said.all(|r| r.emphasis == Some(Emphasis::Strong))
}

/// Runs cut at their line ends.
fn lines(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (n, text) in run.text.split('\n').enumerate() {
            if n > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    lines
}

/// Runs with a space for each line end.
fn joined(mut runs: Vec<Run>) -> Vec<Run> {
    runs.iter_mut().for_each(|r| r.text = r.text.replace('\n', " "));
    runs
}

/// Whether the sign that Word wrote before an item counts.
fn word_sign_counts(node: NodeRef<'_>) -> bool {
    let sign = node.descendants().find(|n| furniture::style(*n).contains("mso-list:ignore"));
    sign.is_some_and(|s| {
        let text = words(s);
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
        text.ends_with(['.', ')']) && text.chars().any(char::is_alphanumeric)
    })
}

/// An item that has its sign typed as well needs only one.
fn without_own_sign(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(first) = runs.first_mut()
        && let Some(rest) = first.text.trim_start().strip_prefix(['•', '·', '▪', '◦', '●'])
    {
        first.text = rest.trim_start().to_owned();
    }
    runs
}
