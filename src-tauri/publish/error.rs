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
    /// A picture of the text is not at hand.
    #[error("the picture “{alt}” is not in the council file")]
    MissingPicture {
        /// What the picture says.
        alt: String,
    },
    /// The bytes are no picture that can be kept.
    #[error("the picture can't be read: {reason}")]
    UnreadablePicture {
        /// What is wrong with it.
        reason: String,
    },
    /// What was given is no colour.
    #[error("“{given}” is not a colour; write it as #12324a")]
    Colour {
        /// What was given.
        given: String,
    },
    /// Words in the colour could not be read.
    #[error("the colour {colour} has a contrast of {ratio}:1 on the page, and words need at least 4.5:1")]
    PoorContrast {
        /// The colour as `#rrggbb`.
        colour: String,
        /// The contrast ratio against paper, with two digits after the point.
        ratio: String,
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
