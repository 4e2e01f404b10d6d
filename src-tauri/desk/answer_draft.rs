//! A reviewer's answer while it is being written, kept on the reviewer's computer until it is sent.

use crate::answer::NewAnswer;
use crate::error::{DeskError, Result};
use crate::files::write_beside;
use std::path::{Path, PathBuf};

fn place(folder: &Path, sha256: &str) -> Result<PathBuf> {
    if sha256.len() != 64 || !sha256.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(DeskError::usage("bad-value", "That is not the name of a review pack."));
    }
    Ok(folder.join(format!("answer-{}.json", &sha256[..32])))
}

/// Keeps what is written so far of the answer to a pack, in the place of what was kept before.
///
/// # Errors
/// `disk-full`, `cannot-write`.
pub fn keep(folder: &Path, sha256: &str, answer: &NewAnswer) -> Result<()> {
    let path = place(folder, sha256)?;
    std::fs::create_dir_all(folder).ok();
    write_beside(&path, serde_json::to_string(answer)?.as_bytes())
}

/// What was written of the answer to a pack; nothing where there is nothing, or where it can't be read any more.
///
/// # Errors
/// `bad-value` for what is no pack's name.
pub fn kept(folder: &Path, sha256: &str) -> Result<Option<NewAnswer>> {
    let path = place(folder, sha256)?;
    Ok(std::fs::read_to_string(path).ok().and_then(|text| serde_json::from_str(&text).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Verdict;

    #[test]
    fn what_was_written_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let sha = "a".repeat(64);
        assert!(kept(folder.path(), &sha).unwrap().is_none());
        let answer = NewAnswer {
            reviewer: "Rita".into(),
            verdict: Some(Verdict::RequestChanges),
            words: "Say how long".into(),
            reasons: vec![],
            confirmed: vec![],
            comments: vec![],
        };
        keep(folder.path(), &sha, &answer).unwrap();
        assert_eq!(kept(folder.path(), &sha).unwrap().unwrap().words, "Say how long");
        assert_eq!(keep(folder.path(), "../../x", &answer).unwrap_err().code, "bad-value");
    }
}
