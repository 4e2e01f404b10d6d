//! Backup and restore.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::error::Result;
use fairnotice_register::Register;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// What a backup is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BackedUp {
    /// The file.
    pub file: String,
    /// The head of the chain at that moment: keep it with the copy.
    pub head: String,
}

impl Desk {
    /// Writes a whole copy of the register to a new file.
    ///
    /// # Errors
    /// `file-exists`, and the disk's answers.
    pub fn backup(&self, to: &Path) -> Result<BackedUp> {
        let head = self.register.read().chain_head()?;
        self.register.backup(to)?;
        Ok(BackedUp { file: to.display().to_string(), head })
    }

    /// Puts a backup where no register is.
    ///
    /// # Errors
    /// `file-exists`, `register-damaged`, and what the register says of the backup.
    pub fn restore(from: &Path, to: &Path, clock: Clock) -> Result<Desk> {
        let stamp = clock.now().at.format("%Y-%m-%dT%H%M%S").to_string();
        Ok(Desk::around(Register::restore(from, to, &stamp)?, clock))
    }
}
