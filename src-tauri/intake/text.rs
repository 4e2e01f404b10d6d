//! Plain text becomes content: title, headings, paragraphs, nested lists, links, fields with their roles.

use crate::builder::Builder;
use crate::headings::{self, Candidate, Next};
use crate::lines::{self, Kind, Line};
use crate::lists::{self, Entry, Node, Tree};
use crate::repairs::breaks_off;
use crate::{Imported, IntakeError, Note, decode, links};
use fairnotice_lexicon::hints;
use fairnotice_notice::content::text_of;
use fairnotice_notice::{Block, Content, Item, Section};
use std::collections::BTreeMap;

/// Reads a plain text: UTF-8, UTF-16 with a byte-order mark, or Windows-1252.
///
/// # Errors
/// [`IntakeError::Empty`], [`IntakeError::TooLarge`] and [`IntakeError::NotText`].
pub fn text(bytes: &[u8]) -> Result<Imported, IntakeError> {
    let (source, encoding, damaged) = decode::decode(bytes)?;
    let mut notes = Vec::new();
    if encoding == "Windows-1252" {
        notes.push(Note { line: 1, message: "The file is not UTF-8; it was read as Windows-1252.".into() });
    }
    let lines = lines::split(&source);
    if damaged {
        notes.extend(
            lines
                .iter()
                .filter(|l| l.whole.contains(is_damage))
                .map(|l| Note { line: l.number, message: "A character here could not be read.".into() }),
        );
    }
    let mut parts = parts(&lines);
    let (title, title_line) = take_title(&mut parts);
    if title.is_empty() {
        notes.push(Note { line: 1, message: "No title was found: the text begins with body text.".into() });
    }
    let title = unlinked(&title, title_line.unwrap_or(1), &mut notes);
    let parts = with_headings(parts);
    let mut builder = Builder::new(notes);
    builder.lines.extend(title_line.map(|line| ("title".to_owned(), line)));
    let mut content = Content::new(title, "en-GB");
    content.sections = builder.sections(parts);
    content.normalise();
    content.assign_ids();
    builder.notes.sort_by_key(|n| n.line);
    Ok(Imported { content, lines: builder.lines, encoding, notes: builder.notes, comments: Vec::new() })
}

fn is_damage(c: char) -> bool {
    c == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(&c)
}

/// The words of a title or a heading, where the model has no links; a note says that there was one.
fn unlinked(text: &str, line: u32, notes: &mut Vec<Note>) -> String {
    let runs = links::runs(text);
    let words = text_of(&runs);
    if words != text {
        notes.push(Note { line, message: "A heading was a link; its words were taken, its target was not.".into() });
    }
    words
}

/// A part of the text before it is known what is a heading.
#[derive(Debug)]
enum Part {
    /// A marked heading.
    Heading { line: u32, level: u8, text: String },
    /// A paragraph; `alone` when it is one line of the file, `below` when it stands right below another, without a gap.
    Paragraph { line: u32, text: String, alone: bool, below: bool },
    /// Lists that follow on one another.
    Lists(Vec<Tree>),
}

fn parts(lines: &[Line]) -> Vec<Part> {
    let width = wrap_width(lines);
    let wrapped = is_wrapped(lines);
    let mut parts = Vec::new();
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        match &line.kind {
            Kind::Blank | Kind::Rule => i += 1,
            Kind::Hash { level } => {
                parts.push(Part::Heading { line: line.number, level: *level, text: line.text.clone() });
                i += 1;
            }
            Kind::Text => {
                let end = i + lines[i..].iter().take_while(|l| l.kind == Kind::Text).count();
                let mut group = paragraphs(&lines[i..end], wrapped);
                // A line of equals signs or dashes right below underlines a heading.
                let underline = lines.get(end).filter(|l| l.kind == Kind::Rule).map(|l| l.whole.clone());
                if let (Some(rule), Some(Part::Paragraph { line, text, alone: true, .. })) = (underline, group.last())
                    && headings::looks_like_heading(text)
                    && rule.starts_with(['=', '-'])
                {
                    let level = if rule.starts_with('=') { 1 } else { 2 };
                    let heading = Part::Heading { line: *line, level, text: text.clone() };
                    group.pop();
                    group.push(heading);
                }
                parts.extend(group);
                i = end;
            }
            Kind::Item { .. } => {
                let (entries, end) = entries(lines, i, width);
                parts.push(Part::Lists(lists::lists(entries)));
                i = end;
            }
        }
    }
    parts
}

