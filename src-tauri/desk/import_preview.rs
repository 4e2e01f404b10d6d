//! What a file would become, for an officer to look at before it is taken in.

use crate::desk::Desk;
use crate::error::Result;
use crate::import::{parse, read_bytes};
use fairnotice_intake::{Format, Tracked};
use fairnotice_notice::{FieldKind, Role};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// How sure a role must be, in hundredths, to need no look.
const SURE: u8 = 60;

/// A file as it was read, nothing stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ImportPreview {
    /// The file's name.
    pub file: String,
    /// The title that was found; empty when the file has none.
    pub title: String,
    /// How it was read: an encoding, or the kind of file.
    pub encoding: String,
    /// How many words were read.
    pub words: u32,
    /// How many words the file has, counted apart from the reading; known of plain text alone.
    pub words_in_file: Option<u32>,
    /// The sections in the order of the file.
    pub sections: Vec<PreviewSection>,
    /// What was unclear, with its place in the file.
    pub notes: Vec<String>,
    /// How many comments come with the file.
    pub comments: u32,
}

/// A section of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewSection {
    /// Its heading; empty before the first.
    pub heading: String,
    /// 2 to 6.
    pub level: u8,
    /// Its parts.
    pub fields: Vec<PreviewField>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewField {
    /// What it was taken for.
    #[ts(type = "Role")]
    pub role: Role,
    /// How it will be edited.
    #[ts(type = "FieldKind")]
    pub kind: FieldKind,
    /// Its lines as they stand in the file; a list's items begin with a bullet.
    pub lines: Vec<String>,
    /// Whether what it was taken for is likely enough to need no look.
    pub sure: bool,
    /// What told it, in plain English.
    pub because: String,
}

/// The words of a text, marks of lists and headings apart.
fn count(text: &str) -> u32 {
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    u32::try_from(words).unwrap_or(u32::MAX)
}

impl Desk {
    /// Reads a file and says what it would become. Needs no register and stores nothing.
    ///
    /// # Errors
    /// As [`Desk::import`] when the file can't be read.
    pub fn preview_import(path: &Path) -> Result<ImportPreview> {
        let bytes = read_bytes(path)?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = parse(&file, &bytes, Tracked::Accepted)?;
        let content = read.content;
        let readings = crate::readings::of(&content);
        let mut sections = Vec::new();
        for section in &content.sections {
            let mut fields = Vec::new();
            for field in &section.fields {
                let reading = readings.iter().find(|r| r.field == field.id);
                let lines = field.blocks.iter().flat_map(|block| {
                    let mark = if matches!(block, fairnotice_notice::Block::List { .. }) { "• " } else { "" };
                    block.plain_text().lines().map(|line| format!("{mark}{line}")).collect::<Vec<_>>()
                });
                fields.push(PreviewField {
                    role: field.role,
                    kind: field.kind,
                    lines: lines.collect(),
                    sure: reading.is_none_or(|r| r.confidence >= SURE),
                    because: reading.map(|r| r.because.clone()).unwrap_or_default(),
                });
            }
            sections.push(PreviewSection { heading: section.heading.clone(), level: section.level, fields });
        }
        let plain = fairnotice_intake::format(&file, &bytes) == Format::Text;
        Ok(ImportPreview {
            title: content.title.clone(),
            words: count(&content.plain_text()),
            words_in_file: if plain { fairnotice_intake::decoded(&bytes).ok().map(|text| count(&text)) } else { None },
            encoding: read.encoding,
            notes: read.notes,
            comments: u32::try_from(read.comments.len()).unwrap_or(u32::MAX),
            sections,
            file,
        })
    }
}
