//! Which node of each side is which of the base, and which new nodes are the same on both sides.

use super::tree::{Make, Tree};
use crate::align::{self, Link};
use crate::line;
use std::collections::{BTreeMap, BTreeSet};

/// The base and its two edits, with one key for one node on whatever side.
pub(crate) struct Sides<'a> {
    pub(crate) base: Side<'a>,
    pub(crate) mine: Side<'a>,
    pub(crate) theirs: Side<'a>,
}

/// A tree with the keys of its nodes.
pub(crate) struct Side<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) key_of: Vec<usize>,
    pub(crate) node_of: BTreeMap<usize, usize>,
    /// Base nodes whose words were joined with a neighbour's.
    pub(crate) joined: BTreeSet<usize>,
}

impl Side<'_> {
    pub(crate) fn make(&self, key: usize) -> Option<&Make> {
        self.node_of.get(&key).map(|node| &self.tree.nodes[*node].make)
    }

    pub(crate) fn parent(&self, key: usize) -> Option<usize> {
        let node = self.node_of.get(&key)?;
        self.tree.nodes[*node].parent.map(|p| self.key_of[p])
    }

    pub(crate) fn children(&self, key: usize) -> Vec<usize> {
        let children = self.node_of.get(&key).map(|node| self.tree.nodes[*node].children.as_slice());
        children.unwrap_or_default().iter().map(|c| self.key_of[*c]).collect()
    }
}

impl<'a> Sides<'a> {
    pub(crate) fn of(base: &'a Tree, mine: &'a Tree, theirs: &'a Tree) -> Sides<'a> {
        let count = base.nodes.len();
        let own = Side {
            tree: base,
            key_of: (0..count).collect(),
            node_of: (0..count).map(|n| (n, n)).collect(),
            joined: BTreeSet::new(),
        };
        let mine_side = side(base, mine, count);
        let theirs_side = side(base, theirs, count + mine.nodes.len());
        let mut sides = Sides { base: own, mine: mine_side, theirs: theirs_side };
        sides.unify();
        sides
    }

    /// Gives what both sides put at one place one key.
    fn unify(&mut self) {
        let base = self.base.key_of.len();
        let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, key) in self.mine.key_of.iter().enumerate().rev().filter(|(_, key)| **key >= base) {
            let parent = self.mine.tree.nodes[node].parent.map(|p| self.mine.key_of[p]);
            places.entry(parent.unwrap_or(*key)).or_default().push(node);
        }
        // Parents stand before their children: a new child's new parent has its key already.
        for node in 0..self.theirs.key_of.len() {
            let key = self.theirs.key_of[node];
            let Some(parent) = self.theirs.tree.nodes[node].parent.filter(|_| key >= base) else { continue };
            let Some(free) = places.get_mut(&self.theirs.key_of[parent]) else { continue };
            let fits = |mine: usize| alike(&self.mine, mine, &self.theirs, node, base);
            if let Some(at) = free.iter().rposition(|mine| fits(*mine)) {
                let mine = free.remove(at);
                self.theirs.node_of.remove(&key);
                self.theirs.key_of[node] = self.mine.key_of[mine];
                self.theirs.node_of.insert(self.mine.key_of[mine], node);
            }
        }
    }
}

/// Whether two new nodes and all below them are the same but for ids; what is of the base must be the same node.
fn alike(mine: &Side, here: usize, theirs: &Side, there: usize, base: usize) -> bool {
    let (a, b) = (&mine.tree.nodes[here], &theirs.tree.nodes[there]);
    let (x, y) = (mine.key_of[here], theirs.key_of[there]);
    ((x >= base && y >= base) || x == y)
        && a.make.without_id() == b.make.without_id()
        && a.children.len() == b.children.len()
        && a.children.iter().zip(&b.children).all(|(c, d)| alike(mine, *c, theirs, *d, base))
}

fn side<'a>(base: &Tree, other: &'a Tree, first_new: usize) -> Side<'a> {
    let mut pairing = Pairing {
        base,
        other,
        of_base: vec![None; base.nodes.len()],
        of_other: vec![None; other.nodes.len()],
        joined: BTreeSet::new(),
    };
    pairing.run();
    let keys = pairing.of_other.iter().enumerate().map(|(node, paired)| paired.unwrap_or(first_new + node));
    let key_of: Vec<usize> = keys.collect();
    let node_of = key_of.iter().enumerate().map(|(node, key)| (*key, node)).collect();
    Side { tree: other, key_of, node_of, joined: pairing.joined }
}

