//! The law as the checks know it: enactments, references that moved, bodies that were abolished, terms that changed.
//!
//! Everything stands in `law.toml`, which a lawyer can correct. This module reads it and judges nothing.
//! Dates are ISO strings (`2026-09-30`), so that they sort as they read.

use serde::Deserialize;
use std::sync::LazyLock;

/// What the law file holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// What the law asks of a notice.
    #[serde(rename = "duty", default)]
    pub duties: Vec<Duty>,
    /// Acts and instruments that notices cite, and whether they are still good.
    #[serde(rename = "enactment", default)]
    pub enactments: Vec<Enactment>,
    /// Articles whose number or place changed.
    #[serde(rename = "reference", default)]
    pub references: Vec<Reference>,
    /// Public bodies that are gone.
    #[serde(rename = "body", default)]
    pub bodies: Vec<Body>,
    /// Words the law no longer uses.
    #[serde(rename = "term", default)]
    pub terms: Vec<Term>,
}

/// What the law asks of a notice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What the checks know it by.
    pub id: String,
    /// What an officer reads.
    pub title: String,
    /// The articles and sections that ask for it.
    pub articles: String,
    /// The rules that look for it.
    pub rules: Vec<String>,
    /// The day from which it is in force, where it is newer than UK GDPR itself.
    #[serde(default)]
    pub since: Option<String>,
    /// Where this was read.
    pub source: String,
    /// The day on which somebody last compared it with the source.
    pub checked: String,
    /// The citation is from memory and waits to be compared with the source.
    #[serde(default)]
    pub from_memory: bool,
}

/// An Act or instrument.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enactment {
    /// The short title without its year.
    pub name: String,
    /// The year in the short title.
    pub year: u16,
    /// Whether it is still good law.
    pub status: Status,
    /// The day from which it is repealed or superseded, where that is known.
    #[serde(default)]
    pub since: Option<String>,
    /// What stands in its place, where something does.
    #[serde(default)]
    pub replaced_by: Option<String>,
    /// The words that must stand in the same sentence before a superseded use is meant; empty for every use.
    #[serde(default)]
    pub only_with: Vec<String>,
    /// What a reader of the file should know.
    #[serde(default)]
    pub note: Option<String>,
    /// Where this was read.
    pub source: String,
    /// The day on which somebody last compared it with the source.
    pub checked: String,
    /// The citation is from memory and waits to be compared with the source.
    #[serde(default)]
    pub from_memory: bool,
}

/// Whether an enactment is still good law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In force.
    Live,
    /// Gone.
    Repealed,
    /// In force, but not for what notices cite it for (`only_with`).
    Superseded,
    /// In force with changes that matter to notices.
    Amended,
}

impl Law {
    /// The duty of that id.
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|d| d.id == id)
    }

    /// The duty that a rule looks for.
    pub fn duty_of_rule(&self, rule: &str) -> Option<&Duty> {
        self.duties.iter().find(|d| d.rules.iter().any(|r| r == rule))
    }

    /// What is known of an Act or instrument as a text cites it, with its year: "Care Act 2014".
    pub fn enactment(&self, cited: &str) -> Option<&Enactment> {
        let (name, year) = cited.trim().rsplit_once(' ')?;
        let year: u16 = year.parse().ok()?;
        self.enactments.iter().find(|e| e.year == year && e.name.eq_ignore_ascii_case(name))
    }
}

impl Enactment {
    /// What a reader should know of it beside its name; nothing while it is simply in force.
    pub fn standing(&self) -> Option<String> {
        let then = |what: &str| match &self.replaced_by {
            Some(now) => format!("{what}: now {now}"),
            None => what.to_owned(),
        };
        match self.status {
            Status::Live => None,
            Status::Repealed => Some(then("repealed")),
            Status::Superseded => Some(then("superseded for some uses")),
            Status::Amended => Some(self.note.clone().unwrap_or_else(|| "amended".to_owned())),
        }
    }
}

/// An article that moved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The article as old texts cite it, such as `22` or `14(5)(b)`.
    pub article: String,
    /// What stands in its place.
    pub replaced_by: String,
    /// The day from which the old reference is out of date.
    pub since: String,
    /// The old reference sends the reader to a right that is now found elsewhere.
    #[serde(default)]
    pub is_a_right: bool,
    /// Where this was read.
    pub source: String,
    /// The day on which somebody last compared it with the source.
    pub checked: String,
    /// The citation is from memory and waits to be compared with the source.
    #[serde(default)]
    pub from_memory: bool,
}

