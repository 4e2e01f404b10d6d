//! Answers to review packs: written and signed on the reviewer's computer, taken in on the author's.

use crate::approval::words_of;
use crate::comment::NewComment;
use crate::compare::{Comparison, Side};
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::keys::{KeyStanding, standing};
use crate::pack::ReviewPack;
use crate::reasons::GivenReason;
use crate::resolve::find_version;
use crate::sealed_file::{FileKind, open, seal};
use crate::submit::Submitted;
use chrono::{DateTime, Duration, Utc};
use fairnotice_keys::{Keys, PublicKey};
use fairnotice_notice::digest::canonical_json;
use fairnotice_notice::ids::{EventId, NoticeId, OfficerId, RevisionId};
use fairnotice_notice::{Action, Notice, Officer, State, Version};
use fairnotice_register::{Comment, Event, NewEvent, Reader};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use uuid::Uuid;

/// What every signed answer begins with.
const DOMAIN: &str = "Fair Notice answer 1\n";

/// How far a reviewer's clock may be ahead before it is told.
const AHEAD: Duration = Duration::minutes(10);

/// What a reviewer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Exactly this text is approved.
    Approve,
    /// It goes back to its author.
    RequestChanges,
    /// Nothing is decided; comments and suggestions only.
    Comment,
}

/// What a reviewer answers, before it is signed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewAnswer {
    /// Who answers: the id or the name of one of the pack's reviewers.
    pub reviewer: String,
    /// What is decided; null while it is not.
    pub verdict: Option<Verdict>,
    /// Why it goes back; or what else is said.
    pub words: String,
    /// The approver's reasons for what the checks found.
    pub reasons: Vec<GivenReason>,
    /// The statements that are confirmed, word for word.
    pub confirmed: Vec<String>,
    /// Comments and suggestions.
    pub comments: Vec<NewComment>,
}

/// A comment in an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SaidComment {
    id: Uuid,
    words: String,
    section: Option<String>,
    quote: Option<String>,
    instead: Option<String>,
}

/// What is signed. Its JSON is the format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Said {
    answer: Uuid,
    pack: String,
    register: String,
    notice: String,
    version: String,
    number: u32,
    revision: String,
    digest: String,
    live: Option<String>,
    officer: String,
    name: String,
    at: DateTime<Utc>,
    verdict: Verdict,
    words: Option<String>,
    reasons: Vec<GivenReason>,
    confirmed: Vec<String>,
    comments: Vec<SaidComment>,
}

/// What an answer's file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AnswerBody {
    said: Said,
    /// The public half of the key that signed it.
    pub(crate) key: String,
    signature: String,
}

fn message(said: &Said) -> Result<String> {
    Ok(format!("{DOMAIN}{}", canonical_json(&serde_json::to_value(said)?)?))
}

impl AnswerBody {
    /// The answer that an event keeps.
    pub(crate) fn of_event(event: &Event) -> Option<AnswerBody> {
        serde_json::from_value(event.data.get("answer")?.clone()).ok()
    }

    /// Whether its signature is of its words and its key.
    pub(crate) fn is_signed(&self) -> bool {
        let said = message(&self.said);
        let key = self.key.parse::<PublicKey>();
        matches!((said, key), (Ok(said), Ok(key)) if key.verify(said.as_bytes(), &self.signature).is_ok())
    }

    /// Whether a decision says what this answer says.
    pub(crate) fn stands_behind(&self, decided: &Event) -> bool {
        let text = |key: &str| decided.text(key);
        let action = match self.said.verdict {
            Verdict::Approve => Action::Approve,
            Verdict::RequestChanges => Action::RequestChanges,
            Verdict::Comment => return false,
        };
        let reasons = decided.data.get("reasons").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
        let own = reasons.iter().filter(|r| r.get("carried_from").is_none_or(serde_json::Value::is_null));
        let given = |rule: Option<&str>, reason: Option<&str>| {
            self.said.reasons.iter().any(|r| Some(r.rule.as_str()) == rule && Some(r.reason.trim()) == reason)
        };
        let words_kept = self.said.verdict != Verdict::RequestChanges || text("words") == self.said.words.as_deref();
        decided.kind == action.name()
            && decided.officer.map(|o| o.to_string()).as_deref() == Some(self.said.officer.as_str())
            && text("version") == Some(self.said.version.as_str())
            && text("on-digest") == Some(self.said.digest.as_str())
            && words_kept
            && own
                .into_iter()
                .all(|r| given(r.get("rule").and_then(|v| v.as_str()), r.get("reason").and_then(|v| v.as_str())))
    }
}

