//! Pieces become lines, and lines become runs of words.

use super::pieces::{Found, Piece};
use fairnotice_notice::{Emphasis, Link, Run};
use std::collections::BTreeMap;

/// Pieces that stand on one line, from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) pieces: Vec<&'a Piece>,
    pub(crate) page: usize,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) base: f32,
    /// The size of most of its letters.
    pub(crate) size: f32,
    /// Whether every letter is bold.
    pub(crate) bold: bool,
}

impl<'a> Line<'a> {
    fn of(pieces: Vec<&'a Piece>) -> Option<Line<'a>> {
        let said = |p: &&&Piece| !p.text.trim().is_empty();
        let first = *pieces.iter().find(said)?;
        let left = pieces.iter().filter(said).map(|p| p.left).fold(f32::MAX, f32::min);
        let right = pieces.iter().filter(said).map(|p| p.right).fold(f32::MIN, f32::max);
        let size = pieces.iter().max_by_key(|p| p.text.len()).map_or(first.size, |p| p.size);
        let bold = pieces.iter().filter(|p| p.text.chars().any(char::is_alphanumeric)).all(|p| p.bold);
        Some(Line { page: first.page, left, right, base: first.base, size, bold, pieces })
    }

    /// The words.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        let mut before: Option<&Piece> = None;
        for piece in &self.pieces {
            if before.is_some_and(|b| parted(b, piece)) {
                out.push(' ');
            }
            out.push_str(&piece.text);
            before = Some(piece);
        }
        out.trim().to_owned()
    }
}

/// Whether a space stands between two pieces of one line.
fn parted(before: &Piece, piece: &Piece) -> bool {
    let gap = piece.left - before.right;
    gap > piece.size.min(before.size) * 0.15 && !before.text.ends_with(' ') && !piece.text.starts_with(' ')
}

/// The lines of the text in reading order: as they were drawn, unless that jumps about the page.
pub(crate) fn lines<'a>(found: &'a Found) -> Vec<Line<'a>> {
    // Pieces come page by page.
    let pages = found.pieces.chunk_by(|a, b| a.page == b.page);
    pages.flat_map(|page| of_page(page.iter().filter(|p| !p.artifact && !p.running).collect())).collect()
}

/// The size of most letters, given sizes with how many letters have them.
pub(crate) fn usual_size(sizes: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut halves: BTreeMap<i32, usize> = BTreeMap::new();
    for (size, letters) in sizes {
        *halves.entry((size * 2.0).round() as i32).or_default() += letters;
    }
    halves.into_iter().max_by_key(|(_, letters)| *letters).map_or(11.0, |(size, _)| size as f32 / 2.0)
}

fn of_page<'a>(mut pieces: Vec<&'a Piece>) -> Vec<Line<'a>> {
    let steps = pieces.windows(2).filter(|w| (w[0].base - w[1].base).abs() > w[1].size * 0.4).count();
    let jumps = pieces.windows(2).filter(|w| w[1].base < w[0].base - w[1].size * 2.5 && w[1].left < w[0].right).count();
    if steps > 0 && jumps * 5 > steps {
        pieces.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    }
    let mut lines = Vec::new();
    let mut open: Vec<&Piece> = Vec::new();
    for piece in pieces {
        let same = open.last().is_some_and(|last| {
            let raised = last.size.max(piece.size) * 0.45;
            (last.base - piece.base).abs() < raised && piece.left >= last.left - 1.0
        });
        if !same {
            lines.extend(Line::of(std::mem::take(&mut open)));
        }
        open.push(piece);
    }
    lines.extend(Line::of(open));
    lines
}

/// The runs of some pieces: a space where a line ends, words cut by a line end put together.
pub(crate) fn runs<'a>(pieces: impl IntoIterator<Item = &'a Piece>, links: &[String], whole: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before: Option<&Piece> = None;
    for piece in pieces {
        let mut text = piece.text.as_str();
        let same_line = before.is_some_and(|b| {
            b.page == piece.page && (b.base - piece.base).abs() < b.size.max(piece.size) * 0.45 && piece.left >= b.left
        });
        if let (Some(b), Some(last)) = (before, runs.last_mut()) {
            if same_line {
                if parted(b, piece) {
                    last.text.push(' ');
                }
            } else {
                text = text.trim_start();
                last.text.truncate(last.text.trim_end().len());
                match last.text.chars().next_back() {
                    // A word was cut here, and the sign was put in for that only.
                    Some('\u{ad}' | '\u{2010}') => {
                        last.text.pop();
                    }
                    Some('-') if begins_low(text) => {
                        let joined = format!("{}{}", last_word(last.text.trim_end_matches('-')), first_word(text));
                        if whole.contains(&joined) && joined.len() > 3 {
                            last.text.pop();
                        }
                    }
                    Some('/') => {}
                    _ => last.text.push(' '),
                }
            }
        }
        let emphasis = match (piece.bold, piece.italic) {
            (true, _) => Some(Emphasis::Strong),
            (false, true) => Some(Emphasis::Em),
            (false, false) => None,
        };
        let link = piece.link.and_then(|l| links.get(l)).map(|href| Link { href: Some(href.clone()) });
        match runs.last_mut() {
            Some(last) if last.emphasis == emphasis && last.link == link => last.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), link, emphasis, var: None }),
        }
        before = Some(piece);
    }
    for run in &mut runs {
        run.text = run.text.replace('\u{ad}', "").replace('\t', " ");
    }
    tidy(runs)
}

/// Spaces belong outside of what is stressed or linked, and one is enough.
fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for mut run in runs {
        let mut squeezed = String::with_capacity(run.text.len());
        for c in run.text.chars() {
            let twice = c == ' ' && (squeezed.ends_with(' ') || (squeezed.is_empty() && ends_open(&out)));
            if !twice {
                squeezed.push(c);
            }
        }
        run.text = squeezed;
        if run.text.trim().is_empty() {
            if let Some(last) = out.last_mut().filter(|l| !run.text.is_empty() && !l.text.ends_with(' ')) {
                last.text.push(' ');
            }
            continue;
        }
        out.push(run);
    }
    out
}

fn ends_open(runs: &[Run]) -> bool {
    runs.last().is_none_or(|r| r.text.ends_with(' '))
}

fn begins_low(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}
