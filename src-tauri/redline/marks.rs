//! The words of one leaf against those of another: what is kept, deleted and inserted, marked as a careful
//! person would, not as the shortest edit script has it.

use crate::Op;
use crate::words::{self, Word};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A text cut into words; equal keys are equal words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    pub(crate) keys: Vec<u32>,
}

impl Text {
    /// Texts one after the other, as one.
    pub(crate) fn joined<'a>(parts: &[&'a Text]) -> Cow<'a, Text> {
        if let [one] = parts {
            return Cow::Borrowed(one);
        }
        let mut whole = Text::default();
        for part in parts {
            let by = whole.text.len();
            whole.text.push_str(&part.text);
            whole.words.extend(part.words.iter().map(|w| w.shifted(by)));
            whole.keys.extend(&part.keys);
        }
        Cow::Owned(whole)
    }

    fn core(&self, word: usize) -> &str {
        &self.text[self.words[word].core.clone()]
    }

    fn tail(&self, word: usize) -> &str {
        &self.text[self.words[word].core.end..self.words[word].end]
    }

    fn whole(&self, word: usize) -> &str {
        &self.text[self.words[word].core.start..self.words[word].end]
    }
}

/// A piece of the marking: its bytes in the old text (empty when inserted) and in the new (empty when deleted).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) op: Op,
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

/// Marks what differs. The pieces, read in order without insertions, are the old text, and without
/// deletions the new. Swapping the texts swaps the marks.
pub(crate) fn marks(old: &Text, new: &Text) -> Vec<Piece> {
    if old.text == new.text {
        let all = 0..old.text.len();
        return if all.is_empty() { Vec::new() } else { vec![Piece { op: Op::Keep, old: all.clone(), new: all }] };
    }
    if old.text.cmp(&new.text) == Ordering::Greater {
        let mut pieces = marks_one_way(new, old);
        for piece in &mut pieces {
            std::mem::swap(&mut piece.old, &mut piece.new);
            piece.op = piece.op.swapped();
        }
        return pieces;
    }
    marks_one_way(old, new)
}

fn marks_one_way(old: &Text, new: &Text) -> Vec<Piece> {
    let mut hunks = hunks(old, new);
    slide(&mut hunks, old, new);
    let hunks = rewrites(absorb(merge(hunks), old), old, new);
    let hunks = names(ends(hunks, old, new), old, new);
    let mut pieces = Vec::new();
    for hunk in &hunks {
        if hunk.keep {
            for (o, n) in hunk.old.clone().zip(hunk.new.clone()) {
                kept_word(&mut pieces, old, o, new, n);
            }
        } else {
            let (o, n) = (bytes(old, &hunk.old), bytes(new, &hunk.new));
            let open = opens_next(old, &hunk.old).filter(|open| opens_next(new, &hunk.new) == Some(*open));
            let open = open.map_or(0, str::len);
            let (gone, come) = (o.start..o.end - open, n.start..n.end - open);
            push(&mut pieces, Op::Delete, gone.clone(), come.start..come.start);
            push(&mut pieces, Op::Insert, gone.end..gone.end, come.clone());
            push(&mut pieces, Op::Keep, gone.end..o.end, come.end..n.end);
        }
    }
    without_lone_spaces(pieces, &old.text)
}

/// A space alone between two changes is no word that stays: it goes with them.
fn without_lone_spaces(pieces: Vec<Piece>, old: &str) -> Vec<Piece> {
    let changes = |piece: Option<&Piece>| piece.is_some_and(|p| p.op != Op::Keep);
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let lone = piece.op == Op::Keep
            && old[piece.old.clone()].trim().is_empty()
            && changes(at.checked_sub(1).and_then(|b| pieces.get(b)))
            && changes(pieces.get(at + 1));
        if lone {
            let (o, n) = (piece.old.clone(), piece.new.clone());
            push(&mut out, Op::Delete, o.clone(), n.start..n.start);
            push(&mut out, Op::Insert, o.end..o.end, n);
        } else {
            out.push(piece.clone());
        }
    }
    out
}

/// The brackets and quotation marks after the last word that open the next one: they are that one's.
fn opens_next<'a>(text: &'a Text, words: &Range<usize>) -> Option<&'a str> {
    let last = words.end.checked_sub(1).filter(|_| !words.is_empty())?;
    let tail = text.tail(last);
    let open = &tail[tail.rfind(char::is_whitespace)?..].trim_start();
    (!open.is_empty() && open.chars().all(|c| matches!(c, '(' | '[' | '“' | '‘' | '"' | '\''))).then_some(*open)
}

