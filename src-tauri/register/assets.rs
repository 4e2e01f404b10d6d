//! Pictures: kept once, by the digest of their bytes, and never changed.

use crate::error::{RegisterError, Result};
use crate::open::{Reader, Writer};
use crate::rows::instant;
use chrono::{DateTime, Utc};
use fairnotice_notice::Digest;
use rusqlite::{OptionalExtension, params};

impl Reader<'_> {
    /// The bytes of a picture, once they are found to be those that its name says; `None` when it was never kept.
    ///
    /// # Errors
    /// [`RegisterError::Damaged`] for bytes that are not what was kept; what SQLite says.
    pub fn asset(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = self.sql.prepare_cached("SELECT bytes FROM asset WHERE sha256 = ?1")?;
        let bytes: Option<Vec<u8>> = statement.query_row([sha256], |row| row.get(0)).optional()?;
        match bytes {
            Some(bytes) if Digest::of(&bytes).to_string() != sha256 => {
                Err(RegisterError::damaged("a picture is not what was kept"))
            }
            other => Ok(other),
        }
    }

    /// Whether a picture was kept.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn has_asset(&self, sha256: &str) -> Result<bool> {
        let mut statement = self.sql.prepare_cached("SELECT 1 FROM asset WHERE sha256 = ?1")?;
        Ok(statement.exists([sha256])?)
    }

    /// The names of all pictures.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn asset_names(&self) -> Result<Vec<String>> {
        let mut statement = self.sql.prepare_cached("SELECT sha256 FROM asset ORDER BY sha256")?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<std::result::Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Keeps a picture under the SHA-256 of its bytes. One that is kept already stays as it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_asset(&self, media_type: &str, bytes: &[u8], at: DateTime<Utc>) -> Result<()> {
        let sha256 = Digest::of(bytes).to_string();
        if self.has_asset(&sha256)? {
            return Ok(());
        }
        self.sql.execute(
            "INSERT INTO asset (sha256, media_type, bytes, added_at) VALUES (?1, ?2, ?3, ?4)",
            params![sha256, media_type, bytes, instant(at)],
        )?;
        Ok(())
    }
}
