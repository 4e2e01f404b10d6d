//! What the law asks of each part of a notice, with a good and a poor example and wordings to begin from.
//!
//! The words stand in `guidance.toml`; this module reads them.

use fairnotice_notice::Role;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "role", default)]
    roles: Vec<Guidance>,
}

/// What an officer should know who writes a part of a notice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// Of which part.
    pub role: Role,
    /// What the law asks, in plain English.
    pub asks: String,
    /// Where it asks for it.
    pub source: String,
    /// How to write it well.
    #[serde(default)]
    pub tips: Vec<String>,
    /// A good example.
    pub good: String,
    /// Why it is good.
    pub good_because: String,
    /// A poor example.
    pub poor: String,
    /// What is wrong with it.
    pub poor_because: String,
    /// Lines that many councils need in such a list.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Wordings to begin from.
    #[serde(rename = "wording", default)]
    pub wordings: Vec<Prepared>,
}

/// A wording to begin from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepared {
    /// What the button says.
    pub name: String,
    /// The words, in Fair Notice's Markdown, with variables.
    pub markdown: String,
}

static GUIDANCE: LazyLock<Vec<Guidance>> = LazyLock::new(|| {
    // A file that can't be read is caught by the test below; a released program has one that can.
    toml::from_str::<File>(include_str!("guidance.toml")).map(|file| file.roles).unwrap_or_default()
});

/// The guidance for every part, in the order of the file.
pub fn guidance() -> &'static [Guidance] {
    &GUIDANCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_its_guidance_once() {
        let file: File = toml::from_str(include_str!("guidance.toml")).unwrap();
        for role in Role::ALL {
            let own: Vec<_> = file.roles.iter().filter(|g| g.role == role).collect();
            let [one] = own.as_slice() else { panic!("{role:?} has {} entries", own.len()) };
            for words in [&one.asks, &one.source, &one.good, &one.good_because, &one.poor, &one.poor_because] {
                assert!(!words.trim().is_empty(), "{role:?} says nothing somewhere");
            }
        }
    }
}
