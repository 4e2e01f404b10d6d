//! Review packs: all that a reviewer on another computer needs, in one file, and nothing of any other notice.

use crate::check::judge;
use crate::compare::{Comparison, Side};
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::pictures::pictures_of;
use crate::reasons::needing;
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::sealed_file::{FileKind, LARGEST, open, seal};
use crate::surroundings::Surroundings;
use crate::views::{CommentRow, ReasonView};
use crate::{CheckReport, write_beside};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Action, Content, Digest, Permission, Rendering, Severity, State};
use fairnotice_publish::{Contents, Edition, Picture, Pictures, Standing, html, render};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;

/// Somebody who may review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reviewer {
    /// The officer's id in the council file.
    pub id: String,
    /// The name.
    pub name: String,
    /// The post.
    pub post: Option<String>,
    /// Why this officer can't approve this version, if so.
    pub why_not: Option<String>,
}

/// What a pack holds. Its JSON is the format: change it only with a new version of the format.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PackBody {
    /// The Fair Notice that made it.
    program: String,
    made_at: DateTime<Utc>,
    made_by: String,
    /// The hash of the council file's first event, which tells it from every other.
    pub(crate) register: String,
    council: String,
    /// What an approver confirms beside the text.
    pub(crate) statements: Vec<String>,
    pub(crate) notice: String,
    pub(crate) short_name: String,
    title: String,
    directorate: Option<String>,
    owner_post: Option<String>,
    pub(crate) version: String,
    pub(crate) number: u32,
    pub(crate) revision: String,
    pub(crate) digest: String,
    content: Content,
    organisation: Snapshot,
    /// The version it would replace.
    live: Option<PackedLive>,
    /// PNG and JPEG files in base 64, by the SHA-256 of their bytes.
    pictures: BTreeMap<String, String>,
    /// Pictures that the texts name and the council file does not keep.
    missing: Vec<String>,
    submitted_by: String,
    submitted_at: DateTime<Utc>,
    note: Option<String>,
    reasons: Vec<ReasonView>,
    report: CheckReport,
    /// The rules for which an approval needs the approver's own reason.
    pub(crate) needs: Vec<String>,
    comments: Vec<CommentRow>,
    pub(crate) reviewers: Vec<Reviewer>,
}

/// The live version in a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PackedLive {
    number: u32,
    effective: Option<NaiveDate>,
    digest: String,
    content: Content,
    organisation: Snapshot,
}

impl PackBody {
    /// The digest of the live version that the changes are shown against.
    pub(crate) fn live_digest(&self) -> Option<&str> {
        self.live.as_ref().map(|live| live.digest.as_str())
    }
}

/// A pack that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Packed {
    /// The notice's short name.
    pub notice: String,
    /// The version.
    pub version: u32,
    /// The document code of its text.
    pub code: String,
    /// The SHA-256 of what the pack holds.
    pub sha256: String,
    /// Where it was written.
    pub files: Vec<String>,
}

/// A review pack as a reviewer sees it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PackPage {
    /// The council.
    pub council: String,
    /// The notice's short name.
    pub notice: String,
    /// The title.
    pub title: String,
    /// The directorate.
    pub directorate: Option<String>,
    /// The version.
    pub version: u32,
    /// The document code.
    pub code: String,
    /// The digest of the text: what an approval names.
    pub digest: String,
    /// The live version that it would replace.
    pub live: Option<u32>,
    /// Who asked for review.
    pub submitted_by: String,
    /// When.
    #[ts(type = "string")]
    pub submitted_at: DateTime<Utc>,
    /// What they say of the changes.
    pub note: Option<String>,
    /// The author's reasons for what the checks found.
    pub reasons: Vec<ReasonView>,
    /// What the checks found when the pack was made.
    pub report: CheckReport,
    /// The rules for which an approval needs the approver's own reason.
    pub needs: Vec<String>,
    /// What was said so far.
    pub comments: Vec<CommentRow>,
    /// What an approver confirms.
    pub statements: Vec<String>,
    /// Who may review it.
    pub reviewers: Vec<Reviewer>,
    /// What changed against the live version; null for a first version.
    #[ts(type = "Comparison | null")]
    pub changes: Option<Comparison>,
    /// The headings of its sections by their ids.
    pub headings: BTreeMap<String, String>,
    /// The page as readers would see it.
    pub html: String,
    /// When the pack was made.
    #[ts(type = "string")]
    pub made_at: DateTime<Utc>,
    /// The SHA-256 of what it holds.
    pub sha256: String,
}

/// A pack that was opened: whole, and of the text it says it is.
#[derive(Clone, Debug)]
pub struct ReviewPack {
    pub(crate) body: PackBody,
    pub(crate) sha256: String,
}

/// The rule whose findings name another notice.
const CONTRADICTS: &str = "contradicts-other-notice";

