//! Publishing, now or on a day, and taking down.

use crate::approval::{Words, words_of};
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::export::demand_approved_text;
use crate::resolve::{demand_live, demand_open, find_notice};
use crate::submit::Submitted;
use crate::sweep::record_findings;
use chrono::{Months, NaiveDate};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Action, Notice, State, Version};

/// The day by which a version that goes live on `day` shall be reviewed.
pub(crate) fn review_day(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months.max(1)))
}

impl Act<'_> {
    /// The live version's time is over: the next one takes its place on `day`.
    pub(crate) fn supersede(&self, notice: &Notice, day: NaiveDate) -> Result<()> {
        let Some(mut live) = self.writer.live_version(notice.id)? else { return Ok(()) };
        let to = self.demand_transition(notice, &live, Action::Supersede)?;
        live.ended = Some(day);
        let revision = self.writer.revision(live.approved.unwrap_or(live.head))?;
        self.decide(notice, &mut live, &revision, Action::Supersede, to, Words::default())?;
        self.writer.index_version(live.id, None)?;
        Ok(())
    }
}

impl Desk {
    /// Publishes the approved version: now, or from a later day. The version that was live is superseded on that day.
    ///
    /// # Errors
    /// `not-in-this-state` for anything that is not approved; `tampered` (exit 3) when the text is not the approved
    /// one; `past-day`; `not-permitted`.
    pub fn publish(&mut self, by: OfficerId, notice: &str, effective: Option<NaiveDate>) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let day = effective.unwrap_or(act.now.day);
            let action = if day > act.now.day { Action::Schedule } else { Action::Publish };
            let to = act.demand_transition(&notice, &version, action)?;
            if day < act.now.day {
                return Err(DeskError::usage("past-day", format!("{day} is past; nothing can go live before today."))
                    .hint("Leave the day out to publish today."));
            }
            let revision = demand_approved_text(act.writer, &notice, &version)?;
            let organisation = act.organisation()?;
            version.effective = Some(day);
            version.review_due = review_day(day, organisation.review_months);
            if action == Action::Publish {
                act.supersede(&notice, day)?;
            }
            let words = Words { effective: Some(day), ..Words::default() };
            act.decide(&notice, &mut version, &revision, action, to, words)?;
            let record = record_findings(act.writer, &notice, &version, act.now.day)?;
            let record = record.into_iter().map(crate::FindingView::of).collect();
            Ok(Submitted { record, ..Submitted::of(&notice, &version, &revision) })
        })
    }

    /// Takes the live version down.
    ///
    /// # Errors
    /// `not-live`, `not-permitted`, `missing-words`.
    pub fn withdraw(&mut self, by: OfficerId, notice: &str, reason: &str) -> Result<Outcome<Submitted>> {
        self.change_signed(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version: Version = demand_live(act.writer, &notice)?;
            let to: State = act.demand_transition(&notice, &version, Action::Withdraw)?;
            let reason = words_of("The reason", reason)?;
            version.ended = Some(act.now.day);
            let revision = act.writer.revision(version.approved.unwrap_or(version.head))?;
            let words = Words { words: Some(&reason), ..Words::default() };
            act.decide(&notice, &mut version, &revision, Action::Withdraw, to, words)?;
            act.writer.index_version(version.id, None)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }
}
