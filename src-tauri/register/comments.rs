//! Comments on a version.

use crate::error::{RegisterError, Result};
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant};
use chrono::{DateTime, Utc};
use fairnotice_notice::ids::{OfficerId, RevisionId, VersionId};
use rusqlite::params;
use uuid::Uuid;

/// What somebody says of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Identifies the comment.
    pub id: Uuid,
    /// The version.
    pub version: VersionId,
    /// The saved copy it was made on.
    pub revision: RevisionId,
    /// Whose it is.
    pub officer: OfficerId,
    /// The id of the section it is about.
    pub section: Option<String>,
    /// The words it is about.
    pub quote: Option<String>,
    /// What is said.
    pub words: String,
    /// The words proposed in the place of the quoted ones.
    pub instead: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentOutcome {
    /// The proposed words were taken.
    Taken,
    /// They were not, for a reason.
    Left,
    /// What it asks is done.
    Done,
}

impl CommentOutcome {
    /// The name in the register and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            CommentOutcome::Taken => "taken",
            CommentOutcome::Left => "left",
            CommentOutcome::Done => "done",
        }
    }

    /// The outcome of that name.
    pub fn from_name(name: &str) -> Option<CommentOutcome> {
        [CommentOutcome::Taken, CommentOutcome::Left, CommentOutcome::Done].into_iter().find(|o| o.name() == name)
    }
}

/// An answer to a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentAnswer {
    /// Identifies the answer.
    pub id: Uuid,
    /// The comment.
    pub comment: Uuid,
    /// Whose it is.
    pub officer: OfficerId,
    /// What became of the comment.
    pub how: CommentOutcome,
    /// The reason, or what else is said.
    pub words: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Reader<'_> {
    /// Every comment on a version, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`RegisterError::Damaged`].
    pub fn comments(&self, version: VersionId) -> Result<Vec<Comment>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, version, revision, officer, section, quote, words, instead, at FROM comment
             WHERE version = ?1 ORDER BY at, id",
        )?;
        let mut rows = statement.query([version.to_string()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Comment {
                id: read_id(&row.get::<_, String>(0)?)?,
                version: read_id(&row.get::<_, String>(1)?)?,
                revision: read_id(&row.get::<_, String>(2)?)?,
                officer: read_id(&row.get::<_, String>(3)?)?,
                section: row.get(4)?,
                quote: row.get(5)?,
                words: row.get(6)?,
                instead: row.get(7)?,
                at: read_instant(&row.get::<_, String>(8)?)?,
            });
        }
        Ok(all)
    }

    /// Every answer to the comments on a version, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`RegisterError::Damaged`].
    pub fn comment_answers(&self, version: VersionId) -> Result<Vec<CommentAnswer>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT a.id, a.comment, a.officer, a.how, a.words, a.at FROM comment_answer a
             JOIN comment c ON c.id = a.comment WHERE c.version = ?1 ORDER BY a.at, a.id",
        )?;
        let mut rows = statement.query([version.to_string()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let how = row.get::<_, String>(3)?;
            all.push(CommentAnswer {
                id: read_id(&row.get::<_, String>(0)?)?,
                comment: read_id(&row.get::<_, String>(1)?)?,
                officer: read_id(&row.get::<_, String>(2)?)?,
                how: CommentOutcome::from_name(&how)
                    .ok_or_else(|| RegisterError::damaged(format!("a comment has become \"{how}\"")))?,
                words: row.get(4)?,
                at: read_instant(&row.get::<_, String>(5)?)?,
            });
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Adds a comment.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_comment(&self, comment: &Comment) -> Result<()> {
        self.sql.execute(
            "INSERT INTO comment (id, version, revision, officer, section, quote, words, instead, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                comment.id.to_string(),
                comment.version.to_string(),
                comment.revision.to_string(),
                comment.officer.to_string(),
                comment.section,
                comment.quote,
                comment.words,
                comment.instead,
                instant(comment.at)
            ],
        )?;
        Ok(())
    }

    /// Adds an answer to a comment.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_comment_answer(&self, answer: &CommentAnswer) -> Result<()> {
        self.sql.execute(
            "INSERT INTO comment_answer (id, comment, officer, how, words, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                answer.id.to_string(),
                answer.comment.to_string(),
                answer.officer.to_string(),
                answer.how.name(),
                answer.words,
                instant(answer.at)
            ],
        )?;
        Ok(())
    }
}
