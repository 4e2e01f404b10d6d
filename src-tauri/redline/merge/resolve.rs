//! What becomes of every node: kept or gone, where it stands, and what it is.

use super::identity::{Side, Sides};
use super::order::order;
use super::text::blend;
use super::tree::{Grown, Make};
use super::{Conflict, ConflictKind, Merged};
use fairnotice_notice::{Block, Run};
use std::collections::{BTreeMap, BTreeSet};

/// The root's key: it is the base's first node.
const ROOT: usize = 0;

/// A conflict while the merged text is not yet there to say where it stands.
struct Found {
    kind: ConflictKind,
    key: usize,
    texts: [String; 3],
}

struct Resolver<'a> {
    sides: &'a Sides<'a>,
    found: Vec<Found>,
    /// Keys of nodes whose words come from both sides.
    both: BTreeSet<usize>,
}

pub(crate) fn resolve(sides: &Sides<'_>) -> Merged {
    let mut resolver = Resolver { sides, found: Vec::new(), both: BTreeSet::new() };
    let parents = resolver.kept();
    let mut makes = BTreeMap::new();
    for key in parents.keys().copied().chain([ROOT]) {
        if let Some(make) = resolver.make(key) {
            makes.insert(key, make);
        }
    }
    let mut below: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (key, parent) in &parents {
        below.entry(*parent).or_default().insert(*key);
    }
    let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (parent, kept) in &below {
        let [base, mine, theirs] = [&sides.base, &sides.mine, &sides.theirs].map(|side| side.children(*parent));
        let (ordered, apart) = order(kept, &base, &mine, &theirs);
        children.insert(*parent, ordered);
        for key in apart {
            let words = resolver.words_below(key);
            resolver.found.push(Found { kind: ConflictKind::Moved, key, texts: [words.clone(), words.clone(), words] });
        }
    }
    resolver.drop_empty_lists(&mut children, &makes);
    resolver.merged(Grown::new(makes, children))
}