fn encode(pictures: &Pictures) -> BTreeMap<String, String> {
    pictures.iter().map(|(name, picture)| (name.clone(), STANDARD.encode(&picture.bytes))).collect()
}

/// The names of the pictures in the texts of a pack.
fn named_in(content: &Content, live: Option<&PackedLive>) -> std::collections::BTreeSet<String> {
    let mut names = crate::pictures::named(content);
    if let Some(live) = live {
        names.extend(crate::pictures::named(&live.content));
    }
    names
}

/// The body of a pack of the version under review.
fn body(act: &Act<'_>, reference: &str) -> Result<PackBody> {
    let wanted = parse_ref(reference)?;
    let notice = find_notice(act.writer, wanted.name)?;
    let version = find_version(act.writer, &notice, wanted.version)?;
    if version.state != State::InReview {
        return Err(DeskError::failed(
            "not-in-this-state",
            format!(
                "{} version {} is {}; a review pack is of a version in review.",
                notice.short_name, version.number, version.state
            ),
        )
        .hint("Ask for review first."));
    }
    let revision = act.writer.revision(version.head)?;
    crate::export::demand_intact(act.writer, &notice, &version, &revision)?;
    crate::export::demand_unbroken(act.writer, &notice)?;
    let content = revision.content()?;
    let organisation = act.organisation()?;
    let live = match act.writer.live_version(notice.id)? {
        Some(live) => {
            let text = act.writer.revision(live.approved.unwrap_or(live.head))?;
            Some(PackedLive {
                number: live.number,
                effective: live.effective,
                digest: text.digest.to_string(),
                content: text.content()?,
                organisation: text.organisation()?,
            })
        }
        None => None,
    };
    let mut pictures = pictures_of(act.writer, &revision.rendering()?)?;
    if let Some(live) = &live {
        pictures.extend(pictures_of(act.writer, &Rendering::of(&live.content, &live.organisation))?);
    }
    let around = Surroundings::read(act.writer, Some(act.read))?;
    let judged = judge(act.writer, &notice, &version, &content, act.now.day, &around)?;
    let needs = needing(judged.all(), &[Severity::Block, Severity::Explain]).into_keys().collect();
    let mut report =
        judged.report(Some(act.writer), format!("{}@{}", notice.short_name, version.number), act.now.day)?;
    // Nothing of another notice goes with it: what it is called and what it says stays here.
    let dismissed = report.dismissed.iter_mut().map(|d| &mut d.finding);
    for finding in report.findings.iter_mut().chain(dismissed).filter(|f| f.rule == CONTRADICTS) {
        "Another notice of the council says otherwise; the author sees which.".clone_into(&mut finding.message);
    }
    let names = crate::history::names(act.writer)?;
    let row = crate::history::version_row(
        act.writer,
        &version,
        &names,
        &crate::history::Under::read(act.writer, notice.id)?,
    )?;
    let submitted = row.decisions.iter().rev().find(|d| d.action == Action::Submit.name());
    let submitted = submitted.ok_or_else(|| DeskError::failed("internal", "Nobody asked for this review."))?;
    let mut reviewers = Vec::new();
    for officer in act.writer.officers()?.into_iter().filter(|o| o.may(Permission::Reviewer)) {
        let own = crate::review::is_own(act.writer, &version, &officer)?;
        reviewers.push(Reviewer {
            id: officer.id.to_string(),
            name: officer.name,
            post: officer.post,
            why_not: own.then(|| crate::review::OWN_WORDS.to_owned()),
        });
    }
    let directorate = notice.directorate.map(|id| act.writer.directorate(id)).transpose()?.flatten();
    Ok(PackBody {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: act.now.at,
        made_by: act.officer.name.clone(),
        register: act.writer.beginning()?,
        council: organisation.name.clone(),
        statements: organisation.statements.clone(),
        notice: notice.id.to_string(),
        short_name: notice.short_name.clone(),
        title: content.title.clone(),
        owner_post: directorate.as_ref().and_then(|d| d.led_by(act.now.day)).map(|h| h.post.clone()),
        directorate: directorate.map(|d| d.name),
        version: version.id.to_string(),
        number: version.number,
        revision: revision.id.to_string(),
        digest: revision.digest.to_string(),
        missing: named_in(&content, live.as_ref()).into_iter().filter(|name| !pictures.contains_key(name)).collect(),
        content,
        organisation: revision.organisation()?,
        live,
        pictures: encode(&pictures),
        submitted_by: submitted.officer.clone(),
        submitted_at: submitted.at,
        note: submitted.words.clone(),
        reasons: submitted.reasons.clone(),
        report,
        needs,
        comments: row.comments,
        reviewers,
    })
}

