//! The journal: an append-only chain of events.
//!
//! Each event's hash covers the hash before it, so that a changed, dropped or inserted event breaks the chain from
//! there on. The head of the chain is printed in sign-off records and kept with backups: a tail written anew shows.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant, read_optional_id};
use chrono::{DateTime, Utc};
use fairnotice_notice::Digest;
use fairnotice_notice::digest::canonical_json;
use fairnotice_notice::ids::{EventId, NoticeId, OfficerId};
use rusqlite::{OptionalExtension, Row, params};
use serde_json::{Value, json};

/// What stands before the first event.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An event as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Identifies the event for ever.
    pub id: EventId,
    /// Its order in this file.
    pub place: i64,
    /// The hash of the event before.
    pub previous: String,
    /// The hash of this one.
    pub hash: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` when Fair Notice itself acted.
    pub officer: Option<OfficerId>,
    /// What happened.
    pub kind: String,
    /// The notice it concerns.
    pub notice: Option<NoticeId>,
    /// All that is needed to replay it elsewhere.
    pub data: Value,
}

impl Event {
    /// A text that the event tells under that key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.data.get(key).and_then(Value::as_str)
    }
}

/// An event to be appended.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` when Fair Notice itself acts.
    pub officer: Option<OfficerId>,
    /// What happened.
    pub kind: &'a str,
    /// The notice it concerns.
    pub notice: Option<NoticeId>,
    /// All that is needed to replay it elsewhere.
    pub data: Value,
}

/// The hash of an event: SHA-256 over its canonical JSON with the hash before it.
pub(crate) fn hash_of(event: &NewEvent<'_>, previous: &str) -> Result<String> {
    let whole = json!({
        "id": event.id.to_string(),
        "previous": previous,
        "at": instant(event.at),
        "officer": event.officer.map(|o| o.to_string()),
        "kind": event.kind,
        "notice": event.notice.map(|n| n.to_string()),
        "data": event.data,
    });
    Ok(Digest::of(canonical_json(&whole)?.as_bytes()).to_string())
}

fn read_event(row: &Row<'_>) -> Result<Event> {
    Ok(Event {
        id: read_id(&row.get::<_, String>(0)?)?,
        place: row.get(1)?,
        previous: row.get(2)?,
        hash: row.get(3)?,
        at: read_instant(&row.get::<_, String>(4)?)?,
        officer: read_optional_id(row.get(5)?)?,
        kind: row.get(6)?,
        notice: read_optional_id(row.get(7)?)?,
        data: serde_json::from_str(&row.get::<_, String>(8)?)?,
    })
}

const COLUMNS: &str = "id, place, previous, hash, at, officer, kind, notice, data";

impl Reader<'_> {
    /// The hash of the first event, which tells this council file from every other; empty where there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn beginning(&self) -> Result<String> {
        let mut statement = self.sql.prepare_cached("SELECT hash FROM event ORDER BY place LIMIT 1")?;
        let mut rows = statement.query([])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or_default())
    }

    /// The hash of the last event; [`GENESIS`] when there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn chain_head(&self) -> Result<String> {
        let head: Option<String> = self
            .sql
            .query_row("SELECT hash FROM event ORDER BY place DESC LIMIT 1", [], |row| row.get(0))
            .optional()?;
        Ok(head.unwrap_or_else(|| GENESIS.into()))
    }

    /// The place of the last event by which something was decided: anything but typing, commenting and telling where it went.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_decided(&self) -> Result<i64> {
        let mut statement = self.sql.prepare_cached(
            "SELECT coalesce(max(place), 0) FROM event WHERE kind NOT IN ('revision-saved', 'commented',
             'comment-answered', 'version-begun', 'imported', 'sent-to-web-team', 'seen-online',
             'signed', 'answer-taken', 'word-merged', 'review-packed', 'file-kept', 'key-enrolled', 'key-withdrawn',
             'consultation-sent', 'consultation-reminded', 'consultation-answered')",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Every event, or those of one notice, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`crate::RegisterError::Damaged`].
    pub fn events(&self, notice: Option<NoticeId>) -> Result<Vec<Event>> {
        let condition = if notice.is_some() { "notice = ?1" } else { "?1 IS NULL" };
        let sql = format!("SELECT {COLUMNS} FROM event WHERE {condition} ORDER BY place");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([notice.map(|n| n.to_string())])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_event(row)?);
        }
        Ok(all)
    }

    /// The events of one kind that are of no notice, oldest first.
    ///
    /// # Errors
    /// As [`Reader::events`].
    pub fn events_of_the_council(&self, kind: &str) -> Result<Vec<Event>> {
        let sql = format!("SELECT {COLUMNS} FROM event WHERE notice IS NULL AND kind = ?1 ORDER BY place");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([kind])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_event(row)?);
        }
        Ok(all)
    }

    /// The events of a notice of some kinds, oldest first.
    ///
    /// # Errors
    /// As [`Reader::events`].
    pub fn events_of_kinds(&self, notice: NoticeId, kinds: [&str; 2]) -> Result<Vec<Event>> {
        let sql = format!("SELECT {COLUMNS} FROM event WHERE notice = ?1 AND kind IN (?2, ?3) ORDER BY place");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query([notice.to_string().as_str(), kinds[0], kinds[1]])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read_event(row)?);
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Appends an event and returns its hash.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn append(&self, event: &NewEvent<'_>) -> Result<String> {
        let previous = self.chain_head()?;
        let hash = hash_of(event, &previous)?;
        self.sql.execute(
            "INSERT INTO event (id, place, previous, hash, at, officer, kind, notice, data)
             VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM event), ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                event.id.to_string(),
                previous,
                hash,
                instant(event.at),
                event.officer.map(|o| o.to_string()),
                event.kind,
                event.notice.map(|n| n.to_string()),
                canonical_json(&event.data)?
            ],
        )?;
        Ok(hash)
    }
}
