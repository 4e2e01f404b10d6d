//! Notices.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_name, read_optional_id};
use chrono::{DateTime, Utc};
use fairnotice_notice::Notice;
use fairnotice_notice::edition::{Audience, NoticeKind};
use fairnotice_notice::ids::NoticeId;
use rusqlite::{OptionalExtension, Row, params};

const COLUMNS: &str = "id, short_name, title, directorate, kind, parent, external_parent, language, audience, \
                       counterpart_of, url";

fn read_notice(row: &Row<'_>) -> Result<Notice> {
    let external: Option<String> = row.get(6)?;
    Ok(Notice {
        id: read_id(&row.get::<_, String>(0)?)?,
        short_name: row.get(1)?,
        title: row.get(2)?,
        directorate: read_optional_id(row.get(3)?)?,
        kind: read_name(&row.get::<_, String>(4)?, NoticeKind::from_name)?,
        parent: read_optional_id(row.get(5)?)?,
        external_parent: external.as_deref().map(serde_json::from_str).transpose()?,
        language: row.get(7)?,
        audience: read_name(&row.get::<_, String>(8)?, Audience::from_name)?,
        counterpart_of: read_optional_id(row.get(9)?)?,
        url: row.get(10)?,
    })
}

impl Reader<'_> {
    /// Every notice, by title.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn notices(&self) -> Result<Vec<Notice>> {
        let sql = format!("SELECT {COLUMNS} FROM notice ORDER BY title COLLATE NOCASE, short_name");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_notice(row)?);
        }
        Ok(all)
    }

    /// The notice of that id.
    ///
    /// # Errors
    /// As [`Reader::notices`].
    pub fn notice(&self, id: NoticeId) -> Result<Option<Notice>> {
        self.one_notice("id", &id.to_string())
    }

    /// The notice of that short name.
    ///
    /// # Errors
    /// As [`Reader::notices`].
    pub fn notice_by_name(&self, short_name: &str) -> Result<Option<Notice>> {
        self.one_notice("short_name", short_name)
    }

    fn one_notice(&self, column: &str, value: &str) -> Result<Option<Notice>> {
        let sql = format!("SELECT {COLUMNS} FROM notice WHERE {column} = ?1");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([value])?;
        rows.next()?.map(read_notice).transpose()
    }

    /// Whether a notice has that short name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn short_name_taken(&self, short_name: &str) -> Result<bool> {
        let found: Option<i64> = self
            .sql
            .prepare_cached("SELECT 1 FROM notice WHERE short_name = ?1")?
            .query_row([short_name], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }
}

impl Writer<'_> {
    /// Adds a notice.
    ///
    /// # Errors
    /// [`crate::RegisterError::Refused`] when its short name is taken.
    pub fn add_notice(&self, notice: &Notice, at: DateTime<Utc>) -> Result<()> {
        let external = notice.external_parent.as_ref().map(serde_json::to_string).transpose()?;
        self.sql.execute(
            "INSERT INTO notice (id, short_name, title, directorate, kind, parent, external_parent, language, audience,
                 counterpart_of, url, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                notice.id.to_string(),
                notice.short_name,
                notice.title,
                notice.directorate.map(|d| d.to_string()),
                notice.kind.name(),
                notice.parent.map(|p| p.to_string()),
                external,
                notice.language,
                notice.audience.name(),
                notice.counterpart_of.map(|c| c.to_string()),
                notice.url,
                instant(at)
            ],
        )?;
        Ok(())
    }

    /// Writes what can change of a notice: everything but its id and short name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn change_notice(&self, notice: &Notice) -> Result<()> {
        let external = notice.external_parent.as_ref().map(serde_json::to_string).transpose()?;
        self.sql.execute(
            "UPDATE notice SET title = ?2, directorate = ?3, kind = ?4, parent = ?5, external_parent = ?6,
                 language = ?7, audience = ?8, counterpart_of = ?9, url = ?10
             WHERE id = ?1",
            params![
                notice.id.to_string(),
                notice.title,
                notice.directorate.map(|d| d.to_string()),
                notice.kind.name(),
                notice.parent.map(|p| p.to_string()),
                external,
                notice.language,
                notice.audience.name(),
                notice.counterpart_of.map(|c| c.to_string()),
                notice.url
            ],
        )?;
        Ok(())
    }
}
