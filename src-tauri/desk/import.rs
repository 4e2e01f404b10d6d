//! Import: a file becomes version 1 of a notice, drafting, with every word as it stood.

use crate::clock::new_id;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::pictures::read_named;
use crate::resolve::{find_directorate, find_notice};
use fairnotice_intake::{Format, Remark, Tracked};
use fairnotice_notice::digest::Digest;
use fairnotice_notice::edition::{Audience, NoticeKind, short_name};
use fairnotice_notice::ids::{NoticeId, OfficerId, VersionId};
use fairnotice_notice::{Content, FieldKind, Notice, Permission, Role, State, Version};
use fairnotice_register::{Import, Reader};
use serde::Serialize;
use serde_json::json;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// Where an imported file goes.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The directorate, by name or id.
    pub directorate: Option<String>,
    /// A title other than the file's own.
    pub title: Option<String>,
    /// The notice whose next version it becomes.
    pub into: Option<String>,
    /// Whether tracked changes in a Word file are refused; else they are taken.
    pub reject_changes: bool,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Imported {
    /// The notice's short name.
    pub notice: String,
    /// The version's number.
    pub version: u32,
    /// The revision's id.
    pub revision: String,
    /// Whether the same bytes had been imported before.
    pub existing: bool,
    /// The title.
    pub title: String,
    /// How the text was encoded.
    pub encoding: String,
    /// What was recognised, section by section.
    pub sections: Vec<SectionView>,
    /// What was unclear.
    pub notes: Vec<String>,
}

/// A recognised section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SectionView {
    /// Its heading.
    pub heading: String,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A recognised field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FieldView {
    /// What it means in law.
    #[ts(type = "Role")]
    pub role: Role,
    /// How it is edited.
    #[ts(type = "FieldKind")]
    pub kind: FieldKind,
    /// How many list items it holds.
    pub items: u32,
}

pub(crate) fn sections_of(content: &Content) -> Vec<SectionView> {
    content
        .sections
        .iter()
        .map(|s| SectionView {
            heading: s.heading.clone(),
            fields: s
                .fields
                .iter()
                .map(|f| FieldView {
                    role: f.role,
                    kind: f.kind,
                    items: u32::try_from(f.item_count()).unwrap_or(u32::MAX),
                })
                .collect(),
        })
        .collect()
}

/// What a file was read as.
pub(crate) struct ReadFile {
    pub(crate) content: Content,
    pub(crate) lines: BTreeMap<String, u32>,
    pub(crate) encoding: String,
    pub(crate) notes: Vec<String>,
    pub(crate) comments: Vec<Remark>,
}

pub(crate) fn parse(name: &str, bytes: &[u8], tracked: Tracked) -> Result<ReadFile> {
    let format = fairnotice_intake::format(name, bytes);
    let extension = Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if format == Format::Text && matches!(extension.as_str(), "doc" | "odt" | "rtf" | "pages" | "wpd") {
        return Err(DeskError::failed("unsupported-format", format!("This release can't read {extension} files."))
            .hint("Save the notice as a Word file (.docx) and import that. Nothing was changed."));
    }
    let read = fairnotice_intake::read(name, bytes, tracked)?;
    let place = match format {
        Format::Word => "paragraph",
        Format::Page => "block",
        Format::Pdf => "page",
        Format::Markdown | Format::Json | Format::Text => "line",
    };
    Ok(ReadFile {
        content: read.content,
        lines: read.lines,
        encoding: read.encoding.to_string(),
        notes: read.notes.iter().map(|n| format!("{place} {}: {}", n.line, n.message)).collect(),
        comments: read.comments,
    })
}

/// Reads a file's bytes, refusing what no notice is before all of it is in memory.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    const LIMIT: u64 = 10 * 1024 * 1024;
    let fail = |error: std::io::Error| {
        DeskError::failed("cannot-read", format!("{} could not be read ({error}).", path.display()))
            .hint("Check the name, and that you may read the file.")
    };
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if !metadata.is_file() {
        let what = if metadata.is_dir() { "a folder" } else { "a device" };
        return Err(DeskError::failed("cannot-read", format!("{} is {what}.", path.display())).hint("Name a file."));
    }
    if metadata.len() > LIMIT {
        return Err(DeskError::failed(
            "too-large",
            format!("{} is too large for a notice ({} MB; at most 10 MB).", path.display(), metadata.len() / 1_048_576),
        )
        .hint("Nothing was read. Is it the right file?"));
    }
    std::fs::read(path).map_err(fail)
}

