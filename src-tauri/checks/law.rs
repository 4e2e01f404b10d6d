//! Law, bodies and terms that have changed; the lexicon's law file says which.

use crate::Context;
use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::text::{Line, Text};
use fairnotice_lexicon::law::{Body, Enactment, Law, Status, law};
use fairnotice_notice::Severity;
use std::collections::BTreeSet;

/// Looks for dead law, as of the context's day.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    let day = context.as_of.to_string();
    let law = law();
    enactments(text, law, out);
    without_year(text, law, out);
    references(text, law, &day, out);
    regulation(text, out);
    bodies(text, law, &day, out);
    terms(text, law, &day, out);
}

/// The places of `words` in `text`, whole words only, whatever the case and the kind of apostrophe.
fn places<'t>(text: &'t str, words: &str) -> Vec<(usize, &'t str)> {
    let fold = |c: char| {
        if c == '\u{2019}' {
            '\''
        } else if c == '\u{a0}' {
            ' '
        } else {
            c.to_ascii_lowercase()
        }
    };
    let wanted: Vec<char> = words.chars().map(fold).collect();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    if wanted.is_empty() || chars.len() < wanted.len() {
        return found;
    }
    for start in 0..=chars.len() - wanted.len() {
        let end = start + wanted.len();
        let same = chars[start..end].iter().zip(&wanted).all(|((_, c), w)| fold(*c) == *w);
        let starts = start == 0 || !chars[start - 1].1.is_alphanumeric();
        let ends = chars.get(end).is_none_or(|(_, c)| !c.is_alphanumeric());
        if same && starts && ends {
            let from = chars[start].0;
            let to = chars.get(end).map_or(text.len(), |(at, _)| *at);
            found.push((from, &text[from..to]));
        }
    }
    found
}

/// The year that follows an enactment's name, over "of" and brackets.
fn year_after(text: &str) -> Option<u16> {
    static YEAR: Pattern = Pattern::new(r"^(?: \([A-Z]\w+\))?,? ?(?:of )?\(?(\d{4})\b");
    YEAR.group(text, 1).and_then(|y| y.parse().ok())
}

fn enactments(text: &Text<'_>, law: &Law, out: &mut Findings<'_>) {
    static AS_HISTORY: Pattern =
        Pattern::new(r"\b(?:replaced|replaces|repealed|repeals|superseded|previously|formerly|former|until|before)\b");
    for line in &text.lines {
        for sentence in line.sentences() {
            let lower = sentence.to_lowercase();
            for enactment in &law.enactments {
                let rule = match enactment.status {
                    Status::Repealed => REPEALED_LAW,
                    Status::Superseded => SUPERSEDED_LAW,
                    Status::Live | Status::Amended => continue,
                };
                let meant =
                    enactment.only_with.is_empty() || enactment.only_with.iter().any(|w| lower.contains(w.as_str()));
                if !meant || AS_HISTORY.is_match(sentence) {
                    continue;
                }
                for (at, _) in places(sentence, &enactment.name) {
                    let from = at + enactment.name.len().min(sentence.len() - at);
                    let rest = sentence.get(from..).unwrap_or("");
                    if year_after(rest) == Some(enactment.year) {
                        let end = rest.find(char::is_numeric).map_or(0, |d| d + 4);
                        let quote = sentence.get(at..from + end).unwrap_or(sentence);
                        let replaced = enactment.replaced_by.as_deref().unwrap_or("today's law");
                        let found = Found::at(rule, line, quote).with(replaced);
                        // An Act that is not about data is dead all the same, but misleads nobody about their rights.
                        let data = enactment.name.contains("Data Protection");
                        out.add(if rule == REPEALED_LAW && !data { found.weighing(Severity::Explain) } else { found });
                    }
                }
            }
        }
    }
}

