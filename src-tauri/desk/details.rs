//! A notice's details: whose it is, what it covers, which notice or page stands above it.

use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{find_directorate, find_notice};
use crate::seen_online::address;
use fairnotice_notice::edition::{Audience, ExternalParent, NoticeKind};
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::{Notice, Permission};
use fairnotice_register::Reader;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// What to change of a notice; what is `None` stays as it is, and what is empty is taken away.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct NoticeDetails {
    /// The directorate, by name or id.
    pub directorate: Option<String>,
    /// corporate, directorate, service or short-statement.
    pub kind: Option<String>,
    /// adults, children or easy-read.
    pub audience: Option<String>,
    /// The notice above it in the register.
    pub parent: Option<String>,
    /// The page above it outside the register. Naming it confirms today that it answers what is left to it.
    pub external_parent: Option<String>,
}

/// A notice's details on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DetailsPage {
    /// The short name.
    pub notice: String,
    /// The directorate's id.
    pub directorate: Option<String>,
    /// corporate, directorate, service or short-statement.
    pub kind: String,
    /// adults, children or easy-read.
    pub audience: String,
    /// The short name of the notice above it.
    pub parent: Option<String>,
    /// The page above it outside the register.
    pub external_parent: Option<String>,
    /// Who confirmed that page, and when, in words.
    pub external_confirmed: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// The notices that can stand above it.
    pub parents: Vec<ParentChoice>,
}

/// A notice that can stand above another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ParentChoice {
    /// The short name.
    pub notice: String,
    /// The title.
    pub title: String,
    /// Whether it is live: only then does it answer for those below it.
    pub live: bool,
}

impl Desk {
    /// A notice's details, with what they can be changed to.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn details(&self, notice: &str) -> Result<DetailsPage> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let mut parents = Vec::new();
        let mut parent = None;
        for other in reader.notices()? {
            if Some(other.id) == notice.parent {
                parent = Some(other.short_name.clone());
            }
            if !stands_above(&reader, notice.id, &other)? {
                let live = reader.live_version(other.id)?.is_some();
                parents.push(ParentChoice { notice: other.short_name, title: other.title, live });
            }
        }
        let confirmed = match &notice.external_parent {
            Some(page) => {
                let who = reader.officer(page.confirmed_by)?.map_or_else(|| "somebody".into(), |o| o.name);
                Some(format!("{who} confirmed it on {}", page.confirmed_on.format("%-d %B %Y")))
            }
            None => None,
        };
        Ok(DetailsPage {
            directorate: notice.directorate.map(|d| d.to_string()),
            kind: notice.kind.name().to_owned(),
            audience: notice.audience.name().to_owned(),
            parent,
            external_parent: notice.external_parent.map(|p| p.url),
            external_confirmed: confirmed,
            url: notice.url,
            notice: notice.short_name,
            parents,
        })
    }

    /// Changes a notice's details. Who names an external parent confirms it.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-directorate`, `bad-value`, `parent-circle`, `bad-address`, `not-permitted`.
    pub fn change_details(&mut self, by: OfficerId, notice: &str, new: &NoticeDetails) -> Result<Outcome<Notice>> {
        self.change(by, |act| {
            act.demand(Permission::Author, "change a notice's details")?;
            let before = find_notice(act.writer, notice)?;
            let mut notice = before.clone();
            if let Some(name) = &new.directorate {
                notice.directorate = if name.is_empty() { None } else { Some(find_directorate(act.writer, name)?.id) };
            }
            if let Some(kind) = &new.kind {
                notice.kind = NoticeKind::from_name(kind).ok_or_else(|| {
                    DeskError::usage("bad-value", format!("\"{kind}\" is not a kind of notice."))
                        .hint("Say corporate, directorate, service or short-statement.")
                })?;
            }
            if let Some(audience) = &new.audience {
                notice.audience = Audience::from_name(audience).ok_or_else(|| {
                    DeskError::usage("bad-value", format!("\"{audience}\" is not an audience."))
                        .hint("Say adults, children or easy-read.")
                })?;
            }
            if new.parent.as_deref() == Some("") {
                notice.parent = None;
            } else if let Some(parent) = &new.parent {
                let parent = find_notice(act.writer, parent)?;
                demand_no_circle(act, notice.id, &parent)?;
                notice.parent = Some(parent.id);
            }
            if new.external_parent.as_deref() == Some("") {
                notice.external_parent = None;
            } else if let Some(url) = &new.external_parent {
                notice.external_parent = Some(ExternalParent {
                    url: address(url)?,
                    confirmed_by: act.officer.id,
                    confirmed_on: act.now.day,
                });
            }
            if notice != before {
                act.writer.change_notice(&notice)?;
                act.event("notice-changed", Some(notice.id), json!({ "notice": notice }))?;
                act.touched_notice(notice.id);
            }
            Ok(notice)
        })
    }
}

/// Refuses a parent that has the notice itself above it.
fn demand_no_circle(act: &Act<'_>, notice: NoticeId, parent: &Notice) -> Result<()> {
    if stands_above(act.writer, notice, parent)? {
        return Err(DeskError::failed("parent-circle", "A notice can't stand above itself."));
    }
    Ok(())
}

/// Whether a notice is another, or stands above it.
fn stands_above(reader: &Reader<'_>, notice: NoticeId, other: &Notice) -> Result<bool> {
    let mut above = Some(other.clone());
    while let Some(one) = above {
        if one.id == notice {
            return Ok(true);
        }
        above = one.parent.map(|id| reader.notice(id)).transpose()?.flatten();
    }
    Ok(false)
}
