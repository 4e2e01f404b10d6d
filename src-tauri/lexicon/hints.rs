//! What the words of a heading, a lead-in, a paragraph or a list say about its role.
//!
//! The patterns stand in `hints.toml`. They give a role with a confidence, never a verdict: the officer sees the
//! role and can change it.

use fairnotice_notice::Role;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    lead_in: Vec<String>,
    caption: Vec<String>,
    generic_title: Vec<String>,
    organisation_name: Vec<String>,
    document_kind: Vec<String>,
    contact_line: Vec<String>,
    date_line: Vec<String>,
    heading: Vec<Weighted>,
    lead_in_role: Vec<Weighted>,
    paragraph: Vec<Weighted>,
    items: Vec<Vocabulary>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weighted {
    role: Role,
    weight: f32,
    any: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vocabulary {
    role: Role,
    any: Vec<String>,
}

struct Rule {
    role: Role,
    weight: f32,
    patterns: Vec<Regex>,
}

struct Hints {
    lead_in: RegexSet,
    caption: RegexSet,
    generic_title: RegexSet,
    organisation_name: RegexSet,
    document_kind: RegexSet,
    contact_line: RegexSet,
    date_line: RegexSet,
    heading: Vec<Rule>,
    lead_in_role: Vec<Rule>,
    paragraph: Vec<Rule>,
    items: Vec<(Role, RegexSet)>,
    number: Option<Regex>,
}

const SOURCE: &str = include_str!("hints.toml");

// A test proves that the file parses and that every pattern compiles, so that nothing is left out here in earnest.
static HINTS: LazyLock<Hints> = LazyLock::new(|| {
    let file: File = toml::from_str(SOURCE).unwrap_or_default();
    let rules = |list: &[Weighted]| {
        list.iter()
            .map(|w| Rule {
                role: w.role,
                weight: w.weight,
                patterns: w.any.iter().filter_map(|p| pattern(p).ok()).collect(),
            })
            .collect()
    };
    Hints {
        lead_in: set(&file.lead_in),
        caption: set(&file.caption),
        generic_title: set(&file.generic_title),
        organisation_name: set(&file.organisation_name),
        document_kind: set(&file.document_kind),
        contact_line: set(&file.contact_line),
        date_line: set(&file.date_line),
        heading: rules(&file.heading),
        lead_in_role: rules(&file.lead_in_role),
        paragraph: rules(&file.paragraph),
        items: file.items.iter().map(|v| (v.role, set(&v.any))).collect(),
        number: Regex::new(r"^\s*(?:(?:section|part)\s+)?(?:\d{1,2}(?:\.\d{1,2})*[.):]?|\(?[a-z]\))\s+").ok(),
    }
});

fn pattern(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&ascii(source)).case_insensitive(true).build()
}

fn set(sources: &[String]) -> RegexSet {
    RegexSetBuilder::new(sources.iter().map(|s| ascii(s)))
        .case_insensitive(true)
        .build()
        .unwrap_or_else(|_| RegexSet::empty())
}

/// Narrows the classes of a pattern to ASCII: the hints are English, and the tables of all scripts would take ten
/// times as long to compile.
fn ascii(source: &str) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let mut in_class = false;
    let mut characters = source.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            in_class = (in_class || c == '[') && c != ']';
            out.push(c);
            continue;
        }
        match (characters.next(), in_class) {
            (Some('w'), true) => out.push_str("0-9A-Za-z_"),
            (Some('d'), true) => out.push_str("0-9"),
            (Some('s'), true) => out.push(' '),
            (Some('w'), false) => out.push_str("[0-9A-Za-z_]"),
            (Some('d'), false) => out.push_str("[0-9]"),
            (Some('s'), false) => out.push(' '),
            (Some('b'), false) => out.push_str("(?-u:\\b)"),
            (Some(other), _) => {
                out.push('\\');
                out.push(other);
            }
            (None, _) => out.push('\\'),
        }
    }
    out
}

