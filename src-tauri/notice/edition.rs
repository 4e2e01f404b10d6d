//! Notices and their numbered versions.

use crate::ids::{DirectorateId, NoticeId, OfficerId, RevisionId, VersionId};
use crate::states::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What a notice covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// The whole council.
    Corporate,
    /// A directorate.
    Directorate,
    /// A service of a directorate.
    Service,
    /// The few sentences on a form, a letter or a sign.
    ShortStatement,
}

impl NoticeKind {
    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            NoticeKind::Corporate => "corporate",
            NoticeKind::Directorate => "directorate",
            NoticeKind::Service => "service",
            NoticeKind::ShortStatement => "short-statement",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<NoticeKind> {
        [NoticeKind::Corporate, NoticeKind::Directorate, NoticeKind::Service, NoticeKind::ShortStatement]
            .into_iter()
            .find(|k| k.name() == name)
    }
}

/// Whom a notice speaks to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Adults.
    #[default]
    Adults,
    /// Children.
    Children,
    /// Readers of easy read.
    EasyRead,
}

impl Audience {
    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Audience::Adults => "adults",
            Audience::Children => "children",
            Audience::EasyRead => "easy-read",
        }
    }

    /// The audience of that name.
    pub fn from_name(name: &str) -> Option<Audience> {
        [Audience::Adults, Audience::Children, Audience::EasyRead].into_iter().find(|a| a.name() == name)
    }
}

/// The page of a parent notice outside the register, and who confirmed on which day that it answers for its
/// children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalParent {
    /// The page.
    pub url: String,
    /// Who looked.
    pub confirmed_by: OfficerId,
    /// On which day.
    pub confirmed_on: NaiveDate,
}

/// The long-lived thing of a directorate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Identifies the notice for ever.
    pub id: NoticeId,
    /// Unique in the register, made from the first title, typed on the command line.
    pub short_name: String,
    /// The title of its newest text.
    pub title: String,
    /// The directorate, where it is known.
    pub directorate: Option<DirectorateId>,
    /// What it covers.
    pub kind: NoticeKind,
    /// The notice above it in the register.
    pub parent: Option<NoticeId>,
    /// The notice above it outside the register.
    pub external_parent: Option<ExternalParent>,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// Whom it speaks to.
    pub audience: Audience,
    /// The notice it says the same as, in another language or for another audience.
    pub counterpart_of: Option<NoticeId>,
    /// Where it is published.
    pub url: Option<String>,
}

/// A numbered edition of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Identifies the version for ever.
    pub id: VersionId,
    /// The notice it belongs to.
    pub notice: NoticeId,
    /// 1, 2, 3 …
    pub number: u32,
    /// Where it stands.
    pub state: State,
    /// The newest saved copy.
    pub head: RevisionId,
    /// The revision that was approved, while it is approved or was published.
    pub approved: Option<RevisionId>,
    /// The day from which it is or shall be live.
    pub effective: Option<NaiveDate>,
    /// The day by which it shall be reviewed.
    pub review_due: Option<NaiveDate>,
    /// The last day it was live, once it is superseded or withdrawn.
    pub ended: Option<NaiveDate>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

/// The short name made from a title: lower-case words joined by hyphens, "privacy notice" left out.
///
/// `taken` says whether a name is already used; a number is then added. Never empty.
pub fn short_name(title: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        words.push(word.to_lowercase());
    }
    let is_generic =
        |w: &String| matches!(w.as_str(), "privacy" | "notice" | "statement" | "the" | "for" | "of" | "and");
    let told: Vec<String> = words.iter().filter(|w| !is_generic(w)).cloned().collect();
    let chosen = if told.is_empty() { words } else { told };
    let mut base = String::new();
    for word in chosen {
        if base.chars().count() + word.chars().count() > 48 && !base.is_empty() {
            break;
        }
        if !base.is_empty() {
            base.push('-');
        }
        base.extend(word.chars().take(48));
    }
    if base.is_empty() {
        base.push_str("notice");
    }
    if !taken(&base) {
        return base;
    }
    (2u32..).map(|n| format!("{base}-{n}")).find(|name| !taken(name)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn short_names() {
        let free = |_: &str| false;
        assert_eq!(short_name("Privacy Notice: Waste & Recycling", free), "waste-recycling");
        assert_eq!(short_name("Privacy notice", free), "privacy-notice");
        assert_eq!(short_name("***", free), "notice");
        assert_eq!(short_name("Housing", |n| n == "housing" || n == "housing-2"), "housing-3");
        assert_eq!(short_name("Hysbysiad preifatrwydd: Tŷ", free), "hysbysiad-preifatrwydd-tŷ");
    }
}
