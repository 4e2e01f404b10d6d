//! Files that travel between computers: review packs and answers.
//!
//! One JSON document in one spelling (RFC 8785), with its kind, its version and the SHA-256 of what it holds. A file that
//! is not byte for byte what would be written for what it says is refused: whatever was altered on its way shows.

use crate::error::{DeskError, Result};
use fairnotice_notice::Digest;
use fairnotice_notice::digest::canonical_json;
use serde::Serialize;
use serde_json::{Value, json};

/// The newest version of both kinds.
const VERSION: u64 = 1;

/// The largest file that is read, in bytes: a long notice with its pictures has a tenth of it.
pub(crate) const LARGEST: u64 = 40_000_000;

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A council file.
    Register,
    /// A version to be reviewed.
    ReviewPack,
    /// A reviewer's answer.
    Answer,
    /// Something else.
    Other,
}

impl FileKind {
    const fn name(self) -> &'static str {
        match self {
            FileKind::Register => "council file",
            FileKind::ReviewPack => "review-pack",
            FileKind::Answer => "review-answer",
            FileKind::Other => "other",
        }
    }

    /// What officers call it.
    const fn label(self) -> &'static str {
        match self {
            FileKind::Register => "council file",
            FileKind::ReviewPack => "review pack",
            FileKind::Answer => "reviewer's answer",
            FileKind::Other => "file of Fair Notice",
        }
    }

    /// What some bytes are, whatever their file is called.
    pub fn of(bytes: &[u8]) -> FileKind {
        if bytes.starts_with(b"SQLite format 3\0") {
            return FileKind::Register;
        }
        // The keys come in the order of the alphabet: body, fair-notice, sha256, version.
        let tail = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(200)..]).into_owned();
        let is = |kind: FileKind| tail.contains(&format!("\"fair-notice\":\"{}\"", kind.name()));
        if bytes.starts_with(b"{") && is(FileKind::ReviewPack) {
            FileKind::ReviewPack
        } else if bytes.starts_with(b"{") && is(FileKind::Answer) {
            FileKind::Answer
        } else {
            FileKind::Other
        }
    }
}

/// The bytes of a file of that kind that holds that.
pub(crate) fn seal(kind: FileKind, body: &impl Serialize) -> Result<Vec<u8>> {
    let body = serde_json::to_value(body)?;
    let sha256 = Digest::of(canonical_json(&body)?.as_bytes()).to_string();
    let bytes = write(kind, &body, &sha256)?;
    if bytes.len() as u64 > LARGEST {
        return Err(DeskError::failed("too-large", format!("The {} would have more than 40 MB.", kind.label()))
            .hint("Take out pictures, or make them smaller. Nothing was written."));
    }
    Ok(bytes)
}

fn write(kind: FileKind, body: &Value, sha256: &str) -> Result<Vec<u8>> {
    let whole = json!({ "fair-notice": kind.name(), "version": VERSION, "sha256": sha256, "body": body });
    let mut bytes = canonical_json(&whole)?.into_bytes();
    bytes.push(b'\n');
    Ok(bytes)
}

/// What stands before the body, and what begins after it.
const BEFORE: &[u8] = b"{\"body\":";
const AFTER: &[u8] = b",\"fair-notice\":\"";

/// Whether the body's bytes have the SHA-256 that stands behind them. `None` when not, or when the file is not built so.
fn demand_whole(bytes: &[u8]) -> Option<()> {
    let rest = bytes.strip_prefix(BEFORE)?;
    let at = rest.windows(AFTER.len()).rposition(|w| w == AFTER)?;
    let (body, tail) = rest.split_at_checked(at)?;
    let tail = std::str::from_utf8(tail).ok()?;
    let said = tail.split_once("\"sha256\":\"")?.1.get(..64)?;
    (Digest::of(body).to_string() == said).then_some(())
}

/// What a file of that kind holds, and the SHA-256 of it.
pub(crate) fn open(kind: FileKind, bytes: &[u8]) -> Result<(Value, String)> {
    let label = kind.label();
    let broken = |what: &str| {
        DeskError::failed("file-altered", format!("This {label} {what}."))
            .hint("Ask for it to be sent again. Nothing was changed.")
    };
    if bytes.len() as u64 > LARGEST {
        return Err(DeskError::failed("too-large", format!("This file is too large to be a {label}.")));
    }
    // What was altered is told before it is read: reading is what a hostile file would make dear.
    demand_whole(bytes).ok_or_else(|| broken("is cut short, or was altered on its way"))?;
    let mut whole: Value =
        serde_json::from_slice(bytes).map_err(|_| broken("is cut short, or was altered on its way"))?;
    let is = whole.get("fair-notice").and_then(Value::as_str);
    if is != Some(kind.name()) {
        return Err(DeskError::failed("other-kind", format!("This file is not a {label}.")));
    }
    match whole.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => {
            return Err(DeskError::failed("file-newer", format!("This {label} was made by a newer Fair Notice."))
                .hint("Install the newer Fair Notice, or ask for the reading copy (PDF)."));
        }
        Some(_) | None => return Err(broken("does not say its version")),
    }
    let sha256 = whole.get("sha256").and_then(Value::as_str).unwrap_or_default().to_owned();
    let body = whole.get_mut("body").map(Value::take).unwrap_or(Value::Null);
    if write(kind, &body, &sha256)? != bytes {
        return Err(broken("is not as it was written: it was altered on its way"));
    }
    Ok((body, sha256))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_altered_byte_is_refused() {
        let bytes = seal(FileKind::Answer, &json!({ "words": "£5 “so” \n", "n": [1, 2.5, null, true] })).unwrap();
        assert_eq!(FileKind::of(&bytes), FileKind::Answer);
        assert!(open(FileKind::Answer, &bytes).is_ok());
        for at in 0..bytes.len() {
            for change in [1, 32, 128] {
                let mut other = bytes.clone();
                other[at] ^= change;
                assert!(open(FileKind::Answer, &other).is_err(), "byte {at} of {}", String::from_utf8_lossy(&bytes));
            }
            assert!(open(FileKind::Answer, &bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn another_kind_and_a_newer_one_are_named() {
        let pack = seal(FileKind::ReviewPack, &json!({})).unwrap();
        assert_eq!(open(FileKind::Answer, &pack).unwrap_err().code, "other-kind");
        let newer = String::from_utf8(pack).unwrap().replace("\"version\":1", "\"version\":2");
        assert_eq!(open(FileKind::ReviewPack, newer.as_bytes()).unwrap_err().code, "file-newer");
    }
}
