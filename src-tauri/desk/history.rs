//! History: what became of a notice, and what was live on a day.

use crate::desk::Desk;
use crate::error::Result;
use crate::record_approval::RecordedApproval;
use crate::resolve::find_notice;
use crate::signing::{SignatureView, signatures};
use crate::views::{DecisionRow, ReasonView, RevisionRow, VersionRow};
use chrono::NaiveDate;
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::{State, Version};
use fairnotice_register::Reader;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// What became of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryPage {
    /// The notice's short name.
    pub notice: String,
    /// Its title.
    pub title: String,
    /// Its versions, newest first.
    pub versions: Vec<VersionRow>,
}

/// What was live on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LiveOn {
    /// The notice's short name.
    pub notice: String,
    /// The day.
    #[ts(type = "string")]
    pub date: NaiveDate,
    /// The version that was live on it; null when none was.
    pub version: Option<u32>,
    /// Where that version stands today.
    #[ts(type = "State | null")]
    pub state: Option<State>,
    /// From which day it was live.
    #[ts(type = "string | null")]
    pub from: Option<NaiveDate>,
    /// Until which day it was live.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
    /// Its document code.
    pub code: Option<String>,
    /// What is known of it when it is an edition from before Fair Notice.
    pub recorded: Option<crate::RecordedFacts>,
}

/// Every officer's name by id.
pub(crate) fn names(reader: &Reader<'_>) -> Result<BTreeMap<OfficerId, String>> {
    Ok(reader.officers()?.into_iter().map(|o| (o.id, o.name)).collect())
}

/// What stands under a notice's decisions, by the decision's id.
pub(crate) struct Under {
    signatures: BTreeMap<String, SignatureView>,
    recorded: BTreeMap<String, RecordedApproval>,
}

impl Under {
    /// Reads what stands under the decisions of a notice.
    pub(crate) fn read(reader: &Reader<'_>, notice: NoticeId) -> Result<Under> {
        let mut recorded = BTreeMap::new();
        for event in reader.events(Some(notice))? {
            let decision = event.data.get("decision").and_then(|d| d.as_str());
            if let (Some(decision), Some(approval)) = (decision, crate::record_approval::of_event(&event)) {
                recorded.insert(decision.to_owned(), approval);
            }
        }
        Ok(Under { signatures: signatures(reader, notice)?, recorded })
    }
}

pub(crate) fn version_row(
    reader: &Reader<'_>,
    version: &Version,
    names: &BTreeMap<OfficerId, String>,
    under: &Under,
) -> Result<VersionRow> {
    let name = |id: Option<OfficerId>| match id {
        None => "Fair Notice".to_string(),
        Some(id) => names.get(&id).cloned().unwrap_or_else(|| "somebody".into()),
    };
    let head = reader.revision(version.head)?;
    Ok(VersionRow {
        version: version.number,
        state: version.state,
        effective: version.effective,
        ended: version.ended,
        review_due: version.review_due,
        recorded: crate::recorded::facts(reader, version)?,
        code: head.digest.code(),
        digest: head.digest.to_string(),
        revisions: reader
            .revisions(version.id)?
            .into_iter()
            .map(|r| RevisionRow {
                revision: r.id.to_string(),
                number: r.number,
                author: name(Some(r.author)),
                at: r.created_at,
                note: r.note,
                code: r.digest.code(),
            })
            .collect(),
        decisions: reader
            .decisions(version.id)?
            .into_iter()
            .map(|d| DecisionRow {
                signature: under.signatures.get(&d.id.to_string()).cloned(),
                recorded: under.recorded.get(&d.id.to_string()).cloned(),
                action: d.action.name().into(),
                officer: name(d.officer),
                at: d.at,
                words: d.words,
                reasons: d
                    .reasons
                    .into_iter()
                    .map(|r| ReasonView { rule: r.rule, reason: r.reason, carried: r.carried_from.is_some() })
                    .collect(),
                code: d.digest.code(),
                effective: d.effective,
            })
            .collect(),
        comments: crate::comment::rows(reader, version, name)?,
        online: crate::seen_online::rows(reader, version, name)?,
    })
}

impl Desk {
    /// What became of a notice, newest version first.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn history(&self, notice: &str) -> Result<HistoryPage> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let names = names(&reader)?;
        let under = Under::read(&reader, notice.id)?;
        let mut versions = Vec::new();
        let mut all = reader.versions(notice.id)?;
        // What was recorded came before what was published here, whenever it was taken in.
        all.sort_by_key(|v| {
            (v.state != State::Recorded, if v.state == State::Recorded { v.effective } else { None }, v.number)
        });
        for version in all.iter().rev() {
            versions.push(version_row(&reader, version, &names, &under)?);
        }
        Ok(HistoryPage { notice: notice.short_name, title: notice.title, versions })
    }

    /// Which version was live on a day.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn live_on(&self, notice: &str, day: NaiveDate) -> Result<LiveOn> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let found = reader.live_on(notice.id, day)?;
        let code = match &found {
            Some(version) => Some(reader.revision(version.approved.unwrap_or(version.head))?.digest.code()),
            None => None,
        };
        Ok(LiveOn {
            notice: notice.short_name,
            date: day,
            version: found.as_ref().map(|v| v.number),
            state: found.as_ref().map(|v| v.state),
            from: found.as_ref().and_then(|v| v.effective),
            until: found.as_ref().and_then(|v| v.ended),
            recorded: found.as_ref().map(|v| crate::recorded::facts(&reader, v)).transpose()?.flatten(),
            code,
        })
    }
}
