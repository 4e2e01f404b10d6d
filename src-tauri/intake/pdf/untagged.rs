//! A PDF without tags: what is a heading, a paragraph, an item is told from sizes, margins and signs.

use super::lines::{Line, lines, runs, usual_size};
use super::pieces::{Found, Piece};
use crate::Note;
use crate::assemble::without_front;
use crate::parts::{Part, Parts};
use fairnotice_notice::content::text_of;
use std::collections::BTreeMap;

/// How much larger than the text a heading is.
const LARGER: f32 = 1.1;
/// How far two left edges may be apart and still be one margin, in points.
const SAME_EDGE: f32 = 4.0;

/// Signs that stand before items.
const BULLETS: &[char] = &[
    '•', '·', '▪', '●', '○', '■', '◦', '‣', '➢', '✓', '-', '–', '—', '*', '\u{f0b7}', '\u{f0a7}', '\u{f06f}',
    '\u{f0fc}', '\u{f0d8}', '\u{2043}', '\u{fffd}',
];

/// The lines of one paragraph, item or heading.
struct Group<'a> {
    lines: Vec<Line<'a>>,
    sign: Option<Sign>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Sign {
    left: f32,
    ordered: bool,
}

impl Sign {
    /// How many bytes it takes at the front of a text, with the space after it.
    fn taken(self, text: &str) -> usize {
        if self.ordered {
            return number(text).map_or(0, |(_, bytes)| bytes);
        }
        let sign = text.chars().next().map_or(0, char::len_utf8);
        text.len() - text[sign..].trim_start().len()
    }
}

/// Reads the pages.
pub(crate) fn read(found: &Found) -> Parts {
    let lines = lines(found);
    let whole = lines.iter().map(Line::text).collect::<Vec<_>>().join(" ");
    let body = usual_size(lines.iter().map(|l| (l.size, l.text().len())));
    let leading = leading(&lines, body);
    let margins = Margins::of(&lines);
    let numbers = counting(&lines);
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut tables: Vec<(usize, Vec<Vec<Vec<&Piece>>>)> = Vec::new();
    let mut n = 0;
    while n < lines.len() {
        if let Some((rows, end)) = table(&lines, n) {
            tables.push((groups.len(), rows));
            groups.push(Group { lines: vec![lines[n].clone()], sign: None });
            n = end;
            continue;
        }
        let line = &lines[n];
        let sign = sign(line, numbers.contains(&n));
        let after_table = tables.last().is_some_and(|(at, _)| *at + 1 == groups.len());
        match groups.last_mut() {
            Some(group) if !after_table && sign.is_none() && goes_on(group, line, &margins, leading) => {
                group.lines.push(line.clone());
            }
            _ => groups.push(Group { lines: vec![line.clone()], sign }),
        }
        n += 1;
    }
    let sizes = heading_sizes(&groups, body);
    let mut parts = Vec::with_capacity(groups.len());
    let mut levels: Vec<f32> = Vec::new();
    let mut tables = tables.into_iter().peekable();
    for (n, group) in groups.into_iter().enumerate() {
        let Some(first) = group.lines.first() else { continue };
        let page = u32::try_from(first.page + 1).unwrap_or(u32::MAX);
        if let Some((_, rows)) = tables.next_if(|(at, _)| *at == n) {
            parts.push(as_table(page, rows, found, &whole));
            continue;
        }
        let size = group.lines.iter().map(|l| l.size).fold(0.0, f32::max);
        let bold = group.lines.iter().all(|l| l.bold);
        let pieces = group.lines.iter().flat_map(|l| l.pieces.iter().copied());
        let runs = runs(pieces, &found.links, &whole);
        if let Some(sign) = group.sign {
            // Signs of one column are one level; a deeper column is a deeper one.
            levels.retain(|left| *left < sign.left + SAME_EDGE);
            if levels.last().is_none_or(|left| sign.left - left > SAME_EDGE) {
                levels.push(sign.left);
            }
            // Measured on the words as they are written here: the line they came from may have had more spaces.
            let taken = sign.taken(&text_of(&runs));
            let runs = without_front(runs, taken);
            let level = levels.len().saturating_sub(1);
            parts.push(Part::Item { line: page, level, ordered: sign.ordered, bold: false, runs, below: Vec::new() });
            continue;
        }
        levels.clear();
        let level = sizes.iter().position(|s| (s - size).abs() < 0.6);
        match level {
            Some(level) if size > body * LARGER && text_of(&runs).split_whitespace().count() <= 30 => {
                parts.push(Part::Heading { line: page, level: u8::try_from(level + 1).unwrap_or(6).min(6), runs });
            }
            _ => parts.push(Part::Paragraph { line: page, runs, bold }),
        }
    }
    let message = "This PDF has no tags: headings, lists and tables were told from how it looks. Look them over.";
    Parts { parts, notes: vec![Note { line: 1, message: message.into() }], ..Parts::default() }
}