/// The longest line that is followed by another without a blank one: the margin at which the text was wrapped; 0
/// when it is not wrapped.
fn wrap_width(lines: &[Line]) -> usize {
    let lengths = lines
        .windows(2)
        .filter(|w| matches!(w[0].kind, Kind::Text | Kind::Item { .. }) && w[1].kind == Kind::Text)
        .map(|w| w[0].indent + w[0].whole.chars().count())
        .filter(|n| *n <= 130);
    lengths.max().unwrap_or(0)
}

/// A line longer than this was not ended by a margin.
const LONGEST_WRAPPED: usize = 160;

/// Whether a margin ended the lines of a text. Where several are as long as no margin allows, each line is a paragraph.
fn is_wrapped(lines: &[Line]) -> bool {
    let texts = || lines.iter().filter(|l| l.kind == Kind::Text);
    let long = texts().filter(|l| l.text.chars().count() > LONGEST_WRAPPED).count();
    long < 3 || long * 10 < texts().count()
}

/// Lines without a blank one between become paragraphs: wrapped lines are joined, lines that were paragraphs by
/// themselves (as word processors write them) stay so.
fn paragraphs(lines: &[Line], wrapped: bool) -> Vec<Part> {
    let longest = lines.iter().map(|l| l.text.chars().count()).max().unwrap_or(0);
    // Lines that nearly all reach as far as the longest of a few were ended by a margin, whatever the rest of the file does.
    let reaches = |l: &&Line| l.text.chars().count() * 100 >= longest * 85;
    let ended = lines.len().saturating_sub(1);
    let margin = ended >= 2 && longest <= 100 && lines.iter().take(ended).filter(reaches).count() * 10 >= ended * 7;
    let mut out: Vec<Part> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let joins = i > 0
            && match wrapped || margin {
                true => runs_on(&lines[i - 1], line, longest, i == 1),
                false => goes_on(&lines[i - 1], line),
            };
        match out.last_mut() {
            Some(Part::Paragraph { text, alone, .. }) if joins => {
                text.push(' ');
                text.push_str(&line.text);
                *alone = false;
            }
            _ => out.push(Part::Paragraph { line: line.number, text: line.text.clone(), alone: true, below: i > 0 }),
        }
    }
    out
}

/// Whether a line goes on where the one above broke off, in a text that no margin has wrapped.
fn goes_on(above: &Line, line: &Line) -> bool {
    let small = line.text.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ')' | ',' | ';'));
    let apart = above.of_page || line.of_page || above.text.contains('\t') || line.text.contains('\t');
    let length = above.text.chars().count();
    let open = !above.text.trim_end().ends_with(['.', '?', '!', ':', ';']);
    // Items that lost their signs begin small as well, but few are so long.
    let joins = above.text.trim_end().ends_with(" and") || above.text.trim_end().ends_with(" or");
    let comma = above.text.trim_end().ends_with(',');
    let heads = headings::looks_like_heading(&above.text);
    let broken = length > 60 && breaks_off(&above.text) && (small || !(joins || comma || (heads && length < 100)));
    !apart && (broken || (length > 120 && small && open))
}

fn runs_on(above: &Line, line: &Line, longest: usize, above_is_first: bool) -> bool {
    if above.of_page || line.of_page {
        return false;
    }
    let stopped = above.text.trim_end().ends_with(['.', '?', '!', ':', ';']);
    if above.text.contains('\t') || line.text.contains('\t') {
        return false;
    }
    let small = line
        .text
        .chars()
        .find(|c| !c.is_whitespace())
        .is_some_and(|c| c.is_lowercase() || matches!(c, '(' | ')' | ',' | ';' | '–' | '-' | '&' | '/'));
    let heads_above = headings::looks_like_heading(&above.text)
        && hints::role_of_heading(&above.text).is_some_and(|(_, confidence)| confidence >= 0.9)
        && !headings::starts_as_sentence(&above.text)
        && !hints::is_lead_in(&above.text);
    if small && heads_above && above.text.chars().count() < 60 {
        return false;
    }
    if small {
        return true;
    }
    if longest > LONGEST_WRAPPED {
        // Nobody wraps so wide: each line is a paragraph, unless it breaks off.
        return !stopped && above.text.chars().count() > 80;
    }
    // A line of an address is short; a long one only happens to hold a postcode.
    let short = |text: &str| text.chars().count() * 10 < longest * 7;
    let reaches = |text: &str| short(text) && hints::is_contact_line(text);
    if longest <= 50 || reaches(&line.text) || reaches(&above.text) {
        return false;
    }
    let length = above.text.chars().count();
    let next = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let full = length + 1 + next > longest;
    // A short line that is surely a heading is one, whatever stands right above or below it.
    let sure = |text: &str| {
        headings::looks_like_heading(text)
            && text.chars().count() * 10 < longest * 7
            && hints::role_of_heading(text).is_some_and(|(_, confidence)| confidence >= 0.9)
    };
    if !full && (sure(&line.text) || sure(&above.text)) {
        return false;
    }
    let heads = above_is_first
        && headings::looks_like_heading(&above.text)
        && (hints::role_of_heading(&above.text).is_some() || above.text.split_whitespace().count() <= 8)
        || (above_is_first && above.text.ends_with('?'));
    full || !(heads && length * 10 < longest * 8)
}