/// A text file's content and lines, for checking and comparing without a register.
pub(crate) fn read_text_file(path: &Path) -> Result<(Content, BTreeMap<String, u32>)> {
    let bytes = read_bytes(path)?;
    let name = path.to_string_lossy();
    let read = parse(&name, &bytes, Tracked::Accepted)?;
    Ok((read.content, read.lines))
}

/// The content that `edit --from` takes: the JSON or Markdown that `show` prints, or plain text.
pub(crate) fn read_edit(path: &Path) -> Result<Content> {
    Ok(read_text_file(path)?.0)
}

impl Desk {
    /// Takes a file in. The same bytes again give the notice they became, and change nothing.
    ///
    /// # Errors
    /// `unreadable-text`, `too-large`, `unsupported-format`, `not-permitted`, `unknown-directorate`,
    /// `not-in-this-state` when the notice given with `into` has a version in review or approved.
    pub fn import(&mut self, by: OfficerId, path: &Path, options: &ImportOptions) -> Result<Outcome<Imported>> {
        let bytes = read_bytes(path)?;
        let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        self.import_with(by, &file_name, &bytes, path.parent(), options)
    }

    /// As [`Desk::import`], from bytes that are already in memory.
    ///
    /// # Errors
    /// As [`Desk::import`].
    pub fn import_bytes(
        &mut self,
        by: OfficerId,
        file_name: &str,
        bytes: &[u8],
        options: &ImportOptions,
    ) -> Result<Outcome<Imported>> {
        self.import_with(by, file_name, bytes, None, options)
    }

    /// `folder` is where the pictures lie that the file names.
    fn import_with(
        &mut self,
        by: OfficerId,
        file_name: &str,
        bytes: &[u8],
        folder: Option<&Path>,
        options: &ImportOptions,
    ) -> Result<Outcome<Imported>> {
        let sha256 = Digest::of(bytes);
        let tracked = if options.reject_changes { Tracked::Rejected } else { Tracked::Accepted };
        let read = parse(file_name, bytes, tracked)?;
        let pictures = folder.map(|folder| read_named(&read.content, folder)).transpose()?.unwrap_or_default();
        self.change(by, |act| {
            act.demand(Permission::Author, "import notices")?;
            let directorate = options.directorate.as_deref().map(|d| find_directorate(act.writer, d)).transpose()?;
            let mut into = options.into.as_deref().map(|name| find_notice(act.writer, name)).transpose()?;
            if let Some(known) = act.writer.import_of_bytes(sha256)? {
                let (notice, version) = where_it_went(act.writer, &known)?;
                if version.state != State::Discarded {
                    return existing(act.writer, &known, notice, &version);
                }
                // Its draft was dropped: the same file starts the notice's next version.
                into = into.or(Some(notice));
            }
            let mut content = read.content.clone();
            act.keep_pictures(&mut content, &pictures)?;
            if let Some(title) = &options.title {
                content.title = crate::setup::required("The title", title)?;
            }
            let organisation = act.organisation()?;
            if content.title.trim().is_empty() {
                // A file that begins with its text has no title of its own; a notice needs one to be found by.
                content.title = Path::new(file_name)
                    .file_stem()
                    .map_or_else(|| "Untitled notice".to_string(), |stem| stem.to_string_lossy().into_owned());
            }
            if content.language.is_empty() {
                content.language.clone_from(&organisation.language);
            }
            let note = format!("Imported from {file_name}");
            let (notice, version, revision) = match &into {
                Some(notice) => act.add_to_notice(notice, &mut content, &note)?,
                None => {
                    let notice = Notice {
                        id: NoticeId(new_id(act.now.at)),
                        short_name: act.free_short_name(&content.title)?,
                        title: content.title.clone(),
                        directorate: directorate.map(|d| d.id),
                        kind: NoticeKind::Directorate,
                        parent: None,
                        external_parent: None,
                        language: content.language.clone(),
                        audience: Audience::Adults,
                        counterpart_of: None,
                        url: None,
                    };
                    act.new_notice(&notice, &mut content, &note)?
                }
            };
            act.writer.add_import(
                &Import {
                    id: new_id(act.now.at),
                    notice: notice.id,
                    version: version.id,
                    sha256,
                    file_name: file_name.to_string(),
                    encoding: read.encoding.clone(),
                    lines: read.lines.clone(),
                    officer: act.officer.id,
                    at: act.now.at,
                },
                bytes,
            )?;
            act.event(
                "imported",
                Some(notice.id),
                json!({ "version": version.id, "state": version.state, "file": file_name, "sha256": sha256 }),
            )?;
            Ok(Imported {
                notice: notice.short_name,
                version: version.number,
                revision: revision.id.to_string(),
                existing: false,
                title: content.title.clone(),
                encoding: read.encoding,
                sections: sections_of(&content),
                notes: read.notes,
            })
        })
    }
}

