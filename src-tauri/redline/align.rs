//! Which leaf of the old content is which of the new.
//!
//! In falling order of certainty: the same id with the same words; the same words where they stand only
//! once, or beside leaves that are paired already; one leaf cut into several or several made one; alike by
//! words, best first; what is left over between the same neighbours. Every step looks at a bounded number
//! of candidates for each leaf, so that long lists of similar items stay quick.

use crate::chain::{self, Pair};
use crate::line::{self, Class, Line, Side, TELLING, ratio};
use crate::regroup;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Leaves that are the same ones: one and one, one and its parts, or several and what they became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) olds: Vec<usize>,
    pub(crate) news: Vec<usize>,
    /// Whether they stand elsewhere.
    pub(crate) moved: bool,
    /// Whether they belong together for more than their words: the id, or what stands around them.
    sure: bool,
}

/// The links between two sides, sorted by the old leaf. `swapped` does the work in the other direction, so that
/// swapping the sides swaps the links, exactly.
pub(crate) fn align(old: &Side, new: &Side, swapped: bool) -> Vec<Link> {
    if !swapped {
        return Matching::new(old, new).run();
    }
    let mut links = Matching::new(new, old).run();
    for link in &mut links {
        std::mem::swap(&mut link.olds, &mut link.news);
    }
    links.sort_by(|a, b| a.olds.cmp(&b.olds));
    links
}

/// Likeness (thousandths) from which two leaves are taken for one wherever they stand …
const ALIKE: u32 = 500;
/// … or, for one or two words that stand elsewhere …
const ALIKE_SHORT: u32 = 700;
/// … where something else speaks for it: a trusted id, or paired sections …
const ALIKE_NEAR: u32 = 330;
/// … and where they stand alone between the same neighbours.
const ALIKE_BETWEEN: u32 = 220;
/// … and where they have one id that is to be trusted.
const ALIKE_WITH_ID: u32 = 150;
/// How alike the spelling of two short leaves between the same neighbours must be.
const SPELT_ALIKE: u32 = 550;
/// What a line weighs at the least in the question of what moved, and how much its words can add.
const LINE: u32 = 400;
/// Leaves that share only a word which more leaves than this have are not compared for it.
const CROWD: usize = 60;

pub(crate) struct Matching<'a> {
    pub(crate) old: &'a [Line<'a>],
    pub(crate) new: &'a [Line<'a>],
    /// The link of each old and new leaf, by its index in `links`.
    pub(crate) of_old: Vec<Option<usize>>,
    pub(crate) of_new: Vec<Option<usize>>,
    links: Vec<Link>,
    /// Leaves with the same id, where ids mean something.
    ids: BTreeMap<usize, usize>,
}

impl<'a> Matching<'a> {
    fn new(old: &'a Side<'a>, new: &'a Side<'a>) -> Self {
        Matching {
            old: &old.lines,
            new: &new.lines,
            of_old: vec![None; old.lines.len()],
            of_new: vec![None; new.lines.len()],
            links: Vec::new(),
            ids: BTreeMap::new(),
        }
    }

    fn run(mut self) -> Vec<Link> {
        self.link(&[0], &[0], true);
        // Line by line the same words: whatever the ids say, a reader sees nothing that moved.
        if self.old.iter().map(|l| l.same).eq(self.new.iter().map(|l| l.same)) {
            (1..self.old.len()).for_each(|at| self.link(&[at], &[at], true));
            return self.links;
        }
        self.ids = self.trusted_ids();
        self.same_ids();
        self.unique_words();
        self.beside_pairs();
        self.repeated_words();
        regroup::split(&mut self);
        regroup::merge(&mut self);
        self.alike();
        self.rewritten_with_its_id();
        self.headings_by_content();
        self.between_neighbours();
        self.other_class();
        self.links.sort_by(|a, b| a.olds.cmp(&b.olds));
        self.mark_moved();
        self.links
    }

    pub(crate) fn link(&mut self, olds: &[usize], news: &[usize], sure: bool) {
        let at = self.links.len();
        olds.iter().for_each(|o| self.of_old[*o] = Some(at));
        news.iter().for_each(|n| self.of_new[*n] = Some(at));
        self.links.push(Link { olds: olds.to_vec(), news: news.to_vec(), moved: false, sure });
    }

