//! What a text states outright: a lawful basis, a condition, an Act with its year, a period, a way to reach somebody, a post
//! that leads. Read from the words, so that it can never say something else than they do.

use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// What kind of fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetKind {
    /// A lawful basis of Article 6(1), as its point: "6(1)(e)".
    LawfulBasis,
    /// A condition of Article 9(2), or a paragraph of Schedule 1 to the Data Protection Act 2018.
    Condition,
    /// An Act or instrument with its year.
    Enactment,
    /// How long something is kept: "6 years".
    Period,
    /// An e-mail address, a telephone number or a postcode.
    Contact,
    /// A post that leads or answers: "Director of Housing".
    Post,
}

/// A fact that a text states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// What kind of fact.
    pub kind: FacetKind,
    /// It in one spelling.
    pub value: String,
    /// The words that state it.
    pub words: String,
    /// Where they begin in the text, in bytes.
    pub at: usize,
}

struct Patterns {
    article: Option<Regex>,
    schedule: Option<Regex>,
    enactment: Option<Regex>,
    period: Option<Regex>,
    contact: Option<Regex>,
    post: Option<Regex>,
}

// A test proves that each compiles.
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns {
    article: Regex::new(r"(?i)\b(?:article|art\.?)?\s*\b([69])\s*\(\s*([12])\s*\)\s*\(\s*([a-j]{1,2})\s*\)").ok(),
    schedule: Regex::new(
        r"(?i)\bschedule 1\b[^.;]{0,40}?\bpara(?:graph)?s?\.?\s*(\d{1,2})|\bpara(?:graph)?\.?\s*(\d{1,2})\b[^.;]{0,20}?\bschedule 1\b",
    )
    .ok(),
    enactment: Regex::new(concat!(
        r"\b((?:[A-Z][\w'’-]*|\([A-Z][^()]{0,80}\))(?:[ ,]+(?:and|of|the|for|in|to|on|with|by|from|etc\.?|&|",
        r"[A-Z][\w'’-]*,?|\([A-Z][^()]{0,80}\)))*? (?:Act|Acts|Regulations?|Order|Rules|Measure))[ ,]+((?:19|20)\d\d)\b",
    ))
    .ok(),
    period: Regex::new(concat!(
        r"(?i)\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|",
        r"twenty[- ]five|thirty|fifty|seventy[- ]five|a hundred|one hundred)[ -](?:calendar |full |working )?",
        r"(day|week|month|year)s?\b",
    ))
    .ok(),
    contact: Regex::new(concat!(
        r"(?i)\b[a-z0-9][a-z0-9._%+'-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b",
        r"|(?:\+44\s?|\b0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b",
        r"|\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b",
    ))
    .ok(),
    post: Regex::new(concat!(
        r"\b((?:Chief|Deputy|Assistant|Interim|Acting|Corporate|Executive|Service|Strategic|Group|Senior|Head|Principal)",
        r"(?: (?:Executive|Corporate|Service|Strategic|Assistant|Deputy))? ?)?",
        r"(Chief Executive|Director|Head of Service|Head|Manager|Monitoring Officer|Data Protection Officer)",
        r"(?: (?:of|for) (?:the )?[A-Z][\w'’-]*(?:(?:,| and| of| &)? [A-Z][\w'’-]*)*)?",
    ))
    .ok(),
}
});

/// Words that name a basis without its article, with a word that must stand in the same sentence.
const NAMED: &[(&str, &str, &str)] = &[
    ("public task", "", "6(1)(e)"),
    ("recognised legitimate interest", "", "6(1)(ea)"),
    ("legitimate interest", "", "6(1)(f)"),
    ("vital interest", "", "6(1)(d)"),
    ("legal obligation", "", "6(1)(c)"),
    ("performance of a contract", "", "6(1)(b)"),
    ("your consent", "basis", "6(1)(a)"),
];

/// Words that begin a sentence and belong to no name.
const NO_NAME: &[&str] = &["Under", "The", "These", "This", "Our", "See", "By", "In", "With", "And", "Also", "We"];

