//! Commenting on a version, proposing other words, and what becomes of both.

use crate::approval::words_of;
use crate::clock::new_id;
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::views::{CommentAnswerRow, CommentRow};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::mend::apply;
use fairnotice_notice::{Content, Mend, Permission, Version};
use fairnotice_register::{Comment, CommentAnswer, CommentOutcome, Reader};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use ts_rs::TS;
use uuid::Uuid;

/// What somebody wants to say of a version.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct NewComment {
    /// What is said. It may be empty when other words are proposed.
    pub words: String,
    /// The id of the section it is about.
    pub section: Option<String>,
    /// The words of the text it is about.
    pub quote: Option<String>,
    /// The words proposed in the place of the quoted ones; empty proposes to take them out.
    pub instead: Option<String>,
}

impl Act<'_> {
    /// Adds a comment on a version, and tells the journal.
    pub(crate) fn add_comment(&self, version: &Version, comment: &Comment) -> Result<()> {
        self.writer.add_comment(comment)?;
        self.event(
            "commented",
            Some(version.notice),
            json!({ "version": version.id, "state": version.state, "comment": comment.id, "section": comment.section,
                    "quote": comment.quote, "words": comment.words, "instead": comment.instead }),
        )?;
        self.touched_notice(version.notice);
        Ok(())
    }
}

/// What stands between who wrote a comment in an imported file, and its words.
pub(crate) const IN_THE_FILE: &str = ", in the file: ";

/// Who wrote a comment in an imported file, and its words.
fn apart(words: &str) -> (Option<&str>, &str) {
    match words.split_once(IN_THE_FILE) {
        Some((who, said)) if who.chars().count() <= 120 && !who.contains('\n') => (Some(who), said),
        Some(_) | None => (None, words),
    }
}

/// The comments on a version as they are shown, oldest first, each with the last answer to it.
pub(crate) fn rows(
    reader: &Reader<'_>,
    version: &Version,
    name: impl Fn(Option<OfficerId>) -> String,
) -> Result<Vec<CommentRow>> {
    let mut answers: BTreeMap<Uuid, CommentAnswer> = BTreeMap::new();
    for answer in reader.comment_answers(version.id)? {
        answers.insert(answer.comment, answer);
    }
    let comments = reader.comments(version.id)?.into_iter();
    Ok(comments
        .map(|c| CommentRow {
            id: c.id.to_string(),
            officer: name(Some(c.officer)),
            at: c.at,
            section: c.section,
            quote: c.quote,
            written_by: apart(&c.words).0.map(str::to_owned),
            words: apart(&c.words).1.to_owned(),
            instead: c.instead,
            answer: answers.remove(&c.id).map(|a| CommentAnswerRow {
                how: a.how.name().to_owned(),
                officer: name(Some(a.officer)),
                words: a.words,
                at: a.at,
            }),
        })
        .collect())
}

/// The one place of a text where the quoted words stand, as the edits that put the proposed ones there. Proposed words of
/// more than one line are that line and what comes after it.
pub(crate) fn edits_of(content: &Content, comment: &Comment) -> Result<Vec<Mend>> {
    let (Some(quote), Some(instead)) = (comment.quote.as_deref(), comment.instead.as_deref()) else {
        return Err(DeskError::usage("no-proposal", "This comment proposes no other words."));
    };
    let leaves = content.leaves();
    let places: Vec<(usize, usize, bool)> = leaves
        .iter()
        .enumerate()
        .flat_map(|(leaf, line)| {
            let here = line.section.and_then(|s| content.sections.get(s)).map(|s| s.id.as_str());
            let near = comment.section.is_none() || here == comment.section.as_deref();
            line.text().match_indices(quote).map(move |(at, _)| (leaf, at, near)).collect::<Vec<_>>()
        })
        .collect();
    let near: Vec<_> = places.iter().filter(|(.., near)| *near).collect();
    let only = match (near.as_slice(), places.as_slice()) {
        ([one], _) => Some(**one),
        ([], [one]) => Some(*one),
        _ => None,
    };
    // Words that were taken once stand there already, with the quoted ones within them.
    if instead.contains(quote) && leaves.iter().any(|line| line.text().contains(instead)) {
        return Err(DeskError::failed("taken-already", format!("“{instead}” stands in the text already."))
            .hint("Mark the suggestion as done."));
    }
    match only {
        Some((leaf, at, _)) => {
            let whole = leaves.get(leaf).is_some_and(|line| line.text() == quote);
            if whole && instead.is_empty() && leaf > 0 {
                return Ok(vec![Mend::RemoveLine { leaf, words: quote.to_owned() }]);
            }
            let (first, more) = instead.split_once('\n').map_or((instead, None), |(first, more)| (first, Some(more)));
            let mut edits = Vec::new();
            if first != quote {
                edits.push(Mend::ReplaceWords { leaf, at, words: quote.to_owned(), with: first.to_owned() });
            }
            if let Some(more) = more {
                let with: Vec<String> =
                    more.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
                edits.push(Mend::AddAfter { leaf, words: first.to_owned(), with });
            }
            Ok(edits)
        }
        None if places.is_empty() => {
            Err(DeskError::failed("words-gone", format!("“{quote}” no longer stands in the text."))
                .hint("Edit the text by hand, then mark the suggestion as done."))
        }
        None => Err(DeskError::failed("words-twice", format!("“{quote}” stands in the text more than once."))
            .hint("Edit the text by hand, then mark the suggestion as done.")),
    }
}

