//! What changed in a notice, as Word's own tracked changes.
//!
//! A block that kept its place is written once, with its words marked. What stands elsewhere is written twice: at its
//! old place, where accepting takes it away, and at its new one, where rejecting does. So the blocks that kept their
//! place part the text into gaps, and in each gap what goes stands, in the old order, before what comes, in the new.

use crate::PublishError;
use crate::docx::{Beside, COLOUR, Look, footer, table_head, widths};
use crate::docx_package::{About, Package, escape};
use crate::docx_styles::{BULLETS, LEVELS, STEP};
use crate::html::UNTITLED;
use crate::labels::labels;
use crate::render::language;
use crate::tree::squeeze;
use chrono::{DateTime, SecondsFormat, Utc};
use fairnotice_notice::Content;
use fairnotice_notice::leaves::LeafKind;
use fairnotice_redline::{Change, Kind, Op, Redline};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How wide the text is, in twentieths of a point.
const WIDTH: usize = 9072;

/// Who changed what when, as Word shows it beside each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changer<'a> {
    /// The name.
    pub author: &'a str,
    /// The time.
    pub at: DateTime<Utc>,
    /// What the foot of each page says beside the title: the document code, so that a copy that comes back tells what it is
    /// of. Nothing where it is empty.
    pub foot: &'a str,
}

/// The new text with every change as Word's own tracked change: accepting all gives the new text, rejecting all the
/// old. Word goes on tracking what is changed in it. A table row that moved, or whose cells are others now, is deleted
/// and inserted: Word has no other way. Stress and links are left out, as they are in redlines.
///
/// # Errors
/// [`PublishError::Internal`] for faults of our own.
pub fn redline(redline: &Redline, changer: &Changer<'_>) -> Result<Vec<u8>, PublishError> {
    let (old, new) = (redline.reject(), redline.accept());
    let sides = Sides { old: leaves(&old), new: leaves(&new) };
    let blocks = whole_parts(&redline.blocks);
    let lines = Plan::of(&blocks, &sides).lines();
    let at = changer.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut writer = Writer {
        who: format!("w:author=\"{}\" w:date=\"{at}\"", escape(changer.author)),
        same_lists: same_lists(&blocks, &sides),
        sides: &sides,
        ..Writer::new(&sides)
    };
    lines.iter().for_each(|line| writer.line(line));
    writer.end_table();
    if writer.below_table {
        // Word wants a paragraph at the end.
        writer.out.push_str("<w:p/>");
    }
    let (title, language) = (squeeze(&new.title), language(&new.language));
    let words = labels(&language);
    let foot = if changer.foot.is_empty() { title.clone() } else { format!("{title} · {}", changer.foot) };
    let about = About {
        footer: footer(&foot, words.page, words.of, words.foreign_in(&language)),
        title: if title.is_empty() { UNTITLED.to_owned() } else { title },
        language,
        colour: COLOUR.to_owned(),
        dated: None,
        header: String::new(),
        tracked: true,
    };
    writer.package.file(&about, &writer.out)
}

