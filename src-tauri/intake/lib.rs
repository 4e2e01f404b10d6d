//! Files become content: plain text, Word files, our own Markdown and the JSON of the contract.
//!
//! Every word of the source comes back, in order; what was unclear is said in notes, never mended in silence. This
//! crate works on bytes: it opens no file and asks no clock.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod builder;
mod carry;
mod decode;
mod docx;
mod fields;
mod headings;
mod lines;
mod links;
mod lists;
pub mod markdown;
mod text;
#[cfg(test)]
mod text_tests;

pub use carry::carry_ids;
pub use decode::decoded;
pub use docx::{Tracked, docx, is_docx};
pub use text::text;

use fairnotice_notice::{Block, Content};
use std::collections::BTreeMap;
use thiserror::Error;

/// The largest source that is read, in bytes (10 MB); a privacy notice of 1,000 pages has a third of it.
pub const SIZE_LIMIT: usize = 10_000_000;

/// How deep lists, callouts and tables may stand in one another.
pub const DEPTH_LIMIT: usize = 12;

/// A text taken in from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text, in its normal form, every section, field and block with an id.
    pub content: Content,
    /// The 1-based line of the file where each block and each section's heading begins, by id; the key `title`
    /// is the title's.
    pub lines: BTreeMap<String, u32>,
    /// The encoding that the file was read in, such as "UTF-8" or "Windows-1252".
    pub encoding: &'static str,
    /// What was unclear, in the order of the lines.
    pub notes: Vec<Note>,
}

/// Something about the file that its reader should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The 1-based line of the file.
    pub line: u32,
    /// What was unclear and how it was read.
    pub message: String,
}

/// Why a source could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// There is nothing in it but white space.
    #[error("the file is empty")]
    Empty,
    /// It is larger than [`SIZE_LIMIT`].
    #[error("the file has {bytes} bytes; the most that is read is {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It is no plain text.
    #[error("the file is not plain text; it looks like {looks_like}")]
    NotText {
        /// What it looks like, with its article: "a PDF file".
        looks_like: &'static str,
    },
    /// It is no Word file that can be read.
    #[error("the file {what}")]
    NotWord {
        /// What is wrong with it, as "is damaged".
        what: String,
    },
    /// The Markdown says something that can't be read.
    #[error("line {line}: {message}")]
    Markdown {
        /// The 1-based line.
        line: u32,
        /// What is wrong there.
        message: String,
    },
    /// The JSON is not that of a notice.
    #[error("line {line}, column {column}: {message}")]
    Json {
        /// The 1-based line; 0 when the whole is meant.
        line: usize,
        /// The 1-based column; 0 when the whole is meant.
        column: usize,
        /// What is wrong there.
        message: String,
    },
}

/// Reads the JSON of the contract (`show --format json`), brings it into its normal form and gives ids where there
/// are none.
///
/// # Errors
/// [`IntakeError::Empty`], [`IntakeError::TooLarge`], or [`IntakeError::Json`] with the place, also when lists,
/// callouts and tables stand more than [`DEPTH_LIMIT`] deep in one another.
pub fn json(text: &str) -> Result<Content, IntakeError> {
    decode::check_size(text.len())?;
    let bare = text.trim_start_matches('\u{feff}');
    if bare.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    // The parser itself refuses more than 128 levels, so that a hostile text can't exhaust the stack here.
    let content = Content::from_json(bare).map_err(|e| IntakeError::Json {
        line: e.line(),
        column: e.column(),
        message: e.to_string(),
    })?;
    let deepest = content.sections.iter().flat_map(|s| &s.fields).flat_map(|f| &f.blocks).map(depth).max();
    if deepest.unwrap_or(0) > DEPTH_LIMIT {
        return Err(IntakeError::Json {
            line: 0,
            column: 0,
            message: format!("lists, callouts and tables stand more than {DEPTH_LIMIT} deep in one another"),
        });
    }
    Ok(content)
}

/// How many lists, callouts and tables stand in one another in a block, itself included: 0 for a paragraph.
pub(crate) fn depth(block: &Block) -> usize {
    // A work list rather than recursion: this is what guards against too deep a nesting.
    let mut deepest = 0;
    let mut open = vec![(block, 0)];
    while let Some((block, above)) = open.pop() {
        let here = match block {
            Block::Paragraph { .. } | Block::Image { .. } => above,
            Block::List { .. } | Block::Table { .. } | Block::Callout { .. } => above + 1,
        };
        deepest = deepest.max(here);
        match block {
            Block::Paragraph { .. } | Block::Image { .. } => {}
            Block::List { items, .. } => open.extend(items.iter().flat_map(|i| &i.blocks).map(|b| (b, here))),
            Block::Table { header, rows, .. } => {
                open.extend(header.iter().chain(rows.iter().flatten()).flatten().map(|b| (b, here)));
            }
            Block::Callout { blocks, .. } => open.extend(blocks.iter().map(|b| (b, here))),
        }
    }
    deepest
}
