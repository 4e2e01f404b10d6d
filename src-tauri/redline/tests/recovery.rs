//! Whether the redline says of random edits what they were, and how many words it marks for them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use council::{Dice, Edit, Notice, edit, long, notice, reworked};
use fairnotice_notice::Content;
use fairnotice_redline::{Kind, Op, Redline, compare};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// How many notices are edited.
const NOTICES: u64 = 1000;

/// A notice and what became of it.
struct Case {
    old: Notice,
    new: Notice,
    edits: Vec<(Edit, Vec<usize>)>,
}

fn case(seed: u64, with_moves: bool) -> Case {
    let mut dice = Dice::new(seed);
    let old = notice(&mut dice);
    let mut new = old.clone();
    let wanted = 1 + dice.below(10);
    let mut edits = Vec::new();
    for _ in 0..wanted * 4 {
        if edits.len() < wanted {
            let before = new.clone();
            match edit(&mut new, &mut dice, with_moves) {
                Some(done) => edits.push(done),
                None => new = before,
            }
        }
    }
    Case { old, new, edits }
}

/// What the redline should say of each block: of new blocks by their leaf, of deleted ones by their old leaf.
fn expected(case: &Case) -> (BTreeMap<usize, Kind>, BTreeMap<usize, Kind>) {
    let mut parts_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, part) in case.new.leaves() {
        part.was.iter().for_each(|w| *parts_of.entry(*w).or_default() += 1);
    }
    let kind = |part: &council::Part| match part.was.as_slice() {
        [] => Kind::Inserted,
        [one] if parts_of[one] > 1 => Kind::Split,
        [_] => match (part.moved, part.edited) {
            (false, false) => Kind::Same,
            (false, true) => Kind::Changed,
            (true, false) => Kind::Moved,
            (true, true) => Kind::MovedChanged,
        },
        _ => Kind::Merged,
    };
    let news = case.new.leaves().into_iter().map(|(leaf, part)| (leaf, kind(part))).collect();
    let gone = case.old.leaves().into_iter().filter(|(_, part)| !parts_of.contains_key(&part.was[0]));
    (news, gone.map(|(leaf, _)| (leaf, Kind::Deleted)).collect())
}

fn said(redline: &Redline) -> (BTreeMap<usize, Kind>, BTreeMap<usize, Kind>) {
    let news = redline.blocks.iter().filter_map(|b| Some((b.new?, b.change)));
    let gone = redline.blocks.iter().filter(|b| b.new.is_none()).filter_map(|b| Some((b.old?, b.change)));
    (news.collect(), gone.collect())
}

#[derive(Default)]
struct Score {
    found: BTreeMap<Edit, (usize, usize)>,
    untouched_wrong: usize,
    untouched: usize,
}

impl Score {
    fn share(&self) -> f64 {
        let (found, all) = self.found.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        found as f64 / all.max(1) as f64
    }
}

/// An edit counts as found when every block that it touched is said to be what it is.
fn score(case: &Case, redline: &Redline, total: &mut Score, missed: &mut Vec<String>) {
    let (want_new, want_gone) = expected(case);
    let (is_new, is_gone) = said(redline);
    let new_leaves = case.new.leaves();
    let old_leaves = case.old.leaves();
    let mut inserted: Vec<usize> =
        new_leaves.iter().filter(|(_, part)| part.was.is_empty()).map(|(leaf, _)| *leaf).collect();
    for (what, blocks) in &case.edits {
        let right = if *what == Edit::Insert {
            // Which insertion is whose does not matter.
            inserted.pop().is_some_and(|leaf| is_new.get(&leaf) == Some(&Kind::Inserted))
        } else {
            let news = new_leaves.iter().filter(|(_, p)| p.was.iter().any(|w| blocks.contains(w)));
            let olds = old_leaves.iter().filter(|(_, p)| blocks.contains(&p.was[0]));
            news.map(|(leaf, _)| is_new.get(leaf) == want_new.get(leaf))
                .chain(olds.map(|(leaf, _)| is_gone.get(leaf) == want_gone.get(leaf)))
                .all(|right| right)
        };
        let count = total.found.entry(*what).or_default();
        count.1 += 1;
        count.0 += usize::from(right);
        if !right {
            let shown: Vec<String> = new_leaves
                .iter()
                .filter(|(_, p)| p.was.iter().any(|w| blocks.contains(w)))
                .map(|(leaf, p)| format!("{:?} for {:?}: {}", is_new.get(leaf), want_new.get(leaf), p.text))
                .collect();
            missed.push(format!("{what:?}: {}", shown.join(" | ")));
        }
    }
    for (leaf, kind) in want_new.iter().filter(|(_, kind)| **kind == Kind::Same) {
        total.untouched += 1;
        if is_new.get(leaf) != Some(kind) {
            total.untouched_wrong += 1;
        }
    }
}

