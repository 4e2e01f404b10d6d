//! Editions from before Fair Notice: recorded as what was live then, never checked or approved here.

use crate::desk::Act;
use crate::error::{DeskError, Result};
use crate::import::Published;
use crate::seen_online::address;
use chrono::NaiveDate;
use fairnotice_notice::ids::DirectorateId;
use fairnotice_notice::{Content, Notice, State, Version};
use fairnotice_register::{Event, Reader, Revision};
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

/// What is known of a recorded edition beside its days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct RecordedFacts {
    /// Where it was published.
    pub url: Option<String>,
    /// Who agreed it, as far as anybody knows.
    pub agreed_by: Option<String>,
}

/// What the journal says of a recorded edition; nothing for any other version.
pub(crate) fn facts(reader: &Reader<'_>, version: &Version) -> Result<Option<RecordedFacts>> {
    if version.state != State::Recorded {
        return Ok(None);
    }
    let id = version.id.to_string();
    let is_its = |e: &Event| e.kind == "recorded" && e.data.get("version").and_then(|v| v.as_str()) == Some(&id);
    let event = reader.events(Some(version.notice))?.into_iter().find(is_its);
    let text = |key: &str| event.as_ref().and_then(|e| e.data.get(key)).and_then(|v| v.as_str()).map(str::to_owned);
    Ok(Some(RecordedFacts { url: text("url"), agreed_by: text("agreed-by") }))
}

/// The days on which an edition was live.
struct Days {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// When a new edition was live, beside those that are known; and the one that ended when it began.
fn days<'a>(known: &'a [Version], wanted: &Published, today: NaiveDate) -> Result<(Days, Option<&'a Version>)> {
    let bad = |message: String| DeskError::usage("bad-day", message).hint("Nothing was changed.");
    let from = wanted.from;
    if from > today || wanted.until.is_some_and(|until| until > today) {
        return Err(bad("An edition from before Fair Notice can't begin or end on a day to come.".into()));
    }
    if wanted.until.is_some_and(|until| until < from) {
        return Err(bad(format!("It can't have ended before it began ({from}).")));
    }
    let mut others: Vec<&Version> =
        known.iter().filter(|v| v.effective.is_some() && v.state != State::Discarded).collect();
    others.sort_by_key(|v| v.effective);
    if let Some(same) = others.iter().find(|v| v.effective == Some(from)) {
        return Err(bad(format!("Version {} began on {from} already.", same.number)));
    }
    let next = others.iter().find(|v| v.effective > Some(from));
    let before = others.iter().rev().find(|v| v.effective < Some(from)).copied();
    let until = match (wanted.until, next.and_then(|v| v.effective)) {
        (Some(until), Some(next)) if until > next => {
            return Err(bad(format!(
                "Another edition was live from {next} on: it can't have been live until {until}."
            )));
        }
        (Some(until), _) => Some(until),
        (None, next) => next,
    };
    match before {
        Some(version) if version.ended.is_none() && version.state != State::Recorded => Err(bad(format!(
            "Version {} is live since {}: what came before it can be recorded, not what came after.",
            version.number,
            version.effective.map(|d| d.to_string()).unwrap_or_default()
        ))),
        // It was taken to have lasted until the next one that was known: now there is one in between.
        Some(version)
            if version.state == State::Recorded
                && version.ended.is_some()
                && version.ended == next.and_then(|v| v.effective)
                && version.ended > Some(from) =>
        {
            Ok((Days { from, until }, Some(version)))
        }
        Some(version) if version.ended.is_some_and(|ended| ended > from) => Err(bad(format!(
            "Version {} was live until {}: this one can't have begun on {from}.",
            version.number,
            version.ended.map(|d| d.to_string()).unwrap_or_default()
        ))),
        before => Ok((Days { from, until }, before.filter(|v| v.ended.is_none()))),
    }
}

impl Act<'_> {
    /// Records an edition that was published before Fair Notice: as one of the notice given, else of a new one.
    pub(crate) fn record_edition(
        &self,
        into: Option<&Notice>,
        directorate: Option<DirectorateId>,
        content: &mut Content,
        note: &str,
        published: &Published,
    ) -> Result<(Notice, Version, Revision)> {
        let url = published.url.as_deref().map(address).transpose()?;
        let mut notice = match into {
            Some(notice) => notice.clone(),
            None => {
                let notice = self.notice_for(content, directorate)?;
                self.add_notice(&notice)?;
                notice
            }
        };
        let known = self.writer.versions(notice.id)?;
        let (days, ends) = days(&known, published, self.now.day)?;
        if let Some(version) = ends {
            let ended = Version { ended: Some(days.from), ..version.clone() };
            self.writer.change_version(&ended)?;
            self.writer.index_version(ended.id, None)?;
            self.event(
                "recorded-ended",
                Some(notice.id),
                json!({ "version": ended.id, "state": ended.state, "ended": ended.ended }),
            )?;
        }
        if let Some(last) = known.last() {
            let before = self.writer.revision(last.approved.unwrap_or(last.head))?.content()?;
            fairnotice_intake::carry_ids(&before, content);
        }
        let number = known.last().map_or(1, |v| v.number + 1);
        let newest = known.iter().all(|v| v.effective.is_none_or(|day| day < days.from) && !v.state.is_open());
        let (mut version, revision) = self.begin_version_as(State::Recorded, &notice, number, content, note, None)?;
        version.effective = Some(days.from);
        version.ended = days.until;
        self.writer.change_version(&version)?;
        if days.until.is_some() {
            self.writer.index_version(version.id, None)?;
        }
        self.event(
            "recorded",
            Some(notice.id),
            json!({ "version": version.id, "state": version.state, "effective": version.effective, "ended": version.ended,
                    "url": url, "agreed-by": published.agreed_by, "on-digest": revision.digest }),
        )?;
        // An older edition doesn't rename the notice, and its address is no longer the notice's.
        if newest {
            notice.title.clone_from(&content.title);
        }
        if let (Some(url), None) = (&url, days.until) {
            notice.url = Some(url.clone());
            self.event(
                "seen-online",
                Some(notice.id),
                json!({ "version": version.id, "state": version.state, "url": url, "on": days.from, "on-digest": revision.digest }),
            )?;
        }
        self.writer.change_notice(&notice)?;
        self.touched_notice(notice.id);
        Ok((notice, version, revision))
    }
}
