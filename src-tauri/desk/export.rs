//! Export: exactly the approved text, or a draft that says so.

use crate::check::current_content;
use crate::desk::Desk;
use crate::differences::told_changes;
use crate::error::{DeskError, Result};
use crate::files::{same_place, write_beside};
use crate::pictures::pictures_of;
use crate::resolve::{find_notice, find_version_to_export, parse_ref};
use crate::save::follow_sources;
use chrono::NaiveDate;
use fairnotice_notice::digest::Digest;
use fairnotice_notice::{Action, Content, Notice, Officer, Rendering, State, Version};
use fairnotice_publish::html::FragmentOptions;
use fairnotice_publish::{Contents, Edition, RenderTree, Standing, docx, html, pdf, render};
use fairnotice_register::{Event, Reader, Revision};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// What to export where.
#[derive(Clone, Debug, Default)]
pub struct ExportRequest {
    /// The public PDF.
    pub pdf: Option<PathBuf>,
    /// The public HTML.
    pub html: Option<PathBuf>,
    /// The piece to paste into a page of the council's own.
    pub fragment: Option<PathBuf>,
    /// How that piece is written.
    pub fragment_options: FragmentOptions,
    /// The text as a Word file, for colleagues who comment there.
    pub docx: Option<PathBuf>,
    /// Whether PDF and HTML have a table of contents.
    pub contents: Contents,
    /// The content of the contract.
    pub json: Option<PathBuf>,
    /// The internal sign-off record.
    pub record: Option<PathBuf>,
}

/// The forms in which a version is written into a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
pub struct ExportForms {
    /// The public PDF.
    pub pdf: bool,
    /// The public HTML.
    pub html: bool,
    /// The piece to paste into a page of the council's own.
    pub fragment: bool,
    /// The text as a Word file.
    pub docx: bool,
    /// The internal sign-off record.
    pub record: bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Exported {
    /// The notice's short name.
    pub notice: String,
    /// The version's number.
    pub version: u32,
    /// Where it stands.
    #[ts(type = "State")]
    pub state: State,
    /// Whether it carries the DRAFT mark.
    pub draft: bool,
    /// The digest of what a reader sees.
    pub digest: String,
    /// The document code.
    pub code: String,
    /// The files that were written.
    pub files: Vec<String>,
}

/// A draft as readers would see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Preview {
    /// The page.
    pub html: String,
}

/// The stored text has not the digest it was saved under.
fn tampered(reader: &Reader<'_>, notice: &Notice, version: &Version, revision: &Revision, approved: &str) -> DeskError {
    let found = revision.rendering().ok().and_then(|r| r.digest().ok());
    let found = found.map_or_else(|| "no readable text".to_string(), |d| format!("code {}", d.code()));
    let differs = differences(reader, version, revision);
    DeskError::text(
        "tampered",
        format!(
            "The stored text of {} version {} is not what was approved: it has {found}, approved was code {}{differs}.",
            notice.short_name,
            version.number,
            Digest::parse(approved).map_or_else(|| approved.to_string(), |d| d.code()),
        ),
    )
    .hint("Somebody changed the council file outside Fair Notice. Restore a backup; `fairnotice verify` lists every fault.")
}

/// What differs from the nearest saved copy that is intact, in words.
fn differences(reader: &Reader<'_>, version: &Version, broken: &Revision) -> String {
    let Ok(now) = broken.content() else { return String::new() };
    let intact = reader
        .revisions(version.id)
        .unwrap_or_default()
        .into_iter()
        .rev()
        .find(|r| r.id != broken.id && r.rendering().ok().and_then(|t| t.digest().ok()) == Some(r.digest));
    let Some(Ok(before)) = intact.map(|r| r.content()) else { return String::new() };
    let told = told_changes(&before, &now, 3);
    if told.is_empty() { String::new() } else { format!("; {}", told.join("; ")) }
}

