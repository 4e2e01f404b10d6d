//! A content as a tree of like nodes, and back.

use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Run, Section};
use std::collections::BTreeMap;

/// What a node is, without what is below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    Root { title: String, language: String },
    Section { id: String, heading: String, level: u8 },
    Field { id: String, role: Role, kind: FieldKind },
    Paragraph { id: Option<String>, runs: Vec<Run> },
    List { id: Option<String>, ordered: bool },
    Item { id: Option<String> },
    Table { id: Option<String> },
    Row { header: bool, cells: Vec<Vec<Block>> },
    Callout { id: Option<String> },
    Image { id: Option<String>, alt: String, asset: String },
}

impl Make {
    /// Nodes of one kind may be the same node on two sides.
    pub(crate) fn kind(&self) -> u8 {
        match self {
            Make::Root { .. } => 0,
            Make::Section { .. } => 1,
            Make::Field { .. } => 2,
            Make::Paragraph { .. } => 3,
            Make::List { .. } => 4,
            Make::Item { .. } => 5,
            Make::Table { .. } => 6,
            Make::Row { header: true, .. } => 7,
            Make::Row { header: false, .. } => 8,
            Make::Callout { .. } => 9,
            Make::Image { .. } => 10,
        }
    }

    /// The id of a paragraph, which it keeps while it is edited in a draft.
    pub(crate) fn paragraph_id(&self) -> Option<&str> {
        match self {
            Make::Paragraph { id, .. } => id.as_deref().filter(|id| !id.is_empty()),
            Make::Root { .. }
            | Make::Section { .. }
            | Make::Field { .. }
            | Make::List { .. }
            | Make::Item { .. }
            | Make::Table { .. }
            | Make::Row { .. }
            | Make::Callout { .. }
            | Make::Image { .. } => None,
        }
    }

    /// Whether a line of the text stands in it.
    fn is_leaf(&self) -> bool {
        match self {
            Make::Root { .. }
            | Make::Section { .. }
            | Make::Paragraph { .. }
            | Make::Row { .. }
            | Make::Image { .. } => true,
            Make::Field { .. } | Make::List { .. } | Make::Item { .. } | Make::Table { .. } | Make::Callout { .. } => {
                false
            }
        }
    }

    /// The same without ids: new on two sides, they were given two.
    pub(crate) fn without_id(&self) -> Make {
        let mut make = self.clone();
        match &mut make {
            Make::Section { id, .. } | Make::Field { id, .. } => id.clear(),
            Make::Paragraph { id, .. }
            | Make::List { id, .. }
            | Make::Item { id }
            | Make::Table { id }
            | Make::Callout { id }
            | Make::Image { id, .. } => *id = None,
            Make::Root { .. } | Make::Row { .. } => {}
        }
        make
    }

    /// The words that stand in the node itself.
    pub(crate) fn words(&self) -> String {
        match self {
            Make::Root { title, .. } => title.clone(),
            Make::Section { heading, .. } => heading.clone(),
            Make::Paragraph { runs, .. } => fairnotice_notice::content::text_of(runs),
            Make::Row { cells, .. } => {
                let cell = |blocks: &Vec<Block>| blocks.iter().map(Block::plain_text).collect::<Vec<_>>().join(" ");
                cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
            }
            Make::Image { alt, .. } => alt.clone(),
            Make::Field { .. } | Make::List { .. } | Make::Item { .. } | Make::Table { .. } | Make::Callout { .. } => {
                String::new()
            }
        }
    }
}

/// A node and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) make: Make,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
}

/// A content as a tree; the root is node 0, and nodes stand in reading order.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    /// The node of each leaf of the content.
    pub(crate) leaves: Vec<usize>,
    /// The content itself, for aligning it.
    pub(crate) content: Content,
}

impl Tree {
    pub(crate) fn of(content: &Content) -> Tree {
        let mut tree = Tree { nodes: Vec::new(), leaves: Vec::new(), content: content.clone() };
        let root = Make::Root { title: content.title.clone(), language: content.language.clone() };
        let root = tree.add(root, None);
        for section in &content.sections {
            let make = Make::Section { id: section.id.clone(), heading: section.heading.clone(), level: section.level };
            let at = tree.add(make, Some(root));
            for field in &section.fields {
                let make = Make::Field { id: field.id.clone(), role: field.role, kind: field.kind };
                let at = tree.add(make, Some(at));
                field.blocks.iter().for_each(|block| tree.block(block, at));
            }
        }
        tree
    }

    fn add(&mut self, make: Make, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        if make.is_leaf() {
            self.leaves.push(at);
        }
        self.nodes.push(Node { make, parent, children: Vec::new() });
        if let Some(parent) = parent {
            self.nodes[parent].children.push(at);
        }
        at
    }

