//! Words: abbreviations, long sentences, words to avoid, Latin, slips.

use crate::found::{Findings, Found};
use crate::law::is_gone;
use crate::pattern::{Pattern, Words};
use crate::phrases::Phrases;
use crate::readability::{LONG, Readability};
use crate::rules::*;
use crate::text::{Text, words};
use fairnotice_lexicon::vocabulary::{Avoid, vocabulary};
use fairnotice_notice::Severity;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Sentences of more words than this should be cut, not only may be.
const VERY_LONG: usize = 45;

/// The reading age over which a text is called hard.
const HARD: f64 = 18.0;

/// Looks at words.
pub(crate) fn check(text: &Text<'_>, readability: &Readability, out: &mut Findings<'_>) {
    acronyms(text, out);
    for (line, sentence) in text.sentences() {
        let count = words(&sentence).count();
        if count > LONG {
            let found = Found::at(LONG_SENTENCE, line, sentence).with(count.to_string());
            out.add(if count > VERY_LONG { found.weighing(Severity::Warn) } else { found });
        }
    }
    if readability.sentences >= 5 && readability.reading_age > HARD {
        out.add(Found::absent(READING_AGE).with(format!("{:.0}", readability.reading_age)));
    }
    passives(text, out);
    phrases(text, out);
    latin(text, out);
    pronouns(text, out);
}

fn acronyms(text: &Text<'_>, out: &mut Findings<'_>) {
    static LETTERS: Pattern =
        Pattern::cased(r"\b(?:[A-Z]-[A-Z]{2,}|[A-Z][A-Z&]*[A-Z]s?|[A-Z]{1,3}[a-z][A-Z]|[A-Z]{2,4}\d|[Ss]\d{2,3})\b");
    let v = vocabulary();
    let whole = text.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for line in text.lines.iter().skip(1) {
        if is_shouted(&line.text) {
            continue;
        }
        for (at, found) in LETTERS.find_all(line) {
            let letters = found.strip_suffix('s').filter(|s| s.len() >= 2).unwrap_or(found);
            let known = v.known_acronyms.iter().any(|k| k == letters) || is_roman(letters) || is_gone(letters, line);
            let surroundings =
                line.text[..at].chars().next_back().into_iter().chain(line.text[at + found.len()..].chars().next());
            // Parts of postcodes, reference numbers and addresses are no words.
            let code = surroundings.clone().any(|c| c.is_numeric() || matches!(c, '@' | '/' | '_' | '[' | ']'))
                || is_postcode_at(&line.text, at)
                || in_brackets(&line.text, at)
                || among_capitals(&line.text, at, found)
                || is_half_of_one(&line.text[..at])
                || is_label_or_size(&line.text, at, found)
                || line.text[at + found.len()..].to_lowercase().starts_with(".uk");
            if known || code || !seen.insert(letters.to_owned()) {
                continue;
            }
            let meaning = v.stands_for(letters).or_else(|| v.stands_for(&letters.to_uppercase()));
            let spelt = is_expanded(&line.text, at, found)
                || meaning.is_some_and(|m| expanded_before(&whole, m, line.index, text));
            if !spelt {
                let detail = meaning.map(|m| format!(": {m}")).unwrap_or_default();
                out.add(Found::at(ACRONYM_UNEXPANDED, line, found).with(letters).with(detail));
            }
        }
    }
}

/// "H -CLIC": the letters before the hyphen belong to them.
fn is_half_of_one(before: &str) -> bool {
    let first =
        before.strip_suffix('-').map(str::trim_end).and_then(|b| b.split(|c: char| !c.is_alphanumeric()).next_back());
    first.is_some_and(|f| f.chars().count() == 1 && f.chars().all(char::is_uppercase))
}

/// "Full Name (FN)", or "FN (Full Name)".
fn is_expanded(line: &str, at: usize, found: &str) -> bool {
    let letters: Vec<char> = found.trim_end_matches('s').to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let before = line[..at].trim_end();
    let after = line[at + found.len()..].trim_start();
    if let Some(before) = before.strip_suffix(['(', '\u{201c}', '"', '\'']) {
        let before = before.trim_end().trim_end_matches('(').trim_end();
        let before: Vec<&str> = words(before).flat_map(|w| w.split('-')).filter(|w| !w.is_empty()).collect();
        return (1..=before.len().min(letters.len() + 6)).any(|n| spells(&before[before.len() - n..], &letters));
    }
    if let Some(rest) = after.strip_prefix('(').or_else(|| after.strip_prefix("stands for")) {
        let inside: Vec<&str> = words(rest.split(')').next().unwrap_or("")).flat_map(|w| w.split('-')).collect();
        return (1..=inside.len()).any(|n| spells(&inside[..n], &letters));
    }
    false
}

/// Whether the letters are found in order in the words, the first and most others as first letters.
fn spells(words: &[&str], letters: &[char]) -> bool {
    let initials = words.iter().filter_map(|w| w.chars().next()).map(|c| c.to_ascii_lowercase());
    if initials.eq(letters.iter().copied()) {
        return true;
    }
    let first = words.first().and_then(|w| w.chars().next()).map(|c| c.to_ascii_lowercase());
    if first != letters.first().copied() {
        return false;
    }
    let mut wanted = letters.iter().peekable();
    let mut initials = 0usize;
    for word in words {
        for (i, c) in word.to_lowercase().chars().enumerate() {
            if wanted.peek() == Some(&&c) {
                wanted.next();
                initials += usize::from(i == 0);
            }
        }
    }
    wanted.peek().is_none() && initials * 2 >= letters.len()
}

