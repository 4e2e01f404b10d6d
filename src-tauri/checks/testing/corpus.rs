//! The corpus: for each rule, texts in which it must find something and near misses in which it must not.

use super::exemplary::EXEMPLARY;
use super::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many cases and how many near misses each rule has at least.
const AT_LEAST: usize = 3;

/// Rules that no text alone can show: they need a register, a live version, a picture or a table, and have tests of
/// their own.
const BY_THEIR_SURROUNDINGS: &[&str] = &[
    "change-adds-purpose",
    "contradicts-organisation",
    "contradicts-other-notice",
    "empty-item",
    "export-not-accessible",
    "image-without-alt",
    "language-untagged",
    "purpose-not-in-record",
    "record-incomplete",
    "record-not-in-notice",
    "review-overdue",
    "standard-wording-behind",
    "standard-wording-drifted",
    "table-without-headers",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    found: Vec<String>,
    near_misses: Vec<String>,
}

fn corpus() -> BTreeMap<String, Cases> {
    toml::from_str(include_str!("corpus.toml")).unwrap()
}

/// The text of a case; see the head of the corpus for the words that stand for the exemplary notice.
fn text_of(case: &str) -> String {
    let Some(rest) = case.strip_prefix("EXEMPLARY") else { return case.to_owned() };
    if let Some(words) = rest.strip_prefix(" WITHOUT ") {
        let words: Vec<&str> = words.split(" | ").collect();
        let kept = EXEMPLARY.lines().filter(|l| !words.iter().any(|w| l.contains(w)));
        return kept.map(|l| format!("{l}\n")).collect();
    }
    format!("{EXEMPLARY}{}\n", rest.strip_prefix(" WITH ").unwrap_or(rest))
}

#[test]
fn each_rule_finds_its_cases_and_no_near_miss() {
    let mut wrong = Vec::new();
    for (rule, cases) in corpus() {
        for case in &cases.found {
            let all = rules_in(&text_of(case));
            if !all.contains(&rule) {
                wrong.push(format!("{rule} must be found in:\n{case}\nfound: {all:?}"));
            }
        }
        for case in &cases.near_misses {
            let findings = report(&text_of(case)).findings;
            let quotes: Vec<&str> = findings.iter().filter(|f| f.rule == rule).map(|f| f.quote.as_str()).collect();
            if !quotes.is_empty() {
                wrong.push(format!("{rule} must not be found in:\n{case}\nquotes: {quotes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_rule_has_cases_and_near_misses() {
    let corpus = corpus();
    let mut wrong: Vec<String> = corpus.keys().filter(|k| !rules().iter().any(|r| r.id == *k)).cloned().collect();
    for rule in rules().iter().filter(|r| !BY_THEIR_SURROUNDINGS.contains(&r.id)) {
        let counts = corpus.get(rule.id).map_or((0, 0), |c| (c.found.len(), c.near_misses.len()));
        if counts.0 < AT_LEAST || counts.1 < AT_LEAST {
            wrong.push(format!("{}: {} cases, {} near misses", rule.id, counts.0, counts.1));
        }
    }
    assert!(wrong.is_empty(), "too few cases, or no such rule:\n{}", wrong.join("\n"));
}