/// Refuses a revision whose stored text has not the digest it was saved under.
pub(crate) fn demand_intact(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    revision: &Revision,
) -> Result<()> {
    let now = revision.rendering().ok().and_then(|r| r.digest().ok());
    if now != Some(revision.digest) {
        return Err(tampered(reader, notice, version, revision, &revision.digest.to_string()));
    }
    Ok(())
}

/// What the journal says of the last approval of a version.
pub(crate) fn approval_event(reader: &Reader<'_>, notice: &Notice, version: &Version) -> Result<Option<Event>> {
    let id = version.id.to_string();
    let is_it = |event: &Event| {
        event.kind == Action::Approve.name() && event.data.get("version").and_then(|v| v.as_str()) == Some(&id)
    };
    Ok(reader.events(Some(notice.id))?.into_iter().rev().find(is_it))
}

/// The approved revision of a version, or a refusal when its text is not, to the last letter, what was approved. The
/// digest is held against the stored one, the decision's and the journal's.
pub(crate) fn demand_approved_text(reader: &Reader<'_>, notice: &Notice, version: &Version) -> Result<Revision> {
    let Some(id) = version.approved else {
        return Err(DeskError::failed(
            "not-approved",
            format!("{} version {} is not approved.", notice.short_name, version.number),
        ));
    };
    let revision = reader.revision(id)?;
    let decision = reader.decisions(version.id)?.into_iter().rev().find(|d| d.action == Action::Approve);
    let approval = approval_event(reader, notice, version)?;
    let journal = approval.as_ref().and_then(|e| e.data.get("on-digest")).and_then(|d| d.as_str()).map(str::to_owned);
    let now = revision.rendering().ok().and_then(|r| r.digest().ok());
    match (&decision, &journal, now) {
        (Some(decision), Some(journal), Some(now))
            if decision.revision == id
                && decision.digest == now
                && revision.digest == now
                && *journal == now.to_string() =>
        {
            Ok(revision)
        }
        _ => {
            let approved = journal.or(decision.map(|d| d.digest.to_string())).unwrap_or_default();
            Err(tampered(reader, notice, version, &revision, &approved))
        }
    }
}

/// Refuses a notice of which something is not as the journal says: its days, its decisions, its address.
pub(crate) fn demand_unbroken(reader: &Reader<'_>, notice: &Notice) -> Result<()> {
    match reader.notice_faults(notice)?.into_iter().next() {
        None => Ok(()),
        Some(fault) => Err(DeskError::text("tampered", crate::error::sentence(&fault.message)).hint(
            "Somebody changed the council file outside Fair Notice. Restore a backup; `fairnotice verify` lists every fault.",
        )),
    }
}

/// What public files print of the council beside the text: frozen with the approval, so that an export repeated next year
/// is the same file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Printed {
    directorate: Option<String>,
    owner_post: Option<String>,
    approver: Option<String>,
}

/// What would be printed today; the approver only where the organisation says so.
pub(crate) fn printed(
    reader: &Reader<'_>,
    notice: &Notice,
    day: NaiveDate,
    approver: Option<&Officer>,
) -> Result<Printed> {
    let organisation = reader.organisation()?.unwrap_or_default();
    let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
    Ok(Printed {
        owner_post: directorate.as_ref().and_then(|d| d.led_by(day)).map(|h| h.post.clone()),
        directorate: directorate.map(|d| d.name),
        approver: approver.filter(|_| organisation.names_approver).map(|o| o.name.clone()),
    })
}

/// What was printed beside the approved text of a version, as the journal has it.
fn printed_then(reader: &Reader<'_>, notice: &Notice, version: &Version) -> Result<Option<Printed>> {
    let approval = approval_event(reader, notice, version)?;
    let printed = approval.as_ref().and_then(|event| event.data.get("printed")).filter(|p| !p.is_null());
    Ok(printed.map(|p| serde_json::from_value(p.clone())).transpose()?)
}