/// Curly and straight apostrophes and all white space are one to the patterns.
fn plain(text: &str) -> String {
    let even: String = text
        .chars()
        .map(|c| match c {
            '’' | '‘' => '\'',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    even.trim().to_owned()
}

fn heaviest(rules: &[Rule], text: &str) -> Option<(Role, f32)> {
    let mut best: Option<(f32, usize, Role)> = None;
    for rule in rules {
        let Some(at) = rule.patterns.iter().filter_map(|p| p.find(text)).map(|m| m.start()).min() else { continue };
        if best.is_none_or(|(weight, place, _)| rule.weight > weight || (rule.weight == weight && at < place)) {
            best = Some((rule.weight, at, rule.role));
        }
    }
    best.map(|(weight, _, role)| (role, weight))
}

/// The role that a section's heading speaks of, and how sure that is (0 to 1); `None` when it says nothing known.
pub fn role_of_heading(text: &str) -> Option<(Role, f32)> {
    let even = plain(text);
    let bare = HINTS.number.as_ref().map_or(even.as_str(), |n| match n.find(&even) {
        Some(found) => &even[found.end()..],
        None => &even,
    });
    heaviest(&HINTS.heading, bare)
}

/// The role of the list that a sentence leads into, and how sure that is (0 to 1).
///
/// Only the last sentence counts: what stands before it is about something else as often as not.
pub fn role_of_lead_in(text: &str) -> Option<(Role, f32)> {
    let even = plain(text);
    let last =
        even.rfind(['.', '?', '!']).filter(|&at| at + 1 < even.len()).map_or(even.as_str(), |at| &even[at + 1..]);
    heaviest(&HINTS.lead_in_role, last.trim()).or_else(|| heaviest(&HINTS.lead_in_role, &even))
}

/// The role that a paragraph's own words give it, and how sure that is (0 to 1); `None` for most paragraphs, which
/// mean what their heading says. To be told what a paragraph is mainly about, give its first sentence.
pub fn role_of_paragraph(text: &str) -> Option<(Role, f32)> {
    heaviest(&HINTS.paragraph, &plain(text))
}

/// The roles whose vocabulary the items of a list use, with the share of the items that do (0 to 1), the largest
/// share first; equal shares in the order of [`Role`].
pub fn roles_of_items<'a>(items: impl IntoIterator<Item = &'a str>) -> Vec<(Role, f32)> {
    let items: Vec<String> = items.into_iter().map(plain).filter(|t| !t.is_empty()).collect();
    let mut shares: Vec<(Role, f32)> = HINTS
        .items
        .iter()
        .map(|(role, words)| (*role, items.iter().filter(|t| words.is_match(t)).count()))
        .filter(|(_, hits)| *hits > 0)
        .map(|(role, hits)| (role, hits as f32 / items.len() as f32))
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shares
}

/// Whether a line leads into what follows ("… may include", a colon at its end), so that it is no heading.
pub fn is_lead_in(text: &str) -> bool {
    let even = plain(text);
    !even.ends_with('?') && HINTS.lead_in.is_match(&even)
}

/// Whether a line names a picture that was left behind ("Diagram of the process", "logo.png").
pub fn is_caption(text: &str) -> bool {
    HINTS.caption.is_match(&plain(text))
}

/// Whether a title says only what kind of document this is ("Privacy notice"), so that the next line belongs to it.
pub fn is_generic_title(text: &str) -> bool {
    HINTS.generic_title.is_match(&plain(text))
}

/// Whether a line is only the name of a council.
pub fn is_organisation_name(text: &str) -> bool {
    HINTS.organisation_name.is_match(&plain(text))
}

/// Whether a line says that this is a privacy notice, alone or among other words.
pub fn names_document_kind(text: &str) -> bool {
    HINTS.document_kind.is_match(&plain(text))
}

/// Whether a line holds a way to reach somebody: an e-mail address, a telephone number, a postcode, a web address.
pub fn is_contact_line(text: &str) -> bool {
    HINTS.contact_line.is_match(&plain(text))
}

/// Whether a line dates or numbers the document ("Last updated 3 May 2026").
pub fn is_date_line(text: &str) -> bool {
    HINTS.date_line.is_match(&plain(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let file: File = toml::from_str(SOURCE).unwrap();
        let weighted = [&file.heading, &file.lead_in_role, &file.paragraph];
        for rule in weighted.into_iter().flatten() {
            assert!(rule.weight > 0.0 && rule.weight <= 1.0, "{}: weight {}", rule.role, rule.weight);
        }
        let shapes = [
            &file.lead_in,
            &file.caption,
            &file.generic_title,
            &file.organisation_name,
            &file.document_kind,
            &file.contact_line,
            &file.date_line,
        ];
        let all = weighted
            .into_iter()
            .flatten()
            .flat_map(|r| &r.any)
            .chain(file.items.iter().flat_map(|v| &v.any))
            .chain(shapes.into_iter().flatten());
        for source in all {
            assert!(pattern(source).is_ok(), "{source} does not compile: {:?}", pattern(source).err());
        }
        assert!(HINTS.number.is_some());
        for role in Role::ALL {
            assert!(file.heading.iter().any(|r| r.role == role), "no heading is known for {role}");
        }
    }
}
