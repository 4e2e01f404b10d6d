//! Runs to Markdown inside a line, and back from the parser's events.

use super::escape::{self, Care};
use fairnotice_notice::variables::unfilled;
use fairnotice_notice::{Emphasis, Link, Run};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Runs as Markdown; `None` when they hold what Markdown can't say.
pub(super) fn written(runs: &[Run], care: Care, in_cell: bool) -> Option<String> {
    let mut out = String::new();
    let mut at = 0;
    while let Some(first) = runs.get(at) {
        // Neighbours that lead to one place are one link, whatever their emphasis.
        let length = runs[at..].iter().take_while(|r| r.link == first.link).count();
        let group = &runs[at..at + length];
        at += length;
        let inside: Option<String> = group.iter().map(|run| stressed(run, care, in_cell)).collect();
        let inside = inside?;
        match &first.link {
            None => out.push_str(&inside),
            Some(link) => {
                let href = link.href.as_deref();
                let open = group.len() == 1 && first.emphasis.is_none() && first.var.is_none();
                match href {
                    Some("") => return None,
                    Some(address) if open && care == Care::Light && stands_open(address, &first.text) => {
                        out.push_str(&format!("<{}>", first.text));
                    }
                    Some(address) => out.push_str(&format!("[{inside}]({})", escape::target(address))),
                    None => out.push_str(&format!("[{inside}]()")),
                }
            }
        }
    }
    Some(out)
}

fn stands_open(address: &str, text: &str) -> bool {
    let url = address == text && (address.starts_with("https://") || address.starts_with("http://"));
    let mail = address.strip_prefix("mailto:") == Some(text);
    let plain = text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'|' | b'\\'));
    (url || mail) && plain
}

