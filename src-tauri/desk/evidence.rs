//! Evidence for a day: the text that was live, who approved it, what changed, the reasons, the consultation, where it was
//! seen. One PDF and one zip; and a variant for the public, without officers' names and internal reasons.

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::export::{demand_approved_text, demand_unbroken, edition_of};
use crate::history::{Under, names, version_row};
use crate::pictures::pictures_of;
use crate::resolve::find_notice;
use crate::views::VersionRow;
use crate::{ConsultationRow, write_beside};
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::{Action, Digest, Notice, Rendering, State, Version};
use fairnotice_publish::dossier::{Dossier, Part, Piece};
use fairnotice_publish::{Compared, Record, RenderTree, archive, dossier, html, pdf, redline, render};
use fairnotice_redline::compare;
use fairnotice_register::Reader;
use serde::Serialize;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// Which files of evidence are wanted.
#[derive(Clone, Debug, Default)]
pub struct EvidenceRequest {
    /// The PDF.
    pub pdf: Option<PathBuf>,
    /// The PDF with everything it speaks of.
    pub zip: Option<PathBuf>,
    /// Without officers' names and internal reasons, to be shown to anybody.
    pub public: bool,
}

/// The evidence that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Evidence {
    /// The notice's short name.
    pub notice: String,
    /// The day.
    #[ts(type = "string")]
    pub date: NaiveDate,
    /// The version that was live.
    pub version: u32,
    /// Its document code.
    pub code: String,
    /// The files.
    pub files: Vec<String>,
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

/// What is known of the version that was live.
struct Known {
    notice: Notice,
    version: Version,
    row: VersionRow,
    tree: RenderTree,
    rendering: Rendering,
    digest: Digest,
    consultations: Vec<ConsultationRow>,
    organisation: String,
    head: String,
}

fn read(reader: &Reader<'_>, name: &str, date: NaiveDate, today: NaiveDate, public: bool) -> Result<Known> {
    let notice = find_notice(reader, name)?;
    demand_unbroken(reader, &notice)?;
    let version = reader.live_on(notice.id, date)?.ok_or_else(|| {
        DeskError::failed("not-live-then", format!("No version of {} was live on {}.", notice.short_name, day(date)))
            .hint("`fairnotice history NOTICE` shows what was live when.")
    })?;
    let revision = if version.state == State::Recorded {
        reader.revision(version.head)?
    } else {
        demand_approved_text(reader, &notice, &version)?
    };
    let rendering = revision.rendering()?;
    let mut edition = edition_of(reader, &notice, &version, revision.digest)?;
    if public {
        edition.approver = None;
    }
    let tree = render(&rendering, &edition, &pictures_of(reader, &rendering)?);
    let names = names(reader)?;
    let row = version_row(reader, &version, &names, &Under::read(reader, notice.id)?)?;
    let consultations = crate::consultation::rows(reader, notice.id, today)?
        .into_iter()
        .filter(|c| c.version == version.number)
        .collect();
    Ok(Known {
        organisation: rendering.organisation.controller.clone(),
        consultations,
        digest: revision.digest,
        notice,
        version,
        row,
        tree,
        rendering,
        head: reader.chain_head()?,
    })
}

/// The version whose place it took, by its redline against it.
fn before(reader: &Reader<'_>, known: &Known) -> Result<Option<(u32, fairnotice_redline::Redline)>> {
    let versions = reader.versions(known.notice.id)?;
    let live = |v: &&Version| v.number < known.version.number && (v.state.was_approved() || v.state == State::Recorded);
    let Some(before) = versions.iter().rev().find(live) else { return Ok(None) };
    let old = reader.revision(before.approved.unwrap_or(before.head))?.content()?;
    let new = reader.revision(known.version.approved.unwrap_or(known.version.head))?.content()?;
    Ok(Some((before.number, compare(&old, &new))))
}

