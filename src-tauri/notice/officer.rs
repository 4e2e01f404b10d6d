//! Who acts, and what they may do.

use crate::ids::OfficerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an officer may do ("permission" on the screen).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Permission {
    /// Drafts, edits and submits.
    Author,
    /// Approves or requests changes.
    Reviewer,
    /// Publishes and withdraws.
    Publisher,
    /// Keeps the organisation, its directorates and its officers.
    Administrator,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 4] =
        [Permission::Author, Permission::Reviewer, Permission::Publisher, Permission::Administrator];

    /// The name in JSON, on the command line and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Permission::Author => "author",
            Permission::Reviewer => "reviewer",
            Permission::Publisher => "publisher",
            Permission::Administrator => "administrator",
        }
    }

    /// The permission of that name.
    pub fn from_name(name: &str) -> Option<Permission> {
        Permission::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// An officer of the organisation. Names live here alone; events carry the id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Identifies the officer for ever.
    pub id: OfficerId,
    /// First and last name.
    pub name: String,
    /// The e-mail address, where there is one.
    pub email: Option<String>,
    /// The post, printed in sign-off records.
    pub post: Option<String>,
    /// What they may do.
    pub permissions: BTreeSet<Permission>,
}

impl Officer {
    /// Whether the officer holds the permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}
