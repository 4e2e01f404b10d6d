//! Templates: the texts a new notice starts from.
//!
//! Each is Markdown as `show --format md` prints it, so that a lawyer can read and correct it. What an officer
//! must fill in stands in square brackets, which the check for placeholders refuses to let out.

use crate::edition::NoticeKind;

/// A text a new notice starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The name on the command line.
    pub id: &'static str,
    /// What officers read.
    pub name: &'static str,
    /// When to choose it.
    pub description: &'static str,
    /// What a notice made from it covers.
    pub kind: NoticeKind,
    /// The text.
    pub markdown: &'static str,
}

/// Every template.
pub const TEMPLATES: &[Template] = &[
    Template {
        id: "modern",
        name: "Directorate notice",
        description: "Answers every item of Articles 13 and 14 in plain English. It suits most directorates.",
        kind: NoticeKind::Directorate,
        markdown: include_str!("templates/modern.md"),
    },
    Template {
        id: "nature-of-work",
        name: "Short notice: nature of work",
        description: "One page for a team whose corporate notice answers rights, complaints and contacts.",
        kind: NoticeKind::Service,
        markdown: include_str!("templates/nature-of-work.md"),
    },
    Template {
        id: "corporate",
        name: "Corporate notice",
        description: "The council's own notice: who we are, rights, complaints, transfers, for the others to build on.",
        kind: NoticeKind::Corporate,
        markdown: include_str!("templates/corporate.md"),
    },
];

/// The template of that name.
pub fn by_id(id: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|t| t.id == id)
}
