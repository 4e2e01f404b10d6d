//! What an officer should know while writing a part of a notice: the law's demand, examples, wordings to begin from.

use crate::desk::Desk;
use crate::error::Result;
use crate::resolve::find_notice;
use crate::save::follow_sources;
use fairnotice_lexicon::guidance::{Guidance, guidance};
use fairnotice_lexicon::vocabulary::{DataKind, vocabulary};
use fairnotice_notice::{Block, Content, Role};
use serde::Serialize;
use ts_rs::TS;

/// What an officer should know who writes a part of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct GuidanceView {
    /// Of which part.
    #[ts(type = "Role")]
    pub role: Role,
    /// What the law asks.
    pub asks: String,
    /// Where it asks for it.
    pub source: String,
    /// How to write it well.
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
    pub lines: Vec<VocabularyTerm>,
    /// Wordings to begin from.
    pub wordings: Vec<PreparedWording>,
}

/// A line for a list, and the protection that the law gives what it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct VocabularyTerm {
    /// The line.
    pub words: String,
    /// ordinary, special or criminal.
    pub kind: String,
}

/// A wording to begin from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreparedWording {
    /// What the button says.
    pub name: String,
    /// The blocks, the council's details filled in.
    #[ts(type = "Block[]")]
    pub blocks: Vec<Block>,
}

const fn kind_name(kind: Option<DataKind>) -> &'static str {
    match kind {
        Some(DataKind::Special) => "special",
        Some(DataKind::Criminal) => "criminal",
        Some(DataKind::Ordinary) | None => "ordinary",
    }
}

/// Whether a part lists what data there is, so that the kind of each line matters.
const fn lists_data(role: Role) -> bool {
    matches!(role, Role::DataCategories | Role::SpecialCategory)
}

impl Desk {
    /// The guidance for every part of a notice, its wordings with the council's details.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn guidance(&self, notice: &str) -> Result<Vec<GuidanceView>> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let organisation = reader.organisation()?.unwrap_or_default();
        let day = self.now().day;
        let view = |one: &Guidance| -> Result<GuidanceView> {
            let mut wordings = Vec::new();
            for prepared in &one.wordings {
                let mut content =
                    fairnotice_intake::markdown::read(&format!("# {}\n\n{}\n", prepared.name, prepared.markdown))?;
                follow_sources(&reader, &notice, &mut content, &organisation, day)?;
                wordings.push(PreparedWording { name: prepared.name.clone(), blocks: blocks_of(content) });
            }
            let term = |words: &String| VocabularyTerm {
                words: words.clone(),
                kind: kind_name(vocabulary().data_kind(words).filter(|_| lists_data(one.role))).to_owned(),
            };
            Ok(GuidanceView {
                role: one.role,
                asks: one.asks.clone(),
                source: one.source.clone(),
                tips: one.tips.clone(),
                good: one.good.clone(),
                good_because: one.good_because.clone(),
                poor: one.poor.clone(),
                poor_because: one.poor_because.clone(),
                lines: one.lines.iter().map(term).collect(),
                wordings,
            })
        };
        guidance().iter().map(view).collect()
    }

    /// The protection that the law gives what each line names: ordinary, special or criminal.
    pub fn data_kinds(lines: &[String]) -> Vec<String> {
        lines.iter().map(|line| kind_name(vocabulary().data_kind(line)).to_owned()).collect()
    }
}

/// The blocks of a text, without ids: the editor gives its own.
fn blocks_of(content: Content) -> Vec<Block> {
    let mut blocks: Vec<Block> = content.sections.into_iter().flat_map(|s| s.fields).flat_map(|f| f.blocks).collect();
    for block in &mut blocks {
        block.walk_mut(&mut |b| {
            *b.id_mut() = None;
            if let Block::List { items, .. } = b {
                items.iter_mut().for_each(|item| item.id = None);
            }
        });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Clock;

    #[test]
    fn wordings_come_with_the_councils_details_and_without_ids() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::init_sample(&folder.path().join("c.fairnotice"), Clock::Machine).unwrap();
        let all = desk.guidance("housing-homelessness").unwrap();
        assert_eq!(all.len(), Role::ALL.len());
        let blocks: Vec<&Block> = all.iter().flat_map(|g| &g.wordings).flat_map(|w| &w.blocks).collect();
        assert!(blocks.len() > 20, "{}", blocks.len());
        let text: String = blocks.iter().map(|b| b.plain_text()).collect::<Vec<_>>().join("\n");
        assert!(text.contains("Averley Borough Council"), "{text}");
        assert!(!text.contains("{{"), "a variable nobody knows: {text}");
        for block in blocks {
            block.walk(&mut |b| assert_eq!(b.id(), None));
        }
        let kinds = Desk::data_kinds(&["your name".into(), "your health".into(), "convictions".into()]);
        assert_eq!(kinds, ["ordinary", "special", "criminal"]);
    }
}
