//! Content becomes our Markdown.

use super::attributes;
use super::escape::{self, Care};
use super::inline;
use super::read;
use super::{JSON_FENCE, LANGUAGE};
use crate::DEPTH_LIMIT;
use fairnotice_notice::{Block, Content, Item};

/// The content as Markdown that [`super::read`] takes back whole: title, language, sections and fields with their
/// ids, roles and kinds, every word and its make. The ids of blocks and items are not written.
///
/// Content that is nested deeper than [`DEPTH_LIMIT`] is written too, but is refused on reading.
pub fn write(content: &Content) -> String {
    let mut out = String::from("---\nlanguage: ");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let language = if content.language.is_empty() { LANGUAGE } else { &content.language };
    if language.chars().all(plain) {
        out.push_str(language);
    } else {
        out.push_str(&json_string(language));
    }
    out.push_str("\n---\n");
    out.push_str(&heading(1, &content.title, ""));
    out.push('\n');
    for section in &content.sections {
        let attributes = attributes::behind_heading(&section.id, section.fields.first());
        out.push('\n');
        out.push_str(&heading(section.level.clamp(2, 6), &section.heading, &attributes));
        out.push('\n');
        for (i, field) in section.fields.iter().enumerate() {
            if i > 0 {
                out.push_str(&format!("\n{}\n", attributes::comment(field)));
            }
            let text = blocks(&field.blocks, 0);
            if !text.is_empty() {
                out.push('\n');
                out.push_str(&text);
                out.push('\n');
            }
        }
    }
    out
}

/// A heading's line; words that Markdown can't hold stand in a comment below it.
fn heading(level: u8, words: &str, attributes: &str) -> String {
    let signs = "#".repeat(usize::from(level));
    for care in [Care::Light, Care::Full] {
        let text = escape::words(words, care, false);
        let space = if text.is_empty() { "" } else { " " };
        let line = format!("{signs}{space}{text}{attributes}");
        if read::heading_words(&line).is_some_and(|w| w == words) {
            return line;
        }
    }
    format!("{signs}{attributes}\n\n<!-- heading {} -->", json_string(words))
}

/// A string as JSON without the signs that could end a comment.
fn json_string(text: &str) -> String {
    let json = serde_json::Value::String(text.to_owned()).to_string();
    json.replace('-', "\\u002d").replace('>', "\\u003e")
}

/// Blocks with blank lines between them; a comment parts two lists that would flow together.
fn blocks(blocks: &[Block], depth: usize) -> String {
    let mut out = String::new();
    let mut before: Option<bool> = None;
    for block in blocks {
        let list = match block {
            Block::List { ordered, .. } => Some(*ordered),
            Block::Paragraph { .. } | Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => None,
        };
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        if list.is_some() && list == before {
            out.push_str("<!-- -->\n\n");
        }
        out.push_str(&proven(block, depth));
        before = list;
    }
    out
}

/// A block as Markdown that was read back and found the same, else as JSON.
fn proven(block: &Block, depth: usize) -> String {
    for care in [Care::Light, Care::Full] {
        if let Some(text) = attempt(block, depth, care)
            && (depth > 0 && !is_leaf(block) || reads_as(&text, block))
        {
            return text;
        }
        if !is_leaf(block) && !matches!(block, Block::Table { .. }) {
            // Paragraphs inside choose their own care.
            break;
        }
    }
    let json = serde_json::to_string(&without_ids(block)).unwrap_or_default();
    format!("```{JSON_FENCE}\n{json}\n```")
}

fn is_leaf(block: &Block) -> bool {
    match block {
        Block::Paragraph { .. } | Block::Image { .. } | Block::Table { .. } => true,
        Block::List { .. } | Block::Callout { .. } => false,
    }
}

fn without_ids(block: &Block) -> Block {
    let mut bare = block.clone();
    bare.walk_mut(&mut |b| {
        *b.id_mut() = None;
        if let Block::List { items, .. } = b {
            items.iter_mut().for_each(|i| i.id = None);
        }
    });
    bare
}

fn reads_as(text: &str, block: &Block) -> bool {
    read::blocks(text).is_ok_and(|found| found.as_slice() == [without_ids(block)])
}

fn attempt(block: &Block, depth: usize, care: Care) -> Option<String> {
    if depth >= DEPTH_LIMIT && !matches!(block, Block::Paragraph { .. } | Block::Image { .. }) {
        return None;
    }
    match block {
        Block::Paragraph { runs, .. } => {
            inline::written(runs, care, false).filter(|t| !t.is_empty()).map(|t| escape::line_start(t, care))
        }
        Block::Image { alt, asset, .. } => {
            let named = asset.bytes().all(|b| b.is_ascii_alphanumeric());
            named.then(|| format!("![{}](asset:{asset})", escape::words(alt, care, false)))
        }
        Block::List { ordered, items, .. } if !items.is_empty() => {
            let loose = items.iter().any(is_loose);
            let lines: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(i, item)| {
                    let sign = if *ordered { format!("{}. ", i + 1) } else { "- ".to_owned() };
                    let inside = item_text(item, depth + 1);
                    format!("{sign}{}", indented(&inside, sign.len())).trim_end_matches(' ').to_owned()
                })
                .collect();
            Some(lines.join(if loose { "\n\n" } else { "\n" }))
        }
        Block::Callout { blocks: inner, .. } if !inner.is_empty() => {
            let text = blocks(inner, depth + 1);
            Some(text.lines().map(|l| format!("> {l}").trim_end().to_owned()).collect::<Vec<_>>().join("\n"))
        }
        Block::Table { header, rows, .. } => table(header, rows, care),
        Block::List { .. } | Block::Callout { .. } => None,
    }
}

/// Whether an item holds more than a paragraph and lists of another make under it, so that blank lines must part them.
fn is_loose(item: &Item) -> bool {
    match item.blocks.as_slice() {
        [] | [_] | [Block::Paragraph { .. }, Block::List { .. }] => false,
        [..] => true,
    }
}

fn item_text(item: &Item, depth: usize) -> String {
    match item.blocks.as_slice() {
        [first @ Block::Paragraph { .. }, second @ Block::List { .. }] => {
            format!("{}\n{}", proven(first, depth), proven(second, depth))
        }
        all => blocks(all, depth),
    }
}

fn indented(text: &str, width: usize) -> String {
    let space = " ".repeat(width);
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&space);
            out.push_str(line);
        }
    }
    out
}

/// A table when every cell is empty or one paragraph.
fn table(header: &[Vec<Block>], rows: &[Vec<Vec<Block>>], care: Care) -> Option<String> {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max()?;
    let cell = |blocks: &Vec<Block>| match blocks.as_slice() {
        [] => Some(String::new()),
        [Block::Paragraph { runs, .. }] if !runs.is_empty() => inline::written(runs, care, true),
        // Written so that an empty paragraph, as editors leave it, differs from no paragraph.
        [Block::Paragraph { .. }] => Some("<!-- empty -->".to_owned()),
        [..] => None,
    };
    let line = |cells: &[Vec<Block>]| {
        let words: Option<Vec<String>> = cells.iter().map(cell).collect();
        words.map(|w| format!("| {} |", w.join(" | ")))
    };
    let mut out = if header.is_empty() { format!("|{}", "   |".repeat(columns)) } else { line(header)? };
    out.push_str(&format!("\n|{}", "---|".repeat(columns)));
    for row in rows {
        out.push('\n');
        out.push_str(&line(row)?);
    }
    Some(out)
}
