//! Ids as types of their own, so that a notice's id can't be handed where an officer's is wanted.
//!
//! All are UUIDs (version 7 where Fair Notice makes them): unique on every laptop, sortable by time,
//! and never a row number. They are made at the edge; this crate only carries them.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// An officer of the organisation.
    OfficerId,
    /// A directorate.
    DirectorateId,
    /// A notice: the long-lived thing of a directorate.
    NoticeId,
    /// A numbered edition of a notice.
    VersionId,
    /// An immutable snapshot of a version's content.
    RevisionId,
    /// A decision: who did what on which revision.
    DecisionId,
    /// An entry of the journal.
    EventId,
}
