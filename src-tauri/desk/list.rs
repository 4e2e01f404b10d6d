//! The list of notices.

use crate::check::{blocking, current_content, judge};
use crate::desk::Desk;
use crate::error::Result;
use crate::resolve::find_notice;
use crate::surroundings::Surroundings;
use crate::views::{NoticeList, NoticeRow, OpenVersion};
use chrono::NaiveDate;
use fairnotice_notice::ids::NoticeId;
use fairnotice_notice::{Directorate, Notice, State, Version};
use fairnotice_register::{OverviewRow, Reader};
use std::collections::BTreeMap;
use std::sync::PoisonError;

fn waits_for(version: &Version) -> &'static str {
    match version.state {
        State::Drafting => "its author",
        State::InReview => "a reviewer",
        State::Approved if version.effective.is_some() => "its day",
        State::Approved => "a publisher",
        State::Live | State::Superseded | State::Withdrawn | State::Discarded | State::Recorded => "nobody",
    }
}

fn opened(version: &Version) -> OpenVersion {
    OpenVersion {
        version: version.number,
        state: version.state,
        effective: version.effective,
        waits_for: waits_for(version).into(),
    }
}

/// An approved version whose day has come counts as live, though the event is not written yet.
fn is_live(version: &Version, day: NaiveDate) -> bool {
    version.state == State::Live
        || (version.state == State::Recorded && version.ended.is_none())
        || (version.state == State::Approved && version.effective.is_some_and(|effective| effective <= day))
}

fn row(
    reader: &Reader<'_>,
    notice: Notice,
    versions: &[OverviewRow],
    directorates: &[Directorate],
    day: NaiveDate,
    counted: bool,
) -> Result<NoticeRow> {
    let directorate = notice.directorate.and_then(|id| directorates.iter().find(|d| d.id == id));
    let live = versions.iter().rev().map(|r| &r.version).find(|v| is_live(v, day));
    let open = versions.iter().map(|r| &r.version).find(|v| v.state.is_open() && !is_live(v, day));
    let last = versions.last().map(|r| &r.version);
    let blocking = match open {
        Some(open) if counted => Some(count(reader, &notice, open, day)?),
        Some(_) => None,
        None => Some(0),
    };
    let review_due = live.and_then(|v| v.review_due);
    Ok(NoticeRow {
        id: notice.id.to_string(),
        directorate: directorate.map(|d| d.name.clone()),
        kind: notice.kind.name().into(),
        live: live.map(|v| v.number),
        live_since: live.and_then(|v| v.effective),
        open: open.map(opened),
        last: if live.is_none() && open.is_none() { last.map(opened) } else { None },
        blocking,
        review_due,
        overdue: review_due.is_some_and(|due| due < day),
        owner: directorate.and_then(|d| d.led_by(day)).map(|h| h.post.clone()),
        changed_at: versions.iter().map(|r| r.changed_at).max().unwrap_or_default(),
        notice: notice.short_name,
        title: notice.title,
    })
}

/// How many findings of a version hold up its submission.
fn count(reader: &Reader<'_>, notice: &Notice, version: &Version, day: NaiveDate) -> Result<u32> {
    let content = current_content(reader, notice, version, day)?;
    Ok(blocking(&judge(reader, notice, version, &content, day, &Surroundings::default())?))
}

impl Desk {
    /// Every notice, by title.
    ///
    /// # Errors
    /// What the register says.
    pub fn list(&self) -> Result<NoticeList> {
        self.listed(true)
    }

    /// Every notice, by title, without counting what is to be fixed: a long list is there at once. A desk that only reads
    /// keeps it until somebody changes the file, so that it can be read before anybody asks.
    ///
    /// # Errors
    /// What the register says.
    pub fn list_at_once(&self) -> Result<NoticeList> {
        if !self.register.only_reads()? {
            return self.listed(false);
        }
        // Taken before the list is read: what is written meanwhile makes the list be read again.
        let (state, day) = (self.register.data_version()?, self.now().day);
        if let Some((known, on, list)) = &self.read.lock().unwrap_or_else(PoisonError::into_inner).listed
            && (*known, *on) == (state, day)
        {
            return Ok(list.clone());
        }
        let list = self.listed(false)?;
        self.read.lock().unwrap_or_else(PoisonError::into_inner).listed = Some((state, day, list.clone()));
        Ok(list)
    }

    /// How many findings hold up the open version of each notice, by short name. What was counted before is counted again
    /// only when the text, the day, or anything that was decided in the council has changed since.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn blocking_counts(&self, notices: &[String]) -> Result<BTreeMap<String, u32>> {
        let reader = self.register.read();
        let day = self.now().day;
        let turn = reader.last_decided()?;
        let mut counts = BTreeMap::new();
        for name in notices {
            let notice = find_notice(&reader, name)?;
            let Some(open) = reader.open_version(notice.id)? else { continue };
            let saved = reader.working_copy_time(open.id)?;
            let key = (open.head, saved, day, turn);
            let known = self.read.lock().unwrap_or_else(PoisonError::into_inner).blocking.get(&open.id).copied();
            let found = match known.filter(|(known, _)| *known == key) {
                Some((_, found)) => found,
                None => {
                    let found = count(&reader, &notice, &open, day)?;
                    let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
                    read.blocking.insert(open.id, (key, found));
                    found
                }
            };
            counts.insert(notice.short_name, found);
        }
        Ok(counts)
    }

    fn listed(&self, counted: bool) -> Result<NoticeList> {
        let reader = self.register.read();
        let day = self.now().day;
        let directorates = reader.directorates()?;
        let mut versions: BTreeMap<NoticeId, Vec<OverviewRow>> = BTreeMap::new();
        for row in reader.overview()? {
            versions.entry(row.version.notice).or_default().push(row);
        }
        let mut notices = Vec::new();
        for notice in reader.notices()? {
            let own = versions.remove(&notice.id).unwrap_or_default();
            notices.push(row(&reader, notice, &own, &directorates, day, counted)?);
        }
        Ok(NoticeList { notices })
    }
}