    pub(crate) fn free(&self, old: usize, new: usize) -> bool {
        self.of_old[old].is_none() && self.of_new[new].is_none()
    }

    /// Whether two leaves are linked one to one.
    fn paired(&self, old: Option<usize>, new: Option<usize>) -> bool {
        let link = |of: &[Option<usize>], at: Option<usize>| at.and_then(|a| of.get(a).copied().flatten());
        matches!((link(&self.of_old, old), link(&self.of_new, new)), (Some(a), Some(b)) if a == b)
    }

    /// Leaves with one id. Ids that were only counted up on import say nothing about another import: they are
    /// trusted when most of them stand by similar words.
    fn trusted_ids(&self) -> BTreeMap<usize, usize> {
        let by_id: BTreeMap<(Class, &str), usize> =
            self.new.iter().filter_map(|l| Some(((l.class, l.id?), l.at))).collect();
        let shared: BTreeMap<usize, usize> =
            self.old.iter().filter_map(|l| Some((l.at, *by_id.get(&(l.class, l.id?))?))).collect();
        let good = shared.iter().filter(|(o, n)| {
            let (old, new) = (&self.old[**o], &self.new[**n]);
            old.same == new.same || old.likeness(new) >= ALIKE
        });
        if good.count() * 2 >= shared.len() { shared } else { BTreeMap::new() }
    }

    fn same_ids(&mut self) {
        for (o, n) in self.ids.clone() {
            if self.free(o, n) && self.old[o].same == self.new[n].same && self.old[o].weight > 0 {
                self.link(&[o], &[n], true);
            }
        }
    }

    /// Free leaves by their words.
    fn by_words(lines: &[Line], of: &[Option<usize>]) -> BTreeMap<u32, Vec<usize>> {
        let mut found: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for line in lines.iter().filter(|l| of[l.at].is_none()) {
            found.entry(line.same).or_default().push(line.at);
        }
        found
    }

    fn unique_words(&mut self) {
        let (old, new) = (Self::by_words(self.old, &self.of_old), Self::by_words(self.new, &self.of_new));
        for (same, olds) in old {
            if let ([o], Some([n])) = (olds.as_slice(), new.get(&same).map(Vec::as_slice))
                && self.old[*o].weight > 0
            {
                self.link(&[*o], &[*n], false);
            }
        }
    }

    /// The same words next to leaves that are paired, forwards and backwards.
    fn beside_pairs(&mut self) {
        for o in 1..self.old.len() {
            if let Some(n) = self.partner(o - 1).map(|n| n + 1) {
                self.link_if_same(o, n);
            }
        }
        for o in (0..self.old.len().saturating_sub(1)).rev() {
            if let Some(n) = self.partner(o + 1).and_then(|n| n.checked_sub(1)) {
                self.link_if_same(o, n);
            }
        }
    }

    fn link_if_same(&mut self, o: usize, n: usize) {
        if n < self.new.len() && self.free(o, n) && self.old[o].same == self.new[n].same {
            self.link(&[o], &[n], true);
        }
    }

    /// The new leaf that an old one is linked with.
    fn partner(&self, old: usize) -> Option<usize> {
        self.of_old[old].and_then(|l| self.links[l].news.first().copied())
    }

    /// Words that stand more than once: first within sections that belong together, then under one role,
    /// then anywhere, each time in their order.
    fn repeated_words(&mut self) {
        for nearness in 0..3 {
            let sections = self.sections();
            let (old, new) = (Self::by_words(self.old, &self.of_old), Self::by_words(self.new, &self.of_new));
            for (same, olds) in old {
                let Some(news) = new.get(&same) else { continue };
                let key_old = |o: usize| match nearness {
                    0 => self.old[o].leaf.section.and_then(|s| sections.get(&s).copied()).map(|s| (s, None)),
                    1 => Some((0, self.old[o].leaf.role)),
                    _ => Some((0, None)),
                };
                let key_new = |n: usize| match nearness {
                    0 => self.new[n].leaf.section.map(|s| (s, None)),
                    1 => Some((0, self.new[n].leaf.role)),
                    _ => Some((0, None)),
                };
                let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
                for n in news.iter().rev() {
                    places.entry(key_new(*n)).or_default().push(*n);
                }
                let mut pairs = Vec::new();
                for o in olds {
                    // Empty paragraphs are not worth calling moved.
                    if nearness > 0 && self.old[o].text.text.is_empty() {
                        continue;
                    }
                    let key = key_old(o);
                    if let Some(n) = key.and_then(|k| places.get_mut(&Some(k))).and_then(Vec::pop) {
                        pairs.push((o, n));
                    }
                }
                pairs.into_iter().for_each(|(o, n)| self.link(&[o], &[n], false));
            }
        }
    }