fn without_year(text: &Text<'_>, law: &Law, out: &mut Findings<'_>) {
    static CITED: Pattern = Pattern::cased(
        r"\b[A-Z][\w'-]+(?:(?: and| of| for| to| the| in| at| with|,)* \(?[A-Z][\w'-]+\)?|(?: and| of| for| to| the| in| at| with|,)* \([A-Z][\w' -]+\)){0,9} (?:Act|Regulations|Order)\b",
    );
    static GENERIC: Pattern = Pattern::cased(
        r"^(?:The|This|That|An|Each|Any|Our|Other|These|Those|Some|All|Section \d+|Schedule|Part|Under|Court|Local|Education|Health) (?:Court |Care )?(?:Act|Regulations|Order)$|(?:Court|Care|Supervision|Protection|Purchase|Traffic|Preservation|Interim|Restraining|Prevention|Community|Guardianship|Standing|Banker's|Postal|Adoption) Order$|General Data Protection Regulation|^UK ",
    );
    let dated = |name: &str| {
        text.lines.iter().any(|l| {
            places(&l.text, name)
                .iter()
                .any(|(at, m)| l.text.get(at + m.len()..).is_some_and(|r| year_after(r).is_some()))
        })
    };
    let mut seen = BTreeSet::new();
    for line in &text.lines {
        for sentence in line.sentences() {
            let known = law.enactments.iter().flat_map(|e| places(sentence, &e.name));
            let cited = CITED.find_all(sentence).into_iter().map(|(at, m)| strip_article(at, m));
            for (at, name) in known.chain(cited) {
                let rest = sentence.get(at + name.len()..).unwrap_or("");
                if year_after(rest).is_some() || GENERIC.is_match(name) || name.split_whitespace().count() < 2 {
                    continue;
                }
                let short = name.to_lowercase();
                if dated(name) || !seen.insert((line.index, short.clone())) {
                    continue;
                }
                if seen.iter().any(|(l, other)| *l == line.index && *other != short && other.ends_with(&short)) {
                    continue;
                }
                let found = Found::at(LAW_NO_YEAR, line, name);
                out.add(if short == "data protection act" {
                    found.with(": the Data Protection Act 2018").weighing(Severity::Explain)
                } else {
                    found.with(known_year(law, name))
                });
            }
        }
    }
}

/// Takes a leading "The" off a citation.
fn strip_article(at: usize, name: &str) -> (usize, &str) {
    for article in ["The ", "Under ", "In ", "See ", "Our ", "By "] {
        if let Some(rest) = name.strip_prefix(article) {
            return (at + article.len(), rest);
        }
    }
    (at, name)
}

fn known_year(law: &Law, name: &str) -> String {
    let live = |e: &&Enactment| e.name.eq_ignore_ascii_case(name) && matches!(e.status, Status::Live | Status::Amended);
    let mut years = law.enactments.iter().filter(live);
    match (years.next(), years.next()) {
        (Some(one), None) => format!(": the {} {}", one.name, one.year),
        (Some(_), Some(_)) | (None, _) => String::new(),
    }
}

fn references(text: &Text<'_>, law: &Law, day: &str, out: &mut Findings<'_>) {
    static ARTICLE: Pattern = Pattern::new(r"\bArt(?:icle|\.)? ?(\d+(?: ?\(\d+\)(?: ?\([a-z]+\))?)?)([A-Z])?(?:\b|$)");
    static OTHER: Pattern = Pattern::new(r"\b(?:human rights|convention|echr|treaty)\b");
    static TO_A_RIGHT: Pattern = Pattern::new(r"\brights?\b|\bobject\b|\bask\b");
    for (line, sentence) in text.sentences() {
        if OTHER.is_match(sentence) {
            continue;
        }
        for (_, words) in ARTICLE.find_all(sentence) {
            let number: String =
                words.chars().skip_while(|c| !c.is_ascii_digit()).filter(|c| !c.is_whitespace()).collect();
            for reference in law.references.iter().filter(|r| r.since.as_str() <= day) {
                if number == reference.article
                    || (number.starts_with(&format!("{}(", reference.article)) && !reference.article.contains('('))
                {
                    let found =
                        Found::at(OUTDATED_LAW, line, words).with(format!("{} of UK GDPR", reference.replaced_by));
                    let sent = reference.is_a_right && TO_A_RIGHT.is_match(sentence);
                    out.add(if sent { found.weighing(Severity::Explain) } else { found });
                }
            }
        }
    }
}

