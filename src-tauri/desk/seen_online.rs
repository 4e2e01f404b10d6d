//! From the desk to the site: recording that a live version was sent to the web team, and where and when it was seen.

use crate::approval::words_of;
use crate::desk::{Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{demand_live, find_notice};
use crate::submit::Submitted;
use crate::views::OnlineRow;
use chrono::NaiveDate;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Notice, Permission, Version};
use fairnotice_register::Reader;
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

/// What is recorded of a version's way to the site, oldest first.
pub(crate) fn rows(
    reader: &Reader<'_>,
    version: &Version,
    name: impl Fn(Option<OfficerId>) -> String,
) -> Result<Vec<OnlineRow>> {
    let id = version.id.to_string();
    let mut rows = Vec::new();
    for event in reader.events(Some(version.notice))? {
        let (what, key) = match event.kind.as_str() {
            "sent-to-web-team" => ("sent", "to"),
            "seen-online" => ("seen", "url"),
            _ => continue,
        };
        let told = |key: &str| event.data.get(key).and_then(serde_json::Value::as_str);
        if told("version") != Some(id.as_str()) {
            continue;
        }
        rows.push(OnlineRow {
            what: what.to_owned(),
            officer: name(event.officer),
            at: event.at,
            words: told(key).unwrap_or_default().to_owned(),
            on: told("on").and_then(|day| day.parse().ok()),
        });
    }
    Ok(rows)
}

impl Desk {
    /// Records that the live version was sent to those who put it on the site.
    ///
    /// # Errors
    /// `not-live`, `missing-words`, `not-permitted`.
    pub fn sent_to_web_team(&mut self, by: OfficerId, notice: &str, to: &str) -> Result<Outcome<Submitted>> {
        let to = words_of("To whom it was sent", to)?;
        self.change(by, |act| {
            act.demand(Permission::Publisher, "record that a notice was sent to the web team")?;
            let notice = find_notice(act.writer, notice)?;
            let live = demand_live(act.writer, &notice)?;
            let revision = act.writer.revision(live.approved.unwrap_or(live.head))?;
            act.event(
                "sent-to-web-team",
                Some(notice.id),
                json!({ "version": live.id, "state": live.state, "to": to, "on-digest": revision.digest }),
            )?;
            act.touched_notice(notice.id);
            Ok(Submitted::of(&notice, &live, &revision))
        })
    }

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