/// Splits and joins whose parts stand apart (something was put in between, or taken from there) as what Word can show of
/// them: what was is gone, and what became of it is new.
fn whole_parts(blocks: &[Change]) -> Vec<Change> {
    let mut of_split: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut of_merged: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        match block.change {
            Kind::Split => of_split.entry(block.old).or_default().push(at),
            Kind::Merged => of_merged.entry(block.new).or_default().push(at),
            Kind::Same | Kind::Changed | Kind::Inserted | Kind::Deleted | Kind::Moved | Kind::MovedChanged => {}
        }
    }
    of_split.retain(|_, parts| parts.windows(2).any(|w| w[1] != w[0] + 1));
    let in_a_row = |parts: &[usize]| {
        parts.windows(2).all(|w| w[1] == w[0] + 1 && blocks[w[1]].old == blocks[w[0]].old.map(|old| old + 1))
    };
    of_merged.retain(|_, parts| !in_a_row(parts));
    let words = |parts: &[usize], op: Op, without: Op| -> Vec<fairnotice_redline::Run> {
        let runs = parts.iter().flat_map(|part| &blocks[*part].runs).filter(|r| r.op != without);
        let text: String = runs.map(|r| r.text.as_str()).collect();
        if text.is_empty() { Vec::new() } else { vec![fairnotice_redline::Run { op, text, small: false }] }
    };
    let gone = |like: &Change, parts: &[usize]| Change {
        new: None,
        change: Kind::Deleted,
        runs: words(parts, Op::Delete, Op::Insert),
        ..like.clone()
    };
    let come = |like: &Change, parts: &[usize]| Change {
        old: None,
        change: Kind::Inserted,
        runs: words(parts, Op::Insert, Op::Delete),
        ..like.clone()
    };
    let mut out = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let split = of_split.get(&block.old).filter(|_| block.change == Kind::Split);
        let merged = of_merged.get(&block.new).filter(|_| block.change == Kind::Merged);
        match (split, merged) {
            (Some(parts), _) => {
                out.push(come(block, &[at]));
                if parts.first() == Some(&at) {
                    out.push(gone(block, parts));
                }
            }
            (None, Some(parts)) => {
                if parts.first() == Some(&at) {
                    out.push(come(block, parts));
                }
                out.push(gone(block, &[at]));
            }
            (None, None) => out.push(block.clone()),
        }
    }
    out
}

/// What a leaf is, and the list it stands in.
type Shape = (LeafKind, Option<usize>);

/// The leaves of both sides by their numbers.
struct Sides {
    old: Vec<Shape>,
    new: Vec<Shape>,
}

fn leaves(content: &Content) -> Vec<Shape> {
    content.leaves().iter().map(|leaf| (leaf.kind, leaf.list)).collect()
}

impl Sides {
    /// What a block is on that side; a paragraph where there is no such leaf, as in a redline that was tampered with.
    fn shape(&self, side: Side, at: Option<usize>) -> Shape {
        let leaves = match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        };
        at.and_then(|at| leaves.get(at)).copied().unwrap_or((LeafKind::Paragraph { callout: false }, None))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Old,
    New,
}

fn is_row(shape: Shape) -> bool {
    matches!(shape.0, LeafKind::Row { .. })
}

/// The words of one side in some blocks.
fn is_blank(blocks: &[&Change], without: Op) -> bool {
    blocks.iter().flat_map(|b| &b.runs).filter(|r| r.op != without).all(|r| r.text.trim().is_empty())
}

/// What happens to a line when all changes are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It stays, and its end too.
    Stays,
    /// It stays, its end is new: it was one with the next.
    Splits,
    /// It stays, its end goes: it becomes one with the next.
    Joins,
    /// It goes; moved to elsewhere when there is a move, by its number.
    Goes(Option<usize>),
    /// It comes; moved from elsewhere when there is a move.
    Comes(Option<usize>),
}

/// A paragraph or a row as it is written.
#[derive(Debug)]
struct Line<'a> {
    fate: Fate,
    blocks: Vec<&'a Change>,
    /// Whether a move starts and ends with it.
    ends: (bool, bool),
}

/// Blocks that are one leaf, or the parts of one, on either side.
struct Group<'a> {
    blocks: &'a [Change],
    /// Whether it kept its place and its make.
    stays: bool,
    /// Whether it is still of the make that it was, so that it can have been moved.
    alike: bool,
}

