//! Mends: small safe edits that a finding can offer, done when an officer asks for them.
//!
//! A mend names the line of text and the words as they stood when it was offered, so that it never touches words that
//! have changed since.

use crate::content::{Block, Content, Item, Run};
use crate::leaves::LeafKind;
use serde::{Deserialize, Serialize};

/// What a mend does to one line of the text; lines are numbered as [`Content::leaves`] numbers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Mend {
    /// Puts words in the place of others, their make and links kept.
    ReplaceWords {
        /// The line.
        leaf: usize,
        /// Where the words begin in the line, in bytes.
        at: usize,
        /// The words as they stand.
        words: String,
        /// The words to put in their place; empty takes them out.
        with: String,
    },
    /// Takes an item out of its list.
    RemoveItem {
        /// The item's line.
        leaf: usize,
        /// Its words as they stand.
        words: String,
    },
    /// Takes a whole line out: an item of its list, or a paragraph beside which its section has others.
    RemoveLine {
        /// The line.
        leaf: usize,
        /// Its words as they stand.
        words: String,
    },
    /// Puts lines after one: items after an item, paragraphs after a paragraph or under a heading.
    AddAfter {
        /// The line.
        leaf: usize,
        /// Its words as they stand.
        words: String,
        /// The words of each new line.
        with: Vec<String>,
    },
    /// Makes the list that begins with an item the end of the list before it.
    JoinLists {
        /// The line of the list's first item.
        leaf: usize,
        /// The item's words as they stand.
        words: String,
    },
}

impl Mend {
    /// What a button that does it says.
    pub const fn label(&self) -> &'static str {
        match self {
            Mend::ReplaceWords { with, .. } if with.is_empty() => "Take it out",
            Mend::ReplaceWords { .. } => "Mend it",
            Mend::RemoveItem { .. } => "Take the item out",
            Mend::RemoveLine { .. } => "Take the line out",
            Mend::AddAfter { .. } => "Add it",
            Mend::JoinLists { .. } => "Join the lists",
        }
    }
}

/// Does a mend. `false`, with the text untouched, when its words no longer stand where they stood, or when the line is
/// one that can't be mended so (a row of a table, an item with a list inside it).
pub fn apply(content: &mut Content, mend: &Mend) -> bool {
    let mut mended = content.clone();
    mended.assign_ids();
    let done = match mend {
        Mend::ReplaceWords { leaf, at, words, with } => replace_words(&mut mended, *leaf, *at, words, with),
        Mend::RemoveItem { leaf, words } => remove_item(&mut mended, *leaf, words),
        Mend::RemoveLine { leaf, words } => {
            remove_item(&mut mended, *leaf, words) || remove_paragraph(&mut mended, *leaf, words)
        }
        Mend::AddAfter { leaf, words, with } => add_after(&mut mended, *leaf, words, with),
        Mend::JoinLists { leaf, words } => join_lists(&mut mended, *leaf, words),
    };
    if done {
        mended.normalise();
        *content = mended;
    }
    done
}

/// The id of the block that is a line, when its words are those.
fn block_of(content: &Content, leaf: usize, is: impl Fn(&LeafKind, &str) -> bool) -> Option<String> {
    let leaves = content.leaves();
    let leaf = leaves.get(leaf)?;
    is(&leaf.kind, &leaf.text()).then(|| leaf.id.map(str::to_owned)).flatten()
}

