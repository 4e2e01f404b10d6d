//! What the readers of Word files, web pages and PDFs have in common: paragraphs, items and tables in reading order,
//! before it is known what is title, section and field.

use crate::{Note, Remark};
use fairnotice_notice::Run;
use fairnotice_notice::content::text_of;

/// A paragraph or table as the file has it.
#[derive(Debug)]
pub(crate) enum Part {
    Title {
        line: u32,
        runs: Vec<Run>,
    },
    /// `level` from 1.
    Heading {
        line: u32,
        level: u8,
        runs: Vec<Run>,
    },
    /// `bold`: every word of it is.
    Paragraph {
        line: u32,
        runs: Vec<Run>,
        bold: bool,
    },
    /// `level` from 0; `bold`: every word of it is, and its number is the program's; `below`: what else stands in the item.
    Item {
        line: u32,
        level: usize,
        ordered: bool,
        bold: bool,
        runs: Vec<Run>,
        below: Vec<Part>,
    },
    /// The first row is the header's where the file says so, or where it alone is bold.
    Table {
        line: u32,
        header: bool,
        rows: Vec<Vec<Vec<Part>>>,
    },
    /// Set apart from the rest.
    Callout {
        line: u32,
        parts: Vec<Part>,
    },
}

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part>,
    pub(crate) notes: Vec<Note>,
    pub(crate) comments: Vec<Remark>,
    /// The language that the text is marked as.
    pub(crate) language: Option<String>,
    /// A title that the file has beside its text, for when the text has none.
    pub(crate) name: Option<String>,
}

impl Part {
    /// The words of a paragraph, an item or a heading; nothing for what holds others.
    pub(crate) fn text(&self) -> String {
        match self {
            Part::Title { runs, .. }
            | Part::Heading { runs, .. }
            | Part::Paragraph { runs, .. }
            | Part::Item { runs, .. } => text_of(runs).trim().to_owned(),
            Part::Table { .. } | Part::Callout { .. } => String::new(),
        }
    }
}

/// Puts parts below the item that stands last; where none does, after what stands last.
pub(crate) fn put_below(parts: &mut Vec<Part>, mut inner: Vec<Part>) {
    match parts.last_mut() {
        Some(Part::Item { below, .. }) => below.append(&mut inner),
        _ => parts.append(&mut inner),
    }
}

/// The words of an item: its first paragraph, taken from what stands in it; none when it begins otherwise.
pub(crate) fn take_lead(inner: &mut Vec<Part>) -> Vec<Run> {
    match inner.first_mut() {
        Some(Part::Paragraph { runs, .. }) => {
            let runs = std::mem::take(runs);
            inner.remove(0);
            runs
        }
        _ => Vec::new(),
    }
}