impl<'a> Group<'a> {
    fn of(blocks: &'a [Change], sides: &Sides) -> Group<'a> {
        let alike = blocks.iter().all(|b| {
            let rows = (is_row(sides.shape(Side::Old, b.old)), is_row(sides.shape(Side::New, b.new)));
            let cells_stay = b.runs.iter().all(|r| r.op == Op::Keep || !r.text.contains('\t'));
            b.old.is_some() && b.new.is_some() && (rows == (false, false) || (rows == (true, true) && cells_stay))
        });
        let words = blocks.iter().collect::<Vec<_>>();
        let alike = alike && !is_blank(&words, Op::Insert) && !is_blank(&words, Op::Delete);
        Group { blocks, stays: false, alike }
    }

    fn first_old(&self) -> Option<usize> {
        self.blocks.iter().filter_map(|b| b.old).min()
    }

    fn last_old(&self) -> Option<usize> {
        self.blocks.iter().filter_map(|b| b.old).max()
    }

    /// Its lines on one side: the blocks that make one leaf there.
    fn lines(&self, side: Side) -> Vec<Vec<&'a Change>> {
        let number = |b: &Change| match side {
            Side::Old => b.old,
            Side::New => b.new,
        };
        let without = match side {
            Side::Old => Op::Insert,
            Side::New => Op::Delete,
        };
        self.blocks
            .chunk_by(|a, b| number(a) == number(b))
            .map(|leaf| leaf.iter().filter(|b| number(b).is_some()).collect::<Vec<_>>())
            .filter(|leaf| !is_blank(leaf, without))
            .collect()
    }
}

/// Which blocks stay, which go and which come.
struct Plan<'a> {
    groups: Vec<Group<'a>>,
}

impl<'a> Plan<'a> {
    fn of(blocks: &'a [Change], sides: &Sides) -> Plan<'a> {
        let together = |a: &Change, b: &Change| match (a.change, b.change) {
            (Kind::Split, Kind::Split) => a.old == b.old,
            (Kind::Merged, Kind::Merged) => a.new == b.new,
            (
                Kind::Same
                | Kind::Changed
                | Kind::Inserted
                | Kind::Deleted
                | Kind::Moved
                | Kind::MovedChanged
                | Kind::Split
                | Kind::Merged,
                _,
            ) => false,
        };
        let mut groups: Vec<Group> = blocks.chunk_by(together).map(|b| Group::of(b, sides)).collect();
        // Single blocks say whether they moved. Of parts it is seen by whether they fit between those that did not.
        let mut last = None;
        for group in &mut groups {
            let [block] = group.blocks else { continue };
            let moved = matches!(block.change, Kind::Moved | Kind::MovedChanged);
            if group.alike && !moved && block.old > last {
                (group.stays, last) = (true, block.old);
            }
        }
        for at in 0..groups.len() {
            let group = &groups[at];
            if group.blocks.len() < 2 || !group.alike {
                continue;
            }
            let before = groups[..at].iter().rev().find(|g| g.stays).and_then(Group::last_old);
            let after = groups[at + 1..].iter().find(|g| g.stays).and_then(Group::first_old);
            groups[at].stays = group.first_old() > before && after.is_none_or(|after| group.last_old() < Some(after));
        }
        Plan { groups }
    }

    /// The lines in the order in which they are written.
    fn lines(&self) -> Vec<Line<'a>> {
        let kept: Vec<Option<usize>> = self.groups.iter().filter(|g| g.stays).map(Group::last_old).collect();
        let mut goes: Vec<Vec<(usize, Line)>> = kept.iter().map(|_| Vec::new()).chain([Vec::new()]).collect();
        let mut comes: Vec<Vec<Line>> = kept.iter().map(|_| Vec::new()).chain([Vec::new()]).collect();
        let mut stays: Vec<Vec<Line>> = Vec::new();
        for (number, group) in self.groups.iter().enumerate() {
            if group.stays {
                stays.push(staying(group));
                continue;
            }
            let (left, arrived) = (group.lines(Side::Old), group.lines(Side::New));
            let rows = |side: &[Vec<&Change>]| side.iter().flatten().any(|b| b.kind == "row");
            let moved = (group.alike && !rows(&left) && !rows(&arrived)).then_some(number);
            let gap = kept.partition_point(|old| *old < group.first_old());
            let count = left.len();
            for (i, blocks) in left.into_iter().enumerate() {
                let old = blocks.iter().find_map(|b| b.old).unwrap_or_default();
                let line = Line { fate: Fate::Goes(moved), blocks, ends: (i == 0, i + 1 == count) };
                goes[gap].push((old, line));
            }
            let count = arrived.len();
            for (i, blocks) in arrived.into_iter().enumerate() {
                let line = Line { fate: Fate::Comes(moved), blocks, ends: (i == 0, i + 1 == count) };
                comes[stays.len()].push(line);
            }
        }
        let mut lines = Vec::new();
        let mut stays = stays.into_iter();
        for (mut goes, comes) in goes.into_iter().zip(comes) {
            goes.sort_by_key(|(old, _)| *old);
            lines.extend(goes.into_iter().map(|(_, line)| line));
            lines.extend(comes);
            lines.extend(stays.next().into_iter().flatten());
        }
        lines
    }
}

