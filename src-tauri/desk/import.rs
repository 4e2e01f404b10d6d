//! Import: a file becomes version 1 of a notice, drafting, with every word as it stood.

use crate::clock::new_id;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::pictures::read_named;
use crate::resolve::{find_directorate, find_notice, find_version};
use chrono::NaiveDate;
use fairnotice_intake::{Format, Remark, Tracked};
use fairnotice_notice::digest::Digest;
use fairnotice_notice::edition::{Audience, NoticeKind, short_name};
use fairnotice_notice::ids::{DirectorateId, NoticeId, OfficerId, VersionId};
use fairnotice_notice::{Content, FieldKind, Notice, Permission, Role, State, Version};
use fairnotice_register::{Import, Reader};
use serde::Serialize;
use serde_json::json;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
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
    /// That the file is an edition which was published before Fair Notice.
    pub published: Option<Published>,
    /// Notices (by short name) that the file is not a changed copy of, however alike: those that other files of the same
    /// import have just become.
    pub apart_from: BTreeSet<String>,
    /// What each field means in law, in the order of the text, as the officer corrected it; empty leaves what was
    /// recognised.
    pub roles: Vec<Role>,
}

impl ImportOptions {
    /// What becomes of tracked changes.
    pub(crate) fn tracked(&self) -> Tracked {
        if self.reject_changes { Tracked::Rejected } else { Tracked::Accepted }
    }
}

/// What is known of an edition that was published before Fair Notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The day from which it was live.
    pub from: NaiveDate,
    /// The last day on which it was; nothing when it still is, or was until the next edition.
    pub until: Option<NaiveDate>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who agreed it, as far as anybody knows.
    pub agreed_by: Option<String>,
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
    /// How sure the roles are, and what the text states; see [`crate::Reading`].
    pub readings: Vec<crate::Reading>,
    /// Repairs that the officer may accept.
    pub proposals: Vec<crate::ProposalRow>,
    /// The comments that came with the file.
    pub comments: u32,
    /// When the file is a changed one of a notice that was here: what changed, in a sentence.
    pub changes: Option<String>,
    /// The version that it is compared with for that.
    pub before: Option<u32>,
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
    let read = fairnotice_intake::read_as(format, bytes, tracked)?;
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
    const LIMIT: u64 = fairnotice_intake::PACKED_SIZE_LIMIT as u64;
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
            format!("{} is too large for a notice ({} MB; at most 40 MB).", path.display(), metadata.len() / 1_048_576),
        )
        .hint("Nothing was read. Is it the right file?"));
    }
    std::fs::read(path).map_err(fail)
}

/// A text file's content and lines, for checking and comparing without a register.
pub(crate) fn read_text_file(path: &Path) -> Result<(Content, BTreeMap<String, u32>)> {
    read_text(path, &read_bytes(path)?)
}

/// The content of a file whose bytes are read, and its lines.
pub(crate) fn read_text(path: &Path, bytes: &[u8]) -> Result<(Content, BTreeMap<String, u32>)> {
    let name = path.to_string_lossy();
    let read = parse(&name, bytes, Tracked::Accepted)?;
    Ok((read.content, read.lines))
}

/// The content that `edit --from` takes: the JSON or Markdown that `show` prints, or plain text.
pub(crate) fn read_edit(path: &Path) -> Result<Content> {
    Ok(read_text_file(path)?.0)
}

/// What a file would be read as.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadView {
    /// The title; empty when it has none.
    pub title: String,
    /// The language.
    pub language: String,
    /// How it was read: an encoding, or the kind of file.
    pub encoding: String,
    /// What was recognised, section by section.
    pub sections: Vec<SectionView>,
    /// What was unclear.
    pub notes: Vec<String>,
    /// How sure the roles are, and what the text states.
    pub readings: Vec<crate::Reading>,
    /// What others said about it in the file's margin, with its place.
    pub comments: Vec<String>,
    /// The content of the contract.
    pub content: Content,
    /// The words alone, and as Markdown.
    #[serde(skip)]
    pub forms: (String, String),
}