fn find_comment(reader: &Reader<'_>, version: &Version, id: &str) -> Result<Comment> {
    let wanted: Option<Uuid> = id.parse().ok();
    reader
        .comments(version.id)?
        .into_iter()
        .find(|c| Some(c.id) == wanted)
        .ok_or_else(|| DeskError::failed("unknown-comment", "There is no such comment on this version."))
}

/// The words of a comment that can be kept; a proposal may have none of its own.
///
/// # Errors
/// `missing-words`, `too-long`, `missing-quote`, `no-proposal`.
pub(crate) fn demand_sound(new: &NewComment) -> Result<String> {
    let quote = new.quote.as_deref().map(str::trim).filter(|q| !q.is_empty());
    let instead = new.instead.as_deref().map(str::trim);
    if instead.is_some() && quote.is_none() {
        return Err(DeskError::usage("missing-quote", "Say which words the proposed ones shall replace."));
    }
    if instead == quote && instead.is_some() {
        return Err(DeskError::usage("no-proposal", "The proposed words are those that stand there."));
    }
    if [quote, instead].into_iter().flatten().any(|words| words.chars().count() > 20_000) {
        return Err(DeskError::usage("too-long", "A comment can be about, and propose, at most 20,000 characters."));
    }
    match (new.words.trim().is_empty(), instead) {
        (true, Some("")) => Ok("Proposed to take this out".to_owned()),
        (true, Some(_)) => Ok("Proposed other words".to_owned()),
        // Nobody speaks in another's name: only what is brought in from a file names its writer so.
        (true, None) | (false, _) => {
            Ok(words_of("A comment", &new.words)?.replace(IN_THE_FILE, ",\u{a0}in the file: "))
        }
    }
}

impl Desk {
    /// Comments on `NOTICE` or `NOTICE@V`, on a section or on some words of it, and may propose other words. That makes
    /// nobody an author: the author takes the words or leaves them.
    ///
    /// # Errors
    /// `unknown-notice`, `missing-words`; `missing-quote` when words are proposed in the place of none.
    pub fn comment(&mut self, by: OfficerId, reference: &str, new: &NewComment) -> Result<Outcome<CommentRow>> {
        self.change(by, |act| {
            let wanted = parse_ref(reference)?;
            let notice = find_notice(act.writer, wanted.name)?;
            let version = find_version(act.writer, &notice, wanted.version)?;
            let words = demand_sound(new)?;
            let quote = new.quote.as_deref().map(str::trim).filter(|q| !q.is_empty());
            let instead = new.instead.as_deref().map(str::trim);
            let comment = Comment {
                id: new_id(act.now.at),
                version: version.id,
                revision: version.head,
                officer: act.officer.id,
                section: new.section.clone(),
                quote: quote.map(str::to_owned),
                words,
                instead: instead.map(str::to_owned),
                at: act.now.at,
            };
            act.add_comment(&version, &comment)?;
            Ok(CommentRow {
                id: comment.id.to_string(),
                officer: act.officer.name.clone(),
                at: comment.at,
                section: comment.section,
                quote: comment.quote,
                written_by: None,
                words: comment.words,
                instead: comment.instead,
                answer: None,
            })
        })
    }

    /// The text with a comment's proposed words in it. Nothing is stored: the editor keeps it and can undo it.
    ///
    /// # Errors
    /// `unknown-comment`, `no-proposal`; `words-gone` or `words-twice` when the place is not plain any more.
    pub fn with_proposal(&self, notice: &str, comment: &str, content: &Content) -> Result<Content> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let version = find_version(&reader, &notice, None)?;
        let comment = find_comment(&reader, &version, comment)?;
        let edits = edits_of(content, &comment)?;
        let mut changed = content.clone();
        if edits.iter().all(|edit| apply(&mut changed, edit)) {
            return Ok(changed);
        }
        Err(DeskError::failed(
            "words-gone",
            "Those words can't be replaced by themselves: a link or an official detail is among them.",
        )
        .hint("Edit the text by hand, then mark the suggestion as done."))
    }

    /// Answers a comment: `how` is taken, left or done. To leave proposed words needs a reason.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-comment`, `bad-value`, `missing-words`, `not-permitted`.
    pub fn answer_comment(
        &mut self,
        by: OfficerId,
        notice: &str,
        comment: &str,
        how: &str,
        words: &str,
    ) -> Result<Outcome<()>> {
        self.change(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let version = find_version(act.writer, &notice, None)?;
            let comment = find_comment(act.writer, &version, comment)?;
            let how = CommentOutcome::from_name(how).ok_or_else(|| {
                DeskError::usage("bad-value", format!("\"{how}\" is not an answer.")).hint("Say taken, left or done.")
            })?;
            if how != CommentOutcome::Done || comment.officer != act.officer.id {
                act.demand(Permission::Author, "answer a comment")?;
            }
            if how == CommentOutcome::Taken && comment.instead.is_none() {
                return Err(DeskError::usage("no-proposal", "This comment proposes no other words."));
            }
            let words = if words.trim().is_empty() && how != CommentOutcome::Left {
                None
            } else {
                Some(words_of("The reason", words)?)
            };
            let answer = CommentAnswer {
                id: new_id(act.now.at),
                comment: comment.id,
                officer: act.officer.id,
                how,
                words,
                at: act.now.at,
            };
            act.writer.add_comment_answer(&answer)?;
            act.event(
                "comment-answered",
                Some(notice.id),
                json!({ "version": version.id, "state": version.state, "answer": answer.id, "to-comment": comment.id,
                        "how": how.name(), "words": answer.words }),
            )?;
            act.touched_notice(notice.id);
            Ok(())
        })
    }
}
