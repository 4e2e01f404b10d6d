//! A redline side by side: the old text on the left, the new one on the right, a table for each section.

use crate::redline_tree::{Compared, Writer, in_language, label, marked, said, said_note, shell};
use crate::tree::{Node, RenderTree, Span, spaced};
use fairnotice_redline::{Change, Kind, Op, Redline};

/// The tree of a redline with both texts beside one another, in English around them. A wide page: for a screen.
pub fn side_by_side(redline: &Redline, compared: Compared<'_>) -> RenderTree {
    let mut writer = Writer::new();
    let mut nodes = Vec::new();
    writer.summary(&mut nodes, redline);
    writer.text_heading(&mut nodes, false);
    let mut text = Vec::new();
    let columns = [compared.old, compared.new];
    let is_heading = |b: &Change| matches!(b.kind.as_str(), "title" | "heading");
    for group in redline.blocks.chunk_by(|a, b| !is_heading(a) && !is_heading(b)) {
        let Some(first) = group.first().filter(|b| is_heading(b)) else {
            text.extend(table(group, columns));
            continue;
        };
        writer.block_heading(&mut text, first);
        if first.runs.iter().any(|r| r.op != Op::Keep) {
            text.extend(table(group, columns));
        }
    }
    nodes.extend(in_language(redline, text));
    RenderTree { wide: true, ..shell(compared, nodes) }
}

/// A row for each block; nothing where no block has words.
fn table(blocks: &[Change], columns: [&str; 2]) -> Option<Node> {
    let rows: Vec<Vec<Vec<Node>>> = blocks.iter().filter_map(row).collect();
    let head = |text: &str| vec![Node::Paragraph(spaced(vec![Span::plain(text)]))];
    (!rows.is_empty()).then(|| Node::Table { header: columns.map(head).to_vec(), rows })
}

fn row(block: &Change) -> Option<Vec<Vec<Node>>> {
    let side = |without: Op| -> Vec<Span> {
        let runs = block.runs.iter().filter(|r| r.op != without);
        runs.flat_map(|r| marked(r, &r.text.replace('\t', " | "))).collect()
    };
    let (mut old, mut new) = (side(Op::Insert), side(Op::Delete));
    // What is only on one side is whole there, and says so.
    let (left, right) = match block.change {
        Kind::Deleted => (label(block), None),
        Kind::Same | Kind::Changed | Kind::Inserted | Kind::Moved | Kind::MovedChanged | Kind::Split | Kind::Merged => {
            (None, label(block))
        }
    };
    for (spans, label) in [(&mut old, left), (&mut new, right)] {
        if let Some(label) = label {
            spans.splice(0..0, [said(&label), Span::plain(" ")]);
        }
    }
    new.extend(block.note.as_deref().map(said_note));
    let cells: Vec<Vec<Node>> = [old, new].into_iter().map(|spans| cell(block, spans)).collect();
    cells.iter().any(|c| !c.is_empty()).then_some(cells)
}

/// The words of one side; an item is a list of one, as deep as it lies.
fn cell(block: &Change, spans: Vec<Span>) -> Vec<Node> {
    let spans = spaced(spans);
    if spans.is_empty() {
        return Vec::new();
    }
    let mut node = Node::Paragraph(spans);
    if block.kind == "item" {
        for _ in 0..=block.depth.unwrap_or(0).min(8) {
            node = Node::List { ordered: false, items: vec![vec![node]] };
        }
    }
    vec![node]
}
