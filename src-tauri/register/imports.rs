//! Imported files: their bytes as they came, and which line each block stood on.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant};
use chrono::{DateTime, Utc};
use fairnotice_notice::Digest;
use fairnotice_notice::ids::{NoticeId, OfficerId, VersionId};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Identifies the import.
    pub id: Uuid,
    /// The notice it became.
    pub notice: NoticeId,
    /// The version it became.
    pub version: VersionId,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// Its name, without folders.
    pub file_name: String,
    /// How its text was encoded.
    pub encoding: String,
    /// Block or section id to 1-based line; "title" for the title.
    pub lines: BTreeMap<String, u32>,
    /// Who took it in.
    pub officer: OfficerId,
    /// When.
    pub at: DateTime<Utc>,
}

fn read_import(row: &Row<'_>) -> Result<Import> {
    let sha256: String = row.get(3)?;
    Ok(Import {
        id: read_id(&row.get::<_, String>(0)?)?,
        notice: read_id(&row.get::<_, String>(1)?)?,
        version: read_id(&row.get::<_, String>(2)?)?,
        sha256: Digest::parse(&sha256).ok_or_else(|| crate::RegisterError::damaged("a digest is not a digest"))?,
        file_name: row.get(4)?,
        encoding: row.get(5)?,
        lines: serde_json::from_str(&row.get::<_, String>(6)?)?,
        officer: read_id(&row.get::<_, String>(7)?)?,
        at: read_instant(&row.get::<_, String>(8)?)?,
    })
}

impl Reader<'_> {
    /// The file a version was taken from.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn import_of_version(&self, version: VersionId) -> Result<Option<Import>> {
        self.one_import("version = ?1", &version.to_string())
    }

    /// Everything that the same bytes became, the last first: a draft, editions that were live on different days.
    ///
    /// # Errors
    /// As [`Reader::import_of_version`].
    pub fn imports_of_bytes(&self, sha256: Digest) -> Result<Vec<Import>> {
        self.imports_where("sha256 = ?1", &sha256.to_string())
    }

    /// The notices of which a version was last taken from a file of that name.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn notices_of_file(&self, file_name: &str) -> Result<BTreeSet<NoticeId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT DISTINCT notice FROM import i WHERE file_name = ?1
             AND at = (SELECT max(at) FROM import WHERE version = i.version)",
        )?;
        let mut rows = statement.query([file_name])?;
        let mut all = BTreeSet::new();
        while let Some(row) = rows.next()? {
            all.insert(read_id(&row.get::<_, String>(0)?)?);
        }
        Ok(all)
    }

    fn one_import(&self, condition: &str, value: &str) -> Result<Option<Import>> {
        Ok(self.imports_where(condition, value)?.into_iter().next())
    }

    fn imports_where(&self, condition: &str, value: &str) -> Result<Vec<Import>> {
        let sql = format!(
            "SELECT id, notice, version, sha256, file_name, encoding, lines, officer, at FROM import
             WHERE {condition} ORDER BY at DESC"
        );
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([value])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_import(row)?);
        }
        Ok(all)
    }

    /// The stored digest and the bytes of every file taken into a notice.
    pub(crate) fn imports_of_notice(&self, notice: NoticeId) -> Result<Vec<(Digest, Vec<u8>)>> {
        let mut statement =
            self.sql.prepare_cached("SELECT sha256, bytes FROM import WHERE notice = ?1 ORDER BY at, id")?;
        let mut rows = statement.query([notice.to_string()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let sha256: String = row.get(0)?;
            let sha256 =
                Digest::parse(&sha256).ok_or_else(|| crate::RegisterError::damaged("a digest is not a digest"))?;
            all.push((sha256, row.get(1)?));
        }
        Ok(all)
    }

    /// The bytes of an imported file, as they came.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn import_bytes(&self, id: Uuid) -> Result<Option<Vec<u8>>> {
        Ok(self
            .sql
            .query_row("SELECT bytes FROM import WHERE id = ?1", [id.to_string()], |row| row.get(0))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Keeps an imported file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_import(&self, import: &Import, bytes: &[u8]) -> Result<()> {
        self.sql.execute(
            "INSERT INTO import (id, notice, version, sha256, file_name, encoding, bytes, lines, officer, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                import.id.to_string(),
                import.notice.to_string(),
                import.version.to_string(),
                import.sha256.to_string(),
                import.file_name,
                import.encoding,
                bytes,
                serde_json::to_string(&import.lines)?,
                import.officer.to_string(),
                instant(import.at)
            ],
        )?;
        Ok(())
    }
}