fn bytes(text: &Text, words: &Range<usize>) -> Range<usize> {
    let start = text.words.get(words.start).map_or(text.text.len(), |w| w.core.start);
    let end = if words.is_empty() { start } else { text.words[words.end - 1].end };
    start..end
}

fn push(pieces: &mut Vec<Piece>, op: Op, old: Range<usize>, new: Range<usize>) {
    if !old.is_empty() || !new.is_empty() {
        pieces.push(Piece { op, old, new });
    }
}

/// A word that stays, of which the punctuation or space after it may have changed.
fn kept_word(pieces: &mut Vec<Piece>, old: &Text, o: usize, new: &Text, n: usize) {
    let (was, is) = (&old.words[o], &new.words[n]);
    let (a, b): (Vec<&str>, Vec<&str>) =
        (old.tail(o).split_word_bounds().collect(), new.tail(n).split_word_bounds().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    let length = |pieces: &[&str]| pieces.iter().map(|p| p.len()).sum::<usize>();
    let (front, back) = (length(&a[..front]), length(&a[a.len() - back..]));
    let (old_mid, new_mid) = (was.core.end + front..was.end - back, is.core.end + front..is.end - back);
    push(pieces, Op::Keep, was.core.start..old_mid.start, is.core.start..new_mid.start);
    push(pieces, Op::Delete, old_mid.clone(), new_mid.start..new_mid.start);
    push(pieces, Op::Insert, old_mid.end..old_mid.end, new_mid.clone());
    push(pieces, Op::Keep, old_mid.end..was.end, new_mid.end..is.end);
}

/// A stretch of words that are kept, or that are changed (deleted, inserted or both).
#[derive(Clone, Debug)]
struct Hunk {
    keep: bool,
    old: Range<usize>,
    new: Range<usize>,
}

impl Hunk {
    fn size(&self) -> usize {
        self.old.len().max(self.new.len())
    }

    fn one_sided(&self) -> bool {
        self.old.is_empty() || self.new.is_empty()
    }

    fn extend(&mut self, next: &Hunk) {
        self.old.end = next.old.end;
        self.new.end = next.new.end;
    }
}

fn hunks(old: &Text, new: &Text) -> Vec<Hunk> {
    let ops = capture_diff_slices(Algorithm::Myers, &old.keys, &new.keys);
    ops.iter()
        .map(|op| Hunk { keep: matches!(op, DiffOp::Equal { .. }), old: op.old_range(), new: op.new_range() })
        .collect()
}

/// Joins neighbours of one kind and drops empty ones.
fn merge(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut merged: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks.into_iter().filter(|h| h.size() > 0) {
        match merged.last_mut() {
            Some(last) if last.keep == hunk.keep => last.extend(&hunk),
            _ => merged.push(hunk),
        }
    }
    merged
}

/// Moves a pure insertion or deletion to where a person would mark it. `A. [B. ]C` and `A[. B]. C` are the same
/// edit; the mark should start where a sentence or clause starts.
fn slide(hunks: &mut [Hunk], old: &Text, new: &Text) {
    for at in 1..hunks.len().saturating_sub(1) {
        let [before, this, after] = &mut hunks[at - 1..=at + 1] else { continue };
        if !before.keep || this.keep || !after.keep || !this.one_sided() {
            continue;
        }
        let (text, range) = if this.old.is_empty() { (new, this.new.clone()) } else { (old, this.old.clone()) };
        let same = |x: usize, y: usize| text.whole(x) == text.whole(y);
        // The word before a kept stretch must be the same on both sides, tail included, to change places.
        let left = (0..before.size())
            .take_while(|k| {
                same(range.start - 1 - k, range.end - 1 - k)
                    && old.tail(before.old.end - 1 - k) == new.tail(before.new.end - 1 - k)
            })
            .count();
        let right = (0..after.size())
            .take_while(|k| {
                same(range.start + k, range.end + k) && old.tail(after.old.start + k) == new.tail(after.new.start + k)
            })
            .count();
        let quality = |start: usize| match start {
            0 => 3,
            _ if ends_sentence(text.tail(start - 1)) => 3,
            _ if text.tail(start - 1).contains([',', ';', ':', '–', '—', '\t']) => 2,
            _ => 1,
        };
        let best = (range.start - left..=range.start + right).max_by_key(|s| quality(*s)).unwrap_or(range.start);
        // Moves an end of a range by the way from its old place to the best one.
        let shift = |at: usize| at + best - range.start;
        (before.old.end, before.new.end) = (shift(before.old.end), shift(before.new.end));
        this.old = shift(this.old.start)..shift(this.old.end);
        this.new = shift(this.new.start)..shift(this.new.end);
        (after.old.start, after.new.start) = (shift(after.old.start), shift(after.new.start));
    }
}

fn ends_sentence(tail: &str) -> bool {
    tail.contains(['.', '?', '!'])
}

/// One or two kept words between two changes are no help to a reader: they are taken into the change. Numbers and
/// negations stay: shown as deleted and inserted they would look changed.
fn absorb(hunks: Vec<Hunk>, old: &Text) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        if let [.., left, island] = out.as_slice()
            && !hunk.keep
            && island.keep
            && is_lost(left, island, &hunk, old)
        {
            let island = island.clone();
            out.pop();
            if let Some(left) = out.last_mut() {
                left.extend(&island);
                left.extend(&hunk);
            }
        } else {
            out.push(hunk);
        }
    }
    out
}

