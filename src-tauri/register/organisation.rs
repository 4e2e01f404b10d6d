//! The council and its directorates.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{read_id, read_name, read_optional_day};
use fairnotice_notice::Organisation;
use fairnotice_notice::ids::DirectorateId;
use fairnotice_notice::organisation::{Arrangement, Directorate, Partner, RoleHolder};
use rusqlite::{OptionalExtension, params};

impl Reader<'_> {
    /// The council; `None` in a register that was not set up yet.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn organisation(&self) -> Result<Option<Organisation>> {
        let data: Option<String> =
            self.sql.query_row("SELECT data FROM organisation WHERE id = 1", [], |row| row.get(0)).optional()?;
        data.map(|json| Ok(serde_json::from_str(&json)?)).transpose()
    }

    /// Every directorate, by name.
    ///
    /// # Errors
    /// As [`Reader::organisation`].
    pub fn directorates(&self) -> Result<Vec<Directorate>> {
        let mut statement =
            self.sql.prepare_cached("SELECT id, name, partner, arrangement FROM directorate ORDER BY name")?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
            let (partner, arrangement): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            let partner = match (partner, arrangement) {
                (Some(organisation), Some(arrangement)) => {
                    Some(Partner { organisation, arrangement: read_name(&arrangement, Arrangement::from_name)? })
                }
                _ => None,
            };
            let id: DirectorateId = read_id(&id)?;
            all.push(Directorate { id, name, role_holders: self.role_holders(id)?, partner });
        }
        Ok(all)
    }

    /// The directorate of that id.
    ///
    /// # Errors
    /// As [`Reader::organisation`].
    pub fn directorate(&self, id: DirectorateId) -> Result<Option<Directorate>> {
        Ok(self.directorates()?.into_iter().find(|d| d.id == id))
    }

    fn role_holders(&self, directorate: DirectorateId) -> Result<Vec<RoleHolder>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT name, post, from_day, until_day FROM role_holder WHERE directorate = ?1 ORDER BY place",
        )?;
        let mut rows = statement.query([directorate.to_string()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(RoleHolder {
                name: row.get(0)?,
                post: row.get(1)?,
                from: read_optional_day(row.get(2)?)?,
                until: read_optional_day(row.get(3)?)?,
            });
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Writes the council.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_organisation(&self, organisation: &Organisation) -> Result<()> {
        self.sql.execute(
            "INSERT INTO organisation (id, data) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            [serde_json::to_string(organisation)?],
        )?;
        Ok(())
    }

    /// Writes a directorate, new or known, with all who have led it.
    ///
    /// # Errors
    /// [`crate::RegisterError::Refused`] when another directorate has the name.
    pub fn put_directorate(&self, directorate: &Directorate) -> Result<()> {
        let id = directorate.id.to_string();
        let partner = directorate.partner.as_ref();
        self.sql.execute(
            "INSERT INTO directorate (id, name, partner, arrangement) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, partner = excluded.partner,
                 arrangement = excluded.arrangement",
            params![
                id,
                directorate.name,
                partner.map(|p| p.organisation.as_str()),
                partner.map(|p| p.arrangement.name())
            ],
        )?;
        self.sql.execute("DELETE FROM role_holder WHERE directorate = ?1", [&id])?;
        for (place, holder) in directorate.role_holders.iter().enumerate() {
            self.sql.execute(
                "INSERT INTO role_holder (directorate, place, name, post, from_day, until_day)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    id,
                    place as i64,
                    holder.name,
                    holder.post,
                    holder.from.map(|d| d.to_string()),
                    holder.until.map(|d| d.to_string())
                ],
            )?;
        }
        Ok(())
    }
}