/// A reviewer's answer as it is shown before it is taken in.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnswerPage {
    /// The notice's short name.
    pub notice: String,
    /// Its title.
    pub title: String,
    /// The version it answers.
    pub version: u32,
    /// The document code of the text that the reviewer read.
    pub code: String,
    /// Who answers.
    pub reviewer: String,
    /// When, by the reviewer's clock.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// What is decided.
    pub verdict: Verdict,
    /// Why it goes back; or what else is said.
    pub words: Option<String>,
    /// The approver's reasons.
    pub reasons: Vec<GivenReason>,
    /// What was confirmed.
    pub confirmed: Vec<String>,
    /// How many comments and suggestions come with it.
    pub comments: u32,
    /// The fingerprint of the key that signed it.
    pub fingerprint: String,
    /// Why its decision can't be taken in; null when it can.
    pub refused: Option<String>,
    /// The same as a code: unknown-key, other-text and so on.
    pub refused_as: Option<String>,
    /// What to do about that.
    pub hint: Option<String>,
    /// Whether its comments can be taken in all the same.
    pub comments_only: bool,
    /// What changed since the text that the reviewer read.
    #[ts(type = "Comparison | null")]
    pub since: Option<Comparison>,
    /// That the clocks differ, in a sentence.
    pub clock: Option<String>,
}

/// An answer that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TakenAnswer {
    /// Where the version stands now.
    pub version: Submitted,
    /// Who answered.
    pub reviewer: String,
    /// What was decided; null when only comments were taken in.
    pub verdict: Option<Verdict>,
    /// How many comments were added.
    pub comments: u32,
}

impl ReviewPack {
    /// Signs an answer with the reviewer's key on this machine, which is made at its first use. Returns the bytes of its
    /// file.
    ///
    /// # Errors
    /// `unknown-officer`, `own-words`, `missing-words`; `reason-needed` naming the rules; `not-confirmed`; what the key
    /// store says.
    pub fn answer(&self, new: &NewAnswer, keys: Option<&Keys>, now: DateTime<Utc>) -> Result<Vec<u8>> {
        let body = &self.body;
        let reviewer = self.reviewer(&new.reviewer)?;
        let verdict = new.verdict.ok_or_else(|| {
            DeskError::usage("missing-verdict", "Say what you decide: approve, ask for changes, or only comment.")
        })?;
        let words = match verdict {
            Verdict::RequestChanges => Some(words_of("The reason", &new.words)?),
            Verdict::Comment if !new.words.trim().is_empty() => Some(words_of("What is said", &new.words)?),
            // An approval is asked for no words; those typed for another verdict are not said with it.
            Verdict::Approve | Verdict::Comment => None,
        };
        if verdict == Verdict::Approve {
            if let Some(why) = &reviewer.why_not {
                return Err(DeskError::failed("own-words", format!("{why}.")).hint("Ask another reviewer."));
            }
            let given = |rule: &str| new.reasons.iter().any(|r| r.rule == rule && !r.reason.trim().is_empty());
            let missing: Vec<&str> = body.needs.iter().map(String::as_str).filter(|rule| !given(rule)).collect();
            if !missing.is_empty() {
                return Err(DeskError::text(
                    "findings-block",
                    format!("An approval needs your own reason for: {}.", missing.join(", ")),
                )
                .hint("Give a reason for each, or ask for changes."));
            }
            crate::review::demand_confirmed(&body.statements, &new.confirmed)?;
        }
        if let Some(other) = new.reasons.iter().find(|r| !body.needs.contains(&r.rule)) {
            return Err(DeskError::usage(
                "unknown-rule",
                format!("No finding of the rule \"{}\" needs a reason here.", other.rule),
            ));
        }
        let mut comments = Vec::new();
        for comment in &new.comments {
            crate::comment::demand_sound(comment)?;
            comments.push(SaidComment {
                id: crate::clock::new_id(now),
                words: comment.words.trim().to_owned(),
                section: comment.section.clone(),
                quote: comment.quote.clone(),
                instead: comment.instead.clone(),
            });
        }
        if verdict == Verdict::Comment && comments.is_empty() && words.is_none() {
            return Err(DeskError::usage("missing-words", "An answer says something: decide, or comment."));
        }
        let keys = keys.ok_or_else(|| {
            DeskError::failed("no-keys", "Signing is switched off on this computer, and an answer must be signed.")
                .hint("Unset FAIRNOTICE_KEYS.")
        })?;
        let key = keys.find_or_make(&reviewer.id)?;
        let said = Said {
            answer: crate::clock::new_id(now),
            pack: self.sha256.clone(),
            register: body.register.clone(),
            notice: body.notice.clone(),
            version: body.version.clone(),
            number: body.number,
            revision: body.revision.clone(),
            digest: body.digest.clone(),
            live: body.live_digest().map(str::to_owned),
            officer: reviewer.id.clone(),
            name: reviewer.name.clone(),
            at: now,
            verdict,
            words,
            reasons: new.reasons.clone(),
            confirmed: if verdict == Verdict::Approve { new.confirmed.clone() } else { Vec::new() },
            comments,
        };
        let signature = key.sign(message(&said)?.as_bytes());
        seal(FileKind::Answer, &AnswerBody { said, key: key.public().to_string(), signature })
    }

