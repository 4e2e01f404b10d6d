//! What goes wrong, in one form: a code that programs branch on, a sentence, and what to do.

use fairnotice_intake::IntakeError;
use fairnotice_publish::PublishError;
use fairnotice_register::RegisterError;
use serde::Serialize;
use thiserror::Error;

/// The desk's result.
pub type Result<T> = std::result::Result<T, DeskError>;

/// How a command ends. The numbers are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Refused or failed: not your permission, not in this state, a file, a disk.
    Failed = 1,
    /// Wrong usage.
    Usage = 2,
    /// The text is the reason: findings, a verification that failed, an approved text that was tampered with.
    Text = 3,
}

/// One clear sentence, with a code and what to do. Nothing was changed when one of these comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[error("{message}")]
pub struct DeskError {
    /// What programs branch on.
    pub code: &'static str,
    /// What happened, in plain English.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// How a command ends.
    #[serde(skip)]
    pub exit: Exit,
}

impl DeskError {
    /// Refused, or failed.
    pub fn failed(code: &'static str, message: impl Into<String>) -> Self {
        DeskError { code, message: message.into(), hint: None, exit: Exit::Failed }
    }

    /// A fault of Fair Notice's own, by which nothing was changed.
    pub(crate) fn internal() -> Self {
        DeskError::failed("internal", "Something went wrong inside Fair Notice.")
            .hint("Nothing was changed. Close and open Fair Notice again.")
    }

    /// Wrongly asked.
    pub fn usage(code: &'static str, message: impl Into<String>) -> Self {
        DeskError { exit: Exit::Usage, ..DeskError::failed(code, message) }
    }

    /// The text is the reason.
    pub fn text(code: &'static str, message: impl Into<String>) -> Self {
        DeskError { exit: Exit::Text, ..DeskError::failed(code, message) }
    }

    /// With what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<RegisterError> for DeskError {
    fn from(error: RegisterError) -> Self {
        let message = sentence(&error.to_string());
        match error {
            RegisterError::Missing(_) => DeskError::failed("register-missing", message)
                .hint("Make one with `fairnotice init`, or name another with --register."),
            RegisterError::Exists(_) => {
                DeskError::failed("file-exists", message).hint("Choose another name; nothing is ever written over.")
            }
            RegisterError::NotARegister(_) => DeskError::failed("not-a-register", message)
                .hint("Choose the file that Fair Notice made; its name usually ends in .fairnotice."),
            RegisterError::Newer { .. } => DeskError::failed("register-newer", message)
                .hint("Install the newer Fair Notice. The file was left untouched."),
            RegisterError::Damaged(_) => DeskError::failed("register-damaged", message)
                .hint("Restore the newest backup with `fairnotice restore`; keep the damaged file."),
            RegisterError::Busy => DeskError::failed("register-busy", message)
                .hint("Nothing was changed. Try again in a moment; close other copies of Fair Notice."),
            RegisterError::MovedAway(_) => DeskError::failed("register-moved", message)
                .hint("Put it back under that name, or open it where it is now. What is on the screen is not lost."),
            RegisterError::Full => {
                DeskError::failed("disk-full", message).hint("Nothing was lost. Make room on the disk and try again.")
            }
            RegisterError::Disk => DeskError::failed("disk-error", message)
                .hint("Nothing was changed. Make a backup on another disk as soon as you can."),
            RegisterError::ReadOnly => DeskError::failed("read-only", message)
                .hint("Check the permissions of the file and its folder. Nothing was changed."),
            RegisterError::NetworkPath(_) => DeskError::failed("network-path", message)
                .hint("Keep the council file on this computer's own disk; share copies made with `fairnotice backup`."),
            RegisterError::Refused(_) => DeskError::failed("refused", message),
            RegisterError::Io { .. } => DeskError::failed("file-error", message),
            RegisterError::Sqlite(_) => DeskError::failed("register-error", message),
        }
    }
}

impl From<IntakeError> for DeskError {
    fn from(error: IntakeError) -> Self {
        DeskError::failed("unreadable-text", sentence(&error.to_string()))
            .hint("Nothing was changed. Give a Word file (.docx), a web page (.html), a PDF with text, plain text (.txt) or Markdown (.md).")
    }
}

impl From<PublishError> for DeskError {
    fn from(error: PublishError) -> Self {
        let code = if matches!(error, PublishError::PoorContrast { .. }) {
            "poor-colour"
        } else if matches!(error, PublishError::Colour { .. }) {
            "bad-colour"
        } else {
            "cannot-publish"
        };
        DeskError::failed(code, sentence(&error.to_string())).hint("Nothing was written or changed.")
    }
}

impl From<serde_json::Error> for DeskError {
    fn from(error: serde_json::Error) -> Self {
        DeskError::failed("internal", format!("A stored text could not be read or written ({error})."))
    }
}

/// With a capital and a stop.
pub(crate) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let mut text: String = match chars.next() {
        Some(first) if words.starts_with(|c: char| c.is_lowercase()) => first.to_uppercase().chain(chars).collect(),
        _ => words.to_string(),
    };
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}
