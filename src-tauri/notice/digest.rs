//! The digest: what an approval is bound to.
//!
//! SHA-256 over the canonical JSON (RFC 8785) of a *rendering*: all that a reader sees of the text and of the
//! council, and nothing else. Ids, roles and ways of editing are not in it: equal words have equal digests.

use crate::content::{Block, Content};
use crate::organisation::Snapshot;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// What a reader sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rendering {
    /// The title.
    pub title: String,
    /// The language.
    pub language: String,
    /// The sections.
    pub sections: Vec<RenderedSection>,
    /// The council, as the control block shows it.
    pub organisation: Snapshot,
}

/// Whether an address is one to which a page can lead: `http`, `https`, `mailto`, `tel`.
fn leads_to_a_page(href: &str) -> bool {
    let scheme = href.trim().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto" | "tel"))
}

/// A section as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenderedSection {
    /// The heading.
    pub heading: String,
    /// The heading's level.
    pub level: u8,
    /// The text, without ids, variables replaced by their text.
    pub blocks: Vec<Block>,
}

impl Rendering {
    /// What a reader sees of that text, issued by that council.
    pub fn of(content: &Content, organisation: &Snapshot) -> Rendering {
        let mut bare = content.without_ids();
        bare.walk_mut(&mut |block| {
            if let Block::Paragraph { runs, .. } = block {
                for run in runs {
                    run.var = None;
                    // Where a page can't lead is not seen: such an address may be a path on somebody's computer.
                    if let Some(link) = &mut run.link {
                        link.href = link.href.take().filter(|href| leads_to_a_page(href));
                    }
                }
            }
        });
        bare.normalise();
        Rendering {
            title: bare.title,
            language: bare.language,
            sections: bare
                .sections
                .into_iter()
                .map(|s| RenderedSection {
                    heading: s.heading,
                    level: s.level,
                    blocks: s.fields.into_iter().flat_map(|f| f.blocks).collect(),
                })
                .collect(),
            organisation: organisation.clone(),
        }
    }

    /// The canonical JSON.
    ///
    /// # Errors
    /// Never for values that came from JSON or from Rust strings; the serialiser's own error otherwise.
    pub fn canonical_json(&self) -> Result<String, serde_json::Error> {
        canonical_json(self)
    }

    /// The digest.
    ///
    /// # Errors
    /// As [`Rendering::canonical_json`].
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        Ok(Digest::of(self.canonical_json()?.as_bytes()))
    }
}

/// Any value as canonical JSON (RFC 8785).
///
/// # Errors
/// The serialiser's own error, for values that JSON can't hold.
pub fn canonical_json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json_canonicalizer::to_string(value)
}

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// The document code printed for readers: the first sixteen hexadecimal digits in groups of four.
    pub fn code(&self) -> String {
        let hex = self.to_string().to_uppercase();
        [&hex[0..4], &hex[4..8], &hex[8..12], &hex[12..16]].join("-")
    }

    /// The digest written as 64 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Digest> {
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0u8; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Digest(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Digest::parse(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256 in hexadecimal"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Field, FieldKind, Run, Section};
    use crate::roles::Role;

    fn content(text: &str) -> Content {
        let mut content = Content::new("Privacy notice: Parks", "en-GB");
        content.sections.push(Section {
            id: "s1".into(),
            heading: "Who we are".into(),
            level: 2,
            fields: vec![Field {
                id: "f1".into(),
                role: Role::Contact,
                kind: FieldKind::Prose,
                blocks: vec![Block::paragraph(text)],
            }],
        });
        content
    }

    fn digest(content: &Content) -> Digest {
        Rendering::of(content, &Snapshot::default()).digest().unwrap()
    }

    #[test]
    fn equal_words_have_equal_digests() {
        let a = content("Write to us.");
        let mut b = a.clone();
        b.assign_ids();
        b.sections[0].fields[0].role = Role::Other;
        b.sections[0].fields[0].blocks =
            vec![Block::Paragraph { id: Some("b9".into()), runs: vec![Run::plain("Write "), Run::plain("to us.")] }];
        assert_eq!(digest(&a), digest(&b), "ids, roles and run borders are not what a reader sees");
        assert_ne!(digest(&a), digest(&content("Write to us!")));
    }

    #[test]
    fn a_variable_counts_by_its_text() {
        let mut frozen = content("");
        frozen.sections[0].fields[0].blocks = vec![Block::Paragraph {
            id: None,
            runs: vec![Run { text: "Director".into(), var: Some("role-holder.post".into()), ..Run::default() }],
        }];
        assert_eq!(digest(&frozen), digest(&content("Director")));
    }

    #[test]
    fn the_council_is_part_of_what_is_approved() {
        let a = content("x");
        let other = Snapshot { dpo_email: "dpo@example.org".into(), ..Snapshot::default() };
        assert_ne!(digest(&a), Rendering::of(&a, &other).digest().unwrap());
    }

    #[test]
    fn codes_and_digests_come_back() {
        let digest = Digest::of(b"abc");
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(digest.code(), "BA78-16BF-8F01-CFEA");
        assert_eq!(Digest::parse("zz"), None);
    }
}
