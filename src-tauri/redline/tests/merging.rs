//! Laws and cases of the three-way merge.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;
mod generator;

use council::{Dice, edit, notice};
use fairnotice_notice::{Block, Content, Role, Run};
use fairnotice_redline::{ConflictKind, Merged, merge};
use generator::{content, edited, edits};
use proptest::prelude::*;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

fn laws(base: &Content, a: &Content) {
    for (merged, expected, law) in [
        (merge(base, a, base), a, "merge(base, a, base) is a"),
        (merge(base, base, a), a, "merge(base, base, a) is a"),
        (merge(base, a, a), a, "merge(base, a, a) is a"),
    ] {
        assert_eq!(&merged.content, expected, "{law}");
        assert!(merged.conflicts.is_empty(), "{law}, without a conflict: {:?}", merged.conflicts);
    }
}

fn counted<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut words = BTreeMap::new();
    for text in texts {
        text.unicode_words().for_each(|w| *words.entry(w).or_default() += 1);
    }
    words
}

/// Every word that a side put in stands in the merged text or in a conflict.
fn nothing_lost(base: &Content, mine: &Content, theirs: &Content, merged: &Merged) {
    // Run by run: without a space between them, two runs would look like one word.
    let texts = |content: &Content| {
        content
            .leaves()
            .iter()
            .flat_map(|l| l.runs.iter().map(|r| r.text.clone()).collect::<Vec<_>>())
            .collect::<Vec<String>>()
    };
    let before = texts(base);
    let mut before = counted(before.iter().map(String::as_str));
    // … and what two runs of the base make together is no new word either when a side writes it as one run.
    let joined: Vec<String> = base.leaves().iter().map(|l| l.text()).collect();
    for (word, count) in counted(joined.iter().map(String::as_str)) {
        let known = before.entry(word).or_default();
        *known = count.max(*known);
    }
    let mut found: String = merged.content.leaves().iter().map(|l| l.text() + "\n").collect();
    for conflict in &merged.conflicts {
        found.extend(["\n", &conflict.mine, "\n", &conflict.theirs]);
    }
    for side in [texts(mine), texts(theirs)] {
        for (word, count) in counted(side.iter().map(String::as_str)) {
            assert!(count <= before.get(word).copied().unwrap_or(0) || found.contains(word), "“{word}” is nowhere");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_side_alone(base in content(), script in edits()) {
        laws(&base, &edited(&base, &script));
    }

    #[test]
    fn any_other_text(base in content(), a in content()) {
        laws(&base, &a);
    }

    #[test]
    fn two_sides_lose_nothing(base in content(), here in edits(), there in edits()) {
        let (mine, theirs) = (edited(&base, &here), edited(&base, &there));
        let merged = merge(&base, &mine, &theirs);
        nothing_lost(&base, &mine, &theirs, &merged);
        for conflict in &merged.conflicts {
            prop_assert!(conflict.leaf.is_none_or(|leaf| leaf < merged.content.leaves().len()));
        }
        let back = merge(&base, &theirs, &mine);
        prop_assert_eq!(back.conflicts.len(), merged.conflicts.len(), "conflicts are the same from both sides");
    }

    #[test]
    fn any_three_texts(base in content(), mine in content(), theirs in content()) {
        nothing_lost(&base, &mine, &theirs, &merge(&base, &mine, &theirs));
    }
}

/// Officers who work in different sections never meet, and both edits are whole.
#[test]
fn edits_of_different_sections_meet_without_a_conflict() {
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let base = notice(&mut dice);
        let half = base.chapters.len() / 2;
        let (mut front, mut back) = (base.clone(), base.clone());
        front.chapters.truncate(half);
        back.chapters.drain(..half);
        let (mut mine, mut theirs) = (front.clone(), back.clone());
        for _ in 0..6 {
            for side in [&mut mine, &mut theirs] {
                let before = side.clone();
                if edit(side, &mut dice, false).is_none() {
                    *side = before;
                }
            }
        }
        let joined = |front: &council::Notice, back: &council::Notice| {
            let mut whole = front.clone();
            whole.chapters.extend(back.chapters.iter().cloned());
            whole.content(false)
        };
        let merged = merge(&joined(&front, &back), &joined(&mine, &back), &joined(&front, &theirs));
        assert_eq!(merged.conflicts, [], "seed {seed}");
        assert_eq!(merged.content, joined(&mine, &theirs), "seed {seed}");
    }
}

fn p(text: &str) -> Block {
    Block::paragraph(text)
}

fn base() -> Content {
    let mut content = Content::new("Privacy notice: Housing", "en-GB");
    for (heading, role, blocks) in [
        ("Who we are", Role::Introduction, vec![p("Averley Borough Council runs the housing service.")]),
        (
            "Who we share it with",
            Role::Recipients,
            vec![p("We share it with:"), Block::bullets(["Police", "Averley Care Trust", "Contractors"])],
        ),
        (
            "How long we keep it",
            Role::Retention,
            vec![p("We keep tenancy files for 6 years after the tenancy ends."), p("Complaints are kept for 3 years.")],
        ),
    ] {
        content.sections.push(fairnotice_notice::Section {
            id: String::new(),
            heading: heading.into(),
            level: 2,
            fields: vec![fairnotice_notice::Field { id: String::new(), role, kind: Default::default(), blocks }],
        });
    }
    content.assign_ids();
    content
}

fn blocks(content: &mut Content, section: usize) -> &mut Vec<Block> {
    &mut content.sections[section].fields[0].blocks
}

fn set(content: &mut Content, section: usize, block: usize, text: &str) {
    let Block::Paragraph { runs, .. } = &mut blocks(content, section)[block] else { panic!("a paragraph") };
    *runs = vec![Run::plain(text)];
}

fn merged(mine: impl FnOnce(&mut Content), theirs: impl FnOnce(&mut Content)) -> Merged {
    let base = base();
    let (mut a, mut b) = (base.clone(), base.clone());
    mine(&mut a);
    theirs(&mut b);
    merge(&base, &a, &b)
}

fn lines(merged: &Merged) -> Vec<String> {
    merged.content.leaves().iter().map(|l| l.text()).collect()
}

#[test]
fn a_paragraph_moved_here_and_reworded_there() {
    let merged = merged(
        |c| {
            let moved = blocks(c, 2).remove(0);
            blocks(c, 0).push(moved);
        },
        |c| set(c, 2, 0, "We keep tenancy files for 7 years after the tenancy ends."),
    );
    assert_eq!(merged.conflicts, []);
    assert_eq!(lines(&merged)[3], "We keep tenancy files for 7 years after the tenancy ends.");
}

#[test]
fn both_change_other_words_of_one_sentence() {
    let merged = merged(
        |c| set(c, 2, 0, "We keep tenancy files for 7 years after the tenancy ends."),
        |c| set(c, 2, 0, "We keep tenancy files for 6 years after you move out."),
    );
    assert_eq!(merged.conflicts, []);
    assert!(lines(&merged).contains(&"We keep tenancy files for 7 years after you move out.".to_owned()));
    assert_eq!(merged.both, [9], "nobody wrote that sentence: somebody should read it");
}

#[test]
fn both_change_the_same_words() {
    let merged = merged(
        |c| set(c, 2, 0, "We keep tenancy files for 7 years after the tenancy ends."),
        |c| set(c, 2, 0, "We keep tenancy files for 9 years after the tenancy ends."),
    );
    let [conflict] = merged.conflicts.as_slice() else { panic!("one conflict: {:?}", merged.conflicts) };
    assert_eq!((conflict.kind, conflict.leaf), (ConflictKind::Words, Some(9)));
    assert_eq!(conflict.section.as_deref(), Some("How long we keep it"));
    assert_eq!([&conflict.base, &conflict.mine, &conflict.theirs], ["6 ", "7 ", "9 "]);
    assert_eq!(lines(&merged)[9], "We keep tenancy files for 7 years after the tenancy ends.");
}

#[test]
fn what_one_removes_and_the_other_changes_stays() {
    let change = |c: &mut Content| set(c, 2, 1, "Complaints are kept for 5 years.");
    let remove = |c: &mut Content| drop(blocks(c, 2).remove(1));
    let here = merged(remove, change);
    let there = merged(change, remove);
    assert_eq!(here.conflicts[0].kind, ConflictKind::DeletedHere);
    assert_eq!(there.conflicts[0].kind, ConflictKind::DeletedThere);
    for merged in [here, there] {
        assert_eq!(merged.conflicts.len(), 1);
        assert!(lines(&merged).contains(&"Complaints are kept for 5 years.".to_owned()));
    }
}

#[test]
fn a_section_removed_here_and_added_to_there() {
    let merged = merged(|c| drop(c.sections.remove(2)), |c| blocks(c, 2).push(p("Plans are kept for ever.")));
    assert!(lines(&merged).contains(&"Plans are kept for ever.".to_owned()));
    let [conflict] = merged.conflicts.as_slice() else { panic!("one conflict: {:?}", merged.conflicts) };
    assert_eq!((conflict.kind, conflict.theirs.as_str()), (ConflictKind::DeletedHere, "Plans are kept for ever."));
    assert!(lines(&merged).contains(&"How long we keep it".to_owned()), "new words keep their heading");
    assert!(!lines(&merged).contains(&"Complaints are kept for 3 years.".to_owned()));
}

#[test]
fn both_add_to_one_list() {
    let add = |name: &'static str| {
        move |c: &mut Content| {
            let Block::List { items, .. } = &mut blocks(c, 1)[1] else { panic!("a list") };
            items.push(fairnotice_notice::Item { id: None, blocks: vec![p(name)] });
        }
    };
    let different = merged(add("Schools"), add("The fire service"));
    assert_eq!(different.conflicts, []);
    assert_eq!(
        lines(&different)[5..=9],
        ["Police", "Averley Care Trust", "Contractors", "Schools", "The fire service"]
    );
    let same = merged(add("Schools"), add("Schools"));
    assert_eq!(same.conflicts, []);
    assert_eq!(lines(&same).iter().filter(|l| *l == "Schools").count(), 1, "added by both, it stands once");
}

#[test]
fn a_paragraph_joined_here_and_changed_there() {
    let merged = merged(
        |c| {
            blocks(c, 2).remove(1);
            set(c, 2, 0, "We keep tenancy files for 6 years after the tenancy ends. Complaints are kept for 3 years.");
        },
        |c| set(c, 2, 1, "Complaints are kept for 5 years."),
    );
    let [conflict] = merged.conflicts.as_slice() else { panic!("one conflict: {:?}", merged.conflicts) };
    assert_eq!(conflict.kind, ConflictKind::Joined);
    assert_eq!(conflict.theirs, "Complaints are kept for 5 years.");
}

#[test]
fn levels_and_languages() {
    let merged = merged(
        |c| {
            c.language = "cy".into();
            c.sections[1].level = 3;
        },
        |c| {
            c.language = "pl".into();
            c.sections[2].level = 4;
        },
    );
    assert_eq!((merged.content.sections[1].level, merged.content.sections[2].level), (3, 4));
    let [conflict] = merged.conflicts.as_slice() else { panic!("one conflict") };
    assert_eq!((conflict.kind, conflict.mine.as_str(), conflict.theirs.as_str()), (ConflictKind::Setting, "cy", "pl"));
}