/// A public body that is gone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its names and abbreviations. An abbreviation in capitals is looked for in capitals only.
    pub names: Vec<String>,
    /// The day it ended.
    pub ended: String,
    /// What does its work now.
    pub replaced_by: String,
    /// Words that can stand in the place of its names as they are, where there are any.
    #[serde(default)]
    pub write: Option<String>,
    /// Where this was read.
    pub source: String,
    /// The day on which somebody last compared it with the source.
    pub checked: String,
    /// The citation is from memory and waits to be compared with the source.
    #[serde(default)]
    pub from_memory: bool,
}

/// A word the law no longer uses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The old words, singular; a plural `s` is understood.
    pub words: Vec<String>,
    /// What to write.
    pub instead: String,
    /// Words that can stand in their place as they are, where there are any.
    #[serde(default)]
    pub write: Option<String>,
    /// The day from which the old words are out of date.
    pub since: String,
    /// Plain speech rather than law: a suggestion only.
    #[serde(default)]
    pub only_style: bool,
    /// Where this was read.
    pub source: String,
    /// The day on which somebody last compared it with the source.
    pub checked: String,
    /// The citation is from memory and waits to be compared with the source.
    #[serde(default)]
    pub from_memory: bool,
}

static LAW: LazyLock<Law> = LazyLock::new(|| toml::from_str(include_str!("law.toml")).unwrap_or_default());

/// The law file, read once. Its validity is proved by a test, so that an unreadable one can't be built.
pub fn law() -> &'static Law {
    &LAW
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn is_iso_date(text: &str) -> bool {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else { return false };
        let number = |part: &str, width: usize| (part.len() == width).then(|| part.parse::<u32>().ok()).flatten();
        number(year, 4).is_some_and(|y| (1800..2100).contains(&y))
            && number(month, 2).is_some_and(|m| (1..=12).contains(&m))
            && number(day, 2).is_some_and(|d| (1..=31).contains(&d))
    }

    #[test]
    fn the_file_is_read_and_nothing_stands_twice() {
        let law: Law = toml::from_str(include_str!("law.toml")).unwrap();
        assert!(!law.enactments.is_empty() && !law.references.is_empty());
        assert!(!law.bodies.is_empty() && !law.terms.is_empty());
        let mut seen = BTreeSet::new();
        for d in &law.duties {
            assert!(seen.insert(format!("duty {}", d.id)) && !d.title.is_empty() && !d.articles.is_empty(), "{}", d.id);
            assert!(is_iso_date(&d.checked) && d.since.as_deref().is_none_or(is_iso_date), "{}", d.id);
            for rule in &d.rules {
                assert!(seen.insert(format!("rule {rule}")), "{rule} stands under two duties");
            }
        }
        for e in &law.enactments {
            assert!(seen.insert(format!("{} {}", e.name.to_lowercase(), e.year)), "{} {} stands twice", e.name, e.year);
            assert!(is_iso_date(&e.checked) && e.since.as_deref().is_none_or(is_iso_date), "{}: a date", e.name);
            assert!((1800..2100).contains(&e.year), "{}: year", e.name);
            assert!(
                matches!(e.status, Status::Live | Status::Amended) || e.replaced_by.is_some(),
                "{}: says nothing of what replaced it",
                e.name
            );
        }
        for r in &law.references {
            assert!(seen.insert(format!("article {}", r.article)), "article {} stands twice", r.article);
            assert!(is_iso_date(&r.since) && is_iso_date(&r.checked), "article {}", r.article);
        }
        for (names, from, checked) in law
            .bodies
            .iter()
            .map(|b| (&b.names, &b.ended, &b.checked))
            .chain(law.terms.iter().map(|t| (&t.words, &t.since, &t.checked)))
        {
            assert!(is_iso_date(from) && is_iso_date(checked), "{names:?}: a date");
            assert!(!names.is_empty());
            for name in names {
                assert!(seen.insert(name.to_lowercase()), "{name} stands twice");
            }
        }
        assert!(law.enactments.iter().all(|e| !e.source.is_empty()));
    }
}