/// "GDPR" without "UK", once, where the notice never says "UK GDPR".
fn regulation(text: &Text<'_>, out: &mut Findings<'_>) {
    static NAMED: Pattern = Pattern::new(
        r"\bUK[- ](?:GDPR|General Data Protection Regulation)|\bUnited Kingdom General Data Protection Regulation",
    );
    static BARE: Pattern =
        Pattern::new(r"\b(?:EU )?(?:GDPR|General Data Protection Regulations?)\b|\bRegulation \(EU\) 2016/679");
    if text.lines.iter().any(|l| NAMED.is_match(&l.text)) {
        return;
    }
    for (line, sentence) in text.sentences() {
        // A few words without a stop are a label, not a citation.
        let label = line.is_paragraph() && !line.is_stopped() && line.word_count() < 8;
        if let Some(words) = BARE.find(sentence).filter(|_| !label) {
            out.add(Found::at(OUTDATED_LAW, line, words).with("UK GDPR"));
            return;
        }
    }
}

/// Whether a name is an abbreviation, which is looked for in capitals only.
fn is_abbreviation(name: &str) -> bool {
    !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() >= 2
}

fn bodies(text: &Text<'_>, law: &Law, day: &str, out: &mut Findings<'_>) {
    static PREDECESSOR: Pattern =
        Pattern::new(r"\b(?:formerly|previously|replaced|replaces|former|used to be|until)\b");
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in text.body() {
        for sentence in line.sentences().filter(|s| !PREDECESSOR.is_match(s)) {
            for body in law.bodies.iter().filter(|b| b.ended.as_str() <= day) {
                let Some((name, words)) = first_name(body, sentence) else { continue };
                if !seen.insert(name) {
                    continue;
                }
                // A name that changed with the law itself is a term; a body that is gone misleads about recipients.
                let found = if name.starts_with("Information Commissioner") {
                    Found::at(OUTDATED_TERM, line, words).with("Information Commission")
                } else {
                    Found::at(ABOLISHED_BODY, line, words).with(body.replaced_by.as_str())
                };
                out.add(found);
            }
        }
    }
}

fn first_name<'b, 's>(body: &'b Body, sentence: &'s str) -> Option<(&'b str, &'s str)> {
    body.names.iter().find_map(|name| {
        let plural = format!("{name}s");
        let found = places(sentence, name).into_iter().chain(places(sentence, &plural));
        let mut found = found.filter(|(_, words)| !is_abbreviation(name) || words.starts_with(name.as_str()));
        found.next().map(|(_, words)| (name.as_str(), words))
    })
}

fn terms(text: &Text<'_>, law: &Law, day: &str, out: &mut Findings<'_>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in &text.lines {
        for term in law.terms.iter().filter(|t| t.since.as_str() <= day) {
            for word in &term.words {
                let hit = places(&line.text, word).into_iter().chain(places(&line.text, &format!("{word}s"))).next();
                let Some((_, words)) = hit else { continue };
                if !seen.insert(word) {
                    continue;
                }
                let found = Found::at(OUTDATED_TERM, line, words).with(term.instead.as_str());
                out.add(if term.only_style { found.weighing(Severity::Hint) } else { found });
            }
        }
    }
}

/// The abbreviations of bodies that are gone: no use in spelling them out.
pub(crate) fn is_gone(letters: &str, line: &Line<'_>) -> bool {
    !line.is_heading() && law().bodies.iter().any(|b| b.names.iter().any(|n| n == letters))
}
