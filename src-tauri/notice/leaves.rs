//! The text as a flat row of lines: the title, then each heading, paragraph, list item and table row.
//!
//! This is the one numbering of blocks that findings, redlines and exports share: the title is leaf 0.

use crate::content::{Block, Content, Run, text_of};
use crate::roles::Role;
use std::borrow::Cow;

/// What a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// The title of the notice.
    Title,
    /// A section's heading.
    Heading {
        /// 2 to 6.
        level: u8,
    },
    /// A paragraph outside a list and a table.
    Paragraph {
        /// Inside a callout.
        callout: bool,
    },
    /// A paragraph of a list item; only the item's first paragraph carries the bullet.
    Item {
        /// 0 for the outermost list.
        depth: usize,
        /// Numbered rather than bulleted.
        ordered: bool,
        /// The item's place in its list, from 0.
        index: usize,
        /// Whether this is the item's first paragraph.
        first: bool,
    },
    /// A row of a table; the words of its cells parted by tabs.
    Row {
        /// The header row.
        header: bool,
    },
    /// A picture, by its alternative text.
    Image,
}

/// One line of the text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// What it is.
    pub kind: LeafKind,
    /// The index of its section; `None` for the title.
    pub section: Option<usize>,
    /// The index of its field in the section; `None` for title and headings.
    pub field: Option<usize>,
    /// The role of its field.
    pub role: Option<Role>,
    /// The id of the section (for a heading) or of the block, where it has one.
    pub id: Option<&'a str>,
    /// Which list of the text it stands in, counted from 0 through the whole text, lists inside lists
    /// counted as lists of their own.
    pub list: Option<usize>,
    /// The words with their make. A table row's cells are joined by runs of one tab.
    pub runs: Cow<'a, [Run]>,
}

impl Leaf<'_> {
    /// The words.
    pub fn text(&self) -> String {
        text_of(&self.runs)
    }
}

struct Walk<'a> {
    leaves: Vec<Leaf<'a>>,
    section: usize,
    field: usize,
    role: Role,
    lists: usize,
}

/// Where a block stands: in a list item, in a callout, or in neither.
#[derive(Clone, Copy)]
enum Within {
    Field,
    Callout,
    Item { depth: usize, ordered: bool, index: usize, list: usize },
}

impl Content {
    /// Every line of the text in reading order; see the module.
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let bare = |text: &str| Cow::Owned(if text.is_empty() { vec![] } else { vec![Run::plain(text)] });
        let mut walk = Walk {
            leaves: vec![Leaf {
                kind: LeafKind::Title,
                section: None,
                field: None,
                role: None,
                id: None,
                list: None,
                runs: bare(&self.title),
            }],
            section: 0,
            field: 0,
            role: Role::Other,
            lists: 0,
        };
        for (s, section) in self.sections.iter().enumerate() {
            walk.leaves.push(Leaf {
                kind: LeafKind::Heading { level: section.level },
                section: Some(s),
                field: None,
                role: None,
                id: (!section.id.is_empty()).then_some(section.id.as_str()),
                list: None,
                runs: bare(&section.heading),
            });
            for (f, field) in section.fields.iter().enumerate() {
                (walk.section, walk.field, walk.role) = (s, f, field.role);
                for block in &field.blocks {
                    walk.block(block, Within::Field, true);
                }
            }
        }
        walk.leaves
    }
}

impl<'a> Walk<'a> {
    fn push(&mut self, kind: LeafKind, id: Option<&'a str>, list: Option<usize>, runs: Cow<'a, [Run]>) {
        self.leaves.push(Leaf {
            kind,
            section: Some(self.section),
            field: Some(self.field),
            role: Some(self.role),
            id,
            list,
            runs,
        });
    }

    fn block(&mut self, block: &'a Block, within: Within, first: bool) {
        let list_of = |within| match within {
            Within::Item { list, .. } => Some(list),
            Within::Field | Within::Callout => None,
        };
        match block {
            Block::Paragraph { id, runs } => {
                let kind = match within {
                    Within::Field => LeafKind::Paragraph { callout: false },
                    Within::Callout => LeafKind::Paragraph { callout: true },
                    Within::Item { depth, ordered, index, .. } => LeafKind::Item { depth, ordered, index, first },
                };
                self.push(kind, id.as_deref(), list_of(within), Cow::Borrowed(runs));
            }
            Block::List { ordered, items, .. } => {
                let depth = match within {
                    Within::Item { depth, .. } => depth + 1,
                    Within::Field | Within::Callout => 0,
                };
                let list = self.lists;
                self.lists += 1;
                for (index, item) in items.iter().enumerate() {
                    for (i, inner) in item.blocks.iter().enumerate() {
                        self.block(inner, Within::Item { depth, ordered: *ordered, index, list }, i == 0);
                    }
                }
            }
            Block::Table { id, header, rows } => {
                if !header.is_empty() {
                    self.push(LeafKind::Row { header: true }, None, None, Cow::Owned(row_runs(header)));
                }
                for (i, row) in rows.iter().enumerate() {
                    let id = if i == 0 { id.as_deref() } else { None };
                    self.push(LeafKind::Row { header: false }, id, None, Cow::Owned(row_runs(row)));
                }
            }
            Block::Callout { blocks, .. } => {
                for (i, inner) in blocks.iter().enumerate() {
                    self.block(inner, Within::Callout, i == 0);
                }
            }
            Block::Image { id, alt, .. } => {
                self.push(LeafKind::Image, id.as_deref(), list_of(within), Cow::Owned(vec![Run::plain(alt.clone())]));
            }
        }
    }
}

/// A row's words: cells parted by a tab, paragraphs and items inside a cell by a space.
fn row_runs(cells: &[Vec<Block>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            runs.push(Run::plain("\t"));
        }
        let mut first = true;
        for block in cell {
            block.walk(&mut |b| {
                let inner: Vec<Run> = match b {
                    Block::Paragraph { runs, .. } => runs.clone(),
                    Block::Image { alt, .. } => vec![Run::plain(alt.clone())],
                    Block::List { .. } | Block::Table { .. } | Block::Callout { .. } => return,
                };
                if !first {
                    runs.push(Run::plain(" "));
                }
                first = false;
                runs.extend(inner);
            });
        }
    }
    runs
}
