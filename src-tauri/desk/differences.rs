//! Saying in a few words what differs between an approved text and what is found.

use crate::likeness::{find, words};
use fairnotice_notice::leaves::{Leaf, LeafKind};
use fairnotice_notice::{Block, Content, Field, FieldKind, Rendering, Role, Section};
use fairnotice_publish::{Edition, Pictures, VisibleText, furniture, render, squeeze};
use fairnotice_redline::{Change, Kind, Op, compare};

/// How many words of a change are quoted.
const QUOTED: usize = 120;

/// A text of one section with those blocks.
fn flat(blocks: Vec<Block>) -> Content {
    let mut content = Content::new("", "en-GB");
    let field = Field { id: String::new(), role: Role::Other, kind: FieldKind::Prose, blocks };
    content.sections.push(Section { id: String::new(), heading: String::new(), level: 2, fields: vec![field] });
    content
}

/// Lines as a text of paragraphs, so that the redline can say what differs.
pub(crate) fn as_content(lines: &[String]) -> Content {
    flat(lines.iter().map(Block::paragraph).collect())
}

/// A rendering as a text that can be compared.
pub(crate) fn text_of(rendering: &Rendering) -> Content {
    let mut content = Content::new(rendering.title.clone(), rendering.language.clone());
    for section in &rendering.sections {
        let mut one = flat(section.blocks.clone()).sections;
        if let Some(made) = one.first_mut() {
            (made.heading, made.level) = (section.heading.clone(), section.level);
        }
        content.sections.append(&mut one);
    }
    content
}

/// For each line of a text, the heading it stands under; empty for title, headings and what stands before the first.
fn headings_of(content: &Content) -> Vec<String> {
    let leaves = content.leaves();
    let heading = |leaf: &Leaf<'_>| match leaf.kind {
        LeafKind::Title | LeafKind::Heading { .. } => None,
        LeafKind::Paragraph { .. } | LeafKind::Item { .. } | LeafKind::Row { .. } | LeafKind::Image => leaf.section,
    };
    let of = |leaf| heading(leaf).and_then(|s| content.sections.get(s)).map(|s| s.heading.trim().to_owned());
    leaves.iter().map(|leaf| of(leaf).unwrap_or_default()).collect()
}

/// What one block changed, and how much it matters to somebody who looks for it: 0 for other words, 1 for words put in,
/// 2 for words that are missing, 3 for words in another place.
fn told(block: &Change, under: &str) -> Option<(u8, String)> {
    let words = |op: Op| {
        let text: String = block.runs.iter().filter(|r| r.op == op).map(|r| r.text.as_str()).collect();
        let text = squeeze(&text);
        if text.chars().count() > QUOTED {
            format!("{}…", text.chars().take(QUOTED).collect::<String>())
        } else {
            text
        }
    };
    let under = if under.is_empty() { String::new() } else { format!(" (under “{under}”)") };
    let (gone, came) = (words(Op::Delete), words(Op::Insert));
    Some(match (gone.is_empty(), came.is_empty()) {
        (false, false) => (0, format!("\"{gone}\" has become \"{came}\"{under}")),
        (true, false) => (1, format!("\"{came}\" was added{under}")),
        (false, true) => (2, format!("\"{gone}\" is missing{under}")),
        (true, true) if matches!(block.change, Kind::Moved | Kind::MovedChanged) => {
            (3, format!("\"{}\" stands in another place{under}", words(Op::Keep)))
        }
        (true, true) => return None,
    })
}

/// The first changes between two texts, each in a few words and with the heading it stands under in the old one.
pub(crate) fn told_changes(old: &Content, new: &Content, most: usize) -> Vec<String> {
    let redline = compare(old, new);
    let headings = headings_of(old);
    let mut all = Vec::new();
    let mut at = 0;
    for block in redline.blocks.iter() {
        at = block.old.unwrap_or(at);
        if block.change == Kind::Same {
            continue;
        }
        let under = headings.get(at).map(String::as_str).unwrap_or_default();
        all.extend(told(block, under).map(|(_, said)| said));
        if all.len() == most {
            break;
        }
    }
    all
}

