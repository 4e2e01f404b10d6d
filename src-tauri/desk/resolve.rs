//! From what a person types to what the register holds: notices, versions, officers, directorates.

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::{Directorate, Notice, Officer, State, Version};
use fairnotice_register::{Reader, Revision};

/// `NOTICE` or `NOTICE@V`, taken apart.
pub(crate) struct NoticeRef<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: Option<u32>,
}

pub(crate) fn parse_ref(text: &str) -> Result<NoticeRef<'_>> {
    match text.rsplit_once('@') {
        None => Ok(NoticeRef { name: text, version: None }),
        Some((name, number)) => match number.parse() {
            Ok(version) => Ok(NoticeRef { name, version: Some(version) }),
            Err(_) => Err(DeskError::usage("bad-version", format!("\"{number}\" is not the number of a version."))
                .hint("Write NOTICE@2 for version 2.")),
        },
    }
}

/// `NOTICE@V.C` (saved copy C of version V) taken apart; any other reference comes back as it is, without a copy.
pub(crate) fn parse_copy_ref(text: &str) -> (&str, Option<u32>) {
    let copy = text.rsplit_once('@').and_then(|(_, number)| number.rsplit_once('.'));
    match copy.and_then(|(version, copy)| Some((version.parse::<u32>().ok()?, copy.parse::<u32>().ok()?))) {
        Some((_, copy)) => (text.rsplit_once('.').map_or(text, |(before, _)| before), Some(copy)),
        None => (text, None),
    }
}

/// A saved copy of a version by its number.
pub(crate) fn find_copy(reader: &Reader<'_>, notice: &Notice, version: &Version, copy: u32) -> Result<Revision> {
    reader.revisions(version.id)?.into_iter().find(|r| r.number == copy).ok_or_else(|| {
        DeskError::failed(
            "unknown-copy",
            format!("{} version {} has no saved copy {copy}.", notice.short_name, version.number),
        )
    })
}

/// Finds a notice by short name, id, or whole title.
pub(crate) fn find_notice(reader: &Reader<'_>, name: &str) -> Result<Notice> {
    if let Ok(id) = name.parse::<NoticeId>()
        && let Some(found) = reader.notice(id)?
    {
        return Ok(found);
    }
    if let Some(found) = reader.notice_by_name(name)? {
        return Ok(found);
    }
    let all = reader.notices()?;
    let wanted = name.to_lowercase();
    let mut by_title = all.iter().filter(|n| n.title.to_lowercase() == wanted);
    if let (Some(found), None) = (by_title.next(), by_title.next()) {
        return Ok(found.clone());
    }
    let near: Vec<&str> = all
        .iter()
        .filter(|n| n.short_name.contains(&wanted) || n.title.to_lowercase().contains(&wanted))
        .take(5)
        .map(|n| n.short_name.as_str())
        .collect();
    let hint = if near.is_empty() {
        "`fairnotice list` shows every notice with its short name.".to_string()
    } else {
        format!("Did you mean {}?", near.join(" or "))
    };
    Err(DeskError::failed("unknown-notice", format!("There is no notice \"{name}\" in this council file.")).hint(hint))
}

/// Finds a version of a notice: the one asked for, else the open one, else the live one, else the newest.
pub(crate) fn find_version(reader: &Reader<'_>, notice: &Notice, number: Option<u32>) -> Result<Version> {
    if let Some(number) = number {
        return reader.version_numbered(notice.id, number)?.ok_or_else(|| {
            DeskError::failed("unknown-version", format!("{} has no version {number}.", notice.short_name))
                .hint(format!("`fairnotice history {}` shows its versions.", notice.short_name))
        });
    }
    if let Some(open) = reader.open_version(notice.id)? {
        return Ok(open);
    }
    if let Some(live) = reader.live_version(notice.id)? {
        return Ok(live);
    }
    newest(reader, notice)
}

/// Finds what `export` means without a number: the live version, else the open one, else the newest.
pub(crate) fn find_version_to_export(reader: &Reader<'_>, notice: &Notice, number: Option<u32>) -> Result<Version> {
    if number.is_none()
        && let Some(live) = reader.live_version(notice.id)?
    {
        return Ok(live);
    }
    find_version(reader, notice, number)
}

