//! Officers and what they may do.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_name};
use chrono::{DateTime, Utc};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Officer, Permission};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// Every officer, by name.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn officers(&self) -> Result<Vec<Officer>> {
        let mut statement =
            self.sql.prepare_cached("SELECT id, name, email, post FROM officer ORDER BY name COLLATE NOCASE, id")?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let permissions = self.permissions(&id)?;
            all.push(Officer {
                id: read_id(&id)?,
                name: row.get(1)?,
                email: row.get(2)?,
                post: row.get(3)?,
                permissions,
            });
        }
        Ok(all)
    }

    /// The officer of that id.
    ///
    /// # Errors
    /// As [`Reader::officers`].
    pub fn officer(&self, id: OfficerId) -> Result<Option<Officer>> {
        Ok(self.officers()?.into_iter().find(|o| o.id == id))
    }

    /// The officer bound to an account of the operating system.
    ///
    /// # Errors
    /// As [`Reader::officers`].
    pub fn officer_of_account(&self, account: &str) -> Result<Option<OfficerId>> {
        let id: Option<String> =
            self.sql.query_row("SELECT id FROM officer WHERE account = ?1", [account], |row| row.get(0)).optional()?;
        id.as_deref().map(read_id).transpose()
    }

    fn permissions(&self, officer: &str) -> Result<BTreeSet<Permission>> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT permission FROM officer_permission WHERE officer = ?1 ORDER BY permission")?;
        let names = statement.query_map([officer], |row| row.get::<_, String>(0))?;
        names.map(|name| read_name(&name?, Permission::from_name)).collect()
    }
}

impl Writer<'_> {
    /// Adds an officer.
    ///
    /// # Errors
    /// [`crate::RegisterError::Refused`] when the e-mail address is another's.
    pub fn add_officer(&self, officer: &Officer, at: DateTime<Utc>) -> Result<()> {
        self.sql.execute(
            "INSERT INTO officer (id, name, email, post, account, created_at) VALUES (?1, ?2, ?3, ?4, NULL, ?5)",
            params![officer.id.to_string(), officer.name, officer.email, officer.post, instant(at)],
        )?;
        self.set_permissions(officer)
    }

    /// Writes an officer's name, address, post and permissions over what is stored.
    ///
    /// # Errors
    /// As [`Writer::add_officer`].
    pub fn change_officer(&self, officer: &Officer) -> Result<()> {
        self.sql.execute(
            "UPDATE officer SET name = ?2, email = ?3, post = ?4 WHERE id = ?1",
            params![officer.id.to_string(), officer.name, officer.email, officer.post],
        )?;
        self.set_permissions(officer)
    }

    /// Binds an officer to an account of the operating system; whoever had it before loses it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bind_account(&self, officer: OfficerId, account: &str) -> Result<()> {
        self.sql.execute("UPDATE officer SET account = NULL WHERE account = ?1", [account])?;
        self.sql.execute("UPDATE officer SET account = ?2 WHERE id = ?1", params![officer.to_string(), account])?;
        Ok(())
    }

    fn set_permissions(&self, officer: &Officer) -> Result<()> {
        let id = officer.id.to_string();
        self.sql.execute("DELETE FROM officer_permission WHERE officer = ?1", [&id])?;
        for permission in &officer.permissions {
            self.sql.execute(
                "INSERT INTO officer_permission (officer, permission) VALUES (?1, ?2)",
                params![id, permission.name()],
            )?;
        }
        Ok(())
    }
}
