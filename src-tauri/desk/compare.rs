//! Comparing two versions, or two files.

use crate::check::current_content;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::import::read_text_file;
use crate::resolve::{find_copy, find_notice, find_version, parse_copy_ref, parse_ref};
use chrono::{DateTime, Utc};
use fairnotice_notice::{Content, Rendering};
use fairnotice_publish::{Compared, docx, html, pdf, redline, redline_text, side_by_side};
use fairnotice_redline::{Redline, Summary, compare};
use serde::Serialize;
use std::path::Path;

/// In which form a comparison is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareFormat {
    /// Marked text for a terminal, in colour or not.
    Text {
        /// With terminal colours.
        colour: bool,
    },
    /// The redline of the contract.
    Json,
    /// A page.
    Html,
    /// A page with both texts beside one another.
    SideBySide,
    /// A PDF.
    Pdf,
    /// A Word file with tracked changes.
    Docx,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What it is called: NOTICE@V or a file's name.
    pub name: String,
    /// What a reader is told it is: the title, version and state, or the file's name.
    pub label: String,
    /// The version and its state, where it is one.
    pub edition: Option<String>,
    /// Its document code, where it is one.
    pub code: Option<String>,
    /// Its text.
    pub content: Content,
    /// Who wrote it, and when: what Word shows beside each change.
    pub by: (String, DateTime<Utc>),
}

/// Two texts and what changed between them.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// What the old text is called.
    pub old: String,
    /// What the new text is called.
    pub new: String,
    /// The title of both, where they are versions of one notice.
    #[serde(skip)]
    pub title: Option<String>,
    /// What a reader is told the old text is.
    #[serde(skip)]
    pub old_label: String,
    /// What a reader is told the new text is.
    #[serde(skip)]
    pub new_label: String,
    /// The document code of the new text, where it is a version's.
    #[serde(skip)]
    pub foot: String,
    /// Who wrote the new text, and when.
    #[serde(skip)]
    pub by: (String, DateTime<Utc>),
    /// The changes in words.
    pub summary: Summary,
    /// The changes, block by block.
    #[serde(flatten)]
    pub redline: Redline,
}

impl Comparison {
    /// Compares two texts.
    pub fn of(old: &Side, new: &Side) -> Comparison {
        let redline = compare(&old.content, &new.content);
        let (title, old_label, new_label) = match (&old.edition, &new.edition) {
            // One title is enough for two versions of one notice.
            (Some(before), Some(after)) if old.content.title == new.content.title => {
                (Some(new.content.title.clone()), before.clone(), after.clone())
            }
            (_, _) => (None, old.label.clone(), new.label.clone()),
        };
        Comparison {
            old: old.name.clone(),
            new: new.name.clone(),
            title,
            old_label,
            new_label,
            foot: new.code.clone().unwrap_or_default(),
            by: new.by.clone(),
            summary: redline.summary(),
            redline,
        }
    }

    /// The comparison in the form that was asked for: text in UTF-8, or a file's bytes.
    ///
    /// # Errors
    /// `cannot-publish` naming a character that no shipped typeface has; what JSON itself refuses.
    pub fn shown(&self, format: CompareFormat) -> Result<Vec<u8>> {
        let compared = Compared { title: self.title.as_deref(), old: &self.old_label, new: &self.new_label };
        let tree = || redline(&self.redline, compared);
        Ok(match format {
            CompareFormat::Text { colour } => redline_text::plain(&self.redline, colour).into_bytes(),
            CompareFormat::Json => serde_json::to_vec_pretty(self)?,
            CompareFormat::Html => html::page(&tree()).into_bytes(),
            CompareFormat::SideBySide => html::page(&side_by_side(&self.redline, compared)).into_bytes(),
            CompareFormat::Pdf => pdf::document(&tree())?,
            CompareFormat::Docx => {
                let (author, at) = &self.by;
                docx::redline(&self.redline, &docx::Changer { author, at: *at, foot: &self.foot })?
            }
        })
    }
}

