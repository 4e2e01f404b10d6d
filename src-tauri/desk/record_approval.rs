//! Approvals given elsewhere, by e-mail or in a meeting: recorded against exactly the text that was approved, and shown
//! for ever as recorded by another.

use crate::approval::{Words, words_of};
use crate::check::judge;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::import::read_bytes;
use crate::reasons::needing;
use crate::resolve::{demand_open, find_notice};
use crate::setup::{optional, required};
use crate::submit::Submitted;
use crate::surroundings::Surroundings;
use chrono::NaiveDate;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Action, Permission, Severity};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::Path;
use ts_rs::TS;

/// An approval that somebody gave elsewhere.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct NewRecordedApproval {
    /// The digest, or the document code, of the text that was approved.
    pub digest: String,
    /// Who approved it.
    pub who: String,
    /// Their post.
    pub post: String,
    /// The day on which they did.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// How: "e-mail", "meeting of the board".
    pub how: Option<String>,
}

/// A recorded approval as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordedApproval {
    /// Who approved it.
    pub who: String,
    /// Their post.
    pub post: String,
    /// The day on which they did.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// How.
    pub how: Option<String>,
    /// The SHA-256 of the message that is kept with it.
    pub file: Option<String>,
    /// What that file is called.
    pub file_name: Option<String>,
}

/// The largest message that is kept, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;

impl Act<'_> {
    /// Keeps a file as evidence. Returns its SHA-256 and its name.
    pub(crate) fn keep_file(&self, path: &Path) -> Result<(String, String)> {
        let bytes = read_bytes(path)?;
        if bytes.is_empty() || bytes.len() > LARGEST {
            return Err(DeskError::failed("too-large", format!("{} is empty, or larger than 20 MB.", path.display()))
                .hint("Attach the message itself, without what was attached to it."));
        }
        let name: String = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect();
        let name = required("The file's name", &name)?;
        let (sha256, new) = self.writer.keep_file(&name, &bytes, self.officer.id, self.now.at)?;
        if new {
            self.event("file-kept", None, json!({ "sha256": sha256, "name": name }))?;
        }
        Ok((sha256, name))
    }
}

impl Desk {
    /// Records an approval that was given elsewhere, against exactly the text under review. Where the council's settings
    /// say that it suffices, the version is approved by it.
    ///
    /// # Errors
    /// `other-text` for another digest; `not-in-this-state`; `not-permitted`; `missing-value`; `bad-day` for a day to come
    /// or before the text was submitted; `own-approval` for one's own; `does-not-suffice` where a reviewer must approve.
    pub fn record_approval(
        &mut self,
        by: OfficerId,
        notice: &str,
        new: &NewRecordedApproval,
        attach: Option<&Path>,
    ) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            if !act.officer.may(Permission::Reviewer) {
                act.demand(Permission::Author, "record an approval given elsewhere")?;
            }
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let to = act.demand_standing(&notice, &version, Action::Approve)?;
            let revision = act.writer.revision(version.head)?;
            crate::export::demand_intact(act.writer, &notice, &version, &revision)?;
            let said = new.digest.trim();
            if !said.eq_ignore_ascii_case(&revision.digest.to_string()) && !said.eq_ignore_ascii_case(&revision.digest.code()) {
                return Err(DeskError::failed(
                    "other-text",
                    format!("What was approved is not the text under review, whose document code is {}.", revision.digest.code()),
                )
                .hint("Compare the code on the copy that was approved. If the text has changed since, ask for approval again."));
            }
            let who = required("Who approved it", &new.who)?;
            let post = required("The post", &new.post)?;
            let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            if plain(&who) == plain(&act.officer.name) {
                return Err(DeskError::failed("own-approval", "Your own approval is given, not recorded.")
                    .hint("Approve the version yourself, as a reviewer who wrote no word of it."));
            }
            for officer in act.writer.officers()? {
                if plain(&officer.name) == plain(&who) && crate::review::is_own(act.writer, &version, &officer)? {
                    return Err(DeskError::failed(
                        "own-words",
                        format!("{} wrote part of this version, so somebody else must approve it.", officer.name),
                    )
                    .hint("Ask another person for the approval."));
                }
            }
            if new.on > act.now.day || new.on < revision.created_at.date_naive() {
                return Err(DeskError::usage(
                    "bad-day",
                    format!("On {} this text was not there to be approved: it was put up for review on {}.", new.on, revision.created_at.date_naive()),
                ));
            }
            let organisation = act.organisation()?;
            if organisation.reviewer_must_approve {
                return Err(DeskError::failed(
                    "does-not-suffice",
                    "In this council an approval by e-mail or in a meeting does not suffice: a reviewer approves in Fair Notice.",
                )
                .hint("Keep it as the answer to a consultation, or send the person a review pack."));
            }
            let file = attach.map(|path| act.keep_file(path)).transpose()?;
            let how = optional("How it was given", new.how.as_deref())?;
            let content = revision.content()?;
            let around = Surroundings::read(act.writer, Some(act.read))?;
            let judged = judge(act.writer, &notice, &version, &content, act.now.day, &around)?;
            let open: Vec<String> = needing(judged.all(), &[Severity::Block, Severity::Explain]).into_keys().collect();
            let recorded = RecordedApproval {
                who,
                post,
                on: new.on,
                how,
                file: file.as_ref().map(|(sha256, _)| sha256.clone()),
                file_name: file.map(|(_, name)| name),
            };
            let mut told = serde_json::to_value(&recorded)?;
            if let Some(told) = told.as_object_mut() {
                // What was open then: the person who approved elsewhere gave no reasons here.
                told.insert("open".to_owned(), json!(open));
            }
            let approver = fairnotice_notice::Officer { name: recorded.who.clone(), ..act.officer.clone() };
            let printed = crate::export::printed(act.writer, &notice, act.now.day, Some(&approver))?;
            version.approved = Some(revision.id);
            let sentence = words_of(
                "The record",
                &format!(
                    "Approved by {}, {}, on {}{}; recorded by {}",
                    recorded.who,
                    recorded.post,
                    recorded.on.format("%-d %B %Y"),
                    recorded.how.as_deref().map(|how| format!(" ({how})")).unwrap_or_default(),
                    act.officer.name
                ),
            )?;
            let words = Words {
                words: Some(&sentence),
                printed: Some(printed),
                recorded: Some(told),
                ..Words::default()
            };
            act.decide(&notice, &mut version, &revision, Action::Approve, to, words)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }

    /// A file that is kept as evidence: its name and its bytes.
    ///
    /// # Errors
    /// `unknown-file`.
    pub fn kept_file(&self, sha256: &str) -> Result<(String, Vec<u8>)> {
        let kept = self.register.read().kept_file(sha256)?;
        let kept =
            kept.ok_or_else(|| DeskError::failed("unknown-file", "No such file is kept in this council file."))?;
        if fairnotice_notice::Digest::of(&kept.bytes).to_string() != kept.sha256 {
            return Err(DeskError::text("tampered", "The kept file is not what was taken in."));
        }
        Ok((kept.file_name, kept.bytes))
    }
}

/// What a decision's event says of an approval given elsewhere.
pub(crate) fn of_event(event: &fairnotice_register::Event) -> Option<RecordedApproval> {
    serde_json::from_value(event.data.get("recorded")?.clone()).ok()
}
