//! How sure it is what each part of a text means, and what its words state: told from the text, for an officer to confirm
//! or change.

use crate::fields;
use fairnotice_lexicon::facets::{Facet, facets};
use fairnotice_notice::{Block, Content, Role};
use serde::Serialize;

/// A field with how sure its role is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The section's id.
    pub section: String,
    /// The field's id.
    pub field: String,
    /// What the field means in law.
    pub role: Role,
    /// How sure that is, 0 to 1. Below 0.6 somebody should look.
    pub confidence: f32,
    /// What told it, in plain English.
    pub because: String,
    /// What its words state, each with the id of its block.
    pub facts: Vec<Fact>,
}

/// A fact with the block whose words state it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The block's id; empty when it has none.
    pub block: String,
    /// The fact.
    #[serde(flatten)]
    pub facet: Facet,
}

/// A reading of each field, in the order of the text.
pub fn readings(content: &Content) -> Vec<Reading> {
    content
        .fields()
        .map(|(section, field)| {
            let first = section.heading.trim().is_empty();
            let (confidence, because) = fields::confidence(&section.heading, first, field.role, &field.blocks);
            let mut facts = Vec::new();
            for block in &field.blocks {
                block.walk(&mut |b| {
                    if let Block::Paragraph { id, runs } = b {
                        let text = fairnotice_notice::content::text_of(runs);
                        let block = id.clone().unwrap_or_default();
                        facts.extend(facets(&text).into_iter().map(|facet| Fact { block: block.clone(), facet }));
                    }
                });
            }
            Reading {
                section: section.id.clone(),
                field: field.id.clone(),
                role: field.role,
                confidence,
                because,
                facts,
            }
        })
        .collect()
}