fn newest(reader: &Reader<'_>, notice: &Notice) -> Result<Version> {
    reader
        .versions(notice.id)?
        .pop()
        .ok_or_else(|| DeskError::failed("unknown-version", format!("{} has no version yet.", notice.short_name)))
}

/// The open version, or a refusal that says what to do.
pub(crate) fn demand_open(reader: &Reader<'_>, notice: &Notice) -> Result<Version> {
    if let Some(open) = reader.open_version(notice.id)? {
        return Ok(open);
    }
    Err(DeskError::failed("no-open-version", format!("{} has no open version.", notice.short_name))
        .hint(format!("Start one with `fairnotice new-version {}`.", notice.short_name)))
}

/// The live version, or a refusal.
pub(crate) fn demand_live(reader: &Reader<'_>, notice: &Notice) -> Result<Version> {
    if let Some(live) = reader.live_version(notice.id)? {
        return Ok(live);
    }
    let state = newest(reader, notice)?.state;
    let hint = if state == State::Approved { "Publish it first." } else { "Only what is live can be taken down." };
    Err(DeskError::failed("not-live", format!("{} has no live version.", notice.short_name)).hint(hint))
}

/// Finds a directorate by name or id.
pub(crate) fn find_directorate(reader: &Reader<'_>, name: &str) -> Result<Directorate> {
    let wanted = name.trim().to_lowercase();
    let all = reader.directorates()?;
    if let Some(found) = all.iter().find(|d| d.name.to_lowercase() == wanted || d.id.to_string() == wanted) {
        return Ok(found.clone());
    }
    let names: Vec<&str> = all.iter().map(|d| d.name.as_str()).collect();
    let hint = if names.is_empty() {
        format!("Add it first with `fairnotice directorate add \"{name}\"`.")
    } else {
        format!("Known: {}. Add another with `fairnotice directorate add`.", names.join(", "))
    };
    Err(DeskError::failed("unknown-directorate", format!("There is no directorate \"{name}\".")).hint(hint))
}

impl Desk {
    /// The officer of that id, e-mail address or name.
    ///
    /// # Errors
    /// `unknown-officer`, or `ambiguous-officer` when two have the name.
    pub fn officer_named(&self, who: &str) -> Result<Officer> {
        let all = self.register.read().officers()?;
        let wanted = who.trim().to_lowercase();
        let exact =
            |o: &&Officer| o.id.to_string() == wanted || o.email.as_ref().is_some_and(|e| e.to_lowercase() == wanted);
        if let Some(found) = all.iter().find(exact) {
            return Ok(found.clone());
        }
        let mut named = all.iter().filter(|o| o.name.to_lowercase() == wanted);
        match (named.next(), named.next()) {
            (Some(found), None) => Ok(found.clone()),
            (Some(_), Some(_)) => {
                Err(DeskError::failed("ambiguous-officer", format!("Two officers are called \"{who}\"."))
                    .hint("Name the officer by e-mail address."))
            }
            (None, _) => Err(DeskError::failed(
                "unknown-officer",
                format!("There is no officer \"{who}\" in this council file."),
            )
            .hint(format!("Known: {}.", names(&all)))),
        }
    }

    /// The officer who acts when none is named: the one bound to the account, else the only one.
    ///
    /// # Errors
    /// `which-officer`, listing them.
    pub fn officer_by_default(&self, account: Option<&str>) -> Result<OfficerId> {
        let reader = self.register.read();
        if let Some(account) = account
            && let Some(bound) = reader.officer_of_account(account)?
        {
            return Ok(bound);
        }
        let all = reader.officers()?;
        match all.as_slice() {
            [only] => Ok(only.id),
            [] => Err(crate::desk::not_set_up()),
            _ => Err(DeskError::failed("which-officer", "Several officers use this council file; say who acts.")
                .hint(format!("Add --as with one of: {}.", names(&all)))),
        }
    }
}

fn names(officers: &[Officer]) -> String {
    let names: Vec<String> = officers
        .iter()
        .map(|o| match &o.email {
            Some(email) => format!("{} <{email}>", o.name),
            None => o.name.clone(),
        })
        .collect();
    names.join(", ")
}