fn is_lost(left: &Hunk, island: &Hunk, right: &Hunk, old: &Text) -> bool {
    let size = island.size();
    if size > 3 {
        return false;
    }
    let (mut common, mut telling) = (true, false);
    for word in island.old.clone() {
        let lower = old.core(word).to_lowercase();
        common &= words::is_common(&lower);
        telling |= words::is_telling(&lower);
    }
    let only_one_side = (left.old.is_empty() && right.old.is_empty()) || (left.new.is_empty() && right.new.is_empty());
    if only_one_side {
        // Two things struck out around "and" read better apart.
        return size <= 2 && common && left.size() >= 4 && right.size() >= 4;
    }
    let around = left.size() + right.size();
    if common {
        return size < 3 || around >= 2 * size;
    }
    !telling && size < 3 && around >= 4 * size && left.size().min(right.size()) >= size
}

/// Within a sentence that is rewritten beyond half, one deletion and one insertion instead of scattered marks. What
/// stays at its two ends stays as it is, when it is more than a word or two.
fn rewrites(mut hunks: Vec<Hunk>, old: &Text, new: &Text) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let mut start = 0;
    while start < hunks.len() {
        if hunks[start].keep {
            out.push(hunks[start].clone());
            start += 1;
            continue;
        }
        // The changes of one sentence: on over kept stretches in which no sentence ends.
        let mut end = start + 1;
        let mut inner = 0;
        while let Some([island, change]) = hunks.get(end..end + 2) {
            let over = |h: &Hunk| {
                h.old.clone().any(|w| ends_sentence(old.tail(w))) && h.new.clone().any(|w| ends_sentence(new.tail(w)))
            };
            let closed = |text: &Text, r: &Range<usize>| r.is_empty() || ends_sentence(text.tail(r.end - 1));
            let before = &hunks[end - 1];
            if change.keep || over(island) || (closed(old, &before.old) && closed(new, &before.new)) {
                break;
            }
            inner += island.size();
            end += 2;
        }
        let mut whole = Hunk {
            keep: false,
            old: hunks[start].old.start..hunks[end - 1].old.end,
            new: hunks[start].new.start..hunks[end - 1].new.end,
        };
        let smaller = whole.old.len().min(whole.new.len());
        if smaller < 4 || inner * 2 >= smaller {
            out.extend_from_slice(&hunks[start..end]);
            start = end;
            continue;
        }
        // How much of the sentence is kept before and after.
        let closes = |w: usize| ends_sentence(old.tail(w));
        let before = out.last().map_or(0, |h| h.old.clone().rev().take_while(|w| !closes(*w)).count());
        let after = hunks.get(end).filter(|_| !closes(whole.old.end - 1)).map_or(0, |h| {
            let to_end = h.old.clone().take_while(|w| !closes(*w)).count();
            (to_end + 1).min(h.old.len())
        });
        if (before + inner + after) * 2 < smaller + before + after {
            if before < 3
                && let Some(last) = out.last_mut()
            {
                last.old.end -= before;
                last.new.end -= before;
                whole.old.start -= before;
                whole.new.start -= before;
            }
            if after < 3
                && let Some(next) = hunks.get_mut(end)
            {
                next.old.start += after;
                next.new.start += after;
                whole.old.end += after;
                whole.new.end += after;
            }
        }
        out.push(whole);
        start = end;
    }
    merge(out)
}

