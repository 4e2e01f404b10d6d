//! Consultations: to whom a text was sent, when an answer is due, what came back, and what became of each point.
//!
//! All of it are events of the journal, so that the record can't be changed later.

use crate::approval::words_of;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::history::names;
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::setup::{optional, required};
use crate::views::CommentRow;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::{Digest, Permission};
use fairnotice_publish::dossier::{self, Dossier, Part};
use fairnotice_register::{Event, Reader};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::Path;
use ts_rs::TS;
use uuid::Uuid;

/// A text that is sent to somebody.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct NewConsultation {
    /// Who is asked.
    pub to: String,
    /// Their post.
    pub post: Option<String>,
    /// word, pack, pdf, e-mail or meeting.
    pub how: String,
    /// The day by which an answer is wanted.
    #[ts(type = "string | null")]
    pub due: Option<NaiveDate>,
}

/// What came of asking somebody.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ConsultationReply {
    /// comments, no-comment or late (no answer came and none is waited for any more).
    pub what: String,
    /// What was said, or why none is waited for.
    pub words: String,
    /// The day of the answer.
    #[ts(type = "string")]
    pub on: NaiveDate,
}

/// Somebody who was asked, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ConsultationRow {
    /// The id.
    pub id: String,
    /// The version.
    pub version: u32,
    /// The document code of the text that was sent.
    pub code: String,
    /// Who was asked.
    pub to: String,
    /// Their post.
    pub post: Option<String>,
    /// How the text went.
    pub how: String,
    /// When.
    #[ts(type = "string")]
    pub sent_at: DateTime<Utc>,
    /// Who sent it.
    pub sent_by: String,
    /// The day by which an answer is wanted.
    #[ts(type = "string | null")]
    pub due: Option<NaiveDate>,
    /// The days on which they were reminded.
    #[ts(type = "string[]")]
    pub reminded: Vec<NaiveDate>,
    /// comments, no-comment or late; null while an answer is waited for.
    pub answer: Option<String>,
    /// The day of the answer.
    #[ts(type = "string | null")]
    pub answered_on: Option<NaiveDate>,
    /// What was said.
    pub words: Option<String>,
    /// The SHA-256 of the answer's file, where one is kept.
    pub file: Option<String>,
    /// Whether an answer is waited for past its day.
    pub overdue: bool,
    /// The points that came of it, each with what became of it.
    pub points: Vec<CommentRow>,
}

const WAYS: [&str; 5] = ["word", "pack", "pdf", "e-mail", "meeting"];
const ANSWERS: [&str; 3] = ["comments", "no-comment", "late"];

/// Everybody who was asked about a notice, oldest first.
pub(crate) fn rows(reader: &Reader<'_>, notice: NoticeId, today: NaiveDate) -> Result<Vec<ConsultationRow>> {
    let names = names(reader)?;
    let name = |id: Option<OfficerId>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| "somebody".into());
    let mut rows: Vec<ConsultationRow> = Vec::new();
    let day = |event: &Event, key: &str| event.text(key).and_then(|d| d.parse::<NaiveDate>().ok());
    for event in reader.events(Some(notice))? {
        let id = event.text("consultation").unwrap_or_default().to_owned();
        match event.kind.as_str() {
            "consultation-sent" => rows.push(ConsultationRow {
                id,
                version: event
                    .data
                    .get("number")
                    .and_then(Value::as_u64)
                    .and_then(|n| u32::try_from(n).ok())
                    .unwrap_or(0),
                code: event.text("on-digest").and_then(Digest::parse).map(|d| d.code()).unwrap_or_default(),
                to: event.text("to").unwrap_or_default().to_owned(),
                post: event.text("post").map(str::to_owned),
                how: event.text("how").unwrap_or_default().to_owned(),
                sent_at: event.at,
                sent_by: name(event.officer),
                due: day(&event, "due"),
                reminded: Vec::new(),
                answer: None,
                answered_on: None,
                words: None,
                file: None,
                overdue: false,
                points: Vec::new(),
            }),
            "consultation-reminded" => {
                if let (Some(row), Some(on)) = (rows.iter_mut().find(|r| r.id == id), day(&event, "on")) {
                    row.reminded.push(on);
                }
            }
            "consultation-answered" => {
                if let Some(row) = rows.iter_mut().find(|r| r.id == id) {
                    row.answer = event.text("what").map(str::to_owned);
                    row.answered_on = day(&event, "on");
                    row.words = event.text("words").map(str::to_owned);
                    row.file = event.text("file").map(str::to_owned);
                }
            }
            _ => {}
        }
    }
    for version in reader.versions(notice)? {
        let own: Vec<CommentRow> = crate::comment::rows(reader, &version, name)?;
        for row in rows.iter_mut().filter(|r| r.version == version.number) {
            let theirs = |c: &&CommentRow| {
                c.officer == row.to
                    || c.written_by.as_deref().is_some_and(|who| {
                        who == row.to
                            || who.starts_with(&format!("{} (", row.to))
                            || who.starts_with(&format!("{},", row.to))
                    })
            };
            row.points = own.iter().filter(theirs).cloned().collect();
        }
    }
    for row in &mut rows {
        row.overdue = row.answer.is_none() && row.due.is_some_and(|due| due < today);
    }
    Ok(rows)
}

