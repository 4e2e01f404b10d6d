//! Revisions: immutable snapshots.

use crate::error::{RegisterError, Result};
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant};
use chrono::{DateTime, Utc};
use fairnotice_notice::ids::{OfficerId, RevisionId, VersionId};
use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Content, Digest, Rendering};
use rusqlite::{Row, params};
use std::collections::BTreeSet;

/// A revision as it is stored. The content is kept as text too: what was approved are these bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Identifies the revision for ever.
    pub id: RevisionId,
    /// The version it is a copy of.
    pub version: VersionId,
    /// 1, 2, 3 … within the version.
    pub number: u32,
    /// Whose words were added.
    pub author: OfficerId,
    /// The content's canonical JSON, as stored.
    pub content_json: String,
    /// The council's canonical JSON, as stored.
    pub organisation_json: String,
    /// The digest of its rendering, as stored.
    pub digest: Digest,
    /// What the officer said of it.
    pub note: Option<String>,
    /// When it was saved.
    pub created_at: DateTime<Utc>,
}

impl Revision {
    /// The content.
    ///
    /// # Errors
    /// [`RegisterError::Damaged`] when the stored text is no content.
    pub fn content(&self) -> Result<Content> {
        Ok(serde_json::from_str(&self.content_json)?)
    }

    /// The council as it was.
    ///
    /// # Errors
    /// [`RegisterError::Damaged`] when the stored text is no snapshot.
    pub fn organisation(&self) -> Result<Snapshot> {
        Ok(serde_json::from_str(&self.organisation_json)?)
    }

    /// What a reader sees of it.
    ///
    /// # Errors
    /// As [`Revision::content`].
    pub fn rendering(&self) -> Result<Rendering> {
        Ok(Rendering::of(&self.content()?, &self.organisation()?))
    }
}

/// A revision to be stored.
#[derive(Clone, Debug)]
pub struct NewRevision<'a> {
    /// Its id.
    pub id: RevisionId,
    /// The version it is a copy of.
    pub version: VersionId,
    /// Whose words were added.
    pub author: OfficerId,
    /// The content.
    pub content: &'a Content,
    /// The council.
    pub organisation: &'a Snapshot,
    /// What the officer says of it.
    pub note: Option<&'a str>,
    /// When.
    pub at: DateTime<Utc>,
}

const COLUMNS: &str = "id, version, number, author, content, organisation, digest, note, created_at";

fn read_revision(row: &Row<'_>) -> Result<Revision> {
    let digest: String = row.get(6)?;
    Ok(Revision {
        id: read_id(&row.get::<_, String>(0)?)?,
        version: read_id(&row.get::<_, String>(1)?)?,
        number: row.get(2)?,
        author: read_id(&row.get::<_, String>(3)?)?,
        content_json: row.get(4)?,
        organisation_json: row.get(5)?,
        digest: Digest::parse(&digest).ok_or_else(|| RegisterError::damaged("a digest is not a digest"))?,
        note: row.get(7)?,
        created_at: read_instant(&row.get::<_, String>(8)?)?,
    })
}

impl Reader<'_> {
    /// The revision of that id.
    ///
    /// # Errors
    /// [`RegisterError::Damaged`] when there is none: ids come from the file itself.
    pub fn revision(&self, id: RevisionId) -> Result<Revision> {
        self.revisions_where("id = ?1", &id.to_string())?
            .pop()
            .ok_or_else(|| RegisterError::damaged(format!("revision {id} is missing")))
    }

    /// Every revision of a version, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`RegisterError::Damaged`].
    pub fn revisions(&self, version: VersionId) -> Result<Vec<Revision>> {
        self.revisions_where("version = ?1", &version.to_string())
    }

    fn revisions_where(&self, condition: &str, value: &str) -> Result<Vec<Revision>> {
        let sql = format!("SELECT {COLUMNS} FROM revision WHERE {condition} ORDER BY number");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([value])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_revision(row)?);
        }
        Ok(all)
    }

    /// Who has added words to a version.
    ///
    /// # Errors
    /// As [`Reader::revisions`].
    pub fn authors(&self, version: VersionId) -> Result<BTreeSet<OfficerId>> {
        let mut statement = self.sql.prepare_cached("SELECT DISTINCT author FROM revision WHERE version = ?1")?;
        let ids = statement.query_map([version.to_string()], |row| row.get::<_, String>(0))?;
        ids.map(|id| read_id(&id?)).collect()
    }
}

impl Writer<'_> {
    /// Stores a revision and returns it with its number and digest.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_revision(&self, new: &NewRevision<'_>) -> Result<Revision> {
        let digest = Rendering::of(new.content, new.organisation).digest()?;
        let number: u32 = self
            .sql
            .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM revision WHERE version = ?1")?
            .query_row([new.version.to_string()], |row| row.get(0))?;
        let revision = Revision {
            id: new.id,
            version: new.version,
            number,
            author: new.author,
            content_json: fairnotice_notice::digest::canonical_json(new.content)?,
            organisation_json: fairnotice_notice::digest::canonical_json(new.organisation)?,
            digest,
            note: new.note.map(str::to_owned),
            created_at: new.at,
        };
        self.sql.execute(
            "INSERT INTO revision (id, version, number, author, content, organisation, digest, note, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                revision.id.to_string(),
                revision.version.to_string(),
                revision.number,
                revision.author.to_string(),
                revision.content_json,
                revision.organisation_json,
                revision.digest.to_string(),
                revision.note,
                instant(revision.created_at)
            ],
        )?;
        Ok(revision)
    }
}
