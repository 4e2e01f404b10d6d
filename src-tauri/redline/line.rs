//! The leaves of both sides, cut into numbered words, so that comparing two of them is comparing numbers.

use crate::marks::Text;
use crate::{skeleton, words};
use fairnotice_notice::Content;
use fairnotice_notice::leaves::{Leaf, LeafKind};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// One side of the comparison.
pub(crate) struct Side<'a> {
    pub(crate) content: &'a Content,
    pub(crate) lines: Vec<Line<'a>>,
}

/// A leaf made ready for comparing.
pub(crate) struct Line<'a> {
    /// Its index among the leaves.
    pub(crate) at: usize,
    pub(crate) leaf: Leaf<'a>,
    pub(crate) text: Text,
    pub(crate) class: Class,
    /// Equal for leaves of one class with equal words.
    pub(crate) same: u32,
    /// The words without case, sorted.
    pub(crate) bag: Vec<Weighted>,
    /// The weight of all words in the bag.
    pub(crate) weight: u32,
    /// The block's or section's id, where no other leaf of this side has it.
    pub(crate) id: Option<&'a str>,
    /// The pictures in it, by the hashes of their bytes.
    pub(crate) pictures: Vec<&'a str>,
}

/// A word's number and how much it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Weighted {
    pub(crate) word: u32,
    pub(crate) weight: u32,
}

/// What a word weighs that is not a common one. Common words weigh 1.
pub(crate) const TELLING: u32 = 4;

/// Leaves that may be taken for one another. Paragraphs, items and pictures change into each other easily.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Title,
    Heading,
    Body,
    Row,
}

impl Side<'_> {
    /// The heading above a leaf; `None` for the title, a heading itself and text before the first heading.
    pub(crate) fn heading(&self, line: usize) -> Option<&str> {
        let leaf = &self.lines[line].leaf;
        let section = self.content.sections.get(leaf.section?)?;
        (leaf.field.is_some() && !section.heading.is_empty()).then_some(section.heading.as_str())
    }
}

/// A word's own number, the number that it has whatever its case, and how much it says.
#[derive(Clone, Copy)]
struct Known {
    number: u32,
    lower: u32,
    weight: u32,
}

#[derive(Default)]
struct Numbers {
    words: HashMap<String, Known>,
    lines: HashMap<(Class, String), u32>,
}

impl Numbers {
    fn word(&mut self, word: &str) -> Known {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let lower = word.to_lowercase();
        let weight = if words::is_common(&lower) { 1 } else { TELLING };
        let number = self.words.len() as u32;
        let known = Known { number, lower: number, weight };
        self.words.insert(word.to_owned(), known);
        if lower == word {
            return known;
        }
        let known = Known { lower: self.word(&lower).number, ..known };
        self.words.insert(word.to_owned(), known);
        known
    }

    fn side<'a>(&mut self, content: &'a Content) -> Side<'a> {
        let leaves = content.leaves();
        let mut once: BTreeSet<&str> = BTreeSet::new();
        let mut twice: BTreeSet<&str> = BTreeSet::new();
        for id in leaves.iter().filter_map(|l| l.id).filter(|id| !id.is_empty()) {
            if !once.insert(id) {
                twice.insert(id);
            }
        }
        let mut pictures = skeleton::pictures(content).into_iter();
        let lines = leaves.into_iter().enumerate().map(|(at, leaf)| {
            let id = leaf.id.filter(|id| !id.is_empty() && !twice.contains(id));
            self.line(at, leaf, id, pictures.next().unwrap_or_default())
        });
        Side { content, lines: lines.collect() }
    }

    fn line<'a>(&mut self, at: usize, leaf: Leaf<'a>, id: Option<&'a str>, pictures: Vec<&'a str>) -> Line<'a> {
        let text = leaf.text();
        let class = class(leaf.kind);
        let words = words::words(&text);
        let mut keys = Vec::with_capacity(words.len());
        let mut bag = Vec::with_capacity(words.len());
        for word in &words {
            let core = &text[word.core.clone()];
            let known = self.word(core);
            keys.push(known.number);
            if !core.is_empty() {
                bag.push(Weighted { word: known.lower, weight: known.weight });
            }
        }
        bag.sort_unstable();
        let weight = bag.iter().map(|w| w.weight).sum();
        let next = self.lines.len() as u32;
        let same = *self.lines.entry((class, text.clone())).or_insert(next);
        Line { at, leaf, text: Text { text, words, keys }, class, same, bag, weight, id, pictures }
    }
}

