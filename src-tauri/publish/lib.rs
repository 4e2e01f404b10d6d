//! From an approved text to the files that readers get, and back again.
//!
//! One render tree ([`render`]) serves every form: HTML ([`html`]), PDF ([`pdf`]) and, for the words alone, text
//! ([`text`]). The internal sign-off record ([`record`]) is laid out by the same engine. [`read_back`] says what a
//! reader of a file sees, so that it can be compared with what was approved.
//!
//! Pure: no clock, no files, no random numbers. The same rendering and edition give the same bytes, in every process
//! and on every machine. Public files hold nothing internal: what is not in [`Edition`] or in the rendering is in no
//! public file.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod accessible;
mod address;
mod archive;
mod breaking;
pub mod colour;
mod colour_profile;
pub mod docx;
mod docx_package;
mod docx_redline;
mod docx_styles;
pub mod dossier;
mod error;
mod expected;
mod figures;
mod flow;
mod fonts;
mod hiding;
pub mod html;
mod kerning;
mod labels;
mod layout;
mod metadata;
pub mod pdf;
mod pdf_structure;
mod picture;
pub mod read_back;
mod read_content;
mod read_html;
mod read_pdf;
pub mod record;
mod redline_sides;
pub mod redline_text;
mod redline_tree;
mod render;
pub mod same_build;
pub mod site_index;
mod table;
mod tags;
pub mod text;
mod tree;

#[cfg(test)]
mod docx_tests;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod forms_tests;
#[cfg(test)]
mod redline_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use accessible::accessibility_faults;
pub use archive::archive;
pub use error::PublishError;
pub use expected::{expected_lines, furniture};
pub use picture::{Coding, Picture, Pictures};
pub use read_back::VisibleText;
pub use record::{Record, RecordedDecision, RecordedItem, RecordedPerson, RecordedReason};
pub use redline_sides::side_by_side;
pub use redline_tree::{Compared, redline};
pub use render::render;
pub use tree::{Entry, Logo, Mark, Node, RenderTree, Span, squeeze};

/// What stands around the text in a public file. Nothing internal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The version's number.
    pub version: u32,
    /// Whether the text is approved.
    pub standing: Standing,
    /// The day from which it is in force. Also the day the file counts as made.
    pub effective: Option<NaiveDate>,
    /// The day by which it is reviewed.
    pub review_due: Option<NaiveDate>,
    /// The last day on which it was in force, once it was superseded or taken down.
    pub ended: Option<NaiveDate>,
    /// The directorate's name.
    pub directorate: Option<String>,
    /// The post that leads the directorate.
    pub owner_post: Option<String>,
    /// Who approved it: only where the organisation says that public files name the approver.
    pub approver: Option<String>,
    /// The document code, such as `BA78-16BF-8F01-CFEA`.
    pub code: String,
    /// The address where it is published.
    pub published_at: Option<String>,
    /// Whether a table of contents comes before the text.
    pub contents: Contents,
}

/// Whether a table of contents comes before the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contents {
    /// When the text is long.
    #[default]
    WhenLong,
    /// Whenever it has headings.
    Always,
    /// In no case.
    Never,
}

/// Whether a text is approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Not approved: every form says DRAFT.
    #[default]
    Draft,
    /// Approved here, and in force.
    Approved,
    /// Approved here, and not yet in force.
    Pending,
    /// Approved here, and no longer in force: another version took its place.
    Superseded,
    /// Approved here, and taken down.
    Withdrawn,
    /// Published before Fair Notice was used; not checked or approved here.
    Recorded,
}