/// The notice and version an imported file became.
fn where_it_went(reader: &Reader<'_>, known: &Import) -> Result<(Notice, Version)> {
    match (reader.notice(known.notice)?, reader.version(known.version)?) {
        (Some(notice), Some(version)) => Ok((notice, version)),
        _ => Err(DeskError::failed("register-damaged", "An import leads to a notice that is missing.")),
    }
}

fn existing(reader: &Reader<'_>, known: &Import, notice: Notice, version: &Version) -> Result<Imported> {
    let first = reader.revisions(version.id)?.into_iter().next();
    let first = first.ok_or_else(|| DeskError::failed("register-damaged", "An imported version has no text."))?;
    Ok(Imported {
        notice: notice.short_name,
        version: version.number,
        revision: first.id.to_string(),
        existing: true,
        title: notice.title,
        encoding: known.encoding.clone(),
        sections: sections_of(&first.content()?),
        notes: Vec::new(),
    })
}

impl Act<'_> {
    /// A short name nobody has.
    pub(crate) fn free_short_name(&self, title: &str) -> Result<String> {
        let failure = RefCell::new(None);
        let name = short_name(title, |name| match self.writer.short_name_taken(name) {
            Ok(taken) => taken,
            Err(error) => {
                failure.replace(Some(error));
                false
            }
        });
        failure.into_inner().map_or(Ok(name), |error| Err(error.into()))
    }

    /// Adds a notice with version 1, drafting.
    pub(crate) fn new_notice(
        &self,
        notice: &Notice,
        content: &mut Content,
        note: &str,
    ) -> Result<(Notice, Version, fairnotice_register::Revision)> {
        self.writer.add_notice(notice, self.now.at)?;
        self.event("notice-added", Some(notice.id), json!({ "notice": notice }))?;
        let (version, revision) = self.begin_version(notice, 1, content, note, None)?;
        Ok((notice.clone(), version, revision))
    }

    /// Begins a version, drafting, with its first revision.
    pub(crate) fn begin_version(
        &self,
        notice: &Notice,
        number: u32,
        content: &mut Content,
        note: &str,
        from: Option<VersionId>,
    ) -> Result<(Version, fairnotice_register::Revision)> {
        let mut version = Version {
            id: VersionId(new_id(self.now.at)),
            notice: notice.id,
            number,
            state: State::Drafting,
            head: self.revision_id(),
            approved: None,
            effective: None,
            review_due: None,
            ended: None,
            created_at: self.now.at,
        };
        self.writer.add_version(&version)?;
        self.event(
            "version-begun",
            Some(notice.id),
            json!({ "version": version.id, "number": number, "state": version.state, "from": from }),
        )?;
        let revision = self.save_revision(notice, &mut version, content, self.officer.id, Some(note), true)?;
        self.touched_notice(notice.id);
        Ok((version, revision))
    }

    /// An imported text as the next words of a notice that is there: of its draft, or of a new version.
    fn add_to_notice(
        &self,
        notice: &Notice,
        content: &mut Content,
        note: &str,
    ) -> Result<(Notice, Version, fairnotice_register::Revision)> {
        let versions = self.writer.versions(notice.id)?;
        if let Some(mut open) = self.writer.open_version(notice.id)? {
            if open.state != State::Drafting {
                return Err(DeskError::failed(
                    "not-in-this-state",
                    format!(
                        "{} version {} is {}; its words can't be replaced now.",
                        notice.short_name, open.number, open.state
                    ),
                )
                .hint("Take it back first, or wait for the decision."));
            }
            self.checkpoint(notice, &mut open, None)?;
            let before = self.writer.revision(open.head)?.content()?;
            fairnotice_intake::carry_ids(&before, content);
            let revision = self.save_revision(notice, &mut open, content, self.officer.id, Some(note), false)?;
            return Ok((notice.clone(), open, revision));
        }
        if let Some(last) = versions.last() {
            let before = self.writer.revision(last.approved.unwrap_or(last.head))?.content()?;
            fairnotice_intake::carry_ids(&before, content);
        }
        let number = versions.last().map_or(1, |v| v.number + 1);
        let (version, revision) = self.begin_version(notice, number, content, note, None)?;
        Ok((notice.clone(), version, revision))
    }
}