/// The usual distance between two lines of the text.
fn leading(lines: &[Line<'_>], body: f32) -> f32 {
    let mut gaps: BTreeMap<i32, usize> = BTreeMap::new();
    for pair in lines.windows(2) {
        let gap = pair[1].base - pair[0].base;
        let both = (pair[0].size - body).abs() < 0.6 && (pair[1].size - body).abs() < 0.6;
        if both && pair[0].page == pair[1].page && gap > body * 0.8 && gap < body * 2.6 {
            *gaps.entry((gap * 2.0).round() as i32).or_default() += 1;
        }
    }
    let most = gaps.values().copied().max().unwrap_or(0);
    // The smallest that is usual: larger ones stand between paragraphs.
    gaps.into_iter().find(|(_, n)| *n * 4 >= most).map_or(body * 1.3, |(gap, _)| gap as f32 / 2.0)
}

/// Where lines that begin at one edge end at most.
struct Margins {
    by_left: BTreeMap<i32, f32>,
    most: f32,
}

impl Margins {
    fn of(lines: &[Line<'_>]) -> Margins {
        let mut by_left: BTreeMap<i32, f32> = BTreeMap::new();
        for line in lines {
            let right = by_left.entry((line.left / SAME_EDGE).round() as i32).or_insert(line.right);
            *right = right.max(line.right);
        }
        let most = by_left.values().copied().fold(0.0, f32::max);
        Margins { by_left, most }
    }

    fn right(&self, left: f32) -> f32 {
        let at = (left / SAME_EDGE).round() as i32;
        (at - 1..=at + 1).filter_map(|k| self.by_left.get(&k)).copied().fold(0.0, f32::max)
    }
}

/// Whether a line goes on from the last one of a group.
fn goes_on(group: &Group<'_>, line: &Line<'_>, margins: &Margins, leading: f32) -> bool {
    let Some(last) = group.lines.last() else { return false };
    let Some(first) = group.lines.first() else { return false };
    if (last.size - line.size).abs() > 0.6 {
        return false;
    }
    let text = line.text();
    let first_word = text.split_whitespace().next().map_or(0, |w| w.chars().count());
    // The usual width of a letter of this line.
    let letter = (last.right - last.left) / last.text().chars().count().max(1) as f32;
    let margin = match group.sign {
        Some(_) => margins.right(line.left).max(margins.right(first.left)),
        None => margins.right(last.left).max(margins.right(line.left)),
    };
    // What would have fitted was put on its own line on purpose.
    let full = last.right + letter * (first_word as f32 + 1.0) * 1.04 > margin;
    let begins_low = text.chars().next().is_some_and(char::is_lowercase);
    let ended = last.text().ends_with(['.', '?', '!', ':']);
    let edge = match group.sign {
        Some(sign) => line.left > sign.left + 1.0,
        None => {
            (line.left - last.left).abs() < SAME_EDGE
                || (group.lines.len() == 1 && last.left - line.left < 45.0 && last.left > line.left)
        }
    };
    let centred = ((last.left + last.right) - (line.left + line.right)).abs() < 8.0 && last.bold == line.bold;
    if line.page != last.page {
        return edge && full && last.bold == line.bold && (begins_low || !ended);
    }
    let gap = line.base - last.base;
    let usual = leading.max(last.size * 1.05) * if last.size > leading { 1.35 } else { 1.28 };
    if gap <= last.size * 0.4 || gap > usual.max(last.size * 1.3) {
        return false;
    }
    if last.bold != line.bold && (last.bold || !full) {
        return false;
    }
    (edge && full) || (centred && begins_low) || (edge && begins_low && margin > margins.most * 0.5 && !ended)
}

/// The sign at the beginning of a line.
fn sign(line: &Line<'_>, counts: bool) -> Option<Sign> {
    let text = line.text();
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let gap = rest.len() - rest.trim_start().len();
    let left = line.left;
    let own_piece = line.pieces.first().is_some_and(|p| p.text.trim().chars().count() == 1) && line.pieces.len() > 1;
    if BULLETS.contains(&first) && (gap > 0 || !matches!(first, '-' | '–' | '—' | '*')) && !rest.trim().is_empty() {
        return Some(Sign { left, ordered: false });
    }
    // What Word puts on the second level is a letter of another typeface.
    if first == 'o' && gap > 0 && own_piece && !rest.trim().is_empty() {
        return Some(Sign { left, ordered: false });
    }
    if counts && !line.bold {
        number(&text)?;
        return Some(Sign { left, ordered: true });
    }
    None
}

/// The number at the beginning of a text, and how many bytes it takes with what follows it.
pub(crate) fn number(text: &str) -> Option<(u32, usize)> {
    let open = usize::from(text.starts_with('('));
    let digits = text[open..].chars().take_while(char::is_ascii_digit).count();
    let (value, end) = if (1..=2).contains(&digits) {
        (text[open..open + digits].parse().ok()?, open + digits)
    } else {
        let letter = text[open..].chars().next().filter(char::is_ascii_lowercase)?;
        (u32::from(letter) - u32::from('a') + 1, open + 1)
    };
    let close = text[end..].chars().next().filter(|c| *c == ')' || (*c == '.' && open == 0))?;
    let rest = &text[end + close.len_utf8()..];
    let gap = rest.len() - rest.trim_start().len();
    (gap > 0 && !rest.trim().is_empty()).then_some((value, end + close.len_utf8() + gap))
}

/// The lines whose numbers count: 1 begins, and the next follows within a few lines at the same edge.
fn counting(lines: &[Line<'_>]) -> std::collections::BTreeSet<usize> {
    let numbered: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(n, l)| number(&l.text()).map(|(value, _)| (n, value))).collect();
    let mut counting = std::collections::BTreeSet::new();
    for pair in numbered.windows(2) {
        let ((a, one), (b, two)) = (pair[0], pair[1]);
        if two == one + 1 && b - a <= 8 && (lines[a].left - lines[b].left).abs() < SAME_EDGE && !lines[a].bold {
            counting.extend([a, b]);
        }
    }
    counting
}

/// The sizes of headings, the largest first.
fn heading_sizes(groups: &[Group<'_>], body: f32) -> Vec<f32> {
    let mut sizes: Vec<f32> = Vec::new();
    for group in groups.iter().filter(|g| g.sign.is_none()) {
        let size = group.lines.iter().map(|l| l.size).fold(0.0, f32::max);
        if size > body * LARGER && sizes.iter().all(|s| (s - size).abs() >= 0.6) {
            sizes.push(size);
        }
    }
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes
}

/// The cells of a line: words that stand far apart.
fn cells<'a>(line: &Line<'a>) -> Vec<Vec<&'a Piece>> {
    let mut cells: Vec<Vec<&Piece>> = Vec::new();
    for piece in line.pieces.iter().copied().filter(|p| !p.text.trim().is_empty()) {
        let apart = cells
            .last()
            .and_then(|c| c.last())
            .is_none_or(|last| piece.apart || piece.left - last.right > piece.size * 0.9);
        match cells.last_mut() {
            Some(cell) if !apart => cell.push(piece),
            _ => cells.push(vec![piece]),
        }
    }
    cells
}

type Rows<'a> = Vec<Vec<Vec<&'a Piece>>>;

/// A table that begins at a line: at least two lines of cells at the same edges. Its rows, and the line after it.
fn table<'a>(lines: &[Line<'a>], start: usize) -> Option<(Rows<'a>, usize)> {
    let first = cells(lines.get(start)?);
    if first.len() < 2 || sign(&lines[start], false).is_some() {
        return None;
    }
    let begins: String = first[0].iter().map(|p| p.text.as_str()).collect();
    if number(&format!("{} x", begins.trim())).is_some_and(|(_, bytes)| bytes > begins.trim().len()) {
        return None;
    }
    // Heads are often set in the middle of their columns.
    let second = lines.get(start + 1).map(cells).filter(|c| lines[start].bold && c.len() == first.len());
    let edges: Vec<f32> = second.as_ref().unwrap_or(&first).iter().map(|c| c[0].left).collect();
    let mut rows = vec![first];
    let mut end = start + 1;
    while let Some(line) = lines.get(end) {
        let found = cells(line);
        let column = |cell: &[&Piece]| edges.iter().position(|e| (e - cell[0].left).abs() < 6.0);
        let fits = found.iter().all(|c| column(c).is_some());
        let near = lines[end - 1].page != line.page || line.base - lines[end - 1].base < line.size * 3.0;
        // A line with words in the first column only is text again, unless the table goes on below it.
        let alone = found.len() < 2 && found.first().is_some_and(|c| column(c) == Some(0));
        let goes_on = lines.get(end + 1).is_some_and(|l| cells(l).len() > 1) && line.bold == lines[end - 1].bold;
        let same_size = (line.size - lines[start].size).abs() < 0.6;
        if !fits || !near || !same_size || (found.len() < 2 && rows.len() < 2) || (alone && !goes_on) {
            break;
        }
        let close = lines[end - 1].page == line.page && line.base - lines[end - 1].base < line.size * 1.5;
        if found.len() < edges.len() && close {
            // More of the row above.
            for cell in found {
                if let (Some(at), Some(row)) = (column(&cell), rows.last_mut())
                    && let Some(above) = row.get_mut(at)
                {
                    above.extend(cell);
                }
            }
        } else {
            let mut row: Vec<Vec<&Piece>> = vec![Vec::new(); edges.len()];
            for cell in found {
                if let Some(at) = column(&cell) {
                    row[at].extend(cell);
                }
            }
            rows.push(row);
        }
        end += 1;
    }
    (rows.len() >= 2 && rows.iter().filter(|r| r.iter().filter(|c| !c.is_empty()).count() > 1).count() >= 2)
        .then_some((rows, end))
}