    /// The reviewer's own key on this machine.
    ///
    /// # Errors
    /// `unknown-officer`, and what the key store says.
    pub fn own_key(&self, who: &str, keys: Option<&Keys>, make: bool) -> Result<crate::OwnKey> {
        let reviewer = self.reviewer(who)?;
        crate::keys::own_key(keys, &reviewer.id, &reviewer.name, make)
    }
}

/// An answer with what it is about in this council file.
struct Found {
    body: AnswerBody,
    sha256: String,
    notice: Notice,
    version: Version,
    officer: Officer,
    /// What the journal holds of the notice, oldest first.
    events: Vec<Event>,
}

fn read(bytes: &[u8]) -> Result<(AnswerBody, String)> {
    let (body, sha256) = open(FileKind::Answer, bytes)?;
    let body = serde_json::from_value(body).map_err(|_| {
        DeskError::failed("file-altered", "This answer lacks what it should say.").hint("Ask for it to be sent again.")
    })?;
    Ok((body, sha256))
}

/// What an answer is about; refuses one of another council file.
fn find(reader: &Reader<'_>, bytes: &[u8]) -> Result<Found> {
    let (body, sha256) = read(bytes)?;
    let elsewhere = || {
        DeskError::failed("other-register", "This answer is to a review pack of another council file.")
            .hint("Open the council file from which the pack was sent.")
    };
    if reader.beginning()? != body.said.register {
        return Err(elsewhere());
    }
    let id: NoticeId = body.said.notice.parse().map_err(|_| elsewhere())?;
    let notice = reader.notice(id)?.ok_or_else(elsewhere)?;
    let version = find_version(reader, &notice, Some(body.said.number))?;
    if version.id.to_string() != body.said.version {
        return Err(elsewhere());
    }
    let officer: OfficerId = body.said.officer.parse().map_err(|_| elsewhere())?;
    let officer = reader.officer(officer)?.ok_or_else(|| {
        DeskError::failed("unknown-officer", format!("{} is no officer of this council file.", body.said.name))
    })?;
    let events = reader.events(Some(notice.id))?;
    Ok(Found { body, sha256, notice, version, officer, events })
}

