//! What this machine remembers between two starts: the council files that were open, and how large the text is.
//!
//! A settings file that is missing or broken is no reason not to start.

use fairnotice_desk::{place, write_beside};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many council files are remembered.
const MOST: usize = 8;

/// What is remembered.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Settings {
    /// The council files that were open, the last one first.
    pub recent: Vec<PathBuf>,
    /// How large the text is; 1 is the size it has by itself.
    pub zoom: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { recent: Vec::new(), zoom: 1.0 }
    }
}

fn file() -> Option<PathBuf> {
    Some(place::own_folder()?.join("settings.json"))
}

impl Settings {
    /// What was remembered last.
    pub fn read() -> Settings {
        let text = file().and_then(|path| std::fs::read_to_string(path).ok());
        let mut settings: Settings = text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
        settings.zoom = settings.zoom.clamp(0.5, 3.0);
        settings
    }

    /// Puts a council file first among the recent ones.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(MOST);
    }

    /// Remembers. When that fails nothing is lost but convenience.
    pub fn write(&self) {
        if let (Some(path), Ok(text)) = (file(), serde_json::to_string_pretty(self)) {
            if let Some(folder) = path.parent() {
                let _ = std::fs::create_dir_all(folder);
            }
            let _ = write_beside(&path, text.as_bytes());
        }
    }
}
