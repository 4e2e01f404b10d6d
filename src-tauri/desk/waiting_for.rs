//! What waits for whom, since when: reviews, publications, and people who were asked for their view.

use crate::desk::Desk;
use crate::error::Result;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::{Action, State};
use serde::Serialize;
use ts_rs::TS;

/// Somebody who is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WaitingFor {
    /// The notice's short name.
    pub notice: String,
    /// Its title.
    pub title: String,
    /// The version.
    pub version: u32,
    /// review, publication or view.
    pub what: String,
    /// Who: a name; null where any reviewer or publisher will do.
    pub who: Option<String>,
    /// Since when.
    #[ts(type = "string")]
    pub since: DateTime<Utc>,
    /// The day by which an answer is wanted.
    #[ts(type = "string | null")]
    pub due: Option<NaiveDate>,
    /// Whether that day is over.
    pub overdue: bool,
}

impl Desk {
    /// What waits for whom, the longest first.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn waiting_for(&self) -> Result<Vec<WaitingFor>> {
        let reader = self.register.read();
        let today = self.now().day;
        let mut all = Vec::new();
        for notice in reader.notices()? {
            let Some(open) = reader.open_version(notice.id)? else { continue };
            let since = |action: Action| -> Result<DateTime<Utc>> {
                let decision = reader.decisions(open.id)?.into_iter().rev().find(|d| d.action == action);
                Ok(decision.map_or(open.created_at, |d| d.at))
            };
            let row = |what: &str, who: Option<String>, since| WaitingFor {
                notice: notice.short_name.clone(),
                title: notice.title.clone(),
                version: open.number,
                what: what.to_owned(),
                who,
                since,
                due: None,
                overdue: false,
            };
            if open.state == State::InReview {
                all.push(row("review", None, since(Action::Submit)?));
            } else if open.state == State::Approved && open.effective.is_none() {
                all.push(row("publication", None, since(Action::Approve)?));
            }
            for asked in crate::consultation::rows(&reader, notice.id, today)? {
                if asked.answer.is_none() && asked.version == open.number {
                    all.push(WaitingFor {
                        due: asked.due,
                        overdue: asked.overdue,
                        ..row("view", Some(asked.to), asked.sent_at)
                    });
                }
            }
        }
        all.sort_by_key(|w| w.since);
        Ok(all)
    }
}
