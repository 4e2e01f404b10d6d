//! A run of item lines becomes lists, nested by indentation and by sign.

use crate::DEPTH_LIMIT;
use crate::lines::Sign;

/// An item line with what runs on from it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The 1-based line.
    pub(crate) line: u32,
    /// The column of its sign.
    pub(crate) indent: usize,
    /// The column of its text.
    pub(crate) column: usize,
    /// Its sign.
    pub(crate) sign: Sign,
    /// Whether a blank line stands before it.
    pub(crate) after_blank: bool,
    /// Its paragraphs with their lines; the first is the item's own text.
    pub(crate) paragraphs: Vec<(u32, String)>,
}

/// A list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tree {
    /// Numbered rather than bulleted.
    pub(crate) ordered: bool,
    /// Its items.
    pub(crate) items: Vec<Node>,
}

/// An item.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// The 1-based line.
    pub(crate) line: u32,
    /// Its paragraphs with their lines.
    pub(crate) paragraphs: Vec<(u32, String)>,
    /// The lists under it.
    pub(crate) lists: Vec<Tree>,
}

/// The lists that a run of entries makes.
///
/// A blank line between two items of the outermost level parts two lists, as the officer left them: whether they
/// should be one is for the check to say. Where every item has a blank line before it, that is only how the text
/// was spaced, and where the numbers count on, they say that it is one list.
pub(crate) fn lists(entries: Vec<Entry>) -> Vec<Tree> {
    let base = entries.first().map_or(0, |e| e.indent);
    let outer = |e: &Entry, sign: Sign| e.indent < base || (e.indent == base && e.sign == sign);
    let first_sign = entries.first().map_or(Sign::Bullet, |e| e.sign);
    let gaps: Vec<bool> = entries.iter().skip(1).filter(|e| outer(e, first_sign)).map(|e| e.after_blank).collect();
    let spaced = !gaps.is_empty() && gaps.iter().all(|blank| *blank);
    let mut parts: Vec<Vec<Entry>> = Vec::new();
    for entry in entries {
        let parted = entry.after_blank && !spaced && !entry.sign.is_ordered() && outer(&entry, first_sign);
        match parts.last_mut() {
            Some(part) if !parted => part.push(entry),
            _ => parts.push(vec![entry]),
        }
    }
    parts.into_iter().flat_map(build).collect()
}

struct Level {
    indent: usize,
    sign: Sign,
    tree: Tree,
}

fn build(entries: Vec<Entry>) -> Vec<Tree> {
    let mut done = Vec::new();
    let mut open: Vec<Level> = Vec::new();
    for entry in entries {
        // An item between two indentations stays on the deeper level.
        while let [.., outer, top] = open.as_slice()
            && top.indent > entry.indent
            && outer.indent >= entry.indent
        {
            close(&mut open, &mut done);
        }
        // At one indentation a sign that was there before goes back to its level; a new one opens a level below,
        // as word processors that lost the indentation leave it.
        if let Some(at) = open.iter().position(|l| l.indent == entry.indent && l.sign == entry.sign) {
            while open.len() > at + 1 {
                close(&mut open, &mut done);
            }
        }
        let node = Node { line: entry.line, paragraphs: entry.paragraphs, lists: Vec::new() };
        let same = open
            .last()
            .is_some_and(|top| top.indent > entry.indent || (top.indent == entry.indent && top.sign == entry.sign));
        let full = open.len() >= DEPTH_LIMIT;
        match open.last_mut() {
            Some(top) if full || (same && top.sign.is_ordered() == entry.sign.is_ordered()) => {
                // Less indented than the first item: from here on this is the level's indentation.
                top.indent = top.indent.min(entry.indent);
                top.tree.items.push(node);
            }
            Some(_) if same => {
                close(&mut open, &mut done);
                open.push(level(entry.indent, entry.sign, node));
            }
            Some(_) | None => open.push(level(entry.indent, entry.sign, node)),
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

fn level(indent: usize, sign: Sign, node: Node) -> Level {
    Level { indent, sign, tree: Tree { ordered: sign.is_ordered(), items: vec![node] } }
}

/// Ends the innermost list: it goes under the last item of the list around it, or out when there is none.
fn close(open: &mut Vec<Level>, done: &mut Vec<Tree>) {
    let Some(level) = open.pop() else { return };
    match open.last_mut().and_then(|outer| outer.tree.items.last_mut()) {
        Some(item) => item.lists.push(level.tree),
        None => done.push(level.tree),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> String {
        fn show(trees: &[Tree], out: &mut String) {
            for tree in trees {
                out.push(if tree.ordered { '(' } else { '[' });
                for item in &tree.items {
                    out.push_str(&item.paragraphs[0].1);
                    show(&item.lists, out);
                }
                out.push(if tree.ordered { ')' } else { ']' });
            }
        }
        let mut blank = false;
        let mut entries = Vec::new();
        for line in crate::lines::split(source) {
            if let crate::lines::Kind::Item { sign, column } = line.kind {
                entries.push(Entry {
                    line: line.number,
                    indent: line.indent,
                    column,
                    sign,
                    after_blank: blank,
                    paragraphs: vec![(line.number, line.text)],
                });
            }
            blank = line.kind == crate::lines::Kind::Blank;
        }
        let mut out = String::new();
        show(&lists(entries), &mut out);
        out
    }

    #[test]
    fn indentation_and_signs_nest() {
        for (source, expected) in [
            ("- a\n- b", "[ab]"),
            ("- a\n - b\n- c", "[a[b]c]"),
            ("- a\n  - b\n    - c\n  - d\n- e", "[a[b[c]d]e]"),
            ("- a\n    - b\n  - c\n- d", "[a[bc]d]"),
            ("\t• a\n\t\t• b\n\t• c", "[a[b]c]"),
            ("• a\no b\no c\n• d", "[a[bc]d]"),
            ("1. a\n- b\n- c\n2. d", "(a[bc]d)"),
            ("- a\n- b\n\n- c", "[ab][c]"),
            ("- a\n\n- b\n\n- c", "[abc]"),
            ("- a\n- b\n\n  - c\n- d", "[ab[c]d]"),
            ("1. a\n2. b\n\n3. c", "(abc)"),
            ("  - a\n- b\n  - c", "[ab[c]]"),
            ("a) a\nb) b\n   i. c\n   ii. d\nc) e", "(ab(cd)e)"),
        ] {
            assert_eq!(shape(source), expected, "{source:?}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let source: String = (0..200).map(|depth| format!("{}- x\n", " ".repeat(depth))).collect();
        assert_eq!(shape(&source).matches('x').count(), 200, "no item is lost");
        assert_eq!(shape(&source).matches('[').count(), DEPTH_LIMIT);
    }
}