/// Refuses an answer that is not its officer's, whatever it decides: nothing of it is taken in.
fn demand_genuine(reader: &Reader<'_>, found: &Found, now: DateTime<Utc>) -> Result<()> {
    let body = &found.body;
    let name = &found.officer.name;
    if !body.is_signed() {
        return Err(DeskError::text("bad-signature", "The signature does not belong to this answer: it was altered.")
            .hint("Don't act on it. Ask the reviewer to send it again."));
    }
    let fingerprint = body.key.parse::<PublicKey>().map(|k| k.fingerprint()).unwrap_or_default();
    let refused = |code: &'static str, words: String, hint: &str| Err(DeskError::failed(code, words).hint(hint));
    match standing(&crate::keys::rows(reader)?, &body.key, found.officer.id, now) {
        KeyStanding::Good => {}
        KeyStanding::Unknown => {
            return refused(
                "unknown-key",
                format!("Nobody has enrolled the key {fingerprint} that signed this answer."),
                "An administrator telephones the reviewer, compares the fingerprint, and enrols the key. Then take it in again.",
            );
        }
        KeyStanding::Anothers => {
            return refused(
                "anothers-key",
                format!("This answer says it is {name}'s, but another officer's key signed it."),
                "Don't act on it. Ask the reviewer.",
            );
        }
        KeyStanding::Expired => {
            return refused(
                "expired-key",
                format!("The key of {name} that signed this answer is past its last day."),
                "An administrator enrols a new key.",
            );
        }
        KeyStanding::Withdrawn => {
            return refused(
                "withdrawn-key",
                format!("The key that signed this answer was withdrawn from {name}."),
                "Ask the reviewer to answer again with the key that is good.",
            );
        }
    }
    pack_place(found)?;
    let mut ids: Vec<Uuid> = body.said.comments.iter().map(|c| c.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        return refused(
            "file-altered",
            "Two comments of this answer are one and the same.".to_owned(),
            "Ask for it to be sent again.",
        );
    }
    for event in &found.events {
        if event.kind == "answer-taken"
            && AnswerBody::of_event(event).is_some_and(|a| a.said.answer == body.said.answer)
        {
            return refused(
                "answer-taken-already",
                format!("This answer was taken in already, on {}.", event.at.format("%-d %B %Y at %H:%M UTC")),
                "Nothing is to be done.",
            );
        }
    }
    Ok(())
}

/// Where in the journal an answer's pack was made: 0 for the first event of the notice. Refuses an answer to a pack that was
/// not made here: what its reviewer was shown is not known.
fn pack_place(found: &Found) -> Result<usize> {
    let said = &found.body.said;
    let is_its = |event: &Event| {
        event.kind == "review-packed"
            && event.text("sha256") == Some(said.pack.as_str())
            && event.text("version") == Some(said.version.as_str())
            && event.text("on-digest") == Some(said.digest.as_str())
    };
    found.events.iter().rposition(is_its).ok_or_else(|| {
        DeskError::text(
            "other-pack",
            "This answer is to a review pack that was not made from this council file as it is.",
        )
        .hint("What the reviewer was shown is not known, so nothing of it is taken in. Send a new review pack.")
    })
}

/// Refuses a decision that is about another text than the one under review.
fn demand_fitting(reader: &Reader<'_>, found: &Found) -> Result<()> {
    let said = &found.body.said;
    let version = &found.version;
    if said.verdict == Verdict::Comment {
        return Ok(());
    }
    let name = &found.officer.name;
    if version.state != State::InReview {
        return Err(DeskError::failed(
            "not-in-this-state",
            format!(
                "{} decided on version {}, which is no longer in review: it is {}.",
                name,
                version.number,
                version.state.label().to_lowercase()
            ),
        )
        .hint("Its comments can be taken in. For a decision, send a new review pack."));
    }
    if reader.revision(version.head)?.digest.to_string() != said.digest {
        return Err(DeskError::failed(
            "other-text",
            format!("{name} decided on another text than the one that is under review now."),
        )
        .hint("See what changed since. Its comments can be taken in; for a decision, send a new review pack."));
    }
    // What was decided of an earlier submission is not decided of this one, though the words be the same: much may have been
    // said in between.
    let is_asking = |e: &Event| e.kind == Action::Submit.name() && e.text("version") == Some(said.version.as_str());
    let asked = found.events.iter().rposition(is_asking);
    if asked.is_some_and(|asked| pack_place(found).is_ok_and(|packed| packed < asked)) {
        return Err(DeskError::failed(
            "older-review",
            format!("{name} decided when review was asked for before; it was asked for again since."),
        )
        .hint("Its comments can be taken in; for a decision, send a new review pack."));
    }
    let live = match reader.live_version(found.notice.id)? {
        Some(live) => Some(reader.revision(live.approved.unwrap_or(live.head))?.digest.to_string()),
        None => None,
    };
    if live != said.live {
        return Err(DeskError::failed(
            "other-text",
            format!("{name} saw the changes against another live version than today's."),
        )
        .hint("Its comments can be taken in; for a decision, send a new review pack."));
    }
    Ok(())
}

