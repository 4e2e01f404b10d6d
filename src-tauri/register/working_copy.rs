//! Working copies: what one officer is typing, saved within a second, not yet a revision.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant};
use chrono::{DateTime, Utc};
use fairnotice_notice::Content;
use fairnotice_notice::ids::{OfficerId, RevisionId, VersionId};
use rusqlite::params;

/// What an officer is typing in a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCopy {
    /// The version.
    pub version: VersionId,
    /// Who is typing.
    pub officer: OfficerId,
    /// The revision it started from.
    pub base: RevisionId,
    /// The text.
    pub content: Content,
    /// When it was last saved.
    pub saved_at: DateTime<Utc>,
}

impl Reader<'_> {
    /// The working copy of a version, where there is one.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn working_copy(&self, version: VersionId) -> Result<Option<WorkingCopy>> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT version, officer, base, content, saved_at FROM working_copy WHERE version = ?1")?;
        let mut rows = statement.query([version.to_string()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(WorkingCopy {
            version: read_id(&row.get::<_, String>(0)?)?,
            officer: read_id(&row.get::<_, String>(1)?)?,
            base: read_id(&row.get::<_, String>(2)?)?,
            content: serde_json::from_str(&row.get::<_, String>(3)?)?,
            saved_at: read_instant(&row.get::<_, String>(4)?)?,
        }))
    }
}

impl Reader<'_> {
    /// When the working copy of a version was last saved, where there is one.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn working_copy_time(&self, version: VersionId) -> Result<Option<DateTime<Utc>>> {
        let mut statement = self.sql.prepare_cached("SELECT saved_at FROM working_copy WHERE version = ?1")?;
        let mut rows = statement.query([version.to_string()])?;
        rows.next()?.map(|row| read_instant(&row.get::<_, String>(0)?)).transpose()
    }
}

impl Writer<'_> {
    /// Saves a working copy over the one that is there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_working_copy(&self, copy: &WorkingCopy) -> Result<()> {
        self.sql
            .prepare_cached(
                "INSERT INTO working_copy (version, officer, base, content, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (version) DO UPDATE SET officer = excluded.officer, base = excluded.base,
                     content = excluded.content, saved_at = excluded.saved_at",
            )?
            .execute(params![
                copy.version.to_string(),
                copy.officer.to_string(),
                copy.base.to_string(),
                serde_json::to_string(&copy.content)?,
                instant(copy.saved_at)
            ])?;
        Ok(())
    }

    /// Drops the working copy of a version: its text has become a revision, or was given up.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_working_copy(&self, version: VersionId) -> Result<()> {
        self.sql.execute("DELETE FROM working_copy WHERE version = ?1", [version.to_string()])?;
        Ok(())
    }
}
