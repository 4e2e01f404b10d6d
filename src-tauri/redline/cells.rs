//! Rows of tables, cell by cell: which column of one side is which of the other, and the words of a row marked so
//! that no mark reaches over the border of a cell.

use crate::Op;
use crate::align::Link;
use crate::line::{Class, Line, Side, Weighted, common, ratio};
use crate::marks::{Piece, Text, marks};
use crate::words::Word;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The number of what stands before a cell's first word.
const NOTHING: u32 = u32::MAX;
/// How alike (thousandths) two columns must be at the least to be taken for one.
const ALIKE: u32 = 200;

/// The columns of two tables side by side; one that is only on one side has no partner.
pub(crate) type Columns = Vec<(Option<usize>, Option<usize>)>;

/// For each linked pair of rows, by the old one: its table's columns, and whether what came and went is told there.
pub(crate) struct Tables {
    columns: BTreeMap<(usize, usize), Columns>,
    of_row: BTreeMap<usize, ((usize, usize), bool)>,
}

/// The rows of a table stand one after the other; a row's table is known by its first row.
fn table_of(side: &Side) -> Vec<usize> {
    let mut first = 0;
    let mut tables = Vec::with_capacity(side.lines.len());
    for (at, line) in side.lines.iter().enumerate() {
        let goes_on = at > 0 && line.class == Class::Row && !line.is_header() && {
            let before = &side.lines[at - 1];
            let field = |l: &Line| (l.leaf.section, l.leaf.field);
            before.class == Class::Row && field(before) == field(line)
        };
        if !goes_on {
            first = at;
        }
        tables.push(first);
    }
    tables
}

/// Which columns belong together in each pair of tables that share rows.
pub(crate) fn tables(old: &Side, new: &Side, links: &[Link]) -> Tables {
    let (old_tables, new_tables) = (table_of(old), table_of(new));
    let mut rows: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    let mut in_place: BTreeSet<usize> = BTreeSet::new();
    for link in links {
        if let (&[o], &[n]) = (link.olds.as_slice(), link.news.as_slice())
            && old.lines[o].class == Class::Row
            && new.lines[n].class == Class::Row
        {
            rows.entry((old_tables[o], new_tables[n])).or_default().push((o, n));
            if !link.moved {
                in_place.insert(o);
            }
        }
    }
    let mut found = Tables { columns: BTreeMap::new(), of_row: BTreeMap::new() };
    for (pair, rows) in rows {
        found.columns.insert(pair, columns(old, new, &rows));
        let tells = telling(&rows, &in_place);
        for (o, _) in rows {
            found.of_row.insert(o, (pair, tells.contains(&o)));
        }
    }
    found
}

/// The old rows at which the columns that came and went are told: the first pair that stayed in its place, or,
/// where every row moved, the first of each side. Either way it is the same pair from both sides.
fn telling(rows: &[(usize, usize)], in_place: &BTreeSet<usize>) -> BTreeSet<usize> {
    if let Some((o, _)) = rows.iter().filter(|(o, _)| in_place.contains(o)).min() {
        return BTreeSet::from([*o]);
    }
    let first_of_old = rows.iter().min().map(|r| r.0);
    let first_of_new = rows.iter().min_by_key(|r| r.1).map(|r| r.0);
    first_of_old.into_iter().chain(first_of_new).collect()
}

impl Tables {
    /// The columns for a linked pair of rows, and whether those that came and went are told there.
    pub(crate) fn of(&self, old_row: usize) -> Option<(&Columns, bool)> {
        let (pair, first) = self.of_row.get(&old_row)?;
        Some((self.columns.get(pair)?, *first))
    }
}

/// The columns, worked out in one direction chosen by the words: comparing the other way round swaps them, exactly.
fn columns(old: &Side, new: &Side, rows: &[(usize, usize)]) -> Columns {
    fn texts<'a>(side: &'a Side, rows: impl Iterator<Item = usize>) -> Vec<&'a str> {
        let mut texts: Vec<&str> = rows.map(|row| side.lines[row].text.text.as_str()).collect();
        texts.sort_unstable();
        texts
    }
    if texts(old, rows.iter().map(|r| r.0)) <= texts(new, rows.iter().map(|r| r.1)) {
        return one_way(old, new, rows);
    }
    let back: Vec<(usize, usize)> = rows.iter().map(|&(o, n)| (n, o)).collect();
    one_way(new, old, &back).into_iter().map(|(i, j)| (j, i)).collect()
}

