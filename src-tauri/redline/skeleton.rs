//! A content with its words taken out, and putting words back into it.
//!
//! Accepting or rejecting a redline fills a skeleton with the words that stand in the redline's blocks, so
//! that what is accepted is what was shown, never a hidden second copy.

use fairnotice_notice::{Block, Content};

/// The shape of one side: everything but the words, and how many bytes of its leaf each place takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skeleton {
    bare: Content,
    lengths: Vec<usize>,
}

impl Skeleton {
    /// Takes the words out of a content.
    pub(crate) fn of(content: &Content) -> Skeleton {
        let mut bare = content.clone();
        let mut lengths = Vec::new();
        places(&mut bare, &mut |place| {
            if let Place::Words(text) = place {
                lengths.push(text.len());
                text.clear();
            }
        });
        Skeleton { bare, lengths }
    }

    /// The content's language.
    pub(crate) fn language(&self) -> &str {
        &self.bare.language
    }

    /// The content with `leaves` (the words of leaf 0, 1, 2 …) put in. Words that are missing stay missing,
    /// words too many are left over: only a redline that was tampered with has either.
    pub(crate) fn fill(&self, leaves: &[String]) -> Content {
        let mut content = self.bare.clone();
        let mut lengths = self.lengths.iter().copied();
        let mut next_leaf = leaves.iter();
        let mut rest: &str = "";
        places(&mut content, &mut |place| match place {
            Place::Leaf => rest = next_leaf.next().map_or("", String::as_str),
            Place::Words(text) => {
                let (taken, left) = rest.split_at(rest.floor_char_boundary(lengths.next().unwrap_or(0)));
                text.push_str(taken);
                rest = left;
            }
            Place::Between => rest = rest.strip_prefix(['\t', ' ']).unwrap_or(rest),
        });
        content
    }
}

enum Place<'a> {
    /// The next leaf starts.
    Leaf,
    /// A place for words of the leaf.
    Words(&'a mut String),
    /// A tab between cells or a space between the paragraphs of a cell; it is in the leaf and not in the content.
    Between,
}

/// Visits every place for words in the order of `Content::leaves`.
fn places(content: &mut Content, visit: &mut dyn FnMut(Place<'_>)) {
    visit(Place::Leaf);
    visit(Place::Words(&mut content.title));
    for section in &mut content.sections {
        visit(Place::Leaf);
        visit(Place::Words(&mut section.heading));
        for block in section.fields.iter_mut().flat_map(|f| &mut f.blocks) {
            // What stands inside a table is visited with its row; the walk comes by again, and passes on.
            let mut seen = 0usize;
            block.walk_mut(&mut |b| {
                if seen > 0 {
                    seen -= 1;
                    return;
                }
                match b {
                    Block::Paragraph { runs, .. } => {
                        visit(Place::Leaf);
                        runs.iter_mut().for_each(|run| visit(Place::Words(&mut run.text)));
                    }
                    Block::Image { alt, .. } => {
                        visit(Place::Leaf);
                        visit(Place::Words(alt));
                    }
                    Block::Table { header, rows, .. } => {
                        if !header.is_empty() {
                            seen += row(header, visit);
                        }
                        for cells in rows {
                            seen += row(cells, visit);
                        }
                    }
                    Block::List { .. } | Block::Callout { .. } => {}
                }
            });
        }
    }
}

/// Visits the places of one table row; the number of blocks in it at any depth.
fn row(cells: &mut [Vec<Block>], visit: &mut dyn FnMut(Place<'_>)) -> usize {
    visit(Place::Leaf);
    let mut blocks = 0;
    for (i, cell) in cells.iter_mut().enumerate() {
        if i > 0 {
            visit(Place::Between);
        }
        let mut first = true;
        for block in cell {
            block.walk_mut(&mut |b| {
                blocks += 1;
                if !matches!(b, Block::Paragraph { .. } | Block::Image { .. }) {
                    return;
                }
                if !first {
                    visit(Place::Between);
                }
                first = false;
                match b {
                    Block::Paragraph { runs, .. } => {
                        runs.iter_mut().for_each(|run| visit(Place::Words(&mut run.text)));
                    }
                    Block::Image { alt, .. } => visit(Place::Words(alt)),
                    Block::List { .. } | Block::Table { .. } | Block::Callout { .. } => {}
                }
            });
        }
    }
    blocks
}

/// The pictures (hashes of their bytes) in each leaf.
pub(crate) fn pictures(content: &Content) -> Vec<Vec<&str>> {
    let mut leaves: Vec<Vec<&str>> = vec![Vec::new()];
    for section in &content.sections {
        leaves.push(Vec::new());
        for block in section.fields.iter().flat_map(|f| &f.blocks) {
            let mut seen = 0usize;
            block.walk(&mut |b| {
                if seen > 0 {
                    seen -= 1;
                    return;
                }
                match b {
                    Block::Paragraph { .. } => leaves.push(Vec::new()),
                    Block::Image { asset, .. } => leaves.push(vec![asset]),
                    Block::Table { header, rows, .. } => {
                        for cells in Some(header).filter(|h| !h.is_empty()).into_iter().chain(rows) {
                            let mut assets = Vec::new();
                            for inner in cells.iter().flatten() {
                                inner.walk(&mut |i| {
                                    seen += 1;
                                    if let Block::Image { asset, .. } = i {
                                        assets.push(asset.as_str());
                                    }
                                });
                            }
                            leaves.push(assets);
                        }
                    }
                    Block::List { .. } | Block::Callout { .. } => {}
                }
            });
        }
    }
    leaves
}
