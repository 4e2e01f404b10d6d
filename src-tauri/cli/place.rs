//! Where the council file lies when nobody says.

use fairnotice_desk::DeskError;
use std::path::PathBuf;

/// The council file: the one given, else FAIRNOTICE_REGISTER, else the one in the local application-data folder (never
/// the roaming one, which may sit on a network share).
pub fn register(given: Option<&PathBuf>) -> Result<PathBuf, DeskError> {
    if let Some(path) = given {
        return Ok(path.clone());
    }
    fairnotice_desk::place::default_register().ok_or_else(|| {
        DeskError::usage("no-place", "This account has no local application-data folder.")
            .hint("Name the council file with --register FILE.")
    })
}

/// The account of the operating system, as its environment tells it.
pub fn account() -> Option<String> {
    fairnotice_desk::place::account()
}