/// A file as a side of a comparison.
///
/// # Errors
/// `cannot-read`, `unreadable-text`.
fn side_of_file(path: &Path) -> Result<Side> {
    let name = path.display().to_string();
    // In the document stands the file's name: where it lies is nobody's business.
    let label = path.file_name().map_or_else(|| name.clone(), |n| n.to_string_lossy().into_owned());
    let changed = std::fs::metadata(path).and_then(|m| m.modified()).map(DateTime::<Utc>::from).unwrap_or_default();
    Ok(Side {
        label,
        edition: None,
        code: None,
        name,
        content: read_text_file(path)?.0,
        by: ("Fair Notice".into(), changed),
    })
}

impl Side {
    /// A side by what a person typed: a file where one is, else a notice in the register. Without a register only
    /// files can be compared.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-version`, `cannot-read`, `unreadable-text`.
    pub fn find(desk: Option<&Desk>, reference: &str) -> Result<Side> {
        let path = Path::new(reference);
        if path.is_file() {
            return side_of_file(path);
        }
        match desk {
            Some(desk) => desk.side(reference),
            None => Err(DeskError::failed("cannot-read", format!("There is no file {reference}."))
                .hint("Give two files, or two versions of notices in a council file.")),
        }
    }
}

impl Desk {
    /// `NOTICE`, `NOTICE@V`, or `NOTICE@V.C` for the saved copy C of version V, as a side of a comparison.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-version`, `unknown-copy`.
    pub fn side(&self, reference: &str) -> Result<Side> {
        let reader = self.register.read();
        let (whole, copy) = parse_copy_ref(reference);
        let wanted = parse_ref(whole)?;
        let notice = find_notice(&reader, wanted.name)?;
        let version = find_version(&reader, &notice, wanted.version)?;
        if let Some(number) = copy {
            let copy = find_copy(&reader, &notice, &version, number)?;
            let content = copy.content()?;
            let author = reader.officer(copy.author)?.map(|o| o.name).unwrap_or_default();
            let edition = format!("version {}, saved copy {number}", version.number);
            return Ok(Side {
                by: (author, copy.created_at),
                name: format!("{}@{}.{number}", notice.short_name, version.number),
                label: format!("{}, {edition}", content.title),
                edition: Some(edition),
                code: Some(copy.digest.code()),
                content,
            });
        }
        let content = current_content(&reader, &notice, &version, self.now().day)?;
        let head = reader.revision(version.head)?;
        let author = reader.officer(head.author)?.map(|o| o.name).unwrap_or_default();
        // What comes back from Word says by this which text was sent.
        let code = Rendering::of(&content, &head.organisation()?).digest()?.code();
        let edition = format!("version {} ({})", version.number, version.state.label().to_lowercase());
        Ok(Side {
            by: (author, head.created_at),
            name: format!("{}@{}", notice.short_name, version.number),
            label: format!("{}, {edition}", content.title),
            edition: Some(edition),
            code: Some(code),
            content,
        })
    }

    /// What the open version (else the newest) changes against the live one (else the one before it). `None` when
    /// there is nothing to compare with.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn changes_since_live(&self, notice: &str) -> Result<Option<Comparison>> {
        let new = self.side(notice)?;
        let reader = self.register.read();
        let found = find_notice(&reader, notice)?;
        let version = find_version(&reader, &found, None)?;
        let older: Vec<_> = reader.versions(found.id)?.into_iter().filter(|v| v.number < version.number).collect();
        let live = reader.live_version(found.id)?.filter(|v| v.number < version.number);
        let Some(before) = live.or_else(|| older.into_iter().rev().find(|v| v.state.was_approved())) else {
            return Ok(None);
        };
        let old = self.side(&format!("{}@{}", found.short_name, before.number))?;
        Ok(Some(Comparison::of(&old, &new)))
    }

    /// The clock, for callers that compare files beside an open register.
    pub fn clock(&self) -> Clock {
        self.clock
    }
}