/// What stands around the text in a public file of that version.
pub(crate) fn edition_of(reader: &Reader<'_>, notice: &Notice, version: &Version, digest: Digest) -> Result<Edition> {
    let then = if version.approved.is_some() { printed_then(reader, notice, version)? } else { None };
    let printed = match then {
        Some(then) => then,
        None => printed(reader, notice, version.created_at.date_naive(), None)?,
    };
    Ok(Edition {
        version: version.number,
        standing: match version.state {
            State::Approved => Standing::Pending,
            State::Live => Standing::Approved,
            State::Superseded => Standing::Superseded,
            State::Withdrawn => Standing::Withdrawn,
            State::Recorded => Standing::Recorded,
            State::Drafting | State::InReview | State::Discarded => Standing::Draft,
        },
        effective: version.effective,
        review_due: version.review_due,
        ended: version.ended,
        owner_post: printed.owner_post,
        directorate: printed.directorate,
        approver: printed.approver,
        code: digest.code(),
        published_at: notice.url.clone(),
        contents: Contents::WhenLong,
    })
}

/// A version ready to be exported.
pub(crate) struct Ready {
    pub(crate) content: Content,
    pub(crate) digest: Digest,
    pub(crate) tree: RenderTree,
    pub(crate) edition: Edition,
    pub(crate) draft: bool,
}

/// A version's render tree: of exactly the approved text, or, with the DRAFT mark, of the text as it stands.
pub(crate) fn ready(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    day: NaiveDate,
    contents: Contents,
) -> Result<Ready> {
    let (content, rendering) = if version.state.was_approved() {
        let revision = demand_approved_text(reader, notice, version)?;
        demand_unbroken(reader, notice)?;
        (revision.content()?, revision.rendering()?)
    } else {
        let content = current_content(reader, notice, version, day)?;
        let snapshot = if version.state == State::Drafting {
            reader.organisation()?.unwrap_or_default().snapshot()
        } else {
            let head = reader.revision(version.head)?;
            demand_intact(reader, notice, version, &head)?;
            head.organisation()?
        };
        let rendering = Rendering::of(&content, &snapshot);
        (content, rendering)
    };
    let digest = rendering.digest()?;
    let edition = Edition { contents, ..edition_of(reader, notice, version, digest)? };
    let draft = edition.standing == Standing::Draft;
    let tree = render(&rendering, &edition, &pictures_of(reader, &rendering)?);
    Ok(Ready { content, digest, tree, edition, draft })
}

/// The public PDF, looked at before it leaves: a file that people can't read is not written.
pub(crate) fn accessible_pdf(tree: &RenderTree) -> Result<Vec<u8>> {
    let bytes = pdf::document(tree)?;
    let faults = fairnotice_publish::accessibility_faults(&bytes);
    if faults.is_empty() {
        return Ok(bytes);
    }
    Err(DeskError::failed("export-not-accessible", format!("The PDF {}, so it was not written.", faults.join(", ")))
        .hint("This is a fault of Fair Notice: report it. The HTML page can be published meanwhile."))
}

