//! How sure the meaning of each part is, and what its words state, as shells show it.

use fairnotice_intake::readings;
use fairnotice_lexicon::facets::FacetKind;
use fairnotice_lexicon::law::law;
use fairnotice_notice::{Content, Role};
use serde::Serialize;
use ts_rs::TS;

/// A field with how sure its role is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reading {
    /// The section's heading; empty before the first.
    pub heading: String,
    /// The field's id.
    pub field: String,
    /// What the field means in law.
    #[ts(type = "Role")]
    pub role: Role,
    /// How sure that is, in hundredths. Below 60 somebody should look.
    pub confidence: u8,
    /// What told it, in plain English.
    pub because: String,
    /// What its words state.
    pub facts: Vec<FactRow>,
}

/// A fact that the words of a text state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FactRow {
    /// lawful-basis, condition, enactment, period, contact or post.
    pub kind: String,
    /// The fact in one spelling.
    pub value: String,
    /// The words that state it.
    pub words: String,
    /// The block whose words they are.
    pub block: String,
    /// What is known of it beside: of an Act, whether it is still good law.
    pub about: Option<String>,
}

/// The readings of a text, field by field.
pub(crate) fn of(content: &Content) -> Vec<Reading> {
    readings(content)
        .into_iter()
        .map(|r| Reading {
            heading: content.sections.iter().find(|s| s.id == r.section).map(|s| s.heading.clone()).unwrap_or_default(),
            field: r.field,
            role: r.role,
            confidence: (r.confidence * 100.0).round() as u8,
            because: r.because,
            facts: r
                .facts
                .into_iter()
                .map(|f| FactRow {
                    kind: serde_json::to_value(f.facet.kind)
                        .ok()
                        .and_then(|k| k.as_str().map(str::to_owned))
                        .unwrap_or_default(),
                    about: (f.facet.kind == FacetKind::Enactment)
                        .then(|| law().enactment(&f.facet.value)?.standing())
                        .flatten(),
                    value: f.facet.value,
                    words: f.facet.words,
                    block: f.block,
                })
                .collect(),
        })
        .collect()
}
