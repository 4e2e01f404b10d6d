//! Search over the words of every open and live version.

use crate::error::Result;
use crate::open::{Reader, Writer};
use crate::rows::read_id;
use fairnotice_notice::Content;
use fairnotice_notice::ids::VersionId;
use rusqlite::{OptionalExtension, params};

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The version.
    pub version: VersionId,
    /// The words around, the found ones between `\u{2}` and `\u{3}`.
    pub snippet: String,
}

impl Reader<'_> {
    /// The versions that hold every one of the words, best first. The last word may be the start of one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Hit>> {
        let terms: Vec<String> =
            words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| format!("\"{w}\"")).collect();
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let query = format!("{}*", terms.join(" "));
        let mut statement = self.sql.prepare_cached(
            "SELECT e.version, snippet(search_text, -1, char(2), char(3), '…', 16)
             FROM search_text JOIN search_entry e ON e.id = search_text.rowid
             WHERE search_text MATCH ?1 ORDER BY rank, e.id LIMIT ?2",
        )?;
        let mut rows = statement.query(params![query, limit])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            hits.push(Hit { version: read_id(&row.get::<_, String>(0)?)?, snippet: row.get(1)? });
        }
        Ok(hits)
    }
}

impl Writer<'_> {
    /// Makes the words of a version findable; `None` takes it out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn index_version(&self, version: VersionId, content: Option<&Content>) -> Result<()> {
        let id = version.to_string();
        let known: Option<i64> =
            self.sql.query_row("SELECT id FROM search_entry WHERE version = ?1", [&id], |row| row.get(0)).optional()?;
        if let Some(row) = known {
            self.sql.execute("DELETE FROM search_text WHERE rowid = ?1", [row])?;
        }
        match (content, known) {
            (None, None) => {}
            (None, Some(row)) => {
                self.sql.execute("DELETE FROM search_entry WHERE id = ?1", [row])?;
            }
            (Some(content), known) => {
                let row = match known {
                    Some(row) => row,
                    None => {
                        self.sql.execute("INSERT INTO search_entry (version) VALUES (?1)", [&id])?;
                        self.sql.last_insert_rowid()
                    }
                };
                self.sql.execute(
                    "INSERT INTO search_text (rowid, title, body) VALUES (?1, ?2, ?3)",
                    params![row, content.title, content.plain_text()],
                )?;
            }
        }
        Ok(())
    }
}
