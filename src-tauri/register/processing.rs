//! The council's record of processing: the newest file that was taken in, and its columns.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant};
use chrono::{DateTime, Utc};
use fairnotice_notice::Digest;
use fairnotice_notice::ids::OfficerId;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A record of processing as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessingRecord {
    /// Identifies it.
    pub id: Uuid,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// The file's name, without folders.
    pub file_name: String,
    /// Which column says what: "purpose" to the column's heading.
    pub columns: BTreeMap<String, String>,
    /// The file as it came.
    pub bytes: Vec<u8>,
    /// Who took it in.
    pub officer: OfficerId,
    /// When.
    pub at: DateTime<Utc>,
}

impl Reader<'_> {
    /// The id of the record that was taken in last, without its file.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn processing_record_id(&self) -> Result<Option<Uuid>> {
        let sql = "SELECT id FROM processing_record ORDER BY at DESC, id DESC LIMIT 1";
        let id: Option<String> = self.sql.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        id.map(|id| read_id(&id)).transpose()
    }

    /// The record that was taken in last.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn processing_record(&self) -> Result<Option<ProcessingRecord>> {
        let sql =
            "SELECT id, sha256, file_name, columns, bytes, officer, at FROM processing_record ORDER BY at DESC, id DESC
                   LIMIT 1";
        let mut statement = self.sql.prepare_cached(sql)?;
        let row = statement
            .query_row([], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                    row.get::<_, Vec<u8>>(4)?,
                    row.get::<_, String>(5)?,
                    row.get::<_, String>(6)?,
                ))
            })
            .optional()?;
        let Some((id, sha256, file_name, columns, bytes, officer, at)) = row else { return Ok(None) };
        Ok(Some(ProcessingRecord {
            id: read_id(&id)?,
            sha256: Digest::parse(&sha256).ok_or_else(|| crate::RegisterError::damaged("a digest is not a digest"))?,
            file_name,
            columns: serde_json::from_str(&columns)?,
            bytes,
            officer: read_id(&officer)?,
            at: read_instant(&at)?,
        }))
    }
}

impl Writer<'_> {
    /// Keeps a record of processing beside those before it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_processing_record(&self, record: &ProcessingRecord) -> Result<()> {
        self.sql.execute(
            "INSERT INTO processing_record (id, sha256, file_name, columns, bytes, officer, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                record.id.to_string(),
                record.sha256.to_string(),
                record.file_name,
                serde_json::to_string(&record.columns)?,
                record.bytes,
                record.officer.to_string(),
                instant(record.at)
            ],
        )?;
        Ok(())
    }
}
