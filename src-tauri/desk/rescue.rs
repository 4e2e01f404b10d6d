//! Words that could not be saved into the council file, kept beside it until they can be.
//!
//! The file was moved away, its disk is full, another program holds it: the words on the screen are written into a file
//! of their own in the local application-data folder, one a notice and an officer, and are offered again when the draft is next opened.

use crate::error::Result;
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

/// Where the words of that officer for a notice of that council file are kept.
fn place(folder: &Path, register: &Path, notice: &str, officer: &str) -> PathBuf {
    let name = Digest::of(format!("{}\n{notice}\n{officer}", register.display()).as_bytes()).to_string();
    folder.join(format!("unsaved-{}.json", name.get(..24).unwrap_or(&name)))
}

/// Keeps words. Returns where.
///
/// # Errors
/// `disk-full`, `cannot-write`: then they are on the screen alone.
pub fn keep(folder: &Path, register: &Path, words: &Rescued) -> Result<PathBuf> {
    let path = place(folder, register, &words.notice, &words.officer);
    let text = serde_json::to_string(words)?;
    std::fs::create_dir_all(folder).ok();
    write_beside(&path, text.as_bytes())?;
    Ok(path)
}

/// The words that were kept, when there are any that can be read.
pub fn find(folder: &Path, register: &Path, notice: &str, officer: &str) -> Option<Rescued> {
    let text = std::fs::read_to_string(place(folder, register, notice, officer)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Forgets them: they are in the council file now, or the officer gave them up.
pub fn forget(folder: &Path, register: &Path, notice: &str, officer: &str) {
    let _ = std::fs::remove_file(place(folder, register, notice, officer));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_found_and_forgotten_each_for_its_own_notice_and_officer() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("not/there/yet");
        let council = Path::new("/somewhere/council.fairnotice");
        let words = Rescued {
            notice: "ponds".into(),
            officer: "o1".into(),
            at: DateTime::<Utc>::default(),
            why: "The disk is full.".into(),
            base: Content::new("Ponds", "en-GB"),
            mine: Content::new("Ponds and lakes", "en-GB"),
        };
        keep(&deep, council, &words).unwrap();
        assert_eq!(find(&deep, council, "ponds", "o1").as_ref(), Some(&words));
        assert_eq!(find(&deep, council, "ponds", "o2"), None);
        assert_eq!(find(&deep, council, "trees", "o1"), None);
        assert_eq!(find(&deep, Path::new("/elsewhere.fairnotice"), "ponds", "o1"), None);
        std::fs::write(place(&deep, council, "trees", "o1"), "half a fi").unwrap();
        assert_eq!(find(&deep, council, "trees", "o1"), None, "a broken file is no words");
        forget(&deep, council, "ponds", "o1");
        assert_eq!(find(&deep, council, "ponds", "o1"), None);
    }
}
