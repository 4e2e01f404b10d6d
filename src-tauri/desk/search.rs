//! Searching the words of every open and live version.

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use fairnotice_notice::State;
use serde::Serialize;
use ts_rs::TS;

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SearchHit {
    /// The notice's short name.
    pub notice: String,
    /// Its title.
    pub title: String,
    /// The version's number.
    pub version: u32,
    /// Where it stands.
    #[ts(type = "State")]
    pub state: State,
    /// The words around; what was found stands between U+0002 and U+0003.
    pub snippet: String,
}

impl Desk {
    /// The versions whose text holds every one of the words, best first; at most fifty.
    ///
    /// # Errors
    /// `missing-words` when there is nothing to look for.
    pub fn search(&self, words: &str) -> Result<Vec<SearchHit>> {
        if !words.chars().any(char::is_alphanumeric) {
            return Err(
                DeskError::usage("missing-words", "There is nothing to search for.").hint("Give a word or more.")
            );
        }
        let reader = self.register.read();
        let mut hits = Vec::new();
        for hit in reader.search(words, 50)? {
            let Some(version) = reader.version(hit.version)? else { continue };
            let Some(notice) = reader.notice(version.notice)? else { continue };
            hits.push(SearchHit {
                notice: notice.short_name,
                title: notice.title,
                version: version.number,
                state: version.state,
                snippet: hit.snippet,
            });
        }
        Ok(hits)
    }
}
