//! The parts of a file become sections of fields.

use crate::builder::Builder;
use crate::headings::{self, Candidate, Next};
use crate::parts::{Part, Parts};
use crate::{DEPTH_LIMIT, Imported, IntakeError, Note};
use fairnotice_notice::content::text_of;
use fairnotice_notice::{Block, Content, Item, Run, Section};

/// The content that the parts make. `encoding` is what the file is, as shown to officers.
pub(crate) fn imported(read: Parts, encoding: &'static str) -> Result<Imported, IntakeError> {
    let Parts { parts, notes, comments, language, name } = read;
    if parts.is_empty() {
        return Err(IntakeError::Empty);
    }
    let mut parts: Vec<Part> = parts.into_iter().map(typed_item).collect();
    numbered_headings(&mut parts);
    bold_headings(&mut parts);
    let mut writer = Writer(Builder::new(notes));
    let (mut title, line) = take_title(&mut parts);
    if title.is_empty() {
        title = name.unwrap_or_default();
    }
    if title.is_empty() {
        writer.0.notes.push(Note { line: 1, message: "No title was found: the text begins with body text.".into() });
    }
    writer.0.lines.extend(line.map(|line| ("title".to_owned(), line)));
    plain_headings(&mut parts);
    levels(&mut parts);
    // A file's default language is often the program's: only what is not English tells.
    let language = language.filter(|l| !l.to_lowercase().starts_with("en")).unwrap_or_else(|| "en-GB".into());
    let mut content = Content::new(title, language);
    content.sections = writer.sections(parts);
    content.normalise();
    content.assign_ids();
    writer.0.notes.sort_by_key(|n| n.line);
    Ok(Imported { content, lines: writer.0.lines, encoding, notes: writer.0.notes, comments })
}

/// A paragraph that begins with a typed sign is an item.
fn typed_item(part: Part) -> Part {
    let Part::Paragraph { line, runs, bold } = part else { return part };
    let text = text_of(&runs);
    let Some((sign, ordered, level)) = typed_sign(&text) else { return Part::Paragraph { line, runs, bold } };
    Part::Item { line, level, ordered, bold: false, runs: without_front(runs, sign), below: Vec::new() }
}

