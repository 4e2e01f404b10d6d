//! Structure-aware comparison of two contents: what a reviewer must see before deciding.
//!
//! [`compare`] aligns the leaves of two contents (title, headings, paragraphs, items, rows), finds what was
//! moved, split and merged, and marks the words. Accepting every change gives the new content, rejecting
//! every change the old one, exactly, and both are rebuilt from the words in the blocks that were shown.
//!
//! Nothing here reads a file, asks the time or knows how a redline is drawn.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod align;
mod cells;
mod chain;
mod line;
mod marks;
mod matters;
mod merge;
mod notes;
mod periods;
mod regroup;
mod skeleton;
mod summary;
mod things;
mod words;

pub use matters::{Matter, MatterAct};
pub use merge::{Conflict, ConflictKind, Merged, merge};
pub use summary::{Point, Summary};

use align::Link;
use fairnotice_notice::leaves::LeafKind;
use fairnotice_notice::{Content, Role};
use line::{Line, Side};
use marks::{Piece, Text};
use serde::Serialize;
use skeleton::Skeleton;
use std::collections::BTreeMap;

/// Everything that differs between two contents, and what stays the same around it.
///
/// As JSON it is the contract's redline: blocks and stats. Blocks stand in the order of the new text, deleted
/// ones after what stood before them in the old. Sorted (stably) by `new` and read without their deletions,
/// they are the new text; sorted by `old` and read without their insertions, the old.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Redline {
    /// The blocks.
    pub blocks: Vec<Change>,
    /// How many blocks and words are of which kind.
    pub stats: Stats,
    #[serde(skip)]
    old_shape: Skeleton,
    #[serde(skip)]
    new_shape: Skeleton,
}

/// What happened to one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The leaf of the old content (`Content::leaves`, the title is 0); `None` for what is new. A split leaf
    /// stands here once for each of its parts.
    pub old: Option<usize>,
    /// The leaf of the new content; `None` for what is deleted. Merged leaves have the same.
    pub new: Option<usize>,
    /// What happened.
    pub change: Kind,
    /// The words with their marks, none empty, cut at word boundaries. A row's cells are parted by tabs.
    pub runs: Vec<Run>,
    /// What the block is: `title`, `heading`, `paragraph`, `item`, `row` or `image` (by its alternative
    /// text). In the new content where it is there, else in the old.
    pub kind: String,
    /// The level of a heading, 2 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// How deep an item's list lies within other lists, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<usize>,
    /// The heading it stands under; `None` for the title and for headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The heading it stood under before, where it was moved from under another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What its field means in law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What its field meant before, where that is something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_role: Option<Role>,
    /// Whether it is the header row of a table.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// What changed besides the words: "heading level 2 → 3", "emphasis changed".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What happened to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Nothing.
    Same,
    /// Its words changed, or something that its note tells.
    Changed,
    /// It is new.
    Inserted,
    /// It is gone.
    Deleted,
    /// It stands elsewhere.
    Moved,
    /// It stands elsewhere and changed.
    MovedChanged,
    /// It is one part of what was one block.
    Split,
    /// It was joined with its neighbours into one block.
    Merged,
}

impl Kind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Same => "same",
            Kind::Changed => "changed",
            Kind::Inserted => "inserted",
            Kind::Deleted => "deleted",
            Kind::Moved => "moved",
            Kind::MovedChanged => "moved-changed",
            Kind::Split => "split",
            Kind::Merged => "merged",
        }
    }
}

/// Words with one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The mark.
    pub op: Op,
    /// The words, never empty.
    pub text: String,
    /// Whether the change is only one of white space, quotation marks or dashes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub small: bool,
}

/// A mark on words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// On both sides.
    Keep,
    /// Only in the new content.
    Insert,
    /// Only in the old content.
    Delete,
}

impl Op {
    pub(crate) fn swapped(self) -> Op {
        match self {
            Op::Keep => Op::Keep,
            Op::Insert => Op::Delete,
            Op::Delete => Op::Insert,
        }
    }
}

/// Counts over a redline. Comparing the other way round swaps inserted with deleted and split with merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Blocks that are the same.
    pub same: usize,
    /// Blocks that changed where they stand.
    pub changed: usize,
    /// Blocks that are new.
    pub inserted: usize,
    /// Blocks that are gone.
    pub deleted: usize,
    /// Blocks that stand elsewhere.
    pub moved: usize,
    /// Blocks that stand elsewhere and changed.
    pub moved_changed: usize,
    /// Old blocks that were split; each counts once, however many its parts.
    pub split: usize,
    /// New blocks that were merged from several; each counts once.
    pub merged: usize,
    /// Words on both sides.
    pub words_kept: usize,
    /// Words only in the new content.
    pub words_inserted: usize,
    /// Words only in the old content.
    pub words_deleted: usize,
}