/// The chain of column pairs that are most alike over all rows; as they stand where that is as good.
fn one_way(old: &Side, new: &Side, rows: &[(usize, usize)]) -> Columns {
    let mut alike: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    let (mut wide_old, mut wide_new) = (0, 0);
    for (o, n) in rows {
        let (a, b) = (Cells::of(&old.lines[*o]), Cells::of(&new.lines[*n]));
        (wide_old, wide_new) = (wide_old.max(a.0.len()), wide_new.max(b.0.len()));
        for (i, x) in a.0.iter().enumerate() {
            for (j, y) in b.0.iter().enumerate() {
                let both_empty = x.text.text.is_empty() && y.text.text.is_empty();
                let likeness = if both_empty { 500 } else { x.likeness(y) };
                *alike.entry((i, j)).or_default() += u64::from(likeness);
            }
        }
    }
    let of = |i: usize, j: usize| alike.get(&(i, j)).copied().unwrap_or(0);
    let as_they_stand: u64 = (0..wide_old.min(wide_new)).map(|i| of(i, i)).sum();
    // best[i][j]: the most that the columns from i and j on can be alike.
    let mut best = vec![vec![0u64; wide_new + 1]; wide_old + 1];
    let enough = u64::from(ALIKE) * rows.len() as u64;
    for i in (0..wide_old).rev() {
        for j in (0..wide_new).rev() {
            let pair = if of(i, j) >= enough { of(i, j) + best[i + 1][j + 1] } else { 0 };
            best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    if wide_old == wide_new && as_they_stand >= best[0][0] {
        return (0..wide_old).map(|i| (Some(i), Some(i))).collect();
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Columns::new();
    while i < wide_old || j < wide_new {
        if i < wide_old && j < wide_new && of(i, j) >= enough && best[i][j] == of(i, j) + best[i + 1][j + 1] {
            found.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if j == wide_new || (i < wide_old && best[i][j] == best[i + 1][j]) {
            found.push((Some(i), None));
            i += 1;
        } else {
            found.push((None, Some(j)));
            j += 1;
        }
    }
    found
}

/// A row cut at its tabs.
struct Cells(Vec<Cell>);

struct Cell {
    text: Text,
    /// Where it stands in the row, without the tab before it.
    place: Range<usize>,
    bag: Vec<Weighted>,
    weight: u32,
}

impl Cell {
    fn likeness(&self, other: &Cell) -> u32 {
        ratio(2 * common(&self.bag, &other.bag).0, self.weight + other.weight)
    }
}

impl Cells {
    fn of(line: &Line) -> Cells {
        let row = &line.text;
        let mut cells = Vec::new();
        let mut start = 0;
        let mut word = 0;
        loop {
            let end = row.text[start..].find('\t').map_or(row.text.len(), |i| start + i);
            let mut text = Text { text: row.text[start..end].to_owned(), ..Text::default() };
            let mut bag = Vec::new();
            while let Some(found) = row.words.get(word).filter(|w| w.core.start < end || w.core.start == start) {
                if text.words.is_empty() && found.core.start > start {
                    text.words.push(Word { core: 0..0, end: found.core.start - start });
                    text.keys.push(NOTHING);
                }
                let core = found.core.start - start..found.core.end.min(end) - start;
                let empty = core.is_empty();
                text.keys.push(if empty { NOTHING } else { row.keys[word] });
                if !empty {
                    bag.push(Weighted { word: row.keys[word], weight: 1 });
                }
                text.words.push(Word { core, end: found.end.min(end) - start });
                word += 1;
                if found.core.start >= end {
                    break;
                }
            }
            if text.words.is_empty() && start < end {
                // Only signs, which count to the word before the tab.
                text.words.push(Word { core: 0..0, end: end - start });
                text.keys.push(NOTHING);
            }
            bag.sort_unstable();
            let weight = bag.len() as u32;
            cells.push(Cell { text, place: start..end, bag, weight });
            if end == row.text.len() {
                return Cells(cells);
            }
            start = end + 1;
        }
    }
}

/// The words of two rows, marked cell by cell.
pub(crate) fn row_marks(old: &Line, new: &Line, columns: &Columns) -> Vec<Piece> {
    let (a, b) = (Cells::of(old), Cells::of(new));
    let mut pieces = Vec::new();
    // How far each row is written.
    let (mut was, mut is) = (0, 0);
    let mut push = |op: Op, old: Range<usize>, new: Range<usize>| {
        if !old.is_empty() || !new.is_empty() {
            pieces.push(Piece { op, old, new });
        }
    };
    for (i, j) in columns {
        let (x, y) = (i.and_then(|i| a.0.get(i)), j.and_then(|j| b.0.get(j)));
        // The tab before a cell, where it is not the first.
        let before = |at: usize, cell: Option<&Cell>| cell.map_or(at..at, |c| at..c.place.start);
        let (old_tab, new_tab) = (before(was, x), before(is, y));
        match (x, y) {
            (Some(x), Some(y)) => {
                if old_tab.len() == new_tab.len() {
                    push(Op::Keep, old_tab, new_tab);
                } else {
                    push(Op::Delete, old_tab.clone(), new_tab.start..new_tab.start);
                    push(Op::Insert, old_tab.end..old_tab.end, new_tab);
                }
                for piece in marks(&x.text, &y.text) {
                    let shifted = |range: Range<usize>, by: usize| range.start + by..range.end + by;
                    push(piece.op, shifted(piece.old, x.place.start), shifted(piece.new, y.place.start));
                }
                (was, is) = (x.place.end, y.place.end);
            }
            (Some(x), None) => {
                push(Op::Delete, was..x.place.end, is..is);
                was = x.place.end;
            }
            (None, Some(y)) => {
                push(Op::Insert, was..was, is..y.place.end);
                is = y.place.end;
            }
            (None, None) => {}
        }
    }
    // Cells beyond the widest pair of rows.
    push(Op::Delete, was..old.text.text.len(), is..is);
    push(Op::Insert, old.text.text.len()..old.text.text.len(), is..new.text.text.len());
    pieces
}

/// Which columns came and went, by their heads: said once for a table.
pub(crate) fn remarks(old: &Line, new: &Line, columns: &Columns) -> Vec<String> {
    let name = |line: &Line, at: usize| {
        let cells = Cells::of(line);
        match cells.0.get(at).map(|c| c.text.text.trim().to_owned()).filter(|t| line.is_header() && !t.is_empty()) {
            Some(head) => format!("column “{head}”"),
            None => format!("column {}", at + 1),
        }
    };
    let mut said = Vec::new();
    for (i, j) in columns {
        match (i, j) {
            (Some(i), None) => said.push(format!("{} removed", name(old, *i))),
            (None, Some(j)) => said.push(format!("{} added", name(new, *j))),
            (_, _) => {}
        }
    }
    said
}