/// The lines of what kept its place.
fn staying<'a>(group: &Group<'a>) -> Vec<Line<'a>> {
    let end = group.blocks.len().saturating_sub(1);
    let line = |(i, block): (usize, &'a Change)| {
        let fate = match block.change {
            Kind::Split if i < end => Fate::Splits,
            Kind::Merged if i < end => Fate::Joins,
            Kind::Same
            | Kind::Changed
            | Kind::Inserted
            | Kind::Deleted
            | Kind::Moved
            | Kind::MovedChanged
            | Kind::Split
            | Kind::Merged => Fate::Stays,
        };
        Line { fate, blocks: vec![block], ends: (false, false) }
    };
    group.blocks.iter().enumerate().map(line).collect()
}

/// Which list of the new text each list of the old one became, as far as an item of it is there.
fn same_lists(blocks: &[Change], sides: &Sides) -> BTreeMap<usize, usize> {
    let mut same = BTreeMap::new();
    for block in blocks.iter().filter(|b| matches!(b.change, Kind::Same | Kind::Changed)) {
        let lists = (sides.shape(Side::Old, block.old).1, sides.shape(Side::New, block.new).1);
        if let (Some(old), Some(new)) = lists {
            same.entry(old).or_insert(new);
        }
    }
    same
}

/// A row that waits for the others of its table.
struct Row {
    header: bool,
    fate: Fate,
    /// The words of each cell with their marks.
    cells: Vec<Vec<(Op, String)>>,
}

struct Writer<'a> {
    out: String,
    package: Package,
    sides: &'a Sides,
    /// The attributes that say who and when.
    who: String,
    /// The number of the last change.
    changes: usize,
    /// The numbered lists that were begun, by side and number there.
    lists: BTreeMap<(Side, usize), usize>,
    same_lists: BTreeMap<usize, usize>,
    rows: Vec<Row>,
    below_table: bool,
}

impl<'a> Writer<'a> {
    fn new(sides: &'a Sides) -> Self {
        Writer {
            out: String::new(),
            package: Package::default(),
            sides,
            who: String::new(),
            changes: 0,
            lists: BTreeMap::new(),
            same_lists: BTreeMap::new(),
            rows: Vec::new(),
            below_table: false,
        }
    }

    /// The attributes of the next change.
    fn change(&mut self) -> String {
        self.changes += 1;
        format!("w:id=\"{}\" {}", self.changes, self.who)
    }