/// Compares two contents.
pub fn compare(old: &Content, new: &Content) -> Redline {
    let (old_side, new_side, swapped) = line::sides(old, new);
    let links = align::align(&old_side, &new_side, swapped);
    let tables = cells::tables(&old_side, &new_side, &links);
    let mut blocks = Blocks { old: &old_side, new: &new_side, links: &links, tables }.in_order();
    if old.language != new.language
        && let Some(title) = blocks.first_mut()
    {
        notes::add(&mut title.note, format!("language changed from {} to {}", old.language, new.language));
        if title.change == Kind::Same {
            title.change = Kind::Changed;
        }
    }
    let stats = Stats::of(&blocks, &links);
    Redline { blocks, stats, old_shape: Skeleton::of(old), new_shape: Skeleton::of(new) }
}

impl Redline {
    /// The new content: every change taken.
    pub fn accept(&self) -> Content {
        self.new_shape.fill(&words_by(&self.blocks, |b| b.new, Op::Delete))
    }

    /// The language of the new content, as a BCP 47 tag.
    pub fn language(&self) -> &str {
        self.new_shape.language()
    }

    /// The old content: every change refused.
    pub fn reject(&self) -> Content {
        self.old_shape.fill(&words_by(&self.blocks, |b| b.old, Op::Insert))
    }

    /// Whether nothing changed that a reader or a reviewer could see.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|b| b.change == Kind::Same && b.note.is_none())
    }
}

/// The words of leaf 0, 1, 2 … of one side.
fn words_by(blocks: &[Change], leaf: impl Fn(&Change) -> Option<usize>, without: Op) -> Vec<String> {
    let mut leaves: BTreeMap<usize, String> = BTreeMap::new();
    for block in blocks {
        if let Some(at) = leaf(block) {
            let text = leaves.entry(at).or_default();
            block.runs.iter().filter(|r| r.op != without).for_each(|r| text.push_str(&r.text));
        }
    }
    // By their numbers and not by their order: a leaf that is missing must not shift those after it, and a
    // number far off (tampering) must not ask for memory.
    let mut row = Vec::with_capacity(leaves.len());
    let most = blocks.len();
    for (at, text) in leaves {
        if at > most {
            break;
        }
        row.resize(at, String::new());
        row.push(text);
    }
    row
}

impl Stats {
    fn of(blocks: &[Change], links: &[Link]) -> Stats {
        let mut stats = Stats::default();
        for block in blocks {
            match block.change {
                Kind::Same => stats.same += 1,
                Kind::Changed => stats.changed += 1,
                Kind::Inserted => stats.inserted += 1,
                Kind::Deleted => stats.deleted += 1,
                Kind::Moved => stats.moved += 1,
                Kind::MovedChanged => stats.moved_changed += 1,
                Kind::Split | Kind::Merged => {}
            }
            for run in &block.runs {
                let words = words::count(&run.text);
                match run.op {
                    Op::Keep => stats.words_kept += words,
                    Op::Insert => stats.words_inserted += words,
                    Op::Delete => stats.words_deleted += words,
                }
            }
        }
        stats.split = links.iter().filter(|l| l.news.len() > 1).count();
        stats.merged = links.iter().filter(|l| l.olds.len() > 1).count();
        stats
    }
}

/// Turns links between leaves into marked blocks.
struct Blocks<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    links: &'a [Link],
    tables: cells::Tables,
}