    /// Which new section each old one became: the one with which it shares most words, both ways.
    fn sections(&self) -> BTreeMap<usize, usize> {
        let mut votes: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for link in &self.links {
            for o in &link.olds {
                for n in &link.news {
                    if let (Some(a), Some(b)) = (self.old[*o].leaf.section, self.new[*n].leaf.section) {
                        let extra = if self.old[*o].class == Class::Heading { 40 } else { 1 };
                        *votes.entry((a, b)).or_default() += u64::from(self.old[*o].weight) + extra;
                    }
                }
            }
        }
        let mut best: [BTreeMap<usize, (u64, usize)>; 2] = [BTreeMap::new(), BTreeMap::new()];
        for ((a, b), weight) in votes {
            for (map, from, to) in [(0, a, b), (1, b, a)] {
                let entry = best[map].entry(from).or_insert((0, to));
                if weight > entry.0 {
                    *entry = (weight, to);
                }
            }
        }
        let [forth, back] = best;
        forth
            .into_iter()
            .filter(|(a, (_, b))| back.get(b).is_some_and(|(_, c)| c == a))
            .map(|(a, (_, b))| (a, b))
            .collect()
    }

    /// For each word, the free new leaves that have it.
    pub(crate) fn index(lines: &[Line], of: &[Option<usize>]) -> HashMap<u32, Vec<usize>> {
        let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
        for line in lines.iter().filter(|l| of[l.at].is_none()) {
            let mut last = None;
            for word in line.bag.iter().filter(|w| w.weight == TELLING) {
                if last != Some(word.word) {
                    index.entry(word.word).or_default().push(line.at);
                    last = Some(word.word);
                }
            }
        }
        index
    }

    /// The free new leaves that share a rare word with a leaf.
    pub(crate) fn candidates(line: &Line, index: &HashMap<u32, Vec<usize>>) -> BTreeSet<usize> {
        let mut lists: Vec<&Vec<usize>> = line.bag.iter().filter_map(|w| index.get(&w.word)).collect();
        lists.sort_by_key(|l| l.len());
        let few = lists.into_iter().take_while(|l| l.len() <= CROWD).take(10);
        few.flatten().copied().collect()
    }

    /// Leaves alike by their words, the best pairs first.
    fn alike(&mut self) {
        let sections = self.sections();
        let index = Self::index(self.new, &self.of_new);
        let mut found: Vec<(u32, usize, usize, bool)> = Vec::new();
        for old in self.old.iter().filter(|l| self.of_old[l.at].is_none()) {
            let by_id = self.ids.get(&old.at).copied();
            let mut candidates = Self::candidates(old, &index);
            candidates.extend(by_id);
            for n in candidates.into_iter().filter(|n| self.of_new[*n].is_none()) {
                let new = &self.new[n];
                if new.class != old.class {
                    continue;
                }
                let section = old.leaf.section.and_then(|s| sections.get(&s).copied());
                let near = section.is_some() && section == new.leaf.section;
                let same_id = by_id == Some(n);
                let likeness = old.likeness(new);
                let names = old.is_name() && new.is_name();
                if likeness < ALIKE && (names || !((near || same_id) && likeness >= ALIKE_NEAR)) {
                    continue;
                }
                let beside =
                    self.paired(old.at.checked_sub(1), n.checked_sub(1)) || self.paired(Some(old.at + 1), Some(n + 1));
                let score = likeness
                    + if same_id { 250 } else { 0 }
                    + if near { 100 } else { 0 }
                    + if beside { 100 } else { 0 }
                    + if old.leaf.role == new.leaf.role { 50 } else { 0 };
                found.push((score, old.at, n, same_id));
            }
        }
        self.take_best(found);
    }