fn stressed(run: &Run, care: Care, in_cell: bool) -> Option<String> {
    let words = match &run.var {
        None => escape::words(&run.text, care, in_cell),
        Some(name) => variable(name, &run.text, in_cell)?,
    };
    Some(match (run.emphasis, care) {
        (None, _) => words,
        (Some(Emphasis::Strong), Care::Light) => format!("**{words}**"),
        (Some(Emphasis::Em), Care::Light) => format!("*{words}*"),
        // Asterisks beside white space or each other don't always stress; tags do.
        (Some(Emphasis::Strong), Care::Full) => format!("<strong>{words}</strong>"),
        (Some(Emphasis::Em), Care::Full) => format!("<em>{words}</em>"),
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
}

fn variable(name: &str, text: &str, in_cell: bool) -> Option<String> {
    if !is_name(name) {
        return None;
    }
    if text == unfilled(name) {
        return Some(format!("{{{{{name}}}}}"));
    }
    let bar = if in_cell { "\\|" } else { "|" };
    Some(format!("{{{{{name}{bar}{}}}}}", escape::words(text, Care::Full, in_cell)))
}

/// A character with its make; `literal` when it was escaped and so can't be part of a variable's braces.
struct Mark {
    c: char,
    literal: bool,
    link: Option<Link>,
    emphasis: Option<Emphasis>,
}

/// Gathers the events of one paragraph.
#[derive(Default)]
pub(super) struct Gathered {
    marks: Vec<Mark>,
    strong: usize,
    em: usize,
    links: Vec<Link>,
}

impl Gathered {
    /// Whether nothing has been gathered.
    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Whether any character gathered is one, other than white space.
    pub(super) fn has_words(&self) -> bool {
        self.marks.iter().any(|m| !m.c.is_whitespace())
    }

    fn push(&mut self, text: &str, literal: impl Fn(usize) -> bool) {
        // A text has one emphasis in the model; where both stand, the stronger wins.
        let emphasis = match (self.strong, self.em) {
            (0, 0) => None,
            (0, _) => Some(Emphasis::Em),
            _ => Some(Emphasis::Strong),
        };
        for (i, c) in text.chars().enumerate() {
            self.marks.push(Mark { c, literal: literal(i), link: self.links.last().cloned(), emphasis });
        }
    }

    /// Takes away the white space at the end that was not escaped.
    pub(super) fn trim_end(&mut self) {
        while self.marks.last().is_some_and(|m| m.c.is_ascii_whitespace() && !m.literal) {
            self.marks.pop();
        }
    }

    /// Adds words that mean nothing but themselves.
    pub(super) fn literal(&mut self, text: &str) {
        self.push(text, |_| true);
    }

    /// Adds words that lead to an address (a picture that is not ours, by its alternative text).
    pub(super) fn linked(&mut self, text: &str, href: &str) {
        self.links.push(Link { href: Some(href.to_owned()).filter(|h| !h.is_empty()) });
        self.literal(text);
        self.links.pop();
    }

    /// Takes an inline event; any other says nothing here.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>, source: &str) {
        match event {
            Event::Text(text) => {
                let verbatim = source.get(range.clone()) == Some(text.as_ref());
                let escaped = source[..range.start].ends_with('\\');
                self.push(text, |i| !verbatim || (escaped && i == 0));
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.literal(text),
            Event::InlineHtml(tag) => self.tag(tag),
            Event::SoftBreak | Event::HardBreak => self.literal(" "),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::Start(Tag::Emphasis) => self.em += 1,
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let mail = matches!(link_type, LinkType::Email);
                let href = if mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let lost = href.is_empty() || href == "#";
                self.links.push(Link { href: (!lost).then_some(href) });
            }
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::End(TagEnd::Emphasis) => self.em = self.em.saturating_sub(1),
            Event::End(TagEnd::Link) => {
                self.links.pop();
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    fn tag(&mut self, tag: &str) {
        match tag.to_ascii_lowercase().as_str() {
            "<strong>" | "<b>" => self.strong += 1,
            "</strong>" | "</b>" => self.strong = self.strong.saturating_sub(1),
            "<em>" | "<i>" => self.em += 1,
            "</em>" | "</i>" => self.em = self.em.saturating_sub(1),
            "<br>" | "<br/>" | "<br />" => self.literal(" "),
            comment if comment.starts_with("<!--") => {}
            _ => self.literal(tag),
        }
    }

    /// The runs that were gathered, variables found; leaves nothing behind but the open emphasis and links.
    pub(super) fn runs(&mut self) -> Vec<Run> {
        let marks = std::mem::take(&mut self.marks);
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 0;
        while let Some(mark) = marks.get(at) {
            if let Some((name, text, length)) = variable_at(&marks[at..]) {
                runs.push(Run { text, link: mark.link.clone(), emphasis: mark.emphasis, var: Some(name) });
                at += length;
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.var.is_none() && run.link == mark.link && run.emphasis == mark.emphasis => {
                    run.text.push(mark.c);
                }
                _ => runs.push(Run {
                    text: mark.c.to_string(),
                    link: mark.link.clone(),
                    emphasis: mark.emphasis,
                    var: None,
                }),
            }
            at += 1;
        }
        runs
    }

    /// The words that were gathered, without any make.
    pub(super) fn words(&mut self) -> String {
        std::mem::take(&mut self.marks).into_iter().map(|m| m.c).collect()
    }
}

/// The variable at the start of some characters: its name, its text, how many characters it takes.
fn variable_at(marks: &[Mark]) -> Option<(String, String, usize)> {
    let pair = |at: usize, c: char| {
        marks.get(at).is_some_and(|m| m.c == c && !m.literal)
            && marks.get(at + 1).is_some_and(|m| m.c == c && !m.literal)
    };
    if !pair(0, '{') {
        return None;
    }
    let name: String =
        marks[2..].iter().map(|m| m.c).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    if name.is_empty() {
        return None;
    }
    let after = 2 + name.len();
    if pair(after, '}') {
        let text = unfilled(&name);
        return Some((name, text, after + 2));
    }
    if marks.get(after).is_none_or(|m| m.c != '|') {
        return None;
    }
    // A variable holds no other: looking no further than the next opening also keeps this linear in the text.
    let end = (after + 1..marks.len()).find(|&at| pair(at, '}') || pair(at, '{')).filter(|&at| pair(at, '}'))?;
    let inside = &marks[after + 1..end];
    let (first, uniform) = (&marks[0], |m: &Mark| m.link == marks[0].link && m.emphasis == marks[0].emphasis);
    if !inside.iter().all(uniform) || !uniform(first) {
        return None;
    }
    Some((name, inside.iter().map(|m| m.c).collect(), end + 2))
}
