//! What can go wrong when a notice is written out or read back.

use thiserror::Error;

/// Why a file could not be written, or not be read back.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PublishError {
    /// No shipped typeface has the character. Nothing was drawn.
    #[error("the character “{character}” (U+{:04X}) can't be printed; it stands in {place}", u32::from(*character))]
    MissingGlyph {
        /// The character.
        character: char,
        /// Where it stands, in words.
        place: String,
    },
    /// The file is broken, or not what its name says.
    #[error("the file can't be read: {reason}")]
    Unreadable {
        /// The parser's own words.
        reason: String,
    },
    /// The bytes are no PDF.
    #[error("this is not a PDF file")]
    NotPdf,
    /// The PDF is protected by a password.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// The file is larger than any notice can be.
    #[error("the file is too large: {size} where at most {limit} is read")]
    TooLarge {
        /// How much there is, in bytes or in pages.
        size: usize,
        /// How much is read at most.
        limit: usize,
    },
    /// The text holds a picture; pictures can't be printed yet.
    #[error("the notice holds a picture (“{alt}”), and pictures can't be printed yet")]
    Picture {
        /// What the picture says.
        alt: String,
    },
    /// A fault of our own.
    #[error("internal fault while {doing}: {reason}")]
    Internal {
        /// What was being done.
        doing: &'static str,
        /// What went wrong.
        reason: String,
    },
}