    /// What was rewritten and kept its id, where ids are to be trusted and a few words still are the same.
    fn rewritten_with_its_id(&mut self) {
        for (o, n) in self.ids.clone() {
            let (old, new) = (&self.old[o], &self.new[n]);
            let enough = if old.is_entry() || new.is_entry() { ALIKE_NEAR } else { ALIKE_WITH_ID };
            let enough = if old.is_name() && new.is_name() { ALIKE } else { enough };
            if self.free(o, n) && old.likeness(new) >= enough {
                self.link(&[o], &[n], true);
            }
        }
    }

    /// Links free pairs by falling score.
    fn take_best(&mut self, mut found: Vec<(u32, usize, usize, bool)>) {
        found.sort_by_key(|(score, o, n, _)| (std::cmp::Reverse(*score), o.abs_diff(*n), *o, *n));
        for (_, o, n, sure) in found {
            if self.free(o, n) {
                self.link(&[o], &[n], sure);
            }
        }
    }

    /// A heading with new words over what it stood over before.
    fn headings_by_content(&mut self) {
        let heads = |lines: &[Line]| -> BTreeMap<usize, usize> {
            lines.iter().filter(|l| l.class == Class::Heading).filter_map(|l| Some((l.leaf.section?, l.at))).collect()
        };
        let (old, new) = (heads(self.old), heads(self.new));
        for (a, b) in self.sections() {
            if let (Some(o), Some(n)) = (old.get(&a), new.get(&b))
                && self.free(*o, *n)
            {
                self.link(&[*o], &[*n], true);
            }
        }
    }

    /// Leaves left over between the same neighbours: there less likeness is enough, and short ones are
    /// compared by their letters.
    fn between_neighbours(&mut self) {
        let mut found = Vec::new();
        let mut o = 1;
        while o < self.old.len() {
            if self.of_old[o].is_some() {
                o += 1;
                continue;
            }
            let start = o;
            while o < self.old.len() && self.of_old[o].is_none() {
                o += 1;
            }
            let Some(before) = self.of_old[start - 1].and_then(|l| self.links[l].news.last().copied()) else {
                continue;
            };
            let mut end = before + 1;
            while end < self.new.len() && self.of_new[end].is_none() {
                end += 1;
            }
            let closed = if o < self.old.len() { self.partner(o) == Some(end) } else { end == self.new.len() };
            self.pairs_between(start..o, before + 1..end, closed, &mut found);
        }
        self.take_best(found);
    }

    fn pairs_between(
        &self,
        olds: std::ops::Range<usize>,
        news: std::ops::Range<usize>,
        closed: bool,
        found: &mut Vec<(u32, usize, usize, bool)>,
    ) {
        let reach = if olds.len() * news.len() <= 400 { usize::MAX } else { 6 };
        for o in olds.clone() {
            let centre = news.start + (o - olds.start) * news.len() / olds.len();
            let (from, to) = (centre.saturating_sub(reach).max(news.start), centre.saturating_add(reach).min(news.end));
            for n in from..to {
                let (old, new) = (&self.old[o], &self.new[n]);
                if old.class != new.class {
                    continue;
                }
                let mut likeness = old.likeness(new);
                // One recipient is not another because it stands in its place.
                if likeness < if old.is_name() && new.is_name() { ALIKE } else { ALIKE_BETWEEN } {
                    likeness = 0;
                }
                if old.bag.len() <= 4 && new.bag.len() <= 4 {
                    likeness = likeness.max(Some(old.spelling(new)).filter(|s| *s >= SPELT_ALIKE).unwrap_or(0));
                }
                // An empty leaf that gets words, or a leaf alone in its place with its own id.
                let blank = old.bag.is_empty() || new.bag.is_empty();
                let alone = closed && olds.len() == 1 && news.len() == 1;
                let rewritten = self.ids.get(&o) == Some(&n) && !old.is_entry() && !new.is_entry();
                if alone && (blank || rewritten) {
                    likeness = likeness.max(1);
                }
                if likeness > 0 {
                    found.push((likeness, o, n, true));
                }
            }
        }
    }

