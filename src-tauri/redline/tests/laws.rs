//! Laws that hold for every pair of contents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod generator;

use fairnotice_notice::Content;
use fairnotice_redline::{Change, Kind, Op, Redline, Stats, compare};
use generator::{content, edited, edits};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn texts(content: &Content) -> Vec<String> {
    content.leaves().iter().map(|l| l.text()).collect()
}

fn words_of(block: &Change, without: Op) -> String {
    block.runs.iter().filter(|r| r.op != without).map(|r| r.text.as_str()).collect()
}

/// Reads one side as the contract says: blocks sorted by their number there, without the other side's words.
fn read(redline: &Redline, number: impl Fn(&Change) -> Option<usize>, without: Op) -> Vec<String> {
    let mut blocks: Vec<&Change> = redline.blocks.iter().filter(|b| number(b).is_some()).collect();
    blocks.sort_by_key(|b| number(b));
    let mut leaves: Vec<(usize, String)> = Vec::new();
    for block in blocks {
        let at = number(block).unwrap();
        match leaves.last_mut() {
            Some((last, text)) if *last == at => text.push_str(&words_of(block, without)),
            _ => leaves.push((at, words_of(block, without))),
        }
    }
    assert!(leaves.iter().enumerate().all(|(i, (at, _))| i == *at), "every leaf stands in the redline");
    leaves.into_iter().map(|(_, text)| text).collect()
}

/// Every border between runs is a word border of the leaf on the side where both neighbours are.
fn cut_at_words(redline: &Redline, number: impl Fn(&Change) -> Option<usize>, without: Op, leaves: &[String]) {
    let mut done: Vec<usize> = vec![0; leaves.len()];
    for block in &redline.blocks {
        let Some(at) = number(block) else { continue };
        let borders: Vec<usize> =
            leaves[at].split_word_bound_indices().map(|(i, _)| i).chain([leaves[at].len()]).collect();
        for run in block.runs.iter().filter(|r| r.op != without) {
            done[at] += run.text.len();
            assert!(borders.contains(&done[at]), "“{}” is cut inside a word of “{}”", run.text, leaves[at]);
        }
    }
}

fn swapped(stats: Stats) -> Stats {
    Stats {
        inserted: stats.deleted,
        deleted: stats.inserted,
        split: stats.merged,
        merged: stats.split,
        words_inserted: stats.words_deleted,
        words_deleted: stats.words_inserted,
        ..stats
    }
}

/// What a block says, whatever stands around it: numbers, kind and marked words.
type Said = (Option<usize>, Option<usize>, Kind, Vec<(Op, String)>);

/// What the blocks say, in one order; of a comparison the other way round, with its marks swapped.
fn said(redline: &Redline, swap: bool) -> Vec<Said> {
    let mut all: Vec<Said> = redline
        .blocks
        .iter()
        .map(|block| {
            let mut runs: Vec<(Op, String)> = block.runs.iter().map(|r| (r.op, r.text.clone())).collect();
            if !swap {
                return (block.old, block.new, block.change, runs);
            }
            for (op, _) in &mut runs {
                *op = match *op {
                    Op::Keep => Op::Keep,
                    Op::Insert => Op::Delete,
                    Op::Delete => Op::Insert,
                };
            }
            // In a change the deletion stands before the insertion, whichever way it is read.
            for at in 1..runs.len() {
                if runs[at - 1].0 == Op::Insert && runs[at].0 == Op::Delete {
                    runs.swap(at - 1, at);
                }
            }
            let change = match block.change {
                Kind::Inserted => Kind::Deleted,
                Kind::Deleted => Kind::Inserted,
                Kind::Split => Kind::Merged,
                Kind::Merged => Kind::Split,
                Kind::Same | Kind::Changed | Kind::Moved | Kind::MovedChanged => block.change,
            };
            (block.new, block.old, change, runs)
        })
        .collect();
    all.sort();
    all
}

