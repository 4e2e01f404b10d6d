//! Recording where and when a live version was seen on the council's site.

use crate::desk::{Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{demand_live, find_notice};
use crate::submit::Submitted;
use chrono::NaiveDate;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Notice, Permission};
use serde_json::json;

/// The address of a page.
pub(crate) fn address(url: &str) -> Result<String> {
    let plain = url.trim();
    if !(plain.starts_with("https://") || plain.starts_with("http://")) || plain.contains(char::is_whitespace) {
        return Err(DeskError::usage("bad-address", format!("\"{url}\" is not the address of a page."))
            .hint("An address begins with https://."));
    }
    Ok(plain.to_string())
}

impl Desk {
    /// Records that the live version was seen at an address on a day; the address becomes the notice's.
    ///
    /// # Errors
    /// `not-live`, `bad-address`, `bad-day` for a day to come.
    pub fn seen_online(&mut self, by: OfficerId, notice: &str, url: &str, on: NaiveDate) -> Result<Outcome<Submitted>> {
        let plain = address(url)?;
        self.change(by, |act| {
            act.demand(Permission::Publisher, "record where a notice is published")?;
            if on > act.now.day {
                return Err(DeskError::usage("bad-day", format!("{on} has not come yet.")));
            }
            let notice = find_notice(act.writer, notice)?;
            let live = demand_live(act.writer, &notice)?;
            if live.effective.is_some_and(|from| on < from) {
                return Err(DeskError::usage("bad-day", format!("Version {} was not live on {on}.", live.number)));
            }
            let revision = act.writer.revision(live.approved.unwrap_or(live.head))?;
            act.writer.change_notice(&Notice { url: Some(plain.clone()), ..notice.clone() })?;
            act.event(
                "seen-online",
                Some(notice.id),
                json!({ "version": live.id, "state": live.state, "url": plain, "on": on, "on-digest": revision.digest }),
            )?;
            act.touched_notice(notice.id);
            Ok(Submitted::of(&notice, &live, &revision))
        })
    }
}
