//! What a check says about a text: a list the officer works through, never a failure.

use crate::mend::Mend;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How much a finding weighs in the workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Submission needs it mended, or the author's recorded reason, which the approver meets with one of
    /// their own.
    Block,
    /// Approval needs the approver's recorded reason.
    Explain,
    /// Should be fixed.
    Warn,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// What officers read.
    pub const fn label(self) -> &'static str {
        match self {
            Severity::Block => "Fix or justify",
            Severity::Explain => "Approver must explain",
            Severity::Warn => "Should fix",
            Severity::Hint => "Suggestion",
        }
    }

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Block => "block",
            Severity::Explain => "explain",
            Severity::Warn => "warn",
            Severity::Hint => "hint",
        }
    }
}

/// Where in a text a finding stands; nowhere for what is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The number of the line of text, as [`crate::Content::leaves`] counts: the title is 0.
    pub leaf: Option<usize>,
    /// The id of the section.
    pub section: Option<String>,
    /// The id of the field.
    pub field: Option<String>,
    /// The id of the block.
    pub block: Option<String>,
}

/// What a check says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id, as in the table of checks.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The 1-based line of an imported text file; `None` for what is absent or was never in a file.
    pub line: Option<u32>,
    /// The heading of the section it stands in.
    pub section: Option<String>,
    /// The words it is about; empty for what is absent.
    pub quote: String,
    /// What is wrong, why it matters and what to do, in plain English.
    pub message: String,
    /// The article, clause or standard.
    pub source: String,
    /// Where it stands.
    pub place: Place,
    /// Stands for what was found and said: equal while the rule says the same of the same words in the same line. What
    /// an officer answered is remembered by it.
    pub key: String,
    /// The day from which the law asks for it, or from which the words are out of date, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// A small safe edit that mends it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mend: Option<Mend>,
}