/// What differs between an approved text and the lines of a page that others made: other words first, then words put in,
/// missing and moved ones. What stands before the first line of the text and after the last is the page's own, and is told
/// in one line at the end.
pub(crate) fn told_of_page(approved: &Content, page: &[String], most: usize) -> Vec<String> {
    let headings = headings_of(approved);
    let mut lines = Vec::new();
    let mut under = Vec::new();
    for (i, leaf) in approved.leaves().iter().enumerate() {
        let line = squeeze(&leaf.text());
        if !line.is_empty() {
            lines.push(line);
            under.push(headings.get(i).cloned().unwrap_or_default());
        }
    }
    let redline = compare(&as_content(&lines), &as_content(page));
    // Title and heading of the flat texts come first, and are empty.
    let line_of = |block: &Change| block.old.and_then(|o| o.checked_sub(2));
    let kept = |b: &Change| b.old.is_some() && b.runs.iter().any(|r| r.op == Op::Keep && !r.text.trim().is_empty());
    let first = redline.blocks.iter().position(kept).unwrap_or(0);
    let last = redline.blocks.iter().rposition(kept).unwrap_or(0);
    let (mut all, mut around) = (Vec::new(), Vec::new());
    let mut at = 0;
    for (i, block) in redline.blocks.iter().enumerate() {
        at = line_of(block).unwrap_or(at);
        if block.change == Kind::Same {
            continue;
        }
        if block.old.is_none() && !(first..=last).contains(&i) {
            around.extend(block.runs.iter().map(|r| squeeze(&r.text)).filter(|t| !t.is_empty()));
            continue;
        }
        all.extend(told(block, under.get(at).map(String::as_str).unwrap_or_default()));
    }
    all.sort_by_key(|(rank, _)| *rank);
    let more = all.len().saturating_sub(most);
    let mut said: Vec<String> = all.into_iter().take(most).map(|(_, said)| said).collect();
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    if !around.is_empty() {
        let text = around.join(" · ");
        let cut: String = text.chars().take(200).collect();
        said.push(format!("around them stands: {cut}{}", if cut.len() < text.len() { " …" } else { "" }));
    }
    said
}

/// The links of the text alone, as the furniture has them.
fn links_of_text(rendering: &Rendering) -> Vec<String> {
    let bare = Rendering { organisation: fairnotice_notice::organisation::Snapshot::default(), ..rendering.clone() };
    let lines = furniture(&render(&bare, &Edition::default(), &Pictures::new()));
    lines.into_iter().filter(|l| l.starts_with("Link: ")).collect()
}

/// Links of a page that lead elsewhere than those of the approved text, or that are links no longer.
pub(crate) fn other_links(rendering: &Rendering, seen: &VisibleText) -> Vec<String> {
    let parted = |line: &str| -> Option<(String, String)> {
        let (words, href) = line.strip_prefix("Link: ")?.rsplit_once(" <")?;
        Some((words.to_owned(), href.trim_end_matches('>').to_owned()))
    };
    let found: Vec<(String, String)> = if seen.ours {
        seen.furniture.iter().filter_map(|l| parted(l)).collect()
    } else {
        seen.links.iter().filter_map(|l| parted(l)).collect()
    };
    let same = |a: &str, b: &str| a.trim_end_matches('/').eq_ignore_ascii_case(b.trim_end_matches('/'));
    let mut told = Vec::new();
    for (words, href) in links_of_text(rendering).iter().filter_map(|l| parted(l)) {
        let named: Vec<&String> = found.iter().filter(|(w, _)| *w == words).map(|(_, h)| h).collect();
        if named.iter().any(|h| same(h, &href)) {
            continue;
        }
        let said = match named.first() {
            Some(other) => format!("the link \"{words}\" leads to {other}, not to {href}"),
            None => format!("\"{words}\" is not the link to {href} that was approved"),
        };
        if !told.contains(&said) {
            told.push(said);
        }
    }
    told
}

/// What our own details under a pasted text say otherwise than any edition of it: only where our details are there.
pub(crate) fn other_details(around: &[String], editions: &[Vec<String>]) -> Vec<String> {
    let entry = |line: &String| -> Option<(String, Vec<String>, Vec<String>)> {
        let (label, value) = line.split_once(": ")?;
        let plain = !line.starts_with("Link: ") && !line.starts_with("Picture: ");
        plain.then(|| (label.to_owned(), words([label]), words([value])))
    };
    let mut best: Option<Vec<String>> = None;
    for lines in editions {
        let entries: Vec<_> = lines.iter().filter_map(entry).collect();
        // Three labels in the page: the block is ours.
        if entries.iter().filter(|(_, label, _)| find(around, label).next().is_some()).count() < 3 {
            continue;
        }
        let wrong: Vec<String> = entries
            .iter()
            .filter(|(_, label, value)| {
                let mut places = find(around, label).peekable();
                places.peek().is_some() && !places.any(|at| around[at + label.len()..].starts_with(value))
            })
            .map(|(label, _, value)| format!("after \"{label}\" does not stand \"{}\"", value.join(" ")))
            .collect();
        if best.as_ref().is_none_or(|b| wrong.len() < b.len()) {
            best = Some(wrong);
        }
    }
    best.unwrap_or_default()
}