/// The item lines from `start` on, with what runs on from each, and where they end.
fn entries(lines: &[Line], start: usize, width: usize) -> (Vec<Entry>, usize) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut i = start;
    let mut end = start;
    let mut after_blank = false;
    let mut length = 0;
    while let Some(line) = lines.get(i) {
        match &line.kind {
            Kind::Blank => after_blank = true,
            Kind::Rule | Kind::Hash { .. } => break,
            Kind::Item { sign, column } => {
                entries.push(Entry {
                    line: line.number,
                    indent: line.indent,
                    column: *column,
                    sign: *sign,
                    after_blank,
                    paragraphs: vec![(line.number, line.text.clone())],
                });
                length = line.indent + line.whole.chars().count();
                after_blank = false;
                end = i + 1;
            }
            // The head of a page ends a list, as everything that is not part of it.
            Kind::Text if line.of_page => break,
            Kind::Text => {
                let Some(entry) = entries.last_mut() else { break };
                if after_blank {
                    // Under the item's text, not under its sign: a second paragraph of the item.
                    if line.indent < entry.column.max(2) || entry.column == 0 {
                        break;
                    }
                    entry.paragraphs.push((line.number, line.text.clone()));
                } else {
                    let more = lines[i..].iter().find(|l| l.kind != Kind::Text);
                    let list_goes_on = more.is_some_and(|l| matches!(l.kind, Kind::Item { .. }));
                    let Some((_, words)) = entry.paragraphs.last_mut() else { break };
                    if !continues(words, line, entry.indent, list_goes_on, length, width) {
                        break;
                    }
                    if words.is_empty() {
                        words.push_str(&line.text);
                    } else {
                        words.push(' ');
                        words.push_str(&line.text);
                    }
                }
                length = line.indent + line.whole.chars().count();
                after_blank = false;
                end = i + 1;
            }
        }
        i += 1;
    }
    (entries, end)
}

/// Whether a line right below an item belongs to it.
fn continues(item: &str, line: &Line, indent: usize, list_goes_on: bool, length: usize, width: usize) -> bool {
    let next = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let full = length > 40 && length + 1 + next > width * 9 / 10;
    let small = line.text.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, '(' | ')' | '&' | '–'));
    let heads = headings::looks_like_heading(&line.text) && hints::role_of_heading(&line.text).is_some();
    item.is_empty()
        || line.indent > indent
        || small
        || full
        || (list_goes_on && !heads && !hints::is_lead_in(&line.text))
}

/// Takes the title's lines away from the front.
fn take_title(parts: &mut Vec<Part>) -> (String, Option<u32>) {
    if let Some(Part::Heading { line, text, level: 1 }) = parts.first() {
        let title = (text.clone(), Some(*line));
        parts.remove(0);
        return title;
    }
    // The head of a page, where the text was taken out of a PDF, is no title though it comes first.
    let again = |text: &str| {
        parts.iter().filter(|p| matches!(p, Part::Paragraph { text: other, .. } if other == text)).count() > 2
    };
    let heads =
        parts.iter().take_while(|p| matches!(p, Part::Paragraph { text, alone: true, .. } if again(text))).count();
    let front: Vec<(u32, &str)> = parts
        .iter()
        .skip(heads)
        .map_while(|p| match p {
            Part::Paragraph { line, text, alone, .. } if *alone || is_short(text) => Some((*line, text.as_str())),
            Part::Paragraph { .. } | Part::Heading { .. } | Part::Lists(_) => None,
        })
        .take(6)
        .collect();
    let texts: Vec<&str> = front.iter().map(|(_, t)| *t).collect();
    let mut count = headings::title_lines(&texts);
    // What a list follows on is its lead-in or its heading, unless it is the first line.
    if count > 1 && count == texts.len() && matches!(parts.get(heads + count), Some(Part::Lists(_))) {
        count -= 1;
    }
    let line = front.first().map(|(line, _)| *line).filter(|_| count > 0);
    let title = texts[..count].join(" ");
    parts.drain(heads..heads + count);
    (title, line)
}