/// Every fact that a text states, in the order of the text.
pub fn facets(text: &str) -> Vec<Facet> {
    let mut found = Vec::new();
    let p = &*PATTERNS;
    for m in p.article.iter().flat_map(|r| r.captures_iter(text)) {
        let Some(whole) = m.get(0) else { continue };
        let value = format!("{}({})({})", &m[1], &m[2], m[3].to_lowercase());
        let kind = match (&m[1], &m[2]) {
            ("6", "1") => FacetKind::LawfulBasis,
            ("9", "2") => FacetKind::Condition,
            _ => continue,
        };
        found.push(Facet { kind, value, words: whole.as_str().trim().to_owned(), at: whole.start() });
    }
    for m in p.schedule.iter().flat_map(|r| r.captures_iter(text)) {
        let (Some(whole), Some(paragraph)) = (m.get(0), m.get(1).or(m.get(2))) else { continue };
        let value = format!("Schedule 1 paragraph {}", paragraph.as_str());
        found.push(Facet { kind: FacetKind::Condition, value, words: whole.as_str().to_owned(), at: whole.start() });
    }
    for m in p.enactment.iter().flat_map(|r| r.captures_iter(text)) {
        let (Some(whole), Some(name)) = (m.get(0), m.get(1)) else { continue };
        let mut name = name.as_str();
        let no_name = |word: &str| NO_NAME.contains(&word) || word.starts_with(char::is_lowercase);
        while let Some((_, rest)) = name.split_once(' ').filter(|(first, _)| no_name(first)) {
            name = rest;
        }
        let value = format!("{} {}", name.trim_end_matches(','), &m[2]);
        found.push(Facet { kind: FacetKind::Enactment, value, words: whole.as_str().to_owned(), at: whole.start() });
    }
    for m in p.period.iter().flat_map(|r| r.captures_iter(text)) {
        let Some(whole) = m.get(0) else { continue };
        let Some(number) = number(&m[1]) else { continue };
        let before = text[..whole.start()].to_lowercase();
        // An age is no period: "aged 16 years", "under 13 years".
        if ["aged ", "age of ", "under ", "over the age "].iter().any(|w| before.ends_with(w))
            || text[whole.end()..].starts_with(" old")
        {
            continue;
        }
        let unit = m[2].to_lowercase();
        let value = format!("{number} {unit}{}", if number == 1 { "" } else { "s" });
        found.push(Facet { kind: FacetKind::Period, value, words: whole.as_str().to_owned(), at: whole.start() });
    }
    for m in p.contact.iter().flat_map(|r| r.find_iter(text)) {
        let value = m.as_str().trim().to_owned();
        found.push(Facet { kind: FacetKind::Contact, words: value.clone(), value, at: m.start() });
    }
    for m in p.post.iter().flat_map(|r| r.find_iter(text)) {
        let value = m.as_str().trim().to_owned();
        // "Director" alone, or the first word of a name, is no post.
        if value.split_whitespace().count() > 1 {
            found.push(Facet { kind: FacetKind::Post, words: value.clone(), value, at: m.start() });
        }
    }
    named_bases(text, &mut found);
    found.sort_by_key(|f| (f.at, f.kind));
    found
}

fn named_bases(text: &str, found: &mut Vec<Facet>) {
    let low = text.to_lowercase();
    if low.len() != text.len() {
        return;
    }
    let mut taken: Vec<usize> = Vec::new();
    for (words, with, value) in NAMED {
        for (at, stands) in low.match_indices(words) {
            let begin = low[..at].rfind(['.', '?', '!']).map_or(0, |n| n + 1);
            let end = low[at..].find(['.', '?', '!']).map_or(low.len(), |n| at + n);
            let nearby = found
                .iter()
                .any(|f| f.kind == FacetKind::LawfulBasis && f.value == *value && (begin..end).contains(&f.at));
            if nearby || taken.iter().any(|t| t.abs_diff(at) < 24) || !low[begin..end].contains(with) {
                continue;
            }
            taken.push(at);
            found.push(Facet {
                kind: FacetKind::LawfulBasis,
                value: (*value).to_owned(),
                words: text[at..at + stands.len()].to_owned(),
                at,
            });
        }
    }
}

fn number(text: &str) -> Option<u32> {
    let low = text.to_lowercase().replace('-', " ");
    Some(match low.as_str() {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "twenty five" => 25,
        "thirty" => 30,
        "fifty" => 50,
        "seventy five" => 75,
        "a hundred" | "one hundred" => 100,
        digits => digits.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_states_is_read() {
        use FacetKind::{Condition, Contact, Enactment, LawfulBasis, Period, Post};
        for (text, expected) in [
            ("We rely on Article 6(1)(e), public task.", vec![(LawfulBasis, "6(1)(e)")]),
            ("Our lawful basis is public task.", vec![(LawfulBasis, "6(1)(e)")]),
            ("for our recognised legitimate interests", vec![(LawfulBasis, "6(1)(ea)")]),
            (
                "Art. 9(2)(g) and Schedule 1, paragraph 18",
                vec![(Condition, "9(2)(g)"), (Condition, "Schedule 1 paragraph 18")],
            ),
            ("Under the Care Act 2014 we must.", vec![(Enactment, "Care Act 2014")]),
            ("the Public Libraries and Museums Act 1964", vec![(Enactment, "Public Libraries and Museums Act 1964")]),
            (
                "the Council Tax (Administration and Enforcement) Regulations 1992",
                vec![(Enactment, "Council Tax (Administration and Enforcement) Regulations 1992")],
            ),
            ("kept for six years after you leave", vec![(Period, "6 years")]),
            ("kept for 1 year", vec![(Period, "1 year")]),
            ("children under 13 years", vec![]),
            (
                "write to dpo@averley.example or 01632 960 123, AV1 1AA",
                vec![(Contact, "dpo@averley.example"), (Contact, "01632 960 123"), (Contact, "AV1 1AA")],
            ),
            (
                "led by Mary Stone, Director of Housing and Communities.",
                vec![(Post, "Director of Housing and Communities")],
            ),
            ("Ask the director.", vec![]),
        ] {
            let found = facets(text);
            let found: Vec<(FacetKind, &str)> = found.iter().map(|f| (f.kind, f.value.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_patterns_compile() {
        let p = &*PATTERNS;
        for pattern in [&p.article, &p.schedule, &p.enactment, &p.period, &p.contact, &p.post] {
            assert!(pattern.is_some());
        }
    }
}
