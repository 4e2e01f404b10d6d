//! Where things lie on this machine: the council file, the officer's account.

use std::path::PathBuf;

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The council file when nobody names one: FAIRNOTICE_REGISTER, else a file in the local application-data folder
/// (never the roaming one: redirected folders sit on network shares). `None` when there is no such folder.
pub fn default_register() -> Option<PathBuf> {
    if let Some(path) = variable("FAIRNOTICE_REGISTER") {
        return Some(PathBuf::from(path));
    }
    Some(local_data()?.join("Fair Notice").join("council.fairnotice"))
}

/// Where Fair Notice keeps what is of this machine and not of a council file: settings, and words that could not be saved.
/// `None` when there is no local application-data folder.
pub fn own_folder() -> Option<PathBuf> {
    if let Some(register) = variable("FAIRNOTICE_REGISTER") {
        return Some(PathBuf::from(register).parent()?.join("Fair Notice"));
    }
    Some(local_data()?.join("Fair Notice"))
}

/// The local application-data folder.
fn local_data() -> Option<PathBuf> {
    if cfg!(windows) {
        return variable("LOCALAPPDATA").map(PathBuf::from);
    }
    if let Some(folder) = variable("XDG_DATA_HOME") {
        return Some(PathBuf::from(folder));
    }
    let home = PathBuf::from(variable("HOME")?);
    Some(if cfg!(target_os = "macos") { home.join("Library/Application Support") } else { home.join(".local/share") })
}

/// The account of the operating system, with its domain where there is one.
pub fn account() -> Option<String> {
    let user = variable("USERNAME").or_else(|| variable("USER")).or_else(|| variable("LOGNAME"))?;
    Some(match variable("USERDOMAIN") {
        Some(domain) => format!("{domain}\\{user}"),
        None => user,
    })
}