/// Both sides with their words numbered alike, and whether they are to be compared the other way round.
///
/// Swapping the sides must swap the result, exactly. So the words are numbered and the leaves paired in one
/// direction only, chosen by the texts, whichever of them is the old one.
pub(crate) fn sides<'a>(old: &'a Content, new: &'a Content) -> (Side<'a>, Side<'a>, bool) {
    let mut numbers = Numbers::default();
    if direction(&old.leaves(), &new.leaves()) == Ordering::Greater {
        let new = numbers.side(new);
        (numbers.side(old), new, true)
    } else {
        let old = numbers.side(old);
        (old, numbers.side(new), false)
    }
}

/// An order of everything that the pairing of leaves looks at.
fn direction(old: &[Leaf], new: &[Leaf]) -> Ordering {
    let place = |l: &Leaf| (l.section, l.field, l.role, class(l.kind));
    let differs = old
        .iter()
        .zip(new)
        .map(|(a, b)| place(a).cmp(&place(b)).then_with(|| a.text().cmp(&b.text())).then_with(|| a.id.cmp(&b.id)));
    let first = differs.into_iter().find(|o| *o != Ordering::Equal);
    old.len().cmp(&new.len()).then(first.unwrap_or(Ordering::Equal))
}

fn class(kind: LeafKind) -> Class {
    match kind {
        LeafKind::Title => Class::Title,
        LeafKind::Heading { .. } => Class::Heading,
        LeafKind::Paragraph { .. } | LeafKind::Item { .. } | LeafKind::Image => Class::Body,
        LeafKind::Row { .. } => Class::Row,
    }
}

/// The weight of the words that two bags have in common, and whether one of them says anything.
pub(crate) fn common(a: &[Weighted], b: &[Weighted]) -> (u32, bool) {
    let (mut i, mut j, mut weight, mut telling) = (0, 0, 0, false);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.word.cmp(&y.word) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                weight += x.weight;
                telling |= x.weight == TELLING;
                i += 1;
                j += 1;
            }
        }
    }
    (weight, telling)
}

impl Line<'_> {
    /// Whether it is the header row of a table.
    pub(crate) fn is_header(&self) -> bool {
        matches!(self.leaf.kind, LeafKind::Row { header: true })
    }

    /// Whether it is an entry of its own: an item or a row. Other words there are another entry.
    pub(crate) fn is_entry(&self) -> bool {
        matches!(self.leaf.kind, LeafKind::Item { .. } | LeafKind::Row { .. })
    }

    /// Whether it is an item of so few words that they are a name.
    pub(crate) fn is_name(&self) -> bool {
        matches!(self.leaf.kind, LeafKind::Item { .. }) && self.bag.len() <= 4
    }

    /// How alike the words of two leaves are, whatever their order, in thousandths. Leaves that share only
    /// common words are not alike.
    pub(crate) fn likeness(&self, other: &Line) -> u32 {
        let (common, telling) = common(&self.bag, &other.bag);
        let all_common = self.weight as usize == self.bag.len() && other.weight as usize == other.bag.len();
        if !telling && !all_common { 0 } else { ratio(2 * common, self.weight + other.weight) }
    }

    /// How alike the letters of two short leaves are, in thousandths: `Customer` and `Customers`.
    pub(crate) fn spelling(&self, other: &Line) -> u32 {
        let pairs = |text: &str| {
            let letters: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
            let mut pairs: Vec<(char, char)> = letters.windows(2).map(|w| (w[0], w[1])).collect();
            pairs.sort_unstable();
            pairs
        };
        let (a, b) = (pairs(&self.text.text), pairs(&other.text.text));
        let (mut i, mut j, mut shared) = (0, 0, 0u32);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            match x.cmp(y) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        ratio(2 * shared, (a.len() + b.len()) as u32)
    }
}

/// `part` of `whole` in thousandths; 0 of nothing.
pub(crate) fn ratio(part: u32, whole: u32) -> u32 {
    if whole == 0 { 0 } else { (u64::from(part) * 1000 / u64::from(whole)) as u32 }
}