/// A name that became another name changes as a whole: “Peter Marsh” did not become “Peter Lane” by half.
fn names(mut hunks: Vec<Hunk>, old: &Text, new: &Text) -> Vec<Hunk> {
    if hunks.iter().all(|h| h.keep || h.one_sided()) {
        return hunks;
    }
    let (old_names, new_names) = (names_in(old), names_in(new));
    if old_names.is_empty() || new_names.is_empty() {
        return hunks;
    }
    // The name that holds all words of a change.
    let around = |names: &[Range<usize>], words: &Range<usize>| -> Option<Range<usize>> {
        names.iter().find(|n| n.start <= words.start && words.end <= n.end).cloned()
    };
    for at in 1..hunks.len() {
        let [before, this, ..] = &hunks[at - 1..] else { continue };
        if this.keep || this.one_sided() || !before.keep {
            continue;
        }
        let (Some(was), Some(is)) = (around(&old_names, &this.old), around(&new_names, &this.new)) else { continue };
        let (back, on) = (this.old.start - was.start, was.end - this.old.end);
        // On both sides the same words of the name are kept.
        if (back, on) != (this.new.start - is.start, is.end - this.new.end) || back > before.size() {
            continue;
        }
        let after = hunks.get(at + 1).map_or(0, Hunk::size);
        if on > after {
            continue;
        }
        hunks[at - 1].old.end -= back;
        hunks[at - 1].new.end -= back;
        hunks[at].old = was;
        hunks[at].new = is;
        if let Some(after) = hunks.get_mut(at + 1) {
            after.old.start += on;
            after.new.start += on;
        }
    }
    merge(hunks)
}

/// The longest name that is looked for, in words.
const LONGEST_NAME: usize = 5;