fn replace_words(content: &mut Content, leaf: usize, at: usize, words: &str, with: &str) -> bool {
    let leaves = content.leaves();
    let Some(line) = leaves.get(leaf) else { return false };
    let text = line.text();
    if words.is_empty() || text.get(at..at + words.len()) != Some(words) || !is_free(&line.runs, at, words.len()) {
        return false;
    }
    let replaced = || format!("{}{with}{}", &text[..at], &text[at + words.len()..]);
    match (line.kind, line.section, line.id.map(str::to_owned)) {
        (LeafKind::Title, ..) => {
            let title = replaced();
            content.title = title;
            true
        }
        (LeafKind::Heading { .. }, Some(section), _) => {
            let heading = replaced();
            content.sections[section].heading = heading;
            true
        }
        (LeafKind::Paragraph { .. } | LeafKind::Item { .. }, _, Some(id)) => {
            let mut done = false;
            content.walk_mut(&mut |block| {
                if block.id() == Some(id.as_str())
                    && let Block::Paragraph { runs, .. } = block
                    && !done
                {
                    replace_range(runs, at, words.len(), with);
                    done = true;
                }
            });
            done
        }
        (LeafKind::Heading { .. } | LeafKind::Paragraph { .. } | LeafKind::Item { .. }, ..)
        | (LeafKind::Row { .. } | LeafKind::Image, ..) => false,
    }
}

/// Whether `length` bytes from `at` can be replaced: they are words of the text's own (those of a variable follow their
/// source) and of one make, so that no link or stress begins or ends among them.
pub fn is_free(runs: &[Run], at: usize, length: usize) -> bool {
    let mut start = 0usize;
    let mut touched = runs.iter().filter(|run| {
        let (from, to) = (start, start + run.text.len());
        start = to;
        to > at && from < at + length
    });
    touched.next().is_some_and(|run| run.var.is_none()) && touched.next().is_none()
}

/// Puts `with` in the place of `length` bytes from `at`, which are of one run.
fn replace_range(runs: &mut [Run], at: usize, length: usize, with: &str) {
    let (mut start, mut with) = (0usize, Some(with));
    let end = at + length;
    for run in runs {
        let (from, to) = (start, start + run.text.len());
        start = to;
        if to <= at || from >= end {
            continue;
        }
        let (cut_from, cut_to) = (at.max(from) - from, end.min(to) - from);
        run.text.replace_range(cut_from..cut_to, with.take().unwrap_or(""));
    }
}

fn remove_item(content: &mut Content, leaf: usize, words: &str) -> bool {
    let is_item = |kind: &LeafKind, text: &str| matches!(kind, LeafKind::Item { first: true, .. }) && text == words;
    let Some(id) = block_of(content, leaf, is_item) else { return false };
    let mut done = false;
    content.walk_mut(&mut |block| {
        if let Block::List { items, .. } = block
            && !done
            && items.len() > 1
            && let Some(at) = items.iter().position(|item| is_only(item, &id))
        {
            items.remove(at);
            done = true;
        }
    });
    done
}

/// An item of one paragraph, the one of that id.
fn is_only(item: &Item, id: &str) -> bool {
    matches!(item.blocks.as_slice(), [one] if one.id() == Some(id))
}

fn remove_paragraph(content: &mut Content, leaf: usize, words: &str) -> bool {
    let is_paragraph = |kind: &LeafKind, text: &str| matches!(kind, LeafKind::Paragraph { .. }) && text == words;
    let Some(id) = block_of(content, leaf, is_paragraph) else { return false };
    for field in content.sections.iter_mut().flat_map(|s| &mut s.fields) {
        if let Some(at) = field.blocks.iter().position(|b| b.id() == Some(id.as_str()))
            && field.blocks.len() > 1
        {
            field.blocks.remove(at);
            return true;
        }
    }
    false
}