    fn line(&mut self, line: &Line<'_>) {
        let (old, new) = (line.blocks.iter().find_map(|b| b.old), line.blocks.iter().find_map(|b| b.new));
        let side = match line.fate {
            Fate::Goes(_) => Side::Old,
            Fate::Stays | Fate::Splits | Fate::Joins | Fate::Comes(_) => Side::New,
        };
        let shape = match side {
            Side::Old => self.sides.shape(side, old),
            Side::New => self.sides.shape(side, new),
        };
        if let LeafKind::Row { header } = shape.0 {
            // A header starts a table, unless it stands beside the one that it takes the place of.
            if header && self.rows.iter().any(|row| !row.header) {
                self.end_table();
            }
            self.rows.push(Row { header, fate: line.fate, cells: cells(line) });
            return;
        }
        self.end_table();
        let apart = std::mem::take(&mut self.below_table);
        let look = Look { apart, ..self.look(side, shape) };
        let mut properties = look.properties();
        let end = match line.fate {
            Fate::Stays => None,
            Fate::Joins | Fate::Goes(None) => Some("del"),
            Fate::Splits | Fate::Comes(None) => Some("ins"),
            Fate::Goes(Some(_)) => Some("moveFrom"),
            Fate::Comes(Some(_)) => Some("moveTo"),
        };
        if let Some(name) = end {
            let _ = write!(properties, "<w:rPr><w:{name} {}/></w:rPr>", self.change());
        }
        if line.fate == Fate::Stays && line.blocks.iter().all(|b| !matches!(b.change, Kind::Split | Kind::Merged)) {
            let was = Look { apart, ..self.look(Side::Old, self.sides.shape(Side::Old, old)) };
            if was != look {
                let change = self.change();
                let was = was.properties();
                let _ = write!(properties, "<w:pPrChange {change}><w:pPr>{was}</w:pPr></w:pPrChange>");
            }
        }
        self.out.push_str("<w:p>");
        if !properties.is_empty() {
            let _ = write!(self.out, "<w:pPr>{properties}</w:pPr>");
        }
        let range = match line.fate {
            Fate::Goes(Some(number)) => Some(("moveFrom", 2 * number)),
            Fate::Comes(Some(number)) => Some(("moveTo", 2 * number + 1)),
            Fate::Stays | Fate::Splits | Fate::Joins | Fate::Goes(None) | Fate::Comes(None) => None,
        };
        if let Some((name, id)) = range.filter(|_| line.ends.0) {
            let move_name = id / 2 + 1;
            let _ = write!(
                self.out,
                "<w:{name}RangeStart w:id=\"{}\" w:name=\"move{move_name}\" {}/>",
                range_id(id),
                self.who
            );
        }
        for run in line.blocks.iter().flat_map(|b| &b.runs) {
            self.run(line.fate, run.op, &run.text);
        }
        self.out.push_str("</w:p>");
        if let Some((name, id)) = range.filter(|_| line.ends.1) {
            let _ = write!(self.out, "<w:{name}RangeEnd w:id=\"{}\"/>", range_id(id));
        }
    }

    /// Words with their mark; none where they are not on the side that the line is of.
    fn run(&mut self, fate: Fate, op: Op, text: &str) {
        let name = match (fate, op) {
            (Fate::Goes(_), Op::Insert) | (Fate::Comes(_), Op::Delete) => return,
            (Fate::Stays | Fate::Splits | Fate::Joins, Op::Keep) => None,
            (Fate::Stays | Fate::Splits | Fate::Joins | Fate::Comes(_), Op::Insert) => Some("ins"),
            (Fate::Stays | Fate::Splits | Fate::Joins | Fate::Goes(_), Op::Delete) => Some("del"),
            (Fate::Goes(None), Op::Keep) => Some("del"),
            (Fate::Comes(None), Op::Keep) => Some("ins"),
            (Fate::Goes(Some(_)), Op::Keep) => Some("moveFrom"),
            (Fate::Comes(Some(_)), Op::Keep) => Some("moveTo"),
        };
        let element = if name == Some("del") { "delText" } else { "t" };
        let words: Vec<String> = text
            .split('\t')
            .map(|part| match escape(part) {
                empty if empty.is_empty() => String::new(),
                words => format!("<w:{element} xml:space=\"preserve\">{words}</w:{element}>"),
            })
            .collect();
        let words = words.join("<w:tab/>");
        match name {
            None => _ = write!(self.out, "<w:r>{words}</w:r>"),
            Some(name) => {
                let change = self.change();
                let _ = write!(self.out, "<w:{name} {change}><w:r>{words}</w:r></w:{name}>");
            }
        }
    }