/// Names of two to five words: words with a capital one after the other, "for", "of" and "and" between them. None
/// where most words have one, as in a heading of that fashion.
fn names_in(text: &Text) -> Vec<Range<usize>> {
    let count = text.words.len();
    let capital = |w: usize| text.core(w).starts_with(char::is_uppercase);
    let capitals = (0..count).filter(|w| capital(*w)).count();
    if capitals < 2 || capitals * 2 > count {
        return Vec::new();
    }
    let joined = |w: usize| text.tail(w).chars().all(|c| c == ' ' || c == '\u{a0}');
    let opens = |w: usize| w == 0 || ends_sentence(text.tail(w - 1));
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        // What opens a sentence has a capital whatever it is.
        if !capital(at) || opens(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < count && joined(end - 1) {
            let link = matches!(text.core(end), "for" | "of" | "and" | "the");
            if capital(end) || text.core(end).bytes().all(|b| b.is_ascii_digit()) && text.core(end).len() == 4 {
                end += 1;
            } else if link && joined(end) && end + 1 < count && capital(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        if (2..=LONGEST_NAME).contains(&(end - at)) {
            found.push(at..end);
        }
        at = end;
    }
    found
}

/// One word at either end of a text, beside several that were replaced, holds nothing together: “the landlord of the
/// flat” that became “the owner and his agent” is all replaced.
fn ends(mut hunks: Vec<Hunk>, old: &Text, new: &Text) -> Vec<Hunk> {
    if old.words.len().min(new.words.len()) < 3 {
        return hunks;
    }
    let telling = |w: usize| words::is_telling(&old.core(w).to_lowercase());
    let lone = |h: &Hunk| h.keep && h.size() == 1 && !h.old.clone().any(telling);
    let replaces = |h: &Hunk| !h.one_sided() && h.size() >= 2;
    if let [first, second, ..] = hunks.as_mut_slice()
        && lone(first)
        && replaces(second)
    {
        second.old.start = first.old.start;
        second.new.start = first.new.start;
        first.old.end = first.old.start;
        first.new.end = first.new.start;
    }
    if let [.., before, last] = hunks.as_mut_slice()
        && lone(last)
        && replaces(before)
    {
        before.extend(last);
        last.old.start = last.old.end;
        last.new.start = last.new.end;
    }
    merge(hunks)
}

/// Words cut and numbered so that equal words have equal keys; for tests of this module and its neighbours.
#[cfg(test)]
pub(crate) fn texts(a: &str, b: &str) -> (Text, Text) {
    let mut known: Vec<String> = Vec::new();
    let mut make = |text: &str| {
        let words = words::words(text);
        let keys = words
            .iter()
            .map(|w| {
                let core = &text[w.core.clone()];
                let at = known.iter().position(|k| k == core).unwrap_or_else(|| {
                    known.push(core.to_owned());
                    known.len() - 1
                });
                at as u32
            })
            .collect();
        Text { text: text.to_owned(), words, keys }
    };
    (make(a), make(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(a: &str, b: &str) -> String {
        let (old, new) = texts(a, b);
        let mut out = String::new();
        for run in crate::runs_of(&marks(&old, &new), &old.text, &new.text) {
            out.push_str(&match run.op {
                Op::Keep => run.text,
                Op::Delete => format!("[-{}-]", run.text),
                Op::Insert => format!("{{+{}+}}", run.text),
            });
        }
        out
    }

    #[test]
    fn marks_read_as_a_person_would_make_them() {
        let cases = [
            ("We keep it for 6 years.", "We keep it for 7 years.", "We keep it for [-6 -]{+7 +}years."),
            (
                "It ends on 12 March 2025 at noon.",
                "It ends on 13 March 2025 at noon.",
                "It ends on [-12 March 2025 -]{+13 March 2025 +}at noon.",
            ),
            (
                "We share it with others.",
                "We no longer share it with others.",
                "We {+no longer +}share it with others.",
            ),
            ("We will sell it.", "We will not sell it.", "We will {+not +}sell it."),
            ("Ask the “agency”, please", "Ask the \"agency\", please", "Ask the [-“-]{+\"+}agency[-”-]{+\"+}, please"),
            (
                "We collect it. We share it.",
                "We collect it. We keep it safe. We share it.",
                "We collect it. {+We keep it safe. +}We share it.",
            ),
            (
                "The director of housing decides.",
                "The leader of planning decides.",
                "[-The director of housing decides.-]{+The leader of planning decides.+}",
            ),
            ("your landlord", "your employer", "your [-landlord-]{+employer+}"),
            (
                "Ask Peter Marsh, the head of service.",
                "Ask Peter Lane, the head of service.",
                "Ask [-Peter Marsh, -]{+Peter Lane, +}the head of service.",
            ),
            (
                "Complain to the Information Commissioner's Office by letter.",
                "Complain to the Information Commission by letter.",
                "Complain to the [-Information Commissioner's Office -]{+Information Commission +}by letter.",
            ),
            (
                "Ring us on 01632 960100 at any time.",
                "Ring us on 01632 960118 at any time.",
                "Ring us on [-01632 960100 -]{+01632 960118 +}at any time.",
            ),
            (
                "We may use it to plan, to check and to report on services.",
                "We will use it to run, to check and to improve our services.",
                "We [-may -]{+will +}use it to [-plan, -]{+run, +}to check and to [-report on services.-]{+improve our services.+}",
            ),
            (
                "We keep it for 6 years and the deeds for 12 years.",
                "We keep it for 7 years and the deeds for 15 years.",
                "We keep it for [-6 -]{+7 +}years and the deeds for [-12 -]{+15 +}years.",
            ),
            (
                "Records are held for 6 years or 7 years.",
                "Records are held for 8 years or 9 years.",
                "Records are held for [-6 -]{+8 +}years or [-7 -]{+9 +}years.",
            ),
            (
                "Your name will be given to any agency that asks us for it.",
                "Nobody outside this council ever sees any record unless courts order it.",
                "[-Your name will be given to any agency that asks us for it.-]{+Nobody outside this council ever sees any record unless courts order it.+}",
            ),
            ("same", "same", "same"),
            ("", "new words", "{+new words+}"),
        ];
        for (a, b, expected) in cases {
            assert_eq!(shown(a, b), expected);
        }
    }

    #[test]
    fn swapping_the_texts_swaps_the_marks() {
        let pairs =
            [("a b c d e f g", "b a c x e g f f"), ("", "x"), ("We may share. It is so.", "It is so. We share.")];
        for (a, b) in pairs {
            let (old, new) = texts(a, b);
            let back: Vec<Piece> =
                marks(&new, &old).into_iter().map(|p| Piece { op: p.op.swapped(), old: p.new, new: p.old }).collect();
            let there = crate::runs_of(&marks(&old, &new), a, b);
            assert_eq!(there, crate::runs_of(&back, a, b), "{a} | {b}");
        }
    }
}