fn as_table(page: u32, rows: Rows<'_>, found: &Found, whole: &str) -> Part {
    let bold = |row: &Vec<Vec<&Piece>>| row.iter().flatten().all(|p| p.bold);
    let header = bold(&rows[0]) && !rows[1..].iter().any(bold);
    let cell = |pieces: Vec<&Piece>| {
        let runs = runs(pieces, &found.links, whole);
        if runs.is_empty() { Vec::new() } else { vec![Part::Paragraph { line: page, runs, bold: false }] }
    };
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    Part::Table { line: page, header, rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, base: f32) -> Piece {
        Piece {
            text: text.into(),
            page: 0,
            left: 50.0,
            right: 50.0 + 5.0 * text.chars().count() as f32,
            base,
            size: 11.0,
            bold: false,
            italic: false,
            apart: false,
            mark: None,
            artifact: false,
            running: false,
            link: None,
        }
    }

    #[test]
    fn a_sign_takes_no_letter_along() {
        let pieces = vec![
            piece("We hold what you tell us about yourself and your household.", 100.0),
            piece("•  your name", 114.0),
            piece("•\u{a0}\u{a0} your address", 128.0),
            piece("-   how to reach you", 142.0),
        ];
        let found = Found { pieces, heights: vec![842.0], widths: vec![595.0], ..Found::default() };
        let items: Vec<String> =
            read(&found).parts.iter().filter(|p| matches!(p, Part::Item { .. })).map(Part::text).collect();
        assert_eq!(items, ["your name", "your address", "how to reach you"]);
    }
}