impl Desk {
    /// What a file would be read as. Needs no register.
    ///
    /// # Errors
    /// As [`Desk::import`].
    pub fn read_file(path: &Path, reject_changes: bool) -> Result<ReadView> {
        let bytes = read_bytes(path)?;
        let tracked = if reject_changes { Tracked::Rejected } else { Tracked::Accepted };
        let read = parse(&path.to_string_lossy(), &bytes, tracked)?;
        let comments = read.comments.iter().map(|c| {
            let about = if c.quote.is_empty() { String::new() } else { format!(" (on “{}”)", c.quote) };
            format!("{}: {}{about}", if c.who.is_empty() { "somebody" } else { &c.who }, c.words)
        });
        Ok(ReadView {
            title: read.content.title.clone(),
            language: read.content.language.clone(),
            encoding: read.encoding,
            sections: sections_of(&read.content),
            readings: crate::readings::of(&read.content),
            comments: comments.collect(),
            forms: (read.content.plain_text(), fairnotice_intake::markdown::write(&read.content)),
            notes: read.notes,
            content: read.content,
        })
    }

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
        let read = parse(file_name, bytes, options.tracked())?;
        self.take_in(by, file_name, bytes, read, folder, options)
    }

    /// Takes in what was read of a file.
    pub(crate) fn take_in(
        &mut self,
        by: OfficerId,
        file_name: &str,
        bytes: &[u8],
        read: ReadFile,
        folder: Option<&Path>,
        options: &ImportOptions,
    ) -> Result<Outcome<Imported>> {
        let sha256 = Digest::of(bytes);
        let pictures = folder.map(|folder| read_named(&read.content, folder)).transpose()?.unwrap_or_default();
        self.change(by, |act| {
            act.demand(Permission::Author, "import notices")?;
            let directorate = options.directorate.as_deref().map(|d| find_directorate(act.writer, d)).transpose()?;
            let directorate = directorate.map(|d| d.id);
            let mut into = options.into.as_deref().map(|name| find_notice(act.writer, name)).transpose()?;
            for known in act.writer.imports_of_bytes(sha256)? {
                let (notice, version) = where_it_went(act.writer, &known)?;
                // The same words can be an edition as well as a draft, and can have been live twice.
                let other_edition = options.published.as_ref().is_some_and(|p| version.effective != Some(p.from));
                if version.state != State::Discarded && !other_edition {
                    return existing(act.writer, &known, notice, &version);
                }
                // Its draft was dropped, or was another edition: the same file goes on in the same notice.
                into = into.or(Some(notice));
            }
            let mut content = read.content.clone();
            let fields = content.sections.iter_mut().flat_map(|s| &mut s.fields);
            for (field, role) in fields.zip(&options.roles) {
                field.role = *role;
            }
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
            let note = format!("{IMPORTED}{file_name}");
            // A changed file of a notice that is here already is its next draft, not a second notice.
            if into.is_none() {
                into = act.notice_of_changed_file(
                    file_name,
                    &content,
                    directorate,
                    &options.apart_from,
                    options.published.is_some(),
                )?;
                if let (Some(notice), None) = (&into, &options.published) {
                    act.demand_unedited(notice, file_name)?;
                }
            }
            let before = into.as_ref().map(|notice| act.newest_text(notice)).transpose()?;
            let (notice, version, revision) = match (&options.published, &into) {
                (Some(published), into) => {
                    act.record_edition(into.as_ref(), directorate, &mut content, &note, published)?
                }
                (None, Some(notice)) => act.add_to_notice(notice, &mut content, &note)?,
                (None, None) => {
                    let notice = act.notice_for(&content, directorate)?;
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
            act.keep_remarks(&version, &revision, &content, &read)?;
            let (before, changes) = match before {
                Some((number, old)) => {
                    (Some(number), Some(fairnotice_redline::compare(&old, &content).summary().sentence))
                }
                None => (None, None),
            };
            Ok(Imported {
                notice: notice.short_name.clone(),
                version: version.number,
                revision: revision.id.to_string(),
                existing: false,
                title: content.title.clone(),
                encoding: read.encoding,
                sections: sections_of(&content),
                notes: read.notes,
                readings: crate::readings::of(&content),
                proposals: if version.state == State::Drafting {
                    act.proposals_for(&notice, &content)?
                } else {
                    Vec::new()
                },
                comments: u32::try_from(read.comments.len()).unwrap_or(u32::MAX),
                changes,
                before,
            })
        })
    }
}

/// The section that a place in the file is part of: the last whose heading, or one of whose blocks, stands before it.
fn section_at<'a>(content: &'a Content, lines: &BTreeMap<String, u32>, line: u32) -> Option<&'a str> {
    let mut found: Option<(u32, &str)> = None;
    for section in &content.sections {
        let mut see = |id: Option<&str>| {
            if let Some(at) = id.and_then(|id| lines.get(id)).copied()
                && at <= line
                && found.is_none_or(|(best, _)| at >= best)
            {
                found = Some((at, &section.id));
            }
        };
        see(Some(&section.id));
        for block in section.fields.iter().flat_map(|f| &f.blocks) {
            block.walk(&mut |b| see(b.id()));
        }
    }
    found.map(|(_, id)| id)
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
    let content = first.content()?;
    Ok(Imported {
        notice: notice.short_name,
        version: version.number,
        revision: first.id.to_string(),
        existing: true,
        title: notice.title,
        encoding: known.encoding.clone(),
        sections: sections_of(&content),
        notes: Vec::new(),
        readings: crate::readings::of(&content),
        proposals: Vec::new(),
        comments: 0,
        changes: None,
        before: None,
    })
}

