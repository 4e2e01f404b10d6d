//! The council's details and its officers' permissions, changed after the set-up.

use crate::desk::{Changed, Desk, Outcome, not_set_up};
use crate::error::{DeskError, Result};
use crate::setup::required;
use crate::views::{DirectorateView, OfficerView, OrganisationPage};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Directorate, Officer, Organisation, Permission};
use fairnotice_publish::Picture;
use fairnotice_publish::colour::readable;
use fairnotice_register::directorate_form;
use serde::Serialize;
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