impl Blocks<'_> {
    fn in_order(&self) -> Vec<Change> {
        let mut link_of_new: Vec<Option<&Link>> = vec![None; self.new.lines.len()];
        let mut link_of_old: Vec<Option<&Link>> = vec![None; self.old.lines.len()];
        for link in self.links {
            link.news.iter().for_each(|n| link_of_new[*n] = Some(link));
            link.olds.iter().for_each(|o| link_of_old[*o] = Some(link));
        }
        // A deleted leaf stands after the last leaf before it that kept its place.
        let mut deleted: Vec<Vec<usize>> = vec![Vec::new(); self.new.lines.len()];
        let mut after = 0;
        for (o, link) in link_of_old.iter().enumerate() {
            match link {
                Some(link) if !link.moved => after = link.news.last().copied().unwrap_or(after),
                Some(_) => {}
                None => deleted[after].push(o),
            }
        }
        let mut blocks = Vec::new();
        // The later parts of split leaves, until their place comes: something new may stand between two parts.
        let mut later: BTreeMap<usize, Change> = BTreeMap::new();
        for (n, link) in link_of_new.iter().enumerate() {
            match link {
                None => blocks.push(self.alone(None, Some(n))),
                Some(link) if link.news.first() == Some(&n) => {
                    let at = blocks.len();
                    self.linked(link, &mut blocks);
                    if link.news.len() > 1 {
                        later.extend(blocks.drain(at + 1..).filter_map(|part| Some((part.new?, part))));
                    }
                }
                Some(_) => blocks.extend(later.remove(&n)),
            }
            blocks.extend(deleted[n].iter().map(|o| self.alone(Some(*o), None)));
        }
        blocks
    }

    /// A leaf that is only on one side.
    fn alone(&self, old: Option<usize>, new: Option<usize>) -> Change {
        let (line, change, op) = match (old, new) {
            (Some(o), _) => (&self.old.lines[o], Kind::Deleted, Op::Delete),
            (None, n) => (&self.new.lines[n.unwrap_or(0)], Kind::Inserted, Op::Insert),
        };
        let text = &line.text.text;
        let runs = if text.is_empty() { Vec::new() } else { vec![Run { op, text: text.clone(), small: false }] };
        Change { old, new, change, runs, ..self.described(line, if old.is_some() { self.old } else { self.new }) }
    }

    fn linked(&self, link: &Link, blocks: &mut Vec<Change>) {
        let olds: Vec<&Line> = link.olds.iter().map(|o| &self.old.lines[*o]).collect();
        let news: Vec<&Line> = link.news.iter().map(|n| &self.new.lines[*n]).collect();
        let was = Text::joined(&olds.iter().map(|l| &l.text).collect::<Vec<_>>());
        let is = Text::joined(&news.iter().map(|l| &l.text).collect::<Vec<_>>());
        let table = match (link.olds.as_slice(), link.news.as_slice()) {
            (&[o], &[_]) => self.tables.of(o),
            (_, _) => None,
        };
        let pieces = match table {
            Some((columns, _)) if was.text != is.text => cells::row_marks(olds[0], news[0], columns),
            Some(_) | None => marks::marks(&was, &is),
        };
        let mut formatting = notes::formatting(&pieces, &olds, &news);
        if let Some((columns, true)) = table {
            formatting.splice(0..0, cells::remarks(olds[0], news[0], columns));
        }
        if let (&[o], &[n]) = (link.olds.as_slice(), link.news.as_slice()) {
            let mut note = notes::place(self.old, o, self.new, n);
            formatting.into_iter().for_each(|f| notes::add(&mut note, f));
            let meaning = notes::meaning(self.old, o, self.new, n, link.moved);
            // What moved among fields means something else by where it stands now: that alone is no change of it.
            let differs = note.is_some() || was.text != is.text || (meaning.is_some() && !link.moved);
            meaning.into_iter().for_each(|m| notes::add(&mut note, m));
            let change = match (link.moved, differs) {
                (false, false) => Kind::Same,
                (false, true) => Kind::Changed,
                (true, false) => Kind::Moved,
                (true, true) => Kind::MovedChanged,
            };
            let runs = runs_of(&pieces, &was.text, &is.text);
            if was.text != is.text && runs.iter().all(|r| r.op == Op::Keep || r.small) {
                notes::add(&mut note, "only spaces, quotation marks or dashes".to_owned());
            }
            let described = self.described(news[0], self.new);
            let (from, from_role) = self.came_from(o, link.moved, &described);
            blocks.push(Change { old: Some(o), new: Some(n), change, runs, from, from_role, note, ..described });
            return;
        }
        let split = news.len() > 1;
        let (change, parts) = if split { (Kind::Split, &news) } else { (Kind::Merged, &olds) };
        for (i, (part, pieces)) in parts.iter().zip(by_part(&pieces, parts, split)).enumerate() {
            let (old, new) = if split { (link.olds[0], link.news[i]) } else { (link.olds[i], link.news[0]) };
            let mut note = Some(match split {
                true => format!("part {} of {} of what was one", i + 1, parts.len()),
                false => format!("{} of {} that are now one", i + 1, parts.len()),
            });
            if link.moved {
                notes::add(&mut note, "moved".to_owned());
            }
            if i == 0 {
                formatting.iter().for_each(|f| notes::add(&mut note, f.clone()));
            }
            let runs = runs_of(&pieces, &was.text, &is.text);
            let described = if split { self.described(part, self.new) } else { self.described(news[0], self.new) };
            let (from, from_role) = self.came_from(old, link.moved, &described);
            blocks.push(Change { old: Some(old), new: Some(new), change, runs, from, from_role, note, ..described });
        }
    }

    /// The heading a moved leaf stood under and the role of its field, as far as they were others.
    fn came_from(&self, old: usize, moved: bool, now: &Change) -> (Option<String>, Option<Role>) {
        let heading = self.old.heading(old).filter(|h| moved && now.section.as_deref() != Some(h));
        let role = self.old.lines[old].leaf.role.filter(|r| now.role.is_some() && now.role != Some(*r));
        (heading.map(str::to_owned), role)
    }

    /// What the block is and where it stands; the rest is for the caller to fill.
    fn described(&self, line: &Line, side: &Side) -> Change {
        let (kind, level, depth) = match line.leaf.kind {
            LeafKind::Title => ("title", None, None),
            LeafKind::Heading { level } => ("heading", Some(level), None),
            LeafKind::Paragraph { .. } => ("paragraph", None, None),
            LeafKind::Item { depth, .. } => ("item", None, Some(depth)),
            LeafKind::Row { .. } => ("row", None, None),
            LeafKind::Image => ("image", None, None),
        };
        Change {
            old: None,
            new: None,
            change: Kind::Same,
            runs: Vec::new(),
            kind: kind.to_owned(),
            level,
            depth,
            section: side.heading(line.at).map(str::to_owned),
            from: None,
            role: line.leaf.role,
            from_role: None,
            header: line.is_header(),
            note: None,
        }
    }
}