fn expanded_before(whole: &str, meaning: &str, line: usize, text: &Text<'_>) -> bool {
    let meaning = meaning.to_lowercase();
    whole.to_lowercase().contains(&meaning)
        && text.lines.iter().take(line + 1).any(|l| l.text.to_lowercase().contains(&meaning))
}

/// A line of which most letters are capitals.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters > 12 && capitals * 10 > letters * 7
}

/// What a button says (click "EDIT"), and the unit of a file's size (67 KB).
fn is_label_or_size(text: &str, at: usize, found: &str) -> bool {
    let before = text[..at].trim_end();
    let quoted = before.ends_with(['\u{2018}', '\u{201c}', '"', '\'']) && before.to_lowercase().contains("click");
    quoted || (matches!(found, "KB" | "MB" | "GB") && before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word in capitals stands beside another long one: a name that is shouted, no abbreviation.
fn among_capitals(text: &str, at: usize, found: &str) -> bool {
    let capitals = |w: &str| w.len() >= 4 && w.chars().all(|c| c.is_ascii_uppercase());
    let before = text[..at].split_whitespace().next_back().unwrap_or("");
    let after = text[at + found.len()..].split_whitespace().next().unwrap_or("");
    capitals(found) && (capitals(before) || capitals(after))
}

fn is_roman(letters: &str) -> bool {
    letters.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

fn is_postcode_at(text: &str, at: usize) -> bool {
    static POSTCODE: Pattern = Pattern::new(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b");
    POSTCODE.find_all(text).iter().any(|(start, m)| (*start..start + m.len()).contains(&at))
}

fn in_brackets(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.rfind('[') > before.rfind(']') && text[at..].contains(']')
}

/// Words that have better ones: to avoid, jargon, slips.
static WORDS: LazyLock<Phrases<(Rule, &'static Avoid, &'static str)>> = LazyLock::new(|| {
    let v = vocabulary();
    let tables = [(WORDS_TO_AVOID, &v.avoid), (JARGON, &v.jargon), (SPELLING_UK, &v.slips)];
    Phrases::new(tables.into_iter().flat_map(|(rule, table)| {
        table.iter().flat_map(move |entry| entry.words.iter().map(move |w| (w.as_str(), (rule, entry, w.as_str()))))
    }))
});

fn phrases(text: &Text<'_>, out: &mut Findings<'_>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in &text.lines {
        for hit in WORDS.hits(&line.text) {
            let (rule, entry, word) = hit.means;
            if hit.words.len() == word.len() && seen.insert(word) {
                let detail = match rule == WORDS_TO_AVOID {
                    true => format!("\"{}\" instead of \"{}\"", entry.instead, hit.words),
                    false => entry.instead.clone(),
                };
                out.add(Found::at(rule, line, hit.words).with(detail));
            }
        }
    }
}

/// Sentences that don't say who does it, once, where they are many.
fn passives(text: &Text<'_>, out: &mut Findings<'_>) {
    static PASSIVE: Pattern = Pattern::new(
        r"\b(?:is|are|was|were|be|been|being) (?:\w+ly |also |only |not |then )?(?:\w{3,}ed|held|kept|given|made|taken|sent|shown|known|found|told|paid|put|set|built|dealt|done|sold|lost|bound)\b",
    );
    let all: Vec<(&crate::text::Line<'_>, Words<'_>)> =
        text.sentences().filter(|(l, s)| words(s).count() >= 6 && (!l.is_item() || l.is_stopped())).collect();
    let passive: Vec<&(&crate::text::Line<'_>, Words<'_>)> = all.iter().filter(|(_, s)| PASSIVE.is_match(s)).collect();
    if let Some((line, sentence)) = passive.first().filter(|_| all.len() >= 8 && passive.len() * 2 > all.len()) {
        let found = Found::at(PASSIVE_VOICE, line, sentence);
        out.add(found.with(passive.len().to_string()).with(all.len().to_string()));
    }
}

fn latin(text: &Text<'_>, out: &mut Findings<'_>) {
    static LATIN: Pattern =
        Pattern::new(r"\b(?:e\.g\.?|i\.e\.?|etc\b\.?|viz\b|inter alia|et al\b|vis-a-vis|per se|ad hoc|eg\b|ie\b)");
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (line, sentence) in text.sentences() {
        for (_, words) in LATIN.find_all(sentence) {
            let key: String = words.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
            let instead = match key.as_str() {
                "eg" => "for example",
                "ie" => "that is",
                "etc" => "and so on, or end the list",
                _ => "plain words",
            };
            if seen.insert(key) {
                out.add(Found::at(LATIN_ABBREVIATION, line, words).with(instead));
            }
        }
    }
}

/// A heading in which "you" is the council, among headings in which "we" is.
fn pronouns(text: &Text<'_>, out: &mut Findings<'_>) {
    static YOU: Pattern = Pattern::new(
        r"\b(?:do|will|can|would|are) you (?:keep|share|collect|hold|use|store|process|retain|sharing|collecting|need my)\b",
    );
    static WE: Pattern = Pattern::new(r"\bwe\b");
    let headings = || text.lines.iter().skip(1).filter(|l| l.is_heading());
    if headings().any(|l| WE.is_match(l)) {
        for line in headings().filter(|l| YOU.is_match(l)) {
            out.add(Found::at(PRONOUN_SHIFT, line, line.trimmed()));
        }
    }
}
