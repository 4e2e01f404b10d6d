//! Setting up: a new register, its officers and directorates.

use crate::clock::{Clock, new_id};
use crate::desk::{Changed, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::views::{DirectorateView, OfficerView};
use fairnotice_notice::ids::{DirectorateId, EventId, OfficerId};
use fairnotice_notice::organisation::{Arrangement, Partner, RoleHolder};
use fairnotice_notice::{Directorate, Officer, Organisation, Permission};
use fairnotice_register::{NewEvent, Register, RegisterError, directorate_form};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use ts_rs::TS;

/// An officer to be added.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct NewOfficer {
    /// First and last name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The post.
    #[serde(default)]
    pub post: Option<String>,
    /// Names of permissions.
    pub permissions: Vec<String>,
}

/// A directorate to be added.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct NewDirectorate {
    /// Its name.
    pub name: String,
    /// Who leads it.
    pub led_by: Option<String>,
    /// The post that leads it.
    pub post: Option<String>,
    /// The other organisation, when it is joint.
    pub partner: Option<String>,
    /// controllers, shared-management or processor.
    pub joint: Option<String>,
}

/// The other organisation of a joint directorate and the way of being joint, from what was typed.
pub(crate) fn partner_of(organisation: Option<&str>, joint: Option<&str>) -> Result<Option<Partner>> {
    match (organisation, joint) {
        (None, None) => Ok(None),
        (Some(organisation), Some(joint)) => Ok(Some(Partner {
            organisation: required("The other organisation's name", organisation)?,
            arrangement: Arrangement::from_name(joint).ok_or_else(|| {
                DeskError::usage("bad-arrangement", format!("\"{joint}\" is not a way of being joint."))
                    .hint("Say controllers, shared-management or processor.")
            })?,
        })),
        (Some(_), None) | (None, Some(_)) => {
            Err(DeskError::usage("bad-arrangement", "A joint directorate needs both: with whom, and how.")
                .hint("Give --with ORGANISATION and --joint controllers, shared-management or processor."))
        }
    }
}

/// Permissions by their names; one at least.
pub(crate) fn permissions_of(names: &[String]) -> Result<BTreeSet<Permission>> {
    let mut permissions = BTreeSet::new();
    for name in names {
        permissions.insert(Permission::from_name(name.trim()).ok_or_else(|| {
            DeskError::usage("bad-permission", format!("\"{name}\" is not a permission."))
                .hint("Permissions are author, reviewer, publisher and administrator.")
        })?);
    }
    if permissions.is_empty() {
        return Err(DeskError::usage("bad-permission", "An officer needs at least one permission.")
            .hint("Add --role author, reviewer, publisher or administrator."));
    }
    Ok(permissions)
}

pub(crate) fn required(what: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DeskError::usage("missing-value", format!("{what} can't be empty.")));
    }
    if text.chars().count() > 300 || text.chars().any(char::is_control) {
        return Err(DeskError::usage("bad-value", format!("{what} must be one line of at most 300 characters.")));
    }
    Ok(text.to_string())
}

pub(crate) fn optional(what: &str, text: Option<&str>) -> Result<Option<String>> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(|t| required(what, t)).transpose()
}

pub(crate) fn email(text: Option<&str>) -> Result<Option<String>> {
    let email = optional("The e-mail address", text)?;
    if let Some(address) = &email
        && (address.contains(char::is_whitespace)
            || !address.split_once('@').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty()))
    {
        return Err(DeskError::usage("bad-value", format!("\"{address}\" is not an e-mail address.")));
    }
    Ok(email)
}