    /// What changed its make altogether (a heading that became a paragraph, a row an item) with the same words.
    fn other_class(&mut self) {
        let index = Self::index(self.new, &self.of_new);
        let mut found = Vec::new();
        for old in self.old.iter().filter(|l| self.of_old[l.at].is_none() && l.class != Class::Title) {
            for n in Self::candidates(old, &index) {
                let likeness = old.likeness(&self.new[n]);
                if self.of_new[n].is_none() && self.new[n].class != Class::Title && likeness >= 800 {
                    found.push((likeness, old.at, n, false));
                }
            }
        }
        self.take_best(found);
    }

    /// Decides what moved, and lets go of pairs that are neither alike nor in their place.
    fn mark_moved(&mut self) {
        let pairs: Vec<Pair> = self.links.iter().map(|link| self.weighed(link)).collect();
        let kept = chain::heaviest(&pairs);
        let fields = self.fields();
        for (link, kept) in self.links.iter_mut().zip(kept) {
            let (o, n) = (&self.old[link.olds[0]], &self.new[link.news[0]]);
            let place = |l: &Line| l.leaf.section.zip(l.leaf.field);
            // In order, but in a field that became another one than the field it is in now.
            let elsewhere = match (place(o), place(n)) {
                (Some(a), Some(b)) => {
                    fields[0].get(&a).is_some_and(|f| *f != b) && fields[1].get(&b).is_some_and(|f| *f != a)
                }
                _ => false,
            };
            link.moved = !kept || elsewhere;
        }
        let (old, new) = (self.old, self.new);
        self.links.retain(|link| {
            let (o, n) = (&old[link.olds[0]], &new[link.news[0]]);
            let single = link.olds.len() == 1 && link.news.len() == 1;
            let enough = if o.bag.len().min(n.bag.len()) <= 2 { ALIKE_SHORT } else { ALIKE };
            !(link.moved && single && !link.sure && o.same != n.same && o.likeness(n) < enough)
        });
    }

    /// What a link weighs in the question of what moved. Headings hold their place: a paragraph that crosses
    /// a heading moved, and not the heading.
    fn weighed(&self, link: &Link) -> Pair {
        let (o, n) = (link.olds[0], link.news[0]);
        let heading = self.old[o].class == Class::Heading && self.new[n].class == Class::Heading;
        let olds = link.olds.iter().map(|o| self.old[*o].weight).sum::<u32>();
        let news = link.news.iter().map(|n| self.new[*n].weight).sum::<u32>();
        let weight = match self.old[o].class {
            Class::Title => u64::MAX / 4,
            // Few lines move rather than few words: one paragraph past a list, and not the list past the paragraph.
            Class::Heading | Class::Body | Class::Row => {
                u64::from(olds.min(news).min(LINE)) + if heading { 10 * u64::from(LINE) } else { u64::from(LINE) }
            }
        };
        Pair { old: o, new: n, weight }
    }

    /// Which field of the other side has most words of each field: forth and back.
    fn fields(&self) -> [BTreeMap<(usize, usize), (usize, usize)>; 2] {
        type Place = (usize, usize);
        let mut votes: BTreeMap<(Place, Place), u64> = BTreeMap::new();
        for link in &self.links {
            let (o, n) = (&self.old[link.olds[0]], &self.new[link.news[0]]);
            let place = |l: &Line| l.leaf.section.zip(l.leaf.field);
            if let (Some(a), Some(b)) = (place(o), place(n)) {
                *votes.entry((a, b)).or_default() += u64::from(o.weight.min(n.weight)) + 1;
            }
        }
        let mut best: [BTreeMap<Place, (u64, Place)>; 2] = [BTreeMap::new(), BTreeMap::new()];
        for ((a, b), weight) in votes {
            for (map, from, to) in [(0, a, b), (1, b, a)] {
                let entry = best[map].entry(from).or_insert((0, to));
                if weight > entry.0 {
                    *entry = (weight, to);
                }
            }
        }
        best.map(|map| map.into_iter().map(|(from, (_, to))| (from, to)).collect())
    }
}

/// How much of `part`'s words stand in `whole`, in thousandths.
pub(crate) fn within(part: &Line, whole: &Line) -> u32 {
    ratio(line::common(&part.bag, &whole.bag).0, part.weight)
}