    fn block(&mut self, block: &Block, parent: usize) {
        match block {
            Block::Paragraph { id, runs } => {
                self.add(Make::Paragraph { id: id.clone(), runs: runs.clone() }, Some(parent));
            }
            Block::Image { id, alt, asset } => {
                let make = Make::Image { id: id.clone(), alt: alt.clone(), asset: asset.clone() };
                self.add(make, Some(parent));
            }
            Block::List { id, ordered, items } => {
                let list = self.add(Make::List { id: id.clone(), ordered: *ordered }, Some(parent));
                for item in items {
                    let at = self.add(Make::Item { id: item.id.clone() }, Some(list));
                    item.blocks.iter().for_each(|b| self.block(b, at));
                }
            }
            Block::Callout { id, blocks } => {
                let at = self.add(Make::Callout { id: id.clone() }, Some(parent));
                blocks.iter().for_each(|b| self.block(b, at));
            }
            Block::Table { id, header, rows } => {
                let table = self.add(Make::Table { id: id.clone() }, Some(parent));
                if !header.is_empty() {
                    self.add(Make::Row { header: true, cells: header.clone() }, Some(table));
                }
                for cells in rows {
                    self.add(Make::Row { header: false, cells: cells.clone() }, Some(table));
                }
            }
        }
    }

    /// Whether what is below two nodes, and they themselves, are the same.
    pub(crate) fn same_below(&self, at: usize, other: &Tree, there: usize) -> bool {
        let (a, b) = (&self.nodes[at], &other.nodes[there]);
        a.make == b.make
            && a.children.len() == b.children.len()
            && a.children.iter().zip(&b.children).all(|(x, y)| self.same_below(*x, other, *y))
    }
}

/// The tree of the merged text: makes and children by keys, from the root on.
pub(crate) struct Grown {
    pub(crate) makes: BTreeMap<usize, Make>,
    pub(crate) children: BTreeMap<usize, Vec<usize>>,
    /// The keys of the nodes in which a line stands, in reading order.
    leaves: Vec<usize>,
}

impl Grown {
    pub(crate) fn new(makes: BTreeMap<usize, Make>, children: BTreeMap<usize, Vec<usize>>) -> Grown {
        Grown { makes, children, leaves: Vec::new() }
    }

    fn below(&self, key: usize) -> Vec<usize> {
        self.children.get(&key).cloned().unwrap_or_default()
    }

    /// The content, and the key of each of its leaves.
    pub(crate) fn content(mut self, root: usize) -> (Content, Vec<usize>) {
        let mut content = Content::new("", "");
        if let Some(Make::Root { title, language }) = self.makes.get(&root).cloned() {
            (content.title, content.language) = (title, language);
        }
        self.leaves.push(root);
        for key in self.below(root) {
            let Some(Make::Section { id, heading, level }) = self.makes.get(&key).cloned() else { continue };
            self.leaves.push(key);
            let mut section = Section { id, heading, level, fields: Vec::new() };
            for key in self.below(key) {
                if let Some(Make::Field { id, role, kind }) = self.makes.get(&key).cloned() {
                    section.fields.push(Field { id, role, kind, blocks: self.blocks(key) });
                }
            }
            content.sections.push(section);
        }
        (content, self.leaves)
    }

    fn blocks(&mut self, parent: usize) -> Vec<Block> {
        let keys = self.below(parent);
        keys.into_iter().filter_map(|key| self.block(key)).collect()
    }

    fn block(&mut self, key: usize) -> Option<Block> {
        Some(match self.makes.get(&key)?.clone() {
            Make::Paragraph { id, runs } => {
                self.leaves.push(key);
                Block::Paragraph { id, runs }
            }
            Make::Image { id, alt, asset } => {
                self.leaves.push(key);
                Block::Image { id, alt, asset }
            }
            Make::List { id, ordered } => {
                let mut items = Vec::new();
                for key in self.below(key) {
                    if let Some(Make::Item { id }) = self.makes.get(&key).cloned() {
                        items.push(Item { id, blocks: self.blocks(key) });
                    }
                }
                Block::List { id, ordered, items }
            }
            Make::Callout { id } => Block::Callout { id, blocks: self.blocks(key) },
            Make::Table { id } => {
                let (mut header, mut rows) = (Vec::new(), Vec::new());
                // A header that came from the other side goes first, wherever it landed.
                let mut below = self.below(key);
                below.sort_by_key(|k| !matches!(self.makes.get(k), Some(Make::Row { header: true, .. })));
                for key in below {
                    let Some(Make::Row { header: head, cells }) = self.makes.get(&key).cloned() else { continue };
                    self.leaves.push(key);
                    if head && header.is_empty() { header = cells } else { rows.push(cells) }
                }
                Block::Table { id, header, rows }
            }
            Make::Root { .. } | Make::Section { .. } | Make::Field { .. } | Make::Item { .. } | Make::Row { .. } => {
                return None;
            }
        })
    }
}
