//! Web pages become content: as saved from a council's site, as Word and other programs write them, and what they and
//! browsers put on the clipboard.
//!
//! The text is found among navigation, banners and footers; what was left out is told in notes. Elements that open and
//! close (accordions, tabs, step-by-step guides) are read open. How a page looks is not asked, only what it says of
//! itself: its elements, their roles and the names of their classes.

mod dom;
mod furniture;
mod inline;
mod page;
mod tables;
mod walk;

use crate::{Imported, IntakeError, Note, Tracked, assemble, decode};

/// Reads a web page, or the HTML of a clipboard with or without the header that Windows puts before it.
///
/// `lines` count the blocks of the page from 1.
///
/// # Errors
/// [`IntakeError::TooLarge`]; [`IntakeError::NotPage`] for an archive of a page, or for markup that nests without end;
/// [`IntakeError::Empty`] when no word is in it.
pub fn html(bytes: &[u8], tracked: Tracked) -> Result<Imported, IntakeError> {
    let (source, encoding) = decode::page(bytes)?;
    if source.trim_start().get(..300.min(source.trim_start().len())).is_some_and(is_archive) {
        return Err(IntakeError::NotPage { what: "is a web archive (.mht): save the page as “HTML only”".into() });
    }
    let (markup, address) = fragment(&source);
    let document = dom::parse(markup)?;
    let read = page::read(&document, address, tracked);
    let imported = assemble::imported(read, encoding)?;
    Ok(imported)
}

/// Whether a file begins as a web page, or as the HTML of Windows' clipboard.
pub(crate) fn is_page(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let text =
        text.strip_prefix("<?xml").map_or(text, |rest| rest.split_once("?>").map_or("", |(_, rest)| rest.trim_start()));
    let text =
        if text.starts_with("<!--") { text.split_once("-->").map_or("", |(_, rest)| rest.trim_start()) } else { text };
    text.starts_with("<!doctype html")
        || text.starts_with("<html")
        || (text.starts_with("version:") && text.contains("startfragment:"))
}

fn is_archive(start: &str) -> bool {
    let start = start.to_ascii_lowercase();
    start.starts_with("mime-version:") || start.contains("content-type: multipart/related")
}

/// What the clipboard of Windows holds between its marks, and where it came from.
///
/// The header is Microsoft's “HTML Format”: lines of `Name:value`, then the page, with comments around the part that
/// was copied.
fn fragment(source: &str) -> (&str, Option<&str>) {
    const START: &str = "<!--StartFragment";
    if !source.starts_with("Version:") {
        return (source, None);
    }
    let head = source.find('<').map_or("", |end| &source[..end]);
    let address = head.lines().find_map(|line| line.strip_prefix("SourceURL:")).map(str::trim);
    let begin = source.find(START).and_then(|at| source[at..].find("-->").map(|end| at + end + 3));
    let inner = begin.map_or(&source[head.len()..], |at| &source[at..]);
    (inner.find("<!--EndFragment").map_or(inner, |end| &inner[..end]), address)
}

/// What is said of something that was left out, given its words with single spaces.
fn left_out(what: &str, words: &str) -> Note {
    let count = words.split(' ').count();
    let counted = if count == 1 { "1 word".to_owned() } else { format!("{count} words") };
    Note { line: 1, message: format!("Left out: {what} ({counted}): “{}”.", shortened(words, 400)) }
}

/// The beginning of a text, with so many characters at the most.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() > most { text.chars().take(most - 1).collect::<String>() + "…" } else { text.to_owned() }
}