/// How many bytes a typed sign and the space after it take, whether it counts, and how deep it stands.
pub(crate) fn typed_sign(text: &str) -> Option<(usize, bool, usize)> {
    let front = text.len() - text.trim_start().len();
    let tabs = text[..front].matches('\t').count();
    let rest = &text[front..];
    let first = rest.chars().next()?;
    let after = &rest[first.len_utf8()..];
    let gap = after.len() - after.trim_start().len();
    let parted_by_tab = after[..gap].contains('\t');
    let bullet = matches!(first, '•' | '·' | '▪' | '‣' | '◦' | '●' | '○' | '■' | '\u{f0b7}' | '\u{f0a7}' | '\u{2043}')
        || (matches!(first, '-' | '–' | '*' | '—') && gap > 0)
        || (first == 'o' && parted_by_tab);
    if bullet && !after.trim().is_empty() {
        let level = tabs + usize::from(matches!(first, 'o' | '◦' | '○'));
        return Some((front + first.len_utf8() + gap, false, level));
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let close = rest[digits..].chars().next().filter(|c| matches!(c, '.' | ')'));
    let after = &rest[digits + close.map_or(0, char::len_utf8)..];
    let gap = after.len() - after.trim_start().len();
    let counts =
        (1..=2).contains(&digits) && close.is_some() && after[..gap].contains('\t') && !after.trim().is_empty();
    counts.then(|| (rest.len() - after.len() + front + gap, true, tabs))
}

/// Runs without so many bytes at their front.
pub(crate) fn without_front(runs: Vec<Run>, mut bytes: usize) -> Vec<Run> {
    let mut left = Vec::with_capacity(runs.len());
    for mut run in runs {
        let cut = bytes.min(run.text.len());
        bytes -= cut;
        run.text.drain(..cut);
        if !run.text.is_empty() {
            left.push(run);
        }
    }
    left
}

/// Numbered paragraphs that are all bold and lead to what is not: the headings of a text whose clauses are numbered.
fn numbered_headings(parts: &mut [Part]) {
    let heads = |at: usize| {
        let Part::Item { level, bold: true, runs, below, ordered: true, .. } = &parts[at] else { return false };
        let follows = match parts.get(at + 1) {
            Some(Part::Item { level: next, bold, .. }) => next > level || !bold,
            Some(Part::Paragraph { bold, .. }) => !bold,
            Some(Part::Table { .. } | Part::Callout { .. }) => true,
            Some(Part::Heading { .. } | Part::Title { .. }) | None => false,
        };
        let text = text_of(runs);
        let reads = headings::looks_like_heading(text.trim()) || text.trim_end().ends_with('?');
        follows && below.is_empty() && reads
    };
    let found: Vec<usize> = (0..parts.len()).filter(|at| heads(*at)).collect();
    // One alone is an item that somebody stressed.
    if found.len() < 2 {
        return;
    }
    for at in found {
        if let Part::Item { line, level, runs, .. } = &mut parts[at] {
            let level = u8::try_from(*level).unwrap_or(4).min(4) + 2;
            parts[at] = Part::Heading { line: *line, level, runs: std::mem::take(runs) };
        }
    }
}

/// A short paragraph that is all bold and leads to something heads it.
fn bold_headings(parts: &mut [Part]) {
    let above =
        parts.iter().filter_map(|p| if let Part::Heading { level, .. } = p { Some(*level) } else { None }).max();
    for at in 0..parts.len() {
        let next = parts.get(at + 1);
        let next_is_body = matches!(
            next,
            Some(Part::Paragraph { .. } | Part::Item { .. } | Part::Table { .. } | Part::Callout { .. })
        );
        let Part::Paragraph { line, runs, bold: true } = &mut parts[at] else { continue };
        let text = text_of(runs);
        let linked = runs.iter().all(|r| r.link.is_some() || r.text.trim().is_empty());
        if next_is_body && !linked && (headings::looks_like_heading(text.trim()) || text.trim_end().ends_with('?')) {
            let level = above.map_or(2, |level| (level + 1).min(6));
            parts[at] = Part::Heading { line: *line, level, runs: std::mem::take(runs) };
        }
    }
}

/// Takes the title away from the front: what is styled as one, else the only first heading, else what looks like one.
fn take_title(parts: &mut Vec<Part>) -> (String, Option<u32>) {
    if let Some(at) = parts.iter().take(6).position(|p| matches!(p, Part::Title { .. })) {
        let end = at + parts[at..].iter().take_while(|p| matches!(p, Part::Title { .. })).count();
        let taken: Vec<Part> = parts.drain(at..end).collect();
        let line = taken.first().and_then(|p| if let Part::Title { line, .. } = p { Some(*line) } else { None });
        return (taken.iter().map(Part::text).collect::<Vec<_>>().join(" "), line);
    }
    if let Some(Part::Heading { line, level, .. }) = parts.first() {
        let (line, level) = (*line, *level);
        let others =
            parts[1..].iter().filter_map(|p| if let Part::Heading { level, .. } = p { Some(*level) } else { None });
        if level == 1 || others.clone().all(|other| other > level) {
            return (parts.remove(0).text(), Some(line));
        }
    }
    let front: Vec<(u32, String)> = parts
        .iter()
        .map_while(|p| match p {
            Part::Paragraph { line, .. } => Some((*line, p.text())),
            // A first bold line was taken for a heading.
            Part::Heading { line, .. } => Some((*line, p.text())),
            Part::Title { .. } | Part::Item { .. } | Part::Table { .. } | Part::Callout { .. } => None,
        })
        .take(6)
        .collect();
    let texts: Vec<&str> = front.iter().map(|(_, t)| t.as_str()).collect();
    let count = headings::title_lines(&texts);
    let line = front.first().map(|(line, _)| *line).filter(|_| count > 0);
    let title = texts[..count].join(" ");
    parts.drain(..count);
    (title, line)
}

/// Paragraphs that are headings by their words, as in plain text.
fn plain_headings(parts: &mut [Part]) {
    let marked_elsewhere = parts.iter().any(|p| matches!(p, Part::Heading { .. }));
    for at in (0..parts.len()).rev() {
        let text = parts[at].text();
        let before = at.checked_sub(1).map(|b| parts[b].text()).filter(|t| !t.is_empty());
        let following = parts.get(at + 1).map(Part::text).unwrap_or_default();
        let next = match parts.get(at + 1) {
            None => Next::Nothing,
            Some(Part::Item { .. } | Part::Table { .. } | Part::Callout { .. }) => Next::List,
            Some(Part::Heading { .. } | Part::Title { .. }) => Next::Heading,
            Some(Part::Paragraph { .. }) => Next::Paragraph(&following),
        };
        let Part::Paragraph { line, runs, .. } = &mut parts[at] else { continue };
        let candidate = Candidate { text: &text, before: before.as_deref(), next, marked_elsewhere, among: false };
        // A heading has no links: a line that is one leads somewhere.
        let linked = runs.iter().any(|r| r.link.is_some());
        if !linked && headings::is_heading(candidate) {
            parts[at] = Part::Heading { line: *line, level: 2, runs: std::mem::take(runs) };
        }
    }
}

/// Below a title headings begin at level 2.
fn levels(parts: &mut [Part]) {
    let least =
        parts.iter().filter_map(|p| if let Part::Heading { level, .. } = p { Some(*level) } else { None }).min();
    let Some(least) = least else { return };
    for part in parts {
        if let Part::Heading { level, .. } = part {
            *level = (*level + 2).saturating_sub(least).clamp(2, 6);
        }
    }
}

/// Writes the parts as blocks.
struct Writer(Builder);

impl Writer {
    fn sections(&mut self, parts: Vec<Part>) -> Vec<Section> {
        let mut drafts: Vec<(Option<u32>, u8, String, Vec<Part>)> = Vec::new();
        for part in parts {
            if let Part::Heading { line, level, runs } = part {
                if runs.iter().any(|r| r.link.is_some()) {
                    let message = "A heading was a link; its words were taken, its target was not.";
                    self.0.notes.push(Note { line, message: message.into() });
                }
                drafts.push((Some(line), level, text_of(&runs).trim().to_owned(), Vec::new()));
                continue;
            }
            if drafts.is_empty() {
                drafts.push((None, 2, String::new(), Vec::new()));
            }
            if let Some((_, _, _, below)) = drafts.last_mut() {
                below.push(part);
            }
        }
        let mut sections = Vec::with_capacity(drafts.len());
        for (line, level, heading, parts) in drafts {
            let blocks = self.blocks(parts, 0);
            sections.push(self.0.section(line, level, heading, blocks));
        }
        sections
    }

    fn blocks(&mut self, parts: Vec<Part>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut parts = parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Item { .. } => {
                    let mut items = vec![part];
                    while let Some(item) = parts.next_if(|p| matches!(p, Part::Item { .. })) {
                        items.push(item);
                    }
                    blocks.extend(self.lists(items, depth));
                }
                Part::Table { line, header, rows } if depth < DEPTH_LIMIT => {
                    blocks.push(self.table(line, header, rows, depth))
                }
                Part::Table { rows, .. } => {
                    blocks.extend(self.blocks(rows.into_iter().flatten().flatten().collect(), depth))
                }
                Part::Callout { line, parts } if depth < DEPTH_LIMIT => {
                    let id = self.0.id(line);
                    let inner = self.blocks(parts, depth + 1);
                    blocks.push(Block::Callout { id, blocks: inner });
                }
                Part::Callout { parts, .. } => blocks.extend(self.blocks(parts, depth)),
                // In a cell there are no headings.
                Part::Title { line, runs } | Part::Heading { line, runs, .. } | Part::Paragraph { line, runs, .. } => {
                    blocks.push(Block::Paragraph { id: self.0.id(line), runs: trimmed(runs) });
                }
            }
        }
        blocks
    }

    fn table(&mut self, line: u32, header: bool, rows: Vec<Vec<Vec<Part>>>, depth: usize) -> Block {
        let id = self.0.id(line);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut rows: Vec<Vec<Vec<Block>>> = rows
            .into_iter()
            .map(|cells| {
                let mut cells: Vec<Vec<Block>> = cells.into_iter().map(|cell| self.blocks(cell, depth + 1)).collect();
                cells.resize(columns, Vec::new());
                cells
            })
            .collect();
        let header = if header && !rows.is_empty() { plain_cells(rows.remove(0)) } else { Vec::new() };
        Block::Table { id, header, rows }
    }

    /// What stands deeper than a text may be: paragraph after paragraph.
    fn flat(&mut self, parts: Vec<Part>, blocks: &mut Vec<Block>) {
        let mut open = parts;
        open.reverse();
        while let Some(part) = open.pop() {
            match part {
                Part::Title { line, runs } | Part::Heading { line, runs, .. } | Part::Paragraph { line, runs, .. } => {
                    blocks.push(Block::Paragraph { id: self.0.id(line), runs: trimmed(runs) });
                }
                Part::Item { line, runs, below, .. } => {
                    blocks.push(Block::Paragraph { id: self.0.id(line), runs: trimmed(runs) });
                    open.extend(below.into_iter().rev());
                }
                Part::Table { rows, .. } => open.extend(rows.into_iter().flatten().flatten().rev()),
                Part::Callout { parts, .. } => open.extend(parts.into_iter().rev()),
            }
        }
    }

    /// Items as lists: deeper ones stand in the item before them, another sign begins another list.
    fn lists(&mut self, items: Vec<Part>, depth: usize) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut items = items.into_iter().peekable();
        while let Some(part) = items.next() {
            let Part::Item { line, level, ordered, runs, below: inner, .. } = part else { continue };
            let list_id = match blocks.last() {
                Some(Block::List { ordered: before, .. }) if *before == ordered => None,
                _ => self.0.id(line),
            };
            let mut item = Item::default();
            if !text_of(&runs).trim().is_empty() || inner.is_empty() {
                item.blocks.push(Block::Paragraph { id: self.0.id(line), runs: trimmed(runs) });
            }
            let mut below = inner;
            while let Some(deeper) = items.next_if(|p| matches!(p, Part::Item { level: l, .. } if *l > level)) {
                below.push(deeper);
            }
            if depth + 1 < DEPTH_LIMIT {
                item.blocks.extend(self.blocks(below, depth + 1));
            } else {
                self.flat(below, &mut item.blocks);
            }
            match blocks.last_mut() {
                Some(Block::List { ordered: before, items, .. }) if *before == ordered => items.push(item),
                _ => blocks.push(Block::List { id: list_id, ordered, items: vec![item] }),
            }
        }
        blocks
    }
}

/// A header's words need no stress: they are a header's.
fn plain_cells(cells: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
    let mut cells = cells;
    for block in cells.iter_mut().flatten() {
        block.walk_mut(&mut |b| {
            if let Block::Paragraph { runs, .. } = b {
                runs.iter_mut().for_each(|r| r.emphasis = None);
            }
        });
    }
    cells
}

/// Moves the space after what is stressed out of the stress, where plain words follow.
fn plain_spaces(runs: &mut [Run]) {
    for n in 1..runs.len() {
        let (before, after) = runs.split_at_mut(n);
        let (Some(last), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        let plain = next.emphasis.is_none() && next.link.is_none() && next.var.is_none();
        let end = last.text.trim_end_matches(' ').len();
        if plain && last.emphasis.is_some() && last.link.is_none() && end > 0 && end < last.text.len() {
            next.text.insert_str(0, &last.text[end..]);
            last.text.truncate(end);
        }
    }
}

/// Without the white space at both ends of a paragraph, which shows nothing.
fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    plain_spaces(&mut runs);
    while let Some(first) = runs.first_mut() {
        let cut = first.text.len() - first.text.trim_start().len();
        first.text.drain(..cut);
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
}