fn add_after(content: &mut Content, leaf: usize, words: &str, with: &[String]) -> bool {
    let leaves = content.leaves();
    let Some(line) = leaves.get(leaf).filter(|line| line.text() == words) else { return false };
    let (kind, section, id) = (line.kind, line.section, line.id.map(str::to_owned));
    match (kind, section, id) {
        (LeafKind::Item { .. }, _, Some(id)) => {
            let mut done = false;
            content.walk_mut(&mut |block| {
                if let Block::List { items, .. } = block
                    && !done
                    && let Some(at) = items.iter().position(|i| i.blocks.iter().any(|b| b.id() == Some(id.as_str())))
                {
                    let new = with.iter().map(|words| Item { id: None, blocks: vec![Block::paragraph(words)] });
                    items.splice(at + 1..at + 1, new);
                    done = true;
                }
            });
            done
        }
        (LeafKind::Paragraph { callout: false }, _, Some(id)) => {
            for field in content.sections.iter_mut().flat_map(|s| &mut s.fields) {
                if let Some(at) = field.blocks.iter().position(|b| b.id() == Some(id.as_str())) {
                    field.blocks.splice(at + 1..at + 1, with.iter().map(Block::paragraph));
                    return true;
                }
            }
            false
        }
        (LeafKind::Heading { .. }, Some(section), _) => {
            let Some(field) = content.sections.get_mut(section).and_then(|s| s.fields.first_mut()) else {
                return false;
            };
            field.blocks.splice(0..0, with.iter().map(Block::paragraph));
            true
        }
        (LeafKind::Title | LeafKind::Row { .. } | LeafKind::Image, ..)
        | (LeafKind::Item { .. } | LeafKind::Paragraph { .. } | LeafKind::Heading { .. }, ..) => false,
    }
}

