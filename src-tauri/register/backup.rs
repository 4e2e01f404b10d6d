//! Backup and restore: a whole, compact copy, made while the register is in use.

use crate::error::{RegisterError, Result};
use crate::open::{Access, Register, beside, demand_free};
use crate::place::refuse_network;
use std::path::Path;

impl Register {
    /// Writes a copy of the register to a new file.
    ///
    /// # Errors
    /// [`RegisterError::Exists`] when there is a file already; the disk's answers. No half-made copy is left behind.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(RegisterError::Exists(to.to_path_buf()));
        }
        let half = beside(to, ".part");
        let _ = std::fs::remove_file(&half);
        let made = self
            .read()
            .sql
            .execute("VACUUM INTO ?1", [half.to_string_lossy()])
            .map_err(RegisterError::from)
            .and_then(|_| std::fs::rename(&half, to).map_err(|e| RegisterError::io("write", to, e)));
        if made.is_err() {
            let _ = std::fs::remove_file(&half);
        }
        made
    }

    /// Puts a backup where no register is. The backup is inspected first and refused when it is broken.
    ///
    /// # Errors
    /// [`RegisterError::Exists`] when there is a register already (nothing is ever written over);
    /// what [`Register::open`] says of the backup; [`RegisterError::Damaged`] naming the first fault.
    pub fn restore(backup: &Path, to: &Path, copy_stamp: &str) -> Result<Register> {
        refuse_network(to)?;
        demand_free(to)?;
        let source = Register::open(backup, Access::Read, copy_stamp)?;
        if let Some(fault) = source.read().inspect()?.faults.first() {
            return Err(RegisterError::damaged(&fault.message));
        }
        if let Some(folder) = to.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| RegisterError::io("make the folder", folder, e))?;
        }
        source.backup(to)?;
        Register::open(to, Access::Write, copy_stamp)
    }
}