/// Whether a text on several lines is short enough for a title that was broken at the margin.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 14 && !text.trim_end().ends_with(['.', ':', ';', '?'])
}

/// Turns the paragraphs that are headings into headings of level 2.
fn with_headings(mut parts: Vec<Part>) -> Vec<Part> {
    let marked_elsewhere = parts.iter().any(|p| matches!(p, Part::Heading { .. }));
    let apart = parts.iter().filter(|p| matches!(p, Part::Paragraph { below: false, .. })).count();
    let spaced = apart * 2 > parts.iter().filter(|p| matches!(p, Part::Paragraph { .. })).count();
    // What stands in the text again and again stood at the head of every page.
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for part in &parts {
        if let Part::Paragraph { text, .. } = part {
            *times.entry(text.clone()).or_default() += 1;
        }
    }
    // From the end on, since a heading may stand above another one.
    for i in (0..parts.len()).rev() {
        let Part::Paragraph { text, alone: true, line, below } = &parts[i] else { continue };
        if times.get(text).is_some_and(|n| *n > 2) && !text.ends_with('?') {
            continue;
        }
        let before = match i.checked_sub(1).map(|at| &parts[at]) {
            Some(Part::Paragraph { text, .. }) => Some(text.as_str()),
            Some(Part::Heading { .. } | Part::Lists(_)) | None => None,
        };
        let next = match parts.get(i + 1) {
            None => Next::Nothing,
            Some(Part::Lists(_)) => Next::List,
            Some(Part::Heading { .. }) => Next::Heading,
            Some(Part::Paragraph { text, .. }) => Next::Paragraph(text),
        };
        // Where gaps part the paragraphs, the last of several short lines without one is one of them, and heads nothing.
        let among = spaced && *below && before.is_some_and(|b| !b.trim_end().ends_with(['.', '?', '!']));
        if headings::is_heading(Candidate { text, before, next, marked_elsewhere, among }) {
            parts[i] = Part::Heading { line: *line, level: 2, text: text.clone() };
        }
    }
    parts
}

impl Builder {
    fn sections(&mut self, parts: Vec<Part>) -> Vec<Section> {
        let mut drafts: Vec<(Option<u32>, u8, String, Vec<Block>)> = Vec::new();
        for part in parts {
            if let Part::Heading { line, level, text } = part {
                let words = unlinked(&text, line, &mut self.notes);
                drafts.push((Some(line), level.max(2), words, Vec::new()));
                continue;
            }
            if drafts.is_empty() {
                drafts.push((None, 2, String::new(), Vec::new()));
            }
            let Some((_, _, _, blocks)) = drafts.last_mut() else { continue };
            match part {
                Part::Paragraph { line, text, .. } => blocks.push(self.paragraph(line, &text)),
                Part::Lists(trees) => {
                    for tree in trees {
                        blocks.push(self.list(tree));
                    }
                }
                Part::Heading { .. } => {}
            }
        }
        let sections = drafts.into_iter();
        sections.map(|(line, level, heading, blocks)| self.section(line, level, heading, blocks)).collect()
    }

    fn paragraph(&mut self, line: u32, text: &str) -> Block {
        Block::Paragraph { id: self.id(line), runs: links::runs(text) }
    }

    /// Bounded by [`crate::DEPTH_LIMIT`], which the building of the tree keeps to.
    fn list(&mut self, tree: Tree) -> Block {
        let id = tree.items.first().map_or_else(|| None, |first| self.id(first.line));
        let items = tree.items.into_iter().map(|node| self.item(node)).collect();
        Block::List { id, ordered: tree.ordered, items }
    }

    fn item(&mut self, node: Node) -> Item {
        if node.paragraphs.iter().all(|(_, t)| t.is_empty()) {
            self.notes.push(Note { line: node.line, message: "A list item without words.".into() });
        }
        let mut blocks: Vec<Block> = node.paragraphs.iter().map(|(line, t)| self.paragraph(*line, t)).collect();
        for tree in node.lists {
            blocks.push(self.list(tree));
        }
        Item { id: None, blocks }
    }
}
