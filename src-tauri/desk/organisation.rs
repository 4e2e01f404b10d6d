//! The council's details and its officers' permissions, changed after the set-up.

use crate::desk::{Changed, Desk, Outcome, not_set_up};
use crate::error::{DeskError, Result};
use crate::resolve::find_directorate;
use crate::setup::{NewOfficer, email, optional, partner_of, permissions_of, required};
use crate::views::{DirectorateView, OfficerView, OrganisationPage, PostHolder};
use base64::Engine;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::organisation::RoleHolder;
use fairnotice_notice::{Directorate, Officer, Organisation, Permission};
use fairnotice_publish::Picture;
use fairnotice_publish::colour::readable;
use fairnotice_register::directorate_form;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::Path;
use ts_rs::TS;

/// A picture in the council file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeptPicture {
    /// The name by which texts show it.
    pub asset: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// What was edited of a directorate.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct EditedDirectorate {
    /// Its name.
    pub name: String,
    /// Everybody who leads, led or will lead it.
    pub holders: Vec<PostHolder>,
    /// The other organisation, when it is joint.
    pub partner: Option<String>,
    /// controllers, shared-management or processor.
    pub joint: Option<String>,
}

/// Refuses details that hold what no page can print, or what turns the reading order around.
fn demand_printable(organisation: &Organisation) -> Result<()> {
    let text = serde_json::to_value(organisation)?;
    let values = text.as_object().into_iter().flat_map(|o| o.values()).filter_map(serde_json::Value::as_str);
    match values.flat_map(str::chars).find(|c| crate::save::is_unprintable(*c)) {
        None => Ok(()),
        Some(c) => Err(DeskError::failed(
            "bad-character",
            format!("The council's details hold a character that can't be printed (U+{:04X}).", u32::from(c)),
        )
        .hint("Take it out; it often comes from text that was copied.")),
    }
}

impl Desk {
    /// The council, its directorates and its officers.
    ///
    /// # Errors
    /// `not-set-up`.
    pub fn organisation_page(&self) -> Result<OrganisationPage> {
        let reader = self.register.read();
        let day = self.now().day;
        Ok(OrganisationPage {
            organisation: reader.organisation()?.ok_or_else(not_set_up)?,
            directorates: reader.directorates()?.iter().map(|d| DirectorateView::of(d, day)).collect(),
            officers: reader.officers()?.iter().map(OfficerView::of).collect(),
        })
    }

    /// Keeps a picture in the council file and returns the name by which texts and the council's details show it.
    ///
    /// # Errors
    /// `not-permitted`, `cannot-read`, `too-large`, `unreadable-picture`.
    pub fn keep_picture(&mut self, by: OfficerId, path: &Path) -> Result<Outcome<KeptPicture>> {
        let bytes = crate::import::read_bytes(path)?;
        let picture = Picture::clean(&bytes).map_err(|e| {
            DeskError::failed("unreadable-picture", format!("{}: {e}.", path.display()))
                .hint("Save it as PNG or JPEG and try again.")
        })?;
        self.change(by, |act| {
            if !act.officer.may(Permission::Author) {
                act.demand(Permission::Administrator, "keep pictures")?;
            }
            let asset = act.keep_picture(&picture)?;
            Ok(KeptPicture { asset, width: picture.width, height: picture.height })
        })
    }