/// How the note of a saved copy begins that was taken from a file.
const IMPORTED: &str = "Imported from ";
/// How many of the words must be the same for two texts of one title to be one notice (hundredths).
const SAME_TITLE: usize = 60;
/// The same for two texts that came in files of one name.
const SAME_FILE: usize = 70;

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How often each word stands in a text.
fn bag(content: &Content) -> BTreeMap<String, usize> {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for word in content.plain_text().split_whitespace() {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// How many of the words of two texts are the same (hundredths).
fn alike(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> usize {
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    let shared: usize = a.iter().map(|(word, n)| (*n).min(b.get(word).copied().unwrap_or(0))).sum();
    (200 * shared).checked_div(all).unwrap_or(0)
}

impl Act<'_> {
    /// The comments of the file, kept as comments on its draft: in the officer's name, told whose they are.
    fn keep_remarks(
        &self,
        version: &Version,
        revision: &fairnotice_register::Revision,
        content: &Content,
        read: &ReadFile,
    ) -> Result<()> {
        for (n, remark) in (0i64..).zip(&read.comments) {
            let section = section_at(content, &read.lines, remark.line);
            let who = if remark.who.is_empty() { "Somebody" } else { &remark.who };
            let day = remark.at.get(..10).map(|d| format!(", {d}")).unwrap_or_default();
            let comment = fairnotice_register::Comment {
                id: new_id(self.now.at),
                version: version.id,
                revision: revision.id,
                officer: self.officer.id,
                section: section.map(str::to_owned),
                quote: (!remark.quote.is_empty()).then(|| remark.quote.clone()),
                words: format!("{who}{day}{}{}", crate::comment::IN_THE_FILE, remark.words),
                instead: None,
                // In the order of the file, though they all came at once.
                at: self.now.at + chrono::TimeDelta::milliseconds(n),
            };
            self.add_comment(version, &comment)?;
        }
        Ok(())
    }

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

    /// A notice for a text that has none yet: a directorate's, for adults, in the text's language. It is not added.
    pub(crate) fn notice_for(&self, content: &Content, directorate: Option<DirectorateId>) -> Result<Notice> {
        Ok(Notice {
            id: NoticeId(new_id(self.now.at)),
            short_name: self.free_short_name(&content.title)?,
            title: content.title.clone(),
            directorate,
            kind: NoticeKind::Directorate,
            parent: None,
            external_parent: None,
            language: content.language.clone(),
            audience: Audience::Adults,
            counterpart_of: None,
            url: None,
        })
    }

    /// Adds a notice without a version yet.
    pub(crate) fn add_notice(&self, notice: &Notice) -> Result<()> {
        self.writer.add_notice(notice, self.now.at)?;
        self.event("notice-added", Some(notice.id), json!({ "notice": notice }))
    }

    /// Adds a notice with version 1, drafting.
    pub(crate) fn new_notice(
        &self,
        notice: &Notice,
        content: &mut Content,
        note: &str,
    ) -> Result<(Notice, Version, fairnotice_register::Revision)> {
        self.add_notice(notice)?;
        let (version, revision) = self.begin_version(notice, 1, content, note, None)?;
        Ok((notice.clone(), version, revision))
    }

    /// The words that a notice has now: of its open version, else of its live or newest one; with the version's number.
    fn newest_text(&self, notice: &Notice) -> Result<(u32, Content)> {
        let version = find_version(self.writer, notice, None)?;
        Ok((version.number, self.writer.revision(version.head)?.content()?))
    }

    /// Refuses to write over what an officer changed in a draft, when only a likeness says that a file is its next text.
    fn demand_unedited(&self, notice: &Notice, file_name: &str) -> Result<()> {
        let Some(open) = self.writer.open_version(notice.id)? else { return Ok(()) };
        let newest = self.writer.revision(open.head)?;
        let imported = newest.note.as_deref().is_some_and(|n| n.starts_with(IMPORTED));
        if imported && self.writer.working_copy(open.id)?.is_none() {
            return Ok(());
        }
        Err(DeskError::failed(
            "changed-here",
            format!("{file_name} reads as a changed {}, but its draft has been changed here since.", notice.short_name),
        )
        .hint(format!("Give --into {} to put this text in its place, or merge the two.", notice.short_name)))
    }

    /// The notice that a file is a changed copy of: a file of the same name whose words are mostly the same, or a notice
    /// of the same title whose words are.
    fn notice_of_changed_file(
        &self,
        file_name: &str,
        content: &Content,
        directorate: Option<DirectorateId>,
        apart_from: &BTreeSet<String>,
        edition: bool,
    ) -> Result<Option<Notice>> {
        let words = bag(content);
        // "Privacy notice" is the title of many: it tells nothing.
        let telling = !fairnotice_lexicon::hints::is_generic_title(&content.title);
        let same_file = self.writer.notices_of_file(file_name)?;
        for notice in self.writer.notices()? {
            if apart_from.contains(&notice.short_name) {
                continue;
            }
            if directorate.is_some() && notice.directorate.is_some() && directorate != notice.directorate {
                continue;
            }
            let same_title = telling && even(&notice.title) == even(&content.title);
            if !same_title && !same_file.contains(&notice.id) {
                continue;
            }
            let (_, text) = self.newest_text(&notice)?;
            // Editions of one notice may have little in common but their title.
            let enough = match (edition && same_title, same_title) {
                (true, _) => 0,
                (false, true) => SAME_TITLE,
                (false, false) => SAME_FILE,
            };
            if alike(&words, &bag(&text)) >= enough {
                return Ok(Some(notice));
            }
        }
        Ok(None)
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
        self.begin_version_as(State::Drafting, notice, number, content, note, from)
    }

    /// As [`Act::begin_version`], in another state.
    pub(crate) fn begin_version_as(
        &self,
        state: State,
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
            state,
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