impl Desk {
    /// Writes `NOTICE` or `NOTICE@V` (without a number: the live version, else the open one) to the files asked for.
    /// All is made in memory first: when one can't be made, none is written.
    ///
    /// # Errors
    /// `tampered` (exit 3); `cannot-publish` naming a character no font has; `cannot-write`, `disk-full`.
    pub fn export(&self, reference: &str, request: &ExportRequest) -> Result<Exported> {
        let _held = self.register.hold()?;
        let reader = self.register.read();
        let wanted = parse_ref(reference)?;
        let notice = find_notice(&reader, wanted.name)?;
        let version = find_version_to_export(&reader, &notice, wanted.version)?;
        let ready = ready(&reader, &notice, &version, self.now().day, request.contents)?;
        let mut files: Vec<(&PathBuf, Vec<u8>)> = Vec::new();
        if let Some(path) = &request.pdf {
            files.push((path, accessible_pdf(&ready.tree)?));
        }
        if let Some(path) = &request.html {
            files.push((path, html::page(&ready.tree).into_bytes()));
        }
        if let Some(path) = &request.fragment {
            files.push((path, html::fragment(&ready.tree, request.fragment_options).into_bytes()));
        }
        if let Some(path) = &request.docx {
            files.push((path, docx::document(&ready.tree)?));
        }
        if let Some(path) = &request.json {
            files.push((path, serde_json::to_string_pretty(&ready.content)?.into_bytes()));
        }
        if let Some(path) = &request.record {
            let record = crate::record::record_of(self, &notice, &version, ready.digest)?;
            files.push((path, fairnotice_publish::record::document(&record)?));
        }
        if files.is_empty() {
            return Err(DeskError::usage("nothing-to-export", "Nothing to export was named.").hint(
                "Add --pdf FILE, --html FILE, --fragment FILE, --docx FILE, --json FILE (after the notice) or --record \
                 FILE.",
            ));
        }
        for (i, (path, _)) in files.iter().enumerate() {
            if files[..i].iter().any(|(other, _)| same_place(other, path)) {
                return Err(DeskError::usage("same-file", format!("{} is named twice.", path.display())));
            }
        }
        for (path, bytes) in &files {
            write_beside(path, bytes)?;
        }
        Ok(Exported {
            notice: notice.short_name,
            version: version.number,
            state: version.state,
            draft: ready.draft,
            digest: ready.digest.to_string(),
            code: ready.digest.code(),
            files: files.iter().map(|(path, _)| path.display().to_string()).collect(),
        })
    }

    /// Writes the files asked for into a folder, named after the notice and its version. Nothing is written over.
    ///
    /// # Errors
    /// As [`Desk::export`]; `file-exists`.
    pub fn export_to_folder(&self, reference: &str, folder: &Path, forms: ExportForms) -> Result<Exported> {
        let reader = self.register.read();
        let wanted = parse_ref(reference)?;
        let notice = find_notice(&reader, wanted.name)?;
        let version = find_version_to_export(&reader, &notice, wanted.version)?;
        let mark = if version.state.was_approved() { "" } else { " DRAFT" };
        let stem = format!("{} v{}{mark}", notice.short_name, version.number);
        let named = |wanted: bool, end: &str| wanted.then(|| folder.join(format!("{stem}{end}")));
        let request = ExportRequest {
            pdf: named(forms.pdf, ".pdf"),
            html: named(forms.html, ".html"),
            fragment: named(forms.fragment, " to paste.html"),
            docx: named(forms.docx, ".docx"),
            record: named(forms.record, " sign-off record.pdf"),
            ..ExportRequest::default()
        };
        let ExportRequest { pdf, html, fragment, docx, record, .. } = &request;
        for path in [pdf, html, fragment, docx, record].into_iter().flatten() {
            if path.exists() {
                return Err(DeskError::failed("file-exists", format!("{} is there already.", path.display()))
                    .hint("Choose another folder, or remove the old file first."));
            }
        }
        self.export(&format!("{}@{}", notice.short_name, version.number), &request)
    }

    /// A text that is being typed, as readers would see it.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn preview(&self, notice: &str, content: &Content) -> Result<Preview> {
        Ok(Preview { html: html::page(&self.preview_tree(notice, content)?) })
    }

    /// A text that is being typed, as the pages of its PDF.
    ///
    /// # Errors
    /// `unknown-notice`; `cannot-publish` naming a character that no shipped typeface has.
    pub fn preview_pdf(&self, notice: &str, content: &Content) -> Result<Vec<u8>> {
        Ok(pdf::document(&self.preview_tree(notice, content)?)?)
    }

    fn preview_tree(&self, notice: &str, content: &Content) -> Result<RenderTree> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let version = crate::resolve::find_version(&reader, &notice, None)?;
        let organisation = reader.organisation()?.unwrap_or_default();
        let mut content = content.clone();
        follow_sources(&reader, &notice, &mut content, &organisation, self.now().day)?;
        let rendering = Rendering::of(&content, &organisation.snapshot());
        let edition = edition_of(&reader, &notice, &version, rendering.digest()?)?;
        let pictures = pictures_of(&reader, &rendering)?;
        Ok(render(&rendering, &edition, &pictures))
    }
}
