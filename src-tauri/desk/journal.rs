//! The audit trail on the screen.

use crate::desk::Desk;
use crate::error::Result;
use crate::history::names;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// The audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct JournalPage {
    /// The head of the chain.
    pub head: String,
    /// The events, newest first.
    pub events: Vec<JournalRow>,
}

/// An event of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct JournalRow {
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// Who; "Fair Notice" when nobody did.
    pub officer: String,
    /// What happened.
    pub kind: String,
    /// The notice's title.
    pub notice: Option<String>,
    /// The version's number.
    pub version: Option<u32>,
    /// The beginning of its hash.
    pub hash: String,
}

impl Desk {
    /// The newest events of the audit trail, at most `limit`.
    ///
    /// # Errors
    /// What the register says.
    pub fn journal(&self, limit: usize) -> Result<JournalPage> {
        let reader = self.register.read();
        let names = names(&reader)?;
        let titles: std::collections::BTreeMap<_, _> = reader.notices()?.into_iter().map(|n| (n.id, n.title)).collect();
        let events = reader
            .events(None)?
            .into_iter()
            .rev()
            .take(limit)
            .map(|e| JournalRow {
                at: e.at,
                officer: match e.officer {
                    None => "Fair Notice".into(),
                    Some(id) => names.get(&id).cloned().unwrap_or_else(|| "somebody".into()),
                },
                kind: e.kind,
                notice: e.notice.and_then(|id| titles.get(&id).cloned()),
                version: e.data.get("number").and_then(|n| n.as_u64()).and_then(|n| u32::try_from(n).ok()),
                hash: e.hash.chars().take(12).collect(),
            })
            .collect();
        Ok(JournalPage { head: reader.chain_head()?, events })
    }
}
