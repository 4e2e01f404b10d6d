//! What can go wrong with the file.

use std::path::{Path, PathBuf};
use thiserror::Error;

/// The register's result.
pub type Result<T> = std::result::Result<T, RegisterError>;

/// Why the register could not be opened, read or written. Nothing was changed when one of these comes back.
#[derive(Debug, Error)]
pub enum RegisterError {
    /// There is no file at that path.
    #[error("there is no council file at {0}")]
    Missing(PathBuf),
    /// There is a file already where a new register was wanted.
    #[error("there is already a file at {0}")]
    Exists(PathBuf),
    /// The file is something else.
    #[error("{0} is not a Fair Notice council file")]
    NotARegister(PathBuf),
    /// The file was written by a newer Fair Notice.
    #[error("{path} was written by a newer Fair Notice (its format is {found}, this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format this release knows.
        known: i64,
    },
    /// The file is cut short, or its pages or rows make no sense.
    #[error("the council file is damaged: {0}")]
    Damaged(String),
    /// Another process has held the file for too long.
    #[error("another program is using the council file")]
    Busy,
    /// The file is no longer where it was opened.
    #[error("the council file is no longer at {0}")]
    MovedAway(PathBuf),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk answered with an error.
    #[error("the disk could not be read or written; it may be full or failing")]
    Disk,
    /// The file or its folder can't be written.
    #[error("the council file can't be written")]
    ReadOnly,
    /// The path leads to a network share, where write-ahead logging breaks.
    #[error("{0} lies on a network share")]
    NetworkPath(PathBuf),
    /// An append-only row was to be changed, or an index refused a second open or live version.
    #[error("the council file refused the change: {0}")]
    Refused(String),
    /// A file beside the register could not be read or written.
    #[error("could not {verb} {path}: {source}")]
    Io {
        /// What was being done.
        verb: &'static str,
        /// With which file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Anything else SQLite says.
    #[error("the council file could not be used: {0}")]
    Sqlite(rusqlite::Error),
}

impl RegisterError {
    /// An operating system's answer with what was being done.
    pub(crate) fn io(verb: &'static str, path: &Path, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return RegisterError::Full;
        }
        RegisterError::Io { verb, path: path.to_path_buf(), source }
    }

    /// A row that makes no sense.
    pub(crate) fn damaged(what: impl std::fmt::Display) -> Self {
        RegisterError::Damaged(what.to_string())
    }
}

impl From<rusqlite::Error> for RegisterError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return RegisterError::Sqlite(error);
        };
        let words = message.clone().unwrap_or_else(|| code.to_string());
        #[allow(clippy::wildcard_enum_match_arm, reason = "SQLite's own codes, of which only some mean something here")]
        match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => RegisterError::Busy,
            ErrorCode::DiskFull => RegisterError::Full,
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => RegisterError::ReadOnly,
            ErrorCode::DatabaseCorrupt => RegisterError::Damaged(words),
            ErrorCode::NotADatabase => RegisterError::Damaged("it is not a database".into()),
            ErrorCode::ConstraintViolation => RegisterError::Refused(words),
            ErrorCode::SystemIoFailure => match code.extended_code {
                // The log's index could not grow: SQLite says no more than "I/O error" when the disk is full.
                rusqlite::ffi::SQLITE_IOERR_SHMSIZE | rusqlite::ffi::SQLITE_IOERR_SHMMAP => RegisterError::Full,
                _ => RegisterError::Disk,
            },
            _ => RegisterError::Sqlite(error),
        }
    }
}

impl From<serde_json::Error> for RegisterError {
    fn from(error: serde_json::Error) -> Self {
        RegisterError::Damaged(format!("a stored text is not what it should be ({error})"))
    }
}