impl Resolver<'_> {
    fn sides(&self) -> [&Side<'_>; 3] {
        [&self.sides.base, &self.sides.mine, &self.sides.theirs]
    }

    /// The words of a node, or the first that stand below it.
    fn words_below(&self, key: usize) -> String {
        for side in self.sides() {
            let Some(node) = side.node_of.get(&key) else { continue };
            let mut waiting = vec![*node];
            while let Some(node) = waiting.pop() {
                let words = side.tree.nodes[node].make.words();
                if !words.is_empty() {
                    return words;
                }
                waiting.extend(side.tree.nodes[node].children.iter().rev());
            }
        }
        String::new()
    }

    fn words(&self, key: usize) -> [String; 3] {
        self.sides().map(|side| side.make(key).map(Make::words).unwrap_or_default())
    }

    /// Every key that is kept, but for the root, with its parent's key.
    fn kept(&mut self) -> BTreeMap<usize, usize> {
        let all: BTreeSet<usize> = self.sides().iter().flat_map(|s| s.node_of.keys().copied()).collect();
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        for key in all.iter().copied() {
            let [base, mine, theirs] = self.sides().map(|side| side.make(key).cloned());
            let joined = |side: &Side<'_>| side.joined.contains(&key);
            let here = joined(&self.sides.mine);
            let there = joined(&self.sides.theirs);
            let stays = match (&base, &mine, &theirs) {
                (None, _, _) | (_, Some(_), Some(_)) => true,
                (_, None, None) => false,
                (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
                    let changed = left.without_id() != base.without_id();
                    let kind = match (here || there, mine.is_none()) {
                        (true, _) => ConflictKind::Joined,
                        (false, true) => ConflictKind::DeletedHere,
                        (false, false) => ConflictKind::DeletedThere,
                    };
                    if changed {
                        self.found.push(Found { kind, key, texts: self.words(key) });
                    }
                    changed && kind != ConflictKind::Joined
                }
            };
            if stays {
                kept.insert(key);
            }
        }
        let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
        let mut waiting: Vec<usize> = kept.iter().copied().filter(|k| *k != ROOT).collect();
        let wanted = kept.clone();
        while let Some(key) = waiting.pop() {
            if parents.contains_key(&key) {
                continue;
            }
            let parent = self.parent(key);
            parents.insert(key, parent);
            // What holds something that stays must stay.
            if parent != ROOT && kept.insert(parent) {
                waiting.push(parent);
            }
        }
        // Told for what stays, and not again for every node around it.
        for (key, parent) in &parents {
            let orphaned = *parent != ROOT && wanted.contains(key) && !wanted.contains(parent);
            if orphaned && !self.found.iter().any(|f| f.key == *key) {
                self.orphan(*key, *parent);
            }
        }
        self.untangle(&mut parents);
        parents
    }

    /// One side took away the whole that the other put something into, or moved something to.
    fn orphan(&mut self, key: usize, parent: usize) {
        let below = |side: &Side<'_>, key: usize| {
            if side.make(key).is_some() { self.words_below(key) } else { String::new() }
        };
        let [base, mine, theirs] = self.sides();
        let before = below(base, parent);
        let (kind, mine, theirs) = if mine.make(parent).is_none() {
            (ConflictKind::DeletedHere, String::new(), below(theirs, key))
        } else {
            (ConflictKind::DeletedThere, below(mine, key), String::new())
        };
        self.found.push(Found { kind, key, texts: [before, mine, theirs] });
    }

    fn parent(&mut self, key: usize) -> usize {
        let [base, mine, theirs] = self.sides().map(|side| side.parent(key));
        let chosen = match (base, mine, theirs) {
            (_, Some(mine), None) => Some(mine),
            (_, None, theirs @ Some(_)) => theirs,
            (base, Some(mine), Some(theirs)) if Some(mine) == base => Some(theirs),
            (base, Some(mine), Some(theirs)) => {
                if Some(theirs) != base && theirs != mine {
                    let words = self.words_below(key);
                    let texts = [words.clone(), words.clone(), words];
                    self.found.push(Found { kind: ConflictKind::Moved, key, texts });
                }
                Some(mine)
            }
            (base, None, None) => base,
        };
        chosen.unwrap_or(ROOT)
    }

    /// Two moves may have put two nodes into one another: then all of them stand where my side has them.
    fn untangle(&self, parents: &mut BTreeMap<usize, usize>) {
        let keys: Vec<usize> = parents.keys().copied().collect();
        for key in keys {
            let mut seen = BTreeSet::new();
            let mut at = key;
            while at != ROOT && seen.insert(at) {
                at = parents.get(&at).copied().unwrap_or(ROOT);
            }
            if at != ROOT {
                for tangled in seen {
                    let home = self.sides.mine.parent(tangled).or_else(|| self.sides.base.parent(tangled));
                    parents.insert(tangled, home.filter(|h| *h == ROOT || parents.contains_key(h)).unwrap_or(ROOT));
                }
            }
        }
    }

    /// What a kept node is.
    fn make(&mut self, key: usize) -> Option<Make> {
        let [base, mine, theirs] = self.sides().map(|side| side.make(key).cloned());
        Some(match (base, mine, theirs) {
            (None, Some(mine), _) => mine,
            (None, None, theirs) => theirs?,
            (Some(_), Some(one), None) | (Some(_), None, Some(one)) => one,
            (Some(base), None, None) => base,
            (Some(base), Some(mine), Some(theirs)) => {
                if mine == base {
                    theirs
                } else if theirs == base || theirs == mine {
                    mine
                } else {
                    self.blended(key, base, mine, theirs)
                }
            }
        })
    }

    /// A node that both sides changed.
    fn blended(&mut self, key: usize, base: Make, mine: Make, theirs: Make) -> Make {
        match (base, mine, theirs) {
            (
                Make::Root { title: b, language: x },
                Make::Root { title: m, language: y },
                Make::Root { title: t, language: z },
            ) => Make::Root { title: self.plain(key, &b, &m, &t), language: self.setting(key, x, y, z) },
            (
                Make::Section { id: i, heading: b, level: x },
                Make::Section { id: j, heading: m, level: y },
                Make::Section { id: k, heading: t, level: z },
            ) => Make::Section {
                id: quietly(i, j, k),
                heading: self.plain(key, &b, &m, &t),
                level: self.setting(key, x, y, z),
            },
            (
                Make::Field { id: i, role: b, kind: x },
                Make::Field { id: j, role: m, kind: y },
                Make::Field { id: k, role: t, kind: z },
            ) => Make::Field {
                id: quietly(i, j, k),
                role: self.role(key, b, m, t),
                // How a field is edited is no reader's concern.
                kind: quietly(x, y, z),
            },
            (
                Make::Paragraph { id: i, runs: b },
                Make::Paragraph { id: j, runs: m },
                Make::Paragraph { id: k, runs: t },
            ) => Make::Paragraph { id: quietly(i, j, k), runs: self.runs(key, b, m, t) },
            (Make::List { id: i, ordered: b }, Make::List { id: j, ordered: m }, Make::List { id: k, ordered: t }) => {
                Make::List { id: quietly(i, j, k), ordered: quietly(b, m, t) }
            }
            (Make::Item { id: i }, Make::Item { id: j }, Make::Item { id: k }) => Make::Item { id: quietly(i, j, k) },
            (Make::Table { id: i }, Make::Table { id: j }, Make::Table { id: k }) => {
                Make::Table { id: quietly(i, j, k) }
            }
            (Make::Callout { id: i }, Make::Callout { id: j }, Make::Callout { id: k }) => {
                Make::Callout { id: quietly(i, j, k) }
            }
            (Make::Row { header, cells: b }, Make::Row { cells: m, .. }, Make::Row { cells: t, .. }) => {
                Make::Row { header, cells: self.cells(key, b, m, t) }
            }
            (
                Make::Image { id: i, alt: b, asset: x },
                Make::Image { id: j, alt: m, asset: y },
                Make::Image { id: k, alt: t, asset: z },
            ) => Make::Image {
                id: quietly(i, j, k),
                alt: self.plain(key, &b, &m, &t),
                asset: self.setting(key, x, y, z),
            },
            // Nodes with one key are of one kind.
            (_, mine, _) => mine,
        }
    }

    fn plain(&mut self, key: usize, base: &str, mine: &str, theirs: &str) -> String {
        let run = |text: &str| vec![Run::plain(text)];
        fairnotice_notice::content::text_of(&self.runs(key, run(base), run(mine), run(theirs)))
    }

    fn runs(&mut self, key: usize, base: Vec<Run>, mine: Vec<Run>, theirs: Vec<Run>) -> Vec<Run> {
        if mine == base {
            return theirs;
        }
        if theirs == base || theirs == mine {
            return mine;
        }
        let blended = blend(&base, &mine, &theirs);
        self.both.insert(key);
        self.found.extend(blended.conflicts.into_iter().map(|texts| Found { kind: ConflictKind::Words, key, texts }));
        blended.runs
    }

    /// Cell by cell where the columns are the same; else the row is mine.
    fn cells(&mut self, key: usize, b: Vec<Vec<Block>>, m: Vec<Vec<Block>>, t: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
        if b.len() != m.len() || b.len() != t.len() {
            self.found.push(Found { kind: ConflictKind::Words, key, texts: self.words(key) });
            return m;
        }
        let mut cells = Vec::with_capacity(b.len());
        if b.iter().zip(&m).zip(&t).any(|((b, m), t)| m == b && t != b)
            && b.iter().zip(&m).zip(&t).any(|((b, m), t)| t == b && m != b)
        {
            self.both.insert(key);
        }
        for ((b, m), t) in b.into_iter().zip(m).zip(t) {
            cells.push(match (b.as_slice(), m.as_slice(), t.as_slice()) {
                (b, m, t) if m == b => t.to_vec(),
                (b, m, t) if t == b || t == m => m.to_vec(),
                (
                    [Block::Paragraph { runs: x, .. }],
                    [Block::Paragraph { id, runs: y }],
                    [Block::Paragraph { runs: z, .. }],
                ) => {
                    let runs = self.runs(key, x.clone(), y.clone(), z.clone());
                    vec![Block::Paragraph { id: id.clone(), runs }]
                }
                (b, m, t) => {
                    let text = |blocks: &[Block]| blocks.iter().map(Block::plain_text).collect::<Vec<_>>().join(" ");
                    self.found.push(Found { kind: ConflictKind::Words, key, texts: [text(b), text(m), text(t)] });
                    m.to_vec()
                }
            });
        }
        cells
    }

    fn setting<T: PartialEq + ToString>(&mut self, key: usize, base: T, mine: T, theirs: T) -> T {
        if mine != base && theirs != base && mine != theirs {
            let texts = [base.to_string(), mine.to_string(), theirs.to_string()];
            self.found.push(Found { kind: ConflictKind::Setting, key, texts });
        }
        quietly(base, mine, theirs)
    }

    fn role(
        &mut self,
        key: usize,
        base: fairnotice_notice::Role,
        mine: fairnotice_notice::Role,
        theirs: fairnotice_notice::Role,
    ) -> fairnotice_notice::Role {
        let label = |role: fairnotice_notice::Role| role.label().to_owned();
        self.setting(key, label(base), label(mine), label(theirs));
        quietly(base, mine, theirs)
    }

    /// A list from which one side took some items and the other side the rest is gone; one that was empty stays.
    fn drop_empty_lists(&self, children: &mut BTreeMap<usize, Vec<usize>>, makes: &BTreeMap<usize, Make>) {
        let emptied: Vec<usize> = makes
            .iter()
            .filter(|(key, make)| {
                matches!(make, Make::List { .. } | Make::Item { .. } | Make::Table { .. } | Make::Callout { .. })
                    && children.get(*key).is_none_or(Vec::is_empty)
                    && [&self.sides.mine, &self.sides.theirs]
                        .iter()
                        .all(|side| side.node_of.contains_key(*key) && !side.children(**key).is_empty())
            })
            .map(|(key, _)| *key)
            .collect();
        for siblings in children.values_mut() {
            siblings.retain(|key| !emptied.contains(key));
        }
    }

    fn merged(self, grown: Grown) -> Merged {
        let (content, keys) = grown.content(ROOT);
        let leaf_of: BTreeMap<usize, usize> = keys.iter().enumerate().map(|(leaf, key)| (*key, leaf)).collect();
        let sections: Vec<Option<usize>> = content.leaves().iter().map(|l| l.section).collect();
        let heading = |leaf: usize| -> Option<String> {
            let section = content.sections.get((*sections.get(leaf)?)?)?;
            Some(section.heading.clone()).filter(|h| !h.is_empty())
        };
        let stood_under = |key: usize| -> Option<String> {
            self.sides().iter().find_map(|side| {
                let mut at = Some(key);
                while let Some(key) = at {
                    if let Some(Make::Section { heading, .. }) = side.make(key) {
                        return Some(heading.clone()).filter(|h| !h.is_empty());
                    }
                    at = side.parent(key);
                }
                None
            })
        };
        let mut conflicts: Vec<Conflict> = Vec::with_capacity(self.found.len());
        for Found { kind, key, texts } in &self.found {
            // Containers have no line of their own: the first one in them.
            let leaf = leaf_of.get(key).copied();
            let [base, mine, theirs] = texts.clone();
            let section = leaf.and_then(heading).or_else(|| stood_under(*key));
            conflicts.push(Conflict { kind: *kind, leaf, section, base, mine, theirs });
        }
        conflicts.sort_by_key(|c| (c.leaf.unwrap_or(usize::MAX), c.kind));
        conflicts.dedup();
        let both = self.both.iter().filter_map(|key| leaf_of.get(key).copied()).collect::<BTreeSet<_>>();
        Merged { content, conflicts, both: both.into_iter().collect() }
    }
}

/// Mine where it changed, else theirs.
fn quietly<T: PartialEq>(base: T, mine: T, theirs: T) -> T {
    if mine == base { theirs } else { mine }
}
