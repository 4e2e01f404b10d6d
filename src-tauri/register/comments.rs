//! Comments on a version.

use crate::error::Result;
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
    /// When.
    pub at: DateTime<Utc>,
}

impl Reader<'_> {
    /// Every comment on a version, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn comments(&self, version: VersionId) -> Result<Vec<Comment>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, version, revision, officer, section, quote, words, at FROM comment
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
                at: read_instant(&row.get::<_, String>(7)?)?,
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
            "INSERT INTO comment (id, version, revision, officer, section, quote, words, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                comment.id.to_string(),
                comment.version.to_string(),
                comment.revision.to_string(),
                comment.officer.to_string(),
                comment.section,
                comment.quote,
                comment.words,
                instant(comment.at)
            ],
        )?;
        Ok(())
    }
}