impl Desk {
    /// Writes a review pack of `NOTICE`, whose open version is in review, and a reading copy of it (PDF) for somebody who
    /// has no Fair Notice; either, or both.
    ///
    /// # Errors
    /// `not-in-this-state`, `tampered`, `unknown-notice`, `cannot-write`.
    pub fn pack(
        &mut self,
        by: fairnotice_notice::ids::OfficerId,
        reference: &str,
        to: Option<&Path>,
        reading_copy: Option<&Path>,
    ) -> Result<Outcome<Packed>> {
        let mut made = Vec::new();
        let done = self.change(by, |act| {
            let body = body(act, reference)?;
            let bytes = seal(FileKind::ReviewPack, &body)?;
            let (_, sha256) = open(FileKind::ReviewPack, &bytes)?;
            let notice = find_notice(act.writer, &body.short_name)?;
            if let Some(path) = reading_copy {
                let pack = ReviewPack { body: body.clone(), sha256: sha256.clone() };
                made.push((path.to_path_buf(), crate::reading_copy::document(&pack)?));
            }
            if let Some(path) = to {
                made.push((path.to_path_buf(), bytes));
            }
            act.event(
                "review-packed",
                Some(notice.id),
                json!({ "version": body.version, "on-revision": body.revision, "on-digest": body.digest, "sha256": sha256,
                        "reading-copy": reading_copy.is_some(), "pack": to.is_some() }),
            )?;
            act.touched_notice(notice.id);
            let code = Digest::parse(&body.digest).map(|d| d.code()).unwrap_or_default();
            let files = made.iter().map(|(path, _)| path.display().to_string()).collect();
            Ok(Packed { notice: body.short_name, version: body.number, code, sha256, files })
        })?;
        // A pack is known here before it is out: an answer to it is then never one to a pack that nobody knows.
        for (at, (path, bytes)) in made.iter().enumerate() {
            if let Err(error) = write_beside(path, bytes) {
                for (written, _) in made.iter().take(at) {
                    let _ = std::fs::remove_file(written);
                }
                return Err(error);
            }
        }
        Ok(done)
    }
}

/// The bytes of a file that may be a pack or an answer.
///
/// # Errors
/// `cannot-read`, `too-large`.
pub fn read_sealed(path: &Path) -> Result<Vec<u8>> {
    let length = std::fs::metadata(path).map(|m| m.len()).unwrap_or(0);
    if length > LARGEST {
        return Err(DeskError::failed(
            "too-large",
            format!("{} is too large to be a file of Fair Notice.", path.display()),
        )
        .hint("Is it the right file?"));
    }
    crate::import::read_bytes(path)
}

/// What a file is, by its first and last bytes.
///
/// # Errors
/// `cannot-read`.
pub fn kind_of_file(path: &Path) -> Result<FileKind> {
    use std::io::{Read, Seek, SeekFrom};
    let fail = |e: std::io::Error| DeskError::failed("cannot-read", format!("{} can't be read ({e}).", path.display()));
    let mut file = std::fs::File::open(path).map_err(fail)?;
    let mut head = vec![0; 16];
    let got = file.read(&mut head).map_err(fail)?;
    head.truncate(got);
    let length = file.metadata().map_err(fail)?.len();
    if length > LARGEST || head.starts_with(b"SQLite") {
        return Ok(FileKind::of(&head));
    }
    file.seek(SeekFrom::Start(length.saturating_sub(200))).map_err(fail)?;
    let mut tail = Vec::new();
    file.take(200).read_to_end(&mut tail).map_err(fail)?;
    head.extend(tail);
    Ok(FileKind::of(&head))
}

impl ReviewPack {
    /// Opens a pack: it must be whole, and its text the one that its digest names.
    ///
    /// # Errors
    /// `file-altered`, `file-newer`, `other-kind`, `too-large`.
    pub fn open(bytes: &[u8]) -> Result<ReviewPack> {
        let (body, sha256) = open(FileKind::ReviewPack, bytes)?;
        let body: PackBody = serde_json::from_value(body).map_err(|_| {
            DeskError::failed("file-altered", "This review pack lacks what a reviewer needs.")
                .hint("Ask for it to be sent again.")
        })?;
        let texts = [
            Some((&body.content, &body.organisation, &body.digest)),
            body.live.as_ref().map(|l| (&l.content, &l.organisation, &l.digest)),
        ];
        for (content, organisation, digest) in texts.into_iter().flatten() {
            if Rendering::of(content, organisation).digest()?.to_string() != *digest {
                return Err(DeskError::failed(
                    "file-altered",
                    "The text in this review pack is not the one it says it is.",
                )
                .hint("Don't decide on it. Ask for it to be sent again."));
            }
        }
        let pack = ReviewPack { body, sha256 };
        pack.pictures()?;
        Ok(pack)
    }

