//! Words that could not be saved into the council file, kept beside it until they can be.
//!
//! The file was moved away, its disk is full, another program holds it, somebody else has changed the draft: the words on
//! the screen are written into a file of their own in the local application-data folder, one for each time a draft was
//! open, and are offered again when the draft is next opened. They belong to a council file by what is in it, not by where
//! it lies.

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::files::write_beside;
use chrono::{DateTime, Utc};
use fairnotice_notice::{Content, Digest};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// Words that are not in the council file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Rescued {
    /// Identifies the time the draft was open; one file for each.
    pub id: String,
    /// The notice's short name.
    pub notice: String,
    /// The officer's id.
    pub officer: String,
    /// When they were kept.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// Why they could not be saved.
    pub why: String,
    /// The text from which the typing began.
    #[ts(type = "Content")]
    pub base: Content,
    /// The text as it was typed.
    #[ts(type = "Content")]
    pub mine: Content,
}

/// What the names of a draft's files begin with.
fn stem(council: &str, notice: &str, officer: &str) -> String {
    let name = Digest::of(format!("{council}\n{notice}\n{officer}").as_bytes()).to_string();
    format!("unsaved-{}-", name.get(..24).unwrap_or(&name))
}

fn place(folder: &Path, council: &str, notice: &str, officer: &str, id: &str) -> Result<PathBuf> {
    if id.is_empty() || id.len() > 64 || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(DeskError::usage("bad-value", "That is not the name of kept words."));
    }
    Ok(folder.join(format!("{}{id}.json", stem(council, notice, officer))))
}

/// Keeps words, in the place of what was kept under their id. Returns where.
///
/// # Errors
/// `disk-full`, `cannot-write`: then they are on the screen alone.
pub fn keep(folder: &Path, council: &str, words: &Rescued) -> Result<PathBuf> {
    let path = place(folder, council, &words.notice, &words.officer, &words.id)?;
    let text = serde_json::to_string(words)?;
    std::fs::create_dir_all(folder).ok();
    write_beside(&path, text.as_bytes())?;
    Ok(path)
}

/// The words that were kept for a draft and can be read, the oldest first.
pub fn find(folder: &Path, council: &str, notice: &str, officer: &str) -> Vec<Rescued> {
    let stem = stem(council, notice, officer);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let own = entries.flatten().filter(|e| {
        let name = e.file_name();
        let name = name.to_string_lossy();
        name.starts_with(&stem) && name.ends_with(".json")
    });
    let read = |path: PathBuf| serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok();
    let mut all: Vec<Rescued> = own.filter_map(|e| read(e.path())).collect();
    all.sort_by_key(|words| words.at);
    all
}

/// Forgets words: they are in the council file now, or the officer gave them up.
pub fn forget(folder: &Path, council: &str, notice: &str, officer: &str, id: &str) {
    if let Ok(path) = place(folder, council, notice, officer, id) {
        let _ = std::fs::remove_file(path);
    }
}

impl Desk {
    /// What tells this council file from every other, wherever it lies: the hash of its first event. Backups share it.
    ///
    /// # Errors
    /// What the register says.
    pub fn identity(&self) -> Result<String> {
        Ok(self.register.read().beginning()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_found_and_forgotten_each_for_its_own_notice_officer_and_time() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("not/there/yet");
        let words = |id: &str, title: &str, second: i64| Rescued {
            id: id.into(),
            notice: "n1".into(),
            officer: "o1".into(),
            at: DateTime::from_timestamp(second, 0).unwrap(),
            why: "The disk is full.".into(),
            base: Content::new("Ponds", "en-GB"),
            mine: Content::new(title, "en-GB"),
        };
        keep(&deep, "c1", &words("b", "Second", 2)).unwrap();
        keep(&deep, "c1", &words("a", "First", 1)).unwrap();
        keep(&deep, "c1", &words("a", "First, typed on", 1)).unwrap();
        let found = find(&deep, "c1", "n1", "o1");
        let titles: Vec<&str> = found.iter().map(|w| w.mine.title.as_str()).collect();
        assert_eq!(titles, ["First, typed on", "Second"]);
        for (council, notice, officer) in [("c2", "n1", "o1"), ("c1", "n2", "o1"), ("c1", "n1", "o2")] {
            assert!(find(&deep, council, notice, officer).is_empty());
        }
        std::fs::write(place(&deep, "c1", "n1", "o1", "c").unwrap(), "half a fi").unwrap();
        assert_eq!(find(&deep, "c1", "n1", "o1").len(), 2, "a broken file is no words");
        forget(&deep, "c1", "n1", "o1", "a");
        forget(&deep, "c1", "n1", "o1", "../../b");
        assert_eq!(find(&deep, "c1", "n1", "o1").len(), 1);
        assert!(keep(&deep, "c1", &words("../out", "x", 3)).is_err());
    }
}
