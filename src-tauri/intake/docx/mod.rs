//! Word files become content: headings, paragraphs, nested lists, tables, links, stress; tracked changes taken or
//! refused; comments and what stands outside the text told in notes.
//!
//! What a file says is read from its own parts (`document.xml` and what it names, ECMA-376), never guessed from how it
//! looks, but for two habits of the trade: a short paragraph that is all bold is a heading, and a paragraph that begins
//! with a typed sign is an item.

mod body;
mod numbering;
mod package;
mod paragraph;
mod styles;

use crate::{Imported, IntakeError};

/// What becomes of tracked changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tracked {
    /// Taken: the text as it would be if all were accepted.
    #[default]
    Accepted,
    /// Refused: the text before them.
    Rejected,
}

/// Whether bytes are a Word file by what they hold, whatever the file's name says.
pub fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && package::Package::open(bytes).is_ok()
}

/// Reads a Word file (.docx).
///
/// `lines` count the paragraphs of the file from 1.
///
/// # Errors
/// [`IntakeError::TooLarge`]; [`IntakeError::NotWord`] for what is no Word file, damaged or locked by a password;
/// [`IntakeError::Empty`] when there is no word in it.
pub fn docx(bytes: &[u8], tracked: Tracked) -> Result<Imported, IntakeError> {
    let package = package::Package::open(bytes)?;
    let parts = body::read(&package, tracked)?;
    crate::assemble::imported(parts, "Word")
}

/// Every word of a Word file in the order of its parts, the headers and footers of its pages and what was struck out among
/// them: to find what a file says of itself.
///
/// # Errors
/// As [`docx`], without [`IntakeError::Empty`].
pub fn docx_words(bytes: &[u8]) -> Result<String, IntakeError> {
    let package = package::Package::open(bytes)?;
    let document = package.document()?;
    let running = package.running();
    let mut words = String::new();
    for part in std::iter::once(&document).chain(&running) {
        for node in part.descendants() {
            match node.tag_name().name() {
                "t" | "delText" => words.push_str(node.text().unwrap_or_default()),
                "p" | "tab" | "br" => words.push('\n'),
                _ => {}
            }
        }
    }
    Ok(words)
}
