//! What stands at the head and the foot of every page: the name of the document, the number of the page.

use super::pieces::Found;
use crate::Note;
use crate::lines::shape;
use std::collections::{BTreeMap, BTreeSet};

/// The part of a page at its top and at its bottom where it is looked for (hundredths).
const EDGE: f32 = 12.0;

/// Whether a line says nothing but the number of a page.
fn is_page_number(text: &str) -> bool {
    let form = shape(text);
    let bare: String = form.chars().filter(|c| c.is_alphanumeric() || *c == '#').collect();
    matches!(bare.as_str(), "#" | "page#" | "page#of#" | "#of#" | "p#" | "pg#" | "##" | "tudalen#" | "tudalen#o#")
        || (bare.is_empty() && form.contains('#'))
}

/// Marks what is said at the edge of most pages, and page numbers there.
pub(crate) fn mark(found: &mut Found) {
    // A file that calls all its words furniture has been tagged by somebody who did not care.
    let letters =
        |artifact: bool| found.pieces.iter().filter(|p| p.artifact == artifact).map(|p| p.text.len()).sum::<usize>();
    if letters(true) > letters(false) * 2 {
        found.pieces.iter_mut().for_each(|p| p.artifact = false);
    }
    let pages = found.heights.len();
    let at_edge = |page: usize, base: f32| {
        let height = found.heights.get(page).copied().unwrap_or(842.0);
        base < height * EDGE / 100.0 || base > height * (100.0 - EDGE) / 100.0
    };
    // Words by line and page: a foot is often drawn in several pieces.
    let mut lines: BTreeMap<(usize, i32), Vec<usize>> = BTreeMap::new();
    for (n, piece) in found.pieces.iter().enumerate() {
        if !piece.artifact && at_edge(piece.page, piece.base) {
            lines.entry((piece.page, (piece.base / 3.0).round() as i32)).or_default().push(n);
        }
    }
    let text = |members: &[usize]| members.iter().map(|n| found.pieces[*n].text.as_str()).collect::<Vec<_>>().join(" ");
    let mut seen: BTreeMap<(String, i32), BTreeSet<usize>> = BTreeMap::new();
    for ((page, at), members) in &lines {
        let form = shape(&text(members));
        for near in [at - 1, *at, at + 1] {
            seen.entry((form.clone(), near)).or_default().insert(*page);
        }
    }
    let mut running = Vec::new();
    for ((_, at), members) in &lines {
        let words = text(members);
        let often = seen.get(&(shape(&words), *at)).map_or(0, BTreeSet::len);
        if (often > 1 && often * 2 > pages) || is_page_number(&words) {
            running.extend(members.iter().copied());
        }
    }
    for n in running {
        found.pieces[n].running = true;
    }
}

/// What was left out, told once.
pub(crate) fn told(found: &Found) -> Option<Note> {
    let mut said: Vec<String> = Vec::new();
    let mut lines: BTreeMap<(usize, i32), String> = BTreeMap::new();
    for piece in found.pieces.iter().filter(|p| p.running || p.artifact) {
        let line = lines.entry((piece.page, (piece.base / 3.0).round() as i32)).or_default();
        line.push(' ');
        line.push_str(&piece.text);
    }
    let mut forms = BTreeSet::new();
    for words in lines.into_values() {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let signs_only = !words.chars().any(char::is_alphanumeric);
        if !words.is_empty() && !signs_only && forms.insert(shape(&words)) && said.len() < 12 {
            said.push(words);
        }
    }
    let message = format!("Page headers and footers were left out: “{}”.", said.join("”, “"));
    (!said.is_empty()).then_some(Note { line: 1, message })
}
