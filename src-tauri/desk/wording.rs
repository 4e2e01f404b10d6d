//! The council's standard wording: kept once, used in many notices.
//!
//! Each version of a wording is an event of the journal and stands nowhere else.

use crate::approval::words_of;
use crate::desk::{Changed, Desk, Outcome};
use crate::error::Result;
use crate::import::read_bytes;
use chrono::{DateTime, Utc};
use fairnotice_checks::Wording;
use fairnotice_notice::Permission;
use fairnotice_notice::ids::OfficerId;
use fairnotice_register::Reader;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::Path;
use ts_rs::TS;

const SET: &str = "wording-set";

/// A standard wording on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WordingView {
    /// What the council calls it.
    pub name: String,
    /// The number of the version in use.
    pub version: u32,
    /// Its words.
    pub words: String,
    /// Since when.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
}

/// Every wording with all its versions and the moment of the newest, by name.
fn dated(reader: &Reader<'_>) -> Result<Vec<(Wording, DateTime<Utc>)>> {
    let mut all: Vec<(Wording, DateTime<Utc>)> = Vec::new();
    for event in reader.events_of_the_council(SET)? {
        let said = |key: &str| event.data.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        match all.iter_mut().find(|(w, _)| w.name == said("name")) {
            Some((known, at)) => {
                known.versions.push(said("words"));
                *at = event.at;
            }
            None => all.push((Wording { name: said("name"), versions: vec![said("words")] }, event.at)),
        }
    }
    all.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    Ok(all)
}

/// Every wording with all its versions, by name.
pub(crate) fn wordings(reader: &Reader<'_>) -> Result<Vec<Wording>> {
    Ok(dated(reader)?.into_iter().map(|(wording, _)| wording).collect())
}

impl Desk {
    /// The wordings in use, by name.
    ///
    /// # Errors
    /// What the register says.
    pub fn wordings(&self) -> Result<Vec<WordingView>> {
        let reader = self.register.read();
        Ok(dated(&reader)?
            .into_iter()
            .map(|(w, at)| WordingView {
                version: u32::try_from(w.versions.len()).unwrap_or(u32::MAX),
                at,
                words: w.versions.last().cloned().unwrap_or_default(),
                name: w.name,
            })
            .collect())
    }

    /// Sets a wording, or its next version. What is approved and published keeps the words it has; drafts that use an older
    /// version are told. The same words again change nothing.
    ///
    /// # Errors
    /// `cannot-read`, `unreadable-text`, `missing-words`, `too-long`, `not-permitted`.
    pub fn set_wording(&mut self, by: OfficerId, name: &str, from: &Path) -> Result<Outcome<Vec<WordingView>>> {
        let bytes = read_bytes(from)?;
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let name = crate::setup::required("The name of the wording", name)?;
        let changed = self.change(by, |act| {
            act.demand(Permission::Administrator, "set the standard wording")?;
            let words = words_of("The wording", text.trim_start_matches('\u{feff}'))?;
            let known = wordings(act.writer)?.into_iter().find(|w| w.name == name);
            if known.is_none_or(|w| w.versions.last() != Some(&words)) {
                act.event(SET, None, json!({ "name": name, "words": words }))?;
                act.touched(Changed::Organisation);
                act.touched(Changed::Notices);
            }
            Ok(())
        })?;
        Ok(Outcome { value: self.wordings()?, changed: changed.changed })
    }
}