impl Act<'_> {
    /// Adds an answer's comments in the reviewer's name, those that are not there yet. Returns how many.
    fn add_answered(&self, found: &Found, words_decide: bool) -> Result<u32> {
        let said = &found.body.said;
        // What the reviewer said beside the decision is said, not dropped.
        let beside = said.words.as_ref().filter(|_| !words_decide).map(|words| SaidComment {
            id: said.answer,
            words: words.clone(),
            section: None,
            quote: None,
            instead: None,
        });
        let there: Vec<Uuid> = self.writer.comments(found.version.id)?.into_iter().map(|c| c.id).collect();
        let revision = said.revision.parse::<RevisionId>().ok();
        let known = revision.filter(|id| self.writer.revision(*id).is_ok_and(|r| r.version == found.version.id));
        let known_sections: Vec<String> = self
            .writer
            .revision(known.unwrap_or(found.version.head))?
            .content()?
            .sections
            .into_iter()
            .map(|s| s.id)
            .collect();
        let mut count = 0;
        for comment in beside.iter().chain(&said.comments).filter(|c| !there.contains(&c.id)) {
            let new = NewComment {
                words: comment.words.clone(),
                section: comment.section.clone(),
                quote: comment.quote.clone(),
                instead: comment.instead.clone(),
            };
            let words = crate::comment::demand_sound(&new)?;
            self.add_comment(
                &found.version,
                &Comment {
                    id: comment.id,
                    version: found.version.id,
                    revision: known.unwrap_or(found.version.head),
                    officer: self.officer.id,
                    section: comment.section.clone().filter(|s| known_sections.contains(s)),
                    quote: comment.quote.as_deref().map(|q| q.trim().to_owned()),
                    words,
                    instead: comment.instead.as_deref().map(|i| i.trim().to_owned()),
                    at: self.now.at,
                },
            )?;
            count += 1;
        }
        Ok(count)
    }
}

