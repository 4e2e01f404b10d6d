//! PDFs become content: by their tags where they are tagged, else by where their words stand on the pages.
//!
//! What stands at the head or the foot of every page is left out and told, words cut by a page end are put together
//! again. A scan has no words: it is refused.

mod limits;
mod lines;
mod pieces;
mod running;
mod tagged;
mod untagged;

use crate::{Imported, IntakeError, Note, assemble, decode};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most pages that are read.
const MOST_PAGES: usize = 1_500;
/// A letter of so many that can't be told makes a text unreadable.
const UNTOLD: usize = 10;

pub(crate) fn not_pdf(what: &str) -> IntakeError {
    IntakeError::NotPdf { what: what.to_owned() }
}

/// Reads a PDF that has text.
///
/// `lines` count the pages from 1.
///
/// # Errors
/// [`IntakeError::TooLarge`]; [`IntakeError::NotPdf`] for a scan, a PDF locked by a password, a damaged one, or one whose
/// letters can't be told.
pub fn pdf(bytes: &[u8]) -> Result<Imported, IntakeError> {
    decode::check_packed_size(bytes.len())?;
    // The library is made for damaged files, but a panic inside it must not take the words of a draft along.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    read.unwrap_or_else(|_| Err(not_pdf("is damaged: its text can't be read")))
}

fn read(bytes: &[u8]) -> Result<Imported, IntakeError> {
    if !limits::unpacks_within_bounds(bytes) {
        return Err(not_pdf("unpacks to more than any notice holds: it is damaged"));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            not_pdf("is locked by a password: save it without one")
        }
        LoadPdfError::Decryption(_) => not_pdf("is locked in a way that can't be read: save it without protection"),
        LoadPdfError::Invalid => not_pdf("is damaged, or no PDF, whatever its name says"),
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(not_pdf("has no pages"));
    }
    if count > MOST_PAGES {
        return Err(not_pdf(&format!("has {count} pages; the most that is read is {MOST_PAGES}")));
    }
    let mut found = pieces::read(&pdf)?;
    let letters: usize = found.pieces.iter().map(|p| p.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
    if letters == 0 {
        return Err(not_pdf(if found.pictures > 0 {
            "is a scan: it has pictures of pages and no text; ask for the document it was made from"
        } else {
            "has no text"
        }));
    }
    if found.untold * UNTOLD > letters {
        return Err(not_pdf("doesn't say which letters its signs stand for: ask for the document it was made from"));
    }
    let mut notes = Vec::new();
    if found.untold > 0 {
        let message = format!("{} signs of this PDF can't be read as letters: look for “\u{fffd}”.", found.untold);
        notes.push(Note { line: 1, message });
    }
    if found.pictures > 0 && letters < 200 * count.min(5) {
        let message = "Parts of this PDF are pictures: what they say is not in the text.";
        notes.push(Note { line: 1, message: message.to_owned() });
    }
    running::mark(&mut found);
    let mut parts = match tagged::read(&pdf, &found) {
        Some(parts) => parts,
        None => untagged::read(&found),
    };
    notes.append(&mut parts.notes);
    notes.extend(running::told(&found));
    parts.notes = notes;
    if parts.language.is_none() {
        parts.language = tagged::language(&pdf);
    }
    assemble::imported(parts, "PDF")
}