fn check(a: &Content, b: &Content) {
    let redline = compare(a, b);
    assert_eq!(&redline.accept(), b, "accepting every change gives the new content");
    assert_eq!(&redline.reject(), a, "rejecting every change gives the old content");
    assert_eq!(read(&redline, |c| c.new, Op::Delete), texts(b));
    assert_eq!(read(&redline, |c| c.old, Op::Insert), texts(a));
    cut_at_words(&redline, |c| c.new, Op::Delete, &texts(b));
    cut_at_words(&redline, |c| c.old, Op::Insert, &texts(a));
    let news: Vec<usize> = redline.blocks.iter().filter_map(|c| c.new).collect();
    assert!(news.is_sorted(), "blocks stand in the order of the new text");
    for block in &redline.blocks {
        assert!(block.runs.iter().all(|r| !r.text.is_empty()));
        assert!(block.runs.windows(2).all(|w| w[0].op != w[1].op), "neighbours have different marks");
        let only = |op| block.runs.iter().all(|r| r.op == op);
        match block.change {
            Kind::Same => assert!(only(Op::Keep) && block.note.is_none()),
            Kind::Moved => assert!(only(Op::Keep)),
            Kind::Inserted => assert!(only(Op::Insert) && block.old.is_none()),
            Kind::Deleted => assert!(only(Op::Delete) && block.new.is_none()),
            Kind::Changed | Kind::MovedChanged => assert!(!only(Op::Keep) || block.note.is_some()),
            Kind::Split | Kind::Merged => assert!(block.old.is_some() && block.new.is_some()),
        }
        for (same, kind) in [
            (redline.blocks.iter().filter(|c| block.old.is_some() && c.old == block.old).count(), Kind::Split),
            (redline.blocks.iter().filter(|c| block.new.is_some() && c.new == block.new).count(), Kind::Merged),
        ] {
            assert_eq!(same > 1, block.change == kind, "only the parts of {kind:?} share a number");
        }
    }
    let back = compare(b, a);
    assert_eq!(back.stats, swapped(redline.stats), "swapping the sides swaps the counts");
    assert_eq!(said(&back, true), said(&redline, false), "swapping the sides swaps the marks");
    assert_eq!(
        redline.is_empty(),
        redline.summary().sentence == "Nothing changed." && redline.stats.inserted + redline.stats.deleted == 0
    );
}

proptest! {
    // Nothing is written down on failure: the folder proptest would make stands where the workspace looks for crates.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_contents(a in content(), b in content()) {
        check(&a, &b);
    }

    #[test]
    fn a_content_and_its_edit(a in content(), script in edits()) {
        check(&a, &edited(&a, &script));
    }

    #[test]
    fn an_edit_of_a_content_with_ids(a in content(), script in edits()) {
        let mut a = a;
        a.normalise();
        a.assign_ids();
        let mut b = edited(&a, &script);
        b.assign_ids();
        check(&a, &b);
    }

    #[test]
    fn a_content_and_itself(a in content()) {
        let redline = compare(&a, &a);
        prop_assert!(redline.is_empty());
        prop_assert!(redline.blocks.iter().all(|b| b.change == Kind::Same && b.old == b.new));
        prop_assert_eq!(redline.summary().sentence, "Nothing changed.");
    }

    #[test]
    fn ids_alone_are_no_change(a in content()) {
        let mut b = a.without_ids();
        prop_assert!(compare(&a, &b).is_empty());
        b.assign_ids();
        prop_assert!(compare(&a, &b).is_empty());
    }

    #[test]
    fn a_redline_that_was_tampered_with_gives_what_it_can(
        a in content(), script in edits(), cut in 0usize..50, number in any::<usize>()
    ) {
        let b = edited(&a, &script);
        let mut redline = compare(&a, &b);
        let at = cut % redline.blocks.len();
        redline.blocks[at].new = Some(number);
        redline.blocks[at].old = Some(number / 2);
        redline.blocks[at].runs.pop();
        redline.blocks.remove(cut / 2 % redline.blocks.len());
        prop_assert_eq!(redline.accept().leaves().len(), b.leaves().len(), "the shape stays");
        prop_assert_eq!(redline.reject().leaves().len(), a.leaves().len(), "the shape stays");
    }
}
