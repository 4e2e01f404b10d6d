//! Versions and the overview of the register.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant, read_name, read_optional_day, read_optional_id};
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::ids::{NoticeId, RevisionId, VersionId};
use fairnotice_notice::{State, Version};
use rusqlite::{Row, ToSql, params};

const COLUMNS: &str = "id, notice, number, state, head, approved, effective, review_due, ended, created_at";

fn read_version(row: &Row<'_>) -> Result<Version> {
    Ok(Version {
        id: read_id(&row.get::<_, String>(0)?)?,
        notice: read_id(&row.get::<_, String>(1)?)?,
        number: row.get(2)?,
        state: read_name(&row.get::<_, String>(3)?, State::from_name)?,
        head: read_id(&row.get::<_, String>(4)?)?,
        approved: read_optional_id(row.get(5)?)?,
        effective: read_optional_day(row.get(6)?)?,
        review_due: read_optional_day(row.get(7)?)?,
        ended: read_optional_day(row.get(8)?)?,
        created_at: read_instant(&row.get::<_, String>(9)?)?,
    })
}

/// What the list of notices needs of a notice's versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewRow {
    /// The version.
    pub version: Version,
    /// When its newest revision or decision was made.
    pub changed_at: DateTime<Utc>,
}

impl Reader<'_> {
    fn versions_where(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE {condition} ORDER BY notice, number");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_version(row)?);
        }
        Ok(all)
    }

    /// Every version of a notice, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn versions(&self, notice: NoticeId) -> Result<Vec<Version>> {
        self.versions_where("notice = ?1", &[&notice.to_string()])
    }

    /// The version of that id.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn version(&self, id: VersionId) -> Result<Option<Version>> {
        Ok(self.versions_where("id = ?1", &[&id.to_string()])?.pop())
    }

    /// The version of that number.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn version_numbered(&self, notice: NoticeId, number: u32) -> Result<Option<Version>> {
        Ok(self.versions_where("notice = ?1 AND number = ?2", &[&notice.to_string(), &number])?.pop())
    }

    /// The version that is drafting, in review or approved.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn open_version(&self, notice: NoticeId) -> Result<Option<Version>> {
        let condition = "notice = ?1 AND state IN ('drafting', 'in-review', 'approved')";
        Ok(self.versions_where(condition, &[&notice.to_string()])?.pop())
    }

    /// The version that is live: published here, or recorded as live before Fair Notice and not ended since.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn live_version(&self, notice: NoticeId) -> Result<Option<Version>> {
        let condition = "notice = ?1 AND (state = 'live' OR (state = 'recorded' AND ended IS NULL))";
        Ok(self.versions_where(condition, &[&notice.to_string()])?.pop())
    }

    /// The revision that each live version shows, with its notice's short name, by short name.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn live_revisions(&self) -> Result<Vec<(String, RevisionId)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT n.short_name, coalesce(v.approved, v.head) FROM version v JOIN notice n ON n.id = v.notice
             WHERE v.state = 'live' OR (v.state = 'recorded' AND v.ended IS NULL) ORDER BY n.short_name, v.number",
        )?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((row.get(0)?, read_id(&row.get::<_, String>(1)?)?));
        }
        Ok(all)
    }

    /// The version that was live on that day: begun on or before it, and not ended before it. When one version ended
    /// and the next began on the day itself, it is the next.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn live_on(&self, notice: NoticeId, day: NaiveDate) -> Result<Option<Version>> {
        let condition = "notice = ?1 AND effective IS NOT NULL AND effective <= ?2 AND (ended IS NULL OR ended >= ?2)
                         AND state IN ('live', 'superseded', 'withdrawn', 'recorded', 'approved')";
        let found = self.versions_where(condition, &[&notice.to_string(), &day.to_string()])?;
        Ok(found.into_iter().max_by_key(|v| (v.effective, v.number)))
    }

    /// Approved versions whose day has come.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn due_versions(&self, today: NaiveDate) -> Result<Vec<Version>> {
        self.versions_where("state = 'approved' AND effective IS NOT NULL AND effective <= ?1", &[&today.to_string()])
    }

    /// Every version of every notice that is open or live, and the newest of those that have neither.
    ///
    /// # Errors
    /// As [`Reader::versions`].
    pub fn overview(&self) -> Result<Vec<OverviewRow>> {
        let sql = format!(
            "SELECT {COLUMNS}, max(created_at,
                 coalesce((SELECT max(at) FROM decision WHERE version = v.id), ''),
                 coalesce((SELECT created_at FROM revision WHERE id = v.head), '')) FROM version v
             WHERE state IN ('drafting', 'in-review', 'approved', 'live') OR (state = 'recorded' AND ended IS NULL)
                OR number = (SELECT max(number) FROM version WHERE notice = v.notice)
             ORDER BY notice, number"
        );
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let changed_at = read_instant(&row.get::<_, String>(10)?)?;
            all.push(OverviewRow { version: read_version(row)?, changed_at });
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Adds a version. Its head may be added after it, within the same transaction.
    ///
    /// # Errors
    /// [`crate::RegisterError::Refused`] when the notice has an open version already.
    pub fn add_version(&self, version: &Version) -> Result<()> {
        self.sql.execute(
            "INSERT INTO version (id, notice, number, state, head, approved, effective, review_due, ended, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                version.id.to_string(),
                version.notice.to_string(),
                version.number,
                version.state.name(),
                version.head.to_string(),
                version.approved.map(|r| r.to_string()),
                version.effective.map(|d| d.to_string()),
                version.review_due.map(|d| d.to_string()),
                version.ended.map(|d| d.to_string()),
                instant(version.created_at)
            ],
        )?;
        Ok(())
    }

    /// Writes what can change of a version: state, head, approved revision and days.
    ///
    /// # Errors
    /// [`crate::RegisterError::Refused`] when a second version would be open or live.
    pub fn change_version(&self, version: &Version) -> Result<()> {
        self.sql.execute(
            "UPDATE version SET state = ?2, head = ?3, approved = ?4, effective = ?5, review_due = ?6, ended = ?7
             WHERE id = ?1",
            params![
                version.id.to_string(),
                version.state.name(),
                version.head.to_string(),
                version.approved.map(|r| r.to_string()),
                version.effective.map(|d| d.to_string()),
                version.review_due.map(|d| d.to_string()),
                version.ended.map(|d| d.to_string())
            ],
        )?;
        Ok(())
    }
}