fn find(act: &Act<'_>, notice: NoticeId, id: &str) -> Result<ConsultationRow> {
    let wanted = id.trim().to_lowercase();
    let rows = rows(act.writer, notice, act.now.day)?;
    let exact = rows.iter().find(|r| r.id == wanted).cloned();
    let waiting: Vec<&ConsultationRow> =
        rows.iter().filter(|r| r.to.to_lowercase() == wanted && r.answer.is_none()).collect();
    exact.or_else(|| if let [one] = waiting.as_slice() { Some((*one).clone()) } else { None }).ok_or_else(|| {
        DeskError::failed("unknown-consultation", "Nobody who is waited for has that name or id.")
            .hint("`fairnotice consultation list NOTICE` shows who was asked.")
    })
}

impl Desk {
    /// Records that the text of `NOTICE` or `NOTICE@V` was sent to somebody for their view.
    ///
    /// # Errors
    /// `unknown-notice`, `not-permitted`, `missing-value`, `bad-value`, `bad-day`.
    pub fn consult(
        &mut self,
        by: OfficerId,
        reference: &str,
        new: &NewConsultation,
    ) -> Result<Outcome<ConsultationRow>> {
        self.change(by, |act| {
            act.demand(Permission::Author, "send a text for consultation")?;
            let wanted = parse_ref(reference)?;
            let notice = find_notice(act.writer, wanted.name)?;
            let mut version = find_version(act.writer, &notice, wanted.version)?;
            let to = required("Who is asked", &new.to)?;
            let post = optional("The post", new.post.as_deref())?;
            if !WAYS.contains(&new.how.as_str()) {
                return Err(DeskError::usage("bad-value", format!("\"{}\" is not a way of asking.", new.how))
                    .hint("Say word, pack, pdf, e-mail or meeting."));
            }
            if new.due.is_some_and(|due| due < act.now.day) {
                return Err(DeskError::usage("bad-day", "The day by which an answer is wanted is over already."));
            }
            // What is sent is a saved copy, so that an answer can be held against exactly it.
            if version.state == fairnotice_notice::State::Drafting {
                act.checkpoint(&notice, &mut version, Some("Sent for consultation"))?;
            }
            let revision = act.writer.revision(version.head)?;
            let id = crate::clock::new_id(act.now.at);
            act.event(
                "consultation-sent",
                Some(notice.id),
                json!({ "consultation": id, "version": version.id, "number": version.number, "to": to, "post": post,
                        "how": new.how, "due": new.due, "on-revision": revision.id, "on-digest": revision.digest }),
            )?;
            act.touched_notice(notice.id);
            row(act, notice.id, id)
        })
    }

    /// Records that somebody was reminded. `who` is the id, or the name of one who is waited for.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-consultation`, `not-permitted`.
    pub fn remind(&mut self, by: OfficerId, notice: &str, who: &str) -> Result<Outcome<ConsultationRow>> {
        self.change(by, |act| {
            act.demand(Permission::Author, "record a reminder")?;
            let notice = find_notice(act.writer, notice)?;
            let found = find(act, notice.id, who)?;
            act.event(
                "consultation-reminded",
                Some(notice.id),
                json!({ "consultation": found.id, "on": act.now.day }),
            )?;
            act.touched_notice(notice.id);
            find(act, notice.id, &found.id)
        })
    }

