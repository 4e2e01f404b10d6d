//! Files kept as evidence, by the SHA-256 of their bytes.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::instant;
use chrono::{DateTime, Utc};
use fairnotice_notice::Digest;
use fairnotice_notice::ids::OfficerId;
use rusqlite::{OptionalExtension, params};

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// What it was called when it was first taken in.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Reader<'_> {
    /// A kept file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn kept_file(&self, sha256: &str) -> Result<Option<KeptFile>> {
        let mut statement = self.sql.prepare_cached("SELECT file_name, bytes FROM kept_file WHERE sha256 = ?1")?;
        Ok(statement
            .query_row([sha256], |row| {
                Ok(KeptFile { sha256: sha256.to_owned(), file_name: row.get(0)?, bytes: row.get(1)? })
            })
            .optional()?)
    }

    /// The names of every kept file: what it was kept as, and the SHA-256 of what lies there.
    pub(crate) fn kept_files(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.sql.prepare_cached("SELECT sha256, bytes FROM kept_file ORDER BY sha256")?;
        let rows = statement.query_map([], |row| {
            let bytes: Vec<u8> = row.get(1)?;
            Ok((row.get(0)?, Digest::of(&bytes).to_string()))
        })?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Keeps a file, unless the same bytes are there already. Returns their SHA-256 and whether they are new.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_file(
        &self,
        file_name: &str,
        bytes: &[u8],
        officer: OfficerId,
        at: DateTime<Utc>,
    ) -> Result<(String, bool)> {
        let sha256 = Digest::of(bytes).to_string();
        if self.kept_file(&sha256)?.is_some() {
            return Ok((sha256, false));
        }
        self.sql.execute(
            "INSERT INTO kept_file (sha256, file_name, bytes, officer, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![sha256, file_name, bytes, officer.to_string(), instant(at)],
        )?;
        Ok((sha256, true))
    }
}