fn approvals(known: &Known, public: bool) -> Vec<Piece> {
    if known.version.state == State::Recorded {
        let facts = known.row.recorded.clone().unwrap_or_default();
        let agreed =
            facts.agreed_by.filter(|_| !public).map(|who| format!(" Agreed by {who}, as far as anybody knows."));
        return vec![Piece::Words(format!(
            "It is an edition from before Fair Notice: recorded as what was live, never checked or approved here.{}",
            agreed.unwrap_or_default()
        ))];
    }
    let told: Vec<_> = known.row.decisions.iter().collect();
    if public {
        let kept =
            [Action::Submit, Action::Approve, Action::Publish, Action::Schedule, Action::Activate, Action::Withdraw];
        let rows = told
            .iter()
            .filter(|d| kept.iter().any(|a| a.name() == d.action))
            .map(|d| vec![Action::from_name(&d.action).map_or("", Action::done).to_owned(), moment(d.at)])
            .collect();
        let how = if told.iter().any(|d| d.recorded.is_some()) {
            "An approval that was given outside Fair Notice was recorded before it was published."
        } else {
            "It was approved by a second person, who had written no word of it, before it was published."
        };
        return vec![Piece::Words(how.into()), Piece::Table { header: vec!["What".into(), "When".into()], rows }];
    }
    let rows = told
        .iter()
        .map(|d| {
            let who = match &d.recorded {
                Some(given) => format!(
                    "{}, {}, on {}; recorded by {}{}",
                    given.who,
                    given.post,
                    day(given.on),
                    d.officer,
                    given.file_name.as_deref().map(|f| format!(" (kept: {f})")).unwrap_or_default()
                ),
                None => d.officer.clone(),
            };
            let signed = d.signature.as_ref().map_or("Not signed".to_owned(), |s| s.sentence.clone());
            let what = Action::from_name(&d.action).map_or("", Action::done).to_owned();
            vec![what, who, moment(d.at), d.words.clone().unwrap_or_default(), signed]
        })
        .collect();
    let header = ["What", "By", "When", "What they wrote", "Signature"].map(str::to_owned).to_vec();
    vec![Piece::Table { header, rows }]
}

/// What came of asking people, in a sentence and, for the council itself, in a table.
pub(crate) fn consulted(all: &[ConsultationRow], public: bool) -> Vec<Piece> {
    let of = |what: &str| all.iter().filter(|c| c.answer.as_deref() == Some(what)).count();
    if all.is_empty() {
        return vec![Piece::Words("Nobody was recorded as asked for their view.".into())];
    }
    let sentence = format!(
        "{} asked for their view: {} with comments, {} without comment, {} without an answer.",
        if all.len() == 1 { "One person was".to_owned() } else { format!("{} people were", all.len()) },
        of("comments"),
        of("no-comment"),
        all.len() - of("comments") - of("no-comment")
    );
    if public {
        return vec![Piece::Words(sentence)];
    }
    let rows = all
        .iter()
        .map(|c| {
            let answer = match c.answer.as_deref() {
                Some("comments") => "Comments",
                Some("no-comment") => "No comment",
                Some(_) => "Not waited for any more",
                None => "None yet",
            };
            let points: Vec<String> = c
                .points
                .iter()
                .map(|p| {
                    let became = p.answer.as_ref().map_or("open".to_owned(), |a| match &a.words {
                        Some(words) => format!("{}: {words}", a.how),
                        None => a.how.clone(),
                    });
                    format!("{} ({became})", p.words)
                })
                .collect();
            vec![
                c.post.as_deref().map_or_else(|| c.to.clone(), |post| format!("{}, {post}", c.to)),
                format!("{} ({}), on text {}", moment(c.sent_at), c.how, c.code),
                c.due.map(day).unwrap_or_default(),
                format!("{answer}{}", c.answered_on.map(|d| format!(", {}", day(d))).unwrap_or_default()),
                [c.words.clone().unwrap_or_default(), points.join("; ")]
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .collect::<Vec<_>>()
                    .join(" – "),
            ]
        })
        .collect();
    let header = ["Asked", "Sent", "Due", "Answer", "What came of it"].map(str::to_owned).to_vec();
    vec![Piece::Words(sentence), Piece::Table { header, rows }]
}

