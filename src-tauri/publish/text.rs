//! The text alone, as plain text.

use crate::expected::content_of;
use crate::tree::squeeze;
use fairnotice_notice::Rendering;
use fairnotice_notice::leaves::LeafKind;

/// The text alone: title, headings, paragraphs, items (`- `, nested by two spaces, numbered `1. `), rows (cells parted
/// by ` | `). No word is added. Ends with a line end, unless there is nothing to say.
pub fn plain(rendering: &Rendering) -> String {
    let content = content_of(rendering);
    let mut out = String::new();
    let mut before: Option<(LeafKind, Option<usize>)> = None;
    for leaf in content.leaves() {
        let text = match leaf.kind {
            LeafKind::Row { .. } => row(&leaf.text()),
            LeafKind::Title
            | LeafKind::Heading { .. }
            | LeafKind::Paragraph { .. }
            | LeafKind::Item { .. }
            | LeafKind::Image => squeeze(&leaf.text()),
        };
        if text.is_empty() {
            continue;
        }
        let joined = before.is_some_and(|(kind, field)| field == leaf.section && runs_on(kind, leaf.kind));
        if !out.is_empty() && !joined {
            out.push('\n');
        }
        if let LeafKind::Item { depth, ordered, index, first } = leaf.kind {
            let mark = if ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
            out.push_str(&"  ".repeat(depth));
            out.push_str(&if first { mark.clone() } else { " ".repeat(mark.len()) });
        }
        out.push_str(&text);
        out.push('\n');
        before = Some((leaf.kind, leaf.section));
    }
    out
}

/// Whether the second line follows the first without an empty line between them.
fn runs_on(first: LeafKind, second: LeafKind) -> bool {
    matches!(
        (first, second),
        (LeafKind::Item { .. }, LeafKind::Item { .. }) | (LeafKind::Row { .. }, LeafKind::Row { .. })
    )
}

fn row(text: &str) -> String {
    let cells: Vec<String> = text.split('\t').map(squeeze).collect();
    if cells.iter().all(String::is_empty) { String::new() } else { cells.join(" | ").trim().to_owned() }
}
