//! Edits and the marking that a careful person would make of each; see `corpus.toml`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shown;

use fairnotice_redline::compare;
use shown::shown;

#[derive(serde::Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    old: String,
    new: String,
    marks: String,
}

#[test]
fn every_case_is_marked_as_a_careful_person_would() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).unwrap();
    assert!(corpus.case.len() >= 30, "a corpus is worth something from thirty cases on");
    let mut missed = Vec::new();
    for case in &corpus.case {
        let read = |text: &str| fairnotice_intake::markdown::read(text).unwrap().without_ids();
        let (old, new) = (read(&case.old), read(&case.new));
        let redline = compare(&old, &new);
        assert_eq!((redline.accept(), redline.reject()), (new, old), "{}", case.name);
        let expected: Vec<&str> = case.marks.trim_matches('\n').lines().collect();
        let found = shown(&redline);
        if found != expected {
            missed.push(format!(
                "{}\n  wanted {}\n  found  {}",
                case.name,
                expected.join("\n         "),
                found.join("\n         ")
            ));
        }
    }
    println!("{} of {} cases are marked as wanted", corpus.case.len() - missed.len(), corpus.case.len());
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}