/// The pieces that belong to each part of a split (by the new text) or merge (by the old). What has no place
/// of its own there goes with the words before it.
fn by_part(pieces: &[Piece], parts: &[&Line], split: bool) -> Vec<Vec<Piece>> {
    let mut ends = Vec::with_capacity(parts.len());
    let mut end = 0;
    for part in parts {
        end += part.text.text.len();
        ends.push(end);
    }
    let mut found: Vec<Vec<Piece>> = vec![Vec::new(); parts.len()];
    let mut at = 0;
    for piece in pieces {
        let own = if split { &piece.new } else { &piece.old };
        if own.is_empty() {
            found[at].push(piece.clone());
            continue;
        }
        // A change may reach over the border between two parts.
        let mut start = own.start;
        while start < own.end {
            while at + 1 < parts.len() && start >= ends[at] {
                at += 1;
            }
            let stop = own.end.min(ends[at].max(start + 1));
            let cut = |range: &std::ops::Range<usize>, of_own: bool| match (of_own, piece.op) {
                (true, _) => start..stop,
                (false, Op::Keep) => range.start + (start - own.start)..range.start + (stop - own.start),
                (false, Op::Insert | Op::Delete) => range.clone(),
            };
            found[at].push(Piece { op: piece.op, old: cut(&piece.old, !split), new: cut(&piece.new, split) });
            start = stop;
        }
    }
    found
}

/// Pieces as runs: neighbours with one mark joined, and in a change the deletion before the insertion.
pub(crate) fn runs_of(pieces: &[Piece], old: &str, new: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut deleted, mut inserted) = (String::new(), String::new());
    let flush = |runs: &mut Vec<Run>, deleted: &mut String, inserted: &mut String| {
        let small = words::bare(deleted) == words::bare(inserted);
        for (op, text) in [(Op::Delete, deleted), (Op::Insert, inserted)] {
            if !text.is_empty() {
                runs.push(Run { op, text: std::mem::take(text), small });
            }
        }
    };
    for piece in pieces {
        match piece.op {
            Op::Delete => deleted.push_str(&old[piece.old.clone()]),
            Op::Insert => inserted.push_str(&new[piece.new.clone()]),
            Op::Keep => {
                flush(&mut runs, &mut deleted, &mut inserted);
                let text = &new[piece.new.clone()];
                match runs.last_mut() {
                    Some(last) if last.op == Op::Keep => last.text.push_str(text),
                    _ => runs.push(Run { op: Op::Keep, text: text.to_owned(), small: false }),
                }
            }
        }
    }
    flush(&mut runs, &mut deleted, &mut inserted);
    runs
}