fn seen(known: &Known, public: bool) -> Vec<Piece> {
    let list: Vec<String> = known
        .row
        .online
        .iter()
        .map(|o| {
            let by = if public { String::new() } else { format!(", by {}", o.officer) };
            match (o.what.as_str(), o.on) {
                ("seen", Some(on)) => format!("Seen at {} on {}{by}", o.words, day(on)),
                ("seen", None) => format!("Seen at {}{by}", o.words),
                _ if public => format!("Sent to those who put it on the site, {}", moment(o.at)),
                _ => format!("Sent to {}, {}{by}", o.words, moment(o.at)),
            }
        })
        .chain(known.row.recorded.as_ref().and_then(|r| r.url.clone()).map(|url| format!("Published at {url}")))
        .collect();
    if list.is_empty() {
        vec![Piece::Words("It was not recorded where it was seen.".into())]
    } else {
        vec![Piece::List(list)]
    }
}

fn dossier_of(
    reader: &Reader<'_>,
    known: &Known,
    record: Option<&Record>,
    date: NaiveDate,
    public: bool,
) -> Result<Dossier> {
    let version = &known.version;
    let span = match (version.effective, version.ended) {
        (Some(from), Some(until)) => format!("from {} to {}", day(from), day(until)),
        (Some(from), None) => format!("from {} on", day(from)),
        (None, _) => "from a day that is not known".to_owned(),
    };
    let mut parts = vec![Part::new("The text that was live", vec![Piece::Nodes(known.tree.nodes.clone())])];
    let mut changed = match before(reader, known)? {
        Some((number, redline)) => {
            let summary = redline.summary();
            let mut pieces = vec![Piece::Words(format!("Against version {number}: {}", summary.sentence))];
            pieces.push(Piece::List(summary.points));
            pieces
        }
        None => vec![Piece::Words("It is the first version.".into())],
    };
    if !public
        && let Some(note) =
            known.row.decisions.iter().rev().find(|d| d.action == Action::Submit.name()).and_then(|d| d.words.clone())
    {
        changed.push(Piece::Words(format!("What the author said of it: {note}")));
    }
    parts.insert(0, Part::new("What changed since the version before", changed));
    parts.insert(0, Part::new("How it was approved", approvals(known, public)));
    if let Some(record) = record {
        // What was found is told in words, beside who let it stand and why.
        let rows: Vec<Vec<String>> = record
            .reasons
            .iter()
            .map(|r| {
                let found = if r.message.is_empty() { &r.rule } else { &r.message };
                vec![found.clone(), r.severity.clone(), r.by.clone(), r.reason.clone()]
            })
            .collect();
        let header = ["What was found", "Weight", "Given by", "Reason"].map(str::to_owned).to_vec();
        let pieces = if rows.is_empty() {
            vec![Piece::Words("Nothing was left to fix.".into())]
        } else {
            vec![Piece::Table { header, rows }]
        };
        parts.push(Part::new("Findings left open, and why", pieces));
    }
    parts.push(Part::new("Who was asked for their view", consulted(&known.consultations, public)));
    parts.push(Part::new("Where it was seen", seen(known, public)));
    let mut proof = vec![
        Piece::Words(
            "The document code in full is the SHA-256 of the text as readers see it. The last seal covers every entry of the \
             audit trail up to the moment this file was made: an audit trail that no longer contains it was rewritten."
                .into(),
        ),
        Piece::List(vec![
            format!("Document code in full: {}", known.digest),
            format!("Last seal of the audit trail: {}", known.head),
        ]),
    ];
    if public {
        proof.push(Piece::Words(
            "Names of officers, their reasons and what was said among them are left out of this copy.".into(),
        ));
    }
    parts.push(Part::new("Proof", proof));
    Ok(Dossier {
        title: format!("{}: what was live on {}", known.tree.title, day(date)),
        organisation: known.organisation.clone(),
        footer: format!("Version {} · {}", version.number, known.digest.code()),
        code: known.digest.code(),
        dated: Some(date),
        mark: (!public).then(|| "INTERNAL – not for publication".to_owned()),
        control: vec![
            ("Notice".into(), known.tree.title.clone()),
            ("Version".into(), version.number.to_string()),
            ("Live".into(), span),
            ("Document code".into(), known.digest.code()),
        ],
        parts,
    })
}

/// A name that is safe in a zip: no folder, no sign that a system minds.
fn safe(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '-' };
    let name: String = name.chars().take(100).map(kept).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

