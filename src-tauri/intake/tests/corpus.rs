//! How well files of every format are read: each file of `corpus/` beside the outline that a careful person would give
//! it. Run with `--nocapture` for the table.
//!
//! An outline has a line for each heading (`## Heading {role}`), paragraph (`p words`), item (`- words`, `1. words`, two
//! spaces a level) and table row (`| cell | cell`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_intake::{Imported, Tracked, read};
use fairnotice_notice::leaves::LeafKind;
use similar::{ChangeTag, TextDiff};
use std::path::{Path, PathBuf};

/// How many are right, and of how many.
type Share = (usize, usize);

#[derive(Default)]
struct Score {
    words: Share,
    headings: Share,
    items: Share,
    others: Share,
    roles: Share,
    wrong: Vec<String>,
}

/// The lines of what was read, without roles.
fn outline(read: &Imported) -> Vec<String> {
    let leaves = read.content.leaves();
    // Text before the first heading stands under none.
    let said = leaves.iter().filter(|l| !(matches!(l.kind, LeafKind::Heading { .. }) && l.text().is_empty()));
    let lines = said.map(|leaf| match leaf.kind {
        LeafKind::Title => format!("# {}", leaf.text()),
        LeafKind::Heading { level } => format!("{} {}", "#".repeat(level.into()), leaf.text()),
        LeafKind::Item { depth, ordered, first: true, .. } => {
            format!("{}{} {}", "  ".repeat(depth), if ordered { "1." } else { "-" }, leaf.text())
        }
        LeafKind::Row { .. } => format!("| {}", leaf.text().split('\t').collect::<Vec<_>>().join(" | ")),
        LeafKind::Paragraph { .. } | LeafKind::Item { .. } | LeafKind::Image => format!("p {}", leaf.text()),
    });
    lines.collect()
}

/// The headings with the role that most of what stands under them has.
fn roles(read: &Imported) -> Vec<(String, String)> {
    let sections = read.content.sections.iter().filter(|s| !s.heading.is_empty());
    let weight = |f: &fairnotice_notice::Field| f.plain_text().split_whitespace().count();
    sections
        .map(|s| {
            let role = s.fields.iter().max_by_key(|f| weight(f)).map(|f| f.role.to_string()).unwrap_or_default();
            (s.heading.clone(), role)
        })
        .collect()
}

fn split(line: &str) -> (String, Option<String>) {
    match line.rsplit_once(" {") {
        Some((text, role)) if line.starts_with('#') && role.ends_with('}') => {
            (text.to_owned(), Some(role.trim_end_matches('}').to_owned()))
        }
        _ => (line.to_owned(), None),
    }
}

fn words(lines: &[String]) -> Vec<String> {
    let bare = |l: &String| {
        let text = l.trim_start().trim_start_matches(['#', '|', '-']);
        let text = text.strip_prefix("p ").or(text.strip_prefix("1. ")).unwrap_or(text);
        text.replace(['|', '\''], " ")
    };
    lines.iter().flat_map(|l| bare(l).split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn even(line: &str) -> String {
    line.replace('’', "'")
}

fn score(name: &str, bytes: &[u8], expected: &str) -> Score {
    let read = read(name, bytes, Tracked::Accepted).unwrap_or_else(|e| panic!("{name}: {e}"));
    let wanted: Vec<(String, Option<String>)> = expected.lines().map(split).collect();
    let wanted_lines: Vec<String> = wanted.iter().map(|(l, _)| even(l)).collect();
    let found: Vec<String> = outline(&read).iter().map(|l| even(l)).collect();
    let mut score = Score::default();
    let (a, b) = (words(&wanted_lines), words(&found));
    let a: Vec<&str> = a.iter().map(String::as_str).collect();
    let b: Vec<&str> = b.iter().map(String::as_str).collect();
    let kept = TextDiff::from_slices(&a, &b).iter_all_changes().filter(|c| c.tag() == ChangeTag::Equal).count();
    score.words = (kept, a.len().max(b.len()));
    let left: Vec<&str> = wanted_lines.iter().map(String::as_str).collect();
    let right: Vec<&str> = found.iter().map(String::as_str).collect();
    for change in TextDiff::from_slices(&left, &right).iter_all_changes() {
        let line: &str = change.value();
        let kind = match line.trim_start().chars().next() {
            Some('#') => &mut score.headings,
            Some('-' | '1') => &mut score.items,
            _ => &mut score.others,
        };
        match change.tag() {
            ChangeTag::Equal => {
                kind.0 += 1;
                kind.1 += 1;
            }
            ChangeTag::Delete => {
                kind.1 += 1;
                score.wrong.push(format!("    wanted {line}"));
            }
            ChangeTag::Insert => score.wrong.push(format!("    found  {line}")),
        }
    }
    let found = roles(&read);
    for (line, role) in wanted.iter().filter_map(|(l, r)| Some((l, r.as_ref()?))) {
        let heading = even(line.trim_start_matches('#').trim());
        score.roles.1 += 1;
        let got = found.iter().find(|(h, _)| even(h) == heading).map(|(_, r)| r.as_str());
        if got == Some(role.as_str()) {
            score.roles.0 += 1;
        } else {
            score.wrong.push(format!("    role of “{heading}”: wanted {role}, found {}", got.unwrap_or("nothing")));
        }
    }
    score
}

fn files() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let with_outline = files.into_iter().filter(|f| f.extension().is_some_and(|e| e != "outline"));
    with_outline
        .map(|f| {
            let expected = std::fs::read_to_string(f.with_extension("outline"));
            let expected = expected.unwrap_or_else(|_| panic!("{}: no outline", f.display()));
            (f, expected)
        })
        .collect()
}

#[test]
fn files_of_every_format_are_read_as_a_careful_person_would() {
    let files = files();
    assert!(files.len() >= 25, "a corpus is worth something from 25 files on");
    println!("{:<38} {:>9} {:>9} {:>9} {:>9} {:>9}", "file", "words", "headings", "items", "others", "roles");
    let mut total = Score::default();
    let mut lost = Vec::new();
    for (path, expected) in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found = score(&name, &std::fs::read(path).unwrap(), expected);
        let show = |(n, of): Share| format!("{n}/{of}");
        println!(
            "{name:<38} {:>9} {:>9} {:>9} {:>9} {:>9}",
            show(found.words),
            show(found.headings),
            show(found.items),
            show(found.others),
            show(found.roles)
        );
        found.wrong.iter().for_each(|w| println!("{w}"));
        if found.words.0 < found.words.1 {
            lost.push(name);
        }
        for (sum, one) in [
            (&mut total.words, found.words),
            (&mut total.headings, found.headings),
            (&mut total.items, found.items),
            (&mut total.others, found.others),
            (&mut total.roles, found.roles),
        ] {
            sum.0 += one.0;
            sum.1 += one.1;
        }
    }
    let share = |(n, of): Share| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "{:<38} {:>8.1}% {:>8.1}% {:>8.1}% {:>8.1}% {:>8.1}%",
        format!("all {} files", files.len()),
        share(total.words),
        share(total.headings),
        share(total.items),
        share(total.others),
        share(total.roles)
    );
    assert!(lost.is_empty(), "words of these are lost, twice or out of order: {lost:?}");
    for (what, found, least) in [
        ("headings", total.headings, 97.0),
        ("items", total.items, 97.0),
        ("paragraphs and rows", total.others, 95.0),
        ("roles", total.roles, 92.0),
    ] {
        assert!(share(found) >= least, "{what}: {:.1} % are right, {least} % are wanted", share(found));
    }
}
