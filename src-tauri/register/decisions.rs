//! Decisions: who did what on which text, with which words.

use crate::error::{RegisterError, Result};
use crate::open::{Reader, Writer};
use crate::rows::{instant, read_id, read_instant, read_name, read_optional_day, read_optional_id};
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::ids::{DecisionId, OfficerId, RevisionId, VersionId};
use fairnotice_notice::{Action, Digest};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Why a version goes on although a rule found something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The rule.
    pub rule: String,
    /// The officer's words.
    pub reason: String,
    /// The words the rule found when the reason was given: it carries forward while they are the same.
    #[serde(default)]
    pub quotes: Vec<String>,
    /// The keys of the findings when the reason was given; nothing in reasons from before keys were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// Whose reason it was, when it was carried forward from an earlier decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<DecisionId>,
}

/// A decision as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Identifies the decision for ever.
    pub id: DecisionId,
    /// The version.
    pub version: VersionId,
    /// The revision it was made on.
    pub revision: RevisionId,
    /// The digest of that revision.
    pub digest: Digest,
    /// What was decided.
    pub action: Action,
    /// By whom; `None` when Fair Notice itself acted.
    pub officer: Option<OfficerId>,
    /// The change note, or the reason for sending back or taking down.
    pub words: Option<String>,
    /// Reasons for open findings.
    pub reasons: Vec<Reason>,
    /// The day from which it shall be live, for a publication.
    pub effective: Option<NaiveDate>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Reader<'_> {
    /// Every decision on a version, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or [`RegisterError::Damaged`].
    pub fn decisions(&self, version: VersionId) -> Result<Vec<Decision>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, version, revision, digest, action, officer, words, reasons, effective, at
             FROM decision WHERE version = ?1 ORDER BY at, id",
        )?;
        let mut rows = statement.query([version.to_string()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let digest: String = row.get(3)?;
            all.push(Decision {
                id: read_id(&row.get::<_, String>(0)?)?,
                version: read_id(&row.get::<_, String>(1)?)?,
                revision: read_id(&row.get::<_, String>(2)?)?,
                digest: Digest::parse(&digest).ok_or_else(|| RegisterError::damaged("a digest is not a digest"))?,
                action: read_name(&row.get::<_, String>(4)?, Action::from_name)?,
                officer: read_optional_id(row.get(5)?)?,
                words: row.get(6)?,
                reasons: serde_json::from_str(&row.get::<_, String>(7)?)?,
                effective: read_optional_day(row.get(8)?)?,
                at: read_instant(&row.get::<_, String>(9)?)?,
            });
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Stores a decision.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_decision(&self, decision: &Decision) -> Result<()> {
        self.sql.execute(
            "INSERT INTO decision (id, version, revision, digest, action, officer, words, reasons, effective, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                decision.id.to_string(),
                decision.version.to_string(),
                decision.revision.to_string(),
                decision.digest.to_string(),
                decision.action.name(),
                decision.officer.map(|o| o.to_string()),
                decision.words,
                serde_json::to_string(&decision.reasons)?,
                decision.effective.map(|d| d.to_string()),
                instant(decision.at)
            ],
        )?;
        Ok(())
    }
}