fn join_lists(content: &mut Content, leaf: usize, words: &str) -> bool {
    let is_item = |kind: &LeafKind, text: &str| {
        matches!(kind, LeafKind::Item { first: true, depth: 0, index: 0, .. }) && text == words
    };
    let Some(id) = block_of(content, leaf, is_item) else { return false };
    let begins = |block: &Block| match block {
        Block::List { items, .. } => {
            items.first().and_then(|i| i.blocks.first()).is_some_and(|b| b.id() == Some(id.as_str()))
        }
        Block::Paragraph { .. } | Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => false,
    };
    for section in &mut content.sections {
        let Some((f, b)) = section
            .fields
            .iter()
            .enumerate()
            .find_map(|(f, field)| field.blocks.iter().position(&begins).map(|b| (f, b)))
        else {
            continue;
        };
        // The list before it may end the field before.
        let before = match b.checked_sub(1) {
            Some(b) => Some((f, b)),
            None => f.checked_sub(1).and_then(|f| Some((f, section.fields[f].blocks.len().checked_sub(1)?))),
        };
        let Some((f0, b0)) = before else { return false };
        if !matches!(section.fields[f0].blocks[b0], Block::List { .. }) {
            return false;
        }
        let Block::List { items: mut more, .. } = section.fields[f].blocks.remove(b) else { return false };
        if let Block::List { items, .. } = &mut section.fields[f0].blocks[b0] {
            items.append(&mut more);
        }
        section.fields.retain(|field| !field.blocks.is_empty());
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Field, FieldKind, Link, Section};
    use crate::roles::Role;

    fn content(blocks: Vec<Block>) -> Content {
        let mut content = Content::new("A  title", "en-GB");
        let field = Field { id: "f1".into(), role: Role::Recipients, kind: FieldKind::Prose, blocks };
        content.sections.push(Section { id: "s1".into(), heading: "Who".into(), level: 2, fields: vec![field] });
        content.assign_ids();
        content
    }

    fn lines(content: &Content) -> Vec<String> {
        content.leaves().iter().map(|l| l.text()).collect()
    }

    #[test]
    fn words_are_replaced_and_links_stay() {
        let linked = Run { link: Some(Link { href: Some("https://a.example".into()) }), ..Run::plain("our our page") };
        let paragraph = Block::Paragraph { id: None, runs: vec![Run::plain("See "), linked, Run::plain(" now..")] };
        let mut text = content(vec![paragraph]);
        let twice = Mend::ReplaceWords { leaf: 2, at: 4, words: "our our".into(), with: "our".into() };
        assert!(apply(&mut text, &twice));
        assert_eq!(lines(&text)[2], "See our page now..");
        assert!(!apply(&mut text, &twice), "the words are gone");
        let stop = Mend::ReplaceWords { leaf: 2, at: 16, words: "..".into(), with: ".".into() };
        assert!(apply(&mut text, &stop));
        let across = Mend::ReplaceWords { leaf: 2, at: 2, words: "e our".into(), with: "a".into() };
        assert!(!apply(&mut text, &across), "a link begins among these words");
        assert_eq!(lines(&text)[2], "See our page now.");
        let link = text.leaves()[2].runs.iter().find(|r| r.link.is_some()).map(|r| r.text.clone());
        assert_eq!(link.as_deref(), Some("our page"));
        let title = Mend::ReplaceWords { leaf: 0, at: 1, words: "  ".into(), with: " ".into() };
        assert!(apply(&mut text, &title));
        assert_eq!(text.title, "A title");
    }

    #[test]
    fn words_that_follow_a_source_are_left_alone() {
        let name = Run { var: Some("organisation.name".into()), ..Run::plain("Averley Averley Council") };
        let mut text = content(vec![Block::Paragraph { id: None, runs: vec![Run::plain("We, the the "), name] }]);
        let inside = Mend::ReplaceWords { leaf: 2, at: 20, words: "Averley".into(), with: String::new() };
        assert_eq!(lines(&text)[2].get(20..27), Some("Averley"));
        assert!(!apply(&mut text, &inside));
        assert!(apply(&mut text, &Mend::ReplaceWords { leaf: 2, at: 7, words: " the".into(), with: String::new() }));
        assert_eq!(lines(&text)[2], "We, the Averley Averley Council");
    }

    #[test]
    fn an_item_is_taken_out_and_never_with_what_hangs_on_it() {
        let nested = Item { id: None, blocks: vec![Block::paragraph("b"), Block::bullets(["x"])] };
        let Block::List { mut items, .. } = Block::bullets(["a", "a"]) else { panic!() };
        items.push(nested);
        let mut text = content(vec![Block::List { id: None, ordered: false, items }]);
        assert!(!apply(&mut text, &Mend::RemoveItem { leaf: 4, words: "b".into() }), "a list hangs on it");
        assert!(!apply(&mut text, &Mend::RemoveItem { leaf: 3, words: "c".into() }), "other words");
        assert!(apply(&mut text, &Mend::RemoveItem { leaf: 3, words: "a".into() }));
        assert_eq!(lines(&text)[2..], ["a", "b", "x"]);
    }

    #[test]
    fn lines_are_added_and_taken_out() {
        let mut text = content(vec![Block::paragraph("p"), Block::bullets(["a", "b"])]);
        let after =
            |leaf, words: &str| Mend::AddAfter { leaf, words: words.into(), with: vec!["x".into(), "y".into()] };
        assert!(apply(&mut text, &after(3, "a")));
        assert_eq!(lines(&text)[2..], ["p", "a", "x", "y", "b"]);
        assert!(apply(&mut text, &after(2, "p")));
        assert_eq!(lines(&text)[2..5], ["p", "x", "y"]);
        assert!(apply(&mut text, &after(1, "Who")));
        assert_eq!(lines(&text)[1..4], ["Who", "x", "y"]);
        assert!(!apply(&mut text, &after(0, "A  title")), "nothing stands between a title and its first heading");
        assert!(!apply(&mut text, &after(4, "q")), "other words");
        assert!(apply(&mut text, &Mend::RemoveLine { leaf: 2, words: "x".into() }));
        assert_eq!(lines(&text)[1..4], ["Who", "y", "p"]);
        let mut only = content(vec![Block::paragraph("p")]);
        assert!(!apply(&mut only, &Mend::RemoveLine { leaf: 2, words: "p".into() }), "a section keeps something");
    }

    #[test]
    fn lists_are_joined() {
        let mut text = content(vec![Block::bullets(["a"]), Block::bullets(["b", "c"]), Block::paragraph("p")]);
        assert!(apply(&mut text, &Mend::JoinLists { leaf: 3, words: "b".into() }));
        assert_eq!(text.sections[0].fields[0].blocks.len(), 2);
        assert_eq!(lines(&text)[2..], ["a", "b", "c", "p"]);
        assert!(!apply(&mut text, &Mend::JoinLists { leaf: 2, words: "a".into() }), "nothing stands before it");
    }
}