impl Desk {
    /// Makes a new register with a council and its first officer, who holds every permission and, when the account
    /// is known, is bound to it.
    ///
    /// # Errors
    /// `file-exists` when there is a file already; the disk's answers.
    pub fn init(
        path: &Path,
        organisation: &Organisation,
        officer: &NewOfficer,
        account: Option<&str>,
        clock: Clock,
    ) -> Result<(Desk, OfficerView)> {
        let mut organisation = organisation.clone();
        organisation.name = required("The council's name", &organisation.name)?;
        let now = clock.now();
        let first = Officer {
            id: OfficerId(new_id(now.at)),
            name: required("The officer's name", &officer.name)?,
            email: email(officer.email.as_deref())?,
            post: optional("The post", officer.post.as_deref())?,
            permissions: Permission::ALL.into_iter().collect(),
        };
        let mut register = Register::create(path)?;
        let filled = register.transact(|writer| {
            writer.set_organisation(&organisation)?;
            writer.add_officer(&first, now.at)?;
            if let Some(account) = account {
                writer.bind_account(first.id, account)?;
            }
            writer.append(&NewEvent {
                id: EventId(new_id(now.at)),
                at: now.at,
                officer: Some(first.id),
                kind: "register-made",
                notice: None,
                data: json!({ "organisation": organisation, "officer": first.id.to_string(),
                              "permissions": first.permissions }),
            })?;
            Ok::<(), RegisterError>(())
        });
        if let Err(error) = filled {
            drop(register);
            Register::clear(path);
            return Err(error.into());
        }
        Ok((Desk::around(register, clock), OfficerView::of(&first)))
    }

    /// Adds an officer.
    ///
    /// # Errors
    /// `not-permitted`, `officer-exists`, `bad-permission`.
    pub fn add_officer(&mut self, by: OfficerId, new: &NewOfficer) -> Result<Outcome<OfficerView>> {
        let permissions = permissions_of(&new.permissions)?;
        self.change(by, |act| {
            act.demand(Permission::Administrator, "add officers")?;
            let officer = Officer {
                id: OfficerId(new_id(act.now.at)),
                name: required("The officer's name", &new.name)?,
                email: email(new.email.as_deref())?,
                post: optional("The post", new.post.as_deref())?,
                permissions,
            };
            if let Some(email) = &officer.email
                && act
                    .writer
                    .officers()?
                    .iter()
                    .any(|o| o.email.as_ref().is_some_and(|e| e.eq_ignore_ascii_case(email)))
            {
                return Err(DeskError::failed("officer-exists", format!("{email} is another officer's address."))
                    .hint("Every officer has an address of their own."));
            }
            act.writer.add_officer(&officer, act.now.at)?;
            act.event(
                "officer-added",
                None,
                json!({ "added": officer.id.to_string(), "permissions": officer.permissions }),
            )?;
            act.touched(Changed::Officers);
            Ok(OfficerView::of(&officer))
        })
    }

    /// Adds a directorate.
    ///
    /// # Errors
    /// `not-permitted`, `directorate-exists`, `bad-arrangement`.
    pub fn add_directorate(&mut self, by: OfficerId, new: &NewDirectorate) -> Result<Outcome<DirectorateView>> {
        let partner = partner_of(new.partner.as_deref(), new.joint.as_deref())?;
        let holders = match (&new.led_by, &new.post) {
            (None, None) => Vec::new(),
            (name, Some(post)) => vec![RoleHolder {
                name: name.as_deref().unwrap_or_default().trim().to_string(),
                post: required("The post", post)?,
                from: None,
                until: None,
            }],
            (Some(_), None) => {
                return Err(DeskError::usage("missing-value", "Who leads the directorate needs a post.")
                    .hint("Give --post TITLE: notices name the post, not the person."));
            }
        };
        let directorate = |id| {
            Ok::<_, DeskError>(Directorate {
                id,
                name: required("The directorate's name", &new.name)?,
                role_holders: holders,
                partner,
            })
        };
        self.change(by, |act| {
            act.demand(Permission::Administrator, "add directorates")?;
            let directorate = directorate(DirectorateId(new_id(act.now.at)))?;
            let wanted = directorate.name.to_lowercase();
            if act.writer.directorates()?.iter().any(|d| d.name.to_lowercase() == wanted) {
                return Err(DeskError::failed(
                    "directorate-exists",
                    format!("There is already a directorate \"{}\".", directorate.name),
                ));
            }
            act.writer.put_directorate(&directorate)?;
            act.event("directorate-added", None, directorate_form(&directorate))?;
            act.touched(Changed::Directorates);
            Ok(DirectorateView::of(&directorate, act.now.day))
        })
    }
}