struct Pairing<'a> {
    base: &'a Tree,
    other: &'a Tree,
    of_base: Vec<Option<usize>>,
    of_other: Vec<Option<usize>>,
    joined: BTreeSet<usize>,
}

impl Pairing<'_> {
    fn run(&mut self) {
        self.pair(0, 0);
        self.equal_below(0, 0);
        let (old, new, swapped) = line::sides(&self.base.content, &self.other.content);
        let links = align::align(&old, &new, swapped);
        links.iter().for_each(|link| self.linked(link));
        self.by_id();
        // From the inside out: an item by its words, a list by its items, a field by its blocks.
        for kinds in [&[5u8][..], &[4, 6, 9], &[5], &[4, 9], &[2], &[1]] {
            self.by_children(kinds);
        }
        self.left_over();
    }

    /// A paragraph that was reworded beyond recognition keeps its id while it is edited in a draft.
    fn by_id(&mut self) {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (o, node) in self.other.nodes.iter().enumerate() {
            if let Some(id) = node.make.paragraph_id().filter(|_| self.of_other[o].is_none()) {
                places.insert(id, o);
            }
        }
        for b in 0..self.base.nodes.len() {
            let id = self.base.nodes[b].make.paragraph_id().filter(|_| self.of_base[b].is_none());
            if let Some(o) = id.and_then(|id| places.remove(id)) {
                self.pair(b, o);
            }
        }
    }

    fn pair(&mut self, b: usize, o: usize) -> bool {
        let free = self.of_base[b].is_none() && self.of_other[o].is_none();
        let fits = free && self.base.nodes[b].make.kind() == self.other.nodes[o].make.kind();
        if fits {
            self.of_base[b] = Some(o);
            self.of_other[o] = Some(b);
        }
        fits
    }

    /// Pairs all below two nodes that are the same altogether.
    fn equal_below(&mut self, b: usize, o: usize) {
        if self.base.same_below(b, self.other, o) {
            self.parallel(b, o);
        }
    }

    fn parallel(&mut self, b: usize, o: usize) {
        self.pair(b, o);
        let children = self.base.nodes[b].children.clone().into_iter().zip(self.other.nodes[o].children.clone());
        children.for_each(|(x, y)| self.parallel(x, y));
    }

    fn linked(&mut self, link: &Link) {
        let (Some(b), Some(o)) = (link.olds.first(), link.news.first()) else { return };
        let (b, o) = (self.base.leaves[*b], self.other.leaves[*o]);
        if self.pair(b, o) {
            self.joined.extend(link.olds[1..].iter().map(|l| self.base.leaves[*l]));
        }
    }

    /// Containers by what is in them: the pairs with most in common first.
    fn by_children(&mut self, kinds: &[u8]) {
        let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (o, b) in self.of_other.iter().enumerate().filter_map(|(o, b)| Some((o, (*b)?))) {
            if let (Some(x), Some(y)) = (self.base.nodes[b].parent, self.other.nodes[o].parent)
                && kinds.contains(&self.base.nodes[x].make.kind())
            {
                *votes.entry((x, y)).or_default() += 1;
            }
        }
        let mut votes: Vec<((usize, usize), usize)> = votes.into_iter().collect();
        votes.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
        for ((b, o), _) in votes {
            self.pair(b, o);
        }
    }

    /// What has no words to know it by (an empty list, a field without text), by its id or its place.
    fn left_over(&mut self) {
        for b in 0..self.base.nodes.len() {
            let Some(o) = self.of_base[b] else { continue };
            let free = |tree: &Tree, children: &[usize], of: &[Option<usize>]| -> Vec<usize> {
                let wordless = |c: &usize| tree.nodes[*c].make.words().is_empty();
                children.iter().copied().filter(|c| of[*c].is_none() && wordless(c)).collect()
            };
            let olds = free(self.base, &self.base.nodes[b].children, &self.of_base);
            let news = free(self.other, &self.other.nodes[o].children, &self.of_other);
            for x in &olds {
                if let Some(y) = news
                    .iter()
                    .find(|y| self.of_other[**y].is_none() && self.base.nodes[*x].make == self.other.nodes[**y].make)
                {
                    self.pair(*x, *y);
                }
            }
            let rest = |of: &[Option<usize>], nodes: &[usize]| -> Vec<usize> {
                nodes.iter().copied().filter(|n| of[*n].is_none()).collect()
            };
            let (olds, news) = (rest(&self.of_base, &olds), rest(&self.of_other, &news));
            if olds.len() == news.len() {
                olds.into_iter().zip(news).for_each(|(x, y)| {
                    self.pair(x, y);
                });
            }
        }
    }
}