    fn look(&mut self, side: Side, shape: Shape) -> Look<'static> {
        let style = |style| Look { style, ..Look::default() };
        match shape.0 {
            LeafKind::Title => style("Title"),
            LeafKind::Heading { level } => style(match level {
                0..=2 => "Heading1",
                3 => "Heading2",
                4 => "Heading3",
                5 => "Heading4",
                6.. => "Heading5",
            }),
            LeafKind::Paragraph { callout: true } => Look { beside: Beside::Callout, ..style("Callout") },
            LeafKind::Paragraph { callout: false } | LeafKind::Row { .. } => style(""),
            LeafKind::Image => style("Picture"),
            LeafKind::Item { depth, first: false, .. } => {
                Look { left: Some(STEP * (depth + 1).min(LEVELS)), ..style("ListContinue") }
            }
            LeafKind::Item { depth, ordered, first: true, .. } => {
                let list = if ordered { self.numbered(side, shape.1.unwrap_or(0)) } else { BULLETS };
                let style = style(if ordered { "ListNumber" } else { "ListBullet" });
                Look { list: Some((list, depth.min(LEVELS - 1))), ..style }
            }
        }
    }

    /// The list in the file; a list of the old text that is there still is the one of the new text.
    fn numbered(&mut self, side: Side, list: usize) -> usize {
        let key = match (side, self.same_lists.get(&list)) {
            (Side::Old, Some(new)) => (Side::New, *new),
            (Side::Old | Side::New, _) => (side, list),
        };
        *self.lists.entry(key).or_insert_with(|| self.package.numbered_list())
    }

    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let Some(columns) = rows.iter().map(|row| row.cells.len()).max() else { return };
        if self.below_table {
            self.out.push_str("<w:p/>");
        }
        let text = |cell: &Vec<(Op, String)>| cell.iter().map(|(_, text)| text.as_str()).collect::<String>();
        let texts: Vec<Vec<String>> = rows.iter().map(|row| row.cells.iter().map(text).collect()).collect();
        let widths = widths(&texts, WIDTH);
        let headers = rows.iter().take_while(|row| row.header).count();
        self.out.push_str(&table_head(&widths, 0, headers > 0));
        for (i, row) in rows.iter().enumerate() {
            let mut properties = if i < headers { "<w:cantSplit/><w:tblHeader/>".to_owned() } else { String::new() };
            match row.fate {
                Fate::Goes(_) => _ = write!(properties, "<w:del {}/>", self.change()),
                Fate::Comes(_) => _ = write!(properties, "<w:ins {}/>", self.change()),
                Fate::Stays | Fate::Splits | Fate::Joins => {}
            }
            self.out.push_str("<w:tr>");
            if !properties.is_empty() {
                let _ = write!(self.out, "<w:trPr>{properties}</w:trPr>");
            }
            let style = if i < headers { "TableHeading" } else { "TableText" };
            // Rows may be shorter than others; Word's are all as long as the longest.
            for (at, width) in widths.iter().enumerate().take(columns) {
                let _ = write!(
                    self.out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>\
                     <w:pStyle w:val=\"{style}\"/></w:pPr>"
                );
                for (op, text) in row.cells.get(at).into_iter().flatten() {
                    self.run(row.fate, *op, text);
                }
                self.out.push_str("</w:p></w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        self.below_table = true;
    }
}

/// The number of a move's range, out of reach of those of the changes.
fn range_id(id: usize) -> usize {
    1_000_000 + id
}

/// The words of a row's cells on the side (or the sides) that the line is of.
fn cells(line: &Line<'_>) -> Vec<Vec<(Op, String)>> {
    let without = match line.fate {
        Fate::Goes(_) => Some(Op::Insert),
        Fate::Comes(_) => Some(Op::Delete),
        Fate::Stays | Fate::Splits | Fate::Joins => None,
    };
    let mut cells: Vec<Vec<(Op, String)>> = vec![Vec::new()];
    for run in line.blocks.iter().flat_map(|b| &b.runs).filter(|r| Some(r.op) != without) {
        for (i, text) in run.text.split('\t').enumerate() {
            if i > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !text.is_empty()) {
                cell.push((run.op, text.to_owned()));
            }
        }
    }
    cells
}
