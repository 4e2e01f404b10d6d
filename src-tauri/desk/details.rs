//! A notice's details: whose it is, what it covers, which notice or page stands above it.

use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::resolve::{find_directorate, find_notice};
use crate::seen_online::address;
use fairnotice_notice::edition::{Audience, ExternalParent, NoticeKind};
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::{Notice, Permission};
use serde_json::json;

/// What to change of a notice; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
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

impl Desk {
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
                notice.directorate = Some(find_directorate(act.writer, name)?.id);
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
            if let Some(parent) = &new.parent {
                let parent = find_notice(act.writer, parent)?;
                demand_no_circle(act, notice.id, &parent)?;
                notice.parent = Some(parent.id);
            }
            if let Some(url) = &new.external_parent {
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
    let mut above = Some(parent.clone());
    while let Some(one) = above {
        if one.id == notice {
            return Err(DeskError::failed("parent-circle", "A notice can't stand above itself."));
        }
        above = one.parent.map(|id| act.writer.notice(id)).transpose()?.flatten();
    }
    Ok(())
}
