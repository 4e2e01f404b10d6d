//! Commenting on a version.

use crate::approval::words_of;
use crate::clock::new_id;
use crate::desk::{Act, Desk, Outcome};
use crate::error::Result;
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::views::CommentRow;
use fairnotice_notice::Version;
use fairnotice_notice::ids::OfficerId;
use fairnotice_register::Comment;
use serde_json::json;

impl Act<'_> {
    /// Adds a comment on a version, and tells the journal.
    pub(crate) fn add_comment(&self, version: &Version, comment: &Comment) -> Result<()> {
        self.writer.add_comment(comment)?;
        self.event(
            "commented",
            Some(version.notice),
            json!({ "version": version.id, "state": version.state, "comment": comment.id, "section": comment.section,
                    "quote": comment.quote, "words": comment.words }),
        )?;
        self.touched_notice(version.notice);
        Ok(())
    }
}

impl Desk {
    /// Comments on `NOTICE` or `NOTICE@V`, or on a section or some words of it. Commenting makes nobody an author.
    ///
    /// # Errors
    /// `unknown-notice`, `missing-words`.
    pub fn comment(
        &mut self,
        by: OfficerId,
        reference: &str,
        words: &str,
        section: Option<&str>,
        quote: Option<&str>,
    ) -> Result<Outcome<CommentRow>> {
        self.change(by, |act| {
            let wanted = parse_ref(reference)?;
            let notice = find_notice(act.writer, wanted.name)?;
            let version = find_version(act.writer, &notice, wanted.version)?;
            let comment = Comment {
                id: new_id(act.now.at),
                version: version.id,
                revision: version.head,
                officer: act.officer.id,
                section: section.map(str::to_owned),
                quote: quote.map(str::to_owned),
                words: words_of("A comment", words)?,
                at: act.now.at,
            };
            act.add_comment(&version, &comment)?;
            Ok(CommentRow {
                officer: act.officer.name.clone(),
                at: comment.at,
                section: comment.section,
                quote: comment.quote,
                words: comment.words,
            })
        })
    }
}
