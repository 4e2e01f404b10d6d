//! Files become content: plain text, Word files, our own Markdown and the JSON of the contract.
//!
//! Every word of the source comes back, in order; what was unclear is said in notes, never mended in silence. This
//! crate works on bytes: it opens no file and asks no clock.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod assemble;
mod builder;
mod carry;
mod decode;
mod docx;
mod fields;
mod headings;
mod html;
mod lines;
mod links;
mod lists;
pub mod markdown;
mod parts;
mod pdf;
mod readings;
pub mod repairs;
mod text;
#[cfg(test)]
mod text_tests;

pub use carry::carry_ids;
pub use decode::decoded;
pub use docx::{Tracked, docx, docx_words, is_docx};
pub use html::html;
pub use pdf::pdf;
pub use readings::{Fact, Reading, readings};
pub use text::text;

use fairnotice_notice::{Block, Content};
use std::collections::BTreeMap;
use std::path::Path;
use thiserror::Error;

/// The largest source that is read, in bytes (10 MB); a privacy notice of 1,000 pages has a third of it.
pub const SIZE_LIMIT: usize = 10_000_000;

/// The largest Word file or PDF that is read, in bytes (40 MB): these carry pictures, which are not read.
pub const PACKED_SIZE_LIMIT: usize = 40_000_000;

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
    /// What others said about the text in the file's margin.
    pub comments: Vec<Remark>,
}

/// A comment that stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where, as in [`Note`].
    pub line: u32,
    /// Who said it, as the file has it; empty when it doesn't say.
    pub who: String,
    /// When, as the file has it (ISO 8601); empty when it doesn't say.
    pub at: String,
    /// What was said.
    pub words: String,
    /// The words it is about; empty when that is not known.
    pub quote: String,
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
    /// It is larger than [`SIZE_LIMIT`], or, for a Word file or a PDF, than [`PACKED_SIZE_LIMIT`].
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
    /// It is no web page that can be read.
    #[error("the file {what}")]
    NotPage {
        /// What is wrong with it, as "is a web archive".
        what: String,
    },
    /// It is no PDF that can be read.
    #[error("the file {what}")]
    NotPdf {
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

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A Word file (.docx).
    Word,
    /// A web page, or the HTML of a clipboard.
    Page,
    /// A PDF.
    Pdf,
    /// Markdown.
    Markdown,
    /// The JSON of the contract.
    Json,
    /// Plain text.
    Text,
}

/// What a file is: by what it holds where that tells, whatever its name says; else by its name.
pub fn format(name: &str, bytes: &[u8]) -> Format {
    let extension = Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if is_docx(bytes) {
        return Format::Word;
    }
    let start = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(start, b"%PDF-").is_some() {
        return Format::Pdf;
    }
    if html::is_page(start) {
        return Format::Page;
    }
    match extension.as_str() {
        "docx" | "docm" | "dotx" => Format::Word,
        "pdf" => Format::Pdf,
        "html" | "htm" | "xhtml" | "mht" | "mhtml" => Format::Page,
        "md" | "markdown" => Format::Markdown,
        "json" => Format::Json,
        _ => Format::Text,
    }
}

/// Reads a file of any of the formats.
///
/// # Errors
/// What the format's reader says.
pub fn read(name: &str, bytes: &[u8], tracked: Tracked) -> Result<Imported, IntakeError> {
    read_as(format(name, bytes), bytes, tracked)
}

/// Reads a file of a format that is known.
///
/// # Errors
/// What the format's reader says.
pub fn read_as(format: Format, bytes: &[u8], tracked: Tracked) -> Result<Imported, IntakeError> {
    match format {
        Format::Word => docx(bytes, tracked),
        Format::Page => html(bytes, tracked),
        Format::Pdf => pdf(bytes),
        Format::Text => text(bytes),
        Format::Markdown => structured(bytes, |text| {
            let mut content = markdown::read(text)?;
            content.assign_ids();
            Ok(content)
        }),
        Format::Json => structured(bytes, json),
    }
}

/// What carries its own structure: read as it is.
fn structured(bytes: &[u8], reader: impl Fn(&str) -> Result<Content, IntakeError>) -> Result<Imported, IntakeError> {
    let (text, encoding, _) = decode::decode(bytes)?;
    let content = reader(&text)?;
    Ok(Imported { content, lines: BTreeMap::new(), encoding, notes: Vec::new(), comments: Vec::new() })
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