impl Desk {
    /// What an answer says, and whether it can be taken in. Nothing is changed.
    ///
    /// # Errors
    /// `file-altered`, `file-newer`, `other-kind`, `other-register`.
    pub fn look_at_answer(&self, bytes: &[u8]) -> Result<AnswerPage> {
        let reader = self.register.read();
        let found = find(&reader, bytes)?;
        let now = self.now();
        let said = &found.body.said;
        let genuine = demand_genuine(&reader, &found, now.at);
        let fitting = if genuine.is_ok() { demand_fitting(&reader, &found) } else { Ok(()) };
        let comments_only = genuine.is_ok() && fitting.is_err() && (said.words.is_some() || !said.comments.is_empty());
        let refusal = genuine.and(fitting).err();
        let head = reader.revision(found.version.head)?;
        let read_then = said.revision.parse::<RevisionId>().ok().and_then(|id| reader.revision(id).ok());
        let since = match read_then {
            Some(then) if then.digest != head.digest && then.version == found.version.id => {
                let side = |revision: &fairnotice_register::Revision, what: &str| -> Result<Side> {
                    Ok(Side {
                        name: format!("{}@{}.{}", found.notice.short_name, found.version.number, revision.number),
                        label: what.to_owned(),
                        edition: Some(what.to_owned()),
                        code: None,
                        content: revision.content()?,
                        by: (String::new(), revision.created_at),
                    })
                };
                Some(Comparison::of(&side(&then, "As the reviewer read it")?, &side(&head, "As it is now")?))
            }
            Some(_) | None => None,
        };
        let ahead = said.at - now.at;
        Ok(AnswerPage {
            notice: found.notice.short_name.clone(),
            title: found.notice.title.clone(),
            version: said.number,
            code: fairnotice_notice::Digest::parse(&said.digest).map(|d| d.code()).unwrap_or_default(),
            reviewer: found.officer.name.clone(),
            at: said.at,
            verdict: said.verdict,
            words: said.words.clone(),
            reasons: said.reasons.clone(),
            confirmed: said.confirmed.clone(),
            comments: u32::try_from(said.comments.len()).unwrap_or(u32::MAX),
            fingerprint: found.body.key.parse::<PublicKey>().map(|k| k.fingerprint()).unwrap_or_default(),
            hint: refusal.as_ref().and_then(|e| e.hint.clone()),
            refused_as: refusal.as_ref().map(|e| e.code.to_owned()),
            refused: refusal.map(|e| e.message),
            comments_only,
            since,
            clock: (ahead > AHEAD).then(|| {
                format!(
                    "By the reviewer's clock it was signed at {}, which is later than it is here: one of the two clocks is wrong. What counts is when it is taken in.",
                    said.at.format("%-d %B %Y, %H:%M UTC")
                )
            }),
        })
    }

    /// Takes a reviewer's answer in: its comments and its decision, in the reviewer's name. `comments_only` leaves the
    /// decision, for an answer to a text that has changed since.
    ///
    /// # Errors
    /// `file-altered`, `file-newer`, `other-register`; `bad-signature`; `unknown-key`, `anothers-key`, `expired-key`,
    /// `withdrawn-key`; `answer-taken-already`; `other-text`, `not-in-this-state`; and those of an approval.
    pub fn take_answer(&mut self, by: OfficerId, bytes: &[u8], comments_only: bool) -> Result<Outcome<TakenAnswer>> {
        let reviewer = find(&self.register.read(), bytes)?.officer.id;
        let taker =
            self.register.read().officer(by)?.ok_or_else(|| {
                DeskError::failed("unknown-officer", "There is no such officer in this council file.")
            })?;
        // The reviewer acts; the signature is theirs, so nothing here is signed for them.
        self.change(reviewer, |act| {
            let found = find(act.writer, bytes)?;
            demand_genuine(act.writer, &found, act.now.at)?;
            if !comments_only {
                demand_fitting(act.writer, &found)?;
            }
            let said = &found.body.said;
            let words_decide = !comments_only && said.verdict == Verdict::RequestChanges;
            let comments = act.add_answered(&found, words_decide)?;
            let verdict = (!comments_only && said.verdict != Verdict::Comment).then_some(said.verdict);
            let before = act.writer.decisions(found.version.id)?.len();
            let stands = match verdict {
                Some(Verdict::Approve) => {
                    crate::review::approve_in(act, &found.notice, Some(&said.digest), &said.reasons, &said.confirmed)?
                }
                Some(Verdict::RequestChanges) => {
                    crate::review::request_changes_in(act, &found.notice, said.words.as_deref().unwrap_or_default())?
                }
                Some(Verdict::Comment) | None => {
                    let revision = act.writer.revision(found.version.head)?;
                    Submitted::of(&found.notice, &found.version, &revision)
                }
            };
            let decision = act.writer.decisions(found.version.id)?.into_iter().nth(before).map(|d| d.id);
            act.writer.append(&NewEvent {
                id: EventId(crate::clock::new_id(act.now.at)),
                at: act.now.at,
                officer: Some(taker.id),
                kind: "answer-taken",
                notice: Some(found.notice.id),
                data: json!({ "version": found.version.id, "made": decision, "comments": comments,
                              "sha256": found.sha256, "answer": found.body }),
            })?;
            act.touched_notice(found.notice.id);
            Ok(TakenAnswer { version: stands, reviewer: found.officer.name.clone(), verdict, comments })
        })
    }
}