    /// A kept picture as a `data:` address, for the editor to show.
    ///
    /// # Errors
    /// `unknown-picture`.
    pub fn picture(&self, asset: &str) -> Result<String> {
        let Some(bytes) = self.register.read().asset(asset)? else {
            return Err(DeskError::failed("unknown-picture", "That picture is not in the council file."));
        };
        let kind = if bytes.starts_with(b"\x89PNG") { "png" } else { "jpeg" };
        Ok(format!("data:image/{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(&bytes)))
    }

    /// Writes the council's details. Drafts follow at once; what was approved stays as it was approved.
    ///
    /// # Errors
    /// `not-permitted`, `missing-value`, `unknown-picture`; `poor-colour`, with the ratio.
    pub fn change_organisation(&mut self, by: OfficerId, new: &Organisation) -> Result<Outcome<()>> {
        self.change(by, |act| {
            act.demand(Permission::Administrator, "change the council's details")?;
            let mut new = new.clone();
            new.name = required("The council's name", &new.name)?;
            demand_printable(&new)?;
            if let Some(colour) = &new.colour {
                new.colour = Some(readable(colour)?.hex());
            }
            if let Some(logo) = new.logo.as_ref().filter(|logo| !act.writer.has_asset(logo).unwrap_or(false)) {
                return Err(DeskError::failed(
                    "unknown-picture",
                    format!("The picture \"{logo}\" is not in the council file."),
                ));
            }
            for statement in &mut new.statements {
                *statement = crate::approval::words_of("A statement to confirm", statement)?;
            }
            if act.organisation()? == new {
                return Ok(());
            }
            act.writer.set_organisation(&new)?;
            act.event("organisation-changed", None, json!({ "organisation": new }))?;
            act.touched(Changed::Organisation);
            Ok(())
        })
    }

    /// Writes a directorate's name, post-holders and partner.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-directorate`.
    pub fn change_directorate(&mut self, by: OfficerId, new: &Directorate) -> Result<Outcome<()>> {
        self.change(by, |act| {
            act.demand(Permission::Administrator, "change directorates")?;
            if act.writer.directorate(new.id)?.is_none() {
                return Err(DeskError::failed("unknown-directorate", "There is no such directorate."));
            }
            required("The directorate's name", &new.name)?;
            act.writer.put_directorate(new)?;
            act.event("directorate-changed", None, directorate_form(new))?;
            act.touched(Changed::Directorates);
            Ok(())
        })
    }

    /// Writes what was edited of a directorate. Post-holders stay in the order of their first days.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-directorate`, `directorate-exists`, `missing-value`, `bad-value` for days in the wrong order,
    /// `bad-arrangement`.
    pub fn edit_directorate(&mut self, by: OfficerId, id: &str, new: &EditedDirectorate) -> Result<Outcome<()>> {
        let reader = self.register.read();
        let before = find_directorate(&reader, id)?;
        let name = required("The directorate's name", &new.name)?;
        let taken = |d: &Directorate| d.id != before.id && d.name.to_lowercase() == name.to_lowercase();
        if reader.directorates()?.iter().any(taken) {
            return Err(DeskError::failed("directorate-exists", format!("There is already a directorate \"{name}\".")));
        }
        let mut holders = Vec::new();
        for holder in &new.holders {
            if let (Some(from), Some(until)) = (holder.from, holder.until)
                && until < from
            {
                return Err(DeskError::usage("bad-value", format!("{} can't end before it begins.", holder.post)));
            }
            holders.push(RoleHolder {
                name: optional("The name", Some(&holder.name))?.unwrap_or_default(),
                post: required("The post", &holder.post)?,
                from: holder.from,
                until: holder.until,
            });
        }
        holders.sort_by_key(|h| h.from);
        let partner = partner_of(new.partner.as_deref(), new.joint.as_deref())?;
        self.change_directorate(by, &Directorate { id: before.id, name, role_holders: holders, partner })
    }

    /// Writes what was edited of an officer.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-officer`, `officer-exists`, `bad-permission`, `last-administrator`.
    pub fn edit_officer(&mut self, by: OfficerId, id: &str, new: &NewOfficer) -> Result<Outcome<()>> {
        let before = self.officer_named(id)?;
        let email = email(new.email.as_deref())?;
        let others = self.register.read().officers()?;
        if email.is_some() && others.iter().any(|o| o.id != before.id && o.email == email) {
            return Err(DeskError::failed("officer-exists", "Another officer has that e-mail address."));
        }
        let officer = Officer {
            id: before.id,
            name: required("The officer's name", &new.name)?,
            email,
            post: optional("The post", new.post.as_deref())?,
            permissions: permissions_of(&new.permissions)?,
        };
        self.change_officer(by, &officer)
    }

    /// Writes an officer's name, address, post and permissions.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-officer`, `last-administrator`.
    pub fn change_officer(&mut self, by: OfficerId, new: &Officer) -> Result<Outcome<()>> {
        self.change(by, |act| {
            act.demand(Permission::Administrator, "change officers")?;
            required("The officer's name", &new.name)?;
            let others = act.writer.officers()?;
            if !others.iter().any(|o| o.id == new.id) {
                return Err(DeskError::failed("unknown-officer", "There is no such officer."));
            }
            let stays = new.may(Permission::Administrator)
                || others.iter().any(|o| o.id != new.id && o.may(Permission::Administrator));
            if !stays {
                return Err(DeskError::failed("last-administrator", "Somebody must stay administrator.")
                    .hint("Give another officer the permission first."));
            }
            act.writer.change_officer(new)?;
            act.event(
                "officer-changed",
                None,
                json!({ "changed": new.id.to_string(), "permissions": new.permissions }),
            )?;
            act.touched(Changed::Officers);
            Ok(())
        })
    }
}