impl Desk {
    fn evidence_files(
        &self,
        reader: &Reader<'_>,
        known: &Known,
        record: Option<&Record>,
        pdf_of_it: &[u8],
        public: bool,
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let name = format!("{}-v{}", known.notice.short_name, known.version.number);
        let mut files = vec![
            ("evidence.pdf".to_owned(), pdf_of_it.to_vec()),
            (format!("{name}.pdf"), pdf::document(&known.tree)?),
            (format!("{name}.html"), html::page(&known.tree).into_bytes()),
            (format!("{name}.json"), fairnotice_notice::digest::canonical_json(&known.rendering)?.into_bytes()),
        ];
        if let Some((number, changes)) = before(reader, known)? {
            let labels = (format!("version {number}"), format!("version {}", known.version.number));
            let compared = Compared { title: Some(&known.tree.title), old: &labels.0, new: &labels.1 };
            files.push((format!("{name}-changes.pdf"), pdf::document(&redline(&changes, compared))?));
        }
        if !public {
            if let Some(record) = record {
                files.push((format!("{name}-record.pdf"), fairnotice_publish::record::document(record)?));
            }
            let messages = known.row.decisions.iter().filter_map(|d| d.recorded.as_ref()?.file.clone());
            let answers = known.consultations.iter().filter_map(|c| c.file.clone());
            let mut kept: Vec<String> = messages.chain(answers).collect();
            kept.sort();
            kept.dedup();
            for sha256 in kept {
                let (name, bytes) = self.kept_file(&sha256)?;
                files.push((format!("kept/{}-{}", sha256.get(..8).unwrap_or_default(), safe(&name)), bytes));
            }
            let events: Vec<serde_json::Value> = reader
                .events(Some(known.notice.id))?
                .into_iter()
                .map(|e| {
                    serde_json::json!({ "id": e.id, "at": e.at, "officer": e.officer, "kind": e.kind, "hash": e.hash,
                                        "previous": e.previous, "data": e.data })
                })
                .collect();
            files.push(("audit-trail.json".to_owned(), serde_json::to_vec_pretty(&events)?));
        }
        let sums: Vec<String> = files.iter().map(|(name, bytes)| format!("{}  {name}", Digest::of(bytes))).collect();
        files.push(("SHA256SUMS.txt".to_owned(), format!("{}\n", sums.join("\n")).into_bytes()));
        Ok(files)
    }

    /// Writes the evidence of what was live on a day. All is made first; when one file can't be made, none is written.
    ///
    /// # Errors
    /// `not-live-then`, `unknown-notice`, `tampered`; `nothing-to-write`; `cannot-write`, `disk-full`.
    pub fn evidence(&self, notice: &str, date: NaiveDate, request: &EvidenceRequest) -> Result<Evidence> {
        if request.pdf.is_none() && request.zip.is_none() {
            return Err(DeskError::usage(
                "nothing-to-write",
                "Say where the evidence shall be written: --pdf or --zip.",
            ));
        }
        let _held = self.register.hold()?;
        let reader = self.register.read();
        let known = read(&reader, notice, date, self.now().day, request.public)?;
        let record = if request.public || known.version.state == State::Recorded {
            None
        } else {
            Some(crate::record::record_of(self, &known.notice, &known.version, known.digest)?)
        };
        let bytes = dossier::document(&dossier_of(&reader, &known, record.as_ref(), date, request.public)?)?;
        let zip = match &request.zip {
            Some(_) => Some(archive(self.evidence_files(&reader, &known, record.as_ref(), &bytes, request.public)?)?),
            None => None,
        };
        let mut files = Vec::new();
        let mut write = |path: &Path, bytes: &[u8]| -> Result<()> {
            write_beside(path, bytes)?;
            files.push(path.display().to_string());
            Ok(())
        };
        if let Some(path) = &request.pdf {
            write(path, &bytes)?;
        }
        if let (Some(path), Some(zip)) = (&request.zip, &zip) {
            write(path, zip)?;
        }
        Ok(Evidence {
            notice: known.notice.short_name.clone(),
            date,
            version: known.version.number,
            code: known.digest.code(),
            files,
        })
    }
}
