//! Ids survive an edit that came back through Markdown.

use fairnotice_notice::{Block, Content, Item};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Where a block stands and what it is: the more of it is the same, the surer it is the same block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    section: String,
    field: String,
    shape: &'static str,
    text: String,
}

impl Key {
    /// 0: as it is; 1: without the field; 2: without the section either.
    fn at(&self, width: usize) -> Key {
        let mut key = self.clone();
        if width > 0 {
            key.field.clear();
        }
        if width > 1 {
            key.section.clear();
        }
        key
    }
}

fn shape(block: &Block) -> &'static str {
    match block {
        Block::Paragraph { .. } => "paragraph",
        Block::List { .. } => "list",
        Block::Table { .. } => "table",
        Block::Callout { .. } => "callout",
        Block::Image { .. } => "image",
    }
}

fn words(block: &Block) -> String {
    match block {
        Block::Image { asset, alt, .. } => format!("{asset} {alt}"),
        Block::Paragraph { .. } | Block::List { .. } | Block::Table { .. } | Block::Callout { .. } => {
            block.plain_text()
        }
    }
}

/// Gives blocks of `new` that have no id the id of the block of `old` that says the same: in the same field first,
/// then in the same section, then anywhere. A list, table or callout that changed inside keeps its id when it is the
/// next of its make in its field. Each id is used once; what is left gets a fresh one that no block of `old` had.
///
/// Items that had an id get theirs back by the same words.
pub fn carry_ids(old: &Content, new: &mut Content) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    new.walk(&mut |block| {
        used.extend(block.id().map(str::to_owned));
    });
    let mut known: Vec<(Key, String)> = Vec::new();
    for (section, field) in old.fields() {
        for block in &field.blocks {
            block.walk(&mut |b| {
                if let Some(id) = b.id()
                    && !id.is_empty()
                    && !used.contains(id)
                {
                    let key =
                        Key { section: section.id.clone(), field: field.id.clone(), shape: shape(b), text: words(b) };
                    known.push((key, id.to_owned()));
                }
            });
        }
    }
    for width in 0..3 {
        let mut waiting: BTreeMap<Key, VecDeque<String>> = BTreeMap::new();
        for (key, id) in known.iter().filter(|(_, id)| !used.contains(id)) {
            waiting.entry(key.at(width)).or_default().push_back(id.clone());
        }
        give(new, &mut used, &|key| key.at(width), &mut waiting);
    }
    let mut waiting: BTreeMap<Key, VecDeque<String>> = BTreeMap::new();
    for (key, id) in known.iter().filter(|(key, id)| !used.contains(id) && key.shape != "paragraph") {
        waiting.entry(Key { text: String::new(), ..key.clone() }).or_default().push_back(id.clone());
    }
    give(new, &mut used, &|key| Key { text: String::new(), ..key.clone() }, &mut waiting);
    carry_item_ids(old, new);
    give_fresh_ids(old, new);
    new.assign_ids();
}

/// New blocks must not come by the ids of blocks that are gone: a comment or a finding would move over to them.
fn give_fresh_ids(old: &Content, new: &mut Content) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut keep = |block: &Block| taken.extend(block.id().map(str::to_owned));
    old.walk(&mut |block| keep(block));
    new.walk(&mut |block| keep(block));
    let mut count = 0usize;
    new.walk_mut(&mut |block| {
        if block.id().is_none_or(str::is_empty) {
            let id = loop {
                count += 1;
                let id = format!("b{count}");
                if taken.insert(id.clone()) {
                    break id;
                }
            };
            *block.id_mut() = Some(id);
        }
    });
}

fn give(
    new: &mut Content,
    used: &mut BTreeSet<String>,
    place: &dyn Fn(&Key) -> Key,
    waiting: &mut BTreeMap<Key, VecDeque<String>>,
) {
    for section in &mut new.sections {
        for field in &mut section.fields {
            for block in &mut field.blocks {
                block.walk_mut(&mut |b| {
                    if b.id().is_some_and(|id| !id.is_empty()) {
                        return;
                    }
                    let key =
                        Key { section: section.id.clone(), field: field.id.clone(), shape: shape(b), text: words(b) };
                    if let Some(id) = waiting.get_mut(&place(&key)).and_then(VecDeque::pop_front) {
                        used.insert(id.clone());
                        *b.id_mut() = Some(id);
                    }
                });
            }
        }
    }
}

fn item_words(item: &Item) -> String {
    item.blocks.iter().map(Block::plain_text).collect::<Vec<_>>().join("\n")
}

fn carry_item_ids(old: &Content, new: &mut Content) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    new.walk(&mut |block| {
        if let Block::List { items, .. } = block {
            used.extend(items.iter().filter_map(|i| i.id.clone()));
        }
    });
    let mut waiting: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
    old.walk(&mut |block| {
        if let Block::List { items, .. } = block {
            for item in items {
                if let Some(id) = item.id.as_ref().filter(|id| !used.contains(*id)) {
                    waiting.entry(item_words(item)).or_default().push_back(id.clone());
                }
            }
        }
    });
    if waiting.is_empty() {
        return;
    }
    new.walk_mut(&mut |block| {
        if let Block::List { items, .. } = block {
            for item in items.iter_mut().filter(|i| i.id.is_none()) {
                item.id = waiting.get_mut(&item_words(item)).and_then(VecDeque::pop_front);
            }
        }
    });
}