    /// Records what somebody answered, or that no answer is waited for any more.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-consultation`, `not-permitted`, `bad-value`, `bad-day`, `missing-words`.
    pub fn record_reply(
        &mut self,
        by: OfficerId,
        notice: &str,
        who: &str,
        reply: &ConsultationReply,
        attach: Option<&Path>,
    ) -> Result<Outcome<ConsultationRow>> {
        self.change(by, |act| {
            act.demand(Permission::Author, "record an answer")?;
            let notice = find_notice(act.writer, notice)?;
            let found = find(act, notice.id, who)?;
            if !ANSWERS.contains(&reply.what.as_str()) {
                return Err(DeskError::usage("bad-value", format!("\"{}\" is not an answer.", reply.what))
                    .hint("Say comments, no-comment or late."));
            }
            if reply.on > act.now.day || reply.on < found.sent_at.date_naive() {
                return Err(DeskError::usage("bad-day", format!("{} is before it was sent, or has not come yet.", reply.on)));
            }
            let words = if reply.words.trim().is_empty() && reply.what != "late" {
                None
            } else {
                Some(words_of("Why no answer is waited for", &reply.words)?)
            };
            let file = attach.map(|path| act.keep_file(path)).transpose()?;
            act.event(
                "consultation-answered",
                Some(notice.id),
                json!({ "consultation": found.id, "what": reply.what, "on": reply.on, "words": words,
                        "file": file.as_ref().map(|(sha256, _)| sha256), "file-name": file.as_ref().map(|(_, name)| name) }),
            )?;
            act.touched_notice(notice.id);
            find(act, notice.id, &found.id)
        })
    }

    /// Everybody who was asked about a notice, oldest first.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn consultations(&self, notice: &str) -> Result<Vec<ConsultationRow>> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        rows(&reader, notice.id, self.now().day)
    }
}

impl Desk {
    /// Writes who was asked about a notice, and what came of it, as a PDF for the council's own use.
    ///
    /// # Errors
    /// `unknown-notice`, `cannot-publish`, `cannot-write`, `disk-full`.
    pub fn consultation_record(&self, notice: &str, to: &Path) -> Result<()> {
        let reader = self.register.read();
        let found = find_notice(&reader, notice)?;
        let all = rows(&reader, found.id, self.now().day)?;
        let version = find_version(&reader, &found, None)?;
        let code = reader.revision(version.head)?.digest.code();
        let mut versions: Vec<u32> = all.iter().map(|r| r.version).collect();
        versions.dedup();
        let parts = versions
            .into_iter()
            .map(|number| {
                let own: Vec<ConsultationRow> = all.iter().filter(|r| r.version == number).cloned().collect();
                Part::new(format!("Version {number}"), crate::evidence::consulted(&own, false))
            })
            .collect();
        let bytes = dossier::document(&Dossier {
            title: format!("Who was asked for their view: {}", found.title),
            organisation: reader.organisation()?.unwrap_or_default().name,
            footer: format!("Consultation · {}", found.short_name),
            code,
            dated: Some(self.now().day),
            mark: Some("INTERNAL – not for publication".to_owned()),
            control: vec![
                ("Notice".into(), found.title.clone()),
                ("Last seal of the audit trail".into(), reader.chain_head()?),
            ],
            parts,
        })?;
        crate::write_beside(to, &bytes)
    }
}

impl Act<'_> {
    /// A file of somebody who is waited for is their answer.
    pub(crate) fn answer_from_file(&self, notice: &fairnotice_notice::Notice, who: &str, sha256: &str) -> Result<()> {
        let Ok(found) = find(self, notice.id, who) else { return Ok(()) };
        self.event(
            "consultation-answered",
            Some(notice.id),
            json!({ "consultation": found.id, "what": "comments", "on": self.now.day, "file": sha256 }),
        )
    }
}

fn row(act: &Act<'_>, notice: NoticeId, id: Uuid) -> Result<ConsultationRow> {
    find(act, notice, &id.to_string())
}