    /// The SHA-256 of what it holds.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// A name for the file of an answer to it.
    pub fn answer_name(&self) -> String {
        // What a pack says must not become part of a path.
        let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let name: String = self.body.short_name.chars().take(60).map(safe).collect();
        format!("{name}-answer.fairnotice")
    }

    /// The pictures that its texts show: all of them, each the one that its name says, and no other.
    fn pictures(&self) -> Result<Pictures> {
        let altered = || {
            DeskError::failed(
                "file-altered",
                "A picture in this review pack is missing, or is not the one it should be.",
            )
            .hint("Don't decide on it. Ask for it to be sent again.")
        };
        let texts = std::iter::once((&self.body.content, &self.body.organisation))
            .chain(self.body.live.as_ref().map(|l| (&l.content, &l.organisation)));
        let mut wanted: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        for (content, organisation) in texts {
            wanted.extend(organisation.logo.clone());
            wanted.extend(crate::pictures::named(content));
        }
        let mut pictures = Pictures::new();
        for name in wanted {
            // A picture that is not kept is shown by its words, in a pack as in the council file.
            let Some(encoded) = self.body.pictures.get(&name) else {
                if self.body.missing.contains(&name) {
                    continue;
                }
                return Err(altered());
            };
            let bytes = STANDARD.decode(encoded).map_err(|_| altered())?;
            if Digest::of(&bytes).to_string() != name {
                return Err(altered());
            }
            pictures.insert(name, Arc::new(Picture::kept(bytes).map_err(|_| altered())?));
        }
        Ok(pictures)
    }

    /// The text as readers would see it, and what changes against the live version.
    pub(crate) fn shown(&self) -> Result<(fairnotice_publish::RenderTree, Option<Comparison>)> {
        let page = self.page()?;
        Ok((self.tree()?, page.changes))
    }

    fn tree(&self) -> Result<fairnotice_publish::RenderTree> {
        let body = &self.body;
        let rendering = Rendering::of(&body.content, &body.organisation);
        let edition = Edition {
            version: body.number,
            standing: Standing::Draft,
            effective: None,
            review_due: None,
            ended: None,
            owner_post: body.owner_post.clone(),
            directorate: body.directorate.clone(),
            approver: None,
            code: rendering.digest()?.code(),
            published_at: None,
            contents: Contents::WhenLong,
        };
        Ok(render(&rendering, &edition, &self.pictures()?))
    }

    /// What the reviewer sees.
    ///
    /// # Errors
    /// `file-altered` for a picture that is none.
    pub fn page(&self) -> Result<PackPage> {
        let body = &self.body;
        let rendering = Rendering::of(&body.content, &body.organisation);
        let digest = rendering.digest()?;
        let side = |number: u32, content: &Content, what: &str| Side {
            name: format!("{}@{number}", body.short_name),
            label: format!("{} version {number}", body.short_name),
            edition: Some(format!("Version {number} ({what})")),
            code: None,
            content: content.clone(),
            by: (body.submitted_by.clone(), body.submitted_at),
        };
        let changes = body.live.as_ref().map(|live| {
            Comparison::of(&side(live.number, &live.content, "live"), &side(body.number, &body.content, "in review"))
        });
        Ok(PackPage {
            council: body.council.clone(),
            notice: body.short_name.clone(),
            title: body.title.clone(),
            directorate: body.directorate.clone(),
            version: body.number,
            code: digest.code(),
            digest: body.digest.clone(),
            live: body.live.as_ref().map(|l| l.number),
            submitted_by: body.submitted_by.clone(),
            submitted_at: body.submitted_at,
            note: body.note.clone(),
            reasons: body.reasons.clone(),
            report: body.report.clone(),
            needs: body.needs.clone(),
            comments: body.comments.clone(),
            statements: body.statements.clone(),
            reviewers: body.reviewers.clone(),
            changes,
            headings: body.content.sections.iter().map(|s| (s.id.clone(), s.heading.clone())).collect(),
            html: html::page(&self.tree()?),
            made_at: body.made_at,
            sha256: self.sha256.clone(),
        })
    }

    /// The reviewer that somebody names: by id or by name.
    ///
    /// # Errors
    /// `unknown-officer` naming who may review.
    pub fn reviewer(&self, who: &str) -> Result<&Reviewer> {
        let wanted = who.trim().to_lowercase();
        let found: Vec<&Reviewer> =
            self.body.reviewers.iter().filter(|r| r.id == wanted || r.name.to_lowercase() == wanted).collect();
        match found.as_slice() {
            [one] => Ok(one),
            _ => {
                let all: Vec<&str> = self.body.reviewers.iter().map(|r| r.name.as_str()).collect();
                Err(DeskError::failed("unknown-officer", format!("\"{who}\" is not one of those who may review here."))
                    .hint(format!("Reviewers are: {}.", all.join(", "))))
            }
        }
    }
}