fn recovered(with_ids: bool) -> Score {
    let (mut total, mut missed) = (Score::default(), Vec::new());
    for seed in 0..NOTICES {
        let case = case(seed, true);
        let redline = compare(&case.old.content(with_ids), &case.new.content(with_ids));
        score(&case, &redline, &mut total, &mut missed);
    }
    for line in missed.iter().take(30) {
        println!("  missed {line}");
    }
    for (edit, (found, all)) in &total.found {
        println!("{edit:?}: {found} of {all} ({:.1} %)", *found as f64 * 100.0 / *all as f64);
    }
    println!("untouched blocks that look touched: {} of {}", total.untouched_wrong, total.untouched);
    println!("together {:.2} %", total.share() * 100.0);
    total
}

#[test]
fn edits_are_said_to_be_what_they_were() {
    let total = recovered(false);
    assert!(total.share() >= 0.95, "{:.3} of the edits were recovered", total.share());
    assert!(total.untouched_wrong * 200 < total.untouched, "untouched blocks stay untouched");
}

#[test]
fn edits_of_a_text_with_ids_are_said_to_be_what_they_were() {
    let total = recovered(true);
    assert!(total.share() >= 0.96, "{:.3} of the edits were recovered", total.share());
    assert!(total.untouched_wrong * 200 < total.untouched, "untouched blocks stay untouched");
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How many words the shortest edit script over the whole texts changes.
fn least(old: &Content, new: &Content) -> usize {
    let text = |c: &Content| -> String { c.leaves().iter().map(|l| l.text() + " ").collect() };
    let (a, b) = (text(old), text(new));
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    ops.iter()
        .map(|op| match op {
            DiffOp::Equal { .. } => 0,
            DiffOp::Delete { old_len, .. } => *old_len,
            DiffOp::Insert { new_len, .. } => *new_len,
            DiffOp::Replace { old_len, new_len, .. } => old_len + new_len,
        })
        .sum()
}

/// What is marked in many comparisons, against what would do.
#[derive(Default)]
struct Economy {
    marked: usize,
    least: usize,
    /// Kept runs in blocks whose words changed, and those of them that have fewer than three words.
    kept: usize,
    short: usize,
}

impl Economy {
    fn add(&mut self, old: &Content, new: &Content) {
        self.least += least(old, new);
        for block in &compare(old, new).blocks {
            self.marked += block.runs.iter().filter(|r| r.op != Op::Keep).map(|r| count(&r.text)).sum::<usize>();
            if block.runs.iter().any(|r| r.op != Op::Keep) {
                let kept = || block.runs.iter().filter(|r| r.op == Op::Keep);
                self.kept += kept().count();
                self.short += kept().filter(|r| count(&r.text) < 3).count();
            }
        }
    }

    fn print(&self, what: &str) {
        println!(
            "{what}: {} words marked where {} would do ({:.3}); {} of {} kept runs have fewer than three words ({:.3})",
            self.marked,
            self.least,
            self.marked as f64 / self.least as f64,
            self.short,
            self.kept,
            self.short as f64 / self.kept as f64
        );
    }
}

#[test]
fn few_words_are_marked_and_no_confetti() {
    for with_moves in [false, true] {
        let mut economy = Economy::default();
        for seed in 0..NOTICES {
            let case = case(seed, with_moves);
            economy.add(&case.old.content(false), &case.new.content(false));
        }
        economy.print(if with_moves { "all edits" } else { "all edits but moves" });
        if with_moves {
            assert!(economy.marked < economy.least, "a move is not a deletion and an insertion");
        } else {
            assert!(economy.marked * 100 <= economy.least * 115, "more words are marked than clean marking costs");
        }
        assert!(economy.short * 5 <= economy.kept, "word confetti");
    }
}

/// Words alone: the hardest for a marking that is to be clean and short.
#[test]
fn changes_of_words_alone_are_marked_with_few_words() {
    for rounds in [1, 4] {
        let mut economy = Economy::default();
        for seed in 0..30 {
            let mut dice = Dice::new(seed);
            let (old, mut new) = long(&mut dice, 3000);
            (1..rounds).for_each(|_| new = reworked(&new, &mut dice));
            economy.add(&old, &new);
        }
        economy.print(&format!("words alone, {rounds} in each ten blocks"));
        assert!(economy.marked * 100 <= economy.least * 115, "more words are marked than clean marking costs");
    }
}
